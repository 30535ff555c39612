#include "output/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "output/folder_look.h"
#include "output/json.h"

static const ns_location nowhere;

static ns_status cannot(ns_diagnostics *diagnostics, ns_status status, const char *what, const char *path,
                        int error) {
    char reason[128];
    const char *text = strerror_r(error, reason, sizeof reason);
    ns_diagnostics_add(diagnostics, NS_CODE_CANNOT_WRITE, nowhere,
                       "choose another folder with -o, or look at its permissions and the room on the disk",
                       "cannot %s %s: %s", what, path, text);
    return status;
}

/* --- opening ------------------------------------------------------------------------------------------- */

/* DIR without closing slashes and, where it is there, without symbolic links. */
static char *final_path(const char *path) {
    char *real = realpath(path, NULL);
    if (real) return real;
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/') length--;
    return strndup(path, length);
}

static char *with_suffix(const char *path, const char *suffix) {
    size_t length = strlen(path) + strlen(suffix) + 1;
    char *text = malloc(length);
    if (text) snprintf(text, length, "%s%s", path, suffix);
    return text;
}

static bool is_same_scenario(const ns_folder_look *look, const char *scenario) {
    ns_buffer quoted = {0};
    ns_json_quote(&quoted, scenario);
    bool same = quoted.status == NS_OK && quoted.length >= 2 && strlen(look->scenario) == quoted.length - 2 &&
                memcmp(look->scenario, quoted.text + 1, quoted.length - 2) == 0;
    ns_buffer_free(&quoted);
    return same;
}

static ns_status refuse(ns_diagnostics *diagnostics, const char *hint, const char *path, const char *why) {
    ns_diagnostics_add(diagnostics, NS_CODE_FOREIGN_FOLDER, nowhere, hint, "%s %s", path, why);
    return NS_BAD_USAGE;
}

static ns_status check_folder(const char *path, const char *scenario, ns_replace replace,
                              ns_diagnostics *diagnostics) {
    static const char hint[] =
        "choose another folder with -o, or replace its results with --force (foreign files stay)";
    ns_folder_look look = ns_folder_see(path);
    if (!look.exists) return NS_OK;
    if (!look.is_folder) return cannot(diagnostics, NS_CANNOT_WRITE, "use", path, ENOTDIR);
    if (!look.readable) return cannot(diagnostics, NS_CANNOT_WRITE, "read", path, EACCES);
    if (look.is_ours && (replace == NS_REPLACE_ANY || is_same_scenario(&look, scenario))) return NS_OK;
    if (look.is_ours) {
        ns_diagnostics_add(diagnostics, NS_CODE_FOREIGN_FOLDER, nowhere, hint,
                           "%s holds results of the scenario '%s'", path, look.scenario);
        return NS_BAD_USAGE;
    }
    if (look.own)
        return refuse(diagnostics, "choose another folder with -o", path,
                      "holds files with the names of tables that negsim did not write");
    if (look.foreign && replace == NS_REPLACE_OWN)
        return refuse(diagnostics, hint, path, "holds files that negsim did not write");
    return NS_OK;
}

/* The folders above the last part of path. */
static ns_status make_parents(const char *path, ns_diagnostics *diagnostics) {
    char *copy = strdup(path);
    if (!copy) return NS_NO_MEMORY;
    ns_status status = NS_OK;
    for (char *slash = strchr(copy + 1, '/'); slash && status == NS_OK; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(copy, 0777) != 0 && errno != EEXIST)
            status = cannot(diagnostics, NS_CANNOT_WRITE, "make the folder", copy, errno);
        *slash = '/';
    }
    free(copy);
    return status;
}

