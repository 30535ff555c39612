#!/bin/sh
# run.sh [--update] [CASE...]: plays the golden cases of the command line.
#
# A case is a folder NAME with
#   cmd    a shell line, run in a fresh empty folder; `negsim` is the binary under test,
#          $SCENARIOS the worked scenarios, $CASE the case's own folder (with a copy of its input files)
#   out, err   what it must write, to the byte; absent: nothing
#   code   its exit code; absent: 0
# The place where temporary folders stand is written as TMP in `out` and `err`.
# NEGSIM: the binary (default build/negsim). WRAPPER: a command to run it under.
set -u
golden=$(cd "$(dirname "$0")" && pwd)
repo=$(cd "$golden/../.." && pwd)
update=
if [ "${1:-}" = --update ]; then
    update=yes
    shift
fi
NEGSIM=${NEGSIM:-$repo/build/negsim}
case $NEGSIM in
/*) ;;
*) NEGSIM=$(pwd)/$NEGSIM ;;
esac
if [ ! -x "$NEGSIM" ]; then
    echo "golden: no program at $NEGSIM" >&2
    exit 1
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/negsim-golden.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

# `negsim` on the path of the cases.
mkdir "$work/bin"
printf '#!/bin/sh\nexec %s "%s" "$@"\n' "${WRAPPER:-}" "$NEGSIM" >"$work/bin/negsim"
chmod +x "$work/bin/negsim"
PATH=$work/bin:$PATH
SCENARIOS=$repo/scenarios
LC_ALL=C
TERM=dumb
export PATH SCENARIOS LC_ALL TERM
unset NO_COLOR POSIXLY_CORRECT LC_NUMERIC LANG

empty=$work/empty
: >"$empty"
expected() { if [ -e "$1" ]; then printf '%s\n' "$1"; else printf '%s\n' "$empty"; fi; }
keep() { if [ -s "$1" ]; then cp "$1" "$2"; else rm -f "$2"; fi; }

play() { # name of the case -> $work/out, $work/err, $work/code
    CASE=$golden/$1
    export CASE
    rm -rf "$work/here"
    mkdir "$work/here"
    (
        cd "$work/here" || exit 1
        find "$CASE" -mindepth 1 -maxdepth 1 ! -name cmd ! -name out ! -name err ! -name code -exec cp -R {} . \;
        exec sh "$CASE/cmd"
    ) >"$work/out.raw" 2>"$work/err.raw" </dev/null
    echo $? >"$work/code"
    sed "s|$work/here|TMP|g; s|$repo|REPO|g" "$work/out.raw" >"$work/out"
    sed "s|$work/here|TMP|g; s|$repo|REPO|g" "$work/err.raw" >"$work/err"
}

passed=0
failed=0
if [ $# -eq 0 ]; then
    for name in "$golden"/*/cmd; do
        [ -e "$name" ] && set -- "$@" "$(basename "$(dirname "$name")")"
    done
fi
for name in "$@"; do
    play "$name"
    if [ -n "$update" ]; then
        keep "$work/out" "$golden/$name/out"
        keep "$work/err" "$golden/$name/err"
        if [ "$(cat "$work/code")" = 0 ]; then rm -f "$golden/$name/code"; else cp "$work/code" "$golden/$name/code"; fi
    fi
    printf '0\n' >"$work/zero"
    code=$golden/$name/code
    [ -e "$code" ] || code=$work/zero
    if cmp -s "$(expected "$golden/$name/out")" "$work/out" && cmp -s "$(expected "$golden/$name/err")" "$work/err" &&
        cmp -s "$code" "$work/code"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "--- golden case $name: $(cat "$golden/$name/cmd")"
        diff -u "$(expected "$golden/$name/out")" "$work/out" | head -n 40
        diff -u "$(expected "$golden/$name/err")" "$work/err" | head -n 40
        diff "$code" "$work/code"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
