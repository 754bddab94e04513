/*
 * Any bytes as a reply line that a client reads: what it makes of them can
 * be written again as JSON that it reads, whole or by rows and columns.
 */
#include "tests/fuzz/fuzz.h"

#include "client/rows.h"
#include "lib/base/cleanup.h"
#include "lib/wire/json_copy.h"
#include "lib/wire/reply_read.h"
#include "lib/wire/resolution_json.h"
#include "lib/wire/search_result.h"

#include <assert.h>
#include <string.h>

static void
check_span(const struct reply_span *span, const char *line, size_t len)
{
    if (span->at == NULL)
        return;
    assert(span->at >= line && span->at + span->len <= line + len);
}

static void
check_search(const struct reply_span *span, struct arena *arena)
{
    struct search_result result;
    struct buf again = {0};

    if (search_result_parse(&result, span->at, span->len, arena, NULL) !=
        STATUS_OK)
        return;
    search_result_put(&again, &result);
    assert(search_result_parse(&result, again.data, again.len, arena, NULL) ==
           STATUS_OK);
    buf_deinit(&again);
}

static void
check_show(const struct reply_span *span, struct arena *arena)
{
    struct show_result result;
    struct buf again = {0};

    if (show_result_parse(&result, span->at, span->len, arena, NULL) !=
        STATUS_OK)
        return;
    show_result_put(&again, &result);
    assert(show_result_parse(&result, again.data, again.len, arena, NULL) ==
           STATUS_OK);
    buf_deinit(&again);
}

/* A copy is JSON, and its own copy is the same. */
static void
check_copy(const struct json *item)
{
    CLEANUP(buf_deinit) struct buf first = {0};
    CLEANUP(buf_deinit) struct buf again = {0};
    CLEANUP(json_freep) struct json *tree = NULL;
    struct error err;

    json_copy(&first, item, NULL);
    assert(json_parse(&tree, first.data, first.len, &err) == STATUS_OK);
    json_copy(&again, tree, NULL);
    assert(first.len == again.len &&
           memcmp(first.data, again.data, first.len) == 0);
}

static void
check_rows(const struct row_table *table, const struct json *tree,
           struct arena *arena)
{
    CLEANUP(buf_deinit) struct buf cell = {0};
    struct rows rows;

    rows_find(&rows, table, tree, arena);
    for (size_t i = 0; i < rows.count; i++)
        for (size_t j = 0; j < table->column_count; j++) {
            struct row_value value =
                rows_value(&rows, &rows.list[i], &table->columns[j], arena);

            assert(value.text == NULL || value.json == NULL);
            json_copy_text(&cell, value.json);
            check_copy(value.json);
        }
}

static void
check_tables(const struct reply_span *span, struct arena *arena)
{
    static const struct row_table *const tables[] = {&rows_hits, &rows_parts,
                                                     &rows_held, &rows_counts};
    CLEANUP(json_freep) struct json *tree = NULL;
    struct error err;

    if (json_parse(&tree, span->at, span->len, &err) != STATUS_OK)
        return;
    check_copy(tree);
    for (size_t i = 0; i < COUNT_OF(tables); i++)
        check_rows(tables[i], tree, arena);
}

static void
check_fault(const struct reply_span *span, struct arena *arena)
{
    struct reply_fault fault;
    struct error err = {0};

    if (reply_fault_parse(&fault, span->at, span->len, arena, &err) !=
        STATUS_OK) {
        assert(*err.text != '\0');
        return;
    }
    assert(fault.code != NULL && fault.message != NULL);
    for (size_t i = 0; i < fault.data_count; i++)
        assert(fault.data[i].key != NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    CLEANUP(arena_freep) struct arena *arena = arena_new();
    const char *line = (const char *)bytes;
    struct reply_line reply;
    struct error err = {0};

    if (reply_split(&reply, line, len, &err) != STATUS_OK) {
        assert(err.code == STATUS_BAD_REQUEST && *err.text != '\0');
        return 0;
    }
    check_span(&reply.id, line, len);
    check_span(&reply.result, line, len);
    check_span(&reply.error, line, len);
    assert((reply.result.at == NULL) != (reply.error.at == NULL));
    if (reply.error.at != NULL) {
        check_fault(&reply.error, arena);
    } else {
        check_search(&reply.result, arena);
        check_show(&reply.result, arena);
        check_tables(&reply.result, arena);
    }
    return 0;
}
