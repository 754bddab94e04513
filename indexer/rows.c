/*
 * Ids are what other texts cite, so a row may not claim what it likes: an id
 * is built from the parts again and compared.
 */
#include "indexer/rows.h"

#include "lib/model/citation.h"
#include "lib/wire/row.h"

#include <stdlib.h>
#include <string.h>

#define UTF8_MARK "\xef\xbb\xbf"

enum { NUMBER_MOST = 9999 };

struct rows
rows_of(const char *text, size_t len)
{
    size_t mark = strlen(UTF8_MARK);

    if (len >= mark && memcmp(text, UTF8_MARK, mark) == 0) {
        text += mark;
        len -= mark;
    }
    return (struct rows){.rest = text, .rest_len = len};
}

static bool
is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

bool
rows_next(struct rows *rows)
{
    while (rows->rest_len > 0) {
        const char *end = memchr(rows->rest, '\n', rows->rest_len);
        size_t len =
            end == NULL ? rows->rest_len : (size_t)(end - rows->rest) + 1;

        rows->text = rows->rest;
        rows->len = len - (end != NULL);
        rows->rest += len;
        rows->rest_len -= len;
        rows->line++;
        while (rows->len > 0 && is_space(rows->text[rows->len - 1]))
            rows->len--;
        if (rows->len > 0)
            return true;
    }
    return false;
}

static enum status
fail_id(const char *id, const char *want, struct error *err)
{
    return error_set(err, STATUS_BAD_DOCUMENT,
                     "the id \"%.100s\" should be \"%.100s\"", id, want);
}

static enum status
check_edition(const struct resolution *resolution,
              const struct grammar *grammar, struct arena *arena,
              struct error *err)
{
    char name[RESOLUTION_NAME_MAX];
    const char *want;

    if (grammar_body_print(grammar, resolution->body) == NULL)
        return error_set(err, STATUS_BAD_DOCUMENT,
                         "no table knows the body \"%.40s\"", resolution->body);
    if (resolution->number == 0 || resolution->number > NUMBER_MOST ||
        resolution->year == 0)
        return error_set(err, STATUS_BAD_DOCUMENT,
                         "a resolution needs a number from 1 to %d and the "
                         "year of its edition",
                         NUMBER_MOST);
    resolution_name(resolution, name);
    want = arena_printf(arena, "%s@%u", name, resolution->year);
    if (resolution->copy > 1)
        want = arena_printf(arena, "%s.%u", want, resolution->copy);
    return strcmp(resolution->id, want) == 0
               ? STATUS_OK
               : fail_id(resolution->id, want, err);
}

static bool
has_only(const char *text, const char *more)
{
    while ((*text >= 'a' && *text <= 'z') || (*text >= '0' && *text <= '9') ||
           (*text != '\0' && strchr(more, *text) != NULL))
        text++;
    return *text == '\0';
}

/* A part's id is the edition's, the section's slug and the label. */
static enum status
check_part(const struct resolution *resolution, const char *id,
           const char *slug, const char *label, struct arena *arena,
           struct error *err)
{
    const char *want = arena_printf(arena, "%s/%s%s%s", resolution->id, slug,
                                    *label == '\0' ? "" : ".", label);

    if (*slug == '\0' || !has_only(slug, "-~") || !has_only(label, "."))
        return error_set(err, STATUS_BAD_DOCUMENT,
                         "\"%.60s\" and \"%.60s\" are no slug and label", slug,
                         label);
    return strcmp(id, want) == 0 ? STATUS_OK : fail_id(id, want, err);
}

static int
by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static enum status
check_unique(const char **ids, size_t count, struct error *err)
{
    if (count > 1)
        qsort(ids, count, sizeof *ids, by_text);
    for (size_t i = 1; i < count; i++)
        if (strcmp(ids[i - 1], ids[i]) == 0)
            return error_set(err, STATUS_BAD_DOCUMENT,
                             "the id \"%.100s\" stands twice", ids[i]);
    return STATUS_OK;
}

static enum status
check_parts(const struct resolution *resolution, struct arena *arena,
            struct error *err)
{
    const char **ids = NULL;
    size_t count = 0;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < resolution->section_count; i++) {
        const struct section *section = &resolution->sections[i];

        for (size_t j = 0; status == STATUS_OK && j < section->clause_count;
             j++) {
            const struct clause *clause = &section->clauses[j];

            status = check_part(resolution, clause->id, section->slug,
                                clause->label, arena, err);
            *arena_push(arena, ids, count) = clause->id;
        }
    }
    for (size_t i = 0; status == STATUS_OK && i < resolution->footnote_count;
         i++) {
        const struct footnote *footnote = &resolution->footnotes[i];

        status = check_part(resolution, footnote->id, kind_name(KIND_FOOTNOTE),
                            footnote->label, arena, err);
        *arena_push(arena, ids, count) = footnote->id;
    }
    return status == STATUS_OK ? check_unique(ids, count, err) : status;
}

/* A document that was shown comes back as one: a clause of the same id. */
static enum status
check_doc(const struct resolution *doc, struct error *err)
{
    if (strncmp(doc->id, RESOLUTION_DOC_PREFIX,
                strlen(RESOLUTION_DOC_PREFIX)) != 0 ||
        strlen(doc->id) >= RESOLUTION_NAME_MAX)
        return error_set(err, STATUS_BAD_DOCUMENT,
                         "\"%.60s\" is no id of a document", doc->id);
    if (doc->number != 0 || doc->year != 0 || doc->footnote_count != 0 ||
        doc->section_count != 1 || doc->sections[0].clause_count != 1 ||
        strcmp(doc->sections[0].clauses[0].id, doc->id) != 0)
        return error_set(err, STATUS_BAD_DOCUMENT,
                         "a document has one clause of its own id, no number "
                         "and no edition");
    return STATUS_OK;
}

/* What was shown says what it cites; a minimal row leaves it to its text. */
static void
find_cites(struct clause *clause, const struct grammar *grammar,
           struct arena *arena)
{
    const struct citation_context nobody = {.in = clause->id};

    if (clause->cite_count == 0)
        citation_find(grammar, &nobody, clause->text, &clause->cites,
                      &clause->cite_count, arena);
}

static enum status
take_doc(struct resolution *doc, const struct rows *rows,
         const struct grammar *grammar, struct arena *arena, struct error *err)
{
    enum status status = check_doc(doc, err);
    struct clause *clause;

    if (status != STATUS_OK)
        return status;
    clause = &doc->sections[0].clauses[0];
    if (clause->line == 0)
        clause->line = rows->line;
    find_cites(clause, grammar, arena);
    return STATUS_OK;
}

enum status
row_read(struct resolution *out, const struct rows *rows,
         const struct grammar *grammar, struct arena *arena, struct error *err)
{
    struct resolution resolution = {0};
    enum status status;

    if (rows->len > ROW_BYTES_MAX)
        return error_set(err, STATUS_BAD_DOCUMENT,
                         "the row has more than %d bytes", ROW_BYTES_MAX);
    status = row_parse(&resolution, rows->text, rows->len, arena, err);
    if (status != STATUS_OK)
        return status;
    if (resolution_is_doc(&resolution)) {
        status = take_doc(&resolution, rows, grammar, arena, err);
    } else {
        status = check_edition(&resolution, grammar, arena, err);
        if (status == STATUS_OK)
            status = check_parts(&resolution, arena, err);
    }
    if (status == STATUS_OK)
        *out = resolution;
    return status;
}
