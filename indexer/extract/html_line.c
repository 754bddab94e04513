#include "indexer/extract/html_line.h"

#include "indexer/extract/line.h"
#include "indexer/extract/raised.h"
#include "lib/model/extracted.h"
#include "lib/text/decode.h"
#include "lib/text/utf8.h"

#include <string.h>

enum { NOTE_LABEL_MAX = 8 };

void
html_line_deinit(struct html_line *line)
{
    buf_deinit(&line->text);
    buf_deinit(&line->label);
    buf_deinit(&line->note);
    buf_deinit(&line->anchor);
    grid_deinit(&line->grid);
}

/* A line of a footnote's style may be none. */
static enum style
style_of(const struct html_line *line)
{
    const char *tab = memchr(line->text.data, '\t', line->text.len);

    if (line->style == STYLE_NOTE && (tab == NULL || tab == line->text.data ||
                                      tab - line->text.data > NOTE_LABEL_MAX))
        return STYLE_PLAIN;
    return line->style;
}

void
html_line_end(struct html_line *line)
{
    line->is_gap = line->is_broken = false;
    if (line->text.len == 0)
        return;
    if (line->is_note) {
        if (line->note.data[line->note.len - 1] != '\t')
            buf_put_byte(&line->note, ' ');
        line_put_flat(&line->note, line->text.data, line->text.len);
    } else {
        grid_put(&line->grid, line->out, style_of(line), line->text.data,
                 line->text.len);
    }
    buf_clear(&line->text);
}

void
html_line_break(struct html_line *line)
{
    bool is_within = line->text.len > 0; /* else it ends a paragraph */

    html_line_end(line);
    line->is_broken = is_within;
}

/* Before the first text of a line: its style, and the label that waits. */
static void
begin(struct html_line *line, enum style style)
{
    line->style = line->is_broken ? STYLE_LINE : style;
    if (line->label.len > 0)
        buf_put(&line->text, line->label.data, line->label.len);
    buf_clear(&line->label);
}

static bool
is_blank(int32_t point)
{
    return point == ' ' || (point >= '\t' && point <= '\r');
}

/* Of a footnote made by hand, perhaps. */
static void
put_label(struct html_line *line, const char *label, size_t len)
{
    buf_put(&line->text, label, len);
    buf_put_byte(&line->text, '\t');
    if (line->style == STYLE_PLAIN && !line->is_note)
        line->style = STYLE_NOTE;
}

static void
put_word(struct html_line *line, const char *word, size_t len, enum style style)
{
    bool is_first = line->text.len == 0;

    if (is_first)
        begin(line, style);
    else if (line->is_gap)
        buf_put_byte(&line->text, ' ');
    line->is_gap = false;
    if (!line->is_raised)
        extracted_put_text(&line->text, word, len);
    else if (is_first && line->text.len == 0 && raised_is_label(word, len))
        put_label(line, word, len);
    else
        raised_put(&line->text, word, len);
}

static void
put_kept(struct html_line *line, int32_t point, enum style style)
{
    struct buf bytes = {0};

    if (point == '\n') {
        html_line_break(line);
        return;
    }
    utf8_put(&bytes, point);
    put_word(line, bytes.data, bytes.len, style);
    buf_deinit(&bytes);
}

void
html_line_put(struct html_line *line, const char *text, size_t len, bool keep,
              enum style style)
{
    if (line->in_anchor != HTML_ANCHOR_NONE) {
        buf_put(&line->anchor, text, len);
        return;
    }
    line->bytes += len;
    for (size_t at = 0; at < len;) {
        size_t first = at, last = at;
        int32_t point = utf8_next(text, len, &at);

        if (keep && line->is_raised && point != '\n') {
            while (last < len && text[last] != '\n')
                last++;
            put_word(line, text + first, last - first, style);
            at = last;
        } else if (keep) {
            put_kept(line, decode_windows_1252(point), style);
        } else if (is_blank(point)) {
            line->is_gap = line->text.len > 0;
        } else if (decode_windows_1252(point) != point) {
            struct buf bytes = {0};

            utf8_put(&bytes, decode_windows_1252(point));
            put_word(line, bytes.data, bytes.len, style);
            buf_deinit(&bytes);
        } else {
            for (last = at; last < len &&
                            !is_blank((unsigned char)text[last]) &&
                            (unsigned char)text[last] < 0x80;)
                last++;
            put_word(line, text + first, last - first, style);
            at = last;
        }
    }
}

static void
end_label(struct html_line *line)
{
    if (line->label.len > 0)
        grid_put(&line->grid, line->out, STYLE_PLAIN, line->label.data,
                 line->label.len);
    buf_clear(&line->label);
}

void
html_line_item(struct html_line *line, struct html_list *list,
               const char *const *attributes)
{
    html_line_end(line);
    end_label(line); /* of an item that begins with a list of its own */
    if (list != NULL)
        html_label_item(list, attributes, &line->label);
}

void
html_line_end_item(struct html_line *line)
{
    html_line_end(line);
    end_label(line);
}

void
html_line_begin_anchor(struct html_line *line, enum html_anchor anchor)
{
    line->in_anchor = anchor;
    buf_clear(&line->anchor);
}

/* "[1]", " 1 ": the label alone. */
static void
trim_label(struct buf *label)
{
    static const char *const around = "[]() \t\r\n";
    size_t first = 0;

    buf_text(label);
    while (label->len > 0 && strchr(around, label->data[label->len - 1]))
        label->len--;
    while (first < label->len && strchr(around, label->data[first]))
        first++;
    buf_take(label, first);
}

void
html_line_end_anchor(struct html_line *line)
{
    enum html_anchor anchor = line->in_anchor;

    line->in_anchor = HTML_ANCHOR_NONE;
    if (anchor == HTML_ANCHOR_NONE)
        return;
    trim_label(&line->anchor);
    if (line->anchor.len == 0)
        buf_put_byte(&line->anchor, '*');
    if (anchor == HTML_ANCHOR_MARK) {
        if (line->text.len == 0)
            begin(line, STYLE_PLAIN);
        extracted_put_mark(&line->text, buf_text(&line->anchor));
        return;
    }
    html_line_end_note(line);
    line->is_note = true;
    extracted_put_text(&line->note, line->anchor.data, line->anchor.len);
    if (line->note.len == 0)
        buf_put_byte(&line->note, '*');
    buf_put_byte(&line->note, '\t');
}

void
html_line_end_note(struct html_line *line)
{
    html_line_end(line);
    if (!line->is_note)
        return;
    line->is_note = false;
    if (line->note.data[line->note.len - 1] != '\t') /* it has a text */
        line_put(line->out, STYLE_NOTE, 0, line->note.data, line->note.len);
    buf_clear(&line->note);
}
