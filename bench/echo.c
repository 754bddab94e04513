/*
 * A server that gives back every byte: what any server must cost at least.
 *
 *   bench_echo PATH    prints "ready", serves until it is killed
 */
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { EVENTS = 64, BYTES = 64 * 1024 };

static int
listen_on(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);

    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof address) < 0 ||
        listen(fd, EVENTS) < 0)
        return -1;
    return fd;
}

static int
watch(int loop, int fd)
{
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};

    return epoll_ctl(loop, EPOLL_CTL_ADD, fd, &event);
}

/* A peer that is gone is closed; one that does not read blocks us all. */
static void
echo(int fd)
{
    char bytes[BYTES];
    ssize_t n = read(fd, bytes, sizeof bytes);

    if (n <= 0 || write(fd, bytes, (size_t)n) != n)
        close(fd);
}

int
main(int argc, char **argv)
{
    int loop = epoll_create1(0);
    int server = argc == 2 ? listen_on(argv[1]) : -1;
    struct epoll_event events[EVENTS];

    if (loop < 0 || server < 0 || watch(loop, server) < 0) {
        perror("bench_echo");
        return 1;
    }
    puts("ready");
    fflush(stdout);
    for (;;) {
        int count = epoll_wait(loop, events, EVENTS, -1);

        for (int i = 0; i < count; i++) {
            int fd = events[i].data.fd;

            if (fd == server)
                watch(loop, accept(server, NULL, NULL));
            else
                echo(fd);
        }
    }
}
