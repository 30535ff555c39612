/* Random scenarios as text. */
#include <stdlib.h>
#include <string.h>

#include "generator_parts.h"

static const char *const issue_ids[MAX_ISSUES] = {"land", "water", "troops", "fund", "dates"};
static const char *const party_ids[MAX_PARTIES] = {"amber", "blue", "coral", "denim", "ebony"};
static const char *const option_ids[MAX_OPTIONS] = {"a", "b", "c", "d", "e"};

/* --- issues ----------------------------------------------------------------------------------------------- */

static void plan_issues(gen *g) {
    static const int caps[] = {12, 40, 100, 200, 400, 400};
    int cap = caps[gen_pick(g, 0, 5)], packages = 1;
    g->issues = 0;
    for (int wanted = gen_chance(g, 5) ? 1 : gen_pick(g, 2, MAX_ISSUES); g->issues < wanted; g->issues++) {
        int count = gen_pick(g, 2, MAX_OPTIONS);
        if (packages * count > cap && g->issues > 0) break;
        packages *= count;
        g->options[g->issues] = count;
        g->numeric[g->issues] = gen_chance(g, 20);
        g->ordered[g->issues] = gen_chance(g, 25);
        g->witness[g->issues] = gen_pick(g, 0, count - 1);
    }
}

/* Numeric issues run from 10 in steps of 5. */
static void option_name(gen *g, int issue, int option) {
    if (g->numeric[issue])
        gen_say(g, "%d", 10 + 5 * option);
    else
        gen_say(g, "%s", option_ids[option]);
}

static void write_options(gen *g, int i) {
    gen_say(g, "    options:\n");
    for (int o = 0; o < g->options[i]; o++) {
        bool needs = g->conditions > 0 && gen_chance(g, 10);
        gen_say(g, "      %s: ", option_ids[o]);
        if (needs && gen_chance(g, 70))
            gen_say(g, "{title: Option %s, needs: cond%d}\n", option_ids[o],
                    gen_pick(g, 0, g->conditions - 1));
        else if (needs)
            gen_say(g, "{title: Option %s, needs: [cond0, cond%d]}\n", option_ids[o], g->conditions - 1);
        else if (gen_chance(g, 8))
            gen_say(g, "{title: Option %s, parked: true}\n", option_ids[o]);
        else
            gen_say(g, "Option %s\n", option_ids[o]);
    }
}

static void write_issues(gen *g) {
    gen_say(g, "issues:\n");
    for (int i = 0; i < g->issues; i++) {
        gen_say(g, "  %s:\n", issue_ids[i]);
        if (g->ordered[i]) gen_say(g, "    ordered: true\n");
        if (g->numeric[i])
            gen_say(g, "    range: [10, %d]\n    step: 5\n", 10 + 5 * (g->options[i] - 1));
        else
            write_options(g, i);
    }
    if (g->conditions > 0) gen_say(g, "conditions:\n");
    for (int c = 0; c < g->conditions; c++) {
        gen_say(g, "  cond%d: {title: Condition %d, available: ", c, c);
        gen_probability(g, 15, 30);
        gen_say(g, "}\n");
    }
}

/* A non-empty set of options of an issue: one as a word or as a list, or several. */
static void option_set(gen *g, int issue, int must, int must_not) {
    bool in[MAX_OPTIONS] = {false};
    int count = 0, first = -1;
    for (int o = 0; o < g->options[issue]; o++) in[o] = o == must || (o != must_not && gen_chance(g, 40));
    for (int o = 0; o < g->options[issue]; o++) count += in[o];
    while (count == 0) {
        int o = gen_pick(g, 0, g->options[issue] - 1);
        if (o == must_not) continue;
        in[o] = true;
        count = 1;
    }
    bool list = count > 1 || gen_chance(g, 50);
    if (list) gen_say(g, "[");
    for (int o = 0; o < g->options[issue]; o++) {
        if (!in[o]) continue;
        if (first >= 0) gen_say(g, ", ");
        first = o;
        option_name(g, issue, o);
    }
    if (list) gen_say(g, "]");
}

/* --- rules ------------------------------------------------------------------------------------------------ */

