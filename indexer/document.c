#include "indexer/document.h"

#include "lib/engine/index_keys.h"
#include "lib/model/cite.h"
#include "lib/model/field.h"
#include "lib/model/slug.h"
#include "lib/model/unit.h"
#include "lib/store/store.h"
#include "lib/text/token.h"

#include <string.h>

/* One document in the making. */
struct draft {
    const struct document_maker *maker;
    const struct resolution *resolution;
    const struct document_place *place;
    struct writer_post *posts;
    size_t count;
    const char *values[FIELD_COUNT]; /* of units, for their slots */
};

static struct writer_post *
draft_post(struct draft *draft, const char *term)
{
    struct writer_post *post =
        arena_push(draft->maker->arena, draft->posts, draft->count);

    post->term = term;
    return post;
}

/* What facets count: the same values that filters find. */
static void
draft_value(struct draft *draft, enum field field, const char *value)
{
    const char **held = &draft->values[field];

    if (field_specs[field].slot != 0)
        *held = *held == NULL
                    ? value
                    : arena_printf(draft->maker->arena,
                                   "%s" STORE_VALUE_GAP "%s", *held, value);
}

/* A key term; row: of a resolution's own row, which clause filters miss. */
static void
draft_key(struct draft *draft, const char *row, enum field field,
          const char *value)
{
    draft_post(draft, arena_printf(draft->maker->arena, "%s%s%s", row,
                                   field_specs[field].prefix, value))
        ->key = true;
    if (*row == '\0')
        draft_value(draft, field, value);
}

static void
draft_word(struct draft *draft, enum field field, int form, const char *word,
           uint32_t pos)
{
    draft_post(draft, arena_printf(draft->maker->arena, "%s%c%s",
                                   field_specs[field].prefix, form, word))
        ->pos = pos;
}

/* The words of a text, exact and stem, and its concepts, at their
 * positions. */
static void
draft_text(struct draft *draft, enum field field, const char *text)
{
    const struct document_maker *maker = draft->maker;
    struct concept_hits hits;
    struct tokens tokens;

    tokens_find(&tokens, maker->lexicon, text, strlen(text), maker->arena);
    for (size_t i = 0; i < tokens.count; i++) {
        const struct token *token = &tokens.list[i];
        const char *stem = stemmer_stem(maker->stemmer, token->norm);

        draft_word(draft, field, FIELD_STEM, stem, token->pos + 1);
        draft_word(draft, field, FIELD_EXACT, token->norm, token->pos + 1);
    }
    concepts_find(&hits, maker->concepts, text, &tokens, maker->arena);
    for (size_t i = 0; i < hits.count; i++)
        draft_word(draft, field, FIELD_CONCEPT, hits.list[i].concept->id,
                   hits.list[i].pos + 1);
}

/* What holds for the whole edition. */
static void
draft_edition(struct draft *draft, const char *row)
{
    const struct resolution *resolution = draft->resolution;
    struct arena *arena = draft->maker->arena;

    draft_key(draft, row, FIELD_BODY, resolution->body);
    if (!resolution_is_doc(resolution)) {
        draft_key(draft, row, FIELD_RES,
                  arena_printf(arena, "%u", resolution->number));
        draft_key(draft, row, FIELD_YEAR,
                  arena_printf(arena, "%u", resolution->year));
    }
    if (resolution->place != NULL && *resolution->place != '\0')
        draft_key(draft, row, FIELD_PLACE, slug_make(arena, resolution->place));
    if (resolution->language != NULL && *resolution->language != '\0')
        draft_key(draft, row, FIELD_LANG, resolution->language);
    if (draft->place->latest)
        draft_key(draft, row, FIELD_EDITION, FIELD_LATEST);
}

/* The unit's own term, by which it alone is found. */
static void
draft_key_id(struct draft *draft, const char *id)
{
    draft_post(draft,
               arena_printf(draft->maker->arena, INDEX_ID_PREFIX "%s", id))
        ->key = true;
}

/* What is cited, by its name and, where the text gives one, its edition. */
static void
draft_cites(struct draft *draft, const char *row, const struct citation *cites,
            size_t count)
{
    struct arena *arena = draft->maker->arena;

    for (size_t i = 0; i < count; i++) {
        const char *edition =
            cites[i].id == NULL ? NULL : strchr(cites[i].id, '@');

        if (cites[i].id == NULL)
            continue;
        draft_key(draft, row, FIELD_CITES,
                  arena_strndup(arena, cites[i].id, strcspn(cites[i].id, "@")));
        if (edition != NULL)
            draft_key(draft, row, FIELD_CITES, cites[i].id);
    }
}

/* The values of the draft, each with its slot; returns how many. */
static size_t
draft_values(const struct draft *draft,
             struct writer_value values[FIELD_COUNT + 1])
{
    char name[RESOLUTION_NAME_MAX];
    size_t count = 0;

    for (int field = 0; field < FIELD_COUNT; field++)
        if (draft->values[field] != NULL)
            values[count++] = (struct writer_value){field_specs[field].slot,
                                                    draft->values[field]};
    resolution_name(draft->resolution, name);
    if (count > 0)
        values[count++] = (struct writer_value){
            FIELD_SLOT_RESOLUTION,
            field_resolution_value(name, draft->maker->arena)};
    return count;
}

static enum status
draft_finish(struct draft *draft, struct writer *writer,
             const struct unit *unit, struct error *err)
{
    struct buf data = {0};
    struct writer_value values[FIELD_COUNT + 1];
    struct writer_document document = {
        .posts = draft->posts, .post_count = draft->count, .values = values};
    enum status status;

    document.value_count = draft_values(draft, values);

    unit_encode(unit, &data);
    document.data = data.data;
    document.len = data.len;
    status = writer_add(writer, &document, err);
    buf_deinit(&data);
    return status;
}

