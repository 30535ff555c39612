/* solutions.csv, frontier.csv, and the screen of `negsim solve`. */
#include "negsim/solve_output.h"

#include <math.h>

#include "output/csv.h"
#include "output/names.h"
#include "output/page.h"

enum { WIDTH = 80, LEFT = 42, CELL = 18, FRONTIER_SHOWN = 12 };

/* --- tables -------------------------------------------------------------------------------------------------------- */

static double quantile(const double *sorted, uint64_t count, double share) {
    if (count == 0) return NAN;
    const double at = share * (double)(count - 1), low = floor(at);
    const uint64_t k = (uint64_t)low;
    return k + 1 < count ? sorted[k] + (at - low) * (sorted[k + 1] - sorted[k]) : sorted[k];
}

static void put_solution(ns_csv *csv, const ns_solve_results *self, int kind) {
    const ns_solved_draws *one = &self->of[kind];
    const uint32_t parties = self->scenario->party_count;
    char name[NS_PACKAGE_TEXT];
    ns_csv_text(csv, ns_solution_table[kind].name);
    if (one->package == NS_NONE) {
        ns_csv_empty(csv);
    } else {
        ns_package_name(self->scenario, one->package, name);
        ns_csv_text(csv, name);
    }
    ns_csv_measure(csv, one->found ? (double)one->hits / (double)one->found : NAN);
    if (self->central)
        ns_csv_integer(csv, one->ties);
    else
        ns_csv_empty(csv);
    ns_csv_number(csv, self->central && kind != NS_SOLUTION_RAIFFA ? one->score : NAN);
    for (uint32_t p = 0; p < parties; p++) ns_csv_measure(csv, one->found ? one->value[p] : NAN);
    for (uint32_t p = 0; p < parties; p++) ns_csv_measure(csv, quantile(one->gain[p], one->found, 0.5));
    for (uint32_t p = 0; p < parties; p++)
        ns_csv_measure(csv, self->central ? NAN : quantile(one->gain[p], one->found, 0.05));
    for (uint32_t p = 0; p < parties; p++)
        ns_csv_measure(csv, self->central ? NAN : quantile(one->gain[p], one->found, 0.95));
    ns_csv_integer(csv, one->found);
    ns_csv_integer(csv, self->draws);
    ns_csv_end(csv);
}

static void put_point(ns_csv *csv, const ns_solve_results *self, uint32_t k) {
    const ns_scenario *s = self->scenario;
    const uint32_t package = ns_frontier_package(self->frontier, k);
    char name[NS_PACKAGE_TEXT];
    ns_package_name(s, package, name);
    ns_csv_text(csv, name);
    for (uint32_t p = 0; p < s->party_count; p++) ns_csv_measure(csv, self->instance->utility[p][package]);
    for (uint32_t p = 0; p < s->party_count; p++)
        ns_csv_measure(csv, self->instance->utility[p][package] -
                                ns_number_of(self->instance, s->parties[p].no_deal, 0));
    ns_csv_end(csv);
}

ns_status ns_solve_rows(ns_buffer *solutions, ns_buffer *frontier, const ns_solve_results *self) {
    ns_column_set set;
    ns_csv csv;
    ns_status status = ns_column_set_init(&set, ns_table_find("solutions"), self->scenario);
    if (status != NS_OK) return status;
    ns_csv_open(&csv, solutions, &set);
    for (int kind = 0; kind < NS_SOLUTION_COUNT; kind++) put_solution(&csv, self, kind);
    ns_column_set_free(&set);
    if (!self->central) return solutions->status;
    status = ns_column_set_init(&set, ns_table_find("frontier"), self->scenario);
    if (status != NS_OK) return status;
    ns_csv_open(&csv, frontier, &set);
    for (uint32_t k = 0; k < ns_frontier_size(self->frontier); k++) put_point(&csv, self, k);
    ns_column_set_free(&set);
    return solutions->status == NS_OK ? frontier->status : solutions->status;
}

/* --- the screen ------------------------------------------------------------------------------------------------------ */

static void add_title(ns_buffer *out, const ns_scenario *s, uint32_t package) {
    for (uint32_t i = 0; i < s->issue_count; i++)
        ns_buffer_format(out, "%s%s%s%s", i ? "; " : "", s->issues[i].numeric ? s->issues[i].title : "",
                         s->issues[i].numeric ? " " : "",
                         s->issues[i].options[ns_option_of(s, i, package)].title);
}

static void add_gains(ns_buffer *out, const ns_solve_results *self, const ns_solved_draws *one) {
    for (uint32_t p = 0; p < self->scenario->party_count; p++) {
        if (p) ns_buffer_add(out, " | ");
        ns_buffer_format(out, "%.4g", quantile(one->gain[p], one->found, 0.5));
        if (!self->central)
            ns_buffer_format(out, " (%.3g-%.3g)", quantile(one->gain[p], one->found, 0.05),
                             quantile(one->gain[p], one->found, 0.95));
    }
}

