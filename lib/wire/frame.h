/*
 * Frames between the main process and a worker, over a stream socketpair:
 *
 *   u32 length of what follows the header | u32 length of the first part
 *   u64 tag, given back in the reply
 *
 * in the machine's own byte order (both ends are one machine). The body of a
 * request is two parts: JSON of the process for `status` (may be empty), and
 * the request line without LF. So is that of a reply: a word to the main
 * process (usually empty), and reply lines, each with its LF (none for a
 * notification). There is one word: FRAME_BACK gives the request back.
 */
#pragma once

#include "lib/base/buf.h"
#include "lib/base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Not by me but by a process that starts now: I cannot read what the index
 * folder is by now. The worker ends behind it. */
#define FRAME_BACK "back"

enum { FRAME_BODY_MAX = 2 * 1024 * 1024, FRAME_HEADER_SIZE = 16 };

struct frame {
    uint32_t len;   /* of the body */
    uint32_t first; /* of its first part */
    uint64_t tag;
};

void frame_put_header(struct buf *out, const struct frame *frame);

/* Reads a header out of FRAME_HEADER_SIZE bytes; false: not a frame. */
bool frame_get_header(struct frame *out, const char *bytes);

/* Whether a reply with that body says FRAME_BACK and nothing else. */
bool frame_is_back(const struct frame *frame, const char *body);

/* A part of a body; {0} is an empty one. */
struct frame_part {
    const char *bytes;
    size_t len;
};

/*
 * Blocking, for workers and the client. Reading gives STATUS_NOT_FOUND at a
 * clean end of the stream; body is emptied first.
 */
enum status frame_read(int fd, struct frame *frame, struct buf *body,
                       struct error *err) MUST_USE;
enum status frame_write(int fd, uint64_t tag, struct frame_part first,
                        struct frame_part rest, struct error *err) MUST_USE;
