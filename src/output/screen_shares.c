/* ENDS IN A SIGNED PACKAGE: both arms, the paired effect, and through what. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "output/facts.h"
#include "output/names.h"
#include "output/screen.h"

/* Columns of the section: the arm, its reference, the effect. */
typedef struct share_columns {
    unsigned left, arm, reference, effect;
} share_columns;

enum { GAP = 2, MOST_ARM = 24, EFFECT = 11, LEAST_ARM = 12, LEAST_LEFT = 30 };

static void add_arm_name(ns_buffer *out, const ns_arm *arm) {
    if (arm->is_variant)
        ns_buffer_add(out, arm->title ? arm->title : arm->name);
    else if (ns_arm_has_mediator(arm))
        ns_buffer_format(out, "%s mediating", ns_arm_who(arm));
    else
        ns_buffer_add(out, "no mediator");
}

static unsigned column_of(const ns_screen *self, size_t arm) {
    ns_buffer name = {0};
    if (arm >= self->results->arms->count) return 0;
    add_arm_name(&name, &self->results->arms->arms[arm]);
    unsigned width = ns_text_width(name.text ? name.text : "");
    ns_buffer_free(&name);
    unsigned most = self->page.width < 72 ? MOST_ARM - 6 : MOST_ARM;
    if (self->reference >= self->results->arms->count) most = self->page.width - LEAST_LEFT - GAP;
    return GAP + (width > most ? most : width < LEAST_ARM ? LEAST_ARM : width);
}

static share_columns columns_of(const ns_screen *self) {
    bool paired = self->reference < self->results->arms->count;
    share_columns columns = {.arm = column_of(self, self->arm),
                             .reference = column_of(self, self->reference),
                             .effect = paired ? EFFECT : 0};
    columns.left = self->page.width - columns.arm - columns.reference - columns.effect;
    return columns;
}

static void name_cell(ns_screen *self, size_t arm, unsigned width) {
    ns_buffer name = {0};
    if (arm >= self->results->arms->count) return;
    add_arm_name(&name, &self->results->arms->arms[arm]);
    ns_buffer_add_n(&self->right, "  ", GAP);
    ns_screen_cell(self, name.text ? name.text : "", width - GAP);
    ns_buffer_free(&name);
}

static void share_cell(ns_screen *self, size_t arm, unsigned width) {
    if (arm >= self->results->arms->count) return;
    const ns_arm_tally *tally = &self->results->tallies[arm];
    ns_screen_share_cell(self, ns_agreements(tally), tally->runs, width);
}

static void write_shares(ns_screen *self, const share_columns *columns) {
    bool paired = self->reference < self->results->arms->count;
    ns_screen_begin_line(self);
    ns_buffer_add(&self->text,
                  ns_is_ratified(self->base) ? "IS SIGNED AND RATIFIED" : "ENDS IN A SIGNED PACKAGE");
    name_cell(self, self->arm, columns->arm);
    name_cell(self, self->reference, columns->reference);
    if (paired) ns_screen_cell(self, self->results->deterministic ? "" : "effect", columns->effect);
    ns_screen_end_row(self, NS_STYLE_BOLD, 0, 2, columns->left);
    ns_screen_begin_line(self);
    ns_buffer_add(&self->text, self->results->deterministic ? "signed" : "share of sampled scenarios");
    share_cell(self, self->arm, columns->arm);
    share_cell(self, self->reference, columns->reference);
    if (paired && !self->results->deterministic) ns_screen_effect_cell(self, self->arm, columns->effect);
    ns_screen_end_row(self, NS_STYLE_PLAIN, 2, 4, columns->left);
}

/* --- what becomes of it ----------------------------------------------------------------------------------- */

static void held_cell(ns_screen *self, size_t arm, unsigned width) {
    if (arm >= self->results->arms->count) return;
    const ns_arm_tally *tally = &self->results->tallies[arm];
    ns_screen_share_cell(self, tally->held, tally->runs, width);
}

/* In force to the horizon. */
static void write_held(ns_screen *self, const share_columns *columns) {
    const bool paired = self->reference < self->results->arms->count;
    if (!self->tally->fell_after) return;
    ns_screen_begin_line(self);
    ns_buffer_format(&self->text, "in force %u rounds later", (unsigned)self->base->durability.horizon);
    held_cell(self, self->arm, columns->arm);
    held_cell(self, self->reference, columns->reference);
    if (paired) {
        const ns_interval effect = ns_held_difference(&self->results->pairs[self->arm]);
        ns_screen_difference_cell(self, effect, self->tally->runs, columns->effect);
    }
    ns_screen_end_row(self, NS_STYLE_PLAIN, 2, 4, columns->left);
}

