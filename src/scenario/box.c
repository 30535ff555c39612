/* Boxes: sets of packages given issue by issue, and their runs. */
#include <string.h>

#include "builder.h"

bool ns_box_holds(const ns_box *self, const uint16_t *options) {
    for (uint32_t s = 0; s < self->side_count; s++)
        if (!self->sides[s].allowed[options[self->sides[s].issue]]) return false;
    return true;
}

bool b_may_list(builder *self, uint64_t count) {
    if (count <= self->runs_left) {
        self->runs_left -= count;
        return true;
    }
    if (self->runs_left)
        b_fault(self, NS_CODE_LIMIT, ns_node_get(self->root, "issues"),
                "use fewer packages, or fewer rules, links and preconditions on the last issues",
                "rules, links and preconditions list more than %u packages", NS_MOST_LISTED);
    self->runs_left = 0;
    return false;
}

/* Packages come in runs as long as the stride of the last issue that has a side. */
static void add_runs(builder *self, ns_box *box) {
    const ns_scenario *s = self->scenario;
    box->run_length = s->package_count;
    for (uint32_t k = 0; k < box->side_count; k++) {
        uint32_t stride = s->issues[box->sides[k].issue].stride;
        if (stride < box->run_length) box->run_length = stride;
    }
    uint32_t total = s->package_count / box->run_length, count = 0;
    if (!b_may_list(self, total)) return;
    for (int fill = 0; fill < 2; fill++) {
        uint32_t *first = fill ? B_NEW(self, count, uint32_t) : NULL;
        if (fill && !first) return;
        count = 0;
        for (uint32_t run = 0; run < total; run++) {
            uint32_t package = run * box->run_length;
            bool in = true;
            for (uint32_t k = 0; in && k < box->side_count; k++)
                in = box->sides[k].allowed[ns_option_of(s, box->sides[k].issue, package)];
            if (in && fill) first[count] = package;
            count += in;
        }
        box->first = first;
    }
    box->run_count = count;
}

ns_box b_box(builder *self, const ns_node *map) {
    ns_box box = {0};
    if (!map || map->kind != NS_NODE_MAP) return box;
    if (!map->count)
        b_fault(self, NS_CODE_BAD_SHAPE, map, "{issue: option}, or {issue: [option, option]}",
                "at least one issue is wanted here");
    ns_side *sides = B_NEW(self, map->count, ns_side);
    if (!sides) return box;
    for (size_t i = 0; i < map->count; i++) {
        uint32_t issue = b_find_issue(self, map->pairs[i].key);
        if (issue == NS_NONE) continue;
        uint8_t *allowed = B_NEW(self, self->scenario->issues[issue].option_count, uint8_t);
        if (!allowed) return box;
        if (b_mark_options(self, issue, map->pairs[i].value, allowed))
            sides[box.side_count++] = (ns_side){issue, allowed};
    }
    box.sides = sides;
    if (self->scenario->package_count) add_runs(self, &box);
    return box;
}
