/*
 * One request at a time: look whether a newer generation has come, pre-scan,
 * find the handler, and write exactly one reply.
 */
#include "lib/engine/engine.h"

#include "lib/base/memory.h"
#include "lib/engine/context.h"
#include "lib/engine/fix.h"
#include "lib/wire/prescan.h"
#include "lib/wire/reply.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>

enum {
    ENGINE_AGAIN_MS = 1000, /* until trouble is looked at again */
    ENGINE_DOUBT_MS = 1000  /* between two doubts about what is open */
};

struct engine {
    char *dir;
    struct library *library; /* NULL until an index could be opened */
    struct error trouble;    /* of the last look at the index folder */
    struct view_watch watch; /* what was seen there then */
    double again_ms;         /* when to open whatever is seen */
    double doubt_ms;         /* when what is open may be doubted again */
    struct arena *arena;     /* of the request */
    struct limits limits;
    const struct sandbox *sandbox;
};

static bool (*const handlers[METHOD_COUNT])(struct context *,
                                            const struct request *,
                                            struct buf *,
                                            struct reply_error *) = {
    [METHOD_SEARCH] = search_answer,   [METHOD_ASK] = ask_answer,
    [METHOD_FACETS] = facets_answer,   [METHOD_SHOW] = show_answer,
    [METHOD_SUGGEST] = suggest_answer, [METHOD_SIMILAR] = similar_answer,
    [METHOD_PARSE] = parse_answer,     [METHOD_COVERAGE] = coverage_answer,
    [METHOD_STATUS] = status_answer,   [METHOD_HELLO] = hello_answer,
    [METHOD_CANCEL] = cancel_answer,   [METHOD_REFS] = refs_answer,
};

double
context_now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

bool
context_fail(struct reply_error *error, const struct error *err)
{
    enum reply_code code = REPLY_INDEX_UNAVAILABLE;

    if (err->code == STATUS_STORE)
        code = REPLY_INDEX_INCOMPATIBLE;
    else if (err->code == STATUS_BUG || err->code == STATUS_NO_MEMORY)
        code = REPLY_INTERNAL;
    return reply_error_set(error, code, "%s", err->text);
}

void
engine_free(struct engine *engine)
{
    if (engine == NULL)
        return;
    library_close(engine->library);
    arena_free(engine->arena);
    free(engine->dir);
    free(engine);
}

void
engine_freep(struct engine **engine)
{
    engine_free(*engine);
    *engine = NULL;
}

void
engine_set_limits(struct engine *engine, const struct limits *limits)
{
    engine->limits = *limits;
}

void
engine_set_sandbox(struct engine *engine, const struct sandbox *sandbox)
{
    engine->sandbox = sandbox;
}

const struct error *
engine_trouble(const struct engine *engine)
{
    return &engine->trouble;
}

/* Opens what is served. Trouble may pass without a trace in the folder
 * (memory, a disk that comes back), so then it is tried again after a while. */
static void
engine_renew(struct engine *engine)
{
    library_renew(&engine->library, engine->dir, &engine->trouble);
    engine->again_ms = engine->trouble.code == STATUS_OK
                           ? HUGE_VAL
                           : context_now_ms() + ENGINE_AGAIN_MS;
}

/* The same if there is something new. */
static void
engine_look(struct engine *engine, double now_ms)
{
    if (view_watch_look(&engine->watch, engine->dir, now_ms) ||
        now_ms >= engine->again_ms)
        engine_renew(engine);
}

/*
 * Whether an error may be that of an index gone bad in a way that its folder
 * does not show. Then it has been opened anew, and what is damaged with it is
 * not open any more: it is worth another try.
 */
static bool
engine_doubts(struct engine *engine, const struct reply_error *error)
{
    double now_ms = context_now_ms();

    if (engine->library == NULL || now_ms < engine->doubt_ms ||
        (error->code != REPLY_INDEX_UNAVAILABLE &&
         error->code != REPLY_INTERNAL))
        return false;
    engine->doubt_ms = now_ms + ENGINE_DOUBT_MS;
    engine_renew(engine);
    return true;
}

enum status
engine_new(struct engine **out, const char *index_dir, struct error *err)
{
    struct engine *engine;

    if (*index_dir == '\0')
        return error_set(err, STATUS_BAD_REQUEST, "no index folder is named");
    engine = memory_alloc(sizeof *engine);
    engine->dir = memory_strdup(index_dir);
    engine->arena = arena_new();
    limits_init(&engine->limits);
    engine_look(engine, context_now_ms());
    if (engine->trouble.code != STATUS_OK)
        engine->again_ms = 0; /* the first request looks again */
    *out = engine;
    return STATUS_OK;
}

/* Runs the handler; the result's envelope is taken back when it fails. */
static bool
engine_handle(struct engine *engine, struct context *context,
              const struct request *request, struct buf *reply,
              struct reply_error *error)
{
    const struct prescan *scan = context->scan;
    long most = limits_get(context->limits, LIMIT_REPLY_BYTES);
    size_t first = reply->len;
    bool good;

    context->library = engine->library;
    context->trouble = engine->trouble;
    context->fix = fix_of(engine->trouble.code, engine->dir, engine->arena);
    reply_begin(reply, scan->id, scan->id_len);
    good = handlers[request->method](context, request, reply, error);
    if (good)
        reply_end(reply);
    if (good && reply->len - first > (size_t)most) {
        good =
            reply_error_set(error, REPLY_RESPONSE_TOO_LARGE,
                            "the reply would have more than %ld bytes", most);
        reply_error_number(error, "limit", most);
        reply_error_text(error, "hint", "ask for fewer hits or one clause");
    }
    if (!good)
        reply->len = first;
    return good;
}

/* Answers a request whose parameters are good. */
static void
engine_run(struct engine *engine, struct context *context,
           const struct request *request, struct buf *reply)
{
    const struct prescan *scan = context->scan;
    struct reply_error error;

    engine_look(engine, context->began_ms);
    if (engine_handle(engine, context, request, reply, &error))
        return;
    if (engine_doubts(engine, &error) &&
        engine_handle(engine, context, request, reply, &error))
        return;
    if (error.code == REPLY_INDEX_UNAVAILABLE ||
        error.code == REPLY_INDEX_INCOMPATIBLE)
        reply_error_text(&error, "fix", context->fix);
    reply_put_error(reply, scan->id, scan->id_len, &error);
}

void
engine_answer(struct engine *engine, const char *line, size_t len,
              const char *process, size_t process_len, struct buf *reply)
{
    struct prescan scan;
    struct context context = {.arena = engine->arena,
                              .limits = &engine->limits,
                              .scan = &scan,
                              .process = process,
                              .process_len = process_len,
                              .sandbox = engine->sandbox,
                              .began_ms = context_now_ms()};
    struct reply_error error;
    struct request request;
    enum method method;
    bool good = prescan_line(&scan, line, len, &engine->limits, &error);

    if (good && !scan.has_id)
        return; /* a notification: nobody waits */
    if (good && !method_find(&method, scan.method))
        good = method_refuse(&error, scan.method);
    else if (good)
        good = request_parse(
            &request,
            &(struct request_line){method, line, len, &engine->limits},
            engine->arena, &error);
    if (good && method == METHOD_PING)
        reply_put_ping(reply, scan.id, scan.id_len);
    else if (good)
        engine_run(engine, &context, &request, reply);
    else
        reply_put_error(reply, scan.id, scan.id_len, &error);
    arena_reset(engine->arena);
}
