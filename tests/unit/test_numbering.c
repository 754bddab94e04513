/*
 * Lists of word/numbering.xml: shared counts, overrides, restarts, styles
 * that are linked, and loops.
 */
#include "indexer/extract/numbering.h"

#include "lib/base/cleanup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define HEAD                                                                   \
    "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
#define LEVEL(n, more)                                                         \
    "<w:lvl w:ilvl='" n "'><w:start w:val='1'/><w:numFmt w:val='decimal'/>"    \
    "<w:lvlText w:val='" more "</w:lvl>"
#define LIST(id, shape, more)                                                  \
    "<w:num w:numId='" id "'><w:abstractNumId w:val='" shape "'/>" more        \
    "</w:num>"

struct text {
    const char *at;
};

static int
read_text(void *context, char *out, int most)
{
    struct text *text = context;
    int len = (int)strlen(text->at);

    len = len < most ? len : most;
    memcpy(out, text->at, (size_t)len);
    text->at += len;
    return len;
}

struct fixture {
    struct arena *arena;
    struct styles *styles;
    struct numbering *numbering;
};

static const char styles_xml[] =
    "<w:styles " HEAD "><w:style w:styleId='linked'><w:pPr><w:numPr>"
    "<w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
    "<w:style w:styleId='round'><w:pPr><w:numPr><w:numId w:val='5'/>"
    "</w:numPr></w:pPr></w:style></w:styles>";

static const char lists_xml[] =
    "<w:numbering " HEAD
    "><w:abstractNum w:abstractNumId='0'>" LEVEL("0", "%1'/>") LEVEL(
        "1", "%1.%2'/>") LEVEL("2", "%3%'/><w:lvlRestart w:val='0'/>")
        LEVEL("3", "%4'/><w:lvlRestart w:val='1'/>") LEVEL(
            "4",
            "%5'/><w:pStyle w:val='five'/>") "</"
                                             "w:abstractNum><w:abstractNum "
                                             "w:abstractNumId='1'>"
                                             "<w:numStyleLink "
                                             "w:val='linked'/></"
                                             "w:abstractNum>"
                                             "<w:abstractNum "
                                             "w:abstractNumId='2'><w:"
                                             "numStyleLink w:val='round'/>"
                                             "</w:abstractNum>" LIST("1", "0",
                                                                     "")
                                                 LIST("2", "0",
                                                      "") LIST("3", "0",
                                                               "<w:lvlOverride "
                                                               "w:ilvl='0'><w:"
                                                               "startOverride "
                                                               "w:val='7'/></"
                                                               "w:lvlOverride>")
                                                     LIST("4", "1", "")
                                                         LIST("5", "2", "")
                                                             LIST("6", "0",
                                                                  "<w:"
                                                                  "lvlOverride "
                                                                  "w:ilvl='0'><"
                                                                  "w:lvl "
                                                                  "w:ilvl='0'>"
                                                                  "<w:start "
                                                                  "w:val='1'/"
                                                                  "><w:numFmt "
                                                                  "w:val='"
                                                                  "upperRoman'/"
                                                                  "><w:lvlText "
                                                                  "w:val='%1.'/"
                                                                  "><w:suff "
                                                                  "w:val='"
                                                                  "space'/></"
                                                                  "w:lvl></"
                                                                  "w:"
                                                                  "lvlOverride"
                                                                  ">") "</"
                                                                       "w:"
                                                                       "numberi"
                                                                       "ng>";

static int
setup(void **state)
{
    static struct fixture fixture;
    struct text styles = {styles_xml};
    struct text lists = {lists_xml};
    const struct xml_source of_styles = {read_text, &styles, "styles"};
    const struct xml_source of_lists = {read_text, &lists, "numbering"};

    fixture.arena = arena_new();
    fixture.styles = styles_new(fixture.arena);
    fixture.numbering = numbering_new(fixture.arena);
    *state = &fixture;
    return styles_read(fixture.styles, &of_styles, NULL) != STATUS_OK ||
           numbering_read(fixture.numbering, &of_lists, NULL) != STATUS_OK;
}

static int
teardown(void **state)
{
    struct fixture *fixture = *state;

    arena_free(fixture->arena);
    return 0;
}

static void
expect(void **state, long list, long level, const char *label)
{
    struct fixture *fixture = *state;
    struct styles_found paragraph = {
        .id = "five", .numbering = list, .level = level};
    struct buf out = {0};

    numbering_next(fixture->numbering, fixture->styles, &paragraph, &out);
    assert_string_equal(buf_text(&out), label);
    buf_deinit(&out);
}

static void
lists_share_counts(void **state)
{
    expect(state, 1, 0, "1\t");
    expect(state, 2, 0, "2\t");
    expect(state, 3, 0, "7\t");
    expect(state, 3, 0, "8\t");
    expect(state, 6, 0, "IX. ");
}

static void
levels_restart(void **state)
{
    expect(state, 1, 1, "1.1\t"); /* the level above has not begun */
    expect(state, 1, 0, "1\t");
    expect(state, 1, 1, "1.1\t");
    expect(state, 1, 1, "1.2\t");
    expect(state, 1, 2, "1%\t");
    expect(state, 1, 3, "1\t");
    expect(state, 1, 1, "1.3\t");
    expect(state, 1, 2, "2%\t"); /* never */
    expect(state, 1, 3, "2\t");  /* only behind the first level */
    expect(state, 1, 0, "2\t");
    expect(state, 1, 3, "1\t");
    expect(state, 1, 1, "2.1\t");
}

static void
styles_link_and_loop(void **state)
{
    expect(state, 4, 0, "1\t");
    expect(state, 5, 0, "");
    expect(state, 4, -1, "1\t"); /* the level that names the style */
    expect(state, 4, 99, "");
    expect(state, 0, 0, "");
    expect(state, 77, 0, "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(lists_share_counts),
        TEST(levels_restart),
        TEST(styles_link_and_loop),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
