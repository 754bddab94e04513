/*
 * Any bytes in pieces of any size through the line reader of the daemon: the
 * lines are the same as when the bytes come at once. The first byte says how
 * long a line may be, the second how the pieces are cut.
 */
#include "tests/fuzz/fuzz.h"

#include "daemon/line_reader.h"

#include <assert.h>
#include <string.h>

/* The lines read so far, each with its length before it; the end state. */
struct taken {
    struct buf lines;
    bool too_long;
};

static void
take_all(struct line_reader *reader, struct taken *out)
{
    const char *line;
    size_t len;
    enum line_state state;

    while (!out->too_long) {
        bool has = line_reader_has_line(reader);

        state = line_reader_next(reader, &line, &len);
        assert(has == (state != LINE_NONE));
        if (state == LINE_NONE)
            return;
        out->too_long = state == LINE_TOO_LONG;
        if (out->too_long)
            return;
        assert(len > 0 && len <= reader->max);
        assert(memchr(line, '\n', len) == NULL);
        buf_put(&out->lines, &len, sizeof len);
        buf_put(&out->lines, line, len);
    }
}

/* Reads the bytes in pieces of step, step + 1, ... bytes. */
static void
read_in_pieces(const char *bytes, size_t len, size_t max, size_t step,
               struct taken *out)
{
    struct line_reader reader = {.max = max};

    for (size_t at = 0; at < len && !out->too_long; step++) {
        size_t piece = step < len - at ? step : len - at;

        line_reader_feed(&reader, bytes + at, piece);
        take_all(&reader, out);
        at += piece;
    }
    line_reader_end(&reader);
    take_all(&reader, out);
    line_reader_deinit(&reader);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct taken once = {0}, pieces = {0};
    const char *text = (const char *)bytes + 2;

    if (len < 3)
        return 0;
    read_in_pieces(text, len - 2, bytes[0] + 1U, len, &once);
    read_in_pieces(text, len - 2, bytes[0] + 1U, bytes[1] % 16U + 1, &pieces);
    assert(once.too_long == pieces.too_long);
    assert(once.lines.len == pieces.lines.len);
    if (once.lines.len > 0)
        assert(memcmp(once.lines.data, pieces.lines.data, once.lines.len) == 0);
    buf_deinit(&once.lines);
    buf_deinit(&pieces.lines);
    return 0;
}
