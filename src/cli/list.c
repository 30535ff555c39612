/* `negsim list`: the tables of the program, for people and for the docs. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cli/grid.h"
#include "cli/names.h"
#include "negsim/design.h"
#include "negsim/game.h"
#include "negsim/limits.h"
#include "negsim/number.h"
#include "negsim/sensitivity.h"

static bool begins_with(const char *text, const char *part) {
    return !part || strncmp(text, part, strlen(part)) == 0;
}
static bool is_part(const char *text, const char *part) { return !part || strcmp(text, part) == 0; }

/* --- keys, tables, columns, limits, errors ------------------------------------------------------------ */

static void add_key(cli_grid *grid, const ns_key *key) {
    ns_buffer kind = {0}, range = {0};
    bool number = key->kind == NS_KEY_QUANTITY || key->kind == NS_KEY_NUMBER || key->kind == NS_KEY_COUNT;
    if (number) cli_bounds(&range, key->lowest, key->highest);
    if (key->kind == NS_KEY_QUANTITY || key->kind == NS_KEY_NUMBER)
        ns_buffer_format(&range, "%s%s", range.length ? " " : "", cli_unit_name(key->unit));
    if (key->words) ns_buffer_add(&range, range.length ? "; " : "");
    cli_words(&range, key->words);
    ns_buffer_format(&kind, "%s%s", cli_key_kind_name(key->kind),
                     key->flags & NS_KEY_REQUIRED ? " (required)" : "");
    cli_grid_add(grid, (const char *const[]){key->path, kind.text, range.text, key->initial, key->summary});
    if (range.status != NS_OK) grid->status = range.status;
    if (kind.status != NS_OK) grid->status = kind.status;
    ns_buffer_free(&kind);
    ns_buffer_free(&range);
}

static void list_keys(cli_grid *grid, const char *part) {
    cli_grid_begin(grid, (const char *const[]){"key", "kind", "range or words", "default:", "meaning", NULL});
    for (const ns_key *key = ns_keys; key->path; key++)
        if (begins_with(key->path, part)) add_key(grid, key);
}

static void list_tables(cli_grid *grid, const char *part) {
    cli_grid_begin(grid,
                   (const char *const[]){"table", "command", "one row per", "written", "meaning", NULL});
    for (const ns_table *table = ns_tables; table->name; table++)
        if (is_part(table->name, part))
            cli_grid_add(grid, (const char *const[]){table->name, table->command, table->row,
                                                     table->on_request ? "on request" : "always",
                                                     table->summary, NULL});
}

static void list_columns(cli_grid *grid, const char *part) {
    cli_grid_begin(grid, part ? (const char *const[]){"column", "type", "unit", "meaning", NULL}
                              : (const char *const[]){"table", "column", "type", "unit", "meaning", NULL});
    for (const ns_column *column = ns_columns; column->table; column++) {
        if (!is_part(column->table, part)) continue;
        const char *type = cli_column_type_name(column->type);
        const char *cells[] = {column->table, column->name, type, column->unit, column->summary};
        cli_grid_add(grid, cells + (part ? 1 : 0));
    }
}

static void list_limits(cli_grid *grid, const char *part) {
    cli_grid_begin(grid, (const char *const[]){"limit", "of:", "at most:", "meaning", NULL});
    for (unsigned i = 0; i < NS_LIMIT_COUNT; i++) {
        const ns_limit *limit = ns_limit_of((ns_limit_id)i);
        char value[32];
        cli_grouped(value, limit->value);
        if (is_part(limit->name, part))
            cli_grid_add(grid, (const char *const[]){limit->name, limit->key, value, limit->summary});
    }
}

static void list_errors(cli_grid *grid, const char *part) {
    cli_grid_begin(grid, (const char *const[]){"code", "severity", "fault", "what to do", NULL});
    for (unsigned i = 0; i < NS_CODE_COUNT; i++) {
        const ns_code *code = ns_code_of((ns_code_id)i);
        const char *severity = code->severity == NS_ERROR ? "error" : "warning";
        if (is_part(code->id, part))
            cli_grid_add(grid, (const char *const[]){code->id, severity, code->summary, code->help});
    }
}

/* --- games -------------------------------------------------------------------------------------------- */

