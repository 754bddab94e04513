#include "lib/model/resolution_codec.h"

#include "lib/base/record.h"
#include "tests/unit/resolution_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
    struct arena *arena;
    struct resolution made;
    struct buf bytes;
    struct error err;
};

static int
set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);

    fixture->arena = arena_new();
    resolution_fixture_make(&fixture->made, fixture->arena);
    resolution_encode(&fixture->made, &fixture->bytes);
    *state = fixture;
    return 0;
}

static int
tear_down(void **state)
{
    struct fixture *fixture = *state;

    buf_deinit(&fixture->bytes);
    arena_free(fixture->arena);
    free(fixture);
    return 0;
}

/* Decodes a copy of exactly len bytes, which is gone when it returns. */
static enum status
decode(struct resolution *out, const char *bytes, size_t len,
       struct fixture *fixture)
{
    char *exact = malloc(len == 0 ? 1 : len);
    enum status status;

    if (len > 0)
        memcpy(exact, bytes, len);
    status = resolution_decode(out, exact, len, fixture->arena, &fixture->err);
    free(exact);
    return status;
}

static void
what_is_written_is_read(void **state)
{
    struct fixture *fixture = *state;
    struct resolution read;

    assert_int_equal(
        decode(&read, fixture->bytes.data, fixture->bytes.len, fixture),
        STATUS_OK);
    resolution_fixture_compare(&fixture->made, &read);
}

static void
an_empty_resolution_comes_back(void **state)
{
    static char empty[] = "";
    struct fixture *fixture = *state;
    struct resolution read, made = {.id = empty,
                                    .body = empty,
                                    .place = empty,
                                    .designation = empty,
                                    .title = empty,
                                    .language = empty,
                                    .source_file = empty,
                                    .source_sha256 = empty};

    buf_clear(&fixture->bytes);
    resolution_encode(&made, &fixture->bytes);
    assert_int_equal(
        decode(&read, fixture->bytes.data, fixture->bytes.len, fixture),
        STATUS_OK);
    resolution_fixture_compare(&made, &read);
}

static void
cut_anywhere_it_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct resolution read = {.number = 77};

    for (size_t len = 0; len < fixture->bytes.len; len++) {
        fixture->err.code = STATUS_OK;
        assert_int_equal(decode(&read, fixture->bytes.data, len, fixture),
                         STATUS_STORE);
        assert_int_equal(fixture->err.code, STATUS_STORE);
    }
    buf_put_byte(&fixture->bytes, '\0'); /* and with a byte too many */
    assert_int_equal(
        decode(&read, fixture->bytes.data, fixture->bytes.len, fixture),
        STATUS_STORE);
    assert_int_equal(read.number, 77);
    assert_null(read.id);
}

static void
another_version_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct resolution read;

    fixture->bytes.data[0]++;
    assert_int_equal(
        decode(&read, fixture->bytes.data, fixture->bytes.len, fixture),
        STATUS_STORE);
    assert_non_null(strstr(fixture->err.text, "format"));
}

/* Whatever one byte becomes: refused, or a resolution that can be written. */
static void
damage_is_no_danger(void **state)
{
    static const unsigned char bytes[] = {0x00, 0x01, 0x7f, 0x80, 0xff};
    struct fixture *fixture = *state;
    struct buf again = {0};

    for (size_t at = 0; at < fixture->bytes.len; at++) {
        char kept = fixture->bytes.data[at];

        for (size_t i = 0; i < sizeof bytes; i++) {
            struct resolution read;

            fixture->bytes.data[at] = (char)bytes[i];
            if (decode(&read, fixture->bytes.data, fixture->bytes.len,
                       fixture) != STATUS_OK)
                continue;
            for (size_t k = 0; k < read.section_count; k++)
                assert_in_range(read.sections[k].kind, 0, KIND_COUNT - 1);
            buf_clear(&again);
            resolution_encode(&read, &again);
        }
        fixture->bytes.data[at] = kept;
    }
    buf_deinit(&again);
}

/* A resolution's bytes up to its sections, of which the count is next. */
static void
put_up_to_sections(struct buf *out)
{
    record_put_number(out, 2); /* version */
    for (int i = 0; i < 2; i++)
        record_put_text(out, "demo");
    for (int i = 0; i < 3; i++)
        record_put_number(out, 1);
    record_put_text(out, "Exampleville");
    record_put_number(out, 0);
    record_put_text(out, "");
    record_put_text(out, "");
    record_put_number(out, 0); /* history */
    record_put_number(out, 0); /* foreword */
}

static void
put_behind_sections(struct buf *out)
{
    record_put_number(out, 0); /* footnotes */
    record_put_number(out, 0); /* citations of the foreword */
    for (int i = 0; i < 3; i++)
        record_put_text(out, "");
}

static enum status
decode_section(struct fixture *fixture, uint64_t kind, uint64_t line)
{
    struct resolution read;

    buf_clear(&fixture->bytes);
    put_up_to_sections(&fixture->bytes);
    record_put_number(&fixture->bytes, 1);
    for (int i = 0; i < 3; i++)
        record_put_text(&fixture->bytes, "noting");
    record_put_number(&fixture->bytes, kind);
    record_put_number(&fixture->bytes, 0); /* addressees */
    record_put_number(&fixture->bytes, 0); /* clauses */
    record_put_number(&fixture->bytes, line);
    record_put_number(&fixture->bytes, 0); /* page */
    record_put_number(&fixture->bytes, 0); /* paragraph */
    put_behind_sections(&fixture->bytes);
    return decode(&read, fixture->bytes.data, fixture->bytes.len, fixture);
}

static void
numbers_out_of_range_are_damage(void **state)
{
    assert_int_equal(decode_section(*state, KIND_COUNT - 1, UINT32_MAX),
                     STATUS_OK);
    assert_int_equal(decode_section(*state, KIND_COUNT, 1), STATUS_STORE);
    assert_int_equal(decode_section(*state, UINT64_MAX, 1), STATUS_STORE);
    assert_int_equal(decode_section(*state, 0, 1ULL + UINT32_MAX),
                     STATUS_STORE);
}

/* No memory is asked for on a count's word alone (ASan would stop it). */
static void
counts_that_lie_are_damage(void **state)
{
    static const uint64_t counts[] = {1, 1000, 1ULL << 32, UINT64_MAX / 8,
                                      UINT64_MAX};
    struct fixture *fixture = *state;
    struct resolution read;

    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        buf_clear(&fixture->bytes);
        put_up_to_sections(&fixture->bytes);
        record_put_number(&fixture->bytes, counts[i]);
        assert_int_equal(
            decode(&read, fixture->bytes.data, fixture->bytes.len, fixture),
            STATUS_STORE);
    }
}

#define WITH_FIXTURE(test)                                                     \
    cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(what_is_written_is_read),
        WITH_FIXTURE(an_empty_resolution_comes_back),
        WITH_FIXTURE(cut_anywhere_it_is_refused),
        WITH_FIXTURE(another_version_is_refused),
        WITH_FIXTURE(damage_is_no_danger),
        WITH_FIXTURE(numbers_out_of_range_are_damage),
        WITH_FIXTURE(counts_that_lie_are_damage),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
