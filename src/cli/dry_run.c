/* `negsim sweep --dry-run`: how large, how long, how exact, before anything is written. */
#include <math.h>
#include <stdlib.h>

#include "cli/study.h"

enum { PROBE_POINTS = 3, PROBE_DRAWS = 100, FIRST_POINTS = 5 };

typedef struct probe {
    double seconds; /* for a draw of a point */
    double build;   /* for a point without draws */
    double agreed;  /* share; NaN: no point could be played */
    uint64_t bytes;
    ns_status status;
} probe;

/* A point with so many draws: its time and its memory. */
static double play_point(const cli_study *study, uint64_t point, uint64_t draws, probe *out) {
    ns_plan plan = *study->plan;
    ns_sweep sweep = {.plan = &plan,
                      .base = study->loaded.document,
                      .registry = study->loaded.registry,
                      .gather = ns_sweep_gather(),
                      .jobs = 1,
                      .write = ns_sweep_payload};
    ns_buffer payload = {0};
    ns_study_note note = {0};
    plan.draws = draws;
    plan.half_width = 0;
    const ns_study work = ns_sweep_study(&sweep);
    const double before = cli_seconds();
    ns_status status = work.play(work.user, NULL, point, &payload, &note);
    const double seconds = cli_seconds() - before;
    if (status != NS_OK) out->status = status;
    if (note.runs) out->agreed = (double)note.agreed / (double)note.runs;
    if (payload.length > out->bytes) out->bytes = payload.length;
    ns_buffer_free(&payload);
    return seconds;
}

static probe measure(const cli_study *study) {
    const uint64_t points = study->plan->point_count, draws = study->plan->draws;
    const uint64_t many = draws < PROBE_DRAWS ? draws : PROBE_DRAWS;
    probe out = {.agreed = NAN};
    double few_time = 0, many_time = 0;
    for (uint64_t k = 0; k < PROBE_POINTS; k++) {
        const uint64_t point = points * k / PROBE_POINTS;
        few_time += play_point(study, point, 1, &out);
        many_time += play_point(study, point, many, &out);
    }
    out.seconds = many > 1 ? (many_time - few_time) / (PROBE_POINTS * (double)(many - 1)) : 0;
    if (out.seconds < 0) out.seconds = 0;
    out.build = few_time / PROBE_POINTS;
    return out;
}

static void put_time(ns_buffer *out, double seconds) {
    if (seconds < 90)
        ns_buffer_format(out, "%.0f s", seconds < 1 ? 1 : seconds);
    else if (seconds < 5400)
        ns_buffer_format(out, "%.0f min", seconds / 60);
    else
        ns_buffer_format(out, "%.1f h", seconds / 3600);
}

/* Each thread plays a point of its own. */
static void put_memory(ns_buffer *out, const cli_study *study, unsigned jobs) {
    ns_arms *arms = NULL;
    ns_experiment experiment = ns_default_experiment(study->loaded.scenario);
    experiment.draws = study->plan->draws;
    experiment.plays = study->plan->plays;
    experiment.gather = ns_sweep_gather();
    if (ns_arms_build(&arms, study->loaded.scenario, study->plan->arms, study->loaded.registry,
                      study->loaded.diagnostics) == NS_OK)
        ns_buffer_format(out, "memory: at most about %.0f MB\n",
                         1e-6 * (double)ns_experiment_memory(arms, &experiment) * jobs);
    ns_arms_free(arms);
}

static void put_points(ns_buffer *out, const ns_plan *plan) {
    char text[NS_NUMBER_TEXT];
    ns_buffer_add(out, "first points:\n");
    for (uint64_t p = 0; p < plan->point_count && p < FIRST_POINTS; p++) {
        ns_buffer_format(out, "  %llu:", (unsigned long long)p);
        for (uint32_t f = 0; f < plan->factor_count; f++)
            ns_buffer_format(out, " %s=%s", plan->factors[f].path, ns_plan_value(plan, p, f, text));
        ns_buffer_char(out, '\n');
    }
}

int cli_dry_run(const cli_study *study, const cli_part *part, const cli_options *options) {
    const ns_plan *plan = study->plan;
    const uint64_t points = ns_study_share(plan->point_count, part->shard, part->shards);
    const probe cost = measure(study);
    if (cost.status == NS_NO_MEMORY) return cli_no_memory();
    char count[32], draws[32], sessions[32];
    ns_buffer out = {0};
    const double total =
        (double)points * (cost.build + cost.seconds * (double)plan->draws * (double)plan->plays);
    const unsigned jobs = options->jobs.value ? (unsigned)options->jobs.value : cli_processors();
    cli_grouped(count, points);
    cli_grouped(draws, plan->draws);
    cli_grouped(sessions, points * plan->draws * plan->plays);
    ns_buffer_format(
        &out, "%s points (design %s, %u factors), %s%s draws each, %s sampled scenarios in every arm\n",
        count, plan->design, plan->factor_count, plan->half_width > 0 ? "at most " : "", draws, sessions);
    ns_buffer_add(&out, "time: about ");
    put_time(&out, total / jobs);
    ns_buffer_format(&out, " on %u threads (a probe of %d points: %.2f ms a point, %.3f ms a draw)\n", jobs,
                     PROBE_POINTS, 1e3 * cost.build, 1e3 * cost.seconds);
    put_memory(&out, study, jobs);
    ns_buffer_format(&out, "journal: about %.1f MB\n", (double)cost.bytes * (double)points / 1e6);
    if (isfinite(cost.agreed)) {
        const double share = cost.agreed < 0.02 ? 0.02 : cost.agreed > 0.98 ? 0.98 : cost.agreed;
        ns_buffer_format(
            &out, "expected simulation error of the share signed at a point: +-%.1f points of 100 (95%%)\n",
            196 * sqrt(share * (1 - share) / ((double)plan->draws * (double)plan->plays)));
    } else {
        ns_buffer_add(&out, "no point of the probe could be played: run it, and failures.csv says why\n");
    }
    put_points(&out, plan);
    return cli_data(&out);
}
