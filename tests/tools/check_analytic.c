/* check-analytic FILE: solves every row of a table of bargaining cases with known answers (columns case, family, inputs, quantity, value)
 * with the library's games and compares the quantity within 1e-6 of its size, or of 1. Prints the first differences and `N of M equal`;
 * exits 0 only when there is a row and all are. A family, an input or a quantity that it does not know is a difference. */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "negsim/document.h"
#include "negsim/game.h"
#include "negsim/number.h"

enum { MOST_ARGUMENTS = 32, MOST_SHOWN = 20, TEXT = 256 };
#define TOLERANCE 1e-6

/* --- rows of the table -------------------------------------------------------------------------------------- */

enum { CASE, FAMILY, INPUTS, QUANTITY, VALUE, COLUMNS };
static const char *const heads[COLUMNS] = {"case", "family", "inputs", "quantity", "value"};

typedef struct table {
    char *text;
    size_t length, at;
    size_t place[COLUMNS]; /* of each of our columns in the table */
    bool whole;            /* all of them are there */
} table;

/* The next field, unquoted in place; *last: it ends its row. NULL: there is none. */
static char *next_field(table *self, bool *last) {
    char *from = self->text + self->at, *to = from, *c = from;
    const char *end = self->text + self->length;
    bool quoted = false;
    if (c >= end) return NULL;
    for (; c < end && (quoted || (*c != ',' && *c != '\n')); c++) {
        if (*c == '"' && quoted && c + 1 < end && c[1] == '"')
            *to++ = *c++;
        else if (*c == '"')
            quoted = !quoted;
        else if (*c != '\r')
            *to++ = *c;
    }
    *last = c >= end || *c == '\n';
    self->at = (size_t)(c - self->text) + (c < end);
    *to = '\0'; /* text has a byte more than the file */
    return from;
}

/* Fills row with our columns; absent ones are "". false: no row is left. */
static bool next_row(table *self, const char *row[COLUMNS]) {
    bool last = false;
    for (int k = 0; k < COLUMNS; k++) row[k] = "";
    for (size_t place = 0; !last; place++) {
        const char *field = next_field(self, &last);
        if (!field) return place > 0;
        for (int k = 0; k < COLUMNS; k++)
            if (self->place[k] == place) row[k] = field;
    }
    return true;
}

static void read_header(table *self) {
    bool last = false;
    unsigned found = 0;
    for (int k = 0; k < COLUMNS; k++) self->place[k] = (size_t)-1;
    for (size_t place = 0; !last; place++) {
        const char *field = next_field(self, &last);
        if (!field) break;
        for (int k = 0; k < COLUMNS; k++) {
            if (strcmp(field, heads[k]) != 0) continue;
            self->place[k] = place;
            found |= 1u << k;
        }
    }
    self->whole = found == (1u << COLUMNS) - 1;
}

static bool read_table(table *self, const char *path) {
    enum { MOST = 1 << 24 };
    FILE *file = fopen(path, "rb");
    memset(self, 0, sizeof *self);
    if (!file) return false;
    self->text = calloc(1, MOST + 1);
    if (self->text) self->length = fread(self->text, 1, MOST, file);
    const bool failed = !self->text || ferror(file);
    fclose(file);
    if (failed) return false;
    read_header(self);
    return true;
}

/* --- from prose to parameters --------------------------------------------------------------------------------- */

typedef struct request {
    const ns_game_family *family;
    ns_arena *arena;
    ns_game_argument arguments[MOST_ARGUMENTS];
    size_t count;
    const char *prefix; /* of quantities that name no solution */
    char fault[TEXT];
} request;

static void fault(request *self, const char *what, const char *word) {
    if (!self->fault[0]) snprintf(self->fault, sizeof self->fault, "%s '%.150s'", what, word);
}

