/*
 * Recursive descent over the lexemes; brackets are limited by the lexer, so
 * the recursion is. A run of text becomes terms, handed out one at a time,
 * because NOT applies to the next word only.
 */
#include "lib/query/fault.h"
#include "lib/query/filter.h"
#include "lib/query/meaning.h"
#include "lib/query/parser.h"
#include "lib/query/terms.h"
#include "lib/query/tidy.h"
#include "lib/text/utf8.h"

#include <string.h>

static struct node *parse_alternatives(struct parser *parser);

bool
parser_failed(const struct parser *parser)
{
    return parser->fault->message != NULL;
}

void
parser_next(struct parser *parser)
{
    lexer_next(&parser->lexer, &parser->now);
}

struct node *
parser_node(struct parser *parser, enum node_kind kind)
{
    struct node *node = arena_make(parser->context->arena, struct node);

    node->kind = kind;
    node->at = parser->now.at;
    node->len = parser->now.len;
    return node;
}

void
parser_add(struct parser *parser, struct node *node, struct node *child)
{
    *arena_push(parser->context->arena, node->children, node->child_count) =
        child;
}

/* The query without one lexeme; NULL: nothing would be left. */
static const char *
without(const struct parser *parser, const struct lexeme *lexeme)
{
    static const char spaces[] = " \t\r\n";
    const char *text = parser->query->text;
    char *rest = arena_printf(parser->context->arena, "%.*s%s", (int)lexeme->at,
                              text, text + lexeme->at + lexeme->len);
    size_t len;

    rest += strspn(rest, spaces);
    for (len = strlen(rest); len > 0; len--)
        if (strchr(spaces, rest[len - 1]) == NULL)
            break;
    rest[len] = '\0';
    return len == 0 ? NULL : rest;
}

/* "OR at column 5 needs something behind it", offering the query without. */
struct node *
parser_fail_operand(struct parser *parser, const struct lexeme *operator,
                    const char * where)
{
    struct arena *arena = parser->context->arena;
    const char *text = parser->query->text;
    size_t behind = operator->at + operator->len;

    fault_syntax(parser->fault,
                 arena_printf(arena, "%.*s at column %zu needs something %s it",
                              (int)operator->len, text + operator->at,
                              utf8_count(text, operator->at) + 1, where),
                 &(struct fault_span){operator->at, operator->len, behind},
                 "to search for the word itself, put it in quotes",
                 without(parser, operator));
    return NULL;
}

bool
parser_count_operator(struct parser *parser)
{
    long most = limits_get(parser->context->limits, LIMIT_OPERATORS);

    if (++parser->operators <= most)
        return true;
    fault_complex(parser->fault, "operators", most, parser->operators);
    return false;
}

/* in: and the operand that it governs. */
static struct node *
parse_in(struct parser *parser, struct node *node)
{
    struct lexeme in = parser->now;
    struct node *child = NULL;

    parser_next(parser);
    if (parser_failed(parser))
        return NULL;
    if (parser->now.kind != LEX_FIELD || parser->now.field != FIELD_IN)
        child = parser_operand(parser);
    if (parser_failed(parser))
        return NULL;
    if (child == NULL)
        return parser_fail_operand(parser, &in, "behind");
    parser_add(parser, node, child);
    return node;
}

static struct node *
parse_filter(struct parser *parser)
{
    struct node *node = filter_read(parser->context, parser->query,
                                    &parser->now, parser->fault);

    if (node == NULL || node->kind == NODE_FILTER)
        return node;
    return parse_in(parser, node);
}

static struct node *
parse_pattern(struct parser *parser)
{
    long most = limits_get(parser->context->limits, LIMIT_PATTERNS);

    if (++parser->patterns > most) {
        fault_complex(parser->fault, "wildcards and similar words", most,
                      parser->patterns);
        return NULL;
    }
    return terms_pattern(parser->context, parser->query, &parser->now,
                         parser->fault);
}

static struct node *
parse_group(struct parser *parser)
{
    struct lexeme open = parser->now;
    struct node *node;

    parser_next(parser);
    node = parse_alternatives(parser);
    if (parser_failed(parser))
        return NULL;
    if (parser->now.kind == LEX_END)
        query_note(parser->query, parser->context->arena,
                   "the bracket at column %zu is not closed; read as closed "
                   "at the end",
                   utf8_count(parser->query->text, open.at) + 1);
    if (node == NULL)
        query_note(parser->query, parser->context->arena,
                   "left out the empty brackets at column %zu",
                   utf8_count(parser->query->text, open.at) + 1);
    return node;
}

/* The next term of the run at hand; NULL when it is used up. */
static struct node *
take_term(struct parser *parser)
{
    if (parser->term_next == parser->term_count)
        return NULL;
    return parser->terms[parser->term_next++];
}

