/*
 * Lines that are what they are by their style, or by standing below the name
 * of an annex: rows of tables, names of sections and annexes, titles,
 * headings that no table knows.
 */
#include "indexer/segment/segment_body.h"

#include "lib/base/cleanup.h"

#include <ctype.h>
#include <string.h>

enum {
    HEADING_STYLED_MAX = 400, /* bytes; a longer line is text, however styled */
    NAME_WORDS_MAX = 2,       /* of an annex: "Annex 1" */
    TITLE_BYTES_MAX = 120,
    TITLE_WORDS_MAX = 16
};

/* A paragraph that no line goes on with. */
static void
lone_paragraph(struct body *body, const struct line *line)
{
    clause_open(body, line, "");
    text_add(body, line, 0);
    body->complete = true;
}

/* "Section 1 - Rules": what it is called by its first words, else its style. */
static struct heading
part_heading(const struct body *body, const struct line *line)
{
    struct heading heading;
    size_t end = 0;
    const char *best = NULL;

    for (size_t words = 1; words <= NAME_WORDS_MAX && end < line->len;
         words++) {
        end += strspn(line->text + end, " ");
        end += strcspn(line->text + end, " ");
        if (grammar_heading(&heading, body->build->grammar,
                            arena_strndup(body->scratch, line->text, end),
                            body->scratch) &&
            heading.kind == KIND_ANNEX)
            best = heading.verb;
    }
    return (struct heading){.kind = KIND_ANNEX,
                            .verb =
                                best != NULL ? best : style_name(line->style)};
}

static void
heading_open(struct body *body, const struct line *line,
             const struct heading *heading)
{
    section_open(body, line, line->text, heading);
    notes_place(body->build, line, NOTE_SECTION,
                body->build->resolution.section_count - 1, 0);
    body->headings_seen = true;
}

/* A name that the tables know is a heading like any other. */
static bool
part_line(struct body *body, const struct line *line)
{
    struct heading heading;

    if (line->len > HEADING_STYLED_MAX)
        return false;
    if (grammar_heading(&heading, body->build->grammar, line->text,
                        body->scratch))
        return false;
    heading = part_heading(body, line);
    heading_open(body, line, &heading);
    return true;
}

bool
styled_line(struct body *body, size_t at)
{
    const struct line *line = &body->build->lines.list[at];

    switch (line->style) {
    case STYLE_SECTION:
    case STYLE_ANNEX:
    case STYLE_APPENDIX:
        return part_line(body, line);
    case STYLE_ROW:
    case STYLE_PART_TITLE:
        lone_paragraph(body, line);
        return true;
    default:
        return false;
    }
}

/* Whether a line can be a heading at all, whatever its style says. */
static bool
may_be_heading(const struct line *line)
{
    unsigned char first = (unsigned char)*line->text;
    struct label label;

    return line->len <= HEADING_STYLED_MAX &&
           (isalpha(first) || first >= 0x80) &&
           strchr(".;", line->text[line->len - 1]) == NULL &&
           !label_read(&label, line->text, line->len);
}

bool
styled_heading(struct body *body, size_t at)
{
    const struct line *line = &body->build->lines.list[at];
    struct heading heading;

    if (line->style != STYLE_HEADING || !may_be_heading(line))
        return false;
    heading = heading_guess(body->build, line, body->scratch);
    heading_open(body, line, &heading);
    finding_add(&body->build->findings, FINDING_DOUBT, "unknown_heading",
                line->number, "no table knows the heading \"%s\"", line->text);
    return true;
}

/* Whether only the bracket of an annex stands below its name so far. */
static bool
below_annex(const struct body *body)
{
    const struct section *section = section_now(body);

    if (section == NULL || section->kind != KIND_ANNEX ||
        section->clause_count > 1)
        return false;
    return section->clause_count == 0 ||
           (body->open && is_bracketed(body->text.data, body->text.len));
}

/* A short line that ends nothing, below the name of an annex; what stands
 * behind it does not go on with it. */
bool
annex_title(struct body *body, size_t at)
{
    const struct lines *lines = &body->build->lines;
    const struct line *line = &lines->list[at];
    size_t next = at + 1;

    if (!below_annex(body) || line->len > TITLE_BYTES_MAX ||
        !isupper((unsigned char)*line->text) ||
        strchr(".;:,", line->text[line->len - 1]) != NULL ||
        words_count(line->text) > TITLE_WORDS_MAX)
        return false;
    if (next < lines->count && lines->list[next].len > 0 &&
        islower((unsigned char)*lines->list[next].text) &&
        !label_read(&(struct label){0}, lines->list[next].text,
                    lines->list[next].len))
        return false;
    lone_paragraph(body, line);
    return true;
}
