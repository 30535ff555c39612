/* The slow reference engine: what each rule of offers proposes and each rule of acceptance asks. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/random.h"
#include "reference_kinds.h"

static const ns_plugin *offer_of(const look *self) { return &look_party(self)->offer; }

/* --- offers ----------------------------------------------------------------------------------------------- */

uint32_t talks_pick(const uint8_t *candidate, uint32_t count, double u) {
    uint32_t candidates = 0;
    for (uint32_t z = 0; z < count; z++) candidates += candidate[z];
    if (candidates == 0) return NS_NONE;
    uint32_t number = (uint32_t)floor(u * candidates);
    for (uint32_t z = 0; z < count; z++)
        if (candidate[z] && number-- == 0) return z;
    abort();
}

/* The first of the candidates with the largest score, of equal ones the largest tie. */
static uint32_t most(const look *self, const uint8_t *candidate, const double *score, const double *tie) {
    uint32_t found = NS_NONE;
    for (uint32_t z = 0; z < self->parts; z++) {
        if (!candidate[z]) continue;
        if (found == NS_NONE || score[z] > score[found] ||
            (tie && score[z] == score[found] && tie[z] > tie[found]))
            found = z;
    }
    return found;
}

static uint32_t lowest(const look *self, double target) {
    uint8_t *candidate = look_candidates(self, target);
    double *score = ref_alloc(self->parts, sizeof *score);
    for (uint32_t z = 0; z < self->parts; z++) score[z] = -self->worth[z];
    uint32_t found = most(self, candidate, score, NULL);
    free(score);
    free(candidate);
    return found;
}

static uint32_t nearest(const look *self, double least, double target) {
    uint8_t *candidate = look_candidates(self, least);
    double *score = ref_alloc(self->parts, sizeof *score);
    for (uint32_t z = 0; z < self->parts; z++) score[z] = -fabs(self->worth[z] - target);
    uint32_t found = most(self, candidate, score, NULL);
    free(score);
    free(candidate);
    return found;
}

static uint32_t lowest_or_just_below(const look *self, double target) {
    double below = look_number(self, offer_of(self), "below");
    uint32_t above = lowest(self, target);
    if (below == 0) return above;
    uint32_t near = nearest(self, fmax(self->reservation, target - below), target);
    if (above == NS_NONE || near == NS_NONE) return near;
    bool nearer = self->worth[near] < target && target - self->worth[near] < self->worth[above] - target;
    return nearer ? near : above;
}

static uint32_t best(const look *self, double target) {
    uint32_t found = NS_NONE;
    for (uint32_t z = 0; z < self->parts; z++)
        if (self->worth[z] == self->best && found == NS_NONE) found = z;
    return talks_at_least(self->talks, self->best, target) ? found : NS_NONE;
}

/* How like a part is to what q asked for: 1 where it has the same value to q on an issue, 0 where it is as far off as can be,
 * by the weights that one believes. Issues are added one by one to what the others gave. */
static double with_likeness(const look *self, uint32_t q, uint32_t wish, uint32_t part, double so_far) {
    const ns_scenario *s = self->talks->scenario;
    const ns_stage *stage = &s->protocol.stages[self->talks->stage];
    for (uint32_t k = 0; k < stage->issue_count; k++) {
        const ns_issue *issue = &s->issues[stage->issues[k]];
        const double *v = self->talks->draw->values + (size_t)q * s->option_total + issue->first_option;
        double high = v[0], low = v[0];
        for (uint32_t o = 1; o < issue->option_count; o++) {
            high = fmax(high, v[o]);
            low = fmin(low, v[o]);
        }
        double off = fabs(v[talks_option(self->talks, part, k)] - v[talks_option(self->talks, wish, k)]);
        double alike = high > low ? 1 - off / (high - low) : 1;
        so_far += look_believed(self, q, stage->issues[k]) * alike;
    }
    return so_far;
}

