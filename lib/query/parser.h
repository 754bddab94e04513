/*
 * What the files of the parser share: its state and the steps they have in
 * common. Private to them.
 */
#pragma once

#include "lib/query/lexer.h"

struct parser {
    struct lexer lexer;
    struct lexeme now;
    struct query *query;
    const struct query_context *context;
    struct query_fault *fault;
    struct node **terms; /* of the text run at hand */
    size_t term_count, term_next;
    long operators, patterns;
};

bool parser_failed(const struct parser *parser);
void parser_next(struct parser *parser);

/* A node that stands where the parser is; and a child for it. */
struct node *parser_node(struct parser *parser, enum node_kind kind);
void parser_add(struct parser *parser, struct node *node, struct node *child);

/* Whether an operator is next, no words of a run being left. */
bool parser_is_at(const struct parser *parser, enum lexeme_kind kind);

/* Counts an operator; false: they are too many. */
bool parser_count_operator(struct parser *parser);

/* "OR at column 5 needs something behind it", offering the query without.
 * Returns NULL. */
struct node *parser_fail_operand(struct parser *parser,
                                 const struct lexeme *operator,
                                 const char * where);

/*
 * One operand, or NULL where none begins. What has nothing to look for in it
 * (a lone dash, "") is passed over.
 */
struct node *parser_operand(struct parser *parser);

/* An operand, or several near each other. */
struct node *parser_near(struct parser *parser);
