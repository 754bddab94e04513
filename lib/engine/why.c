#include "lib/engine/why.h"

#include <stdlib.h>

static const char *const field_words[FIELD_COUNT] = {
    [FIELD_TEXT] = "text",
    [FIELD_HEADING] = "heading",
    [FIELD_TITLE] = "title",
    [FIELD_TO] = "to",
};

struct part {
    struct hit_part part;
    size_t at; /* among the rows, for those of one weight */
};

static int
by_weight(const void *a, const void *b)
{
    const struct part *x = a, *y = b;

    if (x->part.weight != y->part.weight)
        return x->part.weight < y->part.weight ? 1 : -1;
    return x->at < y->at ? -1 : 1;
}

void
why_take(struct search_hit *hit, const struct lower_rows *rows,
         const double *numbers, struct arena *arena)
{
    struct part *parts = arena_alloc(arena, rows->count * sizeof *parts);
    size_t count = 0;

    for (size_t i = 0; i < rows->count; i++) {
        const struct lower_row *row = &rows->list[i];

        if (numbers[i] == 0)
            continue;
        parts[count].at = i;
        parts[count++].part = (struct hit_part){
            row->what, field_words[row->field], row->concept, numbers[i]};
    }
    if (count > 1)
        qsort(parts, count, sizeof *parts, by_weight);
    hit->why = arena_alloc(arena, count * sizeof *hit->why);
    hit->why_count = count;
    for (size_t i = 0; i < count; i++)
        hit->why[i] = parts[i].part;
}
