/* What runs and sweeps note about themselves: processors, times, the command line. */
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"

unsigned cli_processors(void) {
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : count > 1024 ? 1024 : (unsigned)count;
}

void cli_stamp(char text[32]) {
    time_t now = time(NULL);
    struct tm utc;
    text[0] = '\0';
    if (gmtime_r(&now, &utc)) strftime(text, 32, "%Y-%m-%dT%H:%M:%SZ", &utc);
}

void cli_command_line(ns_buffer *out, int argc, char **argv) {
    const char *plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./,:@%";
    for (int i = 0; i < argc; i++) {
        const char *word = i ? argv[i] : "negsim";
        if (i) ns_buffer_char(out, ' ');
        if (*word && word[strspn(word, plain)] == '\0') {
            ns_buffer_add(out, word);
            continue;
        }
        ns_buffer_char(out, '\'');
        for (; *word; word++)
            if (*word == '\'')
                ns_buffer_add(out, "'\\''");
            else
                ns_buffer_char(out, *word);
        ns_buffer_char(out, '\'');
    }
}
