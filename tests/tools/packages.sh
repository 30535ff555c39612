#!/bin/sh
# packages.sh check|install GROUP...: finds out which Debian packages are missing for the groups build, test, lint and
# check; `check` names them and stops, `install` gets them by apt-get. Nothing is asked of apt when all is there.
set -u
CC=${CC:-gcc}
missing=

# A package counts as there when a program that uses it compiles and links.
need_library() { # package, header, flags
    program="#include <stdio.h>
#include <$2>
int main(void) { return 0; }"
    # shellcheck disable=SC2086 # the flags are several words
    printf '%s\n' "$program" | "$CC" -x c - -o /dev/null $3 2>/dev/null || missing="$missing $1"
}
need_program() { # package, program
    command -v "$2" >/dev/null 2>&1 || missing="$missing $1"
}

action=$1
shift
for group in "$@"; do
    case $group in
    build)
        need_program gcc "$CC"
        need_program make make
        need_library libgsl-dev gsl/gsl_rng.h '-lgsl -lgslcblas -lm'
        need_library libyaml-dev yaml.h -lyaml
        need_library libjansson-dev jansson.h -ljansson
        need_library libexpat1-dev expat.h -lexpat
        ;;
    test)
        need_library libcriterion-dev criterion/criterion.h -lcriterion
        need_program gnuplot-nox gnuplot
        need_program python3 python3
        ;;
    lint)
        need_program clang clang
        need_program clang-format clang-format
        need_program cppcheck cppcheck
        need_program universal-ctags ctags
        need_program shellcheck shellcheck
        need_program mandoc mandoc
        need_program g++ g++
        need_program binutils nm
        ;;
    check)
        need_program clang clang
        need_program valgrind valgrind
        need_program gcovr gcovr
        ;;
    *)
        echo "packages.sh: no such group: $group" >&2
        exit 2
        ;;
    esac
done
# shellcheck disable=SC2086 # one word per package
missing=$(printf '%s\n' $missing | sort -u | tr '\n' ' ')
missing=${missing% }
[ -n "$missing" ] || exit 0

if [ "$action" = check ]; then
    echo "negsim cannot be built: these Debian packages (or your system's equivalents) are missing:" >&2
    echo "  $missing" >&2
    echo "Install them, for instance by: sudo apt-get install $missing" >&2
    exit 1
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "Missing, and there is no apt-get to install them: $missing (names of Debian packages)." >&2
    echo "Install your system's equivalents and try again." >&2
    exit 1
fi
sudo=
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "Missing: $missing. Run as root: apt-get install $missing" >&2
        exit 1
    fi
    sudo=sudo
fi
echo "Installing: $missing" >&2
# Lists may be stale or absent on a fresh machine; an update that fails is not fatal as long as the install works.
$sudo apt-get update -q >&2 || true
# shellcheck disable=SC2086 # one word per package
$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing >&2
