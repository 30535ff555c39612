/* Numbers and paths in words. */
#include <criterion/criterion.h>
#include <math.h>

#include "output/names.h"

static const ns_option options[] = {{.id = "no_deal_at_all", .title = "Nothing"},
                                    {.id = "half", .title = "Half of it"}};
static const ns_issue issues[] = {
    {.id = "old_city", .title = "The old city", .option_count = 2, .options = options, .stride = 1},
    {.id = "price", .title = "Price", .option_count = 2, .options = options, .numeric = true, .stride = 1}};
static const ns_precondition first[] = {{.name = "talks_first"}};
static const ns_party parties[] = {
    {.id = "north", .title = "The North", .precondition_count = 1, .preconditions = first},
    {.id = "south", .title = "The South"}};
static const ns_mediator mediators[] = {{.id = "abbot", .title = "The abbot"}};
static const ns_condition conditions[] = {{.id = "backing", .title = "Backing"}};
static const ns_scenario scenario = {.issue_count = 2,
                                     .issues = issues,
                                     .party_count = 2,
                                     .parties = parties,
                                     .mediator_count = 1,
                                     .mediators = mediators,
                                     .condition_count = 1,
                                     .conditions = conditions,
                                     .full = 100};

static void expect_name(const char *path, const char *want) {
    ns_buffer out = {0};
    ns_name_quantity(&out, &scenario, path);
    cr_assert_str_eq(out.text, want);
    ns_buffer_free(&out);
}

Test(names, quantities_in_words) {
    expect_name("parties.north.no_deal", "The North, value of no deal");
    expect_name("parties.north.learning", "The North, learning");
    expect_name("parties.north.issues.old_city.priority", "The North, priority of old city");
    expect_name("parties.north.issues.old_city.flexibility", "The North, flexibility on old city");
    expect_name("parties.north.issues.old_city.values.1", "The North, value of 'half' (old city)");
    expect_name("parties.north.issues.old_city.values.half", "The North, value of 'half' (old city)");
    expect_name("parties.north.issues.price.values.2.5", "The North, value of '2.5' (price)");
    expect_name("parties.north.issues.old_city.red_lines.half",
                "The North, firmness of the red line on 'half' (old city)");
    expect_name("parties.north.issues.old_city.red_lines.half#held",
                "The North, red line on 'half' (old city) holds");
    expect_name("parties.north.preconditions.talks_first.firmness", "The North, firmness of 'talks first'");
    expect_name("parties.north.preconditions.talks_first.firmness#held",
                "The North insists on 'talks first'");
    expect_name("parties.north.links.guard_for_price.add", "The North, points of the link 'guard for price'");
    expect_name("parties.north.concession.exponent", "The North, exponent of concession");
    expect_name("mediators.abbot.credibility.south", "The abbot, credibility with The South");
    expect_name("mediators.abbot.bias.north", "The abbot, bias toward The North");
    expect_name("mediators.abbot.information.accuracy", "The abbot, information: accuracy");
    expect_name("mediators.abbot.effort", "The abbot, effort");
    expect_name("conditions.backing.available", "Backing, how probable");
    expect_name("conditions.backing.available#held", "Backing, available");
    expect_name("something.else", "something.else");
    expect_name("parties", "parties");
}

static void expect_obstacle(ns_cause cause, uint32_t party, const char *want) {
    ns_buffer out = {0};
    ns_name_obstacle(&out, &scenario, cause, party);
    cr_assert_str_eq(out.text, want);
    ns_buffer_free(&out);
}

Test(names, obstacles_in_words) {
    expect_obstacle(NS_CAUSE_RED_LINE, 0, "The North's red line");
    expect_obstacle(NS_CAUSE_PRECONDITION, 0, "The North's 'talks first'");
    expect_obstacle(NS_CAUSE_PRECONDITION, 1, "The South's preconditions");
    expect_obstacle(NS_CAUSE_NO_DEAL, NS_NONE, "all no-deal values");
    expect_obstacle(NS_CAUSE_RULE, NS_NONE, "a rule");
    expect_obstacle(NS_CAUSE_CONDITION, NS_NONE, "the lack of 'Backing'");
}

static void expect_share(double share, uint64_t n, const char *want) {
    const ns_results results = {.deterministic = false};
    char text[NS_SHARE_TEXT];
    ns_share_text(text, &results, share, n);
    cr_assert_str_eq(text, want, "%g of %llu: %s", share, (unsigned long long)n, text);
}

Test(names, shares_are_whole_percents_or_counts) {
    expect_share(0.58, 10000, "58%");
    expect_share(0.585, 10000, "59%");
    expect_share(0, 10000, "0%");
    expect_share(0.0001, 10000, "<1%");
    expect_share(0.9999, 10000, ">99%");
    expect_share(1, 10000, "100%");
    expect_share(0.5, 199, "100 of 199");
    expect_share(0.5, 200, "50%");
    expect_share(NAN, 200, "-");
    char text[NS_SHARE_TEXT];
    const ns_results fixed = {.deterministic = true};
    ns_share_text(text, &fixed, 1, 1);
    cr_assert_str_eq(text, "yes");
    ns_share_text(text, &fixed, 0, 1);
    cr_assert_str_eq(text, "no");
}

static void expect_difference(double difference, uint64_t n, const char *want) {
    char text[NS_SHARE_TEXT];
    ns_difference_text(text, difference, n);
    cr_assert_str_eq(text, want);
}

Test(names, differences_have_signs) {
    expect_difference(0.17, 10000, "+17");
    expect_difference(-0.17, 10000, "-17");
    expect_difference(0.004, 10000, "0");
    expect_difference(0.1, 50, "+5");
    expect_difference(NAN, 50, "-");
}

static void expect_points(double points, double full, const char *want) {
    char text[NS_SHARE_TEXT];
    ns_points_text(text, points, full);
    cr_assert_str_eq(text, want, "%g of %g: %s", points, full, text);
}

Test(names, points_have_decimals_where_the_scale_is_small) {
    expect_points(9.4, 100, "9");
    expect_points(9.6, 100, "10");
    expect_points(-9.6, 100, "-10");
    expect_points(0.4, 100, "0");
    expect_points(-0.4, 100, "0");
    expect_points(1234.5, 1000, "1235");
    expect_points(0.256, 1, "0.26");
    expect_points(-0.256, 1, "-0.26");
    expect_points(3.14, 10, "3.1");
    expect_points(NAN, 100, "-");
}

Test(names, thousands_are_grouped) {
    static const struct {
        uint64_t value;
        const char *want;
    } cases[] = {{0, "0"}, {999, "999"}, {1000, "1,000"}, {1048576, "1,048,576"}};
    for (size_t i = 0; i < 4; i++) {
        char text[NS_SHARE_TEXT];
        ns_grouped_text(text, cases[i].value);
        cr_assert_str_eq(text, cases[i].want);
    }
}
