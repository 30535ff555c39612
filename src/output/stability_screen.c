/* The screen of `negsim stability`. */
#include <stdlib.h>

#include "negsim/limits.h"
#include "negsim/number.h"
#include "output/names.h"
#include "output/page.h"
#include "output/stability_rows.h"

enum { WIDTH = 80, LISTED = 12, STATES_IN_LIST = 14, NAME_COLUMN = 20, RIGHT = 56 };

static const struct {
    ns_concept concept;
    const char *meaning;
} concepts[] = {
    {NS_CONCEPT_NASH, "no party gains by a move of its own"},
    {NS_CONCEPT_GMR, "what a party gains so, the others can take back"},
    {NS_CONCEPT_SMR, "and it cannot get out of that by a move of its own"},
    {NS_CONCEPT_SEQ, "the others can take it back by moves that each gain by"},
    {NS_CONCEPT_COALITION, "nash, and no coalition gains by moving together"},
};
enum { CONCEPTS = sizeof concepts / sizeof *concepts };

/* A line made in a buffer that is used again. */
typedef struct writer {
    ns_page page;
    ns_buffer left, right;
} writer;

static const char *text_of(const ns_buffer *buffer) { return buffer->text ? buffer->text : ""; }

static void say(writer *self, ns_style style, unsigned indent) {
    ns_page_text(&self->page, style, indent, indent + 2, text_of(&self->left));
    ns_buffer_clear(&self->left);
}

static void say_row(writer *self, unsigned column) {
    ns_page_row(&self->page, NS_STYLE_PLAIN, 2, 4, column, text_of(&self->left), text_of(&self->right));
    ns_buffer_clear(&self->left);
    ns_buffer_clear(&self->right);
}

static void add_count(ns_buffer *out, uint64_t count, const char *one, const char *many) {
    char text[NS_SHARE_TEXT];
    ns_grouped_text(text, count);
    ns_buffer_format(out, "%s %s", text, count == 1 ? one : many);
}

static void say_title(writer *self, const char *title, const char *id) {
    ns_buffer_add(&self->left, title ? title : id);
    say(self, NS_STYLE_BOLD, 0);
}

static void say_end(writer *self, const char *folder) {
    ns_buffer_add(&self->left,
                  "What is stable follows from the rankings and moves of the file: not a forecast.");
    say(self, NS_STYLE_DIM, 0);
    if (!folder) return;
    ns_buffer_format(&self->left, "Tables: %s/", folder);
    say(self, NS_STYLE_PLAIN, 0);
}

/* --- a conflict ----------------------------------------------------------------------------------------------- */

static void add_equilibria(ns_buffer *out, const ns_stability *stability, ns_concept concept) {
    uint32_t shown = 0, more = 0;
    for (uint32_t s = 0; s < stability->state_count; s++) {
        if (!(stability->equilibrium[s] >> concept & 1)) continue;
        if (shown < STATES_IN_LIST)
            ns_buffer_format(out, "%s%u", shown++ ? " " : "", s + 1);
        else
            more++;
    }
    if (!shown) ns_buffer_add(out, "none");
    if (more) ns_buffer_format(out, " and %u more", more);
}

static void say_equilibria(writer *self, const ns_stability_report *report) {
    ns_buffer_add(&self->left, "Equilibria: states that no party would leave");
    say(self, NS_STYLE_BOLD, 0);
    for (int k = 0; k < CONCEPTS; k++) {
        ns_buffer_add(&self->left, ns_concept_name(concepts[k].concept));
        add_equilibria(&self->right, report->stability, concepts[k].concept);
        say_row(self, NAME_COLUMN);
    }
    for (int k = 0; k < CONCEPTS; k++) {
        ns_buffer_format(&self->left, "%s: %s.", ns_concept_name(concepts[k].concept), concepts[k].meaning);
        say(self, NS_STYLE_DIM, 2);
    }
}

/* "5  Delay, Insist". */
static void add_state(ns_buffer *out, const ns_conflict *model, uint32_t state) {
    bool any = false;
    ns_buffer_format(out, "%u  ", state + 1);
    for (uint32_t k = 0; k < model->option_count; k++) {
        if (model->states[state][k] != 'Y') continue;
        ns_buffer_format(out, "%s%s", any ? ", " : "", model->options[k].name);
        any = true;
    }
    if (!model->option_count)
        ns_buffer_add(out, model->states[state]);
    else if (!any)
        ns_buffer_add(out, "no option taken");
}

static void add_concepts(ns_buffer *out, unsigned equilibrium) {
    for (unsigned c = NS_CONCEPT_NASH; c <= NS_CONCEPT_SEQ; c++)
        if (equilibrium >> c & 1)
            ns_buffer_format(out, "%s%s", out->length ? " " : "", ns_concept_name((ns_concept)c));
}

