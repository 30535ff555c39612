#include "output/obstacles.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "output/names.h"

/* --- lists --------------------------------------------------------------------------------------------- */

static int falling(uint64_t a, uint64_t b) { return a < b ? 1 : a > b ? -1 : 0; }

static int compare(const void *left, const void *right) {
    const ns_obstacle *a = left, *b = right;
    int order = falling(a->alone, b->alone);
    if (!order) order = falling(a->blocked, b->blocked);
    if (!order) order = falling(b->cause, a->cause);
    /* NS_NONE + 1 is 0: everybody before each. */
    return order ? order : falling(b->party + 1, a->party + 1);
}

size_t ns_obstacles_of(ns_obstacle out[NS_MAX_OBSTACLES], const ns_results *results,
                       const ns_block_tally *blocks) {
    size_t count = 0;
    for (unsigned bit = 0; bit < NS_SHUT_BITS(results->arms->base->party_count); bit++) {
        const ns_block_tally *block = &blocks[bit];
        if (!block->blocked && !block->alone) continue;
        out[count++] = (ns_obstacle){ns_shut_cause(bit), ns_shut_party(bit), block->blocked, block->alone,
                                     block->change};
    }
    qsort(out, count, sizeof *out, compare);
    return count;
}

size_t ns_pivots_of(ns_obstacle out[NS_MAX_OBSTACLES], const ns_results *results, size_t arm) {
    const ns_arm_tally *tally = &results->tallies[arm];
    uint64_t strongest[NS_CAUSE_COUNT] = {0};
    size_t count = 0;
    for (unsigned bit = 0; bit < NS_SHUT_BITS(results->arms->base->party_count); bit++) {
        ns_cause cause = ns_shut_cause(bit);
        uint64_t alone = tally->pivot_pairs[bit];
        if (!alone) continue;
        out[count++] = (ns_obstacle){cause, ns_shut_party(bit), 0, alone, NULL};
        if (alone > strongest[cause]) strongest[cause] = alone;
    }
    for (unsigned cause = NS_CAUSE_RED_LINE; cause < NS_CAUSE_COUNT; cause++)
        if (tally->pivot_causes[cause] > strongest[cause])
            out[count++] = (ns_obstacle){(ns_cause)cause, NS_NONE, 0, tally->pivot_causes[cause], NULL};
    qsort(out, count, sizeof *out, compare);
    return count;
}

double ns_obstacle_change(const ns_obstacle *self) {
    bool known = self->change && self->change->count && ns_change_has_points(self->cause);
    return known ? ns_change_median(self->change) : NAN;
}

/* --- sentences ----------------------------------------------------------------------------------------- */

void ns_add_draws(ns_buffer *out, const ns_results *results, uint64_t k, uint64_t n) {
    char text[NS_SHARE_TEXT];
    if (results->deterministic) return;
    ns_share_text(text, results, (double)k / (double)n, n);
    ns_buffer_format(out, n < NS_COUNTS_BELOW ? " in %s draws" : " in %s of the draws", text);
}

static void add_alone(ns_buffer *out, const ns_results *results, uint64_t k, uint64_t n) {
    char text[NS_SHARE_TEXT];
    ns_share_text(text, results, (double)k / (double)n, n);
    if (results->deterministic)
        ns_buffer_add(out, k ? ", alone" : ", with others");
    else if (k)
        ns_buffer_format(out, ", alone in %s", text);
    else
        ns_buffer_add(out, ", never alone");
}

static void add_change(ns_buffer *out, const ns_results *results, const ns_obstacle *obstacle) {
    char text[NS_SHARE_TEXT];
    double points = ns_obstacle_change(obstacle);
    if (isnan(points)) return;
    ns_points_text(text, points, results->arms->base->full);
    ns_buffer_format(out, " Where alone, %s point%s %s would open it%s.", text,
                     strcmp(text, "1") == 0 ? "" : "s",
                     obstacle->cause == NS_CAUSE_NO_DEAL ? "less" : "more flexibility",
                     results->deterministic ? "" : " (median)");
}

/* A sentence begins with a capital; titles are left as they are. */
static void begin_sentence(ns_buffer *out, size_t from) {
    char *first = out->text ? out->text + from : NULL;
    if (first && from < out->length && *first >= 'a' && *first <= 'z') *first = (char)(*first - 'a' + 'A');
}

void ns_obstacle_sentence(ns_buffer *out, const ns_results *results, const ns_obstacle *obstacle,
                          uint64_t n) {
    const ns_scenario *base = results->arms->base;
    size_t from = out->length;
    ns_name_obstacle(out, base, obstacle->cause, obstacle->party);
    if (obstacle->party >= base->party_count) begin_sentence(out, from);
    ns_buffer_add(out, " shuts it");
    ns_add_draws(out, results, obstacle->blocked, n);
    add_alone(out, results, obstacle->alone, n);
    ns_buffer_char(out, '.');
    add_change(out, results, obstacle);
}

void ns_pivot_sentence(ns_buffer *out, const ns_results *results, const ns_obstacle *obstacle, uint64_t n) {
    char text[NS_SHARE_TEXT];
    ns_buffer_add(out, "Where nothing is reachable, removing ");
    ns_name_obstacle(out, results->arms->base, obstacle->cause, obstacle->party);
    ns_buffer_add(out, " opens something");
    ns_share_text(text, results, (double)obstacle->alone / (double)n, n);
    if (!results->deterministic)
        ns_buffer_format(out, n < NS_COUNTS_BELOW ? " in %s such draws" : " in %s of such draws", text);
    ns_buffer_char(out, '.');
}