/* Cuts packages, never the witness. */
static void write_rule(gen *g, int k) {
    int a = gen_pick(g, 0, g->issues - 1),
        b = g->issues > 1 ? (a + gen_pick(g, 1, g->issues - 1)) % g->issues : a;
    gen_say(g, "  - name: rule%d\n", k);
    if (a == b || gen_chance(g, 40)) {
        gen_say(g, "    forbid: {%s: ", issue_ids[a]);
        option_set(g, a, -1, g->witness[a]);
        if (a != b) {
            gen_say(g, ", %s: ", issue_ids[b]);
            option_set(g, b, -1, -1);
        }
        gen_say(g, "}\n");
        return;
    }
    gen_say(g, "    if: {%s: ", issue_ids[a]);
    option_set(g, a, -1, -1);
    gen_say(g, "}\n    then: {%s: ", issue_ids[b]);
    option_set(g, b, g->witness[b], -1);
    gen_say(g, "}\n");
}

static void write_rules(gen *g) {
    int count = gen_chance(g, 30) ? gen_pick(g, 1, 2) : 0;
    if (count > 0) gen_say(g, "rules:\n");
    for (int k = 0; k < count; k++) write_rule(g, k);
}

/* --- parties ---------------------------------------------------------------------------------------------- */

/* Values in steps of the grid: rising, falling or wild; 0 and 100 at the ends more often than not. */
static void plan_values(gen *g, int *steps, int count, bool monotone, int *shape) {
    int top = 100 / g->grid;
    *shape = gen_pick(g, 0, monotone ? 1 : 2);
    for (int o = 0; o < count; o++) steps[o] = gen_pick(g, 0, top);
    for (int a = 0; a < count && *shape < 2; a++)
        for (int b = a + 1; b < count; b++)
            if (*shape == 0 ? steps[a] > steps[b] : steps[a] < steps[b]) {
                int swap = steps[a];
                steps[a] = steps[b];
                steps[b] = swap;
            }
    if (*shape < 2 && gen_chance(g, 70)) {
        steps[*shape == 0 ? count - 1 : 0] = top;
        steps[*shape == 0 ? 0 : count - 1] = 0;
    }
}

/* One value with noise on both sides, so that the central values keep their order. */
static void write_value(gen *g, int steps, bool drawn) {
    double scale = g->grid * g->full / 100;
    int top = 100 / g->grid, room = steps < top - steps ? steps : top - steps;
    int noise = room > 3 ? gen_pick(g, 1, 3) : room;
    if ((g->flags & GEN_EXACT) || g->constant) drawn = false;
    if (!drawn || noise == 0)
        gen_say(g, "%.10g", steps * scale);
    else if (gen_chance(g, 50))
        gen_say(g, "%.10g±%.10g", steps * scale, noise * scale);
    else
        gen_say(g, "[%.10g, %.10g]", (steps - noise) * scale, (steps + noise) * scale);
}

static void write_values(gen *g, int i) {
    int steps[MAX_OPTIONS], shape, count = g->options[i];
    bool drawn = gen_chance(g, 35);
    plan_values(g, steps, count, g->ordered[i], &shape);
    bool map = g->numeric[i] || gen_chance(g, 25);
    gen_say(g, "        values: %c", map ? '{' : '[');
    for (int o = 0, written = 0; o < count; o++) {
        bool end = o == 0 || o == count - 1;
        if (g->numeric[i] && !end && gen_chance(g, 40)) continue;
        if (written++) gen_say(g, ", ");
        if (map) {
            option_name(g, i, o);
            gen_say(g, ": ");
        }
        write_value(g, steps[o], drawn && gen_chance(g, 60));
    }
    gen_say(g, "%c\n", map ? '}' : ']');
}

static void write_red_lines(gen *g, int i) {
    bool first = true;
    for (int o = 0; o < g->options[i]; o++) {
        if (!gen_chance(g, 5)) continue;
        gen_say(g, "%s", first ? "        red_lines: {" : ", ");
        first = false;
        option_name(g, i, o);
        gen_say(g, ": ");
        if (o == g->witness[i])
            gen_say(g, "0.4");
        else
            gen_probability(g, 10, 30);
    }
    if (!first) gen_say(g, "}\n");
}

