/* Is what the engine says the same as what the slow engine says? */
#include "comparison.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *word(const char *format, ...) __attribute__((format(printf, 1, 2)));
static char *word(const char *format, ...) {
    char *text = NULL;
    va_list arguments;
    va_start(arguments, format);
    int length = vasprintf(&text, format, arguments);
    va_end(arguments);
    if (length < 0) abort();
    return text;
}

/* Equal bits, but for the sign of zero; any NaN equals any other. */
static bool same(double a, double b) { return a == b || (isnan(a) && isnan(b)); }

static char *compare_array(const char *what, const double *slow, const double *fast, size_t count) {
    for (size_t k = 0; k < count; k++)
        if (!same(slow[k], fast[k]))
            return word("%s[%zu]: %.17g by the slow engine, %.17g by the other", what, k, slow[k], fast[k]);
    return NULL;
}

static char *compare_number(const char *what, uint64_t slow, uint64_t fast) {
    if (slow == fast) return NULL;
    return word("%s: %llu by the slow engine, %llu by the other", what, (unsigned long long)slow,
                (unsigned long long)fast);
}

char *compare_draw(const ref_draw *slow, const ns_instance *fast) {
    const ns_scenario *s = slow->scenario;
    size_t parties = s->party_count;
    char *text = compare_array("numbers", slow->numbers, fast->numbers, s->quantity_count);
    if (!text) text = compare_array("weights", slow->weights, fast->weights, parties * s->issue_count);
    if (!text) text = compare_array("values", slow->values, fast->values, parties * s->option_total);
    if (!text) text = compare_array("floors", slow->floors, fast->floors, parties * s->issue_count);
    if (!text) text = compare_array("best_feasible", slow->best_feasible, fast->best_feasible, parties);
    for (uint32_t c = 0; c < s->condition_count && !text; c++)
        text = compare_number("available", slow->available[c], fast->available[c]);
    for (uint32_t p = 0; p < s->party_count && !text; p++)
        text = compare_array("utility", slow->utility + (size_t)p * s->package_count, fast->utility[p],
                             s->package_count);
    for (uint32_t x = 0; x < s->package_count && !text; x++)
        text = compare_number("shut of the draw", slow->shut[x], fast->shut[x]);
    return text;
}

char *compare_outcomes(const ns_scenario *s, const ns_outcome *a, const ns_outcome *b) {
    char *text = compare_number("reason", a->reason, b->reason);
    if (!text) text = compare_number("why", a->why, b->why);
    if (!text) text = compare_number("ender", a->ender, b->ender);
    if (!text) text = compare_number("round", a->round, b->round);
    if (!text) text = compare_number("package", a->package, b->package);
    if (!text) text = compare_number("settled_count", a->settled_count, b->settled_count);
    for (uint32_t k = 0; k < a->settled_count && !text; k++) {
        text = compare_number("settled.round", a->settled[k].round, b->settled[k].round);
        if (!text) text = compare_number("settled.part", a->settled[k].part, b->settled[k].part);
    }
    for (uint32_t p = 0; p < s->party_count && !text; p++) {
        text = compare_number("offers", a->offers[p], b->offers[p]);
        if (!text) text = compare_number("idle", a->idle[p], b->idle[p]);
    }
    if (!text) text = compare_number("drafts", a->drafts, b->drafts);
    if (!text) text = compare_number("text_signed", a->text_signed, b->text_signed);
    if (!text) text = compare_number("author", a->author, b->author);
    for (uint32_t m = 0; !text && m < s->mediator_count; m++)
        text = compare_number("drafts_by", a->drafts_by[m], b->drafts_by[m]);
    if (!text) text = compare_array("paid_by", a->paid_by, b->paid_by, s->mediator_count);
    if (!text) text = compare_number("signatories", a->signatories, b->signatories);
    if (!text) text = compare_number("unblocked", a->unblocked, b->unblocked);
    if (!text) text = compare_array("value", a->value, b->value, s->party_count);
    if (!text) text = compare_number("happened", a->happened, b->happened);
    if (!text) text = compare_number("refused", a->refused, b->refused);
    if (!text) text = compare_number("in_force", a->in_force, b->in_force);
    if (!text) text = compare_number("held", a->held, b->held);
    if (!text) text = compare_number("remedies", a->remedies, b->remedies);
    if (!text) text = compare_array("no_deal", a->no_deal, b->no_deal, s->party_count);
    if (!text) text = compare_array("balance", &a->balance, &b->balance, 1);
    if (!text) text = compare_array("paid", a->paid, b->paid, s->party_count);
    if (!text) text = compare_array("first_worth", a->first_worth, b->first_worth, s->party_count);
    if (!text) text = compare_array("last_worth", a->last_worth, b->last_worth, s->party_count);
    return text;
}

static char *compare_event(const ns_scenario *s, const ns_event *a, const ns_event *b) {
    char *text = compare_number("action", a->action, b->action);
    if (!text) text = compare_number("round", a->round, b->round);
    if (!text) text = compare_number("turn", a->turn, b->turn);
    if (!text) text = compare_number("party", a->party, b->party);
    if (!text) text = compare_number("stage", a->stage, b->stage);
    if (!text) text = compare_number("part", a->part, b->part);
    if (!text) text = compare_number("why", a->why, b->why);
    if (!text) text = compare_number("happening", a->happening, b->happening);
    if (!text) text = compare_number("mediator", a->mediator, b->mediator);
    if (!text) text = compare_number("whole", a->whole, b->whole);
    if (!text) text = compare_number("offer_of", a->offer_of, b->offer_of);
    if (!text) text = compare_array("level", &a->level, &b->level, 1);
    if (!text) text = compare_array("need", &a->need, &b->need, 1);
    if (!text) text = compare_array("worth", a->worth, b->worth, s->party_count);
    if (!text) text = compare_array("paid", a->paid, b->paid, s->party_count);
    return text;
}

char *compare_events(const ns_scenario *s, const ns_event *a, size_t a_count, const ns_event *b,
                     size_t b_count) {
    for (size_t k = 0; k < a_count && k < b_count; k++) {
        char *text = compare_event(s, &a[k], &b[k]);
        if (!text) continue;
        char *whole = word("event %zu (round %u, turn %u, %s against %s): %s", k, a[k].round, a[k].turn,
                           ns_action_name(a[k].action), ns_action_name(b[k].action), text);
        free(text);
        return whole;
    }
    return compare_number("number of events", a_count, b_count);
}

char *compare_play(const ref_draw *draw, const ref_play *slow, const recording *fast) {
    const ns_scenario *s = draw->scenario;
    char *text = compare_array("budget", &slow->budget, &fast->budget, 1);
    if (!text) text = compare_array("face", slow->face, fast->face, s->party_count);
    if (!text) text = compare_number("shut_holders", slow->shut_holders, fast->shut_holders);
    if (!text) text = compare_events(s, slow->events, slow->event_count, fast->events, fast->count);
    if (!text) text = compare_outcomes(s, &slow->outcome, &fast->outcome);
    for (uint32_t x = 0; x < s->package_count && !text; x++) {
        text = compare_number("shut", slow->shut[x], fast->shut[x]);
        if (text) {
            char *whole = word("package %u: %s", x, text);
            free(text);
            text = whole;
        }
    }
    if (!text) text = compare_number("pivotal pairs", slow->pivot_pairs, fast->pivot_pairs);
    if (!text) text = compare_number("pivotal causes", slow->pivot_causes, fast->pivot_causes);
    return text;
}
