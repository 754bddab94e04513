/*
 * Any bytes as a record of an index: a unit, a resolution, a set of tables;
 * the first byte says which. What is read and written again reads as the
 * same; what is refused leaves the output as it was.
 */
#include "tests/fuzz/fuzz.h"

#include "lib/base/cleanup.h"
#include "lib/base/tables.h"
#include "lib/model/resolution_codec.h"
#include "lib/model/unit.h"

#include <assert.h>
#include <string.h>

/* Decodes the bytes and appends them encoded anew. */
typedef enum status recode(const char *bytes, size_t len, struct arena *arena,
                           struct buf *again);

static void
check_refusal(enum status status, const struct error *err, const void *out,
              const void *before, size_t size)
{
    assert(status == STATUS_STORE && err->code == status);
    assert(*err->text != '\0');
    assert(memcmp(out, before, size) == 0);
}

static enum status
recode_unit(const char *bytes, size_t len, struct arena *arena,
            struct buf *again)
{
    struct unit unit, before;
    struct error err = {0};
    enum status status;

    memset(&unit, 0x5a, sizeof unit);
    memcpy(&before, &unit, sizeof unit);
    status = unit_decode(&unit, bytes, len, arena, &err);
    if (status == STATUS_OK) {
        assert((unsigned)unit.kind < KIND_COUNT);
        unit_encode(&unit, again);
    } else {
        check_refusal(status, &err, &unit, &before, sizeof unit);
    }
    return status;
}

static enum status
recode_resolution(const char *bytes, size_t len, struct arena *arena,
                  struct buf *again)
{
    struct resolution resolution, before;
    struct error err = {0};
    enum status status;

    memset(&resolution, 0x5a, sizeof resolution);
    memcpy(&before, &resolution, sizeof resolution);
    status = resolution_decode(&resolution, bytes, len, arena, &err);
    if (status == STATUS_OK)
        resolution_encode(&resolution, again);
    else
        check_refusal(status, &err, &resolution, &before, sizeof resolution);
    return status;
}

static enum status
recode_tables(const char *bytes, size_t len, struct arena *arena,
              struct buf *again)
{
    struct tables tables, before;
    struct error err = {0};
    enum status status;

    memset(&tables, 0x5a, sizeof tables);
    memcpy(&before, &tables, sizeof tables);
    status = tables_unpack(&tables, bytes, len, arena, &err);
    if (status == STATUS_OK) {
        assert(tables.count <= TABLES_MAX);
        tables_pack(&tables, again);
    } else {
        check_refusal(status, &err, &tables, &before, sizeof tables);
    }
    return status;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    CLEANUP(arena_freep) struct arena *arena = arena_new();
    static recode *const kinds[] = {recode_unit, recode_resolution,
                                    recode_tables};
    struct buf once = {0}, twice = {0};
    recode *kind;

    if (len == 0)
        return 0;
    kind = kinds[bytes[0] % (sizeof kinds / sizeof *kinds)];
    if (kind((const char *)bytes + 1, len - 1, arena, &once) == STATUS_OK) {
        assert(kind(once.data, once.len, arena, &twice) == STATUS_OK);
        assert(once.len == twice.len);
        assert(once.len == 0 || memcmp(once.data, twice.data, once.len) == 0);
    }
    buf_deinit(&once);
    buf_deinit(&twice);
    return 0;
}
