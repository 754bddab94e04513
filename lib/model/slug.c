/*
 * The text is folded once; then a line of clean words parted by single
 * spaces is made of it, the Directors' names are shortened in that line, and
 * its spaces become '-'. What counts as punctuation beyond ASCII is a table
 * of ranges of our own, because a newer Unicode must not change an id.
 */
#include "lib/model/slug.h"

#include "lib/base/cleanup.h"
#include "lib/base/digest.h"
#include "lib/text/fold.h"
#include "lib/text/utf8.h"

#include <stdbool.h>
#include <string.h>

enum {
    SLUG_HASH = 6, /* hex digits behind a cut slug */
    SLUG_KEPT = SLUG_MAX - SLUG_HASH - 1
};

/* Read after articles are gone. Longer names first. */
static const struct {
    const char *name, *slug;
} directors[] = {
    {"director of telecommunication standardization bureau", "director-tsb"},
    {"director of telecommunication development bureau", "director-bdt"},
    {"director of radiocommunication bureau", "director-br"},
    {"director of tsb", "director-tsb"},
    {"director of bdt", "director-bdt"},
    {"director of tdb", "director-bdt"},
    {"director of br", "director-br"},
};

static const char *const articles[] = {"a", "an", "the"};

/* Code points that NFKC leaves and that are no letters, digits or marks. */
static const struct {
    int32_t first, last;
} punctuation[] = {
    {0x0080, 0x00bf}, {0x00d7, 0x00d7}, {0x00f7, 0x00f7}, {0x037e, 0x037e},
    {0x0387, 0x0387}, {0x055a, 0x055f}, {0x0589, 0x058f}, {0x05be, 0x05be},
    {0x05c0, 0x05c0}, {0x05c3, 0x05c3}, {0x05f3, 0x05f4}, {0x0600, 0x060f},
    {0x061b, 0x061f}, {0x0640, 0x0640}, {0x066a, 0x066d}, {0x06d4, 0x06d4},
    {0x0964, 0x0965}, {0x2000, 0x2bff}, {0x2e00, 0x2e7f}, {0x3000, 0x3004},
    {0x3008, 0x3020}, {0x30fb, 0x30fb}, {0xd800, 0xf8ff}, {0xfd3e, 0xfd3f},
    {0xfe00, 0xfe6f}, {0xff00, 0xff0f}, {0xfff0, 0xffff},
};

static bool
is_kept(int32_t point)
{
    if (point < 0x80)
        return (point >= 'a' && point <= 'z') || (point >= '0' && point <= '9');
    for (size_t i = 0; i < COUNT_OF(punctuation); i++)
        if (point >= punctuation[i].first && point <= punctuation[i].last)
            return false;
    return true;
}

static bool
is_space(int32_t point)
{
    return point == '\n' || point == '\r' || fold_is_space(point);
}

static bool
is_article(const char *word, size_t len)
{
    for (size_t i = 0; i < COUNT_OF(articles); i++)
        if (strlen(articles[i]) == len && memcmp(word, articles[i], len) == 0)
            return true;
    return false;
}

/*
 * Ends the word that begins at `from`: its last dash goes, an article or an
 * empty word goes whole. Returns where the next word begins.
 */
static size_t
word_end(char *out, size_t from, size_t end)
{
    if (end > from && out[end - 1] == '-')
        end--;
    if (end == from || is_article(out + from, end - from))
        return from;
    out[end] = ' ';
    return end + 1;
}

/* The clean words of folded text, joined by single spaces. */
static char *
words_clean(struct arena *arena, const char *text)
{
    size_t len = strlen(text), from = 0, end = 0;
    char *out = arena_alloc(arena, len + 2);

    for (size_t at = 0; at < len;) {
        size_t start = at;
        int32_t point = utf8_next(text, len, &at);

        if (is_space(point)) {
            from = end = word_end(out, from, end);
        } else if (point == '/' || fold_is_dash(point)) {
            if (end > from && out[end - 1] != '-')
                out[end++] = '-';
        } else if (point != UTF8_BAD && is_kept(point)) {
            memcpy(out + end, text + start, at - start);
            end += at - start;
        }
    }
    end = word_end(out, from, end);
    out[end > 0 ? end - 1 : 0] = '\0';
    return out;
}

/* How many bytes of text a Director's name takes, and its slug. */
static size_t
director_at(const char *text, const char **slug)
{
    for (size_t i = 0; i < COUNT_OF(directors); i++) {
        size_t len = strlen(directors[i].name);

        if (strncmp(text, directors[i].name, len) == 0 &&
            (text[len] == ' ' || text[len] == '\0')) {
            *slug = directors[i].slug;
            return len;
        }
    }
    return 0;
}

/* Shortens in place, which never makes it longer. */
static void
directors_shorten(char *words)
{
    char *out = words;
    bool begins = true;

    for (const char *at = words; *at != '\0';) {
        const char *slug = NULL;
        size_t taken = begins ? director_at(at, &slug) : 0;

        if (taken > 0) {
            size_t len = strlen(slug);

            memcpy(out, slug, len);
            out += len;
            at += taken;
            begins = false;
        } else {
            begins = *at == ' ';
            *out++ = *at++;
        }
    }
    *out = '\0';
}

/* Where to cut: behind the last whole word that leaves room for the hash. */
static size_t
cut_at(const char *words)
{
    size_t cut = SLUG_KEPT;

    while (cut > 0 && words[cut] != ' ')
        cut--;
    if (cut > 0)
        return cut;
    /* One word longer than all: cut it, but not inside a character. */
    cut = SLUG_KEPT;
    while (cut > 0 && ((unsigned char)words[cut] & 0xc0) == 0x80)
        cut--;
    return cut;
}

char *
slug_make(struct arena *arena, const char *text)
{
    char *words = words_clean(arena, fold_text(arena, text, strlen(text)));
    char hex[DIGEST_HEX_SIZE];
    size_t len, cut = 0;

    directors_shorten(words);
    len = strlen(words);
    if (len > SLUG_MAX)
        cut = cut_at(words);
    for (size_t i = 0; i < len; i++)
        if (words[i] == ' ')
            words[i] = '-';
    if (len <= SLUG_MAX)
        return words;
    digest_sha256(words, len, hex);
    return arena_printf(arena, "%.*s-%.*s", (int)cut, words, SLUG_HASH, hex);
}

char *
slug_label(struct arena *arena, const char *label)
{
    const char *text = fold_text(arena, label, strlen(label));
    size_t len = strlen(text), end = 0;
    char *out = arena_alloc(arena, len + 1);

    for (size_t at = 0; at < len;) {
        size_t start = at;
        int32_t point = utf8_next(text, len, &at);

        if (point == UTF8_BAD || !(is_kept(point) || point == '.'))
            continue;
        if (point == '.' && end == 0)
            continue;
        memcpy(out + end, text + start, at - start);
        end += at - start;
    }
    while (end > 0 && out[end - 1] == '.')
        end--;
    out[end] = '\0';
    return out;
}