static void write_stance(gen *g, int i, const char *priorities, int sixteenths) {
    gen_say(g, "      %s:\n", issue_ids[i]);
    if (g->flags & GEN_EXACT) {
        gen_say(g, "        priority: %d\n", sixteenths);
    } else if (strcmp(priorities, "order") != 0) {
        bool written = strcmp(priorities, "as_written") == 0;
        gen_say(g, "        priority: ");
        if (written)
            gen_say(g, "%.10g\n", gen_pick(g, 1, 8) * 0.0625);
        else
            gen_number(g, (span){1, 8, 5, false}, g->constant || i == 0 ? 0 : 35); /* one that is never 0 */
        if (!written) gen_say(g, "\n");
    }
    write_values(g, i);
    if (gen_chance(g, g->taste == TEXTS ? 25 : 10)) {
        gen_say(g, "        flexibility: ");
        gen_share(g, 8, 20, 50);
        gen_say(g, "\n");
    }
    write_red_lines(g, i);
}

static void write_stances(gen *g, const char *priorities) {
    int left = 16;
    gen_say(g, "    issues:\n");
    for (int i = 0; i < g->issues; i++) {
        int mine = i + 1 == g->issues ? left : gen_pick(g, 1, left - (g->issues - 1 - i));
        left -= mine;
        write_stance(g, i, priorities, mine);
    }
}

static void write_order(gen *g) {
    int order[MAX_ISSUES];
    for (int i = 0; i < g->issues; i++) order[i] = i;
    for (int i = g->issues - 1; i > 0; i--) {
        int j = gen_pick(g, 0, i), swap = order[i];
        order[i] = order[j];
        order[j] = swap;
    }
    gen_say(g, "    priorities: {order: [");
    for (int i = 0; i < g->issues; i++) gen_say(g, "%s%s", i ? ", " : "", issue_ids[order[i]]);
    gen_say(g, "]}\n");
}

static void write_links(gen *g) {
    if (g->issues < 2 || !gen_chance(g, 25)) return;
    gen_say(g, "    links:\n");
    for (int k = 0, count = gen_pick(g, 1, 2); k < count; k++) {
        int a = gen_pick(g, 0, g->issues - 1), b = (a + gen_pick(g, 1, g->issues - 1)) % g->issues;
        gen_say(g, "    - name: link%d\n      when: {%s: ", k, issue_ids[a]);
        option_set(g, a, -1, -1);
        gen_say(g, ", %s: ", issue_ids[b]);
        option_set(g, b, -1, -1);
        gen_say(g, "}\n      add: ");
        gen_points(g, -20, 20, 30);
        gen_say(g, "\n");
    }
}

/* Needs of earlier stages before issues of later ones, more often than the other way round. */
static void write_preconditions(gen *g, int party) {
    bool rich = g->taste == PRECONDITIONS && party < 2;
    if (g->issues < 2 || !gen_chance(g, rich ? 90 : 12)) return;
    gen_say(g, "    preconditions:\n");
    for (int k = 0, count = gen_chance(g, 25) ? 2 : 1; k < count; k++) {
        int need = gen_pick(g, 0, g->issues - 1), before = (need + gen_pick(g, 1, g->issues - 1)) % g->issues;
        if (gen_chance(g, rich ? 90 : 40)) { /* two parties at odds need each other's issue */
            need = party % 2;
            before = 1 - party % 2;
        }
        if (g->stage_of[need] > g->stage_of[before] && gen_chance(g, 60)) {
            int swap = need;
            need = before;
            before = swap;
        }
        int third = g->issues > 2 ? gen_pick(g, 0, g->issues - 1) : need;
        gen_say(g, "    - name: pre%d\n      before: [%s", k, issue_ids[before]);
        if (third != need && third != before && gen_chance(g, 30)) gen_say(g, ", %s", issue_ids[third]);
        gen_say(g, "]\n      needs: {%s: ", issue_ids[need]);
        option_set(g, need, -1, -1);
        gen_say(g, "}\n      firmness: ");
        gen_probability(g, 10, 40);
        gen_say(g, "\n");
    }
}

