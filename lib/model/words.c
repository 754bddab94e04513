#include "lib/model/words.h"

#include "lib/base/buf.h"
#include "lib/base/cleanup.h"
#include "lib/text/fold.h"

#include <string.h>

static bool
is_article(const char *norm)
{
    static const char *const articles[] = {"a", "an", "the"};

    for (size_t i = 0; i < COUNT_OF(articles); i++)
        if (strcmp(norm, articles[i]) == 0)
            return true;
    return false;
}

static bool
words_add(struct words *out, const char *text, size_t len, bool *article,
          struct arena *arena)
{
    const char *norm = fold_text(arena, text, len);

    if (is_article(norm)) {
        *article = true;
        return true;
    }
    if (out->count == WORDS_MAX)
        return false;
    out->list[out->count++] = (struct word){
        .text = arena_strndup(arena, text, len),
        .norm = norm,
        .article = *article,
    };
    *article = false;
    return true;
}

bool
words_split(struct words *out, const char *text, struct arena *arena)
{
    const char *at = fold_typography(arena, text, strlen(text));
    size_t end = strlen(at);
    bool article = false;

    out->count = 0;
    while (end > 0 && strchr(" \t\r\n,:", at[end - 1]) != NULL)
        end--;
    at = arena_strndup(arena, at, end);
    for (;;) {
        size_t len;

        at += strspn(at, " \t\r\n");
        if (*at == '\0')
            return true;
        len = *at == ',' ? 1 : strcspn(at, " \t\r\n,");
        if (!words_add(out, at, len, &article, arena))
            return false;
        at += len;
    }
}

static char *
join(const struct words *words, size_t from, size_t to, bool source,
     struct arena *arena)
{
    struct buf text = {0};
    char *copy;

    for (size_t i = from; i < to; i++) {
        const struct word *word = &words->list[i];

        if (i > from && !(source && *word->text == ','))
            buf_put_byte(&text, ' ');
        if (source && word->article && i > from)
            buf_put_text(&text, "the ");
        buf_put_text(&text, source ? word->text : word->norm);
    }
    copy = arena_strdup(arena, buf_text(&text));
    buf_deinit(&text);
    return copy;
}

char *
words_join(const struct words *words, size_t from, size_t to,
           struct arena *arena)
{
    return join(words, from, to, false, arena);
}

char *
words_source(const struct words *words, size_t from, size_t to,
             struct arena *arena)
{
    return join(words, from, to, true, arena);
}

size_t
words_match(const struct words *words, size_t at, const char *phrase)
{
    size_t start = at;

    while (at < words->count) {
        size_t len = strlen(words->list[at].norm);

        if (strncmp(phrase, words->list[at].norm, len) != 0)
            return 0;
        at++;
        if (phrase[len] == '\0')
            return at - start;
        if (phrase[len] != ' ')
            return 0;
        phrase += len + 1;
    }
    return 0;
}

bool
words_is(const struct words *words, size_t at, const char *norm)
{
    return at < words->count && strcmp(words->list[at].norm, norm) == 0;
}

size_t
words_skip(const struct words *words, size_t at, const char *norm)
{
    return words_is(words, at, norm) ? at + 1 : at;
}

size_t
words_skip_again(const struct words *words, size_t at)
{
    while (words_is(words, at, "further") || words_is(words, at, "also"))
        at++;
    return at;
}

char *
words_phrase(const char *text, struct arena *arena)
{
    struct words words;

    if (!words_split(&words, text, arena) || words.count == 0)
        return NULL;
    return words_join(&words, 0, words.count, arena);
}
