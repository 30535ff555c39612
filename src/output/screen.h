/* Sections of the one screen. */
#ifndef NEGSIM_OUTPUT_SCREEN_H
#define NEGSIM_OUTPUT_SCREEN_H

#include "negsim/output.h"
#include "output/page.h"

typedef struct ns_screen {
    ns_page page;
    const ns_results *results;
    const ns_scenario *base;
    size_t arm, reference; /* headline arm; the one that it is compared with, arms->count: none */
    const ns_arm_tally *tally;
    uint64_t agreements;
    ns_buffer text, right; /* of the line being made */
} ns_screen;

/* Empties both line buffers. */
void ns_screen_begin_line(ns_screen *self);
/* Writes the text buffer as a paragraph. */
void ns_screen_end_line(ns_screen *self, ns_style style, unsigned indent, unsigned hang);
/* Writes the text buffer with the right buffer from column `left` on. */
void ns_screen_end_row(ns_screen *self, ns_style style, unsigned indent, unsigned hang, unsigned left);
void ns_screen_add_share(ns_screen *self, ns_buffer *out, uint64_t k, uint64_t n);
/* A cell of the right buffer, right-aligned. */
void ns_screen_cell(ns_screen *self, const char *text, unsigned width);
void ns_screen_share_cell(ns_screen *self, uint64_t k, uint64_t n, unsigned width);
/* A share in whole points; in runs below 200 of them. NaN: 0. */
long ns_whole_points(double share, uint64_t n);
/* "+-3", "+-<1": half of an interval of shares of n runs. */
void ns_screen_add_error(ns_buffer *out, double half_width, uint64_t n);
/* "+16 +-2": the paired effect of an arm that has a reference. */
/* "+15 +-2". */
void ns_screen_difference_cell(ns_screen *self, ns_interval effect, uint64_t runs, unsigned width);
void ns_screen_effect_cell(ns_screen *self, size_t arm, unsigned width);
/* An option's title up to its first comma or semicolon, whole where another option of the issue begins alike; a numeric issue's with the
 * issue's title before it. */
void ns_screen_add_option(ns_buffer *out, const ns_issue *issue, uint32_t option);
/* A family's options, named so. */
void ns_screen_add_family(ns_screen *self, uint32_t family);
/* Does an option of the family need the condition? */
bool ns_screen_needs(const ns_screen *self, uint32_t family, uint32_t condition);
/* "; needs Explicit backing from Washington"; false: nothing is needed, nothing added. */
bool ns_screen_add_needs(ns_screen *self, uint32_t family);
/* Does the effect of the headline arm split over mechanisms? */
bool ns_screen_splits(const ns_screen *self);

void ns_screen_heading(ns_screen *self);
void ns_screen_shares(ns_screen *self);
void ns_screen_inputs(ns_screen *self);
void ns_screen_families(ns_screen *self);
void ns_screen_why_not(ns_screen *self);
void ns_screen_variants(ns_screen *self);

enum { NS_MAX_SHOWN = 5 };

#endif
