/* A space from its form: issues that rules and links tie together become groups, whose combinations are listed. */
#include "negsim/space.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "form.h"

ns_space_settings ns_default_space_settings(void) {
    return (ns_space_settings){.group_cells = 65536,
                               .half_cells = 65536,
                               .levels = 1 << 20,
                               .count_levels = 1 << 14,
                               .frontier_points = 1 << 17,
                               .nodes = 200000};
}

/* What groups are made with. */
typedef struct maker {
    ns_space *space;
    const ns_space_form *form;
    ns_diagnostics *diagnostics;
    uint32_t leader[NS_SPACE_ISSUES]; /* the first issue of an issue's group */
    double cells[NS_SPACE_ISSUES];    /* of a leader's group: its open combinations, rules not looked at */
    uint16_t options[NS_SPACE_ISSUES];
} maker;

static bool is_closed(const maker *self, uint32_t issue, uint32_t option) {
    return self->form->closed && self->form->closed[self->space->first_option[issue] + option];
}

static uint32_t open_options(const maker *self, uint32_t issue) {
    uint32_t count = 0;
    for (uint32_t o = 0; o < self->form->option_count[issue]; o++) count += !is_closed(self, issue, o);
    return count;
}

/* --- groups ------------------------------------------------------------------------------------------------- */

static void join(maker *self, uint32_t a, uint32_t b) {
    const uint32_t x = self->leader[a], y = self->leader[b], low = x < y ? x : y, high = x < y ? y : x;
    if (x == y) return;
    self->cells[low] *= self->cells[high];
    for (uint32_t i = 0; i < self->form->issue_count; i++)
        if (self->leader[i] == high) self->leader[i] = low;
}

static void join_box(maker *self, uint32_t *first, const ns_box *box) {
    for (uint32_t s = 0; s < box->side_count; s++) {
        if (*first == NS_NONE) *first = box->sides[s].issue;
        join(self, *first, box->sides[s].issue);
    }
}

/* Ties the issues of one rule or link together. */
static ns_status tie(maker *self, const char *what, const char *name, ns_location at, const ns_box *when,
                     const ns_box *then) {
    const uint32_t limit = self->space->settings.group_cells;
    uint32_t first = NS_NONE;
    join_box(self, &first, when);
    if (then) join_box(self, &first, then);
    if (first == NS_NONE || self->cells[self->leader[first]] <= limit) return NS_OK;
    if (self->diagnostics)
        ns_diagnostics_add(self->diagnostics, NS_CODE_LIMIT, at,
                           "fewer options on its issues, or fewer issues tied together by rules and links",
                           "%s '%s' ties issues together whose %.4g combinations are more than the %u that a "
                           "large space lists",
                           what, name ? name : "", self->cells[self->leader[first]], limit);
    return NS_TOO_LARGE;
}

static ns_status tie_all(maker *self) {
    const ns_space_form *form = self->form;
    ns_status status = NS_OK;
    for (uint32_t i = 0; i < form->issue_count; i++) {
        self->leader[i] = i;
        self->cells[i] = open_options(self, i);
    }
    for (uint32_t r = 0; r < form->rule_count && status == NS_OK; r++) {
        const ns_rule *rule = &form->rules[r];
        status = tie(self, "rule", rule->name, rule->at, &rule->when, rule->forbid ? NULL : &rule->then);
    }
    for (uint32_t l = 0; l < form->link_count && status == NS_OK; l++)
        status = tie(self, "link", form->links[l].name, form->links[l].at, &form->links[l].when, NULL);
    return status;
}

/* --- cells -------------------------------------------------------------------------------------------------- */

/* Does the box lie within the group, and the combination in the box? */
static bool holds(const maker *self, const ns_box *box, uint32_t leader) {
    for (uint32_t s = 0; s < box->side_count; s++)
        if (self->leader[box->sides[s].issue] != leader) return false;
    return ns_box_holds(box, self->options);
}

static bool breaks_rule(const maker *self, uint32_t leader) {
    for (uint32_t r = 0; r < self->form->rule_count; r++) {
        const ns_rule *rule = &self->form->rules[r];
        if (holds(self, &rule->when, leader) && (rule->forbid || !ns_box_holds(&rule->then, self->options)))
            return true;
    }
    return false;
}

