/*
 * The two lines that a head is known by: the number line and, behind it, the
 * assembly line. The number line is the last one before the assembly line,
 * because covers and forewords name the resolution too.
 */
#include "indexer/segment/segment_head.h"

enum {
    HEAD_LINES_MAX = 60 /* from the number line to the assembly line */
};

/* The number line at `at`; where one has the style, others are none. */
static bool
number_at(const struct head *head, struct number_line *out, size_t at)
{
    const struct line *line = head_line(head, at);

    return (!head->number_styled || line->style == STYLE_NUMBER) &&
           number_line_read(out, head->build->grammar, line->text,
                            head->build->arena);
}

static void
number_style_find(struct head *head)
{
    const struct lines *lines = &head->build->lines;
    struct number_line number;

    for (size_t at = 0; lines->styled && at < lines->count; at++)
        if (lines->list[at].style == STYLE_NUMBER &&
            number_at(head, &number, at))
            head->number_styled = true;
}

/* Takes the assembly line at `at`; true when none behind it can be a better
 * one. */
static bool
assembly_take(struct head *head, size_t at)
{
    struct assembly_line found;
    size_t lines = assembly_lines_read(&found, head->build, at);

    if (lines == 0 || (!found.sure && head->assembly_lines > 0))
        return false;
    head->assembly = found;
    head->assembly_at = at;
    head->assembly_lines = lines;
    return found.sure;
}

void
head_find_assembly(struct head *head)
{
    size_t count = head->build->lines.count;

    for (size_t at = 1; at < count && at <= HEAD_LINES_MAX; at++)
        if (assembly_take(head, at))
            return;
}

/*
 * Of the number lines in [first, end), the first of which is one, the last;
 * or, when that is of another year than the assembly, the last that is of its
 * year: a title may end in "of / Resolution 5 (Place, 2018)".
 */
static void
number_choose(struct head *head, size_t first, size_t end)
{
    unsigned year = head->assembly_lines > 0 ? head->assembly.edition.year : 0;
    bool chosen = false;

    for (size_t at = end; at-- > first;) {
        struct number_line number;

        if (!number_at(head, &number, at) ||
            (chosen && number.edition.year != year))
            continue;
        head->number = number;
        head->number_at = at;
        chosen = true;
        if (number.edition.year == 0 || year == 0 ||
            number.edition.year == year)
            return;
    }
}

bool
head_find_anchors(struct head *head)
{
    struct build *build = head->build;
    bool found = false;
    size_t latest = 0;

    number_style_find(head);
    for (size_t at = 0; at < build->lines.count; at++) {
        struct number_line number;

        if (number_at(head, &number, at)) {
            if (!found)
                head->number_at = at;
            found = true;
            latest = at;
        } else if (found && at - latest <= HEAD_LINES_MAX &&
                   assembly_take(head, at)) {
            break;
        }
    }
    if (found)
        number_choose(head, head->number_at,
                      head->assembly_lines > 0 ? head->assembly_at
                                               : head->number_at + 1);
    return found;
}
