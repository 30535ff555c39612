/* Measures: reading their names, and their numbers in a run. */
#include "negsim/measure.h"

#include <string.h>

typedef struct word {
    const char *text;
    size_t length;
} word;

static bool is(word w, const char *text) {
    return strlen(text) == w.length && memcmp(w.text, text, w.length) == 0;
}

/* The part before the mark; what is left after it. The whole where there is no mark. */
static word cut(word *left, char mark) {
    const char *at = left->length ? memchr(left->text, mark, left->length) : NULL;
    word head = *left;
    if (!at) {
        *left = (word){left->text + left->length, 0};
        return head;
    }
    head.length = (size_t)(at - left->text);
    *left = (word){at + 1, left->length - head.length - 1};
    return head;
}

/* --- faults --------------------------------------------------------------------------------------------------- */

typedef struct measure_reader {
    ns_measure *out;
    const ns_arms *arms;
    ns_diagnostics *diagnostics;
} measure_reader;

static ns_status refuse(const measure_reader *self, word w, const char *what, const char *const *names,
                        size_t count) {
    char name[128] = "", hint[256];
    strncat(name, w.text, w.length < sizeof name - 1 ? w.length : sizeof name - 1);
    const char *nearest = ns_nearest_name(name, names, count);
    if (nearest) {
        strcat(strncat(strcpy(hint, "did you mean '"), nearest, 200), "'?");
    } else {
        strcpy(hint, "one of: ");
        for (size_t k = 0; k < count && strlen(hint) < 200; k++) {
            if (k) strcat(hint, ", ");
            strncat(hint, names[k], 40);
        }
    }
    ns_diagnostics_add(self->diagnostics, NS_CODE_USAGE, (ns_location){0}, hint,
                       "outcome '%s': there is no %s '%s'", self->out->text, what, name);
    return NS_BAD_USAGE;
}

/* --- names -------------------------------------------------------------------------------------------------------- */

static ns_status read_party(const measure_reader *self, word w) {
    const ns_scenario *s = self->arms->base;
    const char *names[NS_MAX_PARTIES];
    for (uint32_t p = 0; p < s->party_count; p++) {
        names[p] = s->parties[p].id;
        self->out->party = p;
        if (is(w, s->parties[p].id)) return NS_OK;
    }
    return refuse(self, w, "party", names, s->party_count);
}

static ns_status read_option(const measure_reader *self, uint32_t issue, word w) {
    const ns_issue *at = &self->arms->base->issues[issue];
    const char *names[64];
    const uint32_t named = at->option_count < 64 ? at->option_count : 64;
    for (uint32_t o = 0; o < at->option_count; o++) {
        if (!is(w, at->options[o].id)) continue;
        self->out->sides[self->out->side_count].issue = issue;
        self->out->sides[self->out->side_count++].option = o;
        return NS_OK;
    }
    for (uint32_t o = 0; o < named; o++) names[o] = at->options[o].id;
    return refuse(self, w, "option", names, named);
}

static ns_status read_side(const measure_reader *self, word w) {
    const ns_scenario *s = self->arms->base;
    const char *names[64];
    const word issue = cut(&w, '=');
    const uint32_t named = s->issue_count < 64 ? s->issue_count : 64;
    if (self->out->side_count == NS_MEASURE_SIDES) return refuse(self, issue, "room for", NULL, 0);
    for (uint32_t i = 0; i < s->issue_count; i++)
        if (is(issue, s->issues[i].id)) return read_option(self, i, w);
    for (uint32_t i = 0; i < named; i++) names[i] = s->issues[i].id;
    return refuse(self, issue, "issue", names, named);
}

static ns_status read_sides(const measure_reader *self, word w) {
    ns_status status = NS_OK;
    while (status == NS_OK && w.length) status = read_side(self, cut(&w, '+'));
    return status;
}

static ns_status read_arm(const measure_reader *self, word w, size_t *out) {
    const char *names[64];
    const size_t named = self->arms->count < 64 ? self->arms->count : 64;
    for (*out = 0; *out < self->arms->count; (*out)++)
        if (is(w, self->arms->arms[*out].name)) return NS_OK;
    for (size_t k = 0; k < named; k++) names[k] = self->arms->arms[k].name;
    return refuse(self, w, "arm", names, named);
}

