#include "lib/model/resolution_copy.h"

#include <string.h>

/* What is moved: ids that begin with `from` get `to` instead. */
struct move {
    const char *from, *to;
    struct arena *arena;
};

static void
id_move(const struct move *move, char **id)
{
    size_t len = strlen(move->from);

    if (*id != NULL && strncmp(*id, move->from, len) == 0 &&
        ((*id)[len] == '/' || (*id)[len] == '\0'))
        *id = arena_printf(move->arena, "%s%s", move->to, *id + len);
}

/* Where the citations stand, not what they cite. */
static void
cites_move(const struct move *move, struct citation *cites, size_t count)
{
    for (size_t i = 0; i < count; i++)
        id_move(move, &cites[i].in);
}

static void
section_move(const struct move *move, struct section *section)
{
    for (size_t i = 0; i < section->clause_count; i++) {
        struct clause *clause = &section->clauses[i];

        id_move(move, &clause->id);
        cites_move(move, clause->cites, clause->cite_count);
    }
}

static void
footnote_move(const struct move *move, struct footnote *footnote)
{
    id_move(move, &footnote->id);
    id_move(move, &footnote->anchor);
    cites_move(move, footnote->cites, footnote->cite_count);
}

void
resolution_copy_make(struct resolution *resolution, unsigned copy,
                     struct arena *arena)
{
    size_t edition =
        resolution->copy > 1
            ? (size_t)(strrchr(resolution->id, '.') - resolution->id)
            : strlen(resolution->id);
    char *id =
        arena_printf(arena, "%.*s.%u", (int)edition, resolution->id, copy);
    const struct move move = {resolution->id, id, arena};

    for (size_t i = 0; i < resolution->section_count; i++)
        section_move(&move, &resolution->sections[i]);
    for (size_t i = 0; i < resolution->footnote_count; i++)
        footnote_move(&move, &resolution->footnotes[i]);
    cites_move(&move, resolution->foreword_cites,
               resolution->foreword_cite_count);
    resolution->id = id;
    resolution->copy = copy;
}
