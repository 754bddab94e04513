#include "lib/text/concepts.h"

#include "lib/base/cleanup.h"
#include "lib/base/memory.h"
#include "lib/text/wordmap.h"

#include <stdlib.h>
#include <string.h>

struct concepts {
    struct arena *arena; /* owns all below */
    struct stemmer *stemmer;
    struct concept **list;
    size_t count;
    struct concept_name **names;
    size_t name_count;
    struct wordmap heads; /* first word -> struct head */
    struct wordmap ids;
};

struct head { /* what a first word begins: a map keeps its first value */
    const struct concept_name *names;
};

static struct concept *
concept_get(struct concepts *concepts, const char *id)
{
    struct concept *held =
        (struct concept *)(uintptr_t)wordmap_get(&concepts->ids, id);

    if (held != NULL)
        return held;
    held = arena_make(concepts->arena, struct concept);
    held->id = arena_strdup(concepts->arena, id);
    *arena_push(concepts->arena, concepts->list, concepts->count) = held;
    wordmap_put(&concepts->ids, concepts->arena, held->id, held);
    return held;
}

/* The words of a name, without the parts of names in it. */
static bool
name_words(struct concept_name *name, struct concepts *concepts)
{
    struct arena *arena = concepts->arena;
    struct tokens tokens;

    tokens_find(&tokens, stemmer_lexicon(concepts->stemmer), name->text,
                strlen(name->text), arena);
    for (size_t i = 0; i < tokens.count; i++) {
        const char *word = tokens.list[i].norm;

        if (tokens.list[i].kind == TOKEN_PART)
            continue;
        if (name->count == CONCEPT_WORDS_MAX)
            return false;
        if (!name->acronym)
            word = arena_strdup(arena, stemmer_stem(concepts->stemmer, word));
        name->words[name->count++] = word;
    }
    return name->count > 0;
}

/* A name is told by its first word that is not small: queries need not have
 * the others. */
static size_t
first_word(const struct concept_name *name, const struct lexicon *lexicon)
{
    size_t at = 0;

    while (at < name->count && lexicon_is_small(lexicon, name->words[at]))
        at++;
    return at < name->count ? at : 0;
}

static bool
same_words(const struct concept_name *a, const struct concept_name *b)
{
    if (a->count != b->count || a->acronym != b->acronym)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (strcmp(a->words[i], b->words[i]) != 0)
            return false;
    return true;
}

static void
name_link(struct concepts *concepts, struct concept_name *name)
{
    struct head *head =
        (struct head *)(uintptr_t)wordmap_get(&concepts->heads, name->words[0]);

    if (head == NULL) {
        head = arena_make(concepts->arena, struct head);
        wordmap_put(&concepts->heads, concepts->arena, name->words[0], head);
    }
    name->next = head->names;
    head->names = name;
    *arena_push(concepts->arena, concepts->names, concepts->name_count) = name;
}

static enum status
concept_add(struct concepts *concepts, struct concept *concept,
            const struct concept_name *given, struct error *err)
{
    struct concept_name *name =
        arena_make(concepts->arena, struct concept_name);

    *name = *given;
    name->concept = concept;
    if (!name_words(name, concepts))
        return error_set(err, STATUS_BAD_DOCUMENT,
                         "\"%.60s\" has no words, or more than %d", name->text,
                         CONCEPT_WORDS_MAX);
    name->first = first_word(name, stemmer_lexicon(concepts->stemmer));
    for (size_t i = 0; i < concept->name_count; i++)
        if (same_words(concept->names[i], name))
            return STATUS_OK;
    if (concept->name_count == CONCEPT_NAMES_MAX)
        return error_set(err, STATUS_BAD_DOCUMENT,
                         "\"%.60s\" is one name too many", name->text);
    concept->names[concept->name_count++] = name;
    name_link(concepts, name);
    return STATUS_OK;
}

static const char *
id_of(struct concepts *concepts, const char *text)
{
    char *id = fold_text(concepts->arena, text, strlen(text));

    for (char *at = id; *at != '\0'; at++)
        if (*at == ' ')
            *at = '-';
    return id;
}

/* ACRONYM, long form. Plurals have rows of their own. */
static enum status
acronym_add(struct concepts *concepts, const struct table_row *row,
            struct error *err)
{
    struct concept *concept =
        concept_get(concepts, id_of(concepts, row->cells[0]));
    enum status status = concept_add(
        concepts, concept,
        &(struct concept_name){.text = row->cells[0], .acronym = true}, err);

    if (status != STATUS_OK)
        return status;
    return concept_add(concepts, concept,
                       &(struct concept_name){.text = row->cells[1]}, err);
}

static enum status
synonyms_add(struct concepts *concepts, const struct table_row *row,
             struct error *err)
{
    struct concept *same = NULL;