static ns_status read_arms(const measure_reader *self, word w) {
    const word first = cut(&w, '-');
    ns_status status = read_arm(self, first, &self->out->arm);
    return status == NS_OK && w.length ? read_arm(self, w, &self->out->against) : status;
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

static ns_status refuse_held(const measure_reader *self) {
    ns_diagnostics_add(self->diagnostics, NS_CODE_USAGE, (ns_location){0},
                       "add a `durability` block to the scenario",
                       "outcome 'held': nothing follows the agreements of this scenario");
    return NS_BAD_USAGE;
}

static ns_status read_what(const measure_reader *self, word w) {
    static const char *const names[] = {
        "agreed", "round", "gain.PARTY", "value.PARTY", "signed:ISSUE=OPTION", "reachable", "held", "effect"};
    ns_measure *out = self->out;
    word rest = w;
    const word side_head = cut(&rest, ':');
    word party = w;
    const word party_head = cut(&party, '.');
    out->kind = NS_MEASURE_AGREED;
    if (is(w, "agreed")) return NS_OK;
    out->kind = NS_MEASURE_HELD;
    if (is(w, "held") && self->arms->base->durability.given) return NS_OK;
    if (is(w, "held")) return refuse_held(self);
    out->kind = NS_MEASURE_ROUND;
    if (is(w, "round")) return NS_OK;
    out->kind = NS_MEASURE_GAIN;
    if (is(party_head, "gain") && party.length) return read_party(self, party);
    out->kind = NS_MEASURE_VALUE;
    if (is(party_head, "value") && party.length) return read_party(self, party);
    out->kind = NS_MEASURE_SIGNED;
    if (is(side_head, "signed") && rest.length) return read_sides(self, rest);
    out->kind = NS_MEASURE_REACHABLE;
    if (is(side_head, "reachable")) return read_sides(self, rest);
    return refuse(self, w, "measure", names, sizeof names / sizeof *names);
}

ns_status ns_measure_read(ns_measure *out, const char *text, const ns_arms *arms,
                          ns_diagnostics *diagnostics) {
    const size_t mediated = ns_arms_find(arms, "mediated");
    *out = (ns_measure){.text = text, .arm = mediated < arms->count ? mediated : 0, .against = SIZE_MAX};
    const measure_reader self = {out, arms, diagnostics};
    const char *meant = strcmp(text, "effect") == 0 ? "agreed@mediated-unmediated" : text;
    word rest = {meant, strlen(meant)};
    const word what = cut(&rest, '@');
    ns_status status = read_what(&self, what);
    return status == NS_OK && rest.length ? read_arms(&self, rest) : status;
}

bool ns_measure_is_share(const ns_measure *self) {
    return self->against == SIZE_MAX && (self->kind == NS_MEASURE_AGREED || self->kind == NS_MEASURE_SIGNED ||
                                         self->kind == NS_MEASURE_REACHABLE || self->kind == NS_MEASURE_HELD);
}

unsigned ns_measure_gather(const ns_measure *self) {
    return self->kind == NS_MEASURE_REACHABLE ? NS_GATHER_PACKAGES : 0;
}

/* --- numbers ------------------------------------------------------------------------------------------------------------ */

static bool has_options(const ns_measure *self, const ns_scenario *s, uint32_t package) {
    for (uint32_t k = 0; k < self->side_count; k++)
        if (ns_option_of(s, self->sides[k].issue, package) != self->sides[k].option) return false;
    return true;
}

static bool is_reachable(const ns_measure *self, const ns_scenario *s, const ns_run_record *record) {
    if (!self->side_count) return record->any_reachable;
    for (uint32_t x = 0; record->shut && x < s->package_count; x++)
        if (!record->shut[x] && has_options(self, s, x)) return true;
    return false;
}

double ns_measure_of(const ns_measure *self, const ns_scenario *scenario, const ns_run_record *record) {
    const uint32_t package = record->outcome->package;
    const bool agreed = package != NS_NONE;
    switch (self->kind) {
    case NS_MEASURE_AGREED: return agreed;
    case NS_MEASURE_ROUND: return agreed ? record->outcome->round : scenario->protocol.rounds;
    case NS_MEASURE_GAIN: return agreed ? record->gain[self->party] : 0;
    case NS_MEASURE_VALUE: return agreed ? record->value[self->party] : record->no_deal[self->party];
    case NS_MEASURE_SIGNED: return agreed && has_options(self, scenario, package);
    case NS_MEASURE_REACHABLE: return is_reachable(self, scenario, record);
    case NS_MEASURE_HELD: return record->outcome->held;
    case NS_MEASURE_KINDS: break;
    }
    return 0;
}
