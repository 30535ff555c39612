/* The run itself: order of rows, progress, stopping, failing writers, traces, plays, limits, what counts as deterministic. */
#include "experiment_fixture.h"

#include <unistd.h>

#include "negsim/limits.h"
#include "negsim/number.h"

/* --- a writer that keeps everything -------------------------------------------------------------------------- */

typedef struct journal {
    ns_buffer rows[3];
    ns_status run_status, flush_status; /* answered from the draw (flush) number below on */
    uint64_t fail_at, flushes;
    uint64_t done, total, steps, stop_at;
} journal;

static ns_status on_run(void *user, ns_buffer *rows, const ns_run_record *r) {
    const journal *self = user;
    if (self->run_status != NS_OK && r->draw >= self->fail_at) return self->run_status;
    ns_buffer_format(rows, "%llu,%llu,%zu,%s,%u,%.17g\n", (unsigned long long)r->draw,
                     (unsigned long long)r->play, r->arm, ns_reason_name(r->outcome->reason),
                     r->outcome->round, r->gain[0]);
    return rows->status;
}

static ns_status on_event(void *user, ns_buffer *rows, const ns_run_record *r, const ns_event *event) {
    (void)user;
    if (r->outcome) return NS_BUG;
    ns_buffer_format(rows, "%llu,%llu,%zu,%u,%u,%s\n", (unsigned long long)r->draw,
                     (unsigned long long)r->play, r->arm, event->round, event->turn,
                     ns_action_name(event->action));
    return rows->status;
}

static ns_status on_draw(void *user, ns_buffer *rows, const ns_instance *instance) {
    (void)user;
    ns_buffer_format(rows, "%llu,%.17g\n", (unsigned long long)instance->draw, instance->numbers[0]);
    return rows->status;
}

static ns_status on_flush(void *user, int which, const ns_buffer *rows) {
    journal *self = user;
    if (self->flush_status != NS_OK && self->flushes++ >= self->fail_at) return self->flush_status;
    ns_buffer_add_n(&self->rows[which], rows->text, rows->length);
    return self->rows[which].status;
}

static int on_progress(void *user, uint64_t done, uint64_t total, uint64_t agreed) {
    journal *self = user;
    cr_assert_gt(done, self->done);
    cr_assert_leq(done, total);
    cr_assert_leq(agreed, done);
    self->done = done;
    self->total = total;
    self->steps++;
    return self->stop_at && done >= self->stop_at;
}

static ns_row_writer writer_of(journal *self) {
    return (ns_row_writer){
        .run = on_run, .event = on_event, .draw = on_draw, .flush = on_flush, .user = self};
}

static void journal_free(journal *self) {
    for (int k = 0; k < 3; k++) ns_buffer_free(&self->rows[k]);
}

enum { ALL_ROWS = NS_GATHER_RUNS | NS_GATHER_TRACE | NS_GATHER_DRAWS };

/* --- rows ---------------------------------------------------------------------------------------------------- */

Test(runner, rows_come_in_order_for_any_number_of_jobs, .timeout = 60) {
    fixture f = fixture_open(NULL, NULL);
    journal first = {0};
    static const unsigned jobs[] = {1, 2, 3, 8};
    for (size_t k = 0; k < 4; k++) {
        journal kept = {0};
        ns_row_writer writer = writer_of(&kept);
        ns_experiment e = fixture_experiment(&f, 700, ALL_ROWS);
        e.jobs = jobs[k];
        e.writer = &writer;
        e.trace_draws = 5;
        e.plays = 2;
        ns_results *results = fixture_run(&f, &e);
        ns_results_free(results);
        if (k == 0) {
            first = kept;
            continue;
        }
        for (int which = 0; which < 3; which++)
            cr_assert_str_eq(kept.rows[which].text, first.rows[which].text, "%u jobs, rows %d", jobs[k],
                             which);
        journal_free(&kept);
    }
    const char *at = first.rows[0].text;
    for (uint64_t draw = 0; draw < 700; draw++)
        for (uint64_t play = 0; play < 2; play++)
            for (size_t arm = 0; arm < 4; arm++) {
                char head[64];
                snprintf(head, sizeof head, "%llu,%llu,%zu,", (unsigned long long)draw,
                         (unsigned long long)play, arm);
                cr_assert_eq(strncmp(at, head, strlen(head)), 0, "%s", head);
                at = strchr(at, '\n') + 1;
            }
    cr_assert_eq(*at, '\0');
    cr_assert_eq(strncmp(first.rows[2].text, "0,", 2), 0);
    journal_free(&first);
    fixture_close(&f);
}

