/* The table of families: their parameters, and what the numbers of an answer are called. */
#include <math.h>
#include <string.h>

#include "negsim/binary_text.h"
#include "negsim/formula.h"
#include "writer.h"

#define MOST 1e9 /* of any number given: sums and products stay far from overflow */
#define NUMBER(name, initial, low, high, field, summary)                                                     \
    { name, NS_GAME_NUMBER, initial, low, high, NULL, summary, field }
#define COUNT(name, initial, low, high, field, summary)                                                      \
    { name, NS_GAME_COUNT, initial, low, high, NULL, summary, field }
#define WORD(name, initial, words, field, summary)                                                           \
    { name, NS_GAME_WORD, initial, 0, 0, words, summary, field }
#define FORMULA(name, field, summary)                                                                        \
    { name, NS_GAME_FORMULA, NULL, 0, 0, NULL, summary, field }
#define POINTS(name, field, summary)                                                                         \
    { name, NS_GAME_POINTS, NULL, -MOST, MOST, NULL, summary, field }
#define END                                                                                                  \
    { NULL, NS_GAME_NUMBER, NULL, 0, 0, NULL, NULL, 0 }
#define AT(type, field) offsetof(type, field)
/* The second of two numbers side by side. */
#define AFTER(type, field) (offsetof(type, field) + sizeof(double))

/* --- alternating -------------------------------------------------------------------------------------------- */

static const ns_game_param pie_params[] = {
    NUMBER("delta1", "1", 0, 1, AT(ns_pie_game, delta), "what a round leaves of party 1's value"),
    NUMBER("delta2", "1", 0, 1, AFTER(ns_pie_game, delta), "the same of party 2"),
    COUNT("rounds", "0", 0, 1e6, AT(ns_pie_game, rounds), "at most so many rounds; 0: no last round"),
    COUNT("first", "1", 1, 2, AT(ns_pie_game, first), "the party that opens"),
    NUMBER("pie", "1", 0, MOST, AT(ns_pie_game, pie), "what is divided"),
    NUMBER("outside1", "0", 0, MOST, AT(ns_pie_game, outside),
           "party 1's outside option, there once it has refused; 0: none"),
    NUMBER("outside2", "0", 0, MOST, AFTER(ns_pie_game, outside), "party 2's outside option"),
    NUMBER("risk", "0", 0, 1, AT(ns_pie_game, risk), "chance that talks end after a refusal"),
    NUMBER("breakdown1", "0", 0, MOST, AT(ns_pie_game, breakdown), "what party 1 gets then"),
    NUMBER("breakdown2", "0", 0, MOST, AFTER(ns_pie_game, breakdown), "what party 2 gets then"),
    END};

static ns_status solve_pie(void *settings, ns_game_writer *out, ns_fault *fault) {
    ns_pie_game *game = settings;
    ns_pie_answer answer;
    game->first -= 1;
    const ns_status status = ns_pie_solve(&answer, game, fault);
    if (status != NS_OK) return status;
    game_put(out, "share1", answer.share.of[0], "party 1's share, agreed at once");
    game_put(out, "share2", answer.share.of[1], "party 2's share");
    game_put(out, "rounds", 1, "round of the agreement: waiting helps nobody");
    game_put(out, "share1_if_1_first", answer.if_first[0].of[0], "party 1's share if party 1 opens");
    game_put(out, "share2_if_1_first", answer.if_first[0].of[1], "party 2's share then");
    game_put(out, "share1_if_2_first", answer.if_first[1].of[0], "party 1's share if party 2 opens");
    game_put(out, "share2_if_2_first", answer.if_first[1].of[1], "party 2's share then");
    game_put(out, "share1_limit", answer.limit.of[0], "what party 1's share tends to as rounds get short");
    game_put(out, "share2_limit", answer.limit.of[1], "what party 2's share tends to");
    if (answer.outside_binds)
        out->note = "Who answers the first offer gets just what its outside option is worth.";
    return NS_OK;
}

/* --- outcomes ----------------------------------------------------------------------------------------------- */

