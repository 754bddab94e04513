/*
 * claused: options, server, end.
 */
#include "daemon/config.h"
#include "daemon/server.h"

#include "lib/base/cleanup.h"
#include "lib/base/log.h"

#include <stdio.h>
#include <sys/prctl.h>

enum { EXIT_DONE, EXIT_FAILED, EXIT_USAGE };

static int
main_fail(const struct error *err)
{
    log_line(LOG_ERROR, "%s", err->text);
    return err->code == STATUS_BAD_REQUEST ? EXIT_USAGE : EXIT_FAILED;
}

/* For --help, --version and --check-config. */
static int
main_print(const struct config *config)
{
    struct buf out = {0};
    bool good;

    if (config->help)
        config_put_help(&out);
    else if (config->version)
        buf_put_text(&out, "claused " CLAUSE_VERSION "\n");
    else
        config_put(config, &out);
    good =
        fwrite(out.data, 1, out.len, stdout) == out.len && fflush(stdout) == 0;
    buf_deinit(&out);
    return good ? EXIT_DONE : EXIT_FAILED;
}

int
main(int argc, char **argv)
{
    CLEANUP(arena_freep) struct arena *arena = arena_new();
    CLEANUP(server_freep) struct server *server = NULL;
    struct config config;
    struct error err;

    (void)argc; /* argv has an end of its own */
    log_init("claused", LOG_INFO);
    if (config_read(&config, argv, arena, &err) != STATUS_OK)
        return main_fail(&err);
    if (config.help || config.version || config.check)
        return main_print(&config);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); /* for it and all its workers */
    if (server_new(&server, &config, &err) != STATUS_OK)
        return main_fail(&err);
    return server_run(server) ? EXIT_DONE : EXIT_FAILED;
}
