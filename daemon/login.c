/*
 * Digests are compared in place of the tokens: they have one length, and how
 * far two of them agree says nothing about the texts.
 */
#include "daemon/login.h"

#include "lib/base/cleanup.h"
#include "lib/base/secret.h"

#include <string.h>

enum status
login_init(struct login *out, const char *path, struct error *err)
{
    CLEANUP(arena_freep) struct arena *arena = arena_new();
    enum status status;
    char *token;

    *out = (struct login){.wanted = false};
    if (path == NULL)
        return STATUS_OK;
    status = secret_read(&token, path, arena, err);
    if (status != STATUS_OK)
        return status;
    digest_sha256(token, strlen(token), out->digest);
    explicit_bzero(token, strlen(token));
    out->wanted = true;
    return STATUS_OK;
}

static bool
login_matches(const struct login *login, const char *token, size_t len)
{
    char digest[DIGEST_HEX_SIZE];
    volatile unsigned char differs = 0;

    digest_sha256(token, len, digest);
    for (size_t i = 0; i < sizeof digest; i++)
        differs |= (unsigned char)(digest[i] ^ login->digest[i]);
    return differs == 0;
}

bool
login_check(const struct login *login, const struct prescan *scan,
            struct reply_error *error)
{
    char token[SECRET_MOST + 1];
    size_t token_len;

    if (strcmp(scan->method, "hello") != 0)
        return reply_error_set(error, REPLY_UNAUTHENTICATED,
                               "the first line must be hello with the token: "
                               "clause takes it by --token-file");
    token_len = prescan_token(scan, token, sizeof token);
    if (token_len == 0 || !login_matches(login, token, token_len))
        return reply_error_set(error, REPLY_UNAUTHENTICATED,
                               "hello has no token, or not the one of this "
                               "service");
    return true;
}
