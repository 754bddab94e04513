#include "lib/wire/search_result.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const addressees[] = {"director-tsb"};
static const char *const missing[] = {"support", "\"op\""};
static const char *const notes[] = {"left out: the, of"};

static struct segment heading_segments[] = {{"resolves", 8, false}};
static struct segment text_segments[] = {
    {"to ", 3, false}, {"support", 7, true}, {" all\xff", 5, false}};
static struct title_hit titles[] = {
    {"demo-900@2026", "DEMO Res. 900 (Exampleville, 2026)", "A made-up one"}};

static struct search_hit
make_hit(void)
{
    return (struct search_hit){
        .unit = {.id = "demo-900@2026/resolves.1",
                 .cite = "DEMO Res. 900 (Exampleville, 2026), resolves 1",
                 .resolution = "demo-900",
                 .edition = 2026,
                 .title = "A made-up one",
                 .kind = KIND_OPERATIVE,
                 .section = "resolves",
                 .heading = "resolves",
                 .verb = "resolves",
                 .to = (const char **)(uintptr_t)addressees,
                 .to_count = 1,
                 .label = "1",
                 .text = "to support all",
                 .file = "demo/900.txt",
                 .line = 25},
        .score = 4.31,
        .heading = {heading_segments, 1},
        .text = {text_segments, 3}};
}

static struct search_result
make_result(struct search_hit *hit, struct search_hit *near)
{
    *hit = make_hit();
    *near = make_hit();
    near->unit.superseded_by = "demo-900@2030";
    near->missing = (const char **)(uintptr_t)missing;
    near->missing_count = 2;
    return (struct search_result){
        .total = 1,
        .took_ms = 0.4,
        .uuid = "6f1c",
        .generation = 4,
        .scope = {"latest", 1, 12, 1},
        .notes = (const char **)(uintptr_t)notes,
        .note_count = 1,
        .resolutions = titles,
        .resolution_count = 1,
        .hits = {hit, 1},
        .near = {near, 1},
    };
}

#define HIT_UP_TO_LABEL                                                        \
    "{\"id\":\"demo-900@2026/resolves.1\","                                    \
    "\"cite\":\"DEMO Res. 900 (Exampleville, 2026), resolves 1\","             \
    "\"resolution\":\"demo-900\",\"edition\":2026,"                            \
    "\"title\":\"A made-up one\",\"kind\":\"operative\","                      \
    "\"section\":\"resolves\",\"heading\":\"resolves\","                       \
    "\"heading_segments\":[{\"t\":\"resolves\"}],\"verb\":\"resolves\","       \
    "\"to\":[\"director-tsb\"],\"label\":\"1\","
#define HIT_BEHIND                                                             \
    "\"score\":4.3100,\"source\":{\"file\":\"demo/900.txt\",\"line\":25},"     \
    "\"segments\":[{\"t\":\"to \"},{\"t\":\"support\",\"m\":true},"            \
    "{\"t\":\" all\\ufffd\"}]"

/* The members of contract.md, in its order; users read them by name. */
static const char json[] =
    "{\"total\":1,\"total_is\":\"exact\",\"partial\":false,"
    "\"took_ms\":0.400,\"index\":{\"uuid\":\"6f1c\",\"generation\":4},"
    "\"searched\":{\"edition\":\"latest\",\"resolutions\":1,\"clauses\":12,"
    "\"footnotes\":1},\"notes\":[\"left out: the, of\"],"
    "\"resolutions\":[{\"id\":\"demo-900@2026\","
    "\"cite\":\"DEMO Res. 900 (Exampleville, 2026)\","
    "\"title\":\"A made-up one\"}],"
    "\"hits\":[" HIT_UP_TO_LABEL "\"superseded_by\":null," HIT_BEHIND "}],"
    "\"near\":[" HIT_UP_TO_LABEL
    "\"superseded_by\":\"demo-900@2030\"," HIT_BEHIND
    ",\"missing\":[\"support\",\"\\\"op\\\"\"]}],"
    "\"suggestion\":null,\"next\":null}";

static void
a_result_is_written_member_by_member(void **state)
{
    struct search_hit hit, near;
    struct search_result result = make_result(&hit, &near);
    struct buf out = {0};

    (void)state;
    search_result_put(&out, &result);
    assert_string_equal(buf_text(&out), json);
    buf_deinit(&out);
}

