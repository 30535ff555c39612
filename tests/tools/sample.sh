#!/bin/sh
# Regenerates results/sample-baseline/ (a small run, kept in the repository), or with --check compares it with a fresh one.
# Usage: tests/tools/sample.sh [--check]; NEGSIM names the program (default build/negsim).
set -eu
negsim=${NEGSIM:-build/negsim}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$negsim" run scenarios/baseline.yaml -n 400 --seed 1 --arms unmediated,mediated \
    --tables summary,families,options,assumptions,reasons,rounds,parties,runs --quiet --color never -o "$folder/sample-baseline" |
    sed "s|$folder/|results/|" >"$folder/screen.txt"
mv "$folder/screen.txt" "$folder/sample-baseline/screen.txt"
rm "$folder/sample-baseline/run-info.json" # times and command line: different each time
if [ "${1:-}" = --check ]; then
    diff -r "$folder/sample-baseline" results/sample-baseline >/dev/null ||
        { echo "results/sample-baseline is not what this program writes; run tests/tools/sample.sh" >&2; exit 1; }
else
    rm -rf results/sample-baseline
    mv "$folder/sample-baseline" results/sample-baseline
fi