static double worth_of_cell(const maker *self, const space_group *group, uint32_t leader, uint32_t party) {
    double sum = 0;
    for (uint32_t k = 0; k < group->issue_count; k++) {
        const uint32_t i = group->issues[k];
        sum += self->form->worth[party][self->space->first_option[i] + self->options[i]];
    }
    for (uint32_t l = 0; l < self->form->link_count; l++) {
        const ns_space_link *link = &self->form->links[l];
        if (link->party == party && link->when.side_count && holds(self, &link->when, leader))
            sum += link->add;
    }
    return sum;
}

/* The next combination of the group's issues, the last issue fastest; false after the last one. */
static bool advance(maker *self, const space_group *group) {
    for (uint32_t k = group->issue_count; k-- > 0;) {
        const uint32_t i = group->issues[k];
        if (++self->options[i] < self->form->option_count[i]) return true;
        self->options[i] = 0;
    }
    return false;
}

static bool is_open(const maker *self, const space_group *group, uint32_t leader) {
    for (uint32_t k = 0; k < group->issue_count; k++)
        if (is_closed(self, group->issues[k], self->options[group->issues[k]])) return false;
    return !breaks_rule(self, leader);
}

/* Skips whole runs of combinations with a closed option, so that the walk is as long as the open ones are many, times the options. */
static bool next_open(maker *self, const space_group *group, uint32_t leader) {
    while (advance(self, group)) {
        for (uint32_t k = 0; k < group->issue_count; k++) {
            if (!is_closed(self, group->issues[k], self->options[group->issues[k]])) continue;
            for (uint32_t j = k + 1; j < group->issue_count; j++)
                self->options[group->issues[j]] = (uint16_t)(self->form->option_count[group->issues[j]] - 1);
            break;
        }
        if (is_open(self, group, leader)) return true;
    }
    return false;
}

static void keep_cell(maker *self, space_group *group, uint32_t leader, uint32_t cell) {
    for (uint32_t k = 0; k < group->issue_count; k++)
        group->options[cell * group->issue_count + k] = self->options[group->issues[k]];
    for (uint32_t p = 0; p < self->form->party_count; p++)
        group->worth[p][cell] = space_units(&self->space->scale, worth_of_cell(self, group, leader, p));
}

static bool list_cells(maker *self, space_group *group, uint32_t leader) {
    ns_arena *arena = self->space->arena;
    const size_t room = (size_t)self->cells[leader];
    bool good = (group->options = NS_ARENA_NEW(arena, room * group->issue_count, uint16_t)) != NULL;
    for (uint32_t p = 0; p < self->form->party_count && good; p++)
        good = (group->worth[p] = NS_ARENA_NEW(arena, room, int64_t)) != NULL;
    if (!good || room == 0) return good;
    for (uint32_t k = 0; k < group->issue_count; k++) self->options[group->issues[k]] = 0;
    bool any = is_open(self, group, leader) || next_open(self, group, leader);
    for (; any; any = next_open(self, group, leader)) keep_cell(self, group, leader, group->cell_count++);
    return true;
}

static bool add_group(maker *self, uint32_t leader) {
    ns_space *s = self->space;
    space_group *group = &s->groups[s->group_count];
    uint32_t *issues = NS_ARENA_NEW(s->arena, s->issue_count, uint32_t);
    if (!issues) return false;
    for (uint32_t i = leader; i < s->issue_count; i++) {
        if (self->leader[i] != leader) continue;
        issues[group->issue_count++] = i;
        s->group_of[i] = s->group_count;
    }
    group->issues = issues;
    if (!list_cells(self, group, leader)) return false;
    s->group_count++;
    s->size *= group->cell_count;
    return true;
}

/* --- the whole ------------------------------------------------------------------------------------------------ */

/* A bound on every partial sum of every party. */
static double largest_sum(const ns_space_form *form) {
    double largest = 0;
    for (uint32_t p = 0; p < form->party_count; p++) {
        double sum = fabs(form->base[p]);
        for (uint32_t i = 0, at = 0; i < form->issue_count; at += form->option_count[i++]) {
            double most = 0;
            for (uint32_t o = 0; o < form->option_count[i]; o++)
                most = fmax(most, fabs(form->worth[p][at + o]));
            sum += most;
        }
        for (uint32_t l = 0; l < form->link_count; l++)
            if (form->links[l].party == p) sum += fabs(form->links[l].add);
        largest = fmax(largest, sum);
    }
    return largest;
}

