/* The slow reference engine: what the opponent models make of an offer. */
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "reference_kinds.h"

enum { HYPOTHESES = 11 };

/* One listener and one maker of offers. */
typedef struct lesson {
    talks *talks;
    const ns_plugin *model;
    uint32_t listener, maker, part, previous;
    double *estimate; /* [issue] */
    ref_notes *notes;
} lesson;

static const ns_stage *stage_of(const lesson *self) {
    return &self->talks->scenario->protocol.stages[self->talks->stage];
}

static double number(const lesson *self, const char *name) {
    look eye = {.talks = self->talks, .me = self->listener};
    return look_number(&eye, self->model, name);
}

static double true_sum(const talks *self, uint32_t party) {
    double sum = 0;
    for (uint32_t i = 0; i < self->scenario->issue_count; i++)
        sum += self->draw->weights[party * self->scenario->issue_count + i];
    return sum;
}

/* To the sum of the maker's true weights; all 0: left alone. */
static void normalise(const lesson *self) {
    uint32_t issues = self->talks->scenario->issue_count;
    double total = true_sum(self->talks, self->maker), sum = 0;
    for (uint32_t i = 0; i < issues; i++) sum += self->estimate[i];
    for (uint32_t i = 0; i < issues && sum > 0; i++) self->estimate[i] = self->estimate[i] * total / sum;
}

static double value(const lesson *self, uint32_t k, uint32_t option) {
    const ns_scenario *s = self->talks->scenario;
    uint32_t first = s->issues[stage_of(self)->issues[k]].first_option;
    return self->talks->draw->values[(size_t)self->maker * s->option_total + first + option];
}

/* --- hardheaded, smith -------------------------------------------------------------------------------------- */

/* Issues that did not change between two different offers matter more to their maker. */
static void hardheaded(const lesson *self) {
    const ns_stage *stage = stage_of(self);
    if (self->previous == NS_NONE || self->previous == self->part) return;
    double total = true_sum(self->talks, self->maker);
    for (uint32_t k = 0; k < stage->issue_count; k++)
        if (talks_option(self->talks, self->part, k) == talks_option(self->talks, self->previous, k))
            self->estimate[stage->issues[k]] += 0.2 * total / stage->issue_count;
    normalise(self);
}

/* How often the maker has asked for each option of the stage's issue k, in its offers number from .. to - 1 of the stage. */
static uint32_t times(const lesson *self, uint32_t k, uint32_t option, uint32_t from, uint32_t to) {
    look eye = {.talks = self->talks};
    uint32_t count = 0;
    for (uint32_t n = from; n < to; n++) {
        uint32_t part = look_offer_of(&eye, self->maker, n);
        count += part != NS_NONE && talks_option(self->talks, part, k) == option;
    }
    return count;
}

static uint32_t offers_so_far(const lesson *self) {
    look eye = {.talks = self->talks};
    uint32_t count = 0;
    while (look_offer_of(&eye, self->maker, count) != NS_NONE) count++;
    return count;
}

static uint32_t options_of(const lesson *self, uint32_t k) {
    return self->talks->scenario->issues[stage_of(self)->issues[k]].option_count;
}

/* An issue weighs the share of the offers that ask for its most frequent option; the stage's issues together keep the weight that they
 * had. */
static void smith(const lesson *self) {
    const ns_stage *stage = stage_of(self);
    uint32_t offers = offers_so_far(self);
    double kept = 0, sum = 0;
    for (uint32_t k = 0; k < stage->issue_count; k++) {
        uint32_t most = 0;
        for (uint32_t o = 0; o < options_of(self, k); o++) {
            uint32_t count = times(self, k, o, 0, offers);
            most = count > most ? count : most;
        }
        kept += self->estimate[stage->issues[k]];
        self->estimate[stage->issues[k]] = (double)most / offers;
        sum += self->estimate[stage->issues[k]];
    }
    for (uint32_t k = 0; k < stage->issue_count; k++)
        self->estimate[stage->issues[k]] = self->estimate[stage->issues[k]] * kept / sum;
}

/* --- windowed --------------------------------------------------------------------------------------------- */

/* Chi-square of two windows' shares, one added to every count: not different at the 5% level? */
static bool alike(const lesson *self, uint32_t k, uint32_t from, uint32_t size) {
    double sum = 0;
    uint32_t options = options_of(self, k);
    for (uint32_t o = 0; o < options; o++) {
        double a = times(self, k, o, from, from + size) + 1,
               b = times(self, k, o, from + size, from + 2 * size) + 1, mean = (a + b) / 2;
        sum += (a - mean) * (a - mean) / mean + (b - mean) * (b - mean) / mean;
    }
    return gsl_cdf_chisq_Q(sum, options > 1 ? options - 1 : 1) > 0.05;
}

/* By the estimates of the moment at which it is heard. */
static double heard_value(const lesson *self) {
    const ns_stage *stage = stage_of(self);
    double sum = 0;
    for (uint32_t k = 0; k < stage->issue_count; k++)
        sum += self->estimate[stage->issues[k]] * value(self, k, talks_option(self->talks, self->part, k));
    return sum;
}

