/*
 * What is a request, and what its pre-scan gives. What is JSON at all is in
 * test_prescan_value.c.
 */
#include "lib/wire/prescan.h"

#include "lib/base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define REQUEST(id) "{\"jsonrpc\":\"2.0\",\"id\":" id ",\"method\":\"ping\"}"
#define PARAMS(params)                                                         \
    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"search\",\"params\":" params "}"
#define TEN   "1234567890"
#define SIXTY TEN TEN TEN TEN TEN TEN

/* The line in memory of exactly its size, so that an overrun is seen. */
static bool
scan(struct prescan *out, const char *line, size_t len,
     struct reply_error *error)
{
    static char id[100];
    char *exact = malloc(len == 0 ? 1 : len);
    bool good;

    memcpy(exact, line, len);
    memset(out, 0xff, sizeof *out);
    good = prescan_line(out, exact, len, NULL, error);
    if (out->id != NULL) {
        assert_true(out->id >= exact && out->id + out->id_len <= exact + len);
        assert_true(out->id_len < sizeof id);
        memcpy(id, out->id, out->id_len);
        out->id = id; /* the line is gone after this */
    }
    free(exact);
    return good;
}

static long
datum_number(const struct reply_error *error, const char *key)
{
    for (size_t i = 0; i < error->data_count; i++)
        if (strcmp(error->data[i].key, key) == 0 && !error->data[i].is_text)
            return error->data[i].number;
    return -1;
}

static const char *
datum_text(const struct reply_error *error, const char *key)
{
    for (size_t i = 0; i < error->data_count; i++)
        if (strcmp(error->data[i].key, key) == 0 && error->data[i].is_text)
            return error->data[i].text;
    return "";
}

static const struct good_line {
    const char *line;
    const char *id; /* NULL: none */
    const char *method;
    long deadline_ms;
} good_lines[] = {
    {REQUEST("1"), "1", "ping", -1},
    {" \t\r" REQUEST("1") " \r", "1", "ping", -1},
    {REQUEST("0"), "0", "ping", -1},
    {REQUEST("-0"), "-0", "ping", -1},
    {REQUEST("9007199254740991"), "9007199254740991", "ping", -1},
    {REQUEST("-9007199254740991"), "-9007199254740991", "ping", -1},
    {REQUEST("\"a\""), "\"a\"", "ping", -1},
    {REQUEST("\"\\u0041\\n\\\"\\ud83d\\ude00\""),
     "\"\\u0041\\n\\\"\\ud83d\\ude00\"", "ping", -1},
    {REQUEST("\"\xe2\x80\x91\xef\xbf\xbe\""), "\"\xe2\x80\x91\xef\xbf\xbe\"",
     "ping", -1},
    {REQUEST("\"" SIXTY "abcd\""), "\"" SIXTY "abcd\"", "ping", -1},
    {"{\"jsonrpc\":\"2.0\",\"method\":\"cancel\"}", NULL, "cancel", -1},
    {"{\"params\":{},\"method\":\"x\",\"id\":1,\"jsonrpc\":\"2.0\"}", "1", "x",
     -1},
    {"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\"}", "1", "", -1},
    {PARAMS("{\"deadline_ms\":300}"), "1", "search", 300},
    {PARAMS("{\"deadline_ms\":0}"), "1", "search", 0},
    {PARAMS("{\"deadline_ms\":999999999}"), "1", "search", 999999999},
    {PARAMS("{\"deadline_ms\":9999999999}"), "1", "search", -1},
    {PARAMS("{\"deadline_ms\":300.5}"), "1", "search", -1},
    {PARAMS("{\"deadline_ms\":3e2}"), "1", "search", 300},
    {PARAMS("{\"deadline_ms\":300.0 }"), "1", "search", 300},
    {PARAMS("{\"deadline_ms\":-300}"), "1", "search", -1},
    {PARAMS("{\"deadline_ms\":1e999}"), "1", "search", -1},
    {PARAMS("{\"deadline_ms\":true}"), "1", "search", -1},
    {PARAMS("{\"deadline_ms\":\"300\"}"), "1", "search", -1},
    {PARAMS("{\"deadline_ms\":null}"), "1", "search", -1},
    {PARAMS("{\"deadline_ms\":[300]}"), "1", "search", -1},
    {PARAMS("{\"filter\":{\"deadline_ms\":300}}"), "1", "search", -1},
    {PARAMS("{\"deadline_ms\":300,\"a\":{\"deadline_ms\":5},\"b\":[{"
            "\"deadline_ms\":6}]}"),
     "1", "search", 300},
    {PARAMS("{\"a\":{\"deadline_ms\":5},\"deadline_ms\":300}"), "1", "search",
     300},
    {PARAMS("{\"a\":[1,-0,0.5,1e5,1E+5,1.25e-7,true,false,null,\"\",[],{}]}"),
     "1", "search", -1},
    {PARAMS("{\"a\":1e999}"), "1", "search", -1}, /* judged by who reads it */
    {PARAMS("{\"a\":" TEN TEN TEN TEN "}"), "1", "search", -1},
    {PARAMS("{\"a\":{\"q\":1},\"b\":{\"q\":1},\"q\":[{\"q\":1},{\"q\":2}]}"),
     "1", "search", -1},
    {PARAMS("{\"q\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\uD7FF\\uE000\\uFFFF\"}"), "1",
     "search", -1},
};

