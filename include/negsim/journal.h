/* Journal: the payloads of a study's units on disk, one record each, so that no work is lost: what was appended before a process was killed, a
 * disk was full or the power went is found again, and a study that goes on ends in the bytes of one that was never interrupted.
 *
 * File: a head (format, identity, number of units, description) and records (unit, length, payload), each with a CRC-64. A record is written by
 * one call at the end of the file; where that fails the file is cut back to the record before. What does not check when the
 * file is read ends it: the rest is cut off, said so, and played again. One process at a time may write (a lock that dies with it). */
#ifndef NEGSIM_JOURNAL_H
#define NEGSIM_JOURNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "negsim/buffer.h"
#include "negsim/diagnostics.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ns_journal ns_journal;

typedef enum ns_journal_mode {
    NS_JOURNAL_NEW, /* refuses a journal that is there */
    NS_JOURNAL_RESUME, /* goes on with the one that is there, if it is of the same study; makes one where there is none */
    NS_JOURNAL_REPLACE, /* throws away what is there */
    NS_JOURNAL_READ     /* only reads, also while another process writes; nothing is cut off */
} ns_journal_mode;

typedef struct ns_journal_settings {
    ns_journal_mode mode;
    const char *
        identity; /* of the study, one line without blanks: two journals belong together where it is the same */
    const ns_buffer *description; /* whatever it takes to make the study again; stands in the head */
    uint64_t units;
} ns_journal_settings;

/* For READ only the mode is looked at. Refusals and failures to diagnostics: NS_BAD_USAGE (another study, another format, another process
 * at work, a journal in the way), NS_NO_INPUT (READ: no such file), NS_BAD_INPUT (no journal), NS_CANNOT_WRITE, NS_IO_FAILED (it cannot be read
 * or written now; nothing was cut off). */
ns_status ns_journal_open(ns_journal **out, const char *path, const ns_journal_settings *settings,
                          ns_diagnostics *diagnostics) NS_MUST;
/* Syncs and closes; NULL is legal. */
void ns_journal_close(ns_journal *self);

bool ns_journal_has(const ns_journal *self, uint64_t unit);
/* Adds the payload of a unit that is not there. NS_IO_FAILED: it could not be written (diagnostics of open say why); the file ends with the
 * record before. */
ns_status ns_journal_append(ns_journal *self, uint64_t unit, const char *bytes, size_t length) NS_MUST;
/* Appends a unit's payload to out. NS_BAD_USAGE: it is not there; NS_IO_FAILED: it no longer checks. */
ns_status ns_journal_read(ns_journal *self, uint64_t unit, ns_buffer *out) NS_MUST;

uint64_t ns_journal_units(const ns_journal *self);
uint64_t ns_journal_count(const ns_journal *self); /* units that are there */
const char *ns_journal_identity(const ns_journal *self);
const ns_buffer *ns_journal_description(const ns_journal *self);

/* CRC-64 (ECMA-182 polynomial, reflected, as in XZ) of bytes after those of `crc` (0 at first). */
uint64_t ns_crc64(uint64_t crc, const void *bytes, size_t length);

#ifdef __cplusplus
}
#endif

#endif
