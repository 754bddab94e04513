/*
 * The signals are blocked and stay pending; no handler, no global flag.
 */
#include "indexer/stop.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/signalfd.h>
#include <time.h>

static const struct stop_row {
    int number;
    const char *name;
} stop_rows[] = {
    {SIGTERM, "SIGTERM"},
    {SIGINT, "SIGINT"},
    {SIGHUP, "SIGHUP"},
};

enum { STOP_ROWS = sizeof stop_rows / sizeof *stop_rows };

/* One that the caller ignores (nohup) stays ignored. */
static bool
is_ignored(int number)
{
    struct sigaction action;

    return sigaction(number, NULL, &action) == 0 &&
           action.sa_handler == SIG_IGN;
}

static void
stop_set(sigset_t *set)
{
    sigemptyset(set);
    for (size_t i = 0; i < STOP_ROWS; i++)
        if (!is_ignored(stop_rows[i].number))
            sigaddset(set, stop_rows[i].number);
}

void
stop_hold(void)
{
    sigset_t set;

    stop_set(&set);
    sigprocmask(SIG_BLOCK, &set, NULL);
}

enum status
stop_asked(struct error *err)
{
    sigset_t set;

    sigpending(&set);
    for (size_t i = 0; i < STOP_ROWS; i++)
        if (sigismember(&set, stop_rows[i].number) == 1)
            return error_set(err, STATUS_BUSY, "stopped by %s",
                             stop_rows[i].name);
    return STATUS_OK;
}

enum status
stop_asked_within(unsigned ms, struct error *err)
{
    const struct timespec most = {.tv_sec = ms / 1000,
                                  .tv_nsec = ms % 1000 * 1000000L};
    sigset_t set;
    int number;

    stop_set(&set);
    number = sigtimedwait(&set, NULL, &most);
    if (number > 0)
        raise(number); /* blocked: pending again, for whoever asks next */
    return stop_asked(err);
}

int
stop_watch(void)
{
    sigset_t set;

    stop_set(&set);
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}
