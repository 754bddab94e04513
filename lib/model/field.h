/*
 * The fields of the index and of the query language, in one table: what a
 * query may name, which terms it becomes, how much a match weighs.
 *
 * Terms are the field's prefix and a value. Fields of words have two terms a
 * word, both with positions: 'E' and the exact word, 'Z' and its stem; and 'C'
 * with a concept where one of its names begins.
 * Prefixes are upper case and words folded, so no word looks like a prefix.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct arena;

enum field {
    FIELD_TEXT,    /* a unit's own text */
    FIELD_HEADING, /* the heading it stands under */
    FIELD_TITLE,   /* its resolution's title: adds to the score only */
    FIELD_NAME,    /* the title, on the resolution's own row */
    FIELD_KIND,
    FIELD_SECTION,
    FIELD_VERB,
    FIELD_TO,
    FIELD_BODY,
    FIELD_RES,
    FIELD_YEAR,
    FIELD_EDITION, /* "latest" on units of the latest edition held */
    FIELD_CITES,   /* resolutions cited: "pp-170" */
    FIELD_IN,
    FIELD_PLACE,
    FIELD_LANG,
    FIELD_COUNT
};

enum field_shape {
    SHAPE_WORDS,    /* looked for as words; no name in the language */
    SHAPE_KEY,      /* one value of a set: a slug */
    SHAPE_NUMBER,   /* a whole number */
    SHAPE_CITATION, /* a resolution's name, in any spelling */
    SHAPE_SCOPE     /* in: no filter, it governs what stands behind it */
};

struct field_spec {
    const char *name; /* as written before the colon; NULL: not in queries */
    enum field_shape shape;
    const char *prefix;  /* of its terms; NULL where it has none */
    unsigned slot;       /* where its values are counted; 0: nowhere */
    double weight;       /* of a match, beside 1 for the text */
    bool of_resolution;  /* holds for a whole resolution too */
    const char *noun;    /* what a value of it is, where it has names */
    const char *example; /* a value, for hints */
    const char *help;
};

extern const struct field_spec field_specs[FIELD_COUNT];

enum {
    FIELD_EXACT = 'E', /* between prefix and word */
    FIELD_STEM = 'Z',
    FIELD_CONCEPT = 'C' /* and a concept's id, where a name of it begins */
};

/* The field of that name in the query language; false when none is. */
bool field_find(enum field *out, const char *name, size_t len);

/* What was meant by a name that is none: "res" by "resolution", as other tools
 * have it, "in:title" by "title", or the nearest name; NULL: not known. */
const char *field_meant(const char *name);

/* Names for did-you-mean and lists: at most FIELD_COUNT; returns how many. */
size_t field_names(const char *names[FIELD_COUNT]);

/* The names of fields whose values can be counted; returns how many. */
size_t field_facets(const char *names[FIELD_COUNT]);

/* Slots that hits are sorted by; of the resolution, as a value that sorts as
 * ids do ("wtsa-000059"), they are grouped by it too. */
enum { FIELD_SLOT_YEAR = 7, FIELD_SLOT_RESOLUTION = 16 };

/*
 * What stands in FIELD_SLOT_RESOLUTION, from a resolution's name:
 * "wtsa-000059" of "wtsa-59"; a document's name is its own. In the arena.
 */
char *field_resolution_value(const char *name, struct arena *arena);

/* The term of a word, of this kind (FIELD_STEM ...), in a field's text. In the
 * arena. */
char *field_term(enum field field, char kind, const char *word,
                 struct arena *arena);

/* The value of FIELD_EDITION. */
#define FIELD_LATEST "latest"
