/* Journals: what was appended is found again whatever happened to the process or the file, and nothing else is. */
#include <criterion/criterion.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "negsim/journal.h"

enum { UNITS = 12 };

/* What the calls below do next, in place of libc's own; every test has a process of its own. */
static int reads_before_error = -1; /* pread calls that still succeed; then EIO, for good */
static int failing_writes;          /* pwrite calls that put half of it, then ENOSPC */
static bool writes_in_bits;         /* pwrite: EINTR, 3 bytes, EINTR, 3 bytes .. */
static bool cannot_truncate;
static int folders_synced;
static const char *removed_before_lock; /* by another process that ends */

ssize_t pread(int descriptor, void *bytes, size_t count, off_t offset) {
    if (reads_before_error == 0) return errno = EIO, -1;
    if (reads_before_error > 0) reads_before_error--;
    return syscall(SYS_pread64, descriptor, bytes, count, offset);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
    static int calls;
    if (failing_writes == 1) return failing_writes = 0, errno = ENOSPC, -1;
    if (failing_writes > 1) failing_writes--, count /= 2;
    if (writes_in_bits && calls++ % 2 == 0) return errno = EINTR, -1;
    if (writes_in_bits && count > 3) count = 3;
    return syscall(SYS_pwrite64, descriptor, bytes, count, offset);
}

int ftruncate(int descriptor, off_t length) {
    if (cannot_truncate) return errno = EIO, -1;
    return (int)syscall(SYS_ftruncate, descriptor, length);
}

int flock(int descriptor, int operation) {
    if (removed_before_lock) unlink(removed_before_lock);
    return (int)syscall(SYS_flock, descriptor, operation);
}

int fsync(int descriptor) {
    struct stat facts;
    folders_synced += fstat(descriptor, &facts) == 0 && S_ISDIR(facts.st_mode);
    return (int)syscall(SYS_fsync, descriptor);
}

typedef struct fixture {
    char folder[64], path[96];
    ns_diagnostics *diagnostics;
    ns_buffer description;
} fixture;

static fixture fixture_open(void) {
    fixture self = {.diagnostics = ns_diagnostics_new()};
    strcpy(self.folder, "/tmp/negsim-journal-XXXXXX");
    cr_assert_not_null(mkdtemp(self.folder));
    snprintf(self.path, sizeof self.path, "%s/j", self.folder);
    ns_buffer_add(&self.description, "what it is of");
    return self;
}

static void fixture_close(fixture *self) {
    unlink(self->path);
    rmdir(self->folder);
    ns_buffer_free(&self->description);
    ns_diagnostics_free(self->diagnostics);
}

static ns_status open_as(fixture *self, ns_journal **out, ns_journal_mode mode, const char *identity) {
    const ns_journal_settings settings = {mode, identity, &self->description, UNITS};
    return ns_journal_open(out, self->path, &settings, self->diagnostics);
}

/* Payloads of different lengths, one of them empty. */
static void payload_of(uint64_t unit, char text[64]) {
    snprintf(text, 64, "%.*s", (int)(unit * 3), "payload payload payload payload");
}

static void append(ns_journal *journal, uint64_t unit) {
    char text[64];
    payload_of(unit, text);
    cr_assert_eq(ns_journal_append(journal, unit, text, strlen(text)), NS_OK);
}

/* Whatever unit is there is right. */
static uint64_t check_all(ns_journal *journal) {
    uint64_t count = 0;
    for (uint64_t unit = 0; unit < UNITS; unit++) {
        ns_buffer got = {0};
        char wanted[64];
        payload_of(unit, wanted);
        if (!ns_journal_has(journal, unit)) {
            cr_assert_eq(ns_journal_read(journal, unit, &got), NS_BAD_USAGE);
            continue;
        }
        count++;
        cr_assert_eq(ns_journal_read(journal, unit, &got), NS_OK);
        cr_assert(got.length == strlen(wanted) && memcmp(got.text ? got.text : "", wanted, got.length) == 0,
                  "unit %d", (int)unit);
        ns_buffer_free(&got);
    }
    cr_assert_eq(count, ns_journal_count(journal));
    return count;
}

