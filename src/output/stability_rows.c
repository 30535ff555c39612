#include "output/stability_rows.h"

#include <stdio.h>
#include <stdlib.h>

/* --- texts ---------------------------------------------------------------------------------------------------- */

void ns_add_coalition(ns_buffer *out, const ns_conflict *model, unsigned members, const char *between) {
    bool first = true;
    for (uint32_t p = 0; p < model->party_count; p++) {
        if (!(members >> p & 1)) continue;
        if (!first) ns_buffer_add(out, between);
        ns_buffer_add(out, model->parties[p]);
        first = false;
    }
}

void ns_add_states(ns_buffer *out, const uint32_t *states, uint32_t count) {
    for (uint32_t k = 0; k < count; k++) ns_buffer_format(out, "%s%u", k ? " " : "", states[k] + 1);
}

ns_status ns_add_path(ns_buffer *out, const ns_conflict *model, const ns_paths *paths, uint32_t state) {
    const uint32_t length = paths->length[state] == NS_NO_STATE ? 0 : paths->length[state];
    ns_path_step *steps = calloc(length + (size_t)1, sizeof *steps);
    if (!steps) return NS_NO_MEMORY;
    ns_paths_steps(paths, state, steps);
    for (uint32_t k = 0; k < length; k++)
        ns_buffer_format(out, "%s%s>%u", k ? " " : "", model->parties[steps[k].party], steps[k].to + 1);
    free(steps);
    return out->status;
}

void ns_add_package(ns_buffer *out, const ns_additive *model, const uint32_t *options) {
    for (uint32_t k = 0; k < model->issue_count; k++)
        ns_buffer_format(out, "%s%u", k ? "-" : "", options[k] + 1);
}

/* --- a conflict ----------------------------------------------------------------------------------------------- */

static void put_state(ns_csv *csv, uint32_t state) {
    char text[16];
    snprintf(text, sizeof text, "%u", state + 1);
    ns_csv_text(csv, text);
}

static void put_verdicts(ns_csv *csv, unsigned stable, unsigned concepts) {
    for (unsigned c = 0; c < concepts; c++) ns_csv_boolean(csv, stable >> c & 1);
}

static void put_state_row(ns_csv *csv, uint32_t state, const char *party, unsigned stable, bool all) {
    put_state(csv, state);
    ns_csv_text(csv, party);
    put_verdicts(csv, stable, NS_CONCEPT_COALITION);
    if (all)
        ns_csv_boolean(csv, stable >> NS_CONCEPT_COALITION & 1);
    else
        ns_csv_empty(csv);
    for (int k = 0; k < 4; k++) ns_csv_empty(csv);
    ns_csv_end(csv);
}

ns_status ns_conflict_rows(ns_csv *csv, const ns_stability_report *report) {
    const ns_conflict *model = report->conflict;
    const ns_stability *stability = report->stability;
    for (uint32_t s = 0; s < model->state_count; s++) {
        for (uint32_t p = 0; p < model->party_count; p++)
            put_state_row(csv, s, model->parties[p], stability->stable[(size_t)p * model->state_count + s],
                          false);
        put_state_row(csv, s, "*", stability->equilibrium[s], true);
    }
    return csv->out->status;
}

ns_status ns_coalition_rows(ns_csv *csv, const ns_stability_report *report) {
    ns_buffer text = {0};
    for (size_t k = 0; k < report->coalitions->count; k++) {
        const ns_coalition_move *move = &report->coalitions->moves[k];
        put_state(csv, move->state);
        ns_buffer_clear(&text);
        ns_add_coalition(&text, report->conflict, move->members, "+");
        ns_csv_text(csv, text.text);
        ns_buffer_clear(&text);
        ns_add_states(&text, move->targets, move->target_count);
        ns_csv_text(csv, text.text);
        ns_csv_end(csv);
    }
    const ns_status status = text.status;
    ns_buffer_free(&text);
    return status == NS_OK ? csv->out->status : status;
}

static void add_better(ns_buffer *out, const ns_conflict *model, uint32_t party, uint32_t state) {
    ns_buffer_clear(out);
    for (uint32_t m = model->first[party][state]; m < model->first[party][state + 1]; m++)
        if (ns_conflict_prefers(model, party, model->to[party][m], state))
            ns_buffer_format(out, "%s%u", out->length ? " " : "", model->to[party][m] + 1);
}

