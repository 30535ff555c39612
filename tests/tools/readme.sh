#!/bin/sh
# Rewrites the screen in README.md from a run of the baseline, or with --check fails when it is not current.
# Usage: tests/tools/readme.sh [--check]; NEGSIM names the program (default build/negsim).
set -eu
negsim=${NEGSIM:-build/negsim}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$negsim" run scenarios/baseline.yaml --quiet --color never -o "$folder/ukraine-baseline" | sed "s|$folder/|results/|" >"$folder/screen"
awk -v screen="$folder/screen" '
    /<!-- screen -->/ { print; print ""; print "```"; while ((getline line < screen) > 0) print line; print "```"; print ""; skip = 1 }
    /<!-- end of screen -->/ { skip = 0 }
    !skip { print }' README.md >"$folder/page"
if [ "${1:-}" = --check ]; then
    cmp -s "$folder/page" README.md || { echo "README.md: the screen is not current; run tests/tools/readme.sh" >&2; exit 1; }
else
    cp "$folder/page" README.md
fi
