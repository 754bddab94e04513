#include "daemon/config.h"

#include "daemon/worker_command.h"

#include "lib/base/cleanup.h"
#include "lib/base/place.h"

#include <string.h>
#include <unistd.h>

enum { CONFIG_WORKERS_MAX = 64 };

static const struct opt_spec config_options[] = {
    {.name = "index",
     .kind = OPT_TEXT,
     .offset = offsetof(struct config, index),
     .arg = "DIR",
     .help = "the index to serve"},
    {.name = "listen",
     .kind = OPT_LIST,
     .offset = offsetof(struct config, listen),
     .arg = "unix:PATH",
     .help = "serve there; may be given several times"},
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

static enum status
config_add_socket(struct config *config, const char *given, struct arena *arena,
                  struct error *err)
{
    char *path;
    enum status status = place_listen(&path, given, arena, err);

    if (status == STATUS_OK)
        config->sockets[config->socket_count++] = path;
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
        status = config_add_socket(config, NULL, arena, err);
    for (size_t i = 0; i < config->listen.count && status == STATUS_OK; i++)
        status =
            config_add_socket(config, config->listen.values[i], arena, err);
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
    struct config config = {.workers = config_processors()};
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
             "temporary directory.\nSIGTERM answers what was asked and "
             "stops.\n");
}

void
config_put(const struct config *config, struct buf *out)
{
    buf_printf(out, "index    %s\n", config->index);
    for (size_t i = 0; i < config->socket_count; i++)
        buf_printf(out, "listen   unix:%s\n", config->sockets[i]);
    buf_printf(out, "worker   %s\n", config->worker);
    buf_printf(out, "workers  %ld\n", config->workers);
    for (int i = 0; i < LIMIT_COUNT; i++)
        buf_printf(out, "limit    %s=%ld (%s, %s)\n", limit_specs[i].name,
                   config->limits.values[i], limit_specs[i].unit,
                   limit_specs[i].help);
}