Test(runner, traces_the_first_draws_and_changes_nothing) {
    fixture f = fixture_open(NULL, NULL);
    journal kept = {0};
    ns_row_writer writer = writer_of(&kept);
    ns_experiment plain = fixture_experiment(&f, 60, GATHER_TALLIES), traced = plain;
    traced.gather |= NS_GATHER_TRACE;
    traced.writer = &writer;
    traced.trace_draws = 30;
    traced.first_draw = plain.first_draw = 1000;
    ns_results *a = fixture_run(&f, &plain), *b = fixture_run(&f, &traced);
    same_results(a, b);
    cr_assert_eq(strncmp(kept.rows[1].text, "10", 2), 0);
    cr_assert(strstr(kept.rows[1].text, "\n1029,"));
    cr_assert(!strstr(kept.rows[1].text, "\n1030,"));
    cr_assert(!kept.rows[0].text && !kept.rows[2].text);
    ns_results_free(a);
    ns_results_free(b);
    journal_free(&kept);
    fixture_close(&f);
}

static ns_status slow_start(void *user, ns_buffer *rows, const ns_run_record *r) {
    (void)user;
    if (r->draw == 0) usleep(300000);
    ns_buffer_format(rows, "%llu\n", (unsigned long long)r->draw);
    return rows->status;
}

/* More chunks than may wait: the others are held back until the first is written. */
Test(runner, a_slow_first_chunk_holds_the_others_back, .timeout = 60) {
    enum { DRAWS = 2000 };
    fixture f = fixture_open(
        "negsim: 1\nname: large\n"
        "issues: {a: {range: [0, 300], step: 1}, b: {range: [0, 300], step: 1}}\n"
        "parties:\n"
        "  x: {no_deal: [10, 20], concession: {tactic: time, exponent: 1, offer: lowest}, issues:"
        " {a: {priority: 1, values: {0: 0, 300: 100}}, b: {priority: 1, values: {0: 0, 300: 100}}}}\n"
        "  y: {no_deal: [10, 20], concession: {tactic: time, exponent: 1, offer: lowest}, issues:"
        " {a: {priority: 1, values: {0: 100, 300: 0}}, b: {priority: 1, values: {0: 100, 300: 0}}}}\n"
        "protocol: {rounds: 2}\n",
        "unmediated");
    for (unsigned jobs = 2; jobs <= 4; jobs += 2) {
        journal kept = {0};
        ns_row_writer writer = {.run = slow_start, .flush = on_flush, .user = &kept};
        ns_experiment e = fixture_experiment(&f, DRAWS, NS_GATHER_RUNS);
        e.jobs = jobs;
        e.writer = &writer;
        ns_results_free(fixture_run(&f, &e));
        char *at = kept.rows[0].text;
        for (unsigned long draw = 0; draw < DRAWS; draw++) cr_assert_eq(strtoul(at, &at, 10), draw);
        journal_free(&kept);
    }
    fixture_close(&f);
}

/* --- failures -------------------------------------------------------------------------------------------------- */

static ns_status run_with(const fixture *f, ns_experiment e, journal *kept) {
    ns_row_writer writer = writer_of(kept);
    ns_results *results = NULL;
    e.writer = &writer;
    ns_status status = ns_experiment_run(&results, f->arms, &e, f->input.diagnostics);
    cr_assert_eq(results == NULL, status != NS_OK);
    ns_results_free(results);
    return status;
}

Test(runner, failing_writers_end_the_run, .timeout = 60) {
    fixture f = fixture_open(NULL, NULL);
    for (unsigned jobs = 1; jobs <= 4; jobs++) {
        ns_experiment e = fixture_experiment(&f, 3000, NS_GATHER_RUNS);
        e.jobs = jobs;
        journal rows = {.run_status = NS_NO_MEMORY, .fail_at = 1000};
        cr_assert_eq(run_with(&f, e, &rows), NS_NO_MEMORY);
        journal disk = {.flush_status = NS_IO_FAILED, .fail_at = 3};
        cr_assert_eq(run_with(&f, e, &disk), NS_IO_FAILED);
        cr_assert_lt(rows.rows[0].length, 3000 * 4 * 12);
        cr_assert_eq(disk.flushes, 4); /* none after the failure */
        journal_free(&rows);
        journal_free(&disk);
    }
    fixture_close(&f);
}

