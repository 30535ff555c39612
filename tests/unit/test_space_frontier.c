/* Frontiers of spaces and the solutions on them, against the plain list of all packages. */
#include "random_space.h"

static bool dominates(const listed *a, const listed *b) {
    return a->worth[0] >= b->worth[0] && a->worth[1] >= b->worth[1] &&
           (a->worth[0] > b->worth[0] || a->worth[1] > b->worth[1]);
}

/* Marks the efficient packages, of equals the first; returns how many. */
static uint32_t mark_efficient(const listed *list, uint32_t count, bool *efficient) {
    uint32_t total = 0;
    for (uint32_t k = 0; k < count; k++) {
        efficient[k] = true;
        for (uint32_t j = 0; j < count && efficient[k]; j++) {
            const bool equal = list[j].worth[0] == list[k].worth[0] && list[j].worth[1] == list[k].worth[1];
            efficient[k] = !dominates(&list[j], &list[k]) && !(equal && j < k);
        }
        total += efficient[k];
    }
    return total;
}

static void check_exact(const ns_space_frontier *frontier, const listed *list, uint32_t count,
                        const random_form *form, bool in_order) {
    static bool efficient[RS_PACKAGES];
    cr_assert_eq(ns_space_frontier_size(frontier), mark_efficient(list, count, efficient));
    for (uint32_t f = 0; f < ns_space_frontier_size(frontier); f++) {
        const ns_space_point at = ns_space_frontier_point(frontier, f);
        uint16_t options[NS_SPACE_ISSUES];
        bool found = false;
        ns_space_frontier_options(frontier, f, options);
        for (uint32_t k = 0; k < count && !found; k++) {
            found = list[k].worth[0] == at.first && list[k].worth[1] == at.second &&
                    same_package(options, list[k].options, form->form.issue_count);
            if (found && in_order) cr_assert(efficient[k], "of equals the first");
        }
        cr_assert(found, "point %u is a package of these worths", f);
        if (f == 0) continue;
        const ns_space_point before = ns_space_frontier_point(frontier, f - 1);
        cr_assert(before.first > at.first && before.second < at.second);
    }
}

static double measure_of(ns_space_solution kind, const listed *at, const double *no_deal,
                         const double *ideal) {
    const double a = fmax(0, at->worth[0] - no_deal[0]), b = fmax(0, at->worth[1] - no_deal[1]);
    if (kind == NS_SPACE_NASH) return a * b;
    if (kind == NS_SPACE_EGALITARIAN) return fmin(a, b);
    if (kind == NS_SPACE_UTILITARIAN) return at->worth[0] + at->worth[1];
    return fmin(ideal[0] > 0 ? a / ideal[0] : 1, ideal[1] > 0 ? b / ideal[1] : 1);
}

static void check_solutions(const ns_space_frontier *frontier, const listed *list, uint32_t count) {
    const double no_deal[2] = {rs_number(1) * 0.8, rs_number(1) * 0.8};
    double ideal[2] = {0, 0};
    bool any = false;
    for (uint32_t k = 0; k < count; k++) {
        if (list[k].worth[0] < no_deal[0] || list[k].worth[1] < no_deal[1]) continue;
        any = true;
        for (int p = 0; p < 2; p++) ideal[p] = fmax(ideal[p], list[k].worth[p] - no_deal[p]);
    }
    for (int kind = NS_SPACE_NASH; kind <= NS_SPACE_UTILITARIAN; kind++) {
        double best = -HUGE_VAL;
        for (uint32_t k = 0; k < count; k++)
            if (list[k].worth[0] >= no_deal[0] && list[k].worth[1] >= no_deal[1])
                best = fmax(best, measure_of(kind, &list[k], no_deal, ideal));
        const ns_space_found found = ns_space_solve(frontier, kind, no_deal[0], no_deal[1]);
        if (!any) {
            cr_assert_not(found.found);
            continue;
        }
        if (!found.found) {
            cr_assert_not(found.exact);
            continue;
        }
        cr_assert_leq(found.score, best + 1e-9);
        cr_assert_geq(found.score + found.bound, best - 1e-9, "kind %d: %g within %g is not %g", kind,
                      found.score, found.bound, best);
        if (found.exact) cr_assert_float_eq(found.score, best, 1e-9);
        cr_assert_eq(found.exact, ns_space_frontier_exact(frontier));
    }
}

/* Every package is covered: worth to the first at most bound more than some point, to the second no more. */
static void check_covers(const ns_space_frontier *frontier, const listed *list, uint32_t count) {
    const double bound = ns_space_frontier_bound(frontier);
    for (uint32_t k = 0; k < count; k++) {
        bool covered = false;
        for (uint32_t f = 0; f < ns_space_frontier_size(frontier) && !covered; f++) {
            const ns_space_point at = ns_space_frontier_point(frontier, f);
            covered = at.first + bound + 1e-9 >= list[k].worth[0] && at.second >= list[k].worth[1];
        }
        cr_assert(covered, "package %u is covered within %g", k, bound);
    }
}

static void check_at_least(const ns_space_frontier *frontier, const listed *list, uint32_t count) {
    for (unsigned query = 0; query < 5 && count; query++) {
        const double least = list[rs_below(count)].worth[0] + (rs_below(3) - 1.0) / 3;
        double best = -HUGE_VAL;
        for (uint32_t k = 0; k < count; k++)
            if (list[k].worth[0] >= least) best = fmax(best, list[k].worth[1]);
        const ns_space_found found = ns_space_frontier_at_least(frontier, least);
        if (!found.found) {
            if (found.exact) cr_assert_eq(best, -HUGE_VAL);
            continue;
        }
        cr_assert_geq(found.worth, least);
        cr_assert(found.score <= best && found.score + found.bound >= best - 1e-9);
        if (found.exact) cr_assert_eq(found.score, best);
    }
}

