#include <string.h>

#include "negsim/document.h"

enum { LONGEST = 255 }; /* longer words are never near to each other */

static unsigned least(unsigned a, unsigned b) { return a < b ? a : b; }

unsigned ns_edit_distance(const char *a, const char *b, unsigned limit) {
    unsigned rows[3][LONGEST + 1]; /* the present row and the two above it */
    const size_t n = strlen(a), m = strlen(b);
    const size_t longer = n > m ? n : m, difference = n > m ? n - m : m - n;
    if (difference > limit || longer > LONGEST) return strcmp(a, b) == 0 ? 0 : limit + 1;
    for (size_t j = 0; j <= m; j++) rows[0][j] = (unsigned)j;
    for (size_t i = 1; i <= n; i++) {
        unsigned *row = rows[i % 3], nearest = (unsigned)i;
        const unsigned *above = rows[(i + 2) % 3], *second = rows[(i + 1) % 3];
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= m; j++) {
            row[j] = least(above[j - 1] + (a[i - 1] != b[j - 1]), least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], second[j - 2] + 1);
            nearest = least(nearest, row[j]);
        }
        /* A transposition reaches one row back: only two rows beyond the limit decide. */
        if (nearest > limit + 1) return limit + 1;
    }
    return least(rows[n % 3][m], limit + 1);
}

const char *ns_nearest_name(const char *word, const char *const *candidates, size_t count) {
    enum { FARTHEST = 2 };
    const char *nearest = NULL;
    unsigned best = FARTHEST + 1;
    for (size_t i = 0; i < count; i++) {
        const unsigned distance = ns_edit_distance(word, candidates[i], FARTHEST);
        if (distance < best && 2 * distance < strlen(word)) {
            best = distance;
            nearest = candidates[i];
        }
    }
    return nearest;
}
