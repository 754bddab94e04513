#include "lib/wire/request.h"

#include "lib/wire/prescan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct parsed {
    struct request request;
    struct reply_error error;
    bool good;
};

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

/* Parses a request with these params; the pre-scan must let it through. */
static struct parsed
parse(struct arena *arena, enum method method, const char *params)
{
    struct parsed parsed = {.good = false};
    struct prescan scan;
    const char *line = arena_printf(
        arena, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\"%s%s}",
        method_specs[method].name,
        params == NULL ? "" : ",\"params\":", params == NULL ? "" : params);

    if (!prescan_line(&scan, line, strlen(line), NULL, &parsed.error))
        fail_msg("%s: %s", line, parsed.error.message);
    parsed.good =
        request_parse(&parsed.request,
                      &(struct request_line){method, line, strlen(line), NULL},
                      arena, &parsed.error);
    return parsed;
}

static void
what_is_not_said_has_its_default(void **state)
{
    static const char *const params[] = {NULL, "{}"};

    for (size_t i = 0; i < 2; i++) {
        struct parsed parsed = parse(*state, METHOD_SEARCH, params[i]);

        assert_true(parsed.good);
        assert_string_equal(parsed.request.search.q, "");
        assert_int_equal(parsed.request.search.limit, SEARCH_LIMIT_DEFAULT);
        assert_int_equal(parsed.request.search.offset, 0);
        assert_false(parsed.request.search.any);
        assert_null(parsed.request.search.edition);
        assert_int_equal(parsed.request.deadline_ms, 0);
        for (int k = 0; k < FIELD_COUNT; k++)
            assert_int_equal(parsed.request.search.filter[k].count, 0);
    }
    assert_true(parse(*state, METHOD_STATUS, "{\"deadline_ms\":1}").good);
    assert_true(parse(*state, METHOD_PING, NULL).good);
}

static void
every_parameter_is_read(void **state)
{
    struct parsed parsed = parse(
        *state, METHOD_SEARCH,
        "{\"q\":\"caf\\u00e9 \\ud83d\\ude00\",\"match\":\"any\",\"limit\":100,"
        "\"offset\":9900,\"edition\":2012,\"deadline_ms\":10000,\"filter\":{"
        "\"to\":[\"director-tsb\",\"director-br\"],\"res\":[59,\"60\"]},"
        "\"sort\":\"relevance\",\"group\":null,\"facets\":[],\"explain\":false,"
        "\"cursor\":null,\"stream\":false,\"supersedes\":null,"
        "\"allow_partial\":false}");
    const struct search_request *search = &parsed.request.search;

    assert_true(parsed.good);
    assert_string_equal(search->q, "caf\xc3\xa9 \xf0\x9f\x98\x80");
    assert_true(search->any);
    assert_int_equal(search->limit, 100);
    assert_int_equal(search->offset, 9900);
    assert_string_equal(search->edition, "2012");
    assert_int_equal(parsed.request.deadline_ms, 10000);
    assert_int_equal(search->filter[FIELD_TO].count, 2);
    assert_string_equal(search->filter[FIELD_TO].values[1], "director-br");
    assert_int_equal(search->filter[FIELD_RES].count, 2);
    assert_string_equal(search->filter[FIELD_RES].values[0], "59");
    assert_string_equal(search->filter[FIELD_RES].values[1], "60");
    parsed = parse(*state, METHOD_SHOW, "{\"id\":\"Res. 59\"}");
    assert_true(parsed.good);
    assert_string_equal(parsed.request.show.id, "Res. 59");
}

static void
numbers_at_their_ends(void **state)
{
    static const char *const good[] = {
        "{\"limit\":0}",          "{\"limit\":100}",
        "{\"limit\":-0}",         "{\"limit\":1e1}",
        "{\"limit\":10.0}",       "{\"offset\":9990}",
        "{\"deadline_ms\":1}",    "{\"limit\":0,\"offset\":10000}",
        "{\"edition\":\"all\"}",  "{\"edition\":\"latest\"}",
        "{\"edition\":\"2012\"}",
    };

    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!parse(*state, METHOD_SEARCH, good[i]).good)
            fail_msg("%s was refused", good[i]);
}

