/* GENIUS XML by expat: what is of use is taken down, all else is passed over. */
#include "import/xml.h"

#include <expat.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/buffer.h"
#include "negsim/number.h"

enum { LARGEST_FILE = 64 << 20, MOST_ITEMS = 1 << 20 };

typedef struct reader {
    xml_file *out;
    XML_Parser parser;
    ns_diagnostics *diagnostics;
    size_t skipped_lines; /* blanks before the document */
    xml_issue *issue;     /* that is open */
    ns_status status;
} reader;

static ns_location here(const reader *self) {
    return (ns_location){self->out->shown,
                         (uint32_t)(XML_GetCurrentLineNumber(self->parser) + self->skipped_lines),
                         (uint32_t)XML_GetCurrentColumnNumber(self->parser) + 1, 1};
}

static void fault(reader *self, const char *hint, const char *text, const char *name) {
    ns_diagnostics_add(self->diagnostics, NS_CODE_XML, here(self), hint, "%s '%s'", text, name);
    if (self->status == NS_OK) self->status = NS_BAD_INPUT;
}

/* --- attributes -------------------------------------------------------------------------------------------------- */

static const char *attribute(const char **attributes, const char *name) {
    for (; attributes[0] != NULL; attributes += 2)
        if (strcmp(attributes[0], name) == 0) return attributes[1];
    return NULL;
}

static double number(reader *self, const char **attributes, const char *name, double otherwise) {
    const char *text = attribute(attributes, name);
    char *end;
    if (text == NULL) return otherwise;
    const double value = strtod(text, &end);
    while (*end == ' ' || *end == '\t' || *end == '\n' || *end == '\r') end++;
    if (end != text && *end == '\0' && isfinite(value)) return value;
    fault(self, "numbers are written 40, -0.5 or 1e3", name, text);
    return otherwise;
}

static long long whole(reader *self, const char **attributes, const char *name, bool *found) {
    const double value = number(self, attributes, name, NAN);
    if (isnan(value)) return 0;
    if (value != floor(value) || fabs(value) > 1e15) {
        fault(self, "a whole number", name, attribute(attributes, name));
        return 0;
    }
    if (found != NULL) *found = true;
    return (long long)value;
}

static char *copied(reader *self, const char *text) {
    char *out = strdup(text ? text : "");
    if (out == NULL) self->status = NS_NO_MEMORY;
    return out;
}

/* --- elements ------------------------------------------------------------------------------------------------------ */

static void read_range(reader *self, const char **attributes) {
    if (self->issue == NULL) return;
    if (attribute(attributes, "lowerbound"))
        self->issue->lowest = whole(self, attributes, "lowerbound", &self->issue->has_lowest);
    if (attribute(attributes, "upperbound"))
        self->issue->highest = whole(self, attributes, "upperbound", &self->issue->has_highest);
}

static const char *type_of(const char **attributes) {
    static const char *const names[] = {"type", "etype", "vtype"};
    for (int k = 0; k < 3; k++)
        if (attribute(attributes, names[k])) return attribute(attributes, names[k]);
    return "discrete";
}

static void begin_issue(reader *self, const char **attributes) {
    xml_file *out = self->out;
    const char *type = type_of(attributes);
    if (out->issue_count == XML_MOST) {
        fault(self, NULL,
              "too many issues:", attribute(attributes, "name") ? attribute(attributes, "name") : "");
        return;
    }
    if (strcmp(type, "discrete") != 0 && strcmp(type, "integer") != 0)
        fault(self, "discrete and integer issues can be read", "an issue of type", type);
    self->issue = &out->issues[out->issue_count++];
    *self->issue = (xml_issue){.integer = strcmp(type, "integer") == 0, .at = here(self)};
    bool given = false;
    self->issue->index = whole(self, attributes, "index", &given);
    if (!given) self->issue->index = (long long)out->issue_count;
    self->issue->name = copied(self, attribute(attributes, "name"));
    read_range(self, attributes);
}

static void add_item(reader *self, const char **attributes) {
    xml_issue *issue = self->issue;
    const char *text = attribute(attributes, "value");
    if (issue == NULL || issue->integer) return;
    if (text == NULL || issue->count == MOST_ITEMS) {
        fault(self, "each item has a value", text ? "too many items:" : "an item without a value in",
              issue->name);
        return;
    }
    if (issue->count == issue->room) {
        const size_t room = issue->room ? 2 * issue->room : 8;
        xml_item *more = realloc(issue->items, room * sizeof *more);
        if (more == NULL) {
            self->status = NS_NO_MEMORY;
            return;
        }
        issue->items = more;
        issue->room = room;
    }
    issue->items[issue->count++] = (xml_item){.text = copied(self, text),
                                              .evaluation = number(self, attributes, "evaluation", 0),
                                              .evaluated = attribute(attributes, "evaluation") != NULL,
                                              .at = here(self)};
}

static void add_weight(reader *self, const char **attributes) {
    xml_file *out = self->out;
    bool given = false;
    const long long index = whole(self, attributes, "index", &given);
    if (!given || out->weight_count == XML_MOST) {
        fault(self, "each weight has the index of its issue", "a weight of",
              given ? "too many issues" : "no issue");
        return;
    }
    out->weights[out->weight_count++] = (xml_weight){index, number(self, attributes, "value", 0)};
}

static void read_evaluator(reader *self, const char **attributes) {
    if (self->issue == NULL || !self->issue->integer) return;
    self->issue->slope = number(self, attributes, "slope", self->issue->slope);
    self->issue->offset = number(self, attributes, "offset", self->issue->offset);
}

