/* Who plays the units of a study: the threads of this process (engine.c), or the ranks of negsim-mpi (src/mpi/engine.c); the linker chooses. */
#ifndef NEGSIM_CLI_ENGINE_H
#define NEGSIM_CLI_ENGINE_H

#include "negsim/study.h"

/* Does this process only work for another one? Then it opens no journal, writes no table and says nothing. */
bool cli_engine_serves(void);
/* Plays units for the process that keeps the journal, until it says that there are none left. */
ns_status cli_engine_serve(const ns_study *study) NS_MUST;
/* As ns_study_run. */
ns_status cli_engine_run(const ns_study *study, const ns_study_settings *settings) NS_MUST;

#endif
