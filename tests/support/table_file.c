/* CSV files, as the replay tools read them. */
#include "table_file.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One line into fields; quotes as in RFC 4180. Returns the rest. */
static char *split(char *at, char **fields, size_t *count) {
    *count = 0;
    for (;;) {
        char *out = at, *from = at;
        bool quoted = *at == '"';
        if (quoted) at++;
        fields[(*count)++] = from;
        for (; *at && (quoted || (*at != ',' && *at != '\n' && *at != '\r')); at++) {
            if (quoted && *at == '"' && at[1] == '"')
                at++;
            else if (quoted && *at == '"') {
                quoted = false;
                continue;
            }
            *out++ = *at;
        }
        const char stop = *at;
        if (*at) at++;
        *out = '\0';
        if (stop != ',' || *count == TABLE_FIELDS) {
            while (stop == '\r' && *at == '\n') at++;
            return at;
        }
    }
}

table_file table_read(const char *folder, const char *name) {
    char path[4096];
    table_file self = {0};
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file) return self;
    fseek(file, 0, SEEK_END);
    const long length = ftell(file);
    rewind(file);
    self.text = calloc((size_t)length + 1, 1);
    if (fread(self.text, 1, (size_t)length, file) != (size_t)length) exit(74);
    fclose(file);
    char *at = split(self.text, self.names, &self.field_count);
    while (*at) {
        char *fields[TABLE_FIELDS] = {0};
        size_t count;
        at = split(at, fields, &count);
        if (count == 1 && !fields[0][0]) continue;
        self.cells = realloc(self.cells, (self.row_count + 1) * self.field_count * sizeof *self.cells);
        for (size_t k = 0; k < self.field_count; k++)
            self.cells[self.row_count * self.field_count + k] = k < count ? fields[k] : (char[]){""};
        self.row_count++;
    }
    return self;
}

void table_free(table_file *self) {
    free(self->cells);
    free(self->text);
}

const char *table_cell(const table_file *self, size_t row, const char *name) {
    for (size_t k = 0; k < self->field_count && row < self->row_count; k++)
        if (strcmp(self->names[k], name) == 0) return self->cells[row * self->field_count + k];
    return NULL;
}

/* The same of a column that must be there. */
const char *table_field(const table_file *self, size_t row, const char *name) {
    const char *out = table_cell(self, row, name);
    if (out) return out;
    fprintf(stderr, "no column '%s'\n", name);
    exit(65);
}
