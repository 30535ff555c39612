/* The list of tables and columns is sound, and fills in the ids of a scenario. */
#include <criterion/criterion.h>
#include <string.h>

#include "output/csv.h"

static const ns_table *table_of(const char *name) {
    for (const ns_table *table = ns_tables; table->name; table++)
        if (strcmp(table->name, name) == 0) return table;
    return NULL;
}

static size_t columns_of(const char *table, const char *name, size_t length) {
    size_t count = 0;
    for (const ns_column *column = ns_columns; column->table; column++)
        count += strcmp(column->table, table) == 0 &&
                 (!name || (strlen(column->name) == length && strncmp(column->name, name, length) == 0));
    return count;
}

Test(columns, every_column_belongs_to_a_table_and_says_what_it_is) {
    for (const ns_column *column = ns_columns; column->table; column++) {
        cr_assert_not_null(table_of(column->table), "%s", column->table);
        cr_assert_eq(columns_of(column->table, column->name, strlen(column->name)), 1, "%s.%s twice",
                     column->table, column->name);
        cr_assert_not_null(column->unit);
        size_t length = strlen(column->summary);
        cr_assert(length > 3 && column->summary[length - 1] == '.', "%s.%s: %s", column->table, column->name,
                  column->summary);
        cr_assert_eq(strspn(column->name, "abcdefghijklmnopqrstuvwxyz0123456789_{}"), strlen(column->name),
                     "%s", column->name);
    }
}

Test(columns, tables_stand_in_order_with_columns_and_keys) {
    const ns_column *column = ns_columns;
    for (const ns_table *table = ns_tables; table->name; table++) {
        cr_assert_str_eq(column->table, table->name, "columns of %s come next", table->name);
        while (column->table && strcmp(column->table, table->name) == 0) column++;
        cr_assert(table->row && *table->row && table->summary && *table->summary);
        for (const char *at = table->key; *at; at += strcspn(at, ","), at += *at == ',')
            cr_assert_eq(columns_of(table->name, at, strcspn(at, ",")), 1, "key of %s: %s", table->name, at);
    }
    cr_assert_null(column->table, "columns without a table: %s", column->table);
}

Test(columns, ids_are_filled_in) {
    static const ns_issue issues[] = {{.id = "rent"}, {.id = "repairs"}, {.id = "term"}};
    static const ns_party parties[] = {{.id = "tenants"}, {.id = "landlord"}};
    static const uint32_t headline[] = {0, 2};
    const ns_scenario scenario = {.issue_count = 3,
                                  .issues = issues,
                                  .party_count = 2,
                                  .parties = parties,
                                  .headline_count = 2,
                                  .headline = headline};
    ns_column_set set;
    ns_buffer out = {0};
    cr_assert_eq(ns_column_set_init(&set, table_of("compromises"), &scenario), NS_OK);
    ns_csv_header(&out, &set);
    cr_assert_str_eq(out.text, "arm,rank,package,family,label,option_rent,option_repairs,option_term,n,"
                               "admissible,acceptable,reachable,agreed,"
                               "agreed_lo,agreed_hi,round_mean,gain_tenants,gain_landlord,pareto,"
                               "central_tenants,central_landlord,central_pareto\n");
    ns_column_set_free(&set);
    ns_buffer_clear(&out);
    cr_assert_eq(ns_column_set_init(&set, table_of("families"), &scenario), NS_OK);
    ns_csv_header(&out, &set);
    cr_assert(strstr(out.text, ",label,option_rent,option_term,n,"));
    cr_assert(strstr(out.text, ",gain_tenants_p05,gain_landlord_p05,gain_tenants_p50,"));
    ns_column_set_free(&set);
    ns_buffer_free(&out);
}

Test(columns, nothing_is_found_under_another_name) {
    cr_assert_null(ns_table_find("nosuch"));
    cr_assert_not_null(ns_table_find("runs"));
}