static void give_text(request *self, const char *name, const char *value) {
    ns_node *node = NS_ARENA_NEW(self->arena, 1, ns_node);
    size_t place = 0;
    while (place < self->count && strcmp(self->arguments[place].name, name) != 0)
        place++; /* said twice: the last */
    const char *kept = ns_arena_text(self->arena, name), *text = ns_arena_text(self->arena, value);
    if (!node || !kept || !text || place == MOST_ARGUMENTS) {
        fault(self, "no room for", name);
        return;
    }
    *node = (ns_node){.kind = NS_NODE_SCALAR, .text = text};
    self->arguments[place] = (ns_game_argument){.name = kept, .value = node};
    if (place == self->count) self->count++;
}

static bool takes(const request *self, const char *name) {
    for (const ns_game_param *param = self->family->params; param->name; param++)
        if (strcmp(param->name, name) == 0) return true;
    return false;
}

/* Another's name for a parameter. */
typedef struct alias {
    const char *theirs, *ours;
} alias;

static const alias aliases[] = {{"n", "parties"},
                                {"p", "risk"},
                                {"breakdown", "risk"},
                                {"breakdown_probability", "risk"},
                                {"b1", "breakdown1"},
                                {"b2", "breakdown2"},
                                {"horizon", "rounds"},
                                {"T", "rounds"},
                                {"quota", "votes"},
                                {"majority", "votes"},
                                {"w", "weight1"},
                                {"w1", "weight1"},
                                {"seller_cost", "cost"},
                                {"buyer_value", "value"},
                                {"seller_fallback_price", "seller_fallback"},
                                {"pie", "to"},
                                {"buyer_fallback_price", "buyer_fallback"},
                                {NULL, NULL}};

static void give(request *self, const char *name, const char *value) {
    char first[TEXT], second[TEXT];
    double number;
    if (takes(self, name)) {
        give_text(self, name, value);
        return;
    }
    for (const alias *a = aliases; a->theirs; a++) {
        if (strcmp(a->theirs, name) != 0 || !takes(self, a->ours)) continue;
        give_text(self, a->ours, value);
        return;
    }
    snprintf(first, sizeof first, "%.100s1", name); /* delta, d, no_deal: of both */
    snprintf(second, sizeof second, "%.100s2", name);
    if (takes(self, first) && takes(self, second)) {
        give_text(self, first, value);
        give_text(self, second, value);
        return;
    }
    /* What is no number is a remark: disagreement = no trade. */
    if (ns_number_parse(value, strlen(value), &number)) fault(self, "no input", name);
}

/* "(a,b)" as two parameters, name1 and name2. */
static bool give_pair(request *self, const char *name, const char *value) {
    char numbers[2][64], names[2][TEXT];
    if (sscanf(value, "( %60[^, ] , %60[^) ] )", numbers[0], numbers[1]) != 2) return false;
    for (int i = 0; i < 2; i++) {
        snprintf(names[i], sizeof names[i], "%.100s%d", name, i + 1);
        give(self, names[i], numbers[i]);
    }
    return true;
}

static char *trim(char *text) {
    while (isspace((unsigned char)*text)) text++;
    for (size_t n = strlen(text); n > 0 && isspace((unsigned char)text[n - 1]);) text[--n] = '\0';
    return text;
}

/* Blanks inside a name become underscores. */
static const char *as_name(char *text) {
    text = trim(text);
    for (char *c = text; *c; c++)
        if (isspace((unsigned char)*c)) *c = '_';
    return text;
}

/* name=value, or name=name=value. A remark in brackets may follow a number. */
static void give_assignment(request *self, char *item) {
    char *value = strrchr(item, '='), *remark;
    double number;
    *value = '\0';
    value = trim(value + 1);
    remark = strstr(value, " (");
    if (remark) {
        *remark = '\0';
        if (!ns_number_parse(value, strlen(value), &number)) *remark = ' ';
    }
    for (char *name = strtok(item, "="); name; name = strtok(NULL, "=")) {
        const char *text = as_name(name);
        if (*value != '(' || !give_pair(self, text, value)) give(self, text, value);
    }
}

