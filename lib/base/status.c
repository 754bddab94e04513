/*
 * One row a status; every name and sentence is read off this table.
 */
#include "lib/base/status.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct status_row {
    const char *name;
    const char *sentence;
} status_rows[] = {
    [STATUS_OK] = {"ok", "no error"},
    [STATUS_NOT_FOUND] = {"not_found", "not found"},
    [STATUS_BAD_REQUEST] = {"bad_request", "the input cannot be used"},
    [STATUS_BAD_QUERY] = {"bad_query", "the query cannot be read"},
    [STATUS_BAD_DOCUMENT] = {"bad_document", "the document cannot be read"},
    [STATUS_TOO_LARGE] = {"too_large", "over a limit"},
    [STATUS_BUSY] = {"busy", "in use by another process"},
    [STATUS_IO] = {"io", "the operating system reported an error"},
    [STATUS_DENIED] = {"denied", "the rights of a file forbid it"},
    [STATUS_NO_MEMORY] = {"no_memory", "out of memory"},
    [STATUS_STORE] = {"store", "the index cannot be used"},
    [STATUS_BUG] = {"bug", "an error in Clause itself"},
};

_Static_assert(sizeof status_rows / sizeof *status_rows == STATUS_COUNT,
               "every status has a row");

static enum status __attribute__((format(printf, 3, 0)))
error_fill(struct error *err, enum status status, const char *format,
           va_list args)
{
    if (err != NULL) {
        err->code = status;
        vsnprintf(err->text, sizeof err->text, format, args);
    }
    return status;
}

enum status
error_set(struct error *err, enum status status, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    error_fill(err, status, format, args);
    va_end(args);
    return status;
}

enum status
error_errno(struct error *err, enum status status, const char *format, ...)
{
    int saved = errno;
    va_list args;
    size_t used;

    va_start(args, format);
    error_fill(err, status, format, args);
    va_end(args);
    if (err != NULL) {
        used = strlen(err->text);
        snprintf(err->text + used, sizeof err->text - used, ": %s",
                 strerror(saved));
    }
    return status;
}

enum status
error_wrap(struct error *err, const char *format, ...)
{
    char old[ERROR_TEXT_MAX];
    va_list args;
    size_t used;

    if (err == NULL)
        return STATUS_BUG;
    memcpy(old, err->text, sizeof old);
    va_start(args, format);
    vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    used = strlen(err->text);
    snprintf(err->text + used, sizeof err->text - used, ": %s", old);
    return err->code;
}

const char *
status_name(enum status status)
{
    return status < STATUS_COUNT ? status_rows[status].name : "unknown";
}

const char *
status_sentence(enum status status)
{
    return status < STATUS_COUNT ? status_rows[status].sentence : "unknown";
}
