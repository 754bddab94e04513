/*
 * A word is held back until it ends, because only then is it known on which
 * line it stands. A word wider than the line is left whole: addresses can
 * then still be copied.
 */
#include "client/wrap.h"

#include "lib/text/utf8.h"

#include <string.h>

enum { SENTENCE_INDENT = 2 /* of its second line on */ };

static const char bold_on[] = "\033[1m";
static const char bold_off[] = "\033[0m";
static const char white[] = " \t\n\r";

void
wrap_init(struct wrap *wrap, struct buf *out, unsigned width, bool colour)
{
    *wrap = (struct wrap){.out = out, .width = width, .colour = colour};
}

void
wrap_deinit(struct wrap *wrap)
{
    buf_deinit(&wrap->word);
}

static void
put_spaces(struct buf *out, unsigned count)
{
    buf_printf(out, "%*s", (int)count, "");
}

void
wrap_begin(struct wrap *wrap, const char *lead, unsigned indent)
{
    size_t first = wrap->out->len;

    wrap->indent = indent;
    wrap->line_has_word = false;
    wrap->space = false;
    wrap_put_safe_line(wrap->out, lead, strlen(lead));
    wrap->column = 0;
    if (wrap->out->len > first)
        wrap->column =
            utf8_width(wrap->out->data + first, wrap->out->len - first);
    if (wrap->column < indent) {
        put_spaces(wrap->out, indent - wrap->column);
        wrap->column = indent;
    }
}

static void
put_word(struct wrap *wrap)
{
    unsigned gap = wrap->line_has_word && wrap->space ? 1 : 0;

    if (wrap->word.len == 0)
        return;
    if (wrap->line_has_word &&
        wrap->column + gap + wrap->word_width > wrap->width) {
        buf_put_byte(wrap->out, '\n');
        put_spaces(wrap->out, wrap->indent);
        wrap->column = wrap->indent;
        gap = 0;
    }
    put_spaces(wrap->out, gap);
    buf_put(wrap->out, wrap->word.data, wrap->word.len);
    wrap->column += gap + wrap->word_width;
    wrap->line_has_word = true;
    wrap->space = false;
    wrap->word_width = 0;
    buf_clear(&wrap->word);
}

static void
put_piece(struct wrap *wrap, const char *text, size_t len, bool bold)
{
    size_t first;

    if (bold && wrap->colour)
        buf_put_text(&wrap->word, bold_on);
    first = wrap->word.len;
    utf8_put_safe(&wrap->word, text, len);
    wrap->word_width +=
        utf8_width(wrap->word.data + first, wrap->word.len - first);
    if (bold && wrap->colour)
        buf_put_text(&wrap->word, bold_off);
}

void
wrap_put(struct wrap *wrap, const char *text, size_t len, bool bold)
{
    size_t at = 0;

    while (at < len) {
        size_t first = at;

        while (at < len && memchr(white, text[at], sizeof white - 1) == NULL)
            at++;
        if (at > first)
            put_piece(wrap, text + first, at - first, bold);
        if (at == len)
            break;
        put_word(wrap);
        wrap->space = true;
        at++;
    }
}

void
wrap_put_space(struct wrap *wrap)
{
    put_piece(wrap, " ", 1, false);
}

void
wrap_put_text(struct wrap *wrap, const char *text)
{
    wrap_put(wrap, text, strlen(text), false);
}

void
wrap_end(struct wrap *wrap)
{
    put_word(wrap);
    buf_put_byte(wrap->out, '\n');
}

void
wrap_paragraph(struct wrap *wrap, const char *lead, unsigned indent,
               const char *text, bool bold)
{
    wrap_begin(wrap, lead, indent);
    wrap_put(wrap, text, strlen(text), bold);
    wrap_end(wrap);
}

void
wrap_sentence(struct buf *out, unsigned width, const char *lead,
              const char *text)
{
    struct wrap wrap;

    if (width > 0) {
        wrap_init(&wrap, out, width, false);
        wrap_paragraph(&wrap, lead, SENTENCE_INDENT, text, false);
        wrap_deinit(&wrap);
        return;
    }
    wrap_put_safe_line(out, lead, strlen(lead));
    wrap_put_safe_line(out, text, strlen(text));
    buf_put_byte(out, '\n');
}

void
wrap_put_safe_line(struct buf *out, const char *text, size_t len)
{
    size_t at = 0;

    while (at < len) {
        const char *end = memchr(text + at, '\n', len - at);
        size_t piece = end == NULL ? len - at : (size_t)(end - text) - at;

        utf8_put_safe(out, text + at, piece);
        at += piece;
        if (at < len)
            buf_put_text(out, "\\x0a");
        at += at < len;
    }
}
