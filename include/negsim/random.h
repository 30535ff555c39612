/* Keyed random numbers: a result is a pure function of its key, so that threads, ranks,
 * order of work and other quantities can never change it. No state is shared. */
#ifndef NEGSIM_RANDOM_H
#define NEGSIM_RANDOM_H

#include <gsl/gsl_rng.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* 64-bit hash of a text (FNV-1a, then the finaliser of splitmix64). */
uint64_t ns_hash_text(const char *text);

/* One keyed uniform in the open interval (0, 1): (k + 0.5) / 2^52 with k the top 52 bits of a
 * splitmix64-style hash of (seed, draw, key). key: the hash of a quantity's path. */
double ns_uniform_draw(uint64_t seed, uint64_t draw, uint64_t key);

/* A key for noise inside a negotiation; entity: hash of the party's or mediator's path. */
typedef struct ns_noise_key {
    uint64_t seed, draw, play, entity;
    uint32_t purpose, round;
} ns_noise_key;

enum {
    NS_PURPOSE_OFFER = 1,
    NS_PURPOSE_BOOTSTRAP = 2,
    NS_PURPOSE_TACTIC = 3,
    NS_PURPOSE_ORDER = 4,
    NS_PURPOSE_BREAKDOWN = 5,
    NS_PURPOSE_TEXT =
        6, /* the issue that a chair changes; + 1: its new option; + 2: whether it keeps the text */
    NS_PURPOSE_VOTE = 9,
    NS_PURPOSE_BALANCE = 10, /* the step of a conflict's balance; + 1: does it jump; + 2: how far */
    NS_PURPOSE_EVENT = 13,
    NS_PURPOSE_CAMPAIGN = 14, /* what a campaign adds before a vote at home */
    NS_PURPOSE_HOME = 15,     /* one who votes there, by number */
    NS_PURPOSE_FALL = 16,     /* does a deal fall in a round, counted from the signature */
    NS_PURPOSE_RIPE = 17      /* does a mediator enter in a round */
};

double ns_uniform_noise(const ns_noise_key *key);
/* A whole number below limit (>= 1), uniform without bias to 2^-52. */
uint64_t ns_below_noise(const ns_noise_key *key, uint64_t limit);

/* xoshiro256++ (Blackman & Vigna 2019) as a GSL generator, for code that wants a stream:
 * gsl_rng_set(r, seed) expands the 64-bit seed by splitmix64. */
extern const gsl_rng_type *const ns_rng_xoshiro256pp;

#ifdef __cplusplus
}
#endif

#endif
