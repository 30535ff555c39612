/* Rows of the streamed tables: runs.csv, trace.csv, draws.csv. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "output/facts.h"
#include "output/table_write.h"

static void put_package(ns_csv *csv, const ns_scenario *scenario, uint32_t package) {
    char name[NS_PACKAGE_TEXT];
    if (package == NS_NONE) {
        ns_csv_empty(csv);
        return;
    }
    ns_package_name(scenario, package, name);
    ns_csv_text(csv, name);
}

static void put_measures(ns_csv *csv, const double *values, uint32_t count) {
    for (uint32_t p = 0; p < count; p++) ns_csv_measure(csv, values[p]);
}

static double total_of(const double *values, uint32_t count) {
    double sum = 0;
    for (uint32_t p = 0; p < count; p++) sum += values[p];
    return sum;
}

/* What the package is worth to all together: sum of values, product of gains (none of them below 0), smallest gain. */
static void put_joint(ns_csv *csv, const ns_run_record *record, uint32_t count) {
    double product = 1, least = HUGE_VAL;
    for (uint32_t p = 0; p < count; p++) {
        product *= record->gain[p] > 0 ? record->gain[p] : 0;
        least = fmin(least, record->gain[p]);
    }
    const bool agreed = record->outcome->package != NS_NONE;
    ns_csv_measure(csv, agreed ? total_of(record->value, count) : NAN);
    ns_csv_number(csv, agreed ? product : NAN);
    ns_csv_measure(csv, agreed ? least : NAN);
}

/* Names joined by spaces. */
static void put_happened(ns_csv *csv, const ns_scenario *scenario, uint64_t happened) {
    ns_buffer text = {0};
    for (uint32_t e = 0; e < scenario->event_count; e++)
        if (happened >> e & 1u)
            ns_buffer_format(&text, "%s%s", text.length ? " " : "", scenario->events[e].name);
    ns_csv_text(csv, text.text ? text.text : "");
    ns_buffer_free(&text);
}

/* Ids joined by spaces. */
static void put_signatories(ns_csv *csv, const ns_scenario *scenario, const ns_outcome *outcome) {
    char text[2048] = "";
    size_t length = 0;
    const bool was_signed = outcome->package != NS_NONE || outcome->refused != NS_NONE;
    for (uint32_t p = 0; was_signed && p < scenario->party_count; p++)
        if (outcome->signatories >> p & 1u && length + strlen(scenario->parties[p].id) + 2 < sizeof text)
            length += (size_t)snprintf(text + length, sizeof text - length, "%s%s", length ? " " : "",
                                       scenario->parties[p].id);
    ns_csv_text(csv, text);
}

static void put_aftermath(ns_csv *csv, const ns_scenario *scenario, const ns_outcome *outcome) {
    put_package(csv, scenario, outcome->refused);
    if (!scenario->durability.given || outcome->package == NS_NONE) {
        ns_csv_empty(csv);
        ns_csv_empty(csv);
        return;
    }
    ns_csv_integer(csv, outcome->in_force);
    ns_csv_boolean(csv, outcome->held);
}

static void put_renege(ns_csv *csv, const ns_scenario *scenario, const ns_run_record *record) {
    const ns_renege_facts *facts = &record->renege;
    const bool known = scenario->controlled && record->outcome->package != NS_NONE;
    ns_csv_text(csv, !known ? "" : facts->nash ? "nash" : facts->seq ? "seq" : facts->gmr ? "gmr" : "none");
    ns_csv_text(csv, known && facts->weakest != NS_NONE ? scenario->parties[facts->weakest].id : "");
    ns_csv_measure(csv, known ? facts->needed : (double)NAN);
}

