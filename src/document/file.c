/* Files as text: reading within the limit, and the check of their encoding. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "negsim/limits.h"
#include "tree.h"

void ns_file_free(ns_file *self) {
    free(self->text);
    self->text = NULL;
}

size_t ns_mark_size(const char *text, size_t length) {
    return length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

/* strerror goes by the locale, and these are nearly all that happens. */
static ns_status problem(ns_file *self, int error) {
    const char *text = error == ENOENT                      ? "no such file"
                       : error == EACCES                    ? "permission denied"
                       : error == EISDIR                    ? "it is a folder"
                       : error == ENOTDIR                   ? "a part of its path is not a folder"
                       : error == ELOOP                     ? "a circle of symbolic links"
                       : error == ENAMETOOLONG              ? "the name is too long"
                       : error == EMFILE || error == ENFILE ? "too many open files"
                       : error == EINVAL || error == ESPIPE ? "not a regular file"
                                                            : NULL;
    if (text)
        snprintf(self->problem, sizeof self->problem, "%s", text);
    else
        snprintf(self->problem, sizeof self->problem, "system error %d", error);
    return NS_NO_INPUT;
}

/* Reads to the end, at most one byte above the limit. */
static ns_status read_all(ns_file *self, int descriptor, size_t limit) {
    size_t room = 0;
    for (;;) {
        if (self->length == room) {
            if (room > limit) return NS_TOO_LARGE;
            room = room ? 2 * room : 65536;
            if (room > limit) room = limit + 1;
            char *text = realloc(self->text, room);
            if (!text) return NS_NO_MEMORY;
            self->text = text;
        }
        const ssize_t got = read(descriptor, self->text + self->length, room - self->length);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return problem(self, errno);
        if (got == 0) return self->length > limit ? NS_TOO_LARGE : NS_OK;
        self->length += (size_t)got;
    }
}

static ns_status read_descriptor(ns_file *self, int descriptor, ns_file_role role) {
    struct stat facts;
    if (fstat(descriptor, &facts) != 0) return problem(self, errno);
    if (S_ISDIR(facts.st_mode)) return problem(self, EISDIR);
    if (role == NS_FILE_BASE && !S_ISREG(facts.st_mode)) return problem(self, EINVAL);
    self->device = (uint64_t)facts.st_dev;
    self->inode = (uint64_t)facts.st_ino;
    return read_all(self, descriptor, (size_t)ns_limit_of(NS_LIMIT_FILE_BYTES)->value);
}

static void drop_mark(ns_file *self) {
    const size_t mark = ns_mark_size(self->text, self->length);
    self->length -= mark;
    memmove(self->text, self->text + mark, self->length);
}

ns_status ns_file_read(ns_file *out, const char *path, ns_file_role role) {
    *out = (ns_file){0};
    const bool is_input = role == NS_FILE_NAMED && strcmp(path, "-") == 0;
    /* Opening a pipe that nobody writes to waits for ever, unless told not to. */
    const int flags = O_RDONLY | O_CLOEXEC | (role == NS_FILE_BASE ? O_NONBLOCK : 0);
    const int descriptor = is_input ? STDIN_FILENO : open(path, flags);
    if (descriptor < 0) return problem(out, errno);
    const ns_status status = read_descriptor(out, descriptor, role);
    if (!is_input) close(descriptor);
    if (status == NS_OK) drop_mark(out);
    return status;
}

/* --- encoding ---------------------------------------------------------------------------------------- */

/* Bytes of the well-formed UTF-8 character at p (RFC 3629); 0: ill-formed. */
static size_t character(const unsigned char *p, size_t left, uint32_t *code) {
    static const unsigned char first_bits[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const size_t size = p[0] < 0x80   ? 1
                        : p[0] < 0xc2 ? 0
                        : p[0] < 0xe0 ? 2
                        : p[0] < 0xf0 ? 3
                        : p[0] < 0xf5 ? 4
                                      : 0;
    if (!size || size > left) return 0;
    *code = p[0] & first_bits[size];
    for (size_t i = 1; i < size; i++) {
        if ((p[i] & 0xc0) != 0x80) return 0;
        *code = *code << 6 | (p[i] & 0x3f);
    }
    return *code < least[size] || *code > 0x10ffff || (*code >= 0xd800 && *code < 0xe000) ? 0 : size;
}

/* What YAML reads as text; its rarer line ends are kept out, because editors do not count them as lines. */
static bool is_text(uint32_t code) {
    if (code < 0x20) return code == '\t' || code == '\n' || code == '\r';
    if (code >= 0x7f && code < 0xa0) return false;
    return code != 0x2028 && code != 0x2029 && code != 0xfeff && code != 0xfffe && code != 0xffff;
}

/* A mark of UTF-16, or Latin letters in it: every second byte is 0. */
static bool looks_wide(const unsigned char *c, size_t length) {
    if (length < 4) return false;
    if ((c[0] == 0xff && c[1] == 0xfe) || (c[0] == 0xfe && c[1] == 0xff)) return true;
    return (!c[0] && c[1] && !c[2] && c[3]) || (c[0] && !c[1] && c[2] && !c[3]);
}

static const char *encoding_hint(const ns_text *text) {
    return looks_wide((const unsigned char *)text->text, text->length)
               ? "this looks like UTF-16: save the file as UTF-8"
               : "save the file as UTF-8 text";
}

static void report(const ns_text *text, size_t at, size_t size, uint32_t code, const ns_location *place,
                   ns_diagnostics *diagnostics) {
    const char *hint = encoding_hint(text);
    if (!size)
        ns_diagnostics_add(diagnostics, NS_CODE_ENCODING, *place, hint, "byte 0x%02X is not valid UTF-8",
                           (unsigned char)text->text[at]);
    else if (!code)
        ns_diagnostics_add(diagnostics, NS_CODE_ENCODING, *place, hint, "a NUL byte is not text");
    else
        ns_diagnostics_add(diagnostics, NS_CODE_ENCODING, *place, "remove it",
                           "the character U+%04X is not allowed", (unsigned)code);
}

bool ns_utf8_check(const ns_text *text, ns_diagnostics *diagnostics) {
    const unsigned char *bytes = (const unsigned char *)text->text;
    ns_location place = {.file = text->name, .line = 1, .column = text->column, .length = 1};
    for (size_t at = 0, size; at < text->length; at += size) {
        uint32_t code = 0;
        size = character(bytes + at, text->length - at, &code);
        if (!size || !is_text(code)) {
            report(text, at, size, code, &place, diagnostics);
            return false;
        }
        const bool ends = code == '\n' || (code == '\r' && (at + 1 == text->length || bytes[at + 1] != '\n'));
        place.line += ends;
        place.column = ends ? 1 : place.column + 1;
    }
    return true;
}
