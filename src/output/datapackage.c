/* datapackage.json (Frictionless): every column described, and where the numbers come from. */
#include <string.h>

#include "output/facts.h"
#include "output/json.h"
#include "output/package.h"

enum { FORMAT = 1 };

const char *const ns_reading[] = {
    "Shares are shares of scenarios sampled from the author's assumptions, under this model. Not a forecast, "
    "not a probability of peace.",
    "Intervals are simulation error at 95%. They say nothing about whether the assumptions hold.",
    "0 of n means not seen in n sampled scenarios, never impossible.",
    "Acceptable means at or above an assumed no-deal value; it does not mean just, lawful or durable.",
    "Effects are effects through the mechanisms modelled here; not an evaluation of the mediator.",
    "Names of places, authorities and legal status are the scenario author's. They imply no view on status "
    "or right. "
    "A listed option is not an endorsed one.",
    NULL};

/* Frictionless wants lower case, digits, '-', '.', '_'. */
static void add_slug(ns_buffer *out, const char *name) {
    for (; *name; name++) {
        char c = *name >= 'A' && *name <= 'Z' ? (char)(*name - 'A' + 'a') : *name;
        bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
        ns_buffer_char(out, plain ? c : '-');
    }
}

static const char *type_name(ns_column_type type) {
    switch (type) {
    case NS_COLUMN_TEXT: return "string";
    case NS_COLUMN_INTEGER: return "integer";
    case NS_COLUMN_BOOLEAN: return "boolean";
    default: return "number";
    }
}

static void add_truth(ns_json *json, const char *key, const char *value) {
    ns_json_open(json, key, '[');
    ns_json_text(json, NULL, value);
    ns_json_close(json, ']');
}

static void add_field(ns_json *json, const ns_column *column) {
    ns_json_open(json, NULL, '{');
    ns_json_text(json, "name", column->name);
    ns_json_text(json, "type", type_name(column->type));
    if (column->type == NS_COLUMN_BOOLEAN) {
        add_truth(json, "trueValues", "1");
        add_truth(json, "falseValues", "0");
    }
    if (*column->unit) ns_json_text(json, "unit", column->unit);
    ns_json_text(json, "description", column->summary);
    ns_json_close(json, '}');
}

/* A list cut at its commas. */
static void add_list(ns_json *json, const char *key, const char *list) {
    char word[128];
    ns_json_open(json, key, '[');
    while (*list) {
        size_t length = strcspn(list, ",");
        if (length < sizeof word) {
            memcpy(word, list, length);
            word[length] = '\0';
            ns_json_text(json, NULL, word);
        }
        list += length + (list[length] == ',');
    }
    ns_json_close(json, ']');
}

static void add_schema(ns_json *json, const ns_column_set *set) {
    ns_json_open(json, "schema", '{');
    ns_json_open(json, "fields", '[');
    for (size_t i = 0; i < set->count; i++) add_field(json, &set->columns[i]);
    ns_json_close(json, ']');
    ns_json_open(json, "missingValues", '[');
    ns_json_text(json, NULL, "");
    ns_json_close(json, ']');
    if (*set->table->key) add_list(json, "primaryKey", set->table->key);
    ns_json_close(json, '}');
}

static void add_resource(ns_json *json, const ns_written *table) {
    char path[64] = "", hash[NS_SHA256_TEXT + 8] = "sha256:";
    strcat(strncat(path, table->set->table->name, sizeof path - 5), ".csv");
    strcat(hash, table->sha256);
    ns_json_open(json, NULL, '{');
    ns_json_text(json, "name", table->set->table->name);
    ns_json_text(json, "path", path);
    ns_json_text(json, "profile", "tabular-data-resource");
    ns_json_text(json, "format", "csv");
    ns_json_text(json, "mediatype", "text/csv");
    ns_json_text(json, "encoding", "utf-8");
    ns_json_text(json, "row", table->set->table->row);
    ns_json_text(json, "description", table->set->table->summary);
    ns_json_unsigned(json, "rows", table->rows);
    ns_json_unsigned(json, "bytes", table->bytes);
    ns_json_text(json, "hash", hash);
    add_schema(json, table->set);
    ns_json_close(json, '}');
}

static void add_mediator(ns_json *json, const ns_arm *arm, const ns_mediator *mediator) {
    const ns_kind *const *kinds = ns_registry_standard()->kinds[NS_SORT_MECHANISM];
    ns_json_open(json, NULL, '{');
    ns_json_text(json, "name", mediator->id);
    ns_json_open(json, "mechanisms", '[');
    for (unsigned m = 0; m < NS_MECHANISM_COUNT; m++)
        if (arm->seat.mechanisms & mediator->mechanisms & 1u << m) ns_json_text(json, NULL, kinds[m]->name);
    ns_json_close(json, ']');
    ns_json_close(json, '}');
}

static void add_arm(ns_json *json, const ns_results *results, size_t index) {
    const ns_arm *arm = &results->arms->arms[index];
    ns_json_open(json, NULL, '{');
    ns_json_text(json, "name", arm->name);
    ns_json_text(json, "title", arm->title);
    if (ns_arm_has_mediator(arm)) {
        ns_json_open(json, "mediators", '[');
        for (uint32_t k = 0; k < arm->scenario->mediator_count; k++)
            if (arm->seat.mediators >> k & 1u) add_mediator(json, arm, &arm->scenario->mediators[k]);
        ns_json_close(json, ']');
    }
    ns_json_unsigned(json, "runs", results->tallies[index].runs);
    ns_json_unsigned(json, "agreed", ns_agreements(&results->tallies[index]));
    ns_json_close(json, '}');
}

