/*
 * A row of a JSONL file: a resolution as `show` returns it, or the minimal
 * {"id","title","text"}, which is a document of one clause.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/model/resolution.h"

enum { ROW_ID_MAX = 56 /* bytes of a minimal row's id */ };

/*
 * Reads one row; texts go into the arena. STATUS_BAD_DOCUMENT says what is
 * wrong with it. Whether ids fit what they name is the caller's to look at.
 */
enum status row_parse(struct resolution *out, const char *line, size_t len,
                      struct arena *arena, struct error *err) MUST_USE;
