#include "daemon/line_reader.h"

#include <string.h>

void
line_reader_deinit(struct line_reader *reader)
{
    buf_deinit(&reader->in);
    reader->first = reader->scanned = 0;
}

void
line_reader_feed(struct line_reader *reader, const char *bytes, size_t len)
{
    if (reader->first > 0) {
        buf_take(&reader->in, reader->first);
        reader->scanned -= reader->first;
        reader->first = 0;
    }
    buf_put(&reader->in, bytes, len);
}

void
line_reader_end(struct line_reader *reader)
{
    reader->ended = true;
}

/* Moves scanned to the next LF, or to the end of what there is. */
static bool
line_reader_find(struct line_reader *reader)
{
    const char *lf;

    if (reader->scanned == reader->in.len)
        return false;
    lf = memchr(reader->in.data + reader->scanned, '\n',
                reader->in.len - reader->scanned);
    reader->scanned =
        lf == NULL ? reader->in.len : (size_t)(lf - reader->in.data);
    return lf != NULL;
}

/* Nothing from first up to scanned but perhaps a CR. */
static bool
line_reader_is_empty(const struct line_reader *reader)
{
    size_t len = reader->scanned - reader->first;

    return len == 0 || (len == 1 && reader->in.data[reader->first] == '\r');
}

/* Passes over empty lines; true when first stands on a line that is whole,
 * too long, or the last one. */
static bool
line_reader_seek(struct line_reader *reader)
{
    while (line_reader_find(reader)) {
        if (!line_reader_is_empty(reader))
            return true;
        reader->first = ++reader->scanned;
    }
    return reader->in.len - reader->first > reader->max ||
           (reader->ended && !line_reader_is_empty(reader));
}

enum line_state
line_reader_next(struct line_reader *reader, const char **line, size_t *len)
{
    size_t size;

    if (!line_reader_seek(reader)) {
        if (reader->first == reader->in.len)
            line_reader_deinit(reader); /* an idle reader holds nothing */
        return LINE_NONE;
    }
    size = reader->scanned - reader->first;
    if (size > reader->max)
        return LINE_TOO_LONG;
    *line = reader->in.data + reader->first;
    *len = size > 0 && (*line)[size - 1] == '\r' ? size - 1 : size;
    if (reader->scanned < reader->in.len)
        reader->scanned++; /* the LF */
    reader->first = reader->scanned;
    return LINE_READY;
}

const char *
line_reader_partial(const struct line_reader *reader, size_t *len)
{
    *len = reader->in.len - reader->first;
    return *len == 0 ? NULL : reader->in.data + reader->first;
}

bool
line_reader_has_line(struct line_reader *reader)
{
    return line_reader_seek(reader);
}

size_t
line_reader_pending(const struct line_reader *reader)
{
    return reader->in.len - reader->first;
}
