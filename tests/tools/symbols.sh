#!/bin/sh
# symbols.sh LIBRARY: what the library must not call, and must not hold.
set -u
library=$1
bad=0
forbidden='printf|fprintf|vprintf|vfprintf|puts|putchar|perror|exit|_exit|abort|getenv|secure_getenv|setlocale|rand|srand|random|time|__assert_fail|gsl_rng_env_setup|gsl_set_error_handler|gsl_set_error_handler_off|stdout|stderr'
found=$(nm -A -u "$library" | grep -E " U ($forbidden)(@|\$)")
if [ -n "$found" ]; then
    echo "the library calls what it must not:"
    echo "$found"
    bad=1
fi
# Variables that can change: objects in .data or .bss (constant tables of pointers are in .data.rel.ro).
found=$(objdump -t "$library" | awk '$0 ~ /[ \t]\.(data|bss|tdata|tbss)[ \t]/ && $0 ~ / O /')
if [ -n "$found" ]; then
    echo "the library holds variables that can change:"
    echo "$found"
    bad=1
fi
exit $bad
