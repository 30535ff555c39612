/* The shorthand of numbers: text, list or map to a distribution. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "builder.h"

typedef struct reader {
    ns_arena *arena;
    ns_diagnostics *diagnostics;
    bool short_of_memory;
} reader;

static bool read_node(ns_distribution *out, ns_provenance *said, const ns_node *node, reader *to);

static void *memory(reader *to, void *got) {
    if (!got) to->short_of_memory = true;
    return got;
}

static bool refuse(reader *to, ns_code_id code, const ns_node *node, const char *hint, const char *text) {
    ns_diagnostics_add(to->diagnostics, code, node->at, hint, "%s", text);
    return false;
}

/* What a faulty number looks like, for the hint. */
static const char *hint_for(const char *text) {
    if (!*text) return "write a number after the colon";
    if (text[0] == '0' && (text[1] == 'x' || text[1] == 'X'))
        return "hexadecimal is not read: write it in decimal";
    if (text[0] == '0' && text[1] >= '0' && text[1] <= '9')
        return "leading zeros are not read: is it octal, or decimal without the zero?";
    if (strchr(text, ':')) return "times are not numbers: write minutes, rounds or points in decimal";
    if (strchr(text, '_') || strchr(text, ',')) return "write digits without separators";
    if (strchr(text, '%')) return "write a share as 0.65, not 65%";
    if (strspn(text, "+-.0123456789") == strlen(text) && strchr(text, '.'))
        return "write 0.5 or 2.0, with digits on both sides of the point";
    return "a number is 40, [lo, hi], [lo, mode, hi] or 80±10; `negsim explain E304` has all forms";
}

static bool read_plain(double *out, const ns_node *node, reader *to) {
    if (node->kind == NS_NODE_SCALAR && !node->quoted && ns_number_parse(node->text, strlen(node->text), out))
        return true;
    if (node->kind != NS_NODE_SCALAR)
        return refuse(to, NS_CODE_NOT_A_NUMBER, node, NULL, "a plain number is wanted here");
    bool only_quotes = node->quoted && strspn(node->text, "+-.0123456789eE\xc2\xb1") == strlen(node->text);
    ns_diagnostics_add(to->diagnostics, NS_CODE_NOT_A_NUMBER, node->at,
                       only_quotes ? "remove the quotes: in quotes it is a text" : hint_for(node->text),
                       "'%s' is not a number", node->text);
    return false;
}

/* 80±10 or 80+-10: triangular from 70 to 90. */
static bool read_spread(ns_distribution *out, const ns_node *node, const char *mark, size_t mark_length,
                        reader *to) {
    double middle, spread;
    const char *after = mark + mark_length;
    if (!ns_number_parse(node->text, (size_t)(mark - node->text), &middle) ||
        !ns_number_parse(after, strlen(after), &spread)) {
        ns_diagnostics_add(to->diagnostics, NS_CODE_NOT_A_NUMBER, node->at, "write 80±10 without blanks",
                           "'%s' is not a number with a spread", node->text);
        return false;
    }
    if (spread < 0) {
        ns_diagnostics_add(to->diagnostics, NS_CODE_BAD_RANGE, node->at, "write 80±10",
                           "the spread of '%s' must be at least 0", node->text);
        return false;
    }
    *out = (ns_distribution){.kind = NS_TRIANGULAR, .a = middle - spread, .b = middle, .c = middle + spread};
    if (!(out->a < out->c)) *out = (ns_distribution){.kind = NS_CONSTANT, .a = middle};
    return true;
}

static bool read_scalar(ns_distribution *out, const ns_node *node, reader *to) {
    const char *mark = node->quoted ? NULL : strstr(node->text, "\xc2\xb1"),
               *ascii = node->quoted ? NULL : strstr(node->text, "+-");
    if (mark) return read_spread(out, node, mark, 2, to);
    if (ascii && ascii > node->text) return read_spread(out, node, ascii, 2, to);
    *out = (ns_distribution){.kind = NS_CONSTANT};
    return read_plain(&out->a, node, to);
}

/* The numbers as they stand in the file. */
static void list_text(char text[120], const ns_node *list) {
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < list->count && used < 80; i++)
        used += (size_t)snprintf(text + used, 120 - used, "%s%.30s", i ? ", " : "", list->items[i]->text);
}

