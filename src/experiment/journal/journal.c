/* The journal's file: head, records, lock. */
#include "negsim/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "negsim/number.h"

enum { HEAD_NUMBERS = 5, RECORD_NUMBERS = 4, SYNC_EVERY = 16, PIECE = 1 << 14 };
#define HEAD_MAGIC UINT64_C(0x4c4e524a4d49534e)   /* NSIMJRNL */
#define RECORD_MAGIC UINT64_C(0x4452434552534e2e) /* .NSRECRD */
#define FORMAT 1
/* More than any head holds: a scenario of 4 MiB, resolved, with its plan. */
#define MOST_HEAD (UINT64_C(1) << 30)

struct ns_journal {
    int fd;
    bool reads_only;
    char *path, *identity;
    ns_buffer description;
    uint64_t units, count, end; /* end: offset behind the last good record */
    uint64_t *offsets;          /* [unit] of its record; 0: not there */
    uint64_t *lengths;          /* [unit] of its payload */
    unsigned unsynced;
    ns_diagnostics *diagnostics;
};

/* --- bytes ----------------------------------------------------------------------------------------------------- */

static void put_numbers(uint8_t *bytes, const uint64_t *numbers, size_t count) {
    for (size_t k = 0; k < count; k++)
        for (size_t b = 0; b < 8; b++) bytes[8 * k + b] = (uint8_t)(numbers[k] >> (8 * b));
}

static void get_numbers(uint64_t *numbers, const uint8_t *bytes, size_t count) {
    for (size_t k = 0; k < count; k++) {
        numbers[k] = 0;
        for (size_t b = 0; b < 8; b++) numbers[k] |= (uint64_t)bytes[8 * k + b] << (8 * b);
    }
}

/* All of it from an offset. NS_BAD_INPUT: the file ends before; NS_IO_FAILED: it cannot be read now (errno). */
static ns_status read_at(int fd, uint64_t offset, void *bytes, size_t length) {
    uint8_t *to = bytes;
    while (length) {
        const ssize_t got = pread(fd, to, length, (off_t)offset);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return got < 0 ? NS_IO_FAILED : NS_BAD_INPUT;
        to += got;
        offset += (uint64_t)got;
        length -= (size_t)got;
    }
    return NS_OK;
}

static bool write_at(int fd, uint64_t offset, const void *bytes, size_t length) {
    const uint8_t *from = bytes;
    while (length) {
        const ssize_t put = pwrite(fd, from, length, (off_t)offset);
        if (put < 0 && errno == EINTR) continue;
        if (put == 0) errno = EIO;
        if (put <= 0) return false;
        from += put;
        offset += (uint64_t)put;
        length -= (size_t)put;
    }
    return true;
}

/* --- faults ------------------------------------------------------------------------------------------------------ */

static ns_status fail(const ns_journal *self, ns_status status, const char *what, int error) {
    char reason[128];
    ns_diagnostics_add(self->diagnostics, status == NS_NO_INPUT ? NS_CODE_NO_INPUT : NS_CODE_CANNOT_WRITE,
                       (ns_location){0}, NULL, "cannot %s the journal %s: %s", what, self->path,
                       strerror_r(error, reason, sizeof reason));
    return status;
}

static ns_status refuse(const ns_journal *self, ns_status status, const char *hint, const char *what) {
    ns_diagnostics_add(self->diagnostics, NS_CODE_JOURNAL, (ns_location){0}, hint, "the journal %s %s",
                       self->path, what);
    return status;
}

/* --- the head ------------------------------------------------------------------------------------------------------ */

