#include "replay.h"

#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/number.h"

void replay_differs(replay *self, const char *format, ...) {
    if (self->difference[0]) return;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(self->difference, sizeof self->difference, format, arguments);
    va_end(arguments);
}

void replay_item(replay *self, const char *format, ...) {
    enum { MOST_SHOWN = 20 };
    self->total++;
    if (!self->difference[0]) {
        self->equal++;
        return;
    }
    if (self->shown++ < MOST_SHOWN) {
        va_list arguments;
        va_start(arguments, format);
        vprintf(format, arguments);
        va_end(arguments);
        printf(": %s\n", self->difference);
    }
    self->difference[0] = '\0';
}

int replay_end(const replay *self) {
    printf("%llu of %llu equal\n", (unsigned long long)self->equal, (unsigned long long)self->total);
    return self->total > 0 && self->equal == self->total ? 0 : 1;
}

void replay_emit(const replay *self, const char *name, const char *text) {
    char path[4096];
    if (!self->emit) return;
    snprintf(path, sizeof path, "%s/%s.yaml", self->emit, name);
    FILE *file = fopen(path, "w");
    if (!file || fputs(text, file) < 0 || fclose(file) != 0) {
        perror(path);
        exit(74);
    }
}

void replay_number(ns_buffer *out, double value) {
    char text[NS_NUMBER_TEXT];
    ns_number_shortest(text, value);
    ns_buffer_add(out, text);
}

void replay_quoted(ns_buffer *out, const char *text) {
    ns_buffer_char(out, '"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\') ns_buffer_char(out, '\\');
        ns_buffer_char(out, (unsigned char)*text < ' ' ? ' ' : *text);
    }
    ns_buffer_char(out, '"');
}

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

char **replay_files(const char *folder, const char *ending, size_t *count) {
    DIR *open = opendir(folder);
    char **out = NULL;
    *count = 0;
    for (const struct dirent *entry; open && (entry = readdir(open));) {
        const size_t length = strlen(entry->d_name), tail = strlen(ending);
        if (length <= tail || strcmp(entry->d_name + length - tail, ending) != 0) continue;
        out = realloc(out, (*count + 1) * sizeof *out);
        out[*count] = malloc(strlen(folder) + length + 2);
        sprintf(out[(*count)++], "%s/%s", folder, entry->d_name);
    }
    if (open) closedir(open);
    if (*count) qsort(out, *count, sizeof *out, by_name);
    return out;
}

static void print_events(const ns_scenario *scenario, const recording *played) {
    puts("round,who,action,package");
    for (size_t k = 0; k < played->count; k++) {
        const ns_event *event = &played->events[k];
        char name[NS_PACKAGE_TEXT] = "";
        if (event->part != NS_NONE) ns_part_name(scenario, event->stage, event->part, name);
        printf("%u,%s,%s,%s\n", event->round,
               event->party < scenario->party_count ? scenario->parties[event->party].id : "mediator",
               ns_action_name(event->action), name);
    }
}

int replay_trace(const char *path) {
    ns_buffer text = {0};
    FILE *file = fopen(path, "rb");
    char chunk[65536];
    if (!file) {
        perror(path);
        return 66;
    }
    for (size_t got; (got = fread(chunk, 1, sizeof chunk, file)) > 0;) ns_buffer_add_n(&text, chunk, got);
    fclose(file);
    loaded input = loaded_text(text.text ? text.text : "");
    ns_instance instance;
    recording played = {0};
    if (input.scenario && ns_instance_init(&instance, input.scenario) == NS_OK) {
        ns_session *session = ns_session_new(input.scenario);
        ns_instance_draw(&instance, 1, 0, NULL);
        if (!session || recording_play(&played, session, &instance, seat_nobody(), 0) != NS_OK) return 71;
        print_events(input.scenario, &played);
        recording_free(&played);
        ns_session_free(session);
        ns_instance_free(&instance);
    }
    const int code = input.scenario ? 0 : 65;
    loaded_free(&input);
    ns_buffer_free(&text);
    return code;
}