/* fmax passes over a NaN, so that each number is looked at. */
static bool is_finite(const ns_space_form *form) {
    uint32_t options = 0;
    double sum = 0;
    for (uint32_t i = 0; i < form->issue_count; i++) options += form->option_count[i];
    for (uint32_t p = 0; p < form->party_count; p++) {
        sum += fabs(form->base[p]);
        for (uint32_t o = 0; o < options; o++) sum += fabs(form->worth[p][o]);
    }
    for (uint32_t l = 0; l < form->link_count; l++) sum += fabs(form->links[l].add);
    return sum <= 1e24;
}

static bool is_legal(const ns_space_form *form, const ns_space_settings *settings) {
    if (form->party_count < 1 || form->party_count > NS_MAX_PARTIES) return false;
    if (form->issue_count < 1 || form->issue_count > NS_SPACE_ISSUES) return false;
    for (uint32_t i = 0; i < form->issue_count; i++)
        if (form->option_count[i] < 1 || form->option_count[i] > UINT16_MAX) return false;
    if (settings->group_cells < 1 || settings->group_cells > 1u << 24) return false;
    if (settings->half_cells > 1u << 24 || settings->nodes < 1) return false;
    if (settings->levels < 256 || settings->levels > 1u << 24) return false;
    if (settings->count_levels < 256 || settings->count_levels > 1u << 20) return false;
    if (settings->frontier_points < 64 || settings->frontier_points > 1u << 26) return false;
    return form->slack >= 0 && is_finite(form);
}

static ns_status make(maker *self) {
    ns_space *s = self->space;
    for (uint32_t i = 0, at = 0; i < s->issue_count; i++) {
        s->first_option[i] = at;
        s->option_count[i] = self->form->option_count[i];
        at += s->option_count[i];
    }
    s->scale = space_scale_for(largest_sum(self->form));
    s->groups = NS_ARENA_NEW(s->arena, s->issue_count, space_group);
    if (!s->groups) return NS_NO_MEMORY;
    for (uint32_t p = 0; p < s->party_count; p++) s->base[p] = space_units(&s->scale, self->form->base[p]);
    ns_status status = tie_all(self);
    for (uint32_t i = 0; i < s->issue_count && status == NS_OK; i++)
        if (self->leader[i] == i && !add_group(self, i)) status = NS_NO_MEMORY;
    return status;
}

ns_status ns_space_new(ns_space **out, const ns_space_form *form, const ns_space_settings *settings,
                       ns_diagnostics *diagnostics) {
    const ns_space_settings chosen = settings ? *settings : ns_default_space_settings();
    *out = NULL;
    if (!is_legal(form, &chosen)) return NS_BAD_USAGE;
    ns_space *self = calloc(1, sizeof *self);
    if (!self) return NS_NO_MEMORY;
    self->settings = chosen;
    self->party_count = form->party_count;
    self->issue_count = form->issue_count;
    self->slack = form->slack;
    self->size = 1;
    maker making = {.space = self, .form = form, .diagnostics = diagnostics};
    ns_status status = (self->arena = ns_arena_new()) ? make(&making) : NS_NO_MEMORY;
    if (status == NS_OK)
        *out = self;
    else
        ns_space_free(self);
    return status;
}

void ns_space_free(ns_space *self) {
    if (!self) return;
    for (uint32_t p = 0; p < NS_MAX_PARTIES; p++) {
        space_halves_free(self->halves[p]);
        space_grid_free(self->single[p]);
        space_grid_free(self->counted[p]);
    }
    ns_arena_free(self->arena);
    free(self);
}

double ns_space_size(const ns_space *self) { return self->size; }
uint32_t ns_space_groups(const ns_space *self) { return self->group_count; }
double ns_space_unit(const ns_space *self) { return space_points(&self->scale, 1); }

/* Half a unit for the base and for each group; a whole one each leaves room for what doubles round. */
double ns_space_rounding(const ns_space *self) {
    return space_points(&self->scale, (int64_t)self->group_count + 1);
}
