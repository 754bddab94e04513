#include "lib/query/terms.h"

#include "lib/model/slug.h"
#include "lib/query/fault.h"
#include "lib/text/fold.h"
#include "lib/text/token.h"
#include "lib/text/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { NUMBER_DIGITS_MOST = 6 };

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

    if (!term->exact)
        word = arena_strdup(arena, stemmer_stem(context->stemmer, word));
    *arena_push(arena, term->words, term->word_count) = word;
}

static void
note_acronym(const struct query_context *context, struct query *query,
             const struct token *token)
{
    const char *form = lexicon_acronym(context->lexicon, token->norm);

    if (form != NULL)
        query_note(query, context->arena,
                   "%.*s stands for %s; acronyms are not read yet, so only "
                   "the acronym itself was looked for",
                   (int)(token->end - token->start), query->text + token->start,
                   form);
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
        note_acronym(context, query, token);
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

/* Values that are slugs already keep what slugs do not ("noting~2"). */
static const char *
slug_value(struct arena *arena, const char *text)
{
    const char *slug_bytes = "abcdefghijklmnopqrstuvwxyz0123456789-~";

    if (strspn(text, slug_bytes) == strlen(text))
        return text;
    return slug_make(arena, text);
}

static const char *
number_value(const struct query_context *context, const char *text,
             const struct lexeme *lexeme, struct query_fault *fault)
{
    const struct field_spec *spec = &field_specs[lexeme->field];
    size_t digits = strspn(text, "0123456789");

    if (strstr(text, "..") != NULL) {
        fault_later(fault, context->arena, "a range", lexeme->at, lexeme->len);
        return NULL;
    }
    if (text[digits] == '\0' && digits <= NUMBER_DIGITS_MOST)
        return arena_printf(context->arena, "%ld", strtol(text, NULL, 10));
    *fault = (struct query_fault){
        .kind = FAULT_UNKNOWN_VALUE,
        .at = lexeme->at,
        .len = lexeme->len,
        .field = spec->name,
        .value = text,
        .message =
            arena_printf(context->arena, "%s: needs a number, as in %s:%s",
                         spec->name, spec->name, spec->example)};
    return NULL;
}

const char *
terms_value(const struct query_context *context, const struct query *query,
            const struct lexeme *field, struct query_fault *fault)
{
    const char *text = arena_strndup(context->arena, query->text + field->value,
                                     field->value_len);
    const char *value;

    if (field_specs[field->field].shape == SHAPE_NUMBER && *text != '\0')
        return number_value(context, text, field, fault);
    value = slug_value(context->arena, text);
    if (*value != '\0')
        return value;
    fault_field_value(fault, context->arena, field->field, field->at,
                      field->len);
    return NULL;
}
