#include "indexer/extract/line.h"

#include "lib/model/extracted.h"

#include <stdbool.h>
#include <string.h>

static bool
is_space(char byte)
{
    return byte == ' ' || byte == '\t';
}

void
line_put(struct buf *out, enum style style, unsigned page, const char *text,
         size_t len)
{
    struct extracted_line line = {.style = style, .page = page};

    while (len > 0 && is_space(text[len - 1]))
        len--;
    while (len > 0 && is_space(*text)) {
        text++;
        len--;
    }
    if (len == 0)
        return;
    if (style == STYLE_NOTE && memchr(text, '\t', len) == NULL)
        line.style = STYLE_PLAIN; /* a label or a text is missing */
    line.text = text;
    line.len = len;
    extracted_put(out, &line);
}

void
line_put_flat(struct buf *out, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        buf_put_byte(out, text[i] == '\t' ? ' ' : text[i]);
}

void
line_put_note(struct buf *out, unsigned page, const char *label,
              const char *text, size_t len)
{
    struct buf line = {0};

    while (len > 0 && is_space(*text)) {
        text++;
        len--;
    }
    if (len == 0) /* the mark alone says that it is there */
        return;
    extracted_put_text(&line, label, strlen(label));
    if (line.len == 0)
        buf_put_byte(&line, '*');
    buf_put_byte(&line, '\t');
    line_put_flat(&line, text, len);
    line_put(out, STYLE_NOTE, page, line.data, line.len);
    buf_deinit(&line);
}
