/* HardHeaded frequency model: what an opponent leaves unchanged from one offer to the next must matter to it. */
#include "opponent.h"

/* Share of the weight that a stage's issues gain together when none of them changed. */
static const double GOLDEN = 0.2;

static uint32_t option_of(const ns_stage_view *stage, uint32_t k, uint32_t part) {
    return part / stage->stride[k] % stage->option_count[k];
}

static void scale_to(double *weights, uint32_t count, double sum) {
    double total = 0;
    for (uint32_t i = 0; i < count; i++) total += weights[i];
    if (total <= 0) return;
    for (uint32_t i = 0; i < count; i++) weights[i] = weights[i] * sum / total;
}

static void hear(const ns_view *view, const double *arguments, uint32_t maker, uint32_t part,
                 uint32_t previous, void *state) {
    (void)arguments, (void)state;
    if (previous == NS_VIEW_NONE || previous == part) return;
    const ns_stage_view *stage = view->stage;
    double *weights = view->estimate[maker];
    double gain = GOLDEN * view->weight_sum[maker] / stage->issue_count;
    for (uint32_t k = 0; k < stage->issue_count; k++)
        if (option_of(stage, k, part) == option_of(stage, k, previous)) weights[stage->issue[k]] += gain;
    scale_to(weights, view->issue_count, view->weight_sum[maker]);
}

const ns_opponent_kind ns_opponent_hardheaded = {
    .head = {.name = "hardheaded",
             .summary = "Raises the weight of each issue that another party left unchanged from its last "
                        "offer to a different one; without the cap of the original.",
             .citation = "van Krimpen, Looije & Hajizadeh 2013, HardHeaded, Studies in Computational "
                         "Intelligence 435, 223-227"},
    .hear = hear};
