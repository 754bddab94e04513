/*
 * What `clause-index --check` says of a document: for people, and as JSON.
 */
#pragma once

#include "indexer/segment/segment.h"
#include "lib/base/buf.h"

/*
 * A line with counts and the outcome ("ok", "2 doubts", "not a resolution"),
 * and one for each finding. Safe on a terminal.
 */
void report_text(const struct segmented *segmented, const char *file,
                 struct buf *out);

/*
 * One object on one line: the resolution as `show` returns it, with
 * `findings`. For a text that was refused: id null, source and findings.
 */
void report_json(const struct segmented *segmented, const char *file,
                 struct buf *out);
