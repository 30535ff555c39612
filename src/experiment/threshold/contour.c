/* Marching squares: each cell joins the crossed edges around it, each edge leads from one cell to the next. */
#include <math.h>
#include <string.h>

#include "negsim/arena.h"
#include "negsim/threshold.h"

enum { MOST_NODES = 1 << 28 };
#define NONE UINT32_MAX

typedef struct tracer {
    const ns_grid *grid;
    double level;
    uint32_t across; /* edges along x; those along y follow */
    uint32_t edges;
    uint32_t *next;      /* [edges]: the edge that follows on the line; NONE */
    uint8_t *has_before; /* [edges] */
    ns_arena *memory, *scratch;
    ns_line *lines;
    uint32_t count, room;
} tracer;

/* --- cells ------------------------------------------------------------------------------------------------ */

static double value_at(const tracer *self, uint32_t row, uint32_t column) {
    return self->grid->value[(uint64_t)row * self->grid->columns + column];
}

static uint32_t edge_along_x(const tracer *self, uint32_t row, uint32_t column) {
    return row * (self->grid->columns - 1) + column;
}

static uint32_t edge_along_y(const tracer *self, uint32_t row, uint32_t column) {
    return self->across + row * self->grid->columns + column;
}

static void join(tracer *self, uint32_t from, uint32_t to) {
    self->next[from] = to;
    self->has_before[to] = 1;
}

/* The corners counter-clockwise from the lower left, edge i from corner i to the next. Walking them, a line enters the cell (higher
 * values on its left) where they fall below the level and leaves it where they rise above. */
static void join_cell(tracer *self, uint32_t row, uint32_t column) {
    const double v[4] = {value_at(self, row, column), value_at(self, row, column + 1),
                         value_at(self, row + 1, column + 1), value_at(self, row + 1, column)};
    const uint32_t edge[4] = {edge_along_x(self, row, column), edge_along_y(self, row, column + 1),
                              edge_along_x(self, row + 1, column), edge_along_y(self, row, column)};
    uint32_t falls[2] = {0, 0}, rises[2] = {0, 0}, fall_count = 0, rise_count = 0;
    if (isnan(v[0]) || isnan(v[1]) || isnan(v[2]) || isnan(v[3])) return;
    for (uint32_t i = 0; i < 4; i++) {
        const bool here = v[i] >= self->level, there = v[(i + 1) % 4] >= self->level;
        if (here && !there) falls[fall_count++] = i;
        if (!here && there) rises[rise_count++] = i;
    }
    if (fall_count == 1) join(self, edge[falls[0]], edge[rises[0]]);
    if (fall_count != 2) return;
    /* A high middle joins the high corners: each line then cuts the low corner after its fall off. */
    const bool high = (v[0] + v[1] + v[2] + v[3]) / 4 >= self->level;
    for (uint32_t i = 0; i < 2; i++) join(self, edge[falls[i]], edge[(falls[i] + (high ? 1 : 3)) % 4]);
}

/* --- lines ------------------------------------------------------------------------------------------------ */

static double share(double from, double to, double level) { return (level - from) / (to - from); }

static ns_vertex vertex_on(const tracer *self, uint32_t edge) {
    const ns_grid *g = self->grid;
    const bool along_y = edge >= self->across;
    const uint32_t width = along_y ? g->columns : g->columns - 1, at = along_y ? edge - self->across : edge,
                   row = at / width, column = at % width;
    const double from = value_at(self, row, column), to = value_at(self, row + along_y, column + !along_y),
                 part = share(from, to, self->level);
    ns_vertex out = {g->x[column], g->y[row]};
    if (along_y)
        out.y += part * (g->y[row + 1] - g->y[row]);
    else
        out.x += part * (g->x[column + 1] - g->x[column]);
    return out;
}

static bool same(ns_vertex a, ns_vertex b) { return a.x == b.x && a.y == b.y; }

