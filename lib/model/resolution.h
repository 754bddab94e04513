/*
 * A resolution as it is held: what the segmenter makes, the index keeps and
 * `show` returns. Plain data in an arena; texts are UTF-8, never NULL but
 * where said.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum clause_kind {
    KIND_PREAMBLE,
    KIND_OPERATIVE,
    KIND_ANNEX,
    KIND_OTHER, /* under a heading nobody knows */
    KIND_FOOTNOTE,
    KIND_COUNT
};

/* "preamble", ... and back; false when there is no such kind. */
const char *kind_name(enum clause_kind kind);
bool kind_find(enum clause_kind *out, const char *name);

/* One reference of a text to a resolution. */
struct citation {
    char *id;        /* "pp-170@2010", "wtsa-1"; NULL: body not known */
    char *body;      /* "pp"; NULL when the text does not say */
    unsigned number; /* 170 */
    unsigned year;   /* of the edition; 0: none given */
    char *text;      /* "Resolution 170 (Guadalajara, 2010)" */
    char *in;        /* id of the clause or footnote it stands in, or the
                        edition's id for the foreword */
};

struct clause {
    char *id;    /* "wtsa-59@2012/recognizing.a" */
    char *label; /* "a", "2.1.a", "p1"; "" for one unlabelled paragraph */
    char *text;  /* without the label; as in the source, spaces trimmed */
    struct citation *cites;
    size_t cite_count;
    unsigned line, page, paragraph; /* of the source, from 1; 0: has none */
};

struct section {
    char *slug;    /* "resolves-to-invite-director-tsb", "noting~2" */
    char *heading; /* as in the source, trimmed, ending comma or colon cut */
    char *verb;    /* "resolves-to-invite"; the heading's slug in a preamble */
    enum clause_kind kind;
    char **to; /* addressees: "director-tsb" */
    size_t to_count;
    struct clause *clauses;
    size_t clause_count;
    unsigned line, page, paragraph;
};

struct footnote {
    char *id;    /* "wtsa-59@2012/footnote.1" */
    char *label; /* "1" */
    char *text;
    char *anchor; /* id of where its mark stands; ".../title" for the title */
    struct citation *cites;
    size_t cite_count;
    unsigned line, page, paragraph;
};

struct adoption { /* one item of "(Johannesburg, 2008; Dubai, 2012)" */
    char *place;
    unsigned year;
};

struct resolution {
    char *id;   /* "wtsa-59@2012": the edition's id */
    char *body; /* "wtsa" */
    unsigned number;
    unsigned year;     /* of this edition */
    unsigned copy;     /* 1; 2 for a second text of one edition ("@2016.2") */
    char *place;       /* "Dubai" */
    bool revised;      /* "Rev." stands before the place */
    char *designation; /* "Rev. Dubai, 2012", as citations print it */
    char *title;
    struct adoption *history; /* in the order of the text */
    size_t history_count;
    char **foreword; /* paragraphs, apart from the clauses */
    size_t foreword_count;
    struct section *sections;
    size_t section_count;
    struct footnote *footnotes;
    size_t footnote_count;
    struct citation *foreword_cites;
    size_t foreword_cite_count;
    char *language;      /* "en"; "" when not recognised */
    char *source_file;   /* relative to the folder indexed */
    char *source_sha256; /* hex */
};

/*
 * A document that is no resolution: one clause without heading, of the body
 * RESOLUTION_DOC, with no number, edition or place. Its id, "doc/7", is its
 * name and the id of its clause.
 */
#define RESOLUTION_DOC        "doc"
#define RESOLUTION_DOC_PREFIX "doc/"
bool resolution_is_doc(const struct resolution *resolution);

/* The body of a resolution that no table knows. */
#define RESOLUTION_UNKNOWN "unknown"

/* Whether both are editions of one resolution. */
bool resolution_same(const struct resolution *a, const struct resolution *b);

/* "wtsa-59": the resolution without its edition, in buf of size bytes. */
enum { RESOLUTION_NAME_MAX = 64 };
void resolution_name(const struct resolution *resolution,
                     char name[RESOLUTION_NAME_MAX]);

/* The order of ids everywhere: body, number, year, copy; documents by their
 * id. Like strcmp. Inside a resolution it is the order of the document. */
int resolution_compare(const struct resolution *a, const struct resolution *b);

size_t resolution_clause_count(const struct resolution *resolution);
