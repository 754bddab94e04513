/*
 * The lines of clause-extract as lines of a document. What it says is no more
 * believed than any other input: bytes that are no text are refused, and
 * styles that half of the document has alike say nothing.
 */
#include "indexer/segment/segment_lines.h"

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/base/cleanup.h"
#include "lib/model/extracted.h"
#include "lib/text/utf8.h"

#include <string.h>

#define CELL_GAP " | "

enum {
    MARK_BYTES = 3, /* of what stands around a footnote's mark */
    LANGUAGE_BYTES_MAX = 16,
    NUMBER_BYTES_MAX = 200,     /* of a resolution's line, its bracket apart */
    NOTE_BYTES_MAX = 16 * 1024, /* of a footnote of several paragraphs */
    PLAIN_LINES_MAX = 4 /* a document as short has any share of styles */
};

struct styled {
    struct lines lines;
    struct findings *findings;
    struct buf text; /* of the line being read */
    struct dropped dropped;
    size_t first_mark;
    unsigned number; /* of the line being read, from 1 */
    size_t
        notes_told; /* behind the footnote read last, which may go on; or 0 */
};

static struct arena *
arena_of(const struct styled *styled)
{
    return styled->findings->arena;
}

/* The mark of a footnote at text, and the bytes it takes; 0: none. */
static size_t
mark_take(struct styled *styled, const char *text, size_t len)
{
    size_t most = MARK_BYTES + NOTE_LABEL_MAX + MARK_BYTES, end = MARK_BYTES;

    if (len < 2 * MARK_BYTES ||
        memcmp(text, EXTRACTED_MARK_OPEN, MARK_BYTES) != 0)
        return 0;
    while (end + MARK_BYTES <= len && end + MARK_BYTES <= most &&
           memcmp(text + end, EXTRACTED_MARK_CLOSE, MARK_BYTES) != 0)
        end++;
    if (end == MARK_BYTES || end + MARK_BYTES > len || end + MARK_BYTES > most)
        return 0;
    lines_add_note(
        &styled->lines,
        arena_strndup(arena_of(styled), text + MARK_BYTES, end - MARK_BYTES),
        styled->number, arena_of(styled));
    return end + MARK_BYTES;
}

/* Whether half of a mark stands there that is too long for one; what is
 * between the halves is text then. */
static bool
is_half_mark(const char *text, size_t len)
{
    return len >= MARK_BYTES &&
           (memcmp(text, EXTRACTED_MARK_OPEN, MARK_BYTES) == 0 ||
            memcmp(text, EXTRACTED_MARK_CLOSE, MARK_BYTES) == 0);
}

/* Text with its marks taken out, into styled->text. */
static void
text_take(struct styled *styled, const char *text, size_t len)
{
    for (size_t at = 0; at < len;) {
        size_t start = at, mark = mark_take(styled, text + at, len - at);
        int32_t point;

        if (mark == 0 && is_half_mark(text + at, len - at))
            mark = MARK_BYTES;
        if (mark > 0) {
            at += mark;
            continue;
        }
        point = utf8_next(text, len, &at);
        if (lines_keep(&styled->dropped, point, styled->number))
            buf_put(&styled->text, text + start, at - start);
    }
}

/* The cells of a row that are not empty; how many. */
static size_t
cells_take(struct styled *styled, const char *text, size_t len)
{
    size_t count = 0;

    for (size_t at = 0; at < len;) {
        const char *tab = memchr(text + at, '\t', len - at);
        size_t end = tab == NULL ? len : (size_t)(tab - text);
        size_t cell = end - at;
        const char *trimmed = lines_trim(text + at, &cell);

        if (cell > 0 && count++ > 0)
            buf_put_text(&styled->text, CELL_GAP);
        text_take(styled, trimmed, cell);
        at = end + 1;
    }
    return count;
}

