/*
 * The footnotes and endnotes of a DOCX by their ids, and how their marks are
 * numbered. The texts are read by body.c, which knows what text is.
 */
#pragma once

#include "indexer/extract/number.h"
#include "indexer/extract/xml.h"
#include "lib/base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum notes_kind { NOTES_FOOT, NOTES_END, NOTES_KINDS };

struct notes_one {
    long id;
    const char *text; /* as it may stand in a line */
};

/* How marks are numbered: in a document, or in a section of it. */
struct notes_numbers {
    enum number_format format;
    long start;
    bool restarts; /* with each section */
};

struct notes {
    struct notes_one *list;
    size_t count;
    struct notes_numbers numbers;   /* of what no section says otherwise */
    struct notes_numbers *sections; /* in the order of the text */
    size_t section_count;
    size_t section; /* the one that begins next */
    enum number_format format;
    long next; /* the number of the next mark */
};

/* No notes yet, which are numbered so. */
struct notes notes_of(enum number_format format);

/* NULL: none has the id. */
const struct notes_one *notes_find(const struct notes *notes, long id);

/* The label of the next mark, in the arena. */
const char *notes_label(struct notes *notes, struct arena *arena);

/* A note's text without the label that may begin it. */
const char *notes_text(const struct notes_one *note, const char *label);

/* How both kinds are numbered, from word/settings.xml; kinds are NOTES_KINDS
 * of them. */
enum status notes_read_settings(struct notes *kinds,
                                const struct xml_source *source,
                                struct error *err) MUST_USE;

/*
 * How they are numbered in each section, from word/document.xml, before the
 * text is read: what a section says stands at its end, behind its marks.
 */
enum status notes_read_sections(struct notes *kinds,
                                const struct xml_source *source,
                                struct arena *arena,
                                struct error *err) MUST_USE;

/* The first section begins, or the next one. */
void notes_begin_section(struct notes *notes);
