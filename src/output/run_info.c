/* run-info.json: what changes from run to run. */
#include "output/json.h"
#include "output/package.h"

void ns_run_info_write(ns_buffer *out, const ns_results *results, const ns_output_settings *settings,
                       double elapsed_seconds) {
    ns_json json = {.out = out};
    uint64_t runs = 0;
    for (size_t arm = 0; arm < results->arms->count; arm++) runs += results->tallies[arm].runs;
    ns_json_open(&json, NULL, '{');
    ns_json_text(&json, "version", settings->version);
    ns_json_text(&json, "command_line", settings->command_line);
    ns_json_text(&json, "start_utc", settings->start_utc);
    ns_json_text(&json, "end_utc", settings->end_utc);
    ns_json_real(&json, "elapsed_s", elapsed_seconds);
    ns_json_unsigned(&json, "jobs", results->experiment.jobs);
    ns_json_unsigned(&json, "runs", runs);
    ns_json_unsigned(&json, "extra_negotiations", results->split.plays);
    ns_json_close(&json, '}');
}
