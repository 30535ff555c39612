/* make bench: spaces too large to list. Opposed values with weights of their own, drawn once; medians of several runs, CPU time. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "negsim.h"

enum { MOST_ISSUES = 30, OPTIONS = 10, RUNS = 15, QUERIES = 200 };

static double microseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return 1e6 * (double)now.tv_sec + 1e-3 * (double)now.tv_nsec;
}

static int compare(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *times, int count) {
    qsort(times, (size_t)count, sizeof *times, compare);
    return times[count / 2];
}

/* Both parties' weights are drawn; the second one's values fall where the first one's rise, with some noise. */
static ns_space *opposed(uint32_t issues, uint64_t draw, double *estimate) {
    static double worth[2][MOST_ISSUES * OPTIONS];
    uint32_t option_count[MOST_ISSUES];
    double sum[2] = {0, 0}, weight[2][MOST_ISSUES];
    for (uint32_t i = 0; i < issues; i++)
        for (uint32_t p = 0; p < 2; p++) sum[p] += weight[p][i] = ns_uniform_draw(1, draw, 2 * i + p);
    for (uint32_t i = 0; i < issues; i++) {
        option_count[i] = OPTIONS;
        for (uint32_t o = 0; o < OPTIONS; o++) {
            const double rise = 100.0 * o / (OPTIONS - 1), noise = ns_uniform_draw(2, draw, i * OPTIONS + o);
            worth[0][i * OPTIONS + o] = weight[0][i] / sum[0] * rise;
            worth[1][i * OPTIONS + o] = weight[1][i] / sum[1] * (100 - rise) * (0.9 + 0.1 * noise);
            estimate[i * OPTIONS + o] = worth[1][i * OPTIONS + o] * (0.8 + 0.2 * noise);
        }
    }
    const ns_space_form form = {.party_count = 2,
                                .issue_count = issues,
                                .option_count = option_count,
                                .worth = {worth[0], worth[1]},
                                .slack = 1e-7};
    ns_space *space;
    if (ns_space_new(&space, &form, NULL, NULL) == NS_OK) return space;
    exit(1);
}

static void bench_frontier(uint32_t issues) {
    double times[RUNS], estimate[MOST_ISSUES * OPTIONS];
    uint32_t size = 0;
    bool exact = true;
    for (int r = 0; r < RUNS; r++) {
        ns_space *space = opposed(issues, (uint64_t)r, estimate);
        ns_space_frontier *frontier;
        const double start = microseconds();
        if (ns_space_frontier_new(&frontier, space, 0, 1) != NS_OK) exit(1);
        times[r] = microseconds() - start;
        size = ns_space_frontier_size(frontier);
        exact = exact && ns_space_frontier_exact(frontier);
        ns_space_frontier_free(frontier);
        ns_space_free(space);
    }
    printf("10^%-2u frontier, opposed values: %10.0f us, %u points in the last, %s\n", issues,
           median(times, RUNS), size, exact ? "all exact" : "some thinned");
}

static void bench_queries(uint32_t issues) {
    double times[4][QUERIES], estimate[MOST_ISSUES * OPTIONS], worst = 0;
    ns_space *space = opposed(issues, 1, estimate);
    uint32_t cut = 0;
    double start = microseconds();
    ns_space_found found = ns_space_lowest(space, 0, 50, HUGE_VAL);
    const double first = microseconds() - start;
    start = microseconds();
    const ns_space_total total = ns_space_count(space, 0, 50, HUGE_VAL);
    const double counted = microseconds() - start;
    for (int q = 0; q < QUERIES; q++) {
        const double target = 40 + 50 * ns_uniform_draw(3, (uint64_t)q, issues);
        start = microseconds();
        found = ns_space_lowest(space, 0, target, HUGE_VAL);
        times[0][q] = microseconds() - start;
        worst = fmax(worst, found.bound);
        start = microseconds();
        found = ns_space_offer(space, 0, target, target + 2, estimate);
        times[1][q] = microseconds() - start;
        cut += !found.exact;
        start = microseconds();
        found = ns_space_pick(space, 0, target, target + 2, 0.25);
        times[2][q] = microseconds() - start;
        start = microseconds();
        found = ns_space_nearest(space, 0, 0, target);
        times[3][q] = microseconds() - start;
    }
    printf("10^%-2u lowest: first %.0f us, then %.2f us, bound %.2g; offer %.1f us, %u of %d cut short\n",
           issues, first, median(times[0], QUERIES), worst, median(times[1], QUERIES), cut, QUERIES);
    printf("      pick %.1f us; nearest %.1f us; count: first %.0f us, within %.2g of itself\n",
           median(times[2], QUERIES), median(times[3], QUERIES), counted,
           (total.most - total.least) / total.most);
    ns_space_free(space);
}

int main(void) {
    static const uint32_t sizes[] = {6, 7, 8, 12, 20, 30};
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        bench_frontier(sizes[k]);
        bench_queries(sizes[k]);
    }
    return 0;
}
