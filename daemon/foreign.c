#include "daemon/foreign.h"

#include "lib/base/cleanup.h"

#include <string.h>

#define FOREIGN_HTTP                                                           \
    "this port speaks JSON-RPC, one message a line; HTTP is on --http"
#define FOREIGN_TLS "this port speaks JSON-RPC, one message a line, without TLS"
#define FOREIGN_SSH "this port speaks JSON-RPC, one message a line, not SSH"

static const struct foreign_start {
    const char *bytes;
    const char *sentence;
} foreign_starts[] = {
    {"GET ", FOREIGN_HTTP},     {"HEAD ", FOREIGN_HTTP},
    {"POST ", FOREIGN_HTTP},    {"PUT ", FOREIGN_HTTP},
    {"DELETE ", FOREIGN_HTTP},  {"OPTIONS ", FOREIGN_HTTP},
    {"CONNECT ", FOREIGN_HTTP}, {"TRACE ", FOREIGN_HTTP},
    {"PATCH ", FOREIGN_HTTP},   {"PRI * HTTP/", FOREIGN_HTTP},
    {"\x16\x03", FOREIGN_TLS},  {"SSH-", FOREIGN_SSH},
};

const char *
foreign_protocol(const char *line, size_t len)
{
    for (size_t i = 0; i < COUNT_OF(foreign_starts); i++) {
        size_t size = strlen(foreign_starts[i].bytes);

        if (len >= size && memcmp(line, foreign_starts[i].bytes, size) == 0)
            return foreign_starts[i].sentence;
    }
    return NULL;
}
