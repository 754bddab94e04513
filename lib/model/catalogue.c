/*
 * Each table has a reader that turns a row into an entry, or adds it to the
 * entry before it. Entries are sorted once and found by halving.
 */
#include "lib/model/catalogue.h"

#include "lib/base/cleanup.h"
#include "lib/base/memory.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
    NUMBER_LAST = 9999,
    YEAR_FIRST = 1800,
    YEAR_LAST = 2999,
    REVISIONS_BYTES_MAX = 2000 /* of the names of a number's revisions */
};

struct catalogue {
    struct arena *arena;
    struct catalogue_entry *list;
    size_t count;
};

struct reading {
    struct catalogue *catalogue;
    const char *table;
    struct error *err;
};

static enum status
row_bad(const struct reading *reading, const struct table_row *row,
        const char *what)
{
    return error_set(reading->err, STATUS_BAD_DOCUMENT, "table %s, line %u: %s",
                     reading->table, row->line, what);
}

/* The digits that text begins with; 0 when they are no number up to most. */
static unsigned
number_read(const char *text, unsigned most, const char **end)
{
    unsigned number = 0;

    for (; isdigit((unsigned char)*text) && number <= most; text++)
        number = number * 10 + (unsigned)(*text - '0');
    *end = text;
    return number <= most ? number : 0;
}

static struct catalogue_entry
entry_begin(const struct reading *reading, const struct table_row *row)
{
    return (struct catalogue_entry){.title = row->cells[1],
                                    .editions_text = "",
                                    .standing = "unknown",
                                    .status = "",
                                    .source = "",
                                    .verified = "",
                                    .table = reading->table,
                                    .line = row->line};
}

static void
entry_add(struct reading *reading, const struct catalogue_entry *entry)
{
    struct catalogue *catalogue = reading->catalogue;

    *arena_push(catalogue->arena, catalogue->list, catalogue->count) = *entry;
}

/* "Geneva 1956; New Delhi 1960", oldest first. */
static bool
editions_read(struct catalogue_entry *entry, const char *text,
              struct arena *arena)
{
    unsigned before = 0;

    while (*(text += strspn(text, " ;")) != '\0') {
        size_t len = strcspn(text, ";"), place = len;
        const char *end;
        unsigned year;

        while (place > 0 && text[place - 1] != ' ')
            place--;
        year = number_read(text + place, YEAR_LAST, &end);
        if (place < 2 || end != text + len || year < YEAR_FIRST ||
            year <= before)
            return false;
        *arena_push(arena, entry->editions, entry->edition_count) =
            (struct adoption){.place = arena_strndup(arena, text, place - 1),
                              .year = year};
        before = year;
        text += len;
    }
    return true;
}

static enum status
read_wtsa(struct reading *reading, const struct table_row *row)
{
    static const char *const standings[] = {"in force", "suppressed"};
    struct catalogue_entry entry = entry_begin(reading, row);
    const char *standing = row->cells[7], *end;

    entry.body = "wtsa";
    entry.number = number_read(row->cells[0], NUMBER_LAST, &end);
    if (entry.number == 0 || *end != '\0')
        return row_bad(reading, row, "the number is no number");
    if (!editions_read(&entry, row->cells[2], reading->catalogue->arena))
        return row_bad(reading, row,
                       "editions are \"Place Year; Place Year\", oldest first");
    for (size_t i = 0; i < COUNT_OF(standings); i++)
        if (strcmp(standing, standings[i]) == 0)
            entry.standing = standings[i];
    if (*standing != '\0' && strcmp(standing, entry.standing) != 0)
        return row_bad(reading, row,
                       "the standing is in force, suppressed or empty");
    entry.editions_text = row->cells[3];
    entry.status = row->cells[4];
    entry.source = row->cells[5];
    entry.verified = row->cells[6];
    if (*entry.source == '\0')
        return row_bad(reading, row, "needs a source");
    entry_add(reading, &entry);
    return STATUS_OK;
}

