/*
 * A resolution, or a part of one, as text for people.
 */
#pragma once

#include "client/terminal.h"
#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/wire/resolution_json.h"

/*
 * The whole: title, history, headings with their clauses, footnotes, what it
 * cites and where it was read. A part: its citation, and its text.
 */
void show_text_put(struct buf *out, const struct show_result *result,
                   const struct terminal *terminal, struct arena *arena);
