/*
 * Slug rule v1, frozen: the same text gives the same id for ever. Nothing
 * here may be read from a table.
 *
 * Lower case, NFKC; dashes and slashes become '-'; other punctuation and the
 * articles a, an, the are dropped; the Directors' names are shortened
 * (director-tsb, director-br, director-bdt); words are joined by '-'. At
 * most SLUG_MAX bytes: a longer slug is cut at a word and ends in '-' and
 * the first 6 hex digits of the SHA-256 of the uncut one.
 */
#pragma once

#include "lib/base/arena.h"

enum { SLUG_MAX = 80 };

char *slug_make(struct arena *arena, const char *text);

/* A label as ids hold it: lower case, without brackets: "b)bis" -> "bbis". */
char *slug_label(struct arena *arena, const char *label);
