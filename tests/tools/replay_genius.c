/* replay-genius [--emit DIR] DIR: imports the GENIUS files of every domain of DIR/manifest.csv; compares every computed column, every
 * frontier.csv, and every session of sessions.csv that ties cannot touch. Prints the first differences and `N of M equal`. --emit:
 * writes each session as DIR/NAME-NUMBER.yaml, for `negsim run --trace=1`. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/domain.h"
#include "negsim/figures.h"
#include "replay.h"
#include "table_file.h"

enum { MOST_OUTCOMES = 10000000, SHOWN_POINTS = 6 };

/* --- domains ---------------------------------------------------------------------------------------------------------- */

static ns_domain *import(const char *folder, const table_file *manifest, size_t row) {
    char domain[4096], *list = strdup(table_field(manifest, row, "profile_files")), *rest = list;
    char *profiles[NS_FIGURES_PARTIES];
    size_t count = 0;
    ns_domain *out;
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    const char *place = table_field(manifest, row, "folder");
    snprintf(domain, sizeof domain, "%s/%s/%s", folder, place, table_field(manifest, row, "domain_file"));
    for (char *name; count < NS_FIGURES_PARTIES && (name = strsep(&rest, ";"));) {
        profiles[count] = malloc(strlen(folder) + strlen(place) + strlen(name) + 3);
        sprintf(profiles[count++], "%s/%s/%s", folder, place, name);
    }
    if (ns_domain_read_genius(&out, domain, (const char *const *)profiles, count, diagnostics) != NS_OK) {
        char *said = ns_diagnostics_render(diagnostics, NS_COLOR_OFF);
        fprintf(stderr, "%s", said ? said : "");
        free(said);
        out = NULL;
    }
    while (count > 0) free(profiles[--count]);
    free(list);
    ns_diagnostics_free(diagnostics);
    return out;
}

typedef struct walk {
    const ns_domain *domain;
    uint32_t parties, *option;
    bool done;
} walk;

static void walk_rewind(void *user) {
    walk *self = user;
    memset(self->option, 0, self->domain->issue_count * sizeof *self->option);
    self->done = false;
}

static int walk_next(void *user, double *out) {
    walk *self = user;
    if (self->done) return 0;
    for (uint32_t p = 0; p < self->parties; p++) out[p] = ns_domain_value(self->domain, p, self->option);
    uint32_t i = self->domain->issue_count;
    while (i > 0 && ++self->option[i - 1] == self->domain->issues[i - 1].option_count) self->option[--i] = 0;
    self->done = i == 0;
    return 1;
}

static ns_figures figures_of(const ns_domain *domain, uint32_t parties) {
    ns_figures out;
    double reservation[NS_FIGURES_PARTIES];
    walk at = {
        .domain = domain, .parties = parties, .option = calloc(domain->issue_count, sizeof *at.option)};
    const ns_outcome_source source = {walk_next, walk_rewind, &at};
    for (uint32_t p = 0; p < parties; p++) reservation[p] = domain->parties[p].reservation;
    if (ns_figures_find(&out, parties, reservation, &source) != NS_OK) exit(71);
    out.reservation = NULL;
    free(at.option);
    return out;
}

/* --- columns ------------------------------------------------------------------------------------------------------------ */

/* A number as the table prints it: to as many decimals as the cell has. */
static bool same_number(const char *text, double value) {
    char *end;
    const double wanted = strtod(text, &end);
    const char *dot = strchr(text, '.');
    if (end == text || *end || isnan(value)) return false;
    const double unit = dot ? pow(10, -(double)(end - dot - 1)) : 1;
    return fabs(value - wanted) <= 0.5 * unit * (1 + 1e-6) + 1e-12;
}

typedef struct domain_case {
    replay *tally;
    const table_file *manifest;
    size_t row;
    const ns_domain *domain;
} domain_case;

static void begin_column(const domain_case *self, const char *name, const char **text) {
    *text = table_cell(self->manifest, self->row, name);
}

static void end_column(const domain_case *self, const char *name) {
    replay_item(self->tally, "%s %s", table_field(self->manifest, self->row, "name"), name);
}

static void check_number(const domain_case *self, const char *name, double value) {
    const char *text;
    begin_column(self, name, &text);
    if (!text) return;
    if (isnan(value) ? text[0] != '\0' : !same_number(text, value))
        replay_differs(self->tally, "%.12g, wanted %s", value, text);
    end_column(self, name);
}

