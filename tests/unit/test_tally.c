/* Tallies against a slow recount that knows nothing but the definitions: funnel, blockers, nearest changes, pivots, outcomes. */
#include "experiment_fixture.h"

#include "generator.h"
#include "negsim/number.h"

enum { BIG = 4096 };

/* --- the slow recount -------------------------------------------------------------------------------------- */

/* One draw of one arm as the public interface shows it. */
typedef struct look {
    const ns_scenario *s;
    ns_instance instance;
    ns_session *session;
    ns_shut *shut;
    ns_outcome outcome;
} look;

/* Counts of a subject: a package, a family or an option. */
typedef struct subject_count {
    uint32_t feasible, admissible, acceptable, reachable, agreed;
    uint32_t blocked[64], alone[64];
    int64_t least[64], most[64]; /* of the changes noted */
    uint32_t changes[64];
} subject_count;

typedef bool (*member)(const ns_results *results, const ns_scenario *s, uint32_t subject, uint32_t package);

static bool is_package(const ns_results *results, const ns_scenario *s, uint32_t subject, uint32_t package) {
    (void)results, (void)s;
    return subject == package;
}

static bool in_family(const ns_results *results, const ns_scenario *s, uint32_t subject, uint32_t package) {
    for (uint32_t h = 0; h < s->headline_count; h++)
        if (ns_grouping_family_option(results->families, subject, h) !=
            ns_option_of(s, s->headline[h], package))
            return false;
    return true;
}

static bool has_option(const ns_results *results, const ns_scenario *s, uint32_t subject, uint32_t package) {
    (void)results;
    for (uint32_t i = 0; i < s->issue_count; i++)
        if (s->issues[i].first_option + ns_option_of(s, i, package) == subject) return true;
    return false;
}

static bool lies_in(ns_shut shut, const char *causes) {
    for (unsigned bit = 0; bit < 64; bit++)
        if (shut >> bit & 1 && strstr(causes, ns_cause_name(ns_shut_cause(bit)))) return true;
    return false;
}

/* Nothing for all stands in the way, nor any of these causes before the parties whom it takes. */
static bool passes(const look *at, ns_shut shut, const char *causes) {
    uint16_t open = 0;
    for (uint32_t p = 0; p < at->s->party_count; p++)
        if (!lies_in(shut & NS_SHUT_PARTY(p), causes)) open = (uint16_t)(open | 1u << p);
    return !lies_in(shut, "rule condition") && ns_consent_wins(&at->instance.consent, open);
}
static const char every_cause[] = "red_line no_deal inflexible precondition";

/* Points missing where a pair shuts the package alone; 0: the cause has none. */
static double change_of(const look *at, unsigned bit, uint32_t x) {
    if (ns_shut_cause(bit) == NS_CAUSE_NO_DEAL)
        return ns_reach_excess(&at->instance, ns_session_facts(at->session), ns_shut_party(bit), x);
    if (ns_shut_cause(bit) == NS_CAUSE_INFLEXIBLE)
        return ns_reach_shortfall(&at->instance, ns_shut_party(bit), x);
    return 0;
}

/* A pair counts when it shuts every feasible package of the subject (every one where none is feasible); alone when it is all that shuts one. */
static void block(const look *at, const ns_results *results, subject_count *count, uint32_t subject,
                  member in, unsigned bit, bool any_feasible) {
    bool all = true, alone = false;
    double least = HUGE_VAL;
    for (uint32_t x = 0; x < at->s->package_count; x++) {
        if (!in(results, at->s, subject, x)) continue;
        if (any_feasible && lies_in(at->shut[x], "rule condition")) continue;
        if (!(at->shut[x] >> bit & 1)) all = false;
        if (!(at->shut[x] >> bit & 1) || !passes(at, at->shut[x] & ~((ns_shut)1 << bit), every_cause))
            continue;
        alone = true;
        least = fmin(least, change_of(at, bit, x));
    }
    if (!all) return;
    count->blocked[bit]++;
    count->alone[bit] += alone;
    const bool has_points =
        ns_shut_cause(bit) == NS_CAUSE_NO_DEAL || ns_shut_cause(bit) == NS_CAUSE_INFLEXIBLE;
    if (!alone || !has_points) return;
    int64_t nanos = ns_number_nanos(least);
    if (!count->changes[bit] || nanos < count->least[bit]) count->least[bit] = nanos;
    if (!count->changes[bit] || nanos > count->most[bit]) count->most[bit] = nanos;
    count->changes[bit]++;
}

