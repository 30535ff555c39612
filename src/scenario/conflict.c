/* What goes on while the parties talk. */
#include "builder.h"

static uint32_t add(builder *self, const ns_node *map, const char *key, const char *path, double initial) {
    return b_quantity(self, path, path, ns_node_get(map, key), initial);
}

void b_conflict(builder *self) {
    const ns_node *node = ns_node_get(self->root, "conflict"), *balance = ns_node_get(node, "balance"),
                  *jump = ns_node_get(node, "jump"), *up = ns_node_get(balance, "up_helps"),
                  *down = ns_node_get(balance, "down_helps");
    ns_struggle *c = &self->scenario->conflict;
    if (!node || node->kind != NS_NODE_MAP || !self->scenario->party_count) return;
    c->given = true;
    c->start = add(self, balance, "start", "conflict.balance.start", 0.5);
    c->volatility = add(self, node, "volatility", "conflict.volatility", 0);
    c->jump_rate = add(self, jump, "rate", "conflict.jump.rate", 0);
    c->jump_sd = add(self, jump, "sd", "conflict.jump.sd", 0);
    c->up = b_parties_of(self, up);
    c->down = b_parties_of(self, down);
    b_parties_setting(self, "conflict.balance.up_helps", c->up, up);
    b_parties_setting(self, "conflict.balance.down_helps", c->down, down);
    b_by_party(self, "conflict.stake", "conflict.stake", ns_node_get(node, "stake"), 0, NS_NONE, c->stake);
    b_by_party(self, "conflict.cost", "conflict.cost", ns_node_get(node, "cost"), 0, NS_NONE, c->cost);
    for (uint32_t p = 0; p < self->scenario->party_count; p++)
        if (c->up & c->down & 1u << p)
            b_fault(self, NS_CODE_CONFLICT, down, "name it once",
                    "the balance helps '%s' when it rises and when it falls", self->scenario->parties[p].id);
}
