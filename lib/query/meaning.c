#include "lib/query/meaning.h"

#include "lib/base/buf.h"

#include <string.h>

struct meaning {
    struct query *query;
    const struct query_context *context;
    const struct concept **said; /* concepts that have a note */
    size_t said_count;
};

/* A name is compared without small words, which queries need not have. */
static size_t
next_word(const struct meaning *meaning, const struct concept_name *name,
          size_t at)
{
    while (at < name->count && name->count > 1 &&
           lexicon_is_small(meaning->context->lexicon, name->words[at]))
        at++;
    return at;
}

/*
 * Whether nodes[0..count) begin with the name; then how many of them it
 * takes, whole nodes only.
 */
static size_t
name_takes(const struct meaning *meaning, const struct concept_name *name,
           struct node *const *nodes, size_t count)
{
    size_t at = next_word(meaning, name, 0);

    for (size_t i = 0; i < count; i++) {
        const struct node *node = nodes[i];

        for (size_t j = 0; j < node->word_count; j++) {
            if (node->exact)
                return 0;
            if (lexicon_is_small(meaning->context->lexicon, node->words[j]) &&
                node->word_count > 1)
                continue;
            if (at == name->count ||
                strcmp(name->words[at],
                       name->acronym ? node->spelled[j] : node->words[j]) != 0)
                return 0;
            at = next_word(meaning, name, at + 1);
        }
        if (at == name->count)
            return i + 1;
    }
    return 0;
}

static void
say(struct meaning *meaning, const struct concept_name *typed,
    const struct node *first, const struct node *last)
{
    const struct concept *concept = typed->concept;
    struct arena *arena = meaning->context->arena;
    struct buf names = {0};

    for (size_t i = 0; i < meaning->said_count; i++)
        if (meaning->said[i] == concept)
            return;
    *arena_push(arena, meaning->said, meaning->said_count) = concept;
    for (size_t i = 0; i < concept->name_count; i++)
        if (concept->names[i] != typed)
            buf_printf(&names, "%s\"%s\"", names.len > 0 ? ", " : "",
                       concept->names[i]->text);
    if (names.len > 0)
        query_note(meaning->query, arena, "%.*s also read as %s",
                   (int)(last->at + last->len - first->at),
                   meaning->query->text + first->at, buf_text(&names));
    buf_deinit(&names);
}

static void
give(struct meaning *meaning, struct node *node, const struct concept *concept)
{
    for (size_t i = 0; i < node->concept_count; i++)
        if (node->concepts[i] == concept)
            return;
    *arena_push(meaning->context->arena, node->concepts, node->concept_count) =
        concept;
}

/* Whether a name may begin with a node: most are told by a letter. */
static bool
may_take(const struct concept_name *name, const struct node *node)
{
    const char *word;

    if (name->narrower || node->exact)
        return false;
    if (node->word_count != 1)
        return true;
    word = name->acronym ? node->spelled[0] : node->words[0];
    return *word == *name->words[name->first];
}

static void
read_run(struct meaning *meaning, struct node *const *nodes, size_t count)
{
    const struct concepts *concepts = meaning->context->concepts;

    for (size_t i = 0; i < concepts_count(concepts); i++) {
        const struct concept_name *name = concepts_name(concepts, i);
        size_t taken = may_take(name, nodes[0])
                           ? name_takes(meaning, name, nodes, count)
                           : 0;

        for (size_t j = 0; j < taken; j++)
            give(meaning, nodes[j], name->concept);
        if (taken > 0)
            say(meaning, name, nodes[0], nodes[taken - 1]);
    }
}

/* How many words from a child on may be one name: those side by side. */
static size_t
run_length(const struct node *parent, size_t from)
{
    size_t end = from;

    while (end < parent->child_count &&
           parent->children[end]->kind == NODE_TERM &&
           !parent->children[end]->free)
        end++;
    return parent->kind == NODE_AND || end == from ? end - from : 1;
}

/* The words under operators; NEAR asks for the places of the words
 * themselves. */
static void
read_bound(struct meaning *meaning, const struct node *node)
{
    for (size_t i = 0; node->kind != NODE_NEAR && i < node->child_count; i++) {
        read_run(meaning, node->children + i, run_length(node, i));
        read_bound(meaning, node->children[i]);
    }
}

void
meaning_give(struct query *query, const struct query_context *context)
{
    struct meaning meaning = {.query = query, .context = context};

    for (size_t i = 0; i < query->free_count; i++)
        read_run(&meaning, query->free_words + i, query->free_count - i);
    if (query->root != NULL)
        read_bound(&meaning, query->root);
}
