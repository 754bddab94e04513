/*
 * What search_result_put and show_result_put write is read back the same;
 * each member that is taken away or of another type is named.
 */
#include "lib/base/buf.h"
#include "lib/wire/json_in.h"
#include "lib/wire/resolution_json.h"
#include "lib/wire/search_result.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct search_hit hit = {
    .unit = {.id = "demo-901@2026/resolves.1",
             .cite = "DEMO Res. 901 (Exampleville, 2026), resolves, 1",
             .resolution = "demo-901",
             .edition = 2026,
             .title = "A made-up title",
             .kind = KIND_OPERATIVE,
             .section = "resolves",
             .heading = "resolves",
             .verb = "resolves",
             .to = (const char *[]){"director-tsb", "council"},
             .to_count = 2,
             .label = "1",
             .superseded_by = "demo-901@2030",
             .file = "demo/901.txt",
             .line = 12},
    .score = 1.5,
    .heading = {.list = (struct segment[]){{"resolves", 8, false}}, .count = 1},
    .text = {.list = (struct segment[]){{"to \"make\" ", 10, false},
                                        {"things", 6, true},
                                        {" up\n", 4, false}},
             .count = 3},
    .missing = (const char *[]){"real"},
    .missing_count = 1,
};

static struct title_hit title = {"demo-901@2026", "DEMO Res. 901",
                                 "A made-up title"};

static const struct search_result sample = {
    .total = 1,
    .took_ms = 0.25,
    .uuid = "u",
    .generation = 4,
    .scope = {"latest", 1, 12, 3},
    .notes = (const char *[]){"a note"},
    .note_count = 1,
    .resolutions = &title,
    .resolution_count = 1,
    .hits = {&hit, 1},
    .near = {&hit, 1},
};

static void
test_search_both_ways(void **state)
{
    struct arena *arena = arena_new();
    struct search_result result;
    struct buf first = {0}, again = {0};
    struct error err;

    (void)state;
    search_result_put(&first, &sample);
    assert_int_equal(
        search_result_parse(&result, first.data, first.len, arena, &err),
        STATUS_OK);
    search_result_put(&again, &result);
    assert_string_equal(buf_text(&first), buf_text(&again));
    assert_string_equal(result.hits.list[0].unit.text,
                        "to \"make\" things up\n");
    assert_true(result.hits.list[0].text.list[1].match);
    assert_int_equal(result.near.list[0].missing_count, 1);
    buf_deinit(&first);
    buf_deinit(&again);
    arena_free(arena);
}

/* A fresh copy of text with the first `from` replaced by `to`. */
static char *
replaced(const char *text, const char *from, const char *to)
{
    const char *at = strstr(text, from);
    char *out = malloc(strlen(text) + strlen(to) + 1);

    assert_non_null(at);
    assert_non_null(out);
    memcpy(out, text, (size_t)(at - text));
    strcpy(out + (at - text), to);
    strcat(out, at + strlen(from));
    return out;
}

static void
test_search_wrong_members(void **state)
{
    static const struct {
        const char *from, *to, *named;
    } changes[] = {
        {"\"total\":1", "\"total\":-1", "total"},
        {"\"total\":1", "\"total\":1.5", "total"},
        {"\"total\":1", "\"total\":1e40", "total"},
        {"\"total\":1", "\"total\":\"1\"", "total"},
        {"\"total\":1", "\"totals\":1", "total"},
        {"\"index\":{", "\"index\":[],\"x\":{", "index"},
        {"\"notes\":[", "\"notes\":[3,", "notes"},
        {"\"notes\":[", "\"notes\":{},\"x\":[", "notes"},
        {"\"hits\":[", "\"hits\":[7,", "id"},
        {"\"hits\":[", "\"hits\":null,\"x\":[", "hits"},
        {"\"near\":[", "\"far\":[", "near"},
        {"\"m\":true", "\"m\":1", "m"},
        {"\"score\":1.5000", "\"score\":1e999", "score"},
        {"\"edition\":2026", "\"edition\":99999", "edition"},
        {"\"segments\":[", "\"segments\":[[],", "t"},
        {"\"to\":[", "\"to\":[{},", "to"},
    };
    struct buf out = {0};

    (void)state;
    search_result_put(&out, &sample);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct arena *arena = arena_new();
        struct search_result result = {.total = 77};
        struct error err = {0};
        char *json = replaced(buf_text(&out), changes[i].from, changes[i].to);
        char quoted[64] = "\"";

        strcat(strcat(quoted, changes[i].named), "\"");
        assert_int_equal(
            search_result_parse(&result, json, strlen(json), arena, &err),
            STATUS_BAD_REQUEST);
        assert_non_null(strstr(err.text, quoted));
        assert_int_equal(result.total, 77);
        free(json);
        arena_free(arena);
    }
    buf_deinit(&out);
}

