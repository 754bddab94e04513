#include "lib/base/tables.h"

#include "lib/base/file.h"
#include "lib/base/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
    struct arena *arena;
    struct error err;
    char dir[64];
};

static int
set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);

    fixture->arena = arena_new();
    strcpy(fixture->dir, "/tmp/clause-tables-XXXXXX");
    *state = fixture;
    return mkdtemp(fixture->dir) == NULL ? -1 : 0;
}

static int
tear_down(void **state)
{
    struct fixture *fixture = *state;
    enum status status = file_remove_tree(fixture->dir, NULL);

    arena_free(fixture->arena);
    free(fixture);
    return status == STATUS_OK ? 0 : -1;
}

static void
write_table(struct fixture *fixture, const char *name, const char *text)
{
    char path[128];

    snprintf(path, sizeof path, "%s/%s", fixture->dir, name);
    assert_int_equal(file_replace(path, text, strlen(text), NULL), STATUS_OK);
}

/* The set of one table called demo. */
static struct tables
one_table(const char *text)
{
    return (struct tables){
        .list = {{.name = "demo", .text = text, .len = strlen(text)}},
        .count = 1,
    };
}

static void
all_tables_of_the_corpus_are_compiled_in(void **state)
{
    static const char *const names[] = {
        "acronyms",  "addressees",      "assemblies", "bodies",
        "catalogue", "catalogue_itu_r", "headings",   "names",
        "questions", "stems",           "stop",       "synonyms",
        "verbs",
    };
    struct fixture *fixture = *state;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct table *table = tables_find(tables_builtin(), names[i]);
        struct table_rows rows;
        struct buf file = {0};

        assert_non_null(table);
        assert_int_equal(
            file_read(&file,
                      arena_printf(fixture->arena,
                                   CLAUSE_SOURCE_DIR "/corpus/tables/%s.tsv",
                                   names[i]),
                      TABLE_BYTES_MAX, &fixture->err),
            STATUS_OK);
        assert_int_equal(table->len, file.len);
        assert_memory_equal(table->text, file.data, file.len);
        assert_int_equal(tables_rows(&rows, tables_builtin(), names[i], 1,
                                     fixture->arena, &fixture->err),
                         STATUS_OK);
        assert_true(rows.count > 0);
        buf_deinit(&file);
    }
    assert_int_equal(tables_builtin()->count, sizeof names / sizeof *names);
    assert_null(tables_find(tables_builtin(), "no"));
}

static void
rows_are_cut_into_cells(void **state)
{
    struct fixture *fixture = *state;
    struct tables tables = one_table("# comment\n\none\ttwo\tthree\n"
                                     "a\tb\tc\r\n#x\n\nd\t\tf\ng");
    struct table_rows rows;

    assert_int_equal(
        tables_rows(&rows, &tables, "demo", 1, fixture->arena, &fixture->err),
        STATUS_OK);
    assert_int_equal(rows.count, 3);
    assert_int_equal(rows.list[0].count, 3);
    assert_int_equal(rows.list[0].line, 4);
    assert_string_equal(rows.list[0].cells[2], "c");
    assert_string_equal(rows.list[1].cells[1], "");
    assert_string_equal(rows.list[1].cells[2], "f");
    assert_int_equal(rows.list[2].count, 1);
    assert_int_equal(rows.list[2].line, 8);
    for (int i = 1; i < TABLE_CELLS_MAX; i++)
        assert_string_equal(rows.list[2].cells[i], "");
}

static const struct bad_table {
    const char *text;
    const char *error;
} bad_tables[] = {
    {"one\ttwo\na\tb\nc\n", "table demo, line 3: needs 2 to 8 cells"},
    {"one\ttwo\na\t\n", "table demo, line 2: needs 2 to 8 cells"},
    {"one\n#\n1\t2\t3\t4\t5\t6\t7\t8\t9\n",
     "table demo, line 3: needs 2 to 8 cells"},
};

static void
bad_rows_are_named(void **state)
{
    struct fixture *fixture = *state;
    struct table_row untouched;
    struct table_rows rows = {&untouched, 77};

    for (size_t i = 0; i < sizeof bad_tables / sizeof *bad_tables; i++) {
        struct tables tables = one_table(bad_tables[i].text);

        assert_int_equal(tables_rows(&rows, &tables, "demo", 2, fixture->arena,
                                     &fixture->err),
                         STATUS_BAD_DOCUMENT);
        assert_string_equal(fixture->err.text, bad_tables[i].error);
    }
    assert_int_equal(tables_rows(&rows, tables_builtin(), "demo", 1,
                                 fixture->arena, &fixture->err),
                     STATUS_BAD_DOCUMENT);
    assert_ptr_equal(rows.list, &untouched);
    assert_int_equal(rows.count, 77);
}

