#include "indexer/extract/style_names.h"

#include "lib/base/cleanup.h"

#include <ctype.h>
#include <string.h>

enum { STYLE_NAME_LONGEST = 32 };

static const struct {
    const char *name; /* small letters and digits only */
    enum style style;
} names[] = {
    {"resno", STYLE_NUMBER},
    {"restitle", STYLE_TITLE},
    {"resref", STYLE_HISTORY},
    {"call", STYLE_HEADING},
    {"enumlev1", STYLE_LEVEL_1},
    {"enumlev2", STYLE_LEVEL_2},
    {"enumlev3", STYLE_LEVEL_3},
    {"sectionno", STYLE_SECTION},
    {"sectiontitle", STYLE_PART_TITLE},
    {"annexno", STYLE_ANNEX},
    {"annextitle", STYLE_PART_TITLE},
    {"appendixno", STYLE_APPENDIX},
    {"appendixtitle", STYLE_PART_TITLE},
    {"footnotetext", STYLE_NOTE},
    {"msofootnotetext", STYLE_NOTE},
    {"endnotetext", STYLE_NOTE},
    {"msoendnotetext", STYLE_NOTE},
    {"sdfootnote", STYLE_NOTE},
    {"sdendnote", STYLE_NOTE},
};

bool
style_names_find(enum style *out, const char *name, size_t len)
{
    char plain[STYLE_NAME_LONGEST + 1] = {0};
    size_t used = 0;

    for (size_t i = 0; i < len; i++) {
        if (!isalnum((unsigned char)name[i]))
            continue;
        if (used == STYLE_NAME_LONGEST)
            return false;
        plain[used++] = (char)tolower((unsigned char)name[i]);
    }
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        if (strcmp(plain, names[i].name) == 0) {
            *out = names[i].style;
            return true;
        }
    }
    return false;
}
