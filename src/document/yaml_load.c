/* YAML text to a tree, by libyaml's events and a stack of our own, so that depth, size and aliases are checked as they
 * come and nothing recurses on what a file says. Faults that leave the rest readable are collected. */
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "negsim/limits.h"
#include "negsim/random.h"
#include "syntax.h"
#include "tree.h"

enum { MAX_DEPTH = 64, ANCHOR_BUCKETS = 1024 };

typedef struct anchor {
    struct anchor *next; /* in its bucket, the last one first */
    const char *name;
    ns_node *node;
    bool open; /* still being read: an alias to it would be a circle */
} anchor;

/* One open list or map; its children wait on the common pile from `base` on. */
typedef struct frame {
    ns_node *node;
    anchor *anchor;
    size_t base, start; /* start: in characters of the text */
    bool flow;          /* in brackets */
} frame;

typedef struct loader {
    yaml_parser_t parser;
    ns_arena *arena;
    ns_diagnostics *diagnostics;
    ns_cursor cursor;
    ns_budget *budget;
    frame frames[MAX_DEPTH];
    size_t depth;
    ns_node **pile;
    size_t pile_count, pile_room;
    anchor *anchors[ANCHOR_BUCKETS];
    ns_node *root;
    size_t documents;
    bool faulty;
} loader;

static ns_location place(loader *self, yaml_mark_t start, yaml_mark_t end) {
    ns_location at = ns_cursor_place(&self->cursor, start.index);
    if (end.index > start.index) at.length = (uint32_t)(end.index - start.index);
    return at;
}

/* A fault after which reading goes on. */
static void note(loader *self, ns_code_id code, ns_location at, const char *hint, const char *text) {
    ns_diagnostics_add(self->diagnostics, code, at, hint, "%s", text);
    self->faulty = true;
}

static ns_status stop(loader *self, ns_code_id code, ns_location at, const char *hint, const char *text) {
    note(self, code, at, hint, text);
    return NS_BAD_INPUT;
}

/* --- children and keys ------------------------------------------------------------------------------- */

static ns_status pile_up(loader *self, ns_node *node) {
    if (self->pile_count == self->pile_room) {
        const size_t room = self->pile_room ? 2 * self->pile_room : 256;
        ns_node **pile = realloc(self->pile, room * sizeof *pile);
        if (!pile) return NS_NO_MEMORY;
        self->pile = pile;
        self->pile_room = room;
    }
    self->pile[self->pile_count++] = node;
    return NS_OK;
}

/* The next child is a key of the map on top. */
static bool wants_key(const loader *self) {
    const frame *top = self->depth ? &self->frames[self->depth - 1] : NULL;
    return top && top->node->kind == NS_NODE_MAP && (self->pile_count - top->base) % 2 == 0;
}

static void check_key(loader *self, const ns_node *key) {
    if (key->kind != NS_NODE_SCALAR)
        note(self, NS_CODE_WRONG_KIND, key->at, "a key is a plain text",
             "a list or map stands where a key is wanted");
    else if (!*key->text)
        note(self, NS_CODE_WRONG_KIND, key->at, "write the key before the colon", "an empty key");
    else if (!key->quoted && strcmp(key->text, "<<") == 0)
        note(self, NS_CODE_TAG, key->at, "write the keys out, or use `extends`",
             "merge keys (`<<`) are not part of the format");
}

static ns_status add_child(loader *self, ns_node *node) {
    if (!self->depth) {
        self->root = node;
        return NS_OK;
    }
    if (wants_key(self)) check_key(self, node);
    return pile_up(self, node);
}

static ns_status check_duplicates(loader *self, const ns_node *map) {
    ns_entry *index = ns_tree_index(map);
    if (!index) return NS_NO_MEMORY;
    size_t first = 0;
    for (size_t i = 1; i < map->count; i++) {
        if (strcmp(index[i].name, index[first].name) != 0) {
            first = i;
            continue;
        }
        const ns_node *again = map->pairs[index[i].at].key, *once = map->pairs[index[first].at].key;
        /* Empty keys and lists as keys have had their fault. A merge key has its own. */
        if (!*again->text || strcmp(again->text, "<<") == 0) continue;
        ns_diagnostics_add(self->diagnostics, NS_CODE_DUPLICATE_KEY, again->at,
                           "remove or rename one of them", "key '%s' stands twice, first in line %u",
                           again->text, (unsigned)once->at.line);
        self->faulty = true;
    }
    free(index);
    return NS_OK;
}

/* --- nodes ------------------------------------------------------------------------------------------- */

