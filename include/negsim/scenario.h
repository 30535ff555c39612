/* Scenario: the validated structure of a dispute and its two typed vectors. Immutable and shared by threads.
 *
 * Packages are numbered in option order, the first issue outermost, the last innermost:
 * package = sum over issues of option * stride, and stride of the last issue is 1. */
#ifndef NEGSIM_SCENARIO_H
#define NEGSIM_SCENARIO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "negsim/copula.h"
#include "negsim/kind.h"
#include "negsim/quantity.h"

#ifdef __cplusplus
extern "C" {
#endif

#define NS_MAX_PARTIES 10
#define NS_NONE UINT32_MAX /* no such index */

/* --- boxes: sets of packages given issue by issue ------------------------------------------------- */

/* One issue's part of a box. allowed has one byte per option. */
typedef struct ns_side {
    uint32_t issue;
    const uint8_t *allowed;
} ns_side;

/* All packages whose option is allowed on every side (issues without a side are free). The packages come in runs:
 * run_count runs of run_length packages each, run k from first[k]. */
typedef struct ns_box {
    uint32_t side_count;
    const ns_side *sides;
    uint32_t run_length, run_count;
    const uint32_t *first;
} ns_box;

bool ns_box_holds(const ns_box *self, const uint16_t *options); /* options: one per issue */

/* --- issues -------------------------------------------------------------------------------------- */

typedef struct ns_option {
    const char *id, *title,
        *caution;  /* caution NULL: none; id of a numeric issue's option: its shortest text */
    double number; /* numeric issues: the value; else its position */
    uint32_t need_count;
    const uint32_t *needs; /* conditions, all must be available */
    bool parked;           /* leaves the issue for later */
    ns_provenance provenance;
    ns_location at;
} ns_option;

typedef struct ns_issue {
    const char *id, *title;
    bool ordered, numeric;
    uint32_t option_count;
    uint32_t first_option; /* offset in tables of all options of all issues */
    uint32_t stride;
    const ns_option *options;
    ns_provenance provenance;
    ns_location at;
} ns_issue;

/* --- parties ------------------------------------------------------------------------------------- */

/* A chosen kind and its arguments, one per parameter of the kind. */
typedef struct ns_argument {
    uint32_t quantity; /* NS_PARAM_QUANTITY: index in the vector */
    uint32_t choice;   /* NS_PARAM_CHOICE: index of the word */
    const char *text;  /* NS_PARAM_TEXT */
} ns_argument;

typedef struct ns_plugin {
    const ns_kind *kind;
    ns_argument arguments[NS_MAX_PARAMS];
} ns_plugin;

typedef struct ns_link {
    const char *name;
    uint32_t add; /* quantity, points */
    ns_box when;
    ns_provenance provenance;
    ns_location at;
} ns_link;

typedef struct ns_precondition {
    const char *name;
    uint32_t before_count;
    const uint32_t *before;  /* issues not for talks unless needs comes out */
    ns_box needs;            /* its sides are the issues that it needs */
    uint32_t firmness, held; /* quantities; held is `PATH#held` */
    const uint8_t *met;      /* per package: 1 where needs holds */
    ns_provenance provenance;
    ns_location at;
} ns_precondition;

/* How one party looks at one issue. Arrays are indexed by option. */
typedef struct ns_stance {
    uint32_t priority;    /* quantity */
    uint32_t order_rank;  /* priorities given as an order: 0 the highest; else NS_NONE */
    uint32_t flexibility; /* quantity; default constant 1 */
    /* List issues: knot k is option k. Numeric issues: knots at some values, linear between. */
    uint32_t knot_count;
    const double *knot_at;    /* numeric: the value of each knot, rising; else NULL */
    const uint32_t *values;   /* per knot: quantity, points */
    const uint32_t *red_line; /* per option: firmness quantity or NS_NONE; NULL: none on this issue */
    const uint32_t *held;     /* per option: `PATH#held` quantity or NS_NONE; NULL likewise */
    int direction; /* issue ordered: +1 central values rise along the options, -1 fall, 0 all equal; else 0 */
} ns_stance;

/* Who at home has the last word (Putnam 1988). */
typedef enum ns_ratifier {
    NS_RATIFIED_BY_LEADER,
    NS_RATIFIED_BY_PARLIAMENT,
    NS_RATIFIED_BY_REFERENDUM
} ns_ratifier;
typedef struct ns_ratification {
    bool given;
    ns_ratifier by;
    uint32_t seats;
    uint32_t cutoff, spread, shock, threshold,
        heed; /* quantities; cutoff NS_NONE: no deal; threshold NS_NONE: more than half */
} ns_ratification;

typedef struct ns_party {
    const char *id, *title;
    uint64_t key; /* ns_hash_text("parties.ID"): entity of its noise */
    uint32_t base, no_deal, optimism, learning, audience_cost; /* quantities */
    uint32_t deadline, outside_option, discount, power;        /* quantities; NS_NONE: none */
    bool deadline_known;                                       /* by the others */
    uint32_t renege, cheated, trust[NS_MAX_PARTIES];           /* quantities; trust in each other party */
    ns_ratification ratification;
    ns_plugin tactic, offer, acceptance, opponent;
    const ns_stance *stances; /* per issue */
    uint32_t link_count, precondition_count;
    const ns_link *links;
    const ns_precondition *preconditions;
    bool priorities_as_written; /* weights kept, not divided by their sum */
    bool priorities_by_order;
    ns_provenance provenance;
    ns_location at;
} ns_party;

/* --- the rest of the structure ---------------------------------------------------------------------- */

typedef struct ns_condition {
    const char *id, *title;
    uint32_t available, held; /* quantities */
    ns_provenance provenance;
    ns_location at;
} ns_condition;

/* if/then: a package in `when` must be in `then`. forbid: no package in `when`; then has no sides and forbid is true. */
typedef struct ns_rule {
    const char *name;
    bool forbid;
    ns_box when, then;
    ns_provenance provenance;
    ns_location at;
} ns_rule;

#define NS_MAX_MEDIATORS 8

#define NS_STYLE_FACILITATION 0
#define NS_STYLE_FORMULATION 1
#define NS_STYLE_DIRECTIVE 2

/* A mediator that waits until the conflict is ripe: in each round it enters with probability
 * rate (1 - exp(-m / hurt)) exp(-|b(r) - b(r - window)| / tolerance), m the least that any side's value of no deal has fallen. */
typedef struct ns_ripeness {
    bool given;
    uint32_t rate, hurt, window, tolerance; /* quantities */
} ns_ripeness;

typedef struct ns_mediator {
    const char *id, *title;
    uint64_t key;
    uint32_t style[3]; /* quantities, weights: divided by their sum */
    uint32_t effort, leverage, legitimacy, accuracy, independence, secrecy;
    ns_ripeness ripeness;
    uint32_t enter, deadline, deadline_credibility; /* deadline NS_NONE: none */
    uint32_t fatigue;                               /* NS_NONE: none */
    uint32_t patience, progress;
    uint32_t guarantee, guarantee_duration;                     /* duration NS_NONE: for ever */
    uint32_t credibility[NS_MAX_PARTIES], bias[NS_MAX_PARTIES]; /* per party */
    uint32_t mechanisms; /* bit k: kind k of the mechanism table is in use */
    ns_provenance provenance;
    ns_location at;
} ns_mediator;

/* A stage of the agenda. Parts are ranked with the stage's first issue outermost. */
typedef struct ns_stage {
    const char *name;
    uint32_t issue_count;
    const uint32_t *issues; /* in the stage's order */
    uint32_t part_count;
    const uint32_t *part_stride; /* per issue of the stage */
} ns_stage;

typedef enum ns_turn_order {
    NS_ORDER_FIXED,
    NS_ORDER_ROTATING,
    NS_ORDER_RANDOM,
    NS_ORDER_LEAST_SATISFIED,
    NS_ORDER_COUNT
} ns_turn_order;
extern const char *const ns_turn_order_names[]; /* NULL-ended */

/* A struggle that goes on while the parties talk: R_p(t) = no_deal_p + stake_p s_p (b(t) - b(0)) - cost_p t. */
typedef struct ns_struggle {
    bool given;
    uint32_t start, volatility, jump_rate, jump_sd; /* quantities */
    uint16_t up, down; /* bits of the parties whom a rising, a falling balance helps */
    uint32_t stake[NS_MAX_PARTIES], cost[NS_MAX_PARTIES]; /* quantities */
} ns_struggle;

/* Who stands for a deal once it is in force. */
typedef struct ns_guarantee {
    const char *name;
    bool any_package; /* when is empty */
    ns_box when;
    uint32_t need_count;
    const uint32_t *needs;          /* conditions */
    uint32_t credibility, duration; /* quantities; duration NS_NONE: for ever */
    ns_provenance provenance;
    ns_location at;
} ns_guarantee;

/* What breaks deals afterwards. */
typedef struct ns_durability {
    bool given;
    uint32_t horizon; /* rounds */
    uint32_t hazard, spoilers, monitoring, tau;
    uint32_t pressure, balance, spoiler_weight, guarantee, monitoring_weight, margin, parked; /* weights */
} ns_durability;

/* What the parties fear of each other once they have signed. */
typedef struct ns_commitment {
    bool given;
    uint32_t trust_weight; /* quantity, m */
} ns_commitment;

typedef enum ns_change { NS_CHANGE_ADD, NS_CHANGE_TIMES, NS_CHANGE_SET } ns_change;

/* One number that an event changes. */
typedef struct ns_effect {
    const char *name;
    uint32_t of, by; /* quantities */
    ns_change how;
    ns_provenance provenance;
    ns_location at;
} ns_effect;

/* Something that may happen while the parties talk, whatever they say. */
typedef struct ns_happening {
    const char *name, *title;
    uint64_t key;            /* ns_hash_text("events.NAME"): entity of its noise */
    uint32_t at_round, rate; /* quantities; NS_NONE: any round; each time */
    uint32_t above, below;   /* quantities, bounds of the balance; NS_NONE */
    uint32_t after, delay;   /* event; quantity. NS_NONE: after nothing */
    bool repeats, ends_talks;
    bool
        reaches_in; /* changes more than the values of no deal: what packages are worth, or are shut by, or the mediator */
    uint32_t effect_count;
    const ns_effect *effects;
    ns_provenance provenance;
    ns_location at;
} ns_happening;

#define NS_MAX_EVENTS 64

typedef enum ns_consent_rule {
    NS_CONSENT_UNANIMITY,
    NS_CONSENT_MAJORITY,
    NS_CONSENT_WEIGHTED
} ns_consent_rule;
extern const char *const ns_consent_rule_names[]; /* NULL-ended */

typedef struct ns_protocol {
    const ns_kind *kind;
    uint32_t rounds;
    const char *round_is; /* "2 weeks", or NULL */
    ns_turn_order order;
    uint32_t breakdown, temperature; /* quantities; NS_NONE: none */
    ns_consent_rule consent;
    uint32_t quota;       /* quantity, share of the heads or of the power; NS_NONE: more than half */
    uint16_t veto;        /* bit per party whose yes is always needed */
    bool last_answers;    /* what is on the table after the last round is still put to the others */
    uint32_t stage_count; /* 1: agenda package */
    const ns_stage *stages;
} ns_protocol;

typedef struct ns_variant {
    const char *name, *title;
    uint32_t set_count;
    const char *const *paths;
    const ns_node *const *values;
    ns_location at;
} ns_variant;

typedef struct ns_scenario {
    ns_arena *arena;             /* owns everything below, but for the document */
    const ns_document *document; /* resolved tree; must outlive the scenario */
    const char *name, *title, *description;
    double full;  /* top of the scale */
    bool cap;     /* values above full count as full */
    double slack; /* of "at least"; 1e-9 full unless the file says otherwise */

    uint32_t issue_count, party_count, condition_count, rule_count, mediator_count, variant_count;
    uint32_t option_total;  /* options of all issues together */
    uint32_t package_count; /* 0 where vast */
    double size;            /* packages, as a double */
    bool
        vast; /* more packages than the limit: strides and parts of stages are 0, nothing below is by package */
    uint32_t left_issues; /* packages > 65,536: value = left half's sum + right half's; else issue_count */
    const ns_issue *issues;
    const uint32_t *control; /* [issue] the party that carries it out; NS_NONE: nobody by itself */
    bool controlled;         /* somebody carries something out */
    const ns_party *parties;
    const ns_condition *conditions;
    const ns_rule *rules;
    const uint8_t *broken; /* per package: 1 where a rule is broken; NULL: no rules */
    const ns_mediator *mediators;
    uint32_t coherence;   /* quantity; NS_NONE without mediators */
    const char *mediated; /* the mediators' titles together; "no mediator" */
    ns_protocol protocol;
    ns_struggle conflict;
    ns_durability durability;
    ns_commitment commitment;
    uint32_t guarantee_count;
    const ns_guarantee *guarantees;
    uint32_t event_count;
    const ns_happening *events;
    uint32_t headline_count;
    const uint32_t *headline; /* issues that define families, in issue order */
    bool headline_is_default;
    const ns_variant *variants;
    uint32_t draws; /* run.draws */
    uint64_t seed;  /* run.seed */

    uint32_t quantity_count, setting_count;
    const ns_quantity *quantities;
    const ns_setting *settings;
    ns_copula *copula; /* of the quantities' uniforms; NULL: they are independent */
} ns_scenario;

/* Tree to validated scenario, against the key table and a registry. All faults (up to 20) go to diagnostics. The document
 * must outlive the scenario. Returns NS_BAD_INPUT when there is any error. Warnings alone do not fail. */
ns_status ns_scenario_build(ns_scenario **out, const ns_document *document, const ns_registry *registry,
                            ns_diagnostics *diagnostics) NS_MUST;
/* The same without a limit on the number of packages: above it the scenario is `vast`, which is for those who ask about the space as a
 * whole (negsim/space.h). Whatever lists packages or plays must not be given one: ns_scenario_build never makes one. */
ns_status ns_scenario_build_any(ns_scenario **out, const ns_document *document, const ns_registry *registry,
                                ns_diagnostics *diagnostics) NS_MUST;
/* The scenario of a variant (of a vast one: vast or not, as it comes): the document copied, `set` applied, built again. The copy is owned by *document_out. */
ns_status ns_scenario_build_variant(ns_scenario **out, ns_document **document_out, const ns_scenario *base,
                                    uint32_t variant, const ns_registry *registry,
                                    ns_diagnostics *diagnostics) NS_MUST;
void ns_scenario_free(ns_scenario *self);

/* Applies one `path=value` of the command line to a document, checking that the path names a quantity or a setting of the
 * key table and that its ids exist (nearest name as hint). The value is checked by the build that follows. */
ns_status ns_scenario_override(ns_document *document, const char *assignment, const ns_registry *registry,
                               ns_diagnostics *diagnostics) NS_MUST;
/* The same for a path and a value apart; at: where faults point. */
ns_status ns_scenario_assign(ns_document *document, const char *path, const char *value, ns_location at,
                             const ns_registry *registry, ns_diagnostics *diagnostics) NS_MUST;

/* Issues that a package leaves for later. */
uint32_t ns_parked_issues(const ns_scenario *scenario, uint32_t package);
/* Adds one error per entry (issue, option, party, number, link, precondition, condition, rule, mediator) without basis. */
void ns_scenario_check_basis(const ns_scenario *self, ns_diagnostics *diagnostics);

/* option of an issue in a package. */
static inline uint32_t ns_option_of(const ns_scenario *self, uint32_t issue, uint32_t package) {
    return package / self->issues[issue].stride % self->issues[issue].option_count;
}
/* Option numbers joined by '-' ("3-0-2"). text has room for NS_PACKAGE_TEXT. */
#define NS_PACKAGE_TEXT 512
void ns_package_name(const ns_scenario *self, uint32_t package, char text[NS_PACKAGE_TEXT]);
/* The part of a stage: option numbers of the stage's issues only. */
void ns_part_name(const ns_scenario *self, uint32_t stage, uint32_t part, char text[NS_PACKAGE_TEXT]);

/* JSON Schema (draft-07) of the format, from the key table and the registry. */
void ns_schema_write(ns_buffer *out, const ns_registry *registry);

#ifdef __cplusplus
}
#endif

#endif
