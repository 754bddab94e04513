/*
 * The findings of one document in the making.
 */
#pragma once

#include "indexer/segment/segment.h"

struct findings {
    struct arena *arena;
    struct finding *list;
    size_t count;
    size_t left_out; /* more than a report can hold */
};

void finding_add(struct findings *findings, enum finding_kind kind,
                 const char *code, unsigned line, const char *format, ...)
    PRINTF_LIKE(5, 6);

/* Puts them in the order of lines, those of the whole first, and says how
 * many were left out. */
void findings_finish(struct findings *findings);