/*
 * One operand, or NULL where none begins. What has nothing to look for in it
 * (a lone dash, "") is passed over.
 */
struct node *
parser_operand(struct parser *parser)
{
    struct node *node = take_term(parser);

    while (node == NULL && !parser_failed(parser)) {
        switch (parser->now.kind) {
        case LEX_TEXT:
            parser->terms = NULL;
            parser->term_count = parser->term_next = 0;
            terms_of_run(parser->context, parser->query, &parser->now,
                         &parser->terms, &parser->term_count);
            node = take_term(parser);
            break;
        case LEX_PHRASE:
        case LEX_EXACT:
            node = terms_exact(parser->context, parser->query, &parser->now);
            break;
        case LEX_PATTERN:
            node = parse_pattern(parser);
            break;
        case LEX_FIELD:
            node = parse_filter(parser);
            if (node != NULL && node->kind == NODE_IN)
                return node; /* its operand has been passed already */
            break;
        case LEX_OPEN:
            node = parse_group(parser);
            if (parser->now.kind == LEX_END)
                return node;
            break;
        default:
            return NULL;
        }
        if (!parser_failed(parser))
            parser_next(parser);
    }
    return parser_failed(parser) ? NULL : node;
}

bool
parser_is_at(const struct parser *parser, enum lexeme_kind kind)
{
    return parser->term_next == parser->term_count && parser->now.kind == kind;
}

static struct node *
parse_not(struct parser *parser)
{
    struct lexeme last = parser->now;
    struct node *node, *operand;
    bool negated = false;

    while (parser->term_next == parser->term_count &&
           parser->now.kind == LEX_NOT) {
        if (!parser_count_operator(parser))
            return NULL;
        negated = !negated;
        last = parser->now;
        parser_next(parser);
        if (parser_failed(parser))
            return NULL;
    }
    operand = parser_near(parser);
    if (operand == NULL && !parser_failed(parser) && last.kind == LEX_NOT)
        return parser_fail_operand(parser, &last, "behind");
    if (operand == NULL || !negated)
        return operand;
    node = parser_node(parser, NODE_NOT);
    node->at = last.at;
    node->len = last.len;
    parser_add(parser, node, operand);
    return node;
}

static struct node *
parse_together(struct parser *parser)
{
    struct node *node = parser_node(parser, NODE_AND);

    for (;;) {
        struct lexeme operator= parser->now;
        bool said = parser_is_at(parser, LEX_AND);
        struct node *child;

        if (said && node->child_count == 0)
            return parser_fail_operand(parser, &operator, "before");
        if (said && !parser_count_operator(parser))
            return NULL;
        if (said)
            parser_next(parser);
        if (parser_failed(parser))
            return NULL;
        child = parse_not(parser);
        if (parser_failed(parser))
            return NULL;
        if (child == NULL && said)
            return parser_fail_operand(parser, &operator, "behind");
        if (child == NULL)
            break;
        parser_add(parser, node, child);
    }
    return node->child_count == 0   ? NULL
           : node->child_count == 1 ? node->children[0]
                                    : node;
}

static struct node *
parse_alternatives(struct parser *parser)
{
    struct node *node = parser_node(parser, NODE_OR);
    struct node *child = parse_together(parser);

    while (!parser_failed(parser) && parser_is_at(parser, LEX_OR)) {
        struct lexeme operator= parser->now;

        if (child == NULL)
            return parser_fail_operand(parser, &operator, "before");
        if (!parser_count_operator(parser))
            return NULL;
        parser_add(parser, node, child);
        parser_next(parser);
        if (parser_failed(parser))
            return NULL;
        child = parse_together(parser);
        if (!parser_failed(parser) && child == NULL)
            return parser_fail_operand(parser, &operator, "behind");
    }
    if (parser_failed(parser) || node->child_count == 0)
        return child;
    parser_add(parser, node, child);
    return node;
}

bool
query_parse(struct query *out, const char *text, size_t len,
            const struct query_context *context, struct query_fault *fault)
{
    struct parser parser = {.query = out, .context = context, .fault = fault};
    long most = limits_get(context->limits, LIMIT_QUERY_BYTES);

    *out = (struct query){.text = arena_strndup(context->arena, text, len),
                          .any = context->any};
    *fault = (struct query_fault){0};
    if (len > (size_t)most) {
        fault_complex(fault, "query text", most, (long)len);
        return false;
    }
    lexer_init(&parser.lexer, out, len, context, fault);
    parser_next(&parser);
    if (!parser_failed(&parser))
        out->root = parse_alternatives(&parser);
    if (parser_failed(&parser) || !query_tidy(out, context, fault))
        return false;
    meaning_give(out, context);
    return true;
}
