/*
 * The whole structure of whole texts, against tests/golden. With
 * CLAUSE_GOLDEN=write it writes them anew, to be read with git diff.
 */
#include "tests/unit/grammar_fixture.h"

#include "indexer/segment/segment.h"
#include "lib/base/cleanup.h"
#include "lib/base/file.h"
#include "lib/text/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { FILE_MAX = 1 << 20 };

static void
dump_cites(struct buf *out, const struct citation *cites, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buf_printf(out, "    cites %s: %s (in %s)\n",
                   cites[i].id == NULL ? "?" : cites[i].id, cites[i].text,
                   cites[i].in);
}

/* The line; or the page or paragraph of what is no text. */
static void
dump_place(struct buf *out, unsigned line, unsigned page, unsigned paragraph)
{
    buf_printf(out, ", %s %u",
               page > 0        ? "page"
               : paragraph > 0 ? "paragraph"
                               : "line",
               page > 0        ? page
               : paragraph > 0 ? paragraph
                               : line);
}

static void
dump_head(struct buf *out, const struct resolution *resolution)
{
    buf_printf(out, "resolution %s\n  body %s, number %u, year %u, copy %u\n",
               resolution->id, resolution->body, resolution->number,
               resolution->year, resolution->copy);
    buf_printf(out, "  place \"%s\", designation \"%s\", %s\n",
               resolution->place, resolution->designation,
               resolution->revised ? "revised" : "not revised");
    buf_printf(out, "  title \"%s\"\n", resolution->title);
    for (size_t i = 0; i < resolution->history_count; i++)
        buf_printf(out, "  adopted %s, %u\n", resolution->history[i].place,
                   resolution->history[i].year);
    buf_printf(out, "  language %s, file %s\n", resolution->language,
               resolution->source_file);
    for (size_t i = 0; i < resolution->foreword_count; i++)
        buf_printf(out, "  foreword \"%s\"\n", resolution->foreword[i]);
    dump_cites(out, resolution->foreword_cites,
               resolution->foreword_cite_count);
}

static void
dump_section(struct buf *out, const struct section *section)
{
    static const char *const kinds[] = {"preamble", "operative", "annex",
                                        "other", "footnote"};

    buf_printf(out, "section %s", section->slug);
    dump_place(out, section->line, section->page, section->paragraph);
    buf_printf(out, "\n  heading \"%s\"\n  %s, verb %s", section->heading,
               kinds[section->kind], section->verb);
    for (size_t i = 0; i < section->to_count; i++)
        buf_printf(out, "%s %s", i == 0 ? ", to" : "", section->to[i]);
    buf_put_byte(out, '\n');
    for (size_t i = 0; i < section->clause_count; i++) {
        const struct clause *clause = &section->clauses[i];

        buf_printf(out, "  %s, label \"%s\"", clause->id, clause->label);
        dump_place(out, clause->line, clause->page, clause->paragraph);
        buf_printf(out, "\n    \"%s\"\n", clause->text);
        dump_cites(out, clause->cites, clause->cite_count);
    }
}

static void
dump_findings(struct buf *out, const struct segmented *segmented)
{
    static const char *const kinds[] = {"note", "doubt", "error"};

    for (size_t i = 0; i < segmented->finding_count; i++) {
        const struct finding *finding = &segmented->findings[i];

        buf_printf(out, "%s %s", kinds[finding->kind], finding->code);
        dump_place(out, finding->line, finding->page, finding->paragraph);
        buf_printf(out, ": %s\n", finding->text);
    }
}

static void
dump(struct buf *out, const struct segmented *segmented)
{
    const struct resolution *resolution = &segmented->resolution;

    dump_head(out, resolution);
    for (size_t i = 0; i < resolution->section_count; i++)
        dump_section(out, &resolution->sections[i]);
    for (size_t i = 0; i < resolution->footnote_count; i++) {
        const struct footnote *note = &resolution->footnotes[i];

        buf_printf(out, "footnote %s, label \"%s\", on %s", note->id,
                   note->label, note->anchor);
        dump_place(out, note->line, note->page, note->paragraph);
        buf_printf(out, "\n  \"%s\"\n", note->text);
        dump_cites(out, note->cites, note->cite_count);
    }
    dump_findings(out, segmented);
}

