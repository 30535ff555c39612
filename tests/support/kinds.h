/* All kinds by name with the concession of a party that has them, as tests/golden/kinds/kinds lists them, and scenarios for them. */
#ifndef NEGSIM_TEST_KINDS_H
#define NEGSIM_TEST_KINDS_H

#include <stdbool.h>
#include <stdint.h>

enum { KIND_MOST = 100, KIND_TEXT = 200, LAW_PARTIES = 3, LAW_ISSUES = 4, LAW_OPTIONS = 4 };

typedef struct kind_line {
    char name[40], concession[KIND_TEXT];
} kind_line;

/* From the top folder of the repository. How many? */
unsigned kind_lines(kind_line *out);

/* A dispute with values without a pattern, so that no two packages are worth the same to anybody. */
typedef struct law_case {
    int options[LAW_ISSUES];
    double weight[LAW_PARTIES][LAW_ISSUES], value[LAW_PARTIES][LAW_ISSUES][LAW_OPTIONS + 1];
    double no_deal[LAW_PARTIES];
    int order[LAW_ISSUES]; /* in which the issues stand in the file */
    const char *party_names[LAW_PARTIES];
    const char *concession[LAW_PARTIES];
    const char *extra; /* lines at the end of the file */
    int rounds;
} law_case;

/* A function of the seed; the first two parties have the kind, the third concedes evenly. */
law_case law_case_of(uint64_t seed, const char *concession);
/* The scenario; to be freed. */
char *law_text(const law_case *self);

#endif
