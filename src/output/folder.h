/* A results folder being written: everything goes to DIR.part and is swapped in at the end. */
#ifndef NEGSIM_OUTPUT_FOLDER_H
#define NEGSIM_OUTPUT_FOLDER_H

#include <stdbool.h>

#include "negsim/buffer.h"
#include "negsim/diagnostics.h"

typedef struct ns_folder {
    char *path, *part; /* final, and while writing */
    int lock;          /* the open folder, locked against a second run; -1: none */
} ns_folder;

typedef enum ns_replace { NS_REPLACE_OWN, NS_REPLACE_ANY } ns_replace;

/* Looks whether DIR may be written (results of the same scenario name, empty or not there; with NS_REPLACE_ANY whatever it is),
 * makes its parents and DIR.part. Call ns_folder_close whatever comes back. */
ns_status ns_folder_open(ns_folder *self, const char *path, const char *scenario, ns_replace replace,
                         ns_diagnostics *diagnostics) NS_MUST;
/* A new file in DIR.part, for writing; -1 and a diagnostic when it cannot be made. */
int ns_folder_create(const ns_folder *self, const char *file, ns_diagnostics *diagnostics);
/* Writes all bytes; NS_IO_FAILED and a diagnostic when that fails. */
ns_status ns_folder_put(const ns_folder *self, int fd, const char *file, const char *text, size_t length,
                        ns_diagnostics *diagnostics) NS_MUST;
/* A whole file at once. */
ns_status ns_folder_write(const ns_folder *self, const char *file, const ns_buffer *text,
                          ns_diagnostics *diagnostics) NS_MUST;
/* Syncs to the disk, then makes DIR.part DIR: in one step where DIR holds nothing foreign, else file by file, the data package last.
 * Tables of the old results go, foreign files stay. */
ns_status ns_folder_swap(ns_folder *self, ns_diagnostics *diagnostics) NS_MUST;
/* Removes what is left of DIR.part and frees. All zeros is legal. */
void ns_folder_close(ns_folder *self);

/* Is it a name that negsim gives to its files? */
bool ns_folder_owns(const char *file);

#define NS_DATAPACKAGE "datapackage.json"
#define NS_RUN_INFO "run-info.json"

#endif
