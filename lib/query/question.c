/*
 * From left to right, the longest reading first: a name of an assembly, a
 * resolution's number, a year, a body, whom is asked, a row of the table;
 * what is none of these is a word. An addressee is only read as one where
 * somebody asks it ("ask the Director of TSB"; "is the Council asked"):
 * elsewhere "Member States" are two words of the subject.
 */
#include "lib/query/question.h"

#include "lib/base/buf.h"
#include "lib/base/cleanup.h"
#include "lib/base/memory.h"
#include "lib/text/fold.h"
#include "lib/text/token.h"

#include <stdlib.h>
#include <string.h>

enum { WINDOW_MOST = 10, YEAR_FIRST = 1865, YEAR_LAST = 2199 };

enum does { DOES_ASK, DOES_MANDATE, DOES_DROP, DOES_FILTER };

static const char *const does_names[] = {[DOES_ASK] = "ask",
                                         [DOES_MANDATE] = "mandate",
                                         [DOES_DROP] = "drop",
                                         [DOES_FILTER] = "filter"};

struct rule {
    const char *phrase;
    enum does does;
    const char *reading;
};

struct questions {
    struct arena *arena;
    struct rule *rules;
    size_t count;
};

static enum status
add_rule(struct questions *questions, const struct table_row *row,
         struct error *err)
{
    for (size_t i = 0; i < COUNT_OF(does_names); i++) {
        const char *reading = row->count > 2 ? row->cells[2] : "";
        struct rule *rule;

        if (strcmp(does_names[i], row->cells[1]) != 0)
            continue;
        if ((i == DOES_FILTER) != (*reading != '\0'))
            return error_set(err, STATUS_BAD_DOCUMENT,
                             "questions.tsv, line %u: a filter, and nothing "
                             "else, has a reading",
                             row->line);
        rule = arena_push(questions->arena, questions->rules, questions->count);
        rule->phrase = row->cells[0];
        rule->does = (enum does)i;
        rule->reading = reading;
        return STATUS_OK;
    }
    return error_set(err, STATUS_BAD_DOCUMENT,
                     "questions.tsv, line %u: \"%.40s\" is not ask, mandate, "
                     "drop or filter",
                     row->line, row->cells[1]);
}

enum status
questions_new(struct questions **out, const struct tables *tables,
              struct error *err)
{
    struct questions *questions = memory_alloc(sizeof *questions);
    struct table_rows rows;
    enum status status;

    questions->arena = arena_new();
    status = tables_rows(&rows, tables, "questions", 2, questions->arena, err);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        struct table_row row = rows.list[i];

        for (size_t j = 0; j < row.count; j++) /* the table may not live on */
            row.cells[j] = arena_strdup(questions->arena, row.cells[j]);
        status = add_rule(questions, &row, err);
    }
    if (status == STATUS_OK)
        *out = questions;
    else
        questions_free(questions);
    return status;
}

void
questions_free(struct questions *questions)
{
    if (questions == NULL)
        return;
    arena_free(questions->arena);
    free(questions);
}

struct reading {
    const struct question_context *context;
    const char *text;
    struct token *words; /* without the parts of names */
    size_t count;
    size_t at;
    bool expects; /* whom is asked may stand here */
    struct buf filters, rest;
};

static const char *
norm(const struct reading *reading, size_t i)
{
    return i < reading->count ? reading->words[i].norm : "";
}

static bool
says_resolution(const char *word)
{
    return strcmp(word, "resolution") == 0 || strcmp(word, "res") == 0 ||
           strcmp(word, "resolutions") == 0;
}

/* The text of so many words from the at'th on. */
static char *
window(const struct reading *reading, size_t count)
{
    const struct token *first = &reading->words[reading->at];
    const struct token *last = first + count - 1;

    return arena_strndup(reading->context->arena, reading->text + first->start,
                         last->end - first->start);
}

static void
put(struct buf *out, const char *text)
{
    if (out->len > 0)
        buf_put_byte(out, ' ');
    buf_put_text(out, text);
}

static bool
is_number(const char *word, unsigned long least, unsigned long most)
{
    size_t digits = strspn(word, "0123456789");

    return digits > 0 && digits <= 4 && word[digits] == '\0' &&
           strtoul(word, NULL, 10) >= least && strtoul(word, NULL, 10) <= most;
}

/* The row whose phrase begins at the i'th word, the longest; words in *taken.
 */
