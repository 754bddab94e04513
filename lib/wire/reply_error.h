/*
 * What a client is told when its request fails: a number and a stable string
 * (docs/protocol.md), a sentence, and data.
 */
#pragma once

#include "lib/base/buf.h"
#include "lib/base/status.h"

#include <stdbool.h>
#include <stddef.h>

enum reply_code {
    REPLY_PARSE_ERROR,
    REPLY_INVALID_REQUEST,
    REPLY_METHOD_NOT_FOUND,
    REPLY_INVALID_PARAMS,
    REPLY_UNKNOWN_PARAM,
    REPLY_INTERNAL,
    REPLY_QUERY_SYNTAX,
    REPLY_UNKNOWN_FIELD,
    REPLY_BAD_RANGE,
    REPLY_QUERY_TOO_COMPLEX,
    REPLY_WILDCARD_TOO_BROAD,
    REPLY_UNKNOWN_VALUE,
    REPLY_NOT_IN_CORPUS,
    REPLY_KNOWN_NOT_HELD,
    REPLY_NO_SUCH_CLAUSE,
    REPLY_CURSOR_INVALID,
    REPLY_CURSOR_STALE,
    REPLY_WINDOW_TOO_DEEP,
    REPLY_DEADLINE_EXCEEDED,
    REPLY_CANCELLED,
    REPLY_OVERLOADED,
    REPLY_SHUTTING_DOWN,
    REPLY_INDEX_UNAVAILABLE,
    REPLY_INDEX_INCOMPATIBLE,
    REPLY_UNAUTHENTICATED,
    REPLY_FORBIDDEN,
    REPLY_MESSAGE_TOO_LARGE,
    REPLY_RESPONSE_TOO_LARGE,
    REPLY_PROTOCOL_UNSUPPORTED,
    REPLY_CODE_COUNT
};

enum {
    REPLY_MESSAGE_MAX = 400, /* bytes of a sentence, with the NUL */
    REPLY_TEXT_MAX = 200,    /* bytes of a text among the data */
    REPLY_DATA_MAX = 8       /* data besides `code` */
};

struct reply_datum {
    const char *key; /* a literal */
    bool is_text;
    bool is_json; /* the text stands for itself, without quotes */
    long number;
    char text[REPLY_TEXT_MAX];
};

struct reply_error {
    enum reply_code code;
    char message[REPLY_MESSAGE_MAX];
    struct reply_datum data[REPLY_DATA_MAX];
    size_t data_count;
};

/* Starts an error over: code and sentence, no data. Always returns false. */
bool reply_error_set(struct reply_error *error, enum reply_code code,
                     const char *format, ...) PRINTF_LIKE(3, 4);

/* Adds a datum; a NULL text adds nothing, nor does a key that is there
 * already; texts are cut at a character. */
void reply_error_text(struct reply_error *error, const char *key,
                      const char *text);
void reply_error_number(struct reply_error *error, const char *key,
                        long number);

/* A value that is JSON already, of less than REPLY_TEXT_MAX bytes. */
void reply_error_json(struct reply_error *error, const char *key,
                      const char *json);

/* The stable string ("unknown_field"), the number (1002), and the exit code
 * of the command line (2) of a code. */
const char *reply_code_name(enum reply_code code);
int reply_code_number(enum reply_code code);
int reply_code_exit(enum reply_code code);

/* The code with that stable string, or REPLY_CODE_COUNT. */
enum reply_code reply_code_find(const char *name);
