/* Private to games: what a family's solver writes its numbers to. */
#ifndef NEGSIM_GAMES_WRITER_H
#define NEGSIM_GAMES_WRITER_H

#include "negsim/game.h"

typedef struct ns_game_writer {
    ns_arena *arena;
    ns_game_value *values;
    size_t count, room;
    const char *note;
    ns_status status; /* first failure; later calls do nothing */
} ns_game_writer;

/* name and summary stay; a value that is not finite is left out. */
void game_put(ns_game_writer *self, const char *name, double value, const char *summary);
/* The name from its parts: "step", 2, "_u1". */
void game_put_numbered(ns_game_writer *self, const char *before, unsigned number, const char *after,
                       double value, const char *summary);

#endif