static void recount(const look *at, const ns_results *results, subject_count *count, uint32_t subject,
                    member in) {
    bool feasible = false, admissible = false, acceptable = false, reachable = false;
    for (uint32_t x = 0; x < at->s->package_count; x++) {
        if (!in(results, at->s, subject, x)) continue;
        feasible |= !lies_in(at->shut[x], "rule condition");
        admissible |= passes(at, at->shut[x], "red_line");
        acceptable |= passes(at, at->shut[x], "red_line no_deal");
        reachable |= passes(at, at->shut[x], every_cause);
        cr_assert_eq(passes(at, at->shut[x], every_cause), at->shut[x] == 0);
    }
    count->feasible += feasible;
    count->admissible += admissible;
    count->acceptable += acceptable;
    count->reachable += reachable;
    count->agreed += at->outcome.package != NS_NONE && in(results, at->s, subject, at->outcome.package);
    cr_assert(!reachable || acceptable);
    cr_assert(!acceptable || admissible);
    cr_assert(!admissible || feasible);
    if (at->outcome.package != NS_NONE && in(results, at->s, subject, at->outcome.package))
        cr_assert(reachable, "agreed and not reachable");
    for (unsigned bit = 0; !reachable && bit < NS_SHUT_BITS(at->s->party_count); bit++)
        block(at, results, count, subject, in, bit, feasible);
}

static void compare_blocks(const subject_count *want, const ns_block_tally *got, const ns_scenario *s,
                           const char *what) {
    for (unsigned bit = 0; bit < NS_SHUT_BITS(s->party_count); bit++) {
        cr_assert_eq(got[bit].blocked, want->blocked[bit], "%s bit %u blocked %u, not %u", what, bit,
                     got[bit].blocked, want->blocked[bit]);
        cr_assert_eq(got[bit].alone, want->alone[bit], "%s bit %u alone", what, bit);
        cr_assert_eq(got[bit].change ? got[bit].change->count : 0, want->changes[bit], "%s bit %u", what,
                     bit);
        if (!got[bit].change) continue;
        cr_assert_eq(got[bit].change->least, want->least[bit], "%s bit %u least", what, bit);
        cr_assert_eq(got[bit].change->most, want->most[bit], "%s bit %u most", what, bit);
    }
}

static void compare_groups(const subject_count *want, const ns_group_tally *got, const char *what) {
    cr_assert_eq(got->feasible, want->feasible, "%s feasible", what);
    cr_assert_eq(got->admissible, want->admissible, "%s admissible", what);
    cr_assert_eq(got->acceptable, want->acceptable, "%s acceptable", what);
    cr_assert_eq(got->reachable, want->reachable, "%s reachable", what);
    cr_assert_eq(got->agreed, want->agreed, "%s agreed", what);
}

/* --- the scenario as a whole --------------------------------------------------------------------------------- */

/* Would striking these bits open something? */
static bool opens(const look *at, ns_shut struck) {
    for (uint32_t x = 0; x < at->s->package_count; x++)
        if (passes(at, at->shut[x] & ~struck, every_cause)) return true;
    return false;
}

