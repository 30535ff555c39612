/* Renege: who would gain by going back on a package, and what answer awaits it. The graph model's concepts for one signed package, by what
 * each party carries out (`issues.*.control`) and what packages are worth in one draw; see negsim/additive.h for all packages of a
 * model at once. What nobody controls stays as it was signed; infeasible packages are no moves. */
#ifndef NEGSIM_RENEGE_H
#define NEGSIM_RENEGE_H

#include "negsim/instance.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One party at a package; points. */
typedef struct ns_renege_view {
    double temptation; /* the most that it can gain by changing what it controls; 0: nothing */
    double punishment; /* the most that it can lose when the others change what they control */
    double
        credible; /* the most that it can lose when each of the others who move gains by its own move alone; may be below 0 */
    bool has_credible;   /* somebody else can gain so */
    uint32_t best;       /* the package that tempts it most; the signed one where nothing does */
    bool nash, gmr, seq; /* not tempted; or the worst answer takes it back; or a credible one does */
    double
        needed; /* points that a guarantee must put at stake so that it stays: temptation beyond the credible answer */
} ns_renege_view;

/* O(packages times parties). Gains of at most the scenario's slack are none. */
ns_renege_view ns_renege_look(const ns_instance *instance, uint32_t package, uint32_t party);

/* A package as a whole: stable under a concept when it is so for every party. */
typedef struct ns_renege_facts {
    bool nash, gmr, seq;
    uint32_t weakest; /* the party that needs the largest guarantee; NS_NONE: nobody needs any */
    double needed;    /* by it */
} ns_renege_facts;
ns_renege_facts ns_renege_check(const ns_instance *instance, uint32_t package);

#ifdef __cplusplus
}
#endif

#endif
