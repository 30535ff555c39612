#include "cli/engine.h"

bool cli_engine_serves(void) { return false; }

ns_status cli_engine_serve(const ns_study *study) {
    (void)study;
    return NS_BAD_USAGE;
}

ns_status cli_engine_run(const ns_study *study, const ns_study_settings *settings) {
    return ns_study_run(study, settings);
}
