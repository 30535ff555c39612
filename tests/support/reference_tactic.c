/* The slow reference engine: how far each tactic has conceded (`negsim list tactics`; MODEL section on concession). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/random.h"
#include "reference_kinds.h"

static const ns_plugin *tactic_of(const look *self) { return &look_party(self)->tactic; }
static double number(const look *self, const char *name) { return look_number(self, tactic_of(self), name); }
static bool word(const look *self, const char *name, const char *one) {
    return look_word(self, tactic_of(self), name, one);
}
static bool is(const look *self, const char *tactic) {
    return strcmp(tactic_of(self)->kind->name, tactic) == 0;
}

/* No target lies outside of what the party can still get and what it has without a deal. */
static double clip(const look *self, double target) {
    if (!(self->best > self->reservation)) return self->reservation;
    if (target > self->best) return self->best;
    return target > self->reservation ? target : self->reservation;
}

/* --- time ------------------------------------------------------------------------------------------------- */

static double clock_of(const look *self) {
    double r = self->talks->round, end = talks_horizon(self->talks, self->me),
           t = talks_clock(self->talks, self->me);
    if (word(self, "clock", "open")) t = r / (end + 1);
    if (word(self, "clock", "genius")) t = (r - 1) / (end + 1);
    if (word(self, "clock", "from_zero")) t = (r - 1) / end;
    if (word(self, "clock", "to_one")) t = r / end;
    return fmin(t, 1);
}

static double time_level(const look *self) {
    double t = clock_of(self), e = number(self, "exponent"), k0 = number(self, "start");
    if (word(self, "form", "bezier"))
        return 1 - ((1 - t) * (1 - t) * (1 - k0) + 2 * t * (1 - t) * number(self, "middle") +
                    t * t * number(self, "end"));
    if (word(self, "form", "exponential")) return t == 1 ? 1 : exp(pow(1 - t, e) * log(k0));
    if (t == 0) return k0;
    if (t == 1) return 1;
    return k0 + (1 - k0) * pow(t, 1 / e);
}

static double time_target(const look *self) {
    double a = time_level(self), ease = number(self, "ease"), low = self->reservation;
    if (word(self, "range", "scale"))
        return fmax((1 - a) * self->talks->scenario->full - ease, self->reservation);
    if (word(self, "range", "own_values")) low = fmax(low, self->least);
    if (!(self->best > low)) return self->reservation;
    return fmax(low, fmin(self->best, low + (1 - a) * (self->best - low) - ease));
}

/* Where nothing but the level matters, the level is said as it is; otherwise it is read off the target. */
static bool time_is_plain(const look *self) {
    return word(self, "clock", "closed") && word(self, "range", "no_deal") && number(self, "ease") == 0 &&
           !word(self, "form", "bezier");
}

static double resource_level(const look *self) {
    double left = talks_horizon(self->talks, self->me) - self->talks->round, k0 = number(self, "start");
    return k0 + (1 - k0) * exp(-fmax(left, 0) / number(self, "unit"));
}

static double from_level(const look *self, double level) {
    if (!(self->best > self->reservation)) return self->reservation;
    return self->reservation + (1 - level) * (self->best - self->reservation);
}

/* --- tit for tat ------------------------------------------------------------------------------------------ */

static double last_demand(const look *self) {
    uint32_t own = look_latest_of(self, self->me, 0);
    return own == NS_NONE ? self->best : self->worth[own];
}

/* Own worth of the other's offer k before its latest; false: there is none. */
static bool heard_worth(const look *self, uint32_t other, uint32_t k, double *worth) {
    uint32_t part = look_latest_of(self, other, k);
    if (part == NS_NONE) return false;
    *worth = look_worth(self, part);
    return true;
}

static double ground(const look *self) { return fmin(self->least, self->reservation); }

static double relative(const look *self, uint32_t other, uint32_t lag) {
    double before, after, zero = ground(self), last = last_demand(self);
    if (!heard_worth(self, other, lag, &before) || !heard_worth(self, other, lag - 1, &after)) return last;
    return after - zero > 0 ? zero + (last - zero) * ((before - zero) / (after - zero)) : last;
}

