#include "tests/unit/resolution_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static char **
list_of(struct arena *arena, const char *one, const char *two)
{
    char **list = NULL;
    size_t count = 0;

    *arena_push(arena, list, count) = arena_strdup(arena, one);
    *arena_push(arena, list, count) = arena_strdup(arena, two);
    return list;
}

static struct citation *
cite(struct arena *arena, const char *in)
{
    struct citation *list = NULL;
    size_t count = 0;

    *arena_push(arena, list, count) = (struct citation){
        .id = arena_strdup(arena, "demo-901@2022"),
        .body = arena_strdup(arena, "demo"),
        .number = 901,
        .year = 2022,
        .text = arena_strdup(arena, "Resolution 901 (Exampleville, 2022)"),
        .in = arena_strdup(arena, in)};
    *arena_push(arena, list, count) =
        (struct citation){.number = 2147483647, /* no body is known */
                          .text = arena_strdup(arena, "Resolution 2147483647"),
                          .in = arena_strdup(arena, in)};
    return list;
}

static struct clause
clause(struct arena *arena, const char *label, const char *text)
{
    return (struct clause){
        .id = arena_printf(arena, "demo-900@2026/resolves.%s", label),
        .label = arena_strdup(arena, label),
        .text = arena_strdup(arena, text),
        .line = 2147483647};
}

static void
add_sections(struct resolution *out, struct arena *arena)
{
    struct section *section;

    section = arena_push(arena, out->sections, out->section_count);
    *section = (struct section){
        .slug = arena_strdup(arena, "resolves-to-invite"),
        .heading = arena_strdup(arena, "resolves to invite \"all\""),
        .verb = arena_strdup(arena, "resolves-to-invite"),
        .kind = KIND_OPERATIVE,
        .to = list_of(arena, "director-tsb", "member-states"),
        .to_count = 2,
        .page = 7};
    *arena_push(arena, section->clauses, section->clause_count) =
        clause(arena, "1",
               "made up\twith a TAB and \xe2\x80\x9cquotes\xe2\x80"
               "\x9d");
    section->clauses[0].cites = cite(arena, section->clauses[0].id);
    section->clauses[0].cite_count = 2;
    *arena_push(arena, section->clauses, section->clause_count) =
        clause(arena, "", "");
    section = arena_push(arena, out->sections, out->section_count);
    *section = (struct section){.slug = arena_strdup(arena, "noting~2"),
                                .heading = arena_strdup(arena, "noting"),
                                .verb = arena_strdup(arena, "noting"),
                                .kind = KIND_OTHER};
}

static void
add_rest(struct resolution *out, struct arena *arena)
{
    *arena_push(arena, out->history, out->history_count) =
        (struct adoption){arena_strdup(arena, "Sampletown"), 2018};
    *arena_push(arena, out->history, out->history_count) =
        (struct adoption){arena_strdup(arena, "Exampleville"), 2026};
    *arena_push(arena, out->footnotes, out->footnote_count) =
        (struct footnote){.id = arena_strdup(arena, "demo-900@2026/footnote.1"),
                          .label = arena_strdup(arena, "1"),
                          .text = arena_strdup(arena, "A made-up note."),
                          .anchor = arena_strdup(arena, "demo-900@2026/title"),
                          .cites = cite(arena, "demo-900@2026/footnote.1"),
                          .cite_count = 2,
                          .paragraph = 3};
    out->foreword = list_of(arena, "This resolution is made up.", "");
    out->foreword_count = 2;
    out->foreword_cites = cite(arena, "demo-900@2026");
    out->foreword_cite_count = 2;
}

void
resolution_fixture_make(struct resolution *out, struct arena *arena)
{
    *out = (struct resolution){
        .id = arena_strdup(arena, "demo-900@2026"),
        .body = arena_strdup(arena, "demo"),
        .number = 900,
        .year = 2026,
        .copy = 1,
        .place = arena_strdup(arena, "Exampleville"),
        .revised = true,
        .designation = arena_strdup(arena, "Rev. Exampleville, 2026"),
        .title = arena_strdup(arena, "A made-up resolution"),
        .language = arena_strdup(arena, "en"),
        .source_file = arena_strdup(arena, "demo/900.txt"),
        .source_sha256 = arena_strdup(arena, "00ff")};
    add_sections(out, arena);
    add_rest(out, arena);
}

