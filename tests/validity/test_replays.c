/* Runs and figures of other programs and of the literature, replayed by the tools in build/tests. */
#include <criterion/criterion.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "reference_folder.h"

/* BUILD/MODE/tests/validity/test_replays: the tools are in BUILD/tests. */
static void find_tool(const char *name, char *path, size_t room) {
    char self[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    cr_assert_gt(length, 0);
    self[length] = 0;
    for (int k = 0; k < 4; k++) {
        char *end = strrchr(self, '/');
        cr_assert(end, "%s is not in a build folder", self);
        *end = 0;
    }
    snprintf(path, room, "%s/tests/%s", self, name);
    cr_assert_eq(access(path, X_OK), 0, "%s is missing: make build-tests", path);
}

/* Its exit code; what it printed last goes to line. */
static int replay(const char *tool, const char *folder, char *line, int room) {
    char path[PATH_MAX + 64], command[3 * PATH_MAX], printed[1024];
    find_tool(tool, path, sizeof path);
    snprintf(command, sizeof command, "'%s' '%s'", path, folder);
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

static void must_all_be_equal(const char *tool, const char *under, int at_least) {
    char folder[PATH_MAX], line[128];
    int equal = 0, of = -1;
    if (!reference_folder()) {
        fprintf(stderr, "skipped: no folder of reference figures\n");
        return;
    }
    snprintf(folder, sizeof folder, "%s/%s", reference_folder(), under);
    int code = replay(tool, folder, line, sizeof line);
    cr_assert_eq(sscanf(line, "%d of %d equal", &equal, &of), 2, "%s", line);
    cr_assert_eq(equal, of, "%s", line);
    cr_assert_geq(of, at_least);
    cr_assert_eq(code, 0);
}

Test(replays, negmas, .timeout = 120) { must_all_be_equal("replay-negmas", "negmas", 2760); }
Test(replays, genius, .timeout = 120) { must_all_be_equal("replay-genius", "genius", 770); }

Test(replays, an_empty_folder_is_no_success, .timeout = 60) {
    static const char *const tools[] = {"replay-negmas", "replay-genius"};
    char line[128];
    for (int k = 0; k < 2; k++) {
        cr_assert_eq(replay(tools[k], "/proc/self", line, sizeof line), 1);
        cr_assert_str_eq(line, "0 of 0 equal\n");
    }
}
