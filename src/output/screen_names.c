/* Options and families as the screen names them. */
#include <string.h>

#include "output/screen.h"

/* --- options ------------------------------------------------------------------------------------------- */

/* Bytes of a title up to its first comma or semicolon. */
static size_t clause_of(const char *title) {
    size_t length = strcspn(title, ",;");
    while (length && title[length - 1] == ' ') length--;
    return length;
}

/* Does another option of the issue begin with the same clause? */
static bool is_ambiguous(const ns_issue *issue, uint32_t option) {
    const char *title = issue->options[option].title;
    size_t length = clause_of(title);
    for (uint32_t o = 0; o < issue->option_count; o++) {
        const char *other = issue->options[o].title;
        if (o != option && clause_of(other) == length && strncmp(other, title, length) == 0) return true;
    }
    return false;
}

void ns_screen_add_option(ns_buffer *out, const ns_issue *issue, uint32_t option) {
    const char *title = issue->options[option].title;
    size_t length = clause_of(title);
    if (issue->numeric) ns_buffer_format(out, "%s: ", issue->title);
    if (issue->numeric || !length || is_ambiguous(issue, option)) length = strlen(title);
    ns_buffer_add_n(out, title, length);
}

void ns_screen_add_family(ns_screen *self, uint32_t family) {
    for (uint32_t k = 0; k < self->base->headline_count; k++) {
        if (k) ns_buffer_add(&self->text, "; ");
        ns_screen_add_option(&self->text, &self->base->issues[self->base->headline[k]],
                             ns_grouping_family_option(self->results->families, family, k));
    }
}

/* --- conditions ---------------------------------------------------------------------------------------- */

bool ns_screen_needs(const ns_screen *self, uint32_t family, uint32_t condition) {
    for (uint32_t k = 0; k < self->base->headline_count; k++) {
        const ns_issue *issue = &self->base->issues[self->base->headline[k]];
        const ns_option *option =
            &issue->options[ns_grouping_family_option(self->results->families, family, k)];
        for (uint32_t n = 0; n < option->need_count; n++)
            if (option->needs[n] == condition) return true;
    }
    return false;
}

bool ns_screen_add_needs(ns_screen *self, uint32_t family) {
    bool any = false;
    for (uint32_t c = 0; c < self->base->condition_count; c++) {
        if (!ns_screen_needs(self, family, c)) continue;
        ns_buffer_format(&self->text, "%s%s", any ? " and " : "; needs ", self->base->conditions[c].title);
        any = true;
    }
    return any;
}