static void
requests_pass(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof good_lines / sizeof *good_lines; i++) {
        const struct good_line *good = &good_lines[i];
        struct reply_error error = {.message = ""};
        struct prescan out;

        if (!scan(&out, good->line, strlen(good->line), &error))
            fail_msg("%s: %s", good->line, error.message);
        assert_string_equal(out.method, good->method);
        assert_int_equal(out.deadline_ms, good->deadline_ms);
        assert_int_equal(out.has_id, good->id != NULL);
        if (good->id == NULL) {
            assert_null(out.id);
            continue;
        }
        assert_int_equal(out.id_len, strlen(good->id));
        assert_memory_equal(out.id, good->id, out.id_len);
    }
}

/* {"jsonrpc":"2.0","id":1,"method":"search","params":{"a": and the text
 * `repeat` times, then its opposite. */
static bool
scan_repeated(const char *first, const char *repeat, size_t times,
              const char *last, const char *close, struct reply_error *error)
{
    struct buf line = {0};
    struct prescan out;
    bool good;

    buf_put_text(&line, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"search\","
                        "\"params\":{\"a\":");
    buf_put_text(&line, first);
    for (size_t i = 0; i < times; i++)
        buf_put_text(&line, repeat);
    buf_put_text(&line, last);
    for (size_t i = 0; *close != '\0' && i < times; i++)
        buf_put_text(&line, close);
    buf_put_text(&line, "}}");
    good = scan(&out, line.data, line.len, error);
    buf_deinit(&line);
    return good;
}

static void
depth_ends_at_16(void **state)
{
    static const size_t deep[] = {15, 999, 1000, 30000};
    struct reply_error error;

    (void)state;
    /* the request and its params are the first two */
    assert_true(scan_repeated("", "[", 14, "", "]", &error));
    assert_true(scan_repeated("", "{\"a\":", 13, "{}", "}", &error));
    for (size_t i = 0; i < sizeof deep / sizeof *deep; i++) {
        assert_false(scan_repeated("", "[", deep[i], "", "]", &error));
        assert_int_equal(error.code, REPLY_INVALID_REQUEST);
        assert_string_equal(error.message, "a request may nest 16 deep");
        assert_int_equal(datum_number(&error, "limit"), 16);
        assert_false(scan_repeated("", "{\"a\":", deep[i], "1", "}", &error));
        assert_int_equal(error.code, REPLY_INVALID_REQUEST);
    }
}

