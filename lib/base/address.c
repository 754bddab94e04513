#include "lib/base/address.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { PORT_DIGITS_MAX = 5, PORT_MAX = 65535 };

enum status
address_unix(struct address *out, const char *path, struct arena *arena,
             struct error *err)
{
    if (*path == '\0')
        return error_set(err, STATUS_BAD_REQUEST,
                         "unix: needs the path of a socket");
    if (strlen(path) > ADDRESS_PATH_MAX)
        return error_set(err, STATUS_BAD_REQUEST,
                         "the socket path %.60s... has %zu bytes; the system "
                         "allows %d",
                         path, strlen(path), ADDRESS_PATH_MAX);
    *out = (struct address){
        .kind = ADDRESS_UNIX,
        .text = arena_printf(arena, "unix:%s", path),
        .path = arena_strdup(arena, path),
    };
    return STATUS_OK;
}

static bool
address_is_port(const char *text)
{
    size_t len = strlen(text);

    return len >= 1 && len <= PORT_DIGITS_MAX &&
           strspn(text, "0123456789") == len && atol(text) <= PORT_MAX;
}

/* HOST:PORT or [IPV6]:PORT, cut in two. */
static enum status
address_tcp(struct address *out, const char *rest, struct arena *arena,
            struct error *err)
{
    const char *colon = strrchr(rest, ':');
    bool brackets = *rest == '[';
    size_t len = colon == NULL ? 0 : (size_t)(colon - rest);
    char *host;

    if (colon == NULL || !address_is_port(colon + 1))
        return error_set(err, STATUS_BAD_REQUEST,
                         "tcp:%.100s ends in no port: an address is "
                         "tcp:HOST:PORT, as tcp:127.0.0.1:8059",
                         rest);
    if (brackets && (len < 3 || rest[len - 1] != ']'))
        return error_set(err, STATUS_BAD_REQUEST,
                         "tcp:%.100s: an IPv6 address is tcp:[::1]:8059", rest);
    host = brackets ? arena_strndup(arena, rest + 1, len - 2)
                    : arena_strndup(arena, rest, len);
    if (!brackets && strchr(host, ':') != NULL)
        return error_set(err, STATUS_BAD_REQUEST,
                         "tcp:%.100s: an IPv6 address stands in brackets, as "
                         "tcp:[::1]:8059",
                         rest);
    if (*host == '\0' || strlen(host) > ADDRESS_HOST_MAX)
        return error_set(err, STATUS_BAD_REQUEST,
                         "tcp:%.100s names no host: an address is "
                         "tcp:HOST:PORT, as tcp:127.0.0.1:8059",
                         rest);
    *out = (struct address){
        .kind = ADDRESS_TCP,
        .text = arena_printf(arena, "tcp:%s", rest),
        .host = host,
        .port = arena_strdup(arena, colon + 1),
    };
    return STATUS_OK;
}

enum status
address_parse(struct address *out, const char *text, struct arena *arena,
              struct error *err)
{
    if (strncmp(text, "unix:", 5) == 0)
        return address_unix(out, text + 5, arena, err);
    if (strncmp(text, "tcp:", 4) == 0)
        return address_tcp(out, text + 4, arena, err);
    return error_set(err, STATUS_BAD_REQUEST,
                     "an address is unix:PATH or tcp:HOST:PORT, not %.100s",
                     text);
}

enum status
address_resolve(struct addrinfo **out, const struct address *address,
                struct error *err)
{
    const struct addrinfo wanted = {
        .ai_family = AF_UNSPEC,
        .ai_socktype = SOCK_STREAM,
        .ai_flags = AI_NUMERICSERV,
    };
    int failed = getaddrinfo(address->host, address->port, &wanted, out);

    if (failed == EAI_SYSTEM)
        return error_errno(err, STATUS_NOT_FOUND, "%s", address->text);
    if (failed != 0)
        return error_set(err, STATUS_NOT_FOUND, "%s: %s", address->text,
                         gai_strerror(failed));
    return STATUS_OK;
}
