/* YAML text to a tree, by libyaml's events and a stack of our own, so that depth, size and aliases are checked as they
 * come and nothing recurses on what a file says. */
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "negsim/limits.h"
#include "tree.h"

enum { MAX_DEPTH = 64 };

typedef struct anchor {
    struct anchor *next;
    const char *name;
    ns_node *node;
    bool open; /* still being read: an alias to it would be a circle */
} anchor;

/* One open list or map; its children wait on the common pile from `base` on. */
typedef struct frame {
    ns_node *node;
    anchor *anchor;
    size_t base;
} frame;

typedef struct loader {
    yaml_parser_t parser;
    ns_arena *arena;
    ns_diagnostics *diagnostics;
    const char *name;
    size_t *nodes;
    size_t limit;
    frame frames[MAX_DEPTH + 1];
    size_t depth;
    ns_node **pile;
    size_t pile_count, pile_room;
    anchor *anchors;
    ns_node *root;
    size_t documents, errors_before;
    const char *line_text; /* whole text, for the tab test */
    size_t length;
} loader;

static ns_location place(const loader *self, yaml_mark_t start, yaml_mark_t end) {
    uint32_t length = end.line == start.line && end.column > start.column ? (uint32_t)(end.column - start.column) : 1;
    return (ns_location){self->name, (uint32_t)start.line + 1, (uint32_t)start.column + 1, length};
}

static ns_status fault(loader *self, ns_code_id code, ns_location at, const char *hint, const char *text) {
    ns_diagnostics_add(self->diagnostics, code, at, hint, "%s", text);
    return NS_BAD_INPUT;
}

/* Does the line of a mark begin with blanks and a tab? */
static bool tab_indents(const loader *self, size_t line) {
    const char *p = self->line_text, *end = p + self->length;
    for (size_t n = 0; n < line && p; n++) {
        p = memchr(p, '\n', (size_t)(end - p));
        if (p) p++;
    }
    while (p && p < end && *p == ' ') p++;
    return p && p < end && *p == '\t';
}

static ns_status syntax(loader *self) {
    const yaml_parser_t *p = &self->parser;
    if (p->error == YAML_MEMORY_ERROR) return NS_NO_MEMORY;
    ns_location at = place(self, p->problem_mark, p->problem_mark);
    if (tab_indents(self, p->problem_mark.line))
        return fault(self, NS_CODE_TAB, at, "indent with blanks", "a tab stands where YAML wants blanks");
    const char *problem = p->problem ? p->problem : "cannot be read";
    if (p->context && p->context_mark.line != p->problem_mark.line)
        ns_diagnostics_add(self->diagnostics, NS_CODE_SYNTAX, at, "look at the lines above too: a missing colon, quote or bracket",
                           "%s, %s that began in line %zu", problem, p->context, p->context_mark.line + 1);
    else
        ns_diagnostics_add(self->diagnostics, NS_CODE_SYNTAX, at, "check colons, quotes, brackets and indentation here", "%s", problem);
    return NS_BAD_INPUT;
}

