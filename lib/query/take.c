/*
 * One function a kind of lexeme, tried in the order of the table.
 */
#include "lib/query/take.h"

#include "lib/base/cleanup.h"
#include "lib/query/fault.h"
#include "lib/query/scan.h"
#include "lib/query/take_pattern.h"
#include "lib/text/fold.h"
#include "lib/text/utf8.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { FIELD_NAME_LEAST = 2, FIELD_NAME_MOST = 12, DISTANCE_DIGITS = 4 };

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
    size_t end = scan_word_end(lexer, lexer->at);

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

static enum take
fail_distance(struct lexer *lexer, const char *name, size_t end)
{
    size_t column = utf8_count(lexer->text, lexer->at) + 1;

    fault_syntax(
        lexer->fault,
        arena_printf(lexer->arena,
                     "%s at column %zu needs a whole number from 1 to %ld, as "
                     "in %s5",
                     name, column,
                     limits_get(lexer->limits, LIMIT_NEAR_DISTANCE), name),
        &(struct fault_span){lexer->at, end - lexer->at, end},
        "the number says how many words apart they may stand, at most", NULL);
    return TAKE_FAULT;
}

/* NEAR/5 and ADJ/3. */
static enum take
take_near(struct lexer *lexer, struct lexeme *out)
{
    static const char *const names[] = {"NEAR/", "ADJ/"};
    size_t end = scan_word_end(lexer, lexer->at);

    for (size_t i = 0; i < COUNT_OF(names); i++) {
        size_t number = lexer->at + strlen(names[i]);
        size_t digits = 0;

        if (strncmp(lexer->text + lexer->at, names[i], strlen(names[i])) != 0)
            continue;
        while (isdigit((unsigned char)scan_byte(lexer, number + digits)))
            digits++;
        if (digits == 0 || digits > DISTANCE_DIGITS || number + digits != end)
            return fail_distance(lexer, names[i], end);
        out->distance = (unsigned)strtoul(lexer->text + number, NULL, 10);
        if (out->distance == 0 ||
            out->distance > limits_get(lexer->limits, LIMIT_NEAR_DISTANCE))
            return fail_distance(lexer, names[i], end);
        out->kind = LEX_NEAR;
        out->ordered = i == 1;
        out->len = end - lexer->at;
        lexer->at = end;
        return TAKE_YES;
    }
    return TAKE_NO;
}

/* A '-' directly before an operand, at the start of a lexeme. */
static enum take
take_minus(struct lexer *lexer, struct lexeme *out)
{
    size_t next = lexer->at + 1;

    if (scan_byte(lexer, lexer->at) != '-' || next >= lexer->len)
        return TAKE_NO;
    if (!scan_is_word(scan_byte(lexer, next)) &&
        scan_byte(lexer, next) != '(' &&
        !fold_is_quote(scan_point(lexer, next)))
        return TAKE_NO;
    if (!fold_is_quote(scan_point(lexer, next)) &&
        scan_byte(lexer, next) != '(' &&
        (fold_is_space(scan_point(lexer, next)) ||
         fold_is_dash(scan_point(lexer, next))))
        return TAKE_NO;
    out->kind = LEX_NOT;
    out->len = 1;
    lexer->at = next;
    return TAKE_YES;
}