/* "of the 12 that fall, kept by: a full guarantee 60%, .." */
static void write_remedies(ns_screen *self) {
    static const char *const words[NS_REMEDY_COUNT] = {
        "no carrots behind them", "a balance that stands still", "no spoilers", "a full guarantee",
        "full monitoring",        "nothing left for later"};
    const ns_arm_tally *tally = self->tally;
    const uint64_t fallen = self->agreements - tally->held;
    bool any = false;
    if (!tally->fell_after || !fallen) return;
    ns_screen_begin_line(self);
    ns_buffer_add(&self->text, "of those that fall, ");
    for (unsigned r = 0; r < NS_REMEDY_COUNT; r++) {
        if (!tally->remedies[r]) continue;
        ns_buffer_format(&self->text, "%s%s would keep ", any ? ", " : "", words[r]);
        ns_screen_add_share(self, &self->text, tally->remedies[r], fallen);
        any = true;
    }
    if (!any) ns_buffer_add(&self->text, "no one thing would have kept any");
    ns_screen_end_line(self, NS_STYLE_PLAIN, 2, 4);
}

/* "of those signed, nobody gains by going back on 20%, a credible answer deters it in 30%; the rest need .." */
static void write_renege(ns_screen *self) {
    const ns_arm_tally *tally = self->tally;
    uint64_t tempted = 0;
    uint32_t most = 0;
    if (!self->base->controlled || !self->agreements) return;
    for (uint32_t p = 0; p < self->base->party_count; p++) {
        tempted += tally->weakest[p];
        if (tally->weakest[p] > tally->weakest[most]) most = p;
    }
    ns_screen_begin_line(self);
    ns_buffer_add(&self->text, "of those signed, nobody gains by going back on ");
    ns_screen_add_share(self, &self->text, tally->stable_nash, self->agreements);
    ns_buffer_add(&self->text, ", a credible answer deters it in ");
    ns_screen_add_share(self, &self->text, tally->stable_seq - tally->stable_nash, self->agreements);
    if (tempted)
        ns_buffer_format(&self->text,
                         "; the rest need a guarantee of %.0f points on average, mostly against %s",
                         ns_wide_mean(tally->guarantee_needed, tempted), self->base->parties[most].title);
    ns_screen_end_line(self, NS_STYLE_PLAIN, 2, 4);
}

static void round_cell(ns_screen *self, size_t arm, unsigned width) {
    char text[96] = "-";
    if (arm >= self->results->arms->count) return;
    const ns_arm_tally *tally = &self->results->tallies[arm];
    uint32_t rounds = self->results->arms->arms[arm].scenario->protocol.rounds;
    if (ns_agreements(tally) == 1)
        snprintf(text, sizeof text, "%.0f", ns_round_quantile(tally, rounds, 0.5));
    else if (ns_agreements(tally))
        snprintf(text, sizeof text, "%.0f (%.0f-%.0f)", ns_round_quantile(tally, rounds, 0.5),
                 ns_round_quantile(tally, rounds, 0.05), ns_round_quantile(tally, rounds, 0.95));
    ns_screen_cell(self, text, width);
}

static void write_rounds(ns_screen *self, const share_columns *columns) {
    ns_screen_begin_line(self);
    ns_buffer_add(&self->text, self->results->deterministic ? "in round" : "in round, median (5-95%)");
    round_cell(self, self->arm, columns->arm);
    round_cell(self, self->reference, columns->reference);
    ns_screen_end_row(self, NS_STYLE_PLAIN, 2, 4, columns->left);
}

/* 0 of n is said in words: it is not 'impossible'. */
static void write_absent(ns_screen *self, size_t arm) {
    char runs[NS_SHARE_TEXT];
    bool known = arm < self->results->arms->count && !self->results->deterministic;
    if (!known || ns_agreements(&self->results->tallies[arm])) return;
    ns_grouped_text(runs, self->results->tallies[arm].runs);
    ns_screen_begin_line(self);
    add_arm_name(&self->text, &self->results->arms->arms[arm]);
    ns_buffer_format(&self->text, ": not in %s sampled scenarios", runs);
    ns_screen_end_line(self, NS_STYLE_PLAIN, 2, 4);
}

static void add_error(ns_screen *self) {
    double error = ns_simulation_error(self->results, self->arm);
    if (isnan(error)) return;
    ns_buffer_add(&self->text, "simulation error ");
    ns_screen_add_error(&self->text, error, self->tally->runs);
}

