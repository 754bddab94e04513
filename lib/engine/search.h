/*
 * A search under way: what its steps share. Private to the engine.
 */
#pragma once

#include "lib/engine/context.h"
#include "lib/engine/lower.h"
#include "lib/query/highlight.h"
#include "lib/query/question.h"
#include "lib/wire/search_result.h"

struct search {
    struct context *context;
    const struct request *request;
    const struct search_request *asked; /* of the request */
    const char *text;                   /* the query; of `ask` its reading */
    struct question_remarks remarks;    /* of `ask` */
    struct query query;
    struct node *typed; /* the query's root without the filters */
    struct query_context words;
    struct highlighter *lighter;
    size_t offset;
    bool unread; /* a citation that is no query: nothing is searched */
    struct search_result result;
    struct error err;
};

/* Reads the text and joins the filters to it. False: error says why not. */
bool search_read(struct search *search, struct reply_error *error);

/* What search_read does behind the text: the query that is there gets the
 * filters and the edition of the request. */
bool search_complete(struct search *search, struct reply_error *error);

/* The query without the filter of a field: what a facet counts. */
struct query search_without(const struct search *search, enum field field);

/* Where rows of scores go; NULL: nobody asked for them. */
struct lower_rows *search_rows(struct search *search);

/* Makes hits of what the store found. */
enum status search_take(struct search *search, const struct store_hits *found,
                        const struct lower_rows *rows) MUST_USE;

/* Says what was searched. */
enum status search_scope(struct search *search) MUST_USE;
enum status search_scope_of(struct search_scope *out, const struct query *query,
                            const struct context *context,
                            struct error *err) MUST_USE;

/* Writes the result. */
void search_put(struct search *search, struct buf *out);

/* The hits of the page, with the facets that no filter of theirs touches. */
enum status search_find(struct search *search) MUST_USE;

/* Near misses, and resolutions by their title. */
enum status search_find_near(struct search *search) MUST_USE;
enum status search_find_titles(struct search *search) MUST_USE;

/* Takes the tallies of the facets asked for (facets.c). */
size_t facets_slots(const struct search *search, unsigned slots[FIELD_COUNT]);
enum status facets_take(struct search *search,
                        const struct store_hits *found) MUST_USE;

/* Puts what the text names, read as a citation, into the result
 * (typed.c). False when it is none, or what it names is not held. */
bool typed_find(struct search *search);

/* Notes how many more all editions have than those looked at; nothing when
 * there are none (superseded.c). */
void superseded_note(struct query *query, struct arena *arena, size_t found,
                     size_t everywhere);

/* The same for a search of the latest editions, which nobody asked for by
 * name, that a year or a place narrows. */
enum status superseded_find(struct search *search) MUST_USE;

/* Looks for a query that was meant when nothing was found (meant.c). */
enum status meant_find(struct search *search) MUST_USE;

/*
 * Cursors (cursor.c): where the page before ended. Reading sets the offset;
 * false: it is of another query or index, or damaged.
 */
bool cursor_read(struct search *search, struct reply_error *error);
const char *cursor_write(const struct search *search, size_t offset);
