#include "daemon/config.h"

#include "daemon/tcp_socket.h"
#include "daemon/worker_command.h"

#include "lib/base/cleanup.h"
#include "lib/base/place.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    CONFIG_WORKERS_MAX = 64,
    CONFIG_CACHE_MIB = 16,
    CONFIG_CACHE_MAX = 1024
};

static const struct opt_spec config_options[] = {
    {.name = "index",
     .kind = OPT_TEXT,
     .offset = offsetof(struct config, index),
     .arg = "DIR",
     .help = "the index to serve"},
    {.name = "listen",
     .kind = OPT_LIST,
     .offset = offsetof(struct config, listen),
     .arg = "ADDRESS",
     .help = "serve there: unix:PATH or tcp:HOST:PORT; several times"},
    {.name = "token-file",
     .kind = OPT_TEXT,
     .offset = offsetof(struct config, token_file),
     .arg = "FILE",
     .help = "TCP clients must show the token in it"},
    {.name = "allow",
     .kind = OPT_LIST,
     .offset = offsetof(struct config, allow_list),
     .arg = "WHO",
     .help = "only this user or @GROUP may ask; several times"},
    {.name = "socket-mode",
     .kind = OPT_TEXT,
     .offset = offsetof(struct config, socket_mode_text),
     .arg = "MODE",
     .help = "of the socket's file, as 0660"},
    {.name = "socket-group",
     .kind = OPT_TEXT,
     .offset = offsetof(struct config, socket_group_text),
     .arg = "NAME",
     .help = "group of the socket's file"},
    {.name = "http",
     .kind = OPT_FLAG,
     .offset = offsetof(struct config, http),
     .help = "not supported yet"},
    {.name = "workers",
     .kind = OPT_NUMBER,
     .offset = offsetof(struct config, workers),
     .least = 1,
     .most = CONFIG_WORKERS_MAX,
     .arg = "N",
     .help = "search processes (one per processor)"},
    {.name = "cache",
     .kind = OPT_NUMBER,
     .offset = offsetof(struct config, cache_mib),
     .least = 0,
     .most = CONFIG_CACHE_MAX,
     .arg = "MIB",
     .help = "replies kept to be given again (16; 0: none)"},
    {.name = "limit",
     .kind = OPT_LIST,
     .offset = offsetof(struct config, limit),
     .arg = "NAME=N",
     .help = "lower a limit; --check-config lists them"},
    {.name = "check-config",
     .kind = OPT_FLAG,
     .offset = offsetof(struct config, check),
     .help = "print what would be served, and stop"},
    {.name = "help",
     .letter = 'h',
     .kind = OPT_FLAG,
     .offset = offsetof(struct config, help),
     .help = "print this"},
    {.name = "version",
     .letter = 'V',
     .kind = OPT_FLAG,
     .offset = offsetof(struct config, version),
     .help = "print the version"},
};

static const struct opt_table config_table = {config_options,
                                              COUNT_OF(config_options)};

static long
config_processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);

    if (count < 1)
        return 1;
    return count > CONFIG_WORKERS_MAX ? CONFIG_WORKERS_MAX : count;
}

/* Whoever connects needs the right to write; reading is no use alone. */
static bool
config_read_mode(mode_t *out, const char *text)
{
    char *end;

    *out = (mode_t)strtoul(text, &end, 8);
    return *end == '\0' && (*out == 0600 || *out == 0660 || *out == 0666);
}

/* Who may come in; TCP addresses are judged by it. */
static enum status
config_read_access(struct config *config, struct error *err)
{
    const char *mode = config->socket_mode_text;
    const char *group = config->socket_group_text;
    enum status status = STATUS_OK;

    config->socket_group = (gid_t)-1;
    if (mode != NULL && !config_read_mode(&config->socket_mode, mode))
        return error_set(err, STATUS_BAD_REQUEST,
                         "--socket-mode is 0600 (its owner), 0660 (its group "
                         "too) or 0666 (all), not %.20s",
                         mode);
    if (group != NULL &&
        allow_find_group(&config->socket_group, group, err) != STATUS_OK)
        return error_wrap(err, "--socket-group");
    status = allow_init(&config->allow, &config->allow_list, err);
    if (status == STATUS_OK)
        status = login_init(&config->login, config->token_file, err);
    return status;
}