static void show_solution(ns_page *page, const ns_solve_results *self, int kind) {
    const ns_solved_draws *one = &self->of[kind];
    ns_buffer left = {0}, right = {0};
    ns_buffer_format(&left, "%s", ns_solution_table[kind].name);
    if (one->found == 0)
        ns_buffer_add(&right, "none: no package is worth no deal to all");
    else
        add_gains(&right, self, one);
    ns_page_row(page, NS_STYLE_BOLD, 2, 4, LEFT - CELL, left.text, right.text);
    ns_buffer_clear(&left);
    if (one->found) {
        add_title(&left, self->scenario, one->package);
        if (!self->central)
            ns_buffer_format(&left, ", in %.0f%% of the draws",
                             100.0 * (double)one->hits / (double)one->found);
        if (one->ties > 1) ns_buffer_format(&left, ", one of %u that tie", one->ties);
        ns_page_text(page, NS_STYLE_PLAIN, 4, 6, left.text);
    }
    ns_buffer_free(&left);
    ns_buffer_free(&right);
}

static void show_head(ns_page *page, const ns_solve_results *self) {
    ns_buffer line = {0};
    ns_buffer_format(&line, "%s: solutions %s",
                     self->scenario->title ? self->scenario->title : self->scenario->name,
                     self->central ? "at the central draw" : "over the draws");
    ns_page_text(page, NS_STYLE_BOLD, 0, 2, line.text ? line.text : "");
    ns_buffer_clear(&line);
    ns_buffer_format(
        &line,
        "%.6g of %u packages are admissible, %.6g of them worth no deal to all; %.4g of these are Pareto "
        "efficient. Opposition: %.3f.",
        self->admissible, self->scenario->package_count, self->zone, self->size, self->opposition);
    ns_page_text(page, NS_STYLE_PLAIN, 0, 2, line.text ? line.text : "");
    ns_buffer_clear(&line);
    ns_buffer_add(&line, "Gains over no deal, in points: ");
    for (uint32_t p = 0; p < self->scenario->party_count; p++)
        ns_buffer_format(&line, "%s%s", p ? " | " : "", self->scenario->parties[p].title);
    if (!self->central)
        ns_buffer_format(&line, "; median (5-95%%) of %llu draws", (unsigned long long)self->draws);
    ns_page_text(page, NS_STYLE_PLAIN, 0, 2, line.text ? line.text : "");
    ns_buffer_free(&line);
}

static void show_winner(ns_page *page, const ns_solve_results *self) {
    if (isnan(self->winner)) return;
    ns_buffer line = {0};
    ns_buffer_format(
        &line,
        "Adjusted winner, were every issue divisible (priorities as points of 100): %.4g to each. %s: ",
        self->winner, self->scenario->parties[0].title);
    bool any = false;
    for (uint32_t i = 0; i < self->scenario->issue_count; i++) {
        const double share = self->winner_share[i];
        if (!(share > 0)) continue;
        ns_buffer_format(&line, "%s%s", any ? ", " : "", self->scenario->issues[i].title);
        if (share < 1) ns_buffer_format(&line, " (%.0f%%)", 100 * share);
        any = true;
    }
    ns_buffer_format(&line, "%s; %s: the rest.", any ? "" : "nothing", self->scenario->parties[1].title);
    ns_page_text(page, NS_STYLE_PLAIN, 0, 2, line.text ? line.text : "");
    ns_buffer_free(&line);
}

/* Without powers it is the plain Nash solution. */
static bool has_power(const ns_scenario *s) {
    for (uint32_t p = 0; p < s->party_count; p++)
        if (s->parties[p].power != NS_NONE) return true;
    return false;
}

void ns_solve_screen(ns_buffer *out, const ns_solve_results *self, const char *folder) {
    ns_page page = {out, WIDTH, NS_COLOR_OFF};
    ns_buffer line = {0};
    show_head(&page, self);
    for (int kind = 0; kind < NS_SOLUTION_COUNT; kind++)
        if (kind != NS_SOLUTION_WEIGHTED_NASH || has_power(self->scenario)) show_solution(&page, self, kind);
    show_winner(&page, self);
    ns_page_text(&page, NS_STYLE_DIM, 0, 0,
                 "What theory and other programs call the solution, for the author's assumptions: not what "
                 "the parties will "
                 "do, and not what is just. Names clash between programs: docs/solve.md.");
    ns_buffer_format(&line, "Tables: %s/", folder);
    ns_page_text(&page, NS_STYLE_PLAIN, 0, 0, line.text ? line.text : "");
    ns_buffer_free(&line);
}
