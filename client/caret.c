/*
 * All is measured on the text as it is shown: escapes of control characters
 * have columns too.
 */
#include "client/caret.h"

#include "client/wrap.h"
#include "lib/text/utf8.h"

#include <string.h>

enum {
    INDENT = 2,
    DOTS = 3,         /* the width of "..." */
    WINDOW_LEAST = 24 /* columns of the query shown on any terminal */
};

struct part {
    struct buf text; /* as it is shown */
    unsigned width;
};

static void
part_init(struct part *part, const char *text, size_t len)
{
    *part = (struct part){0};
    wrap_put_safe_line(&part->text, text, len);
    part->width = utf8_width(part->text.data, part->text.len);
}

/* Keeps the first columns. */
static void
part_keep_head(struct part *part, unsigned columns)
{
    size_t at = 0;
    unsigned width = 0;

    while (at < part->text.len) {
        size_t next = at;
        unsigned more;

        utf8_next(part->text.data, part->text.len, &next);
        more = utf8_width(part->text.data + at, next - at);
        if (width + more > columns)
            break;
        width += more;
        at = next;
    }
    part->text.len = at;
    part->width = width;
}

/* Keeps the last columns. */
static void
part_keep_tail(struct part *part, unsigned columns)
{
    size_t at = 0;

    while (part->width > columns && at < part->text.len) {
        size_t next = at;

        utf8_next(part->text.data, part->text.len, &next);
        part->width -= utf8_width(part->text.data + at, next - at);
        at = next;
    }
    buf_take(&part->text, at);
}

/* Cuts the three parts to room columns, "..." included. */
static void
cut_window(struct part *before, struct part *place, struct part *after,
           unsigned room)
{
    unsigned left = room - 2 * DOTS;
    unsigned head;

    if (place->width > left)
        part_keep_head(place, left);
    left -= place->width;
    head = after->width < left / 2 ? left - after->width : left / 2;
    if (before->width > head) {
        part_keep_tail(before, head);
        before->width += DOTS;
        left -= before->width - DOTS;
        buf_reserve(&before->text, DOTS);
        memmove(before->text.data + DOTS, before->text.data, before->text.len);
        memcpy(before->text.data, "...", DOTS);
        before->text.len += DOTS;
    } else {
        left -= before->width;
    }
    if (after->width > left) {
        part_keep_head(after, left);
        buf_put_text(&after->text, "...");
    }
}

static void
put_repeated(struct buf *out, char byte, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        buf_put_byte(out, byte);
}

static void
put_window(struct buf *out, const struct part *before, const struct part *place,
           const struct part *after)
{
    put_repeated(out, ' ', INDENT);
    buf_put(out, before->text.data, before->text.len);
    buf_put(out, place->text.data, place->text.len);
    buf_put(out, after->text.data, after->text.len);
    buf_put_byte(out, '\n');
    put_repeated(out, ' ', INDENT + before->width);
    put_repeated(out, '^', place->width > 0 ? place->width : 1);
    buf_put_byte(out, '\n');
}

/* The byte behind count code points from byte `at`; len when there are
 * fewer, with what is left of count. */
static size_t
skip_points(const char *text, size_t len, size_t at, long *count)
{
    while (*count > 0 && at < len) {
        utf8_next(text, len, &at);
        --*count;
    }
    return at;
}

void
caret_put(struct buf *out, const char *query, long at, long len, unsigned width)
{
    size_t size = strlen(query), from, to;
    unsigned room =
        width > INDENT + WINDOW_LEAST ? width - INDENT : WINDOW_LEAST;
    struct part before, place, after;

    if (at < 0)
        return;
    from = skip_points(query, size, 0, &at);
    if (at > 0)
        return;
    to = skip_points(query, size, from, &len);
    part_init(&before, query, from);
    part_init(&place, query + from, to - from);
    part_init(&after, query + to, size - to);
    if (before.width + place.width + after.width > room)
        cut_window(&before, &place, &after, room);
    put_window(out, &before, &place, &after);
    buf_deinit(&before.text);
    buf_deinit(&place.text);
    buf_deinit(&after.text);
}
