#include "lib/engine/coverage_names.h"

#include "lib/model/spot.h"

#include <stdlib.h>
#include <string.h>

static void
name_add(struct coverage_names *names, struct coverage_name name)
{
    if (names->body != NULL && strcmp(names->body, name.body) != 0)
        return;
    name.at = names->count;
    *arena_push(names->arena, names->list, names->count) = name;
}

static void
history_add(struct coverage_names *names, const struct resolution *r)
{
    struct arena *arena = names->arena;

    for (size_t i = 0; i < r->history_count; i++) {
        const struct adoption *item = &r->history[i];

        name_add(names,
                 (struct coverage_name){
                     .known = {.id = arena_printf(arena, "%s-%u@%u", r->body,
                                                  r->number, item->year),
                               .where = "history",
                               .text = arena_printf(arena, "%s, %u",
                                                    item->place, item->year),
                               .named_in = r->id,
                               .file = r->source_file,
                               .times = 1},
                     .body = r->body,
                     .number = r->number,
                     .year = item->year});
    }
}

static void
cites_add(struct coverage_names *names, const struct spot *spot,
          const char *file)
{
    for (size_t i = 0; i < spot->cite_count; i++) {
        const struct citation *cite = &spot->cites[i];

        if (cite->id != NULL)
            name_add(names, (struct coverage_name){
                                .known = {.id = cite->id,
                                          .where = "citation",
                                          .text = cite->text,
                                          .named_in = cite->in,
                                          .file = file,
                                          .line = spot->line,
                                          .page = spot->page,
                                          .paragraph = spot->paragraph,
                                          .times = 1},
                                .body = cite->body,
                                .number = cite->number,
                                .year = cite->year});
    }
}

void
coverage_names_read(struct coverage_names *names, const struct resolution *r)
{
    struct spots spots = {.resolution = r};
    struct spot spot;

    history_add(names, r);
    while (spots_next(&spots, &spot))
        cites_add(names, &spot, r->source_file);
}

static void
entry_add(struct coverage_names *names, const struct catalogue_entry *entry,
          const struct adoption *edition)
{
    const char *name =
        arena_printf(names->arena, "%s-%u", entry->body, entry->number);
    struct coverage_name known = {
        .known = {.id = name,
                  .where = "catalogue",
                  .text = entry->editions_text,
                  .file =
                      arena_printf(names->arena, "tables/%s.tsv", entry->table),
                  .line = entry->line},
        .body = entry->body,
        .number = entry->number};

    if (edition != NULL) {
        known.year = edition->year;
        known.known.id =
            arena_printf(names->arena, "%s@%u", name, edition->year);
        known.known.text =
            arena_printf(names->arena, "%s, %u", edition->place, edition->year);
    }
    name_add(names, known);
}

void
coverage_names_know(struct coverage_names *names,
                    const struct catalogue *catalogue)
{
    size_t count;
    const struct catalogue_entry *entries =
        catalogue_entries(catalogue, &count);

    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < entries[i].edition_count; j++)
            entry_add(names, &entries[i], &entries[i].editions[j]);
        if (entries[i].edition_count == 0)
            entry_add(names, &entries[i], NULL);
    }
}

static int
compare_numbers(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int
compare_targets(const struct coverage_name *a, const struct coverage_name *b)
{
    int order = strcmp(a->body, b->body);

    if (order == 0)
        order = compare_numbers(a->number, b->number);
    return order == 0 ? compare_numbers(a->year, b->year) : order;
}

static int
by_target(const void *a, const void *b)
{
    const struct coverage_name *x = a, *y = b;
    int order = compare_targets(x, y);

    return order == 0 ? compare_numbers(x->at, y->at) : order;
}

void
coverage_names_unite(struct coverage_names *names)
{
    size_t kept = 0;

    if (names->count > 0)
        qsort(names->list, names->count, sizeof *names->list, by_target);
    for (size_t i = 0; i < names->count; i++) {
        const struct coverage_name *name = &names->list[i];

        if (kept > 0 && compare_targets(&names->list[kept - 1], name) == 0)
            names->list[kept - 1].known.times += name->known.times;
        else
            names->list[kept++] = *name;
    }
    names->count = kept;
}
