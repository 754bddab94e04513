/*
 * Raised text: an exponent, the mark of a footnote that was made by hand, or
 * the end of "1st". As plain digits it would make another number of what
 * stands before it: "10" and a raised 6 is no 106, nor "Resolution 5" with a
 * footnote 1 Resolution 51.
 */
#pragma once

#include "lib/base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Appends raised text to a line. Digits and signs become raised characters
 * behind a number or a unit ("m"), a footnote's mark (lib/model/extracted.h)
 * behind a word; all else stays as it is.
 */
void raised_put(struct buf *line, const char *text, size_t len);

/* Whether it may be the number of a footnote whose text the line is. */
bool raised_is_label(const char *text, size_t len);
