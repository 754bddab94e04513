/*
 * Every fixture against its golden dump; a golden file is written anew by
 * CLAUSE_GOLDEN=write and then read by a person.
 */
#include "indexer/segment.h"
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

static struct arena *arena;
static struct grammar *grammar;

static int
setup(void **state)
{
    (void)state;
    return grammar_new(&grammar, tables_builtin(), NULL) != STATUS_OK;
}

static int
teardown(void **state)
{
    (void)state;
    grammar_freep(&grammar);
    return 0;
}

static int
arena_up(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int
arena_down(void **state)
{
    (void)state;
    arena_freep(&arena);
    return 0;
}

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
    {"event-name", "tests/fixtures/event-name.txt"},
    {"footnotes", "tests/fixtures/footnotes.txt"},
    {"nested-labels", "tests/fixtures/nested-labels.txt"},
    {"no-headings", "tests/fixtures/no-headings.txt"},
    {"not-a-resolution", "tests/fixtures/not-a-resolution.txt"},
    {"odd-head", "tests/fixtures/odd-head.txt"},
    {"paragraphs", "tests/fixtures/paragraphs.txt"},
    {"pdf-text", "tests/fixtures/pdf-text.txt"},
    {"unknown", "tests/fixtures/unknown.txt"},
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
    if (segment_text(&segmented, grammar, buf_text(&text), text.len, file,
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

static struct segmented
segmented_text(const char *text)
{
    struct segmented segmented;
    struct error err;

    if (segment_text(&segmented, grammar, text, strlen(text), "t", arena,
                     &err) != STATUS_OK)
        fail_msg("refused: %s", err.text);
    return segmented;
}

static bool
has_finding(const struct segmented *segmented, const char *code)
{
    for (size_t i = 0; i < segmented->finding_count; i++)
        if (strcmp(segmented->findings[i].code, code) == 0)
            return true;
    return false;
}

/* What the public contract says of Resolution 59, apart from the golden. */
static void
test_resolution_59(void **state)
{
    const char *path =
        CLAUSE_SOURCE_DIR "/corpus/wtsa/resolution-59-dubai-2012.txt";
    struct buf text = {0};
    struct segmented segmented;
    const struct resolution *resolution = &segmented.resolution;
    size_t clauses = 0, cites = 0;

    (void)state;
    assert_int_equal(file_read(&text, path, FILE_MAX, NULL), STATUS_OK);
    assert_int_equal(segment_text(&segmented, grammar, buf_text(&text),
                                  text.len, "x", arena, NULL),
                     STATUS_OK);
    buf_deinit(&text);
    for (size_t i = 0; i < resolution->section_count; i++) {
        const struct section *section = &resolution->sections[i];

        clauses += section->clause_count;
        for (size_t j = 0; j < section->clause_count; j++)
            cites += section->clauses[j].cite_count;
    }
    assert_string_equal(resolution->id, "wtsa-59@2012");
    assert_int_equal(clauses, 12);
    assert_int_equal(cites, 3);
    assert_int_equal(resolution->foreword_cite_count, 1);
    assert_string_equal(resolution->foreword_cites[0].id, "wtsa-1");
    assert_int_equal(resolution->footnote_count, 1);
    assert_string_equal(resolution->footnotes[0].anchor, "wtsa-59@2012/title");
    for (size_t i = 0; i < segmented.finding_count; i++)
        assert_int_equal(segmented.findings[i].kind, FINDING_NOTE);
}

static void
test_refused(void **state)
{
    static const struct {
        const char *text;
        size_t len;
        enum status status;
        const char *code;
    } rows[] = {
        {"", 0, STATUS_BAD_DOCUMENT, "no_resolution"},
        {"\n\n", 2, STATUS_BAD_DOCUMENT, "no_resolution"},
        {"RESOLUTION 900\nMade up\n", 23, STATUS_BAD_DOCUMENT, "no_edition"},
        {"\xff\xfe", 2, STATUS_BAD_DOCUMENT, "unreadable"},
        {"[footnoteRef:", 13, STATUS_BAD_DOCUMENT, "no_resolution"},
        {"[1: ", 4, STATUS_BAD_DOCUMENT, "no_resolution"},
        {"[footnoteRef:1]", 15, STATUS_BAD_DOCUMENT, "no_resolution"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct segmented segmented;
        struct error err;

        assert_int_equal(segment_text(&segmented, grammar, rows[i].text,
                                      rows[i].len, "t", arena, &err),
                         rows[i].status);
        assert_true(has_finding(&segmented, rows[i].code));
    }
}

static const char head[] = "RESOLUTION 900 (Rev. Exampleville, 2026)\n"
                           "Made up\n"
                           "The Demonstration Assembly (Exampleville, 2026),\n";

/* A text with `times` copies of a line behind the head. */
static char *
repeated(const char *line, size_t times)
{
    struct buf out = {0};
    char *text;

    buf_put_text(&out, head);
    for (size_t i = 0; i < times; i++)
        buf_put_text(&out, line);
    text = arena_strndup(arena, out.data, out.len);
    buf_deinit(&out);
    return text;
}

static void
test_limits(void **state)
{
    struct segmented segmented;
    struct error err;
    const char *text = repeated("Paragraph.\n", 50001);

    (void)state;
    assert_int_equal(
        segment_text(&segmented, grammar, text, strlen(text), "t", arena, &err),
        STATUS_TOO_LARGE);
    text = repeated("resolves\n", 5001);
    assert_int_equal(
        segment_text(&segmented, grammar, text, strlen(text), "t", arena, &err),
        STATUS_TOO_LARGE);
    text = repeated("\n", 400001);
    assert_int_equal(
        segment_text(&segmented, grammar, text, strlen(text), "t", arena, &err),
        STATUS_TOO_LARGE);
    text = repeated("[footnoteRef:1]1\n", 5001);
    assert_int_equal(
        segment_text(&segmented, grammar, text, strlen(text), "t", arena, &err),
        STATUS_TOO_LARGE);
}

/* Lines that invite slowness; each has to be read in linear time. */
static void
test_hostile_lines(void **state)
{
    static const char *const lines[] = {
        "[1: [1: [1: [1: \n",
        "[footnoteRef:x]x[x: ",
        "[bookmark: [bookmark: ",
        "resolves to invite the\n",
        "word ",
        "a)\tx\n",
        "((((((((((((((((\n",
        "Resolution 1 (",
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        const char *text = repeated(lines[i], 4000);
        struct segmented segmented;
        struct error err;

        assert_int_equal(segment_text(&segmented, grammar, text, strlen(text),
                                      "t", arena, &err),
                         STATUS_OK);
        assert_true(segmented.finding_count <= 2001);
    }
}

static bool
ids_differ(const struct resolution *resolution)
{
    const char *ids[64];
    size_t count = 0;

    for (size_t i = 0; i < resolution->section_count; i++)
        for (size_t j = 0; j < resolution->sections[i].clause_count; j++) {
            assert_true(count < COUNT_OF(ids));
            ids[count++] = resolution->sections[i].clauses[j].id;
        }
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < i; j++)
            if (strcmp(ids[i], ids[j]) == 0)
                return false;
    return true;
}

static void
test_ids_differ(void **state)
{
    struct segmented segmented = segmented_text(arena_printf(
        arena,
        "%sresolves\n1\ta:\na)\tb:\ni)\tc;\n–\td;\nii)\te;\n–\tf;\n"
        "2\tg:\na)\th;\n–\ti;\nj.\n–\tk;\na)\tl;\nii)\tm;\n"
        "resolves\n1\tn;\n\nnoting\nx.\ny.\nresolves\nz.\n",
        head));

    (void)state;
    assert_true(ids_differ(&segmented.resolution));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_golden, arena_up, arena_down),
        cmocka_unit_test_setup_teardown(test_resolution_59, arena_up,
                                        arena_down),
        cmocka_unit_test_setup_teardown(test_refused, arena_up, arena_down),
        cmocka_unit_test_setup_teardown(test_limits, arena_up, arena_down),
        cmocka_unit_test_setup_teardown(test_hostile_lines, arena_up,
                                        arena_down),
        cmocka_unit_test_setup_teardown(test_ids_differ, arena_up, arena_down),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