Test(space_frontier, against_the_plain_list, .timeout = 120) {
    static listed list[RS_PACKAGES];
    for (unsigned number = 0; number < 1500; number++) {
        random_form form;
        random_form_make(&form, number % 3, number % 2 ? RS_TIES : 0);
        const uint32_t count = list_packages(&form, list);
        ns_space *space;
        ns_space_frontier *frontier;
        cr_assert_eq(ns_space_new(&space, &form.form, NULL, NULL), NS_OK);
        use_units(list, count, space);
        cr_assert_eq(ns_space_frontier_new(&frontier, space, 0, 1), NS_OK);
        const bool in_order = ns_space_groups(space) == form.form.issue_count;
        ns_space_free(space);
        cr_assert(ns_space_frontier_exact(frontier));
        if (count <= 1000) check_exact(frontier, list, count, &form, in_order);
        check_covers(frontier, list, count);
        check_solutions(frontier, list, count);
        check_at_least(frontier, list, count);
        ns_space_frontier_free(frontier);
    }
}

/* With a small limit the frontier is thinned, and the bound holds. Opposed values, so that it is long. */
Test(space_frontier, thinned_within_its_bound, .timeout = 120) {
    static listed list[RS_PACKAGES];
    unsigned thinned = 0;
    for (unsigned number = 0; number < 300; number++) {
        random_form form;
        random_form_make(&form, 2, 0);
        for (unsigned o = 0; o < RS_ISSUES * RS_OPTIONS; o++)
            form.worth[1][o] = -form.worth[0][o] * (1 + o / RS_OPTIONS / 10.0);
        const uint32_t count = list_packages(&form, list);
        ns_space_settings settings = ns_default_space_settings();
        settings.frontier_points = 64;
        ns_space *space;
        ns_space_frontier *frontier;
        cr_assert_eq(ns_space_new(&space, &form.form, &settings, NULL), NS_OK);
        use_units(list, count, space);
        cr_assert_eq(ns_space_frontier_new(&frontier, space, 0, 1), NS_OK);
        cr_assert_leq(ns_space_frontier_size(frontier), 64);
        thinned += !ns_space_frontier_exact(frontier);
        check_covers(frontier, list, count);
        check_solutions(frontier, list, count);
        check_at_least(frontier, list, count);
        ns_space_frontier_free(frontier);
        ns_space_free(space);
    }
    cr_assert_gt(thinned, 50);
}

/* Two issues by hand: rent and repairs of the first lesson, unit weights written into the worths.
 *   worths of rent: tenants 60, 30, 0, landlord 0, 30, 50; of repairs: tenants 0, 24, 40, landlord 50, 30, 0.
 * No deal 35 and 40: 60/50 (gains 25, 10: product 250, sum 110) and 54/60 (19, 20: product 380, sum 114) are left of the efficient.
 * Ideals 25 and 20: shares min(1, .5) and min(.76, 1). */
Test(space_frontier, by_hand) {
    const uint32_t option_count[2] = {3, 3};
    const double tenants[6] = {60, 30, 0, 0, 24, 40}, landlord[6] = {0, 30, 50, 50, 30, 0};
    ns_space_form form = {
        .party_count = 2, .issue_count = 2, .option_count = option_count, .worth = {tenants, landlord}};
    ns_space *space;
    ns_space_frontier *frontier;
    cr_assert_eq(ns_space_new(&space, &form, NULL, NULL), NS_OK);
    cr_assert_eq(ns_space_frontier_new(&frontier, space, 0, 1), NS_OK);
    const ns_space_found nash = ns_space_solve(frontier, NS_SPACE_NASH, 35, 40),
                         share = ns_space_solve(frontier, NS_SPACE_KALAI_SMORODINSKY, 35, 40),
                         least = ns_space_solve(frontier, NS_SPACE_EGALITARIAN, 35, 40),
                         sum = ns_space_solve(frontier, NS_SPACE_UTILITARIAN, 35, 40),
                         none = ns_space_solve(frontier, NS_SPACE_NASH, 90, 90);
    cr_assert_eq(nash.score, 380);
    cr_assert(nash.options[0] == 1 && nash.options[1] == 1);
    cr_assert_float_eq(share.score, 0.76, 1e-15);
    cr_assert_eq(least.score, 19);
    cr_assert_eq(sum.score, 114);
    cr_assert(!none.found && none.exact);
    ns_space_frontier_free(frontier);
    ns_space_free(space);
}

Test(space_frontier, of_a_score_is_the_offer, .timeout = 60) {
    for (unsigned number = 0; number < 300; number++) {
        random_form form;
        random_form_make(&form, number % 3, number % 2 ? RS_TIES : 0);
        ns_space *space;
        ns_space_frontier *frontier;
        cr_assert_eq(ns_space_new(&space, &form.form, NULL, NULL), NS_OK);
        cr_assert_eq(ns_space_frontier_of_score(&frontier, space, 1, form.score), NS_OK);
        for (unsigned query = 0; query < 10; query++) {
            const double least = rs_below(120);
            const ns_space_found offer = ns_space_offer(space, 1, least, HUGE_VAL, form.score),
                                 step = ns_space_frontier_at_least(frontier, least);
            cr_assert_eq(offer.found, step.found);
            cr_assert_eq(offer.score, step.score);
            cr_assert_eq(offer.worth, step.worth);
        }
        ns_space_frontier_free(frontier);
        ns_space_free(space);
    }
}
