/* Negotiations with known outcomes, replayed by build/tests/replay-rounds turn by turn. */
#include "replay_tool.h"

Test(rounds, engine, .timeout = 60) { must_all_be_replayed("replay-rounds", "", "rounds", 8); }
Test(rounds, slow_engine, .timeout = 60) { must_all_be_replayed("replay-rounds", "--slow", "rounds", 8); }

Test(rounds, a_folder_without_scenarios_is_no_success, .timeout = 60) {
    char line[128];
    cr_assert_eq(run_replay_tool("replay-rounds", "", "/proc/self", line, sizeof line), 1);
    cr_assert_str_eq(line, "0 of 0 equal\n");
    cr_assert_eq(run_replay_tool("replay-rounds", "", "/no-such-folder", line, sizeof line), 66);
}
