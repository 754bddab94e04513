/*
 * Reading the tables. Rows are kept in the order of their table, and every
 * list of names is made once, so that looking up allocates nothing that
 * lives on.
 */
#include "lib/model/grammar.h"

#include "lib/base/cleanup.h"
#include "lib/base/memory.h"
#include "lib/model/grammar_tables.h"
#include "lib/model/slug.h"
#include "lib/text/fold.h"

#include <stdlib.h>
#include <string.h>

enum { YEAR_FIRST = 1800, YEAR_LAST = 2999 };

struct reading {
    struct grammar *grammar;
    const char *table;
    struct error *err;
};

static enum status
row_bad(const struct reading *reading, const struct table_row *row,
        const char *what)
{
    return error_set(reading->err, STATUS_BAD_DOCUMENT, "table %s, line %u: %s",
                     reading->table, row->line, what);
}

static void
names_add(struct grammar *grammar, struct names *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++)
        if (strcmp(names->list[i], name) == 0)
            return;
    *arena_push(grammar->arena, names->list, names->count) = name;
}

static enum status
read_heading(struct reading *reading, const struct table_row *row)
{
    static const char *const kinds[] = {[ROW_PREAMBLE] = "preamble",
                                        [ROW_ANNEX] = "annex",
                                        [ROW_TAIL] = "tail",
                                        [ROW_OPEN] = "open"};
    struct grammar *grammar = reading->grammar;
    const char *phrase = words_phrase(row->cells[0], grammar->arena);
    struct heading_row *heading;

    for (size_t kind = 0; kind < COUNT_OF(kinds); kind++) {
        if (strcmp(row->cells[1], kinds[kind]) != 0)
            continue;
        if (phrase == NULL)
            return row_bad(reading, row, "no phrase");
        heading = arena_push(grammar->arena, grammar->headings,
                             grammar->heading_count);
        heading->phrase = phrase;
        heading->kind = (enum heading_row_kind)kind;
        if (heading->kind == ROW_PREAMBLE)
            names_add(grammar, &grammar->section_names,
                      slug_make(grammar->arena, phrase));
        return STATUS_OK;
    }
    return row_bad(reading, row, "kind is preamble, annex or tail");
}

static enum status
read_verb(struct reading *reading, const struct table_row *row)
{
    struct grammar *grammar = reading->grammar;
    struct verb_row verb = {
        .form = words_phrase(row->cells[0], grammar->arena),
        .base = words_phrase(row->cells[1], grammar->arena),
    };

    if (verb.form == NULL || verb.base == NULL)
        return row_bad(reading, row, "needs two forms of a verb");
    *arena_push(grammar->arena, grammar->verbs, grammar->verb_count) = verb;
    names_add(grammar, &grammar->section_names,
              slug_make(grammar->arena, verb.form));
    return STATUS_OK;
}

/* Cuts text at each mark; NULL when nothing is left. */
static char *
next_part(char **text, char mark)
{
    char *part = *text, *end;

    if (part == NULL)
        return NULL;
    end = strchr(part, mark);
    *text = end == NULL ? NULL : end + 1;
    if (end != NULL)
        *end = '\0';
    return part;
}

static enum status
read_addressee(struct reading *reading, const struct table_row *row)
{
    struct grammar *grammar = reading->grammar;
    struct addressee_row *addressee =
        arena_make(grammar->arena, struct addressee_row);
    char *slugs = arena_strdup(grammar->arena, row->cells[0]);
    char *names = arena_strdup(grammar->arena, row->cells[2]);

    if (*slugs == '\0' || *names == '\0')
        return row_bad(reading, row, "needs a slug and a name");
    for (const char *slug; (slug = next_part(&slugs, ' ')) != NULL;) {
        if (addressee->slug_count == ADDRESSEE_SLUGS_MAX)
            return row_bad(reading, row, "too many slugs");
        if (*slug == '\0')
            return row_bad(reading, row, "an empty slug");
        addressee->slugs[addressee->slug_count++] = slug;
        names_add(grammar, &grammar->addressee_names, slug);
    }
    addressee->print = row->cells[1];
    for (const char *name; (name = next_part(&names, '|')) != NULL;) {
        const char *phrase = words_phrase(name, grammar->arena);

        if (phrase == NULL)
            return row_bad(reading, row, "an empty name");
        if (addressee->name == NULL)
            addressee->name = name;
        *arena_push(grammar->arena, grammar->aliases, grammar->alias_count) =
            (struct alias_row){phrase, addressee};
    }
    *arena_push(grammar->arena, grammar->addressees, grammar->addressee_count) =
        *addressee;
    return STATUS_OK;
}