static const struct {
    const char *golden, *file;
} cases[] = {
    {"resolution-59", "corpus/wtsa/resolution-59-dubai-2012.txt"},
    {"annexes", "tests/fixtures/annexes.txt"},
    {"name-alone", "tests/fixtures/T-RES-T.930-2026-MSW-E.txt"},
    {"name-conflict", "tests/fixtures/R-RES-R.931-8-2025-PDF-E.txt"},
    {"french", "tests/fixtures/T-RES-T.933-2026-MSW-F.txt"},
    {"russian", "tests/fixtures/russian.txt"},
    {"conflict", "tests/fixtures/conflict.txt"},
    {"cover-conflict", "tests/fixtures/cover-conflict.txt"},
    {"event-name", "tests/fixtures/event-name.txt"},
    {"footnotes", "tests/fixtures/footnotes.txt"},
    {"glued-digits", "tests/fixtures/glued-digits.txt"},
    {"nested-labels", "tests/fixtures/nested-labels.txt"},
    {"named-in-lines", "tests/fixtures/named-in-lines.txt"},
    {"no-headings", "tests/fixtures/no-headings.txt"},
    {"not-a-resolution", "tests/fixtures/not-a-resolution.txt"},
    {"open-headings", "tests/fixtures/open-headings.txt"},
    {"odd-head", "tests/fixtures/odd-head.txt"},
    {"open-ends", "tests/fixtures/open-ends.txt"},
    {"page-in-heading", "tests/fixtures/page-in-heading.txt"},
    {"pdf-pages", "tests/fixtures/pdf-pages.extracted"},
    {"paragraphs", "tests/fixtures/paragraphs.txt"},
    {"pdf-spaces", "tests/fixtures/pdf-spaces.txt"},
    {"pdf-text", "tests/fixtures/pdf-text.txt"},
    {"counted-lines", "tests/fixtures/counted-lines.txt"},
    {"decision", "tests/fixtures/decision.txt"},
    {"forms", "tests/fixtures/forms.txt"},
    {"forms-docx", "tests/fixtures/forms-docx.extracted"},
    {"forms-html", "tests/fixtures/forms-html.extracted"},
    {"forms-pdf", "tests/fixtures/forms-pdf.extracted"},
    {"flattened", "tests/fixtures/flattened.txt"},
    {"page-marks", "tests/fixtures/page-marks.txt"},
    {"page-marks-in-head", "tests/fixtures/page-marks-in-head.txt"},
    {"place-spelling", "tests/fixtures/place-spelling.txt"},
    {"second-resolution", "tests/fixtures/second-resolution.txt"},
    {"second-without-assembly", "tests/fixtures/second-without-assembly.txt"},
    {"styles", "tests/fixtures/styles.extracted"},
    {"unknown", "tests/fixtures/unknown.txt"},
    {"whole-number", "tests/fixtures/whole-number.txt"},
    {"wrapped-headings", "tests/fixtures/wrapped-headings.txt"},
    {"wrapped-text", "tests/fixtures/wrapped-text.txt"},
};

static enum status (*segmenter_of(const char *file))(struct segmented *,
                                                     const struct grammar *,
                                                     const struct source_text *,
                                                     struct arena *,
                                                     struct error *)
{
    return strstr(file, ".extracted") == NULL ? segment_text
                                              : segment_extracted;
}

static void
golden_check(const char *name, const char *file)
{
    const char *path = arena_printf(arena, CLAUSE_SOURCE_DIR "/%s", file);
    const char *golden =
        arena_printf(arena, CLAUSE_SOURCE_DIR "/tests/golden/%s.txt", name);
    const char *mode = getenv("CLAUSE_GOLDEN");
    struct buf text = {0}, now = {0}, then = {0};
    struct segmented segmented;
    struct error err;

    assert_int_equal(file_read(&text, path, FILE_MAX, &err), STATUS_OK);
    if (segmenter_of(file)(&segmented, grammar,
                           &(struct source_text){.file = file,
                                                 .bytes = buf_text(&text),
                                                 .len = text.len},
                           arena, &err) == STATUS_OK) {
        dump(&now, &segmented);
    } else {
        buf_printf(&now, "refused: %s\n", err.text);
        dump_findings(&now, &segmented);
    }
    if (mode != NULL && strcmp(mode, "write") == 0)
        assert_int_equal(file_replace(golden, now.data, now.len, &err),
                         STATUS_OK);
    assert_int_equal(file_read(&then, golden, FILE_MAX, &err), STATUS_OK);
    if (strcmp(buf_text(&now), buf_text(&then)) != 0)
        fail_msg("%s is not as in tests/golden:\n%s", name, buf_text(&now));
    buf_deinit(&text);
    buf_deinit(&now);
    buf_deinit(&then);
}

