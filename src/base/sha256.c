#include "negsim/sha256.h"

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif
#include <string.h>

static const uint32_t round_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t turn(uint32_t x, unsigned n) { return x >> n | x << (32 - n); }

static uint32_t read_word(const uint8_t *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* One round; the eight words are renamed from round to round instead of being moved. */
static inline void step(uint32_t a, uint32_t b, uint32_t c, uint32_t *d, uint32_t e, uint32_t f, uint32_t g,
                        uint32_t *h, uint32_t added) {
    const uint32_t choice = (e & f) ^ (~e & g), majority = (a & b) ^ (a & c) ^ (b & c);
    const uint32_t first = *h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + added;
    *d += first;
    *h = first + (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority;
}

static inline void eight_steps(uint32_t s[8], const uint32_t *w, const uint32_t *k) {
    step(s[0], s[1], s[2], &s[3], s[4], s[5], s[6], &s[7], w[0] + k[0]);
    step(s[7], s[0], s[1], &s[2], s[3], s[4], s[5], &s[6], w[1] + k[1]);
    step(s[6], s[7], s[0], &s[1], s[2], s[3], s[4], &s[5], w[2] + k[2]);
    step(s[5], s[6], s[7], &s[0], s[1], s[2], s[3], &s[4], w[3] + k[3]);
    step(s[4], s[5], s[6], &s[7], s[0], s[1], s[2], &s[3], w[4] + k[4]);
    step(s[3], s[4], s[5], &s[6], s[7], s[0], s[1], &s[2], w[5] + k[5]);
    step(s[2], s[3], s[4], &s[5], s[6], s[7], s[0], &s[1], w[6] + k[6]);
    step(s[1], s[2], s[3], &s[4], s[5], s[6], s[7], &s[0], w[7] + k[7]);
}

static void compress_plainly(uint32_t state[8], const uint8_t *block, size_t blocks) {
    uint32_t w[64], s[8];
    for (; blocks > 0; blocks--, block += 64) {
        for (unsigned i = 0; i < 16; i++) w[i] = read_word(block + 4 * i);
        for (unsigned i = 16; i < 64; i++) {
            const uint32_t a = w[i - 15], b = w[i - 2];
            w[i] = w[i - 16] + w[i - 7] + (turn(a, 7) ^ turn(a, 18) ^ a >> 3) +
                   (turn(b, 17) ^ turn(b, 19) ^ b >> 10);
        }
        memcpy(s, state, sizeof s);
        for (unsigned i = 0; i < 64; i += 8) eight_steps(s, w + i, round_constants + i);
        for (unsigned i = 0; i < 8; i++) state[i] += s[i];
    }
}

#if defined(__x86_64__)
/* The processor's own rounds, four at a time: tables of millions of rows are hashed while they are written. */
__attribute__((target("sha,sse4.1"))) static void compress_natively(uint32_t state[8], const uint8_t *block,
                                                                    size_t blocks) {
    const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    const __m128i low = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(const void *)state), 0xB1),
                  high = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(const void *)(state + 4)), 0x1B);
    __m128i abef = _mm_alignr_epi8(low, high, 8), cdgh = _mm_blend_epi16(high, low, 0xF0), w[4];
    for (; blocks > 0; blocks--, block += 64) {
        const __m128i abef_before = abef, cdgh_before = cdgh;
        for (unsigned i = 0; i < 16; i++) {
            __m128i *const now = &w[i % 4];
            if (i < 4) {
                *now =
                    _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(const void *)(block + 16 * i)), swap);
            } else {
                const __m128i after = w[(i + 1) % 4], two = w[(i + 2) % 4], last = w[(i + 3) % 4];
                *now = _mm_sha256msg2_epu32(
                    _mm_add_epi32(_mm_sha256msg1_epu32(*now, after), _mm_alignr_epi8(last, two, 4)), last);
            }
            const __m128i added = _mm_add_epi32(
                *now, _mm_loadu_si128((const __m128i *)(const void *)(round_constants + 4 * i)));
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, added);
            abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(added, 0x0E));
        }
        abef = _mm_add_epi32(abef, abef_before);
        cdgh = _mm_add_epi32(cdgh, cdgh_before);
    }
    const __m128i feba = _mm_shuffle_epi32(abef, 0x1B), dchg = _mm_shuffle_epi32(cdgh, 0xB1);
    _mm_storeu_si128((__m128i *)(void *)state, _mm_blend_epi16(feba, dchg, 0xF0));
    _mm_storeu_si128((__m128i *)(void *)(state + 4), _mm_alignr_epi8(dchg, feba, 8));
}

/* Leaf 7, EBX bit 29: SHA; leaf 1, ECX bit 19: SSE4.1. */
static bool is_native(void) {
    unsigned a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c >> 19 & 1)) return false;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b >> 29 & 1);
}
#else
static void compress_natively(uint32_t state[8], const uint8_t *block, size_t blocks) {
    compress_plainly(state, block, blocks);
}
static bool is_native(void) { return false; }
#endif

static void compress(const ns_sha256 *self, uint32_t state[8], const uint8_t *block, size_t blocks) {
    if (self->native)
        compress_natively(state, block, blocks);
    else
        compress_plainly(state, block, blocks);
}

void ns_sha256_begin(ns_sha256 *self) {
    *self = (ns_sha256){.state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c,
                                  0x1f83d9ab, 0x5be0cd19},
                        .native = is_native()};
}

void ns_sha256_begin_plain(ns_sha256 *self) {
    ns_sha256_begin(self);
    self->native = false;
}

void ns_sha256_add(ns_sha256 *self, const void *bytes, size_t length) {
    const uint8_t *from = bytes;
    size_t held = self->length % 64;
    self->length += length;
    if (held) {
        size_t take = length < 64 - held ? length : 64 - held;
        memcpy(self->block + held, from, take);
        if (held + take < 64) return;
        compress(self, self->state, self->block, 1);
        from += take;
        length -= take;
    }
    const size_t whole = length / 64 * 64;
    if (whole) compress(self, self->state, from, whole / 64);
    if (length > whole) memcpy(self->block, from + whole, length - whole);
}

void ns_sha256_end(ns_sha256 *self, char text[NS_SHA256_TEXT]) {
    static const uint8_t padding[64] = {0x80};
    uint64_t bits = self->length * 8;
    uint8_t tail[8];
    for (unsigned i = 0; i < 8; i++) tail[i] = (uint8_t)(bits >> (56 - 8 * i));
    ns_sha256_add(self, padding, 1 + (119 - self->length % 64) % 64);
    ns_sha256_add(self, tail, sizeof tail);
    for (unsigned i = 0; i < 64; i++)
        text[i] = "0123456789abcdef"[self->state[i / 8] >> (28 - 4 * (i % 8)) & 15];
    text[64] = '\0';
}

void ns_sha256_of(const void *bytes, size_t length, char text[NS_SHA256_TEXT]) {
    ns_sha256 hash;
    ns_sha256_begin(&hash);
    ns_sha256_add(&hash, bytes, length);
    ns_sha256_end(&hash, text);
}
