/* Private to preference: a party's candidates. */
#ifndef NEGSIM_PREFERENCE_BIDS_MEMORY_H
#define NEGSIM_PREFERENCE_BIDS_MEMORY_H

#include "negsim/bids.h"

enum { MOST_BUCKETS = 4096 };

typedef struct bid_list {
    double *worth; /* [count] by falling bucket; lists that are kept: by falling worth, then falling rank */
    uint32_t *part;
    uint32_t *start; /* [buckets + 1]: bucket 0 has the largest worths */
    uint32_t count;
    double best; /* largest worth; -HUGE_VAL when empty */
    bool built;
} bid_list;

struct ns_bids {
    const ns_parts *parts;
    uint32_t party, room;
    uint16_t others;   /* bits of the other parties */
    double least;      /* smallest worth that counts, slack taken off */
    double top, scale; /* bucket = (top - worth) * scale */
    uint32_t buckets;
    bid_list open, rest;
    uint16_t *bucket; /* scratch per part */
    uint32_t best;    /* the part worth most, once asked for */
    bool best_known;
    bool keeps; /* opened to keep its lists; what they were made from: */
    const double *kept_worth;
    const uint16_t *kept_open;
    uint32_t kept_count;
    struct ns_schedule *schedule; /* scratch of the schedule, made on first use */
};

static inline bool ns_bids_is_open(const ns_bids *self, uint32_t part) {
    return !self->parts->open || (self->parts->open[part] & self->others) == self->others;
}

/* The list to choose from at a floor: the open one as long as one of it is left. NULL: no candidate. */
const bid_list *ns_bids_choose_list(ns_bids *self, double floor);
/* The bucket of a worth; how many of a list's first entries can meet a floor. */
uint32_t ns_bids_bucket_of(const ns_bids *self, double worth);
static inline uint32_t ns_bids_reach_of(const ns_bids *self, const bid_list *list, double floor) {
    return list->start[ns_bids_bucket_of(self, floor) + 1];
}

void ns_schedule_free(struct ns_schedule *self);

#endif
