#include "tests/unit/query_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

void
query_fixture_open(struct query_fixture *fixture)
{
    *fixture = (struct query_fixture){.arena = arena_new()};
    assert_int_equal(lexicon_new(&fixture->lexicon, tables_builtin(), NULL),
                     STATUS_OK);
    fixture->stemmer = stemmer_new(fixture->lexicon);
    assert_int_equal(concepts_new(&fixture->concepts, tables_builtin(),
                                  fixture->stemmer, NULL),
                     STATUS_OK);
    fixture->context = (struct query_context){.lexicon = fixture->lexicon,
                                              .stemmer = fixture->stemmer,
                                              .arena = fixture->arena,
                                              .concepts = fixture->concepts};
}

void
query_fixture_close(struct query_fixture *fixture)
{
    concepts_free(fixture->concepts);
    stemmer_free(fixture->stemmer);
    lexicon_free(fixture->lexicon);
    arena_free(fixture->arena);
}

static void
dump_words(struct buf *out, const char *const *words, size_t count,
           const char *between)
{
    for (size_t i = 0; i < count; i++)
        buf_printf(out, "%s%s", i == 0 ? "" : between, words[i]);
}

static void
dump_node(struct buf *out, const struct node *node)
{
    static const char *const names[] = {
        [NODE_AND] = "and", [NODE_OR] = "or", [NODE_NOT] = "not"};

    switch (node->kind) {
    case NODE_TERM:
        buf_put_text(out, node->exact ? "=" : "");
        dump_words(out, node->words, node->word_count, "_");
        buf_put_text(out, node->free ? "+" : "");
        buf_put_text(out, node->small ? "." : "");
        return;
    case NODE_FILTER:
        buf_printf(out, "%s:", field_specs[node->field].name);
        if (node->is_range)
            buf_printf(out, "%ld..%ld", node->from, node->to);
        dump_words(out, node->values, node->value_count, ",");
        return;
    case NODE_PATTERN:
        buf_put_text(out, node->pattern);
        if (node->edits > 0)
            buf_printf(out, "~%u", node->edits);
        return;
    case NODE_AND:
    case NODE_OR:
    case NODE_NOT:
    case NODE_NEAR:
    case NODE_IN:
        if (node->kind == NODE_NEAR)
            buf_printf(out, "(%s%u", node->ordered ? "adj" : "near",
                       node->distance);
        else if (node->kind == NODE_IN)
            buf_printf(out, "(in-%s", node_scope_name(node->scope));
        else
            buf_printf(out, "(%s", names[node->kind]);
        for (size_t i = 0; i < node->child_count; i++) {
            buf_put_byte(out, ' ');
            dump_node(out, node->children[i]);
        }
        buf_put_byte(out, ')');
    }
}

const char *
query_fixture_dump(struct query_fixture *fixture, const struct query *query)
{
    struct buf out = {0};
    const char *text;

    if (query->root != NULL)
        dump_node(&out, query->root);
    text = arena_strdup(fixture->arena, buf_text(&out));
    buf_deinit(&out);
    return text;
}
