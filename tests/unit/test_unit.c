#include "lib/model/unit.h"

#include "lib/base/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const addressees[] = {"director-tsb", "member-states"};

static const struct unit demo = {
    .id = "demo-900@2026/resolves.1",
    .cite = "DEMO Res. 900 (Exampleville, 2026), resolves 1",
    .resolution = "demo-900",
    .edition = 2026,
    .title = "A made-up resolution",
    .kind = KIND_OPERATIVE,
    .section = "resolves",
    .heading = "resolves",
    .verb = "resolves",
    .to = (const char **)(uintptr_t)addressees,
    .to_count = 2,
    .label = "1",
    .superseded_by = "demo-900@2030",
    .text = "made up, with \xc3\xa9",
    .file = "demo/900.txt",
    .line = 4294967295U,
    .page = 2,
    .paragraph = 3,
};

static void
compare(const struct unit *a, const struct unit *b)
{
    assert_string_equal(a->id, b->id);
    assert_string_equal(a->cite, b->cite);
    assert_string_equal(a->resolution, b->resolution);
    assert_int_equal(a->edition, b->edition);
    assert_string_equal(a->title, b->title);
    assert_int_equal(a->kind, b->kind);
    assert_string_equal(a->section, b->section);
    assert_string_equal(a->heading, b->heading);
    assert_string_equal(a->verb, b->verb);
    assert_int_equal(a->to_count, b->to_count);
    for (size_t i = 0; i < a->to_count; i++)
        assert_string_equal(a->to[i], b->to[i]);
    assert_string_equal(a->label, b->label);
    assert_int_equal(a->superseded_by == NULL, b->superseded_by == NULL);
    if (a->superseded_by != NULL)
        assert_string_equal(a->superseded_by, b->superseded_by);
    assert_string_equal(a->text, b->text);
    assert_string_equal(a->file, b->file);
    assert_int_equal(a->line, b->line);
    assert_int_equal(a->page, b->page);
    assert_int_equal(a->paragraph, b->paragraph);
}

static enum status
decode(struct unit *out, const struct buf *bytes, size_t len,
       struct arena *arena)
{
    char *exact = malloc(len == 0 ? 1 : len);
    enum status status;
    struct error err;

    if (len > 0)
        memcpy(exact, bytes->data, len);
    status = unit_decode(out, exact, len, arena, &err);
    if (status != STATUS_OK)
        assert_int_equal(err.code, status);
    free(exact);
    return status;
}

static void
what_is_written_is_read(void **state)
{
    struct unit read, made = demo;
    struct buf bytes = {0};

    unit_encode(&made, &bytes);
    assert_int_equal(decode(&read, &bytes, bytes.len, *state), STATUS_OK);
    compare(&made, &read);
    buf_clear(&bytes);
    made.superseded_by = NULL;
    made.to_count = 0;
    made.heading = made.label = "";
    unit_encode(&made, &bytes);
    assert_int_equal(decode(&read, &bytes, bytes.len, *state), STATUS_OK);
    compare(&made, &read);
    buf_deinit(&bytes);
}

static void
cut_anywhere_it_is_refused(void **state)
{
    struct unit read = {.edition = 77};
    struct buf bytes = {0};

    unit_encode(&demo, &bytes);
    for (size_t len = 0; len < bytes.len; len++)
        assert_int_equal(decode(&read, &bytes, len, *state), STATUS_STORE);
    buf_put_byte(&bytes, 'x');
    assert_int_equal(decode(&read, &bytes, bytes.len, *state), STATUS_STORE);
    assert_int_equal(read.edition, 77);
    assert_null(read.id);
    buf_deinit(&bytes);
}

static void
damage_is_no_danger(void **state)
{
    struct buf bytes = {0}, again = {0};

    unit_encode(&demo, &bytes);
    for (size_t at = 0; at < bytes.len; at++) {
        char kept = bytes.data[at];

        for (int byte = 0; byte < 256; byte += 5) {
            struct unit read;

            bytes.data[at] = (char)byte;
            if (decode(&read, &bytes, bytes.len, *state) != STATUS_OK)
                continue;
            assert_in_range(read.kind, 0, KIND_COUNT - 1);
            buf_clear(&again);
            unit_encode(&read, &again);
        }
        bytes.data[at] = kept;
        arena_reset(*state);
    }
    buf_deinit(&bytes);
    buf_deinit(&again);
}

static enum status
decode_numbers(struct arena *arena, uint64_t edition, uint64_t kind,
               uint64_t addressee_count)
{
    struct buf bytes = {0};
    struct unit read;
    enum status status;

    for (int i = 0; i < 3; i++)
        record_put_text(&bytes, "demo");
    record_put_number(&bytes, edition);
    record_put_text(&bytes, "");
    record_put_number(&bytes, kind);
    for (int i = 0; i < 3; i++)
        record_put_text(&bytes, "");
    record_put_number(&bytes, addressee_count);
    for (int i = 0; i < 4; i++)
        record_put_text(&bytes, "");
    for (int i = 0; i < 3; i++) /* line, page, paragraph */
        record_put_number(&bytes, 1);
    status = decode(&read, &bytes, bytes.len, arena);
    buf_deinit(&bytes);
    return status;
}

static void
numbers_out_of_range_are_damage(void **state)
{
    static const uint64_t counts[] = {1, 5, 6, 1000, 1ULL << 61, UINT64_MAX};

    assert_int_equal(decode_numbers(*state, UINT32_MAX, 0, 0), STATUS_OK);
    assert_int_equal(decode_numbers(*state, 0, KIND_COUNT - 1, 0), STATUS_OK);
    assert_int_equal(decode_numbers(*state, 1ULL + UINT32_MAX, 0, 0),
                     STATUS_STORE);
    assert_int_equal(decode_numbers(*state, 0, KIND_COUNT, 0), STATUS_STORE);
    assert_int_equal(decode_numbers(*state, 0, UINT64_MAX, 0), STATUS_STORE);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        assert_int_equal(decode_numbers(*state, 0, 0, counts[i]), STATUS_STORE);
}

static int
set_up(void **state)
{
    *state = arena_new();
    return 0;
}

static int
tear_down(void **state)
{
    arena_free(*state);
    return 0;
}

#define WITH_ARENA(test)                                                       \
    cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(what_is_written_is_read),
        WITH_ARENA(cut_anywhere_it_is_refused),
        WITH_ARENA(damage_is_no_danger),
        WITH_ARENA(numbers_out_of_range_are_damage),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
