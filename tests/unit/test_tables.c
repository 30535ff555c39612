/* Tables: the lesson cell by cell, and what must hold in every run. */
#include <math.h>

#include "output/facts.h"
#include "output_fixture.h"
#include "output_scenarios.h"

/* --- the lesson, worked by hand ------------------------------------------------------------------------ */

static fixture lesson;

static void play_lesson(void) {
    fixture_load(&lesson, LESSON, "unmediated");
    fixture_play(&lesson, 1, GATHER_ALL);
    cr_assert(lesson.results->deterministic);
}

static void end_lesson(void) { fixture_free(&lesson); }

TestSuite(lesson, .init = play_lesson, .fini = end_lesson, .timeout = 20);

static void expect_table(const char *table, const char *want) {
    char *text = fixture_table(&lesson, table);
    cr_assert_str_eq(text, want);
    free(text);
}

Test(lesson, reasons) {
    expect_table("reasons", "arm,reason,share,lo,hi,count,n\n"
                            "unmediated,precondition_deadlock,0.000000000,,,0,1\n"
                            "unmediated,broken_off,0.000000000,,,0,1\n"
                            "unmediated,walkout,0.000000000,,,0,1\n"
                            "unmediated,not_ratified,0.000000000,,,0,1\n"
                            "unmediated,agreed,1.000000000,,,1,1\n"
                            "unmediated,no_zone,0.000000000,,,0,1\n"
                            "unmediated,deadline,0.000000000,,,0,1\n");
}

Test(lesson, options) {
    expect_table(
        "options",
        "arm,issue,option,title,share_of_agreements,lo,hi,agreements,agreed,reachable,acceptable,admissible,"
        "n\n"
        "unmediated,rent,low,Low rent,0.000000000,,,1,0.000000000,1.000000000,1.000000000,1.000000000,1\n"
        "unmediated,rent,middle,Middling "
        "rent,1.000000000,,,1,1.000000000,1.000000000,1.000000000,1.000000000,1\n"
        "unmediated,rent,high,High rent,0.000000000,,,1,0.000000000,1.000000000,1.000000000,1.000000000,1\n"
        "unmediated,repairs,none_at_all,No "
        "repairs,0.000000000,,,1,0.000000000,1.000000000,1.000000000,1.000000000,1\n"
        "unmediated,repairs,some,Some "
        "repairs,1.000000000,,,1,1.000000000,1.000000000,1.000000000,1.000000000,1\n"
        "unmediated,repairs,all,All "
        "repairs,0.000000000,,,1,0.000000000,1.000000000,1.000000000,1.000000000,1\n");
}

#define COMPROMISE(rank, package, label, options, reachable, agreed, rest)                                   \
    "unmediated," rank "," package "," package "," label "," options ",1,1.000000000," reachable             \
    "," reachable "," agreed ",,," rest "\n"
#define YES "1.000000000"
#define NO "0.000000000"

/* Value to each at the central draw, and whether it is on the frontier there: worked by hand in the scenario. */
#define CENTRAL(tenants, landlord, pareto) "," tenants ".000000000," landlord ".000000000," pareto

Test(lesson, compromises) {
    expect_table(
        "compromises",
        "arm,rank,package,family,label,option_rent,option_repairs,n,admissible,acceptable,reachable,agreed,"
        "agreed_lo,agreed_hi,"
        "round_mean,gain_tenants,gain_landlord,pareto,central_tenants,central_landlord,central_"
        "pareto\n" COMPROMISE("1", "1-1", "Middling rent; Some repairs", "middle,some", YES, YES,
                              "5.000000000,19.000000000,20.000000000,1.000000000" CENTRAL("54", "60", "1"))
            COMPROMISE("2", "0-0", "Low rent; No repairs", "low,none_at_all", YES, NO,
                       ",,," CENTRAL("60", "50", "1"))
                COMPROMISE("3", "2-2", "High rent; All repairs", "high,all", YES, NO,
                           ",,," CENTRAL("40", "50", "0"))
                    COMPROMISE("4", "0-1", "Low rent; Some repairs", "low,some", NO, NO,
                               ",,," CENTRAL("84", "30", "0"))
                        COMPROMISE("5", "0-2", "Low rent; All repairs", "low,all", NO, NO,
                                   ",,," CENTRAL("100", "0", "0"))
                            COMPROMISE("6", "1-0", "Middling rent; No repairs", "middle,none_at_all", NO, NO,
                                       ",,," CENTRAL("30", "80", "0"))
                                COMPROMISE("7", "1-2", "Middling rent; All repairs", "middle,all", NO, NO,
                                           ",,," CENTRAL("70", "30", "0"))
                                    COMPROMISE("8", "2-0", "High rent; No repairs", "high,none_at_all", NO,
                                               NO, ",,," CENTRAL("0", "100", "0"))
                                        COMPROMISE("9", "2-1", "High rent; Some repairs", "high,some", NO, NO,
                                                   ",,," CENTRAL("24", "80", "0")));
}

