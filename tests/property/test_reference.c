/* The engine against the slow reference engine, on generated scenarios: every event, outcome, blocker and pivot,
 * doubles bit by bit. Four tests, so that they run at the same time. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "comparison.h"
#include "generator.h"

enum { SCENARIOS_A_TEST = 250, DRAWS = 4 };

/* How often each thing happened, so that none goes untested. */
typedef struct census {
    unsigned reasons[NS_REASON_COUNT], actions[NS_ACTION_COUNT], whys[NS_WHY_COUNT], causes[NS_CAUSE_COUNT];
    unsigned carrots_on_text, carrots_on_offers, texts_signed, unblocked, failed_drafts, stages_settled,
        idle_arms, later_authors;
} census;

/* --- what the scenarios use: every kind, word and parameter, every order of speaking ------------------------------ */

/* Most kinds of a sort; each with itself, its parameters given and the words of its choices. */
enum { MOST_KINDS = 16, MOST_WORDS = 8 };
typedef struct usage {
    unsigned kinds[NS_SORT_COUNT][MOST_KINDS], given[NS_SORT_COUNT][MOST_KINDS][NS_MAX_PARAMS],
        words[NS_SORT_COUNT][MOST_KINDS][NS_MAX_PARAMS][MOST_WORDS];
    unsigned orders[NS_ORDER_COUNT], no_last_answers, based, slacks, consents[NS_CONSENT_WEIGHTED + 1],
        quotas, vetoes, conflicts, jumps, events, reaches_in, ending, ratified[3], durable, guaranteed,
        commits, companies, ripe, secret;
} usage;

static void use_plugin(usage *all, const ns_scenario *scenario, ns_sort sort, const ns_plugin *plugin) {
    unsigned k = 0;
    while (ns_registry_standard()->kinds[sort][k] != plugin->kind) k++;
    all->kinds[sort][k]++;
    for (unsigned i = 0; plugin->kind->params && plugin->kind->params[i].name; i++) {
        if (plugin->kind->params[i].type == NS_PARAM_CHOICE)
            all->words[sort][k][i][plugin->arguments[i].choice]++;
        else
            all->given[sort][k][i] += !scenario->quantities[plugin->arguments[i].quantity].is_default;
    }
}

static void use(usage *all, const ns_scenario *scenario) {
    for (uint32_t p = 0; p < scenario->party_count; p++) {
        const ns_party *party = &scenario->parties[p];
        use_plugin(all, scenario, NS_SORT_TACTIC, &party->tactic);
        use_plugin(all, scenario, NS_SORT_OFFER, &party->offer);
        use_plugin(all, scenario, NS_SORT_ACCEPTANCE, &party->acceptance);
        use_plugin(all, scenario, NS_SORT_OPPONENT, &party->opponent);
        all->based += !scenario->quantities[party->base].is_default;
    }
    for (unsigned k = 0; ns_registry_standard()->kinds[NS_SORT_PROTOCOL][k]; k++)
        all->kinds[NS_SORT_PROTOCOL][k] +=
            ns_registry_standard()->kinds[NS_SORT_PROTOCOL][k] == scenario->protocol.kind;
    all->orders[scenario->protocol.order]++;
    all->no_last_answers += !scenario->protocol.last_answers;
    all->consents[scenario->protocol.consent]++;
    all->quotas += scenario->protocol.quota != NS_NONE;
    all->vetoes += scenario->protocol.veto != 0;
    all->conflicts += scenario->conflict.given;
    all->jumps += scenario->conflict.given && !scenario->quantities[scenario->conflict.jump_rate].is_default;
    for (uint32_t e = 0; e < scenario->event_count; e++) {
        all->events++;
        all->reaches_in += scenario->events[e].reaches_in;
        all->ending += scenario->events[e].ends_talks;
    }
    for (uint32_t p = 0; p < scenario->party_count; p++)
        if (scenario->parties[p].ratification.given) all->ratified[scenario->parties[p].ratification.by]++;
    all->durable += scenario->durability.given;
    all->commits += scenario->commitment.given;
    all->guaranteed += scenario->guarantee_count > 0;
    all->slacks += scenario->slack == 0;
    all->companies += scenario->mediator_count > 1;
    for (uint32_t m = 0; m < scenario->mediator_count; m++) {
        all->ripe += scenario->mediators[m].ripeness.given;
        all->secret += !scenario->quantities[scenario->mediators[m].secrecy].is_default;
    }
}