/* Magic, format, units, lengths of identity and description; then both; then the CRC of all that. For the caller to free. */
static uint8_t *make_head(const ns_journal_settings *settings, size_t *whole) {
    const size_t identity = strlen(settings->identity), described = settings->description->length;
    const uint64_t numbers[HEAD_NUMBERS] = {HEAD_MAGIC, FORMAT, settings->units, identity, described};
    const size_t length = HEAD_NUMBERS * 8 + identity + described;
    uint8_t *bytes = malloc(length + 8);
    if (!bytes) return NULL;
    put_numbers(bytes, numbers, HEAD_NUMBERS);
    memcpy(bytes + HEAD_NUMBERS * 8, settings->identity, identity);
    if (described) memcpy(bytes + HEAD_NUMBERS * 8 + identity, settings->description->text, described);
    const uint64_t crc = ns_crc64(0, bytes, length);
    put_numbers(bytes + length, &crc, 1);
    *whole = length + 8;
    return bytes;
}

/* A new file lasts once its name does. Best effort: not every folder can be opened or synced. */
static void sync_parent(const char *path) {
    const char *slash = strrchr(path, '/');
    char *parent = slash ? strndup(path, slash == path ? 1 : (size_t)(slash - path)) : strdup(".");
    const int fd = parent ? open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (fd >= 0) {
        (void)fsync(fd);
        close(fd);
    }
    free(parent);
}

static ns_status write_head(ns_journal *self, const ns_journal_settings *settings) {
    size_t length;
    uint8_t *bytes = make_head(settings, &length);
    if (!bytes) return NS_NO_MEMORY;
    const bool written =
        ftruncate(self->fd, 0) == 0 && write_at(self->fd, 0, bytes, length) && fsync(self->fd) == 0;
    const int error = errno;
    free(bytes);
    self->end = length;
    if (written) {
        sync_parent(self->path);
        return NS_OK;
    }
    if (ftruncate(self->fd, 0) != 0) self->end = 0; /* an empty file is no journal either */
    return fail(self, NS_IO_FAILED, "write", error);
}

/* The head that these settings make, begun and never finished (a process killed while it wrote it; zeros where its end did not reach the
 * disk): there is no work behind it. */
static bool is_torn_head(const ns_journal *self, const ns_journal_settings *settings) {
    struct stat facts;
    size_t length, same = 0;
    uint8_t *wanted = make_head(settings, &length), *bytes = wanted ? calloc(1, length) : NULL;
    bool torn = bytes && fstat(self->fd, &facts) == 0 && (uint64_t)facts.st_size <= length &&
                read_at(self->fd, 0, bytes, (size_t)facts.st_size) == NS_OK;
    while (torn && same < length && bytes[same] == wanted[same]) same++;
    for (size_t k = same; torn && k < length; k++) torn = bytes[k] == 0;
    torn = torn && same > 0;
    free(wanted);
    free(bytes);
    return torn;
}

static ns_status keep_head(ns_journal *self, const uint64_t numbers[HEAD_NUMBERS], const uint8_t *bytes) {
    size_t room;
    self->units = numbers[2];
    self->identity = strndup((const char *)bytes + HEAD_NUMBERS * 8, (size_t)numbers[3]);
    ns_buffer_add_n(&self->description, (const char *)bytes + HEAD_NUMBERS * 8 + numbers[3],
                    (size_t)numbers[4]);
    if (!ns_multiply_size((size_t)self->units, sizeof *self->offsets, &room)) return NS_NO_MEMORY;
    self->offsets = calloc((size_t)self->units + 1, sizeof *self->offsets);
    self->lengths = calloc((size_t)self->units + 1, sizeof *self->lengths);
    return self->identity && self->offsets && self->lengths ? self->description.status : NS_NO_MEMORY;
}

static ns_status refuse_format(const ns_journal *self, uint64_t format) {
    char what[128];
    snprintf(what, sizeof what,
             "was written by another version of negsim (format %llu, this one has format %d)",
             (unsigned long long)format, FORMAT);
    return refuse(self, NS_BAD_USAGE, "finish it with the version that began it, or begin anew with --force",
                  what);
}

