/* Kinds: everything that can be plugged in (a tactic, an offer rule, a mediator's mechanism ...) is a
 * const struct that begins with an ns_kind and stands in one NULL-ended table. The tables feed
 * validation, the JSON Schema, `negsim list` and the docs. */
#ifndef NEGSIM_KIND_H
#define NEGSIM_KIND_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ns_unit {
    NS_UNIT_NONE,   /* any real */
    NS_UNIT_POINTS, /* points of the scenario's scale */
    NS_UNIT_WEIGHT, /* a positive number, relative to its fellows */
    NS_UNIT_SHARE,  /* share, probability or degree, 0..1 */
    NS_UNIT_SIGNED, /* -1..1 */
    NS_UNIT_ROUNDS, /* rounds */
    NS_UNIT_COUNT
} ns_unit;

typedef enum ns_param_type { NS_PARAM_QUANTITY, NS_PARAM_CHOICE, NS_PARAM_TEXT } ns_param_type;

/* One parameter of a kind. A quantity takes any number of the format (with a distribution); a choice one of words; a
 * text must be given. */
typedef struct ns_param {
    const char *name;
    ns_param_type type;
    ns_unit unit;             /* quantity */
    double lowest, highest;   /* quantity: legal range, both ends included */
    double initial;           /* quantity: default; choice: index of the default */
    const char *const *words; /* choice: NULL-ended */
    const char *summary;      /* one sentence */
} ns_param;

#define NS_MAX_PARAMS 8

/* A word that stands for a kind with some arguments ("boulware" = time with exponent 0.25). */
typedef struct ns_preset {
    const char *name;
    const char *param; /* the quantity that it fixes; NULL: none */
    double value;
    const char *summary;
} ns_preset;

typedef struct ns_kind {
    const char *name;
    const char *summary;      /* one sentence */
    const char *citation;     /* where it comes from */
    const ns_param *params;   /* ended by a row without name; NULL: none */
    const ns_preset *presets; /* ended by a row without name; NULL: none */
    int starts_program;       /* 1: it starts a program of the user's */
    int by_chance;            /* 1: it casts lots in every negotiation, whatever is drawn */
    size_t state_size;        /* bytes of state per party and negotiation, zeroed at the start */
} ns_kind;

/* The sorts of kinds that a scenario can name. */
typedef enum ns_sort {
    NS_SORT_PROTOCOL,
    NS_SORT_TACTIC,
    NS_SORT_OFFER,
    NS_SORT_ACCEPTANCE,
    NS_SORT_OPPONENT,
    NS_SORT_MECHANISM,
    NS_SORT_COUNT
} ns_sort;

/* The NULL-ended table of each sort; handed to the scenario builder from the top, so that the scenario layer
 * knows names and parameters and nothing else. Lives as long as the program. */
typedef struct ns_registry {
    const ns_kind *const *kinds[NS_SORT_COUNT];
    int no_programs; /* 1: kinds that start programs are refused */
} ns_registry;

/* Everything that this library has. Defined in src/bargaining/registry.c. */
const ns_registry *ns_registry_standard(void);
/* The same, where kinds that start programs of the user's are refused: for scenarios that come from elsewhere. */
const ns_registry *ns_registry_safe(void);

/* The kind of that name, NULL when there is none. */
const ns_kind *ns_registry_find(const ns_registry *self, ns_sort sort, const char *name);
/* "tactic", "offer", "acceptance", "opponent_model", "mechanism", "protocol". */
const char *ns_sort_name(ns_sort sort);

#ifdef __cplusplus
}
#endif

#endif
