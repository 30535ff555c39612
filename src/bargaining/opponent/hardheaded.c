/* HardHeaded frequency model: what an opponent leaves unchanged from one offer to the next must matter to it. */
#include "opponent.h"

/* Share of the weight that a stage's issues gain together when none of them changed. */
static const double GOLDEN = 0.2;

static void hear(const ns_view *view, const double *arguments, uint32_t maker, uint32_t part,
                 uint32_t previous, void *state) {
    (void)arguments, (void)state;
    if (previous == NS_VIEW_NONE || previous == part) return;
    const ns_stage_view *stage = view->stage;
    double *weights = view->estimate[maker];
    double gain = GOLDEN * view->weight_sum[maker] / stage->issue_count;
    for (uint32_t k = 0; k < stage->issue_count; k++)
        if (ns_option_in(stage, k, part) == ns_option_in(stage, k, previous))
            weights[stage->issue[k]] += gain;
    ns_scale_weights(weights, view->issue_count, view->weight_sum[maker]);
}

const ns_opponent_kind ns_opponent_hardheaded = {
    .head = {.name = "hardheaded",
             .summary = "Raises the weight of each issue that another party left unchanged from its last "
                        "offer to a different one; without the cap of the original.",
             .citation = "van Krimpen, Looije & Hajizadeh 2013, HardHeaded, Studies in Computational "
                         "Intelligence 435, 223-227"},
    .hear = hear};
