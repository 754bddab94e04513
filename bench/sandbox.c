/*
 * What the sandbox costs: the same searches in a process within it and in
 * one without, in rounds that take turns. The figure is the median of the
 * rounds' ratios; the microseconds hold for this machine at this moment only.
 *
 *   bench_sandbox INDEX
 */
#include "lib/sandbox/sandbox.h"
#include "lib/base/buf.h"
#include "lib/base/cleanup.h"
#include "lib/engine/engine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS = 15, REQUESTS = 4000, WARM_UP = 500, FILES = 64 };

static const char *const lines[] = {
    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"search\","
    "\"params\":{\"q\":\"participation\"}}",
    "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"search\","
    "\"params\":{\"q\":\"operators developing countries\"}}",
    "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"search\","
    "\"params\":{\"q\":\"to:director-tsb support operators\"}}",
};

static double
now_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static int
compare(const void *a, const void *b)
{
    const double *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

static double
median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, compare);
    return values[count / 2];
}

/* In the child: the median of its requests, as bytes into the pipe. */
static _Noreturn void
measure(const char *index, bool walls, int out)
{
    static double took[REQUESTS];
    const struct sandbox_spec spec = {.folder = index, .files_most = FILES};
    struct sandbox sandbox;
    struct engine *engine;
    struct error err;
    struct buf reply = {0};
    double middle;

    if (engine_new(&engine, index, &err) != STATUS_OK)
        _exit(1);
    if (walls)
        sandbox_enter(&sandbox, &spec);
    for (int i = -WARM_UP; i < REQUESTS; i++) {
        const char *line = lines[(size_t)(i + WARM_UP) % COUNT_OF(lines)];
        double began = now_us();

        buf_clear(&reply);
        if (walls)
            sandbox_look(&sandbox);
        engine_answer(engine, line, strlen(line), "", 0, &reply);
        if (i >= 0)
            took[i] = now_us() - began;
    }
    middle = median(took, REQUESTS);
    _exit(write(out, &middle, sizeof middle) == sizeof middle ? 0 : 1);
}

static double
run(const char *index, bool walls)
{
    double middle = -1;
    int ends[2];
    pid_t child;

    if (pipe(ends) < 0 || (child = fork()) < 0)
        exit(1);
    if (child == 0)
        measure(index, walls, ends[1]);
    close(ends[1]);
    if (read(ends[0], &middle, sizeof middle) != sizeof middle)
        exit(1);
    close(ends[0]);
    waitpid(child, NULL, 0);
    return middle;
}

int
main(int argc, char **argv)
{
    double without[ROUNDS], within[ROUNDS], ratios[ROUNDS];

    if (argc != 2) {
        fprintf(stderr, "usage: bench_sandbox INDEX\n");
        return 2;
    }
    for (int i = 0; i < ROUNDS; i++) {
        without[i] = run(argv[1], false);
        within[i] = run(argv[1], true);
        ratios[i] = within[i] / without[i];
    }
    printf("sandbox  %.1f us a search within, %.1f without, ratio %.3f\n",
           median(within, ROUNDS), median(without, ROUNDS),
           median(ratios, ROUNDS));
    return 0;
}
