/*
 * One walk over the bytes for words and what stands between them; behind it a
 * window of a few words, in which names are looked for. ASCII words parted by
 * single spaces, nearly all there is, have short ways through all of it.
 */
#include "lib/text/token.h"

#include "lib/text/utf8.h"

#include <string.h>
#include <utf8proc.h>

enum { ASCII_END = 0x80, FRACTION_SLASH = 0x2044 };

struct word {
    uint32_t start, end;
    struct lexicon_word word;
};

struct scan {
    const char *text;
    size_t len;
    size_t at;
    bool follows;                               /* the word before was kept */
    struct word window[LEXICON_NAME_WORDS_MAX]; /* words read ahead */
    size_t width;                               /* how many */
    char *norms; /* room for the ASCII words to come, and their NULs */
    struct arena *arena;
};

/* In lower case; digits have that bit already. */
static unsigned char
ascii_lower(unsigned char byte)
{
    return byte | 0x20;
}

static bool
is_ascii_word(unsigned char byte)
{
    unsigned char low = ascii_lower(byte);

    return (low >= 'a' && low <= 'z') || (byte >= '0' && byte <= '9');
}

/* Digits raised or lowered are marks of notes and chemistry. */
static bool
is_script_digit(int32_t point)
{
    return point == 0xb2 || point == 0xb3 || point == 0xb9 ||
           (point >= 0x2070 && point <= 0x2079 && point != 0x2071) ||
           (point >= 0x2080 && point <= 0x2089);
}