static void begin(void *user, const char *name, const char **attributes) {
    reader *self = user;
    if (strcmp(name, "issue") == 0) begin_issue(self, attributes);
    if (strcmp(name, "item") == 0) add_item(self, attributes);
    if (strcmp(name, "range") == 0) read_range(self, attributes);
    if (strcmp(name, "evaluator") == 0) read_evaluator(self, attributes);
    if (strcmp(name, "weight") == 0) add_weight(self, attributes);
    if (strcmp(name, "reservation") == 0) self->out->reservation = number(self, attributes, "value", 0);
    if (strcmp(name, "discount_factor") == 0) self->out->discount = number(self, attributes, "value", 1);
    if (strcmp(name, "objective") == 0 && self->out->name == NULL && attribute(attributes, "name"))
        self->out->name = copied(self, attribute(attributes, "name"));
}

static void end(void *user, const char *name) {
    reader *self = user;
    if (strcmp(name, "issue") == 0) self->issue = NULL;
}

/* Entities are of no use in these files, and of harm: none is expanded. */
static void refuse_entity(void *user, const char *name, int is_parameter, const char *value, int length,
                          const char *base, const char *system, const char *public_id, const char *notation) {
    reader *self = user;
    (void)is_parameter, (void)value, (void)length, (void)base, (void)system, (void)public_id, (void)notation;
    fault(self, "write the text itself", "an entity is declared:", name);
    XML_StopParser(self->parser, XML_FALSE);
}

/* --- a file ----------------------------------------------------------------------------------------------------------- */

static ns_status read_text(ns_buffer *out, const char *path) {
    char chunk[65536];
    FILE *file = fopen(path, "rb");
    if (file == NULL) return NS_NO_INPUT;
    for (size_t got; (got = fread(chunk, 1, sizeof chunk, file)) > 0 && out->length <= LARGEST_FILE;)
        ns_buffer_add_n(out, chunk, got);
    const bool failed = ferror(file) != 0;
    fclose(file);
    return failed ? NS_NO_INPUT : out->status;
}

/* Some files begin with blanks, which XML does not allow before its own header. */
static const char *without_blanks(const ns_buffer *text, size_t *length, size_t *lines) {
    size_t at = 0;
    *lines = 0;
    for (; at < text->length && strchr(" \t\r\n", text->text[at]) && text->text[at]; at++)
        *lines += text->text[at] == '\n';
    *length = text->length - at;
    return text->text + at;
}

static ns_status parse(reader *self, const char *text, size_t length, const char *encoding) {
    self->parser = XML_ParserCreate(encoding);
    if (self->parser == NULL) return NS_NO_MEMORY;
    self->status = NS_OK;
    self->issue = NULL;
    XML_SetUserData(self->parser, self);
    XML_SetElementHandler(self->parser, begin, end);
    XML_SetEntityDeclHandler(self->parser, refuse_entity);
    const bool sound = XML_Parse(self->parser, text, (int)length, 1) == XML_STATUS_OK;
    const enum XML_Error error = XML_GetErrorCode(self->parser);
    if (!sound && self->status == NS_OK) {
        self->status = NS_BAD_INPUT;
        if (encoding != NULL || error != XML_ERROR_INVALID_TOKEN)
            ns_diagnostics_add(self->diagnostics, NS_CODE_XML, here(self), NULL, "not well-formed XML: %s",
                               XML_ErrorString(error));
    }
    XML_ParserFree(self->parser);
    self->parser = NULL;
    return !sound && encoding == NULL && error == XML_ERROR_INVALID_TOKEN ? NS_STOPPED : self->status;
}

static void empty(xml_file *self) {
    for (size_t i = 0; self->issues != NULL && i < self->issue_count; i++) {
        for (size_t k = 0; k < self->issues[i].count; k++) free(self->issues[i].items[k].text);
        free(self->issues[i].items);
        free(self->issues[i].name);
    }
    free(self->name);
    self->name = NULL;
    self->issue_count = self->weight_count = 0;
    self->reservation = 0;
    self->discount = 1;
}

void xml_free(xml_file *self) {
    empty(self);
    free(self->issues);
    free(self->weights);
}

ns_status xml_read(xml_file *out, const char *path, ns_diagnostics *diagnostics) {
    ns_buffer text = {0};
    reader self = {.out = out, .diagnostics = diagnostics};
    size_t length;
    memset(out, 0, sizeof *out);
    out->issues = calloc(XML_MOST, sizeof *out->issues);
    out->weights = calloc(XML_MOST, sizeof *out->weights);
    empty(out);
    if (out->issues == NULL || out->weights == NULL) return NS_NO_MEMORY;
    ns_status status = read_text(&text, path);
    out->shown = ns_diagnostics_add_source(diagnostics, path, text.text ? text.text : "", text.length);
    const ns_location top = {out->shown, 0, 0, 0};
    if (status == NS_NO_INPUT)
        ns_diagnostics_add(diagnostics, NS_CODE_NO_INPUT, top, NULL, "cannot read '%s'", path);
    if (status == NS_OK && text.length > LARGEST_FILE) {
        ns_diagnostics_add(diagnostics, NS_CODE_TOO_BIG, top, NULL, "'%s' is larger than 64 MiB", path);
        status = NS_BAD_INPUT;
    }
    if (status == NS_OK) {
        const char *from = without_blanks(&text, &length, &self.skipped_lines);
        status = parse(&self, from, length, NULL);
        if (status == NS_STOPPED) { /* bytes that are not UTF-8: the older files are in ISO 8859-1 */
            empty(out);
            status = parse(&self, from, length, "ISO-8859-1");
        }
    }
    ns_buffer_free(&text);
    return status;
}
