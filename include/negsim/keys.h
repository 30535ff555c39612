/* Keys: the one table of every key of the scenario format. Validation, schema, docs and the help of
 * errors all read it. */
#ifndef NEGSIM_KEYS_H
#define NEGSIM_KEYS_H

#include "negsim/kind.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ns_key_kind {
    NS_KEY_TEXT,
    NS_KEY_WORD,
    NS_KEY_BOOL,
    NS_KEY_COUNT,
    NS_KEY_NUMBER /* plain */,
    NS_KEY_QUANTITY,
    NS_KEY_ID /* name of something */,
    NS_KEY_ID_LIST,
    NS_KEY_MAP,
    NS_KEY_LIST,
    NS_KEY_NAMED_LIST,
    NS_KEY_ANY /* several shapes: the sentence says which */
} ns_key_kind;

enum {
    NS_KEY_REQUIRED = 1,
    NS_KEY_SETTING = 2 /* may be the target of --set and variants; quantities always may */,
    NS_KEY_ENTRY = 4 /* a map that takes basis, source, note, by and date */
};

typedef struct ns_key {
    const char *path; /* pattern: "parties.*.issues.*.priority"; `*` stands for one id, name or position */
    ns_key_kind kind;
    ns_unit unit; /* quantities and plain numbers */
    double lowest, highest;
    const char *initial; /* default as text; NULL: none */
    unsigned flags;
    const char *words;   /* NS_KEY_WORD: legal words, '|' between; NS_KEY_ANY: words too, if any */
    const char *summary; /* one sentence */
} ns_key;

extern const ns_key ns_keys[]; /* ended by a row without path */

#ifdef __cplusplus
}
#endif

#endif
