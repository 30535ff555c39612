/* Diagnostics as text: head line, source line with a caret, hint. */
#include <string.h>

#include "negsim/buffer.h"
#include "source.h"

/* Longer lines are shown through a window around the caret. */
enum { WINDOW = 100, BEFORE_CARET = 60 };

typedef struct palette {
    const char *place, *severity[2], *caret, *end;
} palette;

static const palette colored = {"\033[1m", {"\033[1;31m", "\033[1;35m"}, "\033[1;32m", "\033[0m"};
static const palette plain = {"", {"", ""}, "", ""};

/* The bytes [*from, *to) of a line, without its end; false when the text has no such line. */
static bool find_line(const ns_source *source, uint32_t line, size_t *from, size_t *to) {
    const char *text = source->text;
    size_t at = 0;
    for (uint32_t n = 1; n < line; n++) {
        while (at < source->length && text[at] != '\n' && text[at] != '\r') at++;
        if (at == source->length) return false;
        at += text[at] == '\r' && at + 1 < source->length && text[at + 1] == '\n' ? 2 : 1;
    }
    *from = at;
    while (at < source->length && text[at] != '\n' && text[at] != '\r') at++;
    *to = at;
    return true;
}

/* Bytes of the character at `at`; 0 when it is not well formed. */
static size_t character(const unsigned char *text, size_t at, size_t to) {
    const unsigned char c = text[at];
    const size_t size = c < 0x80                ? 1
                        : c >= 0xc2 && c < 0xe0 ? 2
                        : c >= 0xe0 && c < 0xf0 ? 3
                        : c >= 0xf0 && c < 0xf5 ? 4
                                                : 0;
    if (size > to - at) return 0;
    for (size_t i = 1; i < size; i++)
        if ((text[at + i] & 0xc0) != 0x80) return 0;
    return size;
}

static bool is_control(const unsigned char *text, size_t at, size_t size) {
    const unsigned char c = text[at];
    return (size == 1 && c != '\t' && (c < 0x20 || c == 0x7f)) ||
           (size == 2 && c == 0xc2 && text[at + 1] < 0xa0);
}

/* What a terminal must not see becomes `?`, one column wide. Writes the line and, beside it, the
 * blanks under it (a tab under a tab, so that the caret stays in place). */
static uint32_t copy_window(ns_buffer *line, ns_buffer *under, const ns_source *source, size_t from,
                            size_t to, uint32_t first, uint32_t caret) {
    const unsigned char *text = (const unsigned char *)source->text;
    uint32_t column = 1, last = 0;
    for (size_t at = from; at < to; column++) {
        size_t size = character(text, at, to);
        if (column >= first && column < first + WINDOW) {
            if (size && !is_control(text, at, size))
                ns_buffer_add_n(line, source->text + at, size);
            else
                ns_buffer_char(line, '?');
            if (column < caret) ns_buffer_char(under, text[at] == '\t' ? '\t' : ' ');
            last = column;
        }
        at += size ? size : 1;
    }
    if (column > first + WINDOW) ns_buffer_add(line, "...");
    /* The caret may stand just behind the line's end. */
    for (uint32_t c = column < first ? first : column; c < caret && c < column + 1; c++)
        ns_buffer_char(under, ' ');
    return last;
}

static uint32_t window_start(uint32_t caret) { return caret > WINDOW - 10 ? caret - BEFORE_CARET : 1; }

static void add_excerpt(ns_buffer *out, const ns_kept *kept, const palette *colors) {
    const ns_location *at = &kept->diagnostic.at;
    size_t from, to;
    if (!kept->source || !at->line || !at->column || !find_line(kept->source, at->line, &from, &to)) return;
    const uint32_t first = window_start(at->column);
    const char *cut = first > 1 ? "..." : "";
    ns_buffer under = {0};
    ns_buffer_format(out, "  %s", cut);
    const uint32_t last = copy_window(out, &under, kept->source, from, to, first, at->column);
    ns_buffer_format(out, "\n  %s%s%s^", first > 1 ? "   " : "", under.text ? under.text : "", colors->caret);
    for (uint32_t n = 1; n < at->length && at->column + n <= last; n++) ns_buffer_char(out, '~');
    ns_buffer_format(out, "%s\n", colors->end);
    if (out->status == NS_OK) out->status = under.status;
    ns_buffer_free(&under);
}

static void add_head(ns_buffer *out, const ns_diagnostic *self, const palette *colors) {
    const ns_code *code = ns_code_of(self->code);
    const char *word = code->severity == NS_ERROR ? "error" : "warning";
    ns_buffer_add(out, colors->place);
    if (self->at.file) ns_buffer_format(out, "%s:", self->at.file);
    if (self->at.file && self->at.line)
        ns_buffer_format(out, "%u:%u:", (unsigned)self->at.line, (unsigned)self->at.column);
    if (self->at.file) ns_buffer_char(out, ' ');
    ns_buffer_format(out, "%s%s%s:%s %s [%s]\n", colors->end, colors->severity[code->severity], word,
                     colors->end, self->text, code->id);
}

static void add_rest(ns_buffer *out, size_t more, const char *word) {
    if (more) ns_buffer_format(out, "and %zu more %s%s\n", more, word, more == 1 ? "" : "s");
}

char *ns_diagnostics_render(const ns_diagnostics *self, ns_color color) {
    const palette *colors = color == NS_COLOR_ON ? &colored : &plain;
    ns_buffer out = {0};
    ns_buffer_add(&out, "");
    for (size_t i = 0; i < self->count; i++) {
        const ns_diagnostic *diagnostic = &self->kept[i].diagnostic;
        add_head(&out, diagnostic, colors);
        add_excerpt(&out, &self->kept[i], colors);
        if (diagnostic->hint) ns_buffer_format(&out, "  hint: %s\n", diagnostic->hint);
    }
    add_rest(&out, self->found[NS_ERROR] - self->kept_of[NS_ERROR], "error");
    add_rest(&out, self->found[NS_WARNING] - self->kept_of[NS_WARNING], "warning");
    if (out.status != NS_OK) ns_buffer_free(&out);
    return out.text;
}
