#!/usr/bin/env bash
# mutants.sh [NAME...]: are the tests awake? Plants one fault at a time in a copy of the tree and runs the tests until one fails. With
# names only those mutants, and the threshold holds for them.
#
# tests/tools/mutants.tsv has a mutant a line: name, file, text, text in its place, tests to try first (separated by commas). The text must
# stand exactly once in the file, so that the table is kept true. A mutant that survives the tests named meets all the others. At
# least nine in ten must be killed. A test that hangs has noticed, too.
set -u -o pipefail
cd "$(dirname "$0")/../.." || exit 1
repo=$(pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/negsim-mutants.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

git ls-files -z --cached --others --exclude-standard | tar -c --null -T - 2>/dev/null | tar -x -C "$work" || exit 1
cd "$work" || exit 1
export BUILD="$work/build" NEGSIM_REFERENCE=${NEGSIM_REFERENCE:-$(cd "$repo/.." && pwd)/shared/reference}
build() { make -s BUILD="$BUILD" CFLAGS="-O2" "$@" >"$work/make.log" 2>&1; }

# The text of $1 replaced by $2 in the file $3; fails unless it stands there once.
replace() {
    FROM=$1 TO=$2 perl -0777 -i -pe 'BEGIN { $n = 0 } $n++ while /\Q$ENV{FROM}\E/g; die "found $n times\n" if $n != 1; s/\Q$ENV{FROM}\E/$ENV{TO}/' "$3" 2>"$work/replace.log"
}

run() { timeout 120 "$BUILD/release/tests/$1" </dev/null >"$work/test.log" 2>&1; }

# The first test of the list that fails.
killer() {
    for test in "$@"; do
        build "$BUILD/release/tests/$test" "$BUILD/tests/replay-rounds" || { echo "(does not compile)"; return; }
        run "$test" || { echo "$test"; return; }
    done
}

all_tests() { for f in tests/unit/test_*.c tests/property/test_*.c tests/validity/test_*.c; do f=${f#tests/}; echo "${f%.c}"; done; }

build all build-tests || { cat "$work/make.log"; exit 1; }
# Tests that fail without a fault would kill every mutant.
for test in $(all_tests); do
    run "$test" || { echo "BAD       $test fails without a fault"; exit 1; }
done
count=0 killed=0 bad=0
while IFS=$'\t' read -r name file from to tests; do
    [ -n "$name" ] || continue
    if [ $# -gt 0 ]; then case " $* " in *" $name "*) ;; *) continue ;; esac; fi
    count=$((count + 1))
    cp "$file" "$work/kept"
    if ! replace "$from" "$to" "$file"; then
        echo "BAD       $name: the text in $file: $(cat "$work/replace.log")"
        cp "$work/kept" "$file"
        bad=$((bad + 1))
        continue
    fi
    # shellcheck disable=SC2086
    by=$(IFS=,; killer $tests)
    for test in ${tests//,/ }; do [ -e "tests/$test.c" ] || { by="(does not compile)"; echo "no test $test" >"$work/make.log"; }; done
    # shellcheck disable=SC2046
    [ -n "$by" ] || by=$(killer $(all_tests))
    if [ "$by" = "(does not compile)" ]; then
        echo "BAD       $name: $(grep -m 1 -e error -e "no test" "$work/make.log")"
        bad=$((bad + 1))
    elif [ -n "$by" ]; then
        killed=$((killed + 1))
        echo "killed    $name by $by"
    else
        echo "SURVIVED  $name"
    fi
    cp "$work/kept" "$file"
done <tests/tools/mutants.tsv
rows=$(wc -l <tests/tools/mutants.tsv)
[ $# -gt 0 ] || [ "$count" -eq "$rows" ] || { echo "only $count of $rows mutants were tried"; exit 1; }
echo "$killed of $count mutants killed"
[ "$bad" -eq 0 ] && [ "$count" -gt 0 ] && [ $((killed * 10)) -ge $((count * 9)) ]
