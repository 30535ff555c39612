#include "output/folder_look.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "negsim/table.h"
#include "output/folder.h"

bool ns_folder_owns(const char *file) {
    size_t length = strlen(file);
    if (strcmp(file, NS_DATAPACKAGE) == 0 || strcmp(file, NS_RUN_INFO) == 0) return true;
    if (length < 5 || strcmp(file + length - 4, ".csv") != 0) return false;
    for (const ns_table *table = ns_tables; table->name; table++)
        if (strlen(table->name) == length - 4 && strncmp(table->name, file, length - 4) == 0) return true;
    return false;
}

char *ns_path_join(const char *folder, const char *file) {
    size_t length = strlen(folder) + strlen(file) + 2;
    char *path = malloc(length);
    if (path) snprintf(path, length, "%s/%s", folder, file);
    return path;
}

/* The beginning of a file; its length. */
static size_t read_head(const char *path, char *text, size_t room) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return 0;
    ssize_t length = read(fd, text, room - 1);
    close(fd);
    text[length > 0 ? length : 0] = '\0';
    return length > 0 ? (size_t)length : 0;
}

/* The data package begins with who made it and for which scenario: no parser is needed. */
static void read_identity(ns_folder_look *self, const char *folder) {
    static const char mark[] = "\"generator\": \"negsim\"", key[] = "\"scenario\": \"";
    char head[4096];
    char *path = ns_path_join(folder, NS_DATAPACKAGE);
    size_t length = path ? read_head(path, head, sizeof head) : 0;
    free(path);
    const char *at = length && strstr(head, mark) ? strstr(head, key) : NULL;
    const char *end = at ? strchr(at + sizeof key - 1, '"') : NULL;
    if (!end) return;
    self->is_ours = true;
    snprintf(self->scenario, sizeof self->scenario, "%.*s", (int)(end - at - (ptrdiff_t)(sizeof key - 1)),
             at + sizeof key - 1);
}

static bool is_dots(const char *name) { return strcmp(name, ".") == 0 || strcmp(name, "..") == 0; }

ns_folder_look ns_folder_see(const char *path) {
    ns_folder_look look = {0};
    struct stat facts;
    look.exists = lstat(path, &facts) == 0;
    look.is_folder = look.exists && stat(path, &facts) == 0 && S_ISDIR(facts.st_mode);
    DIR *folder = look.is_folder ? opendir(path) : NULL;
    look.readable = folder != NULL;
    if (!folder) return look;
    for (const struct dirent *entry; (entry = readdir(folder));)
        if (!is_dots(entry->d_name)) *(ns_folder_owns(entry->d_name) ? &look.own : &look.foreign) += 1;
    closedir(folder);
    read_identity(&look, path);
    return look;
}

static bool stands_in(const char *folder, const char *file) {
    struct stat facts;
    char *path = ns_path_join(folder, file);
    bool found = path && lstat(path, &facts) == 0;
    free(path);
    return found;
}

void ns_folder_clear(const char *path, const char *but) {
    DIR *folder = opendir(path);
    if (!folder) return;
    for (const struct dirent *entry; (entry = readdir(folder));)
        if (ns_folder_owns(entry->d_name) && !(but && stands_in(but, entry->d_name)))
            unlinkat(dirfd(folder), entry->d_name, 0);
    closedir(folder);
}
