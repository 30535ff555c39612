/* Plays a scenario given as text, for the tests of the bargaining room. */
#ifndef NEGSIM_TESTS_PLAY_H
#define NEGSIM_TESTS_PLAY_H

#include <criterion/criterion.h>

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bargaining/core.h"
#include "negsim.h"

typedef struct play {
    ns_diagnostics *diagnostics;
    ns_document *document;
    ns_scenario *scenario;
    ns_instance instance;
    ns_session *session;
    ns_outcome outcome;
    ns_event *events;
    size_t count, room;
} play;

static inline ns_status play_hear(void *user, const ns_event *event) {
    play *self = user;
    if (self->count == self->room) {
        self->room = self->room ? 2 * self->room : 64;
        self->events = realloc(self->events, self->room * sizeof *self->events);
        if (self->events == NULL) return NS_NO_MEMORY;
    }
    self->events[self->count++] = *event;
    return NS_OK;
}

/* Loads, draws number 0 of seed 1, makes a session. */
static inline play play_open(const char *text) {
    play self = {.diagnostics = ns_diagnostics_new()};
    ns_status status = ns_document_load_text(&self.document, "test", text, strlen(text), self.diagnostics);
    if (status == NS_OK)
        status = ns_scenario_build(&self.scenario, self.document, ns_registry_standard(), self.diagnostics);
    if (status != NS_OK) {
        char *said = ns_diagnostics_render(self.diagnostics, NS_COLOR_OFF);
        cr_assert_fail("%s\n%s", said, text);
    }
    cr_assert_eq(ns_instance_init(&self.instance, self.scenario), NS_OK);
    ns_instance_draw(&self.instance, 1, 0, NULL);
    self.session = ns_session_new(self.scenario);
    cr_assert_not_null(self.session);
    return self;
}

/* The same from a format. */
__attribute__((format(printf, 1, 2))) static inline play play_format(const char *format, ...) {
    char text[4096];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return play_open(text);
}

static inline void play_run(play *self, ns_seat seat) {
    ns_event_sink sink = {play_hear, self};
    self->count = 0;
    cr_assert_eq(ns_session_run(self->session, &self->instance, seat, 0, &sink, &self->outcome), NS_OK);
}

static inline void play_close(play *self) {
    free(self->events);
    ns_session_free(self->session);
    ns_instance_free(&self->instance);
    ns_scenario_free(self->scenario);
    ns_document_free(self->document);
    ns_diagnostics_free(self->diagnostics);
}

static const ns_seat UNMEDIATED = {0, 0};
static const ns_seat MEDIATED = {1, NS_ALL_MECHANISMS};

/* Is event k that action of that party on that part in that round? */
#define PLAY_EXPECT(self, k, r, who, what, z)                                                                \
    do {                                                                                                     \
        cr_assert_lt((size_t)(k), (self)->count, "event %d is missing", (int)(k));                           \
        const ns_event *one = &(self)->events[k];                                                            \
        cr_assert(one->round == (r) && one->party == (who) && one->action == (what) && one->part == (z),     \
                  "event %d: round %u party %u %s part %u", (int)(k), one->round, one->party,                \
                  ns_action_name(one->action), one->part);                                                   \
    } while (0)

/* Two plays, event by event; drafts without a text count for nothing where `loose`. */
static inline void play_expect_same(const play *a, const play *b, bool loose, const char *what) {
    size_t i = 0, j = 0;
    for (;;) {
        while (loose && i < a->count && a->events[i].action == NS_ACTION_DRAFT &&
               a->events[i].part == NS_NONE)
            i++;
        while (loose && j < b->count && b->events[j].action == NS_ACTION_DRAFT &&
               b->events[j].part == NS_NONE)
            j++;
        if (i == a->count || j == b->count) break;
        const ns_event *x = &a->events[i++], *y = &b->events[j++];
        bool same =
            x->action == y->action && x->why == y->why && x->round == y->round && x->turn == y->turn &&
            x->party == y->party && x->stage == y->stage && x->part == y->part && x->whole == y->whole &&
            x->offer_of == y->offer_of && x->level == y->level && x->need == y->need &&
            memcmp(x->worth, y->worth, sizeof x->worth) == 0 && memcmp(x->paid, y->paid, sizeof x->paid) == 0;
        cr_assert(same, "%s: event %zu: round %u %s part %u party %u, and round %u %s part %u party %u", what,
                  i - 1, x->round, ns_action_name(x->action), x->part, x->party, y->round,
                  ns_action_name(y->action), y->part, y->party);
    }
    cr_assert(i == a->count && j == b->count, "%s: one play is longer", what);
    cr_assert_eq(a->outcome.package, b->outcome.package, "%s", what);
    cr_assert_eq(a->outcome.settled_count, b->outcome.settled_count, "%s", what);
}

#endif
