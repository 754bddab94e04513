/*
 * The catalogue: the tables as they are shipped, rows that cannot be used,
 * and an index that has no such table.
 */
#include "lib/base/cleanup.h"
#include "lib/model/catalogue.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct tables
table_of(const char *name, const char *text)
{
    return (struct tables){.list = {{name, text, strlen(text)}}, .count = 1};
}

static void
test_shipped(void **state)
{
    CLEANUP(catalogue_freep) struct catalogue *catalogue = NULL;
    const struct catalogue_entry *list, *entry;
    size_t count;

    (void)state;
    assert_int_equal(catalogue_new(&catalogue, tables_builtin(), NULL),
                     STATUS_OK);
    list = catalogue_entries(catalogue, &count);
    assert_int_equal(count, 44 + 63);
    for (size_t i = 0; i < count; i++) {
        assert_ptr_equal(
            catalogue_find(catalogue, list[i].body, list[i].number), &list[i]);
        assert_true(*list[i].source != '\0');
        /* No document that is held says so; sources may, in `status`. */
        assert_string_equal(list[i].standing, "unknown");
    }
    entry = catalogue_find(catalogue, "wtsa", 59);
    assert_int_equal(entry->edition_count, 2);
    assert_string_equal(entry->editions[0].place, "Johannesburg");
    assert_int_equal(catalogue_latest(entry)->year, 2012);
    assert_string_equal(entry->standing, "unknown");
    entry = catalogue_find(catalogue, "wtsa", 17);
    assert_non_null(strstr(entry->status, "inferred"));
    entry = catalogue_find(catalogue, "wtsa", 47);
    assert_null(catalogue_latest(entry));
    assert_string_equal(entry->title, "");
    entry = catalogue_find(catalogue, "itu-r", 5);
    assert_int_equal(entry->edition_count, 0);
    assert_true(strncmp(entry->editions_text, "ITU-R R.5-2, R.5-3", 18) == 0);
    assert_null(catalogue_find(catalogue, "wtsa", 3));
    assert_null(catalogue_find(catalogue, "demo", 59));
}

static void
test_no_tables(void **state)
{
    CLEANUP(catalogue_freep) struct catalogue *catalogue = NULL;
    const struct tables none = {.count = 0};
    size_t count;

    (void)state;
    assert_int_equal(catalogue_new(&catalogue, &none, NULL), STATUS_OK);
    catalogue_entries(catalogue, &count);
    assert_int_equal(count, 0);
    assert_null(catalogue_find(catalogue, "wtsa", 59));
}

static void
test_bad_rows(void **state)
{
    static const struct {
        const char *table, *row, *says;
    } rows[] = {
        {"catalogue", "x\tT\t\t\t\ts", "line 2: the number is no number"},
        {"catalogue", "0\tT\t\t\t\ts", "no number"},
        {"catalogue", "99999999999\tT\t\t\t\ts", "no number"},
        {"catalogue", "901\tT\tSampletown\t\t\ts", "Place Year"},
        {"catalogue", "901\tT\t2022\t\t\ts", "Place Year"},
        {"catalogue", "901\tT\tA 2026; B 2022\t\t\ts", "oldest first"},
        {"catalogue", "901\tT\tA 20226\t\t\ts", "Place Year"},
        {"catalogue", "901\tT\tA 2022\t\t\t", "needs a source"},
        {"catalogue", "901\tT\t\t\t\ts\t\tperhaps", "in force, suppressed"},
        {"catalogue", "901\tT\t\t\t\ts\n901\tT\t\t\t\ts",
         "lines 2 and 3 are of one resolution"},
        {"catalogue_itu_r", "ITU-T R.1\tT\tu\ts", "identifier"},
        {"catalogue_itu_r", "ITU-R R.1-2x\tT\tu\ts", "identifier"},
        {"catalogue_itu_r", "ITU-R R.901\tT\tu", "needs a source"},
        {"catalogue_itu_r",
         "ITU-R R.901\tT\tu\ts\nITU-R R.902\tT\tu\ts\nITU-R R.901\tT\tu\ts",
         "one resolution"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        CLEANUP(catalogue_freep) struct catalogue *catalogue = NULL;
        CLEANUP(arena_freep) struct arena *arena = arena_new();
        const struct tables tables = table_of(
            rows[i].table, arena_printf(arena, "head\n%s\n", rows[i].row));
        struct error err;

        assert_int_equal(catalogue_new(&catalogue, &tables, &err),
                         STATUS_BAD_DOCUMENT);
        if (strstr(err.text, rows[i].says) == NULL)
            fail_msg("%s: %s", rows[i].row, err.text);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shipped),
        cmocka_unit_test(test_no_tables),
        cmocka_unit_test(test_bad_rows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
