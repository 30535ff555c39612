/* The progress bar: done of total, rate, time left, share agreed so far. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"

double cli_seconds(void) {
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

void cli_progress_begin(cli_progress *self, const cli_options *options) {
    const char *term = getenv("TERM");
    bool terminal = isatty(STDERR_FILENO) && term && strcmp(term, "dumb") != 0;
    memset(self, 0, sizeof *self);
    self->live = terminal;
    self->shown =
        options->progress == CLI_ALWAYS || (options->progress == CLI_AUTO && terminal && !options->quiet);
    self->started = self->last = cli_seconds();
}

/* Ten times a second on a terminal, else once per tenth of the work. */
static bool is_due(cli_progress *self, double now, uint64_t done, uint64_t total) {
    if (!self->shown) return false;
    if (self->live) {
        if (now - self->last < 0.1) return false;
        self->last = now;
        return true;
    }
    uint64_t decile = total ? done / (total / 10 + (total < 10)) : 0;
    if (decile == self->decile) return false;
    self->decile = decile;
    return true;
}

static void draw_line(const cli_progress *self, double now, uint64_t done, uint64_t total, const char *unit,
                      double share) {
    char done_text[32], total_text[32], rate_text[32], bar[21];
    double elapsed = now - self->started, rate = elapsed > 0 ? (double)done / elapsed : 0;
    double left = rate > 0 ? (double)(total - done) / rate : 0;
    unsigned filled = total ? (unsigned)((double)done * 20 / (double)total) : 0;
    if (filled > 20) filled = 20;
    memset(bar, '.', 20);
    memset(bar, '#', filled);
    bar[20] = '\0';
    cli_grouped(done_text, done);
    cli_grouped(total_text, total);
    cli_grouped(rate_text, (uint64_t)rate);
    fprintf(stderr, "%s[%s] %s of %s %s, %s/s, %u:%02u left, %u%% agreed%s", self->live ? "\r" : "", bar,
            done_text, total_text, unit, rate_text, (unsigned)(left / 60), (unsigned)left % 60,
            (unsigned)(share * 100 + 0.5), self->live ? "\033[K" : "\n");
    fflush(stderr);
}

int cli_progress_step(void *user, uint64_t done, uint64_t total, uint64_t agreed) {
    cli_progress *self = user;
    double now = cli_seconds();
    if (done <= total && is_due(self, now, done, total))
        draw_line(self, now, done, total, "draws", done ? (double)agreed / (double)done : 0);
    return cli_interrupted();
}

int cli_progress_points(cli_progress *self, uint64_t done, uint64_t total, double share) {
    double now = cli_seconds();
    if (is_due(self, now, done, total)) draw_line(self, now, done, total, "points", share);
    return cli_interrupted();
}

void cli_progress_end(cli_progress *self) {
    if (self->shown && self->live) fputs("\r\033[K", stderr);
    self->shown = false;
}