/* `a;b;c`, one number a party. */
static void check_list(const domain_case *self, const char *name, const double *values, uint32_t count) {
    const char *text;
    begin_column(self, name, &text);
    if (!text) return;
    char *copy = strdup(text), *rest = copy;
    for (uint32_t k = 0; k < count; k++) {
        const char *one = strsep(&rest, ";");
        if (!one || !same_number(one, values[k]))
            replay_differs(self->tally, "%u: %.12g, wanted %s", k, values[k], text);
    }
    if (rest) replay_differs(self->tally, "%u entries, wanted %s", count, text);
    free(copy);
    end_column(self, name);
}

static void check_text(const domain_case *self, const char *name, const char *value) {
    const char *text;
    begin_column(self, name, &text);
    if (!text) return;
    if (strcmp(text, value) != 0) replay_differs(self->tally, "%s, wanted %s", value, text);
    end_column(self, name);
}

/* `(u1 u2);(u1 u2);...` falling; of more than six the first six and `...N in all`. */
static void check_points(const domain_case *self, const char *name, const ns_figure_points *points,
                         uint32_t parties) {
    const char *text;
    begin_column(self, name, &text);
    if (!text) return;
    char *copy = strdup(text), *rest = copy;
    const size_t shown = points->count > SHOWN_POINTS ? SHOWN_POINTS : points->count;
    for (size_t k = 0; k < shown; k++) {
        char *one = strsep(&rest, ";");
        if (!one || one[0] != '(') {
            replay_differs(self->tally, "%zu points, wanted %s", points->count, text);
            break;
        }
        for (uint32_t p = 0; p < parties; p++) {
            char *number = one + 1 + strspn(one + 1, " ");
            one = number + strcspn(number, " )") - 1;
            one[1] = '\0';
            if (!same_number(number, points->points[k * parties + p]))
                replay_differs(self->tally, "point %zu party %u: %.9f, wanted %s in %s", k + 1, p + 1,
                               points->points[k * parties + p], number, text);
            one++;
        }
    }
    if (points->count > SHOWN_POINTS) {
        char all[60];
        snprintf(all, sizeof all, "...%zu in all", points->count);
        if (!rest || strcmp(rest, all) != 0)
            replay_differs(self->tally, "%s, wanted %s", all, rest ? rest : "no more");
    } else if (rest && *rest) {
        replay_differs(self->tally, "%zu points, wanted %s", points->count, text);
    }
    free(copy);
    end_column(self, name);
}

static void check_figure(const domain_case *self, const char *prefix, const ns_figures *all,
                         ns_figure figure) {
    char name[80];
    const ns_figure_points *points = &all->figure[figure];
    snprintf(name, sizeof name, "%s_point", prefix);
    check_points(self, name, points, all->party_count);
    snprintf(name, sizeof name, "%s_value", prefix);
    check_number(self, name, points->value);
}

/* --- a row of the manifest ------------------------------------------------------------------------------------------------ */

static void check_shape(const domain_case *self) {
    const ns_domain *domain = self->domain;
    ns_buffer types = {0}, sizes = {0};
    double values[3][NS_FIGURES_PARTIES] = {{0}};
    for (uint32_t i = 0; i < domain->issue_count; i++) {
        ns_buffer_format(&types, "%s%s", i ? ";" : "", domain->issues[i].integer ? "integer" : "discrete");
        ns_buffer_format(&sizes, "%s%u", i ? ";" : "", domain->issues[i].option_count);
    }
    for (uint32_t p = 0; p < domain->party_count; p++) {
        for (uint32_t i = 0; i < domain->issue_count; i++) values[0][p] += domain->parties[p].weights[i];
        values[1][p] = domain->parties[p].reservation;
        values[2][p] = domain->parties[p].discount;
    }
    check_number(self, "issues", domain->issue_count);
    check_text(self, "issue_types", types.text);
    check_text(self, "issue_sizes", sizes.text);
    check_number(self, "outcomes", ns_domain_outcomes(domain));
    check_number(self, "profiles", domain->party_count);
    check_list(self, "weight_sums", values[0], domain->party_count);
    check_list(self, "reservation", values[1], domain->party_count);
    check_list(self, "discount", values[2], domain->party_count);
    ns_buffer_free(&types);
    ns_buffer_free(&sizes);
}

/* Over the whole space, without the cap at 1. */
static double mean_of(const ns_domain *domain, uint32_t p) {
    double sum = 0;
    for (uint32_t i = 0; i < domain->issue_count; i++) {
        double all = 0;
        for (uint32_t o = 0; o < domain->issues[i].option_count; o++) all += domain->parties[p].values[i][o];
        sum += domain->parties[p].weights[i] * all / domain->issues[i].option_count;
    }
    return sum;
}