void ns_run_row(ns_buffer *rows, const ns_column_set *set, const ns_arms *arms, const ns_run_record *record) {
    const ns_arm *arm = &arms->arms[record->arm];
    const ns_outcome *outcome = record->outcome;
    uint32_t parties = arm->scenario->party_count;
    ns_csv csv;
    ns_csv_open(&csv, rows, set);
    ns_csv_integer(&csv, record->draw);
    ns_csv_integer(&csv, record->play);
    ns_csv_text(&csv, arm->name);
    ns_csv_text(&csv, ns_reason_name(outcome->reason));
    ns_csv_boolean(&csv, outcome->reason == NS_REASON_AGREED);
    ns_csv_integer(&csv, outcome->round);
    put_package(&csv, arm->scenario, outcome->package);
    put_measures(&csv, record->value, parties);
    put_measures(&csv, record->gain, parties);
    if (outcome->ender == NS_NONE)
        ns_csv_empty(&csv);
    else
        ns_csv_text(&csv, arm->scenario->parties[outcome->ender].id);
    ns_csv_text(&csv, ns_why_name(outcome->why));
    ns_csv_measure(&csv, outcome->balance);
    put_happened(&csv, arm->scenario, outcome->happened);
    ns_csv_measure(&csv, record->distance_pareto);
    ns_csv_measure(&csv, record->distance_nash);
    ns_csv_measure(&csv, record->distance_kalai);
    put_joint(&csv, record, parties);
    ns_csv_integer(&csv, outcome->drafts);
    ns_csv_boolean(&csv, outcome->text_signed != 0);
    put_signatories(&csv, arm->scenario, outcome);
    put_aftermath(&csv, arm->scenario, outcome);
    put_renege(&csv, arm->scenario, record);
    ns_csv_integer(&csv, outcome->unblocked);
    ns_csv_measure(&csv, total_of(outcome->paid, parties));
    for (uint32_t p = 0; p < parties; p++) ns_csv_integer(&csv, outcome->idle[p]);
    if (outcome->package == NS_NONE)
        ns_csv_empty(&csv);
    else
        ns_csv_integer(&csv, ns_parked_issues(arm->scenario, outcome->package));
    ns_csv_end(&csv);
}

static const char *party_id(const ns_scenario *scenario, uint32_t party) {
    return party < scenario->party_count ? scenario->parties[party].id : NULL;
}

/* What happens by itself; a mediator, or several. */
static const char *other_actor(const ns_arm *arm, const ns_event *event) {
    if (event->happening != NS_NONE) return arm->scenario->events[event->happening].name;
    if (event->mediator != NS_NONE) return arm->scenario->mediators[event->mediator].id;
    return "mediators";
}

static void put_actor(ns_csv *csv, const ns_arm *arm, const ns_event *event) {
    const char *party = party_id(arm->scenario, event->party);
    ns_csv_integer(csv, event->round);
    ns_csv_integer(csv, event->turn);
    ns_csv_text(csv, party ? party : other_actor(arm, event));
    ns_csv_text(csv, ns_action_name(event->action));
    ns_csv_text(csv, ns_why_name(event->why));
}

static void put_part(ns_csv *csv, const ns_scenario *scenario, const ns_event *event) {
    char name[NS_PACKAGE_TEXT];
    ns_csv_text(csv, scenario->protocol.stages[event->stage].name);
    if (event->part == NS_NONE) {
        ns_csv_empty(csv);
    } else {
        ns_part_name(scenario, event->stage, event->part, name);
        ns_csv_text(csv, name);
    }
    put_package(csv, scenario, event->whole);
    for (uint32_t p = 0; p < scenario->party_count; p++)
        ns_csv_measure(csv, event->part == NS_NONE ? NAN : event->worth[p]);
}

void ns_event_row(ns_buffer *rows, const ns_column_set *set, const ns_arms *arms, const ns_run_record *at,
                  const ns_event *event) {
    const ns_arm *arm = &arms->arms[at->arm];
    const ns_scenario *scenario = arm->scenario;
    bool by_party = event->party < scenario->party_count, paid = event->action == NS_ACTION_CARROT;
    ns_csv csv;
    ns_csv_open(&csv, rows, set);
    ns_csv_integer(&csv, at->draw);
    ns_csv_integer(&csv, at->play);
    ns_csv_text(&csv, arm->name);
    put_actor(&csv, arm, event);
    put_part(&csv, scenario, event);
    ns_csv_measure(&csv, by_party ? event->level : NAN);
    ns_csv_measure(&csv, by_party ? event->need : NAN);
    for (uint32_t p = 0; p < scenario->party_count; p++) ns_csv_measure(&csv, paid ? event->paid[p] : NAN);
    ns_csv_text(&csv, paid ? party_id(scenario, event->offer_of) : NULL);
    ns_csv_end(&csv);
}

void ns_draw_rows(ns_buffer *rows, const ns_column_set *set, const ns_instance *instance) {
    const ns_scenario *scenario = instance->scenario;
    ns_csv csv;
    ns_csv_open(&csv, rows, set);
    for (uint32_t q = 0; q < scenario->quantity_count; q++) {
        ns_csv_integer(&csv, instance->draw);
        ns_csv_text(&csv, scenario->quantities[q].path);
        ns_csv_number(&csv, instance->uniforms[q]);
        ns_csv_number(&csv, instance->numbers[q]);
        ns_csv_end(&csv);
    }
}