static const ns_game_param outcome_params[] = {
    POINTS("outcomes", AT(ns_outcome_game, outcomes), "value to party 1 and to party 2 of each outcome"),
    COUNT("rounds", NULL, 1, NS_MOST_GAME_ROUNDS, AT(ns_outcome_game, rounds), "at most so many rounds"),
    NUMBER("delta1", "1", 0, 1, AT(ns_outcome_game, delta), "what a round leaves of party 1's value"),
    NUMBER("delta2", "1", 0, 1, AFTER(ns_outcome_game, delta), "the same of party 2"),
    COUNT("first", "1", 1, 2, AT(ns_outcome_game, first), "the party that opens"),
    NUMBER("no_deal1", "0", -MOST, MOST, AT(ns_outcome_game, no_deal),
           "party 1's value of no deal, reached one round after the last"),
    NUMBER("no_deal2", "0", -MOST, MOST, AFTER(ns_outcome_game, no_deal), "party 2's value of no deal"),
    END};

static double place_of(uint32_t index) { return index == NS_NO_DEAL ? 0 : (double)index + 1; }

static ns_status solve_outcomes(void *settings, ns_game_writer *out, ns_fault *fault) {
    ns_outcome_game *game = settings;
    ns_outcome_answer answer;
    uint32_t *offers = NS_ARENA_NEW(out->arena, game->rounds, uint32_t);
    if (!offers) return NS_NO_MEMORY;
    game->first -= 1;
    const ns_status status = ns_outcome_solve(&answer, game, offers, fault);
    if (status != NS_OK) return status;
    game_put(out, "outcome", place_of(answer.outcome), "place in the list of the outcome agreed; 0: no deal");
    game_put(out, "round", answer.round, "round of the agreement; 0: no deal");
    game_put(out, "u1", answer.face.of[0], "party 1's value of it, at face value");
    game_put(out, "u2", answer.face.of[1], "party 2's value of it");
    game_put(out, "present1", answer.present.of[0], "what that is worth to party 1 in round 1");
    game_put(out, "present2", answer.present.of[1], "what that is worth to party 2 in round 1");
    for (uint32_t round = 0; round < game->rounds; round++)
        game_put_numbered(out, "offer_round", round + 1, "_index", place_of(offers[round]),
                          "place of the outcome offered if the talks get there; 0: none");
    return NS_OK;
}

/* --- random-proposer ------------------------------------------------------------------------------------------ */

typedef struct ballot_settings {
    ns_ballot_game game;
    unsigned rule;
} ballot_settings;

static const char *const rules[] = {"unanimity", "majority", "half", NULL};

static const ns_game_param ballot_params[] = {
    COUNT("parties", NULL, 2, 1000, AT(ballot_settings, game.parties), "how many parties vote"),
    NUMBER("delta", "1", 0, 1, AT(ballot_settings, game.delta), "what a round leaves of a value"),
    WORD("rule", "unanimity", rules, AT(ballot_settings, rule),
         "votes that pass a proposal: all, more than half, at least half"),
    COUNT("votes", "0", 0, 1000, AT(ballot_settings, game.votes),
          "or so many, the proposer's among them; 0: by the rule"),
    COUNT("rounds", "0", 0, 1e6, AT(ballot_settings, game.rounds),
          "at most so many rounds; 0: no last round"),
    NUMBER("pie", "1", 0, MOST, AT(ballot_settings, game.pie), "what is divided"),
    END};

static uint32_t votes_of(unsigned rule, uint32_t parties) {
    if (rule == 0) return ns_ballot_unanimity(parties);
    return rule == 1 ? ns_ballot_majority(parties) : ns_ballot_half(parties);
}

static ns_status solve_ballot(void *settings, ns_game_writer *out, ns_fault *fault) {
    ballot_settings *given = settings;
    ns_ballot_game *game = &given->game;
    ns_ballot_answer answer;
    if (game->votes == 0) game->votes = votes_of(given->rule, game->parties);
    const ns_status status = ns_ballot_solve(&answer, game, fault);
    if (status != NS_OK) return status;
    game_put(out, "proposer_share", answer.proposer, "what the proposer keeps, agreed at once");
    game_put(out, "other_share", answer.partner, "what each party gets whose vote is bought");
    game_put(out, "votes_bought", (double)game->votes - 1, "how many those are");
    game_put(out, "expected_share", answer.expected, "of any party, before the proposer is drawn");
    return NS_OK;
}

/* --- split ------------------------------------------------------------------------------------------------------ */