/* Both texts or neither. */
static void
compare_optional(const char *a, const char *b)
{
    assert_int_equal(a == NULL, b == NULL);
    if (a != NULL)
        assert_string_equal(a, b);
}

static void
compare_citations(const struct citation *a, const struct citation *b,
                  size_t count)
{
    for (size_t i = 0; i < count; i++) {
        compare_optional(a[i].id, b[i].id);
        compare_optional(a[i].body, b[i].body);
        assert_int_equal(a[i].number, b[i].number);
        assert_int_equal(a[i].year, b[i].year);
        assert_string_equal(a[i].text, b[i].text);
        assert_string_equal(a[i].in, b[i].in);
    }
}

static void
compare_section(const struct section *a, const struct section *b)
{
    assert_string_equal(a->slug, b->slug);
    assert_string_equal(a->heading, b->heading);
    assert_string_equal(a->verb, b->verb);
    assert_int_equal(a->kind, b->kind);
    assert_int_equal(a->to_count, b->to_count);
    for (size_t i = 0; i < a->to_count; i++)
        assert_string_equal(a->to[i], b->to[i]);
    assert_int_equal(a->clause_count, b->clause_count);
    for (size_t i = 0; i < a->clause_count; i++) {
        const struct clause *one = &a->clauses[i], *other = &b->clauses[i];

        assert_string_equal(one->id, other->id);
        assert_string_equal(one->label, other->label);
        assert_string_equal(one->text, other->text);
        assert_int_equal(one->line, other->line);
        assert_int_equal(one->page, other->page);
        assert_int_equal(one->paragraph, other->paragraph);
        assert_int_equal(one->cite_count, other->cite_count);
        compare_citations(one->cites, other->cites, one->cite_count);
    }
}

static void
compare_footnote(const struct footnote *a, const struct footnote *b)
{
    assert_string_equal(a->id, b->id);
    assert_string_equal(a->label, b->label);
    assert_string_equal(a->text, b->text);
    assert_string_equal(a->anchor, b->anchor);
    assert_int_equal(a->line, b->line);
    assert_int_equal(a->page, b->page);
    assert_int_equal(a->paragraph, b->paragraph);
    assert_int_equal(a->cite_count, b->cite_count);
    compare_citations(a->cites, b->cites, a->cite_count);
}

static void
compare_lists(const struct resolution *a, const struct resolution *b)
{
    assert_int_equal(a->history_count, b->history_count);
    for (size_t i = 0; i < a->history_count; i++) {
        assert_string_equal(a->history[i].place, b->history[i].place);
        assert_int_equal(a->history[i].year, b->history[i].year);
    }
    assert_int_equal(a->foreword_count, b->foreword_count);
    for (size_t i = 0; i < a->foreword_count; i++)
        assert_string_equal(a->foreword[i], b->foreword[i]);
    assert_int_equal(a->section_count, b->section_count);
    for (size_t i = 0; i < a->section_count; i++)
        compare_section(&a->sections[i], &b->sections[i]);
    assert_int_equal(a->footnote_count, b->footnote_count);
    for (size_t i = 0; i < a->footnote_count; i++)
        compare_footnote(&a->footnotes[i], &b->footnotes[i]);
}

void
resolution_fixture_compare(const struct resolution *a,
                           const struct resolution *b)
{
    assert_string_equal(a->id, b->id);
    assert_string_equal(a->body, b->body);
    assert_int_equal(a->number, b->number);
    assert_int_equal(a->year, b->year);
    assert_int_equal(a->copy, b->copy);
    assert_string_equal(a->place, b->place);
    assert_int_equal(a->revised, b->revised);
    assert_string_equal(a->designation, b->designation);
    assert_string_equal(a->title, b->title);
    assert_string_equal(a->language, b->language);
    assert_string_equal(a->source_file, b->source_file);
    assert_string_equal(a->source_sha256, b->source_sha256);
    assert_int_equal(a->foreword_cite_count, b->foreword_cite_count);
    compare_citations(a->foreword_cites, b->foreword_cites,
                      a->foreword_cite_count);
    compare_lists(a, b);
}
