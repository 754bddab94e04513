/*
 * The result of a command in a format for programs and spreadsheets:
 * everything but text for people.
 */
#pragma once

#include "client/rows.h"
#include "client/session.h"

/*
 * Settles which columns the options ask for of a command that has these rows
 * (NULL: none). False: the command cannot print so; it is reported already.
 */
bool print_rows_prepare(struct session *session, const char *command,
                        const struct row_table *table);

/*
 * Prints the result that came, whose format is not text; the heading goes
 * before the first. code, or what went wrong.
 */
enum exit_code print_rows(struct session *session,
                          const struct reply_span *result, enum exit_code code);
