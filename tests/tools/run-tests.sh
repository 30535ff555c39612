#!/bin/sh
# run-tests.sh BINARY...: runs the Criterion binaries, two at a time, then the golden cases; prints what failed and, last,
# one line `N passed, N failed`. Fails when anything failed or nothing ran.
# BUILD: build folder. ONLY=units|golden leaves the other half out. WRAPPER: command before each binary.
set -u
BUILD=${BUILD:-build}
logs=$BUILD/test-logs
rm -rf "$logs"
mkdir -p "$logs"
export LC_ALL=C
here=$(dirname "$0")

if [ "${ONLY:-}" != golden ]; then
    # Each binary writes NAME.log; its exit status is read from the report, not from xargs.
    # shellcheck disable=SC2016 # the inner shell expands
    printf '%s\n' "$@" | WRAPPER=${WRAPPER:-} LOGS=$logs xargs -P 2 -I {} sh -c '
        name=$(basename "{}")
        timeout 900 $WRAPPER "{}" --jobs 1 --verbose >"$LOGS/$name.log" 2>&1 </dev/null
        echo "status $?" >>"$LOGS/$name.log"'
fi

passed=0
failed=0
skipped=0
for binary in "$@"; do
    [ "${ONLY:-}" != golden ] || break
    log=$logs/$(basename "$binary").log
    # "[====] Synthesis: Tested: 3 | Passing: 2 | Failing: 1 | Crashing: 0"
    counts=$(sed -n 's/.*Synthesis: Tested:[^0-9]*\([0-9]*\)[^|]*|[^0-9]*\([0-9]*\)[^|]*|.*/\1 \2/p' "$log" | tail -n 1)
    tested=${counts% *}
    passing=${counts#* }
    skips=$(grep -c '^\[SKIP\]' "$log")
    status=$(sed -n 's/^status //p' "$log" | tail -n 1)
    if [ -z "$counts" ]; then
        tested=1
        passing=0
    elif [ "$tested" -eq 0 ] && [ "$skips" -eq 0 ]; then
        echo "$(basename "$binary"): no test ran" >>"$log"
        tested=1
        passing=0
    elif [ "$tested" -eq "$passing" ] && [ "$status" != 0 ]; then
        echo "$(basename "$binary"): all tests passed, but the exit status is $status" >>"$log"
        tested=$((tested + 1))
    fi
    passed=$((passed + passing))
    failed=$((failed + tested - passing))
    skipped=$((skipped + skips))
    if [ "$tested" -ne "$passing" ]; then
        echo "--- $(basename "$binary")"
        grep -v -e "^status " -e "^\[RUN \]" -e "^\[PASS\]" "$log"
    fi
done
if [ "${ONLY:-}" != golden ]; then
    [ "$skipped" -eq 0 ] || sed -n 's/^\[SKIP\] /skipped: /p' "$logs"/*.log
    echo "unit tests: $passed passed, $failed failed, $skipped skipped"
fi

if [ "${ONLY:-}" != units ]; then
    NEGSIM=${NEGSIM:-$BUILD/negsim} sh "$here/../golden/run.sh" >"$logs/golden.txt" 2>&1
    cat "$logs/golden.txt"
    line=$(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$logs/golden.txt" | tail -n 1)
    [ -n "$line" ] || line="0 1"
    passed=$((passed + ${line% *}))
    failed=$((failed + ${line#* }))
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