ns_status ns_mediation_rows(ns_csv *csv, const ns_stability_report *report) {
    const ns_conflict *model = report->conflict;
    ns_buffer text = {0};
    for (uint32_t s = 0; s < model->state_count; s++)
        for (uint32_t p = 0; p < model->party_count; p++) {
            const ns_rank_change mediation = ns_rank_change_of(model, p, s);
            if (mediation.best == NS_NO_STATE) continue;
            put_state(csv, s);
            ns_csv_text(csv, model->parties[p]);
            add_better(&text, model, p, s);
            ns_csv_text(csv, text.text);
            put_state(csv, mediation.best);
            ns_csv_integer(csv, mediation.rank_steps);
            ns_csv_end(csv);
        }
    const ns_status status = text.status;
    ns_buffer_free(&text);
    return status == NS_OK ? csv->out->status : status;
}

static ns_status put_path(ns_csv *csv, const ns_stability_report *report, unsigned kind, uint32_t state,
                          ns_buffer *text) {
    const ns_paths *paths = report->paths[kind];
    ns_buffer_clear(text);
    if (paths->length[state] == NS_NO_STATE) {
        ns_csv_empty(csv);
        ns_csv_empty(csv);
        return NS_OK;
    }
    const ns_status status = ns_add_path(text, report->conflict, paths, state);
    ns_csv_integer(csv, paths->length[state]);
    ns_csv_text(csv, text->length ? text->text : NULL);
    return status;
}

ns_status ns_path_rows(ns_csv *csv, const ns_stability_report *report) {
    ns_buffer text = {0};
    ns_status status = NS_OK;
    for (uint32_t s = 0; s < report->conflict->state_count && status == NS_OK; s++) {
        const unsigned equilibrium = report->stability->equilibrium[s];
        put_state(csv, s);
        status = put_path(csv, report, NS_WALK_MOVES, s, &text);
        if (status == NS_OK) status = put_path(csv, report, NS_WALK_IMPROVEMENTS, s, &text);
        ns_csv_boolean(csv, equilibrium >> NS_CONCEPT_NASH & 1);
        ns_csv_boolean(csv, equilibrium >> NS_CONCEPT_SEQ & 1);
        ns_csv_end(csv);
    }
    ns_buffer_free(&text);
    return status == NS_OK ? csv->out->status : status;
}

ns_status ns_ranking_rows(ns_csv *csv, const ns_stability_report *report) {
    const ns_conflict *model = report->conflict;
    for (uint32_t p = 0; p < model->party_count; p++)
        for (uint32_t s = 0; s < model->state_count; s++) {
            const ns_inverse *inverse = &report->inverse[p * model->state_count + s];
            ns_csv_text(csv, model->parties[p]);
            put_state(csv, s);
            ns_csv_integer(csv, inverse->rankings);
            for (unsigned c = 0; c <= NS_CONCEPT_SEQ; c++) ns_csv_integer(csv, inverse->counts[c]);
            ns_csv_end(csv);
        }
    return csv->out->status;
}

/* --- an additive model ---------------------------------------------------------------------------------------- */

static void put_unknown(ns_csv *csv) {
    for (unsigned c = NS_ADDITIVE_CONCEPTS; c < NS_CONCEPT_COUNT; c++) ns_csv_empty(csv);
}

static void put_view(ns_csv *csv, const ns_additive *model, const ns_additive_view *view) {
    const double unit = (double)model->scale;
    ns_csv_number(csv, (double)view->utility / unit);
    ns_csv_number(csv, (double)view->temptation / unit);
    ns_csv_number(csv, (double)view->punishment / unit);
    if (view->has_credible)
        ns_csv_number(csv, (double)view->credible / unit);
    else
        ns_csv_empty(csv);
}

void ns_package_rows(ns_csv *csv, const ns_stability_report *report, ns_buffer *text) {
    const ns_additive *model = report->additive;
    ns_buffer_clear(text);
    ns_add_package(text, model, ns_additive_options(report->place));
    for (uint32_t p = 0; p < model->party_count; p++) {
        const ns_additive_view view = ns_additive_look(report->place, p);
        ns_csv_text(csv, text->text);
        ns_csv_text(csv, model->parties[p]);
        put_verdicts(csv, view.stable, NS_ADDITIVE_CONCEPTS);
        put_unknown(csv);
        put_view(csv, model, &view);
        ns_csv_end(csv);
    }
    ns_csv_text(csv, text->text);
    ns_csv_text(csv, "*");
    put_verdicts(csv, ns_additive_equilibrium(report->place), NS_ADDITIVE_CONCEPTS);
    put_unknown(csv);
    for (int k = 0; k < 4; k++) ns_csv_empty(csv);
    ns_csv_end(csv);
}
