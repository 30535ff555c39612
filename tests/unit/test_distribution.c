/* Distributions: quantile, share below, support, text, and how they are read. */
#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "negsim/quantity.h"

typedef struct fixture {
    ns_diagnostics *diagnostics;
    ns_document *document;
    ns_distribution d;
    ns_provenance said;
    bool good;
} fixture;

/* Reads what stands for `x`. */
static fixture read_text(const char *number) {
    fixture self = {.diagnostics = ns_diagnostics_new()};
    char text[400];
    snprintf(text, sizeof text, "x: %s\n", number);
    cr_assert_eq(ns_document_load_text(&self.document, "n.yaml", text, strlen(text), self.diagnostics), NS_OK,
                 "%s", number);
    self.good = ns_distribution_read(&self.d, &self.said, ns_node_get(self.document->root, "x"),
                                     self.document->arena, self.diagnostics);
    return self;
}

static void drop(fixture *self) {
    ns_document_free(self->document);
    ns_diagnostics_free(self->diagnostics);
}

static void check_round_trip(const char *number, const char *written) {
    fixture self = read_text(number);
    ns_buffer text = {0}, again = {0};
    cr_assert(self.good, "%s", number);
    ns_distribution_write(&text, &self.d);
    cr_assert_str_eq(text.text, written);
    fixture second = read_text(text.text);
    cr_assert(second.good, "%s", text.text);
    ns_distribution_write(&again, &second.d);
    cr_assert_str_eq(again.text, text.text);
    ns_buffer_free(&text);
    ns_buffer_free(&again);
    drop(&second);
    drop(&self);
}

Test(distribution, every_form_is_read_and_written) {
    check_round_trip("40", "40");
    check_round_trip("-0.5", "-0.5");
    check_round_trip("1e3", "1000");
    check_round_trip("[20, 35]", "[20, 35]");
    check_round_trip("[20, 27, 35]", "[20, 27, 35]");
    check_round_trip("[20, 20, 35]", "[20, 20, 35]");
    check_round_trip("[35, 35]", "35");
    check_round_trip("[35, 35, 35]", "35");
    check_round_trip("80±10", "[70, 80, 90]");
    check_round_trip("80+-10", "[70, 80, 90]");
    check_round_trip("-5±0.5", "[-5.5, -5, -4.5]");
    check_round_trip("80±0", "80");
    check_round_trip("{normal: [40, 5]}", "{normal: [40, 5]}");
    check_round_trip("{lognormal: [0, 0.25]}", "{lognormal: [0, 0.25]}");
    check_round_trip("{beta: [2, 5]}", "{beta: [2, 5]}");
    check_round_trip("{choice: [10, 20, 50]}", "{choice: [10, 20, 50]}");
    check_round_trip("{experts: {AB: [10, 20], CD: {normal: [15, 2]}}}",
                     "{experts: {AB: [10, 20], CD: {normal: [15, 2]}}}");
    check_round_trip("{range: {range: 80±10}}", "[70, 80, 90]");
}

Test(distribution, provenance_goes_with_a_number) {
    fixture self =
        read_text("{range: [20, 27, 35], basis: assumption, source: desk, note: n, by: AB, date: 2025-05}");
    cr_assert(self.good);
    cr_assert_eq(self.d.kind, NS_TRIANGULAR);
    cr_assert_str_eq(self.said.basis, "assumption");
    cr_assert_str_eq(self.said.source, "desk");
    cr_assert_str_eq(self.said.note, "n");
    cr_assert_str_eq(self.said.by, "AB");
    cr_assert_str_eq(self.said.date, "2025-05");
    drop(&self);
    self = read_text("40");
    cr_assert(self.good && !self.said.basis && !self.said.source);
    cr_assert(ns_distribution_is_constant(&self.d));
    drop(&self);
}