/* Now and then a hair above a round number, so that "at least" is a close thing. */
static void write_no_deal(gen *g) {
    int most = g->taste == CARROTS || gen_chance(g, 50) ? 30 : gen_chance(g, 20) ? 80 : 50;
    gen_say(g, "    no_deal: ");
    if (!(g->flags & GEN_EXACT) && gen_chance(g, g->even ? 20 : 4))
        gen_say(g, "%.17g", gen_pick(g, 0, most / 10) * 10 * g->full / 100 + 1e-9 * g->full);
    else
        gen_points(g, 0, most, g->even ? 10 : 40);
    gen_say(g, "\n");
}

/* Seldom more than one of them, so that talks have time to fail for other reasons. */
static void write_exits(gen *g) {
    if (g->exits && gen_chance(g, 6))
        gen_say(g, "    deadline: %d\n    deadline_known: %s\n", gen_pick(g, 1, 12),
                gen_chance(g, 50) ? "true" : "false");
    if (!gen_chance(g, 6)) return;
    gen_say(g, "    outside_option: ");
    gen_points(g, 20, 90, 40);
    gen_say(g, "\n");
}

static void write_ratification(gen *g) {
    static const char *const by[] = {"leader", "parliament", "referendum"};
    if (g->flags & GEN_EXACT || !gen_chance(g, g->taste == CLOCKS ? 3 : 8)) return;
    gen_say(g, "    ratification:\n      by: %s\n      seats: 9\n", by[gen_pick(g, 0, 2)]);
    if (gen_chance(g, 60)) {
        gen_say(g, "      cutoff: ");
        gen_points(g, 10, 60, 30);
        gen_say(g, "\n");
    }
    if (gen_chance(g, 60)) {
        gen_say(g, "      spread: ");
        gen_points(g, 5, 20, 30);
        gen_say(g, "\n");
    }
    if (gen_chance(g, 40)) {
        gen_say(g, "      shock: ");
        gen_points(g, 5, 10, 30);
        gen_say(g, "\n");
    }
    if (gen_chance(g, 40)) gen_say(g, "      threshold: 0.6\n");
    if (gen_chance(g, 50)) gen_say(g, "      heed: %s\n", gen_chance(g, 50) ? "0" : "0.5");
}

static void write_party(gen *g, int p) {
    const char *priorities = !g->constant && gen_chance(g, 12) ? "order"
                             : gen_chance(g, 12)               ? "as_written"
                                                               : "numbers";
    if (g->flags & GEN_EXACT) priorities = "numbers";
    gen_say(g, "  %s:\n", party_ids[p]);
    if (gen_chance(g, 30)) gen_say(g, "    title: Party %d\n", p);
    if (gen_chance(g, 92)) write_no_deal(g);
    if (gen_chance(g, g->taste == TEXTS ? 70 : g->taste == CLOCKS ? 5 : 30)) {
        gen_say(g, "    optimism: ");
        gen_points(g, 0, g->taste == TEXTS ? 40 : 20, 40);
        gen_say(g, "\n");
    }
    if (g->taste != CLOCKS && gen_chance(g, 35)) {
        gen_say(g, "    learning: ");
        gen_number(g, (span){0, 10, 0.01, false}, 40);
        gen_say(g, "\n");
    }
    if (gen_chance(g, 25)) {
        gen_say(g, "    audience_cost: ");
        gen_points(g, 0, 20, 40);
        gen_say(g, "\n");
    }
    write_exits(g);
    if (g->commits) {
        gen_say(g, "    renege: %s\n    trust: %s\n    cheated: ", gen_chance(g, 50) ? "0.3" : "[0, 0.6]",
                gen_chance(g, 50) ? "0.5" : "[0, 1]");
        gen_points(g, 0, 30, 30);
        gen_say(g, "\n");
    }
    write_ratification(g);
    if (!(g->flags & GEN_EXACT) && gen_chance(g, 20))
        gen_say(g, "    power: %s\n", gen_chance(g, 50) ? "2" : "[0.5, 3]");
    if (!(g->flags & GEN_EXACT) && gen_chance(g, 8)) {
        gen_say(g, "    base: ");
        gen_points(g, -10, 10, 30);
        gen_say(g, "\n");
    }
    if (g->taste == CLOCKS || gen_chance(g, 92)) gen_concession(g);
    if (strcmp(priorities, "order") == 0) write_order(g);
    if (strcmp(priorities, "as_written") == 0) gen_say(g, "    priorities: as_written\n");
    write_stances(g, priorities);
    write_links(g);
    write_preconditions(g, p);
}