static const ns_game_param split_params[] = {
    FORMULA("u1", AT(ns_split_game, utility), "party 1's utility, a formula of x: sqrt(x)"),
    FORMULA("u2", AT(ns_split_game, utility) + sizeof(struct ns_formula *), "party 2's utility: 1-x"),
    NUMBER("d1", "0", -MOST, MOST, AT(ns_split_game, disagreement), "party 1's utility of disagreement"),
    NUMBER("d2", "0", -MOST, MOST, AFTER(ns_split_game, disagreement), "party 2's utility of disagreement"),
    NUMBER("weight1", "0.5", 0, 1, AT(ns_split_game, weight),
           "party 1's weight in the Nash product, between 0 and 1 and neither"),
    NUMBER("from", "0", -MOST, MOST, AT(ns_split_game, from), "least x"),
    NUMBER("to", "1", -MOST, MOST, AT(ns_split_game, to), "largest x"),
    END};

#define NASH "largest product of gains"
#define KS "gains in proportion to the ideal ones"
#define EGALITARIAN "equal gains"
#define UTILITARIAN "largest sum"
#define RELATIVE "largest sum of gains over ideal gains"
#define IDEAL "the best it can get while the other is not below disagreement"

static ns_status solve_split(void *settings, ns_game_writer *out, ns_fault *fault) {
    ns_split_answer answer;
    const ns_status status = ns_split_solve(&answer, settings, fault);
    if (status != NS_OK) return status;
    game_put(out, "nash_x", answer.nash.x, "Nash solution: " NASH);
    game_put(out, "nash_u1", answer.nash.u.of[0], "party 1's utility there");
    game_put(out, "nash_u2", answer.nash.u.of[1], "party 2's utility there");
    game_put(out, "ks_x", answer.ks.x, "Kalai-Smorodinsky: " KS);
    game_put(out, "ks_u1", answer.ks.u.of[0], "party 1's utility there");
    game_put(out, "ks_u2", answer.ks.u.of[1], "party 2's utility there");
    game_put(out, "egal_x", answer.egalitarian.x, "egalitarian: " EGALITARIAN);
    game_put(out, "egal_u1", answer.egalitarian.u.of[0], "party 1's utility there");
    game_put(out, "egal_u2", answer.egalitarian.u.of[1], "party 2's utility there");
    game_put(out, "utilitarian_x", answer.utilitarian.x, "utilitarian: " UTILITARIAN);
    game_put(out, "utilitarian_u1", answer.utilitarian.u.of[0], "party 1's utility there");
    game_put(out, "utilitarian_u2", answer.utilitarian.u.of[1], "party 2's utility there");
    game_put(out, "relative_x", answer.relative.x, "relative utilitarian: " RELATIVE);
    game_put(out, "relative_u1", answer.relative.u.of[0], "party 1's utility there");
    game_put(out, "relative_u2", answer.relative.u.of[1], "party 2's utility there");
    game_put(out, "ideal_u1", answer.ideal.of[0], "party 1's ideal: " IDEAL);
    game_put(out, "ideal_u2", answer.ideal.of[1], "party 2's ideal");
    return NS_OK;
}

/* --- frontier, raiffa --------------------------------------------------------------------------------------------- */

static const ns_game_param polygon_params[] = {
    POINTS("points", AT(ns_polygon_game, points), "the frontier's corners in (u1, u2), from left to right"),
    NUMBER("d1", "0", -MOST, MOST, AT(ns_polygon_game, disagreement), "party 1's utility of disagreement"),
    NUMBER("d2", "0", -MOST, MOST, AFTER(ns_polygon_game, disagreement), "party 2's utility of disagreement"),
    NUMBER("weight1", "0.5", 0, 1, AT(ns_polygon_game, weight),
           "party 1's weight in the Nash product, between 0 and 1 and neither"),
    END};