/* "signed only with 14%, only without <1%"; "signed only with 9, only without 0 of 50" */
static void add_pairs(ns_screen *self) {
    const ns_pair_tally *pair = &self->results->pairs[self->arm];
    uint64_t n = pair->both + pair->only_a + pair->only_b + pair->neither;
    ns_buffer_add(&self->text, "same draws: signed only with ");
    if (n < NS_COUNTS_BELOW)
        ns_buffer_format(&self->text, "%llu", (unsigned long long)pair->only_a);
    else
        ns_screen_add_share(self, &self->text, pair->only_a, n);
    ns_buffer_add(&self->text, ", only without ");
    ns_screen_add_share(self, &self->text, pair->only_b, n);
    ns_buffer_add(&self->text, "; ");
}

static void write_pairs(ns_screen *self) {
    if (self->results->deterministic) return;
    ns_screen_begin_line(self);
    if (self->reference < self->results->arms->count) add_pairs(self);
    add_error(self);
    ns_screen_end_line(self, NS_STYLE_PLAIN, 2, 4);
}

/* --- through which mechanism --------------------------------------------------------------------------- */

typedef struct channel {
    unsigned mechanism;
    double share;
} channel;

static int compare_channels(const void *left, const void *right) {
    const channel *a = left, *b = right;
    double x = fabs(a->share), y = fabs(b->share);
    if (x != y) return x < y ? 1 : -1;
    return a->mechanism < b->mechanism ? -1 : a->mechanism > b->mechanism;
}

static const char *channel_name(unsigned mechanism) {
    static const char *const names[NS_MECHANISM_COUNT] = {
        "information", "proposals",    "carrots and sticks", "the deadline", "unblocking preconditions",
        "face-saving", "the guarantee"};
    return names[mechanism];
}

bool ns_screen_splits(const ns_screen *self) {
    return self->reference < self->results->arms->count && !self->results->arms->arms[self->arm].is_variant &&
           !self->results->deterministic;
}

static void write_channels(ns_screen *self) {
    const ns_split_tally *split = &self->results->split;
    if (!ns_screen_splits(self) || !split->draws) return;
    channel channels[NS_MECHANISM_COUNT];
    for (unsigned m = 0; m < NS_MECHANISM_COUNT; m++)
        channels[m] = (channel){m, ns_split_share(split, (ns_mechanism_id)m).value};
    qsort(channels, NS_MECHANISM_COUNT, sizeof *channels, compare_channels);
    ns_screen_begin_line(self);
    uint64_t runs = self->tally->runs;
    long rest = ns_whole_points(ns_paired_difference(&self->results->pairs[self->arm]).value, runs);
    bool any = false;
    for (unsigned k = 0; k < NS_MECHANISM_COUNT; k++) {
        long part = ns_whole_points(channels[k].share, runs);
        if (!part) continue;
        ns_buffer_format(&self->text, "%s%s %+ld",
                         any ? ", " : "through: ", channel_name(channels[k].mechanism), part);
        rest -= part;
        any = true;
    }
    if (!any) ns_buffer_add(&self->text, "through: no single mechanism moves it");
    /* So that what is shown adds up to the effect shown. */
    if (any && rest) ns_buffer_format(&self->text, ", other and rounding %+ld", rest);
    ns_screen_end_line(self, NS_STYLE_PLAIN, 2, 4);
}

/* By mediator, where there are several. */
static void write_members(ns_screen *self) {
    const ns_company_tally *company = &self->results->company;
    const ns_scenario *base = self->base;
    if (!ns_screen_splits(self) || !company->runs || base->mediator_count < 2) return;
    ns_screen_begin_line(self);
    uint64_t runs = self->tally->runs;
    long rest = ns_whole_points(ns_paired_difference(&self->results->pairs[self->arm]).value, runs);
    for (uint32_t m = 0; m < base->mediator_count; m++) {
        const ns_member_tally *member = &company->member[m];
        long part =
            ns_whole_points(ns_member_share(company, member->agreed, member->agreed_squares).value, runs);
        ns_buffer_format(&self->text, "%s%s %+ld", m ? ", " : "by mediator: ", base->mediators[m].title,
                         part);
        rest -= part;
    }
    if (rest) ns_buffer_format(&self->text, ", rounding %+ld", rest);
    ns_screen_end_line(self, NS_STYLE_PLAIN, 2, 4);
}

void ns_screen_shares(ns_screen *self) {
    share_columns columns = columns_of(self);
    write_shares(self, &columns);
    write_absent(self, self->arm);
    write_absent(self, self->reference);
    write_held(self, &columns);
    if (self->agreements) write_rounds(self, &columns);
    write_remedies(self);
    write_renege(self);
    write_pairs(self);
    write_members(self);
    write_channels(self);
}
