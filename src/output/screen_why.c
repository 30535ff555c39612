/* WHY NOT, and the variants. */
#include <math.h>
#include <string.h>

#include "output/facts.h"
#include "output/names.h"
#include "output/obstacles.h"
#include "output/screen.h"

enum {
    PIVOTS = 3,
    OPTION_LINES = 2,
    RARELY = 20 /* an obstacle alone in fewer than 1 of so many runs is no news */
};

static void write_reasons(ns_screen *self) {
    static const char *const words[NS_REASON_COUNT] = {
        "talks never start",    "broken off", "walk-out", "not ratified at home", NULL,
        "no zone of agreement", "deadline"};
    static const ns_reason order[] = {
        NS_REASON_PRECONDITION_DEADLOCK, NS_REASON_BROKEN_OFF, NS_REASON_WALKOUT,
        NS_REASON_NOT_RATIFIED,          NS_REASON_DEADLINE,   NS_REASON_NO_ZONE};
    uint64_t runs = self->tally->runs;
    bool counts = runs < NS_COUNTS_BELOW;
    size_t shown = 0;
    ns_screen_begin_line(self);
    ns_buffer_add(&self->text, "WHY NOT   ");
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        uint64_t count = self->tally->reasons[order[i]];
        if (!count) continue;
        ns_buffer_format(&self->text, "%s%s", shown++ ? ", " : "", words[order[i]]);
        if (self->results->deterministic) continue;
        ns_buffer_char(&self->text, ' ');
        if (counts)
            ns_buffer_format(&self->text, "%llu", (unsigned long long)count);
        else
            ns_screen_add_share(self, &self->text, count, runs);
    }
    if (shown && counts && !self->results->deterministic)
        ns_buffer_format(&self->text, " of %llu", (unsigned long long)runs);
    if (!shown) ns_buffer_add(&self->text, "all negotiations were signed");
    ns_screen_end_line(self, NS_STYLE_BOLD, 0, 10);
}

/* A cause everywhere says little more than its strongest pair where it opens less than a tenth more. */
static bool says_nothing_new(const ns_obstacle *pivots, size_t count, const ns_obstacle *at) {
    for (size_t i = 0; at->party == NS_NONE && i < count; i++)
        if (pivots[i].cause == at->cause && pivots[i].party != NS_NONE &&
            10 * at->alone < 11 * pivots[i].alone)
            return true;
    return false;
}

static void add_pivots(ns_screen *self, const ns_obstacle *pivots, size_t count) {
    for (size_t i = 0, shown = 0; i < count && shown < PIVOTS; i++) {
        if (says_nothing_new(pivots, count, &pivots[i])) continue;
        if (shown++) ns_buffer_add(&self->text, ", ");
        ns_name_obstacle(&self->text, self->base, pivots[i].cause, pivots[i].party);
        if (self->results->deterministic) continue;
        ns_buffer_char(&self->text, ' ');
        ns_screen_add_share(self, &self->text, pivots[i].alone, self->tally->pivot_draws);
    }
}

static void write_pivots(ns_screen *self) {
    ns_obstacle pivots[NS_MAX_OBSTACLES];
    size_t count = ns_pivots_of(pivots, self->results, self->arm);
    bool rare = self->tally->runs >= NS_COUNTS_BELOW && 100 * self->tally->pivot_draws < self->tally->runs;
    if (!self->tally->pivot_draws || rare) return;
    ns_screen_begin_line(self);
    ns_buffer_add(&self->text, "Nothing reachable");
    if (!self->results->deterministic) {
        ns_buffer_add(&self->text, " in ");
        ns_screen_add_share(self, &self->text, self->tally->runs - self->tally->any_reachable,
                            self->tally->runs);
    }
    ns_buffer_add(&self->text, !count                         ? "; no single obstacle dropped opens anything"
                               : self->results->deterministic ? "; opened if one falls away: "
                                                              : "; of these opened if one falls away: ");
    add_pivots(self, pivots, count);
    ns_buffer_char(&self->text, '.');
    ns_screen_end_line(self, NS_STYLE_PLAIN, 2, 4);
}

