/* `negsim show`: the scenario as it was understood, with the origin of every value. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/names.h"
#include "negsim/number.h"

/* The file name that marks what no file says. */
static const char default_file[] = "default";

static void write_origin(ns_buffer *out, ns_origin origin, const ns_location *at, const char *main_file) {
    if (at->file == default_file)
        ns_buffer_add(out, "default");
    else if (origin == NS_FROM_OVERRIDE)
        ns_buffer_add(out, "--set");
    else if (!at->file || !at->line)
        ns_buffer_add(out, "default");
    else if (strcmp(at->file, main_file) == 0)
        ns_buffer_format(out, "line %lu", (unsigned long)at->line);
    else
        ns_buffer_format(out, "%s:%lu", at->file, (unsigned long)at->line);
}

/* --- the tree ------------------------------------------------------------------------------------------ */

typedef struct writer {
    ns_buffer *out;
    const char *main_file;
    size_t line_start; /* offset of the present line */
} writer;

static void end_line(writer *self, const ns_node *node) {
    enum { COMMENT_COLUMN = 56 };
    size_t bytes = self->out->length - self->line_start;
    size_t column = bytes ? cli_width(self->out->text + self->line_start, bytes) : 0;
    if (node) {
        cli_pad(self->out, column < COMMENT_COLUMN ? COMMENT_COLUMN - column : 2);
        ns_buffer_add(self->out, "# ");
        write_origin(self->out, node->origin, &node->at, self->main_file);
    }
    ns_buffer_char(self->out, '\n');
    self->line_start = self->out->length;
}

/* Scalars, and lists and maps small enough to be read on one line. */
static bool is_flat(const ns_node *node, unsigned depth) {
    if (node->kind == NS_NODE_SCALAR || node->count == 0) return true;
    if (depth == 0) return false;
    if (node->kind == NS_NODE_MAP) return false;
    for (size_t i = 0; i < node->count; i++)
        if (!is_flat(node->items[i], depth - 1)) return false;
    return true;
}

static void write_flow(writer *self, const ns_node *node) {
    if (node->kind == NS_NODE_SCALAR) {
        ns_yaml_write_scalar(self->out, node->text, node->quoted);
        return;
    }
    if (node->count == 0) {
        ns_buffer_add(self->out, node->kind == NS_NODE_LIST ? "[]" : "{}");
        return;
    }
    ns_buffer_char(self->out, '[');
    for (size_t i = 0; i < node->count; i++) {
        if (i) ns_buffer_add(self->out, ", ");
        write_flow(self, node->items[i]);
    }
    ns_buffer_char(self->out, ']');
}

static void write_block(writer *self, const ns_node *node, size_t indent, bool on_line);

/* What follows `key:` or `-`. */
static void write_value(writer *self, const ns_node *node, size_t indent, bool in_list) {
    if (is_flat(node, 2)) {
        ns_buffer_char(self->out, ' ');
        write_flow(self, node);
        end_line(self, node);
    } else if (in_list) {
        ns_buffer_char(self->out, ' ');
        write_block(self, node, indent + 2, true);
    } else {
        end_line(self, NULL);
        write_block(self, node, indent + 2, false);
    }
}

/* on_line: the first entry stands on the line that is begun. */
static void write_block(writer *self, const ns_node *node, size_t indent, bool on_line) {
    for (size_t i = 0; i < node->count; i++) {
        if (i || !on_line) cli_pad(self->out, indent);
        if (node->kind == NS_NODE_LIST) {
            ns_buffer_char(self->out, '-');
            write_value(self, node->items[i], indent, true);
        } else {
            ns_yaml_write_scalar(self->out, node->pairs[i].key->text, node->pairs[i].key->quoted);
            ns_buffer_char(self->out, ':');
            write_value(self, node->pairs[i].value, indent, false);
        }
    }
}

/* --- defaults -------------------------------------------------------------------------------------------- */