/* A newer service may send more, and kinds that are not known here. */
static void
test_search_newer(void **state)
{
    struct arena *arena = arena_new();
    struct search_result result;
    struct buf out = {0};
    struct error err;
    char *json, *newer;

    (void)state;
    search_result_put(&out, &sample);
    json = replaced(buf_text(&out), "\"kind\":\"operative\"",
                    "\"kind\":\"poem\",\"mood\":{\"a\":[]}");
    newer = replaced(json, "{", "{\"more\":[1,{}],");
    assert_int_equal(
        search_result_parse(&result, newer, strlen(newer), arena, &err),
        STATUS_OK);
    assert_int_equal(result.hits.list[0].unit.kind, KIND_OTHER);
    free(json);
    free(newer);
    buf_deinit(&out);
    arena_free(arena);
}

static const char resolution_json[] =
    "{\"id\":\"demo-902@2026.2\",\"body\":\"demo\",\"number\":902,"
    "\"edition\":2026,\"place\":\"Exampleville\",\"revised\":true,"
    "\"title\":\"Made up\",\"designation\":\"Rev. Exampleville, 2026\","
    "\"history\":[{\"place\":\"Exampleville\",\"year\":2022}],"
    "\"foreword\":[\"a\",\"b\"],\"sections\":[{\"heading\":\"noting\","
    "\"slug\":\"noting\",\"verb\":\"noting\",\"kind\":\"preamble\",\"to\":[],"
    "\"clauses\":[{\"id\":\"demo-902@2026.2/noting.a\",\"label\":\"a\","
    "\"text\":\"Resolution 903\",\"cites\":[{\"id\":null,\"body\":null,"
    "\"number\":903,\"edition\":null,\"text\":\"Resolution 903\","
    "\"in\":\"demo-902@2026.2/noting.a\"}],\"source\":{\"line\":5}}]}],"
    "\"footnotes\":[{\"id\":\"demo-902@2026.2/footnote.1\",\"label\":\"1\","
    "\"text\":\"made up too\",\"anchor\":\"demo-902@2026.2/title\","
    "\"cites\":[],\"source\":{\"line\":9}}],\"cites\":[{\"id\":\"demo-904\","
    "\"body\":\"demo\",\"number\":904,\"edition\":null,\"text\":\"Resolution "
    "904\",\"in\":\"demo-902@2026.2\"},{\"id\":null,\"body\":null,\"number\":"
    "903,\"edition\":null,\"text\":\"Resolution 903\",\"in\":"
    "\"demo-902@2026.2/noting.a\"}],\"language\":\"en\",\"source\":{\"file\":"
    "\"f.txt\",\"sha256\":\"00\"},\"cited_by\":[\"demo-904@2026/noting.b\"],"
    "\"cites_held\":[\"demo-904@2026\"],\"cite\":\"DEMO Resolution 902\","
    "\"focus\":null,\"superseded_by\":null,\"index\":{\"uuid\":\"u\","
    "\"generation\":2}}";

static void
test_show_both_ways(void **state)
{
    struct arena *arena = arena_new();
    struct show_result result;
    struct buf again = {0};
    struct error err;

    (void)state;
    assert_int_equal(show_result_parse(&result, resolution_json,
                                       strlen(resolution_json), arena, &err),
                     STATUS_OK);
    show_result_put(&again, &result);
    assert_string_equal(buf_text(&again), resolution_json);
    assert_int_equal(result.resolution.copy, 2);
    assert_null(result.focus);
    assert_int_equal(result.resolution.foreword_cite_count, 1);
    assert_null(result.resolution.sections[0].clauses[0].cites[0].id);
    buf_deinit(&again);
    arena_free(arena);
}

