/*
 * One walk over the bytes. A footnote that a converter inlined reads
 * "[footnoteRef:1]1  [1: 1 <TAB>Text]": a mark, the digit as displayed, the
 * note. Looking for the end of a note is bounded, and so is how often it may
 * fail, so that brackets cannot make the walk slow.
 */
#include "indexer/segment/segment_lines.h"

#include "lib/text/utf8.h"

#include <ctype.h>
#include <string.h>

enum {
    BOOKMARK_BYTES_MAX = 200,
    NOTE_BYTES_MAX = 16 * 1024,
    NOTE_FAILURES_MAX = 100
};

struct reader {
    const char *text;
    size_t len, at;
    unsigned number; /* of the line being read */
    unsigned failures;
    struct dropped dropped;
    struct buf line;
    size_t first_mark;
    struct lines lines;
    struct findings *findings;
};

static struct arena *
arena_of(const struct reader *reader)
{
    return reader->findings->arena;
}

static void
line_end(struct reader *reader)
{
    struct lines *lines = &reader->lines;
    struct line *line = arena_push(arena_of(reader), lines->list, lines->count);
    const char *text;

    line->len = reader->line.len;
    text = lines_trim(buf_text(&reader->line), &line->len);
    line->text = arena_strndup(arena_of(reader), text, line->len);
    line->number = reader->number;
    line->style = STYLE_LINE;
    line->first_mark = reader->first_mark;
    line->mark_count = lines->note_count - reader->first_mark;
    if (line->len > lines->widest)
        lines->widest = line->len;
    buf_clear(&reader->line);
    reader->first_mark = lines->note_count;
}

static bool
looking_at(const struct reader *reader, size_t at, const char *what)
{
    size_t len = strlen(what);

    return reader->len - at >= len && memcmp(reader->text + at, what, len) == 0;
}

/* LF, CR LF, or a CR alone, which ends a line too. */
static bool
is_line_end(const struct reader *reader, size_t at)
{
    return reader->text[at] == '\n' ||
           (reader->text[at] == '\r' && !looking_at(reader, at + 1, "\n"));
}

static bool
bookmark_skip(struct reader *reader)
{
    size_t at = reader->at, most = reader->at + BOOKMARK_BYTES_MAX;

    if (!looking_at(reader, at, "[bookmark:"))
        return false;
    while (at < reader->len && at < most && !is_line_end(reader, at)) {
        if (reader->text[at++] == ']') {
            reader->at = at;
            return true;
        }
    }
    return false;
}

/* The label between `at` and the byte `end`; its length, or 0. */
static size_t
label_length(const struct reader *reader, size_t at, char end)
{
    size_t len = 0;

    while (at + len < reader->len && len <= NOTE_LABEL_MAX &&
           (isalnum((unsigned char)reader->text[at + len]) ||
            reader->text[at + len] == '*'))
        len++;
    return len <= NOTE_LABEL_MAX && at + len < reader->len &&
                   reader->text[at + len] == end
               ? len
               : 0;
}

/* Where the bracket opened at `at` is closed, or 0. */
static size_t
bracket_close(const struct reader *reader, size_t at)
{
    size_t most = at + NOTE_BYTES_MAX, depth = 0;

    for (; at < reader->len && at < most; at++) {
        if (reader->text[at] == '[')
            depth++;
        else if (reader->text[at] == ']' && --depth == 0)
            return at;
    }
    return 0;
}

/* The note's text: one line, without controls, trimmed. */
static char *
note_text(struct reader *reader, size_t from, size_t to)
{
    const char *text = reader->text;
    struct buf out = {0};
    const char *trimmed;
    char *copy;
    size_t len;

    for (size_t at = from; at < to;) {
        size_t start = at;
        int32_t point = utf8_next(text, to, &at);

        if (point == '\t' || is_line_end(reader, start))
            buf_put_byte(&out, ' ');
        else if (lines_keep(&reader->dropped, point, reader->number))
            buf_put(&out, text + start, at - start);
    }
    len = out.len;
    trimmed = lines_trim(buf_text(&out), &len);
    copy = arena_strndup(arena_of(reader), trimmed, len);
    buf_deinit(&out);
    return copy;
}

/*
 * Reads "[1: 1 <TAB>Text]" at reader->at and moves behind it. The digit that
 * repeats the label is not of the text.
 */
