/* The results folder: what is replaced, what is refused, what is never touched. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "output/folder.h"

/* A fresh folder of the test's own; everything is made in it. */
static char place[64];

static void enter(void) {
    strcpy(place, "/tmp/negsim-folder.XXXXXX");
    cr_assert_not_null(mkdtemp(place));
    cr_assert_eq(chdir(place), 0);
}

static void leave(void) {
    char command[256];
    snprintf(command, sizeof command, "chmod -R u+w '%s'; rm -rf '%s'", place, place);
    cr_assert_eq(system(command), 0);
}

TestSuite(folder, .init = enter, .fini = leave);

static void put_file(const char *path, const char *text) {
    FILE *file = fopen(path, "w");
    cr_assert_not_null(file, "%s", path);
    fputs(text, file);
    fclose(file);
}

static bool exists(const char *path) {
    struct stat facts;
    return lstat(path, &facts) == 0;
}

static void expect_file(const char *path, const char *text) {
    char held[256] = "";
    FILE *file = fopen(path, "r");
    cr_assert_not_null(file, "%s is missing", path);
    size_t length = fread(held, 1, sizeof held - 1, file);
    fclose(file);
    held[length] = '\0';
    cr_assert_str_eq(held, text, "%s", path);
}

static ns_status put(const ns_folder *folder, const char *file, const char *text,
                     ns_diagnostics *diagnostics) {
    ns_buffer buffer = {0};
    ns_buffer_add(&buffer, text);
    ns_status status = ns_folder_write(folder, file, &buffer, diagnostics);
    ns_buffer_free(&buffer);
    return status;
}

#define IDENTITY(name) "{\n  \"generator\": \"negsim\",\n  \"scenario\": \"" name "\"\n}\n"

/* One run that writes summary.csv and the data package. Returns what opening said. */
static ns_status run_as(const char *scenario, const char *identity, const char *summary, ns_replace replace) {
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    ns_folder folder;
    ns_status status = ns_folder_open(&folder, "out", scenario, replace, diagnostics);
    if (status == NS_OK) {
        cr_assert_eq(put(&folder, "summary.csv", summary, diagnostics), NS_OK);
        cr_assert_eq(put(&folder, NS_DATAPACKAGE, identity, diagnostics), NS_OK);
        cr_assert_eq(ns_folder_swap(&folder, diagnostics), NS_OK);
    } else {
        cr_assert_gt(ns_diagnostics_errors(diagnostics), 0, "a refusal says why");
    }
    ns_folder_close(&folder);
    ns_diagnostics_free(diagnostics);
    cr_assert(!exists("out.part"), "nothing half-written is left");
    return status;
}

static ns_status run(const char *summary) {
    return run_as("lesson", IDENTITY("lesson"), summary, NS_REPLACE_OWN);
}

Test(folder, a_new_folder_appears_with_its_parents) {
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    ns_folder folder;
    cr_assert_eq(ns_folder_open(&folder, "a/b/c/", "lesson", NS_REPLACE_OWN, diagnostics), NS_OK);
    cr_assert(exists("a/b/c.part") && !exists("a/b/c"));
    cr_assert_eq(put(&folder, NS_DATAPACKAGE, "x", diagnostics), NS_OK);
    cr_assert_eq(ns_folder_swap(&folder, diagnostics), NS_OK);
    ns_folder_close(&folder);
    ns_diagnostics_free(diagnostics);
    expect_file("a/b/c/datapackage.json", "x");
    cr_assert(!exists("a/b/c.part"));
}

Test(folder, results_of_the_same_scenario_are_replaced_and_stale_tables_go) {
    cr_assert_eq(run("one"), NS_OK);
    put_file("out/runs.csv", "stale");
    cr_assert_eq(run("two"), NS_OK);
    expect_file("out/summary.csv", "two");
    cr_assert(!exists("out/runs.csv"));
}

Test(folder, foreign_files_stay_beside_own_results) {
    cr_assert_eq(run("one"), NS_OK);
    put_file("out/letter.txt", "precious");
    put_file("out/my_summary.csv", "mine");
    put_file("out/runs.csv", "stale");
    mkdir("out/plots", 0777);
    put_file("out/plots/a.png", "picture");
    cr_assert_eq(run("two"), NS_OK);
    expect_file("out/summary.csv", "two");
    expect_file("out/letter.txt", "precious");
    expect_file("out/my_summary.csv", "mine");
    expect_file("out/plots/a.png", "picture");
    cr_assert(!exists("out/runs.csv"));
}

Test(folder, another_scenario_is_refused_unless_forced) {
    cr_assert_eq(run("one"), NS_OK);
    cr_assert_eq(run_as("other", IDENTITY("other"), "two", NS_REPLACE_OWN), NS_BAD_USAGE);
    expect_file("out/summary.csv", "one");
    cr_assert_eq(run_as("lesson2", IDENTITY("lesson2"), "two", NS_REPLACE_OWN), NS_BAD_USAGE,
                 "a name that only begins alike");
    cr_assert_eq(run_as("other", IDENTITY("other"), "two", NS_REPLACE_ANY), NS_OK);
    expect_file("out/summary.csv", "two");
    cr_assert_eq(run("three"), NS_BAD_USAGE);
}

