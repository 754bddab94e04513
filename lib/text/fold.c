/*
 * Typography is folded by our own table of ranges, because what is worth
 * folding is a matter of how people write; the rest is Unicode's and done by
 * utf8proc. Text in ASCII, nearly all there is, takes neither way.
 */
#include "lib/text/fold.h"

#include "lib/base/buf.h"
#include "lib/base/cleanup.h"
#include "lib/base/memory.h"
#include "lib/text/utf8.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum {
    ASCII_END = 0x80,
    FOLD_LONGEST = 18, /* code points that NFKC makes of one (U+FDFA) */
    WORD_BYTES_MAX = 256,
    MARKS_MAX = 30 /* in a row, as in Unicode's stream-safe format */
};

static const utf8proc_option_t fold_options =
    UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD;

struct fold_range {
    int32_t first, last;
    char to;
};

/* In order of code points. ASCII stands for itself and is not here. */
static const struct fold_range ranges[] = {
    {0x0085, 0x0085, ' '},  /* next line */
    {0x00a0, 0x00a0, ' '},  /* NBSP */
    {0x00ab, 0x00ab, '"'},  /* guillemet */
    {0x00b4, 0x00b4, '\''}, /* acute, typed for an apostrophe */
    {0x00bb, 0x00bb, '"'},  {0x02b9, 0x02b9, '\''}, /* modifier prime */
    {0x02bb, 0x02bd, '\''}, /* modifier commas and apostrophe */
    {0x055a, 0x055a, '\''}, /* Armenian apostrophe */
    {0x058a, 0x058a, '-'},  /* Armenian hyphen */
    {0x05be, 0x05be, '-'},  /* maqaf */
    {0x1680, 0x1680, ' '},  {0x2000, 0x200a, ' '},
    {0x2010, 0x2015, '-'}, /* hyphens, figure, en and em dash, bar */
    {0x2018, 0x201b, '\''}, {0x201c, 0x201f, '"'},
    {0x2028, 0x2029, ' '}, /* line and paragraph separator */
    {0x202f, 0x202f, ' '},  {0x2032, 0x2032, '\''}, /* prime */
    {0x2039, 0x203a, '"'},                          /* single guillemets */
    {0x2043, 0x2043, '-'},                          /* hyphen bullet */
    {0x205f, 0x205f, ' '},  {0x2212, 0x2212, '-'},  /* minus */
    {0x2e3a, 0x2e3b, '-'},                          /* two- and three-em dash */
    {0x3000, 0x3000, ' '},  {0x300c, 0x300f, '"'},  /* corner brackets */
    {0x301d, 0x301f, '"'},  {0xfe31, 0xfe32, '-'},
    {0xfe58, 0xfe58, '-'},  {0xfe63, 0xfe63, '-'},
    {0xff02, 0xff02, '"'},  {0xff07, 0xff07, '\''},
    {0xff0d, 0xff0d, '-'},
};

/* What the table makes of a code point that is not ASCII; 0 when nothing. */
static char
fold_to(int32_t point)
{
    size_t low = 0, high = COUNT_OF(ranges);

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (point > ranges[mid].last)
            low = mid + 1;
        else if (point < ranges[mid].first)
            high = mid;
        else
            return ranges[mid].to;
    }
    return 0;
}

bool
fold_is_dash(int32_t point)
{
    return point == '-' || (point >= ASCII_END && fold_to(point) == '-');
}

bool
fold_is_space(int32_t point)
{
    if (point < ASCII_END)
        return point == ' ' || (point >= '\t' && point <= '\r');
    return fold_to(point) == ' ';
}

bool
fold_is_quote(int32_t point)
{
    return point == '"' || (point >= ASCII_END && fold_to(point) == '"');
}

bool
fold_is_apostrophe(int32_t point)
{
    if (point < ASCII_END)
        return point == '\'' || point == '`';
    return fold_to(point) == '\'';
}

bool
fold_is_hidden(int32_t point)
{
    return point >= ASCII_END && utf8proc_get_property(point)->ignorable;
}

static void
typography_put(struct buf *out, int32_t point, const char *from, size_t len)
{
    static const char replacement[] = "\xef\xbf\xbd";
    bool line_end = point == '\n' || point == '\r';
    char to = point < ASCII_END ? 0 : fold_to(point);

    if (point == UTF8_BAD || point == '\0')
        buf_put_text(out, replacement);
    else if (fold_is_apostrophe(point))
        buf_put_byte(out, '\'');
    else if (fold_is_space(point) && !line_end)
        buf_put_byte(out, ' ');
    else if (to != 0)
        buf_put_byte(out, to);
    else if (!fold_is_hidden(point))
        buf_put(out, from, len);
}

static void
typography_fold(struct buf *out, const char *text, size_t len)
{
    buf_reserve(out, len);
    for (size_t at = 0; at < len;) {
        size_t from = at;
        int32_t point = utf8_next(text, len, &at);

        typography_put(out, point, text + from, at - from);
    }
}

