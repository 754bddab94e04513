/*
 * Where a lexeme may begin (the text's start, behind a space or an opening
 * bracket) syntax is looked for; what is none is text up to the next such
 * place that is.
 */
#include "lib/query/lexer.h"

#include "lib/query/label.h"
#include "lib/query/scan.h"
#include "lib/query/take.h"
#include "lib/text/fold.h"

/* Whether a text run ends before the byte at: something else begins. */
static bool
starts_other(const struct lexer *lexer, size_t at)
{
    struct lexer probe = *lexer;
    struct query quiet = {.text = lexer->text};
    struct query_fault fault = {0};
    struct lexeme lexeme = {.at = at};

    probe.at = at;
    probe.query = &quiet;
    probe.fault = &fault;
    return take_lexeme(&probe, &lexeme) != TAKE_NO;
}

/* Quotes and brackets end a word wherever they stand. */
static bool
ends_word(const struct lexer *lexer, size_t at)
{
    int32_t point = scan_point(lexer, at);

    return fold_is_quote(point) || point == '(' ||
           (point == ')' && lexer->depth > 0);
}

static void
take_text(struct lexer *lexer, struct lexeme *out)
{
    size_t at = lexer->at, end = at;

    out->kind = LEX_TEXT;
    while (at < lexer->len) {
        size_t stop = scan_word_end(lexer, at);

        if (stop == at) /* an unmatched ')' */
            stop = at + 1;
        end = stop;
        at = scan_skip_space(lexer, stop);
        if (at == stop ? at < lexer->len && ends_word(lexer, at)
                       : starts_other(lexer, at))
            break;
    }
    out->len = end - out->at;
    lexer->at = end;
}

bool
lexer_next(struct lexer *lexer, struct lexeme *out)
{
    enum take take;

    lexer->at = scan_skip_space(lexer, lexer->at);
    *out = (struct lexeme){.kind = LEX_END, .at = lexer->at};
    if (lexer->at >= lexer->len)
        return true;
    take = take_lexeme(lexer, out);
    if (take == TAKE_NO)
        take_text(lexer, out);
    return take != TAKE_FAULT;
}

void
lexer_init(struct lexer *lexer, struct query *query, size_t len,
           const struct query_context *context, struct query_fault *fault)
{
    size_t skip;

    *lexer = (struct lexer){.text = query->text,
                            .len = len,
                            .query = query,
                            .arena = context->arena,
                            .limits = context->limits,
                            .fault = fault};
    lexer->at = scan_skip_space(lexer, 0);
    skip = label_find(lexer->text + lexer->at, len - lexer->at);
    if (skip > 0)
        query_note(query, context->arena, "left out the label \"%.*s\"",
                   (int)skip, lexer->text + lexer->at);
    lexer->at += skip;
}
