/* Formulas: values and slopes against C's own arithmetic, faults with their place. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "negsim/formula.h"

static double value(const char *text, double x, double *slope) {
    ns_arena *arena = ns_arena_new();
    ns_formula *formula;
    ns_formula_fault fault;
    cr_assert_eq(ns_formula_parse(&formula, arena, text, strlen(text), &fault), NS_OK, "%s: %s", text,
                 fault.text);
    const double found = ns_formula_value(formula, x, slope);
    ns_arena_free(arena);
    return found;
}

typedef struct known {
    const char *text;
    double value, slope; /* at x = 0.5 */
} known;

Test(formula, values_and_slopes) {
    const double x = 0.5;
    const known rows[] = {{"3", 3, 0},
                          {"x", x, 1},
                          {"1-x-2", 1 - x - 2, -1},
                          {"2x", 2 * x, 2},
                          {"3(1-x)", 3 * (1 - x), -3},
                          {"2x^2", 2 * x * x, 4 * x},
                          {"-x^2", -x * x, -2 * x},
                          {"2^-x", pow(2, -x), -log(2) * pow(2, -x)},
                          {"2^3^x", pow(2, pow(3, x)), log(2) * pow(2, pow(3, x)) * log(3) * pow(3, x)},
                          {"8/4/2", 1, 0},
                          {"1/x", 1 / x, -1 / (x * x)},
                          {" sqrt ( x ) ", sqrt(x), 0.5 / sqrt(x)},
                          {"1-exp(-2x)", 1 - exp(-2 * x), 2 * exp(-2 * x)},
                          {"2exp(x)", 2 * exp(x), 2 * exp(x)},
                          {"1e1x", 10 * x, 10},
                          {"ln(1+x)+log(2)", log(1 + x) + log(2), 1 / (1 + x)},
                          {"abs(x-1)", 0.5, -1},
                          {"--x", x, 1},
                          {"x x", x * x, 2 * x},
                          {"x^0.5*(1-x)^0.3", pow(x, 0.5) * pow(1 - x, 0.3),
                           0.5 * pow(x, -0.5) * pow(1 - x, 0.3) - 0.3 * pow(x, 0.5) * pow(1 - x, -0.7)}};
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        double slope;
        cr_assert_float_eq(value(rows[k].text, x, &slope), rows[k].value, 1e-14, "%s", rows[k].text);
        cr_assert_float_eq(slope, rows[k].slope, 1e-13, "slope of %s", rows[k].text);
    }
}

Test(formula, undefined) {
    cr_assert(isnan(value("sqrt(x)", -1, NULL)));
    cr_assert(isinf(value("1/x", 0, NULL)));
}

typedef struct wrong {
    const char *text;
    size_t at;
} wrong;

Test(formula, faults_have_their_place) {
    const wrong rows[] = {{"", 0},     {"x+", 2},  {"(x", 2},   {"x)", 1},       {"y", 0},     {"sqrt x", 5},
                          {"1..2", 0}, {"012", 0}, {"x*/2", 2}, {"sqrtx(2)", 0}, {"x = 2", 2}, {"2 # 3", 2}};
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        ns_arena *arena = ns_arena_new();
        ns_formula *formula;
        ns_formula_fault fault;
        cr_assert_eq(ns_formula_parse(&formula, arena, rows[k].text, strlen(rows[k].text), &fault),
                     NS_BAD_INPUT, "%s", rows[k].text);
        cr_assert_eq(fault.at, rows[k].at, "'%s' at %zu: %s", rows[k].text, fault.at, fault.text);
        cr_assert_null(formula);
        ns_arena_free(arena);
    }
}

/* Long and deep texts end in a fault or a value, never in a crash. */
Test(formula, limits) {
    const char *pieces[] = {"(", "x^", "-", "2x+", "sqrt(", "x ", "1"};
    for (size_t k = 0; k < sizeof pieces / sizeof *pieces; k++) {
        char text[1200] = "";
        while (strlen(text) + strlen(pieces[k]) + 1 < 990) strcat(text, pieces[k]);
        strcat(text, "x");
        ns_arena *arena = ns_arena_new();
        ns_formula *formula;
        ns_formula_fault fault;
        const ns_status status = ns_formula_parse(&formula, arena, text, strlen(text), &fault);
        if (status == NS_OK) (void)ns_formula_value(formula, 0.5, NULL);
        cr_assert_eq(status, k == 2 || k == 3 || k == 5 ? NS_OK : NS_BAD_INPUT, "%s", pieces[k]);
        cr_assert_eq(ns_formula_parse(&formula, arena, text, 1001, &fault), NS_BAD_INPUT);
        ns_arena_free(arena);
    }
}
