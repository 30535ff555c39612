/* FAMILIES OF COMPROMISE: the few that cover at least half of the agreements. */
#include <math.h>
#include <string.h>

#include "output/facts.h"
#include "output/names.h"
#include "output/screen.h"

enum { SIGNED = 8, REACHABLE = 10, GAIN = 8, LEAST_LEFT = 23, ROOMY_LEFT = 26, WITHOUT_AGREEMENT = 3 };

typedef struct family_list {
    ns_screen *screen;
    const ns_ranking *ranking;
    uint32_t shown;
    uint32_t gains; /* parties with a column of their own */
    bool one_line;  /* the heading */
    unsigned signed_width, reachable_width, least_gain, most_gain, left;
} family_list;

static const ns_group_tally *family_at(const family_list *self, uint32_t k) {
    return &self->screen->tally->families[self->ranking->order[k]];
}

/* How many cover half of the agreements; without agreements those most often reachable. */
static uint32_t count_shown(const family_list *self) {
    uint64_t covered = 0;
    uint32_t k = 0;
    if (!self->screen->agreements) {
        while (k < WITHOUT_AGREEMENT && k < self->ranking->count && family_at(self, k)->reachable) k++;
        return k;
    }
    for (; k < NS_MAX_SHOWN && k < self->ranking->count && 2 * covered < self->screen->agreements; k++)
        covered += family_at(self, k)->agreed;
    return k;
}

/* "9 (2-18)". */
static void add_gain(ns_buffer *out, const ns_screen *screen, const ns_histogram *gain) {
    char middle[NS_SHARE_TEXT], low[NS_SHARE_TEXT], high[NS_SHARE_TEXT];
    double full = screen->base->full, least = ns_histogram_quantile(gain, 0.05, full);
    ns_points_text(middle, ns_histogram_quantile(gain, 0.5, full), full);
    ns_points_text(low, least, full);
    ns_points_text(high, ns_histogram_quantile(gain, 0.95, full), full);
    if (screen->results->deterministic || gain->count < 2)
        ns_buffer_add(out, gain->count ? middle : "-");
    else
        ns_buffer_format(out, "%s (%s%s%s)", middle, low, low[0] == '-' || high[0] == '-' ? ".." : "-", high);
}

/* --- columns ------------------------------------------------------------------------------------------- */

static unsigned title_width(const family_list *self, uint32_t party) {
    return ns_text_width(self->screen->base->parties[party].title);
}

/* "  gain Ukraine", or the title alone under "gain of". */
static unsigned gain_width(const family_list *self, uint32_t party) {
    unsigned width = title_width(self, party) + (self->one_line ? 7 : 1);
    if (!self->one_line && width > self->most_gain) width = self->most_gain;
    return width > self->least_gain ? width : self->least_gain;
}

static unsigned gain_widths(const family_list *self) {
    unsigned sum = 0;
    for (uint32_t p = 0; p < self->gains; p++) sum += gain_width(self, p);
    return sum;
}

/* The widest "9 (2-18)" and two blanks. */
static unsigned widest_gain(const family_list *self) {
    unsigned widest = GAIN;
    for (uint32_t k = 0; k < self->shown; k++)
        for (uint32_t p = 0; p < self->screen->base->party_count && family_at(self, k)->gain; p++) {
            ns_buffer text = {0};
            add_gain(&text, self->screen, &family_at(self, k)->gain[p]);
            unsigned width = ns_text_width(text.text ? text.text : "") + 2;
            if (width > widest) widest = width;
            ns_buffer_free(&text);
        }
    return widest;
}

/* Parties' gains have columns where all of them fit; else they stand in words under each family. */
static void lay_out(family_list *self) {
    const ns_screen *screen = self->screen;
    bool counts = screen->tally->runs < NS_COUNTS_BELOW && !screen->results->deterministic;
    uint32_t parties = screen->base->party_count;
    self->signed_width = SIGNED + (counts ? 3 : 0);
    self->reachable_width = REACHABLE + (counts ? 2 : 0);
    unsigned room = screen->page.width - self->signed_width - self->reachable_width;
    self->least_gain = widest_gain(self);
    self->gains = screen->agreements && parties * self->least_gain + LEAST_LEFT <= room ? parties : 0;
    self->most_gain = self->gains ? (room - LEAST_LEFT) / self->gains : 0;
    self->one_line = true;
    self->one_line = gain_widths(self) + ROOMY_LEFT <= room;
    self->left = room - gain_widths(self);
}

