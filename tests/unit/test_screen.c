/* The screen: never too wide, and every number on it stands in a table. */
#include <ctype.h>
#include <math.h>

#include "output/screen.h"
#include "output_fixture.h"
#include "output_scenarios.h"

/* --- reading the screen -------------------------------------------------------------------------------- */

/* Runs of blanks and line ends become one blank. */
static char *squeeze(const char *text) {
    char *out = malloc(strlen(text) + 1);
    size_t used = 0;
    for (; *text; text++) {
        bool blank = *text == ' ' || *text == '\n';
        if (!blank || (used && out[used - 1] != ' ')) out[used++] = blank ? ' ' : *text;
    }
    out[used] = '\0';
    return out;
}

/* Finds the phrase and strikes out its digits: each number on the screen is accounted for once. */
static void strike(char *screen, const char *phrase) {
    char *at = strstr(screen, phrase);
    cr_assert_not_null(at, "not on the screen: \"%s\"\n%s", phrase, screen);
    for (size_t i = 0; i < strlen(phrase); i++)
        if (isdigit((unsigned char)at[i])) at[i] = '#';
}

static long percent(double share) { return lround(floor(100 * share + 0.5)); }

static const char *share(char text[16], double value) {
    if (value > 0 && percent(value) == 0)
        snprintf(text, 16, "<1%%");
    else if (value < 1 && percent(value) == 100)
        snprintf(text, 16, ">99%%");
    else
        snprintf(text, 16, "%ld%%", percent(value));
    return text;
}

static const char *difference(char text[16], double value) {
    snprintf(text, 16, percent(value) ? "%+ld" : "%ld", percent(value));
    return text;
}

#define SHARE(value) share((char[16]){0}, value)
#define DIFFERENCE(value) difference((char[16]){0}, value)

static void expect_widths(const char *screen, unsigned width) {
    char line[2000];
    for (const char *at = screen; *at; at += strcspn(at, "\n") + 1) {
        snprintf(line, sizeof line, "%.*s", (int)strcspn(at, "\n"), at);
        cr_assert_leq(ns_text_width(line), width, "%u columns: %s", ns_text_width(line), line);
        cr_assert(!*line || line[strlen(line) - 1] != ' ' || strlen(line) < 2, "blanks at the end: '%s'",
                  line);
    }
}

/* --- numbers ------------------------------------------------------------------------------------------- */

static fixture talks;
static char *summary, *families, *blockers, *assumptions, *reasons;

static void play_talks(void) {
    fixture_load(&talks, TALKS, NULL);
    fixture_play(&talks, 500, GATHER_ALL);
    summary = fixture_table(&talks, "summary");
    families = fixture_table(&talks, "families");
    blockers = fixture_table(&talks, "blockers");
    assumptions = fixture_table(&talks, "assumptions");
    reasons = fixture_table(&talks, "reasons");
}

static void end_talks(void) {
    free(summary);
    free(families);
    free(blockers);
    free(assumptions);
    free(reasons);
    fixture_free(&talks);
}

TestSuite(screen, .init = play_talks, .fini = end_talks, .timeout = 60);

static double of_summary(const char *where) { return find_number(summary, where, "value"); }

/* "+16 +-2": the paired difference and half of its interval. */
static const char *effect(char text[40], const char *arm) {
    char where[80], *end = text;
    snprintf(where, sizeof where, "arm=%s;metric=agreed", arm);
    double half = (find_number(summary, where, "hi") - find_number(summary, where, "lo")) / 2;
    end += snprintf(text, 40, "%s ", DIFFERENCE(of_summary(where)));
    snprintf(end, 20, percent(half) ? "+-%ld" : "+-<1", percent(half));
    return text;
}
#define EFFECT(arm) effect((char[40]){0}, arm)