/* Points behind a word: "frontier (0,1)-(1,0)  in (u1,u2)", "deals (10,1) (8,4)". */
static bool give_points(request *self, char *item) {
    for (const ns_game_param *param = self->family->params; param->name; param++) {
        if (param->type != NS_GAME_POINTS) continue;
        char *space = strchr(item, ' '), *end;
        if (!space || !strchr(space, '(')) return false;
        if (strncmp(item, "frontier", 8) != 0 && strncmp(item, param->name, 5) != 0) return false;
        if ((end = strstr(space, " in "))) *end = '\0';
        give_text(self, param->name, trim(space));
        return true;
    }
    return false;
}

/* "seller cost 40": a parameter's name and a number. */
static bool give_words(request *self, char *item) {
    char name[TEXT];
    double number;
    const char *last = strrchr(item, ' ');
    if (!last || !ns_number_parse(last + 1, strlen(last + 1), &number)) return false;
    snprintf(name, sizeof name, "%.*s", (int)(last - item), item);
    give(self, as_name(name), last + 1);
    return true;
}

static void give_item(request *self, char *item) {
    if (give_points(self, item)) return;
    if (strchr(item, '='))
        give_assignment(self, item);
    else if (!give_words(self, item) && takes(self, "rule") &&
             (strcmp(item, "unanimity") == 0 || strcmp(item, "majority") == 0))
        give_text(self, "rule", item);
    /* Anything else is a remark: equal recognition, linear money utilities. */
}

static void give_inputs(request *self, const char *inputs) {
    char *copy = ns_arena_text(self->arena, inputs);
    while (copy && *copy) {
        char *end = copy + strcspn(copy, ";"), *rest = *end ? end + 1 : end;
        *end = '\0';
        give_item(self, trim(copy));
        copy = rest;
    }
}

/* --- which game it is ------------------------------------------------------------------------------------------ */

static bool has(const char *text, const char *word) { return strcasestr(text, word) != NULL; }

static const char *family_of(const char *family, const char *inputs) {
    if (has(family, "random proposer")) return "random-proposer";
    if (has(family, "outcomes") || has(family, "backward induction")) return "outcomes";
    if (has(family, "alternating offers") || has(family, "breakdown") || has(family, "outside option"))
        return "alternating";
    if (has(family, "Zeuthen")) return "zeuthen";
    if (has(family, "Raiffa")) return "raiffa";
    if (has(family, "price")) return "price";
    if (has(family, "frontier") || has(inputs, "frontier")) return "frontier";
    if (has(inputs, "u1=") && has(inputs, "u2=")) return "split";
    return NULL;
}

static const char *prefix_of(const char *family) {
    if (has(family, "Smorodinsky")) return "ks_";
    if (has(family, "egalitarian")) return "egal_";
    return has(family, "utilitarian") ? "utilitarian_" : "nash_";
}

/* What the family's name says of the game: the rule, "split of 10". */
static void give_family(request *self, const char *family) {
    const char *of = strcasestr(family, "split of ");
    if (takes(self, "rule")) {
        /* The table's majority is half of the votes. */
        if (has(family, "majority")) give_text(self, "rule", "half");
        if (has(family, "unanimity")) give_text(self, "rule", "unanimity");
    }
    if (of && strcmp(self->family->name, "split") == 0) {
        char number[64];
        snprintf(number, sizeof number, "%.*s", (int)strspn(of + 9, "0123456789."), of + 9);
        give_text(self, "to", number);
    }
}

/* --- one row ----------------------------------------------------------------------------------------------------- */

static const alias quantities[] = {{"conceder", "concession1_party"},
                                   {"final_index", "final_deal"},
                                   {"raiffa_u1", "final_u1"},
                                   {"raiffa_u2", "final_u2"},
                                   {"1_limit", "share1_limit"},
                                   {"2_limit", "share2_limit"},
                                   {"limit_share1", "share1_limit"},
                                   {"limit_share2", "share2_limit"},
                                   {"member", "other_share"},
                                   {"partner", "other_share"},
                                   {"coalition", "other_share"},
                                   {"expected", "expected_share"},
                                   {"ante", "expected_share"},
                                   {"egalitarian_u1", "egal_u1"},
                                   {"egalitarian_u2", "egal_u2"},
                                   {"kalai_smorodinsky_u1", "ks_u1"},
                                   {"kalai_smorodinsky_u2", "ks_u2"},
                                   {"price", "nash_price"},
                                   {NULL, NULL}};