static const struct {
    const char *text, *code, *says;
    uint32_t column;
} bad[] = {
    {"yes", "E301", "'yes'", 4},
    {"0x1F", "E301", "hexadecimal", 4},
    {"012", "E301", "leading zeros", 4},
    {"12:30", "E301", "times", 4},
    {".nan", "E301", "'.nan'", 4},
    {"nan", "E301", "'nan'", 4},
    {".inf", "E301", "'.inf'", 4},
    {"-inf", "E301", "'-inf'", 4},
    {"1e999", "E301", "1e999", 4},
    {".5", "E301", "both sides", 4},
    {"5.", "E301", "both sides", 4},
    {"1_000", "E301", "separators", 4},
    {"65%", "E301", "0.65", 4},
    {"'40'", "E301", "quotes", 4},
    {"forty", "E301", "E304", 4},
    {"'forty'", "E301", "E304", 4},
    {"~", "E301", "'~'", 4},
    {"80 ± 10", "E301", "without blanks", 4},
    {"80±-1", "E303", "at least 0", 4},
    {"80±", "E301", "spread", 4},
    {"±10", "E301", "spread", 4},
    {"[]", "E303", "not 0", 4},
    {"[1]", "E303", "not 1", 4},
    {"[1, 2, 3, 4]", "E303", "not 4", 4},
    {"[35, 20]", "E303", "[35, 20] is inverted", 4},
    {"[35, 27, 20]", "E303", "inverted", 4},
    {"[20, 40, 35]", "E303", "mode", 4},
    {"[20, 10, 35]", "E303", "mode", 4},
    {"[20, high]", "E301", "'high'", 9},
    {"[20, [1, 2]]", "E301", "plain number", 9},
    {"{normal: 5}", "E304", "two numbers", 13},
    {"{normal: [5, 0]}", "E304", "above 0", 13},
    {"{normal: [5, -1]}", "E304", "above 0", 13},
    {"{normal: [5, x]}", "E301", "'x'", 17},
    {"{lognormal: [5, 0]}", "E304", "above 0", 16},
    {"{beta: [0, 1]}", "E304", "0.01", 11},
    {"{beta: [1, 1e9]}", "E304", "100000", 11},
    {"{choice: []}", "E304", "list of numbers", 13},
    {"{choice: {a: 1}}", "E304", "list of numbers", 13},
    {"{choice: [1, a]}", "E301", "'a'", 17},
    {"{experts: [1, 2]}", "E304", "from names", 14},
    {"{experts: {}}", "E304", "from names", 14},
    {"{experts: {A: x}}", "E301", "'x'", 18},
    {"{experts: {A: {experts: {B: 1}}}}", "E304", "within", 18},
    {"{}", "E304", "`range`", 4},
    {"{basis: article}", "E304", "`range`", 4},
    {"{range: 1, normal: [1, 2]}", "E304", "one form", 4},
    {"{ranges: [1, 2]}", "E304", "did you mean 'range'", 5},
    {"{range: 1, basis: [a]}", "E202", "text", 22},
};

Test(distribution, what_is_no_number_is_told) {
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        fixture self = read_text(bad[i].text);
        const ns_diagnostic *d = ns_diagnostics_at(self.diagnostics, 0);
        cr_assert(!self.good, "%s", bad[i].text);
        cr_assert_eq(ns_diagnostics_count(self.diagnostics), 1, "%s", bad[i].text);
        cr_assert_str_eq(ns_code_of(d->code)->id, bad[i].code, "%s: %s", bad[i].text, d->text);
        cr_assert(strstr(d->text, bad[i].says) || (d->hint && strstr(d->hint, bad[i].says)), "%s: %s (%s)",
                  bad[i].text, d->text, d->hint);
        cr_assert(d->at.line == 1 && d->at.column == bad[i].column, "%s: column %u", bad[i].text,
                  d->at.column);
        drop(&self);
    }
}

Test(distribution, several_faults_of_one_number_are_all_told) {
    fixture self = read_text("{experts: {A: [3, 2], B: x, C: {beta: [0, 1]}}}");
    cr_assert(!self.good);
    cr_assert_eq(ns_diagnostics_errors(self.diagnostics), 3);
    drop(&self);
}

/* --- values ------------------------------------------------------------------------------------------ */

static double quantile(const char *text, double u) {
    fixture self = read_text(text);
    cr_assert(self.good, "%s", text);
    double x = ns_distribution_quantile(&self.d, u);
    drop(&self);
    return x;
}

static void near(double x, double expected, const char *what) {
    cr_assert(fabs(x - expected) <= 1e-12 * fmax(1, fabs(expected)), "%s: %.17g, not %.17g", what, x,
              expected);
}