static size_t read_file(const fixture *self, char **bytes) {
    FILE *file = fopen(self->path, "rb");
    cr_assert_not_null(file);
    *bytes = malloc(1 << 20);
    const size_t length = fread(*bytes, 1, 1 << 20, file);
    fclose(file);
    return length;
}

static void write_file(const fixture *self, const char *bytes, size_t length) {
    FILE *file = fopen(self->path, "wb");
    cr_assert_not_null(file);
    cr_assert_eq(fwrite(bytes, 1, length, file), length);
    fclose(file);
}

static bool says(const fixture *self, const char *what) {
    char *text = ns_diagnostics_render(self->diagnostics, NS_COLOR_OFF);
    const bool said = text && strstr(text, what);
    free(text);
    return said;
}

static size_t make(fixture *self, char **bytes) {
    static const uint64_t order[] = {3, 0, 7, 11, 5};
    ns_journal *journal;
    cr_assert_eq(open_as(self, &journal, NS_JOURNAL_NEW, "id"), NS_OK);
    for (size_t k = 0; k < sizeof order / sizeof *order; k++) append(journal, order[k]);
    ns_journal_close(journal);
    return read_file(self, bytes);
}

/* --- as it should be --------------------------------------------------------------------------------------------- */

Test(journal, crc64_of_the_check_text) {
    cr_assert_eq(ns_crc64(0, "123456789", 9), UINT64_C(0x995dc9bbdf1939fa), "CRC-64/XZ");
    cr_assert_eq(ns_crc64(ns_crc64(0, "12345", 5), "6789", 4), UINT64_C(0x995dc9bbdf1939fa));
}

Test(journal, round_trip_and_resume) {
    fixture f = fixture_open();
    char *bytes;
    make(&f, &bytes);
    free(bytes);
    ns_journal *journal;
    cr_assert_eq(open_as(&f, &journal, NS_JOURNAL_RESUME, "id"), NS_OK);
    cr_assert_eq(check_all(journal), 5);
    cr_assert_eq(ns_journal_append(journal, 3, "x", 1), NS_BAD_USAGE, "it is there already");
    cr_assert_eq(ns_journal_append(journal, UNITS, "x", 1), NS_BAD_USAGE);
    append(journal, 1);
    cr_assert_eq(check_all(journal), 6);
    ns_journal_close(journal);
    cr_assert_eq(open_as(&f, &journal, NS_JOURNAL_READ, NULL), NS_OK);
    cr_assert_eq(check_all(journal), 6);
    cr_assert_eq(ns_journal_units(journal), UNITS);
    cr_assert_str_eq(ns_journal_identity(journal), "id");
    cr_assert_str_eq(ns_journal_description(journal)->text, "what it is of");
    cr_assert_eq(ns_journal_append(journal, 2, "x", 1), NS_BAD_USAGE, "it only reads");
    ns_journal_close(journal);
    ns_journal_close(NULL);
    fixture_close(&f);
}

Test(journal, new_refuses_what_is_there_and_replace_does_not) {
    fixture f = fixture_open();
    char *bytes;
    ns_journal *journal;
    make(&f, &bytes);
    free(bytes);
    cr_assert_eq(open_as(&f, &journal, NS_JOURNAL_NEW, "id"), NS_BAD_USAGE);
    cr_assert_null(journal);
    cr_assert_eq(open_as(&f, &journal, NS_JOURNAL_RESUME, "other"), NS_BAD_USAGE, "another study");
    cr_assert_eq(open_as(&f, &journal, NS_JOURNAL_REPLACE, "other"), NS_OK);
    cr_assert_eq(ns_journal_count(journal), 0);
    ns_journal_close(journal);
    unlink(f.path);
    cr_assert_eq(open_as(&f, &journal, NS_JOURNAL_READ, NULL), NS_NO_INPUT);
    cr_assert_eq(open_as(&f, &journal, NS_JOURNAL_RESUME, "id"), NS_OK, "where there is none one is made");
    ns_journal_close(journal);
    fixture_close(&f);
}

