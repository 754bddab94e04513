/*
 * What the head and the lines around it say against each other: a cover that
 * names another resolution or edition, and the digit of a footnote glued to
 * the number ("RESOLUTION 9411" is 941 with note 1, but only where a note 1
 * stands without a mark, and no other line names 9411).
 */
#include "indexer/segment/segment_head.h"

#include "lib/text/fold.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { COVER_BYTES_MAX = 200, COVER_DIGITS_MAX = 4 };

/* "Resolution 941 (Rev. Exampleville, 2026) - A title" */
struct cover {
    unsigned number;
    struct edition edition; /* year 0: no bracket */
};

static bool
cover_read(struct cover *out, const struct build *build,
           const struct line *line)
{
    static const char word[] = "resolution ";
    struct cover cover = {0};
    const char *at;
    size_t digits;

    if (line->len > COVER_BYTES_MAX ||
        strncasecmp(line->text, word, strlen(word)) != 0)
        return false;
    at = fold_typography(build->arena, line->text, line->len);
    at += strlen(word);
    at += strspn(at, " ");
    digits = strspn(at, "0123456789");
    if (digits == 0 || digits > COVER_DIGITS_MAX)
        return false;
    for (; digits > 0; digits--)
        cover.number = cover.number * 10 + (unsigned)(*at++ - '0');
    at += strspn(at, " ");
    at += edition_read(&cover.edition, build->grammar, at, build->arena);
    at += strspn(at, " ");
    *out = cover;
    return *at == '\0' || strchr("-:", *at) != NULL;
}

static void
cover_compare(struct head *head, const struct cover *cover, unsigned line)
{
    struct build *build = head->build;
    const struct resolution *resolution = &build->resolution;

    if (cover->number != resolution->number)
        finding_add(&build->findings, FINDING_DOUBT, "cover_conflict", line,
                    "the cover says Resolution %u, the head says %u; the head "
                    "is taken%s",
                    cover->number, resolution->number,
                    cover->number == resolution->number / 10
                        ? " (its last digit may be the mark of a footnote)"
                        : "");
    if (cover->edition.year > 0 && cover->edition.year != resolution->year)
        finding_add(&build->findings, FINDING_DOUBT, "cover_conflict", line,
                    "the cover says %u, the head says %u; the head is taken",
                    cover->edition.year, resolution->year);
}

void
head_compare_cover(struct head *head)
{
    for (size_t at = 0; at < head->number_at; at++) {
        struct cover cover;

        if (cover_read(&cover, head->build, head_line(head, at)))
            cover_compare(head, &cover, head_line(head, at)->number);
    }
}

/* Whether another line names the number as it stands: then it is whole. */
static bool
is_named_elsewhere(const struct head *head, unsigned number)
{
    const struct build *build = head->build;
    const char *name = arena_printf(build->arena, "resolution %u", number);

    for (size_t at = 0; at < build->lines.count; at++) {
        const char *found = at == head->number_at
                                ? NULL
                                : strcasestr(head_line(head, at)->text, name);

        if (found != NULL && !isdigit((unsigned char)found[strlen(name)]))
            return true;
    }
    return false;
}

unsigned
head_unglue_number(struct head *head)
{
    struct build *build = head->build;
    unsigned whole = head->number.number;
    struct note *note;

    if (whole < 10)
        return whole;
    note =
        note_without_mark(build, arena_printf(build->arena, "%u", whole % 10));
    if (note == NULL || is_named_elsewhere(head, whole))
        return whole;
    note->place = NOTE_TITLE;
    finding_add(&build->findings, FINDING_DOUBT, "glued_digit",
                head_line(head, head->number_at)->number,
                "the number %u is read as %u with the mark of footnote %s, "
                "which stands in %s without a mark of its own",
                whole, whole / 10, note->label, place_name(build, note->line));
    return whole / 10;
}
