#include "lib/model/style.h"

#include <string.h>

static const char *const names[] = {
    [STYLE_PLAIN] = "plain",
    [STYLE_LINE] = "line",
    [STYLE_NUMBER] = "number",
    [STYLE_TITLE] = "title",
    [STYLE_HISTORY] = "history",
    [STYLE_HEADING] = "heading",
    [STYLE_LEVEL_1] = "level-1",
    [STYLE_LEVEL_2] = "level-2",
    [STYLE_LEVEL_3] = "level-3",
    [STYLE_SECTION] = "section",
    [STYLE_ANNEX] = "annex",
    [STYLE_APPENDIX] = "appendix",
    [STYLE_PART_TITLE] = "part-title",
    [STYLE_ROW] = "row",
    [STYLE_NOTE] = "note",
    [STYLE_LANGUAGE] = "language",
};
_Static_assert(sizeof names / sizeof names[0] == STYLE_COUNT,
               "a name for every style");

const char *
style_name(enum style style)
{
    return names[style];
}

bool
style_find(enum style *out, const char *name)
{
    for (int i = 0; i < STYLE_COUNT; i++) {
        if (strcmp(names[i], name) == 0) {
            *out = (enum style)i;
            return true;
        }
    }
    return false;
}