static ns_line *new_line(tracer *self) {
    if (self->count == self->room) {
        const uint32_t room = self->room ? 2 * self->room : 16;
        ns_line *lines = NS_ARENA_NEW(self->memory, room, ns_line);
        if (!lines) return NULL;
        if (self->count) memcpy(lines, self->lines, self->count * sizeof *lines);
        self->lines = lines;
        self->room = room;
    }
    return &self->lines[self->count];
}

/* The line from an edge on; its edges are used up. */
static ns_status trace(tracer *self, uint32_t start, bool closed) {
    uint64_t length = 1;
    for (uint32_t e = self->next[start]; e != NONE && e != start; e = self->next[e]) length++;
    ns_vertex *vertices = NS_ARENA_NEW(self->memory, length, ns_vertex);
    ns_line *line = new_line(self);
    if (!vertices || !line) return NS_NO_MEMORY;
    *line = (ns_line){.vertices = vertices, .closed = closed};
    uint32_t edge = start;
    for (uint64_t i = 0; i < length; i++) {
        const ns_vertex v = vertex_on(self, edge);
        const uint32_t next = self->next[edge];
        if (!line->count || !same(v, vertices[line->count - 1])) vertices[line->count++] = v;
        self->next[edge] = NONE;
        self->has_before[edge] = 0;
        edge = next;
    }
    while (closed && line->count > 1 && same(vertices[line->count - 1], vertices[0])) line->count--;
    self->count += line->count > 1;
    return NS_OK;
}

static ns_status trace_all(tracer *self) {
    ns_status status = NS_OK;
    for (uint32_t e = 0; status == NS_OK && e < self->edges; e++)
        if (self->next[e] != NONE && !self->has_before[e]) status = trace(self, e, false);
    for (uint32_t e = 0; status == NS_OK && e < self->edges; e++)
        if (self->next[e] != NONE) status = trace(self, e, true);
    return status;
}

/* --- arguments -------------------------------------------------------------------------------------------- */

static bool rises(const double *x, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (!isfinite(x[i]) || (i && !(x[i] > x[i - 1]))) return false;
    return true;
}

static bool grid_fits(const ns_grid *g, double level) {
    if (!isfinite(level) || !g->x || !g->y || !g->value || g->columns < 2 || g->rows < 2 ||
        (uint64_t)g->columns * g->rows > MOST_NODES || !rises(g->x, g->columns) || !rises(g->y, g->rows))
        return false;
    for (uint64_t i = 0; i < (uint64_t)g->columns * g->rows; i++)
        if (isinf(g->value[i])) return false;
    return true;
}

static ns_status tracer_init(tracer *self, const ns_grid *grid, double level) {
    *self = (tracer){.grid = grid, .level = level};
    self->across = (grid->columns - 1) * grid->rows;
    self->edges = self->across + grid->columns * (grid->rows - 1);
    self->memory = ns_arena_new();
    self->scratch = ns_arena_new();
    if (!self->memory || !self->scratch) return NS_NO_MEMORY;
    self->next = NS_ARENA_NEW(self->scratch, self->edges, uint32_t);
    self->has_before = NS_ARENA_NEW(self->scratch, self->edges, uint8_t);
    if (!self->next || !self->has_before) return NS_NO_MEMORY;
    memset(self->next, 0xff, self->edges * sizeof *self->next);
    return NS_OK;
}

ns_status ns_contour_find(ns_contour *out, const ns_grid *grid, double level) {
    tracer self;
    *out = (ns_contour){0};
    if (!grid_fits(grid, level)) return NS_BAD_USAGE;
    ns_status status = tracer_init(&self, grid, level);
    for (uint32_t row = 0; status == NS_OK && row + 1 < grid->rows; row++)
        for (uint32_t column = 0; column + 1 < grid->columns; column++) join_cell(&self, row, column);
    if (status == NS_OK) status = trace_all(&self);
    ns_arena_free(self.scratch);
    if (status == NS_OK)
        *out = (ns_contour){self.lines, self.count, self.memory};
    else
        ns_arena_free(self.memory);
    return status;
}

void ns_contour_free(ns_contour *self) {
    if (!self) return;
    ns_arena_free(self->memory);
    *self = (ns_contour){0};
}
