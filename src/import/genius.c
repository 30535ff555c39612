/* GENIUS: a domain file and its profiles become a domain. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "import/import.h"
#include "import/xml.h"

#define SMALLEST_EVALUATION 0.00001 /* below it an issue is worth nothing: as in GENIUS */
enum { MOST_OPTIONS = 1000000, MOST_PARTIES = 100 };

typedef struct maker {
    ns_domain *out;
    ns_domain_issue *issues;
    ns_domain_party *parties;
    ns_diagnostics *diagnostics;
    ns_status status;
} maker;

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

static const char *stem(maker *self, const char *path) {
    const char *out = ns_domain_stem(self->out, path);
    if (out == NULL) self->status = NS_NO_MEMORY;
    return out ? out : "";
}

static void fault(maker *self, ns_location at, const char *hint, const char *text, const char *name) {
    ns_diagnostics_add(self->diagnostics, NS_CODE_XML, at, hint, "%s '%s'", text, name);
    if (self->status == NS_OK) self->status = NS_BAD_INPUT;
}

/* --- issues --------------------------------------------------------------------------------------------------------- */

static bool stands_before(const xml_issue *issue, size_t k) {
    for (size_t j = 0; j < k; j++)
        if (strcmp(issue->items[j].text, issue->items[k].text) == 0) return true;
    return false;
}

static void take_options(maker *self, ns_domain_issue *out, const xml_issue *issue) {
    const char **options = take(self, issue->count, sizeof *options);
    for (size_t k = 0; options != NULL && k < issue->count; k++) {
        if (stands_before(issue, k)) {
            ns_diagnostics_add(self->diagnostics, NS_CODE_IMPORT, issue->items[k].at, "the first one is kept",
                               "item '%s' stands twice", issue->items[k].text);
            continue;
        }
        options[out->option_count++] = keep(self, issue->items[k].text);
    }
    out->options = options;
    if (out->option_count == 0) fault(self, issue->at, NULL, "no items in issue", issue->name);
}

static void take_range(maker *self, ns_domain_issue *out, const xml_issue *issue) {
    if (!issue->has_lowest || !issue->has_highest || issue->highest < issue->lowest ||
        issue->highest - issue->lowest >= MOST_OPTIONS) {
        fault(self, issue->at, "lowerbound and upperbound, at most a million values",
              "no usable range in issue", issue->name);
        return;
    }
    out->lowest = issue->lowest;
    out->option_count = (uint32_t)(issue->highest - issue->lowest + 1);
    if (out->option_count > 1) return;
    const char **options = take(self, 1, sizeof *options);
    if (options == NULL) return;
    options[0] = ns_arena_format(self->out->arena, "%lld", issue->lowest);
    if (options[0] == NULL) self->status = NS_NO_MEMORY;
    out->options = options;
}

static void take_issues(maker *self, const xml_file *file) {
    self->out->issue_count = (uint32_t)file->issue_count;
    self->out->issues = self->issues = take(self, file->issue_count, sizeof *self->issues);
    if (file->issue_count == 0)
        ns_diagnostics_add(self->diagnostics, NS_CODE_XML, (ns_location){file->shown, 1, 1, 1},
                           "the domain file comes first, then the profiles", "no issue in the domain");
    if (file->issue_count == 0) self->status = NS_BAD_INPUT;
    for (size_t i = 0; self->status == NS_OK && i < file->issue_count; i++) {
        const xml_issue *issue = &file->issues[i];
        self->issues[i] = (ns_domain_issue){.name = keep(self, issue->name), .integer = issue->integer};
        if (issue->integer)
            take_range(self, &self->issues[i], issue);
        else
            take_options(self, &self->issues[i], issue);
    }
}

/* --- profiles --------------------------------------------------------------------------------------------------------- */

static const xml_issue *find_issue(const xml_file *profile, long long index) {
    for (size_t i = 0; i < profile->issue_count; i++)
        if (profile->issues[i].index == index) return &profile->issues[i];
    return NULL;
}

static const xml_item *find_item(const xml_issue *issue, const char *text) {
    for (size_t k = 0; k < issue->count; k++)
        if (strcmp(issue->items[k].text, text) == 0) return &issue->items[k];
    return NULL;
}