static double averaged(const look *self, uint32_t other, uint32_t lag) {
    double before, now, zero = ground(self), last = last_demand(self);
    if (!heard_worth(self, other, lag, &before) || !heard_worth(self, other, 0, &now)) return last;
    return now - zero > 0 ? zero + (last - zero) * ((before - zero) / (now - zero)) : last;
}

static double absolute(const look *self, uint32_t other, uint32_t lag) {
    double before, after, last = last_demand(self);
    if (!heard_worth(self, other, lag, &before) || !heard_worth(self, other, lag - 1, &after)) return last;
    return last + (before - after) + look_noise(self, NS_PURPOSE_TACTIC) * number(self, "noise");
}

static const double past_weights[5][4] = {{0}, {1}, {0.25, 0.75}, {0.11, 0.22, 0.66}, {0.05, 0.15, 0.3, 0.5}};

/* Of up to four changes of the other's offers, the oldest of weight past_weights[.][0]. */
static double hybrid_answer(const look *self, uint32_t other) {
    double worth[5], moved = 0;
    int seen = 0;
    while (seen < 5 && heard_worth(self, other, (uint32_t)seen, &worth[seen])) seen++;
    int changes = seen > 0 ? seen - 1 : 0;
    for (int back = 0; back < changes; back++)
        moved += past_weights[changes][changes - 1 - back] * (worth[back] - worth[back + 1]);
    return last_demand(self) - number(self, "p3") * (1 + talks_clock(self->talks, self->me)) * moved;
}

static double answer(const look *self, uint32_t other) {
    if (is(self, "hybrid")) return hybrid_answer(self, other);
    if (is(self, "mix")) return relative(self, other, 1);
    uint32_t lag = (uint32_t)floor(number(self, "window") + 0.5);
    if (word(self, "mode", "averaged")) return averaged(self, other, lag);
    return word(self, "mode", "absolute") ? absolute(self, other, lag) : relative(self, other, lag);
}

/* Of several others the one that concedes least sets the pace. */
static double firmest(const look *self) {
    double most = -HUGE_VAL;
    for (uint32_t q = 0; q < self->talks->scenario->party_count; q++)
        if (q != self->me) most = fmax(most, answer(self, q));
    return clip(self, most);
}

static double mix_target(const look *self) {
    double t = talks_clock(self->talks, self->me), e = number(self, "exponent"),
           w = number(self, "time_weight");
    double level = t == 1 ? 1 : t == 0 ? 0 : pow(t, 1 / e);
    return clip(self, w * from_level(self, level) + (1 - w) * firmest(self));
}

static double hybrid_target(const look *self) {
    double t = talks_clock(self->talks, self->me);
    double share = (1 - t) * (1 - t) * number(self, "p0") + 2 * t * (1 - t) * number(self, "p1") +
                   t * t * number(self, "p2");
    double by_time = self->reservation + share * (self->best - self->reservation);
    return clip(self, (1 - t * t) * firmest(self) + t * t * by_time);
}

/* --- nice tit for tat ------------------------------------------------------------------------------------- */

/* Own worth at the largest product of what one gains and what the others get. */
static double nash_worth(const look *self) {
    double most = -1, own = self->best;
    for (uint32_t z = 0; z < self->parts; z++) {
        double gain = self->worth[z] - self->reservation;
        if (self->worth[z] == -HUGE_VAL || gain <= 0) continue;
        double product = gain * fmax(look_others(self, z), 0);
        if (product > most || (product == most && self->worth[z] > own)) own = self->worth[z];
        most = fmax(most, product);
    }
    return own;
}

/* Share of the way from its first offer to the Nash point that the best offer of q has come; `best`: the best heard so far. */
static double share_come(const look *self, uint32_t q, double nash, double *best) {
    uint32_t first = look_offer_of(self, q, 0);
    if (first == NS_NONE) return 0;
    double from = look_worth(self, first), to = from;
    for (uint32_t k = 0; look_offer_of(self, q, k) != NS_NONE; k++)
        to = fmax(to, look_worth(self, look_offer_of(self, q, k)));
    *best = fmax(*best, to);
    return nash - from > 0 ? fmin(1, (to - from) / (nash - from)) : 1;
}

