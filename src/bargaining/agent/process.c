/* Processes: started by posix_spawn, so that threads may start them; connected by a socket, so that a program that has ended is an answer
 * that does not come and not a signal. */
#include "process.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { MOMENT = 20, MOMENTS = 25 /* of so many thousandths of a second to end by itself */ };

struct ns_process {
    pid_t id;
    int line; /* our end of the socket */
    size_t start, end;
    char text[NS_PROCESS_LINE + 1];
};

/* --- beginning and end ------------------------------------------------------------------------------------------- */

/* In a group of its own, so that what it starts ends with it. */
static bool spawn(pid_t *id, const char *command, int line) {
    char *const words[] = {(char[]){"sh"}, (char[]){"-c"}, strdup(command), NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none;
    bool done = false;
    if (words[2] == NULL) return false;
    if (posix_spawn_file_actions_init(&actions) == 0) {
        if (posix_spawnattr_init(&attributes) == 0) {
            sigemptyset(&none);
            done =
                posix_spawn_file_actions_adddup2(&actions, line, STDIN_FILENO) == 0 &&
                posix_spawn_file_actions_adddup2(&actions, line, STDOUT_FILENO) == 0 &&
                posix_spawnattr_setpgroup(&attributes, 0) == 0 &&
                posix_spawnattr_setsigmask(&attributes, &none) == 0 &&
                posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK) == 0 &&
                posix_spawn(id, "/bin/sh", &actions, &attributes, words, environ) == 0;
            posix_spawnattr_destroy(&attributes);
        }
        posix_spawn_file_actions_destroy(&actions);
    }
    free(words[2]);
    return done;
}

ns_process *ns_process_start(const char *command) {
    int ends[2];
    ns_process *self = calloc(1, sizeof *self);
    if (self == NULL) return NULL;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        free(self);
        return NULL;
    }
    self->line = ends[0];
    const bool started = spawn(&self->id, command, ends[1]);
    close(ends[1]);
    if (started) return self;
    close(ends[0]);
    free(self);
    return NULL;
}

static bool has_ended(pid_t id) {
    pid_t found;
    do found = waitpid(id, NULL, WNOHANG);
    while (found < 0 && errno == EINTR);
    return found != 0;
}

void ns_process_stop(ns_process *self) {
    if (self == NULL) return;
    close(self->line);
    bool ended = has_ended(self->id);
    for (int k = 0; k < MOMENTS && !ended; k++) {
        const struct timespec moment = {.tv_nsec = MOMENT * 1000000L};
        nanosleep(&moment, NULL);
        ended = has_ended(self->id);
    }
    kill(-self->id, SIGKILL);
    while (!ended && waitpid(self->id, NULL, 0) < 0 && errno == EINTR) {
    }
    free(self);
}

/* --- lines ----------------------------------------------------------------------------------------------------------- */

static double now(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + 1e-9 * (double)at.tv_nsec;
}

/* Is the socket ready before that moment? */
static bool wait_for(const ns_process *self, short what, double until) {
    for (;;) {
        const double left = until - now();
        struct pollfd one = {.fd = self->line, .events = what};
        if (!(left > 0)) return false;
        const int found = poll(&one, 1, (int)(left * 1000) + 1);
        if (found > 0) return (one.revents & (what | POLLHUP)) != 0;
        if (found < 0 && errno != EINTR) return false;
    }
}

static bool send_all(const ns_process *self, const char *text, size_t length, double until) {
    for (size_t done = 0; done < length;) {
        if (!wait_for(self, POLLOUT, until)) return false;
        const ssize_t sent = send(self->line, text + done, length - done, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent > 0) done += (size_t)sent;
        if (sent < 0 && errno != EINTR && errno != EAGAIN) return false;
    }
    return true;
}

bool ns_process_say(ns_process *self, const char *line, double seconds) {
    const double until = now() + seconds;
    return send_all(self, line, strlen(line), until) && send_all(self, "\n", 1, until);
}

static const char *take_line(ns_process *self) {
    char *from = self->text + self->start, *end = memchr(from, '\n', self->end - self->start);
    if (end == NULL) return NULL;
    *end = '\0';
    self->start = (size_t)(end - self->text) + 1;
    return from;
}

static void make_room(ns_process *self) {
    memmove(self->text, self->text + self->start, self->end - self->start);
    self->end -= self->start;
    self->start = 0;
}

const char *ns_process_hear(ns_process *self, double seconds) {
    const double until = now() + seconds;
    for (;;) {
        const char *line = take_line(self);
        if (line != NULL) return line;
        make_room(self);
        if (self->end == NS_PROCESS_LINE || !wait_for(self, POLLIN, until)) return NULL;
        const ssize_t got = recv(self->line, self->text + self->end, NS_PROCESS_LINE - self->end, 0);
        if (got == 0 || (got < 0 && errno != EINTR)) return NULL;
        if (got > 0) self->end += (size_t)got;
    }
}
