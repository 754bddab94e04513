/*
 * The bracket behind a resolution's number: "(Rev. Dubai, 2012)",
 * "(Johannesburg, 2008)", "(Rev.WRC-23)", "(2012)".
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/model/grammar.h"

struct edition {
    bool revised;      /* "Rev." stands in it */
    const char *place; /* "" when none is named */
    unsigned year;
    const char *body;  /* where an assembly's own name says it, or NULL */
    const char *event; /* that name as written: "WRC-23", or NULL */
};

/*
 * Reads a bracket at the start of text, whose typography is folded. Gives
 * the bytes it takes, brackets included; 0 when it is none.
 */
size_t edition_read(struct edition *out, const struct grammar *grammar,
                    const char *text, struct arena *arena);

/* The same of a bracket whose comma is left out: "(Dubai 2012)". Any words
 * before a year are read as a place. */
size_t edition_read_spaced(struct edition *out, const struct grammar *grammar,
                           const char *text, struct arena *arena);

/* For the texts of others: the comma may be left out of a place and year at
 * which somebody met. */
size_t edition_read_text(struct edition *out, const struct grammar *grammar,
                         const char *text, struct arena *arena);

/*
 * Reads "Place, Year" and nothing else; the year must have four digits.
 * False when it is not of this shape.
 */
bool edition_place(struct edition *out, const char *text, size_t len,
                   struct arena *arena);

/* Bytes of the "Rev. " (in any of the languages) at text; 0: none. */
size_t edition_revised(const char *text);

/* The year in four digits at text, or 0; a fifth digit makes it none. */
unsigned edition_year(const char *text);
