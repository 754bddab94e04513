/*
 * The files of a corpus: folders walked in a stable order, symbolic links
 * never followed.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/base/status.h"

#include <stddef.h>

enum walk_kind {
    WALK_TEXT,
    WALK_ROWS, /* JSONL: a document a line */
    WALK_HTML,
    WALK_DOCX,
    WALK_PDF,
    WALK_SKIPPED, /* no document; reason says what */
    WALK_FAILED,  /* a document or folder that cannot be read; reason: why */
};

struct walk_file {
    const char *top;  /* the folder that it is opened below */
    const char *name; /* from there; shown and kept */
    enum walk_kind kind;
    enum status code;   /* of WALK_FAILED: the kind of trouble */
    const char *reason; /* NULL of those that are read */
};

struct walk {
    struct walk_file *files;
    size_t count;
};

/*
 * Appends the file, or the files below the folder, in the order of their
 * names' bytes; path is absolute. README.md, hidden names and folders called
 * `tables` are no part of a corpus. STATUS_NOT_FOUND names a path that is not
 * there; a folder below it that cannot be read is a WALK_FAILED among the
 * files.
 */
enum status walk_path(struct walk *walk, const char *path, struct arena *arena,
                      struct error *err) MUST_USE;
