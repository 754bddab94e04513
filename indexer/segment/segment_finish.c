/*
 * Ids, footnotes and citations: what can only be made when all of the text
 * is in its place.
 */
#include "indexer/segment/segment_build.h"
#include "indexer/segment/segment_language.h"

#include "lib/model/citation.h"
#include "lib/model/slug.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum {
    GLUED_LETTERS = 4, /* lower-case letters before a digit glued to them */
    GLUED_SHOWN = 40   /* bytes of a word that a finding shows */
};

static const char *
slug_base(struct build *build, const struct section *section)
{
    const char *slug;

    if (section->kind == KIND_ANNEX)
        return section->verb;
    slug = slug_make(build->arena, section->heading);
    if (*slug != '\0')
        return slug;
    return *section->heading == '\0' ? "text" : "section";
}

/* "noting", and "noting~2" for its second occurrence. */
static void
sections_name(struct build *build)
{
    struct resolution *resolution = &build->resolution;
    const char **bases = arena_alloc(
        build->arena, (resolution->section_count + 1) * sizeof *bases);

    for (size_t i = 0; i < resolution->section_count; i++) {
        struct section *section = &resolution->sections[i];
        unsigned occurrence = 1;

        bases[i] = slug_base(build, section);
        for (size_t j = 0; j < i; j++)
            occurrence += strcmp(bases[j], bases[i]) == 0;
        section->slug = occurrence == 1 ? arena_strdup(build->arena, bases[i])
                                        : arena_printf(build->arena, "%s~%u",
                                                       bases[i], occurrence);
        if (*section->verb == '\0')
            section->verb = arena_strdup(build->arena, bases[i]);
        if (section->clause_count == 0)
            finding_add(&build->findings, FINDING_DOUBT, "empty_section",
                        section->line, "no text stands under \"%s\"",
                        section->heading);
    }
}

/* Unlabelled paragraphs: one alone has no label, several p1, p2. */
static void
clauses_name(struct build *build, struct section *section)
{
    const char *edition = build->resolution.id;
    bool alone = section->clause_count == 1;
    unsigned paragraph = 0;

    for (size_t i = 0; i < section->clause_count; i++) {
        struct clause *clause = &section->clauses[i];

        if (*clause->label == '\0' && !alone)
            clause->label = arena_printf(build->arena, "p%u", ++paragraph);
        clause->id =
            arena_printf(build->arena, "%s/%s%s%s", edition, section->slug,
                         *clause->label == '\0' ? "" : ".", clause->label);
    }
}

/*
 * "developing1": a footnote's digit may be glued to the word. The text stays
 * as it is; a footnote that has no mark of its own is put there.
 */
static void
glued_report(struct build *build, size_t section, size_t number,
             const char *word, size_t len)
{
    const struct clause *clause =
        &build->resolution.sections[section].clauses[number];
    struct note *note = note_without_mark(
        build, arena_strndup(build->arena, word + len - 1, 1));

    if (note != NULL) {
        note->place = NOTE_CLAUSE;
        note->section = section;
        note->clause = number;
    }
    finding_add(&build->findings, FINDING_DOUBT, "glued_digit", clause->line,
                "a digit is glued to a word (\"%.*s\"); it %s",
                len <= GLUED_SHOWN ? (int)len : 1,
                len <= GLUED_SHOWN ? word : word + len - 1,
                note == NULL ? "may be the mark of a footnote"
                             : "is taken for the mark of that footnote");
}

/* The first word with a digit glued to it, and its bytes; or NULL. */
static const char *
glued_find(const char *text, size_t *len)
{
    size_t letters = 0;

    for (const char *at = text; *at != '\0'; at++) {
        if (isdigit((unsigned char)*at) && letters >= GLUED_LETTERS &&
            !isalnum((unsigned char)at[1])) {
            *len = letters + 1;
            return at - letters;
        }
        letters = islower((unsigned char)*at) ? letters + 1 : 0;
    }
    return NULL;
}

