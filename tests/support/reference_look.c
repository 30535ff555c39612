/* The slow reference engine: what a party looks at. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/random.h"
#include "reference_kinds.h"

look look_open(const talks *of, uint32_t party) {
    look self = {.talks = of,
                 .me = party,
                 .parts = of->scenario->protocol.stages[of->stage].part_count,
                 .worth = talks_worths(of, party),
                 .best = -HUGE_VAL,
                 .least = HUGE_VAL,
                 .reservation = talks_reservation(of, party)};
    for (uint32_t z = 0; z < self.parts; z++) {
        if (self.worth[z] == -HUGE_VAL) continue;
        self.best = fmax(self.best, self.worth[z]);
        self.least = fmin(self.least, self.worth[z]);
    }
    return self;
}

void look_close(look *self) { free(self->worth); }

const ns_party *look_party(const look *self) { return &self->talks->scenario->parties[self->me]; }

/* --- arguments -------------------------------------------------------------------------------------------- */

static uint32_t argument_index(const ns_plugin *plugin, const char *name) {
    for (uint32_t k = 0; plugin->kind->params && plugin->kind->params[k].name; k++)
        if (strcmp(plugin->kind->params[k].name, name) == 0) return k;
    abort();
}

double look_number(const look *self, const ns_plugin *plugin, const char *name) {
    return self->talks->draw->numbers[plugin->arguments[argument_index(plugin, name)].quantity];
}

bool look_word(const look *self, const ns_plugin *plugin, const char *name, const char *word) {
    (void)self;
    uint32_t k = argument_index(plugin, name);
    return strcmp(plugin->kind->params[k].words[plugin->arguments[k].choice], word) == 0;
}

/* --- what was said ---------------------------------------------------------------------------------------- */

double look_worth(const look *self, uint32_t part) {
    return self->worth[part] == -HUGE_VAL ? self->reservation : self->worth[part];
}

uint32_t look_offer_of(const look *self, uint32_t party, uint32_t k) {
    for (size_t n = 0; n < self->talks->said_count; n++)
        if (self->talks->said[n].maker == party && k-- == 0) return self->talks->said[n].part;
    return NS_NONE;
}

uint32_t look_latest_of(const look *self, uint32_t party, uint32_t k) {
    uint32_t count = 0;
    while (look_offer_of(self, party, count) != NS_NONE) count++;
    return k < count ? look_offer_of(self, party, count - 1 - k) : NS_NONE;
}

double look_noise(const look *self, uint32_t purpose) {
    ns_noise_key key = {.seed = self->talks->draw->seed,
                        .draw = self->talks->draw->draw,
                        .play = self->talks->play,
                        .entity = look_party(self)->key,
                        .purpose = purpose,
                        .round = self->talks->round};
    return ns_uniform_noise(&key);
}

/* --- the others ------------------------------------------------------------------------------------------- */

double look_believed(const look *self, uint32_t other, uint32_t issue) {
    double told = talks_taken_in(self->talks, self->me);
    return (1 - told) * self->talks->estimate[self->me][other][issue] +
           told * self->talks->draw->weights[other * self->talks->scenario->issue_count + issue];
}

double look_others(const look *self, uint32_t part) {
    const ns_scenario *s = self->talks->scenario;
    const ns_stage *stage = &s->protocol.stages[self->talks->stage];
    double sum = 0;
    for (uint32_t q = 0; q < s->party_count; q++) {
        if (q == self->me) continue;
        double worth = 0;
        for (uint32_t k = 0; k < stage->issue_count; k++) {
            uint32_t i = stage->issues[k], o = s->issues[i].first_option + talks_option(self->talks, part, k);
            worth += look_believed(self, q, i) * self->talks->draw->values[(size_t)q * s->option_total + o];
        }
        sum += worth;
    }
    return sum;
}

uint8_t *look_candidates(const look *self, double least) {
    uint8_t *candidate = ref_alloc(self->parts, 1), *open = talks_open_parts(self->talks, self->me);
    bool any_open = false;
    for (uint32_t z = 0; z < self->parts; z++) {
        candidate[z] = self->worth[z] != -HUGE_VAL && talks_at_least(self->talks, self->worth[z], least);
        any_open = any_open || (candidate[z] && open[z]);
    }
    for (uint32_t z = 0; z < self->parts && any_open; z++) candidate[z] = candidate[z] && open[z];
    free(open);
    return candidate;
}
