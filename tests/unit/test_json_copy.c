#include "lib/wire/json_copy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct json *
parse(const char *text)
{
    struct json *tree;
    struct error err;

    assert_int_equal(json_parse(&tree, text, strlen(text), &err), STATUS_OK);
    return tree;
}

static void
assert_copied(const char *text, const char *expected)
{
    struct json *tree = parse(text);
    struct buf out = {0};

    json_copy(&out, tree, NULL);
    assert_string_equal(buf_text(&out), expected);
    buf_deinit(&out);
    json_freep(&tree);
}

static void
assert_cell(const char *text, const char *expected)
{
    struct json *tree = parse(text);
    struct buf out = {0};

    json_copy_text(&out, tree);
    assert_string_equal(buf_text(&out), expected);
    buf_deinit(&out);
    json_freep(&tree);
}

static void
a_copy_is_the_same_value(void **state)
{
    static const char *const values[] = {
        "null",
        "true",
        "false",
        "0",
        "-1.5",
        "2.8988",
        "0.1",
        "9007199254740991",
        "\"\"",
        "\"a \\\"b\\\" \\\\ \\n\\u0001\\u009b\"",
        "[]",
        "{}",
        "[1,[2,{\"a\":null}],\"x\"]",
        "{\"a\":{\"b\":[{}]},\"\":1}",
    };

    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        assert_copied(values[i], values[i]);
    assert_copied(" { \"a\" : [ 1 , 2 ] } ", "{\"a\":[1,2]}");
    assert_copied("0.30000000000000004", "0.30000000000000004");
    assert_copied("1e400", "null");
}

/* Whatever has a member "x" is replaced. */
static bool
replace(void *context, struct buf *out, const struct json *item)
{
    if (!json_has(item, "x"))
        return false;
    ++*(int *)context;
    buf_put_text(out, "\"here\"");
    return true;
}

static void
a_value_may_be_replaced(void **state)
{
    struct json *tree = parse("{\"a\":[{\"x\":{\"x\":1}},2,{\"y\":1}],"
                              "\"b\":{\"x\":null}}");
    struct buf out = {0};
    int count = 0;
    const struct json_copier copier = {replace, &count};

    (void)state;
    json_copy(&out, tree, &copier);
    assert_string_equal(buf_text(&out),
                        "{\"a\":[\"here\",2,{\"y\":1}],\"b\":\"here\"}");
    assert_int_equal(count, 2);
    buf_clear(&out);
    json_copy(&out, NULL, &copier);
    assert_string_equal(buf_text(&out), "null");
    buf_deinit(&out);
    json_freep(&tree);
}

static void
a_cell_is_a_text(void **state)
{
    (void)state;
    assert_cell("null", "");
    assert_cell("true", "true");
    assert_cell("1.5", "1.5");
    assert_cell("\"a \\\"b\\\"\"", "a \"b\"");
    assert_cell("[]", "");
    assert_cell("[\"a\",\"b\",3]", "a, b, 3");
    assert_cell("[{\"t\":\"a \"},{\"t\":\"b\",\"m\":true},{\"t\":\".\"}]",
                "a b.");
    assert_cell("[{\"id\":\"pp-1\",\"text\":\"x\"},{\"id\":\"pp-2\"}]",
                "pp-1, pp-2");
    assert_cell("[{\"a\":1},[1,2]]", "{\"a\":1}, 1, 2");
    assert_cell("{\"file\":\"a\",\"line\":1}", "{\"file\":\"a\",\"line\":1}");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_copy_is_the_same_value),
        cmocka_unit_test(a_value_may_be_replaced),
        cmocka_unit_test(a_cell_is_a_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
