/* A plan as a plan file. */
#include "negsim/number.h"
#include "plan.h"

static void put_count(ns_buffer *out, const char *key, uint64_t value) {
    ns_buffer_format(out, "%s: %llu\n", key, (unsigned long long)value);
}

static void put_number(ns_buffer *out, double value) {
    char text[NS_NUMBER_TEXT];
    ns_number_shortest(text, value);
    ns_buffer_add(out, text);
}

/* A level is written as it would stand in a scenario: it is YAML already. */
static void put_factor(ns_buffer *out, const ns_factor *factor) {
    ns_buffer_add(out, "  ");
    ns_yaml_write_scalar(out, factor->path, true);
    if (factor->continuous) {
        ns_buffer_add(out, ": '");
        put_number(out, factor->low);
        ns_buffer_char(out, ':');
        put_number(out, factor->high);
        ns_buffer_add(out, "'\n");
        return;
    }
    ns_buffer_add(out, ": [");
    for (uint32_t k = 0; k < factor->level_count; k++)
        ns_buffer_format(out, "%s%s", k ? ", " : "", factor->levels[k]);
    ns_buffer_add(out, "]\n");
}

void ns_plan_write(const ns_plan *self, ns_buffer *out) {
    ns_buffer_add(out, "vary:\n");
    for (uint32_t f = 0; f < self->factor_count; f++) put_factor(out, &self->factors[f]);
    if (self->constraint_count) ns_buffer_add(out, "where:\n");
    for (uint32_t k = 0; k < self->constraint_count; k++) {
        ns_buffer_add(out, "  - ");
        ns_yaml_write_scalar(out, self->constraints[k].text, true);
        ns_buffer_char(out, '\n');
    }
    ns_buffer_format(out, "design: %s\n", self->design ? self->design : "grid");
    if (self->size) put_count(out, "points", self->size);
    put_count(out, "design_seed", self->design_seed);
    put_count(out, "draws", self->draws);
    put_count(out, "plays", self->plays);
    put_count(out, "seed", self->seed);
    ns_buffer_format(out, "independent: %s\n", self->independent ? "true" : "false");
    if (self->half_width > 0) {
        ns_buffer_add(out, "stop: {half_width: ");
        put_number(out, self->half_width);
        ns_buffer_format(out, ", batch: %llu}\n", (unsigned long long)self->batch);
    }
    if (!self->arms) return;
    ns_buffer_add(out, "arms: ");
    ns_yaml_write_scalar(out, self->arms, true);
    ns_buffer_char(out, '\n');
}
