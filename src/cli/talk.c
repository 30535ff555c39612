/* Data goes to standard output and is checked; talk goes to standard error. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "negsim/number.h"

ns_color cli_color(const cli_options *options, int descriptor) {
    if (options->color == CLI_ALWAYS) return NS_COLOR_ON;
    if (options->color == CLI_NEVER) return NS_COLOR_OFF;
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    if ((no_color && *no_color) || !term || strcmp(term, "dumb") == 0) return NS_COLOR_OFF;
    return isatty(descriptor) ? NS_COLOR_ON : NS_COLOR_OFF;
}

void cli_talk(const ns_diagnostics *diagnostics, const cli_options *options) {
    size_t errors = ns_diagnostics_errors(diagnostics);
    if (errors == 0 && (options->quiet || ns_diagnostics_warnings(diagnostics) == 0)) return;
    char *text = ns_diagnostics_render(diagnostics, cli_color(options, STDERR_FILENO));
    if (!text) {
        cli_no_memory();
        return;
    }
    fputs(text, stderr);
    free(text);
}

int cli_no_memory(void) {
    fputs("negsim: not enough memory\n", stderr);
    return CLI_FAILED;
}

int cli_fault(ns_diagnostics *diagnostics, const char *hint, const char *format, ...) {
    char text[512];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    ns_diagnostics_add(diagnostics, NS_CODE_USAGE, (ns_location){0}, hint, "%s", text);
    return CLI_USAGE;
}

int cli_fail(const cli_options *options, ns_code_id code, int exit_code, const char *hint, const char *format,
             ...) {
    char text[512];
    va_list list;
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    if (!diagnostics) return cli_no_memory();
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    ns_diagnostics_add(diagnostics, code, (ns_location){0}, hint, "%s", text);
    cli_talk(diagnostics, options);
    ns_diagnostics_free(diagnostics);
    return exit_code;
}

const char *cli_did_you_mean(char text[128], const char *word, const char *const *candidates, size_t count) {
    const char *nearest = ns_nearest_name(word, candidates, count);
    if (!nearest) return NULL;
    snprintf(text, 128, "did you mean '%s'?", nearest);
    return text;
}

static const cli_options plain = {0};

int cli_data(ns_buffer *text) {
    int code = CLI_DONE;
    if (text->status != NS_OK) code = cli_no_memory();
    errno = 0;
    if (code == CLI_DONE && ((text->length && fwrite(text->text, 1, text->length, stdout) != text->length) ||
                             fflush(stdout) != 0)) {
        /* A reader that has seen enough (`| head`) is no fault worth words. */
        if (errno != EPIPE)
            cli_fail(&plain, NS_CODE_CANNOT_WRITE, CLI_WRITE_FAILED, NULL,
                     "cannot write to standard output: %s", strerror(errno));
        code = CLI_WRITE_FAILED;
    }
    ns_buffer_free(text);
    return code;
}

const char *cli_grouped(char text[32], uint64_t value) {
    char digits[NS_NUMBER_TEXT];
    size_t count = ns_number_unsigned(digits, value), length = 0;
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && (count - i) % 3 == 0) text[length++] = ',';
        text[length++] = digits[i];
    }
    text[length] = '\0';
    return text;
}

void cli_words(ns_buffer *out, const char *words) {
    for (; words && *words; words++) {
        if (*words == '|')
            ns_buffer_add(out, ", ");
        else
            ns_buffer_char(out, *words);
    }
}

void cli_pad(ns_buffer *out, size_t blanks) {
    while (blanks-- > 0) ns_buffer_char(out, ' ');
}

size_t cli_width(const char *text, size_t length) {
    size_t width = 0;
    for (size_t i = 0; i < length; i++) width += ((unsigned char)text[i] & 0xC0) != 0x80;
    return width;
}

void cli_wrap(ns_buffer *out, const char *text, size_t column, size_t indent) {
    bool first = true;
    for (const char *word = text; *word;) {
        size_t length = strcspn(word, " \n"), width = cli_width(word, length);
        if (!first && column + 1 + width > 80) {
            ns_buffer_char(out, '\n');
            cli_pad(out, indent);
            column = indent;
        } else if (!first) {
            ns_buffer_char(out, ' ');
            column++;
        }
        ns_buffer_add_n(out, word, length);
        column += width;
        first = false;
        word += length;
        word += strspn(word, " \n");
    }
    ns_buffer_char(out, '\n');
}