static void
an_empty_result_has_its_lists(void **state)
{
    struct search_result result = {
        .uuid = "6f1c", .generation = 4294967295U, .scope = {.edition = "all"}};
    struct buf out = {0};

    (void)state;
    search_result_put(&out, &result);
    assert_string_equal(
        buf_text(&out),
        "{\"total\":0,\"total_is\":\"exact\",\"partial\":false,"
        "\"took_ms\":0.000,"
        "\"index\":{\"uuid\":\"6f1c\",\"generation\":4294967295},"
        "\"searched\":{\"edition\":\"all\",\"resolutions\":0,\"clauses\":0,"
        "\"footnotes\":0},\"notes\":[],\"resolutions\":[],\"hits\":[],"
        "\"near\":[],\"suggestion\":null,\"next\":null}");
    buf_deinit(&out);
}

static void
compare_hit(const struct search_hit *read)
{
    struct search_hit made = make_hit();

    assert_string_equal(read->unit.id, made.unit.id);
    assert_string_equal(read->unit.cite, made.unit.cite);
    assert_string_equal(read->unit.resolution, made.unit.resolution);
    assert_int_equal(read->unit.edition, made.unit.edition);
    assert_string_equal(read->unit.title, made.unit.title);
    assert_int_equal(read->unit.kind, made.unit.kind);
    assert_string_equal(read->unit.section, made.unit.section);
    assert_string_equal(read->unit.heading, made.unit.heading);
    assert_string_equal(read->unit.verb, made.unit.verb);
    assert_int_equal(read->unit.to_count, 1);
    assert_string_equal(read->unit.to[0], "director-tsb");
    assert_string_equal(read->unit.label, made.unit.label);
    assert_string_equal(read->unit.file, made.unit.file);
    assert_int_equal(read->unit.line, 25);
    assert_true(read->score > 4.30 && read->score < 4.32);
    assert_int_equal(read->heading.count, 1);
    assert_int_equal(read->text.count, 3);
    assert_false(read->text.list[0].match);
    assert_true(read->text.list[1].match);
    assert_int_equal(read->text.list[1].len, 7);
    assert_memory_equal(read->text.list[1].text, "support", 7);
}

static void
what_is_written_is_read(void **state)
{
    struct search_result read;
    struct error err;

    assert_int_equal(
        search_result_parse(&read, json, sizeof json - 1, *state, &err),
        STATUS_OK);
    assert_int_equal(read.total, 1);
    assert_true(read.took_ms > 0.39 && read.took_ms < 0.41);
    assert_string_equal(read.uuid, "6f1c");
    assert_int_equal(read.generation, 4);
    assert_string_equal(read.scope.edition, "latest");
    assert_int_equal(read.scope.clauses, 12);
    assert_int_equal(read.note_count, 1);
    assert_string_equal(read.notes[0], notes[0]);
    assert_int_equal(read.resolution_count, 1);
    assert_string_equal(read.resolutions[0].title, titles[0].title);
    assert_int_equal(read.hits.count, 1);
    compare_hit(&read.hits.list[0]);
    assert_null(read.hits.list[0].unit.superseded_by);
    assert_int_equal(read.hits.list[0].missing_count, 0);
    assert_int_equal(read.near.count, 1);
    compare_hit(&read.near.list[0]);
    assert_string_equal(read.near.list[0].unit.superseded_by, "demo-900@2030");
    assert_int_equal(read.near.list[0].missing_count, 2);
    assert_string_equal(read.near.list[0].missing[1], "\"op\"");
}

/* Each cut is no JSON; nothing is half read. */
static void
cut_anywhere_it_is_refused(void **state)
{
    struct search_result read = {.total = 77};
    struct error err;

    for (size_t len = 0; len < sizeof json - 1; len++) {
        char *exact = malloc(len == 0 ? 1 : len);

        memcpy(exact, json, len);
        assert_int_not_equal(
            search_result_parse(&read, exact, len, *state, &err), STATUS_OK);
        free(exact);
    }
    assert_int_equal(read.total, 77);
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

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_result_is_written_member_by_member),
        cmocka_unit_test(an_empty_result_has_its_lists),
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(cut_anywhere_it_is_refused),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
