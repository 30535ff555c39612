/* Frontier and Nash point against a plain scan for dominance: two and more parties, shared and redrawn, with masks and links, and spaces
 * large enough that the issues' staircases are merged. */
#include <criterion/criterion.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "generator.h"
#include "loaded.h"
#include "negsim/solution.h"

static bool in_domain(const ns_instance *at, uint32_t x) {
    const ns_scenario *s = at->scenario;
    if (!ns_shut_admissible(at->shut[x], ns_shut_red_lines(s->party_count))) return false;
    for (uint32_t p = 0; p < s->party_count; p++)
        if (at->utility[p][x] + s->slack < at->numbers[s->parties[p].no_deal]) return false;
    return true;
}

/* As good for all and better for one, or the same for all with a lower number. */
static bool beats(const ns_instance *at, uint32_t x, uint32_t y) {
    bool better = false;
    for (uint32_t p = 0; p < at->scenario->party_count; p++) {
        if (at->utility[p][x] < at->utility[p][y]) return false;
        better |= at->utility[p][x] > at->utility[p][y];
    }
    return better || x < y;
}

static double product(const ns_instance *at, uint32_t x) {
    double out = 1;
    for (uint32_t p = 0; p < at->scenario->party_count; p++)
        out *= fmax(0, at->utility[p][x] - at->numbers[at->scenario->parties[p].no_deal]);
    return out;
}

static double squared(const ns_instance *at, uint32_t x, uint32_t y) {
    double sum = 0;
    for (uint32_t p = 0; p < at->scenario->party_count; p++)
        sum += (at->utility[p][x] - at->utility[p][y]) * (at->utility[p][x] - at->utility[p][y]);
    return sum;
}

/* The frontier's packages in rank order; their number. */
static uint32_t plain(const ns_instance *at, uint32_t *out) {
    const uint32_t n = at->scenario->package_count;
    uint32_t *domain = malloc(n * sizeof *domain), count = 0, found = 0;
    for (uint32_t x = 0; x < n; x++)
        if (in_domain(at, x)) domain[count++] = x;
    for (uint32_t k = 0; k < count; k++) {
        bool out_of_it = false;
        for (uint32_t j = 0; j < count && !out_of_it; j++)
            out_of_it = j != k && beats(at, domain[j], domain[k]);
        if (!out_of_it) out[found++] = domain[k];
    }
    free(domain);
    return found;
}

static void compare(const ns_frontier *frontier, const ns_instance *at) {
    uint32_t *wanted = malloc((at->scenario->package_count + (size_t)1) * sizeof *wanted), nash = NS_NONE;
    const uint32_t count = plain(at, wanted);
    cr_assert_eq(ns_frontier_size(frontier), count);
    for (uint32_t k = 0; k < count; k++) {
        bool found = false;
        for (uint32_t f = 0; f < count; f++) found |= ns_frontier_package(frontier, f) == wanted[k];
        cr_assert(found, "package %u of %u", wanted[k], at->scenario->package_count);
        cr_assert(ns_frontier_contains(frontier, at, wanted[k]));
        if (nash == NS_NONE || product(at, wanted[k]) > product(at, nash)) nash = wanted[k];
    }
    cr_assert_eq(ns_frontier_nash(frontier), nash);
    cr_assert_eq(ns_frontier_package(frontier, count), NS_NONE);
    for (uint32_t x = 0; x < at->scenario->package_count; x += 1 + at->scenario->package_count / 7) {
        double least = HUGE_VAL;
        for (uint32_t k = 0; k < count; k++) least = fmin(least, squared(at, x, wanted[k]));
        const double got = ns_frontier_distance(frontier, at, x),
                     to_nash = ns_frontier_distance_nash(frontier, at, x);
        cr_assert(count ? got == sqrt(least) : isnan(got));
        cr_assert(count ? to_nash == sqrt(squared(at, x, nash)) : isnan(to_nash));
    }
    free(wanted);
}

static void check(const char *text, unsigned draws) {
    loaded file = loaded_text(text);
    cr_assert(file.scenario, "%s\n%s", text, file.faults);
    ns_instance instance;
    ns_frontier *frontier = ns_frontier_new(file.scenario);
    cr_assert_eq(ns_instance_init(&instance, file.scenario), NS_OK);
    for (unsigned d = 0; d < draws; d++) {
        ns_instance_draw(&instance, 1, d, NULL);
        ns_frontier_compute(frontier, &instance);
        compare(frontier, &instance);
    }
    ns_frontier_free(frontier);
    ns_instance_free(&instance);
    loaded_free(&file);
}

Test(solution, generated_scenarios, .timeout = 60) {
    for (uint64_t seed = 1; seed <= 150; seed++) {
        char *text = gen_scenario(seed, 0);
        check(text, 3);
        free(text);
    }
}

