#include "cli/grid.h"

#include <stdlib.h>
#include <string.h>

void cli_grid_begin(cli_grid *self, const char *const *heads) {
    memset(self, 0, sizeof *self);
    while (heads[self->columns] && self->columns < CLI_GRID_COLUMNS) {
        self->heads[self->columns] = heads[self->columns];
        self->columns++;
    }
    self->arena = ns_arena_new();
    if (!self->arena) self->status = NS_NO_MEMORY;
}

static bool make_room(cli_grid *self) {
    if (self->rows < self->room) return true;
    size_t room = self->room ? 2 * self->room : 64;
    const char **cells = realloc(self->cells, room * self->columns * sizeof *cells);
    if (!cells) return false;
    self->cells = cells;
    self->room = room;
    return true;
}

void cli_grid_add(cli_grid *self, const char *const *cells) {
    if (self->status != NS_OK) return;
    if (!make_room(self)) self->status = NS_NO_MEMORY;
    for (size_t c = 0; c < self->columns && self->status == NS_OK; c++) {
        char *copy = ns_arena_text(self->arena, cells[c] ? cells[c] : "");
        self->cells[self->rows * self->columns + c] = copy;
        if (!copy) self->status = NS_NO_MEMORY;
    }
    if (self->status == NS_OK) self->rows++;
}

static size_t columns_of(const char *text) { return cli_width(text, strlen(text)); }

/* A head that ends in a colon stands before its cells where they are joined. */
static size_t head_length(const char *head) { return strcspn(head, ":"); }
static bool is_label(const char *head) { return head[head_length(head)] == ':'; }

static void measure(const cli_grid *self, size_t widths[CLI_GRID_COLUMNS]) {
    for (size_t c = 0; c < self->columns; c++) {
        widths[c] = 0; /* the heads are not shown */
        for (size_t r = 0; r < self->rows; r++) {
            size_t width = columns_of(self->cells[r * self->columns + c]);
            if (width > widths[c]) widths[c] = width;
        }
    }
}

/* All cells but the prose in columns, then the prose. */
static void write_aligned_row(ns_buffer *out, const cli_grid *self, const char *const *cells,
                              const size_t *widths, size_t prose) {
    for (size_t c = 0; c + 1 < self->columns; c++) {
        ns_buffer_add(out, cells[c]);
        cli_pad(out, widths[c] + 2 - columns_of(cells[c]));
    }
    cli_wrap(out, cells[self->columns - 1], prose, prose);
}

/* Where the columns leave no room for prose: the first cell, the others as one text, the prose under them. */
static void write_stacked_row(ns_buffer *out, const cli_grid *self, const char *const *cells,
                              const size_t *widths) {
    ns_buffer rest = {0};
    for (size_t c = 1; c + 1 < self->columns; c++) {
        if (!*cells[c]) continue;
        if (rest.length) ns_buffer_add(&rest, ", ");
        if (is_label(self->heads[c]))
            ns_buffer_format(&rest, "%.*s ", (int)head_length(self->heads[c]), self->heads[c]);
        ns_buffer_add(&rest, cells[c]);
    }
    ns_buffer_add(out, cells[0]);
    cli_pad(out, widths[0] + 2 - columns_of(cells[0]));
    cli_wrap(out, rest.text ? rest.text : "", widths[0] + 2, widths[0] + 2);
    ns_buffer_add(out, "    ");
    cli_wrap(out, cells[self->columns - 1], 4, 4);
    if (out->status == NS_OK) out->status = rest.status;
    ns_buffer_free(&rest);
}

static void write_text(ns_buffer *out, const cli_grid *self) {
    enum { LEAST_PROSE = 40 };
    size_t widths[CLI_GRID_COLUMNS], prose = 0;
    measure(self, widths);
    for (size_t c = 0; c + 1 < self->columns; c++) prose += widths[c] + 2;
    for (size_t r = 0; r < self->rows; r++) {
        const char *const *cells = self->cells + r * self->columns;
        if (prose + LEAST_PROSE <= 80)
            write_aligned_row(out, self, cells, widths, prose);
        else
            write_stacked_row(out, self, cells, widths);
    }
}

static void write_markdown_cell(ns_buffer *out, const char *text, const char *quote) {
    ns_buffer_add(out, " ");
    if (*text) ns_buffer_add(out, quote);
    for (const char *c = text; *c; c++) {
        if (*c == '|') ns_buffer_char(out, '\\');
        ns_buffer_char(out, *c == '\n' ? ' ' : *c);
    }
    if (*text) ns_buffer_add(out, quote);
    ns_buffer_add(out, " |");
}

static void write_markdown(ns_buffer *out, const cli_grid *self) {
    ns_buffer_char(out, '|');
    for (size_t c = 0; c < self->columns; c++)
        ns_buffer_format(out, " %.*s |", (int)head_length(self->heads[c]), self->heads[c]);
    ns_buffer_add(out, "\n|");
    for (size_t c = 0; c < self->columns; c++) ns_buffer_add(out, "---|");
    for (size_t r = 0; r < self->rows; r++) {
        ns_buffer_add(out, "\n|");
        for (size_t c = 0; c < self->columns; c++)
            write_markdown_cell(out, self->cells[r * self->columns + c], c == 0 ? "`" : "");
    }
    ns_buffer_char(out, '\n');
}

void cli_grid_write(ns_buffer *out, const cli_grid *self, cli_format format) {
    if (self->status != NS_OK && out->status == NS_OK) out->status = self->status;
    if (self->status != NS_OK) return;
    if (format == CLI_MARKDOWN)
        write_markdown(out, self);
    else
        write_text(out, self);
}

void cli_grid_end(cli_grid *self) {
    free(self->cells);
    ns_arena_free(self->arena);
    memset(self, 0, sizeof *self);
}
