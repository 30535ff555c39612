#include "negsim/diagnostics.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "source.h"

/* A message quotes the user's file: a text of megabytes is cut here. */
enum { TEXT_BYTES = 600 };

ns_diagnostics *ns_diagnostics_new(void) {
    ns_diagnostics *self = calloc(1, sizeof *self);
    if (!self) return NULL;
    self->arena = ns_arena_new();
    if (!self->arena) {
        free(self);
        return NULL;
    }
    return self;
}

void ns_diagnostics_free(ns_diagnostics *self) {
    if (!self) return;
    ns_arena_free(self->arena);
    free(self);
}

const char *ns_diagnostics_add_source(ns_diagnostics *self, const char *name, const char *text,
                                      size_t length) {
    ns_source *source = NS_ARENA_NEW(self->arena, 1, ns_source);
    char *own_name = ns_arena_text(self->arena, name), *own_text = ns_arena_text_n(self->arena, text, length);
    if (!source || !own_name || !own_text) return NULL;
    *source = (ns_source){self->sources, own_name, own_text, length, self->source_count++};
    self->sources = source;
    return own_name;
}

/* By the name handed out, else by an equal name: a document keeps copies of its names. */
static const ns_source *source_of(const ns_diagnostics *self, const char *file) {
    if (!file) return NULL;
    for (const ns_source *s = self->sources; s; s = s->next)
        if (s->name == file) return s;
    for (const ns_source *s = self->sources; s; s = s->next)
        if (strcmp(s->name, file) == 0) return s;
    return NULL;
}

/* A message is one line without control characters, whatever the file held. */
static void clean(char *text, size_t length) {
    if (length >= TEXT_BYTES - 1) {
        size_t end = TEXT_BYTES - 5;
        while (end && ((unsigned char)text[end] & 0xc0) == 0x80) end--;
        memcpy(text + end, "...", 4);
    }
    for (; *text; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7f) *text = ' ';
}

/* Registered files in order, then other files, then what has no file. */
static size_t file_order(const ns_kept *kept) {
    if (kept->source) return kept->source->order;
    return kept->diagnostic.at.file ? SIZE_MAX - 1 : SIZE_MAX;
}

static bool comes_before(const ns_kept *a, const ns_kept *b) {
    const ns_location *p = &a->diagnostic.at, *q = &b->diagnostic.at;
    const size_t i = file_order(a), j = file_order(b);
    if (i != j) return i < j;
    if (p->line != q->line) return p->line < q->line;
    return p->column < q->column;
}

static bool same(const ns_kept *a, const ns_diagnostic *b, const ns_source *source) {
    const ns_diagnostic *d = &a->diagnostic;
    return a->source == source && d->code == b->code && d->at.line == b->at.line &&
           d->at.column == b->at.column && strcmp(d->text, b->text) == 0;
}

static void keep(ns_diagnostics *self, const ns_kept *fresh) {
    size_t place = self->count++;
    for (; place && comes_before(fresh, &self->kept[place - 1]); place--)
        self->kept[place] = self->kept[place - 1];
    self->kept[place] = *fresh;
}

void ns_diagnostics_add(ns_diagnostics *self, ns_code_id code, ns_location at, const char *hint,
                        const char *format, ...) {
    char text[TEXT_BYTES], hint_text[TEXT_BYTES];
    va_list args;
    va_start(args, format);
    const int length = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (length < 0) text[0] = '\0';
    clean(text, length < 0 ? 0 : (size_t)length);
    ns_kept fresh = {.diagnostic = {code, at, text, NULL}, .source = source_of(self, at.file)};
    for (size_t i = 0; i < self->count; i++)
        if (same(&self->kept[i], &fresh.diagnostic, fresh.source)) return;

    const ns_severity severity = ns_code_of(code)->severity;
    self->found[severity]++;
    if (self->kept_of[severity] == NS_DIAGNOSTICS_KEPT) return;
    if (hint) {
        const int size = snprintf(hint_text, sizeof hint_text, "%s", hint);
        clean(hint_text, size < 0 ? 0 : (size_t)size);
        fresh.diagnostic.hint = ns_arena_text(self->arena, hint_text);
    }
    fresh.diagnostic.text = ns_arena_text(self->arena, text);
    /* The caller's file name may go before the diagnostics do. */
    if (fresh.source)
        fresh.diagnostic.at.file = fresh.source->name;
    else if (at.file)
        fresh.diagnostic.at.file = ns_arena_text(self->arena, at.file);
    if (!fresh.diagnostic.text || (at.file && !fresh.diagnostic.at.file)) return;
    self->kept_of[severity]++;
    keep(self, &fresh);
}

size_t ns_diagnostics_count(const ns_diagnostics *self) { return self->count; }
size_t ns_diagnostics_errors(const ns_diagnostics *self) { return self->found[NS_ERROR]; }
size_t ns_diagnostics_warnings(const ns_diagnostics *self) { return self->found[NS_WARNING]; }

const ns_diagnostic *ns_diagnostics_at(const ns_diagnostics *self, size_t index) {
    return index < self->count ? &self->kept[index].diagnostic : NULL;
}
