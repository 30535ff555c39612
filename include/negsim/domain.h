/* Domain: a negotiation as other programs write it, with additive preferences, on its way to a scenario file or back.
 *
 * GENIUS (Lin et al. 2014, Computational Intelligence 30(1), 48-70): a domain file and one profile file a party, in XML. A party values
 * an outcome at sum_i weight_i e_i(value), and a sum above 1 counts as 1. e of a discrete issue is the evaluation divided by the
 * largest of the issue (0 where that is below 0.00001), e of an integer issue is slope (value - lowest) + offset, clipped to 0..1.
 * Weights are used as they are written. NegoLog (Keskin, Buzcu & Aydogan 2024): a folder with domain and profiles in JSON. */
#ifndef NEGSIM_DOMAIN_H
#define NEGSIM_DOMAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "negsim/arena.h"
#include "negsim/buffer.h"
#include "negsim/diagnostics.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ns_domain_issue {
    const char *name;
    bool integer;
    long long lowest; /* integer issues: the value of option 0; each next is 1 more */
    uint32_t option_count;
    const char *const *options; /* texts; integer issues: NULL */
} ns_domain_issue;

typedef struct ns_domain_party {
    const char *name;
    double reservation;          /* value of no agreement, 0 unless written */
    double discount;             /* value at the end of the talks, as a share; 1: none */
    const double *weights;       /* [issue] as written */
    const double *const *values; /* [issue][option] e, 0..1 */
} ns_domain_party;

typedef struct ns_domain {
    ns_arena *arena; /* owns everything */
    const char *name;
    uint32_t issue_count, party_count;
    const ns_domain_issue *issues;
    const ns_domain_party *parties;
} ns_domain;

/* Reads a GENIUS domain file and its profiles (at least one). Faults with line and column go to diagnostics: NS_NO_INPUT,
 * NS_BAD_INPUT. An item that a profile does not evaluate counts as 0 and is a warning. */
ns_status ns_domain_read_genius(ns_domain **out, const char *domain, const char *const *profiles,
                                size_t count, ns_diagnostics *diagnostics) NS_MUST;
/* Reads a NegoLog folder: profileA.json and profileB.json, each with `reservationValue`, `issueWeights` and `issues`, the value of every
 * option. The issues are those of the first. */
ns_status ns_domain_read_negolog(ns_domain **out, const char *folder, ns_diagnostics *diagnostics) NS_MUST;
void ns_domain_free(ns_domain *self);

/* Outcomes of the space: product of the option counts (a double: it may be beyond any integer). */
double ns_domain_outcomes(const ns_domain *self);
/* min(1, sum of weight * e), in issue order; option: one per issue. */
double ns_domain_value(const ns_domain *self, uint32_t party, const uint32_t *option);

/* What a scenario made of a domain adds to it; zeros: the defaults of the format. */
typedef struct ns_domain_talks {
    const char *name;              /* of the scenario; NULL: the domain's */
    const char *const *concession; /* [party] what stands under `concession`, in flow style; NULL: nothing */
    uint32_t party_count;          /* only the first so many; 0: all */
    bool no_reservation;           /* values of no deal are 0 */
    const char *more;              /* further top-level entries, as text; NULL: none */
} ns_domain_talks;

/* Writes it as a scenario file on a scale of 1, as programs of that kind value outcomes: weights as written, sums above 1 count as 1, no
 * slack. Keys are made of the names; the names stay as titles. */
void ns_domain_write_scenario(const ns_domain *self, const ns_domain_talks *talks, ns_buffer *out);

/* As GENIUS XML: the domain (party NULL), or the profile of one party. Evaluations are the values e, so that GENIUS divides them by the
 * largest of their issue: where that is not 1, the weight is made smaller by as much. */
void ns_domain_write_genius(const ns_domain *self, const ns_domain_party *party, ns_buffer *out);

#ifdef __cplusplus
}
#endif

#endif
