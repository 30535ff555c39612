/* Moves by kind: the six by hand, and the counts against the offers that were told. */
#include <criterion/criterion.h>

#include <stdlib.h>
#include <string.h>

#include "generator.h"
#include "loaded.h"

Test(moves, kinds_by_hand) {
    static const struct {
        double own, others;
        ns_move_kind kind;
    } cases[] = {{-2, 3, NS_MOVE_CONCESSION},  {-2, 0, NS_MOVE_CONCESSION}, {-2, -3, NS_MOVE_UNFORTUNATE},
                 {0, -3, NS_MOVE_UNFORTUNATE}, {2, -3, NS_MOVE_SELFISH},    {2, 0, NS_MOVE_SELFISH},
                 {2, 3, NS_MOVE_FORTUNATE},    {0, 3, NS_MOVE_NICE},        {0, 0, NS_MOVE_SILENT},
                 {0.5, -0.5, NS_MOVE_SILENT},  {-0.5, 2, NS_MOVE_NICE}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++)
        cr_assert_eq(ns_move_of(cases[k].own, cases[k].others, 0.5), cases[k].kind, "%s, not %s",
                     ns_move_name(ns_move_of(cases[k].own, cases[k].others, 0.5)),
                     ns_move_name(cases[k].kind));
    cr_assert_str_eq(ns_move_name(NS_MOVE_SILENT), "silent");
}

/* What a part of a stage is worth to q by itself. */
static double worth_of(const ns_instance *at, uint32_t q, uint32_t stage, uint32_t part) {
    const ns_stage *by = &at->scenario->protocol.stages[stage];
    double sum = 0;
    if (at->scenario->protocol.stage_count == 1) {
        uint32_t package = 0;
        for (uint32_t k = 0; k < by->issue_count; k++) {
            const ns_issue *issue = &at->scenario->issues[by->issues[k]];
            package += part / by->part_stride[k] % issue->option_count * issue->stride;
        }
        return at->utility[q][package];
    }
    for (uint32_t k = 0; k < by->issue_count; k++) {
        const uint32_t i = by->issues[k];
        sum += ns_weight_of(at, q, i) *
               ns_value_of(at, q, i, part / by->part_stride[k] % at->scenario->issues[i].option_count);
    }
    return sum;
}

/* Counts the moves of the offers that were told. */
static void recount(const ns_instance *at, const recording *play, uint32_t counts[][NS_MOVE_COUNT]) {
    const uint32_t n = at->scenario->party_count;
    uint32_t last[NS_MAX_PARTIES], stage = NS_NONE;
    for (size_t k = 0; k < play->count; k++) {
        const ns_event *event = &play->events[k];
        if (event->action != NS_ACTION_OFFER) continue;
        if (event->stage != stage)
            for (uint32_t p = 0; p < n; p++) last[p] = NS_NONE;
        stage = event->stage;
        double own = 0, others = 0;
        for (uint32_t q = 0; q < n && last[event->party] != NS_NONE; q++) {
            double change = worth_of(at, q, stage, event->part) - worth_of(at, q, stage, last[event->party]);
            *(q == event->party ? &own : &others) += q == event->party ? change : change / (n - 1);
        }
        if (last[event->party] != NS_NONE)
            counts[event->party][ns_move_of(own, others, at->scenario->slack)]++;
        last[event->party] = event->part;
    }
}

/* Looking on changes nothing, and counts what was told; of all kinds some. */
Test(moves, counts_are_those_of_the_offers_told, .timeout = 60) {
    uint32_t seen[NS_MOVE_COUNT] = {0};
    for (uint64_t seed = 8101; seed <= 8250; seed++) {
        char *yaml = gen_scenario(seed, GEN_EXACT);
        loaded input = loaded_text(yaml);
        const ns_scenario *s = input.scenario;
        ns_session *session = ns_session_new(s), *plain = ns_session_new(s);
        ns_instance instance;
        recording play;
        ns_outcome quiet, alone;
        uint32_t counts[NS_MAX_PARTIES][NS_MOVE_COUNT] = {{0}};
        cr_assert_eq(ns_instance_init(&instance, s), NS_OK);
        ns_instance_draw(&instance, s->seed, 0, NULL);
        ns_session_look_on(session, true);
        cr_assert_eq(recording_play(&play, session, &instance, seat_mediated(s), 0), NS_OK);
        recount(&instance, &play, counts);
        cr_assert_eq(ns_session_run(session, &instance, seat_mediated(s), 0, NULL, &quiet), NS_OK);
        cr_assert_eq(ns_session_run(plain, &instance, seat_mediated(s), 0, NULL, &alone), NS_OK);
        cr_assert(quiet.reason == alone.reason && quiet.round == alone.round &&
                  quiet.package == alone.package);
        for (uint32_t p = 0; p < s->party_count; p++)
            for (int k = 0; k < NS_MOVE_COUNT; k++) {
                cr_assert_eq(ns_session_moves(session, p)[k], counts[p][k], "seed %llu, party %u, %s",
                             (unsigned long long)seed, p, ns_move_name((ns_move_kind)k));
                seen[k] += counts[p][k];
            }
        recording_free(&play);
        ns_instance_free(&instance);
        ns_session_free(session);
        ns_session_free(plain);
        loaded_free(&input);
        free(yaml);
    }
    for (int k = 0; k < NS_MOVE_COUNT; k++) cr_assert_gt(seen[k], 0, "no %s", ns_move_name((ns_move_kind)k));
}
