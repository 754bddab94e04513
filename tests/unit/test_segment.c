/*
 * The segmenter: what is promised of it, refusals, limits, hostile lines.
 */
#include "tests/unit/grammar_fixture.h"

#include "indexer/segment/segment.h"
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

/* Segments a text called "t". */
static enum status
segment(struct segmented *out, const char *text, size_t len, struct error *err)
{
    const struct source_text source = {"t", text, len, NULL};

    return segment_text(out, grammar, &source, arena, err);
}

static struct segmented
segmented_text(const char *text)
{
    struct segmented segmented;
    struct error err;

    if (segment(&segmented, text, strlen(text), &err) != STATUS_OK)
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
    assert_int_equal(segment(&segmented, buf_text(&text), text.len, NULL),
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
        {"\xff\xfe", 2, STATUS_BAD_DOCUMENT, "no_resolution"},
        {"\xff", 1, STATUS_BAD_DOCUMENT, "charset_guessed"},
        {"[footnoteRef:", 13, STATUS_BAD_DOCUMENT, "no_resolution"},
        {"[1: ", 4, STATUS_BAD_DOCUMENT, "no_resolution"},
        {"[footnoteRef:1]", 15, STATUS_BAD_DOCUMENT, "no_resolution"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct segmented segmented;

        assert_int_equal(segment(&segmented, rows[i].text, rows[i].len, NULL),
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
    static const struct {
        const char *line;
        size_t count;
    } rows[] = {
        {"Paragraph.\n", 50001},
        {"resolves\n", 5001},
        {"\n", 400001},
        {"[footnoteRef:1]1\n", 5001},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *text = repeated(rows[i].line, rows[i].count);
        struct segmented segmented;

        assert_int_equal(segment(&segmented, text, strlen(text), NULL),
                         STATUS_TOO_LARGE);
    }
}

/* What a text is written in changes nothing but the findings. */
static void
test_charsets(void **state)
{
    static const struct {
        const char *text;
        const char *code;
    } rows[] = {
        {"RESOLUTION 900 (Exampleville, 2026)\nA made-up caf\xe9\n\nresolves\n"
         "1 to be read.\n",
         "charset_guessed"},
        {"RESOLUTION 900 (Exampleville, 2026)\nA made-up caf\u00e9\n\n"
         "resolves\n1 to be\u202e read.\n",
         "direction_marks"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct segmented segmented;

        assert_int_equal(
            segment(&segmented, rows[i].text, strlen(rows[i].text), NULL),
            STATUS_OK);
        assert_true(has_finding(&segmented, rows[i].code));
        assert_string_equal(segmented.resolution.title, "A made-up caf\u00e9");
        assert_string_equal(segmented.resolution.sections[0].clauses[0].text,
                            "to be read.");
    }
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

        assert_int_equal(segment(&segmented, text, strlen(text), NULL),
                         STATUS_OK);
        assert_true(segmented.finding_count <= 2001);
    }
}

/* Few bytes name many resolutions: 400,000 of them in this text. */
static void
test_citations_are_bounded(void **state)
{
    struct buf text = {0};
    struct segmented segmented;
    size_t cites = 0;

    (void)state;
    buf_printf(&text, "%sresolves\n", head);
    for (int i = 1; i <= 40; i++) {
        buf_printf(&text, "%d\tto see Resolutions 51", i);
        for (int j = 0; j < 199; j++)
            buf_put_text(&text, ", 1-50");
        buf_put_text(&text, " of the Plenipotentiary Conference;\n");
    }
    segmented = segmented_text(buf_text(&text));
    buf_deinit(&text);
    for (size_t i = 0; i < segmented.resolution.sections[0].clause_count; i++)
        cites += segmented.resolution.sections[0].clauses[i].cite_count;
    assert_true(cites >= 100 * 1000 && cites < 111 * 1000);
    assert_true(has_finding(&segmented, "more_citations"));
}

/* A CR alone ends a line, inside the brackets of a converter as well. */
static void
test_lines_are_counted(void **state)
{
    static const char *const titles[] = {
        "Made up\n",
        "Made up[footnoteRef:1]1 [1: 1 \tone,\rtwo,\nthree,\r\nfour]\n",
        "Made up [bookmark:\rx]\n",
    };
    static const unsigned lines[] = {4, 7, 5};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(titles); i++) {
        struct segmented segmented = segmented_text(arena_printf(
            arena,
            "RESOLUTION 900 (Exampleville, 2026)\n%s"
            "The Demonstration Assembly (Exampleville, 2026),\nnoting\nx.\n",
            titles[i]));

        assert_int_equal(segmented.resolution.sections[0].line, lines[i]);
        for (size_t k = 0; k < segmented.resolution.footnote_count; k++)
            assert_string_equal(segmented.resolution.footnotes[k].text,
                                "one, two, three, four");
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
        cmocka_unit_test_setup_teardown(test_resolution_59, arena_up,
                                        arena_down),
        cmocka_unit_test_setup_teardown(test_refused, arena_up, arena_down),
        cmocka_unit_test_setup_teardown(test_limits, arena_up, arena_down),
        cmocka_unit_test_setup_teardown(test_charsets, arena_up, arena_down),
        cmocka_unit_test_setup_teardown(test_hostile_lines, arena_up,
                                        arena_down),
        cmocka_unit_test_setup_teardown(test_citations_are_bounded, arena_up,
                                        arena_down),
        cmocka_unit_test_setup_teardown(test_lines_are_counted, arena_up,
                                        arena_down),
        cmocka_unit_test_setup_teardown(test_ids_differ, arena_up, arena_down),
    };

    return cmocka_run_group_tests(tests, grammar_up, grammar_down);
}
