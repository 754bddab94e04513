/*
 * Which parts of a text a query matched: segments, never offsets, so that
 * nobody has to count bytes. Seen through the same tokens as the index.
 */
#pragma once

#include "lib/query/query.h"

struct segment {
    const char *text;
    size_t len;
    bool match;
};

struct segments {
    struct segment *list;
    size_t count;
};

/* The positive terms of a query, collected once for many texts, which must
 * live and stay as they are as long as it does. */
struct highlighter;

struct highlighter *highlighter_new(const struct query *query,
                                    const struct query_context *context);

/*
 * The text whole, cut where matches begin and end; a phrase is one segment,
 * and NEAR marks its operands only where they are near. The field says what
 * text it is (FIELD_TEXT, FIELD_HEADING, FIELD_TITLE): in: keeps words to
 * some. Segments point into text.
 */
void highlight_whole(struct segments *out, struct highlighter *lighter,
                     enum field field, const char *text);

/*
 * The same for a long text: beyond HIGHLIGHT_WORDS_MAX words only windows
 * round the matches are kept, cut at words, with "... " segments between.
 */
void highlight_windows(struct segments *out, struct highlighter *lighter,
                       enum field field, const char *text);

/* Sets has[i] where the text has the query's free word i. The text that was
 * highlighted last costs least. */
void highlight_find_free(struct highlighter *lighter, const struct query *query,
                         const char *text, bool *has);

enum {
    HIGHLIGHT_WORDS_MAX = 60,   /* a text of so many words is shown whole */
    HIGHLIGHT_WORDS_ROUND = 12, /* kept on each side of a match */
    HIGHLIGHT_WORDS_SHOWN = 120 /* of a longer text, at most */
};