static ns_status new_node(ns_node **out, loader *self, ns_node_kind kind, ns_location at) {
    if (++self->budget->nodes > self->budget->limit) {
        ns_diagnostics_add(self->diagnostics, NS_CODE_TOO_BIG, at, "see `negsim list limits`",
                           "more than %zu keys, values and lists", self->budget->limit);
        return NS_BAD_INPUT;
    }
    *out = NS_ARENA_NEW(self->arena, 1, ns_node);
    if (!*out) return NS_NO_MEMORY;
    **out = (ns_node){.kind = kind, .at = at, .text = ""};
    return NS_OK;
}

static anchor **bucket_of(loader *self, const char *name) {
    return &self->anchors[ns_hash_text(name) % ANCHOR_BUCKETS];
}

static ns_status add_anchor(anchor **out, loader *self, const yaml_char_t *name, ns_node *node) {
    *out = NULL;
    if (!name) return NS_OK;
    anchor *fresh = NS_ARENA_NEW(self->arena, 1, anchor);
    char *copy = ns_arena_text(self->arena, (const char *)name);
    if (!fresh || !copy) return NS_NO_MEMORY;
    anchor **bucket = bucket_of(self, copy);
    *fresh = (anchor){*bucket, copy, node, node->kind != NS_NODE_SCALAR};
    *bucket = *out = fresh;
    return NS_OK;
}

static void check_tag(loader *self, const yaml_char_t *tag, ns_location at) {
    if (tag) note(self, NS_CODE_TAG, at, "remove the tag", "tags are not part of the format");
}

/* Escapes can bring in what the file itself may not hold. */
static bool has_control(const char *text, size_t length) {
    const unsigned char *c = (const unsigned char *)text;
    for (size_t i = 0; i < length; i++)
        if ((c[i] < 0x20 && c[i] != '\t' && c[i] != '\n') || c[i] == 0x7f ||
            (c[i] == 0xc2 && c[i + 1] < 0xa0))
            return true;
    return false;
}

static ns_status on_scalar(loader *self, const yaml_event_t *event) {
    const char *value = (const char *)event->data.scalar.value;
    const size_t length = event->data.scalar.length;
    ns_node *node;
    anchor *unused;
    ns_status status = new_node(&node, self, NS_NODE_SCALAR, place(self, event->start_mark, event->end_mark));
    if (status != NS_OK) return status;
    check_tag(self, event->data.scalar.tag, node->at);
    if (has_control(value, length))
        note(self, NS_CODE_ENCODING, node->at, "remove the escape", "a text holds a control character");
    node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    node->text = ns_arena_text_n(self->arena, value, length);
    if (!node->text) return NS_NO_MEMORY;
    status = add_anchor(&unused, self, event->data.scalar.anchor, node);
    return status == NS_OK ? add_child(self, node) : status;
}

static ns_status on_open(loader *self, const yaml_event_t *event) {
    const bool is_list = event->type == YAML_SEQUENCE_START_EVENT;
    const ns_location at = place(self, event->start_mark, event->start_mark);
    if (self->depth == MAX_DEPTH)
        return stop(self, NS_CODE_TOO_DEEP, at, "a scenario needs about ten levels",
                    "nested more than 64 levels deep");
    frame *top = &self->frames[self->depth];
    ns_status status = new_node(&top->node, self, is_list ? NS_NODE_LIST : NS_NODE_MAP, at);
    if (status != NS_OK) return status;
    check_tag(self, is_list ? event->data.sequence_start.tag : event->data.mapping_start.tag, at);
    status =
        add_anchor(&top->anchor, self,
                   is_list ? event->data.sequence_start.anchor : event->data.mapping_start.anchor, top->node);
    top->base = self->pile_count;
    top->start = event->start_mark.index;
    top->flow = is_list ? event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
                        : event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
    self->depth++;
    return status;
}

static ns_status take_children(loader *self, ns_node *node, size_t base) {
    ns_node **children =
        self->pile ? self->pile + base : NULL; /* an empty list before anything was piled up */
    const size_t count = self->pile_count - base;
    self->pile_count = base;
    if (node->kind == NS_NODE_LIST) {
        node->count = count;
        node->items = NS_ARENA_NEW(self->arena, count, ns_node *);
        if (!node->items) return NS_NO_MEMORY;
        if (count) memcpy(node->items, children, count * sizeof *children);
        return NS_OK;
    }
    node->count = count / 2;
    node->pairs = NS_ARENA_NEW(self->arena, node->count, ns_pair);
    if (!node->pairs) return NS_NO_MEMORY;
    for (size_t i = 0; i < node->count; i++) node->pairs[i] = (ns_pair){children[2 * i], children[2 * i + 1]};
    return check_duplicates(self, node);
}

