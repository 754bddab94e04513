#include "indexer/extract/html_condition.h"

#include "lib/base/cleanup.h"

#include <string.h>
#include <strings.h>

enum { CONDITION_MAX = 200 /* bytes of one */ };

/* Bytes of a "<![if !supportLists]>" or "<![endif]>" at text; 0: none. */
static size_t
condition_at(const char *text, size_t len)
{
    static const char *const openings[] = {"<![if ", "<![endif"};
    const char *end =
        memchr(text, ']', len < CONDITION_MAX ? len : CONDITION_MAX);
    size_t bytes = end == NULL ? 0 : (size_t)(end - text) + 1;

    if (bytes == 0 || bytes == len || text[bytes] != '>')
        return 0;
    for (size_t i = 0; i < COUNT_OF(openings); i++)
        if (bytes > strlen(openings[i]) &&
            strncasecmp(text, openings[i], strlen(openings[i])) == 0)
            return bytes + 1;
    return 0;
}

void
html_condition_drop(struct buf *text)
{
    size_t kept = 0;

    for (size_t at = 0; at < text->len;) {
        size_t bytes = text->data[at] != '<'
                           ? 0
                           : condition_at(text->data + at, text->len - at);

        at += bytes;
        if (bytes == 0)
            text->data[kept++] = text->data[at++];
    }
    text->len = kept;
}
