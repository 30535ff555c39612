/* Scenarios that the tests of tables and screen play. */
#ifndef NEGSIM_TESTS_OUTPUT_SCENARIOS_H
#define NEGSIM_TESTS_OUTPUT_SCENARIOS_H

/* Constant numbers. Values (rent-repairs): 0-0 60/50, 1-1 54/60, 2-2 40/50 are worth at least no deal (35/40) to both; linear
 * concession over six rounds ends in round 5 with 1-1. */
#define LESSON                                                                                               \
    "negsim: 1\n"                                                                                            \
    "name: lesson\n"                                                                                         \
    "title: Rent and repairs\n"                                                                              \
    "numbers: {basis: assumption, source: invented}\n"                                                       \
    "issues:\n"                                                                                              \
    "  rent: {title: Rent, options: {low: Low rent, middle: Middling rent, high: High rent}}\n"              \
    "  repairs: {title: Repairs, options: {none_at_all: No repairs, some: Some repairs, all: All "           \
    "repairs}}\n"                                                                                            \
    "parties:\n"                                                                                             \
    "  tenants:\n"                                                                                           \
    "    title: Tenants\n"                                                                                   \
    "    no_deal: 35\n"                                                                                      \
    "    concession: {tactic: linear, offer: lowest}\n"                                                      \
    "    issues: {rent: {priority: 60, values: [100, 50, 0]}, repairs: {priority: 40, values: [0, 60, "      \
    "100]}}\n"                                                                                               \
    "  landlord:\n"                                                                                          \
    "    title: Landlord\n"                                                                                  \
    "    no_deal: 40\n"                                                                                      \
    "    concession: {tactic: linear, offer: lowest}\n"                                                      \
    "    issues: {rent: {priority: 50, values: [0, 60, 100]}, repairs: {priority: 50, values: [100, 60, "    \
    "0]}}\n"                                                                                                 \
    "protocol: {rounds: 6, round_is: a week}\n"                                                              \
    "headline: [rent, repairs]\n"                                                                            \
    "run: {draws: 1, seed: 1}\n"

/* Drawn numbers, a mediator, red lines, preconditions, a condition, a rule, a variant; titles without digits. */
#define TALKS                                                                                                \
    "negsim: 1\n"                                                                                            \
    "name: talks\n"                                                                                          \
    "title: Talks on the border and the bridge\n"                                                            \
    "numbers: {basis: assumption}\n"                                                                         \
    "issues:\n"                                                                                              \
    "  border:\n"                                                                                            \
    "    title: The border\n"                                                                                \
    "    options: {north: The northern line, middle: The middle line with a demilitarised strip, south: "    \
    "The southern line}\n"                                                                                   \
    "  guard:\n"                                                                                             \
    "    title: Who guards the bridge\n"                                                                     \
    "    options: {own: Each side its own half, joint: A joint guard, foreign: {title: A foreign guard, "    \
    "needs: backing}}\n"                                                                                     \
    "  money: {title: Compensation, options: {much: Full compensation, some: Half, nothing: Not a penny}}\n" \
    "conditions: {backing: {title: Backing from abroad, available: [0.2, 0.5, 0.8]}}\n"                      \
    "rules: [{name: strip_needs_guard, if: {border: middle}, then: {guard: [joint, foreign]}}]\n"            \
    "parties:\n"                                                                                             \
    "  hill:\n"                                                                                              \
    "    title: Hill people\n"                                                                               \
    "    no_deal: [40, 52, 75]\n"                                                                            \
    "    optimism: [0, 15]\n"                                                                                \
    "    issues:\n"                                                                                          \
    "      border: {priority: [30, 50], values: [100, [40, 60, 70], 0], red_lines: {south: 1}}\n"            \
    "      guard: {priority: [20, 30], values: [0, [50, 80], 100]}\n"                                        \
    "      money: {priority: [10, 30], values: [100, 50, 0], flexibility: [0.7, 1]}\n"                       \
    "    preconditions:\n"                                                                                   \
    "      - {name: guard_first, before: [border], needs: {guard: [joint, foreign]}, firmness: [0.1, "       \
    "0.5]}\n"                                                                                                \
    "  river:\n"                                                                                             \
    "    title: River people\n"                                                                              \
    "    no_deal: [40, 55, 75]\n"                                                                            \
    "    optimism: [0, 15]\n"                                                                                \
    "    issues:\n"                                                                                          \
    "      border: {priority: [20, 40], values: [0, [50, 70], 100], red_lines: {north: [0.5, 0.9]}}\n"       \
    "      guard: {priority: [10, 30], values: [60, 100, 0]}\n"                                              \
    "      money: {priority: [20, 50], values: [0, 60, 100]}\n"                                              \
    "    preconditions:\n"                                                                                   \
    "      - {name: border_first, before: [guard], needs: {border: [middle, south]}, firmness: [0.2, "       \
    "0.9]}\n"                                                                                                \
    "mediators:\n"                                                                                           \
    "  abbot:\n"                                                                                             \
    "    title: The abbot\n"                                                                                 \
    "    style: {facilitation: 0.5, formulation: 0.4, directive: 0.1}\n"                                     \
    "    leverage: [5, 15]\n"                                                                                \
    "protocol: {rounds: 20, round_is: one week}\n"                                                           \
    "headline: [border, guard]\n"                                                                            \
    "variants: {no_backing: {title: No backing from abroad, set: {conditions.backing.available: 0}}}\n"      \
    "run: {draws: 500, seed: 7}\n"

#endif