Test(lesson, families) {
    char *text = fixture_table(&lesson, "families");
    expect_cell_text(text, "rank=1", "family", "1-1");
    expect_cell_text(text, "rank=1", "label", "Middling rent; Some repairs");
    expect_cell_text(text, "rank=1", "option_repairs", "some");
    expect_cell_text(text, "rank=1", "share_of_agreements", YES);
    expect_cell_text(text, "rank=9", "cumulative", YES);
    expect_cell_text(text, "rank=1", "packages_agreed", "1");
    expect_cell_text(text, "rank=1", "top_package", "1-1");
    expect_cell_text(text, "rank=1", "agreed_lo", "");
    expect_cell_text(text, "rank=2", "gain_tenants_p50", "");
    /* to full/1000 */
    cr_assert_float_eq(find_number(text, "rank=1", "gain_tenants_p50"), 19, 0.1);
    cr_assert_float_eq(find_number(text, "rank=1", "gain_landlord_p05"), 20, 0.1);
    free(text);
}

Test(lesson, rounds) {
    char *text = fixture_table(&lesson, "rounds");
    expect_cell_text(text, "round=4", "settled_by", NO);
    expect_cell_text(text, "round=5", "settled_by", YES);
    expect_cell_text(text, "round=5", "settled", YES);
    expect_cell_text(text, "round=6", "settled_by", YES);
    expect_cell_text(text, "round=6", "count", "0");
    char cell[CELL_TEXT];
    cr_assert(!find_cell(text, "round=7", "count", cell) && !find_cell(text, "round=0", "count", cell));
    free(text);
}

Test(lesson, parties) {
    char *text = fixture_table(&lesson, "parties");
    expect_cell_text(text, "party=tenants", "value_mean", "54.000000000");
    expect_cell_text(text, "party=tenants", "gain_mean", "19.000000000");
    expect_cell_text(text, "party=landlord", "gain_mean", "20.000000000");
    /* first and last own offers: 100 and 54; 100 and 80 */
    expect_cell_text(text, "party=tenants", "concession_mean", "46.000000000");
    expect_cell_text(text, "party=landlord", "concession_mean", "20.000000000");
    expect_cell_text(text, "party=tenants", "offers_mean", "5.000000000");
    expect_cell_text(text, "party=landlord", "offers_mean", "4.000000000");
    expect_cell_text(text, "party=landlord", "idle_mean", NO);
    expect_cell_text(text, "party=landlord", "n", "1");
    free(text);
}

Test(lesson, summary) {
    char *text = fixture_table(&lesson, "summary");
    expect_cell_text(text, "arm=unmediated;metric=agreed", "value", YES);
    expect_cell_text(text, "arm=unmediated;metric=agreed", "lo", "");
    expect_cell_text(text, "arm=unmediated;metric=round_p50", "value", "5.000000000");
    expect_cell_text(text, "arm=unmediated;metric=gain_mean_landlord", "value", "20.000000000");
    expect_cell_text(text, "arm=unmediated;metric=on_pareto", "value", YES);
    expect_cell_text(text, "arm=unmediated;metric=distance_nash_mean", "value", NO);
    expect_cell_text(text, "arm=all;metric=packages", "value", "9.000000000");
    /* per party: no deal, exponent by a word is none, 2 priorities, 6 values */
    expect_cell_text(text, "arm=all;metric=numbers_in_file", "value", "18.000000000");
    expect_cell_text(text, "arm=all;metric=numbers_assumed", "value", "18.000000000");
    free(text);
}