static bool
is_word(int32_t point)
{
    if (point < ASCII_END)
        return point >= 0 && is_ascii_word((unsigned char)point);
    if (is_script_digit(point) || fold_is_apostrophe(point))
        return false;
    switch (utf8proc_category(point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return true;
    default:
        return false;
    }
}

/* An ASCII word, NUL-ended. */
static const char *
word_lower(struct scan *scan, const char *text, size_t len)
{
    char *norm = scan->norms;

    if (len > TOKEN_NORM_MAX)
        len = TOKEN_NORM_MAX;
    for (size_t i = 0; i < len; i++)
        norm[i] = (char)ascii_lower((unsigned char)text[i]);
    scan->norms += len + 1;
    return norm;
}

/*
 * What stands before the next word, which scan->at is moved to: a
 * character in *only, or UTF8_BAD when it is none or several.
 */
static void
scan_gap(struct scan *scan, int32_t *only)
{
    const char *text = scan->text + scan->at;
    size_t seen = 0;

    *only = UTF8_BAD;
    if (scan->len - scan->at > 1 && text[0] == ' ' &&
        is_ascii_word((unsigned char)text[1])) {
        *only = ' ';
        scan->at++;
        return;
    }
    while (scan->at < scan->len) {
        size_t next = scan->at;
        int32_t point = utf8_next(scan->text, scan->len, &next);

        if (is_word(point) && !fold_is_hidden(point))
            break;
        if (!fold_is_hidden(point))
            *only = seen++ == 0 ? point : UTF8_BAD;
        scan->at = next;
    }
}

/* Moves over the word at scan->at; false when it is not all ASCII. */
static bool
scan_word(struct scan *scan, size_t *end)
{
    bool ascii = true;

    while (scan->at < scan->len &&
           is_ascii_word((unsigned char)scan->text[scan->at]))
        scan->at++;
    *end = scan->at;
    if (scan->at == scan->len || (unsigned char)scan->text[*end] < ASCII_END)
        return true; /* no ASCII is hidden */
    while (scan->at < scan->len) {
        size_t next = scan->at;
        int32_t point = utf8_next(scan->text, scan->len, &next);
        bool hidden = fold_is_hidden(point);

        /* One half is one word, written with one character or three. */
        if (!hidden && !is_word(point) && point != FRACTION_SLASH)
            break;
        ascii = ascii && point < ASCII_END;
        scan->at = next;
        if (!hidden)
            *end = next;
    }
    return ascii;
}

static enum lexicon_gap
gap_kind(int32_t only)
{
    if (only == ' ')
        return LEXICON_GAP_SPACE;
    if (fold_is_dash(only))
        return LEXICON_GAP_DASH;
    if (!fold_is_space(only) || (only >= '\n' && only <= '\r') ||
        only == 0x85 || only == 0x2028 || only == 0x2029)
        return LEXICON_GAP_OTHER;
    return LEXICON_GAP_SPACE;
}

/* The word at scan->at, which `only` stands before, joins the window if it is
 * to be kept. */
static void
scan_take(struct scan *scan, int32_t only)
{
    struct word *word = &scan->window[scan->width];
    const char *text = scan->text + scan->at, *norm;
    size_t start = scan->at, end;

    if (scan_word(scan, &end))
        norm = word_lower(scan, text, end - start);
    else
        norm = fold_word(scan->arena, text, end - start);
    scan->at = end;
    *word = (struct word){
        (uint32_t)start,
        (uint32_t)end,
        {norm, scan->follows ? gap_kind(only) : LEXICON_GAP_OTHER}};
    scan->follows =
        *norm != '\0' &&
        !(scan->follows && strcmp(norm, "s") == 0 && fold_is_apostrophe(only));
    scan->width += scan->follows;
}

/* Reads ahead until the window has so many words; false: none is left. */
static bool
scan_fill(struct scan *scan, size_t width)
{
    while (scan->width < width) {
        int32_t only;

        scan_gap(scan, &only);
        if (scan->at >= scan->len)
            break;
        scan_take(scan, only);
    }
    return scan->width > 0;
}

static void
scan_drop(struct scan *scan, size_t taken)
{
    scan->width -= taken;
    for (size_t i = 0; i < scan->width; i++)
        scan->window[i] = scan->window[i + taken];
}

static void
tokens_add(struct tokens *out, struct arena *arena, struct token token)
{
    *arena_push(arena, out->list, out->count) = token;
}

/* The name, which `taken` words spell, and its parts. */
static void
tokens_add_name(struct tokens *out, const struct word *words, size_t taken,
                const char *name, struct arena *arena)
{
    struct token token = {.start = words[0].start,
                          .end = words[taken - 1].end,
                          .pos = out->positions,
                          .kind = TOKEN_NAME,
                          .norm = name};
    char *part = arena_strdup(arena, name), *rest = NULL;

    tokens_add(out, arena, token);
    token.kind = TOKEN_PART;
    part = strtok_r(part, "-", &rest);
    for (size_t i = 0; part != NULL; i++) {
        if (taken > 1) {
            token.start = words[i].start;
            token.end = words[i].end;
        }
        token.norm = part;
        tokens_add(out, arena, token);
        part = strtok_r(NULL, "-", &rest);
    }
}

/* The name that the window begins with, of `taken` words, or NULL. */
static const char *
find_name(struct scan *scan, const struct lexicon *lexicon, size_t *taken)
{
    struct lexicon_word words[LEXICON_NAME_WORDS_MAX];

    if (!lexicon_may_name(lexicon, scan->window[0].word.norm))
        return NULL;
    scan_fill(scan, LEXICON_NAME_WORDS_MAX);
    for (size_t i = 0; i < scan->width; i++)
        words[i] = scan->window[i].word;
    return lexicon_name(lexicon, words, scan->width, taken, scan->arena);
}

void
tokens_find(struct tokens *out, const struct lexicon *lexicon, const char *text,
            size_t len, struct arena *arena)
{
    struct scan scan = {.text = text, .len = len, .arena = arena};

    *out = (struct tokens){0};
    scan.norms = arena_alloc(arena, len + 1);
    while (scan_fill(&scan, 1)) {
        const struct word *word = &scan.window[0];
        size_t taken = 1;
        const char *name = find_name(&scan, lexicon, &taken);

        if (name != NULL)
            tokens_add_name(out, word, taken, name, arena);
        else
            tokens_add(out, arena,
                       (struct token){.start = word->start,
                                      .end = word->end,
                                      .pos = out->positions,
                                      .norm = word->word.norm});
        out->positions++;
        scan_drop(&scan, taken);
    }
}