static bool value_named(const ns_game_answer *answer, const char *name, double *value) {
    for (size_t k = 0; k < answer->count; k++) {
        if (strcmp(answer->values[k].name, name) != 0) continue;
        *value = answer->values[k].value;
        return true;
    }
    return false;
}

static bool look_up(const request *self, const ns_game_answer *answer, const char *quantity, double *value) {
    char name[TEXT];
    if (value_named(answer, quantity, value)) return true;
    snprintf(name, sizeof name, "%s%.200s", self->prefix, quantity);
    if (value_named(answer, name, value)) return true;
    /* Those left out of a coalition get nothing. */
    *value = 0;
    if (takes(self, "votes") &&
        (has(quantity, "exclu") || has(quantity, "left_out") || has(quantity, "outsider")))
        return true;
    for (const alias *a = quantities; a->theirs; a++)
        if (has(quantity, a->theirs) && value_named(answer, a->ours, value)) return true;
    /* Steps beyond the frontier stay there. */
    return strncmp(quantity, "step", 4) == 0 && has(quantity, "_u") &&
           value_named(answer, has(quantity, "_u1") ? "final_u1" : "final_u2", value);
}

static void solve(request *self, const char *quantity, double *found) {
    ns_game_answer answer;
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    if (!diagnostics) abort();
    const ns_status status = ns_game_solve(&answer, self->family, self->arguments, self->count,
                                           (ns_location){0}, self->arena, diagnostics);
    if (status != NS_OK)
        fault(self, "not solved:",
              ns_diagnostics_count(diagnostics) ? ns_diagnostics_at(diagnostics, 0)->text
                                                : ns_status_text(status));
    else if (!look_up(self, &answer, quantity, found))
        fault(self, "no quantity", quantity);
    ns_diagnostics_free(diagnostics);
}

/* "" when the row holds; else what is wrong with it. */
static void check_row(const char *const row[COLUMNS], char difference[TEXT]) {
    request self = {.arena = ns_arena_new(), .prefix = prefix_of(row[FAMILY])};
    const char *name = family_of(row[FAMILY], row[INPUTS]);
    double wanted = 0, found = 0;
    if (!self.arena) abort();
    self.family = name ? ns_game_find(name) : NULL;
    if (!ns_number_parse(row[VALUE], strlen(row[VALUE]), &wanted))
        fault(&self, "the value is no number:", row[VALUE]);
    if (!self.family) fault(&self, "unknown family", row[FAMILY]);
    if (!self.fault[0]) {
        give_family(&self, row[FAMILY]);
        give_inputs(&self, row[INPUTS]);
    }
    if (!self.fault[0]) solve(&self, row[QUANTITY], &found);
    snprintf(difference, TEXT, "%s", self.fault);
    if (!self.fault[0] && !(fabs(found - wanted) <= TOLERANCE * fmax(1, fabs(wanted))))
        snprintf(difference, TEXT, "expected %.12g, found %.12g", wanted, found);
    ns_arena_free(self.arena);
}

int main(int argc, char **argv) {
    table cases;
    const char *row[COLUMNS];
    char difference[TEXT];
    unsigned equal = 0, rows = 0;
    if (argc != 2) {
        fprintf(stderr, "usage: %s FILE\n", argv[0]);
        return 2;
    }
    if (!read_table(&cases, argv[1])) {
        fprintf(stderr, "%s: cannot be read\n", argv[1]);
        free(cases.text);
        return 66;
    }
    while (cases.whole && next_row(&cases, row)) {
        rows++;
        check_row(row, difference);
        equal += !difference[0];
        if (difference[0] && rows - equal <= MOST_SHOWN)
            printf("%s %s: %s\n", row[CASE], row[QUANTITY], difference);
    }
    free(cases.text);
    printf("%u of %u equal\n", equal, rows);
    return equal == rows && rows > 0 ? 0 : 1;
}
