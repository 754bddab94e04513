/*
 * The words of a question, one reading after the other. Private to
 * question*.c.
 */
#pragma once

#include "lib/base/buf.h"
#include "lib/query/question.h"
#include "lib/text/token.h"

/* What a row of the table does with its phrase. */
enum does {
    DOES_ASK,     /* leads to whom is asked */
    DOES_MANDATE, /* the same, and is a word */
    DOES_DROP,
    DOES_FILTER,
    DOES_CITE,      /* leads to a resolution that is cited */
    DOES_MENTION,   /* the same, if one follows; else as drop */
    DOES_CITED,     /* a resolution before it is cited */
    DOES_MENTIONED, /* the same, if one stands there; else as drop */
    DOES_ADOPTED,   /* leads to a place, a time or a body; else a word */
    DOES_EDITIONS,  /* all of them are looked at */
    DOES_EXCEPT,    /* what follows is not wanted */
    DOES_NOT,       /* the same where that is sure */
    DOES_UNHEARD,   /* says something that a query cannot */
    DOES_COUNT
};

struct rule {
    const char *phrase;
    enum does does;
    const char *reading; /* of DOES_FILTER */
};

struct questions {
    struct arena *arena;
    struct rule *rules;
    size_t count;
};

/* Whether what is read is wanted. */
enum wish {
    WISH_WANTED,
    WISH_BEGUN,   /* not wanted, and nothing of it has come yet */
    WISH_UNWANTED /* its words come */
};

struct reading {
    const struct question_context *context;
    const char *text;
    struct token *words; /* without the parts of names */
    size_t count;
    size_t at;
    size_t put;       /* the word behind the last that was put as one */
    bool expects;     /* whom is asked may stand here */
    size_t not_asked; /* nobody named before this word is asked */
    bool has_body, has_number, wants_refs;
    const char *edition; /* a filter, or NULL */
    const char *era;     /* the body of an assembly that only gave a year */
    enum wish wish;
    const char *unwanted_by; /* the words that said so; NULL: an "and" */
    struct buf filters, rest, phrases;
    struct buf group; /* what is unwanted together */
    size_t group_count;
    struct buf unwanted; /* all groups before */
    struct buf unheard;  /* words that were not understood */
};

/* The i'th word, normalised; "" behind the last. */
const char *question_words_norm(const struct reading *reading, size_t i);

/* The row whose phrase begins at the i'th word, the longest; words in *taken.
 */
const struct rule *question_words_rule(const struct reading *reading, size_t i,
                                       size_t *taken);

/* The text of so many words from the i'th on. */
char *question_words_window(const struct reading *reading, size_t i,
                            size_t count);

bool question_words_is_number(const char *word, unsigned long least,
                              unsigned long most);
bool question_words_is_resolution(const char *word);

/* Small words behind which something else is spoken of. */
bool question_words_turns(const char *word);

/* Past the small words at i: "to the" of "refers to the Resolution 1". */
size_t question_words_past_small(const struct reading *reading, size_t i);

/* A space and the text. */
void question_words_put(struct buf *out, const char *text);

/* A filter, where it belongs: among what is wanted or what is not. */
void question_words_filter(struct reading *reading, const char *text);

/* An edition, 0: all. A query has one: only the first that is wanted chooses
 * among editions, another is a year. */
void question_words_edition(struct reading *reading, unsigned year);

/* Ends what is unwanted. */
void question_words_close(struct reading *reading);

/* The next of several that are unwanted: "except footnotes and annexes". */
void question_words_next(struct reading *reading);

/* Reads all words of a text. */
void question_words_read(struct reading *reading, const char *text);
