/* Output of stability: what a model file says is solved, written to a folder of tables, and shown on one screen. */
#ifndef NEGSIM_STABILITY_OUTPUT_H
#define NEGSIM_STABILITY_OUTPUT_H

#include "negsim/additive.h"
#include "negsim/buffer.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ns_stability_settings {
    bool rankings;     /* count the rankings too (ns_inverse_count), for the table `rankings` */
    bool all_packages; /* every package of an additive model to the table, however many */
    int (*on_work)(
        void *user); /* asked now and then: another answer than 0 ends with NS_STOPPED; NULL: never asked */
    void *user;
} ns_stability_settings;

/* A model and its answers: a conflict or an additive model. Release with ns_stability_report_free. */
typedef struct ns_stability_report {
    ns_stability_settings settings;
    const ns_document *document; /* the caller's; must outlive the report */
    ns_conflict *conflict;       /* NULL: an additive model */
    ns_stability *stability;
    ns_coalition_moves *coalitions;
    ns_paths *paths[2];  /* by ns_walk_kind; NULL without a status quo */
    ns_inverse *inverse; /* [party * state_count + state]; NULL: not asked for */
    ns_additive *additive;
    ns_additive_place *place;
    ns_additive_counts counts;
} ns_stability_report;

/* A file with `issues` is an additive model, any other a conflict. Faults go to diagnostics. */
ns_status ns_stability_report_make(ns_stability_report **out, const ns_document *document,
                                   const ns_stability_settings *settings,
                                   ns_diagnostics *diagnostics) NS_MUST;
void ns_stability_report_free(ns_stability_report *self);
const char *ns_stability_report_id(const ns_stability_report *self);

typedef struct ns_stability_folder {
    const char *path;
    bool force;                                               /* as ns_output_settings.force */
    const char *version, *command_line, *start_utc, *end_utc; /* for the data package and run-info.json */
    double elapsed_seconds;
} ns_stability_folder;
/* Writes the tables, run-info.json and datapackage.json, and swaps the folder in. Of an additive model with more packages than
 * `table_packages` (`negsim list limits`) stability.csv holds the first equilibria, so many under nash and so many under seq, unless
 * all_packages is set. */
ns_status ns_stability_write(ns_stability_report *self, const ns_stability_folder *folder,
                             ns_diagnostics *diagnostics) NS_MUST;

/* The screen. NS_STOPPED, NS_NO_MEMORY or NS_OK. */
ns_status ns_stability_screen(ns_buffer *out, ns_stability_report *self, const char *folder,
                              ns_color color) NS_MUST;

#ifdef __cplusplus
}
#endif

#endif
