/* A page of text: lines no wider than asked for, hanging indents, columns on the right, bold and dim where colour is on. */
#ifndef NEGSIM_OUTPUT_PAGE_H
#define NEGSIM_OUTPUT_PAGE_H

#include "negsim/buffer.h"
#include "negsim/diagnostics.h"

typedef enum ns_style { NS_STYLE_PLAIN, NS_STYLE_BOLD, NS_STYLE_DIM } ns_style;

typedef struct ns_page {
    ns_buffer *out;
    unsigned width;
    ns_color color;
} ns_page;

/* Columns that a text takes: one for each character, two for wide ones, none for combining marks. Control characters count as one. */
unsigned ns_text_width(const char *text);
/* A paragraph: the first line from column `indent`, the others from `hang`. */
void ns_page_text(ns_page *self, ns_style style, unsigned indent, unsigned hang, const char *text);
/* The same, with the first line kept left of column `left`, where `right` stands. */
void ns_page_row(ns_page *self, ns_style style, unsigned indent, unsigned hang, unsigned left,
                 const char *text, const char *right);
/* A line of cells as it stands. */
void ns_page_cells(ns_page *self, const char *cells);
/* Adds text cut or padded to exactly `width` columns, to the left or (NS_ALIGN_RIGHT) to the right. */
typedef enum ns_align { NS_ALIGN_LEFT, NS_ALIGN_RIGHT } ns_align;
void ns_add_cell(ns_buffer *out, const char *text, unsigned width, ns_align align);

#endif
