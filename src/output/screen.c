/* The one screen: what a minister's adviser reads. */
#include "output/screen.h"

#include <math.h>
#include <string.h>

#include "output/facts.h"
#include "output/names.h"

/* --- lines --------------------------------------------------------------------------------------------- */

void ns_screen_begin_line(ns_screen *self) {
    ns_buffer_clear(&self->text);
    ns_buffer_clear(&self->right);
}

static const char *text_of(const ns_buffer *buffer) { return buffer->text ? buffer->text : ""; }

void ns_screen_end_line(ns_screen *self, ns_style style, unsigned indent, unsigned hang) {
    ns_page_text(&self->page, style, indent, hang, text_of(&self->text));
}

void ns_screen_end_row(ns_screen *self, ns_style style, unsigned indent, unsigned hang, unsigned left) {
    ns_page_row(&self->page, style, indent, hang, left, text_of(&self->text), text_of(&self->right));
}

void ns_screen_add_share(ns_screen *self, ns_buffer *out, uint64_t k, uint64_t n) {
    char text[NS_SHARE_TEXT];
    ns_share_text(text, self->results, ns_ratio(k, n), n);
    ns_buffer_add(out, text);
}

void ns_screen_cell(ns_screen *self, const char *text, unsigned width) {
    ns_add_cell(&self->right, text, width, NS_ALIGN_RIGHT);
}

void ns_screen_share_cell(ns_screen *self, uint64_t k, uint64_t n, unsigned width) {
    char text[NS_SHARE_TEXT];
    ns_share_text(text, self->results, ns_ratio(k, n), n);
    ns_screen_cell(self, text, width);
}

long ns_whole_points(double share, uint64_t n) {
    double scale = n < NS_COUNTS_BELOW ? (double)n : 100;
    return isnan(share) ? 0 : lround(floor(scale * share + 0.5));
}

void ns_screen_add_error(ns_buffer *out, double half_width, uint64_t n) {
    long whole = ns_whole_points(half_width, n);
    if (whole || half_width == 0)
        ns_buffer_format(out, "+-%ld", whole);
    else
        ns_buffer_add(out, "+-<1");
}

void ns_screen_effect_cell(ns_screen *self, size_t arm, unsigned width) {
    ns_screen_difference_cell(self, ns_paired_difference(&self->results->pairs[arm]),
                              self->results->tallies[arm].runs, width);
}

void ns_screen_difference_cell(ns_screen *self, ns_interval effect, uint64_t runs, unsigned width) {
    ns_buffer cell = {0};
    char text[NS_SHARE_TEXT];
    ns_difference_text(text, effect.value, runs);
    ns_buffer_format(&cell, "%s ", text);
    ns_screen_add_error(&cell, (effect.high - effect.low) / 2, runs);
    ns_screen_cell(self, text_of(&cell), width);
    ns_buffer_free(&cell);
}

/* --- heading ------------------------------------------------------------------------------------------- */

static void add_notice(ns_buffer *out, const ns_scenario *base) {
    char assumed[NS_SHARE_TEXT], in_file[NS_SHARE_TEXT];
    ns_number_count count = ns_count_numbers(base);
    ns_grouped_text(assumed, count.assumed);
    ns_grouped_text(in_file, count.in_file);
    ns_buffer_format(out, "NOT A FORECAST: %s of %s numbers are assumed", assumed, in_file);
}

static void write_title(ns_screen *self) {
    const char *title = self->base->title ? self->base->title : self->base->name;
    ns_screen_begin_line(self);
    ns_buffer_add(&self->text, title);
    add_notice(&self->right, self->base);
    unsigned notice = ns_text_width(text_of(&self->right)), width = self->page.width;
    if (ns_text_width(title) + 2 + notice <= width) {
        ns_screen_end_row(self, NS_STYLE_BOLD, 0, 2, width - notice);
    } else {
        ns_screen_end_line(self, NS_STYLE_BOLD, 0, 2);
        ns_page_text(&self->page, NS_STYLE_BOLD, 0, 2, text_of(&self->right));
    }
}

/* --- what `--set` changed ------------------------------------------------------------------------------ */