Test(runner, progress_is_told_and_can_stop, .timeout = 60) {
    fixture f = fixture_open(NULL, NULL);
    for (unsigned jobs = 1; jobs <= 3; jobs++) {
        journal kept = {0}, stopped = {.stop_at = 500};
        ns_experiment e = fixture_experiment(&f, 2000, 0);
        e.jobs = jobs;
        e.on_progress = on_progress;
        e.progress_user = &kept;
        cr_assert_eq(run_with(&f, e, &kept), NS_OK);
        cr_assert_eq(kept.done, 2000);
        cr_assert_eq(kept.total, 2000);
        cr_assert_gt(kept.steps, 3);
        e.progress_user = &stopped;
        cr_assert_eq(run_with(&f, e, &stopped), NS_STOPPED);
        cr_assert_geq(stopped.done, 500);
        cr_assert_lt(stopped.done, 2000);
        journal_free(&kept);
        journal_free(&stopped);
    }
    fixture_close(&f);
}

Test(runner, bad_arguments_and_limits) {
    fixture f = fixture_open(NULL, NULL);
    ns_results *results = NULL;
    ns_experiment e = fixture_experiment(&f, 0, 0);
    cr_assert_eq(ns_experiment_run(&results, f.arms, &e, f.input.diagnostics), NS_BAD_USAGE);
    e.draws = 1;
    e.plays = 0;
    cr_assert_eq(ns_experiment_run(&results, f.arms, &e, f.input.diagnostics), NS_BAD_USAGE);
    e.draws = e.plays = 100000;
    cr_assert_eq(ns_experiment_run(&results, f.arms, &e, f.input.diagnostics), NS_TOO_LARGE);
    e.draws = e.plays = UINT64_MAX;
    cr_assert_eq(ns_experiment_run(&results, f.arms, &e, f.input.diagnostics), NS_TOO_LARGE);
    e = fixture_experiment(&f, 100000000, GATHER_TALLIES);
    e.jobs = 1000000;
    cr_assert_gt(ns_experiment_memory(f.arms, &e) >> 20, ns_limit_of(NS_LIMIT_MEMORY_MB)->value);
    cr_assert_eq(ns_experiment_run(&results, f.arms, &e, f.input.diagnostics), NS_TOO_LARGE);
    cr_assert(!results);
    char *text = ns_diagnostics_render(f.input.diagnostics, NS_COLOR_OFF);
    cr_assert(strstr(text, "memory_mb") && strstr(text, "draws times plays"));
    free(text);
    fixture_close(&f);
}

Test(runner, predicted_memory_grows_with_what_is_gathered) {
    fixture f = fixture_open(NULL, NULL);
    ns_experiment few = fixture_experiment(&f, 100, 0), all = fixture_experiment(&f, 100, GATHER_TALLIES),
                  more = all;
    more.jobs = 4;
    uint64_t a = ns_experiment_memory(f.arms, &few), b = ns_experiment_memory(f.arms, &all),
             c = ns_experiment_memory(f.arms, &more);
    cr_assert_gt(a, 0);
    cr_assert_gt(b, a);
    cr_assert_gt(c, b);
    cr_assert_lt(c - b, 3 * b);
    fixture_close(&f);
}

/* --- plays ---------------------------------------------------------------------------------------------------- */

/* Without noise every play is the same: all counts times plays. */
Test(runner, plays_multiply_what_is_not_noisy) {
    fixture f = fixture_open(NULL, NULL);
    ns_experiment once = fixture_experiment(&f, 60, GATHER_TALLIES), thrice = once;
    thrice.plays = 3;
    ns_results *a = fixture_run(&f, &once), *b = fixture_run(&f, &once), *c = fixture_run(&f, &thrice);
    cr_assert_eq(ns_results_merge(a, b), NS_OK);
    cr_assert_eq(ns_results_merge(a, b), NS_OK);
    a->experiment.draws = 60;
    same_results(a, c);
    cr_assert_eq(c->tallies[1].runs, 180);
    ns_results_free(a);
    ns_results_free(b);
    ns_results_free(c);
    fixture_close(&f);
}

