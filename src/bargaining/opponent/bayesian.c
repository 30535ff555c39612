/* Bayesian model: which weight of each issue makes the others' offers look like an even concession? */
#include "opponent.h"

#include <math.h>

enum { CONCESSION, SPREAD };
enum { HYPOTHESES = 11 }; /* weights 0, 0.1 .. 1 of an issue, as shares of all */

static const ns_param params[] = {
    {.name = "model_concession",
     .type = NS_PARAM_QUANTITY,
     .unit = NS_UNIT_SHARE,
     .lowest = 0,
     .highest = 1,
     .initial = 0.5,
     .summary = "bayesian: share of its value that the other is taken to have conceded at the end, evenly "
                "over time."},
    {.name = "model_spread",
     .type = NS_PARAM_QUANTITY,
     .unit = NS_UNIT_SHARE,
     .lowest = 0.001,
     .highest = 1,
     .initial = 0.25,
     .summary = "bayesian: how far its offers are taken to stray from that, as a standard deviation."},
    {.name = NULL}};

/* Value of the option that a part takes on the stage's issue k to a party, as a share of the best option's. */
static double share_of_value(const ns_view *view, uint32_t party, uint32_t k, uint32_t part) {
    const ns_stage_view *stage = view->stage;
    const double *values = view->values[party] + view->first_option[stage->issue[k]];
    double best = values[0];
    for (uint32_t o = 1; o < stage->option_count[k]; o++) best = values[o] > best ? values[o] : best;
    return best > 0 ? values[ns_option_in(stage, k, part)] / best : 0;
}

static void start(const ns_view *view, const double *arguments, void *state) {
    (void)arguments, (void)state;
    for (uint32_t q = 0; q < view->party_count; q++)
        for (uint32_t n = 0; q != view->me && n < view->issue_count * HYPOTHESES; n++)
            view->notes[q][n] = 1.0 / HYPOTHESES;
}

/* Mean of the hypotheses. */
static double expected(const double *chances) {
    double mean = 0;
    for (int h = 0; h < HYPOTHESES; h++) mean += chances[h] * h / (HYPOTHESES - 1.0);
    return mean;
}

/* Bayes' rule for one issue. own: share of value of its option; rest: mean share of value of the other issues. */
static void update(double *chances, double own, double rest, double expected_value, double spread) {
    double sum = 0;
    for (int h = 0; h < HYPOTHESES; h++) {
        const double w = h / (HYPOTHESES - 1.0), z = (w * own + (1 - w) * rest - expected_value) / spread;
        chances[h] *= exp(-0.5 * z * z);
        sum += chances[h];
    }
    for (int h = 0; h < HYPOTHESES; h++) chances[h] = sum > 0 ? chances[h] / sum : 1.0 / HYPOTHESES;
}

static void hear(const ns_view *view, const double *arguments, uint32_t maker, uint32_t part,
                 uint32_t previous, void *state) {
    (void)previous, (void)state;
    const ns_stage_view *stage = view->stage;
    double *weights = view->estimate[maker], all = 0, total = 0;
    const double guess = 1 - arguments[CONCESSION] * view->time;
    for (uint32_t k = 0; k < stage->issue_count; k++) {
        all += weights[stage->issue[k]] * share_of_value(view, maker, k, part);
        total += weights[stage->issue[k]];
    }
    for (uint32_t k = 0; k < stage->issue_count; k++) {
        const double own = share_of_value(view, maker, k, part), w = weights[stage->issue[k]];
        const double rest = total - w > 0 ? (all - w * own) / (total - w) : own;
        update(view->notes[maker] + (size_t)stage->issue[k] * HYPOTHESES, own, rest, guess,
               arguments[SPREAD]);
    }
    for (uint32_t i = 0; i < view->issue_count; i++)
        weights[i] = expected(view->notes[maker] + (size_t)i * HYPOTHESES);
    ns_scale_weights(weights, view->issue_count, view->weight_sum[maker]);
}

const ns_opponent_kind ns_opponent_bayesian = {
    .head = {.name = "bayesian",
             .summary = "Holds eleven hypotheses about the weight of each issue and believes those that make "
                        "the other's offers look "
                        "like an even concession over time.",
             .citation = "Hindriks & Tykhonov 2008, AAMAS 2008, 331-338 (scalable form: issues apart)",
             .params = params},
    .start = start,
    .hear = hear,
    .hears_repeats = 1,
    .notes_per_issue = HYPOTHESES};
