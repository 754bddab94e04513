/*
 * Which of the six languages a document is in. Only English is understood:
 * headings, verbs and addressees of the others stand in no table.
 */
#pragma once

#include "indexer/segment/segment_lines.h"

/*
 * "en", "fr", "es", "ru", "ar" or "zh": by its letters or its small words;
 * where they do not say, by the hint (NULL: none), else "en".
 */
const char *language_find(const struct lines *lines, const char *hint);

/* What "en-GB" or the letter of a file's name ("E") names, or NULL. */
const char *language_named(const char *name);

/* "French" */
const char *language_print(const char *language);

bool language_is_understood(const char *language);