/* "Russia's red line in 100%, alone in 64%." */
static void add_obstacle(ns_screen *self, const ns_obstacle *obstacle) {
    ns_name_obstacle(&self->text, self->base, obstacle->cause, obstacle->party);
    if (!self->results->deterministic) {
        ns_buffer_add(&self->text, " in ");
        ns_screen_add_share(self, &self->text, obstacle->blocked, self->tally->runs);
        ns_buffer_add(&self->text, obstacle->alone ? ", alone in " : ", never alone");
        if (obstacle->alone) ns_screen_add_share(self, &self->text, obstacle->alone, self->tally->runs);
    }
    ns_buffer_char(&self->text, '.');
}

/* --- the best alternative ------------------------------------------------------------------------------ */

/* The family beyond those shown that is acceptable most often, shut in most runs, and shut by some obstacle alone now and then. */
static bool best_blocked(const ns_screen *self, const ns_ranking *ranking, uint32_t *family,
                         ns_obstacle *obstacle) {
    size_t bits = NS_SHUT_BITS(self->base->party_count);
    uint32_t most = 0;
    uint64_t covered = 0;
    for (uint32_t k = 0; k < ranking->count; k++) {
        const ns_group_tally *tally = &self->tally->families[ranking->order[k]];
        bool is_shown = k < NS_MAX_SHOWN && 2 * covered < self->agreements;
        covered += tally->agreed;
        bool mostly_open = 2 * (uint64_t)tally->reachable > self->tally->runs;
        if (is_shown || mostly_open || tally->acceptable <= most) continue;
        ns_obstacle list[NS_MAX_OBSTACLES];
        size_t count =
            ns_obstacles_of(list, self->results, self->tally->family_blocks + ranking->order[k] * bits);
        if (!count || list[0].alone * RARELY < self->tally->runs) continue;
        most = tally->acceptable;
        *family = ranking->order[k];
        *obstacle = list[0];
    }
    return most > 0;
}

static void write_alternative(ns_screen *self) {
    ns_ranking ranking;
    uint32_t family = 0;
    ns_obstacle obstacle = {.party = NS_NONE};
    if (!self->tally->families || !self->tally->family_blocks || !self->results->families) return;
    ns_status status = ns_rank_families(&ranking, self->results, self->arm);
    if (status != NS_OK) self->text.status = status;
    if (status == NS_OK && best_blocked(self, &ranking, &family, &obstacle)) {
        const ns_group_tally *tally = &self->tally->families[family];
        ns_screen_begin_line(self);
        ns_buffer_add(&self->text, "Most acceptable alternative, mostly shut: ");
        ns_screen_add_family(self, family);
        if (!self->results->deterministic) {
            ns_buffer_add(&self->text, ". Acceptable ");
            ns_screen_add_share(self, &self->text, tally->acceptable, self->tally->runs);
            ns_buffer_add(&self->text, ", reachable ");
            ns_screen_add_share(self, &self->text, tally->reachable, self->tally->runs);
            ns_buffer_add(&self->text, ", signed ");
            ns_screen_add_share(self, &self->text, tally->agreed, self->tally->runs);
        }
        ns_buffer_add(&self->text, "; shut by ");
        add_obstacle(self, &obstacle);
        ns_screen_end_line(self, NS_STYLE_PLAIN, 2, 4);
    }
    ns_ranking_free(&ranking);
}

/* --- options that are mostly shut ---------------------------------------------------------------------- */

