/* SHA-256 against the vectors of FIPS 180-4 and NIST's examples. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/sha256.h"

typedef struct vector {
    const char *text, *hash;
} vector;

static const vector vectors[] = {
    {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrs"
     "tnopqrstu",
     "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
};

Test(sha256, published_vectors) {
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        char text[NS_SHA256_TEXT];
        ns_sha256_of(vectors[i].text, strlen(vectors[i].text), text);
        cr_assert_str_eq(text, vectors[i].hash, "vector %zu", i);
    }
}

Test(sha256, a_million_times_a) {
    char text[NS_SHA256_TEXT], *many = malloc(1000000);
    memset(many, 'a', 1000000);
    ns_sha256_of(many, 1000000, text);
    free(many);
    cr_assert_str_eq(text, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* In whatever pieces the bytes come, the hash is the same: each length around the block's. */
Test(sha256, pieces_do_not_matter) {
    char bytes[200];
    for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (char)(i * 7 + 1);
    for (size_t length = 0; length <= sizeof bytes; length++) {
        char whole[NS_SHA256_TEXT], parts[NS_SHA256_TEXT];
        ns_sha256_of(bytes, length, whole);
        for (size_t cut = 0; cut <= length; cut += 13) {
            ns_sha256 hash;
            ns_sha256_begin(&hash);
            ns_sha256_add(&hash, bytes, cut);
            ns_sha256_add(&hash, bytes + cut, length - cut);
            ns_sha256_end(&hash, parts);
            cr_assert_str_eq(parts, whole, "length %zu cut at %zu", length, cut);
        }
    }
}

/* The processor's own instructions, where it has them, and the plain rounds give the same. */
Test(sha256, plain_and_native_agree) {
    char bytes[1000], native[NS_SHA256_TEXT], plain[NS_SHA256_TEXT];
    for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (char)(i * i + 3);
    for (size_t length = 0; length <= sizeof bytes; length += 37) {
        ns_sha256 hash;
        ns_sha256_of(bytes, length, native);
        ns_sha256_begin_plain(&hash);
        ns_sha256_add(&hash, bytes, length);
        ns_sha256_end(&hash, plain);
        cr_assert_str_eq(plain, native, "length %zu", length);
    }
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        ns_sha256 hash;
        ns_sha256_begin_plain(&hash);
        ns_sha256_add(&hash, vectors[i].text, strlen(vectors[i].text));
        ns_sha256_end(&hash, plain);
        cr_assert_str_eq(plain, vectors[i].hash);
    }
}
