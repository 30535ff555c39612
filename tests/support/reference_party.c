/* The slow reference engine: what a party wants, offers and learns. */
#include "reference_talks.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/random.h"

bool talks_at_least(const talks *self, double x, double y) { return x + self->scenario->slack >= y; }

/* --- packages and parts ----------------------------------------------------------------------------------- */

uint32_t talks_part_of(const talks *self, uint32_t package) {
    const ns_stage *stage = &self->scenario->protocol.stages[self->stage];
    uint32_t part = 0;
    for (uint32_t k = 0; k < stage->issue_count; k++) {
        uint32_t issue = stage->issues[k];
        part =
            part * self->scenario->issues[issue].option_count + ns_option_of(self->scenario, issue, package);
    }
    return part;
}

uint32_t talks_option(const talks *self, uint32_t part, uint32_t k) {
    const ns_stage *stage = &self->scenario->protocol.stages[self->stage];
    for (uint32_t j = stage->issue_count - 1; j > k; j--)
        part /= self->scenario->issues[stage->issues[j]].option_count;
    return part % self->scenario->issues[stage->issues[k]].option_count;
}

bool talks_keeps_settled(const talks *self, uint32_t package) {
    for (uint32_t i = 0; i < self->scenario->issue_count; i++)
        if (self->fixed[i] != NS_NONE && ns_option_of(self->scenario, i, package) != self->fixed[i])
            return false;
    return true;
}

bool talks_own_admissible(const talks *self, uint32_t p, uint32_t x) {
    const ref_draw *draw = self->draw;
    return !draw->broken[x] && !draw->lacking[x] && !ref_over_red_line(draw, p, x) &&
           ref_meets_held(draw, self->out, p, x);
}

bool talks_negotiable(const talks *self, uint32_t p, uint32_t x) {
    if (!talks_own_admissible(self, p, x)) return false;
    for (uint32_t i = 0; i < self->scenario->issue_count; i++)
        if (!ref_within_flexibility(self->draw, p, i, ns_option_of(self->scenario, i, x))) return false;
    return true;
}

double talks_face(const talks *self, uint32_t p, bool of_text) {
    const ns_scenario *s = self->scenario;
    double cost = self->draw->numbers[s->parties[p].audience_cost];
    if (!of_text || !talks_mechanism(self, NS_MECHANISM_FACE)) return cost;
    double legitimacy = self->draw->numbers[self->mediator->legitimacy];
    return cost * (1 - self->style[NS_STYLE_FORMULATION] * legitimacy * self->effort * self->fatigue);
}

static double signing_value(const talks *self, uint32_t p, uint32_t x, double face) {
    double u = self->draw->utility[(size_t)p * self->scenario->package_count + x];
    return u == self->draw->best_feasible[p] ? u : u - face;
}

double talks_worth(const talks *self, uint32_t p, uint32_t part, bool of_text) {
    double best = -HUGE_VAL, face = talks_face(self, p, of_text);
    for (uint32_t x = 0; x < self->scenario->package_count; x++) {
        if (talks_part_of(self, x) != part || !talks_keeps_settled(self, x) || !talks_negotiable(self, p, x))
            continue;
        double worth = signing_value(self, p, x, face);
        if (worth > best) best = worth;
    }
    return best;
}

/* S of all parts at once: the same definition, one look at each package. */
static double *all_worths(const talks *self, uint32_t p) {
    const ns_stage *stage = &self->scenario->protocol.stages[self->stage];
    double *worth = ref_alloc(stage->part_count, sizeof *worth), face = talks_face(self, p, false);
    for (uint32_t z = 0; z < stage->part_count; z++) worth[z] = -HUGE_VAL;
    for (uint32_t x = 0; x < self->scenario->package_count; x++) {
        if (!talks_keeps_settled(self, x) || !talks_negotiable(self, p, x)) continue;
        double here = signing_value(self, p, x, face), *best = &worth[talks_part_of(self, x)];
        if (here > *best) *best = here;
    }
    return worth;
}

/* Parts that no party but p is known to refuse. */
static uint8_t *open_parts(const talks *self, uint32_t p) {
    const ns_scenario *s = self->scenario;
    uint32_t count = s->protocol.stages[self->stage].part_count;
    uint8_t *open = ref_alloc(count, 1), *some = ref_alloc(count, 1);
    memset(open, 1, count);
    for (uint32_t q = 0; q < s->party_count; q++) {
        if (q == p) continue;
        memset(some, 0, count);
        for (uint32_t x = 0; x < s->package_count; x++)
            if (talks_keeps_settled(self, x) && talks_own_admissible(self, q, x))
                some[talks_part_of(self, x)] = 1;
        for (uint32_t z = 0; z < count; z++) open[z] = open[z] && some[z];
    }
    free(some);
    return open;
}

/* --- concession ------------------------------------------------------------------------------------------- */