/* DIR.part, empty and locked. One that an interrupted run left is emptied. */
static ns_status make_part(ns_folder *self, ns_diagnostics *diagnostics) {
    if (mkdir(self->part, 0777) != 0 && errno != EEXIST)
        return cannot(diagnostics, NS_CANNOT_WRITE, "make the folder", self->part, errno);
    self->lock = open(self->part, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (self->lock < 0) return cannot(diagnostics, NS_CANNOT_WRITE, "use", self->part, errno);
    if (flock(self->lock, LOCK_EX | LOCK_NB) != 0) {
        close(self->lock);
        self->lock = -1; /* not ours to remove */
        return refuse(diagnostics, "wait for it, or choose another folder with -o", self->part,
                      "is being written by another run");
    }
    if (ns_folder_see(self->part).foreign) {
        close(self->lock);
        self->lock = -1;
        return refuse(diagnostics, "move them away", self->part, "holds files that negsim did not write");
    }
    ns_folder_clear(self->part, NULL);
    return NS_OK;
}

ns_status ns_folder_open(ns_folder *self, const char *path, const char *scenario, ns_replace replace,
                         ns_diagnostics *diagnostics) {
    *self = (ns_folder){.lock = -1};
    if (!path || !*path) return cannot(diagnostics, NS_CANNOT_WRITE, "make the folder", "''", ENOENT);
    self->path = final_path(path);
    self->part = self->path ? with_suffix(self->path, ".part") : NULL;
    if (!self->part) return NS_NO_MEMORY;
    ns_status status = check_folder(self->path, scenario, replace, diagnostics);
    if (status == NS_OK) status = make_parents(self->path, diagnostics);
    return status == NS_OK ? make_part(self, diagnostics) : status;
}

/* --- writing ------------------------------------------------------------------------------------------- */

int ns_folder_create(const ns_folder *self, const char *file, ns_diagnostics *diagnostics) {
    int fd = openat(self->lock, file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (fd < 0) (void)cannot(diagnostics, NS_CANNOT_WRITE, "make", file, errno);
    return fd;
}

ns_status ns_folder_put(const ns_folder *self, int fd, const char *file, const char *text, size_t length,
                        ns_diagnostics *diagnostics) {
    (void)self;
    while (length) {
        ssize_t written = write(fd, text, length);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return cannot(diagnostics, NS_IO_FAILED, "write", file, written < 0 ? errno : EIO);
        text += written;
        length -= (size_t)written;
    }
    return NS_OK;
}

ns_status ns_folder_write(const ns_folder *self, const char *file, const ns_buffer *text,
                          ns_diagnostics *diagnostics) {
    if (text->status != NS_OK) return text->status;
    int fd = ns_folder_create(self, file, diagnostics);
    if (fd < 0) return NS_CANNOT_WRITE;
    ns_status status = ns_folder_put(self, fd, file, text->text, text->length, diagnostics);
    if (close(fd) != 0 && status == NS_OK) status = cannot(diagnostics, NS_IO_FAILED, "write", file, errno);
    return status;
}

/* --- the swap ------------------------------------------------------------------------------------------ */

/* One of the files of DIR.part: writing begins without waiting, or is waited for. */
typedef enum sync_step { SYNC_BEGIN, SYNC_WAIT } sync_step;

enum { RANGE_ALL = SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER };

static ns_status sync_file(const ns_folder *self, const char *file, sync_step step,
                           ns_diagnostics *diagnostics) {
    int fd = openat(self->lock, file, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return cannot(diagnostics, NS_IO_FAILED, "read", file, errno);
    int failed = sync_file_range(fd, 0, 0, step == SYNC_BEGIN ? SYNC_FILE_RANGE_WRITE : RANGE_ALL);
    if (failed && (errno == EINVAL || errno == ENOSYS || errno == ESPIPE))
        failed = step == SYNC_WAIT && fsync(fd) && errno != EINVAL;
    ns_status status = failed ? cannot(diagnostics, NS_IO_FAILED, "write", file, errno) : NS_OK;
    close(fd);
    return status;
}

static ns_status sync_files(const ns_folder *self, sync_step step, ns_diagnostics *diagnostics) {
    DIR *folder = opendir(self->part);
    if (!folder) return cannot(diagnostics, NS_IO_FAILED, "read", self->part, errno);
    ns_status status = NS_OK;
    for (const struct dirent *entry; status == NS_OK && (entry = readdir(folder));)
        if (ns_folder_owns(entry->d_name)) status = sync_file(self, entry->d_name, step, diagnostics);
    closedir(folder);
    return status;
}

/* Everything in DIR.part, and the folder itself, on the disk. The data of all files goes out together; the journal's commit and the
 * disk's flush that the folder's fsync asks for cover them all. An fsync of each would cost a flush each. */
static ns_status sync_part(const ns_folder *self, ns_diagnostics *diagnostics) {
    ns_status status = sync_files(self, SYNC_BEGIN, diagnostics);
    if (status == NS_OK) status = sync_files(self, SYNC_WAIT, diagnostics);
    if (status == NS_OK && fsync(self->lock) != 0 && errno != EINVAL)
        status = cannot(diagnostics, NS_IO_FAILED, "write", self->part, errno);
    return status;
}

static int move_file(const char *from, const char *to, const char *file) {
    char *source = ns_path_join(from, file), *target = ns_path_join(to, file);
    int failed = source && target ? rename(source, target) : -1;
    free(source);
    free(target);
    return failed;
}

/* File by file into a folder that keeps foreign files: stale tables go, the data package comes last. */
static ns_status move_files(const ns_folder *self, ns_diagnostics *diagnostics) {
    DIR *folder = opendir(self->part);
    if (!folder) return cannot(diagnostics, NS_IO_FAILED, "read", self->part, errno);
    ns_status status = NS_OK;
    ns_folder_clear(self->path, self->part);
    for (const struct dirent *entry; status == NS_OK && (entry = readdir(folder));) {
        if (!ns_folder_owns(entry->d_name) || strcmp(entry->d_name, NS_DATAPACKAGE) == 0) continue;
        if (move_file(self->part, self->path, entry->d_name) != 0)
            status = cannot(diagnostics, NS_IO_FAILED, "move", entry->d_name, errno);
    }
    closedir(folder);
    if (status == NS_OK && move_file(self->part, self->path, NS_DATAPACKAGE) != 0)
        status = cannot(diagnostics, NS_IO_FAILED, "move", NS_DATAPACKAGE, errno);
    return status;
}

/* The old folder and the new one change places in one step. false: this file system cannot. */
static bool exchange(const ns_folder *self) {
    if (renameat2(AT_FDCWD, self->part, AT_FDCWD, self->path, RENAME_EXCHANGE) != 0) return false;
    ns_folder_clear(self->part, NULL);
    return true;
}

static void sync_parent(const char *path) {
    const char *slash = strrchr(path, '/');
    char *parent = slash ? strndup(path, slash == path ? 1 : (size_t)(slash - path)) : strdup(".");
    int fd = parent ? open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (fd >= 0) {
        (void)fsync(fd); /* the names are right already; this only makes them last */
        close(fd);
    }
    free(parent);
}

ns_status ns_folder_swap(ns_folder *self, ns_diagnostics *diagnostics) {
    ns_status status = sync_part(self, diagnostics);
    if (status != NS_OK) return status;
    ns_folder_look old = ns_folder_see(self->path);
    if (!old.exists) {
        if (rename(self->part, self->path) != 0)
            return cannot(diagnostics, NS_IO_FAILED, "make", self->path, errno);
    } else if (old.foreign || !exchange(self)) {
        status = move_files(self, diagnostics);
    }
    if (status == NS_OK) sync_parent(self->path);
    return status;
}

void ns_folder_close(ns_folder *self) {
    if (self->part && self->lock >= 0) {
        ns_folder_clear(self->part, NULL);
        (void)rmdir(self->part); /* what is foreign in it keeps it */
        close(self->lock);
    }
    free(self->path);
    free(self->part);
    *self = (ns_folder){.lock = -1};
}
