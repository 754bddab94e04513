/*
 * What elements of HTML do to the lines of a text.
 */
#pragma once

enum html_tag {
    HTML_INLINE, /* any other: nothing */
    HTML_RAISED,
    HTML_BLOCK, /* a line of its own */
    HTML_HEADING,
    HTML_SKIP, /* what is in it is no text */
    HTML_STYLE,
    HTML_PRE,
    HTML_BREAK,
    HTML_TITLE,
    HTML_ROOT, /* says the language */
    HTML_ANCHOR,
    HTML_LIST, /* with numbers */
    HTML_DASHES,
    HTML_ITEM,
    HTML_TABLE,
    HTML_ROW,
    HTML_CELL
};

/* The name in small letters. */
enum html_tag html_tag_find(const char *name);
