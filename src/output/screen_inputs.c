/* It hangs on: the three assumptions that move the share most. */
#include <math.h>
#include <string.h>

#include "output/facts.h"
#include "output/names.h"
#include "output/screen.h"

enum { SHOWN = 3, INDENT = 4, GAP = 2, LEAST_BASIS = 9, LEAST_NAME = 24 };

/* One of the assumptions shown; the yes-or-no draw and its probability are one assumption. */
typedef struct pick {
    const ns_influence *row;
    uint32_t assumption; /* quantity of the file */
} pick;

static size_t pick_rows(pick out[SHOWN], const ns_scenario *scenario, const ns_ledger *ledger) {
    size_t count = 0;
    for (size_t i = 0; i < ledger->count && count < SHOWN && ledger->rows[i].rank; i++) {
        if (!ns_influence_stands_out(&ledger->rows[i])) break;
        uint32_t source = ns_held_source(scenario, ledger->rows[i].quantity);
        uint32_t assumption = source == NS_NONE ? ledger->rows[i].quantity : source;
        bool known = false;
        for (size_t k = 0; k < count; k++) known |= out[k].assumption == assumption;
        if (!known) out[count++] = (pick){&ledger->rows[i], assumption};
    }
    return count;
}

/* --- cells --------------------------------------------------------------------------------------------- */

static void add_share(ns_buffer *out, double share, uint64_t n) {
    if (n * 5 < NS_COUNTS_BELOW)
        ns_buffer_format(out, "%ld/%llu", lround(share * (double)n), (unsigned long long)n);
    else
        ns_buffer_format(out, "%ld", ns_percent(share));
}

/* "16 .. 84 +-11" */
static void add_shares(ns_buffer *out, const ns_influence *row) {
    add_share(out, row->lowest, row->n);
    ns_buffer_add(out, " .. ");
    add_share(out, row->highest, row->n);
    ns_buffer_char(out, ' ');
    ns_screen_add_error(out, row->noise, row->n * 5 < NS_COUNTS_BELOW ? row->n : NS_COUNTS_BELOW);
}

static void add_name(ns_buffer *out, const ns_scenario *scenario, const pick *at) {
    ns_name_quantity(out, scenario, scenario->quantities[at->row->quantity].path);
}

static const char *basis_word(const ns_provenance *provenance) {
    const char *basis = provenance->basis;
    return !basis ? "no basis given" : strcmp(basis, "assumption") == 0 ? "assumed" : basis;
}

/* "assumed, desk estimate": the source up to its first comma, colon or the like. */
static void add_clause(ns_buffer *out, const ns_provenance *provenance) {
    const char *source = provenance->source ? provenance->source : "no source";
    size_t clause = strcspn(source, ",;:(");
    while (clause && source[clause - 1] == ' ') clause--;
    ns_buffer_format(out, "%s, %.*s", basis_word(provenance), (int)clause, source);
}

static bool fits(const ns_buffer *text, unsigned room) {
    return ns_text_width(text->text ? text->text : "") <= room;
}

/* Basis and source: the source whole, else its first clause, else left out. */
static void add_basis(ns_buffer *out, const ns_provenance *provenance, unsigned room) {
    const char *source = provenance->source ? provenance->source : "no source";
    ns_buffer_format(out, "%s, %s", basis_word(provenance), source);
    if (fits(out, room)) return;
    ns_buffer_clear(out);
    add_clause(out, provenance);
    if (fits(out, room)) return;
    ns_buffer_clear(out);
    ns_buffer_add(out, basis_word(provenance));
}

/* --- rows ---------------------------------------------------------------------------------------------- */

typedef struct layout {
    unsigned shares, basis, left;
} layout;

static unsigned wider(unsigned width, ns_buffer *text) {
    unsigned own = ns_text_width(text->text ? text->text : "");
    ns_buffer_clear(text);
    return own > width ? own : width;
}

/* Names are whole where they can be: what the basis loses first is its source. Where a name wraps all the same the source stays. */
static layout lay_out(const ns_screen *self, const ns_scenario *scenario, const pick *picks, size_t count) {
    ns_buffer text = {0};
    unsigned name = 0, least = LEAST_BASIS, most = LEAST_BASIS, page = self->page.width;
    layout out = {0};
    for (size_t i = 0; i < count; i++) {
        const ns_provenance *provenance = &scenario->quantities[picks[i].assumption].provenance;
        add_name(&text, scenario, &picks[i]);
        name = wider(name, &text);
        add_shares(&text, picks[i].row);
        out.shares = wider(out.shares, &text);
        ns_buffer_add(&text, basis_word(provenance));
        least = wider(least, &text);
        add_clause(&text, provenance);
        most = wider(most, &text);
    }
    /* Two blanks before the shares: one of the row, one of theirs. */
    unsigned taken = INDENT + 2 + out.shares + GAP;
    unsigned room = page > taken + LEAST_NAME + LEAST_BASIS ? page - taken - LEAST_NAME : LEAST_BASIS;
    bool whole = taken + name + least <= page;
    out.basis = whole ? page - taken - name : most > room ? least : most;
    if (out.basis > room) out.basis = room;
    out.left = page - 1 - out.shares - GAP - out.basis;
    ns_buffer_free(&text);
    return out;
}

static void write_row(ns_screen *self, const ns_scenario *scenario, const layout *at, const pick *which) {
    ns_buffer text = {0};
    ns_screen_begin_line(self);
    add_name(&self->text, scenario, which);
    ns_buffer_char(&self->right, ' ');
    add_shares(&text, which->row);
    ns_screen_cell(self, text.text ? text.text : "", at->shares);
    ns_buffer_clear(&text);
    add_basis(&text, &scenario->quantities[which->assumption].provenance, at->basis);
    ns_buffer_add_n(&self->right, "  ", GAP);
    ns_add_cell(&self->right, text.text ? text.text : "", at->basis, NS_ALIGN_LEFT);
    ns_screen_end_row(self, NS_STYLE_PLAIN, INDENT, INDENT + 2, at->left);
    ns_buffer_free(&text);
}

static void write_heading(ns_screen *self) {
    ns_screen_begin_line(self);
    ns_buffer_add(&self->text, "It hangs on (");
    if (self->tally->runs < NS_COUNTS_BELOW)
        ns_buffer_add(&self->text, "signed");
    else
        ns_buffer_format(&self->text, "the %ld%%", ns_percent(ns_ratio(self->agreements, self->tally->runs)));
    ns_buffer_add(&self->text, " in the lowest .. highest fifth of each, or yes .. no):");
    ns_screen_end_line(self, NS_STYLE_PLAIN, 2, 4);
}

static void write_nothing(ns_screen *self) {
    char runs[NS_SHARE_TEXT];
    ns_grouped_text(runs, self->tally->runs);
    ns_screen_begin_line(self);
    ns_buffer_format(&self->text, "It hangs on: nothing stands out of the simulation error at n = %s", runs);
    ns_screen_end_line(self, NS_STYLE_PLAIN, 2, 4);
}

static void write_rows(ns_screen *self, const ns_ledger *ledger) {
    const ns_scenario *scenario = self->results->arms->arms[self->arm].scenario;
    pick picks[SHOWN];
    size_t count = pick_rows(picks, scenario, ledger);
    if (!count) {
        write_nothing(self);
        return;
    }
    write_heading(self);
    layout at = lay_out(self, scenario, picks, count);
    for (size_t i = 0; i < count; i++) write_row(self, scenario, &at, &picks[i]);
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
