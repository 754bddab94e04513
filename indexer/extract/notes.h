/*
 * The footnotes and endnotes of a DOCX by their ids, and how their marks are
 * numbered. The texts are read by body.c, which knows what text is.
 */
#pragma once

#include "indexer/extract/number.h"
#include "indexer/extract/xml.h"
#include "lib/base/arena.h"

#include <stddef.h>

enum notes_kind { NOTES_FOOT, NOTES_END, NOTES_KINDS };

struct notes_one {
    long id;
    const char *text; /* as it may stand in a line */
};

struct notes {
    struct notes_one *list;
    size_t count;
    enum number_format format;
    long next; /* the number of the next mark */
};

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
