/*
 * What the socket costs: the same searches in process and through a daemon,
 * one at a time, in interleaved rounds of one run. Figures are ratios; the
 * microseconds beside them hold for this machine at this moment only.
 *
 *   bench_latency INDEX SOCKET [ROUNDS [REQUESTS]]
 */
#include "lib/base/buf.h"
#include "lib/base/cleanup.h"
#include "lib/base/file.h"
#include "lib/base/memory.h"
#include "lib/engine/engine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS = 7, REQUESTS = 2000, WARM_UP = 200, REPLY_FIRST = 64 * 1024 };

static const char *const queries[] = {
    "participation",
    "operators developing countries",
    "\\\"developing countries\\\"",
    "to:director-tsb support participation operators",
    "kind:operative participation",
    "standardization OR innovation",
    "participation -weak",
    "kind:preamble",
};

struct bench {
    struct engine *engine;
    int fd;
    struct buf lines[COUNT_OF(queries)];
    struct buf reply;
    size_t requests;
};

struct figures {
    double p50, p95;
};

/* A way to have a line answered into bench->reply. */
typedef void ask_function(struct bench *bench, const struct buf *line);

static double
now_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static void
die(const char *what)
{
    fprintf(stderr, "bench_latency: %s\n", what);
    exit(1);
}

static void
ask_engine(struct bench *bench, const struct buf *line)
{
    engine_answer(bench->engine, line->data, line->len - 1, "", 0,
                  &bench->reply);
}

static void
ask_socket(struct bench *bench, const struct buf *line)
{
    struct buf *reply = &bench->reply;

    if (file_write_all(bench->fd, line->data, line->len, NULL) != STATUS_OK)
        die("the daemon does not read");
    do {
        char *end = buf_reserve(reply, REPLY_FIRST);
        ssize_t got = read(bench->fd, end, REPLY_FIRST);

        if (got <= 0)
            die("the daemon hung up");
        reply->len += (size_t)got;
    } while (reply->data[reply->len - 1] != '\n');
}

static void
check_reply(const struct bench *bench)
{
    static const char result[] = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":";

    if (bench->reply.len < sizeof result ||
        memcmp(bench->reply.data, result, sizeof result - 1) != 0)
        die("a reply is no result");
}

static int
by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* One round: the queries in turn, each timed alone. */
static struct figures
measure(struct bench *bench, ask_function *ask, const struct buf *lines,
        size_t line_count)
{
    double *times = memory_alloc(bench->requests * sizeof *times);
    struct figures figures;

    for (size_t i = 0; i < bench->requests; i++) {
        double began = now_us();

        buf_clear(&bench->reply);
        ask(bench, &lines[i % line_count]);
        times[i] = now_us() - began;
        check_reply(bench);
    }
    qsort(times, bench->requests, sizeof *times, by_value);
    figures.p50 = times[bench->requests / 2];
    figures.p95 = times[bench->requests * 95 / 100];
    free(times);
    return figures;
}

static int
dial(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (strlen(path) >= sizeof address.sun_path)
        die("the socket's path is too long");
    strcpy(address.sun_path, path);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) != 0)
        die("the daemon cannot be reached");
    return fd;
}

static void
make_lines(struct bench *bench)
{
    for (size_t i = 0; i < COUNT_OF(queries); i++)
        buf_printf(&bench->lines[i],
                   "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"search\","
                   "\"params\":{\"q\":\"%s\"}}\n",
                   queries[i]);
}

static double
median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, by_value);
    return values[count / 2];
}

static void
run(struct bench *bench, size_t rounds)
{
    struct buf ping = {0};
    double *ratio50 = memory_alloc(rounds * sizeof *ratio50);
    double *ratio95 = memory_alloc(rounds * sizeof *ratio95);
    double *sum50 = memory_alloc(rounds * sizeof *sum50);

    buf_put_text(&ping, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\n");
    puts("round  in process p50 p95 us  socket p50 p95 us  ping p50 us");
    for (size_t i = 0; i < rounds; i++) {
        struct figures inside =
            measure(bench, ask_engine, bench->lines, COUNT_OF(queries));
        struct figures outside =
            measure(bench, ask_socket, bench->lines, COUNT_OF(queries));
        struct figures echo = measure(bench, ask_socket, &ping, 1);

        printf("%5zu %13.1f %7.1f %11.1f %6.1f %12.1f\n", i + 1, inside.p50,
               inside.p95, outside.p50, outside.p95, echo.p50);
        ratio50[i] = outside.p50 / inside.p50;
        ratio95[i] = outside.p95 / inside.p95;
        sum50[i] = outside.p50 / (inside.p50 + echo.p50);
    }
    printf("median ratio, socket / in process: p50 %.2f, p95 %.2f\n",
           median(ratio50, rounds), median(ratio95, rounds));
    printf("median ratio, socket / (in process + ping): p50 %.2f\n",
           median(sum50, rounds));
    buf_deinit(&ping);
    free(ratio50);
    free(ratio95);
    free(sum50);
}

int
main(int argc, char **argv)
{
    struct bench bench = {.requests = WARM_UP};
    struct error err;
    size_t rounds = argc > 3 ? strtoul(argv[3], NULL, 10) : ROUNDS;

    if (argc < 3 || rounds == 0)
        die("usage: bench_latency INDEX SOCKET [ROUNDS [REQUESTS]]");
    if (engine_new(&bench.engine, argv[1], &err) != STATUS_OK)
        die(err.text);
    bench.fd = dial(argv[2]);
    make_lines(&bench);
    measure(&bench, ask_engine, bench.lines, COUNT_OF(queries));
    measure(&bench, ask_socket, bench.lines, COUNT_OF(queries));
    bench.requests = argc > 4 ? strtoul(argv[4], NULL, 10) : REQUESTS;
    run(&bench, rounds);
    for (size_t i = 0; i < COUNT_OF(queries); i++)
        buf_deinit(&bench.lines[i]);
    buf_deinit(&bench.reply);
    engine_free(bench.engine);
    close(bench.fd);
    return 0;
}