static void must_be_used(unsigned number, const char *what, const char *more, const char *word) {
    cr_expect(number > 0, "no generated scenario uses %s %s %s", what, more, word);
}

static void check_kind(const usage *all, ns_sort sort, unsigned k, const ns_kind *kind) {
    if (kind->starts_program) return; /* nobody can say what a user's program does */
    must_be_used(all->kinds[sort][k], ns_sort_name(sort), kind->name, "");
    for (unsigned i = 0; kind->params && kind->params[i].name; i++) {
        const ns_param *param = &kind->params[i];
        if (param->type == NS_PARAM_QUANTITY)
            must_be_used(all->given[sort][k][i], kind->name, param->name, "");
        for (unsigned w = 0; param->type == NS_PARAM_CHOICE && param->words[w]; w++)
            must_be_used(all->words[sort][k][i][w], kind->name, param->name, param->words[w]);
    }
}

/* Whoever adds a kind or a parameter adds it to the generator and to the slow engine. */
Test(reference, scenarios_use_every_kind) {
    static const ns_sort sorts[] = {NS_SORT_PROTOCOL, NS_SORT_TACTIC, NS_SORT_OFFER, NS_SORT_ACCEPTANCE,
                                    NS_SORT_OPPONENT};
    usage all = {0};
    for (uint64_t seed = 1; seed <= 4 * SCENARIOS_A_TEST; seed++) {
        char *yaml = gen_scenario(seed, 0);
        loaded input = loaded_text(yaml);
        cr_assert(input.scenario, "generated scenario %llu has faults:\n%s", (unsigned long long)seed,
                  input.faults);
        use(&all, input.scenario);
        loaded_free(&input);
        free(yaml);
    }
    for (unsigned s = 0; s < sizeof sorts / sizeof *sorts; s++)
        for (unsigned k = 0; ns_registry_standard()->kinds[sorts[s]][k]; k++)
            check_kind(&all, sorts[s], k, ns_registry_standard()->kinds[sorts[s]][k]);
    for (int k = 0; k < NS_ORDER_COUNT; k++) must_be_used(all.orders[k], "order", ns_turn_order_names[k], "");
    must_be_used(all.no_last_answers, "last_answers", "false", "");
    for (int k = 0; ns_consent_rule_names[k]; k++)
        must_be_used(all.consents[k], "consent", ns_consent_rule_names[k], "");
    must_be_used(all.conflicts, "conflict", "", "");
    must_be_used(all.jumps, "jump", "", "");
    must_be_used(all.events, "event", "", "");
    must_be_used(all.reaches_in, "event", "that reaches in", "");
    must_be_used(all.ending, "event", "that ends the talks", "");
    for (int k = 0; k < 3; k++) must_be_used(all.ratified[k], "ratification", "", "");
    must_be_used(all.commits, "commitment", "", "");
    must_be_used(all.durable, "durability", "", "");
    must_be_used(all.guaranteed, "guarantee", "", "");
    must_be_used(all.quotas, "quota", "", "");
    must_be_used(all.vetoes, "veto", "", "");
    must_be_used(all.based, "base", "", "");
    must_be_used(all.slacks, "slack", "0", "");
    must_be_used(all.companies, "mediators", "", "");
    must_be_used(all.ripe, "ripeness", "", "");
    must_be_used(all.secret, "secrecy", "", "");
}