static const char *const noisy = "negsim: 1\nname: noisy\n"
                                 "issues: {pie: {range: [0, 100], step: 1}}\n"
                                 "parties:\n"
                                 "  x: {no_deal: 20, concession: {tactic: time, exponent: 1, offer: random},"
                                 " issues: {pie: {priority: 1, values: {0: 0, 100: 100}}}}\n"
                                 "  y: {no_deal: 20, concession: {tactic: time, exponent: 1, offer: random},"
                                 " issues: {pie: {priority: 1, values: {0: 100, 100: 0}}}}\n"
                                 "protocol: {rounds: 30}\n";

Test(runner, plays_have_their_own_noise) {
    fixture f = fixture_open(noisy, "unmediated");
    ns_experiment e = fixture_experiment(&f, 1, GATHER_TALLIES);
    e.plays = 50;
    ns_results *results = fixture_run(&f, &e);
    cr_assert_not(results->deterministic);
    const ns_arm_tally *t = &results->tallies[0];
    unsigned packages = 0;
    for (uint32_t x = 0; x < 101; x++) {
        packages += t->packages[x].agreed > 0;
        cr_assert(t->packages[x].reachable == 0 || t->packages[x].reachable == 50);
    }
    cr_assert_gt(packages, 3, "%u", packages);
    cr_assert_eq(t->runs, 50);
    cr_assert_eq(t->any_reachable, 50);
    ns_results_free(results);
    fixture_close(&f);
}

/* --- deterministic --------------------------------------------------------------------------------------------- */

static bool is_deterministic(const char *party, const char *top, const char *arms) {
    ns_buffer text = {0};
    ns_buffer_format(
        &text,
        "negsim: 1\nname: fixed\nissues: {pie: {options: {a: a, b: b, c: c}}, day: {options: {d: d, e: e}}}\n"
        "parties:\n"
        "  x:\n    no_deal: 20\n"
        "    issues: {pie: {priority: 2, values: [100, 50, 0]}, day: {priority: 1, values: [0, 100]}}\n%s"
        "  y:\n    no_deal: 20\n"
        "    issues: {pie: {priority: 2, values: [0, 50, 100]}, day: {priority: 1, values: [0, 100]}}\n"
        "protocol: {rounds: 6}\n%s",
        party, top);
    fixture f = fixture_open(text.text, arms);
    fixture_play(&f, 40, GATHER_TALLIES);
    bool deterministic = f.results->deterministic;
    cr_assert_eq(f.results->experiment.draws, deterministic ? 1 : 40);
    cr_assert_eq(f.results->tallies[0].runs, deterministic ? 1 : 40);
    fixture_close(&f);
    ns_buffer_free(&text);
    return deterministic;
}

#define NEEDS(firmness)                                                                                      \
    "    preconditions: [{name: n, before: [pie], needs: {day: [e]}, firmness: " firmness "}]\n"
#define BROKER(more) "mediators: {m: {style: {facilitation: 1, formulation: 1, directive: 0}" more "}}\n"

Test(runner, deterministic_where_no_input_matters) {
    cr_assert(is_deterministic("", "", NULL));
    cr_assert_not(is_deterministic("    optimism: [0, 1]\n", "", NULL));
    cr_assert(is_deterministic("    optimism: [1, 1]\n", "", NULL));
    cr_assert(is_deterministic(NEEDS("1"), "", NULL));
    cr_assert(is_deterministic(NEEDS("0"), BROKER(""), NULL));
    cr_assert_not(is_deterministic(NEEDS("0.5"), "", NULL));
    /* formulation 0.5: sequencing leaves a firmness of 0.5 */
    cr_assert_not(is_deterministic(NEEDS("1"), BROKER(""), NULL));
    cr_assert(is_deterministic(NEEDS("1"), BROKER(""), "unmediated"));
    cr_assert(is_deterministic(NEEDS("1"), BROKER(", mechanisms: [proposals]"), NULL));
    cr_assert(is_deterministic(NEEDS("1"), BROKER(", effort: 0"), NULL));
    cr_assert(is_deterministic(
        NEEDS("1"), "mediators: {m: {style: {facilitation: 0, formulation: 1, directive: 0}}}\n", NULL));
    cr_assert(is_deterministic("", "conditions: {c: {available: 1}}\n", NULL));
    cr_assert_not(is_deterministic("", "conditions: {c: {available: 0.5}}\n", NULL));
    cr_assert_not(is_deterministic("    concession: {tactic: time, exponent: 1, offer: random}\n", "", NULL));
    /* one arm is enough */
    cr_assert_not(is_deterministic("", "variants: {v: {set: {parties.x.no_deal: [10, 20]}}}\n", NULL));
}