static void say_states(writer *self, const ns_stability_report *report) {
    uint32_t shown = 0, more = 0;
    ns_buffer_add(&self->left, "What these states are");
    say(self, NS_STYLE_BOLD, 0);
    for (uint32_t s = 0; s < report->conflict->state_count; s++) {
        const bool start = s == report->conflict->status_quo;
        if (!start && !(report->stability->equilibrium[s] >> NS_CONCEPT_GMR & 1)) continue;
        if (shown == LISTED && !start) {
            more++;
            continue;
        }
        add_state(&self->left, report->conflict, s);
        if (start) ns_buffer_add(&self->left, " (status quo)");
        add_concepts(&self->right, report->stability->equilibrium[s]);
        say_row(self, RIGHT);
        shown += !start;
    }
    if (!more) return;
    ns_buffer_format(&self->left, "%u more: stability.csv", more);
    say(self, NS_STYLE_DIM, 2);
}

/* Who has an improvement from a state, and what keeps it there. */
static void say_leavers(writer *self, const ns_conflict *model, uint32_t state) {
    for (uint32_t p = 0; p < model->party_count; p++) {
        const ns_rank_change mediation = ns_rank_change_of(model, p, state);
        if (mediation.best == NS_NO_STATE) continue;
        ns_buffer_format(&self->left,
                         "%s would go to %u; it would stay with %u %s of neighbours in its ranking.",
                         model->parties[p], mediation.best + 1, mediation.rank_steps,
                         mediation.rank_steps == 1 ? "exchange" : "exchanges");
        say(self, NS_STYLE_PLAIN, 2);
    }
}

static ns_status say_way(writer *self, const ns_stability_report *report, uint32_t state) {
    const ns_paths *gains = report->paths[NS_WALK_IMPROVEMENTS];
    const bool improving = gains->length[state] != NS_NO_STATE;
    const ns_paths *paths = improving ? gains : report->paths[NS_WALK_MOVES];
    ns_buffer_format(&self->left, "to %u: ", state + 1);
    if (paths->length[state] == NS_NO_STATE) {
        ns_buffer_add(&self->left, "no way");
    } else {
        const ns_status status = ns_add_path(&self->left, report->conflict, paths, state);
        if (status != NS_OK) return status;
        ns_buffer_add(&self->left, improving ? " (each gains by its move)" : " (some lose by their move)");
    }
    say(self, NS_STYLE_PLAIN, 2);
    return NS_OK;
}

static ns_status say_status_quo(writer *self, const ns_stability_report *report) {
    const ns_conflict *model = report->conflict;
    uint32_t shown = 0;
    ns_status status = NS_OK;
    if (model->status_quo == NS_NO_STATE) return NS_OK;
    ns_buffer_format(&self->left, "From the status quo, state %u", model->status_quo + 1);
    say(self, NS_STYLE_BOLD, 0);
    say_leavers(self, model, model->status_quo);
    for (uint32_t s = 0; s < model->state_count && status == NS_OK && shown < LISTED; s++) {
        if (s == model->status_quo || !(report->stability->equilibrium[s] >> NS_CONCEPT_SEQ & 1)) continue;
        status = say_way(self, report, s);
        shown++;
    }
    return status;
}

static void say_coalitions(writer *self, const ns_stability_report *report) {
    uint32_t shown = 0, more = 0;
    for (size_t k = 0; k < report->coalitions->count; k++) {
        const ns_coalition_move *move = &report->coalitions->moves[k];
        if (!(report->stability->equilibrium[move->state] >> NS_CONCEPT_NASH & 1)) continue;
        if (shown == LISTED) {
            more++;
            continue;
        }
        if (!shown++) {
            ns_buffer_add(&self->left, "Coalitions that can leave an equilibrium together");
            say(self, NS_STYLE_BOLD, 0);
        }
        ns_buffer_format(&self->left, "%u: ", move->state + 1);
        ns_add_coalition(&self->left, report->conflict, move->members, " and ");
        ns_buffer_add(&self->left, " to ");
        ns_add_states(&self->left, move->targets, move->target_count);
        say(self, NS_STYLE_PLAIN, 2);
    }
    if (!more) return;
    ns_buffer_format(&self->left, "%u more: coalitions.csv", more);
    say(self, NS_STYLE_DIM, 2);
}

static ns_status show_conflict(writer *self, const ns_stability_report *report) {
    const ns_conflict *model = report->conflict;
    say_title(self, model->title, model->id);
    add_count(&self->left, model->party_count, "party, ", "parties, ");
    add_count(&self->left, model->state_count, "state, ", "states, ");
    add_count(&self->left, ns_conflict_moves(model), "move, ", "moves, ");
    add_count(&self->left, ns_conflict_improvements(model), "of them an improvement", "of them improvements");
    say(self, NS_STYLE_PLAIN, 0);
    say_equilibria(self, report);
    say_states(self, report);
    const ns_status status = say_status_quo(self, report);
    say_coalitions(self, report);
    return status;
}

/* --- an additive model ---------------------------------------------------------------------------------------- */

