/* Domains: sizes, values, and the way to a scenario file. */
#include "import/import.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/document.h"
#include "negsim/number.h"

ns_domain *ns_domain_new(void) {
    ns_arena *arena = ns_arena_new();
    ns_domain *out = arena == NULL ? NULL : ns_arena_array(arena, 1, sizeof *out);
    if (out == NULL)
        ns_arena_free(arena);
    else
        out->arena = arena;
    return out;
}

const char *ns_domain_stem(ns_domain *self, const char *path) {
    const char *slash = strrchr(path, '/'), *from = slash ? slash + 1 : path, *dot = strrchr(from, '.');
    const size_t length = dot && dot > from ? (size_t)(dot - from) : strlen(from);
    return ns_arena_text_n(self->arena, from, length);
}

void ns_domain_free(ns_domain *self) {
    if (self != NULL) ns_arena_free(self->arena);
}

double ns_domain_outcomes(const ns_domain *self) {
    double count = 1;
    for (uint32_t i = 0; i < self->issue_count; i++) count *= self->issues[i].option_count;
    return count;
}

double ns_domain_value(const ns_domain *self, uint32_t party, const uint32_t *option) {
    const ns_domain_party *at = &self->parties[party];
    double sum = 0;
    for (uint32_t i = 0; i < self->issue_count; i++) sum += at->weights[i] * at->values[i][option[i]];
    return sum < 1 ? sum : 1;
}

/* --- names --------------------------------------------------------------------------------------------------------- */

enum { KEY_ROOM = 48 };

/* A key of the format made of a name: letters, digits and underscores, beginning with a letter. */
static void make_key(char out[KEY_ROOM], const char *name, const char *prefix, uint32_t number) {
    static const char *const reserved[] = {"na",    "nan", "null", "none", "true",
                                           "false", "yes", "no",   "on",   "off"};
    size_t n = 0;
    for (const char *c = name; *c && n + 12 < KEY_ROOM; c++) {
        if (isalnum((unsigned char)*c))
            out[n++] = (char)tolower((unsigned char)*c);
        else if (n && out[n - 1] != '_')
            out[n++] = '_';
    }
    while (n && out[n - 1] == '_') n--;
    out[n] = '\0';
    bool bad = n == 0 || !isalpha((unsigned char)out[0]);
    for (size_t k = 0; k < sizeof reserved / sizeof *reserved; k++) bad |= strcmp(out, reserved[k]) == 0;
    if (bad) snprintf(out, KEY_ROOM, "%s%u", prefix, number);
}

typedef struct keys {
    uint32_t count;
    char (*of)[KEY_ROOM];
} keys;

