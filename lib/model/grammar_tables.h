/*
 * What struct grammar holds: the rows of its tables made ready for looking
 * up. For lib/model alone. A phrase is words as words_join makes them. All
 * lists are short: looking up is walking.
 */
#pragma once

#include "lib/model/grammar.h"
#include "lib/model/words.h"

enum { ADDRESSEE_SLUGS_MAX = 4 }; /* that one name may stand for */

enum heading_row_kind { ROW_PREAMBLE, ROW_ANNEX, ROW_TAIL, ROW_OPEN };

struct heading_row {
    const char *phrase;
    enum heading_row_kind kind;
};

struct verb_row {
    const char *form; /* phrase: "resolves" */
    const char *base; /* phrase: "resolve" */
};

struct addressee_row {
    const char *slugs[ADDRESSEE_SLUGS_MAX];
    size_t slug_count;
    const char *print; /* short printed form, or "" */
    const char *name;  /* the first alias, as the table writes it */
};

struct alias_row {
    const char *phrase;
    const struct addressee_row *addressee;
};

struct body_row {
    const char *slug;
    const char *print;
};

struct body_name_row {
    const char *phrase;
    const struct body_row *body;
};

struct assembly_row {
    const char *body;
    const char *event; /* folded: "wtsa-12" */
    const char *place; /* folded */
    const char *print; /* the place as the table writes it */
    const char *slug;  /* of the place */
    unsigned year;
};

struct names {
    const char **list;
    size_t count;
};

struct grammar {
    struct arena *arena;
    struct heading_row *headings;
    size_t heading_count;
    struct verb_row *verbs;
    size_t verb_count;
    struct addressee_row *addressees;
    size_t addressee_count;
    struct alias_row *aliases;
    size_t alias_count;
    struct body_row *bodies;
    size_t body_count;
    struct body_name_row *body_names;
    size_t body_name_count;
    struct assembly_row *assemblies;
    size_t assembly_count;
    /* slugs, for did-you-mean */
    struct names verb_names, section_names, addressee_names, body_slugs,
        place_slugs;
};