static ns_status on_close(loader *self, const yaml_event_t *event) {
    const frame *top = &self->frames[--self->depth];
    ns_node *node = top->node;
    /* What stands in brackets ends with them; a block is marked by its first character alone. */
    if (top->flow && event->end_mark.index > top->start)
        node->at.length = (uint32_t)(event->end_mark.index - top->start);
    if (top->anchor) top->anchor->open = false;
    const ns_status status = take_children(self, node, top->base);
    return status == NS_OK ? add_child(self, node) : status;
}

static ns_status add_blank(loader *self, ns_location at) {
    ns_node *node;
    const ns_status status = new_node(&node, self, NS_NODE_SCALAR, at);
    return status == NS_OK ? add_child(self, node) : status;
}

static ns_status on_alias(loader *self, const yaml_event_t *event) {
    const char *name = (const char *)event->data.alias.anchor;
    const ns_location at = place(self, event->start_mark, event->end_mark);
    const anchor *found = *bucket_of(self, name);
    while (found && strcmp(found->name, name) != 0) found = found->next;
    if (!found || found->open) {
        note(self, NS_CODE_ALIAS, at, found ? NULL : "an anchor (`&name`) stands before its aliases",
             found ? "an alias inside of what it stands for" : "an alias without an anchor");
        return add_blank(self, at);
    }
    ns_node *copy;
    const ns_status status =
        ns_tree_copy(&copy, self->arena, found->node, self->budget, (unsigned)(MAX_DEPTH - self->depth));
    if (status == NS_TOO_LARGE && self->budget->nodes <= self->budget->limit)
        return stop(self, NS_CODE_TOO_DEEP, at, NULL, "aliases nest more than 64 levels deep");
    if (status == NS_TOO_LARGE)
        return stop(self, NS_CODE_ALIAS, at, "see `negsim list limits`",
                    "with its aliases written out the file has too many keys, values and lists");
    if (status != NS_OK) return status;
    copy->at = at;
    return add_child(self, copy);
}

/* --- the whole text ---------------------------------------------------------------------------------- */

static ns_status on_document(loader *self, const yaml_event_t *event) {
    if (self->documents++ == 0) return NS_OK;
    return stop(self, NS_CODE_SEVERAL_DOCUMENTS, place(self, event->start_mark, event->end_mark),
                "remove what begins here", "a second document");
}

static ns_status on_event(loader *self, const yaml_event_t *event) {
    switch (event->type) {
    case YAML_SCALAR_EVENT: return on_scalar(self, event);
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT: return on_open(self, event);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: return on_close(self, event);
    case YAML_ALIAS_EVENT: return on_alias(self, event);
    case YAML_DOCUMENT_START_EVENT: return on_document(self, event);
    default: return NS_OK;
    }
}

static ns_status run(loader *self) {
    for (bool more = true; more;) {
        yaml_event_t event;
        if (!yaml_parser_parse(&self->parser, &event))
            return ns_syntax_report(&self->parser, &self->cursor, self->diagnostics);
        more = event.type != YAML_STREAM_END_EVENT;
        const ns_status status = on_event(self, &event);
        yaml_event_delete(&event);
        if (status != NS_OK) return status;
    }
    return NS_OK;
}

static ns_status finish(loader *self, ns_node **out) {
    const ns_text *text = self->cursor.source;
    if (self->faulty) return NS_BAD_INPUT;
    if (!self->root || ns_tree_is_blank(self->root))
        return stop(self, NS_CODE_EMPTY, (ns_location){.file = text->name},
                    text->column == 1 ? "`negsim new` writes a scenario to start from"
                                      : "a `#` begins a comment",
                    "there is nothing in it");
    *out = self->root;
    return NS_OK;
}

ns_status ns_yaml_parse(ns_node **out, ns_arena *arena, ns_budget *budget, const ns_text *text,
                        ns_diagnostics *diagnostics) {
    *out = NULL;
    if (!ns_utf8_check(text, diagnostics)) return NS_BAD_INPUT;
    loader *self = calloc(1, sizeof *self);
    if (!self) return NS_NO_MEMORY;
    self->arena = arena;
    self->diagnostics = diagnostics;
    self->budget = budget;
    self->cursor = ns_cursor_at_start(text);
    ns_status status = yaml_parser_initialize(&self->parser) ? NS_OK : NS_NO_MEMORY;
    if (status == NS_OK) {
        yaml_parser_set_encoding(&self->parser, YAML_UTF8_ENCODING);
        yaml_parser_set_input_string(&self->parser, (const unsigned char *)text->text, text->length);
        status = run(self);
        if (status == NS_OK) status = finish(self, out);
        yaml_parser_delete(&self->parser);
    }
    free(self->pile);
    free(self);
    return status;
}
