/* Quantities' paths in words. */
#include <string.h>

#include "negsim/number.h"
#include "output/names.h"

/* A path cut at its dots: what stands between `#held`, ids and keys. */
typedef struct path_words {
    char text[512];
    const char *word[12];
    size_t count;
    bool held;
} path_words;

static bool cut(path_words *self, const char *path) {
    size_t length = strlen(path);
    *self = (path_words){0};
    if (length >= sizeof self->text) return false;
    memcpy(self->text, path, length + 1);
    char *mark = strchr(self->text, '#');
    self->held = mark != NULL;
    if (mark) *mark = '\0';
    for (char *at = self->text; at && self->count < 12; self->count++) {
        self->word[self->count] = at;
        at = strchr(at, '.');
        if (at) *at++ = '\0';
    }
    return true;
}

/* An id with blanks for underscores. */
static void add_words(ns_buffer *out, const char *id) {
    for (; *id; id++) ns_buffer_char(out, *id == '_' ? ' ' : *id);
}

static void add_quoted(ns_buffer *out, const char *before, const char *id) {
    ns_buffer_format(out, "%s'", before);
    add_words(out, id);
    ns_buffer_char(out, '\'');
}

static const char *party_title(const ns_scenario *scenario, const char *id) {
    for (uint32_t p = 0; p < scenario->party_count; p++)
        if (strcmp(scenario->parties[p].id, id) == 0) return scenario->parties[p].title;
    return id;
}

static const char *mediator_title(const ns_scenario *scenario, const char *id) {
    for (uint32_t m = 0; m < scenario->mediator_count; m++)
        if (strcmp(scenario->mediators[m].id, id) == 0) return scenario->mediators[m].title;
    return id;
}

static const char *condition_title(const ns_scenario *scenario, const char *id) {
    for (uint32_t c = 0; c < scenario->condition_count; c++)
        if (strcmp(scenario->conditions[c].id, id) == 0) return scenario->conditions[c].title;
    return id;
}

/* The id of an option that a path names by its position. */
static const char *option_id(const ns_scenario *scenario, const char *issue, const char *option) {
    uint64_t position;
    if (!ns_number_parse_unsigned(option, strlen(option), &position)) return option;
    for (uint32_t i = 0; i < scenario->issue_count; i++) {
        const ns_issue *at = &scenario->issues[i];
        if (strcmp(at->id, issue) == 0 && !at->numeric && position < at->option_count)
            return at->options[position].id;
    }
    return option;
}

typedef struct phrase {
    const char *key, *words;
} phrase;

static const char *phrase_of(const phrase *table, const char *key) {
    for (; table->key; table++)
        if (strcmp(table->key, key) == 0) return table->words;
    return NULL;
}

/* parties.P.issues.I.KEY[.OPTION]: a priority, a flexibility, a value, a red line. */
static bool name_stance(ns_buffer *out, const ns_scenario *scenario, const path_words *path) {
    static const phrase phrases[] = {
        {"priority", "priority of "}, {"flexibility", "flexibility on "}, {NULL, NULL}};
    const char *issue = path->word[3], *key = path->count > 4 ? path->word[4] : "";
    const char *words = phrase_of(phrases, key);
    if (words && path->count == 5) {
        ns_buffer_add(out, words);
        add_words(out, issue);
        return true;
    }
    if (path->count < 6) return false;
    ns_buffer rest = {0}; /* a numeric option may hold a point: 2.5 */
    for (size_t k = 5; k < path->count; k++) ns_buffer_format(&rest, "%s%s", k > 5 ? "." : "", path->word[k]);
    const char *option = rest.text ? option_id(scenario, issue, rest.text) : "";
    if (strcmp(key, "red_lines") == 0)
        add_quoted(out, path->held ? "red line on " : "firmness of the red line on ", option);
    else if (strcmp(key, "values") == 0)
        add_quoted(out, "value of ", option);
    bool known = strcmp(key, "red_lines") == 0 || strcmp(key, "values") == 0;
    ns_buffer_free(&rest);
    if (!known) return false;
    ns_buffer_add(out, " (");
    add_words(out, issue);
    ns_buffer_add(out, path->held ? ") holds" : ")");
    return true;
}

static bool name_of_party(ns_buffer *out, const ns_scenario *scenario, const path_words *path) {
    static const phrase phrases[] = {
        {"no_deal", "value of no deal"}, {"audience_cost", "audience cost"}, {NULL, NULL}};
    if (path->count < 3) return false;
    const char *key = path->word[2], *words = phrase_of(phrases, key);
    bool insists = path->held && strcmp(key, "preconditions") == 0;
    ns_buffer_format(out, "%s%s ", party_title(scenario, path->word[1]), insists ? "" : ",");
    if (strcmp(key, "issues") == 0 && path->count > 3) return name_stance(out, scenario, path);
    if (strcmp(key, "preconditions") == 0 && path->count > 3) {
        add_quoted(out, path->held ? "insists on " : "firmness of ", path->word[3]);
    } else if (strcmp(key, "links") == 0 && path->count > 3) {
        add_quoted(out, "points of the link ", path->word[3]);
    } else if (path->count == 3) {
        add_words(out, words ? words : key);
    } else {
        add_words(out, path->word[path->count - 1]);
        ns_buffer_add(out, " of ");
        add_words(out, key);
    }
    return true;
}

static bool name_of_mediator(ns_buffer *out, const ns_scenario *scenario, const path_words *path) {
    if (path->count < 3) return false;
    const char *key = path->word[2];
    ns_buffer_format(out, "%s, ", mediator_title(scenario, path->word[1]));
    if (path->count == 3) {
        add_words(out, key);
    } else if (strcmp(key, "credibility") == 0 || strcmp(key, "bias") == 0) {
        ns_buffer_format(out, "%s %s", strcmp(key, "bias") == 0 ? "bias toward" : "credibility with",
                         party_title(scenario, path->word[3]));
    } else if (strcmp(key, "style") == 0) {
        ns_buffer_add(out, "style: ");
        add_words(out, path->word[3]);
    } else {
        ns_buffer_format(out, "%s: ", key);
        add_words(out, path->word[3]);
    }
    return true;
}

static bool name_of_condition(ns_buffer *out, const ns_scenario *scenario, const path_words *path) {
    if (path->count != 3) return false;
    ns_buffer_format(out, "%s, %s", condition_title(scenario, path->word[1]),
                     path->held ? "available" : "how probable");
    return true;
}

void ns_name_quantity(ns_buffer *out, const ns_scenario *scenario, const char *path) {
    path_words words;
    ns_buffer name = {0};
    bool named = false;
    if (cut(&words, path)) {
        if (strcmp(words.word[0], "parties") == 0) named = name_of_party(&name, scenario, &words);
        if (strcmp(words.word[0], "mediators") == 0) named = name_of_mediator(&name, scenario, &words);
        if (strcmp(words.word[0], "conditions") == 0) named = name_of_condition(&name, scenario, &words);
    }
    if (strcmp(path, "mediation.coherence") == 0) {
        ns_buffer_add(&name, "Coherence of the mediators");
        named = true;
    }
    if (name.status != NS_OK) out->status = name.status;
    ns_buffer_add(out, named && name.text ? name.text : path);
    ns_buffer_free(&name);
}