static void evaluate_options(maker *self, const ns_domain_issue *issue, const xml_issue *said, double *out) {
    double largest = -HUGE_VAL;
    for (size_t k = 0; k < said->count; k++) largest = fmax(largest, said->items[k].evaluation);
    for (uint32_t o = 0; o < issue->option_count; o++) {
        const xml_item *item = find_item(said, issue->options[o]);
        if (item == NULL || !item->evaluated)
            ns_diagnostics_add(self->diagnostics, NS_CODE_IMPORT, item ? item->at : said->at,
                               "it counts as 0", "no evaluation of '%s'", issue->options[o]);
        out[o] = item == NULL || largest < SMALLEST_EVALUATION ? 0 : item->evaluation / largest;
    }
}

static void evaluate_range(const ns_domain_issue *issue, const xml_issue *said, double *out) {
    const long long lowest = said->has_lowest ? said->lowest : issue->lowest;
    for (uint32_t o = 0; o < issue->option_count; o++) {
        const double e = said->slope * (double)(issue->lowest + o - lowest) + said->offset;
        out[o] = e < 0 ? 0 : e > 1 ? 1 : e;
    }
}

static double weight_of(const xml_file *profile, long long index) {
    for (size_t k = 0; k < profile->weight_count; k++)
        if (profile->weights[k].index == index) return profile->weights[k].value;
    return 0;
}

/* index: of the issue in the domain file. */
static void take_values(maker *self, const xml_file *profile, uint32_t i, long long index, double *out) {
    const ns_domain_issue *issue = &self->issues[i];
    const xml_issue *said = find_issue(profile, index);
    if (said == NULL)
        fault(self, (ns_location){profile->shown, 1, 1, 1}, "a profile evaluates every issue of its domain",
              "nothing is said of issue", issue->name);
    else if (said->integer != issue->integer)
        fault(self, said->at, NULL, "of another type than in the domain: issue", issue->name);
    else if (issue->integer)
        evaluate_range(issue, said, out);
    else
        evaluate_options(self, issue, said, out);
}

static void take_profile(maker *self, ns_domain_party *out, const xml_file *domain, const xml_file *profile,
                         const char *path) {
    const uint32_t n = self->out->issue_count;
    double *weights = take(self, n, sizeof *weights);
    const double **values = take(self, n, sizeof *values);
    *out =
        (ns_domain_party){.name = stem(self, path),
                          .reservation = profile->reservation,
                          .discount = profile->discount > 0 && profile->discount < 1 ? profile->discount : 1,
                          .weights = weights,
                          .values = values};
    for (uint32_t i = 0; i < n && self->status == NS_OK; i++) {
        double *of = take(self, self->issues[i].option_count, sizeof *of);
        if (of == NULL) return;
        weights[i] = weight_of(profile, domain->issues[i].index);
        values[i] = of;
        take_values(self, profile, i, domain->issues[i].index, of);
    }
}

static void take_profiles(maker *self, const xml_file *domain, const char *const *paths, size_t count) {
    self->out->parties = self->parties = take(self, count, sizeof *self->parties);
    self->out->party_count = (uint32_t)count;
    for (size_t k = 0; k < count && self->status == NS_OK; k++) {
        xml_file profile;
        const ns_status status = xml_read(&profile, paths[k], self->diagnostics);
        if (status != NS_OK) self->status = status;
        if (status == NS_OK) take_profile(self, &self->parties[k], domain, &profile, paths[k]);
        xml_free(&profile);
    }
}

/* --- the domain ----------------------------------------------------------------------------------------------------------- */

ns_status ns_domain_read_genius(ns_domain **out, const char *domain, const char *const *profiles,
                                size_t count, ns_diagnostics *diagnostics) {
    xml_file file;
    *out = NULL;
    if (count == 0 || count > MOST_PARTIES) return NS_BAD_USAGE;
    maker self = {.out = ns_domain_new(), .diagnostics = diagnostics};
    if (self.out == NULL) return NS_NO_MEMORY;
    self.status = xml_read(&file, domain, diagnostics);
    if (self.status == NS_OK) {
        const bool named = file.name != NULL && strcmp(file.name, "root") != 0 && file.name[0] != '\0';
        self.out->name = named ? keep(&self, file.name) : stem(&self, domain);
        take_issues(&self, &file);
        if (self.status == NS_OK) take_profiles(&self, &file, profiles, count);
    }
    xml_free(&file);
    if (self.status == NS_OK)
        *out = self.out;
    else
        ns_domain_free(self.out);
    return self.status;
}
