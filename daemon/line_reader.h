/*
 * Lines out of a stream of bytes that come in pieces.
 *
 * A byte is looked at once, however small the pieces: the position up to
 * which no LF was found is kept. A CR before the LF is stripped and an empty
 * line is passed over. Embedded by value: struct line_reader r = {.max = N}.
 */
#pragma once

#include "lib/base/buf.h"

#include <stdbool.h>
#include <stddef.h>

struct line_reader {
    size_t max;     /* bytes a line may have, without its LF */
    struct buf in;  /* what came and was not given away yet */
    size_t first;   /* where the next line begins in it */
    size_t scanned; /* no LF from first up to here */
    bool ended;     /* nothing more will come */
};

enum line_state {
    LINE_NONE,    /* no whole line yet */
    LINE_READY,   /* here it is */
    LINE_TOO_LONG /* longer than max; nothing sensible can follow */
};

void line_reader_deinit(struct line_reader *reader);

/* Takes bytes in; invalidates lines given out before. */
void line_reader_feed(struct line_reader *reader, const char *bytes,
                      size_t len);

/* The stream has ended: an unfinished last line counts as a line. */
void line_reader_end(struct line_reader *reader);

/*
 * The next line, without its end, in place: valid until the next call of
 * line_reader_feed, _next after LINE_NONE, or _deinit.
 */
enum line_state line_reader_next(struct line_reader *reader, const char **line,
                                 size_t *len);

/* The beginning of a line that is not whole yet; *len 0 when there is none.
 * To be asked after LINE_NONE only. */
const char *line_reader_partial(const struct line_reader *reader, size_t *len);

/* Bytes that were taken in and not given away yet. */
size_t line_reader_pending(const struct line_reader *reader);

/* Whether line_reader_next would give anything but LINE_NONE. */
bool line_reader_has_line(struct line_reader *reader);
