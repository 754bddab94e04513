/*
 * A question in plain words, read as a query: whom it asks about, which
 * resolutions, and the words of its subject. By rule and table
 * (corpus/tables/questions.tsv) only, so that the same question is always
 * read alike and the reading can be shown and asked again.
 */
#pragma once

#include "lib/base/tables.h"
#include "lib/model/grammar.h"
#include "lib/text/lexicon.h"

struct questions;

/* The error names table and line of a row that cannot be used. */
enum status questions_new(struct questions **out, const struct tables *tables,
                          struct error *err) MUST_USE;
void questions_free(struct questions *questions);

struct question_context {
    const struct questions *questions;
    const struct grammar *grammar;
    const struct lexicon *lexicon;
    struct arena *arena;
};

/* What is to be said of a question beside its reading. */
struct question_remarks {
    const char *unheard; /* words that say something which the query does not,
                            or NULL */
    bool wants_refs;     /* it asks what a resolution cites: no query does */
};

/*
 * The query that text is read as: filters, an edition, words in their order,
 * phrases that were quoted, then what is not wanted. The words of text itself
 * when nothing would be left.
 */
const char *question_read(const struct question_context *context,
                          const char *text, struct question_remarks *remarks);
