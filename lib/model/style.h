/*
 * What the make-up of a document says a line is. Word's styles carry the
 * grammar of a resolution (ResNo, Restitle, Call, enumlev1 ...); a reader of
 * DOCX or HTML hands them on by these names, and the segmenter trusts them
 * before the look of a line.
 */
#pragma once

#include <stdbool.h>

enum style {
    STYLE_PLAIN,      /* a paragraph; what it is, its text decides */
    STYLE_LINE,       /* a line that nothing parts from the one before: of a
                         text, of a PDF, behind a line break */
    STYLE_NUMBER,     /* ResNo: "RESOLUTION 59 (Rev. Dubai, 2012)" */
    STYLE_TITLE,      /* Restitle */
    STYLE_HISTORY,    /* Resref: "(Johannesburg, 2008; Dubai, 2012)" */
    STYLE_HEADING,    /* Call: "resolves to invite ..." */
    STYLE_LEVEL_1,    /* enumlev1: "a)" */
    STYLE_LEVEL_2,    /* enumlev2: "i)" */
    STYLE_LEVEL_3,    /* enumlev3: a dash */
    STYLE_SECTION,    /* SectionNo, "SECTION 1" */
    STYLE_ANNEX,      /* AnnexNo, "ANNEX 1" */
    STYLE_APPENDIX,   /* AppendixNo */
    STYLE_PART_TITLE, /* Sectiontitle, Annextitle, Appendixtitle */
    STYLE_ROW,        /* of a table; cells parted by TABs */
    STYLE_NOTE,       /* a footnote: its label, a TAB, its text */
    STYLE_LANGUAGE,   /* no line: the text's language as the file names it */
    STYLE_COUNT
};

/* "plain", "number", ... and back; false when there is no such style. */
const char *style_name(enum style style);
bool style_find(enum style *out, const char *name);
