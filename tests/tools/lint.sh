#!/usr/bin/env bash
# lint.sh [CHECK...]: everything that can be said about the source without running it. BUILD: build folder, already built.
set -u
cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-build}
flags=(-std=c11 -D_GNU_SOURCE -Iinclude -Isrc -Itests/support -pthread)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# src/mpi needs the headers of an MPI, which lint does not install; `make mpi` compiles it with warnings as errors.
sources() { find src bench tests/support tests/tools tests/fuzz -name '*.c' ! -path 'src/mpi/*' 2>/dev/null | sort; }
tests() { find tests/unit tests/property tests/validity tests/fault -name '*.c' 2>/dev/null | sort; }

check_format() {
    find src include tests bench -name '*.[ch]' -print0 | xargs -0 -n 16 clang-format --dry-run 2>&1 |
        sed -n 's/:.*code should be clang-formatted.*//p' | sort -u >"$work/format"
    sed 's/$/: run make format/' "$work/format"
    [ ! -s "$work/format" ]
}
check_layers() { sh tests/tools/layers.sh; }
check_sizes() { sh tests/tools/sizes.sh; }
# gcc speaks while the objects are made: all of them, so that none is left out.
check_gcc() { make --no-print-directory BUILD="$BUILD" all build-tests >"$work/gcc" 2>&1 || { cat "$work/gcc"; return 1; }; }
check_clang() {
    sources | xargs -P 2 -n 4 clang "${flags[@]}" -fsyntax-only -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
        -Wmissing-prototypes -Wcast-qual -Wno-gnu-zero-variadic-macro-arguments -Werror || return 1
    tests | xargs -r -P 2 -n 4 clang "${flags[@]}" -fsyntax-only -Wall -Wextra -Werror -Wno-missing-field-initializers
}
check_cppcheck() {
    cppcheck --quiet -j 2 --std=c11 -D_GNU_SOURCE -Iinclude -Isrc --enable=warning,performance,portability --inline-suppr \
        --suppressions-list=tests/tools/cppcheck.txt --error-exitcode=1 src
}
check_symbols() { sh tests/tools/symbols.sh "$BUILD/release/libnegsim.a"; }
check_headers() {
    local header bad=0
    for header in include/negsim.h include/negsim/*.h; do
        printf '#include "%s"\nint unused;\n' "${header#include/}" >"$work/one.c"
        gcc "${flags[@]}" -Wall -Wextra -Wpedantic -Werror -fsyntax-only "$work/one.c" || bad=1
        g++ -std=c++17 -Iinclude -Wall -Wextra -Werror -fsyntax-only -x c++ "$work/one.c" || bad=1
    done
    return $bad
}
# The kinds that a party plugs in see their own values, public positions and beliefs, and nothing else.
check_boundary() {
    local file bad=0
    mkdir -p "$work/boundary/negsim"
    cp include/negsim/view.h include/negsim/kind.h "$work/boundary/negsim/"
    # What bids.h shows: its queries, without the scenario behind them.
    sed -e 's|#include "negsim/instance.h"|#include "negsim/view.h"\n#include <stdbool.h>\n#include <stddef.h>\n#define NS_MAX_PARTIES 10\n#define NS_NONE UINT32_MAX|' \
        include/negsim/bids.h >"$work/boundary/negsim/bids.h"
    cp include/negsim/status.h "$work/boundary/negsim/"
    for file in src/bargaining/{tactic,acceptance,offer,opponent}/*.c; do
        [ -e "$file" ] || continue
        gcc -std=c11 -D_GNU_SOURCE -I"$work/boundary" -I"$(dirname "$file")" -I src -Wall -Werror -fsyntax-only "$file" || bad=1
    done
    return $bad
}
check_docs() { NEGSIM="$BUILD/negsim" sh tests/tools/docs.sh check; }
check_manual() { "$BUILD/negsim" help --man >"$work/negsim.1" && mandoc -Tlint -W warning "$work/negsim.1"; }
check_completion() { "$BUILD/negsim" help --completion bash >"$work/negsim.bash" && bash -n "$work/negsim.bash"; }
check_shell() {
    { find tests bench -name '*.sh'; echo .ci/run; } | xargs shellcheck -x
}

checks=(format layers sizes gcc clang cppcheck symbols headers boundary docs manual completion shell)
[ $# -eq 0 ] || checks=("$@")
failures=0
for check in "${checks[@]}"; do
    if "check_$check" >"$work/log" 2>&1; then
        printf 'ok    %s\n' "$check"
        [ "$check" != sizes ] || sed 's/^/      /' "$work/log"
    else
        printf 'FAIL  %s\n' "$check"
        head -n 60 "$work/log" | sed 's/^/      /'
        failures=$((failures + 1))
    fi
done
if [ "$failures" -ne 0 ]; then
    echo "lint: $failures of ${#checks[@]} checks failed"
    exit 1
fi
echo "lint: all ${#checks[@]} checks passed"
