/* A party's tactic, offers, acceptance and opponent model, with their arguments. */
#include <math.h>
#include <string.h>

#include "builder.h"

static const ns_preset *find_preset(const ns_registry *registry, const char *word, const ns_kind **kind) {
    for (const ns_kind *const *k = registry->kinds[NS_SORT_TACTIC]; *k; k++)
        for (const ns_preset *p = (*k)->presets; p && p->name; p++)
            if (strcmp(p->name, word) == 0) {
                *kind = *k;
                return p;
            }
    return NULL;
}

static void refuse_kind(builder *self, const ns_node *node, ns_sort sort) {
    const char *names[64];
    size_t count = 0;
    for (const ns_kind *const *k = self->registry->kinds[sort]; *k && count < 60; k++) {
        names[count++] = (*k)->name;
        for (const ns_preset *p = (*k)->presets; p && p->name && count < 60; p++) names[count++] = p->name;
    }
    b_unknown(self, NS_CODE_UNKNOWN_WORD, node, ns_sort_name(sort), node->text, names, count);
}

/* The kind that node names, or the standard one. *preset: the word was a preset. */
static const ns_kind *choose(builder *self, const ns_node *node, ns_sort sort, const char *standard,
                             const ns_preset **preset) {
    const ns_kind *kind = ns_registry_find(self->registry, sort, standard);
    *preset = NULL;
    if (!node || node->kind != NS_NODE_SCALAR) return kind;
    const ns_kind *named = ns_registry_find(self->registry, sort, node->text);
    if (!named && sort == NS_SORT_TACTIC) *preset = find_preset(self->registry, node->text, &named);
    if (!named) refuse_kind(self, node, sort);
    return named ? named : kind;
}

static uint32_t choose_word(builder *self, const ns_param *param, const ns_node *node) {
    uint32_t initial = (uint32_t)param->initial, count = 0;
    if (!node) return initial;
    for (; param->words[count]; count++)
        if (node->kind == NS_NODE_SCALAR && strcmp(param->words[count], node->text) == 0) return count;
    b_unknown(self, NS_CODE_UNKNOWN_WORD, node, param->name, node->kind == NS_NODE_SCALAR ? node->text : "",
              param->words, count);
    return initial;
}

/* A text has no default. */
static const char *read_text(builder *self, const ns_kind *kind, const ns_param *param, const ns_node *map,
                             const ns_node *node) {
    if (node && node->kind == NS_NODE_SCALAR && node->text[0]) return b_text(self, node->text);
    b_fault(self, node ? NS_CODE_WRONG_KIND : NS_CODE_MISSING_KEY,
            node  ? node
            : map ? map
                  : self->root,
            param->summary, "'%s' wants the text '%s'", kind->name, param->name);
    return "";
}

/* Scenarios travel; programs start only where the user says so. */
static void check_program(builder *self, const ns_plugin *plugin, const ns_node *node) {
    if (!plugin->kind || !plugin->kind->starts_program || !self->registry->no_programs) return;
    b_fault(self, NS_CODE_PROGRAM, node ? node : self->root, "--allow-programs, if you trust the file",
            "'%s' starts a program on this machine", plugin->kind->name);
}

static void read_arguments(builder *self, const ns_party *party, ns_plugin *plugin, const ns_node *map,
                           const ns_preset *preset) {
    const ns_param *params = plugin->kind ? plugin->kind->params : NULL;
    for (uint32_t i = 0; params && params[i].name && i < NS_MAX_PARAMS; i++) {
        const ns_node *node = ns_node_get(map, params[i].name);
        const char *path = b_format(self, "parties.%s.concession.%s", party->id, params[i].name);
        if (params[i].type == NS_PARAM_CHOICE) {
            plugin->arguments[i].choice = choose_word(self, &params[i], node);
            b_setting(self, path, params[i].words[plugin->arguments[i].choice], node);
            continue;
        }
        if (params[i].type == NS_PARAM_TEXT) {
            plugin->arguments[i].text = read_text(self, plugin->kind, &params[i], map, node);
            b_setting(self, path, plugin->arguments[i].text, node);
            continue;
        }
        bool fixed = preset && preset->param && strcmp(preset->param, params[i].name) == 0;
        if (fixed && node)
            b_fault(self, NS_CODE_CONFLICTING_KEYS, node, "write `tactic: time` to give it yourself",
                    "'%s' already says what '%s' is", preset->name, params[i].name);
        plugin->arguments[i].quantity =
            b_quantity_as(self, params[i].unit, params[i].lowest, params[i].highest, path, node,
                          fixed ? preset->value : params[i].initial);
    }
}

