/* Drawing an instance: memory, uniforms, numbers, and the order of the steps. */
#include "negsim/instance.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "negsim/random.h"
#include "widen.h"

static const char *const cause_names[NS_CAUSE_COUNT] = {"rule",    "condition",  "red_line",
                                                        "no_deal", "inflexible", "precondition"};

const char *ns_cause_name(ns_cause cause) {
    return (unsigned)cause < NS_CAUSE_COUNT ? cause_names[cause] : "";
}
ns_cause ns_shut_cause(unsigned bit) {
    return bit < 2 ? (ns_cause)bit : (ns_cause)(NS_CAUSE_RED_LINE + (bit - 2) % 4);
}
uint32_t ns_shut_party(unsigned bit) { return bit < 2 ? NS_NONE : (bit - 2) / 4; }

static bool varies(const ns_scenario *s, uint32_t quantity) {
    return quantity != NS_NONE && s->quantities[quantity].distribution.kind != NS_CONSTANT;
}

/* Does anything that values hang on change from draw to draw? */
static bool utilities_vary(const ns_scenario *s) {
    for (uint32_t p = 0; p < s->party_count; p++) {
        const ns_party *party = &s->parties[p];
        if (varies(s, party->base)) return true;
        for (uint32_t l = 0; l < party->link_count; l++)
            if (varies(s, party->links[l].add)) return true;
        for (uint32_t i = 0; i < s->issue_count; i++) {
            if (varies(s, party->stances[i].priority)) return true;
            for (uint32_t k = 0; k < party->stances[i].knot_count; k++)
                if (varies(s, party->stances[i].values[k])) return true;
        }
    }
    return false;
}

/* A yes-or-no fact of constant probability 0 or 1 does not vary. */
static bool chance_varies(const ns_scenario *s, uint32_t probability) {
    const ns_distribution *d = &s->quantities[probability].distribution;
    return d->kind != NS_CONSTANT || (d->a > 0 && d->a < 1);
}

static bool shut_varies(const ns_scenario *s, bool utilities) {
    for (uint32_t c = 0; c < s->condition_count; c++)
        if (chance_varies(s, s->conditions[c].available)) return true;
    for (uint32_t p = 0; p < s->party_count; p++)
        for (uint32_t i = 0; i < s->issue_count; i++) {
            const ns_stance *stance = &s->parties[p].stances[i];
            const ns_distribution *phi = &s->quantities[stance->flexibility].distribution;
            if (phi->kind != NS_CONSTANT || (phi->a < 1 && utilities)) return true;
            for (uint32_t o = 0; stance->red_line && o < s->issues[i].option_count; o++)
                if (stance->red_line[o] != NS_NONE && chance_varies(s, stance->red_line[o])) return true;
        }
    return false;
}

/* Constants are looked up once; their uniforms count for nothing and stand at the middle. */
static void list_drawn(ns_instance *self) {
    const ns_scenario *s = self->scenario;
    ns_instance_memory *m = self->memory;
    for (uint32_t q = 0; q < s->quantity_count; q++) {
        self->uniforms[q] = 0.5;
        if (varies(s, q))
            m->drawn[m->drawn_count++] = q;
        else
            self->numbers[q] = ns_quantity_value(&s->quantities[q], 0.5);
    }
    for (uint32_t x = 0; s->broken && x < s->package_count && !m->rule_breaks; x++)
        m->rule_breaks = s->broken[x] != 0;
}

/* The longest list that is ever sorted: priorities of a party, values of an issue. */
static size_t longest_list(const ns_scenario *s) {
    size_t longest = s->issue_count;
    for (uint32_t p = 0; p < s->party_count; p++)
        for (uint32_t i = 0; i < s->issue_count; i++)
            if (s->parties[p].stances[i].knot_count > longest) longest = s->parties[p].stances[i].knot_count;
    return longest;
}

/* Everything is zeroed memory of the arena; a missing piece ends it. */
static bool take_memory(ns_instance *self) {
    const ns_scenario *s = self->scenario;
    ns_instance_memory *m = self->memory;
    ns_arena *a = m->arena;
    size_t issues = (size_t)s->party_count * s->issue_count,
           options = (size_t)s->party_count * s->option_total, longest = longest_list(s);
    bool good = (self->uniforms = NS_ARENA_NEW(a, s->quantity_count, double)) &&
                (self->numbers = NS_ARENA_NEW(a, s->quantity_count, double)) &&
                (self->weights = NS_ARENA_NEW(a, issues, double)) &&
                (self->values = NS_ARENA_NEW(a, options, double)) &&
                (self->floors = NS_ARENA_NEW(a, issues, double)) &&
                (self->available = NS_ARENA_NEW(a, s->condition_count, uint8_t)) &&
                (self->utility = NS_ARENA_NEW(a, s->party_count, double *)) &&
                (self->shut = NS_ARENA_NEW(a, s->package_count, ns_shut)) &&
                (m->drawn = NS_ARENA_NEW(a, s->quantity_count, uint32_t)) &&
                (m->option_weight = NS_ARENA_NEW(a, s->option_total, double)) &&
                (m->option_shut = NS_ARENA_NEW(a, s->option_total, ns_shut)) &&
                (m->scores = NS_ARENA_NEW(a, s->copula ? ns_copula_size(s->copula) : 0, double)) &&
                (m->sorted = NS_ARENA_NEW(a, longest, double));
    if (good && s->left_issues < s->issue_count)
        good = (m->left = NS_ARENA_NEW(a, s->package_count, double)) &&
               (m->right = NS_ARENA_NEW(a, s->package_count, double));
    for (uint32_t p = 0; good && p < s->party_count; p++)
        good = (self->utility[p] = NS_ARENA_NEW(a, s->package_count, double)) != NULL;
    return good;
}

