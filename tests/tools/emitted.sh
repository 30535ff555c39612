#!/bin/bash
# emitted.sh DIR [NUMBER]: of each kind of replay, NUMBER (20) runs written as scenarios are played by the program itself; its trace
# must have as many offers as the replayed run, and end as it did. DIR: the folder with `negmas` and `genius`.
set -u
repo=$(cd "$(dirname "$0")/../.." && pwd)
folder=${1:?usage: emitted.sh DIR [NUMBER]}
number=${2:-20}
work=$(mktemp -d "${TMPDIR:-/tmp}/negsim-emitted.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
failed=0

# The trace of a scenario as `round who action package`, one line an event.
trace_of() {
    "$repo/build/negsim" run "$1" --trace=1 --arms unmediated --tables summary --quiet -o "$work/out" --force >/dev/null || return 1
    cut -d, -f4,6,7,10 "$work/out/trace.csv"
}

for kind in negmas genius; do
    mkdir "$work/$kind"
    "$repo/build/tests/replay-$kind" --emit "$work/$kind" "$folder/$kind" | tail -n 1 || failed=1
    equal=0
    played=0
    for scenario in $(find "$work/$kind" -name '*.yaml' | sort | awk -v n="$number" '{ all[NR] = $0 } END { for (k = 0; k < n; k++) print all[1 + int(k * NR / n)] }'); do
        played=$((played + 1))
        if trace_of "$scenario" >"$work/first" && "$repo/build/tests/replay-$kind" --trace "$scenario" >"$work/second" && cmp -s "$work/first" "$work/second"; then
            equal=$((equal + 1))
        else
            echo "differs: $(basename "$scenario")"
            failed=1
        fi
    done
    echo "$kind: $equal of $played traces equal"
done
exit $failed
