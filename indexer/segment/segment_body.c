/*
 * The body, line by line: a label, a heading, a bullet, or text. A line that
 * begins with a label or a heading's word may as well be wrapped text, so
 * what it is depends on where it stands: behind a paragraph that has ended
 * (or a blank line) anything may begin.
 */
#include "indexer/segment/segment_body.h"
#include "indexer/segment/segment_language.h"

#include "lib/base/cleanup.h"

#include <ctype.h>
#include <string.h>

enum {
    WRAPPED_MAX = 160,     /* bytes of the widest line of a wrapped text */
    LOOK_AHEAD_LINES = 60, /* for the label behind one of two readings */
    HEADING_LIKE_MAX = 100,
    HEADING_LIKE_WORDS = 12
};

bool
at_boundary(const struct body *body, const struct line *line)
{
    return !body->open || body->blank || !body->wrapped || body->complete ||
           line->style != STYLE_LINE ||
           paragraph_ended(body->text.data, body->text.len);
}

bool
is_waiting(const struct body *body)
{
    return body->open && body->labelled && body->text.len == 0;
}

/* Whether the line before was broken for width, not by its writer. */
static bool
is_full(const struct body *body)
{
    return body->wrapped && body->before * 3 >= body->build->lines.widest * 2;
}

/*
 * Whether an "i" behind "h" begins a row of its own, as the next labels of
 * letters show: "ii" comes, or "i" once more that does not begin one itself.
 */
static bool
goes_deeper(const struct body *body, size_t at, const struct label *label)
{
    const struct lines *lines = &body->build->lines;
    size_t most = at + LOOK_AHEAD_LINES;
    unsigned before = 0;
    struct label next;

    if (!label_is_i(label))
        return false;
    for (at++; at < lines->count && at <= most; at++) {
        if (!label_read(&next, lines->list[at].text, lines->list[at].len) ||
            next.readings[0].kind == LABEL_NUMBER ||
            next.readings[0].kind == LABEL_BULLET)
            continue;
        if (before == 1 || label_roman(&next) != 1)
            return (before == 1) != (label_roman(&next) == 2);
        before = 1;
    }
    return before == 1;
}

/* Whether the row that the label at `at` begins goes on where a paragraph has
 * ended: wrapped text does not count so. */
static bool
row_goes_on(const struct body *body, size_t at, const struct label *label)
{
    const struct lines *lines = &body->build->lines;
    size_t most = at + LOOK_AHEAD_LINES;
    struct labels row = {0};
    char path[LABEL_PATH_MAX];
    struct label next;

    if (!label_begins(label))
        return false;
    labels_take(&row, label, (struct label_place){0}, path);
    for (size_t before = at++; at < lines->count && at <= most; at++) {
        const struct line *line = &lines->list[at];

        enum label_fit fit = LABEL_NO;

        if (line->len == 0)
            continue;
        if (label_read(&next, line->text, line->len))
            fit = labels_fit(&row, &next, (struct label_place){0});
        if (fit == LABEL_NEXT)
            return paragraph_ended(lines->list[before].text,
                                   lines->list[before].len);
        if (fit == LABEL_REPEATS) /* another row */
            return false;
        before = at;
    }
    return false;
}

static bool
label_line(struct body *body, size_t at)
{
    const struct line *line = &body->build->lines.list[at];
    const struct section *section = section_now(body);
    struct label_place place = {.anywhere = section == NULL ||
                                            section->clause_count == 0};
    char path[LABEL_PATH_MAX];
    struct label label;
    enum label_fit fit;

    if (!label_read(&label, line->text, line->len))
        return false;
    place.deeper = goes_deeper(body, at, &label);
    fit = labels_fit(&body->labels, &label, place);
    if (fit == LABEL_NO)
        return false;
    if (!at_boundary(body, line) && !label.tab && !is_waiting(body) &&
        !(fit == LABEL_BEGINS && row_goes_on(body, at, &label))) {
        if (fit == LABEL_NEXT && label.readings[0].kind != LABEL_BULLET)
            body_doubt(
                body, "label_in_text", line,
                "this may be a label; read as text, because the line before "
                "does not end a paragraph");
        return false;
    }
    if (fit == LABEL_REPEATS) {
        body_doubt(body, "label_repeats", line,
                   "a label that was there already, or goes back; is a heading "
                   "missing? Kept as text");
        return false;
    }
    section_ensure(body, line);
    labels_take(&body->labels, &label, place, path);
    if (fit == LABEL_GAP)
        finding_add(&body->build->findings, FINDING_DOUBT, "label_gap",
                    line->number, "labels are missing before %s", path);
    clause_open(body, line, path);
    text_add(body, line, label.taken);
    return true;
}

/* "ANNEX 2": no line of a text is that by chance; "Annex 2" is. */
static bool
is_annex_in_capitals(const struct heading_found *found)
{
    const char *at = found->text;

    while (isupper((unsigned char)*at))
        at++;
    return found->heading.kind == KIND_ANNEX && at - found->text > 1 &&
           !isalpha((unsigned char)*at);
}

/* How many lines a heading takes here; 0 when none stands here. */
static size_t
heading_line(struct body *body, size_t at)
{
    const struct line *line = &body->build->lines.list[at];
    struct heading_found found;

    if (is_waiting(body) ||
        !heading_find(&found, body->build, at, body->scratch))
        return 0;
    if (!at_boundary(body, line) &&
        (found.heading.unknown_count > 0 || found.heading.loose ||
         (found.heading.kind == KIND_ANNEX && !is_annex_in_capitals(&found))))
        return 0;
    if (found.heading.loose)
        finding_add(&body->build->findings, FINDING_NOTE, "heading_tail",
                    line->number,
                    "no table knows the end of this heading; whoever is named "
                    "in it is no addressee");
    section_open(body, line, found.text, &found.heading);
    body->headings_seen = true;
    for (size_t i = 0; i < found.lines; i++)
        notes_place(body->build, line + i, NOTE_SECTION,
                    body->build->resolution.section_count - 1, 0);
    return found.lines;
}