static ns_status solve_polygon(void *settings, ns_game_writer *out, ns_fault *fault) {
    ns_polygon_answer answer;
    const ns_status status = ns_polygon_solve(&answer, settings, fault);
    if (status != NS_OK) return status;
    game_put(out, "nash_u1", answer.nash.of[0], "Nash solution: " NASH);
    game_put(out, "nash_u2", answer.nash.of[1], "party 2's utility there");
    game_put(out, "ks_u1", answer.ks.of[0], "Kalai-Smorodinsky: " KS);
    game_put(out, "ks_u2", answer.ks.of[1], "party 2's utility there");
    game_put(out, "egal_u1", answer.egalitarian.of[0], "egalitarian: " EGALITARIAN);
    game_put(out, "egal_u2", answer.egalitarian.of[1], "party 2's utility there");
    game_put(out, "utilitarian_u1", answer.utilitarian.of[0], "utilitarian: " UTILITARIAN);
    game_put(out, "utilitarian_u2", answer.utilitarian.of[1], "party 2's utility there");
    game_put(out, "relative_u1", answer.relative.of[0], "relative utilitarian: " RELATIVE);
    game_put(out, "relative_u2", answer.relative.of[1], "party 2's utility there");
    game_put(out, "raiffa_u1", answer.raiffa.of[0], "Raiffa: where step-by-step midpoints end");
    game_put(out, "raiffa_u2", answer.raiffa.of[1], "party 2's utility there");
    game_put(out, "ideal_u1", answer.ideal.of[0], "party 1's ideal: " IDEAL);
    game_put(out, "ideal_u2", answer.ideal.of[1], "party 2's ideal");
    return NS_OK;
}

static const ns_game_param raiffa_params[] = {
    POINTS("points", AT(ns_polygon_game, points), "the frontier's corners in (u1, u2), from left to right"),
    NUMBER("d1", "0", -MOST, MOST, AT(ns_polygon_game, disagreement), "party 1's utility of disagreement"),
    NUMBER("d2", "0", -MOST, MOST, AFTER(ns_polygon_game, disagreement), "party 2's utility of disagreement"),
    END};

static ns_status solve_raiffa(void *settings, ns_game_writer *out, ns_fault *fault) {
    ns_polygon_game *game = settings;
    ns_payoff steps[NS_RAIFFA_STEPS];
    size_t count;
    game->weight = 0.5; /* it has none */
    const ns_status status = ns_polygon_raiffa(steps, &count, game, fault);
    if (status != NS_OK) return status;
    for (unsigned k = 0; k < count; k++) {
        game_put_numbered(out, "step", k + 1, "_u1", steps[k].of[0], "party 1's utility after this step");
        game_put_numbered(out, "step", k + 1, "_u2", steps[k].of[1], "party 2's utility after this step");
    }
    game_put(out, "final_u1", steps[count - 1].of[0], "party 1's utility at the frontier");
    game_put(out, "final_u2", steps[count - 1].of[1], "party 2's utility at the frontier");
    game_put(out, "steps", (double)count, "steps taken");
    return NS_OK;
}

/* --- zeuthen -------------------------------------------------------------------------------------------------------- */

static const ns_game_param deal_params[] = {
    POINTS("deals", AT(ns_deal_game, deals), "value to party 1 and to party 2 of each deal"),
    NUMBER("d1", "0", -MOST, MOST, AT(ns_deal_game, disagreement), "party 1's value of disagreement"),
    NUMBER("d2", "0", -MOST, MOST, AFTER(ns_deal_game, disagreement), "party 2's value of disagreement"),
    END};

static void put_concession(ns_game_writer *out, const ns_zeuthen *talks, const uint32_t before[2]) {
    const unsigned who = talks->offer[0] == before[0], k = talks->concessions;
    game_put_numbered(out, "concession", k, "_party", who + 1, "who concedes");
    game_put_numbered(out, "concession", k, "_deal", place_of(talks->offer[who]),
                      "place in the list of what it offers now");
    game_put_numbered(out, "concession", k, "_risk1", talks->risk[0], "party 1's risk after it");
    game_put_numbered(out, "concession", k, "_risk2", talks->risk[1], "party 2's risk after it");
}

