/* Agents: what a user's program is told, and what it may answer, one JSON object a line. */
#include "agent.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bargaining/core.h"
#include "negsim/buffer.h"
#include "negsim/number.h"
#include "process.h"

enum { MOST_WORTHS = 65536 /* parts whose worths are told one by one */ };

struct ns_agent {
    char *command;
    ns_process *process;
    double seconds;
    bool failed;   /* in this negotiation */
    uint32_t told; /* offers of this stage that it has been told */
};

ns_agent *ns_agent_new(const char *command) {
    ns_agent *self = calloc(1, sizeof *self);
    if (self == NULL) return NULL;
    self->command = strdup(command);
    if (self->command != NULL) return self;
    free(self);
    return NULL;
}

void ns_agent_free(ns_agent *self) {
    if (self == NULL) return;
    ns_process_stop(self->process);
    free(self->command);
    free(self);
}

/* A program that has failed once is started anew for the next negotiation. */
static void fail(ns_agent *self) {
    ns_process_stop(self->process);
    self->process = NULL;
    self->failed = true;
}

static void say(ns_agent *self, ns_buffer *line) {
    if (self->failed) return;
    if (line->status != NS_OK || self->process == NULL ||
        !ns_process_say(self->process, line->text, self->seconds))
        fail(self);
}

/* --- words ------------------------------------------------------------------------------------------------------- */

static void put_number(ns_buffer *out, double value) {
    char text[NS_NUMBER_TEXT];
    if (!isfinite(value)) {
        ns_buffer_add(out, "null");
        return;
    }
    ns_number_shortest(text, value);
    ns_buffer_add(out, text);
}

static void put_numbers(ns_buffer *out, const double *values, uint32_t count) {
    ns_buffer_char(out, '[');
    for (uint32_t k = 0; k < count; k++) {
        if (k) ns_buffer_char(out, ',');
        put_number(out, values[k]);
    }
    ns_buffer_char(out, ']');
}

static void put_part(ns_buffer *out, const ns_view *view, uint32_t part) {
    const ns_stage_view *stage = view->stage;
    ns_buffer_char(out, '[');
    for (uint32_t i = 0; i < stage->issue_count; i++)
        ns_buffer_format(out, "%s%u", i ? "," : "", part / stage->stride[i] % stage->option_count[i]);
    ns_buffer_char(out, ']');
}

/* --- beginning and end --------------------------------------------------------------------------------------------- */

static void put_issues(ns_buffer *out, const ns_scenario *s, const ns_instance *instance, uint32_t party) {
    ns_buffer_add(out, ",\"issues\":[");
    for (uint32_t i = 0; i < s->issue_count; i++) {
        const ns_issue *issue = &s->issues[i];
        ns_buffer_format(out, "%s{\"id\":\"%s\",\"options\":[", i ? "," : "", issue->id);
        for (uint32_t o = 0; o < issue->option_count; o++)
            ns_buffer_format(out, "%s\"%s\"", o ? "," : "", issue->options[o].id);
        ns_buffer_add(out, "],\"weight\":");
        put_number(out, ns_weight_of(instance, party, i));
        ns_buffer_add(out, ",\"values\":");
        put_numbers(out, instance->values + (size_t)party * s->option_total + issue->first_option,
                    issue->option_count);
        ns_buffer_char(out, '}');
    }
    ns_buffer_char(out, ']');
}

void ns_agent_begin(ns_agent *self, const ns_session *session, uint32_t party, double seconds) {
    const ns_scenario *s = session->scenario;
    ns_buffer line = {0};
    self->seconds = seconds;
    self->failed = false;
    if (self->process == NULL) self->process = ns_process_start(self->command);
    ns_buffer_format(&line, "{\"type\":\"begin\",\"party\":%u,\"parties\":[", party);
    for (uint32_t p = 0; p < s->party_count; p++)
        ns_buffer_format(&line, "%s\"%s\"", p ? "," : "", s->parties[p].id);
    ns_buffer_format(
        &line, "],\"protocol\":\"%s\",\"rounds\":%u,\"seed\":%llu,\"draw\":%llu,\"play\":%llu,\"no_deal\":",
        s->protocol.kind->name, s->protocol.rounds, (unsigned long long)session->instance->seed,
        (unsigned long long)session->instance->draw, (unsigned long long)session->play);
    put_number(&line, session->source.no_deal[party]);
    put_issues(&line, s, session->instance, party);
    ns_buffer_char(&line, '}');
    say(self, &line);
    ns_buffer_free(&line);
}

void ns_agent_open_stage(ns_agent *self, const ns_view *view) {
    const ns_stage_view *stage = view->stage;
    ns_buffer line = {0};
    self->told = 0;
    if (self->failed) return;
    ns_buffer_add(&line, "{\"type\":\"stage\",\"issues\":[");
    for (uint32_t i = 0; i < stage->issue_count; i++)
        ns_buffer_format(&line, "%s%u", i ? "," : "", stage->issue[i]);
    ns_buffer_add(&line, "],\"sizes\":[");
    for (uint32_t i = 0; i < stage->issue_count; i++)
        ns_buffer_format(&line, "%s%u", i ? "," : "", stage->option_count[i]);
    ns_buffer_add(&line, "],\"best\":");
    put_number(&line, view->best);
    if (stage->part_count <= MOST_WORTHS) {
        ns_buffer_add(&line, ",\"worth\":");
        put_numbers(&line, view->worth, stage->part_count);
    }
    ns_buffer_char(&line, '}');
    say(self, &line);
    ns_buffer_free(&line);
}

