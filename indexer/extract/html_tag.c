#include "indexer/extract/html_tag.h"

#include "lib/base/cleanup.h"

#include <string.h>

static const struct {
    enum html_tag tag;
    const char *const *names;
} tags[] = {
    {HTML_BLOCK,
     (const char *const[]){
         "address", "article",    "aside",  "blockquote", "caption", "center",
         "dd",      "details",    "div",    "dl",         "dt",      "fieldset",
         "figure",  "figcaption", "footer", "form",       "header",  "hgroup",
         "hr",      "main",       "nav",    "option",     "p",       "section",
         "summary", "legend",     NULL}},
    {HTML_HEADING,
     (const char *const[]){"h1", "h2", "h3", "h4", "h5", "h6", NULL}},
    {HTML_STYLE, (const char *const[]){"style", NULL}},
    {HTML_SKIP, (const char *const[]){"script", "template", "iframe", "object",
                                      "del", "noframes", "rt", "rp", NULL}},
    {HTML_PRE,
     (const char *const[]){"pre", "xmp", "listing", "plaintext", NULL}},
    {HTML_BREAK, (const char *const[]){"br", NULL}},
    {HTML_TITLE, (const char *const[]){"title", NULL}},
    {HTML_RAISED, (const char *const[]){"sup", NULL}},
    {HTML_ROOT, (const char *const[]){"html", "body", NULL}},
    {HTML_ANCHOR, (const char *const[]){"a", NULL}},
    {HTML_LIST, (const char *const[]){"ol", NULL}},
    {HTML_DASHES, (const char *const[]){"ul", "menu", "dir", NULL}},
    {HTML_ITEM, (const char *const[]){"li", NULL}},
    {HTML_TABLE, (const char *const[]){"table", NULL}},
    {HTML_ROW, (const char *const[]){"tr", NULL}},
    {HTML_CELL, (const char *const[]){"td", "th", NULL}},
};

enum html_tag
html_tag_find(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(tags); i++)
        for (const char *const *at = tags[i].names; *at != NULL; at++)
            if (strcmp(*at, name) == 0)
                return tags[i].tag;
    return HTML_INLINE;
}
