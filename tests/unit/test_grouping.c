/* Families and options: which packages belong together, and what is said of them, against a plain count. */
#include <criterion/criterion.h>

#include <stdlib.h>
#include <string.h>

#include "loaded.h"

static const char text[] = "negsim: 1\nname: t\n"
                           "issues: {p: {options: {a: A, b: B, c: C}}, q: {options: {x: X, y: Y}}, r: "
                           "{options: {k: K, l: L, m: M, n: "
                           "N}}}\n"
                           "headline: [p, r]\n"
                           "parties:\n"
                           "  a: {issues: {p: {priority: 1, values: [0, 50, 100]}, q: {priority: 1, values: "
                           "[0, 100]}, r: {priority: "
                           "1, values: [0, 30, 60, 100]}}}\n"
                           "  b: {issues: {p: {priority: 1, values: [0, 50, 100]}, q: {priority: 1, values: "
                           "[0, 100]}, r: {priority: "
                           "1, values: [0, 30, 60, 100]}}}\n";

typedef bool (*member)(const ns_scenario *s, uint32_t group, uint32_t package);

static bool in_family(const ns_scenario *s, uint32_t group, uint32_t package) {
    return group == ns_option_of(s, 0, package) * 4 + ns_option_of(s, 2, package);
}

static bool in_option(const ns_scenario *s, uint32_t group, uint32_t package) {
    for (uint32_t i = 0; i < s->issue_count; i++)
        if (group == s->issues[i].first_option + ns_option_of(s, i, package)) return true;
    return false;
}

/* By the definitions, package after package. */
static ns_group_facts plain(const ns_scenario *s, const ns_shut *shut, uint32_t group, member is_member) {
    ns_group_facts out = {.all = ~(ns_shut)0};
    ns_shut all = ~(ns_shut)0;
    for (uint32_t x = 0; x < s->package_count; x++) {
        if (!is_member(s, group, x)) continue;
        const bool feasible = (shut[x] & NS_SHUT_INFEASIBLE) == 0;
        const bool admissible = feasible && ns_shut_admissible(shut[x], ns_shut_red_lines(2));
        all &= shut[x];
        if (feasible) out.all &= shut[x];
        if (shut[x] && (shut[x] & (shut[x] - 1)) == 0) out.alone |= shut[x];
        out.feasible |= feasible;
        out.admissible |= admissible;
        out.acceptable |= admissible && (shut[x] & ns_shut_no_deals(2)) == 0;
        out.reachable |= shut[x] == 0;
    }
    if (!out.feasible) out.all = all;
    return out;
}

static void compare(const ns_group_facts *got, const ns_group_facts *wanted, uint32_t group) {
    cr_assert(got->all == wanted->all && got->alone == wanted->alone, "group %u: %llx %llx", group,
              (unsigned long long)got->all, (unsigned long long)got->alone);
    cr_assert(got->reachable == wanted->reachable && got->acceptable == wanted->acceptable &&
                  got->admissible == wanted->admissible && got->feasible == wanted->feasible,
              "group %u", group);
}

static const ns_consent both = {.unanimous = true, .everybody = 3};

Test(grouping, facts_by_their_definitions, .timeout = 30) {
    loaded file = loaded_text(text);
    cr_assert(file.scenario, "%s", file.faults);
    const ns_scenario *s = file.scenario;
    ns_grouping *families, *options;
    cr_assert_eq(ns_grouping_families(&families, s), NS_OK);
    cr_assert_eq(ns_grouping_options(&options, s), NS_OK);
    cr_assert_eq(ns_grouping_count(families), 12);
    cr_assert_eq(ns_grouping_count(options), 9);
    uint64_t state = 3;
    for (int trial = 0; trial < 300; trial++) {
        ns_shut shut[24];
        ns_group_facts got[2][12];
        for (int x = 0; x < 24; x++) {
            shut[x] = 0;
            for (unsigned bit = 0; bit < NS_SHUT_BITS(2); bit++) {
                state = state * 6364136223846793005u + 1442695040888963407u;
                if ((state >> 33) % 12 < (unsigned)(trial % 5)) shut[x] |= (ns_shut)1 << bit;
            }
        }
        ns_grouping_reduce_both(families, options, &both, shut, got[0], got[1]);
        for (uint32_t g = 0; g < 12; g++) {
            const ns_group_facts wanted = plain(s, shut, g, in_family);
            compare(&got[0][g], &wanted, g);
        }
        for (uint32_t g = 0; g < 9; g++) {
            const ns_group_facts wanted = plain(s, shut, g, in_option);
            compare(&got[1][g], &wanted, g);
        }
    }
    ns_grouping_free(families);
    ns_grouping_free(options);
    ns_grouping_free(NULL);
    loaded_free(&file);
}

/* Headline issues need not end with the innermost one: then a family's packages come in runs. */
Test(grouping, families_in_runs) {
    char other[1024];
    strcpy(other, text);
    memcpy(strstr(other, "[p, r]"), "[p]   ", 6);
    loaded file = loaded_text(other);
    cr_assert(file.scenario, "%s", file.faults);
    ns_grouping *families;
    ns_group_facts facts[3];
    ns_shut shut[24];
    for (int x = 0; x < 24; x++) shut[x] = NS_SHUT_OF(NS_CAUSE_RED_LINE, x % 2);
    shut[13] = 0;
    cr_assert_eq(ns_grouping_families(&families, file.scenario), NS_OK);
    ns_grouping_reduce(families, &both, shut, facts);
    cr_assert(!facts[0].reachable && facts[1].reachable && !facts[2].reachable,
              "package 13 is of the second option");
    cr_assert_eq(facts[0].all, 0);
    cr_assert_eq(facts[0].alone, NS_SHUT_OF(NS_CAUSE_RED_LINE, 0) | NS_SHUT_OF(NS_CAUSE_RED_LINE, 1));
    ns_grouping_free(families);
    loaded_free(&file);
}

Test(grouping, a_family_and_its_options) {
    loaded file = loaded_text(text);
    ns_grouping *families;
    cr_assert_eq(ns_grouping_families(&families, file.scenario), NS_OK);
    for (uint32_t x = 0; x < file.scenario->package_count; x++) {
        const uint32_t family = ns_grouping_family_of(families, x);
        cr_assert(in_family(file.scenario, family, x));
        cr_assert_eq(ns_grouping_family_option(families, family, 0), ns_option_of(file.scenario, 0, x));
        cr_assert_eq(ns_grouping_family_option(families, family, 1), ns_option_of(file.scenario, 2, x));
    }
    ns_grouping_free(families);
    loaded_free(&file);
}
