/* The generator's tactics, offers, acceptances and opponent models. */
#include <string.h>

#include "generator_parts.h"

/* The exponent of tactics that concede with time. */
static void write_exponent(gen *g) {
    gen_say(g, ", exponent: ");
    if (g->even)
        gen_say(g, "%s", gen_chance(g, 70) ? "1" : gen_chance(g, 50) ? "0.5" : "0.1");
    else
        gen_number(g, (span){1, g->taste == CARROTS ? 4 : 12, 0.25, false}, 40);
}

/* What makes a time tactic more than its level. */
static void write_time_extras(gen *g) {
    static const char *const clocks[] = {"open", "genius", "from_zero", "to_one"};
    if (gen_chance(g, 40)) gen_say(g, ", clock: %s", clocks[gen_pick(g, 0, 3)]);
    if (gen_chance(g, 30)) gen_say(g, ", range: %s", gen_chance(g, 60) ? "own_values" : "scale");
    if (gen_chance(g, 20)) {
        gen_say(g, ", ease: ");
        gen_points(g, 0, 10, 30);
    }
}

static void write_time(gen *g) {
    gen_say(g, "time");
    write_exponent(g);
    const bool plain = g->taste == CLOCKS || !gen_chance(g, 40);
    const bool bezier = !plain && gen_chance(g, 30), exponential = !bezier && gen_chance(g, 15);
    if (exponential) gen_say(g, ", form: exponential");
    if (gen_chance(g, 20)) {
        gen_say(g, ", start: ");
        if (exponential)
            gen_simple(g, (span){1, 8, 0.05, false}); /* 0 would never concede */
        else
            gen_share(g, 0, 8, 30);
    }
    if (bezier) {
        gen_say(g, ", form: bezier, middle: ");
        gen_share(g, 8, 20, 30);
        gen_say(g, ", end: ");
        gen_share(g, 0, 10, 30);
    }
    if (!plain) write_time_extras(g);
}

static void write_tit_for_tat(gen *g) {
    static const char *const modes[] = {"relative", "absolute", "averaged"};
    const int mode = gen_pick(g, 0, 2);
    gen_say(g, "tit_for_tat, mode: %s", modes[mode]);
    if (gen_chance(g, 40)) gen_say(g, ", window: %d", gen_pick(g, 1, 3));
    if (mode == 1 && gen_chance(g, 70)) {
        gen_say(g, ", noise: ");
        gen_points(g, -20, 5, 30);
    }
}

static void write_hybrid(gen *g) {
    gen_say(g, "hybrid");
    for (int k = 0; k < 3; k++) {
        if (!gen_chance(g, 50)) continue;
        gen_say(g, ", p%d: ", k);
        gen_share(g, 18 - 6 * k, 20 - 6 * k, 30);
    }
    if (gen_chance(g, 50)) {
        gen_say(g, ", p3: ");
        gen_number(g, (span){0, 8, 0.25, false}, 30);
    }
}

static void write_other_tactic(gen *g) {
    switch (gen_pick(g, 0, 8)) {
    case 0:
        gen_say(g, "nice_tit_for_tat");
        if (gen_chance(g, 50)) {
            gen_say(g, ", bonus_from: ");
            gen_share(g, 4, 20, 30);
        }
        break;
    case 1:
        gen_say(g, "resource, unit: ");
        gen_number(g, (span){1, 20, 0.5, false}, 30);
        if (gen_chance(g, 40)) {
            gen_say(g, ", start: ");
            gen_share(g, 0, 8, 30);
        }
        break;
    case 2:
        gen_say(g, "zeuthen");
        if (gen_chance(g, 50)) {
            gen_say(g, ", other_no_deal: ");
            gen_points(g, 0, 50, 30);
        }
        break;
    case 3:
        gen_say(g, "mix");
        write_exponent(g);
        if (gen_chance(g, 60)) {
            gen_say(g, ", time_weight: ");
            gen_share(g, 0, 20, 30);
        }
        break;
    case 4: write_hybrid(g); break;
    case 5: gen_say(g, "hardliner"); break;
    case 6: gen_say(g, "random"); break;
    case 7: write_tit_for_tat(g); break;
    default: gen_say(g, "micro");
    }
}