/* --- rows ---------------------------------------------------------------------------------------------- */

static void gain_heading(const family_list *self, uint32_t party) {
    ns_buffer text = {0};
    ns_buffer_format(&text, "gain %s", self->screen->base->parties[party].title);
    ns_screen_cell(self->screen, text.text ? text.text : "", gain_width(self, party));
    ns_buffer_free(&text);
}

static void write_heading(const family_list *self) {
    ns_screen *screen = self->screen;
    ns_screen_begin_line(screen);
    ns_buffer_add(&screen->text, "FAMILIES OF COMPROMISE");
    ns_screen_cell(screen, "signed", self->signed_width);
    ns_screen_cell(screen, "reachable", self->reachable_width);
    for (uint32_t p = 0; p < self->gains; p++)
        if (self->one_line)
            gain_heading(self, p);
        else
            ns_screen_cell(screen, "gain of", gain_width(self, p));
    ns_screen_end_row(screen, NS_STYLE_BOLD, 0, 2, self->left);
    if (self->one_line) return;
    ns_screen_begin_line(screen);
    ns_screen_cell(screen, "", self->signed_width + self->reachable_width);
    for (uint32_t p = 0; p < self->gains; p++) {
        ns_buffer_char(&screen->right, ' ');
        ns_screen_cell(screen, screen->base->parties[p].title, gain_width(self, p) - 1);
    }
    ns_screen_end_row(screen, NS_STYLE_BOLD, 2, 4, self->left);
}

static void gain_cells(const family_list *self, const ns_group_tally *family) {
    ns_screen *screen = self->screen;
    for (uint32_t p = 0; p < self->gains; p++) {
        ns_buffer text = {0};
        if (family->gain) add_gain(&text, screen, &family->gain[p]);
        ns_screen_cell(screen, text.text ? text.text : "-", gain_width(self, p));
        ns_buffer_free(&text);
    }
}

/* Parties that have no column: in words under the family. */
static void write_gain_line(const family_list *self, const ns_group_tally *family) {
    ns_screen *screen = self->screen;
    if (self->gains || !family->agreed || !family->gain) return;
    ns_screen_begin_line(screen);
    ns_buffer_add(&screen->text, "gain: ");
    for (uint32_t p = 0; p < screen->base->party_count; p++) {
        ns_buffer_format(&screen->text, "%s%s ", p ? ", " : "", screen->base->parties[p].title);
        add_gain(&screen->text, screen, &family->gain[p]);
    }
    ns_screen_end_line(screen, NS_STYLE_PLAIN, 4, 6);
}

/* Position of the one headline issue on which two families differ; NS_NONE: none or several. */
static uint32_t single_difference(const ns_screen *screen, uint32_t a, uint32_t b) {
    uint32_t at = NS_NONE;
    for (uint32_t k = 0; k < screen->base->headline_count; k++) {
        if (ns_grouping_family_option(screen->results->families, a, k) ==
            ns_grouping_family_option(screen->results->families, b, k))
            continue;
        if (at != NS_NONE) return NS_NONE;
        at = k;
    }
    return at;
}

/* The title of a numeric option and a bare word say nothing without their issue. */
static void add_difference(ns_screen *screen, char earlier, const ns_issue *issue, uint32_t option) {
    const char *title = issue->options[option].title;
    ns_buffer_format(&screen->text, "as %c, but ", earlier);
    if (issue->numeric || !strchr(title, ' ')) ns_buffer_format(&screen->text, "%s: ", issue->title);
    ns_buffer_add(&screen->text, title);
}

/* What family a needs beside b: only where the two differ. */
static void add_other_needs(ns_screen *screen, uint32_t a, uint32_t b) {
    bool same = true;
    for (uint32_t c = 0; c < screen->base->condition_count; c++)
        same &= ns_screen_needs(screen, a, c) == ns_screen_needs(screen, b, c);
    if (!same && !ns_screen_add_needs(screen, a)) ns_buffer_add(&screen->text, "; needs no condition");
}

