#!/bin/sh
# docs.sh write|check: the generated tables in docs/*.md. What stands between `<!-- begin: WORDS -->` and
# `<!-- end: WORDS -->` is the output of `negsim list WORDS --format markdown`. NEGSIM: the program.
set -u
cd "$(dirname "$0")/../.." || exit 1
NEGSIM=${NEGSIM:-build/negsim}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
bad=0
for page in docs/*.md README.md; do
    grep -q '^<!-- begin: ' "$page" 2>/dev/null || continue
    : >"$work/new"
    inside=
    while IFS= read -r line || [ -n "$line" ]; do
        case $line in
        '<!-- begin: '*' -->')
            inside=${line#'<!-- begin: '}
            inside=${inside%' -->'}
            {
                echo "$line"
                echo
                # shellcheck disable=SC2086 # several words
                "$NEGSIM" list $inside --format markdown </dev/null || bad=1
                echo
            } >>"$work/new"
            ;;
        "<!-- end: $inside -->")
            echo "$line" >>"$work/new"
            inside=
            ;;
        *)
            [ -n "$inside" ] || printf '%s\n' "$line" >>"$work/new"
            ;;
        esac
    done <"$page"
    if [ -n "$inside" ]; then
        echo "$page: <!-- begin: $inside --> has no end" >&2
        bad=1
    elif cmp -s "$page" "$work/new"; then
        :
    elif [ "$1" = write ] && [ "$bad" = 0 ]; then
        cat "$work/new" >"$page"
        echo "wrote the tables of $page"
    else
        echo "$page: its tables are not those of the program: run make docs" >&2
        diff "$page" "$work/new" | head -n 10 >&2
        bad=1
    fi
done
exit $bad
