/*
 * NEAR/n and ADJ/n bind tightest: their operands are single terms and
 * brackets.
 */
#include "lib/query/fault.h"
#include "lib/query/parser.h"
#include "lib/text/utf8.h"

/* Words, phrases, patterns, and brackets of them joined by OR. */
static bool
has_place(const struct node *node)
{
    if (node->kind != NODE_OR)
        return node->kind == NODE_TERM || node->kind == NODE_PATTERN;
    for (size_t i = 0; i < node->child_count; i++)
        if (!has_place(node->children[i]))
            return false;
    return true;
}

/* A fault at the operator NEAR/n or ADJ/n. */
static struct node *
fail_near(struct parser *parser, const struct lexeme *near, const char *what,
          const char *hint)
{
    const char *text = parser->query->text;

    fault_syntax(parser->fault,
                 arena_printf(parser->context->arena, "%.*s at column %zu %s",
                              (int)near->len, text + near->at,
                              utf8_count(text, near->at) + 1, what),
                 &(struct fault_span){near->at, near->len, 0}, hint, NULL);
    return NULL;
}

/* Adds one operand of a NEAR; NULL: fault says what is wrong with it. */
static struct node *
near_add(struct parser *parser, struct node *near, const struct lexeme *at,
         struct node *operand)
{
    long most = limits_get(parser->context->limits, LIMIT_NEAR_OPERANDS);

    if (!has_place(operand))
        return fail_near(parser, at, "joins words, phrases and wildcards",
                         "a bracket beside it may hold words joined by OR");
    if (near->child_count == (size_t)most)
        return fail_near(parser, at,
                         arena_printf(parser->context->arena,
                                      "is one too many: %ld operands at most",
                                      most),
                         NULL);
    parser_add(parser, near, operand);
    return near;
}

/* The operands behind the first, which all have the same operator. */
static struct node *
parse_near_rest(struct parser *parser, struct node *near)
{
    while (parser_is_at(parser, LEX_NEAR)) {
        struct lexeme at = parser->now;
        struct node *operand;

        if (at.distance != near->distance || at.ordered != near->ordered)
            return fail_near(parser, &at, "differs from the one before it",
                             "in a row of NEAR or ADJ all are the same");
        if (!parser_count_operator(parser))
            return NULL;
        parser_next(parser);
        operand = parser_failed(parser) ? NULL : parser_operand(parser);
        if (parser_failed(parser))
            return NULL;
        if (operand == NULL)
            return parser_fail_operand(parser, &at, "behind");
        if (near_add(parser, near, &at, operand) == NULL)
            return NULL;
    }
    return near;
}

/* An operand, or several near each other. */
struct node *
parser_near(struct parser *parser)
{
    struct node *first = parser_operand(parser), *near;

    if (parser_failed(parser) || !parser_is_at(parser, LEX_NEAR))
        return first;
    if (first == NULL)
        return parser_fail_operand(parser, &parser->now, "before");
    near = parser_node(parser, NODE_NEAR);
    near->distance = parser->now.distance;
    near->ordered = parser->now.ordered;
    if (near_add(parser, near, &parser->now, first) == NULL)
        return NULL;
    return parse_near_rest(parser, near);
}