/* `concession: linear` becomes `concession: {tactic: linear}`, so that the defaults beside it have a place. */
static ns_status expand_concession(ns_document *document, const char *party, ns_diagnostics *unread) {
    ns_buffer path = {0}, value = {0};
    ns_status status = NS_OK;
    ns_buffer_format(&path, "parties.%s.concession", party);
    const ns_node *node = path.status == NS_OK ? ns_node_find(document->root, path.text) : NULL;
    if (node && node->kind == NS_NODE_SCALAR) {
        ns_buffer_add(&value, "{tactic: ");
        ns_yaml_write_scalar(&value, node->text, true);
        ns_buffer_char(&value, '}');
        status = value.status;
        if (status == NS_OK)
            status = ns_document_set(document, path.text, value.text, node->origin, node->at, unread);
    }
    if (status == NS_OK) status = path.status;
    ns_buffer_free(&path);
    ns_buffer_free(&value);
    return status;
}

/* A word such as `linear` says what its parameter is; the parameter may not be written beside it. */
static bool is_said_by_word(const ns_document *document, const char *path) {
    const char *param = strrchr(path, '.');
    ns_buffer sibling = {0};
    bool said = false;
    if (!param) return false;
    ns_buffer_add_n(&sibling, path, (size_t)(param + 1 - path));
    ns_buffer_add(&sibling, "tactic");
    const ns_node *word = sibling.status == NS_OK ? ns_node_find(document->root, sibling.text) : NULL;
    const ns_kind *const *kinds = ns_registry_standard()->kinds[NS_SORT_TACTIC];
    for (; word && word->kind == NS_NODE_SCALAR && *kinds; kinds++)
        for (const ns_preset *preset = (*kinds)->presets; preset && preset->name; preset++)
            said |= preset->param && strcmp(preset->name, word->text) == 0 &&
                    strcmp(preset->param, param + 1) == 0;
    ns_buffer_free(&sibling);
    return said;
}

/* Sets what no file says. A path that does not fit the tree as written (a word stands for the whole kind, a list is
 * written by position) keeps what is written: the faults go to a list that nobody reads. */
static ns_status add_default(ns_document *document, const char *path, const char *value,
                             ns_diagnostics *unread) {
    ns_location at = {.file = default_file};
    if (ns_node_find(document->root, path) || is_said_by_word(document, path)) return NS_OK;
    ns_status status = ns_document_set(document, path, value, NS_FROM_FILE, at, unread);
    return status == NS_NO_MEMORY ? status : NS_OK;
}

static ns_status add_defaults(ns_document *document, const ns_scenario *scenario) {
    ns_buffer text = {0};
    ns_status status = NS_OK;
    ns_diagnostics *unread = ns_diagnostics_new();
    if (!unread) return NS_NO_MEMORY;
    for (uint32_t p = 0; p < scenario->party_count && status == NS_OK; p++)
        status = expand_concession(document, scenario->parties[p].id, unread);
    for (uint32_t i = 0; i < scenario->setting_count && status == NS_OK; i++) {
        const ns_setting *setting = &scenario->settings[i];
        if (setting->is_default && setting->value)
            status = add_default(document, setting->path, setting->value, unread);
    }
    for (uint32_t i = 0; i < scenario->quantity_count && status == NS_OK; i++) {
        const ns_quantity *quantity = &scenario->quantities[i];
        if (!quantity->is_default || quantity->is_held || quantity->distribution.kind == NS_EXPONENTIAL)
            continue;
        ns_buffer_clear(&text);
        ns_distribution_write(&text, &quantity->distribution);
        status =
            text.status != NS_OK ? text.status : add_default(document, quantity->path, text.text, unread);
    }
    ns_diagnostics_free(unread);
    ns_buffer_free(&text);
    return status;
}

static ns_status write_tree(ns_buffer *out, const cli_loaded *loaded) {
    ns_document *copy = NULL;
    ns_status status = ns_document_copy(&copy, loaded->document);
    if (status == NS_OK) status = add_defaults(copy, loaded->scenario);
    if (status == NS_OK) {
        writer self = {.out = out, .main_file = loaded->document->name};
        write_block(&self, copy->root, 0, false);
    }
    ns_document_free(copy);
    return status;
}

