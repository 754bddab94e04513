/*
 * One run of the program: what was asked for, and the ways in which every
 * command asks the service, prints, and reports trouble.
 */
#pragma once

#include "client/options.h"
#include "client/pick.h"
#include "client/terminal.h"
#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/wire/reply_read.h"

#include <stdbool.h>

/* Exit codes. */
enum exit_code {
    EXIT_FOUND,
    EXIT_ABSENT, /* nothing found, or not held */
    EXIT_INPUT,  /* the user's input or usage */
    EXIT_SERVICE /* unreachable, overloaded, late, or what it said is odd */
};

struct session {
    struct options options;
    struct terminal terminal;
    struct arena *arena;
    const char *words;       /* joined by spaces: the query, or what to show */
    const char *place;       /* of the service that answered */
    struct buf reply;        /* the line that came */
    struct service *service; /* who is asked; NULL: nobody yet */

    const struct row_table *rows; /* of the command; NULL: it has none */
    struct pick pick;             /* the columns to be printed */
    bool begun; /* a page is printed already, with the heading */
};

/* Ends it, with the service and what came from it. */
void session_end(struct session *session);

/*
 * Asks; *result is then the bytes of the result object, within the session
 * until it asks again. False: what went wrong is reported already, and *exit
 * says how to end.
 */
bool session_ask(struct session *session, const struct buf *line,
                 struct reply_span *result, enum exit_code *exit);

/* Writes to standard output; code, or EXIT_SERVICE when it cannot be. When
 * nobody reads any more the program ends here, as programs do. */
enum exit_code session_print(const struct buf *out, enum exit_code code);

/* The same of lines of JSON, without what a terminal should not see. */
enum exit_code session_print_safe(const struct session *session,
                                  const struct buf *json, enum exit_code code);

/* The result as JSON, in one line. */
enum exit_code session_print_json(const struct session *session,
                                  const struct reply_span *result,
                                  enum exit_code code);

/* "clause: TEXT" on standard error; EXIT_INPUT. */
enum exit_code session_fail_usage(const char *format, ...) PRINTF_LIKE(1, 2);

/* The result is JSON but not what it should be. */
enum exit_code session_fail_result(const struct session *session,
                                   const struct error *err);

/* "note: TEXT" on standard error, safely. */
void session_note(const char *text);

/* Writes to standard error; nobody can be told if that fails. */
void session_say(const struct buf *text);
