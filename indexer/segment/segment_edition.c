/*
 * Which edition a text is: the resolution line says it, else the history,
 * else the assembly line. Where they differ, the report says so.
 */
#include "indexer/segment/segment_head.h"

#include "lib/base/cleanup.h"

#include <string.h>
#include <strings.h>

struct claim {
    const char *place; /* "" when it names none */
    unsigned year;     /* 0: it says nothing */
    const char *where;
};

static bool
same_place(const struct build *build, const struct claim *a,
           const struct claim *b)
{
    const char *x, *y;

    if (*a->place == '\0' || *b->place == '\0' ||
        strcasecmp(a->place, b->place) == 0)
        return true;
    x = grammar_assembly_place(build->grammar, a->place, a->year);
    y = grammar_assembly_place(build->grammar, b->place, b->year);
    return x != NULL && y != NULL && strcmp(x, y) == 0;
}

/* Takes the edition from the first claim, and reports others that differ. */
static void
edition_choose(struct head *head, const struct claim *claims, size_t count)
{
    struct build *build = head->build;
    struct resolution *resolution = &build->resolution;
    const struct claim *best = NULL;

    for (size_t i = 0; i < count; i++) {
        const struct claim *claim = &claims[i];

        if (claim->year == 0)
            continue;
        if (best == NULL) {
            best = claim;
            resolution->year = claim->year;
        } else if (claim->year != best->year ||
                   !same_place(build, best, claim)) {
            finding_add(&build->findings, FINDING_DOUBT, "edition_conflict",
                        head_line(head, head->number_at)->number,
                        "the %s says %s %u, the %s says %s %u; the first is "
                        "taken",
                        best->where, best->place, best->year, claim->where,
                        claim->place, claim->year);
        }
        if (*resolution->place == '\0' && claim->year == best->year)
            resolution->place = arena_strdup(build->arena, claim->place);
    }
}

static void
history_report(struct head *head)
{
    struct build *build = head->build;
    const struct resolution *resolution = &build->resolution;

    for (size_t i = 0; i < resolution->history_count; i++) {
        const struct adoption *item = &resolution->history[i];

        if (item->year != resolution->year)
            finding_add(&build->findings, FINDING_NOTE, "other_edition",
                        head_line(head, head->history_at)->number,
                        "the history line names %s, %u; that text is not in "
                        "this file",
                        item->place, item->year);
    }
}

static void
odd_report(struct head *head, size_t at, const char *where)
{
    finding_add(&head->build->findings, FINDING_DOUBT, "odd_edition",
                head_line(head, at)->number,
                "the bracket of the %s is no place and year; two editions may "
                "run into each other (flattened changes): \"%s\"",
                where, head_line(head, at)->text);
}

/* A lost accent or a slip: the text keeps its spelling. */
static void
place_report(struct head *head)
{
    struct build *build = head->build;
    const struct resolution *resolution = &build->resolution;
    const char *known = grammar_assembly_place(
        build->grammar, resolution->place, resolution->year);

    if (*resolution->place != '\0' && known != NULL &&
        strcasecmp(known, resolution->place) != 0)
        finding_add(&build->findings, FINDING_DOUBT, "place_spelling",
                    head_line(head, head->number_at)->number,
                    "the place is spelled \"%s\"; an assembly of %u met in "
                    "%s",
                    resolution->place, resolution->year, known);
}

static void
oddities_report(struct head *head)
{
    if (head->number.odd)
        odd_report(head, head->number_at, "resolution line");
    if (head->assembly_lines > 0 && head->assembly.odd)
        odd_report(head, head->assembly_at, "assembly line");
    place_report(head);
}

void
head_choose_edition(struct head *head)
{
    struct build *build = head->build;
    struct resolution *resolution = &build->resolution;
    const struct edition *edition = &head->number.edition;
    const struct adoption *last =
        resolution->history_count > 0
            ? &resolution->history[resolution->history_count - 1]
            : &(const struct adoption){.place = ""};
    const struct edition *assembly = &head->assembly.edition;
    const struct claim claims[] = {
        {edition->year > 0 ? edition->place : "", edition->year,
         "resolution line"},
        {last->place, last->year, "history line"},
        {assembly->year > 0 ? assembly->place : "", assembly->year,
         "assembly line"},
    };

    resolution->place = resolution->designation = "";
    resolution->revised = edition->revised;
    edition_choose(head, claims, COUNT_OF(claims));
    oddities_report(head);
    if (resolution->year == 0 && build->named.year > 0) {
        resolution->year = build->named.year;
        finding_add(&build->findings, FINDING_NOTE, "edition_from_name",
                    head_line(head, head->number_at)->number,
                    "no line names the year of this edition; the name of the "
                    "file says %u",
                    resolution->year);
    }
    if (resolution->year == 0)
        return;
    if (edition->event != NULL)
        resolution->designation =
            arena_printf(build->arena, "%s%s", edition->revised ? "Rev." : "",
                         edition->event);
    else
        resolution->designation = arena_printf(
            build->arena, "%s%s%s%u", edition->revised ? "Rev. " : "",
            resolution->place, *resolution->place == '\0' ? "" : ", ",
            resolution->year);
    history_report(head);
}

void
head_choose_body(struct head *head)
{
    struct build *build = head->build;
    struct resolution *resolution = &build->resolution;
    unsigned line = head_line(head, head->assembly_lines > 0 ? head->assembly_at
                                                             : head->number_at)
                        ->number;
    const char *body = head->assembly.body;

    if (head->assembly_lines == 0)
        finding_add(&build->findings, FINDING_DOUBT, "no_assembly_line", line,
                    "no line \"The <Assembly> (Place, Year),\" is seen");
    if (body == NULL)
        body = head->number.body;
    if (body == NULL)
        body = head->number.edition.body;
    if (body == NULL)
        body = grammar_assembly_body(build->grammar, resolution->place,
                                     resolution->year);
    if (body == NULL && build->named.body != NULL) {
        body = build->named.body;
        finding_add(&build->findings, FINDING_NOTE, "body_from_name", line,
                    "no table knows the body; the name of the file says %s",
                    body);
    }
    if (body == NULL) {
        body = RESOLUTION_UNKNOWN;
        finding_add(&build->findings, FINDING_DOUBT, "unknown_body", line,
                    "no table knows the body%s%s",
                    head->assembly.name == NULL ? "" : ": ",
                    head->assembly.name == NULL ? "" : head->assembly.name);
    }
    resolution->body = arena_strdup(build->arena, body);
}
