/* Correlated numbers: pairs of quantities whose draws go together. */
#include <string.h>

#include "builder.h"

uint32_t b_find_quantity(builder *self, const ns_node *path) {
    const char *names[NS_MOST_NAMES];
    size_t count = 0;
    for (uint32_t q = 0; q < self->quantity_count; q++) {
        if (strcmp(self->quantities[q].path, path->text) == 0 && !self->quantities[q].is_held) return q;
        if (count < NS_MOST_NAMES && !self->quantities[q].is_held) names[count++] = self->quantities[q].path;
    }
    const char *nearest = ns_nearest_name(path->text, names, count);
    b_fault(self, NS_CODE_UNKNOWN_PATH, path,
            nearest ? b_format(self, "did you mean '%s'?", nearest)
                    : "`negsim show FILE --quantities` lists the paths",
            "there is no number '%s'", path->text);
    return NS_NONE;
}

/* A pair counts only where both numbers are drawn: what a sweep or a variant holds fast hangs on nothing. */
static bool read_pair(builder *self, const ns_node *entry, ns_correlation *out) {
    const ns_node *of = ns_node_get(entry, "of"), *r = ns_node_get(entry, "r");
    uint32_t quantities[2];
    if (b_entries(of) != 2) {
        b_fault(self, NS_CODE_WRONG_KIND, of, "of: [parties.a.no_deal, parties.b.no_deal]",
                "a correlation is of two numbers, not of %zu", b_entries(of));
        return false;
    }
    for (size_t k = 0; k < 2; k++)
        if ((quantities[k] = b_find_quantity(self, b_entry(of, k))) == NS_NONE) return false;
    *out = (ns_correlation){.a = quantities[0], .b = quantities[1]};
    if (!r || !ns_number_parse(r->text, strlen(r->text), &out->r)) return false; /* the shape has said so */
    for (size_t k = 0; k < 2; k++) {
        const ns_distribution *distribution = b_distribution(self, quantities[k]);
        if (distribution->kind != NS_CONSTANT) continue;
        ns_diagnostics_add(self->diagnostics, NS_CODE_UNUSED, b_entry(of, k)->at,
                           "give it a range, or leave the pair out",
                           "'%s' does not vary: the correlation has no effect", b_entry(of, k)->text);
        return false;
    }
    return true;
}

static void refuse_pairs(builder *self, const ns_node *entry, const ns_copula_fault *fault) {
    const char *hint = NULL;
    if (fault->finding == NS_COPULA_NOT_POSITIVE && fault->low < fault->high)
        hint = b_format(self, "with the others as they are, r must lie between %.3f and %.3f", fault->low,
                        fault->high);
    b_fault(self, fault->finding == NS_COPULA_TWICE ? NS_CODE_DUPLICATE_NAME : NS_CODE_BAD_CORRELATION,
            ns_node_get(entry, fault->finding == NS_COPULA_SAME_INPUT ? "of" : "r"), hint, "%s",
            ns_copula_finding_text(fault->finding));
}

void b_correlate(builder *self) {
    const ns_node *list = ns_node_get(self->root, "correlate");
    const uint32_t count = b_list_count(list);
    if (!count) return;
    ns_correlation *pairs = B_NEW(self, count, ns_correlation);
    const ns_node **entries = B_NEW(self, count, const ns_node *);
    size_t used = 0;
    for (uint32_t k = 0; pairs && entries && k < count; k++) {
        if (!read_pair(self, list->items[k], &pairs[used])) continue;
        entries[used++] = list->items[k];
    }
    if (!used || self->faults || self->status != NS_OK) return;
    ns_copula_fault fault;
    const ns_status status =
        ns_copula_new(&self->scenario->copula, self->quantity_count, pairs, used, &fault);
    if (status == NS_BAD_INPUT)
        refuse_pairs(self, entries[fault.pair], &fault);
    else if (status == NS_BAD_USAGE)
        b_fault(self, NS_CODE_LIMIT, list, "correlate fewer numbers", "too many numbers are correlated");
    else if (status != NS_OK)
        self->status = status;
}
