#!/usr/bin/env bash
# bench/sweep.sh: what a sweep costs beside its bare sessions, what a second thread brings, and memory against size. Nothing is asserted.
set -u
negsim=${NEGSIM:-build/negsim}
work=$(mktemp -d "${TMPDIR:-/tmp}/negsim-bench.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
TIMEFORMAT='%R %U'
seconds() { { time "$@" >/dev/null 2>&1; } 2>&1; }
base=scenarios/baseline.yaml
many=(sweep $base --vary mediators.turkey.effort=0.5:0.9:0.1 -n 2000 --arms mediated --force)

echo
echo "sweeps of the baseline, mediated arm"
# The same sessions one after another without a sweep: five runs of as many draws.
bare=0
for effort in 0.5 0.6 0.7 0.8 0.9; do
    read -r _ cpu <<<"$(seconds "$negsim" run $base --set mediators.turkey.effort=$effort -n 2000 --arms mediated --tables families --jobs 1 -o "$work/run" --force)"
    bare=$(awk -v a="$bare" -v b="$cpu" 'BEGIN { print a + b }')
done
read -r one cpu <<<"$(seconds "$negsim" "${many[@]}" --jobs 1 -o "$work/one")"
read -r two _ <<<"$(seconds "$negsim" "${many[@]}" --jobs 2 -o "$work/two")"
awk -v b="$bare" -v c="$cpu" -v o="$one" -v t="$two" 'BEGIN {
    printf "5 points of 2,000 draws: %.2f s CPU, five runs of them %.2f s: %+.1f%%\n", c, b, 100 * (c - b) / b
    printf "one thread %.2f s, two threads %.2f s: %.2f times\n", o, t, o / t }'
for points in 10 100 1000; do
    step=$(awk -v n=$points 'BEGIN { printf "%.6f", 1 / (n - 1) }')
    read -r wall _ <<<"$(seconds bash -c "/usr/bin/time -f %M -o '$work/memory' $negsim sweep $base --vary mediators.turkey.effort=0:1:$step -n 100 --arms mediated -o $work/size --force")"
    printf '%s points of 100 draws: %s s, %s KB at most\n' $points "$wall" "$(cat "$work/memory" 2>/dev/null || echo '?')"
done
if [ "${LONG:-}" ]; then
    read -r wall _ <<<"$(seconds "$negsim" sweep $base --vary mediators.turkey.effort=0:1:0.01 -n 9901 --arms mediated -o "$work/million" --force)"
    echo "a million sessions (101 points of 9,901 draws): $wall s"
else
    echo "LONG=1 adds a sweep of a million sessions"
fi
