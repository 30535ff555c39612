/* Diagnostics: every fault and warning found, with its place and a hint.
 *
 * The library never prints. It adds diagnostics to a list that the caller owns and
 * renders. Files are registered with their text, so that a fault can show its line. */
#ifndef NEGSIM_DIAGNOSTICS_H
#define NEGSIM_DIAGNOSTICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "negsim/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A place in a registered source: line and column from 1, in characters (not bytes);
 * line 0: no place. length: characters to underline, at least 1 where there is a place. */
typedef struct ns_location {
    const char *file; /* display name, owned by the diagnostics or the document */
    uint32_t line, column, length;
} ns_location;

typedef enum ns_severity { NS_ERROR, NS_WARNING } ns_severity;

/* One row of the error table (src/base/code_table.c): every fault that negsim can report. */
typedef struct ns_code {
    const char *id; /* "E201" for an error, "W301" for a warning; stable */
    ns_severity severity;
    const char *summary; /* one phrase */
    const char *help;    /* a sentence or two: what it means, what to do (`negsim explain`) */
} ns_code;

/* X-macro list of identifiers, one per row of the table: NS_CODE_<NAME>. */
#include "negsim/codes.h"
typedef enum ns_code_id {
#define NS_CODE(name, id, severity, summary, help) NS_CODE_##name,
    NS_CODES
#undef NS_CODE
        NS_CODE_COUNT
} ns_code_id;

/* The row of a code; never NULL. */
const ns_code *ns_code_of(ns_code_id id);

typedef struct ns_diagnostic {
    ns_code_id code;
    ns_location at;
    const char *text; /* what is wrong, names the value */
    const char *hint; /* what to do, or NULL */
} ns_diagnostic;

typedef struct ns_diagnostics ns_diagnostics;

/* NULL when memory is short. */
ns_diagnostics *ns_diagnostics_new(void);
void ns_diagnostics_free(ns_diagnostics *self);

/* Registers a file's text for excerpts (copied). Returns the display name to use in
 * locations, owned by self; NULL when memory is short. */
const char *ns_diagnostics_add_source(ns_diagnostics *self, const char *name, const char *text,
                                      size_t length);

/* Adds one; hint may be NULL. Beyond 20 errors (and 20 warnings) only counts. The same
 * text at the same place is kept once. Never fails: when memory is short a count stays. */
void ns_diagnostics_add(ns_diagnostics *self, ns_code_id code, ns_location at, const char *hint,
                        const char *format, ...) NS_PRINTF(5, 6);

size_t ns_diagnostics_count(const ns_diagnostics *self);  /* kept, of both severities */
size_t ns_diagnostics_errors(const ns_diagnostics *self); /* found, also those not kept */
size_t ns_diagnostics_warnings(const ns_diagnostics *self);
/* Sorted by file (order of registration), line, column, then order of arrival. */
const ns_diagnostic *ns_diagnostics_at(const ns_diagnostics *self, size_t index);

typedef enum ns_color { NS_COLOR_OFF, NS_COLOR_ON } ns_color;

/* All of them as text: `file:line:column: error: what [E201]`, source line, caret, hint.
 * A malloc'ed string for the caller to free; NULL when memory is short. */
char *ns_diagnostics_render(const ns_diagnostics *self, ns_color color);

#ifdef __cplusplus
}
#endif

#endif
