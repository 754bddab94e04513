#include "indexer/report.h"
#include "lib/base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct report {
    struct arena *arena;
    struct grammar *grammar;
    struct segmented segmented;
    struct buf text, json;
};

/* Segments text, whether or not it is refused, and makes both reports. */
static void
report_init(struct report *report, const char *text, size_t len,
            const char *file)
{
    struct error err;
    enum status status;

    *report = (struct report){.arena = arena_new()};
    assert_int_equal(grammar_new(&report->grammar, tables_builtin(), &err),
                     STATUS_OK);
    status = segment_text(&report->segmented, report->grammar,
                          &(struct source_text){file, text, len, NULL},
                          report->arena, &err);
    assert_true(status == STATUS_OK || status == STATUS_BAD_DOCUMENT);
    report_text(&report->segmented, file, &report->text);
    report_json(&report->segmented, file, &report->json);
}

static void
report_deinit(struct report *report)
{
    buf_deinit(&report->text);
    buf_deinit(&report->json);
    grammar_freep(&report->grammar);
    arena_freep(&report->arena);
}

static void
assert_has(struct buf *buf, const char *what)
{
    if (strstr(buf_text(buf), what) == NULL)
        fail_msg("no %s in: %s", what, buf_text(buf));
}

static void
test_resolution_59(void **state)
{
    static const char path[] =
        CLAUSE_SOURCE_DIR "/corpus/wtsa/resolution-59-dubai-2012.txt";
    struct buf file = {0};
    struct report report;

    (void)state;
    assert_int_equal(file_read(&file, path, 1 << 20, NULL), STATUS_OK);
    report_init(&report, buf_text(&file), file.len, "wtsa/59.txt");
    assert_string_equal(
        buf_text(&report.text),
        "wtsa/59.txt   12 clauses, 1 footnote, 4 citations   ok\n"
        "  note: line 10: the history line names Johannesburg, 2008; that "
        "text is not in\n      this file\n");
    assert_has(&report.json, "{\"id\":\"wtsa-59@2012\",\"body\":\"wtsa\"");
    assert_has(&report.json, "\"slug\":\"resolves-to-invite-director-tsb\"");
    assert_has(&report.json, "\"to\":[\"director-tsb\"]");
    assert_has(&report.json, ",\"findings\":[{\"kind\":\"note\",\"code\":"
                             "\"other_edition\",\"line\":10,");
    assert_int_equal(report.json.data[report.json.len - 1], '\n');
    assert_ptr_equal(memchr(report.json.data, '\n', report.json.len),
                     report.json.data + report.json.len - 1);
    report_deinit(&report);
    buf_deinit(&file);
}

static void
test_doubts(void **state)
{
    static const char text[] =
        "RESOLUTION 900 (Rev. Exampleville, 2026)\nMade up\n"
        "The Demonstration Assembly (Exampleville, 2026),\n"
        "resolves\n1\tto see Resolution 7;\n3\tto \xe2\x80\xae"
        "end.\nodd \xe2\x80\xae heading\n1\tthat.\n";
    struct report report;

    (void)state;
    report_init(&report, text, strlen(text), "odd\x1bname");
    assert_has(&report.text, "odd\\x1bname   3 clauses, 0 footnotes, "
                             "1 citation   3 doubts\n");
    assert_has(&report.text, "  doubt: line 5: the body of \"Resolution 7\"");
    assert_has(&report.text, "heading \"odd heading\"");
    report_deinit(&report);
}

static void
test_refused(void **state)
{
    struct report report;

    (void)state;
    report_init(&report, "A letter.\n", 10, "letter.txt");
    assert_has(&report.text, "letter.txt   not a resolution\n  error: no line");
    assert_has(&report.json, "{\"id\":null,\"source\":{\"file\":"
                             "\"letter.txt\"},\"findings\":[{\"kind\":"
                             "\"error\",\"code\":\"no_resolution\"");
    report_deinit(&report);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_resolution_59),
        cmocka_unit_test(test_doubts),
        cmocka_unit_test(test_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
