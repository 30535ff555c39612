/* `negsim stability`: which states of a conflict would be left again, and by whom. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "negsim.h"

typedef struct stability_state {
    const cli_call *call;
    ns_diagnostics *diagnostics;
    ns_document *document;
    ns_stability_report *report;
    ns_buffer folder, command_line, screen;
    char start_utc[32], end_utc[32];
    double started;
} stability_state;

static int ask(void *user) {
    (void)user;
    return cli_interrupted();
}

static ns_status write_folder(stability_state *self) {
    const cli_options *options = &self->call->options;
    if (options->output)
        ns_buffer_add(&self->folder, options->output);
    else
        ns_buffer_format(&self->folder, "results/%s-stability", ns_stability_report_id(self->report));
    cli_command_line(&self->command_line, self->call->argc, self->call->argv);
    if (self->folder.status != NS_OK || self->command_line.status != NS_OK) return NS_NO_MEMORY;
    cli_stamp(self->end_utc);
    const ns_stability_folder folder = {.path = self->folder.text,
                                        .force = options->force,
                                        .version = NEGSIM_VERSION,
                                        .command_line = self->command_line.text,
                                        .start_utc = self->start_utc,
                                        .end_utc = self->end_utc,
                                        .elapsed_seconds = cli_seconds() - self->started};
    return ns_stability_write(self->report, &folder, self->diagnostics);
}

/* Lays one `--set PATH=VALUE` over the file; what it makes is checked with the file. */
static ns_status lay_over(stability_state *self, const char *assignment) {
    const char *equals = strchr(assignment, '=');
    const char *source =
        ns_diagnostics_add_source(self->diagnostics, "--set", assignment, strlen(assignment));
    if (!source) return NS_NO_MEMORY;
    const size_t length = equals ? (size_t)(equals - assignment) : strlen(assignment);
    const ns_location at = {source, 1, 1, (uint32_t)length};
    if (!equals || !length || !equals[1]) {
        ns_diagnostics_add(self->diagnostics, NS_CODE_USAGE, at, "--set 'preference.Upstream=[1, 2, 4, 3]'",
                           "'%s' is not path=value", assignment);
        return NS_BAD_USAGE;
    }
    char *path = ns_arena_text_n(self->document->arena, assignment, length);
    return path ? ns_document_set(self->document, path, equals + 1, NS_FROM_OVERRIDE, at, self->diagnostics)
                : NS_NO_MEMORY;
}

static ns_status load(stability_state *self) {
    const cli_options *options = &self->call->options;
    ns_status status = ns_document_load(&self->document, self->call->operands[0], self->diagnostics);
    for (size_t k = 0; k < options->set_count && status == NS_OK; k++)
        status = lay_over(self, options->sets[k]);
    return status;
}

static ns_status work(stability_state *self) {
    const ns_stability_settings settings = {.rankings = self->call->options.rankings,
                                            .all_packages = self->call->options.all_packages,
                                            .on_work = ask};
    ns_status status = load(self);
    if (status == NS_OK)
        status = ns_stability_report_make(&self->report, self->document, &settings, self->diagnostics);
    if (status == NS_OK) status = write_folder(self);
    if (status == NS_OK)
        status = ns_stability_screen(&self->screen, self->report, self->folder.text,
                                     cli_color(&self->call->options, STDOUT_FILENO));
    return status;
}

static int fail(const stability_state *self, ns_status status) {
    if (status == NS_STOPPED && cli_interrupted()) {
        fputs("negsim: interrupted; nothing was written\n", stderr);
        return cli_exit_code(status, true);
    }
    cli_explain_status(self->diagnostics, status);
    return cli_exit_code(status, false);
}

int cli_stability(const cli_call *call) {
    stability_state self = {.call = call, .started = cli_seconds(), .diagnostics = ns_diagnostics_new()};
    cli_stamp(self.start_utc);
    cli_interrupt_install();
    const ns_status status = self.diagnostics ? work(&self) : NS_NO_MEMORY;
    if (self.diagnostics) cli_talk(self.diagnostics, &call->options);
    int code;
    if (status == NS_OK) {
        code = cli_data(&self.screen);
    } else {
        ns_buffer_free(&self.screen);
        code = fail(&self, status);
    }
    ns_stability_report_free(self.report);
    ns_document_free(self.document);
    ns_diagnostics_free(self.diagnostics);
    ns_buffer_free(&self.folder);
    ns_buffer_free(&self.command_line);
    return code;
}
