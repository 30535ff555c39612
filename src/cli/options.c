/* Parsing of the command line, strictly: whole numbers are whole numbers, words are known words. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "negsim/limits.h"
#include "negsim/number.h"

enum { MOST_OPTIONS = 64, FIRST_VALUE = 256 };

/* getopt's two tables for one verb. A long option's value is its row in the table, from FIRST_VALUE. */
typedef struct getopt_tables {
    struct option longs[MOST_OPTIONS + 1];
    char shorts[3 * MOST_OPTIONS + 2];
} getopt_tables;

static unsigned verb_bit(const cli_command *command) { return 1u << (unsigned)(command - cli_commands); }

static void make_tables(getopt_tables *tables, unsigned bit) {
    size_t longs = 0, shorts = 0;
    memset(tables, 0, sizeof *tables);
    tables->shorts[shorts++] = ':'; /* a missing argument gives ':' instead of '?' */
    for (size_t i = 0; cli_option_table[i].name; i++) {
        const cli_option *option = &cli_option_table[i];
        if (!(option->verbs & bit) || longs == MOST_OPTIONS) continue;
        int has = !option->argument ? no_argument : option->optional ? optional_argument : required_argument;
        tables->longs[longs++] = (struct option){option->name, has, NULL, FIRST_VALUE + (int)i};
        if (!option->letter) continue;
        tables->shorts[shorts++] = option->letter;
        if (option->argument) tables->shorts[shorts++] = ':';
    }
}

static const cli_option *option_of(int value) {
    if (value >= FIRST_VALUE) return &cli_option_table[value - FIRST_VALUE];
    for (const cli_option *option = cli_option_table; option->name; option++)
        if (option->letter == value) return option;
    return NULL;
}

static bool is_word(const char *words, const char *text, unsigned *index) {
    size_t length = strlen(text);
    *index = 0;
    for (const char *word = words; word; (*index)++) {
        const char *bar = strchr(word, '|');
        size_t n = bar ? (size_t)(bar - word) : strlen(word);
        if (n == length && memcmp(word, text, n) == 0) return true;
        word = bar ? bar + 1 : NULL;
    }
    return false;
}

static int take_count(cli_options *options, const cli_option *option, const char *text,
                      ns_diagnostics *diagnostics) {
    cli_count *count = (cli_count *)((char *)options + option->field);
    const ns_limit *limit = option->limit < NS_LIMIT_COUNT ? ns_limit_of((ns_limit_id)option->limit) : NULL;
    uint64_t highest = limit ? limit->value : option->highest;
    char low_text[32], high_text[32], hint[160];
    count->given = true;
    if (option->words && strcmp(text, option->words) == 0) {
        count->value = 0;
        return CLI_DONE;
    }
    cli_grouped(low_text, option->lowest);
    cli_grouped(high_text, highest);
    if (limit)
        snprintf(hint, sizeof hint, "%s to %s (limit '%s', `negsim list limits`)", low_text, high_text,
                 limit->name);
    else
        snprintf(hint, sizeof hint, "%s to %s%s%s", low_text, high_text, option->words ? ", or " : "",
                 option->words ? option->words : "");
    if (!ns_number_parse_unsigned(text, strlen(text), &count->value))
        return cli_fault(diagnostics, hint, "--%s wants a whole number, not '%s'", option->name, text);
    if (count->value < option->lowest || count->value > highest)
        return cli_fault(diagnostics, hint, "--%s %s is out of range", option->name, text);
    return CLI_DONE;
}

static int take_word(cli_options *options, const cli_option *option, const char *text,
                     ns_diagnostics *diagnostics) {
    unsigned index;
    if (is_word(option->words, text, &index)) {
        *(unsigned *)(void *)((char *)options + option->field) = index;
        return CLI_DONE;
    }
    ns_buffer hint = {0};
    ns_buffer_add(&hint, "one of: ");
    cli_words(&hint, option->words);
    cli_fault(diagnostics, hint.text, "--%s does not know '%s'", option->name, text);
    ns_buffer_free(&hint);
    return CLI_USAGE;
}