/* --- damage -------------------------------------------------------------------------------------------------------- */

Test(journal, cut_at_every_byte, .timeout = 60) {
    fixture f = fixture_open();
    char *bytes;
    const size_t length = make(&f, &bytes);
    uint64_t before = 0;
    for (size_t cut = 0; cut <= length; cut++) {
        ns_journal *journal = NULL;
        write_file(&f, bytes, cut);
        cr_assert_eq(open_as(&f, &journal, NS_JOURNAL_RESUME, "id"), NS_OK,
                     "cut at %zu; a head that was not finished is begun anew", cut);
        const uint64_t count = check_all(journal);
        cr_assert_geq(count, before, "a longer file holds no less");
        before = count;
        append(journal, 2);
        ns_journal_close(journal);
        cr_assert_eq(open_as(&f, &journal, NS_JOURNAL_RESUME, "id"), NS_OK);
        cr_assert_eq(check_all(journal), count + 1, "what is appended behind a cut is found");
        ns_journal_close(journal);
    }
    cr_assert_eq(before, 5);
    free(bytes);
    fixture_close(&f);
}

Test(journal, every_byte_flipped, .timeout = 60) {
    fixture f = fixture_open();
    char *bytes;
    const size_t length = make(&f, &bytes);
    for (size_t at = 0; at < length; at++) {
        ns_journal *journal = NULL;
        bytes[at] = (char)(bytes[at] ^ 0x41);
        write_file(&f, bytes, length);
        const ns_status status = open_as(&f, &journal, NS_JOURNAL_RESUME, "id");
        cr_assert(status == NS_OK || status == NS_BAD_INPUT || status == NS_BAD_USAGE, "byte %zu", at);
        if (status == NS_OK)
            cr_assert_lt(check_all(journal), 5, "byte %zu: the damaged record and those behind it are gone",
                         at);
        ns_journal_close(journal);
        bytes[at] = (char)(bytes[at] ^ 0x41);
    }
    free(bytes);
    fixture_close(&f);
}

Test(journal, any_bytes_are_read_without_harm, .timeout = 60) {
    fixture f = fixture_open();
    char noise[512];
    uint64_t state = 1;
    for (int trial = 0; trial < 300; trial++) {
        ns_journal *journal = NULL;
        for (size_t k = 0; k < sizeof noise; k++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            noise[k] = (char)(state >> 40);
        }
        if (trial % 2) memcpy(noise, "NSIMJRNL\1\0\0\0\0\0\0\0", 16);
        write_file(&f, noise, sizeof noise);
        cr_assert_neq(open_as(&f, &journal, NS_JOURNAL_READ, NULL), NS_OK);
        cr_assert_null(journal);
    }
    fixture_close(&f);
}

/* A head that was not finished holds no work, but one of another study, or of no journal, is not ours to write over. */
Test(journal, a_torn_head_of_another_study) {
    fixture f = fixture_open();
    char *bytes;
    ns_journal *journal;
    make(&f, &bytes);
    const size_t head = 5 * 8 + strlen("id") + f.description.length + 8;
    write_file(&f, bytes, head - 9);
    cr_assert_eq(open_as(&f, &journal, NS_JOURNAL_RESUME, "di"), NS_BAD_INPUT);
    cr_assert_eq(open_as(&f, &journal, NS_JOURNAL_NEW, "id"), NS_BAD_INPUT, "--resume goes on");
    cr_assert_eq(open_as(&f, &journal, NS_JOURNAL_READ, NULL), NS_BAD_INPUT, "nothing to read yet");
    memset(bytes + 45, 0, head - 45);
    write_file(&f, bytes, head);
    cr_assert_eq(open_as(&f, &journal, NS_JOURNAL_RESUME, "id"), NS_OK, "its end never reached the disk");
    ns_journal_close(journal);
    write_file(&f, "my notes", 8);
    cr_assert_eq(open_as(&f, &journal, NS_JOURNAL_RESUME, "id"), NS_BAD_INPUT);
    free(bytes);
    char *left;
    cr_assert_eq(read_file(&f, &left), 8);
    free(left);
    fixture_close(&f);
}

