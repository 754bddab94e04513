/*
 * From clauses to what the store indexes: the terms of each field, with
 * positions, and the unit's bytes.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/model/grammar.h"
#include "lib/model/resolution.h"
#include "lib/store/writer.h"
#include "lib/text/concepts.h"
#include "lib/text/lexicon.h"
#include "lib/text/stem.h"

struct document_maker {
    const struct lexicon *lexicon;
    struct stemmer *stemmer;
    const struct concepts *concepts;
    const struct grammar *grammar;
    struct arena *arena; /* reset between resolutions by the caller */
};

/* The edition's place among those held. */
struct document_place {
    bool latest;
    const char *superseded_by; /* id of the latest, or NULL */
};

/*
 * Adds the resolution's own row, then its clauses and footnotes in the
 * order of the text.
 */
enum status document_add_all(struct writer *writer,
                             const struct document_maker *maker,
                             const struct resolution *resolution,
                             const struct document_place *place,
                             struct error *err) MUST_USE;
