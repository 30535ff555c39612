/* CSV files, as the replay tools read them: the first line has the names. */
#ifndef NEGSIM_TEST_TABLE_FILE_H
#define NEGSIM_TEST_TABLE_FILE_H

#include <stddef.h>

enum { TABLE_FIELDS = 80 };

typedef struct table_file {
    char *text; /* NULL: there is no such file */
    size_t field_count, row_count;
    char *names[TABLE_FIELDS];
    char **cells; /* [row * field_count + field] */
} table_file;

table_file table_read(const char *folder, const char *name);
void table_free(table_file *self);
/* A cell; NULL: there is no such column, or row. */
const char *table_cell(const table_file *self, size_t row, const char *name);
/* The same of a column that must be there. */
const char *table_field(const table_file *self, size_t row, const char *name);

#endif