static double nice_target(const look *self) {
    double nash = nash_worth(self), share = 1, best = -HUGE_VAL;
    for (uint32_t q = 0; q < self->talks->scenario->party_count; q++)
        if (q != self->me) share = fmin(share, share_come(self, q, nash, &best));
    double target = self->best - share * (self->best - nash);
    double bonus = fmax(0, fmin(1, 20 * (talks_clock(self->talks, self->me) - number(self, "bonus_from"))));
    if (target > nash) target -= bonus * (target - nash);
    return clip(self, fmax(target, best));
}

/* --- micro ------------------------------------------------------------------------------------------------ */

/* Different parts that a party has offered in this stage, in the order of their first offers. */
static uint32_t different(const look *self, uint32_t party, uint32_t *parts) {
    uint32_t count = 0;
    for (uint32_t k = 0; look_offer_of(self, party, k) != NS_NONE; k++) {
        uint32_t part = look_offer_of(self, party, k), j = 0;
        while (j < count && parts[j] != part) j++;
        if (j == count) parts[count++] = part;
    }
    return count;
}

static bool stands_before(const look *self, uint32_t a, uint32_t b) {
    return self->worth[a] > self->worth[b] || (self->worth[a] == self->worth[b] && a < b);
}

typedef struct micro {
    uint32_t *mine, count; /* own different offers */
    uint32_t next;         /* down the list, where it is the party's turn to concede; NS_NONE */
} micro;

static micro micro_of(const look *self) {
    micro out = {ref_alloc(self->parts, sizeof(uint32_t)), 0, NS_NONE};
    uint32_t *theirs = ref_alloc(self->parts, sizeof *theirs);
    bool concedes = true;
    out.count = different(self, self->me, out.mine);
    for (uint32_t q = 0; q < self->talks->scenario->party_count; q++)
        if (q != self->me && different(self, q, theirs) < out.count) concedes = false;
    uint8_t *candidate = look_candidates(self, self->reservation);
    for (uint32_t z = 0; z < self->parts && concedes; z++) {
        if (!candidate[z] || (out.count > 0 && !stands_before(self, out.mine[out.count - 1], z))) continue;
        if (out.next == NS_NONE || stands_before(self, z, out.next)) out.next = z;
    }
    free(candidate);
    free(theirs);
    return out;
}

static double micro_target(const look *self) {
    micro m = micro_of(self);
    double target = m.next != NS_NONE ? self->worth[m.next]
                    : m.count > 0     ? self->worth[m.mine[m.count - 1]]
                                      : self->best;
    free(m.mine);
    return target;
}

static uint32_t micro_offer(const look *self) {
    micro m = micro_of(self);
    uint32_t offer = m.next;
    if (offer == NS_NONE && m.count > 0)
        offer = m.mine[(uint32_t)floor(look_noise(self, NS_PURPOSE_TACTIC) * m.count)];
    free(m.mine);
    return offer;
}

/* --- zeuthen ---------------------------------------------------------------------------------------------- */

static double risk(double own, double given_in, double no_deal) {
    return own > no_deal ? (own - given_in) / (own - no_deal) : 1;
}

/* Own risk less the others', if the party stood at `mine`. */
static double risk_margin(const look *self, uint32_t mine, uint32_t theirs) {
    return risk(self->worth[mine], look_worth(self, theirs), self->reservation) -
           risk(look_others(self, theirs), look_others(self, mine), number(self, "other_no_deal"));
}

static bool zeuthen_open_to(const look *self, uint32_t z) {
    return self->worth[z] != -HUGE_VAL && self->worth[z] >= self->reservation - self->talks->scenario->slack;
}

/* Is a dearer to oneself than b, or as dear and better for the others? */
static bool dearer(const look *self, uint32_t a, uint32_t b) {
    return self->worth[a] > self->worth[b] ||
           (self->worth[a] == self->worth[b] && look_others(self, a) > look_others(self, b));
}

static uint32_t zeuthen_opening(const look *self) {
    uint32_t found = NS_NONE;
    for (uint32_t z = 0; z < self->parts; z++)
        if (zeuthen_open_to(self, z) && (found == NS_NONE || dearer(self, z, found))) found = z;
    return found;
}

