#include "negsim/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/number.h"

/* Blocks in a list; after a reset they are used again from the first. */
typedef struct block {
    struct block *next;
    size_t size, used;
    alignas(max_align_t) unsigned char bytes[];
} block;

struct ns_arena {
    block *first, *current;
    size_t used;
};

enum { BLOCK_BYTES = 64 * 1024 };

ns_arena *ns_arena_new(void) { return calloc(1, sizeof(ns_arena)); }

void ns_arena_free(ns_arena *self) {
    if (!self) return;
    for (block *b = self->first, *next; b; b = next) {
        next = b->next;
        free(b);
    }
    free(self);
}

void ns_arena_reset(ns_arena *self) {
    for (block *b = self->first; b; b = b->next) b->used = 0;
    self->current = self->first;
    self->used = 0;
}

static block *block_new(size_t bytes) {
    size_t size = bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES;
    if (size > SIZE_MAX - sizeof(block)) return NULL;
    block *b = malloc(sizeof(block) + size);
    if (b) *b = (block){.size = size};
    return b;
}

/* The block that has room: the present one, one kept from before a reset, or a new one. */
static block *block_with_room(ns_arena *self, size_t bytes) {
    block *b = self->current;
    while (b && b->size - b->used < bytes && b->next) b = b->next;
    if (b && b->size - b->used >= bytes) return self->current = b;
    block *fresh = block_new(bytes);
    if (!fresh) return NULL;
    if (b)
        b->next = fresh;
    else
        self->first = fresh;
    return self->current = fresh;
}

void *ns_arena_array(ns_arena *self, size_t count, size_t size) {
    const size_t align = alignof(max_align_t);
    size_t bytes;
    if (!ns_multiply_size(count, size, &bytes) || bytes > SIZE_MAX - align) return NULL;
    bytes = bytes ? (bytes + align - 1) / align * align : align;
    block *b = block_with_room(self, bytes);
    if (!b) return NULL;
    void *memory = b->bytes + b->used;
    b->used += bytes;
    self->used += bytes;
    return memset(memory, 0, bytes);
}

char *ns_arena_text_n(ns_arena *self, const char *text, size_t length) {
    if (length == SIZE_MAX) return NULL;
    char *copy = ns_arena_array(self, length + 1, 1);
    if (copy && length) memcpy(copy, text, length);
    return copy;
}

char *ns_arena_text(ns_arena *self, const char *text) { return ns_arena_text_n(self, text, strlen(text)); }

char *ns_arena_format(ns_arena *self, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = length < 0 ? NULL : ns_arena_array(self, (size_t)length + 1, 1);
    if (text && vsnprintf(text, (size_t)length + 1, format, again) < 0) text = NULL;
    va_end(again);
    return text;
}

size_t ns_arena_used(const ns_arena *self) { return self->used; }
