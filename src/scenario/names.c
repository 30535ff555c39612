/* Names of packages and parts: option numbers joined by '-'. */
#include <string.h>

#include "negsim/number.h"
#include "negsim/scenario.h"

static size_t add(char *text, size_t used, uint32_t option, bool first) {
    char digits[NS_NUMBER_TEXT];
    size_t length = ns_number_unsigned(digits, option);
    if (used + length + 2 > NS_PACKAGE_TEXT) return used;
    if (!first) text[used++] = '-';
    memcpy(text + used, digits, length + 1);
    return used + length;
}

void ns_package_name(const ns_scenario *self, uint32_t package, char text[NS_PACKAGE_TEXT]) {
    size_t used = 0;
    text[0] = '\0';
    for (uint32_t i = 0; i < self->issue_count; i++)
        used = add(text, used, ns_option_of(self, i, package), i == 0);
}

void ns_part_name(const ns_scenario *self, uint32_t stage, uint32_t part, char text[NS_PACKAGE_TEXT]) {
    const ns_stage *s = &self->protocol.stages[stage];
    size_t used = 0;
    text[0] = '\0';
    for (uint32_t k = 0; k < s->issue_count; k++)
        used = add(text, used, part / s->part_stride[k] % self->issues[s->issues[k]].option_count, k == 0);
}
