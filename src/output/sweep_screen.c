/* The screen of a sweep. */
#include <math.h>
#include <string.h>

#include "negsim/number.h"
#include "output/facts.h"
#include "output/names.h"
#include "output/page.h"
#include "output/sweep_payload.h"

enum { WIDTH = 80, MOST_ROWS = 24, FEW_POINTS = 12, MOST_COLUMNS = 9, CELL = 7 };

typedef struct sweep_page {
    ns_page page;
    const ns_sweep_tables *tables;
    const ns_plan *plan;
    const ns_point_facts *facts;
    ns_buffer line;
    uint64_t good, least, most; /* points played; of them those with the smallest and the largest share */
} sweep_page;

static double share_of(const sweep_page *self, uint64_t point) {
    const ns_point_facts *facts = &self->facts[point];
    return facts->failed || !facts->runs ? (double)NAN : (double)facts->agreed / (double)facts->runs;
}

static void find_ends(sweep_page *self) {
    self->least = self->most = UINT64_MAX;
    for (uint64_t p = 0; p < self->plan->point_count; p++) {
        const double share = share_of(self, p);
        if (isnan(share)) continue;
        self->good++;
        if (self->least == UINT64_MAX || share < share_of(self, self->least)) self->least = p;
        if (self->most == UINT64_MAX || share > share_of(self, self->most)) self->most = p;
    }
}

/* --- words ---------------------------------------------------------------------------------------------------- */

static void add_factor(sweep_page *self, uint32_t factor) {
    ns_name_quantity(&self->line, self->tables->base, self->plan->factors[factor].path);
}

static void add_value(sweep_page *self, uint64_t point, uint32_t factor) {
    char text[NS_NUMBER_TEXT];
    const double number = ns_plan_number(self->plan, point, factor);
    if (self->plan->factors[factor].continuous && isfinite(number))
        ns_buffer_format(&self->line, "%.3g", number);
    else
        ns_buffer_add(&self->line, ns_plan_value(self->plan, point, factor, text));
}

static void add_point(sweep_page *self, uint64_t point) {
    for (uint32_t f = 0; f < self->plan->factor_count; f++) {
        if (f) ns_buffer_add(&self->line, f + 1 == self->plan->factor_count ? " and " : ", ");
        add_factor(self, f);
        ns_buffer_add(&self->line, " = ");
        add_value(self, point, f);
    }
}

static void add_share(sweep_page *self, uint64_t point) {
    ns_buffer_format(&self->line, "%ld%%", ns_percent(share_of(self, point)));
}

static void end_line(sweep_page *self, ns_style style, unsigned indent, unsigned hang) {
    ns_page_text(&self->page, style, indent, hang, self->line.text ? self->line.text : "");
    ns_buffer_clear(&self->line);
}

/* --- the sentence ------------------------------------------------------------------------------------------------ */

static void put_sentence(sweep_page *self) {
    char points[NS_SHARE_TEXT], draws[NS_SHARE_TEXT];
    const ns_scenario *base = self->tables->base;
    ns_grouped_text(points, self->plan->point_count);
    ns_grouped_text(draws, self->plan->draws);
    if (self->good == 0) {
        ns_buffer_format(&self->line, "None of %s points could be played: failures.csv says why.", points);
        end_line(self, NS_STYLE_BOLD, 0, 0);
        return;
    }
    ns_buffer_format(&self->line, "%s: over %s points of %s%s sampled scenarios each, ", base->title, points,
                     self->plan->half_width > 0 ? "at most " : "", draws);
    add_share(self, self->least);
    if (share_of(self, self->least) < share_of(self, self->most)) {
        ns_buffer_add(&self->line, " to ");
        add_share(self, self->most);
        ns_buffer_add(&self->line, " end in a signed package; fewest where ");
        add_point(self, self->least);
        ns_buffer_add(&self->line, ", most where ");
        add_point(self, self->most);
        ns_buffer_char(&self->line, '.');
    } else {
        ns_buffer_add(&self->line, " end in a signed package at every point.");
    }
    end_line(self, NS_STYLE_BOLD, 0, 0);
}

