/*
 * Any bytes as a request line to the engine, on a small index of its own;
 * what does not begin as a JSON object is put in as the query of a search.
 * What comes out is whole reply lines, and the same when asked again.
 */
#include "tests/fuzz/fuzz.h"

#include "indexer/progress.h"
#include "indexer/publish.h"
#include "indexer/segment/segment.h"
#include "lib/base/cleanup.h"
#include "lib/base/file.h"
#include "lib/engine/engine.h"
#include "lib/text/utf8.h"
#include "lib/wire/json_out.h"
#include "lib/wire/reply_read.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REPLY_MOST = 1024 * 1024, LINE_MOST = 64 * 1024 };

static const char *const texts[] = {
    "RESOLUTION 900 (Rev. Exampleville, 2026)\n"
    "A made-up resolution on participation[footnoteRef:1]1 [1: 1 \tMade up.]\n"
    "The Demonstration Assembly (Exampleville, 2026),\n"
    "recognizing\n"
    "a)\tthat developing countries need support (Resolution 901 "
    "(Sampletown, 2022));\n"
    "b)\tthat operators take part in ITU\xe2\x80\x91T,\n"
    "resolves to invite the Director of the Telecommunication "
    "Standardization Bureau\n"
    "1\tto support the participation of operators from developing "
    "countries;\n"
    "2\tto report,\n"
    "invites Member States\nto take part.\n",
    "RESOLUTION 900 (Sampletown, 2022)\n"
    "A made-up resolution\n"
    "The Demonstration Assembly (Sampletown, 2022),\n"
    "resolves\nto do nothing yet.\n",
};

struct bench {
    char dir[32];
    struct engine *engine;
};

static void
publish(const char *dir)
{
    CLEANUP(arena_freep) struct arena *arena = arena_new();
    CLEANUP(grammar_freep) struct grammar *grammar = NULL;
    struct segmented made[COUNT_OF(texts)];
    const struct resolution *list[COUNT_OF(texts)];
    struct progress hidden = {0};
    struct publish job = {.index_dir = dir,
                          .progress = &hidden,
                          .tables = tables_builtin(),
                          .resolutions = list,
                          .count = COUNT_OF(texts)};
    struct published published;
    enum status status = grammar_new(&grammar, tables_builtin(), NULL);

    for (size_t i = 0; status == STATUS_OK && i < COUNT_OF(texts); i++) {
        const struct source_text text = {"made-up.txt", texts[i],
                                         strlen(texts[i]), NULL};

        status = segment_text(&made[i], grammar, &text, arena, NULL);
        list[i] = &made[i].resolution;
    }
    if (status == STATUS_OK)
        status = publish_run(&published, &job, NULL);
    if (status != STATUS_OK)
        abort();
}

static struct bench *
bench_once(void)
{
    static struct bench bench = {.dir = "/tmp/clause-fuzz-XXXXXX"};

    return &bench;
}

static void
bench_remove(void)
{
    struct bench *bench = bench_once();

    engine_freep(&bench->engine);
    if (file_remove_tree(bench->dir, NULL) != STATUS_OK)
        perror(bench->dir);
}

/* The engine on its index, made at the first call. */
static struct engine *
engine_once(void)
{
    struct bench *bench = bench_once();

    if (bench->engine != NULL)
        return bench->engine;
    if (mkdtemp(bench->dir) == NULL || atexit(bench_remove) != 0)
        abort();
    publish(bench->dir);
    if (engine_new(&bench->engine, bench->dir, NULL) != STATUS_OK)
        abort();
    return bench->engine;
}

/* The input as a request line. */
static void
line_make(struct buf *out, const char *bytes, size_t len)
{
    if (len > 0 && *bytes != '{' && utf8_valid(bytes, len) &&
        memchr(bytes, '\0', len) == NULL) {
        buf_put_text(out, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"search\","
                          "\"params\":{\"q\":");
        json_put_text_n(out, bytes, len);
        buf_put_text(out, "}}");
    } else {
        const char *lf = len > 0 ? memchr(bytes, '\n', len) : NULL;

        buf_put(out, bytes, lf == NULL ? len : (size_t)(lf - bytes));
    }
}

static void
check_reply(const struct buf *reply)
{
    size_t at = 0;

    assert(reply->len <= REPLY_MOST);
    while (at < reply->len) {
        const char *line = reply->data + at;
        const char *lf = memchr(line, '\n', reply->len - at);
        struct reply_line split;
        struct error err = {0};

        assert(lf != NULL);
        if (reply_split(&split, line, (size_t)(lf - line), &err) != STATUS_OK) {
            fprintf(stderr, "%s: %.*s\n", err.text, (int)(lf - line), line);
            abort();
        }
        at += (size_t)(lf - line) + 1;
    }
}

/* Without the digits of took_ms, the one thing that may differ. */
static void
wash(struct buf *reply)
{
    static const char key[] = "\"took_ms\":";
    const char *at = strstr(buf_text(reply), key);
    size_t from, to;

    if (at == NULL)
        return;
    from = to = (size_t)(at - reply->data) + strlen(key);
    while (to < reply->len && strchr("0123456789.", reply->data[to]) != NULL)
        to++;
    memmove(reply->data + from, reply->data + to, reply->len - to);
    reply->len -= to - from;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct buf line = {0}, once = {0}, twice = {0};

    line_make(&line, (const char *)bytes, len);
    if (line.len <= LINE_MOST && line.len > 0) {
        engine_answer(engine_once(), line.data, line.len, "", 0, &once);
        check_reply(&once);
        engine_answer(engine_once(), line.data, line.len, "", 0, &twice);
        wash(&once);
        wash(&twice);
        assert(once.len == twice.len &&
               (once.len == 0 || memcmp(once.data, twice.data, once.len) == 0));
    }
    buf_deinit(&line);
    buf_deinit(&once);
    buf_deinit(&twice);
    return 0;
}