/* The option of an issue that is reachable least; its obstacle that blocks most. false: none blocks in half of the runs. */
static bool most_blocked(const ns_screen *self, const ns_issue *issue, uint32_t *option,
                         ns_obstacle *obstacle) {
    size_t bits = NS_SHUT_BITS(self->base->party_count);
    const ns_group_tally *options = self->tally->options + issue->first_option;
    *option = 0;
    for (uint32_t o = 1; o < issue->option_count; o++)
        if (options[o].reachable < options[*option].reachable) *option = o;
    ns_obstacle list[NS_MAX_OBSTACLES];
    size_t count = ns_obstacles_of(list, self->results,
                                   self->tally->option_blocks + (issue->first_option + *option) * bits),
           most = 0;
    for (size_t i = 1; i < count; i++)
        if (list[i].blocked > list[most].blocked) most = i;
    if (!count || 2 * list[most].blocked < self->tally->runs) return false;
    *obstacle = list[most];
    return true;
}

static void write_options(ns_screen *self) {
    if (!self->tally->options || !self->tally->option_blocks) return;
    unsigned lines = 0;
    for (uint32_t k = 0; k < self->base->headline_count && lines < OPTION_LINES; k++) {
        const ns_issue *issue = &self->base->issues[self->base->headline[k]];
        uint32_t option;
        ns_obstacle obstacle;
        if (!most_blocked(self, issue, &option, &obstacle)) continue;
        ns_screen_begin_line(self);
        ns_screen_add_option(&self->text, issue, option);
        ns_buffer_add(&self->text, ": ");
        add_obstacle(self, &obstacle);
        ns_screen_end_line(self, NS_STYLE_PLAIN, 2, 4);
        lines++;
    }
}

void ns_screen_why_not(ns_screen *self) {
    write_reasons(self);
    write_pivots(self);
    write_alternative(self);
    write_options(self);
}

/* --- variants ------------------------------------------------------------------------------------------ */

enum { SHARE = 12, EFFECT = 11 };

static bool has_reference(const ns_screen *self, size_t arm) {
    return ns_results_reference(self->results, arm) < self->results->arms->count &&
           !self->results->deterministic;
}

/* Of scenarios that follow what is signed. */
static unsigned held_width(const ns_screen *self) { return self->tally->fell_after ? SHARE : 0; }

static void write_variant(ns_screen *self, size_t arm) {
    const ns_arm *row = &self->results->arms->arms[arm];
    const ns_arm_tally *tally = &self->results->tallies[arm];
    ns_screen_begin_line(self);
    ns_buffer_add(&self->text, row->title ? row->title : row->name);
    ns_screen_share_cell(self, ns_agreements(tally), tally->runs, SHARE);
    if (held_width(self)) ns_screen_share_cell(self, tally->held, tally->runs, SHARE);
    if (has_reference(self, arm))
        ns_screen_effect_cell(self, arm, EFFECT);
    else
        ns_screen_cell(self, "", EFFECT);
    ns_screen_end_row(self, NS_STYLE_PLAIN, 2, 4, self->page.width - SHARE - held_width(self) - EFFECT);
}

static void write_variants_heading(ns_screen *self, size_t arm) {
    const ns_arm *row = &self->results->arms->arms[arm];
    ns_screen_begin_line(self);
    ns_buffer_format(&self->text,
                     held_width(self) ? "VARIANTS (%s, one change)" : "VARIANTS (%s with one thing changed)",
                     ns_arm_has_mediator(row) ? "the mediated arm" : "the scenario");
    ns_screen_cell(self, "signed", SHARE);
    if (held_width(self)) ns_screen_cell(self, "in force", SHARE);
    ns_screen_cell(self, has_reference(self, arm) ? "effect" : "", EFFECT);
    ns_screen_end_row(self, NS_STYLE_BOLD, 0, 2, self->page.width - SHARE - held_width(self) - EFFECT);
}

void ns_screen_variants(ns_screen *self) {
    bool any = false;
    for (size_t arm = 0; arm < self->results->arms->count; arm++) {
        if (!self->results->arms->arms[arm].is_variant || arm == self->arm) continue;
        if (!any) write_variants_heading(self, arm);
        any = true;
        write_variant(self, arm);
    }
}