/* What every unit of the resolution has in common. */
static struct unit
unit_of(const struct draft *draft)
{
    const struct resolution *resolution = draft->resolution;
    char name[RESOLUTION_NAME_MAX];

    resolution_name(resolution, name);
    return (struct unit){
        .resolution = arena_strdup(draft->maker->arena, name),
        .edition = resolution->year,
        .title = resolution->title,
        .superseded_by = draft->place->superseded_by,
        .file = resolution->source_file,
    };
}

static void
draft_section(struct draft *draft, const struct section *section)
{
    const char *again = strchr(section->slug, '~'); /* "noting~2" */

    draft_key(draft, "", FIELD_KIND, kind_name(section->kind));
    if (*section->slug != '\0')
        draft_key(draft, "", FIELD_SECTION, section->slug);
    if (again != NULL)
        draft_key(draft, "", FIELD_SECTION,
                  arena_strndup(draft->maker->arena, section->slug,
                                (size_t)(again - section->slug)));
    if (*section->verb != '\0')
        draft_key(draft, "", FIELD_VERB, section->verb);
    for (size_t i = 0; i < section->to_count; i++)
        draft_key(draft, "", FIELD_TO, section->to[i]);
    if (section->kind == KIND_OPERATIVE && section->to_count == 0)
        draft_key(draft, "", FIELD_TO, INDEX_TO_NONE);
}

static enum status
add_clause(struct draft draft, struct writer *writer,
           const struct section *section, const struct clause *clause,
           struct error *err)
{
    struct unit unit = unit_of(&draft);

    unit.id = clause->id;
    unit.cite = cite_clause(draft.maker->grammar, draft.resolution, section,
                            clause, CITE_SHORT, draft.maker->arena);
    unit.kind = section->kind;
    unit.section = section->slug;
    unit.heading = section->heading;
    unit.verb = section->verb;
    unit.to = (const char **)section->to;
    unit.to_count = section->to_count;
    unit.label = clause->label;
    unit.text = clause->text;
    unit.line = clause->line;
    unit.page = clause->page;
    unit.paragraph = clause->paragraph;
    draft_text(&draft, FIELD_TEXT, clause->text);
    draft_text(&draft, FIELD_HEADING, section->heading);
    draft_text(&draft, FIELD_TITLE, draft.resolution->title);
    draft_section(&draft, section);
    draft_edition(&draft, "");
    draft_key_id(&draft, unit.id);
    draft_cites(&draft, "", clause->cites, clause->cite_count);
    return draft_finish(&draft, writer, &unit, err);
}

static enum status
add_footnote(struct draft draft, struct writer *writer,
             const struct footnote *footnote, struct error *err)
{
    struct unit unit = unit_of(&draft);

    unit.id = footnote->id;
    unit.cite = cite_footnote(draft.maker->grammar, draft.resolution, footnote,
                              CITE_SHORT, draft.maker->arena);
    unit.kind = KIND_FOOTNOTE;
    unit.section = kind_name(KIND_FOOTNOTE);
    unit.label = footnote->label;
    unit.text = footnote->text;
    unit.line = footnote->line;
    unit.page = footnote->page;
    unit.paragraph = footnote->paragraph;
    draft_text(&draft, FIELD_TEXT, footnote->text);
    draft_text(&draft, FIELD_TITLE, draft.resolution->title);
    draft_key(&draft, "", FIELD_KIND, kind_name(KIND_FOOTNOTE));
    draft_key(&draft, "", FIELD_SECTION, unit.section);
    draft_edition(&draft, "");
    draft_key_id(&draft, unit.id);
    draft_cites(&draft, "", footnote->cites, footnote->cite_count);
    return draft_finish(&draft, writer, &unit, err);
}

/* The resolution itself: found by its title, never counted among clauses. */
static enum status
add_row(struct draft draft, struct writer *writer, struct error *err)
{
    const struct resolution *resolution = draft.resolution;
    struct unit unit = unit_of(&draft);

    unit.id = resolution->id;
    unit.cite = cite_resolution(draft.maker->grammar, resolution, CITE_SHORT,
                                draft.maker->arena);
    draft_text(&draft, FIELD_NAME, resolution->title);
    draft_key(&draft, INDEX_ROW_PREFIX, FIELD_KIND, INDEX_KIND_RESOLUTION);
    draft_edition(&draft, INDEX_ROW_PREFIX);
    draft_cites(&draft, INDEX_ROW_PREFIX, resolution->foreword_cites,
                resolution->foreword_cite_count);
    return draft_finish(&draft, writer, &unit, err);
}

enum status
document_add_all(struct writer *writer, const struct document_maker *maker,
                 const struct resolution *resolution,
                 const struct document_place *place, struct error *err)
{
    struct draft draft = {
        .maker = maker, .resolution = resolution, .place = place};
    enum status status = add_row(draft, writer, err);

    for (size_t i = 0; i < resolution->section_count; i++) {
        const struct section *section = &resolution->sections[i];

        for (size_t j = 0; status == STATUS_OK && j < section->clause_count;
             j++)
            status =
                add_clause(draft, writer, section, &section->clauses[j], err);
    }
    for (size_t i = 0; status == STATUS_OK && i < resolution->footnote_count;
         i++)
        status = add_footnote(draft, writer, &resolution->footnotes[i], err);
    return status;
}
