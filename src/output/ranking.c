/* The order of families and packages in tables and on the screen. */
#include <stdlib.h>

#include "negsim/limits.h"
#include "negsim/number.h"
#include "output/facts.h"

/* What is sorted by; the index last, so that the order is total. */
typedef struct rank_key {
    uint32_t agreed, reachable, acceptable, index;
} rank_key;

static int falling(uint32_t a, uint32_t b) { return a < b ? 1 : a > b ? -1 : 0; }

static int compare_keys(const void *left, const void *right) {
    const rank_key *a = left, *b = right;
    int order = falling(a->agreed, b->agreed);
    if (!order) order = falling(a->reachable, b->reachable);
    if (!order) order = falling(a->acceptable, b->acceptable);
    return order ? order : falling(b->index, a->index);
}

bool ns_lists_all_packages(const ns_results *self) {
    return self->arms->base->package_count <= ns_limit_of(NS_LIMIT_TABLE_PACKAGES)->value;
}

static rank_key *keys_new(size_t count) {
    size_t bytes;
    return ns_multiply_size(count ? count : 1, sizeof(rank_key), &bytes) ? malloc(bytes) : NULL;
}

/* Sorts the keys, turns them into indices and frees them. */
static ns_status settle(ns_ranking *out, rank_key *keys, uint32_t count) {
    size_t bytes;
    qsort(keys, count, sizeof *keys, compare_keys);
    bool fits = ns_multiply_size(count ? count : 1, sizeof *out->order, &bytes);
    out->order = fits ? malloc(bytes) : NULL;
    out->count = out->order ? count : 0;
    for (uint32_t i = 0; i < out->count; i++) out->order[i] = keys[i].index;
    free(keys);
    return out->order ? NS_OK : NS_NO_MEMORY;
}

ns_status ns_rank_packages(ns_ranking *out, const ns_results *self, size_t arm) {
    *out = (ns_ranking){0};
    const ns_package_tally *tally = self->tallies[arm].packages;
    uint32_t total = tally ? self->arms->base->package_count : 0, count = 0;
    rank_key *keys = keys_new(total);
    if (!keys) return NS_NO_MEMORY;
    bool all = ns_lists_all_packages(self);
    for (uint32_t x = 0; x < total; x++)
        if (all || tally[x].agreed)
            keys[count++] = (rank_key){tally[x].agreed, tally[x].reachable, tally[x].acceptable, x};
    return settle(out, keys, count);
}

ns_status ns_rank_families(ns_ranking *out, const ns_results *self, size_t arm) {
    *out = (ns_ranking){0};
    const ns_group_tally *tally = self->tallies[arm].families;
    uint32_t total = tally && self->families ? ns_grouping_count(self->families) : 0, count = 0;
    rank_key *keys = keys_new(total);
    if (!keys) return NS_NO_MEMORY;
    bool all = total <= ns_limit_of(NS_LIMIT_TABLE_PACKAGES)->value;
    for (uint32_t f = 0; f < total; f++)
        if (all || tally[f].agreed)
            keys[count++] = (rank_key){tally[f].agreed, tally[f].reachable, tally[f].acceptable, f};
    return settle(out, keys, count);
}

void ns_ranking_free(ns_ranking *self) {
    free(self->order);
    *self = (ns_ranking){0};
}