static void
segmented_file(struct segmented *out, const char *file, const char *old,
               const char *new)
{
    const char *path = arena_printf(arena, CLAUSE_SOURCE_DIR "/%s", file);
    struct buf text = {0}, made = {0};
    struct error err;

    assert_int_equal(file_read(&text, path, FILE_MAX, &err), STATUS_OK);
    for (const char *at = buf_text(&text); *at != '\0';) {
        bool is = *old != '\0' && strncmp(at, old, strlen(old)) == 0;

        buf_put(&made, is ? new : at, is ? strlen(new) : 1);
        at += is ? strlen(old) : 1;
    }
    if (segmenter_of(file)(out, grammar,
                           &(struct source_text){.file = file,
                                                 .bytes = buf_text(&made),
                                                 .len = made.len},
                           arena, &err) != STATUS_OK)
        fail_msg("%s: %s", file, err.text);
    buf_deinit(&text);
    buf_deinit(&made);
}

static void
assert_same_text(const char *a, const char *b)
{
    assert_string_equal(fold_text(arena, a, strlen(a)),
                        fold_text(arena, b, strlen(b)));
}

static void
assert_same_section(const struct section *a, const struct section *b)
{
    assert_string_equal(a->slug, b->slug);
    assert_same_text(a->heading, b->heading);
    assert_int_equal(a->kind, b->kind);
    assert_int_equal(a->to_count, b->to_count);
    assert_int_equal(a->clause_count, b->clause_count);
    for (size_t i = 0; i < a->clause_count; i++) {
        const struct clause *one = &a->clauses[i], *other = &b->clauses[i];

        assert_string_equal(one->id, other->id);
        assert_same_text(one->text, other->text);
        assert_int_equal(one->cite_count, other->cite_count);
        for (size_t j = 0; j < one->cite_count; j++)
            assert_string_equal(one->cites[j].id, other->cites[j].id);
    }
}

static void
assert_same(const struct resolution *a, const struct resolution *b)
{
    assert_string_equal(a->id, b->id);
    assert_same_text(a->title, b->title);
    assert_string_equal(a->designation, b->designation);
    assert_int_equal(a->section_count, b->section_count);
    for (size_t i = 0; i < a->section_count; i++)
        assert_same_section(&a->sections[i], &b->sections[i]);
}

/* One resolution in four forms of document is one resolution; so it is where
 * styles say nothing, or nonsense. */
static void
test_forms(void **state)
{
    static const struct {
        const char *file, *old, *new;
        size_t notes;
    } forms[] = {
        {"tests/fixtures/forms-docx.extracted", "", "", 2},
        {"tests/fixtures/forms-html.extracted", "", "", 2},
        {"tests/fixtures/forms-pdf.extracted", "", "", 0},
        {"tests/fixtures/forms-html.extracted", "heading\t", "plain\t", 2},
        {"tests/fixtures/forms-html.extracted", "plain\t", "heading\t", 2},
        {"tests/fixtures/forms-html.extracted", "plain\t", "title\t", 2},
        {"tests/fixtures/forms-html.extracted", "plain\t", "level-1\t", 2},
        {"tests/fixtures/forms-pdf.extracted", "plain\t", "heading\t", 0},
        {"tests/fixtures/forms-pdf.extracted", "plain\t", "annex\t", 0},
    };
    struct segmented text;

    (void)state;
    segmented_file(&text, "tests/fixtures/forms.txt", "", "");
    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        struct segmented form;

        segmented_file(&form, forms[i].file, forms[i].old, forms[i].new);
        assert_same(&text.resolution, &form.resolution);
        assert_int_equal(form.resolution.footnote_count, forms[i].notes);
        for (size_t j = 0; j < forms[i].notes; j++)
            assert_string_equal(text.resolution.footnotes[j].anchor,
                                form.resolution.footnotes[j].anchor);
    }
}

static void
test_golden(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        golden_check(cases[i].golden, cases[i].file);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_golden, arena_up, arena_down),
        cmocka_unit_test_setup_teardown(test_forms, arena_up, arena_down),
    };

    return cmocka_run_group_tests(tests, grammar_up, grammar_down);
}
