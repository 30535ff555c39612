/* Status codes: what every fallible call returns. */
#ifndef NEGSIM_STATUS_H
#define NEGSIM_STATUS_H

#ifdef __cplusplus
extern "C" {
#endif

/* The caller must look at the result. */
#define NS_MUST __attribute__((warn_unused_result))
#define NS_PRINTF(text, first) __attribute__((format(printf, text, first)))

typedef enum ns_status {
    NS_OK = 0,
    NS_NO_MEMORY,    /* an allocation failed */
    NS_NO_INPUT,     /* a file is missing or cannot be read */
    NS_BAD_INPUT,    /* the scenario has faults: the diagnostics say which */
    NS_BAD_USAGE,    /* an argument of the call, or of the command line, is wrong */
    NS_CANNOT_WRITE, /* an output cannot be created */
    NS_IO_FAILED,    /* an output broke while it was written */
    NS_TOO_LARGE,    /* a limit of the limits table is exceeded */
    NS_STOPPED,      /* a sink or an interrupt asked to stop */
    NS_BUG           /* an invariant of negsim itself is broken */
} ns_status;

/* One English phrase for a status; never NULL, also for a number that is none. */
const char *ns_status_text(ns_status status);

#ifdef __cplusplus
}
#endif

#endif
