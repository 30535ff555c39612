/* boxes.csv, peeling.csv, and the screen of `negsim discover`. */
#include <math.h>

#include "negsim/discover_output.h"
#include "output/facts.h"
#include "output/names.h"
#include "output/page.h"
#include "output/table_write.h"

enum { WIDTH = 80 };

static const ns_quantity *quantity_of(const ns_boxes *self, const ns_restriction *restriction) {
    return &self->base->quantities[self->inputs[restriction->factor]];
}

/* --- the tables ------------------------------------------------------------------------------------------------- */

static void put_box(ns_csv *csv, const ns_boxes *self, uint32_t number) {
    const ns_discovered_box *found = &self->discovery->boxes[number];
    for (uint32_t k = 0; k < found->box.restricted; k++) {
        const ns_restriction *at = &found->box.restrictions[k];
        ns_csv_text(csv, self->measure->text);
        ns_csv_integer(csv, number + 1);
        ns_csv_text(csv, quantity_of(self, at)->path);
        ns_csv_number(csv, at->has_low ? at->low : (double)NAN);
        ns_csv_number(csv, at->has_high ? at->high : (double)NAN);
        ns_csv_measure(csv, at->quasi_p);
        ns_csv_measure(csv, found->box.coverage);
        ns_csv_measure(csv, found->box.density);
        ns_csv_measure(csv, found->box.mass);
        ns_csv_integer(csv, found->box.rows);
        ns_csv_boolean(csv, found->reached);
        ns_csv_end(csv);
    }
}

static void put_steps(ns_csv *csv, const ns_boxes *self, uint32_t number) {
    const ns_discovered_box *found = &self->discovery->boxes[number];
    for (uint32_t s = 0; s < found->steps; s++) {
        const ns_prim_box *step = &found->trajectory[s];
        ns_csv_text(csv, self->measure->text);
        ns_csv_integer(csv, number + 1);
        ns_csv_integer(csv, s);
        ns_csv_measure(csv, step->coverage);
        ns_csv_measure(csv, step->density);
        ns_csv_measure(csv, step->mass);
        ns_csv_integer(csv, step->rows);
        ns_csv_integer(csv, step->restricted);
        ns_csv_boolean(csv, step->pasted);
        ns_csv_boolean(csv, s == found->step);
        ns_csv_end(csv);
    }
}

static ns_status put_table(ns_buffer *out, const ns_boxes *self, const char *table,
                           void (*put)(ns_csv *csv, const ns_boxes *self, uint32_t number)) {
    ns_column_set set;
    ns_csv csv;
    ns_status status = ns_column_set_init(&set, ns_table_find(table), self->base);
    if (status != NS_OK) return status;
    ns_csv_open(&csv, out, &set);
    for (uint32_t b = 0; b < self->discovery->count; b++) put(&csv, self, b);
    ns_column_set_free(&set);
    return out->status;
}

ns_status ns_boxes_rows(ns_buffer *boxes, ns_buffer *peeling, const ns_boxes *self) {
    const ns_status status = put_table(boxes, self, "boxes", put_box);
    return status == NS_OK ? put_table(peeling, self, "peeling", put_steps) : status;
}

/* --- the screen ---------------------------------------------------------------------------------------------------- */

static void put_percent(ns_buffer *out, double share) { ns_buffer_format(out, "%ld%%", ns_percent(share)); }

/* "Ukraine, flexibility on territory at least 0.44". */
static void put_restriction(ns_buffer *out, const ns_boxes *self, const ns_restriction *at) {
    const ns_quantity *quantity = quantity_of(self, at);
    ns_name_quantity(out, self->base, quantity->path);
    if (quantity->is_held)
        ns_buffer_add(out, at->has_low ? ": yes" : ": no");
    else if (at->has_low && at->has_high)
        ns_buffer_format(out, " from %.4g to %.4g", at->low, at->high);
    else
        ns_buffer_format(out, at->has_low ? " at least %.4g" : " at most %.4g",
                         at->has_low ? at->low : at->high);
}

static void put_quasi_p(ns_buffer *out, double p) {
    if (p < 0.0005)
        ns_buffer_add(out, "<0.001");
    else
        ns_buffer_format(out, "%.3f", p);
}

static void show_box(ns_page *page, const ns_boxes *self, uint32_t number) {
    const ns_discovered_box *found = &self->discovery->boxes[number];
    ns_buffer line = {0};
    ns_buffer_format(&line, "Box %u: '%s' in ", (unsigned)(number + 1), self->measure->text);
    put_percent(&line, found->box.density);
    ns_buffer_add(&line, " of scenarios where all of the following hold; it covers ");
    put_percent(&line, found->box.coverage);
    ns_buffer_add(&line, " of all such scenarios, in ");
    put_percent(&line, found->box.mass);
    ns_buffer_add(&line, " of the sample.");
    if (!found->reached) {
        ns_buffer_add(&line, " No box reaches ");
        put_percent(&line, self->settings->density);
        ns_buffer_add(&line, "; this is the densest.");
    }
    ns_page_text(page, NS_STYLE_BOLD, 0, 2, line.text ? line.text : "");
    for (uint32_t k = 0; k < found->box.restricted; k++) {
        ns_buffer right = {0};
        ns_buffer_clear(&line);
        put_restriction(&line, self, &found->box.restrictions[k]);
        put_quasi_p(&right, found->box.restrictions[k].quasi_p);
        ns_page_row(page, NS_STYLE_PLAIN, 2, 4, 66, line.text ? line.text : "", right.text ? right.text : "");
        ns_buffer_free(&right);
    }
    ns_buffer_free(&line);
}

static void show_finding(ns_page *page, const ns_boxes *self) {
    ns_buffer line = {0};
    ns_buffer_format(&line, "%s", ns_discover_finding_text(self->discovery->finding));
    ns_page_text(page, NS_STYLE_BOLD, 0, 2, line.text ? line.text : "");
    ns_buffer_free(&line);
}

void ns_boxes_screen(ns_buffer *out, const ns_boxes *self, const char *folder) {
    ns_page page = {out, WIDTH, NS_COLOR_OFF};
    ns_buffer line = {0};
    char draws[NS_SHARE_TEXT];
    ns_grouped_text(draws, self->draws);
    ns_buffer_format(&line, "%s: '%s' in ", self->base->title, self->measure->text);
    put_percent(&line, self->discovery->density);
    ns_buffer_format(&line, " of %s sampled scenarios. Where is it frequent?", draws);
    ns_page_text(&page, NS_STYLE_BOLD, 0, 2, line.text ? line.text : "");
    if (!self->discovery->count) show_finding(&page, self);
    for (uint32_t b = 0; b < self->discovery->count; b++) show_box(&page, self, b);
    ns_page_text(&page, NS_STYLE_DIM, 0, 0,
                 "On the right the quasi-p value of each limit: the chance of as many cases without it. "
                 "Boxes were chosen for "
                 "their density: try them on a fresh seed. Shares of scenarios sampled from the author's "
                 "assumptions, under "
                 "this model: not a forecast.");
    ns_buffer_clear(&line);
    ns_buffer_format(&line, "Tables: %s/", folder);
    ns_page_text(&page, NS_STYLE_PLAIN, 0, 0, line.text ? line.text : "");
    ns_buffer_free(&line);
}
