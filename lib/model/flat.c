#include "lib/model/flat.h"

#include "lib/base/memory.h"
#include "lib/text/fold.h"
#include "lib/text/utf8.h"

#include <stdlib.h>

static void
put(struct flat *flat, char byte, size_t at)
{
    flat->at[flat->len] = (uint32_t)at;
    flat->text[flat->len++] = byte;
}

void
flat_init(struct flat *flat, const char *source, size_t len)
{
    flat->len = 0;
    flat->text = memory_alloc(len + 1);
    flat->at = memory_alloc((len + 1) * sizeof *flat->at);
    for (size_t at = 0; at < len;) {
        size_t start = at;
        int32_t point = utf8_next(source, len, &at);

        if (fold_is_dash(point))
            put(flat, '-', start);
        else if (fold_is_space(point) || point == '\0')
            put(flat, ' ', start);
        else if (point == UTF8_BAD || !fold_is_hidden(point))
            for (size_t i = start; i < at; i++)
                put(flat, source[i], i);
    }
    flat->at[flat->len] = (uint32_t)len;
    flat->text[flat->len] = '\0';
}

void
flat_deinit(struct flat *flat)
{
    free(flat->text);
    free(flat->at);
    *flat = (struct flat){0};
}