static uint32_t zeuthen_concession(const look *self, uint32_t mine, uint32_t theirs) {
    double now = look_others(self, mine), most = risk_margin(self, mine, theirs);
    uint32_t enough = NS_NONE, most_of_all = mine;
    for (uint32_t z = 0; z < self->parts; z++) {
        if (!zeuthen_open_to(self, z) || look_others(self, z) <= now) continue;
        double margin = risk_margin(self, z, theirs);
        if (margin > 0 && (enough == NS_NONE || dearer(self, z, enough))) enough = z;
        if (margin > most) most_of_all = z;
        most = fmax(most, margin);
    }
    return enough != NS_NONE ? enough : most_of_all;
}

static uint32_t zeuthen_offer(const look *self) {
    uint32_t mine = look_latest_of(self, self->me, 0), theirs = NS_NONE;
    for (size_t n = 0; n < self->talks->said_count; n++)
        if (self->talks->said[n].maker != self->me) theirs = self->talks->said[n].part;
    if (mine == NS_NONE) return zeuthen_opening(self);
    if (theirs == NS_NONE) return mine;
    double own = risk(self->worth[mine], look_worth(self, theirs), self->reservation);
    double other = risk(look_others(self, theirs), look_others(self, mine), number(self, "other_no_deal"));
    return own <= other ? zeuthen_concession(self, mine, theirs) : mine;
}

static double zeuthen_target(const look *self) {
    if (!(self->best > self->reservation)) return self->reservation;
    uint32_t offer = zeuthen_offer(self);
    return offer == NS_NONE ? self->reservation : clip(self, self->worth[offer]);
}

/* --- all -------------------------------------------------------------------------------------------------- */

static bool is_plain(const look *self) {
    return is(self, "resource") || is(self, "hardliner") || (is(self, "time") && time_is_plain(self));
}

static double plain_level(const look *self) {
    double level = is(self, "time") ? time_level(self) : is(self, "resource") ? resource_level(self) : 0;
    return fmax(0, fmin(1, level));
}

double kind_target(const look *self) {
    if (is_plain(self)) return from_level(self, plain_level(self));
    if (is(self, "time")) return time_target(self);
    if (is(self, "tit_for_tat")) return firmest(self);
    if (is(self, "mix")) return mix_target(self);
    if (is(self, "hybrid")) return hybrid_target(self);
    if (is(self, "nice_tit_for_tat")) return nice_target(self);
    if (is(self, "micro")) return micro_target(self);
    if (is(self, "zeuthen")) return zeuthen_target(self);
    if (is(self, "random")) return self->reservation;
    abort();
}

double kind_level(const look *self) {
    if (is_plain(self)) return plain_level(self);
    double target = kind_target(self);
    if (!(self->best > self->reservation) || target <= self->reservation) return 1;
    return target >= self->best ? 0 : (self->best - target) / (self->best - self->reservation);
}

bool kind_chooses(const look *self, uint32_t *part) {
    if (is(self, "micro"))
        *part = micro_offer(self);
    else if (is(self, "zeuthen"))
        *part = zeuthen_offer(self);
    else if (is(self, "random")) {
        uint8_t *candidate = look_candidates(self, self->reservation);
        *part = talks_pick(candidate, self->parts, look_noise(self, NS_PURPOSE_TACTIC));
        free(candidate);
    } else
        return false;
    return true;
}

bool kind_tactic_need(const look *self, double *need) {
    if (!is(self, "micro")) return false;
    *need = kind_target(self);
    return true;
}

bool kind_looks_back(const ns_party *party) {
    static const char *const tactics[] = {"tit_for_tat", "nice_tit_for_tat", "micro",
                                          "zeuthen",     "hybrid",           "mix"};
    static const char *const acceptances[] = {"previous", "gap", "combi"};
    bool looks = strcmp(party->offer.kind->name, "similar") == 0;
    for (int k = 0; k < 6; k++) looks = looks || strcmp(party->tactic.kind->name, tactics[k]) == 0;
    for (int k = 0; k < 3; k++) looks = looks || strcmp(party->acceptance.kind->name, acceptances[k]) == 0;
    return looks;
}
