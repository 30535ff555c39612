/* The two vectors: quantities and settings. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "builder.h"
#include "negsim/random.h"

static ns_quantity *add_quantity(builder *self) {
    if (self->quantity_count == self->quantity_room) {
        uint32_t room = self->quantity_room ? 2 * self->quantity_room : 128;
        ns_quantity *more = realloc(self->quantities, room * sizeof *more);
        if (!more) {
            self->status = NS_NO_MEMORY;
            return NULL;
        }
        self->quantities = more;
        self->quantity_room = room;
    }
    ns_quantity *quantity = &self->quantities[self->quantity_count++];
    *quantity = (ns_quantity){.lowest = -HUGE_VAL, .highest = HUGE_VAL, .path = ""};
    return quantity;
}

static ns_provenance over(ns_provenance inner, ns_provenance outer) {
    return (ns_provenance){inner.basis ? inner.basis : outer.basis,
                           inner.source ? inner.source : outer.source, inner.note ? inner.note : outer.note,
                           inner.by ? inner.by : outer.by, inner.date ? inner.date : outer.date};
}

static void range_text(char text[80], double lowest, double highest) {
    if (isinf(highest))
        snprintf(text, 80, isinf(lowest) ? "it may be any number" : "it must be at least %g", lowest);
    else if (isinf(lowest))
        snprintf(text, 80, "it must be at most %g", highest);
    else
        snprintf(text, 80, "it may be %g to %g", lowest, highest);
}

/* Bounded support beyond the legal range is a fault; unbounded support is cut, with a warning when much is lost. */
static void check_range(builder *self, const ns_quantity *q, const ns_node *node) {
    double low, high, lost;
    char text[80], hint[80];
    ns_distribution_support(&q->distribution, &low, &high);
    range_text(text, q->lowest, q->highest);
    bool below = low < q->lowest && !isinf(low), above = high > q->highest && !isinf(high);
    if (below || above) {
        double wrong = above ? high : low;
        bool percent = q->unit == NS_UNIT_SHARE && wrong > 1 && wrong <= 100;
        snprintf(hint, sizeof hint, "shares, probabilities and degrees are 0..1: did you mean %g?",
                 wrong / 100);
        b_fault(self, NS_CODE_OUT_OF_RANGE, node, percent ? hint : NULL, "'%s' reaches %g; %s", q->path,
                wrong, text);
        return;
    }
    if (q->distribution.kind == NS_EXPONENTIAL) return;
    lost =
        (isinf(q->lowest) ? 0 : ns_distribution_below(&q->distribution, q->lowest) * (low < q->lowest)) +
        (isinf(q->highest) || high <= q->highest ? 0
                                                 : 1 - ns_distribution_below(&q->distribution, q->highest));
    if (lost > 0.001)
        b_fault(self, NS_CODE_LOST_SHARE, node, "drawn values beyond the range are moved to its end",
                "%.1f%% of '%s' lies beyond its range; %s", 100 * lost, q->path, text);
}

uint32_t b_quantity_as(builder *self, ns_unit unit, double lowest, double highest, const char *path,
                       const ns_node *node, double initial) {
    ns_provenance said = {0};
    ns_distribution distribution = {.kind = NS_CONSTANT, .a = initial};
    bool good = !node || ns_distribution_read(&distribution, &said, node, self->arena, self->diagnostics);
    if (!good) distribution = (ns_distribution){.kind = NS_CONSTANT, .a = initial};
    ns_quantity *q = add_quantity(self);
    if (!q) return 0;
    *q = (ns_quantity){.path = path,
                       .key = ns_hash_text(path),
                       .unit = unit,
                       .distribution = distribution,
                       .lowest = lowest,
                       .highest = highest,
                       .is_default = !node,
                       .provenance = node ? over(said, self->numbers) : said};
    if (node) {
        q->at = node->at;
        q->origin = node->origin;
        if (good) check_range(self, q, node);
    }
    return self->quantity_count - 1;
}

uint32_t b_quantity(builder *self, const char *pattern, const char *path, const ns_node *node,
                    double initial) {
    const ns_key *key = b_key(pattern);
    return b_quantity_as(self, key->unit, key->lowest, key->highest, path, node, initial);
}

uint32_t b_quantity_by_order(builder *self, const char *path, const ns_node *at) {
    uint32_t index = b_quantity_as(self, NS_UNIT_WEIGHT, 0, HUGE_VAL, path, NULL, 1);
    if (self->status != NS_OK) return 0;
    ns_quantity *q = &self->quantities[index];
    q->distribution = (ns_distribution){.kind = NS_EXPONENTIAL};
    q->is_default = false;
    q->provenance = self->numbers;
    q->at = at->at;
    q->origin = at->origin;
    return index;
}

uint32_t b_held(builder *self, uint32_t probability) {
    const char *path = b_format(self, "%s#held", self->quantities[probability].path);
    uint32_t index = b_quantity_as(self, NS_UNIT_SHARE, 0, 1, path, NULL, 0);
    if (self->status != NS_OK) return 0;
    ns_quantity *q = &self->quantities[index];
    q->distribution = (ns_distribution){.kind = NS_UNIFORM, .a = 0, .b = 1};
    q->is_held = true;
    q->is_default = self->quantities[probability].is_default;
    q->at = self->quantities[probability].at;
    return index;
}

void b_setting(builder *self, const char *path, const char *value, const ns_node *node) {
    if (self->setting_count == self->setting_room) {
        uint32_t room = self->setting_room ? 2 * self->setting_room : 64;
        ns_setting *more = realloc(self->settings, room * sizeof *more);
        if (!more) {
            self->status = NS_NO_MEMORY;
            return;
        }
        self->settings = more;
        self->setting_room = room;
    }
    ns_setting *setting = &self->settings[self->setting_count++];
    *setting = (ns_setting){.path = path, .value = b_text(self, value), .is_default = !node};
    if (!node) return;
    setting->at = node->at;
    setting->origin = node->origin;
}

const ns_distribution *b_distribution(const builder *self, uint32_t quantity) {
    return &self->quantities[quantity].distribution;
}

double b_central(const builder *self, uint32_t quantity) {
    return quantity < self->quantity_count ? ns_quantity_value(&self->quantities[quantity], 0.5) : 0;
}
