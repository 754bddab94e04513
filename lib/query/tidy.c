#include "lib/query/tidy.h"

#include "lib/query/fault.h"
#include "lib/query/remark.h"

#include <stdlib.h>
#include <string.h>

struct tidy {
    struct query *query;
    const struct query_context *context;
    struct query_fault *fault;
    const struct node **left_out; /* small words, each once, for the note */
    size_t left_count;
};

/* Splices children of the same kind into their parent: a (b c) is a b c. */
static void
flatten(struct arena *arena, struct node *node)
{
    struct node **list = NULL;
    size_t count = 0;

    for (size_t i = 0; i < node->child_count; i++) {
        struct node *child = node->children[i];

        flatten(arena, child);
        if (child->kind != node->kind ||
            (node->kind != NODE_AND && node->kind != NODE_OR)) {
            *arena_push(arena, list, count) = child;
            continue;
        }
        for (size_t j = 0; j < child->child_count; j++)
            *arena_push(arena, list, count) = child->children[j];
    }
    node->children = list;
    node->child_count = count;
}

static bool
is_left_out(const struct node *node)
{
    return node->kind == NODE_TERM && node->small && !node->exact;
}

/* Whether something is asked of the words besides small ones. */
static bool
has_words(const struct node *node)
{
    for (size_t i = 0; i < node->child_count; i++) {
        const struct node *child = node->children[i];

        if (child->kind != NODE_FILTER && child->kind != NODE_NOT &&
            !is_left_out(child))
            return true;
    }
    return false;
}

static void
leave_out(struct tidy *tidy, const struct node *word)
{
    for (size_t i = 0; i < tidy->left_count; i++)
        if (strcmp(tidy->left_out[i]->spelled[0], word->spelled[0]) == 0)
            return;
    *arena_push(tidy->context->arena, tidy->left_out, tidy->left_count) = word;
}

static void
leave_out_small(struct tidy *tidy, struct node *node)
{
    size_t kept = 0;

    for (size_t i = 0; i < node->child_count; i++) {
        struct node *child = node->children[i];

        leave_out_small(tidy, child);
        if (child->kind == NODE_AND && child->child_count == 1)
            node->children[i] = child->children[0];
    }
    if (node->kind != NODE_AND || !has_words(node))
        return;
    for (size_t i = 0; i < node->child_count; i++) {
        struct node *child = node->children[i];

        if (is_left_out(child))
            leave_out(tidy, child);
        else
            node->children[kept++] = child;
    }
    node->child_count = kept;
}

static bool
fail_edition(struct tidy *tidy, const struct node *node, const char *message)
{
    fault_syntax(tidy->fault, message,
                 &(struct fault_span){node->at, node->len, 0},
                 "write it once, beside the other words", NULL);
    return false;
}

static bool
take_edition(struct tidy *tidy, const struct node *node)
{
    struct query *query = tidy->query;
    const char *value = node->values[0];
    enum edition_choice choice = EDITION_YEAR;

    if (strcmp(value, "all") == 0)
        choice = EDITION_ALL;
    else if (strcmp(value, FIELD_LATEST) == 0)
        choice = EDITION_LATEST;
    else if (strlen(value) != 4 || strspn(value, "0123456789") != 4) {
        *tidy->fault = (struct query_fault){
            .kind = FAULT_UNKNOWN_VALUE,
            .at = node->at,
            .len = node->len,
            .field = "edition",
            .value = value,
            .message = "edition: is all, latest or a year"};
        return false;
    }
    if (query->edition_is_said)
        return fail_edition(tidy, node, "edition: is there twice");
    query->edition_is_said = true;
    query->edition = choice;
    if (choice == EDITION_YEAR)
        query->edition_year = (unsigned)strtoul(value, NULL, 10);
    return true;
}

static bool
is_edition(const struct node *node)
{
    return node->kind == NODE_FILTER && node->field == FIELD_EDITION;
}

static const struct node *
find_edition(const struct node *node)
{
    if (is_edition(node))
        return node;
    for (size_t i = 0; i < node->child_count; i++) {
        const struct node *found = find_edition(node->children[i]);

        if (found != NULL)
            return found;
    }
    return NULL;
}

