/* A user's program that is spoken to over lines of text. */
#ifndef NEGSIM_BARGAINING_AGENT_PROCESS_H
#define NEGSIM_BARGAINING_AGENT_PROCESS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct ns_process ns_process;

/* Starts `sh -c command` with its standard input and output connected; what it writes to standard error goes where ours goes. NULL
 * when it cannot be started. */
ns_process *ns_process_start(const char *command);
/* Tells it that nothing more comes, gives it a moment to end, and ends it and whatever it started otherwise. NULL is fine. */
void ns_process_stop(ns_process *self);
/* Sends one line (without its end). false: the program is gone or does not read. */
bool ns_process_say(ns_process *self, const char *line, double seconds);
/* The next line without its end, valid until the next call; NULL: none within that time, the program ended, or the line is longer than
 * NS_PROCESS_LINE. */
#define NS_PROCESS_LINE 65536
const char *ns_process_hear(ns_process *self, double seconds);

#endif
