/*
 * From left to right, the longest reading first: a name of an assembly, a
 * resolution's number, a year, a body, whom is asked, a row of the table;
 * what is none of these is a word.
 */
#include "lib/query/question_words.h"

#include "lib/base/cleanup.h"
#include "lib/query/question_adopted.h"
#include "lib/query/question_list.h"
#include "lib/query/question_more.h"
#include "lib/query/question_time.h"
#include "lib/query/question_which.h"
#include "lib/query/question_whom.h"

#include <stdlib.h>
#include <string.h>

const char *
question_words_norm(const struct reading *reading, size_t i)
{
    return i < reading->count ? reading->words[i].norm : "";
}

bool
question_words_is_resolution(const char *word)
{
    return strcmp(word, "resolution") == 0 || strcmp(word, "res") == 0 ||
           strcmp(word, "resolutions") == 0;
}

char *
question_words_window(const struct reading *reading, size_t i, size_t count)
{
    const struct token *first = &reading->words[i];
    const struct token *last = first + count - 1;

    return arena_strndup(reading->context->arena, reading->text + first->start,
                         last->end - first->start);
}

void
question_words_put(struct buf *out, const char *text)
{
    if (out->len > 0)
        buf_put_byte(out, ' ');
    buf_put_text(out, text);
}

void
question_words_filter(struct reading *reading, const char *text)
{
    if (reading->wish == WISH_WANTED) {
        reading->has_body = reading->has_body || strstr(text, "body:") != NULL;
        question_words_put(&reading->filters, text);
        return;
    }
    question_words_put(&reading->group, text);
    reading->group_count += strchr(text, ' ') != NULL && *text != '"' ? 2 : 1;
    reading->wish = WISH_UNWANTED;
}

void
question_words_edition(struct reading *reading, unsigned year)
{
    struct arena *arena = reading->context->arena;
    bool chooses;

    if (reading->wish == WISH_UNWANTED) /* "not footnotes, in all editions" */
        question_words_close(reading);
    chooses = reading->wish == WISH_WANTED && reading->edition == NULL;
    if (!chooses && year != 0)
        question_words_filter(reading, arena_printf(arena, "year:%u", year));
    if (chooses)
        reading->edition =
            year == 0 ? "edition:all" : arena_printf(arena, "edition:%u", year);
}

void
question_words_close(struct reading *reading)
{
    if (reading->wish == WISH_BEGUN && reading->unwanted_by != NULL)
        question_words_put(&reading->unheard, reading->unwanted_by);
    if (reading->wish == WISH_UNWANTED)
        question_words_put(
            &reading->unwanted,
            arena_printf(reading->context->arena,
                         reading->group_count > 1 ? "-(%s)" : "-%s",
                         buf_text(&reading->group)));
    buf_clear(&reading->group);
    reading->group_count = 0;
    reading->wish = WISH_WANTED;
}

void
question_words_next(struct reading *reading)
{
    question_words_close(reading);
    reading->wish = WISH_BEGUN;
    reading->unwanted_by = NULL;
}

bool
question_words_turns(const char *word)
{
    static const char *const turning[] = {
        "about", "regarding", "but",  "that",  "which",  "who",
        "whose", "where",     "when", "while", "whereas"};

    for (size_t i = 0; i < COUNT_OF(turning); i++)
        if (strcmp(word, turning[i]) == 0)
            return true;
    return false;
}

bool
question_words_is_number(const char *word, unsigned long least,
                         unsigned long most)
{
    size_t digits = strspn(word, "0123456789");

    return digits > 0 && digits <= 4 && word[digits] == '\0' &&
           strtoul(word, NULL, 10) >= least && strtoul(word, NULL, 10) <= most;
}

size_t
question_words_past_small(const struct reading *reading, size_t i)
{
    while (i < reading->count &&
           lexicon_is_small(reading->context->lexicon,
                            question_words_norm(reading, i)))
        i++;
    return i;
}

const struct rule *
question_words_rule(const struct reading *reading, size_t i, size_t *taken)
{
    const struct questions *questions = reading->context->questions;
    const struct rule *best = NULL;

    *taken = 0;
    for (size_t r = 0; r < questions->count; r++) {
        const char *phrase = questions->rules[r].phrase;
        size_t words = 0;

        while (*phrase != '\0') {
            const char *word = question_words_norm(reading, i + words);
            size_t len = strlen(word);

            if (len == 0 || strncmp(phrase, word, len) != 0 ||
                (phrase[len] != ' ' && phrase[len] != '\0'))
                break;
            words++;
            phrase += phrase[len] == ' ' ? len + 1 : len;
        }
        if (*phrase == '\0' && words > *taken) {
            best = &questions->rules[r];
            *taken = words;
        }
    }
    return best;
}