/* How much of what the mediator passes on p takes in. */
static double taken_in(const talks *self, uint32_t p) {
    if (!self->mediator) return 0;
    double q = self->draw->numbers[self->mediator->accuracy] *
               self->draw->numbers[self->mediator->independence] * self->credibility[p];
    return q * self->known;
}

double talks_reservation(const talks *self, uint32_t p) {
    const ns_scenario *s = self->scenario;
    double reservation =
        self->draw->numbers[s->parties[p].no_deal] + self->optimism[p] * (1 - taken_in(self, p));
    return reservation < s->full ? reservation : s->full;
}

static double horizon(const talks *self) {
    double rounds = self->scenario->protocol.rounds;
    if (!self->active || !talks_mechanism(self, NS_MECHANISM_DEADLINE) || self->mediator->deadline == NS_NONE)
        return rounds;
    double c = self->draw->numbers[self->mediator->deadline_credibility] * self->effort;
    double deadline = self->draw->numbers[self->mediator->deadline],
           believed = (1 - c) * rounds + c * deadline;
    if (deadline >= rounds) return rounds; /* free of rounding */
    return believed < rounds ? believed : rounds;
}

static double clock_of(const talks *self, uint32_t p) {
    double end = horizon(self), deadline = talks_deadline_known(self, p);
    if (deadline < end) end = deadline;
    if (end <= 1) return 1;
    double t = ((double)self->round - 1) / (end - 1);
    return t < 1 ? t : 1;
}

/* The argument of that name; NULL where the kind has none. */
static const ns_argument *argument(const ns_plugin *plugin, const char *name) {
    for (uint32_t k = 0; plugin->kind->params && plugin->kind->params[k].name; k++)
        if (strcmp(plugin->kind->params[k].name, name) == 0) return &plugin->arguments[k];
    abort();
}

static bool is_exponential(const ns_plugin *tactic) {
    uint32_t choice = argument(tactic, "form")->choice;
    for (uint32_t k = 0; tactic->kind->params[k].name; k++)
        if (strcmp(tactic->kind->params[k].name, "form") == 0)
            return strcmp(tactic->kind->params[k].words[choice], "exponential") == 0;
    abort();
}

double talks_level(const talks *self, uint32_t p) {
    const ns_plugin *tactic = &self->scenario->parties[p].tactic;
    double t = clock_of(self, p), e = self->draw->numbers[argument(tactic, "exponent")->quantity];
    uint32_t start = argument(tactic, "start")->quantity;
    double k0 = self->draw->numbers[start];
    if (is_exponential(tactic)) {
        if (self->scenario->quantities[start].is_default) k0 = 0.01;
        return exp(pow(1 - t, e) * log(k0));
    }
    if (t == 0) return k0;
    if (t == 1) return 1;
    return k0 + (1 - k0) * pow(t, 1 / e);
}

static double target_from(const talks *self, uint32_t p, const double *worth) {
    double best = -HUGE_VAL, reservation = talks_reservation(self, p);
    for (uint32_t z = 0; z < self->scenario->protocol.stages[self->stage].part_count; z++)
        if (worth[z] > best) best = worth[z];
    if (best <= reservation) return reservation;
    return reservation + (1 - talks_level(self, p)) * (best - reservation);
}

double talks_target(const talks *self, uint32_t p) {
    double *worth = all_worths(self, p), target = target_from(self, p, worth);
    free(worth);
    return target;
}

/* --- offers ----------------------------------------------------------------------------------------------- */

/* What p believes that a part is worth to the others together. */
static double worth_to_others(const talks *self, uint32_t p, uint32_t part) {
    const ns_scenario *s = self->scenario;
    const ns_stage *stage = &s->protocol.stages[self->stage];
    double sum = 0, passed_on = taken_in(self, p);
    for (uint32_t q = 0; q < s->party_count; q++) {
        if (q == p) continue;
        double worth = 0;
        for (uint32_t k = 0; k < stage->issue_count; k++) {
            uint32_t i = stage->issues[k], o = s->issues[i].first_option + talks_option(self, part, k);
            double believed = (1 - passed_on) * self->estimate[p][q][i] +
                              passed_on * self->draw->weights[q * s->issue_count + i];
            worth += believed * self->draw->values[(size_t)q * s->option_total + o];
        }
        sum += worth;
    }
    return sum;
}

