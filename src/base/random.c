/* Keyed random numbers.
 *
 * mix is the finaliser of splitmix64 (Steele, Lea & Flood 2014), a bijection of 64-bit words:
 *     z ^= z >> 30; z *= 0xbf58476d1ce4e5b9; z ^= z >> 27; z *= 0x94d049bb133111eb; z ^= z >> 31
 * With odd constants c1 .. c5 (fractional bits of the square roots of 2, 3, 5, 7 and 11):
 *     draw:   h = mix(seed * c1); h = mix(h + draw * c2); h = mix(h + key * c3)
 *     noise:  h = mix(seed * c1); h = mix(h + draw * c2); h = mix(h + play * c4); h = mix(h + entity * c5);
 *             h = mix(h + (purpose * 2^32 + round) * c3)
 *     uniform: ((h >> 12) + 0.5) / 2^52
 * Each step is a bijection in its word, so that keys which differ in one word never share a state. A zero word
 * leaves nothing degenerate: mix(0) = 0 is met by seed 0 alone, hence the added constant c0 in the first step. */
#include "negsim/random.h"

static const uint64_t c0 = 0x9e3779b97f4a7c15u, c1 = 0x6a09e667f3bcc909u, c2 = 0xbb67ae8584caa73bu,
                      c3 = 0x3c6ef372fe94f82bu, c4 = 0xa54ff53a5f1d36f1u, c5 = 0x510e527fade682d1u;

static inline uint64_t mix(uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static inline uint64_t of_seed(uint64_t seed) { return mix(seed * c1 + c0); }

/* Never 0, never 1: k + 1/2 fits in the 53 bits of a double. */
static inline double unit(uint64_t bits) { return ((double)(bits >> 12) + 0.5) * 0x1p-52; }

uint64_t ns_hash_text(const char *text) {
    uint64_t hash = 0xcbf29ce484222325u;
    for (const unsigned char *c = (const unsigned char *)text; *c; c++) hash = (hash ^ *c) * 0x100000001b3u;
    return mix(hash);
}

double ns_uniform_draw(uint64_t seed, uint64_t draw, uint64_t key) {
    return unit(mix(mix(of_seed(seed) + draw * c2) + key * c3));
}

double ns_uniform_noise(const ns_noise_key *key) {
    uint64_t h = mix(of_seed(key->seed) + key->draw * c2);
    h = mix(h + key->play * c4);
    h = mix(h + key->entity * c5);
    return unit(mix(h + ((uint64_t)key->purpose << 32 | key->round) * c3));
}

uint64_t ns_below_noise(const ns_noise_key *key, uint64_t limit) {
    const uint64_t pick = (uint64_t)(ns_uniform_noise(key) * (double)limit);
    return pick < limit ? pick : limit - 1;
}

/* --- xoshiro256++ (Blackman & Vigna 2019) for GSL; GSL owns the state ------------------------------------ */

typedef struct xoshiro {
    uint64_t s[4];
} xoshiro;

static inline uint64_t rotate(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

/* splitmix64 from the seed: four words are never all zero. */
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

static const gsl_rng_type xoshiro_type = {.name = "xoshiro256++",
                                          .max = UINT64_MAX,
                                          .min = 0,
                                          .size = sizeof(xoshiro),
                                          .set = xoshiro_set,
                                          .get = xoshiro_get,
                                          .get_double = xoshiro_double};

const gsl_rng_type *const ns_rng_xoshiro256pp = &xoshiro_type;
