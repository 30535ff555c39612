/* What a folder holds: nothing, results of negsim, something foreign. */
#ifndef NEGSIM_OUTPUT_FOLDER_LOOK_H
#define NEGSIM_OUTPUT_FOLDER_LOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "negsim/status.h"

enum { NS_NAME_ROOM = 256 };

typedef struct ns_folder_look {
    bool exists, is_folder, readable;
    bool is_ours;                /* has a data package that negsim wrote */
    char scenario[NS_NAME_ROOM]; /* of that data package, as written in it (JSON escapes and all) */
    size_t own, foreign;         /* entries with names of negsim's files; others */
} ns_folder_look;

ns_folder_look ns_folder_see(const char *path);
/* Removes the files of negsim's names in a folder, but for those that also stand in `but` (NULL: all). */
void ns_folder_clear(const char *path, const char *but);
/* folder/file, malloc'ed. */
char *ns_path_join(const char *folder, const char *file);

#endif