/* edition: chooses for the whole query, so it is no part of the tree. */
static bool
take_editions(struct tidy *tidy)
{
    struct node *root = tidy->query->root;
    const struct node *inner;
    size_t kept = 0;

    if (is_edition(root)) {
        tidy->query->root = NULL;
        return take_edition(tidy, root);
    }
    for (size_t i = 0; root->kind == NODE_AND && i < root->child_count; i++) {
        if (!is_edition(root->children[i]))
            root->children[kept++] = root->children[i];
        else if (!take_edition(tidy, root->children[i]))
            return false;
    }
    if (root->kind == NODE_AND)
        root->child_count = kept;
    inner = find_edition(root);
    if (inner != NULL)
        return fail_edition(tidy, inner,
                            "edition: speaks for the whole query and cannot "
                            "stand under OR, NOT or in brackets");
    if (root->kind == NODE_AND && root->child_count == 1)
        tidy->query->root = root->children[0];
    if (root->kind == NODE_AND && root->child_count == 0)
        tidy->query->root = NULL;
    return true;
}

/* An AND of negations, or a negation, finds nothing to begin with. */
static bool
is_negative(const struct node *node)
{
    if (node->kind == NODE_NOT)
        return true;
    if (node->kind != NODE_AND)
        return false;
    for (size_t i = 0; i < node->child_count; i++)
        if (!is_negative(node->children[i]))
            return false;
    return true;
}

static bool
list_free_words(struct tidy *tidy)
{
    struct query *query = tidy->query;
    struct node *root = query->root;
    struct node **candidates = &query->root;
    long most = limits_get(tidy->context->limits, LIMIT_FREE_WORDS);
    size_t count = 1;

    if (root->kind == NODE_AND) {
        candidates = root->children;
        count = root->child_count;
    }
    for (size_t i = 0; i < count; i++) {
        struct node *node = candidates[i];

        if (node->kind != NODE_TERM || node->exact)
            continue;
        node->free = true;
        *arena_push(tidy->context->arena, query->free_words,
                    query->free_count) = node;
    }
    if (query->free_count <= (size_t)most)
        return true;
    fault_complex(tidy->fault, "free words", most, (long)query->free_count);
    return false;
}

/* match: any - the free words become one OR beside the rest. */
static void
join_free_words(struct tidy *tidy)
{
    struct arena *arena = tidy->context->arena;
    struct query *query = tidy->query;
    struct node *any, *all;

    if (!query->any || query->free_count < 2)
        return;
    any = arena_make(arena, struct node);
    any->kind = NODE_OR;
    any->children = query->free_words;
    any->child_count = query->free_count;
    all = arena_make(arena, struct node);
    all->kind = NODE_AND;
    *arena_push(arena, all->children, all->child_count) = any;
    for (size_t i = 0; i < query->root->child_count; i++)
        if (!query->root->children[i]->free)
            *arena_push(arena, all->children, all->child_count) =
                query->root->children[i];
    query->root = all->child_count == 1 ? any : all;
}

static bool
fail_empty(struct tidy *tidy)
{
    fault_syntax(tidy->fault, "there is nothing to search for",
                 &(struct fault_span){0, strlen(tidy->query->text), 0},
                 "give a word, as in participation, or a filter, as in "
                 "kind:operative",
                 NULL);
    return false;
}

static bool
fail_negative(struct tidy *tidy)
{
    fault_syntax(tidy->fault, "a query of NOT alone finds nothing",
                 &(struct fault_span){0, strlen(tidy->query->text), 0},
                 "say also what to look for: a word, or a filter as in "
                 "kind:operative -word",
                 NULL);
    return false;
}

static bool
tidy_run(struct tidy *tidy)
{
    struct query *query = tidy->query;

    if (query->root == NULL)
        return fail_empty(tidy);
    flatten(tidy->context->arena, query->root);
    if (is_negative(query->root))
        return fail_negative(tidy);
    remark_words(query, query->root, tidy->context->arena);
    leave_out_small(tidy, query->root);
    flatten(tidy->context->arena, query->root);
    if (tidy->left_count > 0)
        remark_left_out(query, tidy->left_out, tidy->left_count,
                        tidy->context->arena);
    if (!take_editions(tidy))
        return false;
    if (query->root == NULL)
        return true;
    if (is_negative(query->root))
        return fail_negative(tidy);
    if (!list_free_words(tidy))
        return false;
    join_free_words(tidy);
    return true;
}

bool
query_tidy(struct query *query, const struct query_context *context,
           struct query_fault *fault)
{
    struct tidy tidy = {.query = query, .context = context, .fault = fault};

    return tidy_run(&tidy);
}
