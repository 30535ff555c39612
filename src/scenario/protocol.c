/* The protocol and its agenda, and rules. */
#include <string.h>

#include "builder.h"

static void finish_stage(builder *self, ns_stage *stage) {
    uint32_t *strides = B_NEW(self, stage->issue_count, uint32_t), stride = 1;
    if (!strides) return;
    stage->part_stride = strides;
    if (self->scenario->vast) return;
    for (uint32_t k = stage->issue_count; k-- > 0;
         stride *= self->scenario->issues[stage->issues[k]].option_count)
        strides[k] = stride;
    stage->part_count = stride;
}

static void one_stage(builder *self) {
    ns_scenario *s = self->scenario;
    ns_stage *stage = B_NEW(self, 1, ns_stage);
    uint32_t *issues = B_NEW(self, s->issue_count, uint32_t);
    if (!stage || !issues) return;
    for (uint32_t i = 0; i < s->issue_count; i++) issues[i] = i;
    *stage = (ns_stage){.name = "package", .issue_count = s->issue_count, .issues = issues};
    finish_stage(self, stage);
    s->protocol.stages = stage;
    s->protocol.stage_count = 1;
}

static void read_stage(builder *self, ns_stage *stage, const ns_node *node, uint8_t *seen) {
    const ns_node *names = ns_node_get(node, "issues");
    uint32_t *issues = B_NEW(self, b_entries(names), uint32_t);
    if (!issues) return;
    stage->name = b_get_text(self, node, "name", "");
    for (size_t i = 0; i < b_entries(names); i++) {
        const ns_node *name = b_entry(names, i);
        uint32_t issue = b_find_issue(self, name);
        if (issue == NS_NONE) continue;
        if (seen[issue]++)
            b_fault(self, NS_CODE_AGENDA, name, NULL,
                    "issue '%s' stands in more than one place of the agenda", name->text);
        else
            issues[stage->issue_count++] = issue;
    }
    stage->issues = issues;
    if (names && !b_entries(names))
        b_fault(self, NS_CODE_AGENDA, node, "give each stage at least one issue", "stage '%s' has no issues",
                stage->name);
    finish_stage(self, stage);
}

static void read_stages(builder *self, const ns_node *agenda) {
    ns_scenario *s = self->scenario;
    uint8_t seen[64] = {0};
    ns_stage *stages = B_NEW(self, agenda->count, ns_stage);
    if (!stages) return;
    if (!agenda->count || agenda->count > s->issue_count) {
        b_fault(self, NS_CODE_AGENDA, agenda, "agenda: package, or stages {name, issues}",
                "an agenda has 1 to %u stages", s->issue_count);
        one_stage(self);
        return;
    }
    const size_t faults = self->faults; /* what a stage misnames is in no stage either */
    for (size_t i = 0; i < agenda->count; i++) read_stage(self, &stages[i], agenda->items[i], seen);
    const bool all_found = self->faults == faults;
    for (uint32_t i = 0; i < s->issue_count; i++)
        if (!seen[i] && all_found)
            b_fault(self, NS_CODE_AGENDA, agenda, "add it to a stage", "issue '%s' is in no stage",
                    s->issues[i].id);
    s->protocol.stages = stages;
    s->protocol.stage_count = (uint32_t)agenda->count;
}

static void agenda_setting(builder *self, const ns_node *agenda) {
    ns_buffer text = {0};
    bool list = agenda && agenda->kind == NS_NODE_LIST;
    ns_buffer_add(&text, list ? "[" : "package");
    for (uint32_t i = 0; list && i < self->scenario->protocol.stage_count; i++) {
        const ns_stage *stage = &self->scenario->protocol.stages[i];
        ns_buffer_format(&text, "%s{name: %s, issues: [", i ? ", " : "", stage->name ? stage->name : "");
        for (uint32_t k = 0; k < stage->issue_count; k++)
            ns_buffer_format(&text, "%s%s", k ? ", " : "", self->scenario->issues[stage->issues[k]].id);
        ns_buffer_add(&text, "]}");
    }
    if (list) ns_buffer_char(&text, ']');
    if (text.status != NS_OK) self->status = text.status;
    b_setting(self, "protocol.agenda", text.text, agenda);
    ns_buffer_free(&text);
}

static const ns_kind *protocol_kind(builder *self, const ns_node *node) {
    const ns_kind *const *kinds = self->registry->kinds[NS_SORT_PROTOCOL];
    const ns_kind *kind = node && node->kind == NS_NODE_SCALAR
                              ? ns_registry_find(self->registry, NS_SORT_PROTOCOL, node->text)
                              : kinds[0];
    const char *names[16];
    size_t count = 0;
    for (; kinds[count] && count < 16; count++) names[count] = kinds[count]->name;
    if (!kind)
        b_unknown(self, NS_CODE_UNKNOWN_WORD, node, "protocol",
                  node->kind == NS_NODE_SCALAR ? node->text : "", names, count);
    return kind ? kind : kinds[0];
}

const char *const ns_turn_order_names[] = {"fixed", "rotating", "random", "least_satisfied", NULL};

static ns_turn_order read_order(const ns_node *node) {
    for (int k = 0; node && node->kind == NS_NODE_SCALAR && ns_turn_order_names[k]; k++)
        if (strcmp(ns_turn_order_names[k], node->text) == 0) return (ns_turn_order)k;
    return NS_ORDER_FIXED;
}

