#!/bin/sh
# sizes.sh: no function over 100 lines, no file over 700; prints the medians.
set -u
cd "$(dirname "$0")/../.." || exit 1
bad=0

find src -name '*.[ch]' -exec ctags -f - --kinds-c=f --fields=+ne --sort=no {} + |
    awk -F'\t' '{
        from = to = 0
        for (i = 4; i <= NF; i++) {
            if ($i ~ /^line:/) from = substr($i, 6)
            if ($i ~ /^end:/) to = substr($i, 5)
        }
        if (to) print to - from + 1, $2 ":" from ": " $1
    }' | sort -n >"${TMPDIR:-/tmp}/negsim-sizes.$$"
awk '{ size[NR] = $1; if ($1 > 100) { print $2 " " $3 " has " $1 " lines (at most 100)"; bad = 1 } }
     END { print "functions: " NR ", median " size[int((NR + 1) / 2)] " lines, 95% within " size[int(NR * 0.95 + 0.5)] ", longest " size[NR]; exit bad }' \
    "${TMPDIR:-/tmp}/negsim-sizes.$$" || bad=1
rm -f "${TMPDIR:-/tmp}/negsim-sizes.$$"

find src include tests bench -name '*.[ch]' -exec wc -l {} + | awk '$2 != "total"' | sort -n |
    awk '{ size[NR] = $1; if ($1 > 700) { print $2 " has " $1 " lines (at most 700)"; bad = 1 } }
         END { print "files: " NR ", median " size[int((NR + 1) / 2)] " lines, longest " size[NR]; exit bad }' || bad=1
exit $bad
