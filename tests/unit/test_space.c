/* Spaces: every answer on thousands of small random spaces against the plain list of their packages. */
#include "random_space.h"

enum { TRIALS = 1500 };

typedef struct trial {
    random_form form;
    listed list[RS_PACKAGES];
    uint32_t count;
    ns_space *space;
    bool whole; /* worths and scores are whole numbers */
    bool grid;  /* half tables are not allowed */
} trial;

/* Without ties between issues the space's order is the list's. */
static trial *trial_new(unsigned number, unsigned ties) {
    trial *self = calloc(1, sizeof *self);
    ns_space_settings settings = ns_default_space_settings();
    random_form_make(&self->form, number % 3, ties);
    self->whole = number % 3 == 0;
    self->grid = number % 2;
    if (self->grid) {
        settings.half_cells = 0;
        settings.levels = number % 4 == 1 ? 256 : 65536;
        settings.count_levels = settings.levels;
    }
    self->count = list_packages(&self->form, self->list);
    cr_assert_eq(ns_space_new(&self->space, &self->form.form, &settings, NULL), NS_OK);
    use_units(self->list, self->count, self->space);
    return self;
}

static void trial_free(trial *self) {
    ns_space_free(self->space);
    free(self);
}

/* A target that is often a package's worth, and now and then beyond all. */
static double some_target(const trial *self, unsigned party) {
    if (self->count == 0 || rs_below(8) == 0) return (double)rs_below(400) - 100;
    const double worth = self->list[rs_below(self->count)].worth[party];
    return rs_below(2) ? worth : worth + (rs_below(2001) - 1000.0) / 300;
}

/* Does an answer stand for the best of the list? value: what was sought, larger is better. */
static void check_best(const trial *self, const ns_space_found *found, bool any, double best, double value,
                       const char *what) {
    if (!any) {
        cr_assert_not(found->found, "%s found nothing there is", what);
        return;
    }
    if (!found->found) {
        cr_assert_not(found->exact, "%s overlooked something", what);
        cr_assert(self->grid);
        return;
    }
    cr_assert_leq(value, best + 1e-9, "%s: %.17g, but %.17g is best", what, value, best);
    cr_assert_geq(value + found->bound, best - 1e-9, "%s: %.17g within %g, but %.17g is best", what, value,
                  found->bound, best);
    if (found->exact) {
        cr_assert_eq(found->bound, 0);
        cr_assert_float_eq(value, best, 1e-10, "%s: %.17g is not %.17g", what, value, best);
    }
    if (!self->grid) cr_assert(found->exact, "half tables are exact");
    cr_assert(ns_space_holds(self->space, found->options));
}

static void check_band(trial *self, unsigned p, double least, double most) {
    bool any = false;
    double low = HUGE_VAL, high = -HUGE_VAL;
    uint32_t inside = 0, first_low = 0, first_high = 0;
    for (uint32_t k = 0; k < self->count; k++) {
        const double worth = self->list[k].worth[p];
        if (worth < least || worth > most) continue;
        any = true;
        inside++;
        if (worth < low) low = worth, first_low = k;
        if (worth > high) high = worth, first_high = k;
    }
    const ns_space_found lowest = ns_space_lowest(self->space, p, least, most),
                         highest = ns_space_highest(self->space, p, least, most);
    check_best(self, &lowest, any, -low, -lowest.worth, "lowest");
    check_best(self, &highest, any, high, highest.worth, "highest");
    const uint32_t issues = self->form.form.issue_count;
    if (any && !self->grid && ns_space_groups(self->space) == issues) {
        cr_assert(same_package(lowest.options, self->list[first_low].options, issues), "ties: the first");
        cr_assert(same_package(highest.options, self->list[first_high].options, issues), "ties: the first");
    }
    const ns_space_total total = ns_space_count(self->space, p, least, most);
    cr_assert(total.least <= inside && inside <= total.most, "%g..%g, but %u", total.least, total.most,
              inside);
    cr_assert_eq(total.exact, total.least == total.most);
    if (!self->grid) cr_assert(total.exact);
    const ns_space_found pick = ns_space_pick(self->space, p, least, most, rs_below(1000) / 1000.0);
    if (pick.found)
        cr_assert(pick.worth >= least && pick.worth <= most && ns_space_holds(self->space, pick.options));
    if (!self->grid) cr_assert_eq(pick.found, any);
    if (!any) cr_assert_not(pick.found);
}

