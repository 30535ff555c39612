/* What a file says of each party elsewhere than under `parties`. */
#include "builder.h"

#include <stdio.h>
#include <string.h>

bool b_is_by_party(const char *pattern) {
    static const char *const keys[] = {"mediators.*.credibility", "conflict.stake", "conflict.cost",
                                       "parties.*.trust"};
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
        if (strcmp(pattern, keys[k]) == 0) return true;
    return false;
}

uint16_t b_parties_of(builder *self, const ns_node *list) {
    uint16_t parties = 0;
    for (size_t k = 0; k < b_entries(list); k++) {
        const uint32_t p = b_find_party(self, b_entry(list, k));
        if (p != NS_NONE && p < NS_MAX_PARTIES) parties = (uint16_t)(parties | 1u << p);
    }
    return parties;
}

void b_parties_setting(builder *self, const char *path, uint16_t parties, const ns_node *node) {
    ns_buffer text = {0};
    ns_buffer_char(&text, '[');
    for (uint32_t p = 0, n = 0; p < self->scenario->party_count; p++)
        if (parties >> p & 1u)
            ns_buffer_format(&text, "%s%s", n++ ? ", " : "", self->scenario->parties[p].id);
    ns_buffer_char(&text, ']');
    if (text.status != NS_OK) self->status = text.status;
    b_setting(self, path, text.text, node);
    ns_buffer_free(&text);
}

void b_by_party(builder *self, const char *pattern, const char *path, const ns_node *node, double initial,
                uint32_t except, uint32_t *out) {
    const ns_node *parties = ns_node_get(self->root, "parties");
    const bool by_name = node && node->kind == NS_NODE_MAP && !b_is_number_map(node, parties);
    char each[96];
    snprintf(each, sizeof each, "%s.*", pattern);
    for (size_t i = 0; by_name && i < node->count; i++) {
        const ns_node *name = node->pairs[i].key;
        if (b_find_party(self, name) == except && except != NS_NONE)
            ns_diagnostics_add(self->diagnostics, NS_CODE_UNUSED, name->at, "name another party",
                               "'%s' says nothing of the party itself", path);
    }
    for (uint32_t p = 0; p < self->scenario->party_count; p++) {
        const char *id = parties->pairs[p].key->text;
        out[p] = NS_NONE;
        if (p == except) continue;
        out[p] = b_quantity(self, each, b_format(self, "%s.%s", path, id),
                            by_name ? ns_node_get(node, id) : node, initial);
    }
}

void b_control(builder *self) {
    const ns_node *issues = ns_node_get(self->root, "issues");
    ns_scenario *s = self->scenario;
    uint32_t *control = B_NEW(self, s->issue_count, uint32_t);
    if (!control) return;
    for (uint32_t i = 0; i < s->issue_count; i++) {
        const ns_node *name = ns_node_get(ns_node_get(issues, s->issues[i].id), "control");
        control[i] = name && name->kind == NS_NODE_SCALAR ? b_find_party(self, name) : NS_NONE;
        if (control[i] == NS_NONE) continue;
        s->controlled = true;
        b_setting(self, b_format(self, "issues.%s.control", s->issues[i].id), name->text, name);
    }
    s->control = control;
}
