#include "lib/wire/reply_read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static enum status
split(struct reply_line *out, const char *line)
{
    struct error err;
    /* on the heap without a NUL, so that reading on is seen */
    size_t len = strlen(line);
    char *copy = malloc(len + 1);
    enum status status;

    assert_non_null(copy);
    memcpy(copy, line, len);
    copy = realloc(copy, len > 0 ? len : 1);
    assert_non_null(copy);
    status = reply_split(out, copy, len, &err);
    if (status != STATUS_OK)
        assert_true(strlen(err.text) > 0);
    else { /* the same places in the text of the caller */
        struct reply_span *spans[] = {&out->id, &out->result, &out->error};

        for (size_t i = 0; i < 3; i++)
            if (spans[i]->at != NULL)
                spans[i]->at = line + (spans[i]->at - copy);
    }
    free(copy);
    return status;
}

static void
assert_span(const struct reply_span *span, const char *text)
{
    assert_non_null(span->at);
    assert_int_equal(span->len, strlen(text));
    assert_memory_equal(span->at, text, span->len);
}

static void
test_bytes_stay_as_they_are(void **state)
{
    struct reply_line line;

    (void)state;
    assert_int_equal(split(&line, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\": "
                                  "{\"a\":[1, 2.50 ,\"\\u00e9{]\"]} }"),
                     STATUS_OK);
    assert_span(&line.id, "1");
    assert_span(&line.result, "{\"a\":[1, 2.50 ,\"\\u00e9{]\"]}");
    assert_null(line.error.at);
    assert_int_equal(split(&line,
                           " {\"id\" : \"x\",\"error\":{},\"new\":{\"id\":"
                           "2,\"result\":3}}\r"),
                     STATUS_OK);
    assert_span(&line.id, "\"x\"");
    assert_span(&line.error, "{}");
    assert_null(line.result.at);
}

static void
test_what_is_no_reply(void **state)
{
    static const char *const lines[] = {
        "",
        "   ",
        "x",
        "1",
        "\"text\"",
        "null",
        "[]",
        "[\"id\",1,\"result\",{}]",
        "{}",
        "{\"id\":1}",
        "{\"result\":{}}",
        "{\"id\":1,\"result\":1}",
        "{\"id\":1,\"result\":null}",
        "{\"id\":1,\"error\":\"x\"}",
        "{\"id\":1,\"result\":{},\"error\":{}}",
        "{\"id\":1,\"result\":{},\"error\":null}",
        "{\"id\":1,\"result\":{},\"result\":{}}",
        "{\"id\":1,\"id\":2,\"result\":{}}",
    };

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct reply_line line = {.id = {.len = 77}};

        assert_int_equal(split(&line, lines[i]), STATUS_BAD_REQUEST);
        assert_int_equal(line.id.len, 77); /* untouched */
    }
}

static void
test_what_is_no_json(void **state)
{
    static const char *const lines[] = {
        "{\"id\":1,\"result\":{}",
        "{\"id\":1,\"result\":{]}",
        "{\"id\":1,\"result\":{}]",
        "{\"id\":1,\"result\":{}}}",
        "{\"id\":1,\"result\":{}} {}",
        "{\"id\":1,\"result\":{},}",
        "{\"id\":1 \"result\":{}}",
        "{\"id\" 1,\"result\":{}}",
        "{id:1,\"result\":{}}",
        "{\"id\":1,\"result\":{\"a\":[1,]}}",
        "{\"id\":1,\"result\":{\"a\":[,1]}}",
        "{\"id\":1,\"result\":{\"a\":01}}",
        "{\"id\":1,\"result\":{\"a\":tru}}",
        "{\"id\":1,\"result\":{\"a\":\"\x01\"}}",
        "{\"id\":1,\"result\":{\"a\":\"\xff\"}}",
        "{\"id\":1,\"result\":{\"a\":\"\\u0000\"}}",
        "{\"id\":1,\"result\":{\"a\":\"\\ud800\"}}",
        "{\"id\":1,\"result\":{\"a\":\"",
        "{\"id\":1,\"result\":{\"a\":\"\\",
        "{\"id\"",
        "{",
    };

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct reply_line line;

        assert_int_equal(split(&line, lines[i]), STATUS_BAD_REQUEST);
    }
}

/* Depth: as deep as allowed is fine, one deeper is not, and a million deep
 * costs nothing. */