Test(distribution, quantiles_by_hand) {
    near(quantile("40", 0.3), 40, "constant");
    near(quantile("[20, 30]", 0.25), 22.5, "uniform");
    /* (x-0)^2 / (10*4) = 0.1 left of the mode; 1 - (10-x)^2 / (10*6) = 0.9 right of it */
    near(quantile("[0, 4, 10]", 0.1), 2, "triangular, left");
    near(quantile("[0, 4, 10]", 0.4), 4, "triangular, mode");
    near(quantile("[0, 4, 10]", 0.9), 10 - sqrt(6), "triangular, right");
    near(quantile("[0, 0, 10]", 0.75), 5, "triangular, mode below");
    near(quantile("[0, 10, 10]", 0.25), 5, "triangular, mode above");
    near(quantile("80±10", 0.5), 80, "spread");
    near(quantile("{normal: [40, 5]}", 0.5), 40, "normal");
    near(quantile("{normal: [40, 5]}", 0.975), 40 + 5 * 1.959963984540054, "normal");
    near(quantile("{lognormal: [1, 0.5]}", 0.5), exp(1), "lognormal");
    near(quantile("{lognormal: [1, 0.5]}", 0.025), exp(1 - 0.5 * 1.959963984540054), "lognormal");
    near(quantile("{beta: [1, 1]}", 0.3), 0.3, "beta, uniform");
    near(quantile("{beta: [2, 1]}", 0.36), 0.6, "beta: F(x) = x^2");
    near(quantile("{beta: [1, 3]}", 0.488), 0.2, "beta: F(x) = 1 - (1-x)^3");
    near(quantile("{beta: [0.5, 0.5]}", 0.25), 0.5 - sqrt(0.5) / 2, "beta: arcsine");
    near(quantile("{choice: [10, 20, 50]}", 0.33), 10, "choice");
    near(quantile("{choice: [10, 20, 50]}", 0.34), 20, "choice");
    near(quantile("{choice: [10, 20, 50]}", 0.999999), 50, "choice");
    ns_distribution exponential = {.kind = NS_EXPONENTIAL};
    near(ns_distribution_quantile(&exponential, 0.5), log(2), "exponential");
}

Test(distribution, a_mixture_inverts_the_mean_of_the_distribution_functions) {
    /* uniform 0..10 and 20..30: half of it each */
    near(quantile("{experts: {A: [0, 10], B: [20, 30]}}", 0.25), 5, "first half");
    near(quantile("{experts: {A: [0, 10], B: [20, 30]}}", 0.75), 25, "second half");
    /* 0..10 and 5..15: on 5..10 the density is 1/10, so F(7.5) = (0.75 + 0.25) / 2 */
    near(quantile("{experts: {A: [0, 10], B: [5, 15]}}", 0.5), 7.5, "overlap");
    /* a constant has a step: u from 0.25 to 0.75 is 5 */
    near(quantile("{experts: {A: [0, 10], B: 5}}", 0.2), 4, "below the step");
    near(quantile("{experts: {A: [0, 10], B: 5}}", 0.26), 5, "on the step");
    near(quantile("{experts: {A: [0, 10], B: 5}}", 0.74), 5, "on the step");
    near(quantile("{experts: {A: [0, 10], B: 5}}", 0.8), 6, "above the step");
    near(quantile("{experts: {A: 1, B: 2, C: 3}}", 0.5), 2, "constants");
    near(quantile("{experts: {A: {normal: [0, 1]}, B: {normal: [0, 1]}}}", 0.975), 1.959963984540054,
         "twice one");
}

static const char *const all[] = {"40",
                                  "[20, 30]",
                                  "[0, 4, 10]",
                                  "[-5, -5, 1]",
                                  "{normal: [40, 5]}",
                                  "{lognormal: [0, 2]}",
                                  "{beta: [0.02, 0.3]}",
                                  "{beta: [0.5, 0.5]}",
                                  "{beta: [3, 20]}",
                                  "{beta: [3000, 20000]}",
                                  "{choice: [3, 1, 2]}",
                                  "{experts: {A: [0, 10], B: 5, C: {normal: [3, 9]}}}"};

