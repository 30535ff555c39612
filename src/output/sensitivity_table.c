/* sensitivity.csv, and the screen of `negsim sensitivity`. */
#include <math.h>
#include <string.h>

#include "negsim/number.h"
#include "negsim/sensitivity_output.h"
#include "output/facts.h"
#include "output/names.h"
#include "output/page.h"
#include "output/table_write.h"

enum { WIDTH = 80, LISTED = 8 };

static const char *path_of(const ns_drivers *drivers, const ns_scenario *base, const ns_figure *figure) {
    return figure->input == NS_NONE ? NULL : base->quantities[drivers->inputs[figure->input]].path;
}

/* --- the table ------------------------------------------------------------------------------------------------- */

static void put_list(ns_csv *csv, const ns_drivers *drivers, const ns_driver_list *list,
                     const ns_scenario *base) {
    uint32_t rank = 0;
    for (uint32_t f = 0; f < list->count; f++) {
        const ns_figure *figure = &list->figures[f];
        rank += figure->leads && figure->input != NS_NONE;
        ns_csv_text(csv, list->measure->text);
        ns_csv_text(csv, list->kind->head.name);
        if (figure->input == NS_NONE)
            ns_csv_empty(csv);
        else
            ns_csv_integer(csv, rank);
        ns_csv_text(csv, path_of(drivers, base, figure));
        ns_csv_text(csv, figure->name);
        ns_csv_measure(csv, figure->estimate.value);
        ns_csv_measure(csv, figure->estimate.low);
        ns_csv_measure(csv, figure->estimate.high);
        ns_csv_measure(csv, figure->floor);
        ns_csv_integer(csv, list->runs);
        ns_csv_end(csv);
    }
}

ns_status ns_sensitivity_rows(ns_buffer *out, const ns_drivers *drivers, const ns_scenario *base) {
    ns_column_set set;
    ns_csv csv;
    ns_status status = ns_column_set_init(&set, ns_table_find("sensitivity"), base);
    if (status != NS_OK) return status;
    ns_csv_open(&csv, out, &set);
    for (uint32_t k = 0; k < drivers->list_count; k++) put_list(&csv, drivers, &drivers->lists[k], base);
    ns_column_set_free(&set);
    return out->status;
}

/* --- the screen ------------------------------------------------------------------------------------------------ */

/* What the leading figure of a method says. */
static const char *meaning_of(const char *figure) {
    static const struct {
        const char *name, *text;
    } meanings[] = {{"first", "share of the variance that goes with the input alone"},
                    {"total", "share of the variance in which the input has a part"},
                    {"mu_star", "mean size of a step's effect, over the whole range"},
                    {"share_of_play", "how much of the variance is chance within a scenario"},
                    {"prcc", "correlation of ranks, all other inputs held fast"},
                    {"swing", "from the input's 5% to its 95% point"}};
    for (size_t k = 0; k < sizeof meanings / sizeof *meanings; k++)
        if (strcmp(meanings[k].name, figure) == 0) return meanings[k].text;
    return figure;
}

static void put_number(ns_buffer *out, double value) {
    ns_buffer_format(out, "%.2f", fabs(value) < 0.005 ? 0 : value);
}

static void put_estimate(ns_buffer *out, const ns_estimate *estimate) {
    put_number(out, estimate->value);
    if (isnan(estimate->low)) return;
    ns_buffer_add(out, "  (");
    put_number(out, estimate->low);
    ns_buffer_add(out, " .. ");
    put_number(out, estimate->high);
    ns_buffer_char(out, ')');
}

/* An input whose interval holds 0, or which lies below the floor, is not told apart from noise. */
static bool stands_out(const ns_figure *figure) {
    if (isnan(figure->estimate.value)) return false;
    if (!isnan(figure->floor)) return figure->estimate.value > figure->floor;
    return isnan(figure->estimate.low) ? figure->estimate.value != 0
                                       : figure->estimate.low > 0 || figure->estimate.high < 0;
}

static void put_heading(ns_page *page, const ns_driver_list *list) {
    ns_buffer line = {0};
    char runs[NS_SHARE_TEXT];
    const char *figure = list->count ? list->figures[0].name : "";
    ns_grouped_text(runs, list->runs);
    ns_buffer_format(&line, "%s, %s: %s (%s negotiations in each arm)", list->measure->text,
                     list->kind->head.name, meaning_of(figure), runs);
    ns_page_text(page, NS_STYLE_BOLD, 0, 2, line.text ? line.text : "");
    ns_buffer_free(&line);
}

