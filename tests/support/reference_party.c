/* The slow reference engine: packages, parts, what they are worth to a party, and the clock. */
#include "reference_talks.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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
    if (self->out->shut_holders >> p & 1) return false; /* does not talk */
    return !draw->broken[x] && !draw->lacking[x] && !ref_over_red_line(draw, p, x) &&
           ref_meets_held(draw, self->out, p, x);
}

bool talks_negotiable(const talks *self, uint32_t p, uint32_t x) {
    if (!talks_own_admissible(self, p, x)) return false;
    for (uint32_t i = 0; i < self->scenario->issue_count; i++)
        if (!ref_within_flexibility(self->draw, p, i, ns_option_of(self->scenario, i, x))) return false;
    return true;
}

/* What the talks' secrecy leaves: as much as the least discreet mediator keeps. */
static double open_cost(const talks *self, uint32_t p) {
    double secrecy = 1;
    for (uint32_t m = 0; m < self->scenario->mediator_count; m++) {
        const ref_mediator *chair = &self->chairs[m];
        if (!chair->there) continue;
        double own = chair->mechanisms >> NS_MECHANISM_FACE & 1
                         ? self->draw->numbers[chair->file->secrecy] * chair->effort
                         : 0;
        if (own < secrecy) secrecy = own;
    }
    if (!talks_mediated(self)) secrecy = 0;
    return self->draw->numbers[self->scenario->parties[p].audience_cost] * (1 - secrecy);
}

static double face_saved(const talks *self, const ref_mediator *chair) {
    return chair->style[NS_STYLE_FORMULATION] * self->draw->numbers[chair->file->legitimacy] * chair->effort;
}

static double at_most_1(double x) { return x < 1 ? x : 1; }

double talks_least_face(const talks *self, uint32_t p) {
    return open_cost(self, p) * (1 - at_most_1(talks_most(self, NS_MECHANISM_FACE, face_saved)));
}

double talks_face(const talks *self, uint32_t p, bool of_text) {
    double saved = 0;
    for (uint32_t m = 0; of_text && m < self->scenario->mediator_count; m++)
        if (talks_is_at(self, m, NS_MECHANISM_FACE))
            saved += face_saved(self, &self->chairs[m]) * self->chairs[m].fatigue;
    return open_cost(self, p) * (1 - at_most_1(saved * talks_together(self)));
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
double *talks_worths(const talks *self, uint32_t p) {
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

/* Parts that no other party whose yes it takes is known to refuse. */
uint8_t *talks_open_parts(const talks *self, uint32_t p) {
    const ns_scenario *s = self->scenario;
    uint32_t count = s->protocol.stages[self->stage].part_count;
    uint8_t *open = ref_alloc(count, 1), *some = ref_alloc(count, 1);
    uint16_t *willing = ref_alloc(count, sizeof *willing);
    for (uint32_t q = 0; q < s->party_count; q++) {
        memset(some, 0, count);
        for (uint32_t x = 0; x < s->package_count; x++)
            if (talks_keeps_settled(self, x) && talks_own_admissible(self, q, x))
                some[talks_part_of(self, x)] = 1;
        for (uint32_t z = 0; z < count; z++)
            if (q == p || some[z]) willing[z] |= (uint16_t)(1u << q);
    }
    for (uint32_t z = 0; z < count; z++) open[z] = ref_binds(self->draw, willing[z]);
    free(willing);
    free(some);
    return open;
}

/* --- no deal and the clock ------------------------------------------------------------------------------------------- */

/* How much of what the mediators have told, whether they are still there or not, p takes in. */
double talks_taken_in(const talks *self, uint32_t p) { return self->taken_in[p]; }

double talks_reservation(const talks *self, uint32_t p) {
    const ns_scenario *s = self->scenario;
    double reservation = self->out->world->no_deal[(self->round - 1) * s->party_count + p] +
                         self->optimism[p] * (1 - talks_taken_in(self, p));
    const ns_ratification *home = &s->parties[p].ratification;
    double cutoff = home->given && home->cutoff != NS_NONE ? self->draw->numbers[home->cutoff] : -HUGE_VAL;
    if (cutoff > reservation) reservation += self->draw->numbers[home->heed] * (cutoff - reservation);
    return reservation < s->full ? reservation : s->full;
}

/* T_e for everybody, before deadlines of the parties' own: towards the first deadline that a mediator sets. */
static double common_horizon(const talks *self) {
    double rounds = self->scenario->protocol.rounds, first = rounds, c = 0;
    for (uint32_t m = 0; m < self->scenario->mediator_count; m++) {
        const ref_mediator *chair = &self->chairs[m];
        if (!talks_is_at(self, m, NS_MECHANISM_DEADLINE) || chair->file->deadline == NS_NONE) continue;
        double deadline = self->draw->numbers[chair->file->deadline];
        if (deadline >= rounds) continue;
        c += self->draw->numbers[chair->file->deadline_credibility] * chair->effort;
        if (deadline < first) first = deadline;
    }
    c = at_most_1(c * talks_together(self));
    if (first >= rounds) return rounds; /* free of rounding */
    double believed = (1 - c) * rounds + c * first;
    return believed < rounds ? believed : rounds;
}

/* A deadline that p knows of comes before. */
double talks_horizon(const talks *self, uint32_t p) {
    double end = common_horizon(self), deadline = talks_deadline_known(self, p);
    return deadline < end ? deadline : end;
}

static double clock_to(const talks *self, double end) {
    if (end <= 1) return 1;
    double t = ((double)self->round - 1) / (end - 1);
    return t < 1 ? t : 1;
}

double talks_clock(const talks *self, uint32_t p) { return clock_to(self, talks_horizon(self, p)); }
double talks_common_clock(const talks *self) { return clock_to(self, common_horizon(self)); }

/* --- hearing ---------------------------------------------------------------------------------------------- */

static void remember(talks *self, uint32_t maker, uint32_t part) {
    if (self->said_count == self->said_room) {
        self->said_room = self->said_room ? 2 * self->said_room : 64;
        self->said = realloc(self->said, self->said_room * sizeof *self->said);
        if (!self->said) abort();
    }
    self->said[self->said_count++] = (ref_said){self->round, maker, part};
}

void talks_hear(talks *self, uint32_t maker, uint32_t part) {
    const ns_scenario *s = self->scenario;
    double step = HUGE_VAL;
    for (uint32_t m = 0; m < s->mediator_count; m++)
        if (self->chairs[m].there && self->chairs[m].mechanisms >> NS_MECHANISM_PROPOSALS & 1)
            step = fmin(step, self->draw->numbers[s->mediators[m].progress]);
    uint32_t previous = self->latest[maker];
    talks_stand_by(self, maker);
    remember(self, maker, part);
    for (uint32_t q = 0; q < s->party_count; q++) {
        if (q == maker) continue;
        talks_learn(self, q, maker, part, previous);
        double worth = talks_worth(self, q, part, false);
        if (worth == -HUGE_VAL) continue;
        if (!self->has_heard[q] || !talks_at_least(self, self->best_heard[q] + step, worth))
            self->last_progress = self->round;
        if (!self->has_heard[q] || worth > self->best_heard[q]) self->best_heard[q] = worth;
        self->has_heard[q] = true;
    }
    self->latest[maker] = part;
}
