/*
 * Where a lexeme may begin (the text's start, behind a space or an opening
 * bracket), rows of a table are tried in order; what none takes is text up
 * to the next such place that one takes.
 */
#include "lib/query/lexer.h"

#include "lib/base/cleanup.h"
#include "lib/query/fault.h"
#include "lib/query/label.h"
#include "lib/text/fold.h"
#include "lib/text/utf8.h"

#include <ctype.h>
#include <string.h>

enum { FIELD_NAME_LEAST = 2, FIELD_NAME_MOST = 12 };

enum take { TAKE_NO, TAKE_YES, TAKE_FAULT };

static char
byte_at(const struct lexer *lexer, size_t at)
{
    return at < lexer->len ? lexer->text[at] : '\0';
}

static int32_t
point_at(const struct lexer *lexer, size_t at)
{
    return at < lexer->len ? utf8_next(lexer->text, lexer->len, &at) : 0;
}

static size_t
behind_point(const struct lexer *lexer, size_t at)
{
    utf8_next(lexer->text, lexer->len, &at);
    return at;
}

static bool
is_space_or_end(const struct lexer *lexer, size_t at)
{
    return at >= lexer->len || fold_is_space(point_at(lexer, at));
}

static bool
is_word_byte(char c)
{
    return isalnum((unsigned char)c) || ((unsigned char)c & 0x80) != 0;
}

static size_t
skip_space(const struct lexer *lexer, size_t at)
{
    while (at < lexer->len && fold_is_space(point_at(lexer, at)))
        at = behind_point(lexer, at);
    return at;
}

/* The end of the run without spaces, quotes and brackets that begins at. */
static size_t
word_end(const struct lexer *lexer, size_t at)
{
    while (at < lexer->len) {
        int32_t point = point_at(lexer, at);

        if (fold_is_space(point) || fold_is_quote(point) || point == '(' ||
            point == ')')
            break;
        at = behind_point(lexer, at);
    }
    return at;
}

static bool
text_is(const struct lexer *lexer, size_t at, size_t end, const char *word)
{
    return end - at == strlen(word) &&
           memcmp(lexer->text + at, word, end - at) == 0;
}

static enum take
take_operator(struct lexer *lexer, struct lexeme *out)
{
    static const struct {
        const char *word;
        enum lexeme_kind kind;
    } operators[] = {{"OR", LEX_OR}, {"AND", LEX_AND}, {"NOT", LEX_NOT}};
    size_t end = word_end(lexer, lexer->at);

    for (size_t i = 0; i < COUNT_OF(operators); i++) {
        if (!text_is(lexer, lexer->at, end, operators[i].word))
            continue;
        out->kind = operators[i].kind;
        out->len = end - lexer->at;
        lexer->at = end;
        return TAKE_YES;
    }
    return TAKE_NO;
}

/* NEAR/5 and ADJ/3 are reserved. */
static enum take
take_proximity(struct lexer *lexer, struct lexeme *out)
{
    static const char *const words[] = {"NEAR/", "ADJ/"};
    size_t end = word_end(lexer, lexer->at);

    (void)out;
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (strncmp(lexer->text + lexer->at, words[i], strlen(words[i])) == 0) {
            fault_later(lexer->fault, lexer->arena, words[i], lexer->at,
                        end - lexer->at);
            return TAKE_FAULT;
        }
    return TAKE_NO;
}

/* A '-' directly before an operand, at the start of a lexeme. */
static enum take
take_minus(struct lexer *lexer, struct lexeme *out)
{
    size_t next = lexer->at + 1;

    if (byte_at(lexer, lexer->at) != '-' || next >= lexer->len)
        return TAKE_NO;
    if (!is_word_byte(byte_at(lexer, next)) && byte_at(lexer, next) != '(' &&
        !fold_is_quote(point_at(lexer, next)))
        return TAKE_NO;
    if (!fold_is_quote(point_at(lexer, next)) && byte_at(lexer, next) != '(' &&
        (fold_is_space(point_at(lexer, next)) ||
         fold_is_dash(point_at(lexer, next))))
        return TAKE_NO;
    out->kind = LEX_NOT;
    out->len = 1;
    lexer->at = next;
    return TAKE_YES;
}

