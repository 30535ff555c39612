#include <criterion/criterion.h>
#include <string.h>

#include "negsim/diagnostics.h"
#include "negsim/limits.h"
#include "negsim/status.h"

Test(status, every_status_has_a_text_of_its_own) {
    for (int a = NS_OK; a <= NS_BUG; a++) {
        cr_assert_gt(strlen(ns_status_text((ns_status)a)), 3);
        for (int b = NS_OK; b < a; b++)
            cr_assert_str_neq(ns_status_text((ns_status)a), ns_status_text((ns_status)b));
    }
}

Test(status, a_number_that_is_none_has_a_text) {
    cr_assert_not_null(ns_status_text((ns_status)999));
    cr_assert_not_null(ns_status_text((ns_status)-1));
}

Test(codes, ids_are_unique_and_say_the_severity) {
    for (int i = 0; i < NS_CODE_COUNT; i++) {
        const ns_code *code = ns_code_of((ns_code_id)i);
        cr_assert_eq(strlen(code->id), 4, "%s", code->id);
        cr_assert_eq(code->id[0], code->severity == NS_ERROR ? 'E' : 'W', "%s", code->id);
        cr_assert_gt(strlen(code->summary), 3, "%s", code->id);
        cr_assert_gt(strlen(code->help), 10, "%s", code->id);
        for (int j = 0; j < i; j++) cr_assert_str_neq(code->id, ns_code_of((ns_code_id)j)->id);
    }
    cr_assert_str_eq(ns_code_of(NS_CODE_NO_INPUT)->id, "E101");
    cr_assert_str_eq(ns_code_of(NS_CODE_TAB)->id, "E104");
    cr_assert_not_null(ns_code_of(NS_CODE_COUNT));
}

Test(limits, the_table_is_complete) {
    static const uint64_t values[NS_LIMIT_COUNT] = {1048576, 10,  64,      1000,   10000,     100000000,
                                                    256,     16,  4194304, 200000, 64,        4096,
                                                    65536,   256, 1000000, 4096,   1000000000};
    for (int i = 0; i < NS_LIMIT_COUNT; i++) {
        const ns_limit *limit = ns_limit_of((ns_limit_id)i);
        cr_assert_eq(limit->value, values[i], "%s", limit->name);
        cr_assert(limit->name && limit->key && limit->summary && *limit->summary);
        for (int j = 0; j < i; j++) cr_assert_str_neq(limit->name, ns_limit_of((ns_limit_id)j)->name);
    }
    cr_assert_not_null(ns_limit_of(NS_LIMIT_COUNT));
}
