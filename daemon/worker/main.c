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

struct worker {
    struct engine *engine;
    struct sandbox sandbox;
    int out;           /* where frames go */
    bool of_daemon;    /* which reads our log, and starts another of us */
    struct error told; /* trouble with the index that was logged last */
    struct buf reply;
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
     .help = "begin with an empty frame with tag 0, and give back what "
             "only a new process can answer"},
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
worker_enter(struct worker *worker, const char *index)
{
    const struct sandbox_spec spec = {
        .folder = index,
        .memory_most = (size_t)WORKER_MEMORY_MIB << 20,
        .files_most = WORKER_FILES_MAX,
    };

    sandbox_enter(&worker->sandbox, &spec);
    engine_set_sandbox(worker->engine, &worker->sandbox);
    if (worker->sandbox.missing.code != STATUS_OK && worker->of_daemon)
        log_line(LOG_WARNING, "not fully sandboxed: %s",
                 worker->sandbox.missing.text);
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
 * False, and no reply, when the index folder has been replaced by another,
 * which only a new process can enter. That may happen while it is opened, and
 * shows as trouble then.
 */
static bool
worker_think(struct worker *worker, const struct frame *frame,
             const struct buf *body)
{
    struct engine *engine = worker->engine;
    bool stays = sandbox_look(&worker->sandbox);

    buf_clear(&worker->reply);
    if (!stays && worker->of_daemon)
        return false;
    engine_answer(engine, body->data + frame->first, frame->len - frame->first,
                  body->data, frame->first, &worker->reply);
    if (engine_trouble(engine)->code != STATUS_OK)
        stays = sandbox_look(&worker->sandbox);
    return stays || !worker->of_daemon;
}

/* Until the input ends, or a request was given back. */
static enum status
worker_serve(struct worker *worker, struct error *err)
{
    const struct frame_part none = {0},
                            back = {FRAME_BACK, sizeof FRAME_BACK - 1};
    bool stays = true;
    struct frame_part reply;
    struct frame frame;
    struct buf body = {0};
    enum status status = STATUS_OK;

    while (status == STATUS_OK && stays) {
        status = frame_read(STDIN_FILENO, &frame, &body, err);
        if (status != STATUS_OK)
            break;
        stays = worker_think(worker, &frame, &body);
        reply = (struct frame_part){worker->reply.data, worker->reply.len};
        status = frame_write(worker->out, frame.tag, stays ? none : back,
                             stays ? reply : none, err);
        if (stays && worker->of_daemon)
            worker_tell(&worker->told, engine_trouble(worker->engine));
        if (worker->reply.room > WORKER_REPLY_KEEP)
            buf_deinit(&worker->reply);
    }
    buf_deinit(&body);
    buf_deinit(&worker->reply);
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
    struct worker worker = {.of_daemon = options->ready};
    enum status status;

    closefrom(STDERR_FILENO + 1); /* files of whoever started the parent */
    worker.out = dup(STDOUT_FILENO);
    if (worker.out < 0 || dup2(STDERR_FILENO, STDOUT_FILENO) < 0)
        return error_errno(err, STATUS_IO, "standard output");
    status = engine_new(&engine, index, err);
    if (status == STATUS_OK)
        status = worker_lower_limits(engine, &options->limit, err);
    if (status != STATUS_OK)
        return status;
    worker.engine = engine;
    worker_enter(&worker, index);
    if (options->ready)
        status = frame_write(worker.out, 0, (struct frame_part){0},
                             (struct frame_part){0}, err);
    if (status == STATUS_OK)
        status = worker_serve(&worker, err);
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
