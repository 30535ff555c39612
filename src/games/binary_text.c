/* A single text over interdependent yes-or-no issues: drawn games, votes, and extremes to measure by. */
#include "negsim/binary_text.h"

#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/random.h"

enum { MOST_ISSUES = 1000, ANNEALINGS = 3, VALUES = 3 };

/* One quadratic value and what flipping each issue would add to it. */
typedef struct quadratic {
    const double *pair; /* [i * n + j] H[i][j] + H[j][i], 0 where i = j */
    const double *own;  /* [i] H[i][i] */
    double *slope;      /* [i] own + sum of pair over the issues that are in the text */
} quadratic;

typedef struct game {
    uint32_t n, rounds;
    gsl_rng *random;
    double *memory;
    double *pair[VALUES], *own[VALUES], *slope[VALUES]; /* of party 1, party 2 and of both together */
    uint8_t *first, *text;
    double low[VALUES], high[VALUES];
} game;

double ns_vote_chance(double gain, double temperature) {
    if (gain >= 0) return 1;
    return temperature > 0 ? exp(gain / temperature) : 0;
}

/* --- memory ------------------------------------------------------------------------------------------------ */

static ns_status game_init(game *self, const ns_text_setting *setting) {
    const size_t n = setting->issues;
    *self = (game){.n = setting->issues, .rounds = setting->rounds};
    self->random = gsl_rng_alloc(ns_rng_xoshiro256pp);
    self->memory = calloc(VALUES * (n * n + 2 * n), sizeof *self->memory);
    self->first = calloc(n, 1);
    self->text = calloc(n, 1);
    if (self->random == NULL || self->memory == NULL || self->first == NULL || self->text == NULL)
        return NS_NO_MEMORY;
    double *at = self->memory;
    for (int v = 0; v < VALUES; v++) {
        self->pair[v] = at;
        self->own[v] = at + n * n;
        self->slope[v] = at + n * n + n;
        at += n * n + 2 * n;
    }
    return NS_OK;
}

static void game_free(game *self) {
    if (self->random != NULL) gsl_rng_free(self->random);
    free(self->memory);
    free(self->first);
    free(self->text);
}

/* --- a game is drawn ---------------------------------------------------------------------------------------- */

static void draw_values(game *self, int v) {
    const uint32_t n = self->n;
    double *pair = self->pair[v];
    memset(pair, 0, (size_t)n * n * sizeof *pair);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = 0; j < n; j++) {
            const double h = 2 * gsl_rng_uniform(self->random) - 1;
            if (i == j) {
                self->own[v][i] = h;
                continue;
            }
            pair[(size_t)i * n + j] += h;
            pair[(size_t)j * n + i] += h;
        }
}

static void draw_game(game *self, uint64_t seed) {
    const size_t n = self->n;
    gsl_rng_set(self->random, (unsigned long)seed);
    draw_values(self, 0);
    draw_values(self, 1);
    for (size_t k = 0; k < n * n; k++) self->pair[2][k] = self->pair[0][k] + self->pair[1][k];
    for (size_t i = 0; i < n; i++) self->own[2][i] = self->own[0][i] + self->own[1][i];
    for (size_t i = 0; i < n; i++) self->first[i] = (uint8_t)gsl_rng_uniform_int(self->random, 2);
}

/* --- texts --------------------------------------------------------------------------------------------------- */

static void put_text(game *self) {
    memcpy(self->text, self->first, self->n);
    for (int v = 0; v < VALUES; v++) {
        memcpy(self->slope[v], self->own[v], self->n * sizeof *self->slope[v]);
        for (uint32_t i = 0; i < self->n; i++)
            for (uint32_t j = 0; self->text[i] && j < self->n; j++)
                self->slope[v][j] += self->pair[v][(size_t)i * self->n + j];
    }
}

static inline double gain_of(const game *self, int v, uint32_t i) {
    return self->text[i] ? -self->slope[v][i] : self->slope[v][i];
}

static void flip(game *self, int v, uint32_t i) {
    const double sign = self->text[i] ? -1 : 1;
    const double *pair = self->pair[v] + (size_t)i * self->n;
    for (uint32_t j = 0; j < self->n; j++) self->slope[v][j] += sign * pair[j];
}

static double value_of(const game *self, int v) {
    double sum = 0; /* every pair is in the slopes of both its issues */
    for (uint32_t i = 0; i < self->n; i++)
        if (self->text[i]) sum += (self->slope[v][i] + self->own[v][i]) / 2;
    return sum;
}

static bool votes_for(game *self, double gain, double temperature) {
    const double chance = ns_vote_chance(gain, temperature);
    return chance >= 1 || (chance > 0 && gsl_rng_uniform(self->random) < chance);
}

