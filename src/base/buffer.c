#include "negsim/buffer.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 256 };

/* Room for `more` bytes and a NUL; doubling, so that adding is linear in all. */
static bool reserve(ns_buffer *self, size_t more) {
    size_t want, room = self->room ? self->room : FIRST_ROOM;
    if (self->status != NS_OK) return false;
    if (more < self->room - self->length) return true;
    if (__builtin_add_overflow(self->length, more, &want) || want == SIZE_MAX) {
        self->status = NS_NO_MEMORY;
        return false;
    }
    while (room <= want) room = room > SIZE_MAX / 2 ? want + 1 : room * 2;
    char *text = realloc(self->text, room);
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
    enum { FIRST_TRY = 128 };
    va_list args, again;
    if (!reserve(self, FIRST_TRY)) return;
    va_start(args, format);
    va_copy(again, args);
    const int length = vsnprintf(self->text + self->length, self->room - self->length, format, args);
    va_end(args);
    if (length < 0) {
        self->text[self->length] = '\0';
        self->status = NS_BUG;
    } else if ((size_t)length < self->room - self->length) {
        self->length += (size_t)length;
    } else if (reserve(self, (size_t)length)) {
        vsnprintf(self->text + self->length, (size_t)length + 1, format, again);
        self->length += (size_t)length;
    } else
        self->text[self->length] = '\0';
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
