/*
 * What the daemon was told: command line, environment, defaults.
 */
#pragma once

#include "daemon/allow.h"
#include "daemon/login.h"

#include "lib/base/address.h"
#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/base/limits.h"
#include "lib/base/opt.h"
#include "lib/base/status.h"

#include <stdbool.h>
#include <stddef.h>

struct config {
    bool help;
    bool version;
    bool check; /* print it and stop */
    bool http;
    const char *index;
    const char *worker; /* the program */
    char **command;     /* the words that start it */
    long workers;
    long cache_mib;
    struct opt_list limit; /* NAME=N as given */
    struct limits limits;

    struct opt_list listen; /* addresses as given, and as read */
    struct address addresses[OPT_LIST_MAX];
    size_t address_count;

    const char *socket_mode_text; /* what was given, and what it comes to: */
    mode_t socket_mode;           /* 0: as the socket's folder says */
    const char *socket_group_text;
    gid_t socket_group; /* (gid_t)-1: none */
    struct opt_list allow_list;
    struct allow allow;
    const char *token_file;
    struct login login;
};

/*
 * Reads all of it and finds the places; texts live in argv or the arena.
 * With help or version set, nothing else is looked at. STATUS_BAD_REQUEST is
 * a mistake of usage.
 */
enum status config_read(struct config *out, char **argv, struct arena *arena,
                        struct error *err) MUST_USE;

/* The text of --help, and what --check-config prints. */
void config_put_help(struct buf *out);
void config_put(const struct config *config, struct buf *out);
