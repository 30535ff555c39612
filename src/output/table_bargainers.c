/* moves.csv and models.csv: how each party bargained; reneging.csv: how it stands by what it signed. */
#include <math.h>

#include "negsim/model_error.h"
#include "negsim/renege.h"
#include "output/table_write.h"

static void begin_row(ns_csv *csv, const ns_arms *arms, const ns_run_record *record, uint32_t party) {
    const ns_arm *arm = &arms->arms[record->arm];
    ns_csv_integer(csv, record->draw);
    ns_csv_integer(csv, record->play);
    ns_csv_text(csv, arm->name);
    ns_csv_text(csv, arm->scenario->parties[party].id);
}

void ns_move_rows(ns_buffer *rows, const ns_column_set *set, const ns_arms *arms, const ns_run_record *record,
                  const ns_session *session) {
    ns_csv csv;
    ns_csv_open(&csv, rows, set);
    for (uint32_t p = 0; p < arms->arms[record->arm].scenario->party_count; p++) {
        const uint32_t *moves = ns_session_moves(session, p);
        uint64_t sum = 0;
        begin_row(&csv, arms, record, p);
        ns_csv_integer(&csv, record->outcome->offers[p]);
        for (int k = 0; k < NS_MOVE_COUNT; k++) sum += moves[k];
        ns_csv_integer(&csv, sum);
        for (int k = 0; k < NS_MOVE_COUNT; k++) ns_csv_integer(&csv, moves[k]);
        ns_csv_end(&csv);
    }
}

ns_status ns_model_rows(ns_buffer *rows, const ns_column_set *set, const ns_arms *arms,
                        const ns_run_record *record, const ns_session *session, const ns_instance *instance) {
    const ns_scenario *s = instance->scenario;
    ns_csv csv;
    ns_csv_open(&csv, rows, set);
    for (uint32_t p = 0; p < s->party_count; p++)
        for (uint32_t q = 0; q < s->party_count; q++) {
            const double *estimate = ns_session_estimate(session, p, q);
            ns_model_error error;
            if (estimate == NULL) continue;
            ns_status status = ns_model_error_of(&error, instance, q, estimate);
            if (status != NS_OK) return status;
            begin_row(&csv, arms, record, p);
            ns_csv_text(&csv, s->parties[q].id);
            ns_csv_text(&csv, s->parties[p].opponent.kind->name);
            ns_csv_measure(&csv, error.rmse);
            ns_csv_measure(&csv, error.spearman);
            ns_csv_measure(&csv, error.kendall);
            ns_csv_end(&csv);
        }
    return NS_OK;
}

void ns_renege_rows(ns_buffer *rows, const ns_column_set *set, const ns_arms *arms,
                    const ns_run_record *record, const ns_instance *instance) {
    const ns_scenario *s = instance->scenario;
    char name[NS_PACKAGE_TEXT];
    ns_csv csv;
    ns_csv_open(&csv, rows, set);
    for (uint32_t p = 0; s->controlled && p < s->party_count; p++) {
        const ns_renege_view view = ns_renege_look(instance, record->outcome->package, p);
        begin_row(&csv, arms, record, p);
        ns_package_name(s, record->outcome->package, name);
        ns_csv_text(&csv, name);
        ns_csv_boolean(&csv, view.nash);
        ns_csv_boolean(&csv, view.gmr);
        ns_csv_boolean(&csv, view.seq);
        ns_csv_measure(&csv, view.temptation);
        ns_csv_measure(&csv, view.punishment);
        ns_csv_measure(&csv, view.has_credible ? view.credible : (double)NAN);
        ns_package_name(s, view.best, name);
        ns_csv_text(&csv, view.temptation > 0 ? name : "");
        ns_csv_measure(&csv, view.needed);
        ns_csv_end(&csv);
    }
}