static void game_range(ns_buffer *out, const ns_game_param *param) {
    switch (param->type) {
    case NS_GAME_NUMBER: cli_bounds(out, param->lowest, param->highest); break;
    case NS_GAME_COUNT:
        cli_bounds(out, param->lowest, param->highest);
        ns_buffer_add(out, " whole");
        break;
    case NS_GAME_WORD:
        for (size_t i = 0; param->words[i]; i++)
            ns_buffer_format(out, "%s%s", i ? ", " : "", param->words[i]);
        break;
    case NS_GAME_FORMULA: ns_buffer_add(out, "formula"); break;
    case NS_GAME_POINTS: ns_buffer_add(out, "points"); break;
    }
}

static void add_game_param(cli_grid *grid, const ns_game_family *family, const ns_game_param *param) {
    ns_buffer name = {0}, range = {0};
    ns_buffer_format(&name, "%s %s", family->name, param->name);
    game_range(&range, param);
    const char *initial = !param->initial ? "required" : *param->initial ? param->initial : "none";
    cli_grid_add(grid, (const char *const[]){name.text, range.text, initial, param->summary});
    if (name.status != NS_OK) grid->status = name.status;
    if (range.status != NS_OK) grid->status = range.status;
    ns_buffer_free(&name);
    ns_buffer_free(&range);
}

static void list_games(cli_grid *grid, const char *part) {
    ns_buffer text = {0};
    cli_grid_begin(grid, (const char *const[]){"game", "range or words", "default:", "meaning", NULL});
    for (const ns_game_family *const *family = ns_game_families; *family; family++) {
        if (!is_part((*family)->name, part)) continue;
        ns_buffer_clear(&text);
        ns_buffer_format(&text, "%s %s Source: %s.", (*family)->summary, (*family)->method,
                         (*family)->citation);
        cli_grid_add(grid, (const char *const[]){(*family)->name, NULL, NULL, text.text});
        for (const ns_game_param *param = (*family)->params; param->name; param++)
            add_game_param(grid, *family, param);
    }
    if (text.status != NS_OK) grid->status = text.status;
    ns_buffer_free(&text);
}

/* --- kinds -------------------------------------------------------------------------------------------- */

static void add_parameter(ns_buffer *out, const ns_param *param) {
    char initial[NS_NUMBER_TEXT];
    ns_buffer_format(out, "%s: ", param->name);
    if (param->type == NS_PARAM_CHOICE) {
        for (size_t i = 0; param->words[i]; i++)
            ns_buffer_format(out, "%s%s%s", i ? ", " : "", param->words[i],
                             (double)i == param->initial ? " (default)" : "");
    } else if (param->type == NS_PARAM_TEXT) {
        ns_buffer_add(out, "a text");
    } else {
        const bool bounded = isfinite(param->lowest) || isfinite(param->highest);
        cli_bounds(out, param->lowest, param->highest);
        ns_number_shortest(initial, param->initial);
        ns_buffer_format(out, "%s%s%sdefault %s", bounded ? " " : "", cli_unit_name(param->unit),
                         param->unit == NS_UNIT_NONE ? "" : ", ", initial);
    }
    ns_buffer_format(out, ". %s", param->summary);
}

static void add_preset(ns_buffer *out, const ns_kind *kind, const ns_preset *preset) {
    char value[NS_NUMBER_TEXT];
    ns_number_shortest(value, preset->value);
    ns_buffer_format(out, "the word %s: %s", preset->name, kind->name);
    if (preset->param) ns_buffer_format(out, " with %s %s", preset->param, value);
    ns_buffer_format(out, ". %s", preset->summary);
}

/* A paragraph under a kind, with a hanging indent. */
static void text_line(ns_buffer *out, ns_buffer *line) {
    ns_buffer_add(out, "      ");
    cli_wrap(out, line->text ? line->text : "", 6, 8);
    ns_buffer_clear(line);
}

static void text_kind(ns_buffer *out, const ns_kind *kind) {
    ns_buffer line = {0};
    ns_buffer_format(out, "  %s\n    ", kind->name);
    cli_wrap(out, kind->summary, 4, 4);
    for (const ns_param *param = kind->params; param && param->name; param++) {
        add_parameter(&line, param);
        text_line(out, &line);
    }
    for (const ns_preset *preset = kind->presets; preset && preset->name; preset++) {
        add_preset(&line, kind, preset);
        text_line(out, &line);
    }
    if (kind->citation && *kind->citation) {
        ns_buffer_add(out, "    Source: ");
        cli_wrap(out, kind->citation, 12, 6);
    }
    ns_buffer_free(&line);
}