static void recount_pivots(const look *at, uint64_t pairs[64], uint64_t causes[NS_CAUSE_COUNT]) {
    ns_shut of_cause[NS_CAUSE_COUNT] = {0};
    for (unsigned bit = 0; bit < NS_SHUT_BITS(at->s->party_count); bit++) {
        pairs[bit] += opens(at, (ns_shut)1 << bit);
        of_cause[ns_shut_cause(bit)] |= (ns_shut)1 << bit;
    }
    for (int c = 0; c < NS_CAUSE_COUNT; c++) causes[c] += opens(at, of_cause[c]);
}

static void look_open(look *at, const ns_arm *arm) {
    *at = (look){.s = arm->scenario, .session = ns_session_new(arm->scenario)};
    cr_assert_eq(ns_instance_init(&at->instance, arm->scenario), NS_OK);
    at->shut = calloc(at->s->package_count, sizeof *at->shut);
    cr_assert(at->session && at->shut);
}

static void look_close(look *at) {
    ns_session_free(at->session);
    ns_instance_free(&at->instance);
    free(at->shut);
}

static void look_at(look *at, const ns_arm *arm, const ns_experiment *e, uint64_t draw) {
    ns_instance_draw(&at->instance, e->seed, draw, NULL);
    cr_assert_eq(ns_session_run(at->session, &at->instance, arm->seat, 0, NULL, &at->outcome), NS_OK);
    ns_session_reach(at->session, at->shut);
}

static void compare_arm(const fixture *f, size_t arm) {
    const ns_results *results = f->results;
    const ns_arm_tally *t = &results->tallies[arm];
    const ns_scenario *s = f->arms->arms[arm].scenario;
    const size_t bits = NS_SHUT_BITS(s->party_count);
    const uint32_t families = ns_grouping_count(results->families);
    subject_count *packages = calloc(s->package_count, sizeof *packages),
                  *groups = calloc(families, sizeof *groups),
                  *options = calloc(s->option_total, sizeof *options);
    uint64_t pairs[64] = {0}, causes[NS_CAUSE_COUNT] = {0}, pivot_draws = 0, any = 0;
    look at;
    look_open(&at, &f->arms->arms[arm]);
    for (uint64_t d = 0; d < results->experiment.draws; d++) {
        look_at(&at, &f->arms->arms[arm], &results->experiment, results->experiment.first_draw + d);
        for (uint32_t x = 0; x < s->package_count; x++) recount(&at, results, &packages[x], x, is_package);
        for (uint32_t g = 0; g < families; g++) recount(&at, results, &groups[g], g, in_family);
        for (uint32_t o = 0; o < s->option_total; o++) recount(&at, results, &options[o], o, has_option);
        any += opens(&at, 0);
        if (opens(&at, 0)) continue;
        pivot_draws++;
        recount_pivots(&at, pairs, causes);
    }
    for (uint32_t x = 0; x < s->package_count; x++) {
        const ns_package_tally *p = &t->packages[x];
        ns_group_tally as_group = {p->feasible, p->admissible, p->acceptable, p->reachable, p->agreed, NULL};
        compare_groups(&packages[x], &as_group, "package");
        compare_blocks(&packages[x], t->package_blocks + x * bits, s, "package");
    }
    for (uint32_t g = 0; g < families; g++) {
        compare_groups(&groups[g], &t->families[g], "family");
        compare_blocks(&groups[g], t->family_blocks + g * bits, s, "family");
    }
    for (uint32_t o = 0; o < s->option_total; o++) {
        compare_groups(&options[o], &t->options[o], "option");
        compare_blocks(&options[o], t->option_blocks + o * bits, s, "option");
    }
    cr_assert_eq(t->any_reachable, any);
    cr_assert_eq(t->pivot_draws, pivot_draws);
    cr_assert_arr_eq(t->pivot_pairs, pairs, sizeof pairs);
    cr_assert_arr_eq(t->pivot_causes, causes, sizeof causes);
    look_close(&at);
    free(packages);
    free(groups);
    free(options);
}

