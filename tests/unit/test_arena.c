#include <criterion/criterion.h>
#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "negsim/arena.h"

Test(arena, memory_is_zeroed_aligned_and_apart) {
    ns_arena *arena = ns_arena_new();
    unsigned char *blocks[200];
    for (size_t i = 0; i < 200; i++) {
        const size_t size = i * 37 % 900;
        blocks[i] = ns_arena_array(arena, size, 1);
        cr_assert_not_null(blocks[i]);
        cr_assert_eq((uintptr_t)blocks[i] % alignof(max_align_t), 0);
        for (size_t b = 0; b < size; b++) cr_assert_eq(blocks[i][b], 0);
        memset(blocks[i], (int)(i & 0xff), size);
    }
    for (size_t i = 0; i < 200; i++)
        for (size_t b = 0; b < i * 37 % 900; b++) cr_assert_eq(blocks[i][b], i & 0xff);
    ns_arena_free(arena);
}

Test(arena, sizes_that_overflow_are_refused) {
    ns_arena *arena = ns_arena_new();
    cr_assert_null(ns_arena_array(arena, SIZE_MAX, 2));
    cr_assert_null(ns_arena_array(arena, SIZE_MAX / 2 + 1, 2));
    cr_assert_null(ns_arena_array(arena, SIZE_MAX, 1));
    cr_assert_null(ns_arena_array(arena, SIZE_MAX - 40, 1));
    cr_assert_null(ns_arena_text_n(arena, "", SIZE_MAX));
    cr_assert_eq(ns_arena_used(arena), 0);
    cr_assert_not_null(ns_arena_array(arena, 1, 1), "it still works");
    ns_arena_free(arena);
}

Test(arena, nothing_is_a_valid_pointer) {
    ns_arena *arena = ns_arena_new();
    const void *a = ns_arena_array(arena, 0, 8), *b = ns_arena_array(arena, 8, 0);
    cr_assert(a && b && a != b);
    ns_arena_free(arena);
    ns_arena_free(NULL);
}

Test(arena, reset_keeps_the_memory_and_zeroes_it_again) {
    ns_arena *arena = ns_arena_new();
    unsigned char *first = ns_arena_array(arena, 1000, 1);
    memset(first, 0xff, 1000);
    cr_assert_not_null(ns_arena_array(arena, 300000, 1));
    const size_t used = ns_arena_used(arena);
    cr_assert_geq(used, 301000);
    for (int round = 0; round < 50; round++) {
        ns_arena_reset(arena);
        cr_assert_eq(ns_arena_used(arena), 0);
        unsigned char *again = ns_arena_array(arena, 1000, 1);
        cr_assert_eq(again, first);
        for (size_t i = 0; i < 1000; i++) cr_assert_eq(again[i], 0);
        memset(again, 0xff, 1000);
        cr_assert_not_null(ns_arena_array(arena, 300000, 1));
        cr_assert_eq(ns_arena_used(arena), used);
    }
    ns_arena_free(arena);
}

Test(arena, texts_are_copied) {
    ns_arena *arena = ns_arena_new();
    char word[] = "water";
    char *copy = ns_arena_text(arena, word);
    char *part = ns_arena_text_n(arena, word, 2);
    char *made = ns_arena_format(arena, "%s-%d", word, 42);
    word[0] = 'x';
    cr_assert_str_eq(copy, "water");
    cr_assert_str_eq(part, "wa");
    cr_assert_str_eq(made, "water-42");
    cr_assert_str_eq(ns_arena_format(arena, "%0200d", 7) + 198, "07");
    cr_assert_str_eq(ns_arena_text_n(arena, "", 0), "");
    ns_arena_free(arena);
}