static void check_nearest(trial *self, unsigned p, double least, double target) {
    double best = HUGE_VAL;
    for (uint32_t k = 0; k < self->count; k++)
        if (self->list[k].worth[p] >= least) best = fmin(best, fabs(self->list[k].worth[p] - target));
    const ns_space_found found = ns_space_nearest(self->space, p, least, target);
    check_best(self, &found, best < HUGE_VAL, -best, -found.score, "nearest");
    if (found.found) cr_assert_geq(found.worth, least);
}

/* Of equal scores the largest worth, then the first. */
static bool is_better_offer(const listed *a, const listed *b, unsigned p) {
    return a->score != b->score ? a->score > b->score : a->worth[p] > b->worth[p];
}

static void check_offer(trial *self, unsigned p, double least, double most) {
    const listed *best = NULL;
    for (uint32_t k = 0; k < self->count; k++) {
        const listed *at = &self->list[k];
        if (at->worth[p] < least || at->worth[p] > most) continue;
        if (!best || is_better_offer(at, best, p)) best = at;
    }
    const ns_space_found found = ns_space_offer(self->space, p, least, most, self->form.score);
    check_best(self, &found, best != NULL, best ? best->score : 0, found.score, "offer");
    cr_assert(found.exact, "the search ends in small spaces");
    if (!found.found) return;
    cr_assert(found.worth >= least && found.worth <= most);
    const uint32_t issues = self->form.form.issue_count;
    if (self->whole && ns_space_groups(self->space) == issues)
        cr_assert(same_package(found.options, best->options, issues), "ties have their rule");
}

static void check_trial(unsigned number, unsigned ties) {
    trial *self = trial_new(number, ties);
    cr_assert_eq(ns_space_size(self->space), self->count);
    for (unsigned query = 0; query < 6; query++) {
        const unsigned p = rs_below(2);
        const double least = some_target(self, p);
        const double most = query % 2 ? least + rs_below(30) : HUGE_VAL;
        check_band(self, p, least, most);
        check_nearest(self, p, least, some_target(self, p));
        check_offer(self, p, least, most);
    }
    trial_free(self);
}

Test(space, against_the_plain_list, .timeout = 120) {
    for (unsigned number = 0; number < TRIALS; number++) check_trial(number, 0);
}

Test(space, with_rules_links_and_closed_options, .timeout = 120) {
    for (unsigned number = 0; number < TRIALS; number++) check_trial(number, RS_TIES);
}

/* After the best every package follows once, by falling worth, of equals in order. */
Test(space, after_walks_through_all, .timeout = 120) {
    for (unsigned number = 0; number < 200; number += 2) {
        trial *self = trial_new(number, 0);
        ns_space_found at = ns_space_after(self->space, 0, -HUGE_VAL, NULL);
        uint32_t seen = 0;
        while (at.found && seen <= self->count && self->count <= 300) {
            const ns_space_found next = ns_space_after(self->space, 0, -HUGE_VAL, at.options);
            seen++;
            cr_assert(next.exact);
            if (!next.found) break;
            cr_assert_leq(next.worth, at.worth);
            if (next.worth == at.worth) {
                const uint32_t issues = self->form.form.issue_count;
                uint32_t i = 0;
                while (i < issues && at.options[i] == next.options[i]) i++;
                cr_assert(i < issues && at.options[i] < next.options[i], "equals in order");
            }
            at = next;
        }
        if (self->count <= 300) cr_assert_eq(seen, self->count);
        trial_free(self);
    }
}

/* With half tables the pick of u is number floor(u * count) in order. */
Test(space, picks_are_numbered, .timeout = 60) {
    for (unsigned number = 0; number < 400; number += 2) {
        trial *self = trial_new(number, 0);
        const double least = some_target(self, 1), most = least + 20, u = rs_below(4096) / 4096.0;
        uint32_t inside[RS_PACKAGES], count = 0;
        for (uint32_t k = 0; k < self->count; k++)
            if (self->list[k].worth[1] >= least && self->list[k].worth[1] <= most) inside[count++] = k;
        const ns_space_found pick = ns_space_pick(self->space, 1, least, most, u);
        cr_assert_eq(pick.found, count > 0);
        if (count > 0)
            cr_assert(same_package(pick.options, self->list[inside[(uint32_t)(u * count)]].options,
                                   self->form.form.issue_count));
        trial_free(self);
    }
}

