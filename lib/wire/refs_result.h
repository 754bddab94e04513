/*
 * The answer to `refs`: what a resolution cites, and who cites it.
 */
#pragma once

#include "lib/wire/search_result.h"

/* What is held of a resolution that is cited. */
enum refs_state {
    REFS_HELD,          /* the edition cited, or some when none is named */
    REFS_SUPERSEDED,    /* a later edition than the one cited is held */
    REFS_OTHER_EDITION, /* only earlier ones than the one cited */
    REFS_KNOWN,         /* none, but the catalogue has it */
    REFS_UNKNOWN,       /* none, and nothing is known of it */
    REFS_UNRESOLVED,    /* the text does not say whose resolution it is */
    REFS_STATE_COUNT
};

struct refs_target {
    const char *id; /* as cited: "pp-170@2010", "wtsa-1"; NULL: unresolved */
    const char *body;
    unsigned number, year; /* year 0: no edition is named */
    enum refs_state state;
    const char *held;          /* the edition that can be shown for it: the one
                                  cited, else the latest; NULL: none */
    const char *superseded_by; /* a later edition, held or in the catalogue; or
                                  NULL */
    const char *title;         /* NULL: nobody says */
};

/* A citation, in the words of the text. */
struct refs_citation {
    const char *text;
    struct refs_target target;
};

/* Where it stands. */
struct refs_row {
    const char *id;   /* of the clause or footnote; of the edition for its
                         foreword */
    const char *cite; /* short */
    struct refs_citation first;
    struct refs_citation *also; /* of cited_by: other editions of it that the
                                   same clause cites */
    size_t also_count;
    size_t times; /* of cited_by: how often the clause cites it */
    const char *file;
    unsigned line, page, paragraph;
};

struct refs_list {
    bool wanted; /* false: it was not asked for, or cannot be known */
    struct refs_row *rows;
    size_t count;
    size_t total; /* exact: citations of cites, clauses of cited_by */
};

struct refs_result {
    struct refs_target of; /* what was asked for; its id may be a clause's */
    const char *cite;      /* its long citation; NULL: it is not held */
    struct refs_list cites, cited_by;
    size_t offset, limit; /* of both lists */
    struct search_scope scope;
    const char **notes;
    size_t note_count;
    const char *uuid;
    unsigned generation;
};

/* "held", "superseded" ... */
const char *refs_state_name(enum refs_state state);

/* The result object. */
void refs_result_put(struct buf *out, const struct refs_result *result);