Test(lesson, blockers) {
    char *text = fixture_table(&lesson, "blockers");
    /* 0-1 is worth 30 to the landlord, who has 40 without a deal */
    const char *where = "level=package;subject=0-1;party=landlord;cause=no_deal";
    expect_cell_text(text, where, "blocked", YES);
    expect_cell_text(text, where, "alone", YES);
    expect_cell_text(text, where, "with_others", NO);
    expect_cell_text(text, where, "nearest_change", "lower the no-deal value");
    cr_assert_float_eq(find_number(text, where, "change_points"), 10, 0.3);
    expect_cell_text(text, where, "sentence",
                     "Landlord's no-deal value shuts it, alone. Where alone, 10 points less would open it.");
    char cell[CELL_TEXT];
    cr_assert(!find_cell(text, "subject=1-1", "blocked", cell), "nothing blocks what is reachable");
    cr_assert(!find_cell(text, "level=scenario", "alone", cell), "something is reachable");
    free(text);
}

Test(lesson, assumptions) {
    char *text = fixture_table(&lesson, "assumptions");
    const char *where = "path=parties.tenants.no_deal";
    expect_cell_text(text, where, "name", "Tenants, value of no deal");
    expect_cell_text(text, where, "range", "35");
    expect_cell_text(text, where, "unit", "points");
    expect_cell_text(text, where, "basis", "assumption");
    expect_cell_text(text, where, "source", "invented");
    expect_cell_text(text, where, "origin", "file");
    expect_cell_text(text, where, "rank", "");
    expect_cell_text(text, where, "influence", "");
    expect_cell_text(text, "path=protocol.rounds", "kind", "setting");
    expect_cell_text(text, "path=protocol.rounds", "range", "6");
    free(text);
}

Test(lesson, unknown_tables_are_refused) {
    ns_buffer out = {0};
    cr_assert_eq(ns_table_write(&out, "nosuch", lesson.results), NS_BAD_USAGE);
    cr_assert_eq(ns_table_write(&out, "runs", lesson.results), NS_BAD_USAGE, "runs are streamed");
    ns_buffer_free(&out);
}

/* --- what must hold in every run ----------------------------------------------------------------------- */

static fixture talks;

static void play_talks(void) {
    fixture_load(&talks, TALKS, NULL);
    fixture_play(&talks, 500, GATHER_ALL);
    cr_assert(!talks.results->deterministic);
}

static void end_talks(void) { fixture_free(&talks); }

TestSuite(talks, .init = play_talks, .fini = end_talks, .timeout = 60);

static const char *next_row(const char *row) { return strchr(row, '\n') + 1; }

static double number_in(const char *table, const char *row, const char *column) {
    char cell[CELL_TEXT];
    cell_of(row, column_of(table, column, strlen(column)), cell);
    return *cell ? strtod(cell, NULL) : (double)NAN;
}

static void text_in(const char *table, const char *row, const char *column, char cell[CELL_TEXT]) {
    cell_of(row, column_of(table, column, strlen(column)), cell);
}

Test(talks, all_tables_have_all_their_cells) {
    static const char *const tables[] = {"summary",     "families", "compromises", "options", "blockers",
                                         "assumptions", "reasons",  "rounds",      "parties"};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        char *text = fixture_table(&talks, tables[i]); /* asserts NS_OK: the builder checks each row */
        cr_assert(strchr(text, '\n')[1], "%s has rows", tables[i]);
        cr_assert_null(strstr(text, ",nan"), "%s", tables[i]);
        cr_assert_null(strstr(text, "inf,"), "%s", tables[i]);
        cr_assert_null(strstr(text, "-0.000000000"), "%s", tables[i]);
        free(text);
    }
}

static void check_funnel(const char *table) {
    char *text = fixture_table(&talks, table);
    size_t open = 0;
    for (const char *row = next_row(text); *row; row = next_row(row)) {
        double admissible = number_in(text, row, "admissible"),
               acceptable = number_in(text, row, "acceptable"), reachable = number_in(text, row, "reachable"),
               agreed = number_in(text, row, "agreed");
        cr_assert(admissible >= acceptable && acceptable >= reachable && reachable >= agreed && agreed >= 0 &&
                  admissible <= 1);
        open += reachable > 0;
    }
    cr_assert_gt(open, 0);
    free(text);
}

Test(talks, the_funnel_narrows) {
    check_funnel("compromises");
    check_funnel("families");
    check_funnel("options");
}

