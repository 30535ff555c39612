/* threshold.csv, threshold_points.csv, contour.csv, and the screens of `negsim threshold`. */
#include <math.h>

#include "negsim/threshold_output.h"
#include "output/facts.h"
#include "output/names.h"
#include "output/page.h"
#include "output/table_write.h"

enum { WIDTH = 80, NAME = 14, CELL = 6 };

static ns_status open_table(ns_csv *csv, ns_column_set *set, ns_buffer *out, const char *table,
                            const ns_scenario *base) {
    const ns_status status = ns_column_set_init(set, ns_table_find(table), base);
    if (status == NS_OK) ns_csv_open(csv, out, set);
    return status;
}

static const char *finding_word(ns_threshold_finding finding) {
    static const char *const words[] = {"found", "above", "below", "several", "undecided"};
    return (unsigned)finding < NS_THRESHOLD_FINDING_COUNT ? words[finding] : "";
}

/* --- one path ----------------------------------------------------------------------------------------------------- */

static void put_crossing(ns_csv *csv, const ns_tipping *self, uint32_t number) {
    const ns_crossing none = {.value = NAN, .low = NAN, .high = NAN};
    const ns_crossing *at = number < self->found->count ? &self->found->crossings[number] : &none;
    ns_csv_text(csv, self->measure);
    ns_csv_text(csv, self->path);
    ns_csv_number(csv, self->target);
    ns_csv_text(csv, finding_word(self->found->finding));
    ns_csv_number(csv, at->value);
    ns_csv_number(csv, at->low);
    ns_csv_number(csv, at->high);
    ns_csv_boolean(csv, at->open_low);
    ns_csv_boolean(csv, at->open_high);
    ns_csv_boolean(csv, at->rising);
    if (number < self->found->count)
        ns_csv_text(csv, at->method == NS_THRESHOLD_LOGISTIC ? "logistic" : "stepwise");
    else
        ns_csv_empty(csv);
    ns_csv_integer(csv, self->spent);
    ns_csv_end(csv);
}

static void put_point(ns_csv *csv, const char *measure, double x, double y, uint64_t k, uint64_t n) {
    const ns_interval share = ns_wilson(k, n);
    ns_csv_text(csv, measure);
    ns_csv_number(csv, x);
    ns_csv_number(csv, y);
    ns_csv_measure(csv, share.value);
    ns_csv_interval(csv, share);
    ns_csv_integer(csv, n);
    ns_csv_end(csv);
}

ns_status ns_tipping_rows(ns_buffer *crossings, ns_buffer *points, const ns_tipping *self) {
    ns_column_set set;
    ns_csv csv;
    ns_status status = open_table(&csv, &set, crossings, "threshold", self->base);
    if (status != NS_OK) return status;
    for (uint32_t c = 0; c < self->found->count || c == 0; c++) put_crossing(&csv, self, c);
    ns_column_set_free(&set);
    status = open_table(&csv, &set, points, "threshold_points", self->base);
    if (status != NS_OK) return status;
    for (uint32_t k = 0; k < self->count; k++)
        put_point(&csv, self->measure, self->points[k].x, NAN, self->points[k].k, self->points[k].n);
    ns_column_set_free(&set);
    return crossings->status == NS_OK ? points->status : crossings->status;
}

static void put_target(ns_buffer *out, const char *measure, double target) {
    ns_buffer_format(out, "'%s' in %.4g%% of scenarios", measure, 100 * target);
}

static void put_found(ns_buffer *line, const ns_tipping *self, const ns_crossing *at) {
    ns_buffer_format(line, "%s %.4g%%", at->rising ? "rises through" : "falls through", 100 * self->target);
    if (!isnan(at->value)) ns_buffer_format(line, " at %.4g", at->value);
    ns_buffer_format(line, " (95%%: %s%.4g .. %.4g%s).", at->open_low ? "from below " : "", at->low, at->high,
                     at->open_high ? " and beyond" : "");
}

static void show_crossing(ns_page *page, const ns_tipping *self, uint32_t c) {
    ns_buffer line = {0};
    ns_buffer_format(&line, "%s: as ", self->base->title);
    ns_name_quantity(&line, self->base, self->path);
    ns_buffer_format(&line, " grows from %.4g to %.4g, the share of scenarios with '%s' ", self->low,
                     self->high, self->measure);
    put_found(&line, self, &self->found->crossings[c]);
    ns_page_text(page, NS_STYLE_BOLD, 0, 0, line.text ? line.text : "");
    ns_buffer_free(&line);
}

static void show_absent(ns_page *page, const ns_tipping *self) {
    static const char *const words[NS_THRESHOLD_FINDING_COUNT] = {
        [NS_THRESHOLD_ABOVE] = "is exceeded everywhere", [NS_THRESHOLD_BELOW] = "is not reached anywhere"};
    const char *word = words[self->found->finding];
    ns_buffer line = {0};
    ns_buffer_format(&line, "%s: no threshold found. ", self->base->title);
    put_target(&line, self->measure, self->target);
    ns_buffer_format(&line, " %s from %.4g to %.4g of ", word ? word : "may or may not be crossed", self->low,
                     self->high);
    ns_name_quantity(&line, self->base, self->path);
    ns_buffer_char(&line, '.');
    ns_page_text(page, NS_STYLE_BOLD, 0, 0, line.text ? line.text : "");
    ns_buffer_free(&line);
}