/* --- what happens ------------------------------------------------------------------------------------------------ */

static void count(census *all, const ns_scenario *scenario, const recording *play) {
    all->reasons[play->outcome.reason]++;
    all->later_authors += play->outcome.author != NS_NONE && play->outcome.author > 0;
    all->texts_signed += play->outcome.text_signed;
    all->unblocked += play->outcome.unblocked;
    all->stages_settled += play->outcome.settled_count > 1;
    all->idle_arms += play->count > 0 && play->events[0].round > 1;
    for (size_t k = 0; k < play->count; k++) {
        const ns_event *event = &play->events[k];
        all->actions[event->action]++;
        all->whys[event->why]++;
        all->failed_drafts += event->action == NS_ACTION_DRAFT && event->part == NS_NONE;
        if (event->action != NS_ACTION_CARROT) continue;
        if (event->offer_of == NS_NONE)
            all->carrots_on_text++;
        else
            all->carrots_on_offers++;
    }
    for (uint32_t x = 0; x < scenario->package_count; x++)
        for (unsigned bit = 0; bit < NS_SHUT_BITS(scenario->party_count); bit++)
            if (play->shut[x] >> bit & 1) all->causes[ns_shut_cause(bit)]++;
}

static void show(const char *label, uint64_t first, const char *what, unsigned number) {
    cr_log_info("seeds from %llu: %-10s %-22s %u", (unsigned long long)first, label, what, number);
    cr_expect(number > 0, "seeds from %llu: no %s %s among the generated scenarios",
              (unsigned long long)first, label, what);
}

static void show_census(const census *all, uint64_t first) {
    for (int k = 0; k < NS_REASON_COUNT; k++)
        show("reason", first, ns_reason_name((ns_reason)k), all->reasons[k]);
    for (int k = 0; k < NS_ACTION_COUNT; k++)
        show("action", first, ns_action_name((ns_action)k), all->actions[k]);
    /* No program plays in a generated scenario: those reasons have tests of their own. */
    for (int k = 1; k < NS_WHY_OWN_CHOICE; k++) show("why", first, ns_why_name((ns_why)k), all->whys[k]);
    for (int k = 0; k < NS_CAUSE_COUNT; k++) show("cause", first, ns_cause_name((ns_cause)k), all->causes[k]);
    show("fact", first, "carrots on a text", all->carrots_on_text);
    show("fact", first, "carrots on an offer", all->carrots_on_offers);
    show("fact", first, "text signed", all->texts_signed);
    show("fact", first, "precondition dropped", all->unblocked);
    show("fact", first, "draft that found none", all->failed_drafts);
    show("fact", first, "two stages settled", all->stages_settled);
    show("fact", first, "idle rounds", all->idle_arms);
    show("fact", first, "text of another", all->later_authors);
}

static void fail(const char *yaml, uint64_t draw, ns_seat seat, const char *difference) {
    fprintf(stderr, "%s\n", yaml);
    cr_assert_fail("draw %llu, mediator %s, mechanisms %u: %s", (unsigned long long)draw,
                   seat.mediators == 0 ? "none" : "sits", seat.mechanisms, difference);
}

static void compare_seat(census *all, const char *yaml, const ref_draw *draw, const ns_instance *instance,
                         ns_session *session, ns_seat seat) {
    uint64_t play_number = draw->draw % 3;
    recording fast;
    ns_outcome quiet;
    cr_assert_eq(recording_play(&fast, session, instance, seat, play_number), NS_OK);
    ref_play *slow = ref_play_new(draw, seat, play_number);
    char *difference = compare_play(draw, slow, &fast);
    if (difference) fail(yaml, draw->draw, seat, difference);
    /* Nobody listens: a shorter way through the rounds must end the same. */
    cr_assert_eq(ns_session_run(session, instance, seat, play_number, NULL, &quiet), NS_OK);
    difference = compare_outcomes(draw->scenario, &slow->outcome, &quiet);
    if (difference) fail(yaml, draw->draw, seat, difference);
    count(all, draw->scenario, &fast);
    ref_play_free(slow);
    recording_free(&fast);
}

