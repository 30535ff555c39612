/* What the files of the generator share: its state, chance and numbers. */
#ifndef NEGSIM_TEST_GENERATOR_PARTS_H
#define NEGSIM_TEST_GENERATOR_PARTS_H

#include <stdbool.h>
#include <stdio.h>

#include "generator.h"

enum { MAX_ISSUES = 5, MAX_OPTIONS = 5, MAX_PARTIES = 5 };

/* What a scenario is rich in. */
/* CLOCKS: only the clock changes from round to round, offers are the lowest and acceptances by target; KINDS: tactics,
 * acceptances and opponent models of all sorts. */
typedef enum taste { ANYTHING, PRECONDITIONS, TEXTS, CARROTS, STAGES, CLOCKS, KINDS, TASTES } taste;

typedef struct gen {
    FILE *out;
    taste taste;
    bool mediated, commits, conflict;
    uint64_t state;
    unsigned flags;
    double full;
    bool constant; /* values and priorities are not drawn */
    bool even;     /* concessions in even steps from round numbers: targets that are met exactly */
    const char *protocol;
    bool exits; /* deadlines of their own and breakdowns */
    int issues, parties, conditions, rounds;
    int options[MAX_ISSUES];
    bool numeric[MAX_ISSUES], ordered[MAX_ISSUES];
    int grid;                /* values are multiples of this, in hundredths of full */
    int witness[MAX_ISSUES]; /* a package that no rule and no red line of firmness 1 may cut */
    int need_of[MAX_ISSUES][MAX_OPTIONS];
    int stage_of[MAX_ISSUES];
} gen;

/* A number of the format within lo..hi, in steps; scale turns steps into what is written. */
typedef struct span {
    int lo, hi;
    double scale;
    bool points;
} span;

/* A whole number in lo..hi. */
int gen_pick(gen *g, int lo, int hi);
bool gen_chance(gen *g, int percent);
void gen_say(gen *g, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* percent: chance that it is drawn. */
void gen_number(gen *g, span s, int percent);
/* Drawn between two or three numbers. */
void gen_simple(gen *g, span s);
/* Points of the scale, given in hundredths of full. */
void gen_points(gen *g, int lo, int hi, int percent);
/* In twentieths. */
void gen_share(gen *g, int lo, int hi, int percent);
/* Often 0 or 1. */
void gen_probability(gen *g, int zero, int one);
/* generator_kinds.c: a party's tactic, offer, acceptance and opponent model. */
void gen_concession(gen *g);

#endif
