#include "lib/wire/query_json.h"

#include "lib/wire/json_out.h"

static void put_node(struct buf *out, const struct node *node);

static const char *const operators[] = {
    [NODE_TERM] = "word", [NODE_PATTERN] = "pattern", [NODE_FILTER] = "filter",
    [NODE_AND] = "and",   [NODE_OR] = "or",           [NODE_NOT] = "not",
    [NODE_NEAR] = "near", [NODE_IN] = "in",
};

static void
put_term(struct buf *out, const struct node *term)
{
    json_put_member_texts(out, "words", term->spelled, term->word_count);
    json_put_member_bool(out, "exact", term->exact);
    if (!term->exact)
        json_put_member_texts(out, "stems", term->words, term->word_count);
}

static void
put_pattern(struct buf *out, const struct node *pattern)
{
    json_put_member(out, "pattern", pattern->pattern);
    if (pattern->edits > 0)
        json_put_member_number(out, "edits", pattern->edits);
    json_put_member_texts(out, "words", pattern->words, pattern->word_count);
}

static void
put_filter(struct buf *out, const struct node *filter)
{
    json_put_member(out, "field", field_specs[filter->field].name);
    if (filter->is_range && filter->from >= 0)
        json_put_member_number(out, "from", filter->from);
    if (filter->is_range && filter->to >= 0)
        json_put_member_number(out, "to", filter->to);
    json_put_member_texts(out, "values", filter->values, filter->value_count);
}

static void
put_operator(struct buf *out, const struct node *node)
{
    if (node->kind == NODE_NEAR)
        json_put_member_number(out, "distance", node->distance);
    if (node->kind == NODE_IN)
        json_put_member(out, "in", node_scope_name(node->scope));
    json_put_key(out, "of");
    buf_put_byte(out, '[');
    for (size_t i = 0; i < node->child_count; i++) {
        json_put_comma(out);
        put_node(out, node->children[i]);
    }
    buf_put_byte(out, ']');
}

static void
put_node(struct buf *out, const struct node *node)
{
    bool adjacent = node->kind == NODE_NEAR && node->ordered;

    buf_put_byte(out, '{');
    json_put_member(out, "op", adjacent ? "adj" : operators[node->kind]);
    if (node->kind == NODE_TERM)
        put_term(out, node);
    else if (node->kind == NODE_PATTERN)
        put_pattern(out, node);
    else if (node->kind == NODE_FILTER)
        put_filter(out, node);
    else
        put_operator(out, node);
    buf_put_byte(out, '}');
}

void
query_json_put(struct buf *out, const struct query *query, const char *normal)
{
    buf_put_byte(out, '{');
    json_put_member(out, "query", normal);
    json_put_key(out, "tree");
    if (query->root == NULL)
        buf_put_text(out, "null");
    else
        put_node(out, query->root);
    json_put_member_texts(out, "notes", query->notes, query->note_count);
    buf_put_byte(out, '}');
}
