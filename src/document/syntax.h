/* Private to document: places in a text, and what libyaml says about bad syntax. */
#ifndef NEGSIM_DOCUMENT_SYNTAX_H
#define NEGSIM_DOCUMENT_SYNTAX_H

#include <yaml.h>

#include "tree.h"

/* Walks a text to turn libyaml's character counts into lines and columns. libyaml's own lines end also where no
 * editor ends one (U+0085, U+2028). Marks come in order, so that the walk is linear. */
typedef struct ns_cursor {
    const ns_text *source;
    size_t at, index; /* in bytes; in characters */
    uint32_t line, column;
} ns_cursor;

ns_cursor ns_cursor_at_start(const ns_text *source);
ns_location ns_cursor_place(ns_cursor *self, size_t index);

/* The parser's error as a diagnostic. NS_BAD_INPUT, or NS_NO_MEMORY. */
ns_status ns_syntax_report(const yaml_parser_t *parser, ns_cursor *cursor,
                           ns_diagnostics *diagnostics) NS_MUST;

#endif
