/*
 * What can go wrong, as one enum and one sentence.
 *
 * Every function that can fail returns an enum status and takes a
 * struct error as its last parameter. The error is a value on the caller's
 * stack: nothing to free. On failure the other out-parameters are untouched.
 * These are the errors of functions; what a client is told has its own table
 * (lib/wire/reply_error.h).
 */
#pragma once

#define MUST_USE               __attribute__((warn_unused_result))
#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))

enum status {
    STATUS_OK,
    STATUS_NOT_FOUND,    /* the thing asked for is not there */
    STATUS_BAD_REQUEST,  /* the caller's input or usage */
    STATUS_BAD_QUERY,    /* the query text */
    STATUS_BAD_DOCUMENT, /* a document or table that cannot be read */
    STATUS_TOO_LARGE,    /* over a limit */
    STATUS_BUSY,         /* somebody else holds it; try again */
    STATUS_IO,           /* the operating system said no */
    STATUS_DENIED,       /* it said: not for you */
    STATUS_NO_MEMORY,    /* an allocation inside a library failed */
    STATUS_STORE,        /* the index is damaged or of another format */
    STATUS_BUG,          /* ours */
    STATUS_COUNT
};

enum {
    ERROR_TEXT_MAX = 400 /* bytes, with the ending NUL */
};

struct error {
    enum status code;
    char text[ERROR_TEXT_MAX];
};

/* Fill err (NULL is allowed) and return status: failing is one line. */
enum status error_set(struct error *err, enum status status, const char *format,
                      ...) PRINTF_LIKE(3, 4);

/* Like error_set, with ": " and the text of errno behind it. */
enum status error_errno(struct error *err, enum status status,
                        const char *format, ...) PRINTF_LIKE(3, 4);

/* Put "context: " before what err already says; returns its code. */
enum status error_wrap(struct error *err, const char *format, ...)
    PRINTF_LIKE(2, 3);

/* The short stable name of a status ("not_found"). */
const char *status_name(enum status status);

/* A sentence for people, where no better text is at hand. */
const char *status_sentence(enum status status);
