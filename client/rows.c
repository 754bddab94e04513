#include "client/rows.h"

#include "lib/base/buf.h"
#include "lib/base/cleanup.h"
#include "lib/wire/json_copy.h"

#include <string.h>

static void
rows_add(struct rows *rows, const struct row_list *list,
         const struct json *group, const struct json *holder,
         struct arena *arena)
{
    for (const struct json *item = json_children(holder); item != NULL;
         item = json_next(item))
        *arena_push(arena, rows->list, rows->count) =
            (struct row){.item = item, .group = group, .list = list};
}

/* Without a second name in the path the groups are what has rows. */
static void
rows_add_groups(struct rows *rows, const struct row_list *list,
                const struct json *groups, struct arena *arena)
{
    bool within = *list->path[1] != '\0';

    for (const struct json *group = json_children(groups); group != NULL;
         group = json_next(group))
        rows_add(rows, list, group,
                 within ? json_member(group, list->path[1]) : group, arena);
}

void
rows_find(struct rows *out, const struct row_table *table,
          const struct json *result, struct arena *arena)
{
    *out = (struct rows){.table = table, .result = result};
    for (size_t i = 0; i < table->list_count; i++) {
        const struct row_list *list = &table->lists[i];
        const struct json *holder = json_member(result, list->path[0]);

        if (list->path[1] == NULL)
            rows_add(out, list, NULL, holder, arena);
        else
            rows_add_groups(out, list, holder, arena);
    }
}

static const struct json *
member_at(const struct json *object, const struct column *column)
{
    if (column->path[0] == NULL)
        return json_member(object, column->name);
    object = json_member(object, column->path[0]);
    return column->path[1] == NULL ? object
                                   : json_member(object, column->path[1]);
}

static const char *
join_pieces(const struct json *pieces, struct arena *arena)
{
    CLEANUP(buf_deinit) struct buf text = {0};

    json_copy_text(&text, pieces);
    return arena_strdup(arena, buf_text(&text));
}

static const char *
key_of(const struct json *item, struct arena *arena)
{
    const struct json_reader reader = {.arena = arena};

    return json_key(&reader, item);
}

struct row_value
rows_value(const struct rows *rows, const struct row *row,
           const struct column *column, struct arena *arena)
{
    const struct json *objects[] = {[COLUMN_OF_ROW] = row->item,
                                    [COLUMN_OF_GROUP] = row->group,
                                    [COLUMN_OF_RESULT] = rows->result};
    const struct json *found;

    if (row->list->fixed_name != NULL &&
        strcmp(row->list->fixed_name, column->name) == 0)
        return (struct row_value){.text = row->list->fixed_value};
    if (column->of == COLUMN_KEY)
        return (struct row_value){.text = key_of(row->item, arena)};
    if (column->of == COLUMN_GROUP_KEY)
        return (struct row_value){.text = key_of(row->group, arena)};
    if (column->of == COLUMN_ITSELF)
        return (struct row_value){.json = row->item};
    found = member_at(objects[column->of], column);
    if (column->joined && found != NULL)
        return (struct row_value){.text = join_pieces(found, arena)};
    return (struct row_value){.json = found};
}

bool
rows_have_ids(const struct row_table *table)
{
    for (size_t i = 0; table != NULL && i < table->column_count; i++)
        if (strcmp(table->columns[i].name, "id") == 0)
            return true;
    return false;
}
