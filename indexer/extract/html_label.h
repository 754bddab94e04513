/*
 * What attributes say: the labels of list items, the anchors between a
 * footnote and its mark, what is hidden or raised.
 */
#pragma once

#include "indexer/extract/number.h"

#include <stdbool.h>

struct html_list {
    bool is_list;   /* else the rest says nothing */
    bool is_dashed; /* <ul> */
    bool is_known;  /* else its first number is not */
    bool is_reversed;
    enum number_format format;
    long next;
};

/* Attributes as libxml2 gives them: names and values in turn, NULL behind the
 * last; NULL itself: none. */
const char *html_label_attr(const char *const *attributes, const char *name);

bool html_label_is_hidden(const char *const *attributes);
bool html_label_is_raised(const char *const *attributes);

/* A list begins. is_styled: the page's styles say how lists count, which is
 * not read; a list that they may speak of has labels that are not known. */
void html_label_list(struct html_list *out, const char *const *attributes,
                     bool is_dashed, bool is_styled);

/* Appends the label of the next item, and a TAB; nothing where the list shows
 * none. */
void html_label_item(struct html_list *list, const char *const *attributes,
                     struct buf *out);

enum html_anchor { HTML_ANCHOR_NONE, HTML_ANCHOR_MARK, HTML_ANCHOR_NOTE };

/* What an anchor is when it is one of a pair that Word or LibreOffice made. */
enum html_anchor html_label_anchor(const char *const *attributes);

/* Whether the element holds a footnote. */
bool html_label_is_note(const char *const *attributes);