/* What cannot be read now may be whole: it is never cut off. */
Test(journal, a_disk_that_cannot_be_read) {
    fixture f = fixture_open();
    char *bytes, *left;
    const size_t length = make(&f, &bytes);
    int reads = 0;
    for (ns_status status = NS_IO_FAILED; status != NS_OK; reads++) {
        ns_journal *journal = NULL;
        cr_assert_lt(reads, 100);
        reads_before_error = reads;
        status = open_as(&f, &journal, NS_JOURNAL_RESUME, "id");
        reads_before_error = -1;
        cr_assert(status == NS_OK || status == NS_IO_FAILED, "read %d", reads);
        cr_assert_eq(status == NS_OK, journal != NULL);
        ns_journal_close(journal);
        cr_assert_eq(read_file(&f, &left), length, "read %d", reads);
        cr_assert_eq(memcmp(left, bytes, length), 0);
        free(left);
    }
    cr_assert_gt(reads, 2 + 5, "head, records");
    cr_assert(says(&f, "cannot read the journal"));
    cr_assert_not(says(&f, "cut off"));
    free(bytes);
    fixture_close(&f);
}

Test(journal, a_payload_that_no_longer_checks) {
    fixture f = fixture_open();
    char *bytes;
    ns_journal *journal;
    const size_t length = make(&f, &bytes);
    ns_buffer got = {0};
    ns_buffer_add(&got, "kept");
    cr_assert_eq(open_as(&f, &journal, NS_JOURNAL_READ, NULL), NS_OK);
    bytes[length - 1] ^= 1; /* the last one appended is unit 5 */
    write_file(&f, bytes, length);
    cr_assert_eq(ns_journal_read(journal, 5, &got), NS_IO_FAILED);
    cr_assert_str_eq(got.text, "kept", "nothing of it is handed out");
    cr_assert_eq(got.length, 4);
    cr_assert_eq(ns_journal_read(journal, 11, &got), NS_OK);
    ns_buffer_free(&got);
    ns_journal_close(journal);
    free(bytes);
    fixture_close(&f);
}

Test(journal, another_format_says_which) {
    fixture f = fixture_open();
    char *bytes;
    ns_journal *journal;
    const size_t length = make(&f, &bytes);
    bytes[8] = 7;
    write_file(&f, bytes, length);
    cr_assert_eq(open_as(&f, &journal, NS_JOURNAL_RESUME, "id"), NS_BAD_USAGE);
    cr_assert(says(&f, "format 7") && says(&f, "format 1"));
    free(bytes);
    fixture_close(&f);
}

Test(journal, refusals_say_why) {
    fixture f = fixture_open();
    char *bytes;
    ns_journal *journal;
    free((make(&f, &bytes), bytes));
    cr_assert_eq(open_as(&f, &journal, NS_JOURNAL_RESUME, "other"), NS_BAD_USAGE);
    cr_assert(says(&f, "is of another sweep"));
    cr_assert_not(says(&f, "holds the work"));
    cr_assert_eq(open_as(&f, &journal, NS_JOURNAL_NEW, "id"), NS_BAD_USAGE);
    cr_assert(says(&f, "holds the work of a sweep that did not end") && says(&f, "--resume"));
    const ns_journal_settings more = {NS_JOURNAL_RESUME, "id", &f.description, UNITS + 1};
    cr_assert_eq(ns_journal_open(&journal, f.path, &more, f.diagnostics), NS_BAD_USAGE, "more units");
    fixture_close(&f);
}

