/*
 * How long we wait for a service: one end for all that one answer takes, from
 * connecting to its last byte.
 */
#pragma once

struct patience {
    long allowed_ms; /* that the user knows of */
    long until_ms;   /* on the monotonic clock */
};

/* From now on. more_ms: that the user need not know of. */
void patience_begin(struct patience *out, long allowed_ms, long more_ms);

/* 0 when it is over. */
long patience_left_ms(const struct patience *patience);

/* From now on the socket connects and writes no longer than is left; what
 * takes longer fails with EAGAIN or EINPROGRESS. */
void patience_set_socket(const struct patience *patience, int fd);