static void markdown_kind(cli_grid *grid, const char *sort, const ns_kind *kind) {
    ns_buffer line = {0};
    for (const ns_param *param = kind->params; param && param->name; param++) {
        if (line.length) ns_buffer_add(&line, "<br>");
        add_parameter(&line, param);
    }
    for (const ns_preset *preset = kind->presets; preset && preset->name; preset++) {
        if (line.length) ns_buffer_add(&line, "<br>");
        add_preset(&line, kind, preset);
    }
    cli_grid_add(grid, (const char *const[]){kind->name, sort, kind->summary, line.text, kind->citation});
    if (line.status != NS_OK) grid->status = line.status;
    ns_buffer_free(&line);
}

/* Kinds that a scenario can name, then those of experiments. */
enum { SHELVES = NS_SORT_COUNT + 2 };
typedef struct shelf {
    const char *name;
    const ns_kind *const *kinds;
} shelf;

static shelf shelf_at(unsigned k) {
    if (k < NS_SORT_COUNT) return (shelf){ns_sort_name((ns_sort)k), ns_registry_standard()->kinds[k]};
    return k == NS_SORT_COUNT ? (shelf){"design", ns_design_kinds}
                              : (shelf){"sensitivity", ns_sensitivity_table};
}

static void list_kinds(ns_buffer *out, const char *sort, cli_format format) {
    cli_grid grid;
    cli_grid_begin(&grid,
                   (const char *const[]){"kind", "sort", "meaning", "parameters and words", "source", NULL});
    for (unsigned k = 0; k < SHELVES; k++) {
        const shelf at = shelf_at(k);
        if (!is_part(at.name, sort)) continue;
        if (format == CLI_TEXT) ns_buffer_format(out, "%s%s\n", out->length ? "\n" : "", at.name);
        for (const ns_kind *const *kind = at.kinds; kind && *kind; kind++)
            if (format == CLI_TEXT)
                text_kind(out, *kind);
            else
                markdown_kind(&grid, at.name, *kind);
    }
    if (format == CLI_MARKDOWN) cli_grid_write(out, &grid, format);
    cli_grid_end(&grid);
}

/* --- the command -------------------------------------------------------------------------------------- */

typedef struct list_row {
    const char *name;
    void (*fill)(cli_grid *grid, const char *part);
} list_row;

static const list_row list_rows[] = {{"keys", list_keys},
                                     {"tables", list_tables},
                                     {"columns", list_columns},
                                     {"limits", list_limits},
                                     {"errors", list_errors},
                                     {"games", list_games},
                                     {NULL, NULL}};

static int unknown_list(const cli_call *call, const char *what) {
    const char *names[16];
    char hint[128];
    size_t count = 0;
    names[count++] = "kinds";
    for (const list_row *row = list_rows; row->name; row++) names[count++] = row->name;
    for (unsigned k = 0; k < SHELVES; k++) names[count++] = shelf_at(k).name;
    const char *nearest = cli_did_you_mean(hint, what, names, count);
    return cli_fail(&call->options, NS_CODE_USAGE, CLI_USAGE,
                    nearest ? nearest : "`negsim help list` has all lists", "no list '%s'", what);
}

static int write_rows(const cli_call *call, const list_row *row, const char *part) {
    ns_buffer out = {0};
    cli_grid grid;
    row->fill(&grid, part);
    bool empty = grid.rows == 0 && grid.status == NS_OK;
    cli_grid_write(&out, &grid, (cli_format)call->options.format);
    cli_grid_end(&grid);
    if (!empty) return cli_data(&out);
    ns_buffer_free(&out);
    char hint[64];
    snprintf(hint, sizeof hint, "`negsim list %s` has them all", row->name);
    return cli_fail(&call->options, NS_CODE_USAGE, CLI_USAGE, hint, "no '%s' among the %s", part ? part : "",
                    row->name);
}

int cli_list(const cli_call *call) {
    const char *what = call->operand_count > 0 ? call->operands[0] : "kinds";
    const char *part = call->operand_count > 1 ? call->operands[1] : NULL;
    ns_buffer out = {0};
    for (const list_row *row = list_rows; row->name; row++)
        if (strcmp(row->name, what) == 0) return write_rows(call, row, part);
    if (strcmp(what, "kinds") == 0) {
        what = part;
        part = NULL;
    }
    bool known = !what;
    for (unsigned k = 0; k < SHELVES && !known; k++) known = strcmp(shelf_at(k).name, what) == 0;
    if (!known) return unknown_list(call, what);
    if (part)
        return cli_fail(&call->options, NS_CODE_USAGE, CLI_USAGE, NULL, "one word too many: '%s'", part);
    list_kinds(&out, what, (cli_format)call->options.format);
    return cli_data(&out);
}
