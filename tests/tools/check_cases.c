/* check-cases DIR: recomputes, from DIR/CASE/case.yaml, every figure of DIR/CASE/expected.csv that follows from it: solutions of games of
 * issues and options (also divisible ones), the single-text experiment, shares of a gap. Prints the first differences and `N of M equal`.
 * Rows that state a direction in words, and cases without figures, are listed and not counted. */
#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/binary_text.h"
#include "negsim/figures.h"
#include "negsim/solve.h"
#include "replay.h"
#include "table_file.h"

enum { MOST_ISSUES = 64, MOST_OPTIONS = 64 };

/* A game of two parties: u_p = sum of weight * score / largest score of the party on the issue. */
typedef struct game {
    const char *party[2];
    uint32_t issue_count, option_count[MOST_ISSUES];
    const char *issue[MOST_ISSUES], *option[MOST_ISSUES][MOST_OPTIONS];
    double weight[2][MOST_ISSUES],
        value[2][MOST_ISSUES][MOST_OPTIONS]; /* weight * share of the largest score */
    double outcomes;
} game;

typedef struct study {
    replay *tally;
    const char *name;
    const ns_node *root;
    game game;
    bool is_game, divisible;
} study;

static double number_at(const ns_node *node) {
    return node && node->kind == NS_NODE_SCALAR ? strtod(node->text, NULL) : NAN;
}

/* --- reading a case ----------------------------------------------------------------------------------------------------- */

static double score_of(const game *self, const ns_node *issue, const ns_node *option, size_t o, int p) {
    const ns_node *list = ns_node_get(issue, self->party[p]);
    if (list && list->kind == NS_NODE_LIST && o < list->count) return number_at(list->items[o]);
    return number_at(ns_node_get(ns_node_get(option, "score"), self->party[p]));
}

static void read_issue(game *self, const ns_node *root, const ns_node *issue) {
    const uint32_t i = self->issue_count++;
    const ns_node *options = ns_node_get(issue, "options"), *id = ns_node_get(issue, "id");
    self->issue[i] = id ? id->text : "";
    for (size_t o = 0; options && o < options->count && o < MOST_OPTIONS; o++) {
        const ns_node *option = options->items[o],
                      *name = option->kind == NS_NODE_MAP ? ns_node_get(option, "id") : option;
        self->option[i][o] = name ? name->text : "";
        self->option_count[i]++;
        for (int p = 0; p < 2; p++) self->value[p][i][o] = score_of(self, issue, option, o, p);
    }
    self->outcomes *= self->option_count[i];
    for (int p = 0; p < 2; p++) {
        double largest = 0;
        self->weight[p][i] =
            number_at(ns_node_get(ns_node_get(ns_node_get(root, "weights"), self->party[p]), self->issue[i]));
        for (uint32_t o = 0; o < self->option_count[i]; o++) largest = fmax(largest, self->value[p][i][o]);
        for (uint32_t o = 0; o < self->option_count[i]; o++)
            self->value[p][i][o] = largest > 0 ? self->weight[p][i] * (self->value[p][i][o] / largest) : 0;
    }
}

static void read_game(study *self) {
    const ns_node *parties = ns_node_get(self->root, "parties"), *issues = ns_node_get(self->root, "issues");
    game *out = &self->game;
    *out = (game){.outcomes = 1};
    if (!ns_node_get(self->root, "weights") || !parties || parties->count != 2 || !issues ||
        issues->count > MOST_ISSUES)
        return;
    for (int p = 0; p < 2; p++) out->party[p] = ns_node_get(parties->items[p], "id")->text;
    for (size_t i = 0; i < issues->count; i++) read_issue(out, self->root, issues->items[i]);
    self->is_game = out->outcomes >= 1 && out->outcomes <= 1e8;
}

/* --- all outcomes -------------------------------------------------------------------------------------------------------- */

typedef struct walk {
    const game *game;
    uint32_t option[MOST_ISSUES];
    bool done;
} walk;

static void rewind_walk(void *user) {
    walk *self = user;
    memset(self->option, 0, sizeof self->option);
    self->done = false;
}

static void values_of(const game *self, const uint32_t *option, double *out) {
    for (int p = 0; p < 2; p++) {
        out[p] = 0;
        for (uint32_t i = 0; i < self->issue_count; i++) out[p] += self->value[p][i][option[i]];
    }
}

