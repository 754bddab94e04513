#include "lib/query/scan.h"

#include "lib/text/fold.h"
#include "lib/text/utf8.h"

#include <ctype.h>

char
scan_byte(const struct lexer *lexer, size_t at)
{
    return at < lexer->len ? lexer->text[at] : '\0';
}

int32_t
scan_point(const struct lexer *lexer, size_t at)
{
    return at < lexer->len ? utf8_next(lexer->text, lexer->len, &at) : 0;
}

size_t
scan_behind(const struct lexer *lexer, size_t at)
{
    utf8_next(lexer->text, lexer->len, &at);
    return at;
}

bool
scan_is_end(const struct lexer *lexer, size_t at)
{
    return at >= lexer->len || fold_is_space(scan_point(lexer, at));
}

bool
scan_is_word(char c)
{
    return isalnum((unsigned char)c) || ((unsigned char)c & 0x80) != 0;
}

size_t
scan_skip_space(const struct lexer *lexer, size_t at)
{
    while (at < lexer->len && fold_is_space(scan_point(lexer, at)))
        at = scan_behind(lexer, at);
    return at;
}

/* The end of the run without spaces, quotes and brackets that begins at. */
size_t
scan_word_end(const struct lexer *lexer, size_t at)
{
    while (at < lexer->len) {
        int32_t point = scan_point(lexer, at);

        if (fold_is_space(point) || fold_is_quote(point) || point == '(' ||
            point == ')')
            break;
        at = scan_behind(lexer, at);
    }
    return at;
}

/* The closing quote behind at, or the end of the text. */
size_t
scan_quote(const struct lexer *lexer, size_t at)
{
    while (at < lexer->len && !fold_is_quote(scan_point(lexer, at)))
        at = scan_behind(lexer, at);
    return at;
}