static void compare_text(census *all, uint64_t seed, const char *yaml) {
    loaded input = loaded_text(yaml);
    cr_assert(input.scenario, "generated scenario %llu has faults:\n%s", (unsigned long long)seed,
              input.faults);
    ns_instance instance;
    cr_assert_eq(ns_instance_init(&instance, input.scenario), NS_OK);
    ns_session *session = ns_session_new(input.scenario);
    cr_assert(session);
    for (uint64_t draw = 0; draw < DRAWS; draw++) {
        ref_draw *slow = ref_draw_new(input.scenario, input.scenario->seed, draw);
        ns_instance_draw(&instance, input.scenario->seed, draw, NULL);
        char *difference = compare_draw(slow, &instance);
        if (difference) fail(yaml, draw, seat_nobody(), difference);
        ns_seat mediated = seat_mediated(input.scenario), partly = mediated;
        partly.mechanisms &= (unsigned)(seed * 7 + draw * 29) % (NS_ALL_MECHANISMS + 1);
        compare_seat(all, yaml, slow, &instance, session, seat_nobody());
        if (mediated.mediators != 0) {
            compare_seat(all, yaml, slow, &instance, session, mediated);
            compare_seat(all, yaml, slow, &instance, session, partly);
        }
        ref_draw_free(slow);
    }
    ns_session_free(session);
    ns_instance_free(&instance);
    loaded_free(&input);
}

static void compare_seeds(uint64_t first) {
    census all = {0};
    for (uint64_t seed = first; seed < first + SCENARIOS_A_TEST; seed++) {
        char *yaml = gen_scenario(seed, 0);
        compare_text(&all, seed, yaml);
        free(yaml);
    }
    show_census(&all, first);
}

Test(reference, first_quarter, .timeout = 120) { compare_seeds(1); }
Test(reference, second_quarter, .timeout = 120) { compare_seeds(1 + SCENARIOS_A_TEST); }
Test(reference, third_quarter, .timeout = 120) { compare_seeds(1 + 2 * SCENARIOS_A_TEST); }
Test(reference, last_quarter, .timeout = 120) { compare_seeds(1 + 3 * SCENARIOS_A_TEST); }

static void write_large_party(FILE *out, const char *id, int issues, int slope) {
    fprintf(
        out,
        "  %s:\n    no_deal: [20, 40]\n    concession: {tactic: time, exponent: [0.5, 2], offer: lowest}\n",
        id);
    fprintf(out, "    links: [{name: both, when: {i0: a, i1: [a, b]}, add: [1, 7]}]\n    issues:\n");
    for (int i = 0; i < issues; i++)
        fprintf(out, "      i%d: {priority: [%d.1, %d.3], values: [%d.7, %d.2]}\n", i, 1 + i % 5, 2 + i % 5,
                slope > 0 ? 5 * i % 60 : 100 - 3 * i, slope > 0 ? 99 - 2 * i : i);
}

/* Beyond 65,536 packages a value is the sum of two halves. */
Test(reference, large_space, .timeout = 120) {
    enum { ISSUES = 17 };
    char *yaml = NULL;
    size_t length;
    census all = {0};
    FILE *out = open_memstream(&yaml, &length);
    cr_assert(out);
    fprintf(out, "negsim: 1\nname: large\nissues:\n");
    for (int i = 0; i < ISSUES; i++) fprintf(out, "  i%d: {options: {a: A, b: B}}\n", i);
    fprintf(out, "parties:\n");
    write_large_party(out, "one", ISSUES, 1);
    write_large_party(out, "two", ISSUES, -1);
    fprintf(out, "protocol: {rounds: 3}\n");
    fclose(out);
    compare_text(&all, 1, yaml);
    free(yaml);
}