/* --- mediator --------------------------------------------------------------------------------------------- */

static void write_per_party(gen *g, const char *key, int lo) {
    gen_say(g, "    %s: {", key);
    bool first = true;
    for (int p = 0; p < g->parties; p++) {
        if (gen_chance(g, 20)) continue;
        gen_say(g, "%s%s: ", first ? "" : ", ", party_ids[p]);
        first = false;
        gen_number(g, (span){lo, 4, 0.25, false}, 25);
    }
    gen_say(g, "}\n");
}

static void write_timing(gen *g) {
    gen_say(g, "    timing: {enter: ");
    gen_number(g, (span){1, g->rounds > 5 ? 5 : g->rounds + 1, 1, false}, 15);
    if (g->conflict && gen_chance(g, 60))
        gen_say(g, ", ripeness: {rate: [0.2, 1], hurt: %d, window: %d, tolerance: 0.2}", gen_pick(g, 1, 20),
                gen_pick(g, 1, 6));
    if (gen_chance(g, 50)) {
        gen_say(g, ", deadline: ");
        if (gen_chance(g, 15))
            gen_say(g, "1");
        else
            gen_number(g, (span){1, g->rounds + 3, 1, false}, 25);
        if (gen_chance(g, 50)) {
            gen_say(g, ", credibility: ");
            gen_share(g, 4, 20, 25);
        }
    }
    gen_say(g, "}\n");
}

static void write_mechanisms(gen *g) {
    static const char *const names[] = {"information", "proposals", "carrots",  "deadline",
                                        "sequencing",  "face",      "guarantee"};
    gen_say(g, "    mechanisms: [");
    bool first = true;
    for (int k = 0; k < 7; k++) {
        if (!gen_chance(g, 60)) continue;
        gen_say(g, "%s%s", first ? "" : ", ", names[k]);
        first = false;
    }
    gen_say(g, "]\n");
}

static void write_mediator(gen *g, const char *name) {
    int shape = gen_pick(g, 0, 5); /* pure styles and mixtures */
    bool drafts = g->taste == PRECONDITIONS || g->taste == TEXTS, pays = g->taste == CARROTS;
    gen_say(g, "  %s:\n    style: {facilitation: ", name);
    if (shape < 3 || drafts || pays) {
        int most = drafts ? 1 : pays ? 2 : shape, some = gen_pick(g, 0, 3);
        gen_say(g, "%d, formulation: %d, directive: %d}\n", most == 0 ? 3 : some == 0,
                most == 1 || (pays && some > 0) ? 3 : some == 1, most == 2 ? 3 : some == 2);
    } else {
        gen_number(g, (span){1, 4, 0.2, false}, 25);
        gen_say(g, ", formulation: ");
        gen_number(g, (span){1, 4, 0.2, false}, 25);
        gen_say(g, ", directive: ");
        gen_number(g, (span){0, 4, 0.2, false}, 25);
        gen_say(g, "}\n");
    }
    if (g->flags & GEN_MEDIATED) {
        gen_say(g, "    effort: 0.75\n");
    } else if (gen_chance(g, 60)) {
        gen_say(g, "    effort: ");
        if (gen_chance(g, 12))
            gen_say(g, "0\n");
        else
            gen_share(g, 6, 20, 25);
        gen_say(g, "\n");
    }
    if (gen_chance(g, 70)) {
        gen_say(g, "    leverage: ");
        gen_points(g, 5, pays ? 90 : 60, 25);
        gen_say(g, "\n");
    }
    if (gen_chance(g, 50)) {
        gen_say(g, "    legitimacy: ");
        gen_share(g, 4, 20, 25);
        gen_say(g, "\n");
    }
    if (gen_chance(g, 60)) {
        gen_say(g, "    information: {accuracy: ");
        gen_share(g, 4, 20, 25);
        gen_say(g, ", independence: ");
        gen_share(g, 0, 20, 25);
        gen_say(g, "}\n");
    }
    if (gen_chance(g, 15)) {
        gen_say(g, "    secrecy: ");
        gen_share(g, 0, 20, 25);
        gen_say(g, "\n");
    }
    if (gen_chance(g, 15)) gen_say(g, "    guarantee: {credibility: [0, 1]}\n");
    if (gen_chance(g, 60)) write_per_party(g, "credibility", 0);
    if (gen_chance(g, 40)) write_per_party(g, "bias", -4);
    if (g->taste == PRECONDITIONS || gen_chance(g, 50)) write_timing(g);
    if (gen_chance(g, 40)) {
        gen_say(g, "    fatigue: ");
        gen_number(g, (span){2, 40, 1, false}, 25);
        gen_say(g, "\n");
    }
    if (gen_chance(g, 60)) {
        gen_say(g, "    patience: ");
        gen_number(g, (span){1, pays ? 3 : 6, 0.5, false}, 25);
        gen_say(g, "\n");
    }
    if (gen_chance(g, 40)) {
        gen_say(g, "    progress: ");
        gen_points(g, 0, 20, 25);
        gen_say(g, "\n");
    }
    if (gen_chance(g, 20)) write_mechanisms(g);
}