/* The first of the candidates of which none is better, by the rule of that name. */
static uint32_t choose(const talks *self, uint32_t p, const char *rule, const uint8_t *candidate,
                       const double *worth) {
    uint32_t count = self->scenario->protocol.stages[self->stage].part_count, found = NS_NONE;
    double best = 0, best_worth = 0, target = target_from(self, p, worth);
    for (uint32_t z = 0; z < count; z++) {
        if (!candidate[z]) continue;
        double score = 0; /* the larger, the better */
        if (strcmp(rule, "lowest") == 0) score = -worth[z];
        if (strcmp(rule, "best") == 0) score = worth[z];
        if (strcmp(rule, "nearest") == 0) score = -fabs(worth[z] - target);
        if (strcmp(rule, "logroll") == 0) score = worth_to_others(self, p, z);
        bool tie_broken = strcmp(rule, "logroll") == 0 && score == best && worth[z] > best_worth;
        if (found != NS_NONE && !(score > best) && !tie_broken) continue;
        found = z;
        best = score;
        best_worth = worth[z];
    }
    return found;
}

static uint32_t choose_random(const talks *self, uint32_t p, const uint8_t *candidate) {
    uint32_t count = self->scenario->protocol.stages[self->stage].part_count, candidates = 0;
    for (uint32_t z = 0; z < count; z++) candidates += candidate[z];
    if (candidates == 0) return NS_NONE;
    ns_noise_key key = {.seed = self->draw->seed,
                        .draw = self->draw->draw,
                        .play = self->play,
                        .entity = self->scenario->parties[p].key,
                        .purpose = NS_PURPOSE_OFFER,
                        .round = self->round};
    uint32_t number = (uint32_t)floor(ns_uniform_noise(&key) * candidates);
    for (uint32_t z = 0; z < count; z++)
        if (candidate[z] && number-- == 0) return z;
    abort();
}

uint32_t talks_offer(const talks *self, uint32_t p) {
    uint32_t count = self->scenario->protocol.stages[self->stage].part_count;
    const char *rule = self->scenario->parties[p].offer.kind->name;
    double *worth = all_worths(self, p);
    uint8_t *candidate = ref_alloc(count, 1), *open = open_parts(self, p);
    double least = strcmp(rule, "nearest") == 0 ? talks_reservation(self, p) : target_from(self, p, worth);
    bool any_open = false;
    for (uint32_t z = 0; z < count; z++) {
        candidate[z] = worth[z] != -HUGE_VAL && talks_at_least(self, worth[z], least);
        any_open = any_open || (candidate[z] && open[z]);
    }
    for (uint32_t z = 0; z < count && any_open && strcmp(rule, "best") != 0; z++)
        candidate[z] = candidate[z] && open[z];
    uint32_t offer = strcmp(rule, "random") == 0 ? choose_random(self, p, candidate)
                                                 : choose(self, p, rule, candidate, worth);
    free(worth);
    free(candidate);
    free(open);
    return offer;
}

double talks_need(const talks *self, uint32_t p) {
    double reservation = talks_reservation(self, p), need = talks_target(self, p);
    if (strcmp(self->scenario->parties[p].acceptance.kind->name, "next_bid") == 0) {
        uint32_t offer = talks_offer(self, p);
        if (offer != NS_NONE) need = talks_worth(self, p, offer, false);
    }
    if (talks_outside(self, p) > need) need = talks_outside(self, p);
    return need > reservation ? need : reservation;
}

/* --- learning --------------------------------------------------------------------------------------------- */

/* The hardheaded model: issues that did not change between two different offers matter more to their maker. */
static void learn(talks *self, uint32_t listener, uint32_t maker, uint32_t part, uint32_t previous) {
    const ns_scenario *s = self->scenario;
    const ns_stage *stage = &s->protocol.stages[self->stage];
    double *estimate = self->estimate[listener][maker], total = 0, sum = 0;
    for (uint32_t i = 0; i < s->issue_count; i++) total += self->draw->weights[maker * s->issue_count + i];
    for (uint32_t k = 0; k < stage->issue_count; k++)
        if (talks_option(self, part, k) == talks_option(self, previous, k))
            estimate[stage->issues[k]] += 0.2 * total / stage->issue_count;
    for (uint32_t i = 0; i < s->issue_count; i++) sum += estimate[i];
    for (uint32_t i = 0; i < s->issue_count; i++) estimate[i] = estimate[i] * total / sum;
}

void talks_hear(talks *self, uint32_t maker, uint32_t part) {
    const ns_scenario *s = self->scenario;
    double step = self->mediator ? self->draw->numbers[self->mediator->progress] : 0;
    uint32_t previous = self->latest[maker];
    for (uint32_t q = 0; q < s->party_count; q++) {
        if (q == maker) continue;
        bool learns = strcmp(s->parties[q].opponent.kind->name, "hardheaded") == 0;
        if (learns && previous != NS_NONE && previous != part) learn(self, q, maker, part, previous);
        double worth = talks_worth(self, q, part, false);
        if (worth == -HUGE_VAL) continue;
        if (!self->has_heard[q] || !talks_at_least(self, self->best_heard[q] + step, worth))
            self->last_progress = self->round;
        if (!self->has_heard[q] || worth > self->best_heard[q]) self->best_heard[q] = worth;
        self->has_heard[q] = true;
    }
    self->latest[maker] = part;
}