/* An option's shares are those of its group of packages, each in its own column. */
Test(talks, shares_of_options_are_those_of_their_groups) {
    char *text = fixture_table(&talks, "options");
    const char *row = next_row(text);
    const ns_scenario *base = talks.results->arms->base;
    bool differ = false;
    for (uint32_t k = 0; k < talks.results->arms->count; k++) {
        const size_t arm = ns_arm_at(talks.results, k);
        const ns_arm_tally *tally = &talks.results->tallies[arm];
        uint32_t options = 0;
        for (uint32_t i = 0; i < base->issue_count; i++) options += base->issues[i].option_count;
        for (uint32_t o = 0; o < options; o++, row = next_row(row)) {
            const ns_group_tally *group = &tally->options[o];
            cr_assert_float_eq(number_in(text, row, "reachable"), ns_ratio(group->reachable, tally->runs),
                               1e-9);
            cr_assert_float_eq(number_in(text, row, "acceptable"), ns_ratio(group->acceptable, tally->runs),
                               1e-9);
            cr_assert_float_eq(number_in(text, row, "admissible"), ns_ratio(group->admissible, tally->runs),
                               1e-9);
            differ = differ || group->reachable < group->acceptable;
        }
    }
    cr_assert(differ, "a scenario that tells the columns apart");
    free(text);
}

static void check_ranks(const char *table) {
    char *text = fixture_table(&talks, table), arm[CELL_TEXT], before[CELL_TEXT] = "";
    double rank = 0, agreed = 2, reachable = 2;
    for (const char *row = next_row(text); *row; row = next_row(row)) {
        text_in(text, row, "arm", arm);
        if (strcmp(arm, before) != 0) rank = 0, agreed = 2, reachable = 2;
        strcpy(before, arm);
        double now = number_in(text, row, "agreed"), open = number_in(text, row, "reachable");
        cr_assert_eq(number_in(text, row, "rank"), ++rank);
        cr_assert(now < agreed || (now == agreed && open <= reachable), "%s falls: rank %g of %s", table,
                  rank, arm);
        agreed = now;
        reachable = open;
    }
    free(text);
}

Test(talks, ranks_follow_the_share_agreed) {
    check_ranks("compromises");
    check_ranks("families");
}

Test(talks, arms_come_mediated_first) {
    char *text = fixture_table(&talks, "reasons"), arm[CELL_TEXT];
    text_in(text, next_row(text), "arm", arm);
    cr_assert_str_eq(arm, "mediated");
    cr_assert_lt(strstr(text, "\nunmediated,"), strstr(text, "\nno_backing,"));
    free(text);
}

static double sum_where(const char *text, const char *where, const char *column) {
    double sum = 0;
    for (const char *row = next_row(text); *row; row = next_row(row)) {
        double one = row_meets(text, row, where) ? number_in(text, row, column) : 0;
        sum += isnan(one) ? 0 : one;
    }
    return sum;
}

Test(talks, shares_add_up) {
    static const char *const arms[] = {"arm=mediated", "arm=unmediated", "arm=no_backing"};
    char *reasons = fixture_table(&talks, "reasons"), *families = fixture_table(&talks, "families"),
         *packages = fixture_table(&talks, "compromises"), *options = fixture_table(&talks, "options"),
         *rounds = fixture_table(&talks, "rounds"), where[64];
    for (size_t i = 0; i < 3; i++) {
        snprintf(where, sizeof where, "%s;reason=agreed", arms[i]);
        double agreed = find_number(reasons, where, "share");
        cr_assert(agreed > 0.02 && agreed < 0.98, "%s: a scenario that tests something, not %g", arms[i],
                  agreed);
        cr_assert_float_eq(sum_where(reasons, arms[i], "share"), 1, 1e-7);
        cr_assert_float_eq(sum_where(families, arms[i], "agreed"), agreed, 1e-7);
        cr_assert_float_eq(sum_where(families, arms[i], "share_of_agreements"), 1, 1e-7);
        cr_assert_float_eq(sum_where(packages, arms[i], "agreed"), agreed, 1e-7);
        cr_assert_float_eq(sum_where(rounds, arms[i], "settled"), agreed, 1e-7);
        snprintf(where, sizeof where, "%s;issue=guard", arms[i]);
        cr_assert_float_eq(sum_where(options, where, "share_of_agreements"), 1, 1e-7);
        snprintf(where, sizeof where, "%s;round=20", arms[i]);
        cr_assert_float_eq(find_number(rounds, where, "settled_by"), agreed, 1e-8);
    }
    free(reasons);
    free(families);
    free(packages);
    free(options);
    free(rounds);
}