/* --- the rest --------------------------------------------------------------------------------------------- */

static void plan_stages(gen *g) {
    int stages = g->issues > 1 && gen_chance(g, g->taste == STAGES ? 90 : 10)
                     ? gen_pick(g, 2, g->issues < 3 ? g->issues : 3)
                     : 1;
    for (int i = 0; i < g->issues; i++)
        g->stage_of[i] = i < stages ? stages - 1 - i : gen_pick(g, 0, stages - 1);
    if (gen_chance(g, 60))
        for (int i = 0; i < g->issues; i++) g->stage_of[i] = stages - 1 - g->stage_of[i];
}

static void write_agenda(gen *g) {
    int stages = 1;
    for (int i = 0; i < g->issues; i++)
        if (g->stage_of[i] >= stages) stages = g->stage_of[i] + 1;
    if (stages == 1) return;
    gen_say(g, "  agenda:\n");
    for (int k = 0; k < stages; k++) {
        bool first = true, backwards = gen_chance(g, 30);
        gen_say(g, "  - name: stage%d\n    issues: [", k);
        for (int j = 0; j < g->issues; j++) {
            int i = backwards ? g->issues - 1 - j : j;
            if (g->stage_of[i] != k) continue;
            if (!first) gen_say(g, ", ");
            fputs(issue_ids[i], g->out);
            first = false;
        }
        gen_say(g, "]\n");
    }
}

static void write_order_of_turns(gen *g) {
    static const char *const orders[] = {"rotating", "random", "least_satisfied"};
    if (gen_chance(g, 40)) gen_say(g, "  order: %s\n", orders[gen_pick(g, 0, g->taste == CLOCKS ? 1 : 2)]);
    if (gen_chance(g, 15)) gen_say(g, "  last_answers: false\n");
}

static void write_head(gen *g, uint64_t seed) {
    gen_say(g, "negsim: 1\nname: generated-%llu\n", (unsigned long long)seed);
    const char *cap = gen_chance(g, 15) ? ", cap: true" : "";
    if (gen_chance(g, 8))
        gen_say(g, "scale: {full: %.10g, slack: %.10g%s}\n", g->full, gen_chance(g, 60) ? 0 : g->full / 100,
                cap);
    else if (g->full != 100 || gen_chance(g, 10))
        gen_say(g, "scale: {full: %.10g%s}\n", g->full, cap);
}

