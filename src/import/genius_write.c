/* A domain as GENIUS XML. */
#include "negsim/domain.h"
#include "negsim/number.h"

static void put_text(ns_buffer *out, const char *text) {
    for (; *text; text++) switch (*text) {
        case '&': ns_buffer_add(out, "&amp;"); break;
        case '<': ns_buffer_add(out, "&lt;"); break;
        case '>': ns_buffer_add(out, "&gt;"); break;
        case '"': ns_buffer_add(out, "&quot;"); break;
        case '\n': ns_buffer_add(out, "&#10;"); break;
        case '\t': ns_buffer_add(out, "&#9;"); break;
        default:
            if ((unsigned char)*text >= ' ') ns_buffer_char(out, *text);
        }
}

static void put_number(ns_buffer *out, double value) {
    char text[NS_NUMBER_TEXT];
    ns_number_shortest(text, value);
    ns_buffer_add(out, text);
}

static double largest_of(const ns_domain_issue *issue, const double *values) {
    double largest = 0;
    for (uint32_t o = 0; o < issue->option_count; o++)
        if (values[o] > largest) largest = values[o];
    return largest;
}

/* Integer issues too are written item by item: their values need not lie on a line. */
static void put_item(ns_buffer *out, const ns_domain_issue *issue, uint32_t o, const double *values) {
    ns_buffer_format(out, "      <item index=\"%u\" value=\"", o + 1);
    if (issue->options != NULL)
        put_text(out, issue->options[o]);
    else
        ns_buffer_format(out, "%lld", issue->lowest + o);
    ns_buffer_char(out, '"');
    if (values != NULL) {
        ns_buffer_add(out, " evaluation=\"");
        put_number(out, values[o]);
        ns_buffer_char(out, '"');
    }
    ns_buffer_add(out, "/>\n");
}

static void put_issue(ns_buffer *out, const ns_domain_issue *issue, uint32_t i, const double *values) {
    ns_buffer_format(out, "    <issue index=\"%u\" name=\"", i + 1);
    put_text(out, issue->name);
    ns_buffer_add(out, "\" type=\"discrete\" etype=\"discrete\" vtype=\"discrete\">\n");
    for (uint32_t o = 0; o < issue->option_count; o++) put_item(out, issue, o, values);
    ns_buffer_add(out, "    </issue>\n");
}

static void put_weights(ns_buffer *out, const ns_domain *self, const ns_domain_party *party) {
    for (uint32_t i = 0; i < self->issue_count; i++) {
        ns_buffer_format(out, "    <weight index=\"%u\" value=\"", i + 1);
        put_number(out, party->weights[i] * largest_of(&self->issues[i], party->values[i]));
        ns_buffer_add(out, "\"/>\n");
    }
}

static void put_end(ns_buffer *out, const ns_domain_party *party) {
    ns_buffer_add(out, "  <discount_factor value=\"");
    put_number(out, party->discount);
    ns_buffer_add(out, "\"/>\n  <reservation value=\"");
    put_number(out, party->reservation);
    ns_buffer_add(out, "\"/>\n");
}

void ns_domain_write_genius(const ns_domain *self, const ns_domain_party *party, ns_buffer *out) {
    ns_buffer_add(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    if (party == NULL) ns_buffer_add(out, "<negotiation_template>\n");
    if (party == NULL)
        ns_buffer_format(out, "<utility_space number_of_issues=\"%u\">\n", self->issue_count);
    else
        ns_buffer_add(out, "<utility_space>\n");
    ns_buffer_add(out, "  <objective index=\"0\" name=\"");
    put_text(out, self->name);
    ns_buffer_add(out, "\" type=\"objective\" etype=\"objective\" description=\"\">\n");
    for (uint32_t i = 0; i < self->issue_count; i++)
        put_issue(out, &self->issues[i], i, party == NULL ? NULL : party->values[i]);
    if (party != NULL) put_weights(out, self, party);
    ns_buffer_add(out, "  </objective>\n");
    if (party != NULL) put_end(out, party);
    ns_buffer_add(out, party == NULL ? "</utility_space>\n</negotiation_template>\n" : "</utility_space>\n");
}