static void add_value(ns_buffer *out, const ns_additive *model, int64_t value) {
    char text[NS_NUMBER_TEXT];
    ns_number_shortest(text, (double)value / (double)model->scale);
    ns_buffer_add(out, text);
}

static void say_counts(writer *self, const ns_stability_report *report) {
    ns_buffer_add(&self->left, "Stable packages");
    ns_buffer_add(&self->right, "for all");
    say_row(self, NAME_COLUMN);
    for (unsigned c = 0; c < NS_ADDITIVE_CONCEPTS; c++) {
        char text[NS_SHARE_TEXT];
        ns_buffer_add(&self->left, ns_concept_name((ns_concept)c));
        ns_grouped_text(text, report->counts.equilibria[c]);
        ns_buffer_add(&self->right, text);
        for (uint32_t p = 0; p < report->additive->party_count; p++) {
            ns_grouped_text(text, report->counts.stable[p][c]);
            ns_buffer_format(&self->right, "%s%s for %s", p ? ", " : "  (", text,
                             report->additive->parties[p]);
        }
        ns_buffer_char(&self->right, ')');
        say_row(self, NAME_COLUMN);
    }
}

static void say_package(writer *self, const ns_stability_report *report) {
    const ns_additive *model = report->additive;
    const uint32_t *options = ns_additive_options(report->place);
    ns_add_package(&self->left, model, options);
    for (uint32_t p = 0; p < model->party_count; p++) {
        ns_buffer_format(&self->right, "%s%s ", p ? ", " : "", model->parties[p]);
        add_value(&self->right, model, ns_additive_look(report->place, p).utility);
    }
    ns_buffer_format(&self->left, ": %s", text_of(&self->right));
    ns_buffer_clear(&self->right);
    say(self, NS_STYLE_PLAIN, 2);
}

/* The packages that most concepts call stable, the first of them. */
static ns_status say_packages(writer *self, ns_stability_report *report) {
    const ns_stability_settings *settings = &report->settings;
    const ns_concept concept = report->counts.equilibria[NS_CONCEPT_NASH]  ? NS_CONCEPT_NASH
                               : report->counts.equilibria[NS_CONCEPT_SEQ] ? NS_CONCEPT_SEQ
                                                                           : NS_CONCEPT_GMR;
    const uint64_t count = report->counts.equilibria[concept];
    uint64_t shown = 0, looked = 0;
    bool more = count > 0;
    if (!count) return NS_OK;
    ns_buffer_format(&self->left, "Equilibria under %s", ns_concept_name(concept));
    if (count > LISTED) ns_buffer_format(&self->left, ", the first %d", LISTED);
    say(self, NS_STYLE_BOLD, 0);
    for (uint32_t k = 0; k < report->additive->issue_count; k++) ns_additive_choose(report->place, k, 0);
    while (more && shown < count && shown < LISTED) {
        if (ns_additive_equilibrium(report->place) >> concept & 1) {
            say_package(self, report);
            shown++;
        }
        if (++looked % (1 << 16) == 0 && settings->on_work && settings->on_work(settings->user))
            return NS_STOPPED;
        more = ns_additive_next(report->place);
    }
    return NS_OK;
}

static ns_status show_additive(writer *self, ns_stability_report *report) {
    const ns_additive *model = report->additive;
    char packages[NS_SHARE_TEXT];
    ns_grouped_text(packages, ns_limit_of(NS_LIMIT_TABLE_PACKAGES)->value);
    say_title(self, model->title, model->id);
    add_count(&self->left, model->party_count, "party, ", "parties, ");
    add_count(&self->left, model->issue_count, "issue, ", "issues, ");
    add_count(&self->left, model->package_count, "package", "packages");
    say(self, NS_STYLE_PLAIN, 0);
    say_counts(self, report);
    for (int k = 0; k < NS_ADDITIVE_CONCEPTS; k++) {
        ns_buffer_format(&self->left, "%s: %s.", ns_concept_name(concepts[k].concept), concepts[k].meaning);
        say(self, NS_STYLE_DIM, 2);
    }
    const ns_status status = say_packages(self, report);
    if (report->settings.all_packages || model->package_count <= ns_limit_of(NS_LIMIT_TABLE_PACKAGES)->value)
        return status;
    ns_buffer_format(
        &self->left,
        "More than %s packages: stability.csv holds the first %s equilibria under nash, and under "
        "seq; --all-packages writes them all.",
        packages, packages);
    say(self, NS_STYLE_DIM, 0);
    return status;
}

ns_status ns_stability_screen(ns_buffer *out, ns_stability_report *report, const char *folder,
                              ns_color color) {
    writer self = {.page = {out, WIDTH, color}};
    ns_status status = report->conflict ? show_conflict(&self, report) : show_additive(&self, report);
    if (status == NS_OK) say_end(&self, folder);
    if (status == NS_OK) status = self.left.status != NS_OK ? self.left.status : self.right.status;
    ns_buffer_free(&self.left);
    ns_buffer_free(&self.right);
    return status == NS_OK ? out->status : status;
}