static enum take
take_bracket(struct lexer *lexer, struct lexeme *out)
{
    char c = byte_at(lexer, lexer->at);

    if (c == ')' && lexer->depth > 0) {
        lexer->depth--;
        out->kind = LEX_CLOSE;
    } else if (c == '(') {
        if (lexer->depth == lexer->depth_most) {
            fault_complex(lexer->fault, "bracket depth", lexer->depth_most,
                          lexer->depth + 1);
            return TAKE_FAULT;
        }
        lexer->depth++;
        out->kind = LEX_OPEN;
    } else {
        return TAKE_NO;
    }
    out->len = 1;
    lexer->at++;
    return TAKE_YES;
}

/* The closing quote behind at, or the end of the text. */
static size_t
find_quote(const struct lexer *lexer, size_t at)
{
    while (at < lexer->len && !fold_is_quote(point_at(lexer, at)))
        at = behind_point(lexer, at);
    return at;
}

/* Reads a quoted text at; returns where it ends, and its inside. */
static size_t
read_quoted(struct lexer *lexer, size_t at, struct lexeme *out)
{
    size_t inside = behind_point(lexer, at);
    size_t end = find_quote(lexer, inside);

    out->value = inside;
    out->value_len = end - inside;
    if (end < lexer->len)
        return behind_point(lexer, end);
    query_note(lexer->query, lexer->arena,
               "the quote at column %zu is not closed; read as \"%.*s\"",
               utf8_count(lexer->text, at) + 1, (int)(end - inside),
               lexer->text + inside);
    return end;
}

static enum take
take_phrase(struct lexer *lexer, struct lexeme *out)
{
    if (!fold_is_quote(point_at(lexer, lexer->at)))
        return TAKE_NO;
    out->kind = LEX_PHRASE;
    lexer->at = read_quoted(lexer, lexer->at, out);
    out->len = lexer->at - out->at;
    return TAKE_YES;
}

static enum take
take_exact(struct lexer *lexer, struct lexeme *out)
{
    size_t value = lexer->at + 1;

    if (byte_at(lexer, lexer->at) != '=' || value >= lexer->len)
        return TAKE_NO;
    if (fold_is_quote(point_at(lexer, value))) {
        lexer->at = read_quoted(lexer, value, out);
    } else if (is_word_byte(byte_at(lexer, value)) &&
               !fold_is_space(point_at(lexer, value))) {
        lexer->at = word_end(lexer, value);
        out->value = value;
        out->value_len = lexer->at - value;
    } else {
        return TAKE_NO;
    }
    out->kind = LEX_EXACT;
    out->len = lexer->at - out->at;
    return TAKE_YES;
}

/* How many bytes of a field's name stand at the place; 0: none does. */
static size_t
field_name_len(const struct lexer *lexer, size_t at)
{
    size_t len = 0;

    while (len <= FIELD_NAME_MOST &&
           isalpha((unsigned char)byte_at(lexer, at + len)))
        len++;
    if (len < FIELD_NAME_LEAST || len > FIELD_NAME_MOST ||
        byte_at(lexer, at + len) != ':' || byte_at(lexer, at + len + 1) == '/')
        return 0;
    return len;
}

static enum take
take_field(struct lexer *lexer, struct lexeme *out)
{
    size_t len = field_name_len(lexer, lexer->at);
    size_t value = lexer->at + len + 1;
    bool known;

    if (len == 0)
        return TAKE_NO;
    known = field_find(&out->field, lexer->text + lexer->at, len);
    if (is_space_or_end(lexer, value)) {
        if (!known || value < lexer->len)
            return TAKE_NO; /* "considering:" is text */
        fault_field_value(lexer->fault, lexer->arena, out->field, lexer->at,
                          len + 1);
        return TAKE_FAULT;
    }
    if (!known) {
        fault_unknown_field(
            lexer->fault, lexer->arena, lexer->text,
            &(struct fault_span){lexer->at, len, word_end(lexer, value)});
        return TAKE_FAULT;
    }
    if (field_specs[out->field].shape == SHAPE_LATER) {
        fault_later(
            lexer->fault, lexer->arena,
            arena_strndup(lexer->arena, lexer->text + lexer->at, len + 1),
            lexer->at, word_end(lexer, value) - lexer->at);
        return TAKE_FAULT;
    }
    out->kind = LEX_FIELD;
    if (fold_is_quote(point_at(lexer, value))) {
        lexer->at = read_quoted(lexer, value, out);
    } else {
        lexer->at = word_end(lexer, value);
        out->value = value;
        out->value_len = lexer->at - value;
    }
    out->len = lexer->at - out->at;
    return TAKE_YES;
}

