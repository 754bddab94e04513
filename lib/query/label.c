#include "lib/query/label.h"

#include "lib/model/label_suffix.h"
#include "lib/text/fold.h"
#include "lib/text/utf8.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

enum { BULLET = 0x2022, MIDDLE_DOT = 0xb7 };

static char
byte_at(const char *text, size_t len, size_t at)
{
    return at < len ? text[at] : '\0';
}

static bool
space_at(const char *text, size_t len, size_t at)
{
    return at < len && fold_is_space(utf8_next(text, len, &at));
}

/* Digits and dots, roman digits, or one letter. */
static size_t
count_len(const char *text, size_t len)
{
    size_t at = 0;

    while (isdigit((unsigned char)byte_at(text, len, at)) ||
           (at > 0 && byte_at(text, len, at) == '.'))
        at++;
    while (at < len && text[0] != '\0' && strchr("ivx", text[0]) != NULL &&
           text[at] != '\0' && strchr("ivx", text[at]) != NULL)
        at++;
    if (at == 0 && isalpha((unsigned char)byte_at(text, len, 0)))
        at = 1;
    return at;
}

static size_t
list_label_len(const char *text, size_t len)
{
    size_t at = count_len(text, len);
    bool digits = at > 0 && isdigit((unsigned char)text[0]);

    if (at == 0)
        return 0;
    if (digits)
        at += label_suffix(text + at, len - at, NULL);
    while (digits && (byte_at(text, len, at) == '.' ||
                      isdigit((unsigned char)byte_at(text, len, at))))
        at++;
    if (byte_at(text, len, at) == '\t' && digits)
        return at;
    if (byte_at(text, len, at) != ')')
        return 0;
    at++;
    at += label_suffix(text + at, len - at, NULL);
    return space_at(text, len, at) ? at : 0;
}

static size_t
bullet_len(const char *text, size_t len)
{
    size_t at = 0;
    int32_t point = len == 0 ? 0 : utf8_next(text, len, &at);
    bool bullet = point == BULLET || point == MIDDLE_DOT || point == '*' ||
                  fold_is_dash(point);

    return bullet && space_at(text, len, at) ? at : 0;
}

size_t
label_find(const char *text, size_t len)
{
    size_t label = list_label_len(text, len);
    size_t at = label == 0 ? bullet_len(text, len) : label;

    label = at;
    while (space_at(text, len, at))
        utf8_next(text, len, &at);
    return at < len ? label : 0;
}
