#include "tests/fuzz/fuzz_extract.h"

#include "lib/model/extracted.h"
#include "lib/text/utf8.h"

#include <assert.h>
#include <string.h>

static void
check_text(const char *text, size_t len)
{
    bool in_mark = false;

    assert(len > 0 && utf8_valid(text, len));
    for (size_t at = 0; at < len;) {
        int32_t point = utf8_next(text, len, &at);

        assert(point >= 0x20 || point == '\t');
        assert(point < 0x7f || point >= 0xa0);
        assert(point != 0xfffa);
        if (point == 0xfff9 || point == 0xfffb) {
            assert(in_mark == (point == 0xfffb));
            in_mark = !in_mark;
        }
    }
    assert(!in_mark);
}

static void
check_note(const char *text, size_t len)
{
    assert(memchr(text, '\t', len) != NULL);
}

void
extract_check(const struct buf *lines)
{
    struct buf whole = {0};
    struct extracted extracted;
    struct extracted_line line;

    extracted_begin(&whole);
    if (lines->len > 0)
        buf_put(&whole, lines->data, lines->len);
    extracted_end(&whole);
    assert(extracted_open(&extracted, whole.data, whole.len, NULL) ==
           STATUS_OK);
    while (extracted_next(&extracted, &line)) {
        check_text(line.text, line.len);
        if (line.style == STYLE_NOTE)
            check_note(line.text, line.len);
    }
    assert(extracted.ended && !extracted.bad);
    buf_deinit(&whole);
}