/* In the order in which they are tried. */
static enum take (*const takers[])(struct lexer *, struct lexeme *) = {
    take_operator, take_proximity, take_minus, take_bracket,
    take_phrase,   take_exact,     take_field,
};

/*
 * Wildcards and fuzzy words are reserved: '*' behind a word or before one,
 * '?' inside a word, '~' behind one. Elsewhere they are text.
 */
static bool
word_is_read(struct lexer *lexer, size_t at, size_t end)
{
    for (size_t i = at; i < end; i++) {
        char c = lexer->text[i];
        bool before = i > at && is_word_byte(lexer->text[i - 1]);
        bool behind = i + 1 < end && is_word_byte(lexer->text[i + 1]);
        bool digit = i + 1 < end && isdigit((unsigned char)lexer->text[i + 1]);
        const char *what = NULL;

        if (c == '*' && (before || behind))
            what = "the wildcard *";
        else if (c == '?' && before && behind)
            what = "the wildcard ?";
        else if (c == '~' && before && (digit || i + 1 == end))
            what = "~ for similar words";
        if (what != NULL) {
            fault_later(lexer->fault, lexer->arena, what, at, end - at);
            return false;
        }
    }
    return true;
}

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
    for (size_t i = 0; i < COUNT_OF(takers); i++)
        if (takers[i](&probe, &lexeme) != TAKE_NO)
            return true;
    return false;
}

/* Quotes and brackets end a word wherever they stand. */
static bool
ends_word(const struct lexer *lexer, size_t at)
{
    int32_t point = point_at(lexer, at);

    return fold_is_quote(point) || point == '(' ||
           (point == ')' && lexer->depth > 0);
}

static bool
take_text(struct lexer *lexer, struct lexeme *out)
{
    size_t at = lexer->at, end = at;

    out->kind = LEX_TEXT;
    while (at < lexer->len) {
        size_t stop = word_end(lexer, at);

        if (stop == at) /* an unmatched ')' */
            stop = at + 1;
        if (!word_is_read(lexer, at, stop))
            return false;
        end = stop;
        at = skip_space(lexer, stop);
        if (at == stop ? at < lexer->len && ends_word(lexer, at)
                       : starts_other(lexer, at))
            break;
    }
    out->len = end - out->at;
    lexer->at = end;
    return true;
}

bool
lexer_next(struct lexer *lexer, struct lexeme *out)
{
    lexer->at = skip_space(lexer, lexer->at);
    *out = (struct lexeme){.kind = LEX_END, .at = lexer->at};
    if (lexer->at >= lexer->len)
        return true;
    for (size_t i = 0; i < COUNT_OF(takers); i++) {
        enum take take = takers[i](lexer, out);

        if (take != TAKE_NO)
            return take == TAKE_YES;
    }
    return take_text(lexer, out);
}

void
lexer_init(struct lexer *lexer, struct query *query, size_t len,
           const struct query_context *context, struct query_fault *fault)
{
    long depth = limits_get(context->limits, LIMIT_BRACKET_DEPTH);
    size_t skip;

    *lexer = (struct lexer){query->text,    len,  0, 0, depth, query,
                            context->arena, fault};
    lexer->at = skip_space(lexer, 0);
    skip = label_find(lexer->text + lexer->at, len - lexer->at);
    if (skip > 0)
        query_note(query, context->arena, "left out the label \"%.*s\"",
                   (int)skip, lexer->text + lexer->at);
    lexer->at += skip;
}
