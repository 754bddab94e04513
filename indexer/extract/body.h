/*
 * The text of a DOCX: word/document.xml as lines, and the texts of the notes
 * that its marks stand for.
 *
 * What is deleted, hidden, or the instruction of a field is left out; of
 * alternatives the first counts.
 */
#pragma once

#include "indexer/extract/notes.h"
#include "indexer/extract/numbering.h"
#include "indexer/extract/styles.h"
#include "indexer/extract/xml.h"

struct body {
    struct arena *arena;
    struct styles *styles;
    struct numbering *numbering;
    struct notes notes[NOTES_KINDS];
};

/* An empty document; it lives in the arena. */
void body_init(struct body *body, struct arena *arena);

/* word/footnotes.xml or word/endnotes.xml, before the text itself. */
enum status body_read_notes(struct body *body, enum notes_kind kind,
                            const struct xml_source *source,
                            struct error *err) MUST_USE;

/* Appends the lines of the text, the language first. */
enum status body_read(struct body *body, struct buf *out,
                      const struct xml_source *source,
                      struct error *err) MUST_USE;
