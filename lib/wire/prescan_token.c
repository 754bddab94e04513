/*
 * The one text that the main process needs out of a line's parameters, read
 * without a tree. The scan has seen that its escapes are whole.
 */
#include "lib/wire/prescan.h"

#include "lib/wire/prescan_value.h"

size_t
prescan_token(const struct prescan *scan, char *out, size_t size)
{
    const struct span *token = &scan->params[PRESCAN_TOKEN];
    const char *at, *end;
    size_t len = 0;

    if (token->at == NULL || *token->at != '"')
        return 0;
    at = token->at + 1;
    end = token->at + token->len - 1;
    while (at < end) {
        int byte = scan_ascii(&at);

        if (byte < 0 || len + 1 >= size)
            return 0;
        out[len++] = (char)byte;
    }
    out[len] = '\0';
    return len;
}