static enum take
take_bracket(struct lexer *lexer, struct lexeme *out)
{
    char c = scan_byte(lexer, lexer->at);

    if (c == ')' && lexer->depth > 0) {
        lexer->depth--;
        out->kind = LEX_CLOSE;
    } else if (c == '(') {
        long most = limits_get(lexer->limits, LIMIT_BRACKET_DEPTH);

        if (lexer->depth == most) {
            fault_complex(lexer->fault, "bracket depth", most, most + 1);
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

/* A star behind a letter was meant as a wildcard, perhaps. */
static void
note_stars(struct lexer *lexer, size_t at, size_t end)
{
    for (size_t i = at + 1; i < end; i++) {
        if (lexer->text[i] != '*' || !scan_is_word(lexer->text[i - 1]))
            continue;
        query_note(lexer->query, lexer->arena,
                   "the * at column %zu stands in quotes and is no wildcard",
                   utf8_count(lexer->text, i) + 1);
        return;
    }
}

/* Reads a quoted text at; returns where it ends, and its inside. */
static size_t
read_quoted(struct lexer *lexer, size_t at, struct lexeme *out)
{
    size_t inside = scan_behind(lexer, at);
    size_t end = scan_quote(lexer, inside);

    out->value = inside;
    out->value_len = end - inside;
    note_stars(lexer, inside, end);
    if (end < lexer->len)
        return scan_behind(lexer, end);
    query_note(lexer->query, lexer->arena,
               "the quote at column %zu is not closed; read as \"%.*s\"",
               utf8_count(lexer->text, at) + 1, (int)(end - inside),
               lexer->text + inside);
    return end;
}

static enum take
take_phrase(struct lexer *lexer, struct lexeme *out)
{
    if (!fold_is_quote(scan_point(lexer, lexer->at)))
        return TAKE_NO;
    out->kind = LEX_PHRASE;
    lexer->at = read_quoted(lexer, lexer->at, out);
    out->len = lexer->at - out->at;
    if (scan_byte(lexer, lexer->at) == '~' &&
        isdigit((unsigned char)scan_byte(lexer, lexer->at + 1))) {
        fault_syntax(lexer->fault, "a phrase takes no ~",
                     &(struct fault_span){lexer->at, 2, 0},
                     "words near each other are asked for as in: effective "
                     "NEAR/5 participation",
                     NULL);
        return TAKE_FAULT;
    }
    return TAKE_YES;
}

static enum take
take_exact(struct lexer *lexer, struct lexeme *out)
{
    size_t value = lexer->at + 1;

    if (scan_byte(lexer, lexer->at) != '=' || value >= lexer->len)
        return TAKE_NO;
    if (fold_is_quote(scan_point(lexer, value))) {
        lexer->at = read_quoted(lexer, value, out);
    } else if (scan_is_word(scan_byte(lexer, value)) &&
               !fold_is_space(scan_point(lexer, value))) {
        lexer->at = scan_word_end(lexer, value);
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
           isalpha((unsigned char)scan_byte(lexer, at + len)))
        len++;
    if (len < FIELD_NAME_LEAST || len > FIELD_NAME_MOST ||
        scan_byte(lexer, at + len) != ':' ||
        scan_byte(lexer, at + len + 1) == '/')
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
    if (scan_is_end(lexer, value)) {
        if (!known || value < lexer->len)
            return TAKE_NO; /* "considering:" is text */
        fault_field_value(lexer->fault, lexer->arena, out->field, lexer->at,
                          len + 1);
        return TAKE_FAULT;
    }
    if (!known) {
        fault_unknown_field(
            lexer->fault, lexer->arena, lexer->text,
            &(struct fault_span){lexer->at, len, scan_word_end(lexer, value)});
        return TAKE_FAULT;
    }
    out->kind = LEX_FIELD;
    if (fold_is_quote(scan_point(lexer, value))) {
        lexer->at = read_quoted(lexer, value, out);
    } else {
        lexer->at = scan_word_end(lexer, value);
        out->value = value;
        out->value_len = lexer->at - value;
    }
    out->len = lexer->at - out->at;
    return TAKE_YES;
}

/* In the order in which they are tried: the ~ of section:noting~2 is the
 * field's, and =particip* is a wildcard, which is exact anyway. */
static enum take (*const takers[])(struct lexer *, struct lexeme *) = {
    take_operator, take_near,  take_minus,   take_bracket,
    take_phrase,   take_field, take_pattern, take_exact,
};

enum take
take_lexeme(struct lexer *lexer, struct lexeme *out)
{
    for (size_t i = 0; i < COUNT_OF(takers); i++) {
        enum take take = takers[i](lexer, out);

        if (take != TAKE_NO)
            return take;
    }
    return TAKE_NO;
}
