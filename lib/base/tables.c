/*
 * Sets of tables and their rows. The compiled-in set comes from a generated
 * file (cmake/embed_tables.cmake).
 */
#include "lib/base/tables.h"

#include "lib/base/cleanup.h"
#include "lib/base/file.h"
#include "lib/base/record.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

const struct table *
tables_find(const struct tables *tables, const char *name)
{
    for (size_t i = 0; i < tables->count; i++)
        if (strcmp(tables->list[i].name, name) == 0)
            return &tables->list[i];
    return NULL;
}

static enum status
tables_replace_one(struct tables *tables, const char *dir, const char *file,
                   struct arena *arena, struct error *err)
{
    const char *name =
        arena_strndup(arena, file, strlen(file) - strlen(".tsv"));
    struct buf text = {0};
    enum status status;

    for (size_t i = 0; i < tables->count; i++) {
        struct table *table = &tables->list[i];

        if (strcmp(table->name, name) != 0)
            continue;
        status = file_read(&text, arena_printf(arena, "%s/%s", dir, file),
                           TABLE_BYTES_MAX, err);
        if (status == STATUS_OK) {
            table->text = arena_strndup(arena, buf_text(&text), text.len);
            table->len = text.len;
        }
        buf_deinit(&text);
        return status;
    }
    return error_set(err, STATUS_BAD_DOCUMENT, "%s/%s: no table has this name",
                     dir, file);
}

static void
closedirp(DIR **dir)
{
    if (*dir != NULL)
        closedir(*dir);
}

enum status
tables_read_dir(struct tables *out, const char *dir, struct arena *arena,
                struct error *err)
{
    struct tables tables = *tables_builtin();
    CLEANUP(closedirp) DIR *folder = opendir(dir);
    const struct dirent *entry;
    enum status status;

    if (folder == NULL)
        return error_errno(err, STATUS_NOT_FOUND, "tables folder %s", dir);
    while ((entry = readdir(folder)) != NULL) {
        size_t len = strlen(entry->d_name);

        if (len <= 4 || strcmp(entry->d_name + len - 4, ".tsv") != 0)
            continue;
        status = tables_replace_one(&tables, dir, entry->d_name, arena, err);
        if (status != STATUS_OK)
            return status;
    }
    *out = tables;
    return STATUS_OK;
}

void
tables_pack(const struct tables *tables, struct buf *out)
{
    record_put_number(out, tables->count);
    for (size_t i = 0; i < tables->count; i++) {
        record_put_text(out, tables->list[i].name);
        record_put_bytes(out, tables->list[i].text, tables->list[i].len);
    }
}

enum status
tables_unpack(struct tables *out, const void *bytes, size_t len,
              struct arena *arena, struct error *err)
{
    struct record record = record_open(bytes, len);
    struct tables tables = {.count = record_number(&record)};

    if (tables.count > TABLES_MAX)
        record.bad = true;
    for (size_t i = 0; !record.bad && i < tables.count; i++) {
        struct table *table = &tables.list[i];
        const char *text;

        table->name = record_text(&record, arena);
        text = record_bytes(&record, &table->len);
        table->text = arena_strndup(arena, text, table->len);
    }
    if (record.bad)
        return error_set(err, STATUS_STORE, "the tables of the index are cut");
    *out = tables;
    return STATUS_OK;
}

void
tables_hash(const struct tables *tables, char hex[DIGEST_HEX_SIZE])
{
    struct buf packed = {0};

    tables_pack(tables, &packed);
    digest_sha256(packed.data, packed.len, hex);
    buf_deinit(&packed);
}

/* Cuts one line into cells; false when it has more than a row can hold. */
static bool
row_cut(struct table_row *row, const char *line, size_t len,
        struct arena *arena)
{
    char *text = arena_strndup(arena, line, len);

    for (size_t i = 0; i < TABLE_CELLS_MAX; i++)
        row->cells[i] = "";
    for (;;) {
        char *tab = strchr(text, '\t');

        if (row->count == TABLE_CELLS_MAX)
            return false;
        row->cells[row->count++] = text;
        if (tab == NULL)
            return true;
        *tab = '\0';
        text = tab + 1;
    }
}

static bool
row_has(const struct table_row *row, size_t least)
{
    for (size_t i = 0; i < least; i++)
        if (*row->cells[i] == '\0')
            return false;
    return true;
}

enum status
tables_rows(struct table_rows *out, const struct tables *tables,
            const char *name, size_t least, struct arena *arena,
            struct error *err)
{
    const struct table *table = tables_find(tables, name);
    struct table_rows rows = {0};
    unsigned number = 0;
    const char *at, *end;
    bool heading = true;

    if (table == NULL)
        return error_set(err, STATUS_BAD_DOCUMENT, "no table %s", name);
    end = table->text + table->len;
    for (at = table->text; at < end; at++) {
        const char *eol = memchr(at, '\n', (size_t)(end - at));
        const char *stop = eol == NULL ? end : eol;
        size_t len = (size_t)(stop - at);
        struct table_row *row;

        number++;
        if (len > 0 && at[len - 1] == '\r')
            len--;
        if (len > 0 && *at != '#' && !heading) {
            row = arena_push(arena, rows.list, rows.count);
            row->line = number;
            if (!row_cut(row, at, len, arena) || !row_has(row, least))
                return error_set(err, STATUS_BAD_DOCUMENT,
                                 "table %s, line %u: needs %zu to %d cells",
                                 name, number, least, TABLE_CELLS_MAX);
        } else if (len > 0 && *at != '#') {
            heading = false;
        }
        at = stop;
    }
    *out = rows;
    return STATUS_OK;
}
