/*
 * One run of clause-extract: a document on its standard input; lines
 * (lib/model/extracted.h) or a sentence come back. The document is a file in
 * memory, so that the bytes read there are those that were hashed here.
 *
 * What it reads is hostile, and so may be what it has become. Only so many
 * bytes are taken from it, only for so long, and its whole process group is
 * ended with it.
 */
#pragma once

#include "lib/base/buf.h"
#include "lib/base/status.h"

#include <stdbool.h>
#include <sys/types.h>

enum {
    EXTRACTOR_OUT_MAX = 32 * 1024 * 1024,
    EXTRACTOR_ERR_MAX = 4096,
    EXTRACTOR_WALL_MS = 30 * 1000
};

struct extractor_command {
    const char *program;
    bool unsandboxed;
    long long wall_ms; /* it is ended after that */
};

struct extractor {
    pid_t pid;
    int pid_fd;
    int out_fd, err_fd;  /* -1 at their ends */
    long long end_ms;    /* when its time is over */
    struct error ended;  /* why we ended it; STATUS_OK: we did not */
    struct buf out, err; /* what it wrote */
};

/* format is "docx", "html", "pdf". The document's bytes are copied. */
enum status extractor_start(struct extractor *out,
                            const struct extractor_command *command,
                            const char *format, const struct buf *document,
                            struct error *err) MUST_USE;

/* Takes what stands on its pipes, without waiting. */
void extractor_read(struct extractor *extractor);

/* Ends it when its time is over. */
void extractor_watch(struct extractor *extractor, long long now_ms);

/* Ends it, if it runs, and waits for that; `out` has its lines and is handed
 * to the caller when it read the document. To be called once, when pid_fd is
 * readable. Else the text says why it did not. */
enum status extractor_finish(struct extractor *extractor, struct buf *lines,
                             struct error *err) MUST_USE;