static enum status
config_add_address(struct config *config, const char *given,
                   struct arena *arena, struct error *err)
{
    struct address *address = &config->addresses[config->address_count];
    enum status status = place_listen(address, given, arena, err);

    if (status == STATUS_OK && address->kind == ADDRESS_TCP)
        status = tcp_socket_check(address, config->login.wanted, err);
    if (status == STATUS_OK)
        config->address_count++;
    return status;
}

/* Where things are: sockets, index, worker. */
static enum status
config_find_places(struct config *config, struct arena *arena,
                   struct error *err)
{
    enum status status = STATUS_OK;
    char *worker;

    config->index = place_index(config->index, arena);
    if (config->listen.count == 0)
        status = config_add_address(config, NULL, arena, err);
    for (size_t i = 0; i < config->listen.count && status == STATUS_OK; i++)
        status =
            config_add_address(config, config->listen.values[i], arena, err);
    if (status != STATUS_OK)
        return status;
    status = place_worker(&worker, arena, err);
    if (status != STATUS_OK)
        return status;
    config->worker = worker;
    config->command =
        worker_command(worker, config->index, &config->limits, arena);
    return STATUS_OK;
}

static enum status
config_lower_limits(struct config *config, struct error *err)
{
    limits_init(&config->limits);
    for (size_t i = 0; i < config->limit.count; i++) {
        enum status status =
            limits_lower(&config->limits, config->limit.values[i], err);

        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

enum status
config_read(struct config *out, char **argv, struct arena *arena,
            struct error *err)
{
    struct config config = {.workers = config_processors(),
                            .cache_mib = CONFIG_CACHE_MIB};
    enum status status;
    struct opt_words words;

    status = opt_parse(&words, &config_table, &config, argv, err);
    if (status != STATUS_OK)
        return status;
    if (config.help || config.version) {
        *out = config;
        return STATUS_OK;
    }
    if (config.http)
        return error_set(err, STATUS_BAD_REQUEST,
                         "--http is not supported yet");
    if (words.count > 0)
        return error_set(err, STATUS_BAD_REQUEST,
                         "nothing to do with \"%s\" (see --help)",
                         words.list[0]);
    status = config_lower_limits(&config, err);
    if (status == STATUS_OK)
        status = config_read_access(&config, err);
    if (status == STATUS_OK)
        status = config_find_places(&config, arena, err);
    if (status == STATUS_OK)
        *out = config;
    return status;
}

void
config_put_help(struct buf *out)
{
    buf_put_text(out, "usage: claused [OPTION]...\n"
                      "Serves an index of resolutions over a socket.\n\n");
    opt_help(&config_table, out);
    buf_put_text(
        out, "\nThe index is the first of --index, $CLAUSE_INDEX, "
             "$XDG_DATA_HOME/clause/index;\nthe socket the first of --listen, "
             "$CLAUSE_CONNECT, $XDG_RUNTIME_DIR/clause.sock,\n"
             "/run/clause/clause.sock, clause-UID/clause.sock in the "
             "temporary directory.\nTCP is for this machine alone unless there "
             "is a --token-file.\nSIGTERM answers what was asked and "
             "stops.\n");
}

void
config_put(const struct config *config, struct buf *out)
{
    buf_printf(out, "index    %s\n", config->index);
    for (size_t i = 0; i < config->address_count; i++)
        buf_printf(out, "listen   %s\n", config->addresses[i].text);
    if (config->login.wanted)
        buf_printf(out, "token    asked of TCP clients, from %s\n",
                   config->token_file);
    for (size_t i = 0; i < config->allow_list.count; i++)
        buf_printf(out, "allow    %s\n", config->allow_list.values[i]);
    buf_printf(out, "worker   %s\n", config->worker);
    buf_printf(out, "workers  %ld\n", config->workers);
    buf_printf(out, "cache    %ld MiB\n", config->cache_mib);
    for (int i = 0; i < LIMIT_COUNT; i++)
        buf_printf(out, "limit    %s=%ld (%s, %s)\n", limit_specs[i].name,
                   config->limits.values[i], limit_specs[i].unit,
                   limit_specs[i].help);
}
