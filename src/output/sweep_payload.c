/* What a point of a sweep leaves behind: a few numbers and the rows of its tables.
 *
 * Layout: magic, runs, agreed, failed, lengths of the texts, each a number of 8 bytes, least byte first; then the texts: rows of outcomes,
 * of reachability, the reason of a failure, rows of runs. */
#include <stdlib.h>
#include <string.h>

#include "negsim/output.h"
#include "output/facts.h"
#include "output/names.h"
#include "output/sweep_payload.h"

#define MAGIC UINT64_C(0x3176707377736e73)

unsigned ns_sweep_gather(void) { return NS_GATHER_PACKAGES; }

/* --- bytes ------------------------------------------------------------------------------------------------------ */

static void put_number(ns_buffer *out, uint64_t value) {
    for (int k = 0; k < 8; k++) ns_buffer_char(out, (char)(uint8_t)(value >> (8 * k)));
}

static uint64_t get_number(const char *bytes) {
    uint64_t value = 0;
    for (int k = 0; k < 8; k++) value |= (uint64_t)(uint8_t)bytes[k] << (8 * k);
    return value;
}

bool ns_payload_parse(const ns_buffer *payload, ns_payload *out) {
    enum { NUMBERS = 4 + NS_PAYLOAD_TEXTS };
    uint64_t numbers[NUMBERS];
    size_t at = NUMBERS * 8;
    *out = (ns_payload){0};
    if (payload->length < at) return false;
    for (size_t k = 0; k < NUMBERS; k++) numbers[k] = get_number(payload->text + 8 * k);
    if (numbers[0] != MAGIC) return false;
    out->facts = (ns_point_facts){.runs = numbers[1], .agreed = numbers[2], .failed = numbers[3] != 0};
    for (int k = 0; k < NS_PAYLOAD_TEXTS; k++) {
        if (numbers[4 + k] > payload->length - at) return false;
        out->text[k] = payload->text + at;
        out->length[k] = (size_t)numbers[4 + k];
        at += out->length[k];
    }
    return at == payload->length;
}

bool ns_payload_facts(const ns_buffer *payload, ns_point_facts *out) {
    ns_payload parsed;
    const bool good = ns_payload_parse(payload, &parsed);
    *out = parsed.facts;
    return good;
}

static void put_payload(ns_buffer *out, const ns_point_facts *facts,
                        const ns_buffer texts[NS_PAYLOAD_TEXTS]) {
    put_number(out, MAGIC);
    put_number(out, facts->runs);
    put_number(out, facts->agreed);
    put_number(out, facts->failed);
    for (int k = 0; k < NS_PAYLOAD_TEXTS; k++) put_number(out, texts[k].length);
    for (int k = 0; k < NS_PAYLOAD_TEXTS; k++)
        ns_buffer_add_n(out, texts[k].text ? texts[k].text : "", texts[k].length);
}

/* --- outcomes ----------------------------------------------------------------------------------------------------- */

/* The rows of summary.csv with the point before each; its header is left out. */
static ns_status put_outcomes(ns_buffer *out, const ns_point *point) {
    ns_buffer summary = {0};
    ns_status status = ns_table_write(&summary, "summary", point->results);
    const char *line = status == NS_OK ? strchr(summary.text, '\n') : NULL;
    for (line = line ? line + 1 : NULL; line && *line;) {
        const char *end = strchr(line, '\n');
        ns_buffer_format(out, "%llu,", (unsigned long long)point->number);
        ns_buffer_add_n(out, line, (size_t)(end - line) + 1);
        line = end + 1;
    }
    ns_buffer_free(&summary);
    return status == NS_OK ? out->status : status;
}

/* --- reachability ---------------------------------------------------------------------------------------------------- */

typedef struct reach_rows {
    ns_csv csv;
    const ns_point *point;
    const ns_arm_tally *tally;
    const char *arm;
} reach_rows;

/* Counts of some subject over the arm's runs. */
typedef struct funnel {
    uint64_t admissible, acceptable, reachable, agreed;
} funnel;

static void put_reach(reach_rows *at, const char *level, const char *subject, const funnel *counts) {
    const uint64_t runs = at->tally->runs;
    const ns_interval agreed = ns_share_of(at->point->results, counts->agreed, runs);
    ns_csv_integer(&at->csv, at->point->number);
    ns_csv_text(&at->csv, at->arm);
    ns_csv_text(&at->csv, level);
    ns_csv_text(&at->csv, subject);
    ns_csv_integer(&at->csv, runs);
    ns_csv_measure(&at->csv, ns_ratio(counts->admissible, runs));
    ns_csv_measure(&at->csv, ns_ratio(counts->acceptable, runs));
    ns_csv_measure(&at->csv, ns_ratio(counts->reachable, runs));
    ns_csv_measure(&at->csv, agreed.value);
    ns_csv_interval(&at->csv, agreed);
    ns_csv_end(&at->csv);
}

static void put_group(reach_rows *at, const char *level, const char *subject, const ns_group_tally *group) {
    put_reach(at, level, subject,
              &(funnel){group->admissible, group->acceptable, group->reachable, group->agreed});
}

