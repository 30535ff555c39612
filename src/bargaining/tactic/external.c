/* External: the party is played by a program of the user's. */
#include "bargaining/agent/agent.h"
#include "tactic.h"

typedef struct notes {
    ns_answer answer;
} notes;

static double target(const ns_view *view, const double *arguments, void *state) {
    (void)arguments;
    notes *self = state;
    self->answer = ns_agent_ask(view->agent, view);
    const ns_answer *answer = &self->answer;
    if (answer->kind == NS_ANSWER_ACCEPT) return view->worth[view->on_table];
    if (answer->has_need) return answer->need;
    return answer->kind == NS_ANSWER_OFFER ? view->worth[answer->part] : HUGE_VAL;
}

/* An answer in words counts before what it says that it needs. */
static double need(const ns_view *view, const double *arguments, void *state) {
    (void)arguments;
    const ns_answer *answer = &((const notes *)state)->answer;
    if (answer->kind == NS_ANSWER_ACCEPT) return view->worth[view->on_table];
    if (answer->has_need) return answer->need;
    return answer->kind == NS_ANSWER_OFFER ? view->worth[answer->part] : HUGE_VAL;
}

static uint32_t choose(const ns_view *view, const double *arguments, void *state) {
    (void)view, (void)arguments;
    const ns_answer *answer = &((const notes *)state)->answer;
    return answer->kind == NS_ANSWER_OFFER ? answer->part : NS_VIEW_NONE;
}

static int leaves(const ns_view *view, const void *state) {
    (void)view;
    const ns_answer *answer = &((const notes *)state)->answer;
    return answer->kind == NS_ANSWER_NONE    ? NS_LEAVES_FAILED
           : answer->kind == NS_ANSWER_LEAVE ? NS_LEAVES_BY_CHOICE
                                             : 0;
}

static const ns_param params[] = {
    {.name = "program",
     .type = NS_PARAM_TEXT,
     .summary = "The command line that starts it, read by sh: `python3 agent.py`."},
    {"seconds", NS_PARAM_QUANTITY, NS_UNIT_NONE, 0.001, 3600, 5, NULL,
     "How long it may think about one answer."},
    {.name = NULL}};

const ns_tactic_kind ns_tactic_external = {
    .head =
        {.name = "external",
         .summary =
             "The party is played by a program of the user's, one JSON object a line (docs/agents.md): it "
             "offers, accepts, passes or leaves. A program that ends, is late or makes no sense leaves the "
             "talks. Runs only with --allow-programs.",
         .citation =
             "the agent interface of GENIUS: Lin et al. 2014, Computational Intelligence 30(1), 48-70",
         .params = params,
         .starts_program = 1,
         .by_chance = 1,
         .state_size = sizeof(notes)},
    .target = target,
    .choose = choose,
    .need = need,
    .leaves = leaves,
    .uses_history = 1};
