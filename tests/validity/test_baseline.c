/* Every fact of docs/baseline.md names a path of scenarios/baseline.yaml, or says what it waits for. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "negsim.h"

static void load(ns_document **document, ns_diagnostics **diagnostics) {
    *diagnostics = ns_diagnostics_new();
    cr_assert_eq(ns_document_load(document, "scenarios/baseline.yaml", *diagnostics), NS_OK,
                 "run from the top folder of the repository");
}

/* The text between the first two back-quotes of the last cell; NULL: it has none. */
static char *path_of(char *line) {
    char *cell = line;
    for (int bar = 0; bar < 4; bar++) cell = strchr(cell, '|') + 1;
    char *open = strchr(cell, '`'), *close = open ? strchr(open + 1, '`') : NULL;
    if (!close) return NULL;
    *close = '\0';
    return open + 1;
}

Test(baseline, every_fact_resolves) {
    ns_document *document;
    ns_diagnostics *diagnostics;
    load(&document, &diagnostics);
    FILE *file = fopen("docs/baseline.md", "r");
    cr_assert_not_null(file);
    char line[1024];
    int facts = 0;
    while (fgets(line, sizeof line, file)) {
        int n = 0;
        if (sscanf(line, "| %d |", &n) != 1) continue;
        cr_assert_eq(n, ++facts, "fact %d out of order", n);
        char copy[1024];
        strcpy(copy, line);
        char *path = path_of(copy);
        if (!path)
            cr_assert_not_null(strstr(line, "waits: "), "fact %d has neither path nor reason", n);
        else
            cr_assert_not_null(ns_node_find(document->root, path), "fact %d: no path %s", n, path);
    }
    cr_assert_eq(facts, 30);
    fclose(file);
    ns_document_free(document);
    ns_diagnostics_free(diagnostics);
}

Test(baseline, has_the_size_of_the_case_and_a_basis_everywhere) {
    ns_document *document;
    ns_diagnostics *diagnostics;
    ns_scenario *scenario;
    load(&document, &diagnostics);
    cr_assert_eq(ns_scenario_build(&scenario, document, ns_registry_standard(), diagnostics), NS_OK);
    cr_assert_eq(scenario->package_count, 4800);
    cr_assert_eq(scenario->issue_count, 6);
    cr_assert_eq(scenario->party_count, 2);
    cr_assert_eq(scenario->parties[0].precondition_count, 1);
    cr_assert_eq(scenario->parties[1].precondition_count, 1);
    ns_scenario_check_basis(scenario, diagnostics);
    cr_assert_eq(ns_diagnostics_errors(diagnostics), 0);
    ns_scenario_free(scenario);
    ns_document_free(document);
    ns_diagnostics_free(diagnostics);
}
