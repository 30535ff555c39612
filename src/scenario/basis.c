/* `check --basis`: every entry says where it comes from. */
#include "negsim/scenario.h"

/* The hint is said once, with the first fault: that one is always among those kept. */
typedef struct inquiry {
    ns_diagnostics *diagnostics;
    const char *hint;
} inquiry;

static bool has_basis(const ns_provenance *said) { return said->basis && *said->basis; }

static void need(inquiry *self, const ns_provenance *said, ns_location at, const char *what,
                 const char *name) {
    if (has_basis(said)) return;
    ns_diagnostics_add(self->diagnostics, NS_CODE_NO_BASIS, at, self->hint, "%s '%s' has no basis", what,
                       name);
    self->hint = NULL;
}

/* A number of the file that does not say where it comes from. */
static bool is_bare(const ns_quantity *quantity) {
    return !quantity->is_default && !quantity->is_held && !has_basis(&quantity->provenance);
}

#define OWN_BASIS "`basis: article`, `basis: assumption` or a text of your own, in each entry"
#define BASIS_OF_NUMBERS                                                                                     \
    "`numbers: {basis: assumption, source: ..}` at the top, in a party or in a mediator gives basis to "     \
    "all numbers below it"

static const char *hint_for(const ns_scenario *scenario) {
    for (uint32_t q = 0; q < scenario->quantity_count; q++)
        if (is_bare(&scenario->quantities[q])) return OWN_BASIS "; " BASIS_OF_NUMBERS;
    return OWN_BASIS;
}

static void check_party(const ns_party *party, inquiry *self) {
    need(self, &party->provenance, party->at, "party", party->id);
    for (uint32_t i = 0; i < party->link_count; i++)
        need(self, &party->links[i].provenance, party->links[i].at, "link", party->links[i].name);
    for (uint32_t i = 0; i < party->precondition_count; i++)
        need(self, &party->preconditions[i].provenance, party->preconditions[i].at, "precondition",
             party->preconditions[i].name);
}

void ns_scenario_check_basis(const ns_scenario *self, ns_diagnostics *diagnostics) {
    inquiry asked = {diagnostics, hint_for(self)};
    for (uint32_t i = 0; i < self->issue_count; i++) {
        const ns_issue *issue = &self->issues[i];
        need(&asked, &issue->provenance, issue->at, "issue", issue->id);
        for (uint32_t o = 0; o < issue->option_count && !issue->numeric; o++)
            need(&asked, &issue->options[o].provenance, issue->options[o].at, "option", issue->options[o].id);
    }
    for (uint32_t i = 0; i < self->condition_count; i++)
        need(&asked, &self->conditions[i].provenance, self->conditions[i].at, "condition",
             self->conditions[i].id);
    for (uint32_t i = 0; i < self->rule_count; i++)
        need(&asked, &self->rules[i].provenance, self->rules[i].at, "rule", self->rules[i].name);
    for (uint32_t p = 0; p < self->party_count; p++) check_party(&self->parties[p], &asked);
    for (uint32_t m = 0; m < self->mediator_count; m++)
        need(&asked, &self->mediators[m].provenance, self->mediators[m].at, "mediator",
             self->mediators[m].id);
    for (uint32_t q = 0; q < self->quantity_count; q++) {
        const ns_quantity *quantity = &self->quantities[q];
        if (is_bare(quantity)) need(&asked, &quantity->provenance, quantity->at, "number", quantity->path);
    }
}
