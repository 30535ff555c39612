/* What the replay tools share: counting what is equal, first differences, scenario files that repeat a run. */
#ifndef NEGSIM_TEST_REPLAY_H
#define NEGSIM_TEST_REPLAY_H

#include <stdbool.h>
#include <stdint.h>

#include "loaded.h"
#include "negsim/buffer.h"

typedef struct replay {
    uint64_t equal, total;
    unsigned shown;       /* differences printed so far */
    const char *emit;     /* folder for scenario files; NULL: none */
    char difference[400]; /* of the present item; empty: equal so far */
} replay;

/* Notes a difference of the present item; only the first is kept. */
void replay_differs(replay *self, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Ends an item of that name: counts it, prints its difference if it is one of the first twenty. */
void replay_item(replay *self, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Prints `N of M equal`; the exit code: 0 when all are and there are any. */
int replay_end(const replay *self);

/* Plays a scenario file without a mediator, as the replays do, and prints its events as trace.csv has them: round, who, action, package.
 * The exit code. */
int replay_trace(const char *path);
/* Writes DIR/NAME.yaml. */
void replay_emit(const replay *self, const char *name, const char *text);
/* A number that reads back the same. */
void replay_number(ns_buffer *out, double value);
/* A text in double quotes for YAML. */
void replay_quoted(ns_buffer *out, const char *text);

/* The files of a folder with that ending, sorted; each to be freed, and the list. */
char **replay_files(const char *folder, const char *ending, size_t *count);

#endif
