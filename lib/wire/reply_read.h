/*
 * Reply lines as a client reads them: the id, and the bytes of the result or
 * of the error just as they came, so that they can be handed on unchanged.
 *
 * The line is checked to the letter of JSON first (whole, UTF-8, depth), as
 * the pre-scan does for requests: a service may be hostile too.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/base/status.h"

#include <stddef.h>

enum { REPLY_DEPTH_MAX = 32 };

/* Bytes within the line; NULL when the member is not there. */
struct reply_span {
    const char *at;
    size_t len;
};

/* Of result and error exactly one is there. */
struct reply_line {
    struct reply_span id;
    struct reply_span result; /* an object */
    struct reply_span error;  /* an object */
};

/* The line without its LF. STATUS_BAD_REQUEST: it is no reply. */
enum status reply_split(struct reply_line *out, const char *line, size_t len,
                        struct error *err) MUST_USE;

/* A member of an error's data: a text, or a number. */
struct fault_datum {
    const char *key;
    const char *text; /* NULL: it is a number */
    double number;
};

/* The error of a reply. Members that are neither text nor number are left
 * out. */
struct reply_fault {
    long number;         /* 1002 */
    const char *code;    /* "unknown_field"; "" when the service gave none */
    const char *message; /* a sentence */
    struct fault_datum *data;
    size_t data_count;
};

/* Reads an error object; texts go into the arena. */
enum status reply_fault_parse(struct reply_fault *out, const char *json,
                              size_t len, struct arena *arena,
                              struct error *err) MUST_USE;

/* A datum, or NULL; a number that counts something, or -1. */
const char *reply_fault_text(const struct reply_fault *fault, const char *key);
long reply_fault_number(const struct reply_fault *fault, const char *key);