static void
tokens_end_at_1000(void **state)
{
    struct reply_error error;

    (void)state;
    /* {, 4 keys, 3 scalars, {, "a", [ and the last number: 12 tokens */
    assert_true(scan_repeated("[", "1,", 988, "1]", "", &error));
    assert_false(scan_repeated("[", "1,", 989, "1]", "", &error));
    assert_int_equal(error.code, REPLY_INVALID_REQUEST);
    assert_string_equal(error.message, "a request may have 1000 JSON tokens");
    assert_int_equal(datum_number(&error, "limit"), 1000);
    assert_false(scan_repeated("[", "{},", 30000, "1]", "", &error));
    assert_int_equal(error.code, REPLY_INVALID_REQUEST);
}

static const struct no_request {
    const char *line;
    const char *message;
    const char *id; /* that the refusal carries, or NULL */
} no_requests[] = {
    {"1", "a request is a JSON object", NULL},
    {"null", "a request is a JSON object", NULL},
    {"\"ping\"", "a request is a JSON object", NULL},
    {"[]", "batches are not supported", NULL},
    {"[" REQUEST("1") "]", "batches are not supported", NULL},
    {"{}", "jsonrpc must be \"2.0\"", NULL},
    {"{\"id\":1,\"method\":\"ping\"}", "jsonrpc must be \"2.0\"", "1"},
    {"{\"jsonrpc\":2.0,\"id\":1,\"method\":\"ping\"}",
     "jsonrpc must be \"2.0\"", "1"},
    {"{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}",
     "jsonrpc must be \"2.0\"", "1"},
    {"{\"jsonrpc\":\"2.0\",\"id\":1}", "method must be a string", "1"},
    {"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":5}", "method must be a string",
     "1"},
    {"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":null}",
     "method must be a string", "1"},
    {PARAMS("[]"), "params must be an object", "1"},
    {PARAMS("null"), "params must be an object", "1"},
    {PARAMS("\"q\""), "params must be an object", "1"},
};

static const char *const bad_ids[] = {
    REQUEST("null"),
    REQUEST("true"),
    REQUEST("[1]"),
    REQUEST("{}"),
    REQUEST("\"\""),
    REQUEST("\"" SIXTY "abcde\""),
    REQUEST("9007199254740992"),
    REQUEST("-9007199254740992"),
    REQUEST("99999999999999999999999999999999999999"),
    REQUEST("1.0"),
    REQUEST("0.5"),
    REQUEST("1e3"),
    REQUEST("1e999"),
};

static void
json_that_is_no_request_is_refused(void **state)
{
    struct reply_error error;
    struct prescan out;

    (void)state;
    for (size_t i = 0; i < sizeof no_requests / sizeof *no_requests; i++) {
        const struct no_request *none = &no_requests[i];

        assert_false(scan(&out, none->line, strlen(none->line), &error));
        assert_int_equal(error.code, REPLY_INVALID_REQUEST);
        assert_string_equal(error.message, none->message);
        if (none->id == NULL)
            assert_null(out.id);
        else
            assert_memory_equal(out.id, none->id, strlen(none->id));
    }
    for (size_t i = 0; i < sizeof bad_ids / sizeof *bad_ids; i++) {
        assert_false(scan(&out, bad_ids[i], strlen(bad_ids[i]), &error));
        assert_int_equal(error.code, REPLY_INVALID_REQUEST);
        assert_string_equal(error.message,
                            "id must be a string of 1 to 64 bytes or a whole "
                            "number within 2^53");
        assert_null(out.id); /* what cannot be used is not given back */
        assert_true(out.has_id);
    }
}

static void
strangers_beside_the_members_are_refused(void **state)
{
    static const char *const lines[][2] = {
        {"{\"jsonrpc\":\"2.0\",\"ID\":1,\"method\":\"ping\"}", "id"},
        {"{\"jsonrpc\":\"2.0\",\"id\":1,\"metod\":\"ping\"}", "method"},
        {"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"x\":1}", ""},
        {"{\"jsonrpc\":\"2.0\",\"\\u0069d\":1,\"method\":\"ping\"}", ""},
        {"{\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"" SIXTY "\":1}", ""},
    };
    struct reply_error error;
    struct prescan out;

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        assert_false(scan(&out, lines[i][0], strlen(lines[i][0]), &error));
        assert_int_equal(error.code, REPLY_INVALID_REQUEST);
        assert_memory_equal(error.message, "unknown member", 14);
        assert_string_equal(datum_text(&error, "did_you_mean"), lines[i][1]);
    }
}