static bool has_param(const ns_kind *kind, const char *name) {
    for (const ns_param *p = kind ? kind->params : NULL; p && p->name; p++)
        if (strcmp(p->name, name) == 0) return true;
    return false;
}

static void check_keys(builder *self, const ns_party *party, const ns_node *map) {
    static const char *const own[] = {"tactic", "offer", "acceptance", "opponent_model"};
    const ns_kind *kinds[] = {party->tactic.kind, party->offer.kind, party->acceptance.kind,
                              party->opponent.kind};
    for (size_t i = 0; map && map->kind == NS_NODE_MAP && i < map->count; i++) {
        const char *key = map->pairs[i].key->text, *names[40];
        size_t count = 0;
        bool known = false;
        for (int k = 0; k < 4; k++) known |= strcmp(own[k], key) == 0 || has_param(kinds[k], key);
        if (known) continue;
        for (int k = 0; k < 4; k++) {
            names[count++] = own[k];
            for (const ns_param *p = kinds[k] ? kinds[k]->params : NULL; p && p->name && count < 36; p++)
                names[count++] = p->name;
        }
        b_unknown(self, NS_CODE_UNKNOWN_KEY, map->pairs[i].key, "parameter of the kinds chosen is called",
                  key, names, count);
    }
}

/* The exponential form needs a start above 0: 0.01 where none is given. */
static void fix_start(builder *self, ns_party *party, const ns_node *map) {
    const ns_param *params = party->tactic.kind ? party->tactic.kind->params : NULL;
    uint32_t form = NS_NONE, start = NS_NONE;
    for (uint32_t i = 0; params && params[i].name; i++) {
        if (strcmp(params[i].name, "form") == 0) form = i;
        if (strcmp(params[i].name, "start") == 0) start = i;
    }
    if (form == NS_NONE || start == NS_NONE ||
        strcmp(params[form].words[party->tactic.arguments[form].choice], "exponential") != 0 ||
        self->status != NS_OK)
        return;
    ns_quantity *q = &self->quantities[party->tactic.arguments[start].quantity];
    double low, high;
    if (q->is_default) q->distribution.a = 0.01;
    ns_distribution_support(&q->distribution, &low, &high);
    if (low <= 0)
        b_fault(self, NS_CODE_OUT_OF_RANGE, ns_node_get(map, "start"), "0.01 is usual",
                "the exponential form needs a start above 0, not %s",
                b_shortest(self, fmax(low, -NS_LARGEST_NUMBER)));
}

void b_concession(builder *self, ns_party *party, const ns_node *node) {
    const ns_node *map = node && node->kind == NS_NODE_MAP ? node : NULL;
    const ns_node *tactic = map                                    ? ns_node_get(map, "tactic")
                            : node && node->kind == NS_NODE_SCALAR ? node
                                                                   : NULL;
    const ns_preset *preset, *none;
    if (node && node->kind == NS_NODE_LIST)
        b_fault(self, NS_CODE_WRONG_KIND, node,
                "boulware, linear, conceder, or {tactic: time, exponent: 0.5}",
                "concession must be a word or a map");
    party->tactic.kind = choose(self, tactic, NS_SORT_TACTIC, "time", &preset);
    party->offer.kind = choose(self, ns_node_get(map, "offer"), NS_SORT_OFFER, "logroll", &none);
    party->acceptance.kind =
        choose(self, ns_node_get(map, "acceptance"), NS_SORT_ACCEPTANCE, "target", &none);
    party->opponent.kind =
        choose(self, ns_node_get(map, "opponent_model"), NS_SORT_OPPONENT, "hardheaded", &none);
    check_keys(self, party, map);
    ns_plugin *plugins[] = {&party->tactic, &party->offer, &party->acceptance, &party->opponent};
    static const char *const names[] = {"tactic", "offer", "acceptance", "opponent_model"};
    for (int k = 0; k < 4; k++) {
        const ns_node *said = k == 0 ? tactic : ns_node_get(map, names[k]);
        const char *word = k == 0 && preset ? preset->name : plugins[k]->kind ? plugins[k]->kind->name : "";
        b_setting(self, b_format(self, "parties.%s.concession.%s", party->id, names[k]), word, said);
        check_program(self, plugins[k], said);
        read_arguments(self, party, plugins[k], map, k == 0 ? preset : NULL);
    }
    fix_start(self, party, map);
}