static void strike_heading(char *screen) {
    char text[200];
    snprintf(text, sizeof text, "NOT A FORECAST: %.0f of %.0f numbers are assumed",
             of_summary("arm=all;metric=numbers_assumed"), of_summary("arm=all;metric=numbers_in_file"));
    strike(screen, text);
    snprintf(text, sizeof text, "%.0f sampled scenarios, %.0f packages, %.0f rounds of one week, seed 7",
             of_summary("arm=all;metric=draws"), of_summary("arm=all;metric=packages"),
             of_summary("arm=all;metric=rounds"));
    strike(screen, text);
}

static void strike_shares(char *screen) {
    char text[300];
    snprintf(text, sizeof text, "share of sampled scenarios %s %s %s",
             SHARE(of_summary("arm=mediated;metric=agreed")),
             SHARE(of_summary("arm=unmediated;metric=agreed")), EFFECT("mediated-unmediated"));
    strike(screen, text);
    snprintf(text, sizeof text, "in round, median (5-95%%) %.0f (%.0f-%.0f) %.0f (%.0f-%.0f)",
             of_summary("arm=mediated;metric=round_p50"), of_summary("arm=mediated;metric=round_p05"),
             of_summary("arm=mediated;metric=round_p95"), of_summary("arm=unmediated;metric=round_p50"),
             of_summary("arm=unmediated;metric=round_p05"), of_summary("arm=unmediated;metric=round_p95"));
    strike(screen, text);
    snprintf(text, sizeof text, "signed only with %s, only without %s; simulation error +-%ld",
             SHARE(of_summary("arm=mediated-unmediated;metric=agreed_only_first")),
             SHARE(of_summary("arm=mediated-unmediated;metric=agreed_only_second")),
             percent(of_summary("arm=mediated-unmediated;metric=simulation_error")));
    strike(screen, text);
}

static void strike_channels(char *screen) {
    static const char *const names[][2] = {{"information", "information"},
                                           {"proposals", "proposals"},
                                           {"carrots", "carrots and sticks"},
                                           {"deadline", "the deadline"},
                                           {"sequencing", "unblocking preconditions"},
                                           {"face", "face-saving"},
                                           {"guarantee", "the guarantee"}};
    long rest = percent(of_summary("arm=mediated-unmediated;metric=agreed"));
    char text[100];
    for (size_t i = 0; i < 7; i++) {
        char where[100];
        snprintf(where, sizeof where, "arm=mediated-unmediated;metric=through_%s", names[i][0]);
        double value = of_summary(where);
        snprintf(text, sizeof text, "%s %s", names[i][1], DIFFERENCE(value));
        if (percent(value)) strike(screen, text);
        rest -= percent(value);
    }
    snprintf(text, sizeof text, "other and rounding %+ld", rest);
    if (rest) strike(screen, text);
}

static void strike_inputs(char *screen) {
    char text[CELL_TEXT + 100];
    size_t found = 0;
    snprintf(text, sizeof text, "It hangs on (the %s in the lowest .. highest fifth",
             SHARE(of_summary("arm=mediated;metric=agreed")));
    strike(screen, text);
    for (int rank = 1; rank < 12 && found < 3; rank++) {
        char where[40], name[CELL_TEXT];
        snprintf(where, sizeof where, "rank=%d", rank);
        if (!find_cell(assumptions, where, "name", name)) break;
        double low = find_number(assumptions, where, "influence_lo"),
               high = find_number(assumptions, where, "influence_hi");
        snprintf(text, sizeof text, "%s %ld .. %ld +-%ld", name,
                 percent(find_number(assumptions, where, "agreed_lowest_fifth")),
                 percent(find_number(assumptions, where, "agreed_highest_fifth")),
                 percent(find_number(assumptions, where, "noise")));
        if (low <= 0 && high >= 0) {
            cr_assert_null(strstr(screen, text), "told apart from simulation error? %s", text);
            break;
        }
        if (!strstr(screen, text))
            continue; /* the same assumption stands there already, by another of its inputs */
        strike(screen, text);
        found++;
    }
    cr_assert_eq(found, 3, "three assumptions: %s", screen);
}

