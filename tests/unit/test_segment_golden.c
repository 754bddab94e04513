/*
 * The whole structure of whole texts, against tests/golden. With
 * CLAUSE_GOLDEN=write it writes them anew, to be read with git diff.
 */
#include "tests/unit/segment_fixture.h"

#include "lib/base/cleanup.h"
#include "lib/base/file.h"

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

    buf_printf(out, "section %s, line %u\n  heading \"%s\"\n  %s, verb %s",
               section->slug, section->line, section->heading,
               kinds[section->kind], section->verb);
    for (size_t i = 0; i < section->to_count; i++)
        buf_printf(out, "%s %s", i == 0 ? ", to" : "", section->to[i]);
    buf_put_byte(out, '\n');
    for (size_t i = 0; i < section->clause_count; i++) {
        const struct clause *clause = &section->clauses[i];

        buf_printf(out, "  %s, label \"%s\", line %u\n    \"%s\"\n", clause->id,
                   clause->label, clause->line, clause->text);
        dump_cites(out, clause->cites, clause->cite_count);
    }
}

static void
dump_findings(struct buf *out, const struct segmented *segmented)
{
    static const char *const kinds[] = {"note", "doubt", "error"};

    for (size_t i = 0; i < segmented->finding_count; i++) {
        const struct finding *finding = &segmented->findings[i];

        buf_printf(out, "%s %s, line %u: %s\n", kinds[finding->kind],
                   finding->code, finding->line, finding->text);
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

        buf_printf(out, "footnote %s, label \"%s\", on %s, line %u\n  \"%s\"\n",
                   note->id, note->label, note->anchor, note->line, note->text);
        dump_cites(out, note->cites, note->cite_count);
    }
    dump_findings(out, segmented);
}

static const struct {
    const char *golden, *file;
} cases[] = {
    {"resolution-59", "corpus/wtsa/resolution-59-dubai-2012.txt"},
    {"annexes", "tests/fixtures/annexes.txt"},
    {"conflict", "tests/fixtures/conflict.txt"},
    {"cover-conflict", "tests/fixtures/cover-conflict.txt"},
    {"event-name", "tests/fixtures/event-name.txt"},
    {"footnotes", "tests/fixtures/footnotes.txt"},
    {"glued-digits", "tests/fixtures/glued-digits.txt"},
    {"nested-labels", "tests/fixtures/nested-labels.txt"},
    {"no-headings", "tests/fixtures/no-headings.txt"},
    {"not-a-resolution", "tests/fixtures/not-a-resolution.txt"},
    {"odd-head", "tests/fixtures/odd-head.txt"},
    {"paragraphs", "tests/fixtures/paragraphs.txt"},
    {"pdf-spaces", "tests/fixtures/pdf-spaces.txt"},
    {"pdf-text", "tests/fixtures/pdf-text.txt"},
    {"counted-lines", "tests/fixtures/counted-lines.txt"},
    {"decision", "tests/fixtures/decision.txt"},
    {"flattened", "tests/fixtures/flattened.txt"},
    {"page-marks", "tests/fixtures/page-marks.txt"},
    {"page-marks-in-head", "tests/fixtures/page-marks-in-head.txt"},
    {"place-spelling", "tests/fixtures/place-spelling.txt"},
    {"unknown", "tests/fixtures/unknown.txt"},
    {"whole-number", "tests/fixtures/whole-number.txt"},
    {"wrapped-headings", "tests/fixtures/wrapped-headings.txt"},
    {"wrapped-text", "tests/fixtures/wrapped-text.txt"},
};

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
    if (segment_text(&segmented, grammar,
                     &(struct source_text){file, buf_text(&text), text.len},
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
    };

    return cmocka_run_group_tests(tests, grammar_up, grammar_down);
}
