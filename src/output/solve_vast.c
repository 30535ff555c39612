/* `negsim solve` over spaces too large to list: the same tables and much the same screen. */
#include <math.h>

#include "negsim/solve_output.h"
#include "output/csv.h"
#include "output/page.h"

enum { WIDTH = 80, LEFT = 24, KINDS = 4 };

static const struct {
    ns_solution_kind kind;
    ns_space_solution solution;
} kinds[KINDS] = {{NS_SOLUTION_NASH, NS_SPACE_NASH},
                  {NS_SOLUTION_KALAI_SMORODINSKY, NS_SPACE_KALAI_SMORODINSKY},
                  {NS_SOLUTION_EGALITARIAN, NS_SPACE_EGALITARIAN},
                  {NS_SOLUTION_UTILITARIAN, NS_SPACE_UTILITARIAN}};

static void name_package(const ns_scenario *s, const uint16_t *options, ns_buffer *out) {
    for (uint32_t i = 0; i < s->issue_count; i++)
        ns_buffer_format(out, "%s%u", i ? "-" : "", (unsigned)options[i]);
}

static void put_name(ns_csv *csv, const ns_scenario *s, const uint16_t *options) {
    ns_buffer name = {0};
    name_package(s, options, &name);
    ns_csv_text(csv, name.text);
    ns_buffer_free(&name);
}

/* --- tables -------------------------------------------------------------------------------------------------------- */

static void put_solution(ns_csv *csv, const ns_vast_results *self, int k) {
    const ns_space_found one =
        ns_space_solve(self->frontier, kinds[k].solution, self->no_deal[0], self->no_deal[1]);
    ns_csv_text(csv, ns_solution_table[kinds[k].kind].name);
    if (one.found)
        put_name(csv, self->scenario, one.options);
    else
        ns_csv_empty(csv);
    ns_csv_measure(csv, one.found ? 1 : NAN);
    ns_csv_empty(csv);
    ns_csv_number(csv, one.found ? one.score : NAN);
    for (uint32_t p = 0; p < 2; p++)
        ns_csv_measure(csv, one.found ? ns_space_worth(self->space, p, one.options) : NAN);
    for (uint32_t p = 0; p < 2; p++)
        ns_csv_measure(csv, one.found ? ns_space_worth(self->space, p, one.options) - self->no_deal[p] : NAN);
    for (uint32_t p = 0; p < 4; p++) ns_csv_measure(csv, NAN);
    ns_csv_integer(csv, one.found);
    ns_csv_integer(csv, 1);
    ns_csv_end(csv);
}

/* Only what is worth no deal to both. */
static void put_point(ns_csv *csv, const ns_vast_results *self, uint32_t k) {
    uint16_t options[NS_SPACE_ISSUES];
    const ns_space_point point = ns_space_frontier_point(self->frontier, k);
    const double slack = self->scenario->slack;
    if (point.first + slack < self->no_deal[0] || point.second + slack < self->no_deal[1]) return;
    ns_space_frontier_options(self->frontier, k, options);
    put_name(csv, self->scenario, options);
    ns_csv_measure(csv, point.first);
    ns_csv_measure(csv, point.second);
    ns_csv_measure(csv, point.first - self->no_deal[0]);
    ns_csv_measure(csv, point.second - self->no_deal[1]);
    ns_csv_end(csv);
}

ns_status ns_vast_rows(ns_buffer *solutions, ns_buffer *frontier, const ns_vast_results *self) {
    ns_column_set set;
    ns_csv csv;
    ns_status status = ns_column_set_init(&set, ns_table_find("solutions"), self->scenario);
    if (status != NS_OK) return status;
    ns_csv_open(&csv, solutions, &set);
    for (int k = 0; k < KINDS; k++) put_solution(&csv, self, k);
    ns_column_set_free(&set);
    status = ns_column_set_init(&set, ns_table_find("frontier"), self->scenario);
    if (status != NS_OK) return status;
    ns_csv_open(&csv, frontier, &set);
    for (uint32_t k = 0; k < ns_space_frontier_size(self->frontier); k++) put_point(&csv, self, k);
    ns_column_set_free(&set);
    return solutions->status == NS_OK ? frontier->status : solutions->status;
}

/* --- the screen ------------------------------------------------------------------------------------------------------ */

static void show_solution(ns_page *page, const ns_vast_results *self, int k) {
    const ns_scenario *s = self->scenario;
    const ns_space_found one =
        ns_space_solve(self->frontier, kinds[k].solution, self->no_deal[0], self->no_deal[1]);
    ns_buffer line = {0};
    if (one.found) {
        for (uint32_t p = 0; p < 2; p++)
            ns_buffer_format(&line, "%s%.4g", p ? " | " : "",
                             ns_space_worth(self->space, p, one.options) - self->no_deal[p]);
        if (!one.exact) ns_buffer_format(&line, "  (to within %.3g)", one.bound);
    } else {
        ns_buffer_add(&line, "none: no package is worth no deal to both");
    }
    ns_page_row(page, NS_STYLE_BOLD, 2, 4, LEFT, ns_solution_table[kinds[k].kind].name, line.text);
    ns_buffer_clear(&line);
    for (uint32_t i = 0; one.found && i < s->issue_count; i++)
        ns_buffer_format(&line, "%s%s%s%s", i ? "; " : "", s->issues[i].numeric ? s->issues[i].title : "",
                         s->issues[i].numeric ? " " : "", s->issues[i].options[one.options[i]].title);
    if (one.found) ns_page_text(page, NS_STYLE_PLAIN, 4, 6, line.text);
    ns_buffer_free(&line);
}

static void show_head(ns_page *page, const ns_vast_results *self) {
    const ns_scenario *s = self->scenario;
    ns_buffer line = {0};
    ns_buffer_format(&line, "%s: solutions at the central draw", s->title ? s->title : s->name);
    ns_page_text(page, NS_STYLE_BOLD, 0, 2, line.text);
    ns_buffer_clear(&line);
    ns_buffer_format(&line, "%.4g packages can be signed, of which %u are Pareto efficient, ",
                     ns_space_size(self->space), ns_space_frontier_size(self->frontier));
    if (ns_space_frontier_exact(self->frontier))
        ns_buffer_add(&line, "exactly.");
    else
        ns_buffer_format(&line, "to within %.3g points.", ns_space_frontier_bound(self->frontier));
    ns_page_text(page, NS_STYLE_PLAIN, 0, 2, line.text);
    ns_buffer_clear(&line);
    ns_buffer_format(&line, "Gains over no deal, in points: %s | %s", s->parties[0].title,
                     s->parties[1].title);
    ns_page_text(page, NS_STYLE_PLAIN, 0, 2, line.text);
    ns_buffer_free(&line);
}

void ns_vast_screen(ns_buffer *out, const ns_vast_results *self, const char *folder) {
    ns_page page = {out, WIDTH, NS_COLOR_OFF};
    ns_buffer line = {0};
    show_head(&page, self);
    for (int k = 0; k < KINDS; k++) show_solution(&page, self, k);
    ns_page_text(&page, NS_STYLE_DIM, 0, 0,
                 "What theory calls the solution, for the author's assumptions: not what the parties will "
                 "do, and not what is "
                 "just. The other solutions need a list of all packages. Names: docs/solve.md.");
    ns_buffer_format(&line, "Tables: %s/", folder);
    ns_page_text(&page, NS_STYLE_PLAIN, 0, 0, line.text);
    ns_buffer_free(&line);
}
