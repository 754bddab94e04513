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
#include "lib/sandbox/sandbox.h"
#include "lib/wire/frame.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
    EXIT_DONE,
    EXIT_FAILED,
    EXIT_USAGE,
    WORKER_REPLY_KEEP = 256 * 1024, /* memory kept between replies */
    WORKER_FILES_MAX = 64           /* two generations are open for a moment */
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

/* Behind this, a request that takes the process over finds nothing but the
 * index. */
static void
worker_enter(struct sandbox *sandbox, const char *index, bool tells)
{
    const struct sandbox_spec spec = {
        .folder = index,
        .memory_most = (size_t)WORKER_MEMORY_MIB << 20,
        .files_most = WORKER_FILES_MAX,
    };

    sandbox_enter(sandbox, &spec);
    if (sandbox->missing.code != STATUS_OK && tells)
        log_line(LOG_WARNING, "not fully sandboxed: %s", sandbox->missing.text);
}

static bool
worker_is_asked(void)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};

    return poll(&input, 1, 0) == 1;
}

/* Says once what is wrong with the index, and once that it is well again. */
static void
worker_tell(struct error *told, const struct error *trouble)
{
    if (trouble->code == told->code &&
        (trouble->code == STATUS_OK || strcmp(trouble->text, told->text) == 0))
        return;
    if (trouble->code == STATUS_OK)
        log_line(LOG_INFO, "the index is whole again");
    else
        log_line(LOG_WARNING, "trouble with the index: %s", trouble->text);
    *told = *trouble;
}

/*
 * Until the input ends, or until the index folder has been replaced by
 * another, which only a new process can enter; but no request that has come
 * already is left unanswered.
 */
static enum status
worker_answer(struct engine *engine, struct sandbox *sandbox, int out,
              bool tells, struct error *err)
{
    bool stays = true;
    struct error told = {0};
    struct frame frame;
    struct buf body = {0}, reply = {0};
    enum status status;

    do {
        status = frame_read(STDIN_FILENO, &frame, &body, err);
        if (status != STATUS_OK)
            break;
        stays = sandbox_look(sandbox);
        buf_clear(&reply);
        engine_answer(engine, body.data + frame.first, frame.len - frame.first,
                      body.data, frame.first, &reply);
        status = frame_write(out, frame.tag, (struct frame_part){0},
                             (struct frame_part){reply.data, reply.len}, err);
        if (status != STATUS_OK)
            break;
        if (tells)
            worker_tell(&told, engine_trouble(engine));
        if (reply.room > WORKER_REPLY_KEEP)
            buf_deinit(&reply);
    } while (stays || worker_is_asked());
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
    const char *index = place_index(options->index, arena);
    struct sandbox sandbox;
    enum status status;
    int out;

    closefrom(STDERR_FILENO + 1); /* files of whoever started the parent */
    out = dup(STDOUT_FILENO);
    if (out < 0 || dup2(STDERR_FILENO, STDOUT_FILENO) < 0)
        return error_errno(err, STATUS_IO, "standard output");
    status = engine_new(&engine, index, err);
    if (status == STATUS_OK)
        status = worker_lower_limits(engine, &options->limit, err);
    if (status != STATUS_OK)
        return status;
    worker_enter(&sandbox, index, options->ready);
    engine_set_sandbox(engine, &sandbox);
    if (options->ready)
        status = frame_write(out, 0, (struct frame_part){0},
                             (struct frame_part){0}, err);
    if (status == STATUS_OK)
        status = worker_answer(engine, &sandbox, out, options->ready, err);
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
        _exit(EXIT_FAILED);
    }
    /* Not exit(): what sanitizers do at the end needs a second process. */
    _exit(EXIT_DONE);
}
