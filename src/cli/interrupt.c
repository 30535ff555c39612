/* Signals. The flag below is the only variable of the program that changes: handlers can reach nothing else. */
#include <signal.h>

#include "cli/cli.h"

static volatile sig_atomic_t interrupted;

static void on_signal(int number) {
    (void)number;
    interrupted = 1;
}

/* A signal that was ignored when the program started (nohup, a shell's background job) stays so. */
static void install(int number) {
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND | SA_RESTART}, before;
    sigemptyset(&action.sa_mask);
    if (sigaction(number, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
        sigaction(number, &action, NULL);
}

void cli_interrupt_install(void) {
    install(SIGINT);
    install(SIGTERM);
}

bool cli_interrupted(void) { return interrupted != 0; }
