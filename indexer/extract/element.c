#include "indexer/extract/element.h"

#include "lib/base/cleanup.h"

#include <string.h>

static const struct {
    const char *uri;
    enum element_space space;
} spaces[] = {
    {"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
     SPACE_WORD},
    {"http://purl.oclc.org/ooxml/wordprocessingml/main", SPACE_WORD},
    {"http://schemas.openxmlformats.org/officeDocument/2006/math", SPACE_MATH},
    {"http://purl.oclc.org/ooxml/officeDocument/math", SPACE_MATH},
    {"http://schemas.openxmlformats.org/markup-compatibility/2006",
     SPACE_COMPATIBILITY},
    {"http://schemas.openxmlformats.org/package/2006/content-types",
     SPACE_TYPES},
};

static const struct {
    enum element_space space;
    const char *name;
} elements[] = {
    [ELEMENT_OTHER] = {SPACE_OTHER, ""},
    [ELEMENT_ABSTRACT_NUM] = {SPACE_WORD, "abstractNum"},
    [ELEMENT_ABSTRACT_NUM_ID] = {SPACE_WORD, "abstractNumId"},
    [ELEMENT_ALT_CHUNK] = {SPACE_WORD, "altChunk"},
    [ELEMENT_ALTERNATE] = {SPACE_COMPATIBILITY, "AlternateContent"},
    [ELEMENT_BASED_ON] = {SPACE_WORD, "basedOn"},
    [ELEMENT_BODY] = {SPACE_WORD, "body"},
    [ELEMENT_BR] = {SPACE_WORD, "br"},
    [ELEMENT_CELL_DEL] = {SPACE_WORD, "cellDel"},
    [ELEMENT_CHOICE] = {SPACE_COMPATIBILITY, "Choice"},
    [ELEMENT_CR] = {SPACE_WORD, "cr"},
    [ELEMENT_DEL] = {SPACE_WORD, "del"},
    [ELEMENT_DEL_TEXT] = {SPACE_WORD, "delText"},
    [ELEMENT_DOC_DEFAULTS] = {SPACE_WORD, "docDefaults"},
    [ELEMENT_ENDNOTE] = {SPACE_WORD, "endnote"},
    [ELEMENT_ENDNOTE_PR] = {SPACE_WORD, "endnotePr"},
    [ELEMENT_ENDNOTE_REF] = {SPACE_WORD, "endnoteRef"},
    [ELEMENT_ENDNOTE_REFERENCE] = {SPACE_WORD, "endnoteReference"},
    [ELEMENT_FALLBACK] = {SPACE_COMPATIBILITY, "Fallback"},
    [ELEMENT_FIELD] = {SPACE_WORD, "fldChar"},
    [ELEMENT_FOOTNOTE] = {SPACE_WORD, "footnote"},
    [ELEMENT_FOOTNOTE_PR] = {SPACE_WORD, "footnotePr"},
    [ELEMENT_FOOTNOTE_REF] = {SPACE_WORD, "footnoteRef"},
    [ELEMENT_FOOTNOTE_REFERENCE] = {SPACE_WORD, "footnoteReference"},
    [ELEMENT_ILVL] = {SPACE_WORD, "ilvl"},
    [ELEMENT_INSTRUCTION] = {SPACE_WORD, "instrText"},
    [ELEMENT_IS_LGL] = {SPACE_WORD, "isLgl"},
    [ELEMENT_LANG] = {SPACE_WORD, "lang"},
    [ELEMENT_LVL] = {SPACE_WORD, "lvl"},
    [ELEMENT_LVL_OVERRIDE] = {SPACE_WORD, "lvlOverride"},
    [ELEMENT_LVL_RESTART] = {SPACE_WORD, "lvlRestart"},
    [ELEMENT_LVL_TEXT] = {SPACE_WORD, "lvlText"},
    [ELEMENT_MATH_DENOMINATOR] = {SPACE_MATH, "den"},
    [ELEMENT_MATH_SUB] = {SPACE_MATH, "sub"},
    [ELEMENT_MATH_SUP] = {SPACE_MATH, "sup"},
    [ELEMENT_MATH_T] = {SPACE_MATH, "t"},
    [ELEMENT_MOVE_FROM] = {SPACE_WORD, "moveFrom"},
    [ELEMENT_NAME] = {SPACE_WORD, "name"},
    [ELEMENT_NO_BREAK_HYPHEN] = {SPACE_WORD, "noBreakHyphen"},
    [ELEMENT_NUM] = {SPACE_WORD, "num"},
    [ELEMENT_NUM_FMT] = {SPACE_WORD, "numFmt"},
    [ELEMENT_NUM_ID] = {SPACE_WORD, "numId"},
    [ELEMENT_NUM_PR] = {SPACE_WORD, "numPr"},
    [ELEMENT_NUM_RESTART] = {SPACE_WORD, "numRestart"},
    [ELEMENT_NUM_START] = {SPACE_WORD, "numStart"},
    [ELEMENT_NUM_STYLE_LINK] = {SPACE_WORD, "numStyleLink"},
    [ELEMENT_OVERRIDE] = {SPACE_TYPES, "Override"},
    [ELEMENT_P] = {SPACE_WORD, "p"},
    [ELEMENT_P_CHANGE] = {SPACE_WORD, "pPrChange"},
    [ELEMENT_P_PR] = {SPACE_WORD, "pPr"},
    [ELEMENT_P_STYLE] = {SPACE_WORD, "pStyle"},
    [ELEMENT_POSITION_TAB] = {SPACE_WORD, "ptab"},
    [ELEMENT_R] = {SPACE_WORD, "r"},
    [ELEMENT_R_CHANGE] = {SPACE_WORD, "rPrChange"},
    [ELEMENT_R_PR] = {SPACE_WORD, "rPr"},
    [ELEMENT_R_STYLE] = {SPACE_WORD, "rStyle"},
    [ELEMENT_RUBY_TEXT] = {SPACE_WORD, "rt"},
    [ELEMENT_SECT_CHANGE] = {SPACE_WORD, "sectPrChange"},
    [ELEMENT_SECT_PR] = {SPACE_WORD, "sectPr"},
    [ELEMENT_SOFT_HYPHEN] = {SPACE_WORD, "softHyphen"},
    [ELEMENT_START] = {SPACE_WORD, "start"},
    [ELEMENT_START_OVERRIDE] = {SPACE_WORD, "startOverride"},
    [ELEMENT_STYLE] = {SPACE_WORD, "style"},
    [ELEMENT_SUB_DOC] = {SPACE_WORD, "subDoc"},
    [ELEMENT_SUFF] = {SPACE_WORD, "suff"},
    [ELEMENT_SYM] = {SPACE_WORD, "sym"},
    [ELEMENT_T] = {SPACE_WORD, "t"},
    [ELEMENT_TAB] = {SPACE_WORD, "tab"},
    [ELEMENT_TBL] = {SPACE_WORD, "tbl"},
    [ELEMENT_TC] = {SPACE_WORD, "tc"},
    [ELEMENT_TEXT_BOX] = {SPACE_WORD, "txbxContent"},
    [ELEMENT_TR] = {SPACE_WORD, "tr"},
    [ELEMENT_TR_PR] = {SPACE_WORD, "trPr"},
    [ELEMENT_VANISH] = {SPACE_WORD, "vanish"},
    [ELEMENT_VERT_ALIGN] = {SPACE_WORD, "vertAlign"},
};
_Static_assert(sizeof elements / sizeof *elements == ELEMENT_COUNT,
               "a name for every element");

enum element_space
element_space(const char *uri)
{
    for (size_t i = 0; i < COUNT_OF(spaces); i++)
        if (strcmp(spaces[i].uri, uri) == 0)
            return spaces[i].space;
    return SPACE_OTHER;
}

enum element
element_find(enum element_space space, const char *name)
{
    if (space == SPACE_OTHER)
        return ELEMENT_OTHER;
    for (int i = 1; i < ELEMENT_COUNT; i++)
        if (elements[i].space == space && elements[i].name[0] == name[0] &&
            strcmp(elements[i].name, name) == 0)
            return (enum element)i;
    return ELEMENT_OTHER;
}
