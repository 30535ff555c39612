/* Correlated numbers: what the scenario takes and refuses, and that draws follow. */
#include <criterion/criterion.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "loaded.h"
#include "negsim/instance.h"

#define HEAD                                                                                                 \
    "negsim: 1\n"                                                                                            \
    "name: pair\n"                                                                                           \
    "issues: {price: {options: {low: Low, high: High}}}\n"                                                   \
    "parties:\n"                                                                                             \
    "  a: {no_deal: [10, 50], optimism: [0, 10], issues: {price: {priority: 1, values: [100, 0]}}}\n"        \
    "  b: {no_deal: [20, 60], optimism: 3, issues: {price: {priority: 1, values: [0, 100]}}}\n"

static void refused(const char *correlate, const char *what) {
    char text[2048];
    strcat(strcpy(text, HEAD), correlate);
    loaded self = loaded_text(text);
    cr_assert_null(self.scenario, "%s", correlate);
    cr_assert(strstr(self.faults, what), "%s\nwithout: %s", self.faults, what);
    loaded_free(&self);
}

Test(correlate, faults) {
    refused("correlate: [{of: [parties.a.no_deal, parties.b.no_deel], r: 0.5}]\n", "parties.b.no_deal");
    refused("correlate: [{of: [parties.a.no_deal], r: 0.5}]\n", "of two numbers, not of 1");
    refused("correlate: [{of: [parties.a.no_deal, parties.b.no_deal], r: 1}]\n", "strictly between -1 and 1");
    refused("correlate: [{of: [parties.a.no_deal, parties.b.no_deal], r: 1.5}]\n", "E302");
    refused("correlate: [{of: [parties.a.no_deal, parties.b.no_deal]}]\n", "'r' is missing");
    refused("correlate: [{of: [parties.a.no_deal, parties.a.no_deal], r: 0.5}]\n", "E418");
    refused("correlate: [{of: [parties.a.no_deal, parties.b.no_deal], r: 0.5}, "
            "{of: [parties.b.no_deal, parties.a.no_deal], r: 0.4}]\n",
            "E411");
    refused("correlate:\n"
            "  - {of: [parties.a.no_deal, parties.b.no_deal], r: 0.9}\n"
            "  - {of: [parties.a.no_deal, parties.a.optimism], r: 0.9}\n"
            "  - {of: [parties.b.no_deal, parties.a.optimism], r: -0.9}\n",
            "r must lie between 0.620 and 1.000");
}

Test(correlate, a_number_that_does_not_vary_is_only_warned_of) {
    char text[2048];
    strcat(strcpy(text, HEAD), "correlate: [{of: [parties.a.no_deal, parties.b.optimism], r: 0.5}]\n");
    loaded self = loaded_text(text);
    cr_assert(self.scenario, "%s", self.faults);
    cr_assert_null(self.scenario->copula);
    cr_assert_geq(ns_diagnostics_warnings(self.diagnostics), 1);
    loaded_free(&self);
}

/* The correlation of normal scores is that of the file; the first of the pair keeps its draws, and so does all else. */
Test(correlate, draws_follow, .timeout = 30) {
    enum { DRAWS = 20000 };
    char text[2048];
    strcat(strcpy(text, HEAD), "correlate: [{of: [parties.a.no_deal, parties.b.no_deal], r: -0.6}]\n");
    loaded with = loaded_text(text), without = loaded_text(HEAD);
    cr_assert(with.scenario && without.scenario, "%s", with.faults ? with.faults : "");
    ns_instance a, b;
    cr_assert_eq(ns_instance_init(&a, with.scenario), NS_OK);
    cr_assert_eq(ns_instance_init(&b, without.scenario), NS_OK);
    const uint32_t first = with.scenario->parties[0].no_deal, second = with.scenario->parties[1].no_deal,
                   other = with.scenario->parties[0].optimism;
    double sum = 0, squares[2] = {0}, means[2] = {0};
    for (uint64_t d = 0; d < DRAWS; d++) {
        ns_instance_draw(&a, 1, d, NULL);
        ns_instance_draw(&b, 1, d, NULL);
        cr_assert_eq(a.numbers[first], b.numbers[first]);
        cr_assert_eq(a.numbers[other], b.numbers[other]);
        const double x = a.uniforms[first] - 0.5, y = a.uniforms[second] - 0.5;
        sum += x * y;
        squares[0] += x * x;
        squares[1] += y * y;
        means[0] += x;
        means[1] += y;
    }
    const double spearman = sum / sqrt(squares[0] * squares[1]), pi = acos(-1);
    cr_assert_float_eq(spearman, 6 / pi * asin(-0.3), 0.02);
    cr_assert_float_eq(squares[1] / DRAWS, 1.0 / 12, 0.002, "still uniform");
    cr_assert_float_eq(means[1] / DRAWS, 0, 0.01);
    ns_instance_free(&a);
    ns_instance_free(&b);
    loaded_free(&with);
    loaded_free(&without);
}
