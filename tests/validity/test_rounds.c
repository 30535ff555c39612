/* Negotiations with known outcomes, replayed by build/tests/replay-rounds turn by turn. */
#include <criterion/criterion.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "reference_folder.h"

/* BUILD/MODE/tests/validity/test_rounds: the tools are in BUILD/tests. */
static void find_tool(char *path, size_t room) {
    char self[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    cr_assert_gt(length, 0);
    self[length] = 0;
    for (int k = 0; k < 4; k++) {
        char *end = strrchr(self, '/');
        cr_assert(end, "%s is not in a build folder", self);
        *end = 0;
    }
    snprintf(path, room, "%s/tests/replay-rounds", self);
    cr_assert_eq(access(path, X_OK), 0, "%s is missing: make build-tests", path);
}

/* What it printed last goes to line; returns its exit code. */
static int replay(const char *option, const char *folder, char *line, int room) {
    char tool[PATH_MAX + 64], command[3 * PATH_MAX], printed[1024];
    find_tool(tool, sizeof tool);
    snprintf(command, sizeof command, "'%s' %s '%s'", tool, option, folder);
    FILE *pipe = popen(command, "r");
    cr_assert(pipe);
    line[0] = 0;
    while (fgets(printed, sizeof printed, pipe)) {
        fputs(printed, stderr);
        snprintf(line, (size_t)room, "%.100s", printed);
    }
    int status = pclose(pipe);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void must_all_be_equal(const char *option) {
    char folder[PATH_MAX], line[128];
    int equal = 0, of = -1;
    if (!reference_folder()) {
        fprintf(stderr, "skipped: no folder of reference rounds\n");
        return;
    }
    snprintf(folder, sizeof folder, "%s/rounds", reference_folder());
    int code = replay(option, folder, line, sizeof line);
    cr_assert_eq(sscanf(line, "%d of %d equal", &equal, &of), 2, "%s", line);
    cr_assert_eq(equal, of, "%s", line);
    cr_assert_geq(of, 8);
    cr_assert_eq(code, 0);
}

Test(rounds, engine, .timeout = 60) { must_all_be_equal(""); }
Test(rounds, slow_engine, .timeout = 60) { must_all_be_equal("--slow"); }

Test(rounds, a_folder_without_scenarios_is_no_success, .timeout = 60) {
    char line[128];
    cr_assert_eq(replay("", "/proc/self", line, sizeof line), 1);
    cr_assert_str_eq(line, "0 of 0 equal\n");
    cr_assert_eq(replay("", "/no-such-folder", line, sizeof line), 66);
}
