/*
 * The table, and a question whole: what is quoted stays a phrase, the words
 * between are read.
 */
#include "lib/query/question_words.h"

#include "lib/base/cleanup.h"
#include "lib/base/memory.h"
#include "lib/text/fold.h"

#include <stdlib.h>
#include <string.h>

static const char *const does_names[DOES_COUNT] = {
    [DOES_ASK] = "ask",         [DOES_MANDATE] = "mandate",
    [DOES_DROP] = "drop",       [DOES_FILTER] = "filter",
    [DOES_CITE] = "cite",       [DOES_MENTION] = "mention",
    [DOES_CITED] = "cited",     [DOES_MENTIONED] = "mentioned",
    [DOES_ADOPTED] = "adopted", [DOES_EDITIONS] = "editions",
    [DOES_EXCEPT] = "except",   [DOES_NOT] = "not",
    [DOES_UNHEARD] = "unheard",
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
                     "questions.tsv, line %u: \"%.40s\" is nothing that a "
                     "row does",
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

/* Whether there is a word in it. */
static bool
has_word(const struct reading *reading, const char *text)
{
    struct tokens tokens;

    tokens_find(&tokens, reading->context->lexicon, text, strlen(text),
                reading->context->arena);
    return tokens.count > 0;
}

static void
read_phrase(struct reading *reading, const char *piece)
{
    const char *phrase = arena_printf(reading->context->arena, "\"%s\"", piece);

    if (!has_word(reading, piece))
        return;
    if (reading->wish == WISH_WANTED)
        question_words_put(&reading->phrases, phrase);
    else
        question_words_filter(reading, phrase);
}

/* A query of NOT alone finds nothing: who wants none of something wants all
 * the rest. */
static const char *
all_kinds(const struct reading *reading)
{
    struct buf out = {0};
    const char *text;

    for (int kind = 0; kind < KIND_COUNT; kind++)
        buf_printf(&out, "%skind:%s", kind == 0 ? "(" : " OR ",
                   kind_name((enum clause_kind)kind));
    buf_put_byte(&out, ')');
    text = arena_strdup(reading->context->arena, buf_text(&out));
    buf_deinit(&out);
    return text;
}

/* Filters, edition, words, phrases, and what is unwanted, in this order; whole
 * when there is none of them. */
static const char *
join(struct reading *reading, const char *whole)
{
    struct arena *arena = reading->context->arena;
    struct buf out = {0};
    struct buf *parts[] = {&reading->rest, &reading->phrases,
                           &reading->unwanted};

    if (reading->era != NULL && !reading->has_body)
        question_words_put(&out, arena_printf(arena, "body:%s", reading->era));
    if (reading->filters.len > 0)
        question_words_put(&out, buf_text(&reading->filters));
    if (out.len + reading->rest.len + reading->phrases.len == 0 &&
        reading->unwanted.len > 0)
        question_words_put(&out, all_kinds(reading));
    if (reading->edition != NULL)
        question_words_put(&out, reading->edition);
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (parts[i]->len > 0)
            question_words_put(&out, buf_text(parts[i]));
    if (out.len > 0)
        whole = arena_strdup(arena, buf_text(&out));
    buf_deinit(&out);
    return whole;
}

const char *
question_read(const struct question_context *context, const char *text,
              struct question_remarks *remarks)
{
    struct arena *arena = context->arena;
    struct reading reading = {.context = context};
    char *rest = fold_typography(arena, text, strlen(text));
    const char *whole = rest, *out;

    for (bool quoted = false; rest != NULL; quoted = !quoted) {
        char *piece = rest, *quote = strchr(rest, '"');

        rest = quote == NULL ? NULL : quote + 1;
        piece = arena_strndup(arena, piece,
                              quote == NULL ? strlen(piece)
                                            : (size_t)(quote - piece));
        if (!quoted || quote == NULL)
            question_words_read(&reading, piece);
        else
            read_phrase(&reading, piece);
    }
    question_words_close(&reading);
    out = join(&reading, whole);
    *remarks = (struct question_remarks){.wants_refs = reading.wants_refs};
    if (reading.unheard.len > 0)
        remarks->unheard = arena_strdup(arena, buf_text(&reading.unheard));
    buf_deinit(&reading.filters);
    buf_deinit(&reading.rest);
    buf_deinit(&reading.phrases);
    buf_deinit(&reading.group);
    buf_deinit(&reading.unwanted);
    buf_deinit(&reading.unheard);
    return out;
}
