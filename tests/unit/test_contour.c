#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "negsim/threshold.h"

#define NEAR(a, b, e) cr_expect(fabs((a) - (b)) <= (e), "%.12g is not %.12g", (double)(a), (double)(b))

enum { SIDE = 21 };

static ns_contour found(const ns_grid *grid, double level) {
    ns_contour out;
    cr_assert_eq(ns_contour_find(&out, grid, level), NS_OK);
    return out;
}

/* value = x + 2 y: every vertex is on the line x + 2 y = 1.3. */
Test(contour, plane) {
    double x[5], y[5], v[25];
    for (int i = 0; i < 5; i++) x[i] = y[i] = i / 4.0;
    for (int r = 0; r < 5; r++)
        for (int c = 0; c < 5; c++) v[5 * r + c] = x[c] + 2 * y[r];
    ns_contour k = found(&(ns_grid){5, 5, x, y, v}, 1.3);
    cr_assert_eq(k.count, 1);
    cr_expect(!k.lines[0].closed);
    const ns_line *line = &k.lines[0];
    for (uint32_t i = 0; i < line->count; i++)
        NEAR(line->vertices[i].x + 2 * line->vertices[i].y, 1.3, 1e-12);
    /* Higher values lie to the left, which is upwards: it runs from the left end (0, 0.65) to the right end (1, 0.15). */
    NEAR(line->vertices[0].x, 0, 0);
    NEAR(line->vertices[0].y, 0.65, 1e-12);
    NEAR(line->vertices[line->count - 1].x, 1, 1e-12);
    NEAR(line->vertices[line->count - 1].y, 0.15, 1e-12);
    for (uint32_t i = 1; i < line->count; i++) cr_expect_gt(line->vertices[i].x, line->vertices[i - 1].x);
    ns_contour_free(&k);
    cr_expect_eq(k.count, 0);
    ns_contour_free(&k);
    ns_contour_free(NULL);
}

static void cone(double *x, double *y, double *v) {
    for (int i = 0; i < SIDE; i++) x[i] = y[i] = -1 + 2.0 * i / (SIDE - 1);
    for (int r = 0; r < SIDE; r++)
        for (int c = 0; c < SIDE; c++) v[SIDE * r + c] = 1 - hypot(x[c], y[r]);
}

/* A circle of radius 0.6: closed, counter-clockwise as the higher values are inside, area pi r^2 less what chords lose. */
Test(contour, circle) {
    double x[SIDE], y[SIDE], v[SIDE * SIDE], area = 0;
    cone(x, y, v);
    ns_contour k = found(&(ns_grid){SIDE, SIDE, x, y, v}, 0.4);
    cr_assert_eq(k.count, 1);
    cr_assert(k.lines[0].closed);
    const ns_line *line = &k.lines[0];
    for (uint32_t i = 0; i < line->count; i++) {
        const ns_vertex a = line->vertices[i], b = line->vertices[(i + 1) % line->count];
        NEAR(hypot(a.x, a.y), 0.6, 0.004);
        cr_expect(a.x != b.x || a.y != b.y);
        cr_expect_lt(hypot(b.x - a.x, b.y - a.y), 0.15);
        area += (a.x * b.y - b.x * a.y) / 2;
    }
    NEAR(area, 3.14159265 * 0.36, 0.02);
    ns_contour_free(&k);
}

/* The same circle with an unknown node on it: one open line, the cells about the node left out. */
Test(contour, unknown_nodes_leave_a_gap) {
    double x[SIDE], y[SIDE], v[SIDE * SIDE];
    cone(x, y, v);
    v[SIDE * 10 + 16] = NAN; /* (0.6, 0) */
    ns_contour k = found(&(ns_grid){SIDE, SIDE, x, y, v}, 0.4);
    cr_assert_eq(k.count, 1);
    cr_expect(!k.lines[0].closed);
    const ns_line *line = &k.lines[0];
    for (uint32_t i = 0; i < line->count; i++)
        cr_expect(line->vertices[i].x < 0.6 || fabs(line->vertices[i].y) > 0.09);
    ns_contour_free(&k);
}

/* High corners 0 and 2: the mean decides whether they hang together. By hand, level 0.5:
 * 1 0 / 0 1 has mean 0.5, which counts as above: the two low corners are cut off. */