Test(talks, effects_are_differences_with_intervals) {
    char *text = fixture_table(&talks, "summary");
    double mediated = find_number(text, "arm=mediated;metric=agreed", "value"),
           plain = find_number(text, "arm=unmediated;metric=agreed", "value"),
           effect = find_number(text, "arm=mediated-unmediated;metric=agreed", "value");
    cr_assert_float_eq(effect, mediated - plain, 1e-8);
    cr_assert_float_eq(effect,
                       find_number(text, "arm=mediated-unmediated;metric=agreed_only_first", "value") -
                           find_number(text, "arm=mediated-unmediated;metric=agreed_only_second", "value"),
                       1e-8);
    cr_assert(find_number(text, "arm=mediated-unmediated;metric=agreed", "lo") < effect);
    cr_assert(find_number(text, "arm=mediated-unmediated;metric=agreed", "hi") > effect);
    double parts = 0;
    for (const char *row = next_row(text); *row; row = next_row(row)) {
        char metric[CELL_TEXT];
        text_in(text, row, "metric", metric);
        if (strncmp(metric, "through_", 8) == 0) parts += number_in(text, row, "value");
    }
    cr_assert_float_eq(parts, effect, 1e-6, "the mechanisms add up: %g of %g", parts, effect);
    cr_assert_float_eq(find_number(text, "arm=no_backing-mediated;metric=agreed", "value"),
                       find_number(text, "arm=no_backing;metric=agreed", "value") - mediated, 1e-8);
    cr_assert_float_eq(find_number(text, "arm=mediated;metric=nothing_reachable", "value"),
                       1 - find_number(text, "arm=mediated;metric=any_reachable", "value"), 1e-8);
    free(text);
}

Test(talks, blockers_hold_together) {
    char *text = fixture_table(&talks, "blockers"), level[CELL_TEXT], sentence[CELL_TEXT];
    size_t rows = 0;
    for (const char *row = next_row(text); *row; row = next_row(row), rows++) {
        text_in(text, row, "level", level);
        text_in(text, row, "sentence", sentence);
        double alone = number_in(text, row, "alone"), blocked = number_in(text, row, "blocked");
        cr_assert(alone >= 0 && alone <= 1);
        size_t length = strlen(sentence);
        cr_assert(length > 20 && (sentence[length - 1] == '.'), "%s", sentence);
        if (strcmp(level, "scenario") == 0) continue;
        cr_assert(blocked >= alone && blocked <= 1, "%s", sentence);
        cr_assert_float_eq(number_in(text, row, "with_others"), blocked - alone, 2e-9);
    }
    cr_assert_gt(rows, 20);
    /* the first rows are what matters: the whole scenario, then families */
    text_in(text, next_row(text), "level", level);
    cr_assert_str_eq(level, "scenario");
    /* hill people's red line on the southern line always holds */
    cr_assert_float_eq(find_number(text,
                                   "arm=mediated;level=option;subject=border.south;party=hill;cause=red_line",
                                   "blocked"),
                       1, 1e-9);
    free(text);
}

Test(talks, the_ledger_ranks_by_influence) {
    char *text = fixture_table(&talks, "assumptions"), cell[CELL_TEXT];
    double before = 2, rank = 0; /* what of the influence is beyond simulation error falls */
    for (const char *row = next_row(text); *row; row = next_row(row)) {
        double influence = number_in(text, row, "influence");
        if (isnan(number_in(text, row, "rank"))) break;
        cr_assert_eq(number_in(text, row, "rank"), ++rank);
        double low = number_in(text, row, "influence_lo"), high = number_in(text, row, "influence_hi"),
               sure = fmax(fmax(low, -high), 0);
        cr_assert(sure <= before);
        cr_assert_float_eq(
            influence,
            number_in(text, row, "agreed_highest_fifth") - number_in(text, row, "agreed_lowest_fifth"), 2e-9);
        cr_assert(low <= influence && influence <= high);
        cr_assert_float_eq(number_in(text, row, "noise"), (high - low) / 2, 2e-9);
        before = sure;
    }
    cr_assert_gt(rank, 20);
    cr_assert(find_cell(text, "path=conditions.backing.available#held;kind=held", "rank", cell));
    cr_assert(!find_cell(text, "path=parties.hill.issues.border.red_lines.south#held", "rank", cell),
              "always holds: no input");
    expect_cell_text(text, "path=parties.hill.preconditions.guard_first.firmness", "name",
                     "Hill people, firmness of 'guard first'");
    expect_cell_text(text, "path=parties.river.issues.border.red_lines.north#held", "name",
                     "River people, red line on 'north' (border) holds");
    expect_cell_text(text, "path=mediators.abbot.leverage", "name", "The abbot, leverage");
    expect_cell_text(text, "path=parties.hill.optimism", "source", "");
    free(text);
}

