#include "negsim/buffer.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Room for `more` bytes and a NUL. */
static bool reserve(ns_buffer *self, size_t more) {
    if (self->status != NS_OK) return false;
    if (more < self->room - self->length && self->room) return true;
    size_t want = self->length + more + 1, room = self->room ? self->room : 256;
    while (room < want && room <= SIZE_MAX / 2) room *= 2;
    char *text = want > self->length && room >= want ? realloc(self->text, room) : NULL;
    if (!text) {
        self->status = NS_NO_MEMORY;
        return false;
    }
    self->text = text;
    self->room = room;
    return true;
}

void ns_buffer_add_n(ns_buffer *self, const char *text, size_t length) {
    if (!reserve(self, length)) return;
    if (length) memcpy(self->text + self->length, text, length);
    self->length += length;
    self->text[self->length] = '\0';
}

void ns_buffer_add(ns_buffer *self, const char *text) { ns_buffer_add_n(self, text, strlen(text)); }

void ns_buffer_char(ns_buffer *self, char c) { ns_buffer_add_n(self, &c, 1); }

void ns_buffer_format(ns_buffer *self, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length < 0)
        self->status = NS_BUG;
    else if (reserve(self, (size_t)length)) {
        vsnprintf(self->text + self->length, (size_t)length + 1, format, again);
        self->length += (size_t)length;
    }
    va_end(again);
}

void ns_buffer_clear(ns_buffer *self) {
    self->length = 0;
    if (self->text) self->text[0] = '\0';
}

void ns_buffer_free(ns_buffer *self) {
    free(self->text);
    *self = (ns_buffer){0};
}