/* The first record of a unit counts; what stands behind it is found all the same. */
Test(journal, a_unit_that_stands_twice) {
    fixture f = fixture_open();
    char *bytes;
    ns_journal *journal;
    const size_t length = make(&f, &bytes), first = 5 * 8 + strlen("id") + f.description.length + 8;
    memmove(bytes + length, bytes + first, length - first); /* every record again */
    write_file(&f, bytes, 2 * length - first);
    cr_assert_eq(open_as(&f, &journal, NS_JOURNAL_RESUME, "id"), NS_OK);
    cr_assert_eq(check_all(journal), 5);
    append(journal, 1);
    ns_journal_close(journal);
    cr_assert_eq(open_as(&f, &journal, NS_JOURNAL_READ, NULL), NS_OK);
    cr_assert_eq(check_all(journal), 6);
    ns_journal_close(journal);
    cr_assert_eq(ns_diagnostics_warnings(f.diagnostics), 0);
    free(bytes);
    fixture_close(&f);
}

/* --- writing ------------------------------------------------------------------------------------------------------------ */

Test(journal, interrupted_and_short_writes) {
    fixture f = fixture_open();
    char *bytes, *plain;
    const size_t length = make(&f, &plain);
    unlink(f.path);
    writes_in_bits = true;
    cr_assert_eq(make(&f, &bytes), length);
    writes_in_bits = false;
    cr_assert_eq(memcmp(bytes, plain, length), 0);
    free(bytes);
    free(plain);
    fixture_close(&f);
}

/* Half a record is on the disk when it is full: it is taken back, or lies where the next one goes. */
Test(journal, a_write_that_fails_half_way) {
    for (int stuck = 0; stuck < 2; stuck++) {
        fixture f = fixture_open();
        ns_journal *journal;
        struct stat before, after;
        cr_assert_eq(open_as(&f, &journal, NS_JOURNAL_NEW, "id"), NS_OK);
        append(journal, 3);
        stat(f.path, &before);
        failing_writes = 2;
        cannot_truncate = stuck;
        cr_assert_eq(ns_journal_append(journal, 11, "payload payload payload payload", 31), NS_IO_FAILED);
        cannot_truncate = false;
        stat(f.path, &after);
        cr_assert(stuck ? after.st_size > before.st_size : after.st_size == before.st_size);
        cr_assert(says(&f, stuck ? "cannot cut back" : "No space left"));
        cr_assert_not(ns_journal_has(journal, 11));
        append(journal, 4);
        append(journal, 11);
        cr_assert_eq(check_all(journal), 3);
        ns_journal_close(journal);
        cr_assert_eq(open_as(&f, &journal, NS_JOURNAL_RESUME, "id"), NS_OK);
        cr_assert_eq(check_all(journal), 3);
        ns_journal_close(journal);
        fixture_close(&f);
    }
}

/* The name of a new journal is brought to the disk as well as its bytes. */
Test(journal, a_new_file_is_synced_with_its_folder) {
    fixture f = fixture_open();
    char *bytes;
    make(&f, &bytes);
    cr_assert_eq(folders_synced, 1);
    free(bytes);
    fixture_close(&f);
}

/* --- other processes -------------------------------------------------------------------------------------------------- */

Test(journal, one_process_at_a_time) {
    fixture f = fixture_open();
    ns_journal *journal, *second;
    cr_assert_eq(open_as(&f, &journal, NS_JOURNAL_NEW, "id"), NS_OK);
    append(journal, 4);
    const pid_t child = fork();
    if (child == 0) _exit(open_as(&f, &second, NS_JOURNAL_RESUME, "id") == NS_BAD_USAGE ? 0 : 1);
    int state;
    cr_assert_eq(waitpid(child, &state, 0), child);
    cr_assert(WIFEXITED(state) && WEXITSTATUS(state) == 0, "a second writer is refused");
    cr_assert_eq(open_as(&f, &second, NS_JOURNAL_READ, NULL), NS_OK, "a reader is not");
    cr_assert_eq(check_all(second), 1);
    ns_journal_close(second);
    ns_journal_close(journal);
    fixture_close(&f);
}