static ns_status solve_zeuthen(void *settings, ns_game_writer *out, ns_fault *fault) {
    const ns_deal_game *game = settings;
    ns_zeuthen talks;
    const ns_status status = ns_zeuthen_open(&talks, game, fault);
    if (status != NS_OK) return status;
    game_put(out, "open_deal1", place_of(talks.offer[0]), "place in the list of party 1's first offer");
    game_put(out, "open_deal2", place_of(talks.offer[1]), "place in the list of party 2's first offer");
    game_put(out, "open_risk1", talks.risk[0], "the risk that party 1 would run for its first offer");
    game_put(out, "open_risk2", talks.risk[1], "the risk that party 2 would run for its first offer");
    while (talks.agreed == NS_NO_DEAL) {
        const uint32_t before[2] = {talks.offer[0], talks.offer[1]};
        ns_zeuthen_step(&talks, game);
        put_concession(out, &talks, before);
    }
    const ns_payoff deal = game->deals[talks.agreed], d = game->disagreement;
    game_put(out, "concessions", talks.concessions, "concessions made");
    game_put(out, "final_deal", place_of(talks.agreed), "place in the list of the deal agreed");
    game_put(out, "final_u1", deal.of[0], "party 1's value of it");
    game_put(out, "final_u2", deal.of[1], "party 2's value of it");
    game_put(out, "product", (deal.of[0] - d.of[0]) * (deal.of[1] - d.of[1]), "product of the gains");
    return NS_OK;
}

/* --- single text ---------------------------------------------------------------------------------------------------- */

typedef struct text_settings {
    uint32_t issues, rounds, replicates, seed;
    double temperature[2];
} text_settings;

static const ns_game_param text_params[] = {
    NUMBER("temperature1", "0", 0, MOST, AT(text_settings, temperature),
           "how readily party 1 votes against itself at first; 0: it climbs"),
    NUMBER("temperature2", "0", 0, MOST, AFTER(text_settings, temperature), "the same of party 2"),
    COUNT("issues", "100", 1, 1000, AT(text_settings, issues),
          "yes-or-no issues, all of which hang on each other"),
    COUNT("rounds", "20000", 1, 1e6, AT(text_settings, rounds), "changes that the mediator tries"),
    COUNT("replicates", "30", 1, 1e5, AT(text_settings, replicates), "games drawn"),
    COUNT("seed", "1", 0, 4e9, AT(text_settings, seed), "seed of the games"),
    END};

static ns_status solve_text(void *settings, ns_game_writer *out, ns_fault *fault) {
    const text_settings *self = settings;
    const ns_text_setting setting = {self->issues, self->rounds, self->replicates, self->seed};
    const ns_text_pair pair = {{self->temperature[0], self->temperature[1]}};
    ns_text_result result;
    (void)fault;
    const ns_status status = ns_text_play(&setting, &pair, 1, &result);
    if (status != NS_OK) return status;
    game_put(out, "u1", result.value[0],
             "party 1's utility, 0 its least and 1 its largest; mean of the games");
    game_put(out, "u2", result.value[1], "the same of party 2");
    game_put(out, "social", result.social, "the same of both together");
    game_put(out, "u1_error", result.error[0], "standard error of u1");
    game_put(out, "u2_error", result.error[1], "standard error of u2");
    game_put(out, "social_error", result.error[2], "standard error of social");
    out->note = "Played, not solved: the numbers are means of sampled games. The largest and least utilities "
                "of a game are estimated by "
                "simulated annealing.";
    return NS_OK;
}

/* --- price ---------------------------------------------------------------------------------------------------------- */

static const ns_game_param price_params[] = {
    NUMBER("cost", NULL, -MOST, MOST, AT(ns_price_game, cost), "the least that the seller would take"),
    NUMBER("value", NULL, -MOST, MOST, AT(ns_price_game, value), "the most that the buyer would pay"),
    NUMBER("seller_fallback", "", -MOST, MOST, AT(ns_price_game, fallback),
           "price at which the seller can sell to somebody else"),
    NUMBER("buyer_fallback", "", -MOST, MOST, AFTER(ns_price_game, fallback),
           "price at which the buyer can buy from somebody else"),
    NUMBER("weight1", "0.5", 0, 1, AT(ns_price_game, weight), "the seller's share of what there is to gain"),
    END};

static ns_status solve_price(void *settings, ns_game_writer *out, ns_fault *fault) {
    const ns_price_game *game = settings;
    ns_price_answer answer;
    const ns_status status = ns_price_solve(&answer, game, fault);
    if (status != NS_OK) return status;
    const bool has_zone = answer.low <= answer.high;
    game_put(out, "zopa_low", answer.low, "the zone of agreement begins here");
    game_put(out, "zopa_high", answer.high, "and ends here");
    game_put(out, "zopa_width", answer.high - answer.low, "its width; below 0: there is none");
    game_put(out, "trade", has_zone, "1: some price suits both; 0: none does");
    game_put(out, "nash_price", answer.nash, "Nash price between cost and value, no fallback counted");
    game_put(out, "price_if_threat_point", answer.threat_point,
             "the fallback is what disagreement pays: it shifts the split");
    game_put(out, "price_if_outside_option", answer.outside,
             "the fallback only caps: it matters when it is better");
    if (!has_zone) out->note = "There is no zone of agreement: no price suits both.";
    return NS_OK;
}

