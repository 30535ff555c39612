#include "negsim/random.h"

/* The finaliser of splitmix64 (Steele, Lea & Flood 2014). */
static inline uint64_t mix(uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

/* Absorbs one word of a key; the odd constant keeps equal words at different places apart. */
static inline uint64_t absorb(uint64_t state, uint64_t word) { return mix(state * 0x9e3779b97f4a7c15u + word + 0x632be59bd9b4e019u); }

/* (k + 0.5) / 2^52 with the top 52 bits: never 0, never 1. */
static inline double unit(uint64_t bits) { return ((double)(bits >> 12) + 0.5) * 0x1p-52; }

uint64_t ns_hash_text(const char *text) {
    uint64_t hash = 0xcbf29ce484222325u;
    for (const unsigned char *c = (const unsigned char *)text; *c; c++) hash = (hash ^ *c) * 0x100000001b3u;
    return mix(hash);
}

double ns_uniform_draw(uint64_t seed, uint64_t draw, uint64_t key) { return unit(absorb(absorb(mix(seed), draw), key)); }

double ns_uniform_noise(const ns_noise_key *key) {
    uint64_t state = absorb(absorb(mix(key->seed), key->draw), key->play);
    return unit(absorb(absorb(state, key->entity), (uint64_t)key->purpose << 32 | key->round));
}

uint64_t ns_below_noise(const ns_noise_key *key, uint64_t limit) {
    uint64_t pick = (uint64_t)(ns_uniform_noise(key) * (double)limit);
    return pick < limit ? pick : limit - 1;
}

typedef struct xoshiro {
    uint64_t s[4];
} xoshiro;

static inline uint64_t rotate(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

static void xoshiro_set(void *state, unsigned long seed) {
    xoshiro *self = state;
    uint64_t z = seed;
    for (int i = 0; i < 4; i++) self->s[i] = mix(z += 0x9e3779b97f4a7c15u);
}

static unsigned long xoshiro_get(void *state) {
    uint64_t *s = ((xoshiro *)state)->s;
    const uint64_t result = rotate(s[0] + s[3], 23) + s[0], t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45);
    return result;
}

static double xoshiro_double(void *state) { return (double)(xoshiro_get(state) >> 11) * 0x1p-53; }

static const gsl_rng_type xoshiro_type = {
    .name = "xoshiro256++", .max = UINT64_MAX, .min = 0, .size = sizeof(xoshiro), .set = xoshiro_set, .get = xoshiro_get, .get_double = xoshiro_double};

const gsl_rng_type *const ns_rng_xoshiro256pp = &xoshiro_type;