char *
fold_typography(struct arena *arena, const char *text, size_t len)
{
    struct buf out = {0};
    char *folded;

    typography_fold(&out, text, len);
    folded = arena_strndup(arena, buf_text(&out), out.len);
    buf_deinit(&out);
    return folded;
}

/*
 * NFKC and case folding of valid UTF-8 into points, which have space for
 * room of them and one more; they are bytes afterwards. Returns how many.
 */
static size_t
points_fold(const char *text, size_t len, int32_t *points, size_t room)
{
    utf8proc_ssize_t count = utf8proc_decompose(
        (const utf8proc_uint8_t *)text, (utf8proc_ssize_t)len, points,
        (utf8proc_ssize_t)room, fold_options);

    assert(count >= 0 && (size_t)count <= room);
    count = utf8proc_reencode(points, count, fold_options);
    assert(count >= 0);
    return (size_t)count;
}

/* In place, as it only gets shorter; returns the new length. */
static size_t
spaces_squeeze(char *text, size_t len)
{
    size_t to = 0;

    for (size_t from = 0; from < len; from++) {
        unsigned char byte = (unsigned char)text[from];

        if (byte >= ASCII_END || !fold_is_space(byte))
            text[to++] = text[from];
        else if (to > 0 && text[to - 1] != ' ')
            text[to++] = ' ';
    }
    if (to > 0 && text[to - 1] == ' ')
        to--;
    text[to] = '\0';
    return to;
}

/* Lower case of a text in ASCII; false when it is not. */
static bool
ascii_lower(char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)text[i] >= ASCII_END)
            return false;
    for (size_t i = 0; i < len; i++)
        if (text[i] >= 'A' && text[i] <= 'Z')
            text[i] = (char)(text[i] | 0x20);
    return true;
}

/*
 * Drops what is beyond MARKS_MAX combining marks in a row: no writing needs
 * more, and utf8proc sorts a row of marks in quadratic time.
 */
static void
marks_limit(struct buf *plain)
{
    size_t marks = 0, kept = 0;

    for (size_t at = 0, from = 0; at < plain->len; from = at) {
        int32_t point = utf8_next(plain->data, plain->len, &at);

        if (utf8proc_get_property(point)->combining_class == 0)
            marks = 0;
        else
            marks++;
        if (marks > MARKS_MAX)
            continue;
        memmove(plain->data + kept, plain->data + from, at - from);
        kept += at - from;
    }
    plain->len = kept;
}

char *
fold_text(struct arena *arena, const char *text, size_t len)
{
    struct buf plain = {0};
    int32_t *points;
    char *folded;
    size_t room;

    typography_fold(&plain, text, len);
    buf_text(&plain);
    if (ascii_lower(plain.data, plain.len)) {
        plain.len = spaces_squeeze(plain.data, plain.len);
        folded = arena_strndup(arena, plain.data, plain.len);
        buf_deinit(&plain);
        return folded;
    }
    marks_limit(&plain);
    room = (size_t)utf8proc_decompose((const utf8proc_uint8_t *)plain.data,
                                      (utf8proc_ssize_t)plain.len, NULL, 0,
                                      fold_options);
    points = memory_alloc((room + 1) * sizeof *points);
    len = points_fold(plain.data, plain.len, points, room);
    buf_deinit(&plain);
    len = spaces_squeeze((char *)points, len);
    folded = arena_strndup(arena, (const char *)points, len);
    free(points);
    return folded;
}

/* How much of a folded word is kept: no character is cut. */
static size_t
word_cut(const char *folded, size_t len)
{
    size_t most = FOLD_WORD_MAX;

    if (len <= most)
        return len;
    while (most > 0 && ((unsigned char)folded[most] & 0xc0) == 0x80)
        most--;
    return most;
}

/* The beginning of a word without what nobody sees; returns its length. */
static size_t
word_gather(char plain[WORD_BYTES_MAX], const char *word, size_t len)
{
    size_t used = 0;

    for (size_t at = 0, from = 0; at < len; from = at) {
        int32_t point = utf8_next(word, len, &at);

        if (point == UTF8_BAD || point == '\0' || fold_is_hidden(point))
            continue;
        if (used + (at - from) > WORD_BYTES_MAX)
            break;
        memcpy(plain + used, word + from, at - from);
        used += at - from;
    }
    return used;
}

char *
fold_word(struct arena *arena, const char *word, size_t len)
{
    int32_t points[WORD_BYTES_MAX / 3 * FOLD_LONGEST + 4];
    char plain[WORD_BYTES_MAX], *folded = (char *)points;
    size_t used, kept = 0;

    used = word_gather(plain, word, len);
    used = points_fold(plain, used, points, COUNT_OF(points) - 1);
    for (size_t i = 0; i < used; i++)
        if (folded[i] != ' ')
            folded[kept++] = folded[i];
    return arena_strndup(arena, folded, word_cut(folded, kept));
}
