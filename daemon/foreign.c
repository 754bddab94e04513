/*
 * The beginnings stand in a table, with their lengths, because some hold NULs.
 * None can begin a JSON text: what is in doubt is left to the parser, which
 * says more.
 */
#include "daemon/foreign.h"

#include "lib/base/cleanup.h"

#include <string.h>

#define FOREIGN_WANTED "this port speaks JSON-RPC, one message a line"
#define FOREIGN_HTTP   FOREIGN_WANTED "; HTTP is on --http"
#define FOREIGN_TLS    FOREIGN_WANTED ", without TLS"
#define FOREIGN_SSH    FOREIGN_WANTED ", not SSH"
#define FOREIGN_MAIL   FOREIGN_WANTED ", not SMTP"
#define FOREIGN_PROXY  FOREIGN_WANTED ", without a PROXY header"
#define FOREIGN_REDIS  FOREIGN_WANTED ", not RESP"
#define FOREIGN_BYTES  FOREIGN_WANTED "; what came is no text"

#define START(bytes, sentence)                                                 \
    {                                                                          \
        (bytes), sizeof(bytes) - 1, (sentence)                                 \
    }

static const struct foreign_start {
    const char *bytes;
    size_t len;
    const char *sentence;
} foreign_starts[] = {
    START("GET ", FOREIGN_HTTP),
    START("HEAD ", FOREIGN_HTTP),
    START("POST ", FOREIGN_HTTP),
    START("PUT ", FOREIGN_HTTP),
    START("DELETE ", FOREIGN_HTTP),
    START("OPTIONS ", FOREIGN_HTTP),
    START("CONNECT ", FOREIGN_HTTP),
    START("TRACE ", FOREIGN_HTTP),
    START("PATCH ", FOREIGN_HTTP),
    START("PROPFIND ", FOREIGN_HTTP),
    START("DESCRIBE ", FOREIGN_HTTP), /* RTSP, which looks like it */
    START("QUERY ", FOREIGN_HTTP),
    START("PRI * HTTP/", FOREIGN_HTTP),
    START("HTTP/1.", FOREIGN_HTTP),
    START("\x16\x03", FOREIGN_TLS),
    START("\x80\x2e\x01", FOREIGN_TLS), /* of SSL 2 */
    START("SSH-", FOREIGN_SSH),
    START("EHLO ", FOREIGN_MAIL),
    START("HELO ", FOREIGN_MAIL),
    START("PROXY ", FOREIGN_PROXY),
    START("*", FOREIGN_REDIS),
    /* PostgreSQL; NULs alone are left to the parser. */
    START("\0\0\0\x08\x04\xd2\x16", FOREIGN_BYTES),
    START("\x03\0", FOREIGN_BYTES),   /* remote desktops */
    START("\x04\x01", FOREIGN_BYTES), /* SOCKS */
    START("\x05\x01\0", FOREIGN_BYTES),
};

const char *
foreign_protocol(const char *line, size_t len)
{
    for (size_t i = 0; i < COUNT_OF(foreign_starts); i++) {
        const struct foreign_start *start = &foreign_starts[i];

        if (len >= start->len && memcmp(line, start->bytes, start->len) == 0)
            return start->sentence;
    }
    return NULL;
}