static ns_status pile_up(loader *self, ns_node *node) {
    if (self->pile_count == self->pile_room) {
        size_t room = self->pile_room ? 2 * self->pile_room : 256;
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

static ns_status check_key(loader *self, const ns_node *key) {
    if (key->kind != NS_NODE_SCALAR) return fault(self, NS_CODE_SYNTAX, key->at, "a key is a plain text", "a key may not be a list or a map");
    if (!key->quoted && strcmp(key->text, "<<") == 0)
        return fault(self, NS_CODE_TAG, key->at, "write the keys out, or use `extends`", "merge keys (<<) are not part of the format");
    const frame *top = &self->frames[self->depth - 1];
    for (size_t i = top->base; i < self->pile_count; i += 2)
        if (strcmp(self->pile[i]->text, key->text) == 0) {
            ns_diagnostics_add(self->diagnostics, NS_CODE_DUPLICATE_KEY, key->at, "remove or rename one of them",
                               "key '%s' stands twice; first in line %u", key->text, self->pile[i]->at.line);
            return NS_OK; /* go on, to find more */
        }
    return NS_OK;
}

static ns_status add_child(loader *self, ns_node *node) {
    if (!self->depth) {
        self->root = node;
        return NS_OK;
    }
    ns_status status = wants_key(self) ? check_key(self, node) : NS_OK;
    return status == NS_OK ? pile_up(self, node) : status;
}

static ns_node *new_node(loader *self, ns_node_kind kind, const yaml_event_t *event) {
    ns_node *node = ++*self->nodes <= self->limit ? NS_ARENA_NEW(self->arena, 1, ns_node) : NULL;
    if (node) *node = (ns_node){.kind = kind, .at = place(self, event->start_mark, event->end_mark), .text = ""};
    return node;
}

static ns_status too_many(loader *self, const yaml_event_t *event) {
    if (*self->nodes <= self->limit) return NS_NO_MEMORY;
    ns_diagnostics_add(self->diagnostics, NS_CODE_TOO_BIG, place(self, event->start_mark, event->start_mark), NULL,
                       "the file has more than %zu entries, aliases expanded", self->limit);
    return NS_BAD_INPUT;
}

static ns_status add_anchor(loader *self, const yaml_char_t *name, ns_node *node, bool open, anchor **out) {
    *out = NULL;
    if (!name) return NS_OK;
    anchor *new = NS_ARENA_NEW(self->arena, 1, anchor);
    char *copy = ns_arena_text(self->arena, (const char *)name);
    if (!new || !copy) return NS_NO_MEMORY;
    *new = (anchor){self->anchors, copy, node, open};
    self->anchors = *out = new;
    return NS_OK;
}

static ns_status refuse_tag(loader *self, const yaml_char_t *tag, const yaml_event_t *event) {
    if (!tag || strcmp((const char *)tag, "!") == 0) return NS_OK;
    return fault(self, NS_CODE_TAG, place(self, event->start_mark, event->end_mark), "remove the tag", "tags are not part of the format");
}

static ns_status on_scalar(loader *self, const yaml_event_t *event) {
    ns_status status = refuse_tag(self, event->data.scalar.tag, event);
    if (status != NS_OK) return status;
    ns_node *node = new_node(self, NS_NODE_SCALAR, event);
    if (!node) return too_many(self, event);
    node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    node->text = ns_arena_text_n(self->arena, (const char *)event->data.scalar.value, event->data.scalar.length);
    if (!node->text) return NS_NO_MEMORY;
    if (strlen(node->text) != event->data.scalar.length)
        return fault(self, NS_CODE_ENCODING, node->at, NULL, "a text holds a NUL character");
    anchor *unused;
    status = add_anchor(self, event->data.scalar.anchor, node, false, &unused);
    return status == NS_OK ? add_child(self, node) : status;
}

static ns_status on_open(loader *self, const yaml_event_t *event, ns_node_kind kind, const yaml_char_t *tag, const yaml_char_t *name) {
    ns_status status = refuse_tag(self, tag, event);
    if (status != NS_OK) return status;
    ns_location at = place(self, event->start_mark, event->start_mark);
    if (self->depth >= ns_limit_of(NS_LIMIT_DEPTH)->value || self->depth >= MAX_DEPTH)
        return fault(self, NS_CODE_TOO_DEEP, at, "a scenario needs about ten levels", "nested more than 64 levels deep");
    if (wants_key(self)) return fault(self, NS_CODE_SYNTAX, at, "a key is a plain text", "a key may not be a list or a map");
    ns_node *node = new_node(self, kind, event);
    if (!node) return too_many(self, event);
    node->at.length = 1;
    frame *top = &self->frames[self->depth];
    status = add_anchor(self, name, node, true, &top->anchor);
    if (status != NS_OK) return status;
    top->node = node;
    self->depth++;
    top->base = self->pile_count;
    return NS_OK;
}

static ns_status on_close(loader *self) {
    frame *top = &self->frames[--self->depth];
    ns_node *node = top->node;
    size_t count = self->pile_count - top->base;
    ns_node **children = self->pile + top->base;
    if (node->kind == NS_NODE_LIST) {
        node->count = count;
        node->items = NS_ARENA_NEW(self->arena, count, ns_node *);
        if (!node->items) return NS_NO_MEMORY;
        if (count) memcpy(node->items, children, count * sizeof *children);
    } else {
        node->count = count / 2;
        node->pairs = NS_ARENA_NEW(self->arena, node->count, ns_pair);
        if (!node->pairs) return NS_NO_MEMORY;
        for (size_t i = 0; i < node->count; i++) node->pairs[i] = (ns_pair){children[2 * i], children[2 * i + 1]};
    }
    self->pile_count = top->base;
    if (top->anchor) top->anchor->open = false;
    return add_child(self, node);
}

static ns_status on_alias(loader *self, const yaml_event_t *event) {
    const char *name = (const char *)event->data.alias.anchor;
    ns_location at = place(self, event->start_mark, event->end_mark);
    const anchor *found = self->anchors;
    while (found && strcmp(found->name, name) != 0) found = found->next;
    if (!found) return fault(self, NS_CODE_ALIAS, at, "define it before with &", "an alias to an anchor that does not exist");
    if (found->open) return fault(self, NS_CODE_ALIAS, at, "an alias may not contain itself", "an alias that contains itself");
    ns_node *copy = ns_tree_copy(self->arena, found->node, self->nodes, self->limit, (unsigned)(MAX_DEPTH + 1 - self->depth));
    if (!copy && *self->nodes > self->limit) return too_many(self, event);
    if (!copy) return fault(self, NS_CODE_TOO_DEEP, at, NULL, "aliases nest more than 64 levels deep");
    copy->at = at;
    return add_child(self, copy);
}

static ns_status on_event(loader *self, const yaml_event_t *event) {
    switch (event->type) {
    case YAML_SCALAR_EVENT: return on_scalar(self, event);
    case YAML_SEQUENCE_START_EVENT:
        return on_open(self, event, NS_NODE_LIST, event->data.sequence_start.tag, event->data.sequence_start.anchor);
    case YAML_MAPPING_START_EVENT:
        return on_open(self, event, NS_NODE_MAP, event->data.mapping_start.tag, event->data.mapping_start.anchor);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: return on_close(self);
    case YAML_ALIAS_EVENT: return on_alias(self, event);
    case YAML_DOCUMENT_START_EVENT:
        if (self->documents++ == 0) return NS_OK;
        return fault(self, NS_CODE_SEVERAL_DOCUMENTS, place(self, event->start_mark, event->end_mark), "remove the '---'",
                     "a second document begins here");
    default: return NS_OK;
    }
}

static ns_status run(loader *self) {
    for (bool more = true; more;) {
        yaml_event_t event;
        if (!yaml_parser_parse(&self->parser, &event)) return syntax(self);
        more = event.type != YAML_STREAM_END_EVENT;
        ns_status status = on_event(self, &event);
        yaml_event_delete(&event);
        if (status != NS_OK) return status;
    }
    return NS_OK;
}

static ns_status finish(loader *self, ns_node **out) {
    ns_location at = {self->name, 1, 1, 1};
    bool blank = !self->root || (self->root->kind == NS_NODE_SCALAR && !self->root->quoted && !*self->root->text);
    if (blank) return fault(self, NS_CODE_EMPTY, at, "`negsim new` writes a scenario to start from", "the file is empty");
    *out = self->root;
    return ns_diagnostics_errors(self->diagnostics) > self->errors_before ? NS_BAD_INPUT : NS_OK;
}

ns_status ns_yaml_parse(ns_node **out, ns_arena *arena, size_t *nodes, const char *name, const char *text, size_t length,
                        ns_diagnostics *diagnostics) {
    if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
        text += 3;
        length -= 3;
    }
    if (!ns_utf8_check(name, text, length, diagnostics)) return NS_BAD_INPUT;
    loader self = {.arena = arena, .diagnostics = diagnostics, .name = name, .nodes = nodes, .line_text = text, .length = length};
    self.limit = ns_limit_of(NS_LIMIT_NODES)->value;
    self.errors_before = ns_diagnostics_errors(diagnostics);
    if (!yaml_parser_initialize(&self.parser)) return NS_NO_MEMORY;
    yaml_parser_set_encoding(&self.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&self.parser, (const unsigned char *)text, length);
    ns_status status = run(&self);
    if (status == NS_OK) status = finish(&self, out);
    yaml_parser_delete(&self.parser);
    free(self.pile);
    return status;
}