static uint32_t similar(const look *self, double target) {
    double *score = ref_alloc(self->parts, sizeof *score);
    bool any = false;
    for (uint32_t q = 0; q < self->talks->scenario->party_count; q++) {
        uint32_t wish = look_latest_of(self, q, 0);
        if (q == self->me || wish == NS_NONE) continue;
        any = true;
        for (uint32_t z = 0; z < self->parts; z++) score[z] = with_likeness(self, q, wish, z, score[z]);
    }
    uint8_t *candidate = look_candidates(self, target);
    uint32_t found = any ? most(self, candidate, score, self->worth) : lowest(self, target);
    free(candidate);
    free(score);
    return found;
}

static uint32_t logroll(const look *self, double target) {
    double *score = ref_alloc(self->parts, sizeof *score);
    uint8_t *candidate = look_candidates(self, target);
    for (uint32_t z = 0; z < self->parts; z++) score[z] = candidate[z] ? look_others(self, z) : 0;
    uint32_t found = most(self, candidate, score, self->worth);
    free(candidate);
    free(score);
    return found;
}

static uint32_t at_random(const look *self, double target) {
    double width = look_number(self, offer_of(self), "width");
    uint8_t *candidate = look_candidates(self, target);
    for (uint32_t z = 0; z < self->parts && width > 0; z++)
        candidate[z] = candidate[z] && talks_at_least(self->talks, target + width, self->worth[z]);
    uint32_t found = talks_pick(candidate, self->parts, look_noise(self, NS_PURPOSE_OFFER));
    free(candidate);
    return found == NS_NONE && width > 0 ? lowest(self, target) : found;
}

uint32_t kind_offer(const look *self) {
    uint32_t part;
    if (self->best == -HUGE_VAL) return NS_NONE;
    if (kind_chooses(self, &part)) return part;
    const char *rule = offer_of(self)->kind->name;
    double target = kind_target(self);
    if (strcmp(rule, "lowest") == 0) return lowest_or_just_below(self, target);
    if (strcmp(rule, "nearest") == 0) return nearest(self, self->reservation, target);
    if (strcmp(rule, "logroll") == 0) return logroll(self, target);
    if (strcmp(rule, "similar") == 0) return similar(self, target);
    if (strcmp(rule, "random") == 0) return at_random(self, target);
    if (strcmp(rule, "best") == 0) return best(self, target);
    abort();
}

/* --- acceptances ------------------------------------------------------------------------------------------ */

/* `at least` forgives the slack of the scale; what must be more than x, and not by the slack alone, is at least the next number after
 * x and two slacks. */
static double more_than(const look *self, double x) {
    return nextafter(x + 2 * self->talks->scenario->slack, HUGE_VAL);
}

/* What y must be, so that scale y + shift is what is asked. */
static double scaled(const look *self, double asked) {
    const ns_plugin *rule = &look_party(self)->acceptance;
    double y = (asked - look_number(self, rule, "accept_shift")) / look_number(self, rule, "accept_scale");
    return look_word(self, rule, "accept_when", "more_than") ? more_than(self, y) : y;
}

static double own_last(const look *self) {
    uint32_t own = look_latest_of(self, self->me, 0);
    return own == NS_NONE ? self->best : self->worth[own];
}

static double own_next(const look *self) {
    uint32_t own = kind_offer(self);
    return own == NS_NONE ? kind_target(self) : self->worth[own];
}

/* The others' offers of the last rounds, as many as are left; all for the rule `max`. HUGE_VAL: there are none. */
static double hoped_for(const look *self) {
    const ns_plugin *rule = &look_party(self)->acceptance;
    const talks *t = self->talks;
    double left = (1 - talks_clock(t, self->me)) * (talks_horizon(t, self->me) - 1), sum = 0,
           largest = -HUGE_VAL;
    uint32_t count = 0;
    for (size_t n = t->said_count; n-- > 0;) {
        bool counts = look_word(self, rule, "accept_rule", "max") || t->said[n].round >= t->round - left;
        if (t->said[n].maker == self->me || !counts) continue;
        sum += look_worth(self, t->said[n].part);
        largest = fmax(largest, look_worth(self, t->said[n].part));
        count++;
    }
    if (count == 0) return HUGE_VAL;
    return look_word(self, rule, "accept_rule", "average_window") ? sum / count : largest;
}