static enum status
read_body(struct reading *reading, const struct table_row *row)
{
    struct grammar *grammar = reading->grammar;
    struct body_row *body = arena_make(grammar->arena, struct body_row);
    char *names = arena_strdup(grammar->arena, row->cells[2]);

    *body = (struct body_row){row->cells[0], row->cells[1]};
    if (strcmp(slug_make(grammar->arena, body->slug), body->slug) != 0)
        return row_bad(reading, row, "the body's short name is no slug");
    *arena_push(grammar->arena, grammar->bodies, grammar->body_count) = *body;
    names_add(grammar, &grammar->body_slugs, body->slug);
    for (const char *name; (name = next_part(&names, '|')) != NULL;) {
        const char *phrase = words_phrase(name, grammar->arena);

        if (phrase == NULL)
            return row_bad(reading, row, "an empty name");
        *arena_push(grammar->arena, grammar->body_names,
                    grammar->body_name_count) =
            (struct body_name_row){phrase, body};
    }
    return STATUS_OK;
}

static enum status
read_assembly(struct reading *reading, const struct table_row *row)
{
    struct grammar *grammar = reading->grammar;
    char *end;
    unsigned long year = strtoul(row->cells[3], &end, 10);
    const char *event = row->cells[1], *place = row->cells[2];

    if (*end != '\0' || year < YEAR_FIRST || year > YEAR_LAST)
        return row_bad(reading, row, "the year is no year");
    *arena_push(grammar->arena, grammar->assemblies, grammar->assembly_count) =
        (struct assembly_row){
            .body = row->cells[0],
            .event = fold_text(grammar->arena, event, strlen(event)),
            .place = fold_text(grammar->arena, place, strlen(place)),
            .print = place,
            .slug = slug_make(grammar->arena, place),
            .year = (unsigned)year,
        };
    names_add(grammar, &grammar->place_slugs, slug_make(grammar->arena, place));
    return STATUS_OK;
}

static const struct {
    const char *name;
    size_t least; /* cells that a row must have */
    enum status (*read)(struct reading *, const struct table_row *);
} readers[] = {
    {"headings", 2, read_heading},     {"verbs", 2, read_verb},
    {"addressees", 1, read_addressee}, {"bodies", 3, read_body},
    {"assemblies", 4, read_assembly},
};

/* "resolves", and "resolves-to-invite" for every two of them. */
static void
verb_names_make(struct grammar *grammar)
{
    struct arena *arena = grammar->arena;

    for (size_t i = 0; i < grammar->heading_count; i++)
        if (grammar->headings[i].kind == ROW_PREAMBLE)
            names_add(grammar, &grammar->verb_names,
                      slug_make(arena, grammar->headings[i].phrase));
    for (size_t i = 0; i < grammar->verb_count; i++)
        names_add(grammar, &grammar->verb_names,
                  slug_make(arena, grammar->verbs[i].form));
    for (size_t i = 0; i < grammar->verb_count; i++)
        names_add(grammar, &grammar->verb_names,
                  slug_make(arena, arena_printf(arena, "resolves to %s",
                                                grammar->verbs[i].base)));
}

enum status
grammar_new(struct grammar **out, const struct tables *tables,
            struct error *err)
{
    CLEANUP(grammar_freep)
    struct grammar *grammar = memory_alloc(sizeof *grammar);
    enum status status;

    grammar->arena = arena_new();
    for (size_t i = 0; i < COUNT_OF(readers); i++) {
        struct reading reading = {grammar, readers[i].name, err};
        struct table_rows rows;

        status = tables_rows(&rows, tables, readers[i].name, readers[i].least,
                             grammar->arena, err);
        for (size_t j = 0; status == STATUS_OK && j < rows.count; j++)
            status = readers[i].read(&reading, &rows.list[j]);
        if (status != STATUS_OK)
            return status;
    }
    verb_names_make(grammar);
    *out = STEAL(grammar);
    return STATUS_OK;
}

void
grammar_free(struct grammar *grammar)
{
    if (grammar == NULL)
        return;
    arena_free(grammar->arena);
    free(grammar);
}

void
grammar_freep(struct grammar **grammar)
{
    grammar_free(*grammar);
    *grammar = NULL;
}