static void
long_methods_are_cut_at_a_character(void **state)
{
    static const char *const lines[][2] = {
        {TEN TEN TEN "ab", TEN TEN TEN "ab"},
        {TEN TEN TEN "abc", TEN TEN TEN "ab"},
        {TEN TEN TEN "a\xc3\xa9", TEN TEN TEN "a"},
        {TEN TEN TEN "\xf0\x9f\x98\x80z", TEN TEN TEN},
    };
    struct reply_error error;
    struct prescan out;

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct buf line = {0};

        buf_printf(&line, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\"}",
                   lines[i][0]);
        assert_true(scan(&out, line.data, line.len, &error));
        assert_string_equal(out.method, lines[i][1]);
        buf_deinit(&line);
    }
}

static const char *
param(const struct prescan *scan, enum prescan_param which, char text[40])
{
    const struct span *span = &scan->params[which];

    if (span->at == NULL)
        return NULL;
    assert_true(span->len < 40);
    memcpy(text, span->at, span->len);
    text[span->len] = '\0';
    return text;
}

/* Only those of params itself, each with all of its bytes. */
static void
params_are_given_as_they_stand(void **state)
{
    static const char line[] = PARAMS(
        "{\"x\":{\"token\":1,\"y\":[{\"ordered\":2}]},\"protocol\":[1, "
        "[0]],\"q\":[\"client\",\"id\"],\"id\":\"a\\\"b\",\"supersedes\":7 "
        "}");
    struct reply_error error;
    struct prescan out;
    char text[40];

    (void)state;
    assert_true(prescan_line(&out, line, sizeof line - 1, NULL, &error));
    assert_string_equal(param(&out, PRESCAN_PROTOCOL, text), "[1, [0]]");
    assert_string_equal(param(&out, PRESCAN_CANCEL_ID, text), "\"a\\\"b\"");
    assert_string_equal(param(&out, PRESCAN_SUPERSEDES, text), "7");
    assert_null(param(&out, PRESCAN_TOKEN, text));
    assert_null(param(&out, PRESCAN_ORDERED, text));
    assert_null(param(&out, PRESCAN_CLIENT, text));
    assert_null(param(&out, PRESCAN_DEADLINE_MS, text));
}

static void
lowered_limits_hold(void **state)
{
    struct limits limits;
    struct reply_error error;
    struct prescan out;
    static const char flat[] = PARAMS("{}"), deep[] = PARAMS("{\"a\":[]}");

    (void)state;
    limits_init(&limits);
    limits.values[LIMIT_JSON_DEPTH] = 2;
    assert_true(prescan_line(&out, flat, sizeof flat - 1, &limits, &error));
    assert_false(prescan_line(&out, deep, sizeof deep - 1, &limits, &error));
    assert_string_equal(error.message, "a request may nest 2 deep");
    limits_init(&limits);
    limits.values[LIMIT_JSON_TOKENS] = 9;
    assert_true(prescan_line(&out, flat, sizeof flat - 1, &limits, &error));
    assert_false(prescan_line(&out, deep, sizeof deep - 1, &limits, &error));
    assert_string_equal(error.message, "a request may have 9 JSON tokens");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(requests_pass),
        cmocka_unit_test(depth_ends_at_16),
        cmocka_unit_test(tokens_end_at_1000),
        cmocka_unit_test(json_that_is_no_request_is_refused),
        cmocka_unit_test(strangers_beside_the_members_are_refused),
        cmocka_unit_test(long_methods_are_cut_at_a_character),
        cmocka_unit_test(params_are_given_as_they_stand),
        cmocka_unit_test(lowered_limits_hold),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