static int by_text(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

/* Names that would give one key for two things are numbered instead, all of them. */
static bool all_differ(const keys *self) {
    const char **sorted = malloc((self->count + 1) * sizeof *sorted);
    bool differ = sorted != NULL;
    for (uint32_t k = 0; sorted != NULL && k < self->count; k++) sorted[k] = self->of[k];
    if (sorted != NULL) qsort(sorted, self->count, sizeof *sorted, by_text);
    for (uint32_t k = 1; sorted != NULL && k < self->count; k++)
        differ &= strcmp(sorted[k - 1], sorted[k]) != 0;
    free(sorted);
    return differ;
}

static const char *issue_name(const void *of, uint32_t k) { return ((const ns_domain_issue *)of)[k].name; }
static const char *party_name(const void *of, uint32_t k) { return ((const ns_domain_party *)of)[k].name; }
static const char *option_name(const void *of, uint32_t k) { return ((const char *const *)of)[k]; }

static keys make_keys(uint32_t count, const char *(*name)(const void *, uint32_t), const void *of,
                      const char *prefix) {
    keys out = {.count = count, .of = calloc(count + (size_t)1, sizeof *out.of)};
    for (uint32_t k = 0; out.of != NULL && k < count; k++) make_key(out.of[k], name(of, k), prefix, k + 1);
    if (out.of == NULL || all_differ(&out)) return out;
    for (uint32_t k = 0; k < count; k++) snprintf(out.of[k], KEY_ROOM, "%s%u", prefix, k + 1);
    return out;
}

/* --- a scenario file ---------------------------------------------------------------------------------------------------- */

static void put_number(ns_buffer *out, double value) {
    char text[NS_NUMBER_TEXT];
    ns_number_shortest(text, value);
    ns_buffer_add(out, text);
}

static void put_title(ns_buffer *out, const char *text) { ns_yaml_write_scalar(out, text, true); }

static void put_options(ns_buffer *out, const ns_domain_issue *issue) {
    const keys names = make_keys(issue->option_count, option_name, issue->options, "o");
    ns_buffer_add(out, "    options:\n");
    for (uint32_t o = 0; names.of != NULL && o < names.count; o++) {
        ns_buffer_format(out, "      %s: ", names.of[o]);
        put_title(out, issue->options[o]);
        ns_buffer_char(out, '\n');
    }
    if (names.of == NULL && out->status == NS_OK) out->status = NS_NO_MEMORY;
    free(names.of);
}

static void put_issues(ns_buffer *out, const ns_domain *self, const keys *names) {
    ns_buffer_add(out, "issues:\n");
    for (uint32_t i = 0; i < self->issue_count; i++) {
        const ns_domain_issue *issue = &self->issues[i];
        ns_buffer_format(out, "  %s:\n    title: ", names->of[i]);
        put_title(out, issue->name);
        ns_buffer_char(out, '\n');
        if (!issue->integer || issue->option_count == 1)
            put_options(out, issue);
        else
            ns_buffer_format(out, "    range: [%lld, %lld]\n", issue->lowest,
                             issue->lowest + issue->option_count - 1);
    }
}

static void put_values(ns_buffer *out, const ns_domain_issue *issue, const double *values) {
    const bool map = issue->integer && issue->option_count > 1;
    ns_buffer_char(out, map ? '{' : '[');
    for (uint32_t o = 0; o < issue->option_count; o++) {
        if (o) ns_buffer_add(out, ", ");
        if (map) ns_buffer_format(out, "%lld: ", issue->lowest + o);
        put_number(out, values[o]);
    }
    ns_buffer_char(out, map ? '}' : ']');
}

static void put_party(ns_buffer *out, const ns_domain *self, const ns_domain_talks *talks, const keys *issues,
                      uint32_t p) {
    const ns_domain_party *party = &self->parties[p];
    ns_buffer_add(out, "    title: ");
    put_title(out, party->name);
    ns_buffer_add(out, "\n    no_deal: ");
    put_number(out, talks->no_reservation ? 0 : party->reservation);
    if (party->discount < 1) {
        ns_buffer_add(out, "\n    discount: ");
        put_number(out, party->discount);
    }
    if (talks->concession != NULL) ns_buffer_format(out, "\n    concession: %s", talks->concession[p]);
    ns_buffer_add(out, "\n    priorities: as_written\n    issues:\n");
    for (uint32_t i = 0; i < self->issue_count; i++) {
        ns_buffer_format(out, "      %s: {priority: ", issues->of[i]);
        put_number(out, party->weights[i]);
        ns_buffer_add(out, ", values: ");
        put_values(out, &self->issues[i], party->values[i]);
        ns_buffer_add(out, "}\n");
    }
}

static void put_name(ns_buffer *out, const char *name) {
    size_t written = 0;
    ns_buffer_add(out, "name: ");
    for (const char *c = name; *c && written < 60; c++) {
        const bool fits = isalnum((unsigned char)*c) || *c == '-' || *c == '_';
        if (fits) ns_buffer_char(out, *c);
        written += fits;
    }
    if (!written) ns_buffer_add(out, "imported");
    ns_buffer_char(out, '\n');
}

void ns_domain_write_scenario(const ns_domain *self, const ns_domain_talks *talks, ns_buffer *out) {
    const uint32_t parties = talks->party_count ? talks->party_count : self->party_count;
    const keys issues = make_keys(self->issue_count, issue_name, self->issues, "issue"),
               names = make_keys(self->party_count, party_name, self->parties, "party");
    if (issues.of == NULL || names.of == NULL) {
        out->status = NS_NO_MEMORY;
    } else {
        ns_buffer_add(out, "negsim: 1\n");
        put_name(out, talks->name ? talks->name : self->name);
        ns_buffer_add(out, "title: ");
        put_title(out, self->name);
        ns_buffer_add(out, "\nscale: {full: 1, cap: true, slack: 0}\n");
        if (talks->more != NULL) ns_buffer_add(out, talks->more);
        put_issues(out, self, &issues);
        ns_buffer_add(out, "parties:\n");
        for (uint32_t p = 0; p < parties; p++) {
            ns_buffer_format(out, "  %s:\n", names.of[p]);
            put_party(out, self, talks, &issues, p);
        }
    }
    free(issues.of);
    free(names.of);
}
