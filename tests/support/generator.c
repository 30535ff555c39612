/* Random scenarios as text. */
#include "generator.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_ISSUES = 5, MAX_OPTIONS = 5, MAX_PARTIES = 5 };

/* What a scenario is rich in. */
/* CLOCKS: only the clock changes from round to round, offers are the lowest and acceptances by target; KINDS: tactics,
 * acceptances and opponent models of all sorts. */
typedef enum taste { ANYTHING, PRECONDITIONS, TEXTS, CARROTS, STAGES, CLOCKS, KINDS, TASTES } taste;

typedef struct gen {
    FILE *out;
    taste taste;
    uint64_t state;
    unsigned flags;
    double full;
    bool constant; /* values and priorities are not drawn */
    bool even;     /* concessions in even steps from round numbers: targets that are met exactly */
    int issues, parties, conditions, rounds;
    int options[MAX_ISSUES];
    bool numeric[MAX_ISSUES], ordered[MAX_ISSUES];
    int grid;                /* values are multiples of this, in hundredths of full */
    int witness[MAX_ISSUES]; /* a package that no rule and no red line of firmness 1 may cut */
    int need_of[MAX_ISSUES][MAX_OPTIONS];
    int stage_of[MAX_ISSUES];
} gen;

static const char *const issue_ids[MAX_ISSUES] = {"land", "water", "troops", "fund", "dates"};
static const char *const party_ids[MAX_PARTIES] = {"amber", "blue", "coral", "denim", "ebony"};
static const char *const option_ids[MAX_OPTIONS] = {"a", "b", "c", "d", "e"};

/* --- chance ----------------------------------------------------------------------------------------------- */

