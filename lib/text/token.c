/*
 * Two walks: over the bytes for words and what stands between them, over the
 * words for names. ASCII words, nearly all there are, are lowered by hand.
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
    struct word *words;
    size_t count;
    struct arena *arena;
};

static bool
is_ascii_word(unsigned char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z');
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

static char *
word_lower(const char *text, size_t len, struct arena *arena)
{
    char *norm =
        arena_strndup(arena, text, len < TOKEN_NORM_MAX ? len : TOKEN_NORM_MAX);

    for (char *at = norm; *at != '\0'; at++)
        if (*at >= 'A' && *at <= 'Z')
            *at = (char)(*at | 0x20);
    return norm;
}

/*
 * What stands before the next word, which scan->at is moved to: a
 * character in *only, or UTF8_BAD when it is none or several.
 */
static void
scan_gap(struct scan *scan, int32_t *only)
{
    size_t seen = 0;

    *only = UTF8_BAD;
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
    if (fold_is_dash(only))
        return LEXICON_GAP_DASH;
    if (!fold_is_space(only) || (only >= '\n' && only <= '\r') ||
        only == 0x85 || only == 0x2028 || only == 0x2029)
        return LEXICON_GAP_OTHER;
    return LEXICON_GAP_SPACE;
}

static void
scan_words(struct scan *scan)
{
    bool follows = false; /* the word before was kept */

    for (;;) {
        struct word word = {0};
        int32_t only;
        size_t end;

        scan_gap(scan, &only);
        if (scan->at >= scan->len)
            return;
        word.start = (uint32_t)scan->at;
        if (scan_word(scan, &end))
            word.word.norm = word_lower(scan->text + word.start,
                                        end - word.start, scan->arena);
        else
            word.word.norm = fold_word(scan->arena, scan->text + word.start,
                                       end - word.start);
        word.end = (uint32_t)end;
        scan->at = end;
        word.word.before = follows ? gap_kind(only) : LEXICON_GAP_OTHER;
        follows = !(follows && fold_is_apostrophe(only) &&
                    strcmp(word.word.norm, "s") == 0) &&
                  *word.word.norm != '\0';
        if (follows)
            *arena_push(scan->arena, scan->words, scan->count) = word;
    }
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

/* Adds what begins at the first of count words; returns how many it took. */
static size_t
tokens_add_next(struct tokens *out, const struct lexicon *lexicon,
                const struct word *words, size_t count, struct arena *arena)
{
    struct lexicon_word window[LEXICON_NAME_WORDS_MAX];
    size_t width = 0, taken = 1;
    const char *name;

    for (; width < count && width < LEXICON_NAME_WORDS_MAX; width++)
        window[width] = words[width].word;
    name = lexicon_name(lexicon, window, width, &taken, arena);
    if (name != NULL)
        tokens_add_name(out, words, taken, name, arena);
    else
        tokens_add(out, arena,
                   (struct token){.start = words[0].start,
                                  .end = words[0].end,
                                  .pos = out->positions,
                                  .norm = words[0].word.norm});
    out->positions++;
    return taken;
}

void
tokens_find(struct tokens *out, const struct lexicon *lexicon, const char *text,
            size_t len, struct arena *arena)
{
    struct scan scan = {.text = text, .len = len, .arena = arena};

    *out = (struct tokens){0};
    scan_words(&scan);
    for (size_t i = 0; i < scan.count;)
        i += tokens_add_next(out, lexicon, scan.words + i, scan.count - i,
                             arena);
}
