/* Private to scenario: what the builders share. Faults go to the diagnostics and building goes on, so that up to
 * twenty are found; a builder that cannot go on leaves defaults behind. */
#ifndef NEGSIM_SCENARIO_BUILDER_H
#define NEGSIM_SCENARIO_BUILDER_H

#include "negsim/keys.h"
#include "negsim/limits.h"
#include "negsim/number.h"
#include "negsim/scenario.h"

typedef struct builder {
    ns_arena *arena;
    ns_scenario *scenario;
    const ns_node *root;
    const ns_registry *registry;
    ns_diagnostics *diagnostics;
    ns_quantity *quantities; /* growing, in the heap until the end */
    uint32_t quantity_count, quantity_room;
    ns_setting *settings;
    uint32_t setting_count, setting_room;
    ns_provenance numbers; /* of numbers at the present place */
    size_t faults;         /* errors so far; the diagnostics do not count a repeated one */
    uint64_t runs_left;    /* packages that boxes and masks may still list */
    bool any_size;         /* vast spaces are accepted */
    ns_status status;      /* NS_NO_MEMORY once memory was short */
} builder;

enum { NS_MOST_NAMES = 2048 };

/* Larger numbers are refused, so that sums and differences stay finite. */
#define NS_LARGEST_NUMBER 1e12

/* --- faults --- */
void b_fault(builder *self, ns_code_id code, const ns_node *at, const char *hint, const char *format, ...)
    NS_PRINTF(5, 6);
/* Adds "did you mean" from candidates; otherwise lists them when few. */
void b_unknown(builder *self, ns_code_id code, const ns_node *at, const char *what, const char *word,
               const char *const *names, size_t count);
/* arena memory; NULL sets the status. count 0 is fine. */
void *b_memory(builder *self, size_t count, size_t size);
#define B_NEW(self, count, type) ((type *)b_memory((self), (count), sizeof(type)))
const char *b_text(builder *self, const char *text);
const char *b_shortest(builder *self, double value); /* a number as text */
const char *b_format(builder *self, const char *format, ...) NS_PRINTF(2, 3);

/* --- the tree against the key table (shape.c) --- */
bool b_check_shape(builder *self); /* false: another version of the format, nothing more was looked at */
const ns_key *b_key(const char *pattern); /* NULL: none */
bool b_is_id(const char *text);

/* --- steps of a numeric issue (issues.c) --- */
typedef struct b_steps {
    double low, high, step;
    uint32_t count;
} b_steps;

/* From `range` and `step` of an issue's node; false where they make no options. */
bool b_read_steps(b_steps *out, const ns_node *issue);
void b_step_text(char text[NS_NUMBER_TEXT], const b_steps *steps, uint32_t k);

/* --- quantities and settings (vector.c) --- */
/* Adds the quantity at path by the key of pattern; node NULL: the default `initial`. Returns its index. */
uint32_t b_quantity(builder *self, const char *pattern, const char *path, const ns_node *node,
                    double initial);
uint32_t b_quantity_as(builder *self, ns_unit unit, double lowest, double highest, const char *path,
                       const ns_node *node, double initial);
/* ns_distribution_read that tells a fault from a lack of memory. */
ns_status b_read_distribution(ns_distribution *out, ns_provenance *provenance, const ns_node *node,
                              ns_arena *arena, ns_diagnostics *diagnostics);
uint32_t b_quantity_by_order(builder *self, const char *path, const ns_node *at);
uint32_t b_find_quantity(builder *self, const ns_node *path); /* NS_NONE with a fault */
uint32_t b_held(builder *self, uint32_t probability);
void b_setting(builder *self, const char *path, const char *value, const ns_node *node);
const ns_distribution *b_distribution(const builder *self, uint32_t quantity);
/* Probability that a drawn number is 0 or was moved to it; B_NEVER: so small that it counts as never. */
double b_share_of_zero(const builder *self, uint32_t quantity);
#define B_NEVER 1e-12
double b_central(const builder *self, uint32_t quantity); /* value at u = 0.5 */
ns_provenance b_provenance(builder *self, const ns_node *entry);
ns_provenance b_provenance_over(ns_provenance inner, ns_provenance outer);
ns_provenance b_numbers_of(builder *self, const ns_node *entry,
                           ns_provenance outer); /* `numbers:` inside entry over outer */

/* --- reading plain values --- */
const char *b_get_text(builder *self, const ns_node *map, const char *key, const char *initial);
uint64_t b_get_count(builder *self, const ns_node *map, const char *key, uint64_t initial, uint64_t lowest,
                     uint64_t highest);
bool b_get_bool(builder *self, const ns_node *map, const char *key, bool initial);
/* Entries of a list, or the one scalar. */
size_t b_entries(const ns_node *node);
const ns_node *b_entry(const ns_node *node, size_t index);

/* --- names of things --- */
uint32_t b_find_issue(builder *self, const ns_node *name); /* NS_NONE with a fault */
uint32_t b_find_party(builder *self, const ns_node *name);
uint32_t b_find_condition(builder *self, const ns_node *name);
/* Marks the options of an issue that node names (id, value, lo..hi, or a list of them). false with a fault. */
bool b_mark_options(builder *self, uint32_t issue, const ns_node *node, uint8_t *allowed);
bool b_mark_option(builder *self, uint32_t issue, const ns_node *at, const char *name, uint8_t *allowed);
/* May count more packages be listed? false with a fault: many rules on a large space would eat all memory. */
enum { NS_MOST_LISTED = 1 << 26 };
bool b_may_list(builder *self, uint64_t count);
/* Entries of a named list that are read: the limit at most, the shape has refused more. */
uint32_t b_list_count(const ns_node *list);
/* {issue: options, ..} to a box. */
ns_box b_box(builder *self, const ns_node *map);

/* Is the key of this pattern one number for all parties, or a map by party? */
bool b_is_by_party(const char *pattern);
/* Is this map one number, {range: ..} or {normal: ..}, and not a number for each party? */
bool b_is_number_map(const ns_node *map, const ns_node *parties);

/* --- the builders, in order --- */
void b_conditions(builder *self);
void b_issues(builder *self);
void b_stages(builder *self);
void b_protocol(builder *self);
void b_consent(builder *self);
void b_control(builder *self); /* after the parties */
void b_conflict(builder *self);
void b_ratification(builder *self, ns_party *party, const ns_node *node);
void b_guarantees(builder *self);
void b_durability(builder *self);
void b_commitment(builder *self);
/* What the others must fear of a party, and it of them. */
void b_pledge(builder *self, ns_party *party, const ns_node *node);
void b_events(builder *self); /* after all quantities that it may change */
/* Bits of the parties named by a list; and such a list as a setting. */
uint16_t b_parties_of(builder *self, const ns_node *list);
void b_parties_setting(builder *self, const char *path, uint16_t parties, const ns_node *node);
/* A number for all parties, or a map by party: paths `PATH.party`, by the key `PATTERN.*`. except: a party that is left out, or NS_NONE. */
void b_by_party(builder *self, const char *pattern, const char *path, const ns_node *node, double initial,
                uint32_t except, uint32_t *out);
void b_rules(builder *self);
void b_parties(builder *self);
void b_stance(builder *self, ns_party *party, const ns_node *issues, uint32_t issue, ns_stance *out);
void b_concession(builder *self, ns_party *party, const ns_node *node);
void b_mediators(builder *self);
void b_variants(builder *self);
void b_headline(builder *self);
void b_correlate(builder *self); /* after all quantities */
void b_check_central(builder *self);

#endif