/* NS_BAD_INPUT: this is no head; nothing is said yet. */
static ns_status read_head(ns_journal *self) {
    uint8_t first[HEAD_NUMBERS * 8];
    uint64_t numbers[HEAD_NUMBERS], crc = 0;
    struct stat facts;
    if (fstat(self->fd, &facts) != 0) return fail(self, NS_IO_FAILED, "read", errno);
    ns_status status = read_at(self->fd, 0, first, sizeof first);
    if (status == NS_IO_FAILED) return fail(self, status, "read", errno);
    if (status != NS_OK) return status;
    get_numbers(numbers, first, HEAD_NUMBERS);
    const uint64_t size = (uint64_t)facts.st_size;
    if (numbers[0] != HEAD_MAGIC) return NS_BAD_INPUT;
    if (numbers[1] != FORMAT) return refuse_format(self, numbers[1]);
    if (numbers[3] > MOST_HEAD || numbers[4] > MOST_HEAD ||
        sizeof first + numbers[3] + numbers[4] + 8 > size || numbers[2] > UINT32_MAX)
        return NS_BAD_INPUT;
    const size_t length = sizeof first + (size_t)numbers[3] + (size_t)numbers[4];
    uint8_t *bytes = malloc(length + 8);
    if (!bytes) return NS_NO_MEMORY;
    status = read_at(self->fd, 0, bytes, length + 8);
    if (status == NS_IO_FAILED) status = fail(self, status, "read", errno);
    if (status == NS_OK) get_numbers(&crc, bytes + length, 1);
    if (status == NS_OK && crc != ns_crc64(0, bytes, length)) status = NS_BAD_INPUT;
    if (status == NS_OK) status = keep_head(self, numbers, bytes);
    self->end = length + 8;
    free(bytes);
    return status;
}

/* --- records ----------------------------------------------------------------------------------------------------------- */

/* Its payload's CRC after that of the numbers before it; the payload is added to out, where that is not NULL. Piece by piece, so that looking
 * takes no memory. */
static ns_status read_payload(const ns_journal *self, uint64_t offset, uint64_t length, uint64_t *crc,
                              ns_buffer *out) {
    uint8_t piece[PIECE];
    ns_status status = NS_OK;
    while (length && status == NS_OK) {
        const size_t count = length < PIECE ? (size_t)length : PIECE;
        if ((status = read_at(self->fd, offset, piece, count)) != NS_OK) break;
        *crc = ns_crc64(*crc, piece, count);
        if (out) ns_buffer_add_n(out, (const char *)piece, count);
        offset += count;
        length -= count;
    }
    return status;
}

/* Looks at the record at an offset of a file of a size. NS_BAD_INPUT: there is none that checks; NS_IO_FAILED: it cannot be read now, which
 * says nothing about it. */
static ns_status read_record(const ns_journal *self, uint64_t offset, uint64_t size, uint64_t *unit,
                             uint64_t *length, ns_buffer *out) {
    uint8_t head[RECORD_NUMBERS * 8];
    uint64_t numbers[RECORD_NUMBERS];
    if (size < offset || size - offset < sizeof head) return NS_BAD_INPUT;
    ns_status status = read_at(self->fd, offset, head, sizeof head);
    if (status != NS_OK) return status;
    get_numbers(numbers, head, RECORD_NUMBERS);
    *unit = numbers[1];
    *length = numbers[2];
    if (numbers[0] != RECORD_MAGIC || *unit >= self->units || *length > size - offset - sizeof head)
        return NS_BAD_INPUT;
    uint64_t crc = ns_crc64(0, head, (RECORD_NUMBERS - 1) * 8);
    status = read_payload(self, offset + sizeof head, *length, &crc, out);
    return status == NS_OK && crc != numbers[3] ? NS_BAD_INPUT : status;
}

/* The first good record of a unit counts: a unit's payload hangs on the unit alone. NS_BAD_INPUT: to the end, or to what does not check. */
static ns_status scan(ns_journal *self, uint64_t size) {
    uint64_t unit, length;
    ns_status status;
    while ((status = read_record(self, self->end, size, &unit, &length, NULL)) == NS_OK) {
        if (!self->offsets[unit]) {
            self->offsets[unit] = self->end;
            self->lengths[unit] = length;
            self->count++;
        }
        self->end += RECORD_NUMBERS * 8 + length;
    }
    return status;
}

