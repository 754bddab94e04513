/*
 * Our own engine without a daemon: the same request lines as load.c sends.
 *
 *   bench_inprocess INDEX LINES N P    N requests in each of P processes;
 *                                      prints p50 p99 (us) and requests/s
 */
#include "bench/lines.h"
#include "bench/timing.h"

#include "lib/engine/engine.h"

#include <stdio.h>
#include <stdlib.h>

struct bench {
    struct engine *engine;
    struct lines lines;
    struct buf reply;
};

static void
answer(void *arg, size_t at)
{
    struct bench *bench = arg;
    const struct buf *line = &bench->lines.list[at % bench->lines.count];

    buf_clear(&bench->reply);
    engine_answer(bench->engine, line->data, line->len - 1, "", 0,
                  &bench->reply);
    timing_keep(bench->reply.data);
}

int
main(int argc, char **argv)
{
    struct bench bench = {0};
    struct timing timing = {.work = answer, .arg = &bench};
    struct error err;

    if (argc != 5) {
        fputs("usage: bench_inprocess INDEX LINES N P\n", stderr);
        return 2;
    }
    timing.count = (size_t)atol(argv[3]);
    timing.processes = (size_t)atol(argv[4]);
    if (lines_read(&bench.lines, argv[2], &err) != STATUS_OK ||
        engine_new(&bench.engine, argv[1], &err) != STATUS_OK) {
        fprintf(stderr, "bench_inprocess: %s\n", err.text);
        return 1;
    }
    return timing_run(&timing);
}
