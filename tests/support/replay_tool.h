/* Runs one of the replay tools of the build folder and looks at what it says last. */
#ifndef NEGSIM_TEST_REPLAY_TOOL_H
#define NEGSIM_TEST_REPLAY_TOOL_H

#include <criterion/criterion.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "reference_folder.h"

/* BUILD/MODE/tests/validity/test_NAME: the tools are in BUILD/tests. */
static inline void find_replay_tool(const char *tool, char *path, size_t room) {
    char self[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    cr_assert_gt(length, 0);
    self[length] = 0;
    for (int k = 0; k < 4; k++) {
        char *end = strrchr(self, '/');
        cr_assert(end, "%s is not in a build folder", self);
        *end = 0;
    }
    snprintf(path, room, "%s/tests/%s", self, tool);
    cr_assert_eq(access(path, X_OK), 0, "%s is missing: make build-tests", path);
}

/* What it printed last goes to line; returns its exit code. */
static inline int run_replay_tool(const char *tool, const char *option, const char *folder, char *line,
                                  int room) {
    char path[PATH_MAX + 64], command[3 * PATH_MAX], printed[1024];
    find_replay_tool(tool, path, sizeof path);
    snprintf(command, sizeof command, "'%s' %s '%s'", path, option, folder);
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

/* All of a folder of the reference data is equal, `least` comparisons or more; skipped where the data is not on this machine. */
static inline void must_all_be_replayed(const char *tool, const char *option, const char *name, int least) {
    char folder[PATH_MAX], line[128];
    int equal = 0, of = -1;
    if (!reference_folder()) {
        fprintf(stderr, "skipped: no folder of reference data\n");
        return;
    }
    snprintf(folder, sizeof folder, "%s/%s", reference_folder(), name);
    int code = run_replay_tool(tool, option, folder, line, sizeof line);
    cr_assert_eq(sscanf(line, "%d of %d equal", &equal, &of), 2, "%s", line);
    cr_assert_eq(equal, of, "%s", line);
    cr_assert_geq(of, least);
    cr_assert_eq(code, 0);
}

#endif