static void add_counts(ns_json *json, const ns_results *results) {
    const ns_scenario *base = results->arms->base;
    ns_number_count numbers = ns_count_numbers(base);
    ns_json_open(json, "counts", '{');
    ns_json_unsigned(json, "issues", base->issue_count);
    ns_json_unsigned(json, "packages", base->package_count);
    ns_json_unsigned(json, "parties", base->party_count);
    ns_json_unsigned(json, "rounds", base->protocol.rounds);
    ns_json_unsigned(json, "quantities", base->quantity_count);
    ns_json_unsigned(json, "settings", base->setting_count);
    ns_json_unsigned(json, "numbers_in_file", numbers.in_file);
    ns_json_unsigned(json, "numbers_assumed", numbers.assumed);
    ns_json_close(json, '}');
}

static void add_scale(ns_json *json, const ns_scenario *base) {
    ns_json_open(json, "scale", '{');
    ns_json_real(json, "full", base->full);
    ns_json_boolean(json, "cap", base->cap);
    ns_json_close(json, '}');
    ns_json_open(json, "headline_issues", '[');
    for (uint32_t k = 0; k < base->headline_count; k++)
        ns_json_text(json, NULL, base->issues[base->headline[k]].id);
    ns_json_close(json, ']');
}

static void add_provenance(ns_json *json, const ns_results *results, const char *version) {
    const ns_experiment *experiment = &results->experiment;
    ns_json_open(json, "negsim", '{');
    ns_json_text(json, "version", version);
    ns_json_unsigned(json, "format", FORMAT);
    ns_json_unsigned(json, "seed", experiment->seed);
    ns_json_unsigned(json, "first_draw", experiment->first_draw);
    ns_json_unsigned(json, "draws", experiment->draws);
    ns_json_unsigned(json, "plays", experiment->plays);
    ns_json_boolean(json, "deterministic", results->deterministic);
    ns_json_boolean(json, "all_packages_listed", ns_lists_all_packages(results));
    ns_json_text(json, "headline_arm", results->arms->arms[ns_headline_arm(results)].name);
    ns_json_open(json, "arms", '[');
    for (size_t k = 0; k < results->arms->count; k++) add_arm(json, results, ns_arm_at(results, k));
    ns_json_close(json, ']');
    add_counts(json, results);
    add_scale(json, results->arms->base);
    ns_json_close(json, '}');
}

static void add_reading(ns_json *json, const ns_results *results) {
    ns_json_open(json, "reading", '[');
    for (size_t i = 0; ns_reading[i]; i++) ns_json_text(json, NULL, ns_reading[i]);
    if (!ns_lists_all_packages(results))
        ns_json_text(json, NULL,
                     "There are more than 65,536 packages: compromises.csv and the packages of blockers.csv "
                     "list only those signed at least once.");
    if (results->deterministic)
        ns_json_text(json, NULL,
                     "Nothing is drawn in this scenario: it was played once, and intervals are empty.");
    ns_json_close(json, ']');
}

void ns_package_document(ns_json *json, const ns_document *document) {
    char hash[NS_SHA256_TEXT];
    ns_buffer yaml = {0};
    if (document && document->root) ns_node_write(&yaml, document->root);
    if (yaml.status != NS_OK) json->out->status = yaml.status;
    ns_sha256_of(yaml.text ? yaml.text : "", yaml.length, hash);
    ns_json_open(json, "resolved_scenario", '{');
    ns_json_text(json, "sha256", hash);
    ns_json_text(json, "yaml", yaml.text ? yaml.text : "");
    ns_json_close(json, '}');
    ns_buffer_free(&yaml);
}

void ns_package_scenario(ns_json *json, const ns_scenario *base) {
    ns_package_document(json, base->document);
}

void ns_package_head(ns_json *json, const char *name, const char *title, const char *description) {
    ns_buffer slug = {0};
    add_slug(&slug, name);
    ns_json_open(json, NULL, '{');
    ns_json_text(json, "generator", "negsim"); /* read back before a folder is replaced: see folder_look.c */
    ns_json_text(json, "scenario", name);
    ns_json_text(json, "profile", "tabular-data-package");
    ns_json_text(json, "name", slug.text);
    ns_json_text(json, "title", title);
    ns_json_text(json, "description", description);
    if (slug.status != NS_OK) json->out->status = slug.status;
    ns_buffer_free(&slug);
}

void ns_package_begin(ns_json *json, const ns_scenario *base) {
    ns_package_head(json, base->name, base->title, base->description);
}

void ns_package_tables(ns_json *json, const ns_written *tables, size_t count) {
    ns_json_open(json, "resources", '[');
    for (size_t i = 0; i < count; i++) add_resource(json, &tables[i]);
    ns_json_close(json, ']');
}

ns_status ns_datapackage_write(ns_buffer *out, const ns_results *results, const char *version,
                               const ns_written *tables, size_t count) {
    ns_json json = {.out = out};
    ns_package_begin(&json, results->arms->base);
    add_reading(&json, results);
    add_provenance(&json, results, version);
    ns_package_tables(&json, tables, count);
    ns_package_scenario(&json, results->arms->base);
    ns_json_close(&json, '}');
    return out->status;
}
