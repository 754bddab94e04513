/*
 * Reading is one loop over poll with one deadline for the whole reply, so
 * that a service which sends a byte now and then cannot keep us. The two
 * kinds differ in where a reply ends: at its LF, or where its frame says.
 */
#include "client/service.h"

#include "client/dial.h"
#include "client/own_worker.h"
#include "client/patience.h"
#include "lib/base/cleanup.h"
#include "lib/base/file.h"
#include "lib/base/memory.h"
#include "lib/base/place.h"
#include "lib/wire/frame.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { READ_SIZE = 64 * 1024, REPLY_BYTES_MAX = FRAME_BODY_MAX };

struct service {
    int fd;
    bool is_worker;
    bool is_tcp;
    struct own_worker worker;
    char *name;
};

static enum status
service_connect(struct service *service, const char *given,
                const struct patience *patience, struct error *err)
{
    CLEANUP(arena_freep) struct arena *arena = arena_new();
    struct address address;
    enum status status = place_connect(&address, given, arena, err);

    if (status != STATUS_OK)
        return status;
    service->name = memory_strdup(address.text);
    service->is_tcp = address.kind == ADDRESS_TCP;
    return dial(&service->fd, &address, patience, err);
}

static enum status
service_spawn(struct service *service, const char *index, struct error *err)
{
    CLEANUP(arena_freep) struct arena *arena = arena_new();

    service->name = memory_strdup(arena_printf(arena, "the index %s", index));
    service->is_worker = true;
    return own_worker_start(&service->worker, &service->fd, index, err);
}

enum status
service_open(struct service **out, const char *address, const char *index,
             const struct patience *patience, struct error *err)
{
    CLEANUP(service_freep)
    struct service *service = memory_alloc(sizeof *service);
    enum status status;

    service->fd = -1;
    status = index == NULL ? service_connect(service, address, patience, err)
                           : service_spawn(service, index, err);
    if (status == STATUS_OK)
        *out = STEAL(service);
    return status;
}

void
service_free(struct service *service)
{
    if (service == NULL)
        return;
    file_closep(&service->fd);
    if (service->is_worker)
        own_worker_end(&service->worker);
    free(service->name);
    free(service);
}

void
service_freep(struct service **service)
{
    service_free(*service);
    *service = NULL;
}

static enum status
fail_late(const struct service *service, const struct patience *patience,
          struct error *err)
{
    return error_set(err, STATUS_BUSY, "%s gave no answer within %ld ms",
                     service->name, patience->allowed_ms);
}

/* Appends what comes next; STATUS_NOT_FOUND when it has ended. */
static enum status
read_some(struct service *service, struct buf *in,
          const struct patience *patience, struct error *err)
{
    struct pollfd watch = {.fd = service->fd, .events = POLLIN};
    long left = patience_left_ms(patience);
    ssize_t n;

    if (left == 0)
        return fail_late(service, patience, err);
    if (poll(&watch, 1, (int)left) <= 0)
        return STATUS_OK; /* interrupted or late: the caller asks again */
    n = read(service->fd, buf_reserve(in, READ_SIZE), READ_SIZE);
    if (n < 0 && (errno == EINTR || errno == EAGAIN))
        return STATUS_OK;
    if (n < 0)
        return error_errno(err, STATUS_IO, "reading from %s", service->name);
    if (n == 0)
        return error_set(err, STATUS_IO, "%s closed without an answer",
                         service->name);
    in->len += (size_t)n;
    return STATUS_OK;
}

/* Where the line is in the bytes so far; false: not whole yet. */
static bool
find_line(const struct service *service, const struct buf *in, size_t *searched,
          struct buf *line, bool *bad)
{
    struct frame frame;
    size_t start = 0, end = in->len;
    const char *lf;

    if (service->is_worker) {
        start = FRAME_HEADER_SIZE;
        if (in->len < start)
            return false;
        *bad = !frame_get_header(&frame, in->data);
        if (*bad || in->len - start < frame.len)
            return *bad;
        end = start + frame.len;
    }
    if (*searched < start)
        *searched = start;
    lf = memchr(in->data + *searched, '\n', end - *searched);
    *searched = in->len;
    *bad = lf == NULL && (service->is_worker || in->len > REPLY_BYTES_MAX);
    if (lf != NULL)
        buf_put(line, in->data + start, (size_t)(lf - in->data) - start);
    return lf != NULL || *bad;
}

static enum status
read_line(struct service *service, const struct patience *patience,
          struct buf *line, struct error *err)
{
    struct buf in = {0};
    size_t searched = 0;
    bool bad = false;
    enum status status = STATUS_OK;

    while (status == STATUS_OK &&
           (in.len == 0 || !find_line(service, &in, &searched, line, &bad)))
        status = read_some(service, &in, patience, err);
    if (bad)
        status = error_set(err, STATUS_IO, "what %s sent is no reply line",
                           service->name);
    buf_deinit(&in);
    return status;
}

static enum status
send_line(struct service *service, const struct buf *line, struct error *err)
{
    if (!service->is_worker)
        return file_write_all(service->fd, line->data, line->len, err);
    return frame_write(service->fd, 1, (struct frame_part){0},
                       (struct frame_part){line->data, line->len - 1}, err);
}

enum status
service_ask(struct service *service, const struct buf *line,
            const struct patience *patience, struct buf *reply,
            struct error *err)
{
    struct error sending;
    enum status sent, status;

    patience_set_socket(patience, service->fd);
    sent = send_line(service, line, &sending);
    /* A service that is full says so and closes: read what it said. */
    status = read_line(service, patience, reply, err);
    if (status != STATUS_OK && status != STATUS_BUSY && sent != STATUS_OK)
        return error_set(err, STATUS_IO, "asking %s: %s", service->name,
                         sending.text);
    return status;
}

const char *
service_name(const struct service *service)
{
    return service->name;
}

bool
service_is_remote(const struct service *service)
{
    return service->is_tcp;
}
