/*
 * Finding the resolutions that a text cites, and reading the citation that a
 * person typed.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/model/grammar.h"
#include "lib/model/resolution.h"

/* Where a text stands: resolves "of this assembly" and shared places. */
struct citation_context {
    const char *body;  /* of the resolution the text belongs to */
    const char *place; /* of its edition */
    unsigned year;
    const char *in; /* id put into each citation found */
};

/*
 * Appends the citations of text to *list, in its order. The body is the one
 * named before the number ("WTSA Resolution 1", "the Plenipotentiary
 * Conference adopted Resolution 170"), behind it, or once behind several
 * ("Resolution 71 (...) and Resolution 123 (...) of the Plenipotentiary
 * Conference"); else the one body that met at that place and year, or the
 * text's own when place and year are its own or "of this assembly" is said;
 * else unknown (id and body NULL).
 */
void citation_find(const struct grammar *grammar,
                   const struct citation_context *context, const char *text,
                   struct citation **list, size_t *count, struct arena *arena);

/* What a person typed: "59", "Res. 59 recognizing c)", "wtsa-59@2012/..." */
struct typed_ref {
    const char *body;  /* "wtsa" when none was named */
    bool is_body_said; /* by its name, or by place and year */
    unsigned number;
    unsigned year;    /* 0: the latest held */
    unsigned copy;    /* 0: not said */
    const char *part; /* as ids hold it: "recognizing.c", "recognizing",
                         "footnote.1"; "" for the whole */
};

/*
 * False when the text is no citation. Reads every spelling of an id, and
 * `59`, `wtsa 59`, `Res. 59`, `Resolution 59 (Rev. Dubai, 2012)`,
 * `59@2012`, `59/recognizing.c`, `Res. 59 recognizing c)`, and printed
 * citations, long or short.
 */
bool citation_parse_typed(struct typed_ref *out, const struct grammar *grammar,
                          const char *text, struct arena *arena);
