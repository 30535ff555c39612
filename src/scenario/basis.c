/* `check --basis`: every entry says where it comes from. */
#include <string.h>

#include "negsim/scenario.h"

static void need(ns_diagnostics *diagnostics, const ns_provenance *said, ns_location at, const char *what,
                 const char *name) {
    if (said->basis && *said->basis) return;
    const bool is_number = strcmp(what, "number") == 0;
    ns_diagnostics_add(diagnostics, NS_CODE_NO_BASIS, at,
                       is_number ? "{range: .., basis: assumption}; or once for all numbers below it, at the "
                                   "top, in a party or in "
                                   "a mediator: numbers: {basis: assumption}"
                                 : "basis: article, basis: assumption, or a text of your own",
                       "%s '%s' has no basis", what, name);
}

static void check_party(const ns_party *party, ns_diagnostics *diagnostics) {
    need(diagnostics, &party->provenance, party->at, "party", party->id);
    for (uint32_t i = 0; i < party->link_count; i++)
        need(diagnostics, &party->links[i].provenance, party->links[i].at, "link", party->links[i].name);
    for (uint32_t i = 0; i < party->precondition_count; i++)
        need(diagnostics, &party->preconditions[i].provenance, party->preconditions[i].at, "precondition",
             party->preconditions[i].name);
}

void ns_scenario_check_basis(const ns_scenario *self, ns_diagnostics *diagnostics) {
    for (uint32_t i = 0; i < self->issue_count; i++) {
        const ns_issue *issue = &self->issues[i];
        need(diagnostics, &issue->provenance, issue->at, "issue", issue->id);
        for (uint32_t o = 0; o < issue->option_count && !issue->numeric; o++)
            need(diagnostics, &issue->options[o].provenance, issue->options[o].at, "option",
                 issue->options[o].id);
    }
    for (uint32_t i = 0; i < self->condition_count; i++)
        need(diagnostics, &self->conditions[i].provenance, self->conditions[i].at, "condition",
             self->conditions[i].id);
    for (uint32_t i = 0; i < self->rule_count; i++)
        need(diagnostics, &self->rules[i].provenance, self->rules[i].at, "rule", self->rules[i].name);
    for (uint32_t p = 0; p < self->party_count; p++) check_party(&self->parties[p], diagnostics);
    for (uint32_t m = 0; m < self->mediator_count; m++)
        need(diagnostics, &self->mediators[m].provenance, self->mediators[m].at, "mediator",
             self->mediators[m].id);
    for (uint32_t q = 0; q < self->quantity_count; q++) {
        const ns_quantity *quantity = &self->quantities[q];
        if (!quantity->is_default && !quantity->is_held)
            need(diagnostics, &quantity->provenance, quantity->at, "number", quantity->path);
    }
}
