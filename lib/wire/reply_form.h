/*
 * The parts of a search's reply line that are not the same when it is given
 * once more, for another id: the id, and how long it took.
 */
#pragma once

#include "lib/base/buf.h"

#include <stdbool.h>
#include <stddef.h>

struct reply_form {
    size_t result_at; /* the result's first byte, behind the id */
    size_t took_at;   /* first byte of the value of took_ms */
    size_t took_end;  /* behind its last */
    unsigned generation;
};

/* False: an error, or a reply of another kind. */
bool reply_form_find(struct reply_form *out, const char *line, size_t len,
                     const char *id, size_t id_len);
