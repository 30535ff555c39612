#include "output/page.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* --- widths -------------------------------------------------------------------------------------------- */

/* The character at text and its bytes; text is valid UTF-8, other bytes stand for themselves. */
static uint32_t decode(const char *text, size_t *bytes) {
    const unsigned char *c = (const unsigned char *)text;
    size_t length = *c < 0x80 ? 1 : *c >= 0xf0 ? 4 : *c >= 0xe0 ? 3 : *c >= 0xc0 ? 2 : 1;
    uint32_t value = length == 1 ? *c : *c & (0xffu >> (length + 1));
    size_t at = 1;
    for (; at < length && (c[at] & 0xc0) == 0x80; at++) value = value << 6 | (c[at] & 0x3fu);
    *bytes = at;
    return value;
}

static bool is_wide(uint32_t c) {
    return (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3) ||
           (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60) ||
           (c >= 0xffe0 && c <= 0xffe6) || (c >= 0x1f300 && c <= 0x1faff) || (c >= 0x20000 && c <= 0x3fffd);
}

static bool is_mark(uint32_t c) {
    return (c >= 0x300 && c <= 0x36f) || (c >= 0x200b && c <= 0x200f) || c == 0xfeff;
}

/* Would steer the terminal instead of being shown. */
static bool is_control(uint32_t c) {
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069);
}

static unsigned width_of(uint32_t c) { return is_mark(c) ? 0 : is_wide(c) ? 2 : 1; }

unsigned ns_text_width(const char *text) {
    unsigned width = 0;
    for (size_t bytes; *text; text += bytes) width += width_of(decode(text, &bytes));
    return width;
}

/* Adds length bytes of text with a blank for each control character. */
static void add_clean(ns_buffer *out, const char *text, size_t length) {
    for (size_t at = 0, bytes; at < length; at += bytes) {
        if (is_control(decode(text + at, &bytes)))
            ns_buffer_char(out, ' ');
        else
            ns_buffer_add_n(out, text + at, bytes);
    }
}

static void add_blanks(ns_buffer *out, unsigned count) {
    for (unsigned i = 0; i < count; i++) ns_buffer_char(out, ' ');
}

/* Bytes of text that fit into `room` columns. */
static size_t fitting(const char *text, unsigned room, unsigned *width) {
    size_t at = 0, bytes;
    *width = 0;
    while (text[at]) {
        unsigned one = width_of(decode(text + at, &bytes));
        if (*width + one > room) break;
        *width += one;
        at += bytes;
    }
    return at;
}

void ns_add_cell(ns_buffer *out, const char *text, unsigned width, ns_align align) {
    unsigned used, whole = ns_text_width(text);
    bool cut = whole > width;
    size_t length = fitting(text, cut && width > 2 ? width - 2 : width, &used);
    unsigned dots = cut && width > 2 ? 2 : 0;
    if (align == NS_ALIGN_RIGHT) add_blanks(out, width - used - dots);
    add_clean(out, text, length);
    ns_buffer_add_n(out, "..", dots);
    if (align == NS_ALIGN_LEFT) add_blanks(out, width - used - dots);
}

/* --- wrapping ------------------------------------------------------------------------------------------ */

/* Bytes of the next line of at most `room` columns: to the last blank that fits, else as much as fits, at least one character. */
static size_t next_line(const char *text, unsigned room, unsigned *width) {
    size_t length = fitting(text, room, width), blank = length;
    if (!text[length]) return length;
    while (blank && text[blank] != ' ') blank--;
    if (!blank && !length) {
        *width = width_of(decode(text, &length));
        return length;
    }
    if (!blank) return length;
    while (blank && text[blank - 1] == ' ') blank--;
    if (!blank) return length;
    *width = 0;
    for (size_t at = 0, bytes; at < blank; at += bytes) *width += width_of(decode(text + at, &bytes));
    return blank;
}

static void begin_style(ns_page *self, ns_style style) {
    if (self->color == NS_COLOR_ON && style != NS_STYLE_PLAIN)
        ns_buffer_add(self->out, style == NS_STYLE_BOLD ? "\033[1m" : "\033[2m");
}

static void end_style(ns_page *self, ns_style style) {
    if (self->color == NS_COLOR_ON && style != NS_STYLE_PLAIN) ns_buffer_add(self->out, "\033[0m");
}

/* Length without the blanks at the end. */
static size_t trimmed(const char *text) {
    size_t length = strlen(text);
    while (length && text[length - 1] == ' ') length--;
    return length;
}

void ns_page_row(ns_page *self, ns_style style, unsigned indent, unsigned hang, unsigned left,
                 const char *text, const char *right) {
    /* One blank before what stands on the right; the lines below have the whole page. */
    unsigned column = indent, width = 0, end = right && *right ? left - 1 : left;
    do {
        while (*text == ' ') text++;
        size_t length = next_line(text, end > column + 1 ? end - column : 1, &width);
        add_blanks(self->out, column);
        begin_style(self, style);
        add_clean(self->out, text, length);
        size_t tail = right ? trimmed(right) : 0;
        if (tail) {
            add_blanks(self->out, column + width < left ? left - column - width : 1);
            ns_buffer_add_n(self->out, right, tail);
        }
        end_style(self, style);
        ns_buffer_char(self->out, '\n');
        text += length;
        column = hang;
        end = self->width;
        right = NULL;
        while (*text == ' ') text++;
    } while (*text);
}

void ns_page_text(ns_page *self, ns_style style, unsigned indent, unsigned hang, const char *text) {
    ns_page_row(self, style, indent, hang, self->width, text, NULL);
}

void ns_page_cells(ns_page *self, const char *cells) {
    ns_buffer_add_n(self->out, cells, trimmed(cells));
    ns_buffer_char(self->out, '\n');
}
