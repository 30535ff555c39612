/* NegoLog: a folder with the two profiles of a domain, in JSON. */
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "import/import.h"

typedef struct maker {
    ns_domain *out;
    ns_diagnostics *diagnostics;
    const char *shown; /* file being read */
    ns_status status;
} maker;

static void fault(maker *self, uint32_t line, uint32_t column, const char *text, const char *name) {
    ns_diagnostics_add(self->diagnostics, NS_CODE_XML, (ns_location){self->shown, line, column, line ? 1 : 0},
                       "reservationValue, issueWeights {issue: weight}, issues {issue: {option: value}}",
                       "%s '%s'", text, name);
    if (self->status == NS_OK) self->status = NS_BAD_INPUT;
}

static json_t *read_file(maker *self, const char *path) {
    json_error_t error;
    char *text = NULL;
    json_t *root = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
    FILE *file = fopen(path, "rb");
    if (file != NULL) {
        text = calloc(1, 1 << 20);
        const size_t length = text ? fread(text, 1, (1 << 20) - 1, file) : 0;
        self->shown = ns_diagnostics_add_source(self->diagnostics, path, text ? text : "", length);
        fclose(file);
        free(text);
    } else {
        self->shown = ns_diagnostics_add_source(self->diagnostics, path, "", 0);
        ns_diagnostics_add(self->diagnostics, NS_CODE_NO_INPUT, (ns_location){self->shown, 0, 0, 0},
                           "a NegoLog folder has profileA.json and profileB.json", "cannot read '%s'", path);
        self->status = NS_NO_INPUT;
        return NULL;
    }
    if (root == NULL)
        fault(self, error.line > 0 ? (uint32_t)error.line : 1, error.column > 0 ? (uint32_t)error.column : 1,
              "not well-formed JSON:", error.text);
    return root;
}

static void *take(maker *self, size_t count, size_t size) {
    void *out = ns_arena_array(self->out->arena, count, size);
    if (out == NULL) self->status = NS_NO_MEMORY;
    return out;
}

static const char *keep(maker *self, const char *text) {
    const char *out = ns_arena_text(self->out->arena, text);
    if (out == NULL) self->status = NS_NO_MEMORY;
    return out ? out : "";
}

/* --- the issues of the first profile --------------------------------------------------------------------------------- */

static void take_options(maker *self, ns_domain_issue *out, json_t *values) {
    const char *name;
    json_t *value;
    const char **options = take(self, json_object_size(values), sizeof *options);
    if (options == NULL) return;
    json_object_foreach(values, name, value) options[out->option_count++] = keep(self, name);
    out->options = options;
    if (out->option_count == 0) fault(self, 1, 1, "no options in issue", out->name);
}

static void take_issues(maker *self, json_t *issues) {
    const char *name;
    json_t *values;
    ns_domain_issue *out = take(self, json_object_size(issues), sizeof *out);
    self->out->issues = out;
    if (json_object_size(issues) == 0) fault(self, 1, 1, "nothing under", "issues");
    if (out == NULL) return;
    json_object_foreach(issues, name, values) {
        ns_domain_issue *issue = &out[self->out->issue_count++];
        issue->name = keep(self, name);
        take_options(self, issue, values);
    }
}

/* --- a profile ------------------------------------------------------------------------------------------------------------ */

static double number(maker *self, const json_t *value, const char *name) {
    const double out = json_number_value(value);
    if (!json_is_number(value) || !isfinite(out)) fault(self, 1, 1, "not a number:", name);
    return out;
}

static const double *take_values(maker *self, const ns_domain_issue *issue, const json_t *values) {
    double *out = take(self, issue->option_count, sizeof *out);
    for (uint32_t o = 0; out != NULL && o < issue->option_count; o++) {
        const json_t *value = json_object_get(values, issue->options[o]);
        if (value == NULL)
            ns_diagnostics_add(self->diagnostics, NS_CODE_IMPORT, (ns_location){self->shown, 1, 1, 1},
                               "it counts as 0", "no value of '%s' in '%s'", issue->options[o], issue->name);
        else
            out[o] = number(self, value, issue->options[o]);
    }
    return out;
}

static void take_profile(maker *self, ns_domain_party *out, const char *path, const json_t *root) {
    const uint32_t n = self->out->issue_count;
    const json_t *weights = json_object_get(root, "issueWeights"), *issues = json_object_get(root, "issues"),
                 *reservation = json_object_get(root, "reservationValue");
    double *kept = take(self, n, sizeof *kept);
    const double **values = take(self, n, sizeof *values);
    const char *stem = ns_domain_stem(self->out, path);
    if (kept == NULL || values == NULL || stem == NULL) return;
    *out = (ns_domain_party){.name = stem, .discount = 1, .weights = kept, .values = values};
    if (reservation != NULL) out->reservation = number(self, reservation, "reservationValue");
    for (uint32_t i = 0; i < n; i++) {
        const char *name = self->out->issues[i].name;
        const json_t *of = json_object_get(issues, name), *weight = json_object_get(weights, name);
        if (!json_is_object(of) || weight == NULL) {
            fault(self, 1, 1, "nothing is said of issue", name);
            return;
        }
        kept[i] = number(self, weight, name);
        values[i] = take_values(self, &self->out->issues[i], of);
    }
}

static void read_profile(maker *self, ns_domain_party *out, const char *folder, const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    json_t *root = read_file(self, path);
    if (root != NULL && self->status == NS_OK && self->out->issues == NULL)
        take_issues(self, json_object_get(root, "issues"));
    if (root != NULL && self->status == NS_OK) take_profile(self, out, path, root);
    json_decref(root);
}

/* `domains/domain7/` is called domain7. */
static const char *folder_name(maker *self, const char *folder) {
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/') length--;
    size_t from = length;
    while (from > 0 && folder[from - 1] != '/') from--;
    const char *out = ns_arena_text_n(self->out->arena, folder + from, length - from);
    if (out == NULL) self->status = NS_NO_MEMORY;
    return out;
}

ns_status ns_domain_read_negolog(ns_domain **out, const char *folder, ns_diagnostics *diagnostics) {
    maker self = {.out = ns_domain_new(), .diagnostics = diagnostics};
    *out = NULL;
    if (self.out == NULL) return NS_NO_MEMORY;
    self.out->name = folder_name(&self, folder);
    ns_domain_party *parties = take(&self, 2, sizeof *parties);
    self.out->parties = parties;
    self.out->party_count = 2;
    if (self.status == NS_OK) read_profile(&self, &parties[0], folder, "profileA.json");
    if (self.status == NS_OK) read_profile(&self, &parties[1], folder, "profileB.json");
    if (self.status == NS_OK)
        *out = self.out;
    else
        ns_domain_free(self.out);
    return self.status;
}