Test(contour, saddle) {
    const double x[2] = {0, 1}, y[2] = {0, 1}, joined[4] = {1, 0, 0, 1}, apart[4] = {0.8, 0, 0, 0.8};
    ns_contour k = found(&(ns_grid){2, 2, x, y, joined}, 0.5);
    cr_assert_eq(k.count, 2);
    /* first from the lower edge to the right one, about the low corner (1, 0) */
    cr_expect(k.lines[0].vertices[0].x == 0.5 && k.lines[0].vertices[0].y == 0);
    cr_expect(k.lines[0].vertices[1].x == 1 && k.lines[0].vertices[1].y == 0.5);
    cr_expect(k.lines[1].vertices[0].x == 0.5 && k.lines[1].vertices[0].y == 1);
    cr_expect(k.lines[1].vertices[1].x == 0 && k.lines[1].vertices[1].y == 0.5);
    ns_contour_free(&k);
    k = found(&(ns_grid){2, 2, x, y, apart}, 0.5);
    cr_assert_eq(k.count, 2);
    /* about the high corner (0, 0): 0.8 falls to 0.5 at 3/8 */
    NEAR(k.lines[0].vertices[0].x, 0.375, 1e-12);
    NEAR(k.lines[0].vertices[1].y, 0.375, 1e-12);
    NEAR(k.lines[0].vertices[1].x, 0, 0);
    ns_contour_free(&k);
}

/* A node exactly at the level: its edges meet in it, and the vertex stands once. */
Test(contour, level_on_nodes) {
    const double x[3] = {0, 1, 2}, y[2] = {0, 1}, v[6] = {0, 1, 2, 0, 1, 2}, tip[6] = {0, 1, 0, 0, 0, 0};
    ns_contour k = found(&(ns_grid){3, 2, x, y, v}, 1);
    cr_assert_eq(k.count, 1);
    cr_assert_eq(k.lines[0].count, 2);
    cr_expect_eq(k.lines[0].vertices[0].x, 1);
    cr_expect_eq(k.lines[0].vertices[1].x, 1);
    ns_contour_free(&k);
    k = found(&(ns_grid){3, 2, x, y, tip}, 1);
    cr_expect_eq(k.count, 0);
    ns_contour_free(&k);
    k = found(&(ns_grid){3, 2, x, y, v}, 5);
    cr_expect_eq(k.count, 0);
    ns_contour_free(&k);
}

/* Two hills: two closed lines in the order of their lowest edges, the same bytes each time. */
Test(contour, order_is_fixed) {
    double x[SIDE], y[SIDE], v[SIDE * SIDE];
    cone(x, y, v);
    for (int r = 0; r < SIDE; r++)
        for (int c = 0; c < SIDE; c++)
            v[SIDE * r + c] = fmax(0.4 - hypot(x[c] - 0.5, y[r] - 0.5), 0.4 - hypot(x[c] + 0.5, y[r] + 0.5));
    const ns_grid grid = {SIDE, SIDE, x, y, v};
    ns_contour a = found(&grid, 0.1), b = found(&grid, 0.1);
    cr_assert_eq(a.count, 2);
    cr_expect(a.lines[0].closed && a.lines[1].closed);
    cr_expect_lt(a.lines[0].vertices[0].y, 0);
    cr_expect_gt(a.lines[1].vertices[0].y, 0);
    for (uint32_t l = 0; l < 2; l++) {
        cr_assert_eq(a.lines[l].count, b.lines[l].count);
        cr_expect_eq(memcmp(a.lines[l].vertices, b.lines[l].vertices, a.lines[l].count * sizeof(ns_vertex)),
                     0);
    }
    ns_contour_free(&a);
    ns_contour_free(&b);
}

Test(contour, bad_grids) {
    const double x[2] = {0, 1}, back[2] = {1, 0}, v[4] = {0, 1, 0, 1}, high[4] = {0, INFINITY, 0, 1};
    ns_contour k;
    cr_expect_eq(ns_contour_find(&k, &(ns_grid){1, 2, x, x, v}, 0.5), NS_BAD_USAGE);
    cr_expect_eq(ns_contour_find(&k, &(ns_grid){2, 2, back, x, v}, 0.5), NS_BAD_USAGE);
    cr_expect_eq(ns_contour_find(&k, &(ns_grid){2, 2, x, x, NULL}, 0.5), NS_BAD_USAGE);
    cr_expect_eq(ns_contour_find(&k, &(ns_grid){2, 2, x, x, high}, 0.5), NS_BAD_USAGE);
    cr_expect_eq(ns_contour_find(&k, &(ns_grid){2, 2, x, x, v}, NAN), NS_BAD_USAGE);
    cr_expect_eq(ns_contour_find(&k, &(ns_grid){UINT32_MAX, UINT32_MAX, x, x, v}, 0), NS_BAD_USAGE);
    cr_expect(k.count == 0 && !k.memory);
}
