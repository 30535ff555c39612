#!/usr/bin/env bash
# crashes.sh: sweeps killed at random moments, split into parts, played by ranks: the tables must be those of one quiet run, byte for byte.
# BUILD: build folder with negsim. MPI and Slurm are used where they are; else a line says that they were not.
set -u
repo=$(cd "$(dirname "$0")/../.." && pwd)
BUILD=${BUILD:-$repo/build}
BUILD=$(cd "$BUILD" && pwd) || exit 1 # the work is done elsewhere
negsim=$BUILD/negsim
work=$(mktemp -d "${TMPDIR:-/tmp}/negsim-crashes.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
bad=0
sweep=("$repo/scenarios/baseline.yaml" --vary conditions.us_backing.available=0:1:0.1 --vary "protocol.rounds=20,60" -n 150)

same() { # NAME FOLDER: are its tables those of the quiet run?
    local file
    for file in experiments.csv outcomes.csv reachability.csv failures.csv datapackage.json; do
        cmp "quiet/$file" "$2/$file" || { echo "FAIL $1"; bad=1; return; }
    done
    echo "ok   $1"
}

"$negsim" sweep "${sweep[@]}" --jobs 1 -o quiet >/dev/null || exit 1
for jobs in 2 3 8; do
    "$negsim" sweep "${sweep[@]}" --jobs $jobs -o "jobs$jobs" >/dev/null && same "$jobs threads" "jobs$jobs"
done

# Killed twenty times at moments between 10 and 600 ms, also while tables are written, then left in peace.
for moment in $(seq 1 20); do
    timeout -s KILL "$(awk -v k="$moment" 'BEGIN { srand(k); printf "%.3f", 0.01 + 0.6 * rand() }')" \
        "$negsim" sweep "${sweep[@]}" -o killed --resume >/dev/null 2>&1
    [ ! -d killed ] || break
done
"$negsim" sweep "${sweep[@]}" -o killed --resume >/dev/null && same "killed up to 20 times" killed

# Killed while the tables are written and swapped in: every moment from the last points to the end.
for moment in 1 2 3 4 5 6 7 8; do
    "$negsim" sweep "${sweep[@]}" -o late --jobs 2 >/dev/null 2>&1 &
    child=$!
    while kill -0 $child 2>/dev/null && [ ! -d late.part ]; do sleep 0.002; done
    sleep "0.00$moment"
    kill -9 $child 2>/dev/null
    wait $child 2>/dev/null
    [ -d late ] || "$negsim" sweep "${sweep[@]}" -o late --resume >/dev/null
    same "killed while writing, $moment ms" late
    rm -rf late late.part late.journal
done

for shards in 1 2 5; do
    for shard in $(seq "$shards" -1 1); do "$negsim" sweep "${sweep[@]}" --shard "$shard/$shards" -o "part$shards" >/dev/null || bad=1; done
    if [ "$shards" -gt 1 ]; then
        "$negsim" merge -o "merged$shards" part"$shards".shard-*.journal >/dev/null || bad=1
        same "$shards parts" "merged$shards"
    else
        same "1 part" part1
    fi
done

# Two processes on one journal: one of them is refused.
"$negsim" sweep "${sweep[@]}" -o both >/dev/null 2>&1 &
child=$!
while kill -0 $child 2>/dev/null && [ ! -s both.journal ]; do sleep 0.002; done
if "$negsim" sweep "${sweep[@]}" -o both --resume >/dev/null 2>both.err; then echo "FAIL two processes wrote one journal"; bad=1; fi
wait $child
same "two processes" both

if [ -x "$BUILD/negsim-mpi" ] && command -v mpirun >/dev/null; then
    export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_rmaps_base_oversubscribe=1
    for ranks in 1 2 4; do
        timeout 120 mpirun -np $ranks "$BUILD/negsim-mpi" sweep "${sweep[@]}" -o "ranks$ranks" >/dev/null 2>&1
        same "$ranks ranks" "ranks$ranks"
    done
    (sleep 0.6; pkill -9 -n negsim-mpi) &
    timeout 60 mpirun -np 3 "$BUILD/negsim-mpi" sweep "${sweep[@]}" -o lost >/dev/null 2>&1
    wait
    [ -d lost ] || timeout 120 mpirun -np 2 "$BUILD/negsim-mpi" sweep "${sweep[@]}" -o lost --resume >/dev/null 2>&1
    same "a rank killed, then resumed" lost
else
    echo "skip MPI: no negsim-mpi (make mpi) or no mpirun"
fi
exit $bad