static uint64_t next(gen *g) {
    uint64_t z = (g->state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

/* A whole number in lo..hi. */
static int pick(gen *g, int lo, int hi) { return lo + (int)(next(g) % (uint64_t)(hi - lo + 1)); }
static bool chance(gen *g, int percent) { return pick(g, 1, 100) <= percent; }

static void say(gen *g, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void say(gen *g, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vfprintf(g->out, format, arguments);
    va_end(arguments);
}

/* --- numbers ---------------------------------------------------------------------------------------------- */

/* A number of the format within lo..hi, in steps; scale turns steps into what is written. */
typedef struct span {
    int lo, hi;
    double scale;
    bool points;
} span;

static void constant(gen *g, span s, int steps) { say(g, "%.10g", steps * s.scale); }

static int within(gen *g, span s) { return pick(g, s.lo, s.hi); }

static void sorted3(gen *g, span s, int v[3]) {
    for (int k = 0; k < 3; k++) v[k] = within(g, s);
    for (int k = 0; k < 3; k++)
        for (int j = 0; j < 2; j++)
            if (v[j] > v[j + 1]) {
                int swap = v[j];
                v[j] = v[j + 1];
                v[j + 1] = swap;
            }
    if (v[0] == v[2]) v[v[0] > s.lo ? 0 : 2] += v[0] > s.lo ? -1 : 1;
    if (v[1] < v[0]) v[1] = v[0];
}

static void simple(gen *g, span s) {
    int v[3];
    sorted3(g, s, v);
    if (chance(g, 50))
        say(g, "[%.10g, %.10g]", v[0] * s.scale, v[2] * s.scale);
    else
        say(g, "[%.10g, %.10g, %.10g]", v[0] * s.scale, v[1] * s.scale, v[2] * s.scale);
}

static void rare(gen *g, span s) {
    int v[3], half;
    sorted3(g, s, v);
    switch (pick(g, 0, 4)) {
    case 0: say(g, "{normal: [%.10g, %.10g]}", v[1] * s.scale, (v[2] - v[0]) * s.scale / 4); break;
    case 1: say(g, "{choice: [%.10g, %.10g, %.10g]}", v[2] * s.scale, v[0] * s.scale, v[1] * s.scale); break;
    case 2:
        say(g, "{experts: {ab: ");
        simple(g, s);
        say(g, ", cd: ");
        simple(g, s);
        say(g, "}}");
        break;
    case 3:
        half = v[1] - s.lo < s.hi - v[1] ? v[1] - s.lo : s.hi - v[1];
        if (half > 0)
            say(g, chance(g, 50) ? "%.10g±%.10g" : "%.10g+-%.10g", v[1] * s.scale, half * s.scale);
        else
            constant(g, s, v[1]);
        break;
    default:
        if (!s.points && s.lo == 0 && s.hi * s.scale <= 1)
            say(g, "{beta: [%d, %d]}", pick(g, 1, 4), pick(g, 1, 4));
        else if (s.lo == 0)
            say(g, "{lognormal: [%.10g, 0.25]}", s.scale < 1 ? -1.0 : 1.0);
        else
            simple(g, s);
    }
}

/* percent: chance that it is drawn. */
static void number(gen *g, span s, int percent) {
    bool wrapped = chance(g, 8);
    if (wrapped) say(g, "{range: ");
    if ((g->flags & GEN_EXACT) || !chance(g, percent) || s.lo == s.hi)
        constant(g, s, within(g, s));
    else if (chance(g, 75))
        simple(g, s);
    else
        rare(g, s);
    if (wrapped) say(g, ", basis: assumption, source: desk}");
}

/* Points of the scale, given in hundredths of full. */
static void points(gen *g, int lo, int hi, int percent) {
    int step = g->grid;
    number(g, (span){lo / step, hi / step, step * g->full / 100, true}, percent);
}

static void share(gen *g, int lo, int hi, int percent) { number(g, (span){lo, hi, 0.05, false}, percent); }

/* A probability: often 0 or 1. */
static void probability(gen *g, int zero, int one) {
    int dice = pick(g, 1, 100);
    if (dice <= zero)
        say(g, "0");
    else if (dice <= zero + one)
        say(g, "1");
    else
        share(g, 0, 20, 60);
}

/* --- issues ----------------------------------------------------------------------------------------------- */

static void plan_issues(gen *g) {
    static const int caps[] = {12, 40, 100, 200, 400, 400};
    int cap = caps[pick(g, 0, 5)], packages = 1;
    g->issues = 0;
    for (int wanted = chance(g, 5) ? 1 : pick(g, 2, MAX_ISSUES); g->issues < wanted; g->issues++) {
        int count = pick(g, 2, MAX_OPTIONS);
        if (packages * count > cap && g->issues > 0) break;
        packages *= count;
        g->options[g->issues] = count;
        g->numeric[g->issues] = chance(g, 20);
        g->ordered[g->issues] = chance(g, 25);
        g->witness[g->issues] = pick(g, 0, count - 1);
    }
}

/* Numeric issues run from 10 in steps of 5. */
static void option_name(gen *g, int issue, int option) {
    if (g->numeric[issue])
        say(g, "%d", 10 + 5 * option);
    else
        say(g, "%s", option_ids[option]);
}

static void write_options(gen *g, int i) {
    say(g, "    options:\n");
    for (int o = 0; o < g->options[i]; o++) {
        bool needs = g->conditions > 0 && chance(g, 10);
        say(g, "      %s: ", option_ids[o]);
        if (needs && chance(g, 70))
            say(g, "{title: Option %s, needs: cond%d}\n", option_ids[o], pick(g, 0, g->conditions - 1));
        else if (needs)
            say(g, "{title: Option %s, needs: [cond0, cond%d]}\n", option_ids[o], g->conditions - 1);
        else
            say(g, "Option %s\n", option_ids[o]);
    }
}

static void write_issues(gen *g) {
    say(g, "issues:\n");
    for (int i = 0; i < g->issues; i++) {
        say(g, "  %s:\n", issue_ids[i]);
        if (g->ordered[i]) say(g, "    ordered: true\n");
        if (g->numeric[i])
            say(g, "    range: [10, %d]\n    step: 5\n", 10 + 5 * (g->options[i] - 1));
        else
            write_options(g, i);
    }
    if (g->conditions > 0) say(g, "conditions:\n");
    for (int c = 0; c < g->conditions; c++) {
        say(g, "  cond%d: {title: Condition %d, available: ", c, c);
        probability(g, 15, 30);
        say(g, "}\n");
    }
}

/* A non-empty set of options of an issue: one as a word or as a list, or several. */
static void option_set(gen *g, int issue, int must, int must_not) {
    bool in[MAX_OPTIONS] = {false};
    int count = 0, first = -1;
    for (int o = 0; o < g->options[issue]; o++) in[o] = o == must || (o != must_not && chance(g, 40));
    for (int o = 0; o < g->options[issue]; o++) count += in[o];
    while (count == 0) {
        int o = pick(g, 0, g->options[issue] - 1);
        if (o == must_not) continue;
        in[o] = true;
        count = 1;
    }
    bool list = count > 1 || chance(g, 50);
    if (list) say(g, "[");
    for (int o = 0; o < g->options[issue]; o++) {
        if (!in[o]) continue;
        if (first >= 0) say(g, ", ");
        first = o;
        option_name(g, issue, o);
    }
    if (list) say(g, "]");
}

/* --- rules ------------------------------------------------------------------------------------------------ */

/* Cuts packages, never the witness. */
static void write_rule(gen *g, int k) {
    int a = pick(g, 0, g->issues - 1), b = g->issues > 1 ? (a + pick(g, 1, g->issues - 1)) % g->issues : a;
    say(g, "  - name: rule%d\n", k);
    if (a == b || chance(g, 40)) {
        say(g, "    forbid: {%s: ", issue_ids[a]);
        option_set(g, a, -1, g->witness[a]);
        if (a != b) {
            say(g, ", %s: ", issue_ids[b]);
            option_set(g, b, -1, -1);
        }
        say(g, "}\n");
        return;
    }
    say(g, "    if: {%s: ", issue_ids[a]);
    option_set(g, a, -1, -1);
    say(g, "}\n    then: {%s: ", issue_ids[b]);
    option_set(g, b, g->witness[b], -1);
    say(g, "}\n");
}

static void write_rules(gen *g) {
    int count = chance(g, 30) ? pick(g, 1, 2) : 0;
    if (count > 0) say(g, "rules:\n");
    for (int k = 0; k < count; k++) write_rule(g, k);
}

/* --- parties ---------------------------------------------------------------------------------------------- */

/* Values in steps of the grid: rising, falling or wild; 0 and 100 at the ends more often than not. */
static void plan_values(gen *g, int *steps, int count, bool monotone, int *shape) {
    int top = 100 / g->grid;
    *shape = pick(g, 0, monotone ? 1 : 2);
    for (int o = 0; o < count; o++) steps[o] = pick(g, 0, top);
    for (int a = 0; a < count && *shape < 2; a++)
        for (int b = a + 1; b < count; b++)
            if (*shape == 0 ? steps[a] > steps[b] : steps[a] < steps[b]) {
                int swap = steps[a];
                steps[a] = steps[b];
                steps[b] = swap;
            }
    if (*shape < 2 && chance(g, 70)) {
        steps[*shape == 0 ? count - 1 : 0] = top;
        steps[*shape == 0 ? 0 : count - 1] = 0;
    }
}

/* One value with noise on both sides, so that the central values keep their order. */
static void write_value(gen *g, int steps, bool drawn) {
    double scale = g->grid * g->full / 100;
    int top = 100 / g->grid, room = steps < top - steps ? steps : top - steps;
    int noise = room > 3 ? pick(g, 1, 3) : room;
    if ((g->flags & GEN_EXACT) || g->constant) drawn = false;
    if (!drawn || noise == 0)
        say(g, "%.10g", steps * scale);
    else if (chance(g, 50))
        say(g, "%.10g±%.10g", steps * scale, noise * scale);
    else
        say(g, "[%.10g, %.10g]", (steps - noise) * scale, (steps + noise) * scale);
}

static void write_values(gen *g, int i) {
    int steps[MAX_OPTIONS], shape, count = g->options[i];
    bool drawn = chance(g, 35);
    plan_values(g, steps, count, g->ordered[i], &shape);
    bool map = g->numeric[i] || chance(g, 25);
    say(g, "        values: %c", map ? '{' : '[');
    for (int o = 0, written = 0; o < count; o++) {
        bool end = o == 0 || o == count - 1;
        if (g->numeric[i] && !end && chance(g, 40)) continue;
        if (written++) say(g, ", ");
        if (map) {
            option_name(g, i, o);
            say(g, ": ");
        }
        write_value(g, steps[o], drawn && chance(g, 60));
    }
    say(g, "%c\n", map ? '}' : ']');
}

static void write_red_lines(gen *g, int i) {
    bool first = true;
    for (int o = 0; o < g->options[i]; o++) {
        if (!chance(g, 5)) continue;
        say(g, "%s", first ? "        red_lines: {" : ", ");
        first = false;
        option_name(g, i, o);
        say(g, ": ");
        if (o == g->witness[i])
            say(g, "0.4");
        else
            probability(g, 10, 30);
    }
    if (!first) say(g, "}\n");
}

static void write_stance(gen *g, int i, const char *priorities, int sixteenths) {
    say(g, "      %s:\n", issue_ids[i]);
    if (g->flags & GEN_EXACT) {
        say(g, "        priority: %d\n", sixteenths);
    } else if (strcmp(priorities, "order") != 0) {
        bool written = strcmp(priorities, "as_written") == 0;
        say(g, "        priority: ");
        if (written)
            say(g, "%.10g\n", pick(g, 1, 8) * 0.0625);
        else
            number(g, (span){1, 8, 5, false}, g->constant || i == 0 ? 0 : 35); /* one that is never 0 */
        if (!written) say(g, "\n");
    }
    write_values(g, i);
    if (chance(g, g->taste == TEXTS ? 25 : 10)) {
        say(g, "        flexibility: ");
        share(g, 8, 20, 50);
        say(g, "\n");
    }
    write_red_lines(g, i);
}

static void write_stances(gen *g, const char *priorities) {
    int left = 16;
    say(g, "    issues:\n");
    for (int i = 0; i < g->issues; i++) {
        int mine = i + 1 == g->issues ? left : pick(g, 1, left - (g->issues - 1 - i));
        left -= mine;
        write_stance(g, i, priorities, mine);
    }
}

static void write_order(gen *g) {
    int order[MAX_ISSUES];
    for (int i = 0; i < g->issues; i++) order[i] = i;
    for (int i = g->issues - 1; i > 0; i--) {
        int j = pick(g, 0, i), swap = order[i];
        order[i] = order[j];
        order[j] = swap;
    }
    say(g, "    priorities: {order: [");
    for (int i = 0; i < g->issues; i++) say(g, "%s%s", i ? ", " : "", issue_ids[order[i]]);
    say(g, "]}\n");
}

/* The exponent of tactics that concede with time. */
static void write_exponent(gen *g) {
    say(g, ", exponent: ");
    if (g->even)
        say(g, "%s", chance(g, 70) ? "1" : chance(g, 50) ? "0.5" : "0.1");
    else
        number(g, (span){1, g->taste == CARROTS ? 4 : 12, 0.25, false}, 40);
}

/* What makes a time tactic more than its level. */
static void write_time_extras(gen *g) {
    static const char *const clocks[] = {"open", "genius", "from_zero", "to_one"};
    if (chance(g, 40)) say(g, ", clock: %s", clocks[pick(g, 0, 3)]);
    if (chance(g, 30)) say(g, ", range: %s", chance(g, 60) ? "own_values" : "scale");
    if (chance(g, 20)) {
        say(g, ", ease: ");
        points(g, 0, 10, 30);
    }
}

static void write_time(gen *g) {
    say(g, "time");
    write_exponent(g);
    const bool plain = g->taste == CLOCKS || !chance(g, 40);
    const bool bezier = !plain && chance(g, 30), exponential = !bezier && chance(g, 15);
    if (exponential) say(g, ", form: exponential");
    if (chance(g, 20)) {
        say(g, ", start: ");
        if (exponential)
            simple(g, (span){1, 8, 0.05, false}); /* 0 would never concede */
        else
            share(g, 0, 8, 30);
    }
    if (bezier) {
        say(g, ", form: bezier, middle: ");
        share(g, 8, 20, 30);
        say(g, ", end: ");
        share(g, 0, 10, 30);
    }
    if (!plain) write_time_extras(g);
}

static void write_tit_for_tat(gen *g) {
    static const char *const modes[] = {"relative", "absolute", "averaged"};
    const int mode = pick(g, 0, 2);
    say(g, "tit_for_tat, mode: %s", modes[mode]);
    if (chance(g, 40)) say(g, ", window: %d", pick(g, 1, 3));
    if (mode == 1 && chance(g, 70)) {
        say(g, ", noise: ");
        points(g, -20, 5, 30);
    }
}

static void write_hybrid(gen *g) {
    say(g, "hybrid");
    for (int k = 0; k < 3; k++) {
        if (!chance(g, 50)) continue;
        say(g, ", p%d: ", k);
        share(g, 18 - 6 * k, 20 - 6 * k, 30);
    }
    if (chance(g, 50)) {
        say(g, ", p3: ");
        number(g, (span){0, 8, 0.25, false}, 30);
    }
}

static void write_other_tactic(gen *g) {
    switch (pick(g, 0, 8)) {
    case 0:
        say(g, "nice_tit_for_tat");
        if (chance(g, 50)) {
            say(g, ", bonus_from: ");
            share(g, 4, 20, 30);
        }
        break;
    case 1:
        say(g, "resource, unit: ");
        number(g, (span){1, 20, 0.5, false}, 30);
        if (chance(g, 40)) {
            say(g, ", start: ");
            share(g, 0, 8, 30);
        }
        break;
    case 2:
        say(g, "zeuthen");
        if (chance(g, 50)) {
            say(g, ", other_no_deal: ");
            points(g, 0, 50, 30);
        }
        break;
    case 3:
        say(g, "mix");
        write_exponent(g);
        if (chance(g, 60)) {
            say(g, ", time_weight: ");
            share(g, 0, 20, 30);
        }
        break;
    case 4: write_hybrid(g); break;
    case 5: say(g, "hardliner"); break;
    case 6: say(g, "random"); break;
    case 7: write_tit_for_tat(g); break;
    default: say(g, "micro");
    }
}

static void write_offer(gen *g) {
    static const char *const offers[] = {"lowest", "nearest", "logroll", "similar", "random", "best"};
    const char *offer = offers[g->taste == CLOCKS ? 0 : pick(g, 0, 5)];
    say(g, ", offer: %s", offer);
    if (strcmp(offer, "lowest") == 0 && g->taste != CLOCKS && chance(g, 30)) {
        say(g, ", below: ");
        points(g, 0, 10, 20);
    }
    if (strcmp(offer, "random") == 0 && chance(g, 50)) {
        say(g, ", width: ");
        points(g, 0, 20, 20);
    }
}

/* Of `target`, `next_bid` and `previous`. */
static void write_comparison(gen *g, bool scaled) {
    if (chance(g, 30)) say(g, ", accept_when: %s", chance(g, 70) ? "more_than" : "at_least");
    if (!scaled || !chance(g, 30)) return;
    say(g, ", accept_scale: ");
    number(g, (span){19, 22, 0.05, false}, 30);
    say(g, ", accept_shift: ");
    points(g, -10, 10, 30);
}

static void write_acceptance(gen *g) {
    static const char *const names[] = {"target", "next_bid", "previous", "constant", "time", "gap", "combi"};
    static const char *const rules[] = {"max_window", "average_window", "max"};
    const int k = pick(g, 0, 6);
    say(g, ", acceptance: %s", names[k]);
    if (k < 3) write_comparison(g, k > 0);
    if (k == 3 && chance(g, 80)) {
        say(g, ", accept_above: ");
        share(g, 4, 18, 30);
    }
    if (k == 4 && chance(g, 70)) {
        say(g, ", accept_after: ");
        share(g, 4, 19, 30);
    }
    if (k == 5) {
        say(g, ", accept_gap: ");
        points(g, 0, 30, 30);
    }
    if (k == 6) {
        say(g, ", accept_rule: %s, accept_from: ", rules[pick(g, 0, 2)]);
        share(g, 2, 20, 30);
    }
}

static void write_model(gen *g) {
    static const char *const names[] = {"uniform", "hardheaded", "smith", "windowed", "bayesian", "perfect"};
    const int k = pick(g, 0, 5);
    say(g, ", opponent_model: %s", names[k]);
    if (k == 3) {
        say(g, ", model_window: %d", pick(g, 2, 4));
        if (chance(g, 40)) say(g, ", model_gain: %d, model_fade: %d", pick(g, 0, 20), pick(g, 1, 5));
    }
    if (k == 4 && chance(g, 50)) {
        say(g, ", model_concession: ");
        share(g, 0, 20, 30);
        say(g, ", model_spread: ");
        share(g, 1, 10, 30);
    }
}

static void write_concession(gen *g) {
    static const char *const words[] = {"boulware", "linear", "conceder"};
    bool clock = g->taste == CLOCKS;
    if (!clock && chance(g, 15)) {
        say(g, "    concession: %s\n", words[pick(g, 0, 2)]);
        return;
    }
    say(g, "    concession: {tactic: ");
    if (clock || !chance(g, g->taste == KINDS ? 80 : 25))
        write_time(g);
    else
        write_other_tactic(g);
    write_offer(g);
    if (!clock && chance(g, g->taste == KINDS ? 60 : 30)) write_acceptance(g);
    if (chance(g, g->taste == KINDS ? 80 : 30)) write_model(g);
    say(g, "}\n");
}

static void write_links(gen *g) {
    if (g->issues < 2 || !chance(g, 25)) return;
    say(g, "    links:\n");
    for (int k = 0, count = pick(g, 1, 2); k < count; k++) {
        int a = pick(g, 0, g->issues - 1), b = (a + pick(g, 1, g->issues - 1)) % g->issues;
        say(g, "    - name: link%d\n      when: {%s: ", k, issue_ids[a]);
        option_set(g, a, -1, -1);
        say(g, ", %s: ", issue_ids[b]);
        option_set(g, b, -1, -1);
        say(g, "}\n      add: ");
        points(g, -20, 20, 30);
        say(g, "\n");
    }
}

/* Needs of earlier stages before issues of later ones, more often than the other way round. */
static void write_preconditions(gen *g, int party) {
    bool rich = g->taste == PRECONDITIONS && party < 2;
    if (g->issues < 2 || !chance(g, rich ? 90 : 12)) return;
    say(g, "    preconditions:\n");
    for (int k = 0, count = chance(g, 25) ? 2 : 1; k < count; k++) {
        int need = pick(g, 0, g->issues - 1), before = (need + pick(g, 1, g->issues - 1)) % g->issues;
        if (chance(g, rich ? 90 : 40)) { /* two parties at odds need each other's issue */
            need = party % 2;
            before = 1 - party % 2;
        }
        if (g->stage_of[need] > g->stage_of[before] && chance(g, 60)) {
            int swap = need;
            need = before;
            before = swap;
        }
        int third = g->issues > 2 ? pick(g, 0, g->issues - 1) : need;
        say(g, "    - name: pre%d\n      before: [%s", k, issue_ids[before]);
        if (third != need && third != before && chance(g, 30)) say(g, ", %s", issue_ids[third]);
        say(g, "]\n      needs: {%s: ", issue_ids[need]);
        option_set(g, need, -1, -1);
        say(g, "}\n      firmness: ");
        probability(g, 10, 40);
        say(g, "\n");
    }
}

/* Now and then a hair above a round number, so that "at least" is a close thing. */
static void write_no_deal(gen *g) {
    int most = g->taste == CARROTS || chance(g, 50) ? 30 : chance(g, 20) ? 80 : 50;
    say(g, "    no_deal: ");
    if (!(g->flags & GEN_EXACT) && chance(g, g->even ? 20 : 4))
        say(g, "%.17g", pick(g, 0, most / 10) * 10 * g->full / 100 + 1e-9 * g->full);
    else
        points(g, 0, most, g->even ? 10 : 40);
    say(g, "\n");
}

/* Seldom more than one of them, so that talks have time to fail for other reasons. */
static void write_exits(gen *g) {
    if (chance(g, 6))
        say(g, "    deadline: %d\n    deadline_known: %s\n", pick(g, 1, 12),
            chance(g, 50) ? "true" : "false");
    if (!chance(g, 6)) return;
    say(g, "    outside_option: ");
    points(g, 20, 90, 40);
    say(g, "\n");
}

static void write_party(gen *g, int p) {
    const char *priorities = !g->constant && chance(g, 12) ? "order"
                             : chance(g, 12)               ? "as_written"
                                                           : "numbers";
    if (g->flags & GEN_EXACT) priorities = "numbers";
    say(g, "  %s:\n", party_ids[p]);
    if (chance(g, 30)) say(g, "    title: Party %d\n", p);
    if (chance(g, 92)) write_no_deal(g);
    if (chance(g, g->taste == TEXTS ? 70 : g->taste == CLOCKS ? 5 : 30)) {
        say(g, "    optimism: ");
        points(g, 0, g->taste == TEXTS ? 40 : 20, 40);
        say(g, "\n");
    }
    if (g->taste != CLOCKS && chance(g, 35)) {
        say(g, "    learning: ");
        number(g, (span){0, 10, 0.01, false}, 40);
        say(g, "\n");
    }
    if (chance(g, 25)) {
        say(g, "    audience_cost: ");
        points(g, 0, 20, 40);
        say(g, "\n");
    }
    write_exits(g);
    if (!(g->flags & GEN_EXACT) && chance(g, 8)) {
        say(g, "    base: ");
        points(g, -10, 10, 30);
        say(g, "\n");
    }
    if (g->taste == CLOCKS || chance(g, 92)) write_concession(g);
    if (strcmp(priorities, "order") == 0) write_order(g);
    if (strcmp(priorities, "as_written") == 0) say(g, "    priorities: as_written\n");
    write_stances(g, priorities);
    write_links(g);
    write_preconditions(g, p);
}

/* --- mediator --------------------------------------------------------------------------------------------- */

static void write_per_party(gen *g, const char *key, int lo) {
    say(g, "    %s: {", key);
    bool first = true;
    for (int p = 0; p < g->parties; p++) {
        if (chance(g, 20)) continue;
        say(g, "%s%s: ", first ? "" : ", ", party_ids[p]);
        first = false;
        number(g, (span){lo, 4, 0.25, false}, 25);
    }
    say(g, "}\n");
}

static void write_timing(gen *g) {
    say(g, "    timing: {enter: ");
    number(g, (span){1, g->rounds > 5 ? 5 : g->rounds + 1, 1, false}, 15);
    if (chance(g, 50)) {
        say(g, ", deadline: ");
        if (chance(g, 15))
            say(g, "1");
        else
            number(g, (span){1, g->rounds + 3, 1, false}, 25);
        if (chance(g, 50)) {
            say(g, ", credibility: ");
            share(g, 4, 20, 25);
        }
    }
    say(g, "}\n");
}

static void write_mechanisms(gen *g) {
    static const char *const names[] = {"information", "proposals",  "carrots",
                                        "deadline",    "sequencing", "face"};
    say(g, "    mechanisms: [");
    bool first = true;
    for (int k = 0; k < 6; k++) {
        if (!chance(g, 60)) continue;
        say(g, "%s%s", first ? "" : ", ", names[k]);
        first = false;
    }
    say(g, "]\n");
}

static void write_mediator(gen *g) {
    int shape = pick(g, 0, 5); /* pure styles and mixtures */
    bool drafts = g->taste == PRECONDITIONS || g->taste == TEXTS, pays = g->taste == CARROTS;
    say(g, "mediators:\n  broker:\n    style: {facilitation: ");
    if (shape < 3 || drafts || pays) {
        int most = drafts ? 1 : pays ? 2 : shape, some = pick(g, 0, 3);
        say(g, "%d, formulation: %d, directive: %d}\n", most == 0 ? 3 : some == 0,
            most == 1 || (pays && some > 0) ? 3 : some == 1, most == 2 ? 3 : some == 2);
    } else {
        number(g, (span){1, 4, 0.2, false}, 25);
        say(g, ", formulation: ");
        number(g, (span){1, 4, 0.2, false}, 25);
        say(g, ", directive: ");
        number(g, (span){0, 4, 0.2, false}, 25);
        say(g, "}\n");
    }
    if (g->flags & GEN_MEDIATED) {
        say(g, "    effort: 0.75\n");
    } else if (chance(g, 60)) {
        say(g, "    effort: ");
        if (chance(g, 12))
            say(g, "0\n");
        else
            share(g, 6, 20, 25);
        say(g, "\n");
    }
    if (chance(g, 70)) {
        say(g, "    leverage: ");
        points(g, 5, pays ? 90 : 60, 25);
        say(g, "\n");
    }
    if (chance(g, 50)) {
        say(g, "    legitimacy: ");
        share(g, 4, 20, 25);
        say(g, "\n");
    }
    if (chance(g, 60)) {
        say(g, "    information: {accuracy: ");
        share(g, 4, 20, 25);
        say(g, ", independence: ");
        share(g, 0, 20, 25);
        say(g, "}\n");
    }
    if (chance(g, 60)) write_per_party(g, "credibility", 0);
    if (chance(g, 40)) write_per_party(g, "bias", -4);
    if (g->taste == PRECONDITIONS || chance(g, 50)) write_timing(g);
    if (chance(g, 40)) {
        say(g, "    fatigue: ");
        number(g, (span){2, 40, 1, false}, 25);
        say(g, "\n");
    }
    if (chance(g, 60)) {
        say(g, "    patience: ");
        number(g, (span){1, pays ? 3 : 6, 0.5, false}, 25);
        say(g, "\n");
    }
    if (chance(g, 40)) {
        say(g, "    progress: ");
        points(g, 0, 20, 25);
        say(g, "\n");
    }
    if (chance(g, 20)) write_mechanisms(g);
}

/* --- the rest --------------------------------------------------------------------------------------------- */

static void plan_stages(gen *g) {
    int stages = g->issues > 1 && chance(g, g->taste == STAGES ? 90 : 10)
                     ? pick(g, 2, g->issues < 3 ? g->issues : 3)
                     : 1;
    for (int i = 0; i < g->issues; i++) g->stage_of[i] = i < stages ? stages - 1 - i : pick(g, 0, stages - 1);
    if (chance(g, 60))
        for (int i = 0; i < g->issues; i++) g->stage_of[i] = stages - 1 - g->stage_of[i];
}

static void write_agenda(gen *g) {
    int stages = 1;
    for (int i = 0; i < g->issues; i++)
        if (g->stage_of[i] >= stages) stages = g->stage_of[i] + 1;
    if (stages == 1) return;
    say(g, "  agenda:\n");
    for (int k = 0; k < stages; k++) {
        bool first = true, backwards = chance(g, 30);
        say(g, "  - name: stage%d\n    issues: [", k);
        for (int j = 0; j < g->issues; j++) {
            int i = backwards ? g->issues - 1 - j : j;
            if (g->stage_of[i] != k) continue;
            if (!first) say(g, ", ");
            fputs(issue_ids[i], g->out);
            first = false;
        }
        say(g, "]\n");
    }
}

static void write_order_of_turns(gen *g) {
    static const char *const orders[] = {"rotating", "random", "least_satisfied"};
    if (chance(g, 40)) say(g, "  order: %s\n", orders[pick(g, 0, g->taste == CLOCKS ? 1 : 2)]);
    if (chance(g, 15)) say(g, "  last_answers: false\n");
}

static void write_head(gen *g, uint64_t seed) {
    say(g, "negsim: 1\nname: generated-%llu\n", (unsigned long long)seed);
    const char *cap = chance(g, 15) ? ", cap: true" : "";
    if (chance(g, 8))
        say(g, "scale: {full: %.10g, slack: %.10g%s}\n", g->full, chance(g, 60) ? 0 : g->full / 100, cap);
    else if (g->full != 100 || chance(g, 10))
        say(g, "scale: {full: %.10g%s}\n", g->full, cap);
}

static void plan(gen *g) {
    static const double fulls[] = {100, 100, 100, 100, 1, 1, 10, 1000, 64, 128};
    static const int grids[] = {1, 5, 5, 10, 10, 20, 25, 50};
    g->full = fulls[pick(g, 0, 9)];
    g->grid = grids[pick(g, 0, 7)];
    if (g->flags & GEN_EXACT) {
        g->full = 128;
        g->grid = 25;
    }
    g->parties = chance(g, 65) ? 2 : chance(g, 75) ? 3 : pick(g, 4, MAX_PARTIES);
    g->conditions = chance(g, 25) ? pick(g, 1, 2) : 0;
    g->rounds = chance(g, 10) ? pick(g, 1, 3) : pick(g, 4, 24);
    g->taste = (taste)pick(g, 0, TASTES - 1);
    if (g->taste == CLOCKS) {
        static const int steps[] = {5, 10, 20, 50, 100, 200};
        g->even = chance(g, 40);
        g->rounds = g->even ? 1 + steps[pick(g, 0, 5)] : pick(g, 5, 150);
        g->constant = g->even || chance(g, 50);
    }
    plan_issues(g);
    if (g->flags & GEN_EXACT)
        for (int i = 0; i < g->issues; i++) g->numeric[i] = false;
    plan_stages(g);
}

char *gen_scenario(uint64_t seed, unsigned flags) {
    char *text = NULL;
    size_t length = 0;
    gen g = {.state = seed * 0x2545f4914f6cdd1du + 1, .flags = flags};
    g.out = open_memstream(&text, &length);
    if (!g.out) abort();
    plan(&g);
    write_head(&g, seed);
    write_issues(&g);
    write_rules(&g);
    say(&g, "parties:\n");
    for (int p = 0; p < g.parties; p++) write_party(&g, p);
    if ((flags & GEN_MEDIATED) || chance(&g, 85)) write_mediator(&g);
    say(&g, "protocol:\n  kind: alternating_offers\n  rounds: %d\n", g.rounds);
    if (chance(&g, 10)) say(&g, "  breakdown: %s\n", chance(&g, 50) ? "0.02" : "[0, 0.2]");
    write_order_of_turns(&g);
    write_agenda(&g);
    if (chance(&g, 30)) say(&g, "headline: [%s]\n", issue_ids[pick(&g, 0, g.issues - 1)]);
    say(&g, "run: {draws: 10, seed: %d}\n", pick(&g, 1, 1000));
    if (ferror(g.out) || fclose(g.out) != 0) abort();
    return text;
}