static const struct bad_params {
    enum method method;
    const char *params;
    enum reply_code code;
    const char *message; /* its beginning */
    const char *near;    /* did_you_mean, or NULL */
} bad_params[] = {
    {METHOD_SEARCH, "{\"q\":\"x\",\"limt\":5}", REPLY_UNKNOWN_PARAM,
     "unknown parameter \"limt\"", "limit"},
    {METHOD_SEARCH, "{\"Q\":\"x\"}", REPLY_UNKNOWN_PARAM,
     "unknown parameter \"Q\"", NULL},
    {METHOD_SEARCH, "{\"id\":\"59\"}", REPLY_UNKNOWN_PARAM,
     "unknown parameter \"id\"", NULL},
    {METHOD_SHOW, "{\"id\":\"59\",\"q\":\"x\"}", REPLY_UNKNOWN_PARAM,
     "unknown parameter \"q\"", NULL},
    {METHOD_PING, "{\"x\":1}", REPLY_UNKNOWN_PARAM, "unknown parameter \"x\"",
     NULL},
    {METHOD_SEARCH, "{\"q\":5}", REPLY_INVALID_PARAMS, "q must be a string",
     NULL},
    {METHOD_SEARCH, "{\"q\":null}", REPLY_INVALID_PARAMS, "q must be a string",
     NULL},
    {METHOD_SEARCH, "{\"q\":\"x\",\"\\u0071\":\"y\"}", REPLY_INVALID_PARAMS,
     "q must be given once", NULL},
    {METHOD_SEARCH, "{\"match\":\"some\"}", REPLY_INVALID_PARAMS,
     "match must be \"all\" or \"any\"", NULL},
    {METHOD_SEARCH, "{\"match\":true}", REPLY_INVALID_PARAMS,
     "match must be \"all\" or \"any\"", NULL},
    {METHOD_SEARCH, "{\"limit\":101}", REPLY_INVALID_PARAMS,
     "limit must be a whole number from 0 to 100", NULL},
    {METHOD_SEARCH, "{\"limit\":-1}", REPLY_INVALID_PARAMS, "limit must be",
     NULL},
    {METHOD_SEARCH, "{\"limit\":0.5}", REPLY_INVALID_PARAMS, "limit must be",
     NULL},
    {METHOD_SEARCH, "{\"limit\":\"10\"}", REPLY_INVALID_PARAMS, "limit must be",
     NULL},
    {METHOD_SEARCH, "{\"limit\":null}", REPLY_INVALID_PARAMS, "limit must be",
     NULL},
    {METHOD_SEARCH, "{\"limit\":1e999}", REPLY_INVALID_PARAMS, "limit must be",
     NULL},
    {METHOD_SEARCH, "{\"limit\":4294967306}", REPLY_INVALID_PARAMS,
     "limit must be", NULL},
    {METHOD_SEARCH, "{\"offset\":99999999999}", REPLY_INVALID_PARAMS,
     "offset must be", NULL},
    {METHOD_SEARCH, "{\"offset\":9007199254740993}", REPLY_INVALID_PARAMS,
     "offset must be", NULL},
    {METHOD_SEARCH, "{\"offset\":9991}", REPLY_WINDOW_TOO_DEEP,
     "pages by offset end at 10000 hits", NULL},
    {METHOD_SEARCH, "{\"offset\":10001,\"limit\":0}", REPLY_WINDOW_TOO_DEEP,
     "pages by offset end at 10000 hits", NULL},
    {METHOD_SEARCH, "{\"deadline_ms\":0}", REPLY_INVALID_PARAMS,
     "deadline_ms must be a whole number from 1 to 10000", NULL},
    {METHOD_STATUS, "{\"deadline_ms\":10001}", REPLY_INVALID_PARAMS,
     "deadline_ms must be", NULL},
    {METHOD_SEARCH, "{\"edition\":\"newest\"}", REPLY_INVALID_PARAMS,
     "edition must be \"latest\", \"all\" or a year", NULL},
    {METHOD_SEARCH, "{\"edition\":12}", REPLY_INVALID_PARAMS, "edition must be",
     NULL},
    {METHOD_SEARCH, "{\"edition\":2012.5}", REPLY_INVALID_PARAMS,
     "edition must be", NULL},
    {METHOD_SEARCH, "{\"edition\":[\"2012\"]}", REPLY_INVALID_PARAMS,
     "edition must be", NULL},
    {METHOD_SEARCH, "{\"filter\":[]}", REPLY_INVALID_PARAMS,
     "filter must be an object", NULL},
    {METHOD_SEARCH, "{\"filter\":{\"kinds\":[\"x\"]}}", REPLY_UNKNOWN_FIELD,
     "unknown field \"kinds\" in filter", "kind"},
    {METHOD_SEARCH, "{\"filter\":{\"kind\":\"operative\"}}",
     REPLY_INVALID_PARAMS, "filter.kind must be an array of values", NULL},
    {METHOD_SEARCH, "{\"filter\":{\"kind\":[]}}", REPLY_INVALID_PARAMS,
     "filter.kind must be an array of values", NULL},
    {METHOD_SEARCH, "{\"filter\":{\"kind\":[true]}}", REPLY_INVALID_PARAMS,
     "filter.kind must be an array of strings", NULL},
    {METHOD_SEARCH, "{\"filter\":{\"kind\":[[\"x\"]]}}", REPLY_INVALID_PARAMS,
     "filter.kind must be an array of strings", NULL},
    {METHOD_SEARCH, "{\"filter\":{\"to\":[\"a\"],\"t\\u006f\":[\"b\"]}}",
     REPLY_INVALID_PARAMS, "filter.to must be an array of values, given once",
     NULL},
    {METHOD_SEARCH, "{\"filter\":{\"edition\":[\"all\"]}}",
     REPLY_INVALID_PARAMS, "filter.edition must be given as params.edition",
     NULL},
    {METHOD_SEARCH, "{\"filter\":{\"in\":[\"title\"]}}", REPLY_INVALID_PARAMS,
     "filter.in must be written in q", NULL},
    {METHOD_SEARCH, "{\"sort\":\"score\"}", REPLY_INVALID_PARAMS,
     "sort must be \"relevance\", \"res\", \"year\" or \"clause\"", NULL},
    {METHOD_SEARCH, "{\"facets\":[\"knd\"]}", REPLY_UNKNOWN_FIELD,
     "no facet is called \"knd\"", "kind"},
    {METHOD_SEARCH, "{\"facets\":[\"edition\"]}", REPLY_UNKNOWN_FIELD,
     "no facet is called \"edition\"", NULL},
    {METHOD_SEARCH, "{\"facets\":[\"to\",\"to\"]}", REPLY_INVALID_PARAMS,
     "facets must be without repeats", NULL},
    {METHOD_SEARCH, "{\"facets\":\"to\"}", REPLY_INVALID_PARAMS,
     "facets must be an array of names of fields", NULL},
    {METHOD_SEARCH, "{\"cursor\":1}", REPLY_INVALID_PARAMS,
     "cursor must be a `next` of an answer, or null", NULL},
    {METHOD_SEARCH, "{\"cursor\":\"x\",\"offset\":1}", REPLY_INVALID_PARAMS,
     "offset must be left out beside a cursor", NULL},
    {METHOD_SEARCH, "{\"stream\":true}", REPLY_INVALID_PARAMS,
     "stream: not supported yet", NULL},
    {METHOD_SEARCH, "{\"explain\":1}", REPLY_INVALID_PARAMS,
     "explain must be true or false", NULL},
    {METHOD_SEARCH, "{\"group\":\"resolution\"}", REPLY_INVALID_PARAMS,
     "group must be \"res\" or null", NULL},
    {METHOD_SHOW, "{}", REPLY_INVALID_PARAMS, "id must be given", NULL},
    {METHOD_SHOW, NULL, REPLY_INVALID_PARAMS, "id must be given", NULL},
    {METHOD_SHOW, "{\"id\":59}", REPLY_INVALID_PARAMS, "id must be a string",
     NULL},
};

static void
bad_parameters_are_named(void **state)
{
    for (size_t i = 0; i < sizeof bad_params / sizeof *bad_params; i++) {
        const struct bad_params *bad = &bad_params[i];
        struct parsed parsed = parse(*state, bad->method, bad->params);
        const char *near = NULL;

        if (parsed.good)
            fail_msg("%s was taken", bad->params);
        assert_int_equal(parsed.error.code, bad->code);
        if (strncmp(parsed.error.message, bad->message, strlen(bad->message)) !=
            0)
            fail_msg("%s: %s", bad->params, parsed.error.message);
        for (size_t k = 0; k < parsed.error.data_count; k++)
            if (strcmp(parsed.error.data[k].key, "did_you_mean") == 0)
                near = parsed.error.data[k].text;
        assert_int_equal(near == NULL, bad->near == NULL);
        if (near != NULL)
            assert_string_equal(near, bad->near);
    }
}

#define WITH_ARENA(test)                                                       \
    cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(what_is_not_said_has_its_default),
        WITH_ARENA(every_parameter_is_read),
        WITH_ARENA(numbers_at_their_ends),
        WITH_ARENA(bad_parameters_are_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