/* --- the table ------------------------------------------------------------------------------------------------------ */

static const ns_game_family alternating = {
    "alternating",
    "Two parties take turns to propose a split of a pie; waiting costs; with a last round or none, outside "
    "options, a risk of breakdown.",
    "Backward induction from the last round; without one, the stationary pair of offers that leaves each "
    "just willing to accept.",
    "Rubinstein 1982; Stahl 1972; Binmore, Shaked and Sutton 1989; Muthoo 1999, ch. 3-5",
    pie_params,
    sizeof(ns_pie_game),
    solve_pie};
static const ns_game_family outcomes = {
    "outcomes",
    "Two parties take turns to propose one of a list of outcomes, for a number of rounds.",
    "Backward induction over the list.",
    "Stahl 1972; Osborne and Rubinstein 1990, ch. 3",
    outcome_params,
    sizeof(ns_outcome_game),
    solve_outcomes};
static const ns_game_family random_proposer = {
    "random-proposer",
    "Of several parties one is drawn each round to propose a division; enough votes pass it.",
    "Backward induction from the last round, or its standstill.",
    "Baron and Ferejohn 1989",
    ballot_params,
    sizeof(ballot_settings),
    solve_ballot};
static const ns_game_family split = {
    "split",
    "Two parties divide x, each with a utility of its own: Nash, Kalai-Smorodinsky, egalitarian and "
    "utilitarian solution.",
    "The largest value of each solution's objective, by a scan and bisection.",
    "Nash 1950; Kalai 1977; Kalai and Smorodinsky 1975",
    split_params,
    sizeof(ns_split_game),
    solve_split};
static const ns_game_family frontier = {
    "frontier",
    "The axiomatic solutions on a frontier of straight pieces, with free disposal.",
    "Exact on every piece of the frontier.",
    "Nash 1950; Kalai 1977; Kalai and Smorodinsky 1975; Raiffa 1953",
    polygon_params,
    sizeof(ns_polygon_game),
    solve_polygon};
static const ns_game_family raiffa = {"raiffa",
                                      "Raiffa's step-by-step midpoints from disagreement to a frontier.",
                                      "Each step from its definition, until nobody can gain.",
                                      "Raiffa 1953; Luce and Raiffa 1957, ch. 6",
                                      raiffa_params,
                                      sizeof(ns_polygon_game),
                                      solve_raiffa};
static const ns_game_family zeuthen = {
    "zeuthen",
    "Two parties over a list of deals: who would run the lower risk of conflict concedes.",
    "Played concession by concession.",
    "Zeuthen 1930; Harsanyi 1956; Rosenschein and Zlotkin 1994",
    deal_params,
    sizeof(ns_deal_game),
    solve_zeuthen};
static const ns_game_family single_text = {"single-text",
                                           "A mediator changes a text over many interdependent yes-or-no "
                                           "issues; two parties vote, climbing or annealing.",
                                           "Played on drawn games.",
                                           "Klein, Faratin, Sayama and Bar-Yam 2003",
                                           text_params,
                                           sizeof(text_settings),
                                           solve_text};
static const ns_game_family price = {
    "price",
    "A seller and a buyer over one price, with the two readings of a walk-away price.",
    "The zone of agreement and its weighted middle.",
    "Nash 1950; Binmore, Shaked and Sutton 1989",
    price_params,
    sizeof(ns_price_game),
    solve_price};

const ns_game_family *const ns_game_families[] = {&alternating, &outcomes, &random_proposer, &split,
                                                  &frontier,    &raiffa,   &zeuthen,         &single_text,
                                                  &price,       NULL};

const ns_game_family *ns_game_find(const char *name) {
    for (const ns_game_family *const *family = ns_game_families; *family; family++)
        if (strcmp((*family)->name, name) == 0) return *family;
    return NULL;
}
