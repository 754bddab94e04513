/*
 * Clients that speak another protocol: browsers, TLS, SSH.
 */
#pragma once

#include <stddef.h>

/*
 * Looks at the beginning of a line. What to tell a client that speaks
 * something else, or NULL. A beginning that is too short to tell is NULL
 * too.
 */
const char *foreign_protocol(const char *line, size_t len);
