/* Games by name: the table of families that the program, its lists and its docs read, and the way from named texts to an answer.
 * The solvers themselves are in bargain.h. */
#ifndef NEGSIM_GAME_H
#define NEGSIM_GAME_H

#include "negsim/arena.h"
#include "negsim/bargain.h"
#include "negsim/diagnostics.h"
#include "negsim/document.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ns_game_type {
    NS_GAME_NUMBER,  /* double */
    NS_GAME_COUNT,   /* uint32_t */
    NS_GAME_WORD,    /* unsigned: index in words */
    NS_GAME_FORMULA, /* struct ns_formula *: a function of x */
    NS_GAME_POINTS   /* ns_payoff * and size_t: pairs of numbers */
} ns_game_type;

/* One parameter of a family. */
typedef struct ns_game_param {
    const char *name;
    ns_game_type type;
    const char *initial;      /* default, as text; NULL: it must be given; "": none */
    double lowest, highest;   /* numbers and counts, both ends included */
    const char *const *words; /* NULL-ended */
    const char *summary;      /* one phrase */
    size_t offset;            /* in the family's settings; private to games */
} ns_game_param;

/* One number of an answer. */
typedef struct ns_game_value {
    const char *name; /* "share1" */
    double value;     /* finite */
    const char *summary;
} ns_game_value;

typedef struct ns_game_answer {
    const ns_game_value *values; /* in the order of the family's docs */
    size_t count;
    const char *note; /* a sentence that the numbers need, or NULL */
} ns_game_answer;

struct ns_game_writer;
typedef struct ns_game_family {
    const char *name;
    const char *summary;         /* one sentence */
    const char *method;          /* how it is solved, one sentence */
    const char *citation;        /* where it comes from */
    const ns_game_param *params; /* ended by a row without name */
    size_t settings_size;        /* private to games, as is solve */
    ns_status (*solve)(void *settings, struct ns_game_writer *out, ns_fault *fault);
} ns_game_family;

extern const ns_game_family *const ns_game_families[]; /* NULL-ended */
const ns_game_family *ns_game_find(const char *name);  /* NULL: none of that name */

/* What is written for one parameter: `name` and its value as a node (a scalar, or for points a list of lists), with their places. */
typedef struct ns_game_argument {
    const char *name;
    ns_location name_at;
    const ns_node *value;
} ns_game_argument;

/* Solves the game of a family. Everything in out is in arena or lives as long as the program. NS_BAD_INPUT with diagnostics: an unknown
 * or missing parameter, a value that is none, or a game that has no answer (placed at `at`). */
ns_status ns_game_solve(ns_game_answer *out, const ns_game_family *family, const ns_game_argument *arguments,
                        size_t count, ns_location at, ns_arena *arena, ns_diagnostics *diagnostics) NS_MUST;

/* A game with a name, as a file holds them. */
typedef struct ns_game {
    const char *name; /* from the file */
    const ns_game_family *family;
    const ns_game_argument *arguments;
    size_t argument_count;
    ns_location at;
} ns_game;

/* The games of a document: a map `games` from names to maps with the key `game` (the family) and its parameters. In arena; texts and nodes
 * stay in the document. NS_BAD_INPUT with diagnostics; the games that are well are there all the same, the others have no family. */
ns_status ns_game_read(const ns_game **out, size_t *count, const ns_document *document, ns_arena *arena,
                       ns_diagnostics *diagnostics) NS_MUST;

/* An argument from `name=value`, the texts in arena and the source of that name in diagnostics. NS_BAD_INPUT: not of that shape. */
ns_status ns_game_argument_read(ns_game_argument *out, const char *assignment, ns_arena *arena,
                                ns_diagnostics *diagnostics) NS_MUST;

#ifdef __cplusplus
}
#endif

#endif