/* Grid picks: every package of the band comes up about as often as any other (chi-square far below what a skew would give). */
Test(space, picks_by_counts_are_even, .timeout = 60) {
    enum { DRAWS = 20000 };
    trial *self;
    uint32_t inside = 0;
    unsigned number = 5;
    for (;; number += 6) {
        self = trial_new(number, 0);
        inside = 0;
        for (uint32_t k = 0; k < self->count; k++)
            inside += self->list[k].worth[0] >= 20 && self->list[k].worth[0] <= 60;
        if (inside >= 20 && inside <= 60) break;
        trial_free(self);
    }
    uint32_t *seen = calloc(self->count, sizeof *seen);
    for (unsigned draw = 0; draw < DRAWS; draw++) {
        const ns_space_found pick = ns_space_pick(self->space, 0, 20, 60, (draw + 0.5) / DRAWS);
        cr_assert(pick.found);
        for (uint32_t k = 0; k < self->count; k++)
            seen[k] += same_package(pick.options, self->list[k].options, self->form.form.issue_count);
    }
    double chi = 0, expected = (double)DRAWS / inside;
    for (uint32_t k = 0; k < self->count; k++)
        if (self->list[k].worth[0] >= 20 && self->list[k].worth[0] <= 60)
            chi += (seen[k] - expected) * (seen[k] - expected) / expected;
    const double freedom = inside - 1;
    cr_assert_lt(chi, freedom + 5 * sqrt(2 * freedom), "chi-square %g on %g", chi, freedom);
    free(seen);
    trial_free(self);
}

Test(space, best_and_worst, .timeout = 60) {
    for (unsigned number = 0; number < 300; number++) {
        trial *self = trial_new(number, number % 2 ? RS_TIES : 0);
        for (unsigned p = 0; p < 2; p++) {
            double low = HUGE_VAL, high = -HUGE_VAL;
            for (uint32_t k = 0; k < self->count; k++) {
                low = fmin(low, self->list[k].worth[p]);
                high = fmax(high, self->list[k].worth[p]);
            }
            const ns_space_found best = ns_space_best(self->space, p), worst = ns_space_worst(self->space, p);
            cr_assert_eq(best.found, self->count > 0);
            cr_assert(best.exact && worst.exact);
            if (!self->count) continue;
            cr_assert_eq(best.worth, high);
            cr_assert_eq(worst.worth, low);
        }
        trial_free(self);
    }
}

Test(space, refuses_what_it_cannot_list) {
    enum { ISSUES = 12, OPTIONS = 10 };
    uint32_t option_count[ISSUES];
    double worth[ISSUES * OPTIONS];
    static const uint8_t allowed[OPTIONS] = {1};
    ns_side sides[ISSUES];
    for (uint32_t i = 0; i < ISSUES; i++) option_count[i] = OPTIONS, sides[i] = (ns_side){i, allowed};
    for (uint32_t o = 0; o < ISSUES * OPTIONS; o++) worth[o] = o % 7;
    ns_rule rule = {.name = "all_or_nothing", .forbid = true, .when = {.side_count = ISSUES, .sides = sides}};
    ns_space_form form = {.party_count = 1,
                          .issue_count = ISSUES,
                          .option_count = option_count,
                          .worth = {worth},
                          .rules = &rule,
                          .rule_count = 1};
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    ns_space *space;
    cr_assert_eq(ns_space_new(&space, &form, NULL, diagnostics), NS_TOO_LARGE);
    cr_assert_null(space);
    cr_assert_eq(ns_diagnostics_errors(diagnostics), 1);
    cr_assert(strstr(ns_diagnostics_at(diagnostics, 0)->text, "'all_or_nothing'"));
    rule.when.side_count = 4; /* 10^4 combinations */
    cr_assert_eq(ns_space_new(&space, &form, NULL, diagnostics), NS_OK);
    cr_assert_eq(ns_space_groups(space), ISSUES - 3);
    cr_assert_eq(ns_space_size(space), 1e12 - 1e8, "the first options of four issues never come together");
    ns_space_free(space);
    worth[3] = NAN;
    cr_assert_eq(ns_space_new(&space, &form, NULL, NULL), NS_BAD_USAGE);
    ns_diagnostics_free(diagnostics);
}