static bool refuse_range(const ns_node *node, const double *x, reader *to) {
    char text[120];
    list_text(text, node);
    if (node->count == 3 && x[0] <= x[2])
        ns_diagnostics_add(to->diagnostics, NS_CODE_BAD_RANGE, node->at, "write [lo, mode, hi]",
                           "the mode of the range [%s] lies outside its ends", text);
    else
        ns_diagnostics_add(to->diagnostics, NS_CODE_BAD_RANGE, node->at, "write the lower number first",
                           "the range [%s] is inverted", text);
    return false;
}

static bool read_range(ns_distribution *out, const ns_node *node, reader *to) {
    double x[3] = {0, 0, 0};
    if (node->count != 2 && node->count != 3) {
        ns_diagnostics_add(to->diagnostics, NS_CODE_BAD_RANGE, node->at, "write [lo, hi] or [lo, mode, hi]",
                           "a range has two or three numbers, not %zu", node->count);
        return false;
    }
    bool good = true;
    for (size_t i = 0; i < node->count; i++) good = read_plain(&x[i], node->items[i], to) && good;
    if (!good) return false;
    for (size_t i = 1; i < node->count; i++)
        if (x[i] < x[i - 1]) return refuse_range(node, x, to);
    if (x[0] == x[node->count - 1])
        *out = (ns_distribution){.kind = NS_CONSTANT, .a = x[0]};
    else
        *out = (ns_distribution){
            .kind = node->count == 2 ? NS_UNIFORM : NS_TRIANGULAR, .a = x[0], .b = x[1], .c = x[2]};
    return true;
}

static bool check_shape(const ns_distribution *d, const ns_node *node, reader *to) {
    char text[120];
    if (d->kind != NS_BETA && d->b > 0) return true;
    if (d->kind == NS_BETA && fmin(d->a, d->b) >= 0.01 && fmax(d->a, d->b) <= 1e5) return true;
    list_text(text, node);
    ns_diagnostics_add(to->diagnostics, NS_CODE_BAD_DISTRIBUTION, node->at, NULL,
                       d->kind == NS_BETA
                           ? "the shapes of a beta are 0.01 to 100000, not [%s]"
                           : "the standard deviation, the second number, must be above 0: [%s]",
                       text);
    return false;
}

static bool read_shape(ns_distribution *out, ns_distribution_kind kind, const ns_node *node, reader *to) {
    *out = (ns_distribution){.kind = kind};
    if (node->kind != NS_NODE_LIST || node->count != 2)
        return refuse(to, NS_CODE_BAD_DISTRIBUTION, node,
                      kind == NS_BETA ? "{beta: [a, b]}" : "{normal: [mean, sd]}",
                      "two numbers are wanted in a list");
    bool good = read_plain(&out->a, node->items[0], to);
    good = read_plain(&out->b, node->items[1], to) && good;
    return good && check_shape(out, node, to);
}

static bool read_choice(ns_distribution *out, const ns_node *node, reader *to) {
    if (node->kind != NS_NODE_LIST || !node->count)
        return refuse(to, NS_CODE_BAD_DISTRIBUTION, node, "{choice: [10, 20, 50]}",
                      "a choice is a list of numbers");
    ns_distribution *parts = memory(to, NS_ARENA_NEW(to->arena, node->count, ns_distribution));
    bool good = parts != NULL;
    for (size_t i = 0; parts && i < node->count; i++)
        good = read_plain(&parts[i].a, node->items[i], to) && good;
    *out = (ns_distribution){.kind = NS_CHOICE, .part_count = node->count, .parts = parts};
    return good;
}

static bool read_experts(ns_distribution *out, const ns_node *node, reader *to) {
    if (node->kind != NS_NODE_MAP || !node->count)
        return refuse(to, NS_CODE_BAD_DISTRIBUTION, node, "{experts: {AB: [10, 20], CD: [15, 30]}}",
                      "experts is a map from names to numbers");
    ns_distribution *parts = memory(to, NS_ARENA_NEW(to->arena, node->count, ns_distribution));
    const char **names = memory(to, NS_ARENA_NEW(to->arena, node->count, const char *));
    bool good = parts && names;
    for (size_t i = 0; parts && names && i < node->count; i++) {
        const ns_node *said = node->pairs[i].value;
        names[i] = memory(to, ns_arena_text(to->arena, node->pairs[i].key->text));
        bool read = names[i] && read_node(&parts[i], &(ns_provenance){0}, said, to);
        if (read && parts[i].kind == NS_EXPERTS)
            read = refuse(to, NS_CODE_BAD_DISTRIBUTION, said, "name all experts in one map",
                          "experts may not stand within experts");
        good = good && read;
    }
    *out =
        (ns_distribution){.kind = NS_EXPERTS, .part_count = node->count, .parts = parts, .part_names = names};
    return good;
}