static const char *points(char text[16], double value) {
    snprintf(text, 16, "%ld", lround(value));
    return text;
}
#define POINTS(value) points((char[16]){0}, value)

static const char *gain(char text[64], const char *where, const char *party) {
    char low[64], mid[64], high[64];
    snprintf(mid, sizeof mid, "gain_%s_p50", party);
    snprintf(low, sizeof low, "gain_%s_p05", party);
    snprintf(high, sizeof high, "gain_%s_p95", party);
    const char *least = POINTS(find_number(families, where, low)),
               *most = POINTS(find_number(families, where, high));
    snprintf(text, 64, "%s (%s%s%s)", POINTS(find_number(families, where, mid)), least,
             least[0] == '-' || most[0] == '-' ? ".." : "-", most);
    return text;
}
#define GAIN(where, party) gain((char[64]){0}, where, party)

static void strike_families(char *screen) {
    char text[300], where[60];
    int shown = 0;
    for (double cumulative = 0; cumulative < 0.5 && shown < 5;) {
        snprintf(where, sizeof where, "arm=mediated;rank=%d", ++shown);
        cumulative = find_number(families, where, "cumulative");
        snprintf(text, sizeof text, "%s %s %s %s", SHARE(find_number(families, where, "agreed")),
                 SHARE(find_number(families, where, "reachable")), GAIN(where, "hill"), GAIN(where, "river"));
        strike(screen, text);
    }
    snprintf(text, sizeof text, "%ld of the %ld; signed at least once: families %.0f, packages %.0f.",
             percent(find_number(families, where, "agreed_cumulative")),
             percent(of_summary("arm=mediated;metric=agreed")),
             of_summary("arm=mediated;metric=families_agreed"),
             of_summary("arm=mediated;metric=packages_agreed"));
    strike(screen, text);
}

static void strike_reasons(char *screen) {
    static const char *const names[][2] = {{"precondition_deadlock", "talks never start"},
                                           {"deadline", "deadline"},
                                           {"no_zone", "no zone of agreement"}};
    for (size_t i = 0; i < 3; i++) {
        char where[100], text[100];
        snprintf(where, sizeof where, "arm=mediated;reason=%s", names[i][0]);
        double value = find_number(reasons, where, "share");
        snprintf(text, sizeof text, "%s %s", names[i][1], SHARE(value));
        if (value > 0) strike(screen, text);
    }
}

/* Below 200 runs a count. */
static void pivot_share(char text[300], const char *row) {
    char cell[CELL_TEXT];
    cell_of(row, column_of(blockers, "n", 1), cell);
    double n = strtod(cell, NULL);
    cell_of(row, column_of(blockers, "alone", 5), cell);
    if (n < 200)
        snprintf(text, 300, " %ld of %.0f", lround(strtod(cell, NULL) * n), n);
    else
        snprintf(text, 300, " %s", SHARE(strtod(cell, NULL)));
}

/* Each row of blockers.csv that the screen may quote: pivots by their share, options and families by blocked and alone. */
static void strike_blockers(char *screen) {
    char text[300], level[CELL_TEXT], arm[CELL_TEXT];
    snprintf(text, sizeof text, "Nothing reachable in %s;",
             SHARE(of_summary("arm=mediated;metric=nothing_reachable")));
    strike(screen, text);
    for (const char *row = strchr(blockers, '\n') + 1; *row; row = strchr(row, '\n') + 1) {
        cell_of(row, column_of(blockers, "arm", 3), arm);
        cell_of(row, column_of(blockers, "level", 5), level);
        char blocked[CELL_TEXT], alone[CELL_TEXT];
        cell_of(row, column_of(blockers, "blocked", 7), blocked);
        cell_of(row, column_of(blockers, "alone", 5), alone);
        if (strcmp(arm, "mediated") != 0 || strcmp(level, "package") == 0) continue;
        if (strcmp(level, "scenario") == 0)
            pivot_share(text, row);
        else if (strtod(alone, NULL) > 0)
            snprintf(text, sizeof text, " in %s, alone in %s.", SHARE(strtod(blocked, NULL)),
                     SHARE(strtod(alone, NULL)));
        else
            snprintf(text, sizeof text, " in %s, never alone.", SHARE(strtod(blocked, NULL)));
        if (strstr(screen, text)) strike(screen, text);
    }
}