void ns_agent_end(ns_agent *self, const char *reason, double worth) {
    ns_buffer line = {0};
    if (self->failed) return;
    ns_buffer_format(&line, "{\"type\":\"end\",\"reason\":\"%s\",\"value\":", reason);
    put_number(&line, worth);
    ns_buffer_char(&line, '}');
    say(self, &line);
    ns_buffer_free(&line);
}

/* --- a turn --------------------------------------------------------------------------------------------------------- */

/* Offers that others made since its last turn. */
static void put_heard(ns_agent *self, ns_buffer *out, const ns_view *view) {
    bool first = true;
    ns_buffer_add(out, ",\"heard\":[");
    for (; self->told < view->history_count; self->told++) {
        const ns_heard_offer *offer = &view->history[self->told];
        if (offer->maker == view->me) continue;
        ns_buffer_format(out, "%s{\"round\":%u,\"by\":%u,\"offer\":", first ? "" : ",", offer->round,
                         offer->maker);
        put_part(out, view, offer->part);
        ns_buffer_add(out, ",\"worth\":");
        put_number(out, view->worth[offer->part]);
        ns_buffer_char(out, '}');
        first = false;
    }
    ns_buffer_char(out, ']');
}

static void put_turn(ns_agent *self, ns_buffer *out, const ns_view *view) {
    ns_buffer_format(out, "{\"type\":\"turn\",\"round\":%u,\"time\":", view->round);
    put_number(out, view->time);
    ns_buffer_add(out, ",\"no_deal\":");
    put_number(out, view->reservation);
    ns_buffer_add(out, ",\"on_table\":");
    if (view->on_table == NS_VIEW_NONE) {
        ns_buffer_add(out, "null");
    } else {
        ns_buffer_format(out, "{\"by\":%u,\"offer\":", view->maker);
        put_part(out, view, view->on_table);
        ns_buffer_add(out, ",\"worth\":");
        put_number(out, view->worth[view->on_table]);
        ns_buffer_char(out, '}');
    }
    put_heard(self, out, view);
    ns_buffer_char(out, '}');
}

/* NS_VIEW_NONE: not an option of each issue of the stage, or not negotiable for the party. */
static uint32_t part_of(const json_t *offer, const ns_view *view) {
    const ns_stage_view *stage = view->stage;
    uint32_t part = 0;
    if (!json_is_array(offer) || json_array_size(offer) != stage->issue_count) return NS_VIEW_NONE;
    for (uint32_t i = 0; i < stage->issue_count; i++) {
        const json_t *option = json_array_get(offer, i);
        const json_int_t number = json_is_integer(option) ? json_integer_value(option) : -1;
        if (number < 0 || number >= (json_int_t)stage->option_count[i]) return NS_VIEW_NONE;
        part += (uint32_t)number * stage->stride[i];
    }
    return view->worth[part] > -HUGE_VAL ? part : NS_VIEW_NONE;
}

static ns_answer read_answer(const json_t *map, const ns_view *view) {
    ns_answer out = {.part = NS_VIEW_NONE};
    const json_t *need = json_object_get(map, "need"), *offer = json_object_get(map, "offer");
    if (need != NULL && !json_is_number(need)) return out;
    out.has_need = need != NULL;
    out.need = json_number_value(need);
    if (json_is_true(json_object_get(map, "leave"))) {
        out.kind = NS_ANSWER_LEAVE;
    } else if (json_is_true(json_object_get(map, "accept"))) {
        out.kind = view->on_table == NS_VIEW_NONE ? NS_ANSWER_NONE : NS_ANSWER_ACCEPT;
    } else if (offer != NULL) {
        out.part = part_of(offer, view);
        out.kind = out.part == NS_VIEW_NONE ? NS_ANSWER_NONE : NS_ANSWER_OFFER;
    } else if (json_is_true(json_object_get(map, "pass"))) {
        out.kind = NS_ANSWER_PASS;
    }
    return out;
}

ns_answer ns_agent_ask(ns_agent *self, const ns_view *view) {
    ns_answer out = {.kind = NS_ANSWER_NONE, .part = NS_VIEW_NONE};
    ns_buffer line = {0};
    put_turn(self, &line, view);
    say(self, &line);
    ns_buffer_free(&line);
    if (self->failed) return out;
    const char *text = ns_process_hear(self->process, self->seconds);
    json_t *map = text == NULL ? NULL : json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    if (json_is_object(map)) out = read_answer(map, view);
    json_decref(map);
    if (out.kind == NS_ANSWER_NONE) fail(self);
    return out;
}