Test(distribution, quantile_and_share_below_are_inverse, .timeout = 20) {
    gsl_set_error_handler_off();
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        fixture self = read_text(all[i]);
        double before = -HUGE_VAL, low, high;
        bool sorted = self.d.kind != NS_CHOICE; /* a choice goes in its own order */
        ns_distribution_support(&self.d, &low, &high);
        for (int k = 1; k < 400; k++) {
            double u = k / 400.0, x = ns_distribution_quantile(&self.d, u);
            cr_assert(isfinite(x) && x >= low && x <= high, "%s at %g: %g", all[i], u, x);
            if (sorted) cr_assert(x >= before - 1e-12, "%s at %g: %g after %g", all[i], u, x, before);
            if (sorted && x > 1e-6 && (x < 1 - 1e-6 || x > 1))
                cr_assert(ns_distribution_below(&self.d, x + 1e-9 * (1 + fabs(x))) >= u - 1e-8, "%s at %g",
                          all[i], u);
            before = x;
        }
        cr_assert_eq(ns_distribution_below(&self.d, -1e300), 0);
        cr_assert_eq(ns_distribution_below(&self.d, 1e300), 1);
        drop(&self);
    }
}

Test(distribution, beta_agrees_with_gsl_where_that_converges) {
    gsl_set_error_handler_off();
    static const double shapes[] = {0.3, 0.5, 1, 1.5, 4, 30, 800};
    for (int i = 0; i < 49; i++)
        for (double u = 0.01; u < 1; u += 0.07) {
            ns_distribution d = {.kind = NS_BETA, .a = shapes[i / 7], .b = shapes[i % 7]};
            double expected = gsl_cdf_beta_Pinv(u, d.a, d.b), x = ns_distribution_quantile(&d, u);
            if (!isnan(expected))
                cr_assert(fabs(x - expected) < 1e-9, "beta %g %g at %g: %.12g, %.12g", d.a, d.b, u, x,
                          expected);
        }
}

Test(distribution, extreme_shapes_of_a_beta_raise_no_error, .timeout = 20) {
    /* with GSL's own handler an error would end the process */
    static const double shapes[] = {0.01, 0.1, 1, 1e3, 1e5};
    for (int i = 0; i < 25; i++)
        for (double u = 0x1p-53; u < 1; u = u < 0.01 ? u * 7 : u + 0.0173) {
            ns_distribution d = {.kind = NS_BETA, .a = shapes[i / 5], .b = shapes[i % 5]};
            double x = ns_distribution_quantile(&d, u);
            cr_assert(x >= 0 && x <= 1, "beta %g %g at %g: %g", d.a, d.b, u, x);
        }
}

Test(distribution, support) {
    static const struct {
        const char *text;
        double low, high;
    } rows[] = {{"4", 4, 4},
                {"[2, 3]", 2, 3},
                {"[2, 2.5, 3]", 2, 3},
                {"{normal: [0, 1]}", -HUGE_VAL, HUGE_VAL},
                {"{lognormal: [0, 1]}", 0, HUGE_VAL},
                {"{beta: [2, 2]}", 0, 1},
                {"{choice: [5, -2, 3]}", -2, 5},
                {"{experts: {A: [1, 2], B: [-1, 0]}}", -1, 2},
                {"{experts: {A: [1, 2], B: {lognormal: [0, 1]}}}", 0, HUGE_VAL}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fixture self = read_text(rows[i].text);
        double low, high;
        ns_distribution_support(&self.d, &low, &high);
        cr_assert(low == rows[i].low && high == rows[i].high, "%s: %g..%g", rows[i].text, low, high);
        drop(&self);
    }
}

Test(distribution, below_by_hand) {
    fixture self = read_text("[0, 4, 10]");
    near(ns_distribution_below(&self.d, 2), 0.1, "triangular");
    near(ns_distribution_below(&self.d, 4), 0.4, "triangular");
    near(ns_distribution_below(&self.d, 10 - sqrt(6)), 0.9, "triangular");
    drop(&self);
    self = read_text("{choice: [10, 20, 50]}");
    cr_assert_eq(ns_distribution_below(&self.d, 9.9), 0);
    near(ns_distribution_below(&self.d, 20), 2 / 3.0, "choice");
    drop(&self);
    self = read_text("5");
    cr_assert_eq(ns_distribution_below(&self.d, 5), 1);
    cr_assert_eq(ns_distribution_below(&self.d, 4.999), 0);
    drop(&self);
    ns_quantity quantity = {.distribution = {.kind = NS_NORMAL, .a = 0, .b = 1}, .lowest = -1, .highest = 2};
    cr_assert_eq(ns_quantity_value(&quantity, 0.001), -1, "clipped");
    cr_assert_eq(ns_quantity_value(&quantity, 0.999), 2, "clipped");
    cr_assert_eq(ns_quantity_value(&quantity, 0.5), 0);
}
