/* An outcome counted at one point. */
#include "negsim/tipping.h"

#include <stdlib.h>

#include "negsim/number.h"

/* One mark per draw: threads never write the same. */
typedef struct tally_sheet {
    const ns_measure *measure;
    const ns_arms *arms;
    uint64_t first;
    uint8_t *marks;
} tally_sheet;

static ns_status on_run(void *user, ns_buffer *rows, const ns_run_record *record) {
    const tally_sheet *self = user;
    (void)rows;
    if (record->arm == self->measure->arm)
        self->marks[record->draw - self->first] =
            ns_measure_of(self->measure, self->arms->arms[record->arm].scenario, record) > 0.5;
    return NS_OK;
}

static ns_status play(const ns_tipping_point *point, const ns_measure *measure, const ns_arms *arms,
                      uint64_t *out, ns_diagnostics *diagnostics) {
    tally_sheet sheet = {measure, arms, point->first, calloc(point->draws, 1)};
    const ns_row_writer writer = {.run = on_run, .user = &sheet};
    const ns_experiment experiment = {.first_draw = point->first,
                                      .draws = point->draws,
                                      .plays = 1,
                                      .seed = point->seed,
                                      .jobs = point->jobs,
                                      .gather = NS_GATHER_RUNS | ns_measure_gather(measure),
                                      .writer = &writer};
    ns_results *results = NULL;
    ns_status status =
        sheet.marks ? ns_experiment_run(&results, arms, &experiment, diagnostics) : NS_NO_MEMORY;
    *out = 0;
    for (uint64_t k = 0; status == NS_OK && k < point->draws; k++) *out += sheet.marks[k];
    if (status == NS_OK && results->deterministic) *out = sheet.marks[0] ? point->draws : 0;
    ns_results_free(results);
    free(sheet.marks);
    return status;
}

static ns_status build(ns_scenario **out, ns_document **document, const ns_tipping_point *point,
                       ns_diagnostics *diagnostics) {
    char text[NS_NUMBER_TEXT];
    ns_status status = ns_document_copy(document, point->base);
    for (uint32_t k = 0; status == NS_OK && k < point->path_count; k++) {
        ns_number_shortest(text, point->values[k]);
        status = ns_scenario_assign(*document, point->paths[k], text, (ns_location){0}, point->registry,
                                    diagnostics);
    }
    return status == NS_OK ? ns_scenario_build(out, *document, point->registry, diagnostics) : status;
}

ns_status ns_tipping_count(uint64_t *out, const ns_tipping_point *point, ns_diagnostics *diagnostics) {
    ns_document *document = NULL;
    ns_scenario *scenario = NULL;
    ns_arms *arms = NULL;
    ns_measure measure;
    if (!point->draws) return NS_BAD_USAGE;
    ns_status status = build(&scenario, &document, point, diagnostics);
    if (status == NS_OK) status = ns_arms_build(&arms, scenario, point->arms, point->registry, diagnostics);
    if (status == NS_OK) status = ns_measure_read(&measure, point->measure, arms, diagnostics);
    if (status == NS_OK) status = play(point, &measure, arms, out, diagnostics);
    ns_arms_free(arms);
    ns_scenario_free(scenario);
    ns_document_free(document);
    return status;
}