static void add_label(const family_list *self, uint32_t k) {
    ns_screen *screen = self->screen;
    uint32_t family = self->ranking->order[k];
    ns_buffer_format(&screen->text, "%c  ", (char)('A' + k));
    for (uint32_t earlier = 0; screen->base->headline_count > 1 && earlier < k; earlier++) {
        uint32_t other = self->ranking->order[earlier], at = single_difference(screen, other, family);
        if (at == NS_NONE) continue;
        add_difference(screen, (char)('A' + earlier), &screen->base->issues[screen->base->headline[at]],
                       ns_grouping_family_option(screen->results->families, family, at));
        add_other_needs(screen, family, other);
        return;
    }
    ns_name_family(&screen->text, screen->results, family);
    ns_screen_add_needs(screen, family);
}

static void write_family(const family_list *self, uint32_t k) {
    ns_screen *screen = self->screen;
    const ns_group_tally *family = family_at(self, k);
    ns_screen_begin_line(screen);
    add_label(self, k);
    ns_screen_share_cell(screen, family->agreed, screen->tally->runs, self->signed_width);
    ns_screen_share_cell(screen, family->reachable, screen->tally->runs, self->reachable_width);
    gain_cells(self, family);
    ns_screen_end_row(screen, NS_STYLE_PLAIN, 2, 4, self->left);
    write_gain_line(self, family);
}

/* A share without its sign: "58", and a count below 200 runs. */
static void add_bare(ns_buffer *out, uint64_t k, uint64_t n) {
    if (n < NS_COUNTS_BELOW)
        ns_buffer_format(out, "%llu", (unsigned long long)k);
    else
        ns_buffer_format(out, "%ld", ns_percent(ns_ratio(k, n)));
}

static void write_cover(const family_list *self) {
    ns_screen *screen = self->screen;
    uint64_t covered = 0, runs = screen->tally->runs;
    char families[NS_SHARE_TEXT], packages[NS_SHARE_TEXT];
    for (uint32_t k = 0; k < self->shown; k++) covered += family_at(self, k)->agreed;
    if (screen->results->deterministic || !self->shown) return;
    ns_screen_begin_line(screen);
    ns_buffer_format(&screen->text, self->shown == 1 ? "A holds " : "A-%c hold ",
                     (char)('A' + self->shown - 1));
    add_bare(&screen->text, covered, runs);
    ns_buffer_add(&screen->text, " of the ");
    add_bare(&screen->text, screen->agreements, runs);
    ns_grouped_text(families, ns_families_agreed(screen->results, screen->arm));
    ns_grouped_text(packages, ns_packages_agreed(screen->results, screen->arm));
    if (2 * covered < screen->agreements)
        ns_buffer_add(&screen->text, ", less than half: agreements are scattered");
    if (screen->tally->packages)
        ns_buffer_format(&screen->text, "; signed at least once: families %s, packages %s", families,
                         packages);
    ns_buffer_char(&screen->text, '.');
    ns_screen_end_line(screen, NS_STYLE_PLAIN, 2, 4);
}

static void write_list(family_list *self) {
    ns_screen *screen = self->screen;
    char draws[NS_SHARE_TEXT];
    self->shown = count_shown(self);
    lay_out(self);
    write_heading(self);
    if (!screen->agreements) {
        ns_screen_begin_line(screen);
        ns_grouped_text(draws, screen->tally->runs);
        if (screen->results->deterministic)
            ns_buffer_add(&screen->text, "Nothing was signed.");
        else
            ns_buffer_format(&screen->text, "Nothing was signed: not in %s sampled scenarios.", draws);
        ns_buffer_add(&screen->text,
                      self->shown ? " Most often reachable:" : " No family was ever reachable.");
        ns_screen_end_line(screen, NS_STYLE_PLAIN, 2, 4);
    }
    for (uint32_t k = 0; k < self->shown; k++) write_family(self, k);
    if (screen->agreements) write_cover(self);
}

void ns_screen_families(ns_screen *screen) {
    ns_ranking ranking;
    if (!screen->tally->families || !screen->results->families) return;
    ns_status status = ns_rank_families(&ranking, screen->results, screen->arm);
    family_list list = {.screen = screen, .ranking = &ranking};
    if (status == NS_OK)
        write_list(&list);
    else
        screen->text.status = status;
    ns_ranking_free(&ranking);
}
