#include "indexer/extract/html_label.h"

#include "lib/base/cleanup.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_MAX_HERE = 40, ITEM_MAX = 100 * 1000 };

const char *
html_label_attr(const char *const *attributes, const char *name)
{
    for (; attributes != NULL && attributes[0] != NULL; attributes += 2)
        if (strcmp(attributes[0], name) == 0)
            return attributes[1] == NULL ? "" : attributes[1];
    return NULL;
}

/* Whether a style, its spaces left out, has the words. */
static bool
css_says(const char *style, const char *words)
{
    size_t len = strlen(words), got = 0;

    for (; style != NULL && *style != '\0'; style++) {
        if (isspace((unsigned char)*style))
            continue;
        if (tolower((unsigned char)*style) == words[got])
            got++;
        else
            got = tolower((unsigned char)*style) == words[0];
        if (got == len)
            return true;
    }
    return false;
}

bool
html_label_is_hidden(const char *const *attributes)
{
    const char *style = html_label_attr(attributes, "style");

    return html_label_attr(attributes, "hidden") != NULL ||
           css_says(style, "display:none") || css_says(style, "mso-hide:all");
}

bool
html_label_is_raised(const char *const *attributes)
{
    return css_says(html_label_attr(attributes, "style"),
                    "vertical-align:super");
}

static bool
number_attr(long *out, const char *const *attributes, const char *name)
{
    const char *text = html_label_attr(attributes, name);
    char *end;
    long number;

    if (text == NULL || *text == '\0')
        return false;
    number = strtol(text, &end, 10);
    if (*end != '\0' || number < -ITEM_MAX || number > ITEM_MAX)
        return false;
    *out = number;
    return true;
}

/* The format that a list or an item asks for; false: neither by type nor by
 * style. */
static bool
format_of(enum number_format *out, const char *const *attributes)
{
    static const struct {
        const char *type, *css;
        enum number_format format;
    } formats[] = {
        {"1", "decimal", NUMBER_DECIMAL},
        {"a", "lower-alpha", NUMBER_LOWER_LETTER},
        {"a", "lower-latin", NUMBER_LOWER_LETTER},
        {"A", "upper-alpha", NUMBER_UPPER_LETTER},
        {"A", "upper-latin", NUMBER_UPPER_LETTER},
        {"i", "lower-roman", NUMBER_LOWER_ROMAN},
        {"I", "upper-roman", NUMBER_UPPER_ROMAN},
    };
    const char *type = html_label_attr(attributes, "type");
    const char *style = html_label_attr(attributes, "style");
    const char *css = style == NULL ? NULL : strcasestr(style, "list-style");
    size_t i = 0;

    if (css != NULL && strcasestr(css, "none") != NULL) {
        *out = NUMBER_NONE;
        return true;
    }
    while (i < COUNT_OF(formats) &&
           (css == NULL || strcasestr(css, formats[i].css) == NULL))
        i++;
    if (i == COUNT_OF(formats) && type != NULL)
        for (i = 0; i < COUNT_OF(formats); i++)
            if (strcmp(type, formats[i].type) == 0)
                break;
    if (i < COUNT_OF(formats))
        *out = formats[i].format;
    return i < COUNT_OF(formats);
}

void
html_label_list(struct html_list *out, const char *const *attributes,
                bool is_dashed, bool is_styled)
{
    *out = (struct html_list){
        .is_list = true, .is_dashed = is_dashed, .is_known = true, .next = 1};
    out->format = NUMBER_DECIMAL;
    if (!format_of(&out->format, attributes) && is_styled && !is_dashed &&
        html_label_attr(attributes, "class") != NULL)
        out->format = NUMBER_UNKNOWN;
    out->is_reversed = html_label_attr(attributes, "reversed") != NULL;
    if (!number_attr(&out->next, attributes, "start") && out->is_reversed)
        out->is_known = false; /* so many as there are items */
}

void
html_label_item(struct html_list *list, const char *const *attributes,
                struct buf *out)
{
    enum number_format format = list->format;
    bool is_bare;

    if (number_attr(&list->next, attributes, "value"))
        list->is_known = true;
    format_of(&format, attributes);
    is_bare = format == NUMBER_DECIMAL || format == NUMBER_UNKNOWN;
    if (format == NUMBER_NONE)
        return;
    if (list->is_dashed) {
        buf_put_text(out, "\xe2\x80\x93\t"); /* U+2013 */
        return;
    }
    number_put(out, list->is_known ? format : NUMBER_UNKNOWN, list->next);
    list->next += list->is_reversed ? -1 : 1;
    buf_put_text(out, is_bare ? "\t" : ")\t");
}

/* "sdfootnote7anc" and "sdfootnote7sym", "_ftnref7" and "_ftn7". */
static const struct {
    const char *before, *behind;   /* the number in the mark's name */
    const char *before2, *behind2; /* and in the note's */
} pairs[] = {
    {"sdfootnote", "anc", "sdfootnote", "sym"},
    {"sdendnote", "anc", "sdendnote", "sym"},
    {"_ftnref", "", "_ftn", ""},
    {"_ednref", "", "_edn", ""},
};

/* Whether name is before, digits, behind; the digits go to out. */
static bool
is_named(char *out, const char *name, const char *before, const char *behind)
{
    size_t len = strlen(before), digits;

    if (strncmp(name, before, len) != 0)
        return false;
    digits = strspn(name + len, "0123456789");
    if (digits == 0 || digits > NAME_MAX_HERE ||
        strcmp(name + len + digits, behind) != 0)
        return false;
    memcpy(out, name + len, digits);
    out[digits] = '\0';
    return true;
}

enum html_anchor
html_label_anchor(const char *const *attributes)
{
    const char *name = html_label_attr(attributes, "name");
    const char *to = html_label_attr(attributes, "href");
    char from[NAME_MAX_HERE + 1], other[NAME_MAX_HERE + 1];

    if (name == NULL)
        name = html_label_attr(attributes, "id");
    to = to == NULL ? NULL : strchr(to, '#'); /* Word may name the file */
    if (name == NULL || to == NULL)
        return HTML_ANCHOR_NONE;
    to++;
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        if (is_named(from, name, pairs[i].before, pairs[i].behind) &&
            is_named(other, to, pairs[i].before2, pairs[i].behind2) &&
            strcmp(from, other) == 0)
            return HTML_ANCHOR_MARK;
        if (is_named(from, name, pairs[i].before2, pairs[i].behind2) &&
            is_named(other, to, pairs[i].before, pairs[i].behind) &&
            strcmp(from, other) == 0)
            return HTML_ANCHOR_NOTE;
    }
    return HTML_ANCHOR_NONE;
}

bool
html_label_is_note(const char *const *attributes)
{
    static const char *const names[] = {"sdfootnote", "sdendnote", "ftn",
                                        "edn"};
    const char *id = html_label_attr(attributes, "id");
    char number[NAME_MAX_HERE + 1];

    for (size_t i = 0; i < COUNT_OF(names) && id != NULL; i++)
        if (is_named(number, id, names[i], ""))
            return true;
    return false;
}
