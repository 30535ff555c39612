#!/usr/bin/env bash
# check-all.sh [GATE...]: the long gates. BUILD: build folder; each gate that compiles differently has a folder of its own
# in it. MINUTES: how long to fuzz each target (default 1).
set -u
cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-build}
MAKE=${MAKE:-make}
export LC_ALL=C
reports=$BUILD/reports
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
mkdir -p "$reports"

compile() { # folder, target..., with CC, CFLAGS and LDFLAGS from the environment; warnings are the lint's business
    local folder=$1
    shift
    "$MAKE" --no-print-directory -j2 BUILD="$BUILD/$folder" CC="${CC:-gcc}" CFLAGS="$CFLAGS -w" LDFLAGS="${LDFLAGS:-}" "$@"
}
units() { find "$BUILD/$1/release/tests" -name 'test_*' -type f ! -name '*.*' | sort; }
three_scenarios() { find scenarios -name '*.yaml' | sort | head -n 3; }

# Criterion does not fail a test on a leak: whatever a sanitizer writes into the folder of reports fails the gate.
gate_sanitizers() {
    local logs=$reports/sanitizers
    rm -rf "$logs" && mkdir -p "$logs"
    CFLAGS='-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer' \
        LDFLAGS=-fsanitize=address,undefined compile asan all build-tests || return 1
    export ASAN_OPTIONS="log_path=$PWD/$logs/asan" UBSAN_OPTIONS="log_path=$PWD/$logs/ubsan:print_stacktrace=1"
    local binaries status=0
    mapfile -t binaries < <(units asan)
    BUILD="$BUILD/asan" sh tests/tools/run-tests.sh "${binaries[@]}" || status=1
    unset ASAN_OPTIONS UBSAN_OPTIONS
    if [ -n "$(ls -A "$logs")" ]; then
        head -n 40 "$logs"/*
        status=1
    fi
    return $status
}
gate_threads() {
    CFLAGS='-O1 -g -fsanitize=thread' LDFLAGS=-fsanitize=thread compile tsan all || return 1
    local scenario status=0
    for scenario in scenarios/*.yaml; do
        [ "$scenario" != scenarios/trade_agreement.yaml ] || continue # too large to play
        # The thread sanitizer cannot place its memory on some kernels unless addresses are fixed.
        setarch -R "$BUILD/tsan/negsim" "$scenario" -n 200 --jobs 4 --quiet -o "$work/tsan" --force >"$work/log" 2>&1 ||
            { cat "$work/log"; status=1; }
    done
    return $status
}
gate_valgrind() {
    local scenario status=0
    CFLAGS='-O1 -g' compile plain all || return 1
    for scenario in $(three_scenarios); do
        valgrind --quiet --error-exitcode=99 --leak-check=full --show-leak-kinds=all "$BUILD/plain/negsim" "$scenario" -n 10 \
            --jobs 2 --quiet -o "$work/valgrind" --force >"$work/log" 2>&1 || { cat "$work/log"; status=1; }
    done
    return $status
}
# The same bytes from both compilers, and for every number of jobs.
gate_bytes() {
    local program n=500 folder status=0
    CFLAGS='-O3 -g' compile gcc all || return 1
    CC=clang CFLAGS='-O3 -g' compile clang all || return 1
    "$BUILD/gcc/negsim" scenarios/baseline.yaml -n $n --jobs 1 --quiet -o "$work/bytes" >/dev/null || return 1
    mv "$work/bytes" "$work/expected"
    for program in gcc:2 gcc:3 gcc:8 gcc:1 clang:2; do
        folder=$work/bytes
        rm -rf "$folder"
        "$BUILD/${program%:*}/negsim" scenarios/baseline.yaml -n $n --jobs "${program#*:}" --quiet -o "$folder" >/dev/null || return 1
        diff -rq -x run-info.json "$work/expected" "$folder" || { echo "$program differs"; status=1; }
    done
    return $status
}
gate_fuzz() {
    local target name status=0 sources
    mapfile -t sources < <(find src -name '*.c' ! -path 'src/cli/*' ! -path 'src/mpi/*')
    for target in tests/fuzz/*.c; do
        [ -e "$target" ] || { echo "no fuzz target"; return 1; }
        name=$(basename "$target" .c)
        clang -std=c11 -D_GNU_SOURCE -Iinclude -Isrc -Itests/support -O1 -g -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all \
            -o "$work/$name" "$target" "${sources[@]}" -lgsl -lgslcblas -lyaml -ljansson -lexpat -lm -pthread || return 1
        mkdir -p "$work/corpus-$name"
        cp scenarios/*.yaml "$work/corpus-$name/"
        find tests/golden -name '*.yaml' | while read -r file; do cp "$file" "$work/corpus-$name/$(echo "$file" | tr / _)"; done
        (cd "$work" && "./$name" -max_total_time=$((60 * ${MINUTES:-1})) -timeout=10 -rss_limit_mb=2048 -max_len=20000 -print_final_stats=1 \
            "corpus-$name" >"$name.log" 2>&1) || { tail -n 40 "$work/$name.log"; cp "$work"/crash-* "$work"/timeout-* "$reports" 2>/dev/null; status=1; }
        grep -E 'stat::number_of_executed_units' "$work/$name.log"
    done
    return $status
}
# Figures of others, where they are on this machine: build/tests/replay-NAME reads the folder NAME.
gate_replays() {
    local tool folder status=0
    [ -d "${NEGSIM_REFERENCE:-}" ] || { echo "skipped: NEGSIM_REFERENCE names no folder"; return 0; }
    "$MAKE" --no-print-directory -j2 BUILD="$BUILD" build-tests || return 1
    [ ! -d "$NEGSIM_REFERENCE/negmas" ] || bash tests/tools/emitted.sh "$NEGSIM_REFERENCE" || status=1
    for tool in "$BUILD"/tests/replay-*; do
        [ -x "$tool" ] || continue
        folder=$NEGSIM_REFERENCE/${tool##*/replay-}
        [ -d "$folder" ] || { echo "skipped: $tool has no folder $folder"; continue; }
        "$tool" "$folder" || status=1
    done
    return $status
}
# Every allocation and every write fails once.
gate_faults() {
    "$MAKE" --no-print-directory -j2 BUILD="$BUILD" build-tests || return 1
    "$BUILD/tests/fault" scenarios/two_issue_lesson.yaml 2 && "$BUILD/tests/fault" scenarios/river_dam.yaml 1 || return 1
    "$BUILD/tests/fault" --model docs/stability/dam.yaml && "$BUILD/tests/fault" --model docs/stability/lease.yaml
}
gate_coverage() {
    local binaries
    CFLAGS='-O0 -g --coverage' LDFLAGS=--coverage compile coverage all build-tests || return 1
    find "$BUILD/coverage" -name '*.gcda' -delete
    mapfile -t binaries < <(units coverage)
    BUILD="$BUILD/coverage" sh tests/tools/run-tests.sh "${binaries[@]}" || return 1
    gcovr --root . --object-directory "$BUILD/coverage" --filter 'src/' --exclude 'src/cli/' --exclude-throw-branches \
        --fail-under-line 85 --sort-uncovered --print-summary
}