/* "ITU-R R.1-2": rows of one number become one entry. */
static enum status
read_itu_r(struct reading *reading, const struct table_row *row)
{
    static const char lead[] = "ITU-R R.";
    struct catalogue *catalogue = reading->catalogue;
    struct catalogue_entry entry = entry_begin(reading, row), *before;
    const char *name = row->cells[0], *end = name;

    if (strncmp(name, lead, strlen(lead)) == 0)
        entry.number = number_read(name + strlen(lead), NUMBER_LAST, &end);
    if (*end == '-')
        number_read(end + 1, NUMBER_LAST, &end);
    if (entry.number == 0 || *end != '\0')
        return row_bad(reading, row, "the identifier is \"ITU-R R.1-2\"");
    entry.body = "itu-r";
    entry.editions_text = name;
    entry.source = row->cells[3];
    if (*entry.source == '\0')
        return row_bad(reading, row, "needs a source");
    before =
        catalogue->count > 0 ? &catalogue->list[catalogue->count - 1] : NULL;
    if (before == NULL || before->table != reading->table ||
        before->number != entry.number) {
        entry_add(reading, &entry);
        return STATUS_OK;
    }
    if (strlen(before->editions_text) > REVISIONS_BYTES_MAX)
        return row_bad(reading, row, "too many revisions of one number");
    entry.editions_text =
        arena_printf(catalogue->arena, "%s, %s", before->editions_text,
                     name + strlen("ITU-R "));
    *before = entry;
    return STATUS_OK;
}

static const struct {
    const char *name;
    enum status (*read)(struct reading *, const struct table_row *);
} readers[] = {
    {"catalogue", read_wtsa},
    {"catalogue_itu_r", read_itu_r},
};

static int
compare(const char *body, unsigned number, const struct catalogue_entry *entry)
{
    int order = strcmp(body, entry->body);

    return order != 0 ? order
                      : (number > entry->number) - (number < entry->number);
}

static int
by_name(const void *a, const void *b)
{
    const struct catalogue_entry *entry = a;

    return compare(entry->body, entry->number, b);
}

static enum status
sort(struct catalogue *catalogue, struct error *err)
{
    struct catalogue_entry *list = catalogue->list;

    if (catalogue->count > 0)
        qsort(list, catalogue->count, sizeof *list, by_name);
    for (size_t i = 1; i < catalogue->count; i++)
        if (by_name(&list[i - 1], &list[i]) == 0)
            return error_set(err, STATUS_BAD_DOCUMENT,
                             "table %s: lines %u and %u are of one resolution",
                             list[i].table, list[i - 1].line, list[i].line);
    return STATUS_OK;
}

enum status
catalogue_new(struct catalogue **out, const struct tables *tables,
              struct error *err)
{
    CLEANUP(catalogue_freep)
    struct catalogue *catalogue = memory_alloc(sizeof *catalogue);
    enum status status = STATUS_OK;

    catalogue->arena = arena_new();
    for (size_t i = 0; i < COUNT_OF(readers); i++) {
        struct reading reading = {catalogue, readers[i].name, err};
        struct table_rows rows = {0};

        if (tables_find(tables, readers[i].name) == NULL)
            continue; /* the index is older than the table */
        status = tables_rows(&rows, tables, readers[i].name, 1,
                             catalogue->arena, err);
        for (size_t j = 0; status == STATUS_OK && j < rows.count; j++)
            status = readers[i].read(&reading, &rows.list[j]);
        if (status != STATUS_OK)
            return status;
    }
    status = sort(catalogue, err);
    if (status == STATUS_OK)
        *out = STEAL(catalogue);
    return status;
}

void
catalogue_free(struct catalogue *catalogue)
{
    if (catalogue == NULL)
        return;
    arena_free(catalogue->arena);
    free(catalogue);
}

void
catalogue_freep(struct catalogue **catalogue)
{
    catalogue_free(*catalogue);
    *catalogue = NULL;
}

const struct catalogue_entry *
catalogue_entries(const struct catalogue *catalogue, size_t *count)
{
    *count = catalogue->count;
    return catalogue->list;
}

const struct catalogue_entry *
catalogue_find(const struct catalogue *catalogue, const char *body,
               unsigned number)
{
    size_t low = 0, high = catalogue->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(body, number, &catalogue->list[middle]);

        if (order == 0)
            return &catalogue->list[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

const struct adoption *
catalogue_latest(const struct catalogue_entry *entry)
{
    return entry->edition_count == 0
               ? NULL
               : &entry->editions[entry->edition_count - 1];
}