enum { MOST_CHANGES = 3 };

/* Adds one change; only counts once the line is full. */
static void add_change(ns_screen *self, uint32_t *count, const char *path, const char *value) {
    if (++*count > MOST_CHANGES) return;
    ns_buffer_format(&self->text, "%s%s = %s", *count == 1 ? "CHANGED BY --set: " : "; ", path, value);
}

static uint32_t add_changed_numbers(ns_screen *self) {
    uint32_t count = 0;
    for (uint32_t q = 0; q < self->base->quantity_count; q++) {
        const ns_quantity *quantity = &self->base->quantities[q];
        if (quantity->origin != NS_FROM_OVERRIDE || quantity->is_held || quantity->is_default) continue;
        ns_buffer range = {0};
        ns_distribution_write(&range, &quantity->distribution);
        add_change(self, &count, quantity->path, text_of(&range));
        ns_buffer_free(&range);
    }
    return count;
}

/* A run of a changed scenario must not be taken for one of the file. */
static void write_changes(ns_screen *self) {
    ns_screen_begin_line(self);
    uint32_t count = add_changed_numbers(self);
    for (uint32_t k = 0; k < self->base->setting_count; k++)
        if (self->base->settings[k].origin == NS_FROM_OVERRIDE && !self->base->settings[k].is_default)
            add_change(self, &count, self->base->settings[k].path, self->base->settings[k].value);
    if (count > MOST_CHANGES)
        ns_buffer_format(&self->text, "; and %u more", (unsigned)(count - MOST_CHANGES));
    if (count) ns_screen_end_line(self, NS_STYLE_BOLD, 0, 2);
}

static void add_consent(ns_screen *self) {
    static const char *const words[] = {"", ", by majority", ", by weighted majority"};
    const ns_protocol *protocol = &self->base->protocol;
    ns_buffer_add(&self->text, words[protocol->consent]);
    for (uint32_t p = 0, n = 0; p < self->base->party_count; p++)
        if (protocol->veto >> p & 1u)
            ns_buffer_format(&self->text, "%s%s", n++ ? ", " : " with a veto of ", self->base->parties[p].id);
}

void ns_screen_heading(ns_screen *self) {
    const ns_experiment *experiment = &self->results->experiment;
    const ns_protocol *protocol = &self->base->protocol;
    char number[NS_SHARE_TEXT];
    write_title(self);
    ns_screen_begin_line(self);
    ns_grouped_text(number, experiment->draws);
    if (self->results->deterministic)
        ns_buffer_add(&self->text, "deterministic: nothing is drawn, played once; ");
    else
        ns_buffer_format(&self->text, "%s sampled scenario%s, ", number, experiment->draws == 1 ? "" : "s");
    if (experiment->plays > 1)
        ns_buffer_format(&self->text, "%llu plays each, ", (unsigned long long)experiment->plays);
    ns_grouped_text(number, self->base->package_count);
    ns_buffer_format(&self->text, "%s packages, ", number);
    ns_buffer_format(&self->text, "%u round%s", (unsigned)protocol->rounds, protocol->rounds == 1 ? "" : "s");
    if (protocol->round_is) ns_buffer_format(&self->text, " of %s", protocol->round_is);
    add_consent(self);
    if (!self->results->deterministic)
        ns_buffer_format(&self->text, ", seed %llu", (unsigned long long)experiment->seed);
    ns_screen_end_line(self, NS_STYLE_PLAIN, 0, 2);
    write_changes(self);
}

/* --- what is missing ----------------------------------------------------------------------------------- */

static void write_missing(ns_screen *self) {
    const struct {
        unsigned gather;
        bool applies;
        const char *words;
    } parts[] = {{NS_GATHER_SPLIT, ns_screen_splits(self), "through which mechanism"},
                 {NS_GATHER_INPUTS, !self->results->deterministic, "what it hangs on"},
                 {NS_GATHER_PACKAGES, true, "families"},
                 {NS_GATHER_BLOCKERS, true, "obstacles"}};
    bool any = false;
    ns_screen_begin_line(self);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!parts[i].applies || (self->results->experiment.gather & parts[i].gather)) continue;
        ns_buffer_format(&self->text, "%s%s", any ? ", " : "Not gathered for these tables: ", parts[i].words);
        any = true;
    }
    if (!any) return;
    ns_buffer_add(&self->text, ". Without --tables they are.");
    ns_screen_end_line(self, NS_STYLE_PLAIN, 0, 2);
}