static void
an_empty_table_has_no_rows(void **state)
{
    static const char *const texts[] = {"", "\n\n", "# only\n", "head\n"};
    struct fixture *fixture = *state;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct tables tables = one_table(texts[i]);
        struct table_rows rows = {.count = 77};

        assert_int_equal(
            tables_rows(&rows, &tables, "demo", 1, fixture->arena, NULL),
            STATUS_OK);
        assert_int_equal(rows.count, 0);
    }
}

static void
a_folder_replaces_by_name(void **state)
{
    struct fixture *fixture = *state;
    struct tables tables;

    write_table(fixture, "stop.tsv", "word\nthe\n");
    write_table(fixture, "README.md", "no table");
    write_table(fixture, ".tsv", "no name");
    assert_int_equal(
        tables_read_dir(&tables, fixture->dir, fixture->arena, &fixture->err),
        STATUS_OK);
    assert_int_equal(tables.count, tables_builtin()->count);
    assert_string_equal(tables_find(&tables, "stop")->text, "word\nthe\n");
    assert_ptr_equal(tables_find(&tables, "verbs")->text,
                     tables_find(tables_builtin(), "verbs")->text);
}

static void
a_folder_with_a_stranger_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct tables tables = {.count = 77};

    write_table(fixture, "stpo.tsv", "word\nthe\n");
    assert_int_equal(
        tables_read_dir(&tables, fixture->dir, fixture->arena, &fixture->err),
        STATUS_BAD_DOCUMENT);
    assert_non_null(strstr(fixture->err.text, "stpo.tsv"));
    assert_int_equal(tables_read_dir(&tables, "/no/such/folder", fixture->arena,
                                     &fixture->err),
                     STATUS_NOT_FOUND);
    assert_int_equal(tables.count, 77);
}

static void
packed_sets_come_back(void **state)
{
    struct fixture *fixture = *state;
    const struct tables *builtin = tables_builtin();
    struct buf packed = {0};
    struct tables tables;

    tables_pack(builtin, &packed);
    assert_int_equal(tables_unpack(&tables, packed.data, packed.len,
                                   fixture->arena, &fixture->err),
                     STATUS_OK);
    assert_int_equal(tables.count, builtin->count);
    for (size_t i = 0; i < tables.count; i++) {
        assert_string_equal(tables.list[i].name, builtin->list[i].name);
        assert_int_equal(tables.list[i].len, builtin->list[i].len);
        assert_memory_equal(tables.list[i].text, builtin->list[i].text,
                            tables.list[i].len);
    }
    for (size_t len = 0; len < packed.len; len += 1 + len / 8)
        assert_int_equal(tables_unpack(&tables, packed.data, len,
                                       fixture->arena, &fixture->err),
                         STATUS_STORE);
    buf_clear(&packed);
    record_put_number(&packed, TABLES_MAX + 1);
    assert_int_equal(tables_unpack(&tables, packed.data, packed.len,
                                   fixture->arena, &fixture->err),
                     STATUS_STORE);
    buf_deinit(&packed);
}

static void
the_hash_follows_every_byte(void **state)
{
    struct tables one = one_table("a\nb\n"), other = one_table("a\nc\n");
    char hex[3][DIGEST_HEX_SIZE];

    (void)state;
    tables_hash(&one, hex[0]);
    tables_hash(&other, hex[1]);
    assert_string_not_equal(hex[0], hex[1]);
    other = one;
    other.list[0].name = "name";
    tables_hash(&other, hex[2]);
    assert_string_not_equal(hex[0], hex[2]);
    other = one;
    tables_hash(&other, hex[2]);
    assert_string_equal(hex[0], hex[2]);
}

#define WITH_FOLDER(test)                                                      \
    cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(all_tables_of_the_corpus_are_compiled_in),
        WITH_FOLDER(rows_are_cut_into_cells),
        WITH_FOLDER(bad_rows_are_named),
        WITH_FOLDER(an_empty_table_has_no_rows),
        WITH_FOLDER(a_folder_replaces_by_name),
        WITH_FOLDER(a_folder_with_a_stranger_is_refused),
        WITH_FOLDER(packed_sets_come_back),
        cmocka_unit_test(the_hash_follows_every_byte),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
