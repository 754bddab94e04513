/*
 * clause-worker: frames with request lines come in on standard input, frames
 * with reply lines go out on standard output (lib/wire/frame.h), one at a
 * time and in order. It ends when its input does. It is started by claused,
 * and by the command line with an index of its own; it is not for people.
 */
#include "lib/base/cleanup.h"
#include "lib/base/file.h"
#include "lib/base/log.h"
#include "lib/base/opt.h"
#include "lib/base/place.h"
#include "lib/engine/engine.h"
#include "lib/wire/frame.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

enum {
    EXIT_DONE,
    EXIT_FAILED,
    EXIT_USAGE,
    WORKER_REPLY_KEEP = 256 * 1024 /* memory kept between replies */
};

struct worker_options {
    const char *index;
    struct opt_list limit; /* NAME=N */
    bool ready;
    bool help;
    bool version;
};

static const struct opt_spec worker_options[] = {
    {.name = "index",
     .kind = OPT_TEXT,
     .offset = offsetof(struct worker_options, index),
     .arg = "DIR",
     .help = "the index to search"},
    {.name = "limit",
     .kind = OPT_LIST,
     .offset = offsetof(struct worker_options, limit),
     .arg = "NAME=N",
     .help = "lower a limit, as of claused"},
    {.name = "ready",
     .kind = OPT_FLAG,
     .offset = offsetof(struct worker_options, ready),
     .help = "begin with an empty frame with tag 0"},
    {.name = "help",
     .letter = 'h',
     .kind = OPT_FLAG,
     .offset = offsetof(struct worker_options, help),
     .help = "print this"},
    {.name = "version",
     .letter = 'V',
     .kind = OPT_FLAG,
     .offset = offsetof(struct worker_options, version),
     .help = "print the version"},
};

static const struct opt_table worker_table = {worker_options,
                                              COUNT_OF(worker_options)};

static enum status
worker_answer(struct engine *engine, int out, struct error *err)
{
    struct frame frame;
    struct buf body = {0}, reply = {0};
    enum status status;

    while ((status = frame_read(STDIN_FILENO, &frame, &body, err)) ==
           STATUS_OK) {
        buf_clear(&reply);
        engine_answer(engine, body.data + frame.first, frame.len - frame.first,
                      body.data, frame.first, &reply);
        status = frame_write(out, frame.tag, (struct frame_part){0},
                             (struct frame_part){reply.data, reply.len}, err);
        if (status != STATUS_OK)
            break;
        if (reply.room > WORKER_REPLY_KEEP)
            buf_deinit(&reply);
    }
    buf_deinit(&body);
    buf_deinit(&reply);
    return status;
}

static enum status
worker_lower_limits(struct engine *engine, const struct opt_list *given,
                    struct error *err)
{
    enum status status = STATUS_OK;
    struct limits limits;

    limits_init(&limits);
    for (size_t i = 0; i < given->count && status == STATUS_OK; i++)
        status = limits_lower(&limits, given->values[i], err);
    engine_set_limits(engine, &limits);
    return status;
}

/* Serves until the input ends. Anything that a library may print must not
 * get among the frames, so standard output is standard error meanwhile. */
static enum status
worker_run(const struct worker_options *options, struct error *err)
{
    CLEANUP(arena_freep) struct arena *arena = arena_new();
    CLEANUP(engine_freep) struct engine *engine = NULL;
    CLEANUP(file_closep) int out = dup(STDOUT_FILENO);
    enum status status;

    if (out < 0 || dup2(STDERR_FILENO, STDOUT_FILENO) < 0)
        return error_errno(err, STATUS_IO, "standard output");
    status = engine_new(&engine, place_index(options->index, arena), err);
    if (status == STATUS_OK)
        status = worker_lower_limits(engine, &options->limit, err);
    if (status == STATUS_OK && options->ready)
        status = frame_write(out, 0, (struct frame_part){0},
                             (struct frame_part){0}, err);
    if (status == STATUS_OK)
        status = worker_answer(engine, out, err);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static int
worker_print(const struct worker_options *options)
{
    struct buf out = {0};
    bool good;

    buf_put_text(&out, options->help
                           ? "usage: clause-worker [OPTION]...\n"
                             "Answers requests of claused and clause.\n\n"
                           : "clause-worker " CLAUSE_VERSION "\n");
    if (options->help)
        opt_help(&worker_table, &out);
    good =
        fwrite(out.data, 1, out.len, stdout) == out.len && fflush(stdout) == 0;
    buf_deinit(&out);
    return good ? EXIT_DONE : EXIT_FAILED;
}

int
main(int argc, char **argv)
{
    struct worker_options options = {0};
    struct error err;
    struct opt_words words;

    (void)argc; /* argv has an end of its own */
    log_init("clause-worker", LOG_INFO);
    signal(SIGINT, SIG_IGN); /* its parent says when it ends */
    signal(SIGTERM, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    if (opt_parse(&words, &worker_table, &options, argv, &err) != STATUS_OK) {
        log_line(LOG_ERROR, "%s", err.text);
        return EXIT_USAGE;
    }
    if (options.help || options.version)
        return worker_print(&options);
    if (worker_run(&options, &err) != STATUS_OK) {
        log_line(LOG_ERROR, "%s", err.text);
        return EXIT_FAILED;
    }
    return EXIT_DONE;
}