/* Two parties, five issues of four options (1,024 packages): the merged staircases. */
static const char *second_party = ""; /* keys of the second party */
static const char *second_issue = ""; /* keys of its first issue */

static void large(char *text, size_t room, bool redrawn, const char *more) {
    size_t at = (size_t)snprintf(text, room, "negsim: 1\nname: t\nissues:\n");
    for (int i = 0; i < 5; i++)
        at += (size_t)snprintf(text + at, room - at, "  i%d: {options: {a: A, b: B, c: C, d: D}}\n", i);
    at += (size_t)snprintf(text + at, room - at, "%sparties:\n", more);
    for (int p = 0; p < 2; p++) {
        at += (size_t)snprintf(text + at, room - at, "  p%d:\n%s    no_deal: [20, 60]\n    issues:\n", p,
                               p ? second_party : "");
        for (int i = 0; i < 5; i++)
            at += (size_t)snprintf(text + at, room - at,
                                   "      i%d: {priority: %d, values: [%d%s, %d, %d, %d]%s}\n", i,
                                   p ? 3 * i + 1 : 14 - 2 * i, p ? 90 : 0, redrawn ? "±8" : "", p ? 70 : 30,
                                   p ? 30 : 60, p ? 0 : 100, p && i == 0 ? second_issue : "");
    }
}

Test(solution, merged_issues, .timeout = 60) {
    static char text[8192];
    large(text, sizeof text, true, "");
    check(text, 6);
    large(text, sizeof text, false, "");
    check(text, 6);
    large(text, sizeof text, false, "rules: [{name: r, forbid: {i0: a, i3: [b, c]}}]\n");
    check(text, 4);
    large(text, sizeof text, true, "rules: [{name: r, forbid: {i0: a, i3: [b, c]}}]\n");
    check(text, 3);
}

/* Links, the cap, and masks that come and go leave no plain sums: also in spaces where plain ones are merged. */
Test(solution, large_spaces_that_are_not_plain, .timeout = 60) {
    static char text[8192];
    second_party = "    links: [{name: l, when: {i0: a, i1: [b, c]}, add: 15}]\n";
    large(text, sizeof text, false, "");
    check(text, 3);
    large(text, sizeof text, true, "");
    check(text, 3);
    second_party = "";
    large(text, sizeof text, false, "scale: {full: 70, cap: true}\n");
    for (char *c = strstr(text, "100"); c; c = strstr(c, "100")) memcpy(c, " 70", 3);
    for (char *c = strstr(text, "90"); c; c = strstr(c, "90")) memcpy(c, "70", 2);
    check(text, 3);
    second_issue = ", red_lines: {b: 0.5}";
    large(text, sizeof text, false, "");
    check(text, 8);
    large(text, sizeof text, true, "");
    check(text, 6);
    second_issue = "";
}

Test(solution, contains_is_not_all) {
    const char *text = "negsim: 1\nname: t\nissues: {p: {options: {o: O, r: R, s: S}}}\nparties:\n"
                       "  a: {issues: {p: {priority: 1, values: [100, 40, 100]}}}\n"
                       "  b: {issues: {p: {priority: 1, values: [50, 20, 50]}}}\n";
    loaded file = loaded_text(text);
    ns_instance instance;
    ns_frontier *frontier = ns_frontier_new(file.scenario);
    cr_assert_eq(ns_instance_init(&instance, file.scenario), NS_OK);
    ns_instance_draw(&instance, 1, 0, NULL);
    ns_frontier_compute(frontier, &instance);
    cr_assert_eq(ns_frontier_size(frontier), 1);
    cr_assert(ns_frontier_contains(frontier, &instance, 0));
    cr_assert_not(ns_frontier_contains(frontier, &instance, 1), "dominated");
    cr_assert(ns_frontier_contains(frontier, &instance, 2), "the same values under a higher number");
    ns_frontier_free(frontier);
    ns_instance_free(&instance);
    loaded_free(&file);
}

Test(solution, nothing_is_worth_no_deal) {
    check("negsim: 1\nname: t\nissues: {p: {options: {o: O, r: R}}}\nparties:\n"
          "  a: {no_deal: 90, issues: {p: {priority: 1, values: [100, 0]}}}\n"
          "  b: {no_deal: 90, issues: {p: {priority: 1, values: [0, 100]}}}\n",
          1);
}

/* At the edge of the slack a package counts, and its gain as none. */
Test(solution, slack_at_no_deal) {
    check("negsim: 1\nname: t\nissues: {p: {options: {o: O, r: R, s: S}}}\nparties:\n"
          "  a: {no_deal: 50.00000005, issues: {p: {priority: 1, values: [100, 50, 0]}}}\n"
          "  b: {no_deal: 50.00000005, issues: {p: {priority: 1, values: [0, 50, 100]}}}\n",
          1);
}
