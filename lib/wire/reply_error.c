/*
 * One row a code. Numbers below zero are JSON-RPC's own and used only as it
 * defines them; ours are positive. Numbers and strings never change meaning.
 */
#include "lib/wire/reply_error.h"

#include "lib/text/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
    EXIT_INPUT = 2,   /* of the command line: the user's input */
    EXIT_ABSENT = 1,  /* nothing found or not held */
    EXIT_SERVICE = 3, /* the service's trouble */
};

static const struct reply_code_row {
    const char *name;
    int number;
    int exit;
} reply_codes[] = {
    [REPLY_PARSE_ERROR] = {"parse_error", -32700, EXIT_SERVICE},
    [REPLY_INVALID_REQUEST] = {"invalid_request", -32600, EXIT_SERVICE},
    [REPLY_METHOD_NOT_FOUND] = {"method_not_found", -32601, EXIT_SERVICE},
    [REPLY_INVALID_PARAMS] = {"invalid_params", -32602, EXIT_INPUT},
    [REPLY_UNKNOWN_PARAM] = {"unknown_param", -32602, EXIT_INPUT},
    [REPLY_INTERNAL] = {"internal", -32603, EXIT_SERVICE},
    [REPLY_QUERY_SYNTAX] = {"query_syntax", 1001, EXIT_INPUT},
    [REPLY_UNKNOWN_FIELD] = {"unknown_field", 1002, EXIT_INPUT},
    [REPLY_BAD_RANGE] = {"bad_range", 1003, EXIT_INPUT},
    [REPLY_QUERY_TOO_COMPLEX] = {"query_too_complex", 1004, EXIT_INPUT},
    [REPLY_WILDCARD_TOO_BROAD] = {"wildcard_too_broad", 1005, EXIT_INPUT},
    [REPLY_UNKNOWN_VALUE] = {"unknown_value", 1006, EXIT_INPUT},
    [REPLY_NOT_IN_CORPUS] = {"not_in_corpus", 1101, EXIT_ABSENT},
    [REPLY_KNOWN_NOT_HELD] = {"known_not_held", 1102, EXIT_ABSENT},
    [REPLY_NO_SUCH_CLAUSE] = {"no_such_clause", 1103, EXIT_ABSENT},
    [REPLY_CURSOR_INVALID] = {"cursor_invalid", 1104, EXIT_INPUT},
    [REPLY_CURSOR_STALE] = {"cursor_stale", 1105, EXIT_INPUT},
    [REPLY_WINDOW_TOO_DEEP] = {"window_too_deep", 1106, EXIT_INPUT},
    [REPLY_DEADLINE_EXCEEDED] = {"deadline_exceeded", 1201, EXIT_SERVICE},
    [REPLY_CANCELLED] = {"cancelled", 1202, EXIT_SERVICE},
    [REPLY_OVERLOADED] = {"overloaded", 1203, EXIT_SERVICE},
    [REPLY_SHUTTING_DOWN] = {"shutting_down", 1205, EXIT_SERVICE},
    [REPLY_INDEX_UNAVAILABLE] = {"index_unavailable", 1206, EXIT_SERVICE},
    [REPLY_INDEX_INCOMPATIBLE] = {"index_incompatible", 1207, EXIT_SERVICE},
    [REPLY_UNAUTHENTICATED] = {"unauthenticated", 1301, EXIT_SERVICE},
    [REPLY_FORBIDDEN] = {"forbidden", 1302, EXIT_SERVICE},
    [REPLY_MESSAGE_TOO_LARGE] = {"message_too_large", 1401, EXIT_SERVICE},
    [REPLY_RESPONSE_TOO_LARGE] = {"response_too_large", 1402, EXIT_INPUT},
    [REPLY_PROTOCOL_UNSUPPORTED] = {"protocol_unsupported", 1500, EXIT_SERVICE},
};

_Static_assert(sizeof reply_codes / sizeof *reply_codes == REPLY_CODE_COUNT,
               "every code has a row");

bool
reply_error_set(struct reply_error *error, enum reply_code code,
                const char *format, ...)
{
    va_list args;

    error->code = code;
    error->data_count = 0;
    va_start(args, format);
    vsnprintf(error->message, sizeof error->message, format, args);
    va_end(args);
    utf8_mend(error->message);
    return false;
}

static bool
has_datum(const struct reply_error *error, const char *key)
{
    for (size_t i = 0; i < error->data_count; i++)
        if (strcmp(error->data[i].key, key) == 0)
            return true;
    return false;
}

static struct reply_datum *
reply_error_add(struct reply_error *error, const char *key)
{
    struct reply_datum *datum;

    if (error->data_count == REPLY_DATA_MAX || has_datum(error, key))
        return NULL;
    datum = &error->data[error->data_count++];
    datum->key = key;
    datum->is_text = datum->is_json = false;
    return datum;
}

void
reply_error_text(struct reply_error *error, const char *key, const char *text)
{
    struct reply_datum *datum;

    if (text == NULL || (datum = reply_error_add(error, key)) == NULL)
        return;
    snprintf(datum->text, sizeof datum->text, "%s", text);
    utf8_mend(datum->text);
    datum->is_text = true;
}

void
reply_error_number(struct reply_error *error, const char *key, long number)
{
    struct reply_datum *datum = reply_error_add(error, key);

    if (datum == NULL)
        return;
    datum->number = number;
}

void
reply_error_json(struct reply_error *error, const char *key, const char *json)
{
    struct reply_datum *datum = reply_error_add(error, key);

    if (datum == NULL)
        return;
    snprintf(datum->text, sizeof datum->text, "%s", json);
    datum->is_json = true;
}

const char *
reply_code_name(enum reply_code code)
{
    return reply_codes[code].name;
}

int
reply_code_number(enum reply_code code)
{
    return reply_codes[code].number;
}

int
reply_code_exit(enum reply_code code)
{
    return reply_codes[code].exit;
}

enum reply_code
reply_code_find(const char *name)
{
    for (int code = 0; code < REPLY_CODE_COUNT; code++)
        if (strcmp(reply_codes[code].name, name) == 0)
            return (enum reply_code)code;
    return REPLY_CODE_COUNT;
}
