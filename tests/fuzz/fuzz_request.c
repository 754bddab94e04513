/*
 * Any bytes as a request line: the pre-scan, and behind it cJSON and
 * request_parse. What the pre-scan lets through is JSON for cJSON too, and
 * what request_parse lets through is within the limits.
 */
#include "tests/fuzz/fuzz.h"

#include "lib/base/cleanup.h"
#include "lib/base/limits.h"
#include "lib/text/utf8.h"
#include "lib/wire/json_in.h"
#include "lib/wire/prescan.h"
#include "lib/wire/request.h"

#include <assert.h>
#include <string.h>

static void
check_refusal(const struct reply_error *error)
{
    assert(error->code < REPLY_CODE_COUNT);
    assert(*error->message != '\0');
    assert(memchr(error->message, '\0', sizeof error->message) != NULL);
    assert(utf8_valid(error->message, strlen(error->message)));
    assert(error->data_count <= REPLY_DATA_MAX);
}

static void
check_id(const struct prescan *scan, const char *line, size_t len)
{
    if (scan->id == NULL)
        return;
    assert(scan->has_id);
    assert(scan->id >= line && scan->id + scan->id_len <= line + len);
    assert(scan->id_len > 0 && scan->id_len <= PRESCAN_ID_MAX + 2);
}

static void
check_search(const struct search_request *search)
{
    assert(search->q != NULL && utf8_valid(search->q, strlen(search->q)));
    assert(search->limit >= 0 && search->limit <= LIMIT_PAGE_TOP);
    assert(search->offset >= 0 &&
           search->offset + search->limit <= LIMIT_WINDOW_TOP);
    for (size_t i = 0; i < FIELD_COUNT; i++)
        for (size_t k = 0; k < search->filter[i].count; k++)
            assert(search->filter[i].values[k] != NULL);
}

static void
check_parsed(const struct prescan *scan, const char *line, size_t len,
             struct arena *arena)
{
    struct request_line read = {.text = line, .len = len};
    struct reply_error error = {0};
    struct request request;

    if (!method_find(&read.method, scan->method)) {
        assert(!method_refuse(&error, scan->method));
        check_refusal(&error);
    } else if (!request_parse(&request, &read, arena, &error)) {
        check_refusal(&error);
    } else {
        assert(request.method == read.method);
        assert(request.deadline_ms >= 0 &&
               request.deadline_ms <= LIMIT_DEADLINE_MOST_MS_TOP);
        if (read.method == METHOD_SEARCH)
            check_search(&request.search);
        if (read.method == METHOD_SHOW)
            assert(request.show.id != NULL);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    CLEANUP(arena_freep) struct arena *arena = arena_new();
    CLEANUP(json_freep) struct json *tree = NULL;
    const char *line = (const char *)bytes;
    struct reply_error error = {0};
    struct prescan scan = {0};

    if (!prescan_line(&scan, line, len, NULL, &error)) {
        check_refusal(&error);
        check_id(&scan, line, len);
        return 0;
    }
    check_id(&scan, line, len);
    assert(scan.has_id == (scan.id != NULL));
    assert(scan.deadline_ms >= -1);
    assert(strlen(scan.method) <= PRESCAN_METHOD_MAX);
    assert(utf8_valid(line, len));
    assert(json_parse(&tree, line, len, NULL) == STATUS_OK);
    check_parsed(&scan, line, len, arena);
    return 0;
}
