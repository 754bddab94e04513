/*
 * Rows are found where the tables say, and columns by their names.
 */
#include "client/pick.h"
#include "lib/wire/json_copy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct row_table *const tables[] = {&rows_hits, &rows_parts,
                                                 &rows_held, &rows_counts};

enum { TABLES = sizeof tables / sizeof *tables };

static void
assert_refused(const char *names, const char *says)
{
    struct pick pick = {.count = 99};
    struct error err;

    assert_int_equal(pick_named(&pick, &rows_hits, names, "--json", &err),
                     STATUS_BAD_REQUEST);
    assert_non_null(strstr(err.text, says));
    assert_int_equal(pick.count, 99);
}

static void
columns_are_called_by_name(void **state)
{
    struct pick pick;
    struct error err;

    (void)state;
    assert_int_equal(
        pick_named(&pick, &rows_hits, "text,id,cite", "--json", &err),
        STATUS_OK);
    assert_int_equal(pick.count, 3);
    assert_string_equal(pick.columns[0]->name, "text");
    assert_string_equal(pick.columns[2]->name, "cite");
    assert_refused("citation", "unknown field \"citation\" in --json. Did you "
                               "mean \"cite\"?\n  fields: id cite ");
    assert_refused("id,titel", "mean \"title\"?");
    assert_refused("id,zzzz", "unknown field \"zzzz\" in --json.\n");
    assert_refused("", "unknown field \"\"");
    assert_refused("id,", "unknown field \"\"");
    assert_refused("id,cite,id", "\"id\" stands twice in --json");
}

static void
every_column_has_a_name_of_its_own(void **state)
{
    struct pick pick;
    struct error err;

    (void)state;
    for (size_t i = 0; i < TABLES; i++) {
        for (size_t j = 0; j < tables[i]->column_count; j++) {
            const struct column *column = &tables[i]->columns[j];

            assert_int_equal(
                pick_named(&pick, tables[i], column->name, "--json", &err),
                STATUS_OK);
            assert_ptr_equal(pick.columns[0], column);
        }
        pick_shown(&pick, tables[i], IN_TABLE);
        assert_in_range(pick.count, 3, PICK_MAX);
        pick_shown(&pick, tables[i], IN_MD);
        assert_in_range(pick.count, 2, 6);
    }
    assert_true(rows_have_ids(&rows_hits));
    assert_false(rows_have_ids(&rows_counts));
    assert_false(rows_have_ids(NULL));
}

/* The column of each row, parted by '|'. */
static void
assert_column(const struct row_table *table, const char *result,
              const char *name, const char *expected)
{
    struct arena *arena = arena_new();
    struct buf out = {0};
    struct json *tree;
    struct rows rows;
    struct pick pick;
    struct error err;

    assert_int_equal(json_parse(&tree, result, strlen(result), &err),
                     STATUS_OK);
    assert_int_equal(pick_named(&pick, table, name, "--json", &err), STATUS_OK);
    rows_find(&rows, table, tree, arena);
    for (size_t i = 0; i < rows.count; i++) {
        struct row_value value =
            rows_value(&rows, &rows.list[i], pick.columns[0], arena);

        if (value.text != NULL)
            buf_put_text(&out, value.text);
        else
            json_copy_text(&out, value.json);
        buf_put_byte(&out, rows.list[i].list->apart ? '!' : '|');
    }
    assert_string_equal(buf_text(&out), expected);
    buf_deinit(&out);
    json_freep(&tree);
    arena_free(arena);
}

static void
hits_are_rows(void **state)
{
    static const char result[] =
        "{\"hits\":[{\"id\":\"a\",\"segments\":[{\"t\":\"one \"},{\"t\":"
        "\"two\",\"m\":true}],\"source\":{\"file\":\"f\",\"line\":3}},"
        "{\"id\":\"b\",\"source\":{\"page\":4}}],\"near\":[{\"id\":\"c\","
        "\"source\":{\"paragraph\":5},\"missing\":[\"x\",\"y\"]}]}";

    (void)state;
    assert_column(&rows_hits, result, "id", "a|b|c!");
    assert_column(&rows_hits, result, "text", "one two||!");
    assert_column(&rows_hits, result, "line", "3||!");
    assert_column(&rows_hits, result, "page", "|4|!");
    assert_column(&rows_hits, result, "paragraph", "||5!");
    assert_column(&rows_hits, result, "missing", "||x, y!");
    assert_column(&rows_hits, "{}", "id", "");
    assert_column(&rows_hits, "[]", "id", "");
    assert_column(&rows_hits, "{\"hits\":3}", "id", "");
    assert_column(&rows_hits, "{\"hits\":[1,null]}", "line", "||");
}

static void
parts_know_their_section(void **state)
{
    static const char result[] =
        "{\"id\":\"demo-901@2026\",\"sections\":[{\"slug\":\"s\",\"kind\":"
        "\"operative\",\"clauses\":[{\"id\":\"a\",\"cites\":[{\"id\":\"pp-1\"}"
        "]},{\"id\":\"b\"}]},{\"slug\":\"t\",\"clauses\":[{\"id\":\"c\"}]}],"
        "\"footnotes\":[{\"id\":\"d\"}]}";

    (void)state;
    assert_column(&rows_parts, result, "id", "a|b|c|d|");
    assert_column(&rows_parts, result, "section", "s|s|t||");
    assert_column(&rows_parts, result, "kind",
                  "operative|operative||footnote|");
    assert_column(&rows_parts, result, "cites", "pp-1||||");
    assert_column(&rows_parts, result, "resolution",
                  "demo-901@2026|demo-901@2026|demo-901@2026|demo-901@2026|");
}

static void
counts_are_rows(void **state)
{
    static const char result[] =
        "{\"facets\":{\"kind\":{\"operative\":4,\"annex\":1},\"to\":{}}}";

    (void)state;
    assert_column(&rows_counts, result, "field", "kind|kind|");
    assert_column(&rows_counts, result, "value", "operative|annex|");
    assert_column(&rows_counts, result, "count", "4|1|");
    assert_column(&rows_held,
                  "{\"held\":[{\"id\":\"a\"}],\"known_not_held\":[{}]}", "held",
                  "yes|no|");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_called_by_name),
        cmocka_unit_test(every_column_has_a_name_of_its_own),
        cmocka_unit_test(hits_are_rows),
        cmocka_unit_test(parts_know_their_section),
        cmocka_unit_test(counts_are_rows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
