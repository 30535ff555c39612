/* Conflict models with known stability results, replayed by build/tests/replay-conflict row by row. */
#include "replay_tool.h"

Test(conflict, tables, .timeout = 60) { must_all_be_replayed("replay-conflict", "", "conflict", 2500); }

Test(conflict, a_folder_without_tables_is_no_success, .timeout = 60) {
    char line[128];
    cr_assert_eq(run_replay_tool("replay-conflict", "", "/proc/self", line, sizeof line), 1);
    cr_assert_str_eq(line, "0 of 0 equal\n");
}
