/* assumptions.csv: the ledger. */
#include "output/facts.h"
#include "output/names.h"
#include "output/table_write.h"

static const char *unit_name(ns_unit unit) {
    static const char *const names[NS_UNIT_COUNT] = {"", "points", "weight", "share", "-1..1", "rounds"};
    return (unsigned)unit < NS_UNIT_COUNT ? names[unit] : "";
}

static const char *origin_name(ns_origin origin, bool is_default) {
    static const char *const names[] = {"file", "base", "override", "variant"};
    return is_default ? "default" : names[origin];
}

/* The tail of a row that quantities and settings share. */
static void put_origin(ns_csv *csv, const char *origin, const ns_provenance *provenance) {
    ns_csv_text(csv, origin);
    ns_csv_text(csv, provenance->by);
    ns_csv_text(csv, provenance->date);
    ns_csv_text(csv, provenance->note);
    ns_csv_end(csv);
}

static void put_influence(ns_csv *csv, const ns_influence *row) {
    ns_csv_measure(csv, row->lowest);
    ns_csv_measure(csv, row->highest);
    ns_csv_measure(csv, row->influence);
    ns_csv_measure(csv, row->low);
    ns_csv_measure(csv, row->high);
    ns_csv_measure(csv, row->noise);
    if (row->rank)
        ns_csv_integer(csv, row->n);
    else
        ns_csv_empty(csv);
}

static void put_quantity(ns_csv *csv, const ns_scenario *scenario, const ns_influence *row, ns_buffer *text) {
    const ns_quantity *quantity = &scenario->quantities[row->quantity];
    uint32_t source = ns_held_source(scenario, row->quantity);
    const ns_quantity *entered =
        source == NS_NONE ? quantity : &scenario->quantities[source]; /* in the file */
    if (row->rank)
        ns_csv_integer(csv, row->rank);
    else
        ns_csv_empty(csv);
    ns_csv_text(csv, quantity->path);
    ns_csv_text(csv, quantity->is_held ? "held" : "quantity");
    ns_buffer_clear(text);
    ns_name_quantity(text, scenario, quantity->path);
    ns_csv_text(csv, text->text);
    ns_buffer_clear(text);
    ns_distribution_write(text, &entered->distribution);
    ns_csv_text(csv, text->text);
    ns_csv_text(csv, unit_name(quantity->unit));
    ns_csv_text(csv, entered->provenance.basis);
    ns_csv_text(csv, entered->provenance.source);
    put_influence(csv, row);
    put_origin(csv, origin_name(entered->origin, entered->is_default), &entered->provenance);
}

static void put_setting(ns_csv *csv, const ns_setting *setting) {
    ns_csv_empty(csv);
    ns_csv_text(csv, setting->path);
    ns_csv_text(csv, "setting");
    ns_csv_text(csv, setting->path);
    ns_csv_text(csv, setting->value);
    ns_csv_text(csv, "");
    ns_csv_text(csv, setting->provenance.basis);
    ns_csv_text(csv, setting->provenance.source);
    for (unsigned i = 0; i < 7; i++) ns_csv_empty(csv);
    put_origin(csv, origin_name(setting->origin, setting->is_default), &setting->provenance);
}

ns_status ns_write_assumptions(ns_csv *csv, const ns_results *results) {
    size_t arm = ns_headline_arm(results);
    const ns_scenario *scenario = results->arms->arms[arm].scenario;
    ns_ledger ledger;
    ns_buffer text = {0};
    ns_status status = ns_ledger_make(&ledger, results, arm);
    for (size_t i = 0; i < ledger.count; i++) put_quantity(csv, scenario, &ledger.rows[i], &text);
    for (uint32_t s = 0; status == NS_OK && s < scenario->setting_count; s++)
        put_setting(csv, &scenario->settings[s]);
    if (status == NS_OK) status = text.status;
    ns_ledger_free(&ledger);
    ns_buffer_free(&text);
    return status;
}