Test(tally, reach_equals_a_slow_recount, .timeout = 60) {
    fixture f = fixture_open(NULL, NULL);
    fixture_play(&f, 120, NS_GATHER_PACKAGES | NS_GATHER_BLOCKERS);
    for (size_t arm = 0; arm < f.arms->count; arm++) compare_arm(&f, arm);
    /* the scenario is worth the test: every cause blocks somewhere, some pair alone, with and without points */
    const ns_arm_tally *t = &f.results->tallies[1];
    unsigned seen = 0, alone = 0, changes = 0;
    for (size_t k = 0; k < f.input.scenario->package_count * NS_SHUT_BITS(2u); k++) {
        unsigned cause = 1u << ns_shut_cause((unsigned)(k % NS_SHUT_BITS(2u)));
        if (t->package_blocks[k].blocked) seen |= cause;
        if (t->package_blocks[k].alone) alone |= cause;
        if (t->package_blocks[k].change) changes |= cause;
    }
    cr_assert_eq(seen, (1u << NS_CAUSE_COUNT) - 1);
    cr_assert_eq(alone, (1u << NS_CAUSE_COUNT) - 1, "%x", alone);
    cr_assert_eq(changes, 1u << NS_CAUSE_NO_DEAL | 1u << NS_CAUSE_INFLEXIBLE);
    fixture_close(&f);
}

Test(tally, reach_equals_a_slow_recount_of_generated_scenarios, .timeout = 120) {
    unsigned played = 0;
    for (uint64_t seed = 71001; seed < 71100; seed++) {
        char *text = gen_scenario(seed, 0);
        fixture f = fixture_open(text, "unmediated,mediated");
        if (f.input.scenario->package_count <= BIG / 16) {
            fixture_play(&f, 3, NS_GATHER_PACKAGES | NS_GATHER_BLOCKERS);
            for (size_t arm = 0; arm < f.arms->count; arm++) compare_arm(&f, arm);
            played++;
        }
        fixture_close(&f);
        free(text);
    }
    cr_assert_gt(played, 30);
}

/* --- outcomes ------------------------------------------------------------------------------------------------ */

/* All rows of a run: what the tallies are sums of. */
typedef struct rows {
    ns_run_record *records;
    ns_outcome *outcomes;
    size_t count;
} rows;

static ns_status keep(void *user, ns_buffer *buffer, const ns_run_record *record) {
    rows *self = user;
    (void)buffer;
    self->records[self->count] = *record;
    self->outcomes[self->count++] = *record->outcome;
    return NS_OK;
}

static void compare_sums(const ns_arm_tally *t, const rows *all, size_t arm, const ns_scenario *s) {
    uint64_t runs = 0, reasons[NS_REASON_COUNT] = {0}, drafts = 0, pareto = 0, concessions = 0;
    ns_wide gain = 0, paid = 0, distance = 0, conceded = 0;
    uint32_t *rounds = calloc(s->protocol.rounds + (size_t)1, sizeof *rounds);
    for (size_t k = 0; k < all->count; k++) {
        const ns_run_record *r = &all->records[k];
        const ns_outcome *o = &all->outcomes[k];
        if (r->arm != arm) continue;
        runs++;
        reasons[o->reason]++;
        drafts += o->drafts;
        paid += ns_number_nanos(o->paid[1]);
        if (!isnan(o->first_worth[1]) && !isnan(o->last_worth[1])) {
            conceded += ns_number_nanos(o->first_worth[1]) - ns_number_nanos(o->last_worth[1]);
            concessions++;
        }
        cr_assert_eq(o->reason == NS_REASON_AGREED, o->package != NS_NONE);
        if (o->reason != NS_REASON_AGREED) continue;
        cr_assert_eq(ns_number_nanos(r->gain[1]), ns_number_nanos(r->value[1] - r->no_deal[1]));
        rounds[o->round]++;
        gain += ns_number_nanos(r->gain[1]);
        if (!isnan(r->distance_pareto)) distance += ns_number_nanos(r->distance_pareto);
        pareto += r->distance_pareto == 0;
    }
    cr_assert_eq(t->runs, runs);
    cr_assert_arr_eq(t->reasons, reasons, sizeof reasons);
    cr_assert_arr_eq(t->agreed_in_round, rounds, (s->protocol.rounds + (size_t)1) * sizeof *rounds);
    cr_assert_eq(t->drafts, drafts);
    cr_assert_eq(t->on_pareto, pareto);
    cr_assert(t->gain[1] == gain && t->paid[1] == paid);
    cr_assert(t->distance_pareto == distance && t->concession[1] == conceded);
    cr_assert_eq(t->concession_runs[1], concessions);
    cr_assert_eq(t->gains[1].count, reasons[NS_REASON_AGREED]);
    free(rounds);
}

