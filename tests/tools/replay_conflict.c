/* replay-conflict DIR: reckons again what the tables of a folder say of its conflict models (models/CASE.yaml) and additive models
 * (additive/CASE.yaml): stability.csv, ordinal_2x2.csv, reach.csv, coalition.csv, mediation.csv, inverse.csv, additive_stability.csv,
 * summary.csv. Every row counts, and for each case that no coalition and no improvement is missing. Prints the first differences and
 * `N of M equal`; exit code 0 where all are. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "negsim.h"

enum { MOST_CELLS = 24, SHOWN = 20, TEXT = 1 << 14 };

typedef struct table {
    char *header[MOST_CELLS], *cells[MOST_CELLS];
    size_t columns, count;
} table;

typedef struct replay {
    const char *folder, *file;
    uint64_t equal, of, shown, line;
    table table;
    char name[128]; /* of the model at hand */
    ns_conflict *conflict;
    ns_stability *stability;
    ns_coalition_moves *coalitions;
    ns_additive *additive;
    ns_additive_place *place;
    char difference[TEXT];
} replay;

static void differ(replay *self, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void differ(replay *self, const char *format, ...) {
    if (self->difference[0]) return; /* the first is kept */
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(self->difference, sizeof self->difference, format, arguments);
    va_end(arguments);
}

static void count(replay *self) {
    self->of++;
    self->equal += !self->difference[0];
    if (self->difference[0] && self->shown++ < SHOWN)
        printf("%s:%llu: %s: %s\n", self->file, (unsigned long long)self->line, self->name, self->difference);
    self->difference[0] = 0;
}

/* --- tables --------------------------------------------------------------------------------------------------- */

/* The end of a cell that begins at text; quotes go, two of them in quotes are one. */
static char *end_of_cell(char *text) {
    char *out = text;
    bool quoted = false;
    for (; *text && (quoted || *text != ','); text++) {
        if (*text == '"' && !(quoted && text[1] == '"')) {
            quoted = !quoted;
            continue;
        }
        text += *text == '"';
        *out++ = *text;
    }
    char *next = *text ? text + 1 : NULL;
    *out = 0;
    return next;
}

static size_t cut(char *line, char **cells) {
    size_t count = 0;
    line[strcspn(line, "\r\n")] = 0;
    for (char *at = line; at && count < MOST_CELLS; at = end_of_cell(at)) cells[count++] = at;
    return count;
}

/* "" and a difference where there is no such column. */
static const char *cell(replay *self, const char *column) {
    for (size_t k = 0; k < self->table.columns && k < self->table.count; k++)
        if (strcmp(self->table.header[k], column) == 0) return self->table.cells[k];
    differ(self, "no column %s", column);
    return "";
}

static uint32_t number(replay *self, const char *column) {
    return (uint32_t)strtoul(cell(self, column), NULL, 10);
}

static void expect(replay *self, const char *column, const char *found) {
    const char *wanted = cell(self, column);
    if (strcmp(wanted, found) != 0) differ(self, "%s: expected '%s', found '%s'", column, wanted, found);
}

static void expect_count(replay *self, const char *column, uint64_t found) {
    char text[32];
    snprintf(text, sizeof text, "%llu", (unsigned long long)found);
    expect(self, column, text);
}

/* --- models --------------------------------------------------------------------------------------------------- */

static void forget(replay *self) {
    ns_stability_free(self->stability);
    ns_coalition_free(self->coalitions);
    ns_conflict_free(self->conflict);
    ns_additive_close(self->place);
    ns_additive_free(self->additive);
    self->stability = NULL;
    self->coalitions = NULL;
    self->conflict = NULL;
    self->place = NULL;
    self->additive = NULL;
    self->name[0] = 0;
}

static ns_status build(replay *self, const ns_document *document, ns_diagnostics *diagnostics,
                       bool additive) {
    ns_status status;
    if (additive) {
        status = ns_additive_read(&self->additive, document, diagnostics);
        return status == NS_OK ? ns_additive_open(&self->place, self->additive) : status;
    }
    status = ns_conflict_read(&self->conflict, document, diagnostics);
    if (status == NS_OK) status = ns_stability_solve(&self->stability, self->conflict);
    return status == NS_OK ? ns_coalition_find(&self->coalitions, self->conflict) : status;
}

static bool load(replay *self, const char *name, bool additive) {
    if (strcmp(name, self->name) == 0) return additive ? self->place != NULL : self->coalitions != NULL;
    forget(self);
    snprintf(self->name, sizeof self->name, "%s", name);
    char path[TEXT];
    snprintf(path, sizeof path, "%s/%s/%s.yaml", self->folder, additive ? "additive" : "models", name);
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    ns_document *document = NULL;
    ns_status status = diagnostics ? ns_document_load(&document, path, diagnostics) : NS_NO_MEMORY;
    if (status == NS_OK) status = build(self, document, diagnostics, additive);
    if (status != NS_OK) {
        char *text = diagnostics ? ns_diagnostics_render(diagnostics, NS_COLOR_OFF) : NULL;
        printf("%s: %s\n%s", path, ns_status_text(status), text ? text : "");
        free(text);
    }
    ns_document_free(document);
    ns_diagnostics_free(diagnostics);
    return status == NS_OK;
}

static uint32_t party_of(replay *self, const char *name) {
    const uint32_t count = self->conflict ? self->conflict->party_count : self->additive->party_count;
    const char **names = self->conflict ? self->conflict->parties : self->additive->parties;
    for (uint32_t p = 0; p < count; p++)
        if (strcmp(names[p], name) == 0) return p;
    differ(self, "no party %s", name);
    return 0;
}

static uint32_t state_of(replay *self, const char *column) {
    const uint32_t state = number(self, column);
    if (state >= 1 && state <= self->conflict->state_count) return state - 1;
    differ(self, "no state %s", cell(self, column));
    return 0;
}

static void add(char text[TEXT], const char *what) {
    const size_t length = strlen(text);
    snprintf(text + length, TEXT - length, "%s%s", length ? " " : "", what);
}

static void add_state(char text[TEXT], uint32_t state) {
    char one[16];
    snprintf(one, sizeof one, "%u", state + 1);
    add(text, one);
}

/* --- rows ----------------------------------------------------------------------------------------------------- */

static void row_stability(replay *self) {
    if (!load(self, cell(self, "case"), false)) {
        differ(self, "the model cannot be read");
        return;
    }
    const uint32_t state = state_of(self, "state");
    const bool all = strcmp(cell(self, "party"), "*") == 0;
    const uint32_t party = all ? 0 : party_of(self, cell(self, "party"));
    const unsigned stable = all ? self->stability->equilibrium[state]
                                : self->stability->stable[party * self->conflict->state_count + state];
    for (unsigned c = 0; c < NS_CONCEPT_COALITION; c++)
        expect(self, ns_concept_name((ns_concept)c), stable >> c & 1 ? "1" : "0");
}

static void expect_equilibria(replay *self, const ns_stability *stability, ns_concept concept) {
    char text[TEXT] = "";
    for (uint32_t s = 0; s < stability->state_count; s++)
        if (stability->equilibrium[s] >> concept & 1) add_state(text, s);
    expect(self, ns_concept_name(concept), text);
}

static void expect_all_equilibria(replay *self, const ns_stability *stability) {
    for (unsigned c = NS_CONCEPT_NASH; c <= NS_CONCEPT_SEQ; c++)
        expect_equilibria(self, stability, (ns_concept)c);
    expect_equilibria(self, stability, NS_CONCEPT_COALITION);
}

static void row_summary(replay *self) {
    if (!load(self, cell(self, "case"), false)) {
        differ(self, "the model cannot be read");
        return;
    }
    expect_count(self, "parties", self->conflict->party_count);
    expect_count(self, "states", self->conflict->state_count);
    expect_count(self, "moves", ns_conflict_moves(self->conflict));
    expect_count(self, "improving_moves", ns_conflict_improvements(self->conflict));
    expect_all_equilibria(self, self->stability);
}

/* States 1..4 are NN, YN, NY, YY: the first party's choice turns fastest. */
static void row_2x2(replay *self) {
    uint32_t ranks[8];
    char column[8];
    const ns_conflict_move moves[] = {{0, 0, 1}, {0, 1, 0}, {0, 2, 3}, {0, 3, 2},
                                      {1, 0, 2}, {1, 2, 0}, {1, 1, 3}, {1, 3, 1}};
    for (unsigned p = 0; p < 2; p++)
        for (unsigned s = 0; s < 4; s++) {
            snprintf(column, sizeof column, "u%u_s%u", p + 1, s + 1);
            ranks[p * 4 + s] = 4 - number(self, column);
        }
    const ns_conflict_parts parts = {2, 4, NS_NO_STATE, ranks, moves, 8};
    ns_conflict *conflict = NULL;
    ns_stability *stability = NULL;
    forget(self);
    snprintf(self->name, sizeof self->name, "game %s", cell(self, "game"));
    ns_status status = ns_conflict_new(&conflict, &parts);
    if (status == NS_OK) status = ns_stability_solve(&stability, conflict);
    if (status == NS_OK)
        expect_all_equilibria(self, stability);
    else
        differ(self, "%s", ns_status_text(status));
    ns_stability_free(stability);
    ns_conflict_free(conflict);
}

static bool can_move(const ns_conflict *conflict, uint32_t party, uint32_t from, uint32_t to) {
    for (uint32_t m = conflict->first[party][from]; m < conflict->first[party][from + 1]; m++)
        if (conflict->to[party][m] == to) return true;
    return false;
}

/* Is the way written as `Party>state Party>state` one of the kind, and of this length? Names may hold blanks. */
static bool is_way(replay *self, const char *text, uint32_t from, uint32_t to, uint32_t length,
                   ns_walk_kind kind) {
    const ns_conflict *conflict = self->conflict;
    uint32_t last = NS_NO_STATE, steps = 0;
    while (*text) {
        const char *mark = strchr(text, '>');
        if (!mark) return false;
        char name[128];
        snprintf(name, sizeof name, "%.*s", (int)(mark - text), text);
        const uint32_t party = party_of(self, name);
        const uint32_t next = (uint32_t)strtoul(mark + 1, NULL, 10) - 1;
        if (next >= conflict->state_count || party == last || !can_move(conflict, party, from, next))
            return false;
        if (kind == NS_WALK_IMPROVEMENTS && !ns_conflict_prefers(conflict, party, next, from)) return false;
        from = next;
        last = party;
        steps++;
        text = mark + 1 + strspn(mark + 1, "0123456789");
        text += *text == ' ';
    }
    return from == to && steps == length;
}

static void expect_way(replay *self, uint32_t from, uint32_t to, const char *length_column,
                       const char *path_column, ns_walk_kind kind) {
    ns_paths *paths = NULL;
    char own[TEXT] = "", one[160];
    if (ns_paths_find(&paths, self->conflict, from, kind) != NS_OK) {
        differ(self, "no memory");
        return;
    }
    const uint32_t length = paths->length[to];
    if (length == NS_NO_STATE) {
        expect(self, length_column, "");
        expect(self, path_column, "");
    } else {
        ns_path_step *steps = calloc(length + (size_t)1, sizeof *steps);
        if (steps) ns_paths_steps(paths, to, steps);
        for (uint32_t k = 0; steps && k < length; k++) {
            snprintf(one, sizeof one, "%.120s>%u", self->conflict->parties[steps[k].party], steps[k].to + 1);
            add(own, one);
        }
        free(steps);
        expect_count(self, length_column, length);
        if (!is_way(self, own, from, to, length, kind)) differ(self, "the way found is none: %s", own);
        if (!is_way(self, cell(self, path_column), from, to, length, kind))
            differ(self, "%s is no way of %u moves", cell(self, path_column), length);
    }
    ns_paths_free(paths);
}

static void row_reach(replay *self) {
    if (!load(self, cell(self, "case"), false)) {
        differ(self, "the model cannot be read");
        return;
    }
    const uint32_t from = state_of(self, "status_quo"), to = state_of(self, "state");
    expect_count(self, "status_quo", self->conflict->status_quo + (uint64_t)1);
    expect_way(self, from, to, "min_moves", "path", NS_WALK_MOVES);
    expect_way(self, from, to, "min_improving_moves", "improving_path", NS_WALK_IMPROVEMENTS);
    expect(self, "is_nash", self->stability->equilibrium[to] >> NS_CONCEPT_NASH & 1 ? "1" : "0");
    expect(self, "is_seq", self->stability->equilibrium[to] >> NS_CONCEPT_SEQ & 1 ? "1" : "0");
}

static void name_coalition(const ns_conflict *conflict, unsigned members, char text[TEXT]) {
    text[0] = 0;
    for (uint32_t p = 0; p < conflict->party_count; p++)
        if (members >> p & 1) {
            const size_t length = strlen(text);
            snprintf(text + length, TEXT - length, "%s%s", length ? "+" : "", conflict->parties[p]);
        }
}

static void row_coalition(replay *self) {
    if (!load(self, cell(self, "case"), false)) {
        differ(self, "the model cannot be read");
        return;
    }
    const uint32_t state = state_of(self, "state");
    char name[TEXT], targets[TEXT] = "";
    for (size_t k = 0; k < self->coalitions->count; k++) {
        const ns_coalition_move *move = &self->coalitions->moves[k];
        name_coalition(self->conflict, move->members, name);
        if (move->state != state || strcmp(name, cell(self, "coalition")) != 0) continue;
        for (uint32_t t = 0; t < move->target_count; t++) add_state(targets, move->targets[t]);
        expect(self, "targets", targets);
        return;
    }
    differ(self, "%s cannot jointly improve from state %u", cell(self, "coalition"), state + 1);
}

static void row_mediation(replay *self) {
    if (!load(self, cell(self, "case"), false)) {
        differ(self, "the model cannot be read");
        return;
    }
    const ns_conflict *conflict = self->conflict;
    const uint32_t state = state_of(self, "state"), party = party_of(self, cell(self, "party"));
    const ns_rank_change found = ns_rank_change_of(conflict, party, state);
    char better[TEXT] = "", best[TEXT] = "";
    for (uint32_t m = conflict->first[party][state]; m < conflict->first[party][state + 1]; m++)
        if (ns_conflict_prefers(conflict, party, conflict->to[party][m], state))
            add_state(better, conflict->to[party][m]);
    if (found.best != NS_NO_STATE) add_state(best, found.best);
    expect(self, "better_reachable", better);
    expect(self, "best_reachable", best);
    expect_count(self, "min_rank_steps", found.rank_steps);
}

static void row_inverse(replay *self) {
    if (!load(self, cell(self, "case"), false)) {
        differ(self, "the model cannot be read");
        return;
    }
    ns_inverse found;
    const ns_status status = ns_inverse_count(
        &found, self->conflict, party_of(self, cell(self, "varied_party")), state_of(self, "target_state"));
    if (status != NS_OK) differ(self, "%s", ns_status_text(status));
    expect_count(self, "rankings", found.rankings);
    for (unsigned c = 0; c <= NS_CONCEPT_SEQ; c++)
        expect_count(self, ns_concept_name((ns_concept)c), found.counts[c]);
}

static void expect_units(replay *self, const char *column, int64_t found, bool given) {
    const char *text = cell(self, column);
    if (!given || !*text) {
        if (given || *text)
            differ(self, "%s: expected '%s', found %s", column, text, given ? "a number" : "none");
        return;
    }
    const double value = (double)found / (double)self->additive->scale;
    if (strtod(text, NULL) != value) differ(self, "%s: expected %s, found %.17g", column, text, value);
}

static bool choose(replay *self, const char *outcome) {
    for (uint32_t k = 0; k < self->additive->issue_count; k++) {
        char *end;
        const unsigned long option = strtoul(outcome, &end, 10);
        if (end == outcome || option < 1 || option > self->additive->issues[k].options) return false;
        ns_additive_choose(self->place, k, (uint32_t)option - 1);
        outcome = end + (*end == '-');
    }
    return !*outcome;
}

static void row_additive(replay *self) {
    if (!load(self, cell(self, "case"), true) || !choose(self, cell(self, "outcome"))) {
        differ(self, "no such model or outcome");
        return;
    }
    const bool all = strcmp(cell(self, "party"), "*") == 0;
    const uint32_t party = all ? 0 : party_of(self, cell(self, "party"));
    const ns_additive_view view = ns_additive_look(self->place, party);
    const unsigned stable = all ? ns_additive_equilibrium(self->place) : view.stable;
    for (unsigned c = 0; c < NS_ADDITIVE_CONCEPTS; c++)
        expect(self, ns_concept_name((ns_concept)c), stable >> c & 1 ? "1" : "0");
    if (all) return;
    expect_units(self, "utility", view.utility, true);
    expect_units(self, "temptation", view.temptation, true);
    expect_units(self, "punishment", view.punishment, true);
    expect_units(self, "credible_punishment", view.credible, view.has_credible);
}

/* --- files ---------------------------------------------------------------------------------------------------- */

static uint64_t improvements_of(const replay *self) {
    uint64_t found = 0;
    for (uint32_t p = 0; p < self->conflict->party_count; p++)
        for (uint32_t s = 0; s < self->conflict->state_count; s++)
            found += ns_rank_change_of(self->conflict, p, s).best != NS_NO_STATE;
    return found;
}

typedef struct file {
    const char *name;
    void (*row)(replay *self);
} file;
static const file files[] = {
    {"stability.csv", row_stability},         {"ordinal_2x2.csv", row_2x2},     {"reach.csv", row_reach},
    {"coalition.csv", row_coalition},         {"mediation.csv", row_mediation}, {"inverse.csv", row_inverse},
    {"additive_stability.csv", row_additive}, {"summary.csv", row_summary}};

static FILE *open_table(const replay *self, const char *name) {
    char path[TEXT];
    snprintf(path, sizeof path, "%s/%s", self->folder, name);
    return fopen(path, "r");
}

static void play_file(replay *self, const file *at) {
    char header[TEXT], line[TEXT];
    FILE *in = open_table(self, at->name);
    self->file = at->name;
    self->line = 1;
    if (!in || !fgets(header, sizeof header, in)) {
        printf("%s: not there\n", at->name);
        if (in) fclose(in);
        return;
    }
    self->table.columns = cut(header, self->table.header);
    while (fgets(line, sizeof line, in)) {
        self->line++;
        self->table.count = cut(line, self->table.cells);
        at->row(self);
        count(self);
    }
    fclose(in);
}

static uint64_t rows_of(const replay *self, const char *name, const char *model) {
    char line[TEXT];
    const size_t length = strlen(model);
    uint64_t rows = 0;
    FILE *in = open_table(self, name);
    while (in && fgets(line, sizeof line, in))
        rows += strncmp(line, model, length) == 0 && line[length] == ',';
    if (in) fclose(in);
    return rows;
}

static void expect_rows(replay *self, const char *name, uint64_t found) {
    const uint64_t rows = rows_of(self, name, self->name);
    if (rows != found)
        differ(self, "%s has %llu rows, found %llu", name, (unsigned long long)rows,
               (unsigned long long)found);
    count(self);
}

/* The coalitions and improvements found are all listed. */
static void check_complete(replay *self) {
    char header[TEXT], line[TEXT];
    FILE *in = open_table(self, "summary.csv");
    FILE *coalition = open_table(self, "coalition.csv"), *mediation = open_table(self, "mediation.csv");
    self->file = "summary.csv";
    self->line = 1;
    if (in && coalition && mediation && fgets(header, sizeof header, in)) {
        self->table.columns = cut(header, self->table.header);
        while (fgets(line, sizeof line, in)) {
            self->line++;
            self->table.count = cut(line, self->table.cells);
            if (!load(self, cell(self, "case"), false)) continue;
            expect_rows(self, "coalition.csv", self->coalitions->count);
            expect_rows(self, "mediation.csv", improvements_of(self));
        }
    }
    if (in) fclose(in);
    if (coalition) fclose(coalition);
    if (mediation) fclose(mediation);
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fputs("usage: replay-conflict DIR\n", stderr);
        return 2;
    }
    replay self = {.folder = argv[1]};
    for (size_t k = 0; k < sizeof files / sizeof *files; k++) play_file(&self, &files[k]);
    check_complete(&self);
    forget(&self);
    printf("%llu of %llu equal\n", (unsigned long long)self.equal, (unsigned long long)self.of);
    return self.of && self.equal == self.of ? 0 : 1;
}