static void
test_depth(void **state)
{
    enum { MANY = 1000000 };
    struct reply_line line;
    char text[256] = "{\"id\":1,\"result\":{\"a\":";
    char *deep = malloc(MANY + 1);
    size_t inner = REPLY_DEPTH_MAX - 2;

    (void)state;
    memset(text + strlen(text), '[', inner);
    memset(text + strlen(text), ']', inner);
    strcat(text, "}}");
    assert_int_equal(split(&line, text), STATUS_OK);
    memset(text, 0, sizeof text);
    strcpy(text, "{\"id\":1,\"result\":{\"a\":");
    memset(text + strlen(text), '[', inner + 1);
    memset(text + strlen(text), ']', inner + 1);
    strcat(text, "}}");
    assert_int_equal(split(&line, text), STATUS_BAD_REQUEST);
    assert_non_null(deep);
    memset(deep, '[', MANY);
    deep[MANY] = '\0';
    assert_int_equal(split(&line, deep), STATUS_BAD_REQUEST);
    free(deep);
}

/* Every beginning of a good line is refused. */
static void
test_cut_anywhere(void **state)
{
    static const char good[] = "{\"id\":1,\"result\":{\"a\":[true,null,-1.5e3,"
                               "\"\\ud83d\\ude00 \xc3\xa9\"]}}";
    struct reply_line line;
    char text[sizeof good];

    (void)state;
    for (size_t len = 0; len + 1 < sizeof good; len++) {
        memcpy(text, good, len);
        text[len] = '\0';
        assert_int_equal(split(&line, text), STATUS_BAD_REQUEST);
    }
    assert_int_equal(split(&line, good), STATUS_OK);
}

static void
test_fault(void **state)
{
    static const char json[] =
        "{\"code\":1002,\"message\":\"unknown field\",\"data\":{\"code\":"
        "\"unknown_field\",\"at\":3,\"len\":2.5,\"far\":1e300,\"low\":-4,"
        "\"hint\":\"quote it\"}}";
    struct arena *arena = arena_new();
    struct reply_fault fault;
    struct error err;

    (void)state;
    assert_int_equal(reply_fault_parse(&fault, json, strlen(json), arena, &err),
                     STATUS_OK);
    assert_int_equal(fault.number, 1002);
    assert_string_equal(fault.code, "unknown_field");
    assert_string_equal(fault.message, "unknown field");
    assert_string_equal(reply_fault_text(&fault, "hint"), "quote it");
    assert_null(reply_fault_text(&fault, "at"));
    assert_null(reply_fault_text(&fault, "none"));
    assert_int_equal(reply_fault_number(&fault, "at"), 3);
    assert_int_equal(reply_fault_number(&fault, "far"), -1);
    assert_int_equal(reply_fault_number(&fault, "low"), -1);
    assert_int_equal(reply_fault_number(&fault, "hint"), -1);
    arena_free(arena);
}

static void
test_fault_of_a_stranger(void **state)
{
    static const struct {
        const char *json;
        enum status status;
    } faults[] = {
        {"{\"code\":-32000,\"message\":\"m\"}", STATUS_OK},
        {"{\"code\":-32000,\"message\":\"m\",\"data\":null}", STATUS_OK},
        {"{\"code\":1e999,\"message\":\"m\",\"data\":{}}", STATUS_OK},
        {"{\"code\":\"x\",\"message\":\"m\",\"data\":{\"code\":7}}", STATUS_OK},
        {"{\"code\":1,\"message\":7}", STATUS_BAD_REQUEST},
        {"{\"code\":1}", STATUS_BAD_REQUEST},
        {"{\"code\":1,\"message\":\"m\",\"data\":[]}", STATUS_BAD_REQUEST},
        {"{}", STATUS_BAD_REQUEST},
        {"", STATUS_BAD_REQUEST},
    };

    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct arena *arena = arena_new();
        struct reply_fault fault = {.number = 77};
        struct error err;

        assert_int_equal(reply_fault_parse(&fault, faults[i].json,
                                           strlen(faults[i].json), arena, &err),
                         faults[i].status);
        if (faults[i].status == STATUS_OK)
            assert_string_equal(fault.code, "");
        else
            assert_int_equal(fault.number, 77);
        arena_free(arena);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bytes_stay_as_they_are),
        cmocka_unit_test(test_what_is_no_reply),
        cmocka_unit_test(test_what_is_no_json),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_cut_anywhere),
        cmocka_unit_test(test_fault),
        cmocka_unit_test(test_fault_of_a_stranger),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
