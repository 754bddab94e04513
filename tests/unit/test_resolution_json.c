#include "lib/wire/resolution_json.h"

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
    struct buf out;
    struct error err;
};

static int
set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);

    fixture->arena = arena_new();
    resolution_fixture_make(&fixture->made, fixture->arena);
    *state = fixture;
    return 0;
}

static int
tear_down(void **state)
{
    struct fixture *fixture = *state;

    buf_deinit(&fixture->out);
    arena_free(fixture->arena);
    free(fixture);
    return 0;
}

#define CITES(in)                                                              \
    "{\"id\":\"demo-901@2022\",\"body\":\"demo\",\"number\":901,"              \
    "\"edition\":2022,\"text\":\"Resolution 901 (Exampleville, 2022)\","       \
    "\"in\":\"" in "\"},"                                                      \
    "{\"id\":null,\"body\":null,\"number\":2147483647,\"edition\":null,"       \
    "\"text\":\"Resolution 2147483647\",\"in\":\"" in "\"}"
#define CLAUSE_ID "demo-900@2026/resolves.1"
#define NOTE_ID   "demo-900@2026/footnote.1"

/* The members of contract.md, in its order; users read them by name. */
static const char open_json[] =
    "{\"id\":\"demo-900@2026\",\"body\":\"demo\",\"number\":900,"
    "\"edition\":2026,\"place\":\"Exampleville\",\"revised\":true,"
    "\"title\":\"A made-up resolution\","
    "\"designation\":\"Rev. Exampleville, 2026\",\"history\":["
    "{\"place\":\"Sampletown\",\"year\":2018},"
    "{\"place\":\"Exampleville\",\"year\":2026}],"
    "\"foreword\":[\"This resolution is made up.\",\"\"],"
    "\"sections\":[{\"heading\":\"resolves to invite \\\"all\\\"\","
    "\"slug\":\"resolves-to-invite\",\"verb\":\"resolves-to-invite\","
    "\"kind\":\"operative\",\"to\":[\"director-tsb\",\"member-states\"],"
    "\"clauses\":[{\"id\":\"" CLAUSE_ID "\",\"label\":\"1\","
    "\"text\":\"made up\\twith a TAB and \u201cquotes\u201d\","
    "\"cites\":[" CITES(
        CLAUSE_ID) "],\"source\":{\"line\":2147483647}},"
                   "{\"id\":\"demo-900@2026/"
                   "resolves.\",\"label\":\"\",\"text\":\"\","
                   "\"cites\":[],\"source\":{\"line\":2147483647}}]},"
                   "{\"heading\":\"noting\",\"slug\":\"noting~2\",\"verb\":"
                   "\"noting\","
                   "\"kind\":\"other\",\"to\":[],\"clauses\":[]}],"
                   "\"footnotes\":[{\"id\":\"" NOTE_ID "\",\"label\":\"1\","
                   "\"text\":\"A made-up "
                   "note.\",\"anchor\":\"demo-900@2026/title\","
                   "\"cites\":[" CITES(
                       NOTE_ID) "],\"source\":{\"paragraph\":3}}],"
                                "\"cites\":[" CITES("demo-900@2026") "," CITES(
                                    CLAUSE_ID) "," CITES(NOTE_ID) "],"
                                                                  "\"language\""
                                                                  ":\"en\","
                                                                  "\"source\":{"
                                                                  "\"file\":"
                                                                  "\"demo/"
                                                                  "900.txt\","
                                                                  "\"sha256\":"
                                                                  "\"00ff\"}";

static void
a_resolution_is_written_member_by_member(void **state)
{
    struct fixture *fixture = *state;

    resolution_put_open(&fixture->out, &fixture->made);
    assert_string_equal(buf_text(&fixture->out), open_json);
    buf_clear(&fixture->out);
    resolution_put_json(&fixture->out, &fixture->made);
    assert_int_equal(fixture->out.len, sizeof open_json);
    assert_int_equal(fixture->out.data[fixture->out.len - 1], '}');
    assert_memory_equal(fixture->out.data, open_json, sizeof open_json - 1);
}