/* Windows begin anew with a stage: other issues, other values. */
static void windowed(const lesson *self) {
    const ns_scenario *s = self->talks->scenario;
    const ns_stage *stage = stage_of(self);
    uint32_t size = (uint32_t)floor(number(self, "model_window") + 0.5), offers = offers_so_far(self);
    if (offers == 1) self->notes->value = self->notes->value_before = 0;
    self->notes->value += heard_value(self);
    if (offers % size != 0) return;
    bool conceded = offers > size && self->notes->value < self->notes->value_before;
    double gain = number(self, "model_gain") *
                  (1 - pow(talks_clock(self->talks, self->listener), number(self, "model_fade")));
    for (uint32_t k = 0; k < stage->issue_count && conceded; k++)
        if (alike(self, k, offers - 2 * size, size)) self->notes->raw[stage->issues[k]] += gain;
    for (uint32_t i = 0; i < s->issue_count && conceded; i++) self->estimate[i] = 1 + self->notes->raw[i];
    if (conceded) normalise(self);
    self->notes->value_before = self->notes->value;
    self->notes->value = 0;
}

/* --- bayesian --------------------------------------------------------------------------------------------- */

/* Value as a share of the best option's. */
static double share(const lesson *self, uint32_t k) {
    double best = value(self, k, 0);
    for (uint32_t o = 1; o < options_of(self, k); o++) best = fmax(best, value(self, k, o));
    return best > 0 ? value(self, k, talks_option(self->talks, self->part, k)) / best : 0;
}

static double *chances_of(const lesson *self, uint32_t issue) {
    return self->notes->chance + (size_t)issue * HYPOTHESES;
}

static void weigh_hypotheses(const lesson *self, uint32_t issue, double own, double rest) {
    double *chance = chances_of(self, issue), sum = 0;
    double expected = 1 - number(self, "model_concession") * talks_clock(self->talks, self->listener);
    for (int h = 0; h < HYPOTHESES; h++) {
        double w = h / 10.0;
        double z = (w * own + (1 - w) * rest - expected) / number(self, "model_spread");
        chance[h] *= exp(-0.5 * z * z);
        sum += chance[h];
    }
    for (int h = 0; h < HYPOTHESES; h++) chance[h] = sum > 0 ? chance[h] / sum : 1.0 / HYPOTHESES;
}

static void bayesian(const lesson *self) {
    const ns_scenario *s = self->talks->scenario;
    const ns_stage *stage = stage_of(self);
    double all = 0, total = 0;
    for (uint32_t k = 0; k < stage->issue_count; k++) {
        all += self->estimate[stage->issues[k]] * share(self, k);
        total += self->estimate[stage->issues[k]];
    }
    for (uint32_t k = 0; k < stage->issue_count; k++) {
        double own = share(self, k), w = self->estimate[stage->issues[k]];
        double rest = total - w > 0 ? (all - w * own) / (total - w) : own;
        weigh_hypotheses(self, stage->issues[k], own, rest);
    }
    for (uint32_t i = 0; i < s->issue_count; i++) {
        const double *chance = chances_of(self, i);
        self->estimate[i] = 0;
        for (int h = 0; h < HYPOTHESES; h++) self->estimate[i] += chance[h] * h / 10.0;
    }
    normalise(self);
}

/* --- all -------------------------------------------------------------------------------------------------- */

void talks_start_learning(talks *self) {
    const ns_scenario *s = self->scenario;
    for (uint32_t p = 0; p < s->party_count; p++) {
        bool knows = strcmp(s->parties[p].opponent.kind->name, "perfect") == 0;
        for (uint32_t q = 0; q < s->party_count; q++) {
            ref_notes *notes = &self->notes[p][q];
            self->estimate[p][q] = ref_alloc(s->issue_count, sizeof(double));
            notes->raw = ref_alloc(s->issue_count, sizeof(double));
            notes->chance = ref_alloc((size_t)s->issue_count * HYPOTHESES, sizeof(double));
            for (uint32_t h = 0; h < s->issue_count * HYPOTHESES; h++) notes->chance[h] = 1.0 / HYPOTHESES;
            for (uint32_t i = 0; i < s->issue_count; i++)
                self->estimate[p][q][i] =
                    knows ? self->draw->weights[q * s->issue_count + i] : true_sum(self, q) / s->issue_count;
        }
    }
}

void talks_end_learning(talks *self) {
    for (uint32_t p = 0; p < self->scenario->party_count; p++)
        for (uint32_t q = 0; q < self->scenario->party_count; q++) {
            free(self->estimate[p][q]);
            free(self->notes[p][q].raw);
            free(self->notes[p][q].chance);
        }
}

void talks_learn(talks *self, uint32_t listener, uint32_t maker, uint32_t part, uint32_t previous) {
    const ns_plugin *model = &self->scenario->parties[listener].opponent;
    lesson one = {self,
                  model,
                  listener,
                  maker,
                  part,
                  previous,
                  self->estimate[listener][maker],
                  &self->notes[listener][maker]};
    if (strcmp(model->kind->name, "hardheaded") == 0) hardheaded(&one);
    if (strcmp(model->kind->name, "smith") == 0) smith(&one);
    if (strcmp(model->kind->name, "windowed") == 0) windowed(&one);
    if (strcmp(model->kind->name, "bayesian") == 0) bayesian(&one);
}