static void strike_alternative(char *screen) {
    char text[200];
    for (int rank = 1; rank < 40; rank++) {
        char where[60], label[CELL_TEXT];
        snprintf(where, sizeof where, "arm=mediated;rank=%d", rank);
        if (!find_cell(families, where, "label", label)) break;
        snprintf(text, sizeof text, ". Acceptable %s, reachable %s, signed %s; shut by",
                 SHARE(find_number(families, where, "acceptable")),
                 SHARE(find_number(families, where, "reachable")),
                 SHARE(find_number(families, where, "agreed")));
        if (strstr(screen, text)) strike(screen, text);
    }
}

Test(screen, every_number_stands_in_a_table) {
    char *text = fixture_screen(&talks, 80, NS_COLOR_OFF), *screen = squeeze(text), variant[200];
    strike_heading(screen);
    strike_shares(screen);
    strike_channels(screen);
    strike_inputs(screen);
    strike_families(screen);
    snprintf(variant, sizeof variant, "No backing from abroad %s %s",
             SHARE(of_summary("arm=no_backing;metric=agreed")), EFFECT("no_backing-mediated"));
    strike(screen, variant);
    strike(screen, "Gain: points of 100 above no deal, median (5-95%).");
    strike_reasons(screen);
    strike_alternative(screen);
    strike_blockers(screen);
    for (const char *at = screen; *at; at++)
        cr_assert(!isdigit((unsigned char)*at), "a number from nowhere: %.60s\n\n%s", at, text);
    free(screen);
    free(text);
}

Test(screen, says_what_the_numbers_mean) {
    char *text = fixture_screen(&talks, 80, NS_COLOR_OFF), *screen = squeeze(text);
    static const char *const phrases[] = {"NOT A FORECAST",
                                          "share of sampled scenarios",
                                          "simulation error",
                                          "The abbot mediating",
                                          "no mediator",
                                          "effect",
                                          "FAMILIES OF COMPROMISE",
                                          "WHY NOT",
                                          "VARIANTS",
                                          "not a probability of peace",
                                          "not an evaluation of the mediator",
                                          "nothing on whether the assumptions hold",
                                          "Acceptable: worth no deal or more; not just, lawful or durable",
                                          "Families: other issues vary.",
                                          "Names and status of places are the author's",
                                          "a listed option is not endorsed",
                                          "Tables: results/test/"};
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
        cr_assert(strstr(screen, phrases[i]), "'%s' in\n%s", phrases[i], text);
    cr_assert_null(strstr(screen, "likely"));
    cr_assert_null(strstr(screen, "odds"));
    cr_assert_null(strstr(screen, "impossible"));
    free(screen);
    free(text);
}

/* --- widths and colour --------------------------------------------------------------------------------- */

Test(screen, never_wider_than_asked) {
    for (unsigned width = 60; width <= 120; width += 4) {
        char *text = fixture_screen(&talks, width, NS_COLOR_OFF);
        expect_widths(text, width);
        free(text);
    }
}

Test(screen, colour_changes_nothing_but_escapes) {
    char *plain = fixture_screen(&talks, 80, NS_COLOR_OFF), *colour = fixture_screen(&talks, 80, NS_COLOR_ON);
    cr_assert_null(strchr(plain, '\033'));
    cr_assert_not_null(strchr(colour, '\033'));
    char *to = colour;
    for (const char *from = colour; *from; from++)
        if (*from == '\033')
            from = strchr(from, 'm');
        else
            *to++ = *from;
    *to = '\0';
    cr_assert_str_eq(plain, colour);
    free(plain);
    free(colour);
}