    for (size_t cell = 0; cell < 2 && cell < row->count; cell++) {
        char *rest = NULL,
             *cells = arena_strdup(concepts->arena, row->cells[cell]);

        for (char *text = strtok_r(cells, "|", &rest); text != NULL;
             text = strtok_r(NULL, "|", &rest)) {
            struct concept_name name = {.text = text, .narrower = cell == 1};
            enum status status;

            if (same == NULL)
                same = concept_get(concepts, id_of(concepts, text));
            status = concept_add(concepts, same, &name, err);
            if (status != STATUS_OK)
                return status;
        }
    }
    return STATUS_OK;
}

static const struct {
    const char *name;
    enum status (*add)(struct concepts *concepts, const struct table_row *row,
                       struct error *err);
    size_t cells;
} concept_tables[] = {
    {"acronyms", acronym_add, 2},
    {"mined", acronym_add, 2},
    {"synonyms", synonyms_add, 1},
};

static enum status
read_tables(struct concepts *concepts, const struct tables *tables,
            struct error *err)
{
    enum status status = STATUS_OK;

    for (size_t t = 0; status == STATUS_OK && t < COUNT_OF(concept_tables);
         t++) {
        struct table_rows rows = {0};

        if (tables_find(tables, concept_tables[t].name) == NULL)
            continue; /* an index has mined pairs, the program has none */
        status = tables_rows(&rows, tables, concept_tables[t].name,
                             concept_tables[t].cells, concepts->arena, err);
        for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
            status = concept_tables[t].add(concepts, &rows.list[i], err);
            if (status != STATUS_OK)
                error_wrap(err, "table %s, line %u", concept_tables[t].name,
                           rows.list[i].line);
        }
    }
    return status;
}

enum status
concepts_new(struct concepts **out, const struct tables *tables,
             struct stemmer *stemmer, struct error *err)
{
    struct concepts *concepts = memory_alloc(sizeof *concepts);
    enum status status;

    concepts->arena = arena_new();
    concepts->stemmer = stemmer;
    status = read_tables(concepts, tables, err);
    if (status == STATUS_OK)
        *out = concepts;
    else
        concepts_free(concepts);
    return status;
}

void
concepts_free(struct concepts *concepts)
{
    if (concepts == NULL)
        return;
    arena_free(concepts->arena);
    free(concepts);
}

/* A text as its words, one a position. */
struct words_seen {
    const char **norms, **stems;
    bool *capital; /* "ITS" may be an acronym, "its" is none */
    size_t count;
};

static bool
has_capital(const char *text, const struct token *token)
{
    for (uint32_t i = token->start; i < token->end; i++)
        if (text[i] >= 'A' && text[i] <= 'Z')
            return true;
    return false;
}

static bool
name_is_at(const struct concept_name *name, const struct words_seen *words,
           size_t pos)
{
    const char **seen = name->acronym ? words->norms : words->stems;

    if (pos + name->count > words->count ||
        (name->acronym && !words->capital[pos]))
        return false;
    for (size_t i = 0; i < name->count; i++)
        if (strcmp(seen[pos + i], name->words[i]) != 0)
            return false;
    return true;
}

static void
find_at(struct concept_hits *out, const struct concepts *concepts,
        const struct words_seen *words, const char *word, size_t pos,
        struct arena *arena)
{
    const struct head *head = wordmap_get(&concepts->heads, word);
    const struct concept_name *name = head == NULL ? NULL : head->names;

    for (; name != NULL; name = name->next)
        if (name_is_at(name, words, pos))
            *arena_push(arena, out->list, out->count) = (struct concept_hit){
                name->concept, (uint32_t)pos, (uint32_t)name->count};
}

void
concepts_find(struct concept_hits *out, const struct concepts *concepts,
              const char *text, const struct tokens *tokens,
              struct arena *arena)
{
    struct words_seen words = {.count = tokens->positions};

    *out = (struct concept_hits){0};
    if (concepts == NULL)
        return;
    words.norms = arena_alloc(arena, (words.count + 1) * sizeof(char *));
    words.stems = arena_alloc(arena, (words.count + 1) * sizeof(char *));
    words.capital = arena_alloc(arena, words.count + 1);
    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *token = &tokens->list[i];

        if (token->kind == TOKEN_PART)
            continue;
        words.norms[token->pos] = token->norm;
        words.capital[token->pos] = has_capital(text, token);
        words.stems[token->pos] =
            arena_strdup(arena, stemmer_stem(concepts->stemmer, token->norm));
    }
    for (size_t pos = 0; pos < words.count; pos++) {
        find_at(out, concepts, &words, words.norms[pos], pos, arena);
        if (strcmp(words.norms[pos], words.stems[pos]) != 0)
            find_at(out, concepts, &words, words.stems[pos], pos, arena);
    }
}

size_t
concepts_count(const struct concepts *concepts)
{
    return concepts == NULL ? 0 : concepts->name_count;
}

const struct concept_name *
concepts_name(const struct concepts *concepts, size_t i)
{
    return concepts->names[i];
}