static const char *const held[] = {"demo-901@2022"};
static const char *const cited_by[] = {"demo-902@2026/noting.a", "x"};

static struct show_result
make_result(const struct fixture *fixture)
{
    return (struct show_result){
        .resolution = fixture->made,
        .cite = "DEMO Resolution 900 (Rev. Exampleville, 2026)",
        .focus = CLAUSE_ID,
        .superseded_by = "demo-900@2030",
        .held = (const char **)(uintptr_t)held,
        .held_count = 1,
        .cited_by = (const char **)(uintptr_t)cited_by,
        .cited_by_count = 2,
        .uuid = "6f1c",
        .generation = 4};
}

static void
a_result_adds_its_members_behind(void **state)
{
    struct fixture *fixture = *state;
    struct show_result result = make_result(fixture);

    show_result_put(&fixture->out, &result);
    buf_text(&fixture->out);
    assert_memory_equal(fixture->out.data, open_json, sizeof open_json - 1);
    assert_string_equal(
        fixture->out.data + sizeof open_json - 1,
        ",\"cited_by\":[\"demo-902@2026/noting.a\",\"x\"],"
        "\"cites_held\":[\"demo-901@2022\"],"
        "\"cite\":\"DEMO Resolution 900 (Rev. Exampleville, 2026)\","
        "\"focus\":\"" CLAUSE_ID "\",\"superseded_by\":\"demo-900@2030\","
        "\"index\":{\"uuid\":\"6f1c\",\"generation\":4}}");
}

static void
what_is_written_is_read(void **state)
{
    struct fixture *fixture = *state;
    struct show_result result = make_result(fixture), read;

    show_result_put(&fixture->out, &result);
    assert_int_equal(show_result_parse(&read, fixture->out.data,
                                       fixture->out.len, fixture->arena,
                                       &fixture->err),
                     STATUS_OK);
    resolution_fixture_compare(&fixture->made, &read.resolution);
    assert_string_equal(read.cite, result.cite);
    assert_string_equal(read.focus, result.focus);
    assert_string_equal(read.superseded_by, result.superseded_by);
    assert_int_equal(read.held_count, 1);
    assert_string_equal(read.held[0], held[0]);
    assert_int_equal(read.cited_by_count, 2);
    assert_string_equal(read.cited_by[1], "x");
    assert_string_equal(read.uuid, "6f1c");
    assert_int_equal(read.generation, 4);
}

static void
what_there_is_not_is_null(void **state)
{
    struct fixture *fixture = *state;
    struct show_result result = make_result(fixture), read;

    result.focus = result.superseded_by = NULL;
    result.held_count = result.cited_by_count = 0;
    show_result_put(&fixture->out, &result);
    assert_non_null(strstr(buf_text(&fixture->out),
                           "\"focus\":null,\"superseded_by\":null"));
    assert_int_equal(show_result_parse(&read, fixture->out.data,
                                       fixture->out.len, fixture->arena,
                                       &fixture->err),
                     STATUS_OK);
    assert_null(read.focus);
    assert_null(read.superseded_by);
    assert_int_equal(read.held_count, 0);
}

/* Each cut of a result is no JSON or lacks a member; none is half read. */
static void
cut_anywhere_it_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct show_result result = make_result(fixture);
    struct show_result read = {.generation = 77};

    show_result_put(&fixture->out, &result);
    for (size_t len = 0; len < fixture->out.len; len++) {
        char *exact = malloc(len == 0 ? 1 : len);

        memcpy(exact, fixture->out.data, len);
        assert_int_not_equal(
            show_result_parse(&read, exact, len, fixture->arena, &fixture->err),
            STATUS_OK);
        free(exact);
    }
    assert_int_equal(read.generation, 77);
}

#define WITH_FIXTURE(test)                                                     \
    cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(a_resolution_is_written_member_by_member),
        WITH_FIXTURE(a_result_adds_its_members_behind),
        WITH_FIXTURE(what_is_written_is_read),
        WITH_FIXTURE(what_there_is_not_is_null),
        WITH_FIXTURE(cut_anywhere_it_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
