/*
 * A unit is what a search finds: a clause or a footnote with all that a hit
 * shows of it, so that a hit needs no second look-up. The store keeps its
 * bytes beside the terms.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/model/resolution.h"

struct unit {
    const char *id;
    const char *cite;       /* the short citation */
    const char *resolution; /* "wtsa-59" */
    unsigned edition;       /* 2012 */
    const char *title;
    enum clause_kind kind;
    const char *section; /* slug */
    const char *heading; /* "" for a footnote */
    const char *verb;
    const char **to;
    size_t to_count;
    const char *label;
    const char *superseded_by; /* the later edition's id, or NULL */
    const char *text;
    const char *file;
    unsigned line, page, paragraph;
};

void unit_encode(const struct unit *unit, struct buf *out);

/* Texts are copied into the arena. STATUS_STORE when damaged. */
enum status unit_decode(struct unit *out, const void *bytes, size_t len,
                        struct arena *arena, struct error *err) MUST_USE;
