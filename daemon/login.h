/*
 * The token that a connection over TCP must show with its first line:
 * {"jsonrpc":"2.0","id":1,"method":"hello","params":{"token":"..."}}
 */
#pragma once

#include "lib/base/digest.h"
#include "lib/base/status.h"
#include "lib/wire/prescan.h"

#include <stdbool.h>

struct login {
    bool wanted; /* there is a token */
    char digest[DIGEST_HEX_SIZE];
};

/* Reads --token-file; the token itself is not kept. NULL: none is wanted. */
enum status login_init(struct login *out, const char *path,
                       struct error *err) MUST_USE;

/*
 * Whether the line that was scanned, and is still there, is a hello with the
 * token; takes the same time for every token. False: error is what to answer.
 */
bool login_check(const struct login *login, const struct prescan *scan,
                 struct reply_error *error);