static void show_points(ns_page *page, const ns_tipping *self) {
    for (uint32_t k = 0; k < self->count; k++) {
        const ns_interval share = ns_wilson(self->points[k].k, self->points[k].n);
        char runs[NS_SHARE_TEXT];
        ns_buffer left = {0}, right = {0};
        ns_grouped_text(runs, self->points[k].n);
        ns_buffer_format(&left, "%.4g", self->points[k].x);
        ns_buffer_format(&right, "%ld%%  (%ld-%ld)  of %s", ns_percent(share.value), ns_percent(share.low),
                         ns_percent(share.high), runs);
        ns_page_row(page, NS_STYLE_PLAIN, 2, 4, 30, left.text ? left.text : "", right.text ? right.text : "");
        ns_buffer_free(&left);
        ns_buffer_free(&right);
    }
}

static void show_end(ns_page *page, const char *folder) {
    ns_buffer line = {0};
    ns_page_text(page, NS_STYLE_DIM, 0, 0,
                 "Shares of scenarios sampled from the author's assumptions, under this model: not a "
                 "forecast. Intervals "
                 "are simulation error; they say nothing about whether the assumptions hold.");
    ns_buffer_format(&line, "Tables: %s/", folder);
    ns_page_text(page, NS_STYLE_PLAIN, 0, 0, line.text ? line.text : "");
    ns_buffer_free(&line);
}

void ns_tipping_screen(ns_buffer *out, const ns_tipping *self, const char *folder) {
    ns_page page = {out, WIDTH, NS_COLOR_OFF};
    for (uint32_t c = 0; c < self->found->count; c++) show_crossing(&page, self, c);
    if (!self->found->count) show_absent(&page, self);
    if (self->found->count)
        ns_page_text(&page, NS_STYLE_PLAIN, 0, 2, ns_threshold_finding_text(self->found->finding));
    if (self->state == NS_SEARCH_SPENT)
        ns_page_text(&page, NS_STYLE_PLAIN, 0, 2,
                     "The budget is spent before the interval is as narrow as asked: --budget, or a wider "
                     "--tolerance.");
    show_points(&page, self);
    show_end(&page, folder);
}

/* --- a plane -------------------------------------------------------------------------------------------------------- */

ns_status ns_plane_rows(ns_buffer *contour, ns_buffer *points, const ns_tipping_plane *self) {
    ns_column_set set;
    ns_csv csv;
    ns_status status = open_table(&csv, &set, contour, "contour", self->base);
    if (status != NS_OK) return status;
    for (uint32_t l = 0; l < self->contour->count; l++)
        for (uint32_t v = 0; v < self->contour->lines[l].count; v++) {
            ns_csv_text(&csv, self->measure);
            ns_csv_number(&csv, self->target);
            ns_csv_integer(&csv, l + 1);
            ns_csv_integer(&csv, v);
            ns_csv_number(&csv, self->contour->lines[l].vertices[v].x);
            ns_csv_number(&csv, self->contour->lines[l].vertices[v].y);
            ns_csv_boolean(&csv, self->contour->lines[l].closed);
            ns_csv_end(&csv);
        }
    ns_column_set_free(&set);
    status = open_table(&csv, &set, points, "threshold_points", self->base);
    if (status != NS_OK) return status;
    for (uint32_t r = 0; r < self->grid.rows; r++)
        for (uint32_t c = 0; c < self->grid.columns; c++)
            put_point(&csv, self->measure, self->grid.x[c], self->grid.y[r],
                      self->counts[(size_t)r * self->grid.columns + c], self->draws);
    ns_column_set_free(&set);
    return contour->status == NS_OK ? points->status : contour->status;
}

static void add_cell(ns_buffer *line, double value, const char *unit, unsigned width) {
    ns_buffer cell = {0};
    ns_buffer_format(&cell, "%.3g%s", value, unit);
    ns_add_cell(line, cell.text ? cell.text : "", width, NS_ALIGN_RIGHT);
    ns_buffer_free(&cell);
}

static void show_grid(ns_page *page, const ns_tipping_plane *self) {
    ns_buffer line = {0};
    for (uint32_t r = self->grid.rows; r-- > 0;) {
        ns_buffer_clear(&line);
        add_cell(&line, self->grid.y[r], "", NAME);
        for (uint32_t c = 0; c < self->grid.columns; c++)
            add_cell(&line, (double)ns_percent(self->grid.value[(size_t)r * self->grid.columns + c]), "%",
                     CELL);
        ns_page_cells(page, line.text ? line.text : "");
    }
    ns_buffer_clear(&line);
    ns_add_cell(&line, "", NAME, NS_ALIGN_LEFT);
    for (uint32_t c = 0; c < self->grid.columns; c++) add_cell(&line, self->grid.x[c], "", CELL);
    ns_page_cells(page, line.text ? line.text : "");
    ns_buffer_free(&line);
}

void ns_plane_screen(ns_buffer *out, const ns_tipping_plane *self, const char *folder) {
    ns_page page = {out, WIDTH, NS_COLOR_OFF};
    ns_buffer line = {0};
    ns_buffer_format(&line, "%s: ", self->base->title);
    put_target(&line, self->measure, self->target);
    if (self->contour->count)
        ns_buffer_format(&line, ": %u line%s in the plane of ", (unsigned)self->contour->count,
                         self->contour->count == 1 ? "" : "s");
    else
        ns_buffer_add(&line, ": no line in the plane of ");
    ns_name_quantity(&line, self->base, self->paths[0]);
    ns_buffer_add(&line, " (across) and ");
    ns_name_quantity(&line, self->base, self->paths[1]);
    ns_buffer_add(&line, " (up).");
    ns_page_text(&page, NS_STYLE_BOLD, 0, 0, line.text ? line.text : "");
    ns_buffer_free(&line);
    if (self->grid.columns <= 10) show_grid(&page, self);
    show_end(&page, folder);
}