/* A short line that ends nothing, with the first label of a row behind it. */
static bool
is_heading_like(const struct body *body, size_t at)
{
    const struct lines *lines = &body->build->lines;
    const struct line *line = &lines->list[at];
    const struct section *section = section_now(body);
    struct label label;

    if (line->len > HEADING_LIKE_MAX ||
        strchr(".;:", line->text[line->len - 1]) ||
        !isalpha((unsigned char)*line->text) || !at_boundary(body, line) ||
        (section != NULL && section->clause_count == 0) ||
        words_count(line->text) > HEADING_LIKE_WORDS)
        return false;
    for (at++; at < lines->count && lines->list[at].len == 0; at++)
        continue;
    return at < lines->count &&
           label_read(&label, lines->list[at].text, lines->list[at].len) &&
           label_begins(&label);
}

static bool
unknown_heading_line(struct body *body, size_t at)
{
    const struct line *line = &body->build->lines.list[at];
    struct heading heading;

    if (is_waiting(body) || !is_heading_like(body, at))
        return false;
    heading = heading_guess(body->build, line, body->scratch);
    section_open(body, line, line->text, &heading);
    notes_place(body->build, line, NOTE_SECTION,
                body->build->resolution.section_count - 1, 0);
    finding_add(&body->build->findings, FINDING_DOUBT, "unknown_heading",
                line->number, "no table knows the heading \"%s\"", line->text);
    return true;
}

/* Whether the line goes on with the clause before it. */
static bool
goes_on(const struct body *body, const struct line *line)
{
    unsigned char first = (unsigned char)*line->text;

    if (!body->open)
        return false;
    if (body->complete)
        return false;
    if (!paragraph_ended(body->text.data, body->text.len))
        return is_waiting(body) || line->style == STYLE_LINE || !isupper(first);
    /* A comma or an abbreviation's dot at the end of a full line. */
    return line->style == STYLE_LINE && !body->blank && !isupper(first) &&
           first < 0x80 && is_full(body) &&
           strchr(";:", body->text.data[body->text.len - 1]) == NULL;
}

static void
text_line(struct body *body, const struct line *line)
{
    struct assembly_line assembly;
    struct heading heading;

    if (!goes_on(body, line)) {
        clause_open(body, line, "");
        if (begins_like_heading(&heading, body->build, line, body->scratch))
            body_doubt(
                body, "heading_in_text", line,
                "a paragraph begins with the words of a heading; read as "
                "text");
        else if (assembly_line_read(&assembly, body->build->grammar, line->text,
                                    body->scratch))
            body_doubt(body, "second_assembly_line", line,
                       "another assembly line; is this a second resolution?");
    }
    text_add(body, line, 0);
}

/* In a language that is not understood there are paragraphs, no more. */
static void
foreign_line(struct body *body, const struct line *line)
{
    static const struct heading none = {.kind = KIND_OTHER, .verb = ""};

    if (section_now(body) == NULL)
        section_open(body, line, "", &none);
    if (!body->open || body->blank || !body->wrapped ||
        line->style != STYLE_LINE ||
        paragraph_ended(body->text.data, body->text.len))
        clause_open(body, line, "");
    text_add(body, line, 0);
}

/* Reads the line at `at`; how many lines it took. */
static size_t
line_read(struct body *body, size_t at)
{
    const struct line *line = &body->build->lines.list[at];
    size_t taken;

    arena_reset(body->scratch);
    if (body->foreign) {
        foreign_line(body, line);
        return 1;
    }
    if (styled_line(body, at) || label_line(body, at))
        return 1;
    taken = heading_line(body, at);
    if (taken > 0)
        return taken;
    if (!styled_heading(body, at) && !annex_title(body, at) &&
        !unknown_heading_line(body, at))
        text_line(body, line);
    return 1;
}

enum status
build_body(struct build *build, struct error *err)
{
    CLEANUP(arena_freep) struct arena *scratch = arena_new();
    struct body body = {.build = build,
                        .scratch = scratch,
                        .wrapped = build->lines.widest <= WRAPPED_MAX,
                        .foreign = !language_is_understood(build->language)};

    for (size_t at = build->body; at < build->lines.count;) {
        const struct line *line = &build->lines.list[at];

        if (line->len == 0) {
            body.blank = true;
            at++;
            continue;
        }
        at += line_read(&body, at);
        body.blank = false;
        body.before = build->lines.list[at - 1].len;
        if (build->clause_count > CLAUSES_MAX ||
            build->resolution.section_count > SECTIONS_MAX)
            break;
    }
    clause_close(&body);
    buf_deinit(&body.text);
    if (build->clause_count > CLAUSES_MAX ||
        build->resolution.section_count > SECTIONS_MAX)
        return error_set(err, STATUS_TOO_LARGE,
                         "more than %d clauses or %d sections", CLAUSES_MAX,
                         SECTIONS_MAX);
    if (!body.headings_seen && !body.foreign)
        finding_add(&build->findings, FINDING_DOUBT, "no_headings", 0,
                    "no headings found; a converter may have dropped them");
    return STATUS_OK;
}