/* --- other shapes -------------------------------------------------------------------------------------- */

/* Two parties, `count` numeric issues of ten steps each, opposed values. */
static char *wide_scenario(int count) {
    ns_buffer out = {0};
    ns_buffer_add(&out, "negsim: 1\nname: wide\nissues:\n");
    for (int i = 0; i < count; i++)
        ns_buffer_format(&out, "  i%d: {title: Issue %c, range: [0, 9], step: 1}\n", i, 'A' + i);
    ns_buffer_add(&out, "parties:\n");
    for (int p = 0; p < 2; p++) {
        ns_buffer_format(
            &out,
            "  p%d:\n    no_deal: [10, 30]\n    concession: {tactic: linear, offer: lowest}\n    issues:\n",
            p);
        for (int i = 0; i < count; i++)
            ns_buffer_format(&out, "      i%d: {priority: [1, %d], values: {0: %d, 9: %d}}\n", i,
                             p ? i + 2 : 7 - i, p ? 0 : 100, p ? 100 : 0);
    }
    ns_buffer_add(&out, "protocol: {rounds: 6}\nheadline: [i0, i1]\nrun: {draws: 4, seed: 1}\n");
    return out.text;
}

static size_t rows_of(const char *table) {
    size_t rows = 0;
    for (; *table; table++) rows += *table == '\n';
    return rows - 1;
}

Test(shapes, above_the_limit_only_packages_that_were_signed, .timeout = 60) {
    fixture one;
    char *scenario = wide_scenario(5);
    fixture_load(&one, scenario, "unmediated");
    cr_assert_eq(one.scenario->package_count, 100000);
    fixture_play(&one, 4, NS_GATHER_PACKAGES | NS_GATHER_BLOCKERS);
    char *packages = fixture_table(&one, "compromises"), *summary = fixture_table(&one, "summary"),
         *families = fixture_table(&one, "families"), *blockers = fixture_table(&one, "blockers");
    double signed_packages = find_number(summary, "arm=unmediated;metric=packages_agreed", "value");
    cr_assert(signed_packages >= 1 && signed_packages <= 4);
    cr_assert_eq(rows_of(packages), signed_packages);
    cr_assert_eq(rows_of(families), 100);
    cr_assert_null(strstr(blockers, ",package,"));
    char *screen = fixture_screen(&one, 80, NS_COLOR_OFF);
    cr_assert_not_null(strstr(screen, "More than 65,536 packages"));
    cr_assert_not_null(strstr(screen, "Issue A: "), "a number alone says little:\n%s", screen);
    free(screen);
    free(packages);
    free(summary);
    free(families);
    free(blockers);
    fixture_free(&one);
    free(scenario);
}

Test(shapes, stages_have_rounds_of_their_own, .timeout = 60) {
    fixture one;
    ns_buffer scenario = {0};
    const char *agenda = "protocol: {rounds: 20, agenda: [{name: bridge, issues: [guard]}, {name: rest, "
                         "issues: [border, money]}]}\n",
               *at = strstr(TALKS, "protocol:"), *after = strchr(at, '\n') + 1;
    ns_buffer_add_n(&scenario, TALKS, (size_t)(at - TALKS));
    ns_buffer_add(&scenario, agenda);
    ns_buffer_add(&scenario, after);
    fixture_load(&one, scenario.text, "unmediated");
    fixture_play(&one, 200, 0);
    char *rounds = fixture_table(&one, "rounds"), *reasons = fixture_table(&one, "reasons"), where[64];
    double agreed = find_number(reasons, "reason=agreed", "share"), before = 0;
    cr_assert_gt(agreed, 0);
    cr_assert_eq(rows_of(rounds), 40);
    for (int round = 1; round <= 20; round++) {
        snprintf(where, sizeof where, "stage=bridge;round=%d", round);
        double first = find_number(rounds, where, "settled_by");
        snprintf(where, sizeof where, "stage=rest;round=%d", round);
        cr_assert(find_number(rounds, where, "settled_by") <= first, "the second stage follows the first");
        cr_assert(first >= before);
        before = first;
    }
    cr_assert_float_eq(find_number(rounds, "stage=rest;round=20", "settled_by"), agreed, 1e-8);
    free(rounds);
    free(reasons);
    ns_buffer_free(&scenario);
    fixture_free(&one);
}