static void advance(walk *self) {
    uint32_t i = self->game->issue_count;
    while (i > 0 && ++self->option[i - 1] == self->game->option_count[i - 1]) self->option[--i] = 0;
    self->done = i == 0;
}

static int next_outcome(void *user, double *out) {
    walk *self = user;
    if (self->done) return 0;
    values_of(self->game, self->option, out);
    advance(self);
    return 1;
}

typedef struct facts {
    ns_figures figures;
    double both_half; /* outcomes worth at least 0.5 to both */
    double efficient; /* outcomes on the frontier */
    uint32_t nash[MOST_ISSUES];
} facts;

/* A second look for what the figures do not hold: which package, and how many at least half. */
static void look_again(const game *self, facts *out) {
    walk at = {.game = self};
    const double *best = out->figures.figure[NS_FIGURE_NASH].points;
    bool found = false;
    for (rewind_walk(&at); !at.done; advance(&at)) {
        double u[2];
        values_of(self, at.option, u);
        out->both_half += u[0] >= 0.5 && u[1] >= 0.5;
        if (found || fabs(u[0] - best[0]) > 1e-8 || fabs(u[1] - best[1]) > 1e-8) continue;
        memcpy(out->nash, at.option, sizeof out->nash);
        found = true;
    }
    for (size_t k = 0; k < out->figures.frontier_count; k++)
        out->efficient += (double)out->figures.frontier[k].outcomes;
}

static facts find_facts(const game *self) {
    facts out = {0};
    walk at = {.game = self};
    static const double nothing[2] = {0, 0};
    const ns_outcome_source source = {next_outcome, rewind_walk, &at};
    if (ns_figures_find(&out.figures, 2, nothing, &source) != NS_OK) exit(71);
    look_again(self, &out);
    return out;
}

/* --- divisible issues ------------------------------------------------------------------------------------------------------ */

/* The Nash point where every issue can be divided: along the frontier, issues go from the second party to the first in order of falling
 * ratio of points; on each stretch the product is a parabola in the share handed on. */
static void divisible_nash(const game *self, double *u, double *v) {
    uint32_t order[MOST_ISSUES];
    double a = 0, b = 0, best = -1;
    for (uint32_t i = 0; i < self->issue_count; i++) {
        uint32_t at = i;
        for (; at > 0 && self->weight[0][order[at - 1]] * self->weight[1][i] <
                             self->weight[0][i] * self->weight[1][order[at - 1]];
             at--)
            order[at] = order[at - 1];
        order[at] = i;
        b += self->weight[1][i];
    }
    for (uint32_t k = 0; k < self->issue_count; k++) {
        const double x = self->weight[0][order[k]], y = self->weight[1][order[k]];
        double t = x > 0 && y > 0 ? (b / y - a / x) / 2 : 1;
        t = t < 0 ? 0 : t > 1 ? 1 : t;
        if ((a + t * x) * (b - t * y) > best) {
            best = (a + t * x) * (b - t * y);
            *u = a + t * x;
            *v = b - t * y;
        }
        a += x;
        b -= y;
    }
}

/* --- metrics --------------------------------------------------------------------------------------------------------------- */

/* The party whose id ends the metric after `prefix_`; -1: none. */
static int party_in(const game *self, const char *metric, const char *prefix) {
    const size_t length = strlen(prefix);
    if (strncmp(metric, prefix, length) != 0) return -1;
    for (int p = 0; p < 2; p++)
        if (strcmp(metric + length, self->party[p]) == 0) return p;
    return -1;
}

static double actual(const study *self, int p) {
    const game *g = &self->game;
    const ns_node *terms = ns_node_get(ns_node_get(self->root, "outcome"), "terms");
    double sum = 0;
    for (uint32_t i = 0; i < g->issue_count; i++) {
        const ns_node *chosen = ns_node_get(terms, g->issue[i]);
        bool found = false;
        for (uint32_t o = 0; chosen && o < g->option_count[i]; o++) {
            if (strcmp(chosen->text, g->option[i][o]) != 0) continue;
            sum += g->value[p][i][o];
            found = true;
        }
        if (!found) return NAN;
    }
    return sum;
}

static double most_together(const game *self) {
    double sum = 0;
    for (uint32_t i = 0; i < self->issue_count; i++) sum += fmax(self->weight[0][i], self->weight[1][i]);
    return sum;
}