# Killed, split and spread sweeps give the bytes of a quiet one.
gate_crashes() {
    local targets=all
    ! command -v mpicc >/dev/null || targets='all mpi'
    # shellcheck disable=SC2086
    CFLAGS='-O2 -g' compile quick $targets || return 1
    BUILD="$BUILD/quick" bash tests/tools/crashes.sh && BUILD="$BUILD/quick" bash tests/tools/slurm.sh
}

# Planted faults: nine in ten must be noticed.
gate_mutants() { bash tests/tools/mutants.sh; }

# Published directions: exact claims must hold, the others are shown.
gate_directions() {
    "$MAKE" --no-print-directory -j2 BUILD="$BUILD" all && bash tests/tools/directions.sh 400
}

gates=(directions sanitizers threads valgrind bytes faults fuzz replays coverage crashes mutants)
[ $# -eq 0 ] || gates=("$@")
failures=0
for gate in "${gates[@]}"; do
    echo "=== $gate"
    if "gate_$gate" >"$reports/$gate.txt" 2>&1; then
        tail -n 5 "$reports/$gate.txt"
        echo "ok    $gate"
    else
        tail -n 60 "$reports/$gate.txt"
        echo "FAIL  $gate (all of it: $reports/$gate.txt)"
        failures=$((failures + 1))
    fi
done
echo "check-all: $((${#gates[@]} - failures)) of ${#gates[@]} gates passed"
[ "$failures" -eq 0 ]
