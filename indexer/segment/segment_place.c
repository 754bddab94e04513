/*
 * Where something stands. While a document is read everything counts lines,
 * so that findings have an order; a document that is no text has other places
 * at the end: pages, or where there are none its paragraphs.
 */
#include "indexer/segment/segment_build.h"

static unsigned
page_of(const struct lines *lines, unsigned line)
{
    return line > 0 && line <= lines->page_count ? lines->pages[line - 1] : 0;
}

const char *
place_name(const struct build *build, unsigned line)
{
    const struct lines *lines = &build->lines;
    unsigned page = page_of(lines, line);

    if (lines->pages == NULL)
        return arena_printf(build->arena, "line %u", line);
    return page > 0 ? arena_printf(build->arena, "page %u", page)
                    : arena_printf(build->arena, "paragraph %u", line);
}

static void
place(const struct lines *lines, unsigned *line, unsigned *page,
      unsigned *paragraph)
{
    if (lines->pages == NULL || *line == 0)
        return;
    *page = page_of(lines, *line);
    *paragraph = *page > 0 ? 0 : *line;
    *line = 0;
}

void
build_place(struct build *build)
{
    const struct lines *lines = &build->lines;
    struct resolution *resolution = &build->resolution;

    for (size_t i = 0; i < build->findings.count; i++) {
        struct finding *it = &build->findings.list[i];

        place(lines, &it->line, &it->page, &it->paragraph);
    }
    for (size_t i = 0; i < resolution->section_count; i++) {
        struct section *it = &resolution->sections[i];

        place(lines, &it->line, &it->page, &it->paragraph);
        for (size_t j = 0; j < it->clause_count; j++) {
            struct clause *clause = &it->clauses[j];

            place(lines, &clause->line, &clause->page, &clause->paragraph);
        }
    }
    for (size_t i = 0; i < resolution->footnote_count; i++) {
        struct footnote *it = &resolution->footnotes[i];

        place(lines, &it->line, &it->page, &it->paragraph);
    }
}
