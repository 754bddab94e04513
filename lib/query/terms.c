#include "lib/query/terms.h"

#include "lib/query/fault.h"
#include "lib/text/fold.h"
#include "lib/text/token.h"
#include "lib/text/utf8.h"

#include <string.h>

/* Whether only dashes stand between two tokens of text. */
static bool
joined_by_dashes(const char *text, const struct token *a, const struct token *b)
{
    size_t at = a->end;

    while (at < b->start)
        if (!fold_is_dash(utf8_next(text, b->start, &at)))
            return false;
    return a->end < b->start;
}

static void
term_add_word(const struct query_context *context, struct node *term,
              const struct token *token)
{
    struct arena *arena = context->arena;
    const char *word = token->norm;
    size_t spelled_count = term->word_count;

    if (!term->exact)
        word = arena_strdup(arena, stemmer_stem(context->stemmer, word));
    *arena_push(arena, term->words, term->word_count) = word;
    *arena_push(arena, term->spelled, spelled_count) = token->norm;
}

/* The tokens of the query's bytes [at, at + len), placed in the query. */
static struct tokens
tokens_of(const struct query_context *context, const struct query *query,
          size_t at, size_t len)
{
    struct tokens tokens;

    tokens_find(&tokens, context->lexicon, query->text + at, len,
                context->arena);
    for (size_t i = 0; i < tokens.count; i++) {
        tokens.list[i].start += (uint32_t)at;
        tokens.list[i].end += (uint32_t)at;
    }
    return tokens;
}

void
terms_of_run(const struct query_context *context, struct query *query,
             const struct lexeme *run, struct node ***terms, size_t *count)
{
    struct tokens tokens = tokens_of(context, query, run->at, run->len);
    const struct token *before = NULL;
    struct node *term = NULL;

    for (size_t i = 0; i < tokens.count; i++) {
        const struct token *token = &tokens.list[i];

        if (token->kind == TOKEN_PART)
            continue;
        if (before == NULL || !joined_by_dashes(query->text, before, token)) {
            term = arena_make(context->arena, struct node);
            term->kind = NODE_TERM;
            term->at = token->start;
            term->small = lexicon_is_small(context->lexicon, token->norm);
            *arena_push(context->arena, *terms, *count) = term;
        } else {
            term->small = false;
        }
        term_add_word(context, term, token);
        term->len = token->end - term->at;
        before = token;
    }
}

struct node *
terms_exact(const struct query_context *context, const struct query *query,
            const struct lexeme *lexeme)
{
    struct tokens tokens =
        tokens_of(context, query, lexeme->value, lexeme->value_len);
    struct node *term = arena_make(context->arena, struct node);

    term->kind = NODE_TERM;
    term->at = lexeme->at;
    term->len = lexeme->len;
    term->exact = true;
    for (size_t i = 0; i < tokens.count; i++)
        if (tokens.list[i].kind != TOKEN_PART)
            term_add_word(context, term, &tokens.list[i]);
    return term->word_count == 0 ? NULL : term;
}

/* A literal piece of a pattern, normalised; NULL when it is not one word. */
static const char *
pattern_piece(const struct query_context *context, const char *text, size_t len)
{
    struct tokens tokens;

    tokens_find(&tokens, context->lexicon, text, len, context->arena);
    if (tokens.count == 0 || tokens.positions != 1 ||
        tokens.list[0].start != 0 || tokens.list[0].end != len)
        return NULL;
    return tokens.list[0].norm;
}

static struct node *
fail_pattern(const struct query_context *context, const struct query *query,
             const struct lexeme *lexeme, struct query_fault *fault)
{
    fault_syntax(
        fault,
        arena_printf(context->arena,
                     "%.*s at column %zu: a wildcard or ~ takes one word",
                     (int)lexeme->len, query->text + lexeme->at,
                     utf8_count(query->text, lexeme->at) + 1),
        &(struct fault_span){lexeme->at, lexeme->len, 0},
        "write the words apart, as in capacity ADJ/1 build*; to search for "
        "the text itself, put it in quotes",
        NULL);
    return NULL;
}

struct node *
terms_pattern(const struct query_context *context, const struct query *query,
              const struct lexeme *lexeme, struct query_fault *fault)
{
    struct arena *arena = context->arena;
    const char *text = query->text + lexeme->value, *pattern = "";
    struct node *node = arena_make(arena, struct node);

    for (size_t at = 0; at < lexeme->value_len;) {
        size_t len = at;

        while (len < lexeme->value_len && text[len] != '*' && text[len] != '?')
            len++;
        if (len > at) {
            const char *piece = pattern_piece(context, text + at, len - at);

            if (piece == NULL)
                return fail_pattern(context, query, lexeme, fault);
            pattern = arena_printf(arena, "%s%s", pattern, piece);
        }
        if (len < lexeme->value_len)
            pattern = arena_printf(arena, "%s%c", pattern, text[len]);
        at = len + 1;
    }
    node->kind = NODE_PATTERN;
    node->at = lexeme->at;
    node->len = lexeme->len;
    node->pattern = pattern;
    node->edits = lexeme->edits;
    return node;
}
