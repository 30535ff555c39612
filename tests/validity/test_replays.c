/* Runs and figures of other programs and of the literature, replayed by the tools in build/tests. */
#include "replay_tool.h"

Test(replays, negmas, .timeout = 120) { must_all_be_replayed("replay-negmas", "", "negmas", 3156); }
Test(replays, genius, .timeout = 120) { must_all_be_replayed("replay-genius", "", "genius", 770); }
Test(replays, cases, .timeout = 300) { must_all_be_replayed("check-cases", "", "cases", 44); }

Test(replays, an_empty_folder_is_no_success, .timeout = 60) {
    static const char *const tools[] = {"replay-negmas", "replay-genius"};
    char line[128];
    for (int k = 0; k < 2; k++) {
        cr_assert_eq(run_replay_tool(tools[k], "", "/proc/self", line, sizeof line), 1);
        cr_assert_str_eq(line, "0 of 0 equal\n");
    }
}