static void write_offer(gen *g) {
    static const char *const offers[] = {"lowest", "nearest", "logroll", "similar", "random", "best"};
    const char *offer = offers[g->taste == CLOCKS ? 0 : gen_pick(g, 0, 5)];
    gen_say(g, ", offer: %s", offer);
    if (strcmp(offer, "lowest") == 0 && g->taste != CLOCKS && gen_chance(g, 30)) {
        gen_say(g, ", below: ");
        gen_points(g, 0, 10, 20);
    }
    if (strcmp(offer, "random") == 0 && gen_chance(g, 50)) {
        gen_say(g, ", width: ");
        gen_points(g, 0, 20, 20);
    }
}

/* Of `target`, `next_bid` and `previous`. */
static void write_comparison(gen *g, bool scaled) {
    if (gen_chance(g, 30)) gen_say(g, ", accept_when: %s", gen_chance(g, 70) ? "more_than" : "at_least");
    if (!scaled || !gen_chance(g, 30)) return;
    gen_say(g, ", accept_scale: ");
    gen_number(g, (span){19, 22, 0.05, false}, 30);
    gen_say(g, ", accept_shift: ");
    gen_points(g, -10, 10, 30);
}

static void write_acceptance(gen *g) {
    static const char *const names[] = {"target", "next_bid", "previous",     "constant", "time",
                                        "gap",    "combi",    "hill_climber", "annealer"};
    static const char *const rules[] = {"max_window", "average_window", "max"};
    const int k = gen_pick(g, 0, 8);
    gen_say(g, ", acceptance: %s", names[k]);
    if (k < 3) write_comparison(g, k > 0);
    if (k == 3 && gen_chance(g, 80)) {
        gen_say(g, ", accept_above: ");
        gen_share(g, 4, 18, 30);
    }
    if (k == 4 && gen_chance(g, 70)) {
        gen_say(g, ", accept_after: ");
        gen_share(g, 4, 19, 30);
    }
    if (k == 5) {
        gen_say(g, ", accept_gap: ");
        gen_points(g, 0, 30, 30);
    }
    if (k == 8 && gen_chance(g, 70)) {
        gen_say(g, ", temperature: ");
        gen_points(g, 0, 30, 30);
    }
    if (k == 6) {
        gen_say(g, ", accept_rule: %s, accept_from: ", rules[gen_pick(g, 0, 2)]);
        gen_share(g, 2, 20, 30);
    }
}

static void write_model(gen *g) {
    static const char *const names[] = {"uniform", "hardheaded", "smith", "windowed", "bayesian", "perfect"};
    const int k = gen_pick(g, 0, 5);
    gen_say(g, ", opponent_model: %s", names[k]);
    if (k == 3) {
        gen_say(g, ", model_window: %d", gen_pick(g, 2, 4));
        if (gen_chance(g, 40))
            gen_say(g, ", model_gain: %d, model_fade: %d", gen_pick(g, 0, 20), gen_pick(g, 1, 5));
    }
    if (k == 4 && gen_chance(g, 50)) {
        gen_say(g, ", model_concession: ");
        gen_share(g, 0, 20, 30);
        gen_say(g, ", model_spread: ");
        gen_share(g, 1, 10, 30);
    }
}

void gen_concession(gen *g) {
    static const char *const words[] = {"boulware", "linear", "conceder"};
    bool clock = g->taste == CLOCKS;
    if (!clock && gen_chance(g, 15)) {
        gen_say(g, "    concession: %s\n", words[gen_pick(g, 0, 2)]);
        return;
    }
    gen_say(g, "    concession: {tactic: ");
    if (clock || !gen_chance(g, g->taste == KINDS ? 80 : 25))
        write_time(g);
    else
        write_other_tactic(g);
    write_offer(g);
    if (!clock && gen_chance(g, g->taste == KINDS ? 60 : 30)) write_acceptance(g);
    if (gen_chance(g, g->taste == KINDS ? 80 : 30)) write_model(g);
    gen_say(g, "}\n");
}