/* Any cut and any one byte changed: read or refused, never worse. */
static void
test_show_damaged(void **state)
{
    char *json = strdup(resolution_json);
    size_t len = strlen(json);
    unsigned refused = 0;

    (void)state;
    for (size_t i = 0; i < len; i++) {
        struct arena *arena = arena_new();
        struct show_result result;
        struct error err;
        char old = json[i];

        assert_int_equal(show_result_parse(&result, json, i, arena, &err),
                         STATUS_BAD_REQUEST);
        json[i] = i % 2 == 0 ? '[' : '"';
        refused +=
            show_result_parse(&result, json, len, arena, &err) != STATUS_OK;
        json[i] = old;
        arena_free(arena);
    }
    assert_true(refused > len / 2);
    free(json);
}

/* What is there only when it is asked for, or of similar. */
static void
test_parts_and_likeness_are_read(void **state)
{
    static struct hit_part why[] = {{"real", "text", false, 2.5},
                                    {"TSB", "heading", true, 0.125}};
    static struct similar_term terms[] = {{"lantern", 4.5}};
    static struct similar_twin twins[] = {{"demo-902@2026/a", "a", 0.95}};
    static const struct similar_result likeness = {.id = "demo-901@2026/a",
                                                   .cite = "b",
                                                   .terms = terms,
                                                   .term_count = 1,
                                                   .twins = twins,
                                                   .twin_count = 1,
                                                   .twins_total = 3};
    struct search_hit explained = hit;
    struct search_result result = sample, read;
    struct arena *arena = arena_new();
    struct buf json = {0};
    struct error err;

    (void)state;
    explained.why = why;
    explained.why_count = 2;
    result.explained = true;
    result.hits.list = &explained;
    result.similar = &likeness;
    search_result_put(&json, &result);
    assert_int_equal(
        search_result_parse(&read, json.data, json.len, arena, &err),
        STATUS_OK);
    assert_int_equal(read.hits.list[0].why_count, 2);
    assert_string_equal(read.hits.list[0].why[0].what, "real");
    assert_true(read.hits.list[0].why[0].weight == 2.5);
    assert_false(read.hits.list[0].why[0].concept);
    assert_string_equal(read.hits.list[0].why[1].field, "heading");
    assert_true(read.hits.list[0].why[1].concept);
    assert_int_equal(read.near.list[0].why_count, 0);
    assert_string_equal(read.similar->id, likeness.id);
    assert_int_equal(read.similar->term_count, 1);
    assert_string_equal(read.similar->terms[0].word, "lantern");
    assert_int_equal(read.similar->twin_count, 1);
    assert_true(read.similar->twins[0].overlap == 0.95);
    assert_int_equal(read.similar->twins_total, 3);
    buf_deinit(&json);
    arena_free(arena);
}

static void
test_members_for_people(void **state)
{
    static const char text[] = "{\"a\":1.5,\"b\":[1,\"x\",true],\"c\":null,"
                               "\"d\":{\"e\":2},\"e\":false}";
    static const char *const expected[] = {"1.5", "1, x, yes", "", "e 2", "no"};
    struct json_reader reader = {.arena = arena_new()};
    struct json *tree = NULL;
    struct error err;
    size_t i = 0;

    (void)state;
    assert_int_equal(json_parse(&tree, text, strlen(text), &err), STATUS_OK);
    for (const struct json *item = json_members(tree); item != NULL;
         item = json_next(item), i++) {
        assert_int_equal(json_key(&reader, item)[0], 'a' + (int)i);
        assert_string_equal(json_print(&reader, item), expected[i]);
    }
    assert_int_equal(i, 5);
    assert_null(json_members(NULL));
    json_freep(&tree);
    arena_free(reader.arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_search_both_ways),
        cmocka_unit_test(test_search_wrong_members),
        cmocka_unit_test(test_search_newer),
        cmocka_unit_test(test_show_both_ways),
        cmocka_unit_test(test_show_damaged),
        cmocka_unit_test(test_parts_and_likeness_are_read),
        cmocka_unit_test(test_members_for_people),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