/* Figures of the finite game; `metric` without its prefix. */
static double finite_figure(const study *self, const facts *all, const char *metric) {
    const game *g = &self->game;
    int p;
    if (strcmp(metric, "outcomes") == 0) return (double)all->figures.outcomes;
    if (strcmp(metric, "nash_product") == 0) return all->figures.figure[NS_FIGURE_NASH].value;
    if (strcmp(metric, "max_sum") == 0) return all->figures.figure[NS_FIGURE_WELFARE].value;
    if (strcmp(metric, "pareto_points") == 0) return (double)all->figures.frontier_count;
    if (strcmp(metric, "pareto_packages") == 0) return all->efficient;
    if (strcmp(metric, "both_at_least_half") == 0) return all->both_half;
    if ((p = party_in(g, metric, "nash_")) >= 0) return all->figures.figure[NS_FIGURE_NASH].points[p];
    if ((p = party_in(g, metric, "egalitarian_")) >= 0)
        return all->figures.figure[NS_FIGURE_EGALITARIAN].points[p];
    if ((p = party_in(g, metric, "actual_")) >= 0) return actual(self, p);
    return NAN;
}

static double winner(const game *self, double *share) {
    double points[2 * MOST_ISSUES];
    for (int p = 0; p < 2; p++)
        for (uint32_t i = 0; i < self->issue_count; i++)
            points[p * self->issue_count + i] = self->weight[p][i];
    return ns_adjusted_winner(points, self->issue_count, share);
}

/* Figures where every issue can be divided. */
static double divided(const study *self, const facts *all, const char *metric) {
    const game *g = &self->game;
    double share[MOST_ISSUES], u = 0, v = 0, sum = 0;
    char name[80];
    int p;
    const double total = winner(g, share);
    divisible_nash(g, &u, &v);
    if (strcmp(metric, "adjusted_winner_total_each") == 0) return total;
    for (uint32_t i = 0; i < g->issue_count; i++)
        for (p = 0; p < 2; p++) {
            snprintf(name, sizeof name, "adjusted_winner_%.20s_share_of_%.30s", g->party[p], g->issue[i]);
            if (strcmp(metric, name) == 0) return p == 0 ? share[i] : 1 - share[i];
        }
    if ((p = party_in(g, metric, "nash_")) >= 0) return p == 0 ? u : v;
    if (strcmp(metric, "max_sum") == 0) return most_together(g);
    if (strcmp(metric, "actual_joint_share_of_max") == 0)
        return (actual(self, 0) + actual(self, 1)) / most_together(g);
    for (p = 0; p < 2; p++) {
        snprintf(name, sizeof name, "%.30s_points_total", g->party[p]);
        for (uint32_t i = 0; i < g->issue_count; i++) sum += g->weight[p][i];
        if (strcmp(metric, name) == 0) return sum;
        sum = 0;
    }
    return finite_figure(self, all, metric);
}

static double figure_of(const study *self, const facts *all, const char *metric) {
    if (strncmp(metric, "discrete_", 9) == 0) return finite_figure(self, all, metric + 9);
    return self->divisible ? divided(self, all, metric) : finite_figure(self, all, metric);
}

/* What is a list of names: issues won, the issue divided, a package. */
static void words_of(const study *self, const facts *all, const char *metric, ns_buffer *out) {
    const game *g = &self->game;
    double share[MOST_ISSUES];
    winner(g, share);
    for (uint32_t i = 0; i < g->issue_count; i++) {
        const char *between = out->length ? "|" : "";
        if (strcmp(metric, "nash_package") == 0)
            ns_buffer_format(out, "%s%s", i ? " | " : "", g->option[i][all->nash[i]]);
        if (strcmp(metric, "adjusted_winner_split_issue") == 0 && share[i] > 0 && share[i] < 1)
            ns_buffer_format(out, "%s%s", between, g->issue[i]);
        for (int p = 0; p < 2; p++) {
            char name[60];
            const double mine = p == 0 ? share[i] : 1 - share[i];
            snprintf(name, sizeof name, "adjusted_winner_%.20s_wins", g->party[p]);
            if (strcmp(metric, name) == 0 && mine >= 0.5) ns_buffer_format(out, "%s%s", between, g->issue[i]);
        }
    }
}

