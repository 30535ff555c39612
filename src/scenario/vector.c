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
    return &self->quantities[self->quantity_count++];
}

static void widen(double *low, double *high, double a, double b) {
    *low = fmin(*low, a);
    *high = fmax(*high, b);
}

/* Ends of what is bounded in a distribution; true: some of it is unbounded. */
static bool bounded_ends(const ns_distribution *d, double *low, double *high) {
    bool unbounded = false;
    double a, b;
    switch (d->kind) {
    case NS_NORMAL:
    case NS_LOGNORMAL:
    case NS_EXPONENTIAL: return true;
    case NS_EXPERTS:
        for (size_t i = 0; i < d->part_count; i++) unbounded |= bounded_ends(&d->parts[i], low, high);
        return unbounded;
    default:
        ns_distribution_support(d, &a, &b);
        widen(low, high, a, b);
        return false;
    }
}

static const char *legal_text(builder *self, const ns_quantity *q) {
    bool from = q->lowest > -NS_LARGEST_NUMBER, to = q->highest < NS_LARGEST_NUMBER;
    const char *lowest = b_shortest(self, q->lowest), *highest = b_shortest(self, q->highest);
    if (from && !to) return b_format(self, "it must be at least %s", lowest);
    if (to && !from) return b_format(self, "it must be at most %s", highest);
    return b_format(self, "it may be %s to %s", lowest, highest);
}

static void refuse_reach(builder *self, const ns_quantity *q, const ns_node *node, double wrong) {
    const char *hint = NULL;
    if (q->unit == NS_UNIT_SHARE && wrong > 1 && wrong <= 100)
        hint = b_format(self, "shares, probabilities and degrees are 0..1: did you mean %s?",
                        b_shortest(self, wrong / 100));
    if (fabs(wrong) > NS_LARGEST_NUMBER)
        b_fault(self, NS_CODE_OUT_OF_RANGE, node, NULL, "'%s' reaches beyond %s, the largest number", q->path,
                b_shortest(self, NS_LARGEST_NUMBER));
    else
        b_fault(self, NS_CODE_OUT_OF_RANGE, node, hint, "'%s' reaches %s; %s", q->path,
                b_shortest(self, wrong), legal_text(self, q));
}

/* Bounded support beyond the legal range is a fault; unbounded support is cut, with a warning when much is lost. */
static void check_range(builder *self, const ns_quantity *q, const ns_node *node) {
    double low = HUGE_VAL, high = -HUGE_VAL;
    bool unbounded = bounded_ends(&q->distribution, &low, &high);
    if (high > q->highest || low < q->lowest) {
        refuse_reach(self, q, node, high > q->highest ? high : low);
        return;
    }
    if (!unbounded) return;
    double below = ns_distribution_below(&q->distribution, q->lowest);
    double above = 1 - ns_distribution_below(&q->distribution, q->highest);
    if (below + above > 0.001)
        b_fault(self, NS_CODE_LOST_SHARE, node, "drawn values beyond the range are moved to its end",
                "%s%% of '%s' lies beyond its range; %s",
                b_shortest(self, nearbyint(1000 * (below + above)) / 10), q->path, legal_text(self, q));
}

/* The node's distribution; the default where it is faulty. */
static bool read_node(builder *self, ns_quantity *q, const ns_node *node) {
    ns_distribution read;
    ns_provenance said = {0};
    ns_status status = b_read_distribution(&read, &said, node, self->arena, self->diagnostics);
    if (status == NS_OK) q->distribution = read;
    if (status == NS_BAD_INPUT) self->faults++;
    if (status == NS_NO_MEMORY) self->status = status;
    q->provenance = b_provenance_over(said, self->numbers);
    q->at = node->at;
    q->origin = node->origin;
    return status == NS_OK;
}

uint32_t b_quantity_as(builder *self, ns_unit unit, double lowest, double highest, const char *path,
                       const ns_node *node, double initial) {
    ns_quantity *q = add_quantity(self);
    if (!q) return 0;
    *q = (ns_quantity){.path = path,
                       .key = ns_hash_text(path),
                       .unit = unit,
                       .distribution = {.kind = NS_CONSTANT, .a = initial},
                       .lowest = fmax(lowest, -NS_LARGEST_NUMBER),
                       .highest = fmin(highest, NS_LARGEST_NUMBER),
                       .is_default = !node};
    if (node && read_node(self, q, node)) check_range(self, q, node);
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
    if (self->status != NS_OK) return 0;
    const char *path = b_format(self, "%s#held", self->quantities[probability].path);
    uint32_t index = b_quantity_as(self, NS_UNIT_SHARE, 0, 1, path, NULL, 0);
    if (self->status != NS_OK) return 0;
    ns_quantity *q = &self->quantities[index];
    q->distribution = (ns_distribution){.kind = NS_UNIFORM, .a = 0, .b = 1};
    q->is_held = true;
    q->is_default = self->quantities[probability].is_default;
    q->at = self->quantities[probability].at;
    q->origin = self->quantities[probability].origin;
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

double b_share_of_zero(const builder *self, uint32_t quantity) {
    return quantity < self->quantity_count
               ? ns_distribution_below(&self->quantities[quantity].distribution, 0)
               : 1;
}

double b_central(const builder *self, uint32_t quantity) {
    return quantity < self->quantity_count ? ns_quantity_value(&self->quantities[quantity], 0.5) : 0;
}