static void compare_inner_sums(const fixture *f, size_t arm) {
    const ns_arm_tally *t = &f->results->tallies[arm];
    const ns_scenario *s = f->arms->arms[arm].scenario;
    uint64_t agreed = 0, by_option = 0, in_families = 0, reasons = 0, rounds = 0;
    ns_wide gain = 0;
    for (uint32_t x = 0; x < s->package_count; x++) {
        agreed += t->packages[x].agreed;
        rounds += t->packages[x].round_sum;
        gain += t->package_gain[x * 2 + 1];
        cr_assert(t->packages[x].pareto <= t->packages[x].agreed);
    }
    for (uint32_t r = 0; r <= s->protocol.rounds; r++) rounds -= (uint64_t)r * t->agreed_in_round[r];
    cr_assert_eq(rounds, 0);
    for (uint32_t o = 0; o < s->issues[1].option_count; o++)
        by_option += t->options[s->issues[1].first_option + o].agreed;
    for (uint32_t g = 0; g < ns_grouping_count(f->results->families); g++)
        in_families += t->families[g].gain ? t->families[g].gain[1].count : 0;
    for (int r = 0; r < NS_REASON_COUNT; r++) reasons += t->reasons[r];
    cr_assert_eq(reasons, t->runs);
    cr_assert_eq(agreed, t->reasons[NS_REASON_AGREED]);
    cr_assert_eq(by_option, agreed);
    cr_assert_eq(in_families, agreed);
    cr_assert(gain == t->gain[1]);
    for (uint32_t q = 0; q < s->quantity_count; q++) {
        uint64_t runs = 0, signed_runs = 0;
        for (int fifth = 0; fifth < 5; fifth++) {
            runs += t->input_runs[q * 5 + fifth];
            signed_runs += t->input_agreed[q * 5 + fifth];
        }
        bool varies = !ns_distribution_is_constant(&s->quantities[q].distribution);
        cr_assert_eq(runs, varies ? t->runs : 0, "%s", s->quantities[q].path);
        cr_assert_eq(signed_runs, varies ? agreed : 0);
    }
}

