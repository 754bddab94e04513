/*
 * The automatic numbers of a DOCX (word/numbering.xml): which label the next
 * paragraph of a list has. Paragraphs are asked for in their order.
 */
#pragma once

#include "indexer/extract/styles.h"
#include "indexer/extract/xml.h"
#include "lib/base/arena.h"
#include "lib/base/buf.h"

struct numbering;

/* No lists at all; they live in the arena. */
struct numbering *numbering_new(struct arena *arena);

enum status numbering_read(struct numbering *numbering,
                           const struct xml_source *source,
                           struct error *err) MUST_USE;

/*
 * Counts the paragraph and appends its label and what stands between that and
 * the text: a TAB or a space. Nothing when the list has no labels or is not
 * there. A level of -1 is the one that names the style, else the first.
 */
void numbering_next(struct numbering *numbering, const struct styles *styles,
                    const struct styles_found *paragraph, struct buf *out);