static const struct rule *
find_rule(const struct reading *reading, size_t i, size_t *taken)
{
    const struct questions *questions = reading->context->questions;
    const struct rule *best = NULL;

    *taken = 0;
    for (size_t r = 0; r < questions->count; r++) {
        const char *phrase = questions->rules[r].phrase;
        size_t words = 0;

        while (*phrase != '\0') {
            const char *word = norm(reading, i + words);
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

/* Whether behind the i'th word, over small ones, somebody asks. */
static bool
is_asked(const struct reading *reading, size_t i)
{
    const struct lexicon *lexicon = reading->context->lexicon;
    const struct rule *rule;
    size_t taken;

    while (i < reading->count && lexicon_is_small(lexicon, norm(reading, i)))
        i++;
    rule = find_rule(reading, i, &taken);
    return rule != NULL &&
           (rule->does == DOES_ASK || rule->does == DOES_MANDATE);
}

static size_t
read_addressee(struct reading *reading)
{
    struct arena *arena = reading->context->arena;

    for (size_t n = WINDOW_MOST; n > 0; n--) {
        const char *slug;

        if (reading->at + n > reading->count)
            continue;
        slug = grammar_addressee(reading->context->grammar, window(reading, n));
        if (slug == NULL || strchr(slug, ' ') != NULL)
            continue;
        if (!reading->expects && !is_asked(reading, reading->at + n))
            continue;
        put(&reading->filters, arena_printf(arena, "to:%s", slug));
        reading->expects = true; /* "... and Sector Members" */
        return n;
    }
    return 0;
}

/* "WTSA-12" */
static size_t
read_event(struct reading *reading)
{
    struct arena *arena = reading->context->arena;
    const char *body;
    unsigned year;

    if (!grammar_event(reading->context->grammar, window(reading, 1), &body,
                       &year))
        return 0;
    put(&reading->filters, arena_printf(arena, "body:%s year:%u", body, year));
    return 1;
}

/* "Resolution 59" */
static size_t
read_number(struct reading *reading)
{
    const char *number = norm(reading, reading->at + 1);

    if (!says_resolution(norm(reading, reading->at)) ||
        !is_number(number, 1, 9999))
        return 0;
    put(&reading->filters,
        arena_printf(reading->context->arena, "res:%s", number));
    return 2;
}

/* "in 2012" */
static size_t
read_year(struct reading *reading)
{
    const char *lead = norm(reading, reading->at);
    const char *year = norm(reading, reading->at + 1);

    if ((strcmp(lead, "in") != 0 && strcmp(lead, "of") != 0) ||
        !is_number(year, YEAR_FIRST, YEAR_LAST))
        return 0;
    put(&reading->filters,
        arena_printf(reading->context->arena, "year:%s", year));
    return 2;
}

/* "WTSA resolutions", "PP Resolution 123" */
static size_t
read_body(struct reading *reading)
{
    const char *body =
        grammar_body(reading->context->grammar, window(reading, 1));

    if (body == NULL || !says_resolution(norm(reading, reading->at + 1)))
        return 0;
    put(&reading->filters,
        arena_printf(reading->context->arena, "body:%s", body));
    return 1;
}

/* A word of the subject; those joined by a dash stay joined. */
static void
put_word(struct reading *reading)
{
    const struct token *word = &reading->words[reading->at];
    bool joined = reading->at > 0 && word->start == word[-1].end + 1 &&
                  reading->text[word[-1].end] == '-' && reading->rest.len > 0;

    if (joined)
        buf_printf(&reading->rest, "-%s", word->norm);
    else
        put(&reading->rest, word->norm);
}

static size_t
read_rule(struct reading *reading)
{
    size_t taken;
    const struct rule *rule = find_rule(reading, reading->at, &taken);

    if (rule == NULL)
        return 0;
    if (rule->does == DOES_FILTER)
        put(&reading->filters, rule->reading);
    if (rule->does == DOES_MANDATE)
        put(&reading->rest, window(reading, taken));
    if (rule->does == DOES_ASK || rule->does == DOES_MANDATE)
        reading->expects = true;
    return taken;
}

static size_t
read_small(struct reading *reading)
{
    return lexicon_is_small(reading->context->lexicon,
                            norm(reading, reading->at));
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
    read_event,     read_body, read_number, read_year,
    read_addressee, read_rule, read_small,  read_plain,
};

static void
read_words(struct reading *reading, const char *text)
{
    const struct question_context *context = reading->context;
    struct tokens tokens;

    tokens_find(&tokens, context->lexicon, text, strlen(text), context->arena);
    reading->text = text;
    reading->words = NULL;
    reading->count = reading->at = 0;
    for (size_t i = 0; i < tokens.count; i++)
        if (tokens.list[i].kind != TOKEN_PART)
            *arena_push(context->arena, reading->words, reading->count) =
                tokens.list[i];
    while (reading->at < reading->count) {
        size_t taken = 0;

        for (size_t i = 0; taken == 0; i++)
            taken = readers[i](reading);
        reading->at += taken;
    }
}

/* Whether there is a word in it. */
static bool
has_word(const struct reading *reading, const char *text)
{
    struct tokens tokens;

    tokens_find(&tokens, reading->context->lexicon, text, strlen(text),
                reading->context->arena);
    return tokens.count > 0;
}

const char *
question_read(const struct question_context *context, const char *text)
{
    struct arena *arena = context->arena;
    struct reading reading = {.context = context};
    struct buf phrases = {0};
    char *rest = fold_typography(arena, text, strlen(text));
    const char *whole = rest, *out;

    for (bool quoted = false; rest != NULL; quoted = !quoted) {
        char *piece = rest, *quote = strchr(rest, '"');

        rest = quote == NULL ? NULL : quote + 1;
        piece = arena_strndup(arena, piece,
                              quote == NULL ? strlen(piece)
                                            : (size_t)(quote - piece));
        if (!quoted || quote == NULL)
            read_words(&reading, piece);
        else if (has_word(&reading, piece))
            put(&phrases, arena_printf(arena, "\"%s\"", piece));
    }
    if (reading.rest.len > 0)
        put(&reading.filters, buf_text(&reading.rest));
    if (phrases.len > 0)
        put(&reading.filters, buf_text(&phrases));
    out = reading.filters.len > 0
              ? arena_strdup(arena, buf_text(&reading.filters))
              : whole;
    buf_deinit(&reading.filters);
    buf_deinit(&reading.rest);
    buf_deinit(&phrases);
    return out;
}