Test(tally, outcomes_are_sums_of_the_rows, .timeout = 30) {
    enum { DRAWS = 400 };
    fixture f = fixture_open(NULL, NULL);
    rows all = {.records = calloc(DRAWS * 4, sizeof *all.records),
                .outcomes = calloc(DRAWS * 4, sizeof *all.outcomes)};
    ns_row_writer writer = {.run = keep, .user = &all};
    ns_experiment e = fixture_experiment(&f, DRAWS, GATHER_TALLIES | NS_GATHER_RUNS);
    e.writer = &writer;
    f.results = fixture_run(&f, &e);
    cr_assert_eq(all.count, DRAWS * 4);
    for (size_t arm = 0; arm < 4; arm++) {
        compare_sums(&f.results->tallies[arm], &all, arm, f.arms->arms[arm].scenario);
        compare_inner_sums(&f, arm);
        cr_assert_gt(f.results->tallies[arm].reasons[NS_REASON_AGREED], DRAWS / 10);
    }
    cr_assert_gt(f.results->tallies[1].drafts, 0);
    for (size_t arm = 1; arm < 4; arm++) {
        const ns_pair_tally *pair = &f.results->pairs[arm];
        size_t reference = ns_results_reference(f.results, arm);
        cr_assert_eq(reference, arm == 1 ? 0 : 1);
        uint64_t both = 0, only_a = 0, only_b = 0;
        ns_wide rounds = 0, gain = 0;
        for (size_t k = 0; k < all.count; k += 4) {
            const ns_outcome *a = &all.outcomes[k + arm], *b = &all.outcomes[k + reference];
            both += a->package != NS_NONE && b->package != NS_NONE;
            only_a += a->package != NS_NONE && b->package == NS_NONE;
            only_b += a->package == NS_NONE && b->package != NS_NONE;
            if (a->package == NS_NONE || b->package == NS_NONE) continue;
            rounds += (ns_wide)a->round - b->round;
            gain += ns_number_nanos(all.records[k + arm].gain[0]) -
                    ns_number_nanos(all.records[k + reference].gain[0]);
        }
        cr_assert_eq(pair->both, both);
        cr_assert_eq(pair->only_a, only_a);
        cr_assert_eq(pair->only_b, only_b);
        cr_assert_eq(pair->neither, DRAWS - both - only_a - only_b);
        cr_assert(pair->round_difference == rounds && pair->gain_difference[0] == gain);
    }
    free(all.records);
    free(all.outcomes);
    fixture_close(&f);
}

static ns_status count_fifths(void *user, ns_buffer *buffer, const ns_instance *instance) {
    uint32_t *fifths = user;
    (void)buffer;
    for (uint32_t q = 0; q < instance->scenario->quantity_count; q++)
        for (uint32_t k = 0; k < 5; k++)
            fifths[q * 5 + k] += instance->uniforms[q] >= k / 5.0 && instance->uniforms[q] < (k + 1) / 5.0;
    return NS_OK;
}

Test(tally, inputs_by_fifths_of_their_uniform) {
    fixture f = fixture_open(NULL, "mediated");
    const ns_scenario *s = f.input.scenario;
    uint32_t *fifths = calloc((size_t)s->quantity_count * 5, sizeof *fifths);
    ns_row_writer writer = {.draw = count_fifths, .user = fifths};
    ns_experiment e = fixture_experiment(&f, 250, NS_GATHER_INPUTS | NS_GATHER_DRAWS);
    e.writer = &writer;
    f.results = fixture_run(&f, &e);
    for (uint32_t q = 0; q < s->quantity_count; q++)
        for (uint32_t k = 0; k < 5; k++)
            if (!ns_distribution_is_constant(&s->quantities[q].distribution))
                cr_assert_eq(f.results->tallies[0].input_runs[q * 5 + k], fifths[q * 5 + k], "%s",
                             s->quantities[q].path);
    free(fifths);
    fixture_close(&f);
}

/* What hangs on the packages alone counts the same whatever else is gathered; the "some package is" counts always. */
Test(tally, less_gathered_counts_the_same) {
    fixture f = fixture_open(NULL, NULL);
    ns_experiment all = fixture_experiment(&f, 150, GATHER_TALLIES), none = fixture_experiment(&f, 150, 0);
    ns_results *a = fixture_run(&f, &all), *b = fixture_run(&f, &none);
    for (size_t arm = 0; arm < f.arms->count; arm++) {
        const ns_arm_tally *x = &a->tallies[arm], *y = &b->tallies[arm];
        cr_assert_eq(x->any_reachable, y->any_reachable);
        cr_assert_eq(x->feasible_any, y->feasible_any);
        cr_assert_eq(x->admissible_any, y->admissible_any);
        cr_assert_eq(x->acceptable_any, y->acceptable_any);
        cr_assert_arr_eq(x->reasons, y->reasons, sizeof x->reasons);
        cr_assert(x->gain[0] == y->gain[0]);
        cr_assert(!y->packages && !y->families && !y->package_blocks && !y->input_runs);
        cr_assert(x->any_reachable < x->runs);
    }
    ns_results_free(a);
    ns_results_free(b);
    fixture_close(&f);
}
