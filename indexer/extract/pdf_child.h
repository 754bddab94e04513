/*
 * pdftotext, started before this process enters its own sandbox, in one of
 * its own: it can read what the system's programs are made of, and nothing
 * else. It waits for the document.
 */
#pragma once

#include "lib/base/buf.h"
#include "lib/base/status.h"
#include "lib/sandbox/sandbox.h"

#include <stdbool.h>
#include <sys/types.h>

struct pdf_child {
    pid_t pid;
    int in, out; /* its input and output, as this process sees them */
};

enum { /* exit codes of a child that became no program; pdftotext has others */
       PDF_CHILD_NO_WALL = 120,
       PDF_CHILD_NO_PROGRAM = 121
};

/* spec: the limits of the child. Unless `anyway` it ends where a wall cannot
 * stand. */
enum status pdf_child_start(struct pdf_child *out,
                            const struct sandbox_spec *spec, bool anyway,
                            struct error *err) MUST_USE;

/*
 * Gives it the document, appends to text what it makes of it, at most `most`
 * bytes, and waits for its end; *ended is as of waitpid. The child is gone
 * then.
 */
enum status pdf_child_read(struct pdf_child *child, struct buf *text,
                           const struct buf *document, size_t most, int *ended,
                           struct error *err) MUST_USE;
