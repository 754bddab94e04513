/*
 * The commands, as one table: dispatch, --help and what is reserved for work
 * to come are read off it.
 */
#pragma once

#include "client/rows.h"
#include "client/session.h"
#include "lib/base/buf.h"

#include <stdbool.h>

struct command {
    const char *name;
    const char *args; /* of the usage line; NULL: it takes none */
    const char *help; /* one line; NULL: to come */
    enum exit_code (*run)(struct session *session); /* NULL: to come */
    unsigned takes;               /* groups of options (enum options_group) */
    bool searches;                /* its words are a query */
    const struct row_table *rows; /* NULL: it has none to print */
};

/* The command of that name, or NULL. */
const struct command *command_find(const char *name);

/* The supported command that a mistyped name probably means, or NULL. */
const struct command *command_nearest(const char *name);

/* What a line without a command word does. */
const struct command *command_default(void);

void command_help_all(struct buf *out);
void command_help_one(struct buf *out, const struct command *command);

/* Each in its own file. */
enum exit_code search_run(struct session *session);
enum exit_code ask_run(struct session *session);
enum exit_code facets_run(struct session *session);
enum exit_code suggest_run(struct session *session);
enum exit_code similar_run(struct session *session);
enum exit_code show_run(struct session *session);
enum exit_code refs_run(struct session *session);
enum exit_code parse_run(struct session *session);
enum exit_code coverage_run(struct session *session);
enum exit_code status_run(struct session *session);
enum exit_code ping_run(struct session *session);
