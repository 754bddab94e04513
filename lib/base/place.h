/*
 * Where things are: the index, the daemon's socket, the worker program.
 *
 * One answer for all programs, so that client and daemon meet without being
 * told. Each place is the first of what was given on the command line, the
 * environment, the user's own folders and the system's. An empty variable
 * counts as unset, and so does a relative path in an XDG_* variable, as the
 * XDG rules ask. Results live in the arena.
 */
#pragma once

#include "lib/base/address.h"
#include "lib/base/arena.h"
#include "lib/base/status.h"

/*
 * The index folder: given (--index, may be NULL), $CLAUSE_INDEX,
 * $XDG_DATA_HOME/clause/index, ~/.local/share/clause/index, and
 * /var/lib/clause/index for a service, which has no home. It need not exist.
 */
char *place_index(const char *given, struct arena *arena);

/*
 * The address to serve on: given (--listen), $CLAUSE_CONNECT,
 * $XDG_RUNTIME_DIR/clause.sock, /run/clause/clause.sock where that folder
 * can be written, else clause-UID/clause.sock in the temporary directory;
 * that last folder is made (0700), and refused when it is not ours alone.
 * STATUS_BAD_REQUEST for an address that is none.
 */
enum status place_listen(struct address *out, const char *given,
                         struct arena *arena, struct error *err) MUST_USE;

/*
 * The address to connect to: given (--connect), $CLAUSE_CONNECT,
 * else the first of the places of place_listen where a socket stands; where
 * there is none, the first of them, so that an error can name it.
 */
enum status place_connect(struct address *out, const char *given,
                          struct arena *arena, struct error *err) MUST_USE;

/* The file of the client's token: given (--token-file), $CLAUSE_TOKEN_FILE,
 * else NULL. */
const char *place_token_file(const char *given);

/*
 * The clause-worker program, found from where this program itself stands:
 * beside it, in the build tree, in libexec. STATUS_NOT_FOUND if in none.
 */
enum status place_worker(char **path, struct arena *arena,
                         struct error *err) MUST_USE;

/* What clause-extract starts for a PDF; poppler-utils puts it there. */
#define PLACE_PDFTOTEXT "/usr/bin/pdftotext"

/* The clause-extract program, found in the same way. */
enum status place_extract(char **path, struct arena *arena,
                          struct error *err) MUST_USE;