Test(folder, a_foreign_folder_is_refused_and_with_force_its_files_stay) {
    mkdir("out", 0777);
    put_file("out/letter.txt", "precious");
    cr_assert_eq(run("one"), NS_BAD_USAGE);
    cr_assert(!exists("out/summary.csv"));
    cr_assert_eq(run_as("lesson", IDENTITY("lesson"), "one", NS_REPLACE_ANY), NS_OK);
    expect_file("out/letter.txt", "precious");
    expect_file("out/summary.csv", "one");
}

Test(folder, a_foreign_file_with_a_tables_name_is_never_overwritten) {
    mkdir("out", 0777);
    put_file("out/summary.csv", "mine");
    cr_assert_eq(run("one"), NS_BAD_USAGE);
    cr_assert_eq(run_as("lesson", IDENTITY("lesson"), "one", NS_REPLACE_ANY), NS_BAD_USAGE);
    expect_file("out/summary.csv", "mine");
}

Test(folder, an_empty_folder_is_taken) {
    mkdir("out", 0777);
    cr_assert_eq(run("one"), NS_OK);
    expect_file("out/summary.csv", "one");
}

Test(folder, without_a_swap_nothing_changes_and_the_part_goes) {
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    ns_folder folder;
    cr_assert_eq(run("one"), NS_OK);
    cr_assert_eq(ns_folder_open(&folder, "out", "lesson", NS_REPLACE_OWN, diagnostics), NS_OK);
    cr_assert_eq(put(&folder, "summary.csv", "two", diagnostics), NS_OK);
    cr_assert(exists("out.part/summary.csv"));
    ns_folder_close(&folder);
    ns_diagnostics_free(diagnostics);
    cr_assert(!exists("out.part"));
    expect_file("out/summary.csv", "one");
}

Test(folder, a_part_left_by_a_killed_run_is_taken_over) {
    mkdir("out.part", 0777);
    put_file("out.part/runs.csv", "half");
    cr_assert_eq(run("one"), NS_OK);
    cr_assert(!exists("out/runs.csv"));
}

Test(folder, a_part_with_foreign_files_is_refused_and_kept) {
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    ns_folder folder;
    mkdir("out.part", 0777);
    put_file("out.part/letter.txt", "precious");
    cr_assert_eq(ns_folder_open(&folder, "out", "lesson", NS_REPLACE_ANY, diagnostics), NS_BAD_USAGE);
    ns_folder_close(&folder);
    ns_diagnostics_free(diagnostics);
    expect_file("out.part/letter.txt", "precious");
}

Test(folder, two_runs_at_once_do_not_mix) {
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    ns_folder first, second;
    cr_assert_eq(ns_folder_open(&first, "out", "lesson", NS_REPLACE_OWN, diagnostics), NS_OK);
    cr_assert_eq(put(&first, "summary.csv", "one", diagnostics), NS_OK);
    cr_assert_eq(ns_folder_open(&second, "out", "lesson", NS_REPLACE_OWN, diagnostics), NS_BAD_USAGE);
    ns_folder_close(&second);
    expect_file("out.part/summary.csv", "one");
    ns_folder_close(&first);
    ns_diagnostics_free(diagnostics);
}

Test(folder, a_link_to_a_folder_stays_a_link) {
    mkdir("real", 0777);
    cr_assert_eq(symlink("real", "out"), 0);
    cr_assert_eq(run("one"), NS_OK);
    cr_assert_eq(run("two"), NS_OK);
    expect_file("real/summary.csv", "two");
    struct stat facts;
    cr_assert(lstat("out", &facts) == 0 && S_ISLNK(facts.st_mode));
}

static ns_status open_only(const char *path) {
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    ns_folder folder;
    ns_status status = ns_folder_open(&folder, path, "lesson", NS_REPLACE_OWN, diagnostics);
    cr_assert_eq(ns_diagnostics_errors(diagnostics) > 0, status != NS_OK);
    ns_folder_close(&folder);
    ns_diagnostics_free(diagnostics);
    return status;
}

Test(folder, where_nothing_can_be_written) {
    put_file("file", "text");
    cr_assert_eq(open_only("file"), NS_CANNOT_WRITE);
    cr_assert_eq(open_only("file/under"), NS_CANNOT_WRITE);
    cr_assert_eq(open_only("/proc/nowhere/out"), NS_CANNOT_WRITE);
    cr_assert_eq(open_only(""), NS_CANNOT_WRITE);
    expect_file("file", "text");
    if (geteuid() == 0) return; /* root may write anywhere */
    mkdir("closed", 0555);
    cr_assert_eq(open_only("closed/out"), NS_CANNOT_WRITE);
}

Test(folder, knows_its_own_files) {
    cr_assert(ns_folder_owns("runs.csv") && ns_folder_owns("datapackage.json") &&
              ns_folder_owns("run-info.json"));
    cr_assert(!ns_folder_owns("letter.txt") && !ns_folder_owns("run.csv") &&
              !ns_folder_owns("runs.csv.bak") && !ns_folder_owns(".csv"));
}

Test(folder, closing_nothing_is_legal) {
    ns_folder folder = {0};
    ns_folder_close(&folder);
}
