#include <stdlib.h>
#include <string.h>

#include "negsim/document.h"

enum { LONGEST = 64 }; /* longer words are never near to each other */

static unsigned least(unsigned a, unsigned b) { return a < b ? a : b; }

unsigned ns_edit_distance(const char *a, const char *b, unsigned limit) {
    size_t n = strlen(a), m = strlen(b);
    if (n > LONGEST || m > LONGEST) return strcmp(a, b) == 0 ? 0 : limit + 1;
    unsigned d[LONGEST + 1][LONGEST + 1];
    for (size_t i = 0; i <= n; i++) d[i][0] = (unsigned)i;
    for (size_t j = 0; j <= m; j++) d[0][j] = (unsigned)j;
    for (size_t i = 1; i <= n; i++)
        for (size_t j = 1; j <= m; j++) {
            unsigned change = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            d[i][j] = least(change, least(d[i - 1][j], d[i][j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
        }
    return least(d[n][m], limit + 1);
}

const char *ns_nearest_name(const char *word, const char *const *candidates, size_t count) {
    const char *nearest = NULL;
    unsigned best = 3;
    for (size_t i = 0; i < count; i++) {
        unsigned distance = ns_edit_distance(word, candidates[i], 2);
        if (distance < best && 2 * distance < strlen(word)) {
            best = distance;
            nearest = candidates[i];
        }
    }
    return nearest;
}