static void
glued_check(struct build *build, size_t section, size_t number)
{
    const char *text = build->resolution.sections[section].clauses[number].text;
    size_t len;
    const char *word = glued_find(text, &len);

    if (word != NULL)
        glued_report(build, section, number, word, len);
}

/*
 * "1 These include ...", the last of a section, behind an unlabelled paragraph
 * that has ended: items of lists neither begin so late nor with a capital.
 */
static void
late_row_check(struct build *build, const struct section *section)
{
    const struct clause *last, *before;

    if (section->kind == KIND_ANNEX || section->clause_count < 2)
        return;
    last = &section->clauses[section->clause_count - 1];
    before = last - 1;
    if (strcmp(last->label, "1") != 0 || *before->label != 'p' ||
        !isupper((unsigned char)*last->text) || *before->text == '\0' ||
        before->text[strlen(before->text) - 1] != '.')
        return;
    finding_add(&build->findings, FINDING_DOUBT, "late_row", last->line,
                "a label behind a paragraph that has ended, and a capital: "
                "perhaps a footnote; kept as a clause");
}

/* The same in the title, which only a footnote at hand makes a doubt of. */
static void
title_check(struct build *build)
{
    size_t len;
    const char *word = glued_find(build->resolution.title, &len);
    struct note *note =
        word == NULL
            ? NULL
            : note_without_mark(build,
                                arena_strndup(build->arena, word + len - 1, 1));

    if (note == NULL)
        return;
    note->place = NOTE_TITLE;
    finding_add(&build->findings, FINDING_DOUBT, "glued_digit", note->line,
                "the digit glued to a word of the title is taken for the mark "
                "of footnote %s",
                note->label);
}

static struct citation_context
context_of(const struct build *build, const char *in)
{
    const struct resolution *resolution = &build->resolution;

    return (struct citation_context){.body = resolution->body,
                                     .place = resolution->place,
                                     .year = resolution->year,
                                     .in = in};
}

static void
unresolved_check(struct build *build, const struct citation *citation,
                 unsigned line)
{
    if (citation->id == NULL)
        finding_add(&build->findings, FINDING_DOUBT, "unresolved_citation",
                    line, "the body of \"%s\" is not known", citation->text);
}

/* A text that may cite, and where it stands. */
struct citing {
    const char *text, *in;
    unsigned line;
};

/* "(to Resolution 931)" below the name of an annex says whose annex it is,
 * which is no citation. */
static bool
is_own_bracket(const struct build *build, const char *text,
               const struct citation *first)
{
    static const char lead[] = "(to Resolution ";
    const struct resolution *resolution = &build->resolution;

    return first->number == resolution->number &&
           (first->id == NULL ||
            strncmp(first->id, resolution->id, strlen(first->id)) == 0) &&
           (first->year == 0 || first->year == resolution->year) &&
           strncasecmp(text, lead, strlen(lead)) == 0 &&
           is_bracketed(text, strlen(text));
}

static void
cites_find(struct build *build, const struct citing *citing,
           struct citation **cites, size_t *count)
{
    const struct citation_context context = context_of(build, citing->in);

    if (build->cite_count >= CITES_MAX)
        return;
    citation_find(build->grammar, &context, citing->text, cites, count,
                  build->arena);
    build->cite_count += *count;
    if (build->cite_count >= CITES_MAX)
        finding_add(&build->findings, FINDING_DOUBT, "more_citations",
                    citing->line,
                    "so many citations that no more are looked for behind it");
    if (*count == 1 && is_own_bracket(build, citing->text, &(*cites)[0]))
        *count = 0;
    for (size_t i = 0; i < *count; i++)
        unresolved_check(build, &(*cites)[i], citing->line);
}

/*
 * The foreword's citations. A cover names the resolution itself, which is no
 * citation.
 */