static void check_ranges(const domain_case *self, const ns_figures *whole) {
    const ns_domain *domain = self->domain;
    double mean[NS_FIGURES_PARTIES];
    for (uint32_t p = 0; p < domain->party_count; p++) mean[p] = mean_of(domain, p);
    check_list(self, "u_min", whole->lowest, domain->party_count);
    check_list(self, "u_max", whole->highest, domain->party_count);
    check_list(self, "u_mean", mean, domain->party_count);
}

static void check_two(const domain_case *self, const ns_figures *two) {
    uint64_t outcomes = 0;
    for (size_t k = 0; k < two->frontier_count; k++) outcomes += two->frontier[k].outcomes;
    check_number(self, "pareto_outcomes", (double)outcomes);
    check_number(self, "pareto_points", (double)two->frontier_count);
    check_figure(self, "nash", two, NS_FIGURE_NASH);
    check_figure(self, "welfare", two, NS_FIGURE_WELFARE);
    check_figure(self, "egalitarian", two, NS_FIGURE_EGALITARIAN);
    check_figure(self, "min_gap", two, NS_FIGURE_LEAST_GAP);
    check_figure(self, "ks", two, NS_FIGURE_KALAI_SMORODINSKY);
    check_figure(self, "opposition", two, NS_FIGURE_OPPOSITION);
    check_figure(self, "nash_rv", two, NS_FIGURE_NASH_GAINS);
    check_figure(self, "ks_rv", two, NS_FIGURE_KALAI_GAINS);
    check_number(self, "rational_outcomes", (double)two->rational);
}

static void check_all(const domain_case *self, const ns_figures *all) {
    check_figure(self, "all_nash", all, NS_FIGURE_NASH);
    check_figure(self, "all_welfare", all, NS_FIGURE_WELFARE);
    check_figure(self, "all_egalitarian", all, NS_FIGURE_EGALITARIAN);
    check_figure(self, "all_opposition", all, NS_FIGURE_OPPOSITION);
    check_figure(self, "all_nash_rv", all, NS_FIGURE_NASH_GAINS);
}

static void check_frontier(const domain_case *self, const char *folder, const ns_figures *two) {
    char place[4096];
    snprintf(place, sizeof place, "%s/%s", folder, table_field(self->manifest, self->row, "folder"));
    table_file wanted = table_read(place, "frontier.csv");
    if (!wanted.text) return;
    if (wanted.row_count != two->frontier_count)
        replay_differs(self->tally, "%zu points, wanted %zu", two->frontier_count, wanted.row_count);
    for (size_t k = 0; k < wanted.row_count && k < two->frontier_count; k++) {
        const ns_frontier_point *point = &two->frontier[k];
        if (!same_number(table_field(&wanted, k, "u1"), point->u) ||
            !same_number(table_field(&wanted, k, "u2"), point->v) ||
            !same_number(table_field(&wanted, k, "outcomes"), (double)point->outcomes))
            replay_differs(self->tally, "point %zu: %.9f,%.9f,%llu, wanted %s,%s,%s", k + 1, point->u,
                           point->v, (unsigned long long)point->outcomes, table_field(&wanted, k, "u1"),
                           table_field(&wanted, k, "u2"), table_field(&wanted, k, "outcomes"));
    }
    table_free(&wanted);
    end_column(self, "frontier.csv");
}

static void check_domain(const domain_case *self, const char *folder) {
    check_shape(self);
    if (ns_domain_outcomes(self->domain) > MOST_OUTCOMES) return;
    ns_figures two = figures_of(self->domain, self->domain->party_count < 2 ? 1 : 2);
    check_two(self, &two);
    check_frontier(self, folder, &two);
    if (self->domain->party_count > 2) {
        ns_figures all = figures_of(self->domain, self->domain->party_count);
        check_ranges(self, &all);
        check_all(self, &all);
        ns_figures_free(&all);
    } else {
        check_ranges(self, &two);
    }
    ns_figures_free(&two);
}

/* --- sessions ---------------------------------------------------------------------------------------------------------------- */

/* GENIUS's parties: offers nearest a target that falls from 1, strictly better than their own next offer or no. */
static void write_concession(char out[300], const char *strategy) {
    const char *exponent = strcmp(strategy, "Conceder") == 0 ? "2" : "0.2";
    snprintf(
        out, 300,
        "{tactic: time, exponent: %s, clock: genius, range: scale, offer: nearest, acceptance: next_bid, "
        "accept_when: more_than}",
        exponent);
}