static void put_figure(ns_page *page, const ns_scenario *base, const char *path, const ns_figure *figure) {
    ns_buffer name = {0}, right = {0};
    ns_name_quantity(&name, base, path);
    put_estimate(&right, &figure->estimate);
    ns_page_row(page, NS_STYLE_PLAIN, 2, 4, 54, name.text ? name.text : path, right.text ? right.text : "");
    ns_buffer_free(&name);
    ns_buffer_free(&right);
}

static void put_whole(ns_page *page, const ns_figure *figure) {
    ns_buffer line = {0};
    if (strcmp(figure->name, "r_squared") == 0)
        ns_buffer_add(&line, "explained by all inputs together, by ranks (R2): ");
    else
        ns_buffer_add(&line, "share of the variance that is noise of play: ");
    put_estimate(&line, &figure->estimate);
    ns_page_text(page, NS_STYLE_PLAIN, 2, 4, line.text ? line.text : "");
    ns_buffer_free(&line);
}

static void put_note(ns_page *page, const ns_driver_list *list) {
    ns_buffer line = {0};
    char more[NS_SHARE_TEXT];
    const ns_sensitivity_note *note = &list->note;
    ns_grouped_text(more, note->finding == NS_FINDING_TOO_FEW ? note->enough : note->more);
    if (note->finding != NS_FINDING_USABLE) ns_buffer_format(&line, "%s. ", ns_finding_text(note->finding));
    if (note->finding == NS_FINDING_TOO_FEW)
        ns_buffer_format(&line, "It takes at least %s.", more);
    else if (note->more)
        ns_buffer_format(&line, "Intervals reach +-%.2f; about %s more would bring them to +-0.05.",
                         note->half_width, more);
    if (strcmp(list->kind->head.name, "sobol") == 0 && note->size && note->size != note->next_power)
        ns_buffer_format(&line, "%s%llu is no power of two, which would balance the points: %llu.",
                         line.length ? " " : "", (unsigned long long)note->size,
                         (unsigned long long)note->next_power);
    if (line.length) ns_page_text(page, NS_STYLE_DIM, 2, 4, line.text);
    ns_buffer_free(&line);
}

static void show_list(ns_page *page, const ns_drivers *drivers, const ns_driver_list *list,
                      const ns_scenario *base) {
    uint32_t shown = 0, hidden = 0;
    put_heading(page, list);
    for (uint32_t f = 0; f < list->count; f++) {
        const ns_figure *figure = &list->figures[f];
        if (figure->input == NS_NONE || !figure->leads) continue;
        if (shown < LISTED && stands_out(figure)) {
            put_figure(page, base, path_of(drivers, base, figure), figure);
            shown++;
        } else {
            hidden++;
        }
    }
    ns_buffer line = {0};
    if (hidden)
        ns_buffer_format(&line,
                         shown ? "%u more inputs: sensitivity.csv"
                               : "none of %u inputs stands out of the sampling error",
                         (unsigned)hidden);
    if (line.length) ns_page_text(page, NS_STYLE_DIM, 2, 4, line.text);
    ns_buffer_free(&line);
    for (uint32_t f = 0; f < list->count; f++)
        if (list->figures[f].input == NS_NONE) put_whole(page, &list->figures[f]);
    put_note(page, list);
}

void ns_sensitivity_screen(ns_buffer *out, const ns_drivers *drivers, const ns_scenario *base,
                           const char *folder) {
    ns_page page = {out, WIDTH, NS_COLOR_OFF};
    ns_buffer line = {0};
    ns_buffer_format(&line, "%s: which of %u uncertain numbers drives the outcome", base->title,
                     drivers->input_count);
    ns_page_text(&page, NS_STYLE_BOLD, 0, 0, line.text ? line.text : "");
    for (uint32_t k = 0; k < drivers->list_count; k++) show_list(&page, drivers, &drivers->lists[k], base);
    ns_page_text(&page, NS_STYLE_DIM, 0, 0,
                 "Inputs vary over the ranges of the file, under this model: not a forecast. Intervals (95%) "
                 "are sampling "
                 "error; they say nothing about whether the ranges hold.");
    ns_buffer_clear(&line);
    ns_buffer_format(&line, "Tables: %s/", folder);
    ns_page_text(&page, NS_STYLE_PLAIN, 0, 0, line.text ? line.text : "");
    ns_buffer_free(&line);
}
