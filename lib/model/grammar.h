/*
 * What the tables say of headings, verbs, addressees, bodies and assemblies
 * (corpus/tables: headings, verbs, addressees, bodies, assemblies). Read
 * once, never changed after; texts given are folded inside.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/base/tables.h"
#include "lib/model/resolution.h"

struct grammar;

/* The error names table and line of a row that cannot be used. */
enum status grammar_new(struct grammar **out, const struct tables *tables,
                        struct error *err) MUST_USE;
void grammar_free(struct grammar *grammar);
void grammar_freep(struct grammar **grammar);

/* A line read as a heading. */
struct heading {
    enum clause_kind kind;
    const char *verb; /* slug: "resolves-to-invite", "taking-into-account" */
    const char **to;  /* addressee slugs, in the order of the line */
    size_t to_count;
    const char **unknown; /* addressee texts that no alias knows; each also
                             stands in `to` as its slug */
    size_t unknown_count;
    bool loose; /* it ends in words of no table (", subject to means"), so
                   that it may be text; nobody in them is an addressee */
};

/*
 * Reads a whole line (label and wrapping already undone, ending comma or
 * colon allowed) as a heading: exactly a preambular phrase, or a chain of
 * mandate verbs with addressees behind it. False: the line is no heading.
 */
bool grammar_heading(struct heading *out, const struct grammar *grammar,
                     const char *line, struct arena *arena);

/* Whether a heading can begin with the line's first word: cheap, for asking
 * it of every line. */
bool grammar_may_be_heading(const struct grammar *grammar, const char *line);

/* Addressee: slug for any alias, or NULL; the short printed form of a slug
 * ("Director of the TSB"); all slugs, for help and did-you-mean. */
const char *grammar_addressee(const struct grammar *grammar, const char *text);
const char *grammar_addressee_short(const struct grammar *grammar,
                                    const char *slug);
const char *const *grammar_addressees(const struct grammar *grammar,
                                      size_t *count);

/* Verb and section slugs known to the tables, for did-you-mean. */
const char *const *grammar_verbs(const struct grammar *grammar, size_t *count);
const char *const *grammar_sections(const struct grammar *grammar,
                                    size_t *count);

/* Bodies: slug of a name ("WTSA", "WTSA-12", "the Plenipotentiary
 * Conference"), or NULL; the same for what people type, who may name the body
 * that no table knows (RESOLUTION_UNKNOWN); the printed name of a slug ("WTSA",
 * "PP"); whether it stands for a Sector, as ITU-R; all slugs.
 */
const char *grammar_body(const struct grammar *grammar, const char *name);
const char *grammar_body_typed(const struct grammar *grammar, const char *name);
const char *grammar_body_print(const struct grammar *grammar, const char *slug);
bool grammar_is_sector(const struct grammar *grammar, const char *slug);
const char *const *grammar_bodies(const struct grammar *grammar, size_t *count);

/*
 * The body that met at a place in a year; NULL when none or more than one
 * is known (Dubai, 2012 fits two). Accents and case are ignored.
 */
const char *grammar_assembly_body(const struct grammar *grammar,
                                  const char *place, unsigned year);

/* The place of an assembly of that year as the table writes it, for a
 * spelling with lost accents or a slip; NULL when none is near. */
const char *grammar_assembly_place(const struct grammar *grammar,
                                   const char *place, unsigned year);

/* Places where assemblies have met: the slug of one, or NULL (case is ignored);
 * all slugs. */
const char *grammar_place(const struct grammar *grammar, const char *place);
const char *const *grammar_places(const struct grammar *grammar, size_t *count);

/* What "WRC-23" or "WTSA-20" names; false when it is no such name. */
bool grammar_event(const struct grammar *grammar, const char *name,
                   const char **body, unsigned *year);

/* What grammar_event says, where an assembly of that body and year is known:
 * "PP-71" is none, but may be a resolution's id. */
bool grammar_event_held(const struct grammar *grammar, const char *name,
                        const char **body, unsigned *year);

/* The same where one may be known to others: of a year between those of its
 * body's first and last that are known, or soon behind. */
bool grammar_event_likely(const struct grammar *grammar, const char *name,
                          const char **body, unsigned *year);

/* The year of an assembly that is known, before whose name an article may
 * stand; 0: none has the name. */
unsigned grammar_event_year(const struct grammar *grammar, const char *name);

/*
 * The heading with the long names of addressees shortened for a short
 * citation ("... the Director of the TSB").
 */
char *grammar_shorten(const struct grammar *grammar, const char *heading,
                      struct arena *arena);
