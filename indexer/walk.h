/*
 * The files of a corpus: folders walked in a stable order, symbolic links
 * never followed.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/base/status.h"

#include <stddef.h>

enum walk_kind {
    WALK_TEXT, /* read as text */
    WALK_ROWS, /* JSONL: a document a line */
    WALK_DOCX, /* these three are read by clause-extract */
    WALK_HTML,
    WALK_PDF,
    WALK_DOC,     /* Word's older format, which nothing here reads */
    WALK_SKIPPED, /* not a document */
};

struct walk_file {
    const char *path; /* to open it */
    const char *name; /* below the folder given; shown and kept */
    enum walk_kind kind;
};

struct walk {
    struct walk_file *files;
    size_t count;
};

/*
 * Appends the file, or the files below the folder, in the order of their
 * names' bytes. README.md, hidden names and folders called `tables` are no
 * part of a corpus. STATUS_NOT_FOUND names a path that is not there.
 */
enum status walk_path(struct walk *walk, const char *path, struct arena *arena,
                      struct error *err) MUST_USE;
