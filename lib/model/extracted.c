#include "lib/model/extracted.h"

#include "lib/text/utf8.h"

#include <assert.h>
#include <ctype.h>
#include <stdint.h>
#include <string.h>

#define FIRST "clause-extract 1\n"
#define LAST  "end\n"

enum { STYLE_NAME_MAX = 16, PAGE_DIGITS_MAX = 7 };

void
extracted_begin(struct buf *out)
{
    buf_put_text(out, FIRST);
}

void
extracted_put(struct buf *out, const struct extracted_line *line)
{
    assert(memchr(line->text, '\n', line->len) == NULL);
    buf_printf(out, "%s\t%u\t", style_name(line->style), line->page);
    buf_put(out, line->text, line->len);
    buf_put_byte(out, '\n');
}

void
extracted_end(struct buf *out)
{
    buf_put_text(out, LAST);
}

static bool
is_left_out(int32_t point)
{
    return (point < 0x20 && point != '\t') || (point >= 0x7f && point < 0xa0) ||
           (point >= 0xfff9 && point <= 0xfffb);
}

void
extracted_put_text(struct buf *out, const char *text, size_t len)
{
    for (size_t at = 0; at < len;) {
        size_t start = at;
        int32_t point = utf8_next(text, len, &at);

        if (point == UTF8_BAD)
            buf_put_text(out, "\xef\xbf\xbd");
        else if (point == '\n' || point == '\r')
            buf_put_byte(out, ' ');
        else if (!is_left_out(point))
            buf_put(out, text + start, at - start);
    }
}

void
extracted_put_mark(struct buf *out, const char *label)
{
    buf_put_text(out, EXTRACTED_MARK_OPEN);
    extracted_put_text(out, label, strlen(label));
    buf_put_text(out, EXTRACTED_MARK_CLOSE);
}

enum status
extracted_open(struct extracted *out, const char *bytes, size_t len,
               struct error *err)
{
    size_t first = strlen(FIRST);

    if (len < first || memcmp(bytes, FIRST, first) != 0)
        return error_set(err, STATUS_BAD_DOCUMENT,
                         "what was read of it does not begin as it must");
    *out = (struct extracted){
        .at = bytes + first, .end = bytes + len, .number = 1};
    return STATUS_OK;
}

/* The bytes before the next TAB of the line, and at moved behind it; NULL
 * when there is none, or more than most bytes stand before it. */
static const char *
cell(const char **at, const char *end, size_t most, size_t *len)
{
    const char *start = *at;
    const char *tab = memchr(start, '\t', (size_t)(end - start));

    if (tab == NULL || (size_t)(tab - start) > most)
        return NULL;
    *len = (size_t)(tab - start);
    *at = tab + 1;
    return start;
}

static bool
style_read(enum style *out, const char **at, const char *end)
{
    char name[STYLE_NAME_MAX + 1] = {0};
    size_t len;
    const char *text = cell(at, end, STYLE_NAME_MAX, &len);

    if (text == NULL)
        return false;
    memcpy(name, text, len);
    return style_find(out, name);
}

static bool
page_read(unsigned *out, const char **at, const char *end)
{
    size_t len;
    const char *text = cell(at, end, PAGE_DIGITS_MAX, &len);
    unsigned page = 0;

    if (text == NULL || len == 0)
        return false;
    for (size_t i = 0; i < len; i++) {
        if (!isdigit((unsigned char)text[i]))
            return false;
        page = page * 10 + (unsigned)(text[i] - '0');
    }
    *out = page;
    return true;
}

bool
extracted_next(struct extracted *extracted, struct extracted_line *line)
{
    size_t left = (size_t)(extracted->end - extracted->at);
    const char *at = extracted->at;
    const char *end = left == 0 ? NULL : memchr(at, '\n', left);

    if (left == 0)
        return false; /* cut short */
    if (left == strlen(LAST) && memcmp(at, LAST, left) == 0) {
        extracted->at = extracted->end;
        extracted->ended = true;
        return false;
    }
    if (end == NULL || !style_read(&line->style, &at, end) ||
        !page_read(&line->page, &at, end)) {
        extracted->bad = end != NULL;
        return false;
    }
    line->text = at;
    line->len = (size_t)(end - at);
    extracted->at = end + 1;
    extracted->number++;
    return true;
}
