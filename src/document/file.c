/* Files as text: reading within the limit, and the check of their encoding. */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/limits.h"
#include "tree.h"

static ns_status read_stream(FILE *file, char **text, size_t *length, size_t limit) {
    size_t room = 65536, used = 0;
    char *bytes = malloc(room);
    while (bytes) {
        used += fread(bytes + used, 1, room - used, file);
        if (ferror(file)) {
            free(bytes);
            return NS_NO_INPUT;
        }
        if (used < room || used > limit) break;
        char *more = realloc(bytes, room *= 2);
        if (!more) free(bytes);
        bytes = more;
    }
    *text = bytes;
    *length = used;
    return bytes ? NS_OK : NS_NO_MEMORY;
}

ns_status ns_file_read(char **text, size_t *length, const char *path, ns_diagnostics *diagnostics) {
    const size_t limit = ns_limit_of(NS_LIMIT_FILE_BYTES)->value;
    const ns_location at = {.file = path};
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    ns_status status = file ? read_stream(file, text, length, limit) : NS_NO_INPUT;
    if (status == NS_NO_INPUT)
        ns_diagnostics_add(diagnostics, NS_CODE_NO_INPUT, at, NULL, "cannot read '%s': %s", path, strerror(errno));
    if (file && file != stdin) fclose(file);
    if (status == NS_OK && *length > limit) {
        ns_diagnostics_add(diagnostics, NS_CODE_TOO_BIG, at, NULL, "the file has more than %zu bytes", limit);
        free(*text);
        status = NS_BAD_INPUT;
    }
    return status;
}

/* Bytes of the well-formed UTF-8 character at p (RFC 3629); 0: ill-formed, or NUL. */
static size_t character(const unsigned char *p, size_t left) {
    if (p[0] == 0) return 0;
    if (p[0] < 0x80) return 1;
    size_t n = p[0] >= 0xf0 ? 4 : p[0] >= 0xe0 ? 3 : 2;
    if (p[0] < 0xc2 || p[0] > 0xf4 || n > left) return 0;
    for (size_t i = 1; i < n; i++)
        if ((p[i] & 0xc0) != 0x80) return 0;
    if ((p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xed && p[1] > 0x9f)) return 0;
    if ((p[0] == 0xf0 && p[1] < 0x90) || (p[0] == 0xf4 && p[1] > 0x8f)) return 0;
    return n;
}

bool ns_utf8_check(const char *name, const char *text, size_t length, ns_diagnostics *diagnostics) {
    ns_location at = {.file = name, .line = 1, .column = 1, .length = 1};
    for (size_t i = 0, n; i < length; i += n) {
        n = character((const unsigned char *)text + i, length - i);
        if (n == 0) {
            ns_diagnostics_add(diagnostics, NS_CODE_ENCODING, at, "save the file as UTF-8 without NUL bytes",
                               "byte 0x%02x is not UTF-8 text", (unsigned char)text[i]);
            return false;
        }
        at.column++;
        if (text[i] == '\n') {
            at.line++;
            at.column = 1;
        }
    }
    return true;
}
