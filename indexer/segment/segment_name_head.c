/*
 * The head against the name of the file. The text is believed first: names
 * are given by people, and say what was published, not what stands in it.
 */
#include "indexer/segment/segment_head.h"

#include <string.h>

/* A blank line before the first, for the number to stand on. */
static void
line_before(struct build *build)
{
    struct lines *lines = &build->lines;
    struct line first = {.text = arena_strdup(build->arena, "")};

    first.number = lines->count == 0 ? 0 : lines->list[0].number;
    *arena_push(build->arena, lines->list, lines->count) = first;
    memmove(lines->list + 1, lines->list,
            (lines->count - 1) * sizeof *lines->list);
    lines->list[0] = first;
}

bool
head_by_name(struct head *head)
{
    struct build *build = head->build;

    if (build->named.number == 0)
        return false;
    line_before(build);
    head->number = (struct number_line){.number = build->named.number};
    head->number_at = 0;
    head_find_assembly(head);
    finding_add(&build->findings, FINDING_DOUBT, "number_from_name",
                head_line(head, 0)->number,
                "no line \"RESOLUTION N (Rev. Place, Year)\" is seen; the name "
                "of the file says %u",
                build->named.number);
    return true;
}

void
head_compare_name(struct head *head)
{
    struct build *build = head->build;
    const struct resolution *resolution = &build->resolution;
    const struct named *named = &build->named;
    unsigned line = head_line(head, head->number_at)->number;

    if (named->number == 0)
        return;
    if (named->number != resolution->number)
        finding_add(&build->findings, FINDING_DOUBT, "name_conflict", line,
                    "the name of the file says Resolution %u, the text says "
                    "%u; the text is taken",
                    named->number, resolution->number);
    if (named->year != resolution->year)
        finding_add(&build->findings, FINDING_DOUBT, "name_conflict", line,
                    "the name of the file says %u, the text says %u; the text "
                    "is taken",
                    named->year, resolution->year);
    if (named->body != NULL && strcmp(named->body, resolution->body) != 0)
        finding_add(&build->findings, FINDING_DOUBT, "name_conflict", line,
                    "the name of the file says %s, the text says %s; the text "
                    "is taken",
                    named->body, resolution->body);
}