/* The text with one title swapped for a long one. */
static char *with(const char *text, const char *from, const char *to) {
    const char *at = strstr(text, from);
    cr_assert_not_null(at);
    char *out = malloc(strlen(text) + strlen(to) + 1);
    sprintf(out, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
    return out;
}

#define LONG                                                                                                 \
    "An exceedingly long title of the kind that committees write after midnight, with "                      \
    "Donaudampfschifffahrtsgesellschaftskapitaenspatentpruefungskommission in it"

Test(screen, long_titles_wrap) {
    static const char *const titles[] = {"Talks on the border and the bridge",
                                         "title: The abbot",
                                         "The northern line",
                                         "A joint guard",
                                         "title: Hill people",
                                         "No backing from abroad"};
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        fixture one;
        char title[400];
        snprintf(title, sizeof title, "%s%s", strncmp(titles[i], "title: ", 7) == 0 ? "title: " : "",
                 "\"" LONG "\"");
        char *scenario = with(TALKS, titles[i], title);
        fixture_load(&one, scenario, NULL);
        fixture_play(&one, 60, GATHER_ALL);
        for (unsigned width = 60; width <= 80; width += 20) {
            char *text = fixture_screen(&one, width, NS_COLOR_OFF);
            expect_widths(text, width);
            free(text);
        }
        fixture_free(&one);
        free(scenario);
    }
}

Test(screen, counts_below_two_hundred_runs) {
    fixture one;
    fixture_load(&one, TALKS, NULL);
    fixture_play(&one, 50, GATHER_ALL);
    char *text = fixture_screen(&one, 80, NS_COLOR_OFF), *rest = squeeze(text);
    expect_widths(text, 80);
    cr_assert_not_null(strstr(text, " of 50"));
    strike(rest, "median (5-95%)");
    char *gains = strstr(rest, "(5-95%)");
    if (gains) strike(rest, "(5-95%)");
    for (const char *at = rest; (at = strchr(at, '%')); at++)
        cr_assert(at[1] == ')' || (at > rest && at[-1] == '#'), "percents of 50 runs: %.40s",
                  at > rest + 20 ? at - 20 : rest);
    free(rest);
    free(text);
    fixture_free(&one);
}

/* --- other shapes of scenarios ------------------------------------------------------------------------- */

Test(screen, a_deterministic_scenario_says_yes_or_no) {
    fixture one;
    fixture_load(&one, LESSON, NULL);
    fixture_play(&one, 1, GATHER_ALL);
    char *text = fixture_screen(&one, 80, NS_COLOR_OFF), *screen = squeeze(text);
    expect_widths(text, 80);
    cr_assert(strstr(screen, "deterministic: nothing is drawn, played once; 9 packages, 6 rounds of a week"),
              "%s", text);
    cr_assert(strstr(screen, "signed yes in round 5"), "%s", text);
    cr_assert(strstr(screen, "yes yes 19 20"), "%s", text);
    cr_assert_null(strchr(screen, '%'), "%s", text);
    cr_assert_null(strstr(screen, "effect"), "%s", text);
    cr_assert_null(strstr(screen, "+-"), "%s", text);
    free(screen);
    free(text);
    fixture_free(&one);
}

Test(screen, no_agreement_is_said_plainly) {
    fixture one;
    char *scenario = with(TALKS, "no_deal: [40, 55, 75]", "no_deal: [97, 99]");
    fixture_load(&one, scenario, NULL);
    fixture_play(&one, 300, GATHER_ALL);
    char *text = fixture_screen(&one, 80, NS_COLOR_OFF), *screen = squeeze(text);
    expect_widths(text, 80);
    cr_assert(strstr(screen, "Nothing was signed: not in 300 sampled scenarios."), "%s", text);
    cr_assert(strstr(screen, "no mediator: not in 300 sampled scenarios"), "%s", text);
    free(screen);
    free(text);
    fixture_free(&one);
    free(scenario);
}