/* --- the two vectors -------------------------------------------------------------------------------------- */

static void csv_cell(ns_buffer *out, const char *text) {
    if (!text) return;
    if (!*text || (!strpbrk(text, "\",\r\n") && *text != ' ' && text[strlen(text) - 1] != ' ')) {
        ns_buffer_add(out, text);
        return;
    }
    ns_buffer_char(out, '"');
    for (; *text; text++) {
        if (*text == '"') ns_buffer_char(out, '"');
        ns_buffer_char(out, *text);
    }
    ns_buffer_char(out, '"');
}

void cli_csv_row(ns_buffer *out, const char *const *cells) {
    for (size_t i = 0; cells[i]; i++) {
        if (i) ns_buffer_char(out, ',');
        csv_cell(out, cells[i]);
    }
    ns_buffer_char(out, '\n');
}

static const char *known(const char *text) { return text ? text : ""; }

static void write_quantities(ns_buffer *out, const cli_loaded *loaded) {
    ns_buffer range = {0}, origin = {0};
    cli_csv_row(out,
                (const char *const[]){"path", "kind", "range", "unit", "basis", "source", "origin", NULL});
    for (uint32_t i = 0; i < loaded->scenario->quantity_count; i++) {
        const ns_quantity *quantity = &loaded->scenario->quantities[i];
        ns_buffer_clear(&range);
        ns_buffer_clear(&origin);
        ns_distribution_write(&range, &quantity->distribution);
        if (quantity->is_default)
            ns_buffer_add(&origin, "default");
        else
            write_origin(&origin, quantity->origin, &quantity->at, loaded->document->name);
        cli_csv_row(out,
                    (const char *const[]){
                        quantity->path,
                        quantity->is_held ? "held" : cli_distribution_name(quantity->distribution.kind),
                        known(range.text), cli_unit_name(quantity->unit), known(quantity->provenance.basis),
                        known(quantity->provenance.source), known(origin.text), NULL});
    }
    if (range.status != NS_OK) out->status = range.status;
    if (origin.status != NS_OK) out->status = origin.status;
    ns_buffer_free(&range);
    ns_buffer_free(&origin);
}

static void write_settings(ns_buffer *out, const cli_loaded *loaded) {
    ns_buffer origin = {0};
    cli_csv_row(out, (const char *const[]){"path", "value", "basis", "source", "origin", NULL});
    for (uint32_t i = 0; i < loaded->scenario->setting_count; i++) {
        const ns_setting *setting = &loaded->scenario->settings[i];
        ns_buffer_clear(&origin);
        if (setting->is_default)
            ns_buffer_add(&origin, "default");
        else
            write_origin(&origin, setting->origin, &setting->at, loaded->document->name);
        cli_csv_row(out, (const char *const[]){setting->path, known(setting->value),
                                               known(setting->provenance.basis),
                                               known(setting->provenance.source), known(origin.text), NULL});
    }
    if (origin.status != NS_OK) out->status = origin.status;
    ns_buffer_free(&origin);
}

/* --- the command ------------------------------------------------------------------------------------------- */

int cli_show(const cli_call *call) {
    const cli_options *options = &call->options;
    cli_loaded loaded;
    ns_buffer out = {0};
    if (options->quantities && options->settings)
        return cli_fail(options, NS_CODE_USAGE, CLI_USAGE, "ask for one after the other",
                        "--quantities and --settings are two tables");
    ns_status status = cli_load_any(&loaded, call->operands[0], options);
    if (loaded.diagnostics) cli_talk(loaded.diagnostics, options);
    if (status == NS_OK && options->quantities)
        write_quantities(&out, &loaded);
    else if (status == NS_OK && options->settings)
        write_settings(&out, &loaded);
    else if (status == NS_OK)
        status = write_tree(&out, &loaded);
    cli_explain_status(loaded.diagnostics, status);
    cli_unload(&loaded);
    if (status == NS_OK) return cli_data(&out);
    ns_buffer_free(&out);
    return cli_exit_code(status, false);
}
