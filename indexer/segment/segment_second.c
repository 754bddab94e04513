/*
 * Two resolutions in one file: the clauses of the second would be cited as
 * those of the first. Only a line of the number's shape with an assembly line
 * near behind it is the head of one; texts name resolutions all the time.
 */
#include "indexer/segment/segment_head.h"

#include <string.h>
#include <strings.h>

enum {
    WRAP_MAX = 3,             /* lines that an assembly line may take */
    ASSEMBLY_BYTES_MAX = 200, /* of each */
    BETWEEN_LINES_MAX = 14    /* title and history */
};

/* "The World ...": an assembly line, wrapped or not, has it once, in front. */
static bool
has_article(const struct line *line)
{
    return strncasecmp(line->text, "the ", 4) == 0;
}

size_t
assembly_lines_read(struct assembly_line *out, const struct build *build,
                    size_t at)
{
    const struct lines *lines = &build->lines;
    const struct line *line = &lines->list[at];
    size_t taken = 0;

    for (size_t more = 1; more <= WRAP_MAX && at + more <= lines->count;
         more++) {
        const struct line *last = &lines->list[at + more - 1];
        struct assembly_line found;

        if (last->len == 0 || last->len > ASSEMBLY_BYTES_MAX ||
            (more > 1 && (!has_article(line) || has_article(last))))
            break;
        if (!assembly_line_read(&found, build->grammar,
                                lines_join(lines, at, more, build->arena),
                                build->arena))
            continue;
        *out = found;
        taken = more;
        if (found.edition.year > 0)
            break;
    }
    return taken;
}

static bool
is_number_line(const struct build *build, const struct line *line)
{
    struct number_line number;

    return number_line_read(&number, build->grammar, line->text, build->arena);
}

/* Whether the head of a resolution begins with the line. */
static bool
is_head(const struct build *build, size_t at)
{
    const struct lines *lines = &build->lines;
    struct assembly_line assembly;

    if (!is_number_line(build, &lines->list[at]))
        return false;
    for (size_t seen = 0; ++at < lines->count && seen < BETWEEN_LINES_MAX;) {
        if (lines->list[at].len == 0)
            continue;
        if (is_number_line(build, &lines->list[at]))
            return false; /* this one may be it */
        if (assembly_lines_read(&assembly, build, at) > 0)
            return true;
        seen++;
    }
    return false;
}

static bool
is_heading(const struct build *build, const char *text)
{
    struct heading heading;

    return grammar_heading(&heading, build->grammar, text, build->arena) &&
           heading.unknown_count == 0 && !heading.loose &&
           heading.kind != KIND_ANNEX;
}

/* The head that was found, where what stands before it is a resolution: it
 * has headings, as no cover and no foreword has. Else the count of lines. */
static size_t
behind_another(const struct head *head)
{
    const struct build *build = head->build;
    bool seen = false;

    for (size_t at = 0; at < head->number_at; at++) {
        if (seen && is_heading(build, head_line(head, at)->text))
            return head->number_at;
        seen = seen || is_number_line(build, head_line(head, at));
    }
    return build->lines.count;
}

enum status
second_refuse(struct head *head, struct error *err)
{
    struct build *build = head->build;
    size_t count = build->lines.count, at = behind_another(head);

    if (at == count)
        for (at = build->body; at < count && !is_head(build, at);)
            at++;
    if (at == count)
        return STATUS_OK;
    finding_add(&build->findings, FINDING_ERROR, "second_resolution",
                head_line(head, at)->number,
                "another resolution begins here (\"%s\"); put each into a "
                "file of its own",
                head_line(head, at)->text);
    return error_set(err, STATUS_BAD_DOCUMENT,
                     "%s: another resolution begins here; put each into a file "
                     "of its own",
                     place_name(build, head_line(head, at)->number));
}