/* The same names in any order; a remark in brackets behind a name counts for nothing. */
static bool same_words(const char *wanted, const char *found) {
    char copy[2][2000];
    size_t count[2] = {0, 0};
    char *names[2][MOST_ISSUES];
    snprintf(copy[0], sizeof copy[0], "%s", wanted);
    snprintf(copy[1], sizeof copy[1], "%s", found);
    for (int k = 0; k < 2; k++) {
        char *rest = copy[k];
        for (char *one; count[k] < MOST_ISSUES && (one = strsep(&rest, "|"));) {
            one += strspn(one, " ");
            char *bracket = strstr(one, " (");
            if (bracket) *bracket = '\0';
            size_t length = strlen(one);
            while (length && one[length - 1] == ' ') one[--length] = '\0';
            if (length) names[k][count[k]++] = one;
        }
    }
    bool same = count[0] == count[1];
    for (size_t a = 0; same && a < count[0]; a++) {
        bool any = false;
        for (size_t b = 0; b < count[1] && !any; b++) any = strcmp(names[0][a], names[1][b]) == 0;
        same = any;
    }
    return same;
}

/* --- gaps of one issue ------------------------------------------------------------------------------------------------------- */

/* The value that somebody is said to have put forward first under that name. */
static double position(const study *self, const char *what) {
    const ns_node *list = ns_node_get(self->root, "positions");
    for (size_t k = 0; list && k < list->count; k++) {
        const ns_node *name = ns_node_get(list->items[k], "what");
        if (name && strcmp(name->text, what) == 0) return number_at(ns_node_get(list->items[k], "value"));
    }
    return NAN;
}

static double gap_figure(const study *self, const char *metric) {
    const ns_node *terms = ns_node_get(ns_node_get(self->root, "outcome"), "terms");
    const double settled = terms && terms->count == 1 ? number_at(terms->pairs[0].value) : NAN,
                 demand = position(self, "opening_demand");
    if (strncmp(metric, "settlement_", 11) == 0) return settled;
    if (strcmp(metric, "share_of_gap_status_quo_to_demand") == 0)
        return (settled - position(self, "status_quo")) / (demand - position(self, "status_quo"));
    if (strcmp(metric, "share_of_gap_first_offer_to_demand") == 0)
        return (settled - position(self, "first_offer")) / (demand - position(self, "first_offer"));
    return NAN;
}

/* --- rows --------------------------------------------------------------------------------------------------------------------- */

static void check_row(study *self, const facts *all, const table_file *rows, size_t row) {
    const char *metric = table_field(rows, row, "metric"), *value = table_field(rows, row, "value"),
               *tolerance = table_field(rows, row, "tolerance");
    char *end;
    const double wanted = strtod(value, &end);
    if (strncmp(metric, "direction_", 10) == 0) {
        printf("%s %s: a direction in words, not counted: %s\n", self->name, metric, value);
        return;
    }
    if (*end || end == value) {
        ns_buffer found = {0};
        if (self->is_game) words_of(self, all, metric, &found);
        if (!found.length || !same_words(value, found.text))
            replay_differs(self->tally, "%s, wanted %s", found.length ? found.text : "unknown", value);
        ns_buffer_free(&found);
    } else {
        const double found = self->is_game ? figure_of(self, all, metric) : gap_figure(self, metric);
        if (!(fabs(found - wanted) <= (*tolerance ? strtod(tolerance, NULL) : 0) + 1e-9))
            replay_differs(self->tally, "%.8g, wanted %s +- %s", found, value, *tolerance ? tolerance : "0");
    }
    replay_item(self->tally, "%s %s", self->name, metric);
}

static void check_metrics(study *self, const table_file *rows) {
    facts all = {0};
    for (size_t row = 0; row < rows->row_count; row++)
        self->divisible |= strncmp(table_field(rows, row, "metric"), "adjusted_winner", 15) == 0;
    read_game(self);
    if (self->is_game) all = find_facts(&self->game);
    for (size_t row = 0; row < rows->row_count; row++) check_row(self, &all, rows, row);
    if (self->is_game) ns_figures_free(&all.figures);
}

/* --- the single text ---------------------------------------------------------------------------------------------------------- */

static double setup_number(const study *self, const char *key) {
    return number_at(ns_node_get(ns_node_get(self->root, "setup"), key));
}

