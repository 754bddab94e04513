/*
 * Three tables, a hash map each. What the names table says is in
 * lexicon_names.c; here are the tables of single words.
 */
#include "lib/text/lexicon.h"

#include "lib/base/cleanup.h"
#include "lib/base/memory.h"
#include "lib/text/fold.h"
#include "lib/text/lexicon_names.h"
#include "lib/text/wordmap.h"

#include <stdlib.h>
#include <string.h>

struct lexicon {
    struct arena *arena; /* owns all below */
    struct wordmap small, stems;
    struct lexicon_names names;
};

/* A cell as the word that it must be. */
static enum status
row_word(const char **out, const char *cell, struct arena *arena,
         struct error *err)
{
    const char *word = fold_text(arena, cell, strlen(cell));
    size_t len = strlen(word);

    if (len == 0 || len > FOLD_WORD_MAX || strchr(word, ' ') != NULL)
        return error_set(err, STATUS_BAD_DOCUMENT, "\"%s\" is not one word",
                         cell);
    *out = word;
    return STATUS_OK;
}

static enum status
row_put(struct wordmap *map, const char *cell, const void *value,
        struct arena *arena, struct error *err)
{
    const char *word;
    enum status status = row_word(&word, cell, arena, err);

    if (status == STATUS_OK && !wordmap_put(map, arena, word, value))
        status =
            error_set(err, STATUS_BAD_DOCUMENT, "\"%s\" stands twice", word);
    return status;
}

static enum status
stop_add(struct lexicon *lexicon, const struct table_row *row,
         struct error *err)
{
    return row_put(&lexicon->small, row->cells[0], row->cells[0],
                   lexicon->arena, err);
}

/* A stem begins as its words do: so do those of the rules, and whoever looks
 * for one may pass over all other words unseen. */
static enum status
stem_put(struct lexicon *lexicon, const char *word, const char *stem,
         struct error *err)
{
    if (*word != *stem)
        return error_set(err, STATUS_BAD_DOCUMENT,
                         "the stem \"%s\" does not begin as \"%s\" does", stem,
                         word);
    return row_put(&lexicon->stems, word, stem, lexicon->arena, err);
}

/* One stem, and the words that have it with spaces between. */
static enum status
stem_add(struct lexicon *lexicon, const struct table_row *row,
         struct error *err)
{
    struct arena *arena = lexicon->arena;
    char *words = arena_strdup(arena, row->cells[1]), *rest = NULL;
    const char *stem;
    enum status status = row_word(&stem, row->cells[0], arena, err);

    for (char *word = strtok_r(words, " ", &rest);
         status == STATUS_OK && word != NULL; word = strtok_r(NULL, " ", &rest))
        status = stem_put(lexicon, word, stem, err);
    return status;
}

static enum status
name_add(struct lexicon *lexicon, const struct table_row *row,
         struct error *err)
{
    return lexicon_names_add(&lexicon->names, row, lexicon->arena, err);
}

struct lexicon_table {
    const char *name;
    size_t cells;
    enum status (*add)(struct lexicon *lexicon, const struct table_row *row,
                       struct error *err);
};

static const struct lexicon_table lexicon_tables[] = {
    {.name = "stop", .cells = 1, .add = stop_add},
    {.name = "stems", .cells = 2, .add = stem_add},
    {.name = "names", .cells = 2, .add = name_add},
};

static enum status
lexicon_read(struct lexicon *lexicon, const struct lexicon_table *table,
             const struct tables *tables, struct error *err)
{
    struct table_rows rows;
    enum status status = tables_rows(&rows, tables, table->name, table->cells,
                                     lexicon->arena, err);

    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        status = table->add(lexicon, &rows.list[i], err);
        if (status != STATUS_OK)
            error_wrap(err, "table %s, line %u", table->name,
                       rows.list[i].line);
    }
    return status;
}

enum status
lexicon_new(struct lexicon **out, const struct tables *tables,
            struct error *err)
{
    CLEANUP(lexicon_freep)
    struct lexicon *lexicon = memory_alloc(sizeof *lexicon);

    lexicon->arena = arena_new();
    for (size_t i = 0; i < COUNT_OF(lexicon_tables); i++) {
        enum status status =
            lexicon_read(lexicon, &lexicon_tables[i], tables, err);

        if (status != STATUS_OK)
            return status;
    }
    *out = STEAL(lexicon);
    return STATUS_OK;
}

void
lexicon_free(struct lexicon *lexicon)
{
    if (lexicon == NULL)
        return;
    arena_free(lexicon->arena);
    free(lexicon);
}

void
lexicon_freep(struct lexicon **lexicon)
{
    lexicon_free(*lexicon);
    *lexicon = NULL;
}

bool
lexicon_is_small(const struct lexicon *lexicon, const char *word)
{
    return wordmap_get(&lexicon->small, word) != NULL;
}

const char *
lexicon_stem(const struct lexicon *lexicon, const char *word)
{
    return wordmap_get(&lexicon->stems, word);
}

bool
lexicon_may_name(const struct lexicon *lexicon, const char *word)
{
    return lexicon_names_may_begin(&lexicon->names, word);
}

const char *
lexicon_name(const struct lexicon *lexicon, const struct lexicon_word *words,
             size_t count, size_t *taken, struct arena *arena)
{
    return lexicon_names_find(&lexicon->names, words, count, taken, arena);
}
