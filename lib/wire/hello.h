/*
 * What a client says of itself in `hello`. Read off the pre-scan, without a
 * tree, because the main process acts upon it too.
 */
#pragma once

#include "lib/wire/prescan.h"
#include "lib/wire/reply_error.h"

#include <stdbool.h>

enum { PROTOCOL_MAJOR = 1, PROTOCOL_MINOR = 0 };

struct hello {
    bool ordered;       /* replies in the order of requests */
    struct span client; /* the text between its quotes; absent: NULL */
    struct span token;  /* the same; for those who want to see one */
};

/*
 * False: error is what to answer, protocol_unsupported for another major
 * version. A client that names no version is taken for one of [1,0].
 */
bool hello_read(struct hello *out, const struct prescan *scan,
                struct reply_error *error);