static ns_status read_records(ns_journal *self) {
    struct stat facts;
    if (fstat(self->fd, &facts) != 0) return fail(self, NS_IO_FAILED, "read", errno);
    const uint64_t size = (uint64_t)facts.st_size;
    if (scan(self, size) == NS_IO_FAILED) return fail(self, NS_IO_FAILED, "read", errno);
    if (self->end == size || self->reads_only) return NS_OK;
    ns_diagnostics_add(
        self->diagnostics, NS_CODE_JOURNAL_CUT, (ns_location){0}, NULL,
        "the journal %s ends in %llu bytes that are no whole record; they are cut off and played again",
        self->path, (unsigned long long)(size - self->end));
    return ftruncate(self->fd, (off_t)self->end) == 0 ? NS_OK : fail(self, NS_IO_FAILED, "write", errno);
}

/* --- opening ---------------------------------------------------------------------------------------------------------- */

/* By a process that ended between our opening and our lock: what is written here would be lost. */
static bool is_removed(const ns_journal *self) {
    struct stat facts;
    return fstat(self->fd, &facts) == 0 && facts.st_nlink == 0;
}

static ns_status open_file(ns_journal *self, ns_journal_mode mode) {
    self->reads_only = mode == NS_JOURNAL_READ;
    self->fd = self->reads_only ? open(self->path, O_RDONLY | O_CLOEXEC)
                                : open(self->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (self->fd < 0) return fail(self, self->reads_only ? NS_NO_INPUT : NS_CANNOT_WRITE, "open", errno);
    if (self->reads_only) return NS_OK;
    if (flock(self->fd, LOCK_EX | LOCK_NB) == 0) {
        if (!is_removed(self)) return NS_OK;
    } else if (errno != EWOULDBLOCK) {
        return fail(self, NS_CANNOT_WRITE, "lock", errno);
    }
    return refuse(self, NS_BAD_USAGE, "wait for it, or choose another folder with -o",
                  "is being written by another process");
}

static bool is_empty(const ns_journal *self) {
    struct stat facts;
    return fstat(self->fd, &facts) == 0 && facts.st_size == 0;
}

static ns_status begin(ns_journal *self, const ns_journal_settings *settings) {
    const ns_status status = write_head(self, settings);
    return status == NS_OK ? read_head(self) : status;
}

static ns_status check_same(const ns_journal *self, const ns_journal_settings *settings) {
    if (strcmp(self->identity, settings->identity) == 0 && self->units == settings->units) return NS_OK;
    return refuse(self, NS_BAD_USAGE,
                  "give the command that began it, choose another folder with -o, or begin anew with --force",
                  "is of another sweep: the scenario, the plan or the version of negsim has changed");
}

static ns_status look(ns_journal *self, const ns_journal_settings *settings) {
    const ns_journal_mode mode = settings->mode;
    if (mode == NS_JOURNAL_REPLACE || (mode != NS_JOURNAL_READ && is_empty(self)))
        return begin(self, settings);
    ns_status status = read_head(self);
    if (status == NS_BAD_INPUT && mode == NS_JOURNAL_RESUME && is_torn_head(self, settings))
        return begin(self, settings);
    if (status == NS_BAD_INPUT)
        return refuse(self, NS_BAD_INPUT,
                      mode == NS_JOURNAL_READ ? NULL
                                              : "choose another folder with -o, or begin anew with --force",
                      "is not one, or its head is damaged");
    if (status == NS_OK && mode != NS_JOURNAL_READ && !(mode == NS_JOURNAL_NEW))
        status = check_same(self, settings);
    if (status == NS_OK) status = read_records(self);
    if (status != NS_OK || mode != NS_JOURNAL_NEW) return status;
    return self->count ? refuse(self, NS_BAD_USAGE, "--resume goes on with it, --force begins anew",
                                "holds the work of a sweep that did not end")
                       : refuse(self, NS_BAD_USAGE, "--resume goes on with it, --force begins anew",
                                "is there already");
}

ns_status ns_journal_open(ns_journal **out, const char *path, const ns_journal_settings *settings,
                          ns_diagnostics *diagnostics) {
    *out = NULL;
    ns_journal *self = calloc(1, sizeof *self);
    if (!self) return NS_NO_MEMORY;
    self->fd = -1;
    self->diagnostics = diagnostics;
    self->path = strdup(path);
    ns_status status = self->path ? open_file(self, settings->mode) : NS_NO_MEMORY;
    if (status == NS_OK) status = look(self, settings);
    if (status == NS_OK)
        *out = self;
    else
        ns_journal_close(self);
    return status;
}

void ns_journal_close(ns_journal *self) {
    if (!self) return;
    if (self->fd >= 0) {
        if (!self->reads_only && self->unsynced)
            (void)fdatasync(self->fd); /* best effort: what is lost is played again */
        close(self->fd);
    }
    free(self->path);
    free(self->identity);
    free(self->offsets);
    free(self->lengths);
    ns_buffer_free(&self->description);
    free(self);
}

/* --- use ------------------------------------------------------------------------------------------------------------------ */

bool ns_journal_has(const ns_journal *self, uint64_t unit) {
    return unit < self->units && self->offsets[unit];
}

static ns_status write_record(ns_journal *self, const uint8_t *bytes, size_t length) {
    if (write_at(self->fd, self->end, bytes, length)) return NS_OK;
    const int error = errno;
    if (ftruncate(self->fd, (off_t)self->end) != 0) return fail(self, NS_IO_FAILED, "cut back", errno);
    return fail(self, NS_IO_FAILED, "write", error);
}

static ns_status sync_now_and_then(ns_journal *self) {
    if (++self->unsynced < SYNC_EVERY) return NS_OK;
    self->unsynced = 0;
    return fdatasync(self->fd) == 0 || errno == EINVAL ? NS_OK : fail(self, NS_IO_FAILED, "write", errno);
}

ns_status ns_journal_append(ns_journal *self, uint64_t unit, const char *bytes, size_t length) {
    if (self->reads_only || unit >= self->units || self->offsets[unit]) return NS_BAD_USAGE;
    const uint64_t numbers[RECORD_NUMBERS - 1] = {RECORD_MAGIC, unit, length};
    const size_t whole = RECORD_NUMBERS * 8 + length;
    uint8_t *record = malloc(whole);
    if (!record) return NS_NO_MEMORY;
    put_numbers(record, numbers, RECORD_NUMBERS - 1);
    if (length) memcpy(record + RECORD_NUMBERS * 8, bytes, length);
    const uint64_t crc = ns_crc64(ns_crc64(0, record, (RECORD_NUMBERS - 1) * 8), bytes, length);
    put_numbers(record + (RECORD_NUMBERS - 1) * 8, &crc, 1);
    ns_status status = write_record(self, record, whole);
    free(record);
    if (status != NS_OK) return status;
    self->offsets[unit] = self->end;
    self->lengths[unit] = length;
    self->end += whole;
    self->count++;
    return sync_now_and_then(self);
}

ns_status ns_journal_read(ns_journal *self, uint64_t unit, ns_buffer *out) {
    uint64_t found = unit, length;
    if (!ns_journal_has(self, unit)) return NS_BAD_USAGE;
    const uint64_t offset = self->offsets[unit], size = offset + RECORD_NUMBERS * 8 + self->lengths[unit];
    const size_t before = out->length;
    const ns_status status = read_record(self, offset, size, &found, &length, out);
    if (status == NS_OK && found == unit) return out->status;
    const int error = status == NS_IO_FAILED ? errno : EIO;
    if (out->length > before)
        out->text[out->length = before] = '\0'; /* what does not check is not handed out */
    return fail(self, NS_IO_FAILED, "read", error);
}

uint64_t ns_journal_units(const ns_journal *self) { return self->units; }
uint64_t ns_journal_count(const ns_journal *self) { return self->count; }
const char *ns_journal_identity(const ns_journal *self) { return self->identity; }
const ns_buffer *ns_journal_description(const ns_journal *self) { return &self->description; }