static ns_status put_families(reach_rows *at) {
    const ns_results *results = at->point->results;
    ns_buffer id = {0};
    for (uint32_t f = 0; at->tally->families && f < ns_grouping_count(results->families); f++) {
        const ns_group_tally *family = &at->tally->families[f];
        if (!family->admissible) continue;
        ns_buffer_clear(&id);
        ns_family_id(&id, results, f);
        put_group(at, "family", id.text, family);
    }
    const ns_status status = id.status;
    ns_buffer_free(&id);
    return status;
}

static void put_options(reach_rows *at) {
    const ns_scenario *s = at->point->arms->base;
    char subject[256];
    for (uint32_t i = 0; at->tally->options && i < s->issue_count; i++)
        for (uint32_t o = 0; o < s->issues[i].option_count; o++) {
            subject[0] = '\0';
            strncat(subject, s->issues[i].id, 120);
            strcat(subject, "=");
            strncat(subject, s->issues[i].options[o].id, 120);
            put_group(at, "option", subject, &at->tally->options[s->issues[i].first_option + o]);
        }
}

static void put_packages(reach_rows *at) {
    const ns_scenario *s = at->point->arms->base;
    char name[NS_PACKAGE_TEXT];
    for (uint32_t x = 0; at->tally->packages && x < s->package_count; x++) {
        const ns_package_tally *package = &at->tally->packages[x];
        if (!package->agreed) continue;
        ns_package_name(s, x, name);
        put_reach(at, "package", name,
                  &(funnel){package->admissible, package->acceptable, package->reachable, package->agreed});
    }
}

static ns_status put_arm(ns_buffer *out, const ns_column_set *set, const ns_point *point, size_t arm) {
    reach_rows at = {
        .point = point, .tally = &point->results->tallies[arm], .arm = point->arms->arms[arm].name};
    const ns_arm_tally *tally = at.tally;
    ns_csv_open(&at.csv, out, set);
    put_reach(
        &at, "any", NULL,
        &(funnel){tally->admissible_any, tally->acceptable_any, tally->any_reachable, ns_agreements(tally)});
    ns_status status = put_families(&at);
    put_options(&at);
    put_packages(&at);
    return status == NS_OK ? out->status : status;
}

static ns_status put_reachability(ns_buffer *out, const ns_point *point) {
    ns_column_set set;
    ns_status status = ns_column_set_init(&set, ns_table_find("reachability"), point->arms->base);
    for (size_t k = 0; status == NS_OK && k < point->arms->count; k++)
        status = put_arm(out, &set, point, ns_arm_at(point->results, k));
    ns_column_set_free(&set);
    return status;
}

/* --- the whole ---------------------------------------------------------------------------------------------------------- */

static void put_reason(ns_buffer *out, const ns_point *point) {
    const ns_diagnostics *faults = point->faults;
    for (size_t k = 0; faults && k < ns_diagnostics_count(faults); k++) {
        const ns_diagnostic *fault = ns_diagnostics_at(faults, k);
        if (ns_code_of(fault->code)->severity != NS_ERROR) continue;
        ns_buffer_format(out, "%s [%s]", fault->text, ns_code_of(fault->code)->id);
        return;
    }
    ns_buffer_add(out, ns_status_text(point->status));
}

/* The row of runs.csv with the point before it: the columns are those of the point's own scenario. */
ns_status ns_sweep_run(void *user, ns_buffer *rows, uint64_t point, const ns_arms *arms,
                       const ns_run_record *record) {
    ns_column_set set;
    (void)user;
    ns_status status = ns_column_set_init(&set, ns_table_find("runs"), arms->base);
    if (status != NS_OK) return status;
    ns_buffer_format(rows, "%llu,", (unsigned long long)point);
    ns_run_row(rows, &set, arms, record);
    ns_column_set_free(&set);
    return rows->status;
}

ns_status ns_sweep_payload(void *user, const ns_point *point, ns_buffer *payload) {
    ns_buffer texts[NS_PAYLOAD_TEXTS] = {0};
    ns_point_facts facts = {.failed = !point->results};
    ns_status status = NS_OK;
    (void)user;
    if (point->results) {
        const ns_arm_tally *tally = &point->results->tallies[ns_headline_arm(point->results)];
        facts.runs = tally->runs;
        facts.agreed = ns_agreements(tally);
        status = put_outcomes(&texts[NS_PAYLOAD_OUTCOMES], point);
        if (status == NS_OK) status = put_reachability(&texts[NS_PAYLOAD_REACHABILITY], point);
        if (point->runs)
            ns_buffer_add_n(&texts[NS_PAYLOAD_RUNS], point->runs->text ? point->runs->text : "",
                            point->runs->length);
    } else {
        put_reason(&texts[NS_PAYLOAD_FAILURE], point);
    }
    for (int k = 0; k < NS_PAYLOAD_TEXTS && status == NS_OK; k++) status = texts[k].status;
    if (status == NS_OK) put_payload(payload, &facts, texts);
    for (int k = 0; k < NS_PAYLOAD_TEXTS; k++) ns_buffer_free(&texts[k]);
    return status == NS_OK ? payload->status : status;
}
