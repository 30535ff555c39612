/* The journal's file: head, records, lock. */
#include "negsim/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "negsim/number.h"

enum { HEAD_NUMBERS = 5, RECORD_NUMBERS = 4, SYNC_EVERY = 16 };
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

/* All of it from an offset; false: the file ends before, or cannot be read. */
static bool read_at(int fd, uint64_t offset, void *bytes, size_t length) {
    uint8_t *to = bytes;
    while (length) {
        const ssize_t got = pread(fd, to, length, (off_t)offset);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        to += got;
        offset += (uint64_t)got;
        length -= (size_t)got;
    }
    return true;
}

static bool write_at(int fd, uint64_t offset, const void *bytes, size_t length) {
    const uint8_t *from = bytes;
    while (length) {
        const ssize_t put = pwrite(fd, from, length, (off_t)offset);
        if (put < 0 && errno == EINTR) continue;
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

/* Magic, format, units, lengths of identity and description; then both; then the CRC of all that. */
static ns_status write_head(ns_journal *self, const ns_journal_settings *settings) {
    const size_t identity = strlen(settings->identity), described = settings->description->length;
    const uint64_t numbers[HEAD_NUMBERS] = {HEAD_MAGIC, FORMAT, settings->units, identity, described};
    const size_t length = HEAD_NUMBERS * 8 + identity + described;
    uint8_t *bytes = malloc(length + 8);
    if (!bytes) return NS_NO_MEMORY;
    put_numbers(bytes, numbers, HEAD_NUMBERS);
    memcpy(bytes + HEAD_NUMBERS * 8, settings->identity, identity);
    if (described) memcpy(bytes + HEAD_NUMBERS * 8 + identity, settings->description->text, described);
    const uint64_t crc = ns_crc64(0, bytes, length);
    put_numbers(bytes + length, &crc, 1);
    const bool written =
        ftruncate(self->fd, 0) == 0 && write_at(self->fd, 0, bytes, length + 8) && fsync(self->fd) == 0;
    const int error = errno;
    free(bytes);
    self->end = length + 8;
    if (written) return NS_OK;
    if (ftruncate(self->fd, 0) != 0) self->end = 0; /* an empty file is no journal either */
    return fail(self, NS_IO_FAILED, "write", error);
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

/* NS_BAD_INPUT: this is no head; nothing is said yet. */
static ns_status read_head(ns_journal *self) {
    uint8_t first[HEAD_NUMBERS * 8];
    uint64_t numbers[HEAD_NUMBERS], crc;
    struct stat facts;
    if (fstat(self->fd, &facts) != 0 || !read_at(self->fd, 0, first, sizeof first)) return NS_BAD_INPUT;
    get_numbers(numbers, first, HEAD_NUMBERS);
    const uint64_t size = (uint64_t)facts.st_size;
    if (numbers[0] != HEAD_MAGIC) return NS_BAD_INPUT;
    if (numbers[1] != FORMAT)
        return refuse(self, NS_BAD_USAGE,
                      "finish it with the version that began it, or begin anew with --force",
                      "was written by another version of negsim");
    if (numbers[3] > MOST_HEAD || numbers[4] > MOST_HEAD ||
        sizeof first + numbers[3] + numbers[4] + 8 > size || numbers[2] > UINT32_MAX)
        return NS_BAD_INPUT;
    const size_t length = sizeof first + (size_t)numbers[3] + (size_t)numbers[4];
    uint8_t *bytes = malloc(length + 8);
    if (!bytes) return NS_NO_MEMORY;
    ns_status status = read_at(self->fd, 0, bytes, length + 8) ? NS_OK : NS_BAD_INPUT;
    if (status == NS_OK) get_numbers(&crc, bytes + length, 1);
    if (status == NS_OK && crc != ns_crc64(0, bytes, length)) status = NS_BAD_INPUT;
    if (status == NS_OK) status = keep_head(self, numbers, bytes);
    self->end = length + 8;
    free(bytes);
    return status;
}

/* --- records ----------------------------------------------------------------------------------------------------------- */

/* Of the numbers before the CRC, then of the payload. */
static uint64_t record_crc(const uint8_t *head, const void *payload, size_t length) {
    return ns_crc64(ns_crc64(0, head, (RECORD_NUMBERS - 1) * 8), payload, length);
}

/* Reads the record at an offset into payload (for the caller to free); its length behind the head. false: none that checks. */
static bool read_record(const ns_journal *self, uint64_t offset, uint64_t size, uint64_t *unit,
                        uint8_t **payload, uint64_t *length) {
    uint8_t head[RECORD_NUMBERS * 8];
    uint64_t numbers[RECORD_NUMBERS];
    *payload = NULL;
    if (size < offset || size - offset < sizeof head || !read_at(self->fd, offset, head, sizeof head))
        return false;
    get_numbers(numbers, head, RECORD_NUMBERS);
    *unit = numbers[1];
    *length = numbers[2];
    if (numbers[0] != RECORD_MAGIC || *unit >= self->units || *length > size - offset - sizeof head)
        return false;
    if (!(*payload = malloc((size_t)*length + 1))) return false;
    if (read_at(self->fd, offset + sizeof head, *payload, (size_t)*length) &&
        record_crc(head, *payload, (size_t)*length) == numbers[3])
        return true;
    free(*payload);
    *payload = NULL;
    return false;
}

/* The first good record of a unit counts: a unit's payload hangs on the unit alone. */
static void scan(ns_journal *self, uint64_t size) {
    uint64_t unit, length;
    uint8_t *payload;
    while (read_record(self, self->end, size, &unit, &payload, &length)) {
        free(payload);
        if (!self->offsets[unit]) {
            self->offsets[unit] = self->end;
            self->lengths[unit] = length;
            self->count++;
        }
        self->end += RECORD_NUMBERS * 8 + length;
    }
}

static ns_status read_records(ns_journal *self) {
    struct stat facts;
    if (fstat(self->fd, &facts) != 0) return fail(self, NS_IO_FAILED, "read", errno);
    const uint64_t size = (uint64_t)facts.st_size;
    scan(self, size);
    if (self->end == size || self->reads_only) return NS_OK;
    ns_diagnostics_add(
        self->diagnostics, NS_CODE_JOURNAL_CUT, (ns_location){0}, NULL,
        "the journal %s ends in %llu bytes that are no whole record; they are cut off and played again",
        self->path, (unsigned long long)(size - self->end));
    return ftruncate(self->fd, (off_t)self->end) == 0 ? NS_OK : fail(self, NS_IO_FAILED, "write", errno);
}

/* --- opening ---------------------------------------------------------------------------------------------------------- */

static ns_status open_file(ns_journal *self, ns_journal_mode mode) {
    self->reads_only = mode == NS_JOURNAL_READ;
    self->fd = self->reads_only ? open(self->path, O_RDONLY | O_CLOEXEC)
                                : open(self->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (self->fd < 0) return fail(self, self->reads_only ? NS_NO_INPUT : NS_CANNOT_WRITE, "open", errno);
    if (self->reads_only || flock(self->fd, LOCK_EX | LOCK_NB) == 0) return NS_OK;
    if (errno != EWOULDBLOCK) return fail(self, NS_CANNOT_WRITE, "lock", errno);
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
    const uint64_t crc = record_crc(record, bytes, length);
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
    uint64_t found, length;
    uint8_t *payload;
    if (!ns_journal_has(self, unit)) return NS_BAD_USAGE;
    const uint64_t offset = self->offsets[unit], size = offset + RECORD_NUMBERS * 8 + self->lengths[unit];
    if (!read_record(self, offset, size, &found, &payload, &length) || found != unit)
        return fail(self, NS_IO_FAILED, "read", EIO);
    ns_buffer_add_n(out, (const char *)payload, (size_t)length);
    free(payload);
    return out->status;
}

uint64_t ns_journal_units(const ns_journal *self) { return self->units; }
uint64_t ns_journal_count(const ns_journal *self) { return self->count; }
const char *ns_journal_identity(const ns_journal *self) { return self->identity; }
const ns_buffer *ns_journal_description(const ns_journal *self) { return &self->description; }