static int take_set(cli_options *options, const char *text, ns_diagnostics *diagnostics) {
    const char *equals = strchr(text, '=');
    if (!equals || equals == text || !equals[1])
        return cli_fault(diagnostics, "for instance: --set protocol.rounds=40",
                         "--set wants PATH=VALUE, not '%s'", text);
    options->sets[options->set_count++] = text;
    return CLI_DONE;
}

static int take_item(cli_options *options, const cli_option *option, const char *text) {
    cli_texts *list = (cli_texts *)(void *)((char *)options + option->field);
    list->items[list->count++] = text;
    return CLI_DONE;
}

static int take(cli_options *options, const cli_option *option, const char *text,
                ns_diagnostics *diagnostics) {
    char *field = (char *)options + option->field;
    switch (option->kind) {
    case CLI_OPTION_FLAG: *(bool *)field = true; return CLI_DONE;
    case CLI_OPTION_COUNT: return take_count(options, option, text ? text : "1", diagnostics);
    case CLI_OPTION_WORD: return take_word(options, option, text, diagnostics);
    case CLI_OPTION_SET: return take_set(options, text, diagnostics);
    case CLI_OPTION_LIST: return take_item(options, option, text);
    case CLI_OPTION_TEXT: break;
    }
    if (!*text) return cli_fault(diagnostics, NULL, "--%s wants a text that is not empty", option->name);
    memcpy(field, &text, sizeof text);
    return CLI_DONE;
}

/* The one name that begins with these letters, NULL: none, or several. */
static const char *only_longer(const char *letters, const char *const *names, size_t count) {
    const char *found = NULL;
    for (size_t i = 0; i < count; i++) {
        if (strncmp(names[i], letters, strlen(letters)) != 0) continue;
        if (found) return NULL;
        found = names[i];
    }
    return found;
}

/* An option that this verb does not take: another's, or nobody's. */
static int unknown_long(const cli_command *command, const char *word, ns_diagnostics *diagnostics) {
    char name[64], hint[128];
    const char *candidates[MOST_OPTIONS];
    size_t count = 0, length = strcspn(word + 2, "=");
    snprintf(name, sizeof name, "%.*s", length < 60 ? (int)length : 60, word + 2);
    for (const cli_option *option = cli_option_table; option->name && count < MOST_OPTIONS; option++) {
        if (strcmp(option->name, name) == 0 && !(option->verbs & verb_bit(command)))
            return cli_fault(diagnostics, NULL, "'%s' takes no option '--%s'", command->name, name);
        if (option->verbs & verb_bit(command) && !option->hidden) candidates[count++] = option->name;
    }
    const char *nearest = only_longer(name, candidates, count);
    if (!nearest) nearest = ns_nearest_name(name, candidates, count);
    if (nearest)
        snprintf(hint, sizeof hint, "did you mean '--%s'?", nearest);
    else
        snprintf(hint, sizeof hint, "`negsim help %s` shows the options", command->name);
    return cli_fault(diagnostics, hint, "unknown option '--%s'", name);
}

static int unknown(const cli_command *command, char **argv, ns_diagnostics *diagnostics) {
    char hint[128];
    const cli_option *known = optopt ? option_of(optopt) : NULL;
    if (optopt >= FIRST_VALUE) return cli_fault(diagnostics, NULL, "'--%s' takes no value", known->name);
    if (!optopt) return unknown_long(command, argv[optind - 1], diagnostics);
    if (known) return cli_fault(diagnostics, NULL, "'%s' takes no option '-%c'", command->name, optopt);
    snprintf(hint, sizeof hint, "`negsim help %s` shows the options", command->name);
    return cli_fault(diagnostics, hint, "unknown option '-%c'", optopt);
}

