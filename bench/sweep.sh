#!/usr/bin/env bash
# bench/sweep.sh: what a sweep costs beside its bare sessions, what a second thread brings, and memory against size. Nothing is asserted.
set -u
negsim=${NEGSIM:-build/negsim}
work=$(mktemp -d "${TMPDIR:-/tmp}/negsim-bench.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
TIMEFORMAT='%R %U'
seconds() { { time "$@" >/dev/null 2>&1; } 2>&1; }
base=scenarios/baseline.yaml
sweep_of() { seconds "$negsim" sweep $base --arms mediated --force -o "$work/out" "$@"; }

echo
echo "sweeps of the baseline, mediated arm"
# Bare sessions: one point holds as many draws as all points of the other together.
read -r _ bare <<<"$(sweep_of --vary mediators.turkey.effort=1 -n 10000 --jobs 1)"
read -r one cpu <<<"$(sweep_of --vary mediators.turkey.effort=0.985:1.004:0.001 --where 'mediators.turkey.effort <= 1' -n 625 --jobs 1)"
read -r two _ <<<"$(sweep_of --vary mediators.turkey.effort=0.985:1.004:0.001 --where 'mediators.turkey.effort <= 1' -n 625 --jobs 2)"
awk -v b="$bare" -v c="$cpu" -v o="$one" -v t="$two" 'BEGIN {
    printf "16 points of 625 draws: %.2f s CPU, one of 10,000: %.2f s: overhead %+.1f%%\n", c, b, 100 * (c - b) / b
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