static char *
definition_read(struct reader *reader, const char *label)
{
    size_t len = strlen(label), at = reader->at + 1;
    size_t close;
    char *text;

    if (!looking_at(reader, at, label) || !looking_at(reader, at + len, ":") ||
        reader->failures >= NOTE_FAILURES_MAX)
        return NULL;
    close = bracket_close(reader, reader->at);
    if (close == 0) {
        reader->failures++;
        finding_add(reader->findings, FINDING_DOUBT, "open_footnote",
                    reader->number,
                    "the bracket of footnote %s is not closed; its text stays "
                    "where it stands",
                    label);
        return NULL;
    }
    at += len + 1;
    while (at < close && (reader->text[at] == ' ' || reader->text[at] == '\t'))
        at++;
    if (looking_at(reader, at, label) && at + len < close &&
        isspace((unsigned char)reader->text[at + len]))
        at += len;
    text = note_text(reader, at, close);
    for (; reader->at <= close; reader->at++)
        reader->number += is_line_end(reader, reader->at);
    return text;
}

/* "[footnoteRef:1]1", and the note when it follows. */
static bool
mark_read(struct reader *reader)
{
    size_t start = reader->at + strlen("[footnoteRef:"), len;
    struct note *note;
    size_t at;

    if (!looking_at(reader, reader->at, "[footnoteRef:"))
        return false;
    len = label_length(reader, start, ']');
    if (len == 0)
        return false;
    note = lines_add_note(
        &reader->lines,
        arena_strndup(arena_of(reader), reader->text + start, len),
        reader->number, arena_of(reader));
    reader->at = start + len + 1;
    if (looking_at(reader, reader->at, note->label))
        reader->at += len;
    at = reader->at;
    while (at < reader->len && reader->text[at] == ' ')
        at++;
    if (at < reader->len && reader->text[at] == '[') {
        size_t back = reader->at;

        reader->at = at;
        note->text = definition_read(reader, note->label);
        if (note->text == NULL)
            reader->at = back;
    }
    return true;
}

/* A note that stands by itself, at the start of a line. */
static bool
lone_definition_read(struct reader *reader)
{
    struct lines *lines = &reader->lines;
    struct note *note;
    size_t len = label_length(reader, reader->at + 1, ':');
    const char *label;
    char *text;

    if (len == 0 || !isdigit((unsigned char)reader->text[reader->at + 1]) ||
        lines_trim_end(reader->line.data, reader->line.len) > 0)
        return false;
    label = arena_strndup(arena_of(reader), reader->text + reader->at + 1, len);
    text = definition_read(reader, label);
    if (text == NULL)
        return false;
    note = lines_open_note(lines, label);
    if (note != NULL) {
        note->text = text;
        return true;
    }
    note = lines_add_note(lines, label, reader->number, arena_of(reader));
    note->text = text;
    note->unmarked = true;
    finding_add(reader->findings, FINDING_DOUBT, "footnote_without_mark",
                reader->number, "no mark of footnote %s was seen before it",
                label);
    return true;
}

static void
byte_read(struct reader *reader)
{
    size_t start = reader->at;
    int32_t point = utf8_next(reader->text, reader->len, &reader->at);

    if (is_line_end(reader, start)) {
        line_end(reader);
        reader->number++;
    } else if (lines_keep(&reader->dropped, point, reader->number)) {
        buf_put(&reader->line, reader->text + start, reader->at - start);
    }
}

static enum status
walk(struct reader *reader, struct error *err)
{
    const struct lines *lines = &reader->lines;

    while (reader->at < reader->len) {
        bool markup = reader->text[reader->at] == '[' &&
                      (bookmark_skip(reader) || mark_read(reader) ||
                       lone_definition_read(reader));

        if (!markup)
            byte_read(reader);
        if (lines->count > LINES_MAX || lines->note_count > NOTES_MAX)
            return error_set(err, STATUS_TOO_LARGE,
                             "more than %d lines or %d footnotes", LINES_MAX,
                             NOTES_MAX);
    }
    line_end(reader);
    return STATUS_OK;
}

enum status
lines_read(struct lines *out, const char *text, size_t len,
           struct findings *findings, struct error *err)
{
    struct reader reader = {
        .text = text, .len = len, .number = 1, .findings = findings};
    enum status status;

    if (len > TEXT_BYTES_MAX)
        return error_set(err, STATUS_TOO_LARGE, "more than %d bytes of text",
                         TEXT_BYTES_MAX);
    if (!utf8_valid(text, len))
        return error_set(err, STATUS_BAD_DOCUMENT, "the text is not UTF-8");
    status = walk(&reader, err);
    buf_deinit(&reader.line);
    if (status != STATUS_OK)
        return status;
    lines_report(&reader.dropped, findings);
    *out = reader.lines;
    return STATUS_OK;
}
