/*
 * What both readers of lines do alike, whether of texts or of documents with
 * styles.
 */
#include "indexer/segment/segment_lines.h"

#include "lib/text/fold.h"
#include "lib/text/utf8.h"

#include <string.h>

static bool
is_control(int32_t point)
{
    return point < 0x20 || (point >= 0x7f && point < 0xa0);
}

size_t
lines_trim_end(const char *text, size_t len)
{
    while (len > 0) {
        size_t start = len - 1, at;

        while (start > 0 && ((unsigned char)text[start] & 0xc0) == 0x80)
            start--;
        at = start;
        if (!fold_is_space(utf8_next(text, len, &at)))
            break;
        len = start;
    }
    return len;
}

static size_t
trim_start(const char *text, size_t len)
{
    size_t at = 0, start = 0;

    while (at < len && fold_is_space(utf8_next(text, len, &at)))
        start = at;
    return start;
}

const char *
lines_trim(const char *text, size_t *len)
{
    size_t end = lines_trim_end(text, *len), skip = trim_start(text, end);

    *len = end - skip;
    return text + skip;
}

struct note *
lines_add_note(struct lines *lines, const char *label, unsigned number,
               struct arena *arena)
{
    struct note *note = arena_push(arena, lines->notes, lines->note_count);

    note->label = arena_strdup(arena, label);
    note->line = number;
    return note;
}

struct note *
lines_open_note(struct lines *lines, const char *label)
{
    for (size_t i = 0; i < lines->note_count; i++)
        if (lines->notes[i].text == NULL &&
            strcmp(lines->notes[i].label, label) == 0)
            return &lines->notes[i];
    return NULL;
}

bool
lines_keep(struct dropped *dropped, int32_t point, unsigned line)
{
    if (point == '\r' || point == '\f')
        return false; /* of a line's or a page's end */
    if (utf8_is_direction(point)) {
        if (dropped->directions++ == 0)
            dropped->direction_line = line;
        return false;
    }
    if (point == '\t' || !is_control(point))
        return true;
    if (dropped->controls++ == 0)
        dropped->control_line = line;
    return false;
}

void
lines_report(const struct dropped *dropped, struct findings *findings)
{
    if (dropped->controls > 0)
        finding_add(findings, FINDING_DOUBT, "control_characters",
                    dropped->control_line,
                    "%zu control characters were left out, the first here",
                    dropped->controls);
    if (dropped->directions > 0)
        finding_add(findings, FINDING_NOTE, "direction_marks",
                    dropped->direction_line,
                    "%zu marks that turn the direction of writing were left "
                    "out, the first here",
                    dropped->directions);
}
