#include "output/json.h"

#include <math.h>

#include "negsim/number.h"

void ns_json_quote(ns_buffer *out, const char *text) {
    ns_buffer_char(out, '"');
    for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
        if (*c == '"' || *c == '\\')
            ns_buffer_format(out, "\\%c", *c);
        else if (*c == '\n')
            ns_buffer_add(out, "\\n");
        else if (*c < 0x20 || *c == 0x7f)
            ns_buffer_format(out, "\\u%04x", *c);
        else
            ns_buffer_char(out, (char)*c);
    }
    ns_buffer_char(out, '"');
}

static void new_line(ns_json *self) {
    ns_buffer_char(self->out, '\n');
    for (unsigned i = 0; i < self->depth; i++) ns_buffer_add(self->out, "  ");
}

static void begin_entry(ns_json *self, const char *key) {
    if (self->entered) ns_buffer_char(self->out, ',');
    if (self->depth) new_line(self);
    self->entered = true;
    if (!key) return;
    ns_json_quote(self->out, key);
    ns_buffer_add(self->out, ": ");
}

void ns_json_open(ns_json *self, const char *key, char bracket) {
    begin_entry(self, key);
    ns_buffer_char(self->out, bracket);
    self->depth++;
    self->entered = false;
}

void ns_json_close(ns_json *self, char bracket) {
    self->depth--;
    if (self->entered) new_line(self);
    ns_buffer_char(self->out, bracket);
    self->entered = true;
    if (!self->depth) ns_buffer_char(self->out, '\n');
}

void ns_json_text(ns_json *self, const char *key, const char *text) {
    if (!text) return;
    begin_entry(self, key);
    ns_json_quote(self->out, text);
}

void ns_json_unsigned(ns_json *self, const char *key, uint64_t value) {
    char text[NS_NUMBER_TEXT];
    ns_number_unsigned(text, value);
    begin_entry(self, key);
    ns_buffer_add(self->out, text);
}

void ns_json_real(ns_json *self, const char *key, double value) {
    char text[NS_NUMBER_TEXT] = "null";
    if (isfinite(value)) ns_number_shortest(text, value);
    begin_entry(self, key);
    ns_buffer_add(self->out, text);
}

void ns_json_boolean(ns_json *self, const char *key, bool value) {
    begin_entry(self, key);
    ns_buffer_add(self->out, value ? "true" : "false");
}
