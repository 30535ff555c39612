/* A scenario built from text, and a record of all that a negotiation of it says. For tests. */
#ifndef NEGSIM_TEST_LOADED_H
#define NEGSIM_TEST_LOADED_H

#include "negsim/document.h"
#include "negsim/event.h"
#include "negsim/reach.h"
#include "negsim/session.h"

typedef struct loaded {
    ns_diagnostics *diagnostics;
    ns_document *document;
    ns_scenario *scenario; /* NULL: it has faults */
    char *faults;          /* rendered, when it has */
} loaded;

/* Faults leave scenario NULL and are in faults. */
loaded loaded_text(const char *text);
loaded loaded_file(const char *path);
/* From a document that is handed over. */
loaded loaded_document(ns_document *document);
void loaded_free(loaded *self);

/* One negotiation by the engine under test. */
typedef struct recording {
    ns_event *events;
    size_t count, room;
    ns_outcome outcome;
    double budget, face[NS_MAX_PARTIES];
    uint16_t shut_holders;
    ns_shut *shut; /* [package] */
    bool any_reachable;
    ns_shut pivot_pairs; /* 0 where something is reachable */
    unsigned pivot_causes;
} recording;

/* Plays and records; the status is the session's. */
ns_status recording_play(recording *self, ns_session *session, const ns_instance *instance, ns_seat seat,
                         uint64_t play);
void recording_free(recording *self);

/* The seats of the two arms. */
ns_seat seat_nobody(void);
ns_seat seat_mediated(const ns_scenario *scenario);

#endif