static void
line_push(struct styled *styled, enum style style)
{
    struct lines *lines = &styled->lines;
    struct line *line = arena_push(arena_of(styled), lines->list, lines->count);
    const char *text;

    line->len = styled->text.len;
    text = lines_trim(buf_text(&styled->text), &line->len);
    line->text = arena_strndup(arena_of(styled), text, line->len);
    line->number = styled->number;
    line->style = style;
    line->first_mark = styled->first_mark;
    line->mark_count = lines->note_count - styled->first_mark;
    if (style == STYLE_LINE && line->len > lines->widest)
        lines->widest = line->len;
    styled->first_mark = lines->note_count;
}

/* "(Rev. Dubai, 2012)" in a paragraph of its own behind "RESOLUTION 59". */
static bool
number_goes_on(struct styled *styled)
{
    struct lines *lines = &styled->lines;
    struct line *last =
        lines->count == 0 ? NULL : &lines->list[lines->count - 1];
    const char *text = buf_text(&styled->text);

    if (last == NULL || last->style != STYLE_NUMBER || *text != '(' ||
        last->len > NUMBER_BYTES_MAX)
        return false;
    last->text = arena_printf(arena_of(styled), "%s %s", last->text, text);
    last->len = strlen(last->text);
    last->mark_count = lines->note_count - last->first_mark;
    styled->first_mark = lines->note_count;
    return true;
}

/* The text of a footnote, from a byte of the line on. */
static char *
note_text(struct styled *styled, const struct extracted_line *in, size_t from)
{
    const char *text;
    size_t len;

    text_take(styled, in->text + from, in->len - from);
    styled->first_mark = styled->lines.note_count; /* marks within notes */
    len = styled->text.len;
    text = lines_trim(buf_text(&styled->text), &len);
    return arena_strndup(arena_of(styled), text, len);
}

/* A paragraph more of the footnote before. */
static bool
note_go_on(struct styled *styled, const struct extracted_line *in)
{
    size_t at = styled->notes_told - 1;
    const char *more;
    struct note *note;

    if (styled->notes_told == 0 ||
        strlen(styled->lines.notes[at].text) > NOTE_BYTES_MAX)
        return false;
    more = note_text(styled, in, 0);
    note = &styled->lines.notes[at];
    note->text = arena_printf(arena_of(styled), "%s %s", note->text, more);
    return true;
}

/* "1 <TAB> Text"; without a TAB the note before goes on. */
static bool
note_take(struct styled *styled, const struct extracted_line *in)
{
    const char *tab = memchr(in->text, '\t', in->len), *name;
    size_t label = tab == NULL ? 0 : (size_t)(tab - in->text);
    struct note *note;
    char *text;

    if (tab == NULL)
        return note_go_on(styled, in);
    name = lines_trim(in->text, &label);
    if (label == 0 || label > NOTE_LABEL_MAX)
        return false;
    name = arena_strndup(arena_of(styled), name, label);
    text = note_text(styled, in, (size_t)(tab + 1 - in->text));
    note = lines_open_note(&styled->lines, name);
    if (note == NULL) {
        note = lines_add_note(&styled->lines, name, styled->number,
                              arena_of(styled));
        note->unmarked = true;
        styled->first_mark = styled->lines.note_count;
        finding_add(styled->findings, FINDING_DOUBT, "footnote_without_mark",
                    styled->number, "no mark of footnote %s was seen before it",
                    name);
    }
    note->text = text;
    styled->notes_told = (size_t)(note - styled->lines.notes) + 1;
    return true;
}

static void
language_take(struct styled *styled, const struct extracted_line *in)
{
    size_t len = in->len;
    const char *text = lines_trim(in->text, &len);

    if (styled->lines.language == NULL && len > 0 && len <= LANGUAGE_BYTES_MAX)
        styled->lines.language = arena_strndup(arena_of(styled), text, len);
}

