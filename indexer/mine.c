#include "indexer/mine.h"

#include "lib/base/buf.h"
#include "lib/text/fold.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum {
    ABBR_LEAST = 2,
    ABBR_MOST = 10,
    WORDS_MORE = 5, /* a long form has so many words more than letters */
    PAIRS_MOST = 2000,
    TIMES_LEAST = 2
};

/* A short form begins with a letter or digit and has a capital. */
static bool
is_abbr(const char *text, size_t len)
{
    bool capital = false;

    if (len < ABBR_LEAST || len > ABBR_MOST || !isalnum((unsigned char)text[0]))
        return false;
    for (size_t i = 0; i < len; i++) {
        if (!isalnum((unsigned char)text[i]) && text[i] != '&' &&
            text[i] != '-')
            return false;
        capital = capital || isupper((unsigned char)text[i]);
    }
    return capital;
}

/* "LDCs" stands for least developed countries: its s is no letter of it. */
static size_t
letters_of(const char *abbr, size_t len)
{
    return len > ABBR_LEAST && abbr[len - 1] == 's' &&
                   isupper((unsigned char)abbr[len - 2])
               ? len - 1
               : len;
}

static bool
starts_word(const char *text, const char *at)
{
    return at == text || !isalnum((unsigned char)at[-1]);
}

/*
 * From the end backwards, each letter of the short form where it stands
 * last, the first one at the start of a word. NULL: they do not match.
 */
static const char *
long_form(const char *text, const char *end, const char *abbr, size_t len)
{
    const char *at = end;

    for (size_t i = len; i-- > 0;) {
        int letter = tolower((unsigned char)abbr[i]);

        if (!isalnum(letter))
            continue;
        do {
            if (at == text)
                return NULL;
            at--;
        } while (tolower((unsigned char)*at) != letter ||
                 (i == 0 && !starts_word(text, at)));
    }
    return at;
}

/* Whether the first letters of the words are those of the short form. */
static bool
has_initials(const struct lexicon *lexicon, const char *form, const char *abbr)
{
    size_t at = 0, len = letters_of(abbr, strlen(abbr));

    for (const char *word = form; *word != '\0';) {
        size_t size = strcspn(word, " -");
        bool fits = at < len && tolower((unsigned char)*word) ==
                                    tolower((unsigned char)abbr[at]);
        char name[ABBR_MOST + 1] = "";

        if (size <= ABBR_MOST)
            memcpy(name, word, size);
        if (fits)
            at++;
        else if (!lexicon_is_small(lexicon, name))
            return false;
        word += size;
        word += strspn(word, " -");
        while (at < len && !isalnum((unsigned char)abbr[at]))
            at++;
    }
    return at == len;
}

static void
mined_put(struct mined *mined, const char *abbr, const char *form,
          const char *where)
{
    for (size_t i = 0; i < mined->count; i++) {
        struct mined_pair *pair = &mined->list[i];

        if (strcmp(pair->abbr, abbr) == 0 &&
            strcasecmp(pair->form, form) == 0) {
            pair->times++;
            return;
        }
    }
    if (mined->count == PAIRS_MOST)
        return;
    *arena_push(mined->arena, mined->list, mined->count) =
        (struct mined_pair){abbr, form, arena_strdup(mined->arena, where), 1};
}

static size_t
word_count(const char *text)
{
    size_t count = 0;

    for (; *text != '\0'; text += strspn(text, " ")) {
        text += strcspn(text, " ");
        count++;
    }
    return count;
}

/* What stands before a bracket at `open`, if the bracket has its letters. */
static void
mine_bracket(struct mined *mined, const char *text, const char *open,
             const char *where)
{
    size_t len = strcspn(open + 1, "()");
    const char *abbr, *from, *end = open;

    if (open[1 + len] != ')' || !is_abbr(open + 1, len))
        return;
    while (end > text && end[-1] == ' ')
        end--;
    from = long_form(text, end, open + 1, letters_of(open + 1, len));
    if (from == NULL || (size_t)(end - from) <= len)
        return;
    abbr = arena_strndup(mined->arena, open + 1, len);
    text = arena_strndup(mined->arena, from, (size_t)(end - from));
    if (word_count(text) <= len + WORDS_MORE && word_count(text) <= 2 * len &&
        strpbrk(text, "();:,\t|") == NULL)
        mined_put(mined, abbr, text, where);
}

static void
mine_text(struct mined *mined, const char *text, const char *where)
{
    const char *folded = fold_typography(mined->arena, text, strlen(text));

    for (const char *open = folded; (open = strchr(open, '(')) != NULL; open++)
        mine_bracket(mined, folded, open, where);
}

void
mine_resolution(struct mined *mined, const struct resolution *resolution)
{
    for (size_t i = 0; i < resolution->section_count; i++) {
        const struct section *section = &resolution->sections[i];

        for (size_t j = 0; j < section->clause_count; j++)
            mine_text(mined, section->clauses[j].text, section->clauses[j].id);
    }
    for (size_t i = 0; i < resolution->footnote_count; i++)
        mine_text(mined, resolution->footnotes[i].text,
                  resolution->footnotes[i].id);
}

bool
mined_is_used(const struct mined *mined, const struct mined_pair *pair)
{
    const char *word = fold_text(mined->arena, pair->abbr, strlen(pair->abbr));

    return !lexicon_is_small(mined->lexicon, word) &&
           (pair->times >= TIMES_LEAST ||
            has_initials(mined->lexicon, pair->form, pair->abbr));
}

static bool
is_reviewed(const struct tables *tables, const char *abbr)
{
    const struct table *table = tables_find(tables, "acronyms");
    size_t len = strlen(abbr);

    for (const char *line = table->text; line != NULL;
         line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncasecmp(line, abbr, len) == 0 && line[len] == '\t')
            return true;
    }
    return false;
}

void
mined_add_table(const struct mined *mined, struct tables *tables)
{
    struct buf text = {0};

    buf_put_text(&text, "acronym\tlong\n");
    for (size_t i = 0; i < mined->count; i++)
        if (mined_is_used(mined, &mined->list[i]) &&
            !is_reviewed(tables, mined->list[i].abbr))
            buf_printf(&text, "%s\t%s\n", mined->list[i].abbr,
                       mined->list[i].form);
    if (tables->count < TABLES_MAX)
        tables->list[tables->count++] = (struct table){
            "mined", arena_strndup(mined->arena, text.data, text.len),
            text.len};
    buf_deinit(&text);
}