static void compare_session(replay *tally, const table_file *sessions, size_t row, const recording *played,
                            const ns_instance *instance) {
    const bool agreed = strcmp(table_field(sessions, row, "result"), "agreement") == 0;
    const ns_outcome *out = &played->outcome;
    const unsigned offers = out->offers[0] + out->offers[1];
    if (agreed != (out->package != NS_NONE)) {
        replay_differs(tally, "%s, wanted %s", ns_reason_name(out->reason),
                       table_field(sessions, row, "result"));
        return;
    }
    if (!same_number(table_field(sessions, row, "offers"), offers))
        replay_differs(tally, "%u offers, wanted %s", offers, table_field(sessions, row, "offers"));
    if (!agreed) return;
    if (!same_number(table_field(sessions, row, "round"), out->round))
        replay_differs(tally, "in round %u, wanted %s", out->round, table_field(sessions, row, "round"));
    const uint32_t last = played->events[played->count - 1].party + 1;
    if (!same_number(table_field(sessions, row, "accepting_party"), last))
        replay_differs(tally, "accepted by party %u, wanted %s", last,
                       table_field(sessions, row, "accepting_party"));
    for (int p = 0; p < 2; p++) {
        const char *wanted = table_field(sessions, row, p ? "u2" : "u1");
        if (!same_number(wanted, instance->utility[p][out->package]))
            replay_differs(tally, "worth %.9g to party %d, wanted %s", instance->utility[p][out->package],
                           p + 1, wanted);
    }
}

static void play_session(replay *tally, const table_file *sessions, size_t row, const ns_scenario *scenario) {
    ns_instance instance;
    recording played = {0};
    ns_session *session = ns_session_new(scenario);
    if (ns_instance_init(&instance, scenario) != NS_OK || !session) exit(71);
    ns_instance_draw(&instance, 1, 0, NULL);
    if (recording_play(&played, session, &instance, seat_nobody(), 0) != NS_OK) exit(71);
    compare_session(tally, sessions, row, &played, &instance);
    recording_free(&played);
    ns_session_free(session);
    ns_instance_free(&instance);
}

static void replay_session(replay *tally, const ns_domain *domain, const table_file *sessions, size_t row) {
    char first[300], second[300], more[100], name[300];
    const char *concession[] = {first, second};
    ns_buffer text = {0};
    write_concession(first, table_field(sessions, row, "party1"));
    write_concession(second, table_field(sessions, row, "party2"));
    snprintf(more, sizeof more, "protocol: {rounds: %s, last_answers: false}\n",
             table_field(sessions, row, "rounds"));
    snprintf(name, sizeof name, "%s-%zu", table_field(sessions, row, "name"), row + 1);
    const ns_domain_talks talks = {
        .name = name, .concession = concession, .party_count = 2, .no_reservation = true, .more = more};
    ns_domain_write_scenario(domain, &talks, &text);
    replay_emit(tally, name, text.text);
    loaded scenario = loaded_text(text.text);
    if (scenario.scenario)
        play_session(tally, sessions, row, scenario.scenario);
    else
        replay_differs(tally, "%s", scenario.faults);
    loaded_free(&scenario);
    ns_buffer_free(&text);
    replay_item(tally, "session %zu of %s", row + 1, table_field(sessions, row, "name"));
}

static void replay_sessions(replay *tally, const ns_domain *domain, const char *name,
                            const table_file *sessions) {
    for (size_t row = 0; row < sessions->row_count; row++)
        if (strcmp(table_field(sessions, row, "name"), name) == 0 &&
            strcmp(table_field(sessions, row, "tie_free"), "yes") == 0)
            replay_session(tally, domain, sessions, row);
}

int main(int argc, char **argv) {
    replay tally = {0};
    if (argc == 3 && strcmp(argv[1], "--trace") == 0) return replay_trace(argv[2]);
    if (argc == 4 && strcmp(argv[1], "--emit") == 0) tally.emit = argv[2];
    if (argc != 2 && !tally.emit) {
        fprintf(stderr, "usage: replay-genius [--emit DIR] DIR | --trace SCENARIO\n");
        return 2;
    }
    const char *folder = argv[argc - 1];
    table_file manifest = table_read(folder, "manifest.csv"), sessions = table_read(folder, "sessions.csv");
    if (!manifest.text) fprintf(stderr, "no manifest.csv in %s\n", folder);
    for (size_t row = 0; row < manifest.row_count; row++) {
        ns_domain *domain = import(folder, &manifest, row);
        const domain_case self = {&tally, &manifest, row, domain};
        if (domain) {
            check_domain(&self, folder);
            replay_sessions(&tally, domain, table_field(&manifest, row, "name"), &sessions);
        } else {
            replay_differs(&tally, "cannot be imported");
            end_column(&self, "files");
        }
        ns_domain_free(domain);
    }
    table_free(&manifest);
    table_free(&sessions);
    return replay_end(&tally);
}