/* A sweep that ends removes its journal; what is written into the removed file would be lost. */
Test(journal, a_journal_removed_while_it_is_opened) {
    fixture f = fixture_open();
    char *bytes;
    ns_journal *journal;
    free((make(&f, &bytes), bytes));
    removed_before_lock = f.path;
    cr_assert_eq(open_as(&f, &journal, NS_JOURNAL_REPLACE, "id"), NS_BAD_USAGE);
    cr_assert(says(&f, "is being written by another process"));
    removed_before_lock = NULL;
    cr_assert_eq(open_as(&f, &journal, NS_JOURNAL_REPLACE, "id"), NS_OK);
    ns_journal_close(journal);
    fixture_close(&f);
}

/* Whatever a reader finds while another process appends is whole. */
Test(journal, read_while_it_is_written, .timeout = 60) {
    fixture f = fixture_open();
    ns_journal *journal;
    cr_assert_eq(open_as(&f, &journal, NS_JOURNAL_NEW, "id"), NS_OK);
    const pid_t child = fork();
    if (child == 0) {
        writes_in_bits = true;
        for (uint64_t unit = 0; unit < UNITS; unit++) append(journal, unit);
        _exit(0);
    }
    uint64_t last = 0;
    for (int ended = 0; !ended;) {
        ns_journal *reader;
        ended = waitpid(child, NULL, WNOHANG) == child;
        cr_assert_eq(open_as(&f, &reader, NS_JOURNAL_READ, NULL), NS_OK);
        const uint64_t count = check_all(reader);
        ns_journal_close(reader);
        cr_assert_geq(count, last);
        last = count;
    }
    cr_assert_eq(last, UNITS);
    cr_assert_eq(ns_diagnostics_warnings(f.diagnostics), 0);
    ns_journal_close(journal);
    fixture_close(&f);
}

/* A writer killed at any moment leaves whole records, and its lock goes with it. */
Test(journal, a_killed_writer, .timeout = 60) {
    for (int trial = 0; trial < 20; trial++) {
        fixture f = fixture_open();
        const pid_t child = fork();
        if (child == 0) {
            ns_journal *journal;
            if (open_as(&f, &journal, NS_JOURNAL_NEW, "id") != NS_OK) _exit(1);
            for (uint64_t unit = 0; unit < UNITS; unit++) {
                append(journal, unit);
                usleep(200);
            }
            pause();
        }
        usleep((useconds_t)(300 * trial));
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        ns_journal *journal;
        cr_assert_eq(open_as(&f, &journal, NS_JOURNAL_RESUME, "id"), NS_OK);
        check_all(journal);
        for (uint64_t unit = 0; unit < UNITS; unit++)
            if (!ns_journal_has(journal, unit)) append(journal, unit);
        cr_assert_eq(check_all(journal), UNITS);
        ns_journal_close(journal);
        fixture_close(&f);
    }
}

/* A full disk: the record that does not fit is refused and told, the others stay. */
Test(journal, a_full_disk) {
    fixture f = fixture_open();
    const pid_t child = fork();
    if (child == 0) {
        char large[4096] = {0};
        ns_journal *journal;
        const struct rlimit limit = {3000, 3000};
        signal(SIGXFSZ, SIG_IGN);
        if (setrlimit(RLIMIT_FSIZE, &limit) != 0) _exit(2);
        if (open_as(&f, &journal, NS_JOURNAL_NEW, "id") != NS_OK) _exit(3);
        append(journal, 9);
        if (ns_journal_append(journal, 1, large, sizeof large) != NS_IO_FAILED) _exit(4);
        if (ns_journal_has(journal, 1) || ns_diagnostics_errors(f.diagnostics) == 0) _exit(5);
        append(journal, 10);
        ns_journal_close(journal);
        _exit(0);
    }
    int state;
    cr_assert_eq(waitpid(child, &state, 0), child);
    cr_assert(WIFEXITED(state) && WEXITSTATUS(state) == 0, "code %d", WEXITSTATUS(state));
    ns_journal *journal;
    cr_assert_eq(open_as(&f, &journal, NS_JOURNAL_RESUME, "id"), NS_OK);
    cr_assert_eq(check_all(journal), 2);
    cr_assert_eq(ns_diagnostics_warnings(f.diagnostics), 0, "nothing had to be cut off");
    ns_journal_close(journal);
    fixture_close(&f);
}