/* --- one factor, two factors, many --------------------------------------------------------------------------------- */

static void put_interval_row(sweep_page *self, uint64_t point) {
    ns_buffer right = {0};
    const ns_point_facts *facts = &self->facts[point];
    if (facts->failed) {
        ns_buffer_add(&right, "failed");
    } else {
        const ns_interval share = ns_wilson(facts->agreed, facts->runs);
        ns_buffer_format(&right, "%ld%%  (%ld-%ld)", ns_percent(share.value), ns_percent(share.low),
                         ns_percent(share.high));
    }
    ns_page_row(&self->page, NS_STYLE_PLAIN, 2, 4, 60, self->line.text ? self->line.text : "",
                right.text ? right.text : "");
    ns_buffer_clear(&self->line);
    ns_buffer_free(&right);
}

static void put_line(sweep_page *self) {
    add_factor(self, 0);
    ns_buffer_add(&self->line, ", and the share signed (95%)");
    end_line(self, NS_STYLE_PLAIN, 0, 2);
    for (uint64_t p = 0; p < self->plan->point_count; p++) {
        add_value(self, p, 0);
        put_interval_row(self, p);
    }
}

/* The point at these levels of a grid; UINT64_MAX: a constraint left it out. */
static uint64_t point_at(const ns_plan *plan, uint32_t row, uint32_t column) {
    for (uint64_t p = 0; p < plan->point_count; p++) {
        const double *coordinates = plan->rows + plan->points[p] * plan->factor_count;
        if (coordinates[0] == row && coordinates[1] == column) return p;
    }
    return UINT64_MAX;
}

/* A line of cells. */
static void end_cells(sweep_page *self) {
    ns_page_cells(&self->page, self->line.text ? self->line.text : "");
    ns_buffer_clear(&self->line);
}

static void put_grid_row(sweep_page *self, uint32_t row) {
    ns_add_cell(&self->line, self->plan->factors[0].levels[row], 12, NS_ALIGN_RIGHT);
    for (uint32_t c = 0; c < self->plan->factors[1].level_count; c++) {
        char text[32] = "";
        const uint64_t point = point_at(self->plan, row, c);
        const double share = point == UINT64_MAX ? (double)NAN : share_of(self, point);
        ns_buffer cell = {0};
        if (!isnan(share)) ns_buffer_format(&cell, "%ld%%", ns_percent(share));
        strncat(text, cell.text ? cell.text : point == UINT64_MAX ? "" : "failed", sizeof text - 1);
        ns_buffer_free(&cell);
        ns_add_cell(&self->line, text, CELL, NS_ALIGN_RIGHT);
    }
    end_cells(self);
}

static void put_grid(sweep_page *self) {
    ns_buffer_add(&self->line, "Share signed; down: ");
    add_factor(self, 0);
    ns_buffer_add(&self->line, "; across: ");
    add_factor(self, 1);
    end_line(self, NS_STYLE_PLAIN, 0, 2);
    ns_add_cell(&self->line, "", 12, NS_ALIGN_LEFT);
    for (uint32_t c = 0; c < self->plan->factors[1].level_count; c++)
        ns_add_cell(&self->line, self->plan->factors[1].levels[c], CELL, NS_ALIGN_RIGHT);
    end_cells(self);
    for (uint32_t r = 0; r < self->plan->factors[0].level_count; r++) put_grid_row(self, r);
}

