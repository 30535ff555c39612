/* The slow reference engine: what a party looks at when it makes up its mind, and its four kinds. */
#ifndef NEGSIM_TEST_REFERENCE_KINDS_H
#define NEGSIM_TEST_REFERENCE_KINDS_H

#include "reference_talks.h"

/* Everything that one party knows at one moment, found afresh each time. */
typedef struct look {
    const talks *talks;
    uint32_t me, parts;
    double *worth; /* [part] own S; -HUGE_VAL: not negotiable */
    double best, least, reservation;
} look;

look look_open(const talks *of, uint32_t party);
void look_close(look *self);

/* An argument of one of the party's kinds: a number of the draw, or is it that word? */
double look_number(const look *self, const ns_plugin *plugin, const char *name);
bool look_word(const look *self, const ns_plugin *plugin, const char *name, const char *word);
const ns_party *look_party(const look *self);
/* Own worth of what somebody offered; what is not negotiable counts as no deal. */
double look_worth(const look *self, uint32_t part);
/* Offer number k of a party in this stage, from the first or from the latest; NS_NONE: it made no such offer. */
uint32_t look_offer_of(const look *self, uint32_t party, uint32_t k);
uint32_t look_latest_of(const look *self, uint32_t party, uint32_t k);
/* Uniform noise of the party in this round. */
double look_noise(const look *self, uint32_t purpose);
/* What the party believes that a part is worth to the others together. */
double look_others(const look *self, uint32_t part);
/* Weight of an issue to another party, as the party believes it. */
double look_believed(const look *self, uint32_t other, uint32_t issue);
/* Negotiable parts worth at least that much, of these the ones that nobody is known to refuse as long as there is one. */
uint8_t *look_candidates(const look *self, double least);

/* The kinds. NS_NONE: no offer. */
double kind_level(const look *self);
double kind_target(const look *self);
uint32_t kind_offer(const look *self);
double kind_need(const look *self);
/* The tactic makes the offers itself: *part is one. */
bool kind_chooses(const look *self, uint32_t *part);
/* The tactic's own need, where it has one. */
bool kind_tactic_need(const look *self, double *need);
/* Does one of its kinds hang on what was said before? Such a party stands by its own offer to the end of the round. */
bool kind_looks_back(const ns_party *party);

#endif