static void plan(gen *g) {
    static const double fulls[] = {100, 100, 100, 100, 1, 1, 10, 1000, 64, 128};
    static const int grids[] = {1, 5, 5, 10, 10, 20, 25, 50};
    g->full = fulls[gen_pick(g, 0, 9)];
    g->grid = grids[gen_pick(g, 0, 7)];
    if (g->flags & GEN_EXACT) {
        g->full = 128;
        g->grid = 25;
    }
    g->parties = gen_chance(g, 65) ? 2 : gen_chance(g, 75) ? 3 : gen_pick(g, 4, MAX_PARTIES);
    g->conditions = gen_chance(g, 25) ? gen_pick(g, 1, 2) : 0;
    g->rounds = gen_chance(g, 10) ? gen_pick(g, 1, 3) : gen_pick(g, 4, 24);
    g->taste = (taste)gen_pick(g, 0, TASTES - 1);
    if (g->taste == CLOCKS) {
        static const int steps[] = {5, 10, 20, 50, 100, 200};
        g->even = gen_chance(g, 40);
        g->rounds = g->even ? 1 + steps[gen_pick(g, 0, 5)] : gen_pick(g, 5, 150);
        g->constant = g->even || gen_chance(g, 50);
    }
    plan_issues(g);
    if (g->flags & GEN_EXACT)
        for (int i = 0; i < g->issues; i++) g->numeric[i] = false;
    plan_stages(g);
    g->protocol = "alternating_offers";
    if (g->taste == KINDS && !(g->flags & GEN_EXACT) && gen_chance(g, 40))
        g->protocol = gen_chance(g, 50) ? "simultaneous" : "single_text";
    g->exits = strcmp(g->protocol, "single_text") != 0;
}

/* Mostly all must agree. */
static void write_consent(gen *g) {
    if (g->flags & GEN_EXACT || !gen_chance(g, g->parties > 2 ? 30 : 8)) return;
    gen_say(g, "  consent: %s\n", gen_chance(g, 50) ? "majority" : "weighted");
    if (gen_chance(g, 40)) gen_say(g, "  quota: %s\n", gen_chance(g, 50) ? "0.6666666666666667" : "[0.3, 1]");
    if (gen_chance(g, 25)) gen_say(g, "  veto: [%s]\n", party_ids[gen_pick(g, 0, g->parties - 1)]);
}

/* One, or a company in which only the first must be at it. */
static void write_mediators(gen *g) {
    const bool several = !(g->flags & (GEN_EXACT | GEN_MEDIATED)) && gen_chance(g, 30);
    if (several && gen_chance(g, 70)) gen_say(g, "mediation: {coherence: [0.4, 1]}\n");
    gen_say(g, "mediators:\n");
    write_mediator(g, "broker");
    if (several) write_mediator(g, "envoy");
    if (several && gen_chance(g, 40)) write_mediator(g, "host");
}

/* The first two are on either side of it. */
static bool write_conflict(gen *g) {
    if (g->flags & GEN_EXACT || !gen_chance(g, g->taste == CLOCKS ? 8 : 15)) return false;
    gen_say(g, "conflict:\n  balance: {start: %s", gen_chance(g, 50) ? "0.5" : "[0.2, 0.9]");
    if (gen_chance(g, 80)) gen_say(g, ", up_helps: %s", party_ids[0]);
    if (gen_chance(g, 80)) gen_say(g, ", down_helps: [%s]", party_ids[1]);
    gen_say(g, "}\n  volatility: %s\n", gen_chance(g, 50) ? "0.05" : "[0, 0.2]");
    if (gen_chance(g, 50)) gen_say(g, "  jump: {rate: 0.1, sd: 0.3}\n");
    gen_say(g, "  stake: ");
    gen_points(g, 0, 60, 40);
    if (gen_chance(g, 50)) {
        gen_say(g, "\n  cost: ");
        gen_points(g, 0, 3, 40);
    }
    gen_say(g, "\n");
    return true;
}

/* One of the numbers that events may change, and by how much. */
static void write_effect(gen *g, int number) {
    const int p = gen_pick(g, 0, g->parties - 1), i = gen_pick(g, 0, g->issues - 1);
    gen_say(g, "  - {name: change%d, of: ", number);
    switch (gen_pick(g, 0, g->mediated ? 7 : 4)) {
    case 0:
        gen_say(g, "parties.%s.no_deal, add: ", party_ids[p]);
        gen_points(g, -20, 20, 30);
        break;
    case 1: gen_say(g, "parties.%s.issues.%s.flexibility, times: 0.7", party_ids[p], issue_ids[i]); break;
    case 2: gen_say(g, "parties.%s.issues.%s.flexibility, set: 1", party_ids[p], issue_ids[i]); break;
    case 3:
        gen_say(g, "parties.%s.audience_cost, add: ", party_ids[p]);
        gen_points(g, -10, 20, 30);
        break;
    case 4: gen_say(g, "parties.%s.no_deal, times: [0.5, 1.2]", party_ids[p]); break;
    case 5: gen_say(g, "mediators.broker.effort, set: %s", gen_chance(g, 50) ? "0.9" : "0"); break;
    case 6: gen_say(g, "mediators.broker.leverage, times: 2"); break;
    default: gen_say(g, "mediators.broker.legitimacy, set: [0, 1]"); break;
    }
    gen_say(g, "}\n");
}