static uint32_t add_if_any(builder *self, const ns_node *protocol, const char *path) {
    const ns_node *node = ns_node_get(protocol, strchr(path, '.') + 1);
    return node ? b_quantity(self, path, path, node, 0) : NS_NONE;
}

const char *const ns_consent_rule_names[] = {"unanimity", "majority", "weighted", NULL};

static ns_consent_rule read_rule_of_consent(const ns_node *node) {
    for (int k = 0; node && node->kind == NS_NODE_SCALAR && ns_consent_rule_names[k]; k++)
        if (strcmp(ns_consent_rule_names[k], node->text) == 0) return (ns_consent_rule)k;
    return NS_CONSENT_UNANIMITY;
}

void b_consent(builder *self) {
    const ns_node *protocol = ns_node_get(self->root, "protocol");
    const ns_node *rule = ns_node_get(protocol, "consent"), *veto = ns_node_get(protocol, "veto"),
                  *quota = ns_node_get(protocol, "quota");
    ns_protocol *p = &self->scenario->protocol;
    p->consent = read_rule_of_consent(rule);
    p->quota = add_if_any(self, protocol, "protocol.quota");
    p->veto = b_parties_of(self, veto);
    b_setting(self, "protocol.consent", ns_consent_rule_names[p->consent], rule);
    b_parties_setting(self, "protocol.veto", p->veto, veto);
    if (p->consent == NS_CONSENT_UNANIMITY && (quota || p->veto))
        b_fault(self, NS_CODE_CONSENT, quota ? quota : veto, "set protocol.consent to majority or weighted",
                "`%s` says nothing where everybody must agree", quota ? "quota" : "veto");
}

void b_protocol(builder *self) {
    const ns_node *node = ns_node_get(self->root, "protocol"), *agenda = ns_node_get(node, "agenda"),
                  *order = ns_node_get(node, "order");
    ns_protocol *p = &self->scenario->protocol;
    p->kind = protocol_kind(self, ns_node_get(node, "kind"));
    p->rounds = (uint32_t)b_get_count(self, node, "rounds", 100, 1, ns_limit_of(NS_LIMIT_ROUNDS)->value);
    p->round_is = b_get_text(self, node, "round_is", NULL);
    p->order = read_order(order);
    p->last_answers = b_get_bool(self, node, "last_answers", true);
    p->breakdown = add_if_any(self, node, "protocol.breakdown");
    p->temperature = add_if_any(self, node, "protocol.temperature");
    if (agenda && agenda->kind == NS_NODE_LIST)
        read_stages(self, agenda);
    else
        one_stage(self);
    b_setting(self, "protocol.kind", p->kind ? p->kind->name : "", ns_node_get(node, "kind"));
    b_setting(self, "protocol.rounds", b_format(self, "%u", p->rounds), ns_node_get(node, "rounds"));
    b_setting(self, "protocol.order", ns_turn_order_names[p->order], order);
    b_setting(self, "protocol.last_answers", p->last_answers ? "true" : "false",
              ns_node_get(node, "last_answers"));
    agenda_setting(self, agenda);
}

static void read_rule(builder *self, ns_rule *rule, const ns_node *node) {
    const ns_node *when = ns_node_get(node, "if"), *then = ns_node_get(node, "then"),
                  *forbid = ns_node_get(node, "forbid");
    rule->name = b_get_text(self, node, "name", "");
    rule->forbid = forbid != NULL;
    rule->provenance = b_provenance(self, node);
    rule->at = node->at;
    if (node->kind == NS_NODE_MAP && (forbid ? when || then : !when || !then))
        b_fault(self, NS_CODE_BAD_SHAPE, node, "{name, if: {..}, then: {..}}, or {name, forbid: {..}}",
                "rule '%s' needs `if` and `then`, or `forbid`", rule->name);
    rule->when = b_box(self, forbid ? forbid : when);
    rule->then = b_box(self, then);
}

static bool is_kept(const ns_rule *rule, const ns_scenario *s, uint32_t package) {
    for (uint32_t k = 0; k < rule->then.side_count; k++)
        if (!rule->then.sides[k].allowed[ns_option_of(s, rule->then.sides[k].issue, package)]) return false;
    return !rule->forbid;
}

static void mark_broken(builder *self, uint8_t *broken, const ns_rule *rule) {
    const ns_box *when = &rule->when;
    if (!b_may_list(self, (uint64_t)when->run_count * when->run_length / 4)) return;
    for (uint32_t r = 0; r < when->run_count; r++)
        for (uint32_t x = when->first[r]; x < when->first[r] + when->run_length; x++)
            if (!is_kept(rule, self->scenario, x)) broken[x] = 1;
}

void b_rules(builder *self) {
    const ns_node *list = ns_node_get(self->root, "rules");
    ns_scenario *s = self->scenario;
    uint32_t count = b_list_count(list);
    if (!count) return;
    ns_rule *rules = B_NEW(self, count, ns_rule);
    uint8_t *broken = B_NEW(self, s->package_count, uint8_t);
    if (!rules || !broken) return;
    s->rules = rules;
    s->rule_count = count;
    s->broken = s->vast ? NULL : broken;
    for (uint32_t i = 0; i < count; i++) {
        read_rule(self, &rules[i], list->items[i]);
        mark_broken(self, broken, &rules[i]);
    }
}
