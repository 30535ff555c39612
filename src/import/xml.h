/* What a GENIUS file says, domain or profile: the same elements, and a profile adds evaluations. */
#ifndef NEGSIM_IMPORT_XML_H
#define NEGSIM_IMPORT_XML_H

#include "negsim/diagnostics.h"

#define XML_MOST 1024 /* issues of a file */

typedef struct xml_item {
    char *text;
    double evaluation;
    bool evaluated;
    ns_location at;
} xml_item;

typedef struct xml_issue {
    long long index;
    char *name;
    bool integer, has_lowest, has_highest;
    long long lowest, highest;
    double slope, offset;
    size_t count, room;
    xml_item *items;
    ns_location at;
} xml_issue;

typedef struct xml_weight {
    long long index;
    double value;
} xml_weight;

typedef struct xml_file {
    char *name; /* of the root objective; NULL: none */
    size_t issue_count, weight_count;
    xml_issue *issues;   /* [XML_MOST] */
    xml_weight *weights; /* [XML_MOST] */
    double reservation, discount;
    const char *shown; /* name of the file in messages */
} xml_file;

/* Reads one. NS_NO_INPUT, NS_BAD_INPUT (told), NS_NO_MEMORY. Free also after a failure. */
ns_status xml_read(xml_file *out, const char *path, ns_diagnostics *diagnostics) NS_MUST;
void xml_free(xml_file *self);

#endif
