/* Additive models: an outcome (a package) picks one option of every issue, each issue is controlled by one party, and what a package
 * is worth to a party is the sum of its values. A party may change, alone and at once, any of the issues it controls.
 *
 * With additive values stability needs no walks. For party i at package s:
 *   temptation T   the most it can gain by changing its own issues;
 *   punishment L   the most it can lose when all other parties change theirs;
 *   credible C     the most it can lose when others change theirs, each of those who move strictly gaining for itself; at least one
 *                  must move; none where nobody can gain; below 0 where all such answers help i.
 *   nash: T = 0.   gmr, smr: T = 0 or T <= L.   seq: T = 0, or C is there and T <= C.
 *
 * Everything a package is judged by is a sum over issues, kept for each pair of parties: W[i][j], what the options of j's issues are
 * worth to i. C needs the least of W[i][j] over all that j would like better: a staircase of undominated (gain to j, loss to i), found
 * issue by issue (Nemhauser, Ullmann 1969, Management Science 15:494-505). So memory does not grow with the number of packages.
 *
 * Numbers are exact: values are read as decimals and reckoned as whole multiples of the finest of them (1e-9 at the finest). */
#ifndef NEGSIM_ADDITIVE_H
#define NEGSIM_ADDITIVE_H

#include "negsim/stability.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { NS_ADDITIVE_CONCEPTS = NS_CONCEPT_SEQ + 1 }; /* nash, gmr, smr, seq */

typedef struct ns_additive_issue {
    const char *name;
    uint32_t options, controller; /* party */
    const char **option_names;    /* NULL: they are numbered from 1 */
} ns_additive_issue;

typedef struct ns_additive {
    ns_arena *arena; /* owns everything below */
    const char *id, *title, *source, *note;
    uint32_t party_count, issue_count;
    const char **parties;
    ns_additive_issue *issues;
    int64_t ***value; /* [party][issue][option], in units of 1 / scale */
    int64_t scale;    /* a power of ten */
    uint64_t package_count;
} ns_additive;

/* Reads a model file (docs/stability.md): id, title, source, note, parties, issues, utility. Faults go to diagnostics, all of them:
 * NS_BAD_INPUT, NS_TOO_LARGE. Release with ns_additive_free. */
ns_status ns_additive_read(ns_additive **out, const ns_document *document,
                           ns_diagnostics *diagnostics) NS_MUST;
void ns_additive_free(ns_additive *self);

/* One party at one package, in units of 1 / scale. */
typedef struct ns_additive_view {
    int64_t utility, temptation, punishment, credible;
    bool has_credible;
    unsigned stable; /* bit c: stable under concept c */
} ns_additive_view;

/* A place among the packages: all first options to begin with. The model must outlive it. */
typedef struct ns_additive_place ns_additive_place;
/* NS_TOO_LARGE: a staircase of more than 2^24 steps. */
ns_status ns_additive_open(ns_additive_place **out, const ns_additive *self) NS_MUST;
void ns_additive_close(ns_additive_place *self);
/* The options of the package, from 0, one an issue. */
const uint32_t *ns_additive_options(const ns_additive_place *self);
void ns_additive_choose(ns_additive_place *self, uint32_t issue, uint32_t option);
/* On to the next package, the last issue turning fastest. false: that was the last; the place is at the first again. */
bool ns_additive_next(ns_additive_place *self);
ns_additive_view ns_additive_look(const ns_additive_place *self, uint32_t party);
/* Bit c: an equilibrium, stable for all parties, under concept c. */
unsigned ns_additive_equilibrium(const ns_additive_place *self);

typedef struct ns_additive_counts {
    uint64_t packages, equilibria[NS_ADDITIVE_CONCEPTS];
    uint64_t stable[NS_CONFLICT_PARTIES][NS_ADDITIVE_CONCEPTS]; /* [party][concept] */
} ns_additive_counts;
/* Goes through all packages from the first. on_packages, where not NULL, is asked now and then whether to go on: another answer than 0
 * ends with NS_STOPPED. */
ns_status ns_additive_count(ns_additive_counts *out, ns_additive_place *place,
                            int (*on_packages)(void *user, uint64_t done, uint64_t total),
                            void *user) NS_MUST;

#ifdef __cplusplus
}
#endif

#endif