/* --- closing lines ------------------------------------------------------------------------------------- */

/* What the words above mean. */
static void add_words(ns_screen *self) {
    char full[NS_SHARE_TEXT];
    if (!self->tally->families) return;
    ns_points_text(full, self->base->full, self->base->full);
    if (self->agreements)
        ns_buffer_format(&self->text, "Gain: points of %s above no deal%s. ", full,
                         self->results->deterministic ? "" : ", median (5-95%)");
    if (self->base->headline_count < self->base->issue_count)
        ns_buffer_add(&self->text, "Families: other issues vary. ");
    ns_buffer_add(&self->text, "Acceptable: worth no deal or more; not just, lawful or durable. ");
}

static void add_cautions(ns_screen *self) {
    if (!self->results->deterministic)
        ns_buffer_add(
            &self->text,
            "Shares of scenarios sampled from the author's assumptions, under this model: not a "
            "probability of peace. +-: simulation error; nothing on whether the assumptions hold. ");
    if (ns_arm_has_mediator(&self->results->arms->arms[self->arm]))
        ns_buffer_format(&self->text,
                         "Effects of the mechanisms modelled, not an evaluation of the mediator%s. ",
                         self->base->mediator_count > 1 ? "s" : "");
    ns_buffer_add(&self->text,
                  "Names and status of places are the author's; a listed option is not endorsed.");
}

static void write_cautions(ns_screen *self) {
    ns_screen_begin_line(self);
    add_words(self);
    add_cautions(self);
    ns_screen_end_line(self, NS_STYLE_DIM, 0, 0);
    if (!self->tally->packages || ns_lists_all_packages(self->results)) return;
    ns_page_text(&self->page, NS_STYLE_DIM, 0, 2,
                 "More than 65,536 packages: compromises.csv lists only those signed at least once.");
}

static void write_folder(ns_screen *self, const char *folder) {
    if (!folder) return;
    ns_screen_begin_line(self);
    size_t length = strlen(folder);
    ns_buffer_format(&self->text, "Tables: %s%s", folder, length && folder[length - 1] == '/' ? "" : "/");
    ns_screen_end_line(self, NS_STYLE_PLAIN, 0, 2);
}

/* --- all ----------------------------------------------------------------------------------------------- */

enum { LEAST_WIDTH = 40 };

static ns_screen screen_of(ns_buffer *out, const ns_results *results, const ns_screen_settings *settings) {
    ns_screen self = {.results = results, .base = results->arms->base};
    self.page =
        (ns_page){out, settings->width < LEAST_WIDTH ? LEAST_WIDTH : settings->width, settings->color};
    self.arm = ns_headline_arm(results);
    self.reference = ns_results_reference(results, self.arm);
    bool mediated = ns_arm_has_mediator(&results->arms->arms[self.arm]);
    if (self.reference >= results->arms->count || (!mediated && !results->arms->arms[self.arm].is_variant))
        self.reference = results->arms->count;
    self.tally = &results->tallies[self.arm];
    self.agreements = ns_agreements(self.tally);
    return self;
}

void ns_screen_write(ns_buffer *out, const ns_results *results, const ns_screen_settings *settings) {
    ns_screen self = screen_of(out, results, settings);
    ns_screen_heading(&self);
    ns_screen_shares(&self);
    ns_screen_inputs(&self);
    ns_screen_families(&self);
    ns_screen_why_not(&self);
    ns_screen_variants(&self);
    write_missing(&self);
    write_cautions(&self);
    write_folder(&self, settings->folder);
    if (self.text.status != NS_OK && out->status == NS_OK) out->status = self.text.status;
    if (self.right.status != NS_OK && out->status == NS_OK) out->status = self.right.status;
    ns_buffer_free(&self.text);
    ns_buffer_free(&self.right);
}
