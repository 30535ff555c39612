#include "syntax.h"

#include <stdio.h>
#include <string.h>

ns_cursor ns_cursor_at_start(const ns_text *source) {
    return (ns_cursor){.source = source, .line = 1, .column = source->column};
}

static void step(ns_cursor *self) {
    const char *text = self->source->text;
    const size_t length = self->source->length;
    const char c = text[self->at++];
    while (self->at < length && ((unsigned char)text[self->at] & 0xc0) == 0x80) self->at++;
    self->index++;
    self->column++;
    if (c == '\n' || (c == '\r' && (self->at == length || text[self->at] != '\n'))) {
        self->line++;
        self->column = 1;
    }
}

ns_location ns_cursor_place(ns_cursor *self, size_t index) {
    if (index < self->index) *self = ns_cursor_at_start(self->source);
    while (self->index < index && self->at < self->source->length) step(self);
    return (ns_location){self->source->name, self->line, self->column, 1};
}

/* Does the line on which the cursor stands begin with blanks and a tab? *at: the tab's place. */
static bool tab_indents(const ns_cursor *self, ns_location *at) {
    const char *text = self->source->text;
    size_t start = self->at;
    while (start && text[start - 1] != '\n' && text[start - 1] != '\r') start--;
    size_t tab = start;
    while (tab < self->source->length && text[tab] == ' ') tab++;
    if (tab == self->source->length || text[tab] != '\t' || tab > self->at) return false;
    const uint32_t first = start ? 1 : self->source->column;
    *at = (ns_location){self->source->name, self->line, first + (uint32_t)(tab - start), 1};
    return true;
}

/* What most often lies behind a complaint of the parser. */
static const char *hint_of(const char *problem) {
    static const struct {
        const char *part, *hint;
    } hints[] = {
        {"could not find expected ':'", "is a colon missing in this line, or blanks of its indentation?"},
        {"mapping values are not allowed",
         "a text that holds `: ` needs quotes; or this line is indented too far"},
        {"did not find expected key", "look at the indentation of this line and of the one before it"},
        {"did not find expected '-' indicator",
         "look at the indentation of this line and of the one before it"},
        {"did not find expected ',' or ']'", "is a comma or the closing `]` missing?"},
        {"did not find expected ',' or '}'", "is a comma or the closing `}` missing?"},
        {"unexpected end of stream", "a quote is left open"},
        {"did not find expected node content", "something is missing between the brackets"},
        {"cannot start any token", "a text that begins with @, ` or % needs quotes"},
        {"unknown escape character", "write `\\\\` for a backslash, or use single quotes"},
    };
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
        if (strstr(problem, hints[i].part)) return hints[i].hint;
    return NULL;
}

ns_status ns_syntax_report(const yaml_parser_t *parser, ns_cursor *cursor, ns_diagnostics *diagnostics) {
    if (parser->error == YAML_MEMORY_ERROR) return NS_NO_MEMORY;
    const char *problem = parser->problem ? parser->problem : "not readable as YAML";
    const ns_location begin = ns_cursor_place(cursor, parser->context ? parser->context_mark.index : 0);
    ns_location at = ns_cursor_place(cursor, parser->problem_mark.index);
    ns_location tab;
    if (tab_indents(cursor, &tab)) {
        ns_diagnostics_add(diagnostics, NS_CODE_TAB, tab, "indent with blanks, never with tabs",
                           "a tab in the indentation (%s)", problem);
        return NS_BAD_INPUT;
    }
    /* At the end of the text, or in the line after a missing colon, there is nothing to see: point to where the
     * unfinished part begins. */
    const bool at_end = cursor->at == cursor->source->length,
               no_colon = strstr(problem, "expected ':'") != NULL;
    if (parser->context && (at_end || no_colon)) at = begin;
    if (!parser->context)
        ns_diagnostics_add(diagnostics, NS_CODE_SYNTAX, at, hint_of(problem), "%s", problem);
    else if (begin.line == at.line && begin.column == at.column)
        ns_diagnostics_add(diagnostics, NS_CODE_SYNTAX, at, hint_of(problem), "%s (%s here)", problem,
                           parser->context);
    else
        ns_diagnostics_add(diagnostics, NS_CODE_SYNTAX, at, hint_of(problem), "%s (%s that begins at %u:%u)",
                           problem, parser->context, (unsigned)begin.line, (unsigned)begin.column);
    return NS_BAD_INPUT;
}
