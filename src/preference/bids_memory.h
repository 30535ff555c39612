/* Private to preference: a party's candidates. */
#ifndef NEGSIM_PREFERENCE_BIDS_MEMORY_H
#define NEGSIM_PREFERENCE_BIDS_MEMORY_H

#include "negsim/bids.h"

enum { MOST_BUCKETS = 4096 };

typedef struct bid_list {
    double *worth;      /* [count] in bucket order */
    uint32_t *part;
    uint32_t *start;    /* [buckets + 1]: bucket 0 has the largest worths */
    uint32_t count;
    double best;        /* largest worth; -HUGE_VAL when empty */
    bool built;
} bid_list;

struct ns_bids {
    const ns_parts *parts;
    uint32_t party, room;
    uint16_t others;    /* bits of the other parties */
    double least;       /* smallest worth that counts, slack taken off */
    double top, scale;  /* bucket = (top - worth) * scale */
    uint32_t buckets;
    bid_list open, rest;
    uint16_t *bucket;   /* scratch per part */
    struct ns_schedule *schedule; /* scratch of the schedule, made on first use */
};

static inline bool ns_bids_is_open(const ns_bids *self, uint32_t part) {
    return !self->parts->open || (self->parts->open[part] & self->others) == self->others;
}

void ns_schedule_free(struct ns_schedule *self);

#endif
