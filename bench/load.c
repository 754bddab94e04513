/*
 * Clients in a closed loop: each sends a request line and waits for the
 * reply line before it sends the next.
 *
 *   bench_load PATH LINES N C    N requests over C connections to a Unix
 *                                socket; prints p50 p99 (us) and requests/s
 */
#include "bench/lines.h"
#include "bench/timing.h"

#include "lib/base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { EVENTS = 64, BYTES = 256 * 1024 };

struct load {
    struct lines lines;
    size_t total, sent, done;
    double *times; /* of the requests done */
    int loop;
};

struct client {
    int fd;
    double sent_us;
};

static void
die(const char *what)
{
    perror(what);
    exit(1);
}

static int
dial(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);

    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) < 0)
        die(path);
    return fd;
}

/* The next request of all, if any is left, goes over this client. */
static void
send_next(struct load *load, struct client *client)
{
    const struct buf *line = &load->lines.list[load->sent % load->lines.count];

    if (load->sent == load->total)
        return;
    load->sent++;
    client->sent_us = timing_now_us();
    if (write(client->fd, line->data, line->len) != (ssize_t)line->len)
        die("write");
}

/* A reply ends with an LF, and nothing comes behind it before we ask. */
static void
receive(struct load *load, struct client *client)
{
    static char bytes[BYTES];
    ssize_t n = read(client->fd, bytes, sizeof bytes);

    if (n <= 0)
        die("read");
    if (bytes[n - 1] != '\n')
        return;
    load->times[load->done++] = timing_now_us() - client->sent_us;
    send_next(load, client);
}

static void
run(struct load *load, struct client *clients, size_t count)
{
    struct epoll_event events[EVENTS];
    double began = timing_now_us();

    for (size_t i = 0; i < count; i++)
        send_next(load, &clients[i]);
    while (load->done < load->total) {
        int ready = epoll_wait(load->loop, events, EVENTS, -1);

        for (int i = 0; i < ready; i++)
            receive(load, events[i].data.ptr);
    }
    timing_print(load->times, load->done, timing_now_us() - began);
}

int
main(int argc, char **argv)
{
    struct load load = {.loop = epoll_create1(0)};
    struct client *clients;
    struct error err;
    size_t count;

    if (argc != 5) {
        fputs("usage: bench_load PATH LINES N C\n", stderr);
        return 2;
    }
    if (lines_read(&load.lines, argv[2], &err) != STATUS_OK) {
        fprintf(stderr, "bench_load: %s\n", err.text);
        return 1;
    }
    load.total = (size_t)atol(argv[3]);
    load.times = memory_alloc(load.total * sizeof *load.times);
    count = (size_t)atol(argv[4]);
    clients = memory_alloc(count * sizeof *clients);
    for (size_t i = 0; i < count; i++) {
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = &clients[i]};

        clients[i].fd = dial(argv[1]);
        if (epoll_ctl(load.loop, EPOLL_CTL_ADD, clients[i].fd, &event) < 0)
            die("epoll");
    }
    run(&load, clients, count);
    return 0;
}
