/*
 * From the lines of a document to a resolution.
 *
 * Nothing is dropped and nothing guessed: a line that fits nowhere, a gap in
 * a sequence of labels, a heading that no table knows become findings of the
 * report, and their text stays in the resolution.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/model/grammar.h"
#include "lib/model/resolution.h"

enum finding_kind {
    FINDING_NOTE,  /* worth knowing: an edition named but not held */
    FINDING_DOUBT, /* a person should look: unknown heading, gap */
    FINDING_ERROR, /* the text cannot be indexed as a resolution */
};

struct finding {
    enum finding_kind kind;
    const char *code;               /* "unknown_heading", "label_gap": stable */
    unsigned line, page, paragraph; /* of the source; all 0: the whole */
    char *text;                     /* a sentence */
};

/* A document as it was read. */
struct source_text {
    const char *file; /* the name shown in reports and kept */
    const char *bytes;
    size_t len;
    const char *sha256; /* of the file, in hex; NULL: bytes are all of it */
};

struct segmented {
    struct resolution resolution;
    struct finding *findings; /* in the order of lines */
    size_t finding_count;
};

/*
 * Segments a text (lib/text/decode.h: of any charset).
 * STATUS_BAD_DOCUMENT when no resolution can be seen
 * in it; the findings then say why as well.
 */
enum status segment_text(struct segmented *out, const struct grammar *grammar,
                         const struct source_text *text, struct arena *arena,
                         struct error *err) MUST_USE;

/*
 * The same for the bytes that clause-extract made of a document
 * (lib/model/extracted.h). Its styles are believed first, and the look of a
 * line where they say nothing; clauses have pages or paragraphs for lines.
 */
enum status segment_extracted(struct segmented *out,
                              const struct grammar *grammar,
                              const struct source_text *text,
                              struct arena *arena, struct error *err) MUST_USE;
