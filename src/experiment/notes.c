#include "notes.h"

#include <stdlib.h>

#include "negsim/number.h"

enum { CHANGES = 1 << 15, SIGNINGS = 1 << 9 };

bool ns_notes_init(ns_notes *self, ns_pool *pool) {
    unsigned gather = pool->results->experiment.gather;
    *self = (ns_notes){.pool = pool};
    if (gather & NS_GATHER_BLOCKERS) self->changes = malloc(CHANGES * sizeof *self->changes);
    if (gather & (NS_GATHER_PACKAGES | NS_GATHER_BLOCKERS))
        self->signings = malloc(SIGNINGS * sizeof *self->signings);
    return (self->changes || !(gather & NS_GATHER_BLOCKERS)) &&
           (self->signings || !(gather & (NS_GATHER_PACKAGES | NS_GATHER_BLOCKERS)));
}

void ns_notes_free(ns_notes *self) {
    free(self->changes);
    free(self->signings);
    *self = (ns_notes){0};
}

/* --- taking up ----------------------------------------------------------------------------------------- */

static bool take_change(ns_results *results, const ns_change_note *note) {
    const ns_arm *arm = &results->arms->arms[note->arm];
    ns_block_tally *cells = ns_tally_blocks(&results->tallies[note->arm], (ns_subject)note->subject);
    return ns_change_add(&cells[note->cell], note->nanos, arm->scenario->full,
                         (uint32_t)results->experiment.plays);
}

static void sign_package(ns_arm_tally *tally, const ns_signing *signing, uint32_t parties) {
    ns_package_tally *package = &tally->packages[signing->package];
    package->agreed++;
    package->round_sum += signing->round;
    package->pareto += signing->pareto;
    for (uint32_t p = 0; p < parties; p++)
        tally->package_gain[(size_t)signing->package * parties + p] += signing->gain[p];
}

static bool take_signing(ns_results *results, const ns_signing *signing) {
    const ns_scenario *s = results->arms->arms[signing->arm].scenario;
    ns_arm_tally *tally = &results->tallies[signing->arm];
    if (tally->packages) sign_package(tally, signing, s->party_count);
    for (uint32_t i = 0; i < s->issue_count; i++)
        tally->options[s->issues[i].first_option + ns_option_of(s, i, signing->package)].agreed++;
    ns_group_tally *family = &tally->families[ns_grouping_family_of(results->families, signing->package)];
    family->agreed++;
    if (!family->gain && !(family->gain = calloc(s->party_count, sizeof *family->gain))) return false;
    for (uint32_t p = 0; p < s->party_count; p++)
        ns_histogram_add(&family->gain[p], signing->gain[p], s->full);
    return true;
}

bool ns_notes_empty(ns_notes *self) {
    bool good = true;
    pthread_mutex_lock(&self->pool->lock);
    for (size_t k = 0; good && k < self->change_count; k++)
        good = take_change(self->pool->results, &self->changes[k]);
    for (size_t k = 0; good && k < self->signing_count; k++)
        good = take_signing(self->pool->results, &self->signings[k]);
    pthread_mutex_unlock(&self->pool->lock);
    self->change_count = self->signing_count = 0;
    return good;
}

/* --- writing down -------------------------------------------------------------------------------------- */

bool ns_notes_change(ns_notes *self, size_t arm, ns_subject subject, size_t cell, double points) {
    if (self->change_count == CHANGES && !ns_notes_empty(self)) return false;
    self->changes[self->change_count++] =
        (ns_change_note){ns_number_nanos(points), (uint32_t)cell, (uint8_t)arm, (uint8_t)subject};
    return true;
}

bool ns_notes_sign(ns_notes *self, const ns_signing *signing) {
    if (!self->signings) return true;
    if (self->signing_count == SIGNINGS && !ns_notes_empty(self)) return false;
    self->signings[self->signing_count++] = *signing;
    return true;
}