static void write_events(gen *g, bool conflict) {
    if (g->flags & GEN_EXACT || !gen_chance(g, g->taste == CLOCKS ? 5 : 14)) return;
    gen_say(g, "events:\n");
    for (int e = 0, count = gen_pick(g, 1, 3), change = 0; e < count; e++) {
        gen_say(g, "- name: event%d\n", e);
        if (gen_chance(g, 40)) gen_say(g, "  at: %d\n", gen_pick(g, 1, g->rounds));
        if (conflict && gen_chance(g, 40))
            gen_say(g, "  when: {balance_%s: 0.5}\n", gen_chance(g, 50) ? "above" : "below");
        else if (e > 0 && gen_chance(g, 50))
            gen_say(g, "  when: {after: event0%s}\n", gen_chance(g, 50) ? ", delay: 2" : "");
        gen_say(g, "  rate: %s\n", gen_chance(g, 50) ? "0.3" : "[0, 0.2]");
        if (gen_chance(g, 30)) gen_say(g, "  repeats: true\n");
        if (gen_chance(g, 12)) gen_say(g, "  ends_talks: true\n");
        gen_say(g, "  effects:\n");
        for (int k = gen_pick(g, 1, 3); k > 0; k--) write_effect(g, change++);
    }
}

static void write_durability(gen *g) {
    if (g->flags & GEN_EXACT || !gen_chance(g, 20)) return;
    gen_say(g, "durability: {horizon: %d, hazard: [0, 0.2], spoilers: [0, 2], monitoring: [0, 1]}\n",
            gen_pick(g, 1, 30));
    if (gen_chance(g, 50))
        gen_say(g,
                "guarantees:\n- {name: far, credibility: [0, 1]}\n- {name: near, when: {%s: %s}, "
                "credibility: 0.5, duration: 5}\n",
                issue_ids[0], g->numeric[0] ? "10" : "a");
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
    g.commits = !(flags & GEN_EXACT) && g.taste != CLOCKS && gen_chance(&g, 12);
    if (g.commits) gen_say(&g, "commitment: {trust_weight: %s}\n", gen_chance(&g, 50) ? "1" : "[0, 3]");
    gen_say(&g, "parties:\n");
    for (int p = 0; p < g.parties; p++) write_party(&g, p);
    g.mediated = (flags & GEN_MEDIATED) || gen_chance(&g, 85);
    g.conflict = write_conflict(&g);
    if (g.mediated) write_mediators(&g);
    write_events(&g, g.conflict);
    write_durability(&g);
    gen_say(&g, "protocol:\n  kind: %s\n  rounds: %d\n", g.protocol, g.rounds);
    if (strcmp(g.protocol, "single_text") == 0 && gen_chance(&g, 50)) {
        gen_say(&g, "  temperature: ");
        gen_points(&g, 0, 20, 30);
        gen_say(&g, "\n");
    }
    if (g.exits && gen_chance(&g, 10))
        gen_say(&g, "  breakdown: %s\n", gen_chance(&g, 50) ? "0.02" : "[0, 0.2]");
    write_order_of_turns(&g);
    write_consent(&g);
    write_agenda(&g);
    if (gen_chance(&g, 30)) gen_say(&g, "headline: [%s]\n", issue_ids[gen_pick(&g, 0, g.issues - 1)]);
    gen_say(&g, "run: {draws: 10, seed: %d}\n", gen_pick(&g, 1, 1000));
    if (ferror(g.out) || fclose(g.out) != 0) abort();
    return text;
}
