#include "lib/model/spot.h"

static struct spot
spot_foreword(const struct resolution *r)
{
    return (struct spot){.id = r->id,
                         .cites = r->foreword_cites,
                         .cite_count = r->foreword_cite_count};
}

static struct spot
spot_clause(const struct section *section, const struct clause *clause)
{
    return (struct spot){.id = clause->id,
                         .section = section,
                         .clause = clause,
                         .cites = clause->cites,
                         .cite_count = clause->cite_count,
                         .line = clause->line,
                         .page = clause->page,
                         .paragraph = clause->paragraph};
}

static struct spot
spot_footnote(const struct footnote *footnote)
{
    return (struct spot){.id = footnote->id,
                         .footnote = footnote,
                         .cites = footnote->cites,
                         .cite_count = footnote->cite_count,
                         .line = footnote->line,
                         .page = footnote->page,
                         .paragraph = footnote->paragraph};
}

bool
spots_next(struct spots *spots, struct spot *out)
{
    const struct resolution *r = spots->resolution;

    if (!spots->begun) {
        spots->begun = true;
        *out = spot_foreword(r);
        return true;
    }
    for (; spots->section < r->section_count; spots->section++) {
        const struct section *section = &r->sections[spots->section];

        if (spots->clause < section->clause_count) {
            *out = spot_clause(section, &section->clauses[spots->clause++]);
            return true;
        }
        spots->clause = 0;
    }
    if (spots->footnote == r->footnote_count)
        return false;
    *out = spot_footnote(&r->footnotes[spots->footnote++]);
    return true;
}

char *
spot_cite(const struct spot *spot, const struct grammar *grammar,
          const struct resolution *resolution, enum cite_form form,
          struct arena *arena)
{
    if (spot->clause != NULL)
        return cite_clause(grammar, resolution, spot->section, spot->clause,
                           form, arena);
    if (spot->footnote != NULL)
        return cite_footnote(grammar, resolution, spot->footnote, form, arena);
    return cite_resolution(grammar, resolution, form, arena);
}
