#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>

#include "negsim/buffer.h"

Test(buffer, grows_and_stays_terminated) {
    ns_buffer buffer = {0};
    for (int i = 0; i < 10000; i++) {
        ns_buffer_char(&buffer, (char)('a' + i % 26));
        cr_assert_eq(buffer.text[buffer.length], '\0');
    }
    cr_assert_eq(buffer.length, 10000);
    cr_assert_eq(strlen(buffer.text), 10000);
    for (int i = 0; i < 10000; i++) cr_assert_eq(buffer.text[i], 'a' + i % 26);
    ns_buffer_free(&buffer);
    cr_assert(!buffer.text && !buffer.length && !buffer.room && buffer.status == NS_OK);
    ns_buffer_free(&buffer);
}

Test(buffer, adds_bytes_texts_and_formats) {
    ns_buffer buffer = {0};
    ns_buffer_add(&buffer, "");
    cr_assert_str_eq(buffer.text, "");
    ns_buffer_add_n(&buffer, "a\0b", 3);
    cr_assert_eq(buffer.length, 3);
    cr_assert_eq(memcmp(buffer.text, "a\0b", 4), 0);
    ns_buffer_clear(&buffer);
    cr_assert_eq(buffer.length, 0);
    ns_buffer_format(&buffer, "%d/%s", 7, "x");
    ns_buffer_add(&buffer, "!");
    cr_assert_str_eq(buffer.text, "7/x!");
    ns_buffer_free(&buffer);
}

Test(buffer, formats_of_every_length_around_its_room) {
    for (int length = 0; length < 700; length++) {
        ns_buffer buffer = {0};
        ns_buffer_add(&buffer, "ab");
        ns_buffer_format(&buffer, "%0*d", length, 0);
        ns_buffer_add(&buffer, "z");
        cr_assert_eq(buffer.length, (size_t)(length ? length : 1) + 3);
        cr_assert_eq(buffer.text[buffer.length - 1], 'z');
        cr_assert_eq(strlen(buffer.text), buffer.length);
        ns_buffer_free(&buffer);
    }
}

Test(buffer, the_first_failure_sticks) {
    ns_buffer buffer = {0};
    ns_buffer_add(&buffer, "kept");
    ns_buffer_add_n(&buffer, "x", SIZE_MAX - 1);
    cr_assert_eq(buffer.status, NS_NO_MEMORY);
    ns_buffer_add(&buffer, "more");
    ns_buffer_format(&buffer, "%d", 1);
    ns_buffer_char(&buffer, 'c');
    cr_assert_str_eq(buffer.text, "kept");
    ns_buffer_clear(&buffer);
    cr_assert_eq(buffer.status, NS_NO_MEMORY);
    ns_buffer_free(&buffer);
    cr_assert_eq(buffer.status, NS_OK);
}
