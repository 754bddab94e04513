/*
 * The token by which a client over TCP shows that it may ask: the one line
 * of a file that nobody else can read.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/base/status.h"

enum {
    SECRET_LEAST = 32, /* bytes */
    SECRET_MOST = 512
};

/*
 * Reads it; the text lives in the arena. The file must be a regular one (no
 * symbolic link), ours or root's, with no rights for anybody else, and hold
 * 32 to 512 printable ASCII characters without spaces, in one line. If not,
 * STATUS_BAD_REQUEST names the file and says the repair.
 */
enum status secret_read(char **out, const char *path, struct arena *arena,
                        struct error *err) MUST_USE;