Test(screen, without_a_mediator_there_is_one_column) {
    fixture one;
    fixture_load(&one, TALKS, "unmediated");
    fixture_play(&one, 300, GATHER_ALL);
    char *text = fixture_screen(&one, 80, NS_COLOR_OFF);
    cr_assert_not_null(strstr(text, "no mediator"));
    cr_assert_null(strstr(text, "effect"), "%s", text);
    cr_assert_null(strstr(text, "through"), "%s", text);
    free(text);
    fixture_free(&one);
}

Test(screen, works_with_nothing_gathered) {
    fixture one;
    fixture_load(&one, TALKS, NULL);
    fixture_play(&one, 300, 0);
    char *text = fixture_screen(&one, 80, NS_COLOR_OFF);
    expect_widths(text, 80);
    cr_assert_not_null(strstr(text, "ENDS IN A SIGNED PACKAGE"));
    free(text);
    fixture_free(&one);
}

/* --- what it hangs on ---------------------------------------------------------------------------------- */

static char *screen_of(fixture *one, const char *scenario, const char *arms, uint64_t draws,
                       unsigned gather) {
    fixture_load(one, scenario, arms);
    fixture_play(one, draws, gather);
    char *text = fixture_screen(one, 80, NS_COLOR_OFF), *squeezed = squeeze(text);
    expect_widths(text, 80);
    free(text);
    return squeezed;
}

#define EXPECT(screen, phrase) cr_assert(strstr(screen, phrase), "no '%s' in\n%s", phrase, screen)
#define EXPECT_NOT(screen, phrase) cr_assert(!strstr(screen, phrase), "'%s' in\n%s", phrase, screen)

Test(screen, noise_is_not_shown_as_a_cause) {
    fixture one;
    char *screen = screen_of(&one, TALKS, NULL, 40, GATHER_ALL);
    EXPECT(screen, "It hangs on: nothing stands out of the simulation error at n = 40");
    EXPECT_NOT(screen, "lowest .. highest");
    free(screen);
    fixture_free(&one);
}

Test(screen, a_source_is_cut_at_its_first_clause) {
    fixture one;
    char *sourced =
        with(TALKS, "numbers: {basis: assumption}",
             "numbers: {basis: assumption, source: \"table talk, and what else a very long note on "
             "sources may hold\"}");
    char *screen = screen_of(&one, sourced, NULL, 500, GATHER_ALL);
    EXPECT(screen, " assumed, table talk ");
    EXPECT_NOT(screen, "what else");
    free(screen);
    free(sourced);
    fixture_free(&one);
}

/* --- families and conditions --------------------------------------------------------------------------- */

/* Only the foreign guard needs backing; where it is always there and worth much, it leads. */
Test(screen, a_family_says_what_it_needs) {
    fixture one;
    char *sure = with(TALKS, "available: [0.2, 0.5, 0.8]", "available: 1"),
         *wanted = with(sure, "guard: {priority: [10, 30], values: [60, 100, 0]}",
                        "guard: {priority: [10, 30], values: [0, 80, 100]}");
    char *screen = screen_of(&one, wanted, NULL, 300, GATHER_ALL);
    EXPECT(screen, "A foreign guard; needs Backing from abroad");
    EXPECT_NOT(screen, "A joint guard; needs Backing");
    free(screen);
    free(wanted);
    free(sure);
    fixture_free(&one);
}

/* --- parts that are left out --------------------------------------------------------------------------- */