/* Where a key of provenance goes; NULL: it is none. */
static const char **said_place(ns_provenance *said, const char *key) {
    static const char *const words[] = {"basis", "source", "note", "by", "date"};
    const char **places[] = {&said->basis, &said->source, &said->note, &said->by, &said->date};
    for (int i = 0; i < 5; i++)
        if (strcmp(key, words[i]) == 0) return places[i];
    return NULL;
}

static bool read_said(const char **place, const ns_node *node, reader *to) {
    if (node->kind != NS_NODE_SCALAR)
        return refuse(to, NS_CODE_WRONG_KIND, node, NULL, "a text is wanted here");
    if (*node->text) *place = memory(to, ns_arena_text(to->arena, node->text));
    return !*node->text || *place;
}

static bool unknown_form(const ns_pair *pair, reader *to) {
    static const char *const words[] = {"range", "normal", "lognormal", "beta", "choice", "experts",
                                        "basis", "source", "note",      "by",   "date"};
    const char *nearest = ns_nearest_name(pair->key->text, words, sizeof words / sizeof *words);
    char hint[80] = "`negsim explain E304` has all forms of a number";
    if (nearest) snprintf(hint, sizeof hint, "did you mean '%s'?", nearest);
    ns_diagnostics_add(to->diagnostics, NS_CODE_BAD_DISTRIBUTION, pair->key->at, hint,
                       "'%s' is no form of a number", pair->key->text);
    return false;
}

/* One key of a map that stands for a number; *forms counts the keys that say what it is. */
static bool read_pair(ns_distribution *out, ns_provenance *said, const ns_pair *pair, reader *to,
                      int *forms) {
    const char *key = pair->key->text;
    const char **place = said_place(said, key);
    if (place) return read_said(place, pair->value, to);
    ++*forms;
    if (strcmp(key, "range") == 0) return read_node(out, said, pair->value, to);
    if (strcmp(key, "normal") == 0) return read_shape(out, NS_NORMAL, pair->value, to);
    if (strcmp(key, "lognormal") == 0) return read_shape(out, NS_LOGNORMAL, pair->value, to);
    if (strcmp(key, "beta") == 0) return read_shape(out, NS_BETA, pair->value, to);
    if (strcmp(key, "choice") == 0) return read_choice(out, pair->value, to);
    if (strcmp(key, "experts") == 0) return read_experts(out, pair->value, to);
    return unknown_form(pair, to);
}

static bool read_node(ns_distribution *out, ns_provenance *said, const ns_node *node, reader *to) {
    *out = (ns_distribution){.kind = NS_CONSTANT};
    if (node->kind == NS_NODE_SCALAR) return read_scalar(out, node, to);
    if (node->kind == NS_NODE_LIST) return read_range(out, node, to);
    int forms = 0;
    bool good = true;
    for (size_t i = 0; i < node->count; i++) good = read_pair(out, said, &node->pairs[i], to, &forms) && good;
    if (good && forms != 1)
        return refuse(to, NS_CODE_BAD_DISTRIBUTION, node, "{range: [20, 40], basis: assumption}",
                      forms ? "a number has one form" : "a number needs a `range`");
    return good;
}

bool ns_distribution_read(ns_distribution *out, ns_provenance *provenance, const ns_node *node,
                          ns_arena *arena, ns_diagnostics *diagnostics) {
    return b_read_distribution(out, provenance, node, arena, diagnostics) == NS_OK;
}

ns_status b_read_distribution(ns_distribution *out, ns_provenance *provenance, const ns_node *node,
                              ns_arena *arena, ns_diagnostics *diagnostics) {
    ns_provenance unused = {0};
    reader to = {arena, diagnostics, false};
    if (read_node(out, provenance ? provenance : &unused, node, &to)) return NS_OK;
    return to.short_of_memory ? NS_NO_MEMORY : NS_BAD_INPUT;
}
