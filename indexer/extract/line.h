/*
 * The lines of clause-extract as they come to be, and how much text a
 * document may have.
 */
#pragma once

#include "lib/base/buf.h"
#include "lib/model/style.h"

#include <stddef.h>

enum { LINE_TEXT_MAX = 16 * 1024 * 1024, LINE_PAGES_MAX = 2000 };

/* Appends a line, without the spaces at its ends; nothing when nothing is
 * left. The text is as extracted_put_text makes it. */
void line_put(struct buf *out, enum style style, unsigned page,
              const char *text, size_t len);

/* A footnote's line: its label, a TAB, its text. */
void line_put_note(struct buf *out, unsigned page, const char *label,
                   const char *text, size_t len);

/* The text of one line with its TABs as spaces: a cell, a note. */
void line_put_flat(struct buf *out, const char *text, size_t len);