/* --- extremes ------------------------------------------------------------------------------------------------- */

/* To a text that no single flip betters. */
static void climb(game *self, int v, double sign) {
    for (bool moved = true; moved;) {
        moved = false;
        for (uint32_t i = 0; i < self->n; i++) {
            if (!(sign * gain_of(self, v, i) > 1e-12)) continue;
            flip(self, v, i);
            self->text[i] ^= 1;
            moved = true;
        }
    }
}

/* sign 1: the largest value, -1: the least. */
static double anneal(game *self, int v, double sign) {
    const double start = sqrt((double)self->n);
    put_text(self);
    for (uint32_t r = 0; r < self->rounds; r++) {
        const uint32_t i = (uint32_t)gsl_rng_uniform_int(self->random, self->n);
        const double temperature = start * (1 - (double)r / self->rounds);
        if (!votes_for(self, sign * gain_of(self, v, i), temperature)) continue;
        flip(self, v, i);
        self->text[i] ^= 1;
    }
    climb(self, v, sign);
    return value_of(self, v);
}

static void find_extremes(game *self) {
    for (int v = 0; v < VALUES; v++) {
        self->low[v] = HUGE_VAL;
        self->high[v] = -HUGE_VAL;
        for (int k = 0; k < ANNEALINGS; k++) {
            self->high[v] = fmax(self->high[v], anneal(self, v, 1));
            self->low[v] = fmin(self->low[v], anneal(self, v, -1));
        }
    }
}

/* --- talks ------------------------------------------------------------------------------------------------------ */

static void talk(game *self, const ns_text_pair *pair, double *out) {
    put_text(self);
    for (uint32_t r = 0; r < self->rounds; r++) {
        const uint32_t i = (uint32_t)gsl_rng_uniform_int(self->random, self->n);
        const double left = 1 - (double)r / self->rounds;
        bool all = true;
        for (int p = 0; p < 2 && all; p++)
            all = votes_for(self, gain_of(self, p, i), pair->temperature[p] * left);
        if (!all) continue;
        flip(self, 0, i);
        flip(self, 1, i);
        self->text[i] ^= 1;
    }
    double sum = 0;
    for (int p = 0; p < 2; p++) {
        const double value = value_of(self, p);
        sum += value;
        out[p] = (value - self->low[p]) / (self->high[p] - self->low[p]);
    }
    out[2] = (sum - self->low[2]) / (self->high[2] - self->low[2]);
}

static ns_status check(const ns_text_setting *setting, const ns_text_pair *pairs, uint32_t pair_count) {
    if (setting == NULL || pairs == NULL || setting->issues == 0 || setting->issues > MOST_ISSUES ||
        setting->rounds == 0 || setting->replicates == 0)
        return NS_BAD_USAGE;
    for (uint32_t k = 0; k < pair_count; k++)
        if (!(pairs[k].temperature[0] >= 0) || !(pairs[k].temperature[1] >= 0)) return NS_BAD_USAGE;
    return NS_OK;
}

/* Running mean and sum of squares (Welford). */
static void add(double *mean, double *squares, double value, uint32_t count) {
    const double off = value - *mean;
    *mean += off / count;
    *squares += off * (value - *mean);
}

static void add_replicate(ns_text_result *out, const double *values, uint32_t count) {
    add(&out->value[0], &out->error[0], values[0], count);
    add(&out->value[1], &out->error[1], values[1], count);
    add(&out->social, &out->error[2], values[2], count);
}

static void finish(ns_text_result *out, uint32_t n) {
    for (int v = 0; v < VALUES; v++) out->error[v] = n > 1 ? sqrt(out->error[v] / (n - 1.0) / n) : 0;
}

ns_status ns_text_play(const ns_text_setting *setting, const ns_text_pair *pairs, uint32_t pair_count,
                       ns_text_result *out) {
    game self;
    ns_status status = out == NULL ? NS_BAD_USAGE : check(setting, pairs, pair_count);
    if (status != NS_OK) return status;
    memset(out, 0, pair_count * sizeof *out);
    status = game_init(&self, setting);
    for (uint32_t k = 0; status == NS_OK && k < setting->replicates; k++) {
        draw_game(&self, ns_hash_text("binary_text") ^ (setting->seed + k * UINT64_C(0x9e3779b97f4a7c15)));
        find_extremes(&self);
        for (uint32_t c = 0; c < pair_count; c++) {
            double values[VALUES];
            talk(&self, &pairs[c], values);
            add_replicate(&out[c], values, k + 1);
        }
    }
    for (uint32_t c = 0; status == NS_OK && c < pair_count; c++) finish(&out[c], setting->replicates);
    game_free(&self);
    return status;
}
