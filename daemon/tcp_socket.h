/*
 * TCP sockets that listen.
 */
#pragma once

#include "lib/base/address.h"
#include "lib/base/status.h"

#include <stdbool.h>

enum { TCP_SOCKET_TEXT_MAX = 80 /* bytes, with the NUL */ };

/*
 * Whether it may be served: an address that only this machine reaches, or
 * any when everywhere. STATUS_BAD_REQUEST says the repair.
 */
enum status tcp_socket_check(const struct address *address, bool everywhere,
                             struct error *err) MUST_USE;

/*
 * Listens; *out is non-blocking, and what it accepts is tuned already. text
 * is the address with the port that was found for port 0.
 */
enum status tcp_socket_open(int *out, char text[TCP_SOCKET_TEXT_MAX],
                            const struct address *address, bool everywhere,
                            int backlog, struct error *err) MUST_USE;
