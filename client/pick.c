#include "client/pick.h"

#include "lib/base/buf.h"
#include "lib/base/cleanup.h"
#include "lib/base/nearest.h"

#include <assert.h>
#include <string.h>

enum { ALIKE_LEAST = 3, NAME_MAX_SHOWN = 40, LINE_MAX_SHOWN = 78 };

static const struct column *
find_column(const struct row_table *table, const char *name)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (strcmp(table->columns[i].name, name) == 0)
            return &table->columns[i];
    return NULL;
}

/* The nearest name, else the first that begins alike: citation, cite. */
static const char *
near_column(const struct row_table *table, const char *name)
{
    const char *names[PICK_MAX];
    const char *near;

    for (size_t i = 0; i < table->column_count; i++)
        names[i] = table->columns[i].name;
    near = nearest_name(name, names, table->column_count);
    for (size_t i = 0; near == NULL && i < table->column_count; i++)
        if (strncmp(names[i], name, ALIKE_LEAST) == 0)
            near = names[i];
    return near;
}

/* All names, in lines that fit. */
static void
put_names(struct buf *out, const struct row_table *table)
{
    size_t start = out->len;

    buf_put_text(out, "  fields:");
    for (size_t i = 0; i < table->column_count; i++) {
        const char *name = table->columns[i].name;

        if (out->len - start + 1 + strlen(name) > LINE_MAX_SHOWN) {
            start = out->len + 1;
            buf_put_text(out, "\n         ");
        }
        buf_printf(out, " %s", name);
    }
}

static enum status
fail_unknown(const struct row_table *table, const char *name,
             const char *option, struct error *err)
{
    CLEANUP(buf_deinit) struct buf all = {0};
    const char *near = near_column(table, name);

    put_names(&all, table);
    return error_set(
        err, STATUS_BAD_REQUEST, "unknown field \"%s\" in %s.%s%s%s\n%s", name,
        option, near == NULL ? "" : " Did you mean \"",
        near == NULL ? "" : near, near == NULL ? "" : "\"?", buf_text(&all));
}

static enum status
pick_add(struct pick *pick, const struct row_table *table, const char *name,
         const char *option, struct error *err)
{
    const struct column *column = find_column(table, name);

    if (column == NULL)
        return fail_unknown(table, name, option, err);
    for (size_t i = 0; i < pick->count; i++)
        if (pick->columns[i] == column)
            return error_set(err, STATUS_BAD_REQUEST,
                             "field \"%s\" stands twice in %s", name, option);
    pick->columns[pick->count++] = column;
    return STATUS_OK;
}

enum status
pick_named(struct pick *out, const struct row_table *table, const char *names,
           const char *option, struct error *err)
{
    struct pick pick = {.count = 0};
    bool more = true;

    assert(table->column_count <= PICK_MAX);
    while (more) {
        char name[NAME_MAX_SHOWN + 1] = "";
        size_t len = strcspn(names, ",");

        strncat(name, names, len < NAME_MAX_SHOWN ? len : NAME_MAX_SHOWN);
        if (pick_add(&pick, table, name, option, err) != STATUS_OK)
            return err->code;
        more = names[len] == ',';
        names += len + more;
    }
    *out = pick;
    return STATUS_OK;
}

void
pick_shown(struct pick *out, const struct row_table *table, unsigned where)
{
    assert(table->column_count <= PICK_MAX);
    out->count = 0;
    for (size_t i = 0; i < table->column_count; i++)
        if ((table->columns[i].shown & where) != 0)
            out->columns[out->count++] = &table->columns[i];
}
