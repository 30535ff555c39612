/* A grid of texts, written aligned for a terminal or as a Markdown table. */
#ifndef NEGSIM_CLI_GRID_H
#define NEGSIM_CLI_GRID_H

#include "cli/cli.h"
#include "negsim/arena.h"

enum { CLI_GRID_COLUMNS = 6 };

typedef struct cli_grid {
    size_t columns;
    const char *heads[CLI_GRID_COLUMNS];
    const char **cells; /* row by row, in arena */
    size_t rows, room;
    ns_arena *arena;
    ns_status status; /* first failure; later calls do nothing */
} cli_grid;

/* heads: NULL-ended, at most CLI_GRID_COLUMNS. The last column is prose. A head that ends in a colon names its cells also
 * in text, where there are no heads. */
void cli_grid_begin(cli_grid *self, const char *const *heads);
/* One row; the cells are copied; NULL is an empty cell. */
void cli_grid_add(cli_grid *self, const char *const *cells);
void cli_grid_write(ns_buffer *out, const cli_grid *self, cli_format format);
void cli_grid_end(cli_grid *self);

#endif