/* Mean share over the points in the lower and in the upper half of a factor's rows. */
static void put_halves(sweep_page *self, uint32_t factor) {
    const ns_plan *plan = self->plan;
    const ns_factor *at = &plan->factors[factor];
    const double middle = at->continuous ? (at->low + at->high) / 2 : (at->level_count - 1) / 2.0;
    double sum[2] = {0};
    uint64_t count[2] = {0};
    for (uint64_t p = 0; p < plan->point_count; p++) {
        const double coordinate = plan->rows[plan->points[p] * plan->factor_count + factor],
                     share = share_of(self, p);
        if (isnan(share) || coordinate == middle) continue;
        sum[coordinate > middle] += share;
        count[coordinate > middle]++;
    }
    if (!count[0] || !count[1]) return;
    ns_buffer right = {0};
    ns_buffer_format(&right, "%ld%% .. %ld%%", ns_percent(sum[0] / (double)count[0]),
                     ns_percent(sum[1] / (double)count[1]));
    add_factor(self, factor);
    ns_page_row(&self->page, NS_STYLE_PLAIN, 2, 4, 60, self->line.text, right.text ? right.text : "");
    ns_buffer_clear(&self->line);
    ns_buffer_free(&right);
}

static void put_many(sweep_page *self) {
    ns_page_text(&self->page, NS_STYLE_PLAIN, 0, 2,
                 "Mean share signed in the lower .. upper half of each factor");
    for (uint32_t f = 0; f < self->plan->factor_count && f < MOST_ROWS; f++) put_halves(self, f);
    if (self->plan->factor_count > MOST_ROWS)
        ns_page_text(&self->page, NS_STYLE_DIM, 2, 2, "(the others are in experiments.csv and outcomes.csv)");
}

/* A few points one by one: their values in the order of the paths. */
static void put_points(sweep_page *self) {
    ns_buffer_add(&self->line, "By point: ");
    for (uint32_t f = 0; f < self->plan->factor_count; f++) {
        if (f) ns_buffer_add(&self->line, "; ");
        add_factor(self, f);
    }
    end_line(self, NS_STYLE_PLAIN, 0, 2);
    for (uint64_t p = 0; p < self->plan->point_count; p++) {
        for (uint32_t f = 0; f < self->plan->factor_count; f++) {
            if (f) ns_buffer_add(&self->line, "; ");
            add_value(self, p, f);
        }
        put_interval_row(self, p);
    }
}

static bool is_grid(const ns_plan *plan) {
    if (plan->factor_count != 2 || strcmp(plan->design, "grid") != 0) return false;
    return plan->factors[0].level_count <= MOST_ROWS && plan->factors[1].level_count <= MOST_COLUMNS;
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

static void put_notes(sweep_page *self) {
    char failed[NS_SHARE_TEXT];
    ns_grouped_text(failed, self->plan->point_count - self->good);
    if (self->good < self->plan->point_count) {
        ns_buffer_format(&self->line, "%s point%s could not be played: failures.csv says why.", failed,
                         self->plan->point_count - self->good == 1 ? "" : "s");
        end_line(self, NS_STYLE_BOLD, 0, 0);
    }
    ns_page_text(&self->page, NS_STYLE_DIM, 0, 0,
                 self->plan->independent ? "Each point has draws of its own: differences between points "
                                           "carry the simulation error of both."
                                         : "All points share their draws, so that differences between points "
                                           "are surer than their intervals.");
    ns_page_text(&self->page, NS_STYLE_DIM, 0, 0,
                 "Shares of scenarios sampled from the author's assumptions, under this model: not a "
                 "forecast. Intervals "
                 "are simulation error; they say nothing about whether the assumptions hold.");
    ns_buffer_format(&self->line, "Tables: %s/", self->tables->folder);
    end_line(self, NS_STYLE_PLAIN, 0, 0);
}

void ns_sweep_screen(ns_buffer *out, const ns_sweep_tables *tables, const ns_point_facts *facts) {
    sweep_page self = {
        .page = {out, WIDTH, NS_COLOR_OFF}, .tables = tables, .plan = tables->plan, .facts = facts};
    find_ends(&self);
    put_sentence(&self);
    if (self.good && self.plan->factor_count == 1 && self.plan->point_count <= MOST_ROWS)
        put_line(&self);
    else if (self.good && is_grid(self.plan))
        put_grid(&self);
    else if (self.good && self.plan->point_count <= FEW_POINTS)
        put_points(&self);
    else if (self.good)
        put_many(&self);
    put_notes(&self);
    ns_buffer_free(&self.line);
}