static double heat(const char *voter) { return strcmp(voter, "annealer") == 0 ? 10 : 0; /* T0 of the case */ }

static ns_text_pair pair_of(const table_file *rows, size_t row) {
    return (ns_text_pair){{heat(table_field(rows, row, "party1")), heat(table_field(rows, row, "party2"))}};
}

enum { MOST_PAIRS = 16 };

/* The different pairs of the table; each row's number among them. */
static uint32_t list_pairs(const table_file *rows, ns_text_pair *out, uint32_t *number) {
    uint32_t count = 0;
    for (size_t row = 0; row < rows->row_count; row++) {
        const ns_text_pair pair = pair_of(rows, row);
        uint32_t k = 0;
        while (k < count && memcmp(&out[k], &pair, sizeof pair) != 0) k++;
        if (k == count && count < MOST_PAIRS) out[count++] = pair;
        number[row] = k;
    }
    return count;
}

static void check_text(study *self, const table_file *rows, size_t row, const ns_text_result *played) {
    const char *metric = table_field(rows, row, "metric");
    const double found = strcmp(metric, "social") == 0   ? played->social
                         : strcmp(metric, "party1") == 0 ? played->value[0]
                         : strcmp(metric, "party2") == 0 ? played->value[1]
                                                         : NAN,
                 tolerance = strtod(table_field(rows, row, "tolerance"), NULL);
    for (int k = 0; k < 2; k++) {
        const char *text = table_field(rows, row, k ? "reproduced" : "published");
        if (*text && !(fabs(found - strtod(text, NULL)) <= tolerance))
            replay_differs(self->tally, "%.4f, wanted %s +- %g", found, text, tolerance);
    }
    replay_item(self->tally, "%s %s against %s: %s", self->name, table_field(rows, row, "party1"),
                table_field(rows, row, "party2"), metric);
}

static void check_texts(study *self, const table_file *rows) {
    const ns_text_setting setting = {.issues = (uint32_t)setup_number(self, "issues"),
                                     .rounds = (uint32_t)setup_number(self, "rounds"),
                                     .replicates = (uint32_t)setup_number(self, "replications"),
                                     .seed = 1};
    ns_text_pair pairs[MOST_PAIRS];
    ns_text_result played[MOST_PAIRS + 1];
    uint32_t *number = calloc(rows->row_count + 1, sizeof *number);
    if (ns_text_play(&setting, pairs, list_pairs(rows, pairs, number), played) != NS_OK) exit(71);
    for (size_t row = 0; row < rows->row_count; row++) check_text(self, rows, row, &played[number[row]]);
    free(number);
}

/* --- folders -------------------------------------------------------------------------------------------------------------------- */

static void check_case(replay *tally, const char *folder, const char *name) {
    char place[4096], path[4400];
    ns_document *document;
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    snprintf(place, sizeof place, "%s/%s", folder, name);
    snprintf(path, sizeof path, "%s/case.yaml", place);
    table_file rows = table_read(place, "expected.csv");
    if (rows.text && ns_document_load(&document, path, diagnostics) == NS_OK) {
        study self = {.tally = tally, .name = name, .root = document->root};
        if (table_cell(&rows, 0, "party1"))
            check_texts(&self, &rows);
        else if (table_cell(&rows, 0, "value"))
            check_metrics(&self, &rows);
        else
            printf("%s: no figures, not counted\n", name);
        ns_document_free(document);
    } else if (rows.text) {
        replay_differs(tally, "case.yaml cannot be read");
        replay_item(tally, "%s", name);
    }
    table_free(&rows);
    ns_diagnostics_free(diagnostics);
}

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

int main(int argc, char **argv) {
    replay tally = {0};
    char *names[1000];
    size_t count = 0;
    if (argc != 2) {
        fprintf(stderr, "usage: check-cases DIR\n");
        return 2;
    }
    DIR *open = opendir(argv[1]);
    for (const struct dirent *entry; open && count < 1000 && (entry = readdir(open));)
        if (entry->d_name[0] != '.') names[count++] = strdup(entry->d_name);
    if (open) closedir(open);
    qsort(names, count, sizeof *names, by_name);
    for (size_t k = 0; k < count; k++) {
        check_case(&tally, argv[1], names[k]);
        free(names[k]);
    }
    return replay_end(&tally);
}