static int check_operands(const cli_call *call, ns_diagnostics *diagnostics) {
    const cli_command *command = call->command;
    char hint[160];
    snprintf(hint, sizeof hint, "negsim %s%s%s", command->name, *command->operands ? " " : "",
             command->operands);
    if (call->options.help || call->options.version) return CLI_DONE;
    if (call->operand_count < command->least)
        return cli_fault(diagnostics, hint, "'%s' wants %s", command->name, command->operands);
    if (call->operand_count <= command->most) return CLI_DONE;
    for (size_t i = 0; i < call->operand_count; i++)
        if (cli_command_find(call->operands[i]))
            return cli_fault(diagnostics, "the verb comes first", "'%s' stands too late", call->operands[i]);
    return cli_fault(diagnostics, hint, "one word too many: '%s'", call->operands[command->most]);
}

/* getopt takes `--draw` for `--draws`; a script that says so would change its meaning with the next option. The word at fault; NULL: none. */
static const char *find_abbreviation(char **words, const getopt_tables *tables) {
    for (char **word = words + 1; *word && strcmp(*word, "--") != 0; word++) {
        if (strncmp(*word, "--", 2) != 0) continue;
        const size_t length = strcspn(*word + 2, "=");
        bool begins = false, whole = false;
        for (const struct option *option = tables->longs; option->name; option++) {
            if (strncmp(option->name, *word + 2, length) != 0) continue;
            begins = true;
            whole |= option->name[length] == '\0';
            /* The word behind an option that wants one is no option. */
            if (option->name[length] == '\0' && option->has_arg == required_argument &&
                (*word)[2 + length] != '=' && word[1])
                word++;
        }
        if (begins && !whole) return *word;
    }
    return NULL;
}

static bool make_texts(cli_options *options, size_t room) {
    cli_texts *const all[] = {&options->varies, &options->wheres, &options->outcomes};
    bool good = true;
    for (size_t k = 0; k < sizeof all / sizeof *all; k++)
        good = (all[k]->items = calloc(room, sizeof *all[k]->items)) && good;
    return good;
}

int cli_parse(cli_call *call, int argc, char **argv, ns_diagnostics *diagnostics) {
    getopt_tables tables;
    int value;
    /* getopt sorts the words that it is given: the command line itself stays as it was typed. */
    call->words = calloc((size_t)argc + 1, sizeof *call->words);
    call->options.sets = calloc((size_t)argc + 1, sizeof *call->options.sets);
    if (!call->words || !call->options.sets || !make_texts(&call->options, (size_t)argc + 1))
        return cli_no_memory();
    memcpy(call->words, argv, (size_t)argc * sizeof *argv);
    make_tables(&tables, verb_bit(call->command));
    const char *shortened = find_abbreviation(call->words, &tables);
    if (shortened) return unknown_long(call->command, shortened, diagnostics);
    opterr = 0;
    optind = 1;
    while ((value = getopt_long(argc, call->words, tables.shorts, tables.longs, NULL)) != -1) {
        if (value == '?') return unknown(call->command, call->words, diagnostics);
        if (value == ':') {
            const cli_option *option = option_of(optopt);
            return cli_fault(diagnostics, NULL, "--%s wants %s", option->name, option->argument);
        }
        int code = take(&call->options, option_of(value), optarg, diagnostics);
        if (code != CLI_DONE) return code;
    }
    call->operands = call->words + optind;
    call->operand_count = (size_t)(argc - optind);
    return check_operands(call, diagnostics);
}

void cli_call_free(cli_call *call) {
    free(call->options.sets);
    free(call->options.varies.items);
    free(call->options.wheres.items);
    free(call->options.outcomes.items);
    free(call->words);
    call->options.varies = call->options.wheres = call->options.outcomes = (cli_texts){0};
    call->options.sets = NULL;
    call->words = NULL;
}
