/* Smith frequency model: an issue on which a party keeps asking for the same matters to it. */
#include "opponent.h"

/* Share of the most frequent option of an issue among the offers heard. */
static double most_frequent(const double *counts, uint32_t options) {
    double most = 0, sum = 0;
    for (uint32_t o = 0; o < options; o++) {
        sum += counts[o];
        most = counts[o] > most ? counts[o] : most;
    }
    return sum > 0 ? most / sum : 0;
}

/* The stage's issues together keep the weight that they had: of the others nothing was heard. */
static void hear(const ns_view *view, const double *arguments, uint32_t maker, uint32_t part,
                 uint32_t previous, void *state) {
    (void)arguments, (void)previous, (void)state;
    const ns_stage_view *stage = view->stage;
    double *weights = view->estimate[maker], *counts = view->notes[maker], kept = 0, sum = 0;
    for (uint32_t k = 0; k < stage->issue_count; k++) {
        const uint32_t issue = stage->issue[k];
        double *of_issue = counts + view->first_option[issue];
        of_issue[ns_option_in(stage, k, part)] += 1;
        kept += weights[issue];
        weights[issue] = most_frequent(of_issue, stage->option_count[k]);
        sum += weights[issue];
    }
    for (uint32_t k = 0; k < stage->issue_count; k++)
        weights[stage->issue[k]] = weights[stage->issue[k]] * kept / sum;
}

const ns_opponent_kind ns_opponent_smith = {
    .head = {.name = "smith",
             .summary = "Weighs each issue by the share of the offers that ask for the same option of it.",
             .citation =
                 "van Galen Last 2012, Agent Smith, Studies in Computational Intelligence 383, 167-174"},
    .hear = hear,
    .hears_repeats = 1,
    .notes_per_option = 1};