ns_status ns_instance_init(ns_instance *self, const ns_scenario *scenario) {
    *self = (ns_instance){.scenario = scenario};
    self->memory = calloc(1, sizeof *self->memory);
    if (!self->memory || !(self->memory->arena = ns_arena_new()) || !take_memory(self)) return NS_NO_MEMORY;
    list_drawn(self);
    bool utilities = utilities_vary(scenario);
    self->utility_shared = !utilities;
    self->shut_shared = !shut_varies(scenario, utilities);
    return NS_OK;
}

void ns_instance_free(ns_instance *self) {
    if (!self || !self->memory) return;
    ns_arena_free(self->memory->arena);
    free(self->memory);
    *self = (ns_instance){0};
}

static void draw_numbers(ns_instance *self, const double *uniforms) {
    const ns_quantity *quantities = self->scenario->quantities;
    const ns_instance_memory *m = self->memory;
    for (uint32_t k = 0; k < m->drawn_count; k++) {
        const uint32_t q = m->drawn[k];
        self->uniforms[q] =
            uniforms ? uniforms[q] : ns_uniform_draw(self->seed, self->draw, quantities[q].key);
    }
    if (self->scenario->copula) ns_copula_row(self->scenario->copula, self->uniforms, m->scores);
    for (uint32_t k = 0; k < m->drawn_count; k++) {
        const uint32_t q = m->drawn[k];
        const double u = self->uniforms[q];
        self->numbers[q] = quantities[q].is_held ? u : ns_quantity_value(&quantities[q], u);
    }
}

/* Is the best feasible value still that of the draw before? With the same values, as long as no condition comes or goes. */
static bool best_stands(const ns_instance *self) {
    const ns_shut by = self->any_shut & NS_SHUT_INFEASIBLE;
    return self->memory->best_found && self->memory->feasible_by == by &&
           !(by & NS_SHUT_CONDITION && !self->shut_shared);
}

/* Steps A2 to A4 on the numbers as they are. */
static void work_out(ns_instance *self) {
    const ns_scenario *s = self->scenario;
    ns_instance_memory *m = self->memory;
    ns_consent_read(&self->consent, s, self->numbers);
    for (uint32_t c = 0; c < s->condition_count; c++)
        self->available[c] = self->numbers[s->conditions[c].held] < self->numbers[s->conditions[c].available];
    if (!self->utility_shared || !m->utilities_built) {
        ns_instance_weigh(self);
        if (!s->vast) ns_instance_evaluate(self);
        m->utilities_built = true;
        m->best_found = false;
    }
    if (!self->shut_shared || !m->shut_built) ns_instance_mask(self);
    m->shut_built = true;
    for (uint32_t p = 0; s->vast && p < s->party_count; p++) self->best_feasible[p] = NAN;
    if (s->vast || best_stands(self)) return;
    ns_instance_find_best(self);
    m->feasible_by = self->any_shut & NS_SHUT_INFEASIBLE;
    m->best_found = true;
}

void ns_instance_draw(ns_instance *self, uint64_t seed, uint64_t draw, const double *uniforms) {
    self->seed = seed;
    self->draw = draw;
    draw_numbers(self, uniforms);
    work_out(self);
}

void ns_instance_follow(ns_instance *self, const ns_instance *from) {
    const size_t count = self->scenario->quantity_count;
    self->seed = from->seed;
    self->draw = from->draw;
    memcpy(self->uniforms, from->uniforms, count * sizeof *self->uniforms);
    memcpy(self->numbers, from->numbers, count * sizeof *self->numbers);
}

void ns_instance_rank(ns_instance *self) {
    for (uint32_t p = 0; p < self->scenario->party_count; p++)
        self->memory->top[p] = ns_largest(self->utility[p], self->scenario->package_count);
    ns_instance_find_best(self);
    self->memory->best_found = false; /* of no later draw */
}

void ns_instance_revalue(ns_instance *self) {
    self->utility_shared = self->shut_shared = false;
    work_out(self);
}