/* A word of the subject, or of what is unwanted; those joined by a dash stay
 * joined. */
static void
put_word(struct reading *reading)
{
    const struct token *word = &reading->words[reading->at];
    struct buf *out =
        reading->wish == WISH_WANTED ? &reading->rest : &reading->group;
    bool joined = reading->at > 0 && reading->at == reading->put &&
                  word->start == word[-1].end + 1 &&
                  reading->text[word[-1].end] == '-' && out->len > 0;

    reading->put = reading->at + 1;
    if (joined)
        buf_printf(out, "-%s", word->norm);
    else if (reading->wish == WISH_WANTED)
        question_words_put(out, word->norm);
    else
        question_words_filter(reading, word->norm);
}

/* A row that becomes a kind: a clause has one. */
static size_t
kind_at(const struct reading *reading, size_t i, const char **filter)
{
    size_t taken;
    const struct rule *rule = question_words_rule(reading, i, &taken);

    if (rule == NULL || strncmp(rule->reading, "kind:", strlen("kind:")) != 0)
        return 0;
    *filter = rule->reading;
    return taken;
}

/* "preambles or footnotes" */
static size_t
read_kinds(struct reading *reading)
{
    struct list list;

    if (!question_list_find(&list, reading, reading->at, kind_at))
        return 0;
    question_list_put(reading, &list, true);
    return list.end - reading->at;
}

static void
put_mandate(struct reading *reading, const char *word)
{
    if (reading->wish == WISH_WANTED)
        question_words_put(&reading->rest, word);
    else
        question_words_filter(reading, word);
}

static size_t
read_rule(struct reading *reading)
{
    size_t taken;
    const struct rule *rule = question_words_rule(reading, reading->at, &taken);

    if (rule == NULL || rule->does == DOES_ADOPTED)
        return 0;
    if (rule->does == DOES_FILTER)
        question_words_filter(reading, rule->reading);
    if (rule->does == DOES_EDITIONS)
        question_words_edition(reading, 0);
    if (rule->does == DOES_MANDATE)
        put_mandate(reading,
                    question_words_window(reading, reading->at, taken));
    if (rule->does == DOES_ASK || rule->does == DOES_MANDATE)
        reading->expects = true;
    return taken;
}

static bool
joins(const char *word)
{
    return strcmp(word, "and") == 0 || strcmp(word, "or") == 0 ||
           strcmp(word, "nor") == 0;
}

static size_t
read_small(struct reading *reading)
{
    const char *word = question_words_norm(reading, reading->at);

    if (!lexicon_is_small(reading->context->lexicon, word))
        return 0;
    if (reading->wish == WISH_UNWANTED && joins(word))
        question_words_next(reading);
    else if (reading->wish == WISH_UNWANTED && question_words_turns(word))
        question_words_close(reading);
    return 1;
}

static size_t
read_plain(struct reading *reading)
{
    put_word(reading);
    reading->expects = false;
    return 1;
}

/* In this order; each gives the words that it takes, or 0. */
static size_t (*const readers[])(struct reading *) = {
    question_more_not,
    question_which_cited,
    question_time_read,
    question_time_event,
    question_which_read,
    question_which_body,
    question_whom_read,
    question_adopted_read,
    question_more_unheard,
    read_kinds,
    read_rule,
    read_small,
    read_plain,
};

/* A comma ends what is unwanted, unless it is a list that goes on. */
static void
mind_comma(struct reading *reading)
{
    const struct token *word = &reading->words[reading->at];

    if (reading->wish == WISH_UNWANTED && reading->at > 0 &&
        strcspn(reading->text + word[-1].end, ",;:.()") <
            word->start - word[-1].end &&
        !joins(word->norm))
        question_words_close(reading);
}

void
question_words_read(struct reading *reading, const char *text)
{
    const struct question_context *context = reading->context;
    struct tokens tokens;

    tokens_find(&tokens, context->lexicon, text, strlen(text), context->arena);
    reading->text = text;
    reading->words = NULL;
    reading->count = reading->at = reading->put = reading->not_asked = 0;
    for (size_t i = 0; i < tokens.count; i++)
        if (tokens.list[i].kind != TOKEN_PART)
            *arena_push(context->arena, reading->words, reading->count) =
                tokens.list[i];
    while (reading->at < reading->count) {
        size_t taken = 0;

        mind_comma(reading);
        for (size_t i = 0; taken == 0; i++)
            taken = readers[i](reading);
        reading->at += taken;
    }
}
