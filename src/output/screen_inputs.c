/* It hangs on: the three assumptions that move the share most. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "output/facts.h"
#include "output/names.h"
#include "output/screen.h"

enum { SHOWN = 3, SHARES = 15, LEAST_BASIS = 14 };

/* One of the assumptions shown; the yes-or-no draw and its probability are one assumption. */
typedef struct pick {
    const ns_influence *row;
    uint32_t assumption; /* quantity of the file */
} pick;

static size_t pick_rows(pick out[SHOWN], const ns_scenario *scenario, const ns_ledger *ledger) {
    size_t count = 0;
    for (size_t i = 0; i < ledger->count && count < SHOWN && ledger->rows[i].rank; i++) {
        if (ledger->rows[i].influence == 0) break;
        uint32_t source = ns_held_source(scenario, ledger->rows[i].quantity);
        uint32_t assumption = source == NS_NONE ? ledger->rows[i].quantity : source;
        bool known = false;
        for (size_t k = 0; k < count; k++) known |= out[k].assumption == assumption;
        if (!known) out[count++] = (pick){&ledger->rows[i], assumption};
    }
    return count;
}

static void add_share(char *out, size_t room, double share, uint64_t n) {
    if (n * 5 < NS_COUNTS_BELOW)
        snprintf(out, room, "%ld/%llu", lround(share * (double)n), (unsigned long long)n);
    else
        snprintf(out, room, "%ld", ns_percent(share));
}

static void add_shares(ns_buffer *out, const ns_influence *row) {
    char low[NS_SHARE_TEXT], high[NS_SHARE_TEXT], text[2 * NS_SHARE_TEXT + 8];
    add_share(low, sizeof low, row->lowest, row->n);
    add_share(high, sizeof high, row->highest, row->n);
    snprintf(text, sizeof text, "%s .. %s%s", low, high, fabs(row->influence) < row->noise ? "*" : " ");
    ns_add_cell(out, text, SHARES, NS_ALIGN_RIGHT);
}

static void add_basis(ns_buffer *out, const ns_provenance *provenance, unsigned room) {
    ns_buffer text = {0};
    const char *basis = provenance->basis;
    bool assumed = basis && strcmp(basis, "assumption") == 0;
    ns_buffer_add(&text, assumed ? "assumed" : basis ? basis : "no basis given");
    ns_buffer_format(&text, ", %s", provenance->source ? provenance->source : "no source");
    ns_buffer_add_n(out, "  ", 2);
    if (ns_text_width(text.text ? text.text : "") <= room)
        ns_buffer_add(out, text.text ? text.text : "");
    else
        ns_add_cell(out, text.text ? text.text : "", room, NS_ALIGN_LEFT);
    ns_buffer_free(&text);
}

static void write_row(ns_screen *self, const ns_scenario *scenario, const pick *at) {
    unsigned left = self->page.width - SHARES - 2 - (self->page.width >= 76 ? 22 : LEAST_BASIS);
    ns_screen_begin_line(self);
    ns_name_quantity(&self->text, scenario, scenario->quantities[at->row->quantity].path);
    if (scenario->quantities[at->row->quantity].is_held) ns_buffer_add(&self->text, ": yes .. no");
    add_shares(&self->right, at->row);
    add_basis(&self->right, &scenario->quantities[at->assumption].provenance,
              self->page.width - left - SHARES - 2);
    ns_screen_end_row(self, NS_STYLE_PLAIN, 4, 6, left);
}

static void write_heading(ns_screen *self) {
    ns_screen_begin_line(self);
    ns_buffer_add(&self->text, "It hangs on (the ");
    ns_screen_add_share(self, &self->text, self->agreements, self->tally->runs);
    ns_buffer_add(&self->text, " in the lowest .. highest fifth of each assumption):");
    ns_screen_end_line(self, NS_STYLE_PLAIN, 2, 4);
}

static void write_rows(ns_screen *self, const ns_ledger *ledger) {
    const ns_scenario *scenario = self->results->arms->arms[self->arm].scenario;
    pick picks[SHOWN];
    bool noisy = false;
    size_t count = pick_rows(picks, scenario, ledger);
    if (!count) return;
    write_heading(self);
    for (size_t i = 0; i < count; i++) {
        write_row(self, scenario, &picks[i]);
        noisy |= fabs(picks[i].row->influence) < picks[i].row->noise;
    }
    if (noisy) ns_page_text(&self->page, NS_STYLE_DIM, 4, 6, "* not told apart from simulation error");
}

void ns_screen_inputs(ns_screen *self) {
    ns_ledger ledger;
    if (self->results->deterministic || !self->tally->input_runs) return;
    ns_status status = ns_ledger_make(&ledger, self->results, self->arm);
    if (status == NS_OK)
        write_rows(self, &ledger);
    else
        self->text.status = status;
    ns_ledger_free(&ledger);
}