static void
foreword_finish(struct build *build)
{
    struct resolution *resolution = &build->resolution;
    const struct citation_context context = context_of(build, resolution->id);

    for (size_t i = 0; i < resolution->foreword_count; i++) {
        struct citation *cites = NULL;
        size_t count = 0;

        citation_find(build->grammar, &context, resolution->foreword[i], &cites,
                      &count, build->arena);
        for (size_t j = 0; j < count; j++) {
            if (cites[j].number == resolution->number &&
                (cites[j].id == NULL ||
                 strcmp(cites[j].id, resolution->id) == 0))
                continue;
            unresolved_check(build, &cites[j], build->foreword_lines[i]);
            *arena_push(build->arena, resolution->foreword_cites,
                        resolution->foreword_cite_count) = cites[j];
        }
    }
}

static void
clauses_finish(struct build *build)
{
    for (size_t i = 0; i < build->resolution.section_count; i++) {
        struct section *section = &build->resolution.sections[i];

        clauses_name(build, section);
        late_row_check(build, section);
        for (size_t j = 0; j < section->clause_count; j++) {
            struct clause *clause = &section->clauses[j];

            cites_find(build,
                       &(struct citing){clause->text, clause->id, clause->line},
                       &clause->cites, &clause->cite_count);
            glued_check(build, i, j);
        }
    }
}

static char *
note_anchor(struct build *build, const struct note *note)
{
    const struct resolution *resolution = &build->resolution;
    const struct section *section =
        note->place > NOTE_TITLE ? &resolution->sections[note->section] : NULL;

    switch (note->place) {
    case NOTE_TITLE:
        return arena_printf(build->arena, "%s/title", resolution->id);
    case NOTE_SECTION:
        return arena_printf(build->arena, "%s/%s", resolution->id,
                            section->slug);
    case NOTE_CLAUSE:
        return section->clauses[note->clause].id;
    case NOTE_NOWHERE:
        break;
    }
    return resolution->id;
}

static char *
note_id(struct build *build, size_t at, const char *label)
{
    const struct resolution *resolution = &build->resolution;
    unsigned occurrence = 1;

    for (size_t i = 0; i < at; i++)
        occurrence += strcmp(resolution->footnotes[i].label, label) == 0;
    return occurrence == 1 ? arena_printf(build->arena, "%s/footnote.%s",
                                          resolution->id, label)
                           : arena_printf(build->arena, "%s/footnote.%s~%u",
                                          resolution->id, label, occurrence);
}

static void
notes_finish(struct build *build)
{
    struct resolution *resolution = &build->resolution;

    for (size_t i = 0; i < build->lines.note_count; i++) {
        const struct note *note = &build->lines.notes[i];
        struct footnote *footnote;
        const char *label = slug_label(build->arena, note->label);

        if (note->text == NULL) {
            finding_add(&build->findings, FINDING_DOUBT,
                        "footnote_without_text", note->line,
                        "footnote %s is marked here, but its text is not seen",
                        note->label);
            continue;
        }
        footnote = arena_push(build->arena, resolution->footnotes,
                              resolution->footnote_count);
        footnote->label =
            arena_strdup(build->arena, *label == '\0' ? "x" : label);
        footnote->id =
            note_id(build, resolution->footnote_count - 1, footnote->label);
        footnote->text = note->text;
        footnote->line = note->line;
        footnote->anchor = note_anchor(build, note);
        cites_find(
            build,
            &(struct citing){footnote->text, footnote->id, footnote->line},
            &footnote->cites, &footnote->cite_count);
    }
}

void
build_finish(struct build *build)
{
    struct resolution *resolution = &build->resolution;

    resolution->copy = 1;
    resolution->id = arena_printf(build->arena, "%s-%u@%u", resolution->body,
                                  resolution->number, resolution->year);
    foreword_finish(build);
    sections_name(build);
    title_check(build);
    clauses_finish(build);
    notes_finish(build);
    if (language_is_understood(build->language))
        spaces_check(build);
}