static double combined(const look *self) {
    double asked = own_next(self);
    if (talks_clock(self->talks, self->me) >= look_number(self, &look_party(self)->acceptance, "accept_from"))
        asked = fmin(asked, hoped_for(self));
    return asked;
}

/* Votes on a single text: what stands, less what a loss by chance exp(-loss / temperature) may be; the target where none stands. */
static double text_asked(const look *self, double start) {
    double temperature = start * (1 - talks_clock(self->talks, self->me));
    if (self->talks->standing == NS_NONE) return kind_target(self);
    double stands = self->worth[self->talks->standing];
    return temperature > 0 ? stands + temperature * log(look_noise(self, NS_PURPOSE_VOTE)) : stands;
}

static double asked(const look *self) {
    const ns_plugin *rule = &look_party(self)->acceptance;
    const char *name = rule->kind->name;
    if (strcmp(name, "target") == 0) {
        double target = kind_target(self);
        return look_word(self, rule, "accept_when", "more_than") ? more_than(self, target) : target;
    }
    if (strcmp(name, "next_bid") == 0) return scaled(self, own_next(self));
    if (strcmp(name, "previous") == 0) return scaled(self, own_last(self));
    if (strcmp(name, "gap") == 0) return own_last(self) - look_number(self, rule, "accept_gap");
    if (strcmp(name, "combi") == 0) return combined(self);
    if (strcmp(name, "constant") == 0)
        return more_than(self, look_number(self, rule, "accept_above") * self->talks->scenario->full);
    if (strcmp(name, "time") == 0)
        return talks_clock(self->talks, self->me) > look_number(self, rule, "accept_after")
                   ? self->reservation
                   : HUGE_VAL;
    if (strcmp(name, "hill_climber") == 0) return text_asked(self, 0);
    if (strcmp(name, "annealer") == 0) return text_asked(self, look_number(self, rule, "temperature"));
    abort();
}

double kind_need(const look *self) {
    double need;
    bool votes = strcmp(look_party(self)->acceptance.kind->name, "hill_climber") == 0 ||
                 strcmp(look_party(self)->acceptance.kind->name, "annealer") == 0;
    bool binds = true;
    if (!kind_tactic_need(self, &need)) {
        need = asked(self);
        binds = !votes || self->talks->standing == NS_NONE;
    }
    need = fmax(need, talks_outside(self->talks, self->me));
    if (!binds) return need; /* a vote is for or against a change; nothing is signed by it */
    return need > self->reservation ? need : self->reservation;
}

/* --- what the talks ask ----------------------------------------------------------------------------------- */

double talks_level(const talks *self, uint32_t p) {
    if (self->stands[p].holds) return self->stands[p].level;
    look eye = look_open(self, p);
    double level = kind_level(&eye);
    look_close(&eye);
    return level;
}

double talks_target(const talks *self, uint32_t p) {
    look eye = look_open(self, p);
    double target = kind_target(&eye);
    look_close(&eye);
    return target;
}

uint32_t talks_offer(const talks *self, uint32_t p) {
    look eye = look_open(self, p);
    uint32_t offer = kind_offer(&eye);
    look_close(&eye);
    return offer;
}

double talks_need(const talks *self, uint32_t p) {
    if (self->stands[p].holds) return self->stands[p].need;
    look eye = look_open(self, p);
    double need = kind_need(&eye);
    look_close(&eye);
    return need;
}

double talks_need_to_sign(const talks *self, uint32_t p) {
    return fmax(talks_need(self, p), talks_reservation(self, p));
}

double talks_lack(const talks *self, uint32_t p) {
    look eye = look_open(self, p);
    double worth = self->on_table == NS_NONE ? -HUGE_VAL : eye.worth[self->on_table];
    double range = eye.best - eye.reservation, need = kind_need(&eye), lack = HUGE_VAL;
    if (worth != -HUGE_VAL && range > 0)
        lack = talks_at_least(self, worth, need) ? 0 : (need - worth) / range;
    look_close(&eye);
    return lack;
}

void talks_stand_by(talks *self, uint32_t p) {
    if (!kind_looks_back(&self->scenario->parties[p])) return;
    double level = talks_level(self, p), need = talks_need(self, p);
    self->stands[p] = (ref_stand){true, level, need};
}