Test(screen, says_what_was_not_gathered) {
    fixture one;
    char *screen = screen_of(&one, TALKS, NULL, 300, 0);
    EXPECT(screen, "Not gathered for these tables: through which mechanism, what it hangs on, families, "
                   "obstacles. Without --tables they are.");
    EXPECT_NOT(screen, "FAMILIES");
    EXPECT_NOT(screen, "Acceptable:");
    free(screen);
    fixture_free(&one);
    screen = screen_of(&one, TALKS, NULL, 300, GATHER_ALL);
    EXPECT_NOT(screen, "Not gathered");
    free(screen);
    fixture_free(&one);
    /* nobody mediates: nothing to split */
    screen = screen_of(&one, TALKS, "unmediated", 300, NS_GATHER_INPUTS | NS_GATHER_PACKAGES);
    EXPECT(screen, "Not gathered for these tables: obstacles. Without");
    EXPECT_NOT(screen, "Effects of");
    free(screen);
    fixture_free(&one);
}

Test(screen, an_arm_alone_has_its_title_whole_and_no_effect) {
    fixture one;
    char *screen = screen_of(&one, TALKS, "no_backing", 300, GATHER_ALL);
    EXPECT(screen, "ENDS IN A SIGNED PACKAGE No backing from abroad share");
    EXPECT(screen, "FAMILIES OF COMPROMISE");
    EXPECT(screen, "WHY NOT");
    EXPECT_NOT(screen, "effect");
    EXPECT_NOT(screen, "VARIANTS");
    free(screen);
    fixture_free(&one);
}

/* --- titles cut short ---------------------------------------------------------------------------------- */

Test(screen, titles_are_cut_where_that_keeps_them_apart) {
    static const ns_option options[] = {{.title = "A line, without recognition"},
                                        {.title = "The north ; with a branch"},
                                        {.title = "The north, alone"},
                                        {.title = ", odd"}};
    static const char *const want[] = {"A line", "The north ; with a branch", "The north, alone", ", odd"};
    ns_issue issue = {.title = "Seat", .options = options, .option_count = 4};
    for (uint32_t o = 0; o < 4; o++) {
        ns_buffer out = {0};
        ns_screen_add_option(&out, &issue, o);
        cr_assert_str_eq(out.text, want[o]);
        ns_buffer_free(&out);
    }
    ns_buffer out = {0};
    issue.numeric = true;
    ns_screen_add_option(&out, &issue, 0);
    cr_assert_str_eq(out.text, "Seat: A line, without recognition");
    ns_buffer_free(&out);
}

/* Gains of a scale of 1 have two decimals: "0.26 (0.17-0.40)" stands whole. */
Test(screen, gains_are_never_cut) {
    static const char scenario[] = "negsim: 1\nname: unit\nscale: {full: 1}\n"
                                   "issues:\n"
                                   "  rent: {options: {low: Low rent, middle: Middling, high: High rent}}\n"
                                   "  repairs: {options: {few: Few of them, some: Some, all: All of them}}\n"
                                   "parties:\n"
                                   "  tenants: {no_deal: [0.2, 0.4], issues: {rent: {priority: 3, values: "
                                   "[1, 0.5, 0]}, repairs: {priority: "
                                   "[1, 5], values: [0, 0.5, 1]}}}\n"
                                   "  landlord: {no_deal: [0.1, 0.4], issues: {rent: {priority: 1, values: "
                                   "[0, 0.6, 1]}, repairs: {priority: "
                                   "[1, 3], values: [1, 0.5, 0]}}}\n";
    for (unsigned width = 60; width <= 100; width += 20) {
        fixture one;
        fixture_load(&one, scenario, NULL);
        fixture_play(&one, 300, GATHER_ALL);
        char *text = fixture_screen(&one, width, NS_COLOR_OFF);
        expect_widths(text, width);
        const char *gain = strstr(text, " (0.");
        cr_assert_not_null(gain, "%s", text);
        for (; gain; gain = strstr(gain + 1, " (0.")) cr_assert_eq(gain[11], ')', "%.20s in\n%s", gain, text);
        free(text);
        fixture_free(&one);
    }
}
