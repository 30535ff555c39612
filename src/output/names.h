/* Names: paths, obstacles and packages in words. */
#ifndef NEGSIM_OUTPUT_NAMES_H
#define NEGSIM_OUTPUT_NAMES_H

#include "negsim/experiment.h"

/* "Russia, firmness of 'withdrawal first'" for a quantity's path; the path itself where no phrase fits. */
void ns_name_quantity(ns_buffer *out, const ns_scenario *scenario, const char *path);
/* "Russia's red line", "Ukraine's no-deal value", "a rule"; party NS_NONE: "all red lines" (causes of a party). */
void ns_name_obstacle(ns_buffer *out, const ns_scenario *scenario, ns_cause cause, uint32_t party);
/* What would open it: "drop the red line", "lower the no-deal value". */
const char *ns_name_change(ns_cause cause);
/* Is the change a matter of points? */
bool ns_change_has_points(ns_cause cause);

/* Titles of the headline issues' options, joined by "; ". */
void ns_name_family(ns_buffer *out, const ns_results *results, uint32_t family);
/* Numbers of the headline options: "2-0-1". */
void ns_family_id(ns_buffer *out, const ns_results *results, uint32_t family);
/* Titles of all options, each cut at a blank to at most `most` characters. */
void ns_name_package(ns_buffer *out, const ns_scenario *scenario, uint32_t package, unsigned most);

/* "58%" of n at least 200 runs, "29 of 50" below; "yes", "no" where nothing is drawn. */
#define NS_SHARE_TEXT 48
void ns_share_text(char text[NS_SHARE_TEXT], const ns_results *results, double share, uint64_t n);
/* A difference of shares in whole points with its sign: "+17"; scenarios below 200 runs. */
void ns_difference_text(char text[NS_SHARE_TEXT], double difference, uint64_t n);
/* Whole percents, half up. */
long ns_percent(double share);
/* Points with as many decimals as the scale asks for: none for 100, two for 1. */
void ns_points_text(char text[NS_SHARE_TEXT], double points, double full);
/* "10,000". */
void ns_grouped_text(char text[NS_SHARE_TEXT], uint64_t value);

enum { NS_COUNTS_BELOW = 200 };

#endif
