/* Obstacles, families and packages in words; shares and points as people read them. */
#include "output/names.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "negsim/number.h"

/* --- obstacles ---------------------------------------------------------------------------------------- */

static void add_id_words(ns_buffer *out, const char *id) {
    for (; *id; id++) ns_buffer_char(out, *id == '_' ? ' ' : *id);
}

static void name_precondition(ns_buffer *out, const ns_party *party) {
    if (party->precondition_count != 1) {
        ns_buffer_add(out, "preconditions");
        return;
    }
    ns_buffer_char(out, '\'');
    add_id_words(out, party->preconditions[0].name);
    ns_buffer_char(out, '\'');
}

static void name_condition(ns_buffer *out, const ns_scenario *scenario) {
    if (scenario->condition_count == 1)
        ns_buffer_format(out, "the lack of '%s'", scenario->conditions[0].title);
    else
        ns_buffer_add(out, "an absent condition");
}

void ns_name_obstacle(ns_buffer *out, const ns_scenario *scenario, ns_cause cause, uint32_t party) {
    static const char *const everywhere[NS_CAUSE_COUNT] = {"a rule",
                                                           "an absent condition",
                                                           "all red lines",
                                                           "all no-deal values",
                                                           "all limits of flexibility",
                                                           "all preconditions"};
    static const char *const of_party[NS_CAUSE_COUNT] = {
        "", "", "red line", "no-deal value", "limit of flexibility", ""};
    if (cause == NS_CAUSE_CONDITION) {
        name_condition(out, scenario);
    } else if (party == NS_NONE || party >= scenario->party_count) {
        ns_buffer_add(out, everywhere[cause]);
    } else {
        ns_buffer_format(out, "%s's %s", scenario->parties[party].title, of_party[cause]);
        if (cause == NS_CAUSE_PRECONDITION) name_precondition(out, &scenario->parties[party]);
    }
}

const char *ns_name_change(ns_cause cause) {
    static const char *const changes[NS_CAUSE_COUNT] = {"drop the rule",     "secure the condition",
                                                        "drop the red line", "lower the no-deal value",
                                                        "raise flexibility", "drop the precondition"};
    return changes[cause];
}

bool ns_change_has_points(ns_cause cause) {
    return cause == NS_CAUSE_NO_DEAL || cause == NS_CAUSE_INFLEXIBLE;
}

/* --- families and packages ---------------------------------------------------------------------------- */

/* A numeric option's title is a bare number. */
static void add_title(ns_buffer *out, const ns_issue *issue, uint32_t option) {
    if (issue->numeric) ns_buffer_format(out, "%s: ", issue->title);
    ns_buffer_add(out, issue->options[option].title);
}

void ns_name_family(ns_buffer *out, const ns_results *results, uint32_t family) {
    const ns_scenario *scenario = results->arms->base;
    for (uint32_t k = 0; k < scenario->headline_count; k++) {
        if (k) ns_buffer_add(out, "; ");
        add_title(out, &scenario->issues[scenario->headline[k]],
                  ns_grouping_family_option(results->families, family, k));
    }
}

void ns_family_id(ns_buffer *out, const ns_results *results, uint32_t family) {
    for (uint32_t k = 0; k < results->arms->base->headline_count; k++)
        ns_buffer_format(out, "%s%u", k ? "-" : "",
                         (unsigned)ns_grouping_family_option(results->families, family, k));
}

/* Length in bytes of the first `most` characters of text, back to a blank when it is cut. */
static size_t cut_length(const char *text, unsigned most) {
    size_t at = 0, blank = 0;
    for (unsigned seen = 0; text[at]; at++) {
        if (((unsigned char)text[at] & 0xc0) != 0x80 && seen++ == most) return blank ? blank : at;
        if (text[at] == ' ') blank = at;
    }
    return at;
}

void ns_name_package(ns_buffer *out, const ns_scenario *scenario, uint32_t package, unsigned most) {
    for (uint32_t i = 0; i < scenario->issue_count; i++) {
        const char *title = scenario->issues[i].options[ns_option_of(scenario, i, package)].title;
        size_t length = cut_length(title, most);
        if (i) ns_buffer_add_n(out, "; ", 2);
        ns_buffer_add_n(out, title, length);
        if (title[length]) ns_buffer_add_n(out, "..", 2);
    }
}

/* --- numbers as people read them ---------------------------------------------------------------------- */

long ns_percent(double share) { return lround(floor(100 * share + 0.5)); }

void ns_share_text(char text[NS_SHARE_TEXT], const ns_results *results, double share, uint64_t n) {
    if (isnan(share))
        snprintf(text, NS_SHARE_TEXT, "-");
    else if (results->deterministic && n == 1)
        snprintf(text, NS_SHARE_TEXT, "%s", share > 0 ? "yes" : "no");
    else if (n < NS_COUNTS_BELOW)
        snprintf(text, NS_SHARE_TEXT, "%ld of %llu", lround(share * (double)n), (unsigned long long)n);
    else if (share > 0 && ns_percent(share) == 0)
        snprintf(text, NS_SHARE_TEXT, "<1%%");
    else if (share < 1 && ns_percent(share) == 100)
        snprintf(text, NS_SHARE_TEXT, ">99%%");
    else
        snprintf(text, NS_SHARE_TEXT, "%ld%%", ns_percent(share));
}

void ns_difference_text(char text[NS_SHARE_TEXT], double difference, uint64_t n) {
    double scale = n < NS_COUNTS_BELOW ? (double)n : 100;
    long whole = isnan(difference) ? 0 : lround(floor(scale * difference + 0.5));
    snprintf(text, NS_SHARE_TEXT, isnan(difference) ? "-" : whole ? "%+ld" : "%ld", whole);
}

static unsigned decimals_of(double full) {
    unsigned decimals = 0;
    for (double scale = full; scale < 99 && decimals < 6; scale *= 10) decimals++;
    return decimals;
}

void ns_points_text(char text[NS_SHARE_TEXT], double points, double full) {
    unsigned decimals = decimals_of(full);
    char digits[NS_NUMBER_TEXT];
    int64_t unit = 1000000000;
    for (unsigned i = 0; i < decimals; i++) unit /= 10;
    int64_t nanos = ns_number_nanos(points), half = nanos < 0 ? -unit / 2 : unit / 2;
    size_t length = ns_number_fixed9(digits, (nanos + half) / unit * unit);
    length -= decimals ? 9 - decimals : 10;
    snprintf(text, NS_SHARE_TEXT, "%.*s", isnan(points) ? 1 : (int)length, isnan(points) ? "-" : digits);
}

void ns_grouped_text(char text[NS_SHARE_TEXT], uint64_t value) {
    char digits[NS_NUMBER_TEXT];
    size_t count = ns_number_unsigned(digits, value), at = 0;
    for (size_t i = 0; i < count; i++) {
        if (i && (count - i) % 3 == 0) text[at++] = ',';
        text[at++] = digits[i];
    }
    text[at] = '\0';
}