static void
line_take(struct styled *styled, const struct extracted_line *in)
{
    struct lines *lines = &styled->lines;
    enum style style = in->style;

    if (style == STYLE_LANGUAGE) {
        language_take(styled, in);
        return;
    }
    styled->number++;
    *arena_push(arena_of(styled), lines->pages, lines->page_count) = in->page;
    buf_clear(&styled->text);
    if (style == STYLE_NOTE && note_take(styled, in))
        return;
    if (style == STYLE_ROW) {
        if (cells_take(styled, in->text, in->len) < 2)
            style = STYLE_PLAIN;
    } else {
        text_take(styled, in->text, in->len);
        styled->notes_told = 0;
    }
    if (style == STYLE_NOTE || styled->text.len == 0)
        style = STYLE_PLAIN;
    if (style != STYLE_NUMBER || !number_goes_on(styled))
        line_push(styled, style);
}

/* What share of the lines a style may have; a writer who gives one look to
 * more of them means nothing by it. */
static const struct {
    bool of[STYLE_COUNT];
} shares[] = {
    {{[STYLE_HEADING] = true}},
    {{[STYLE_NUMBER] = true, [STYLE_TITLE] = true, [STYLE_HISTORY] = true}},
    {{[STYLE_SECTION] = true,
      [STYLE_ANNEX] = true,
      [STYLE_APPENDIX] = true,
      [STYLE_PART_TITLE] = true}},
};

static bool
is_telling(enum style style)
{
    return style != STYLE_PLAIN && style != STYLE_LINE;
}

/* Styles that more than half of all lines have are none. */
static void
styles_doubt(struct styled *styled)
{
    struct lines *lines = &styled->lines;
    size_t counts[STYLE_COUNT] = {0}, all = 0;

    for (size_t i = 0; i < lines->count; i++) {
        counts[lines->list[i].style]++;
        all += lines->list[i].len > 0;
    }
    for (size_t share = 0; share < COUNT_OF(shares); share++) {
        size_t have = 0;

        for (unsigned style = 0; style < STYLE_COUNT; style++)
            have += shares[share].of[style] ? counts[style] : 0;
        if (all <= PLAIN_LINES_MAX || have * 2 <= all)
            continue;
        for (size_t i = 0; i < lines->count; i++)
            if (shares[share].of[lines->list[i].style])
                lines->list[i].style = STYLE_PLAIN;
        finding_add(styled->findings, FINDING_DOUBT, "styles_ignored", 0,
                    "more than half of the lines have one style, which says "
                    "nothing then; the text alone decides");
    }
    for (size_t i = 0; i < lines->count; i++)
        lines->styled = lines->styled || is_telling(lines->list[i].style);
}

static enum status
lines_take(struct styled *styled, struct extracted *extracted,
           struct error *err)
{
    struct extracted_line line;

    while (extracted_next(extracted, &line)) {
        if (styled->lines.count > LINES_MAX || styled->number > LINES_MAX ||
            styled->lines.note_count > NOTES_MAX)
            return error_set(err, STATUS_TOO_LARGE,
                             "more than %d lines or %d footnotes", LINES_MAX,
                             NOTES_MAX);
        line_take(styled, &line);
    }
    return extracted->ended ? STATUS_OK
                            : error_set(err, STATUS_BAD_DOCUMENT,
                                        "what was read of it ends too soon");
}

enum status
lines_read_styled(struct lines *out, const char *bytes, size_t len,
                  struct findings *findings, struct error *err)
{
    struct styled styled = {.findings = findings};
    struct extracted extracted;
    enum status status = extracted_open(&extracted, bytes, len, err);

    if (status != STATUS_OK)
        return status;
    if (len > 2 * (size_t)TEXT_BYTES_MAX)
        return error_set(err, STATUS_TOO_LARGE, "more than %d bytes of text",
                         TEXT_BYTES_MAX);
    if (!utf8_valid(bytes, len))
        return error_set(err, STATUS_BAD_DOCUMENT, "the text is not UTF-8");
    status = lines_take(&styled, &extracted, err);
    buf_deinit(&styled.text);
    if (status != STATUS_OK)
        return status;
    lines_report(&styled.dropped, findings);
    styles_doubt(&styled);
    *out = styled.lines;
    return STATUS_OK;
}
