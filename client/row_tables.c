/*
 * The rows of each command. Columns are called as members of the result are;
 * `text`, `file`, `line`, `page` and `paragraph` are there for every clause.
 */
#include "client/rows.h"
#include "lib/base/cleanup.h"

static const struct row_list hit_lists[] = {
    {.path = {"hits"}},
    {.path = {"near"}, .apart = true},
};

static const struct column hit_columns[] = {
    {.name = "id", .shown = IN_TABLE},
    {.name = "cite", .shown = IN_TABLE | IN_MD},
    {.name = "resolution", .shown = IN_TABLE},
    {.name = "edition", .shown = IN_TABLE},
    {.name = "title", .shown = IN_TABLE},
    {.name = "kind", .shown = IN_TABLE},
    {.name = "section", .shown = IN_TABLE},
    {.name = "heading", .shown = IN_TABLE},
    {.name = "verb", .shown = IN_TABLE},
    {.name = "to", .shown = IN_TABLE},
    {.name = "label", .shown = IN_TABLE},
    {.name = "text",
     .path = {"segments"},
     .joined = true,
     .shown = IN_TABLE | IN_MD},
    {.name = "superseded_by", .shown = IN_TABLE},
    {.name = "score", .shown = IN_TABLE},
    {.name = "file", .path = {"source", "file"}, .shown = IN_TABLE},
    {.name = "line", .path = {"source", "line"}, .shown = IN_TABLE},
    {.name = "page", .path = {"source", "page"}},
    {.name = "paragraph", .path = {"source", "paragraph"}},
    {.name = "source"},
    {.name = "segments"},
    {.name = "heading_segments"},
    {.name = "more"},
    {.name = "missing"},
    {.name = "why"},
};

const struct row_table rows_hits = {
    .lists = hit_lists,
    .list_count = COUNT_OF(hit_lists),
    .columns = hit_columns,
    .column_count = COUNT_OF(hit_columns),
};

static const struct row_list part_lists[] = {
    {.path = {"sections", "clauses"}},
    {.path = {"footnotes"}, .fixed_name = "kind", .fixed_value = "footnote"},
};

static const struct column part_columns[] = {
    {.name = "id", .shown = IN_TABLE},
    {.name = "resolution",
     .path = {"id"},
     .of = COLUMN_OF_RESULT,
     .shown = IN_TABLE},
    {.name = "title", .of = COLUMN_OF_RESULT, .shown = IN_TABLE},
    {.name = "kind", .of = COLUMN_OF_GROUP, .shown = IN_TABLE},
    {.name = "section",
     .path = {"slug"},
     .of = COLUMN_OF_GROUP,
     .shown = IN_TABLE},
    {.name = "heading", .of = COLUMN_OF_GROUP, .shown = IN_TABLE | IN_MD},
    {.name = "verb", .of = COLUMN_OF_GROUP, .shown = IN_TABLE},
    {.name = "to", .of = COLUMN_OF_GROUP, .shown = IN_TABLE},
    {.name = "label", .shown = IN_TABLE | IN_MD},
    {.name = "text", .shown = IN_TABLE | IN_MD},
    {.name = "cites", .shown = IN_TABLE},
    {.name = "anchor", .shown = IN_TABLE},
    {.name = "file",
     .path = {"source", "file"},
     .of = COLUMN_OF_RESULT,
     .shown = IN_TABLE},
    {.name = "line", .path = {"source", "line"}, .shown = IN_TABLE},
    {.name = "page", .path = {"source", "page"}},
    {.name = "paragraph", .path = {"source", "paragraph"}},
};

const struct row_table rows_parts = {
    .lists = part_lists,
    .list_count = COUNT_OF(part_lists),
    .columns = part_columns,
    .column_count = COUNT_OF(part_columns),
    .partial = true,
};

static const struct row_list ref_lists[] = {
    {.path = {"cites"}, .fixed_name = "direction", .fixed_value = "cites"},
    {.path = {"cited_by"},
     .fixed_name = "direction",
     .fixed_value = "cited_by"},
};

static const struct column ref_columns[] = {
    {.name = "direction", .shown = IN_TABLE | IN_MD},
    {.name = "id", .shown = IN_TABLE},
    {.name = "cite", .shown = IN_TABLE | IN_MD},
    {.name = "text", .shown = IN_TABLE | IN_MD},
    {.name = "cited", .path = {"target", "id"}, .shown = IN_TABLE | IN_MD},
    {.name = "state", .path = {"target", "state"}, .shown = IN_TABLE | IN_MD},
    {.name = "held", .path = {"target", "held"}, .shown = IN_TABLE},
    {.name = "superseded_by",
     .path = {"target", "superseded_by"},
     .shown = IN_TABLE},
    {.name = "title", .path = {"target", "title"}, .shown = IN_TABLE},
    {.name = "times", .shown = IN_TABLE},
    {.name = "file", .path = {"source", "file"}, .shown = IN_TABLE},
    {.name = "line", .path = {"source", "line"}, .shown = IN_TABLE},
    {.name = "page", .path = {"source", "page"}},
    {.name = "paragraph", .path = {"source", "paragraph"}},
    {.name = "source"},
    {.name = "target"},
    {.name = "also"},
};

const struct row_table rows_refs = {
    .lists = ref_lists,
    .list_count = COUNT_OF(ref_lists),
    .columns = ref_columns,
    .column_count = COUNT_OF(ref_columns),
    .partial = true,
};

static const struct row_list held_lists[] = {
    {.path = {"held"}, .fixed_name = "held", .fixed_value = "yes"},
    {.path = {"known_not_held"},
     .fixed_name = "held",
     .fixed_value = "no",
     .without_ids = true},
};

static const struct column held_columns[] = {
    {.name = "id", .shown = IN_TABLE | IN_MD},
    {.name = "held", .shown = IN_TABLE | IN_MD},
    {.name = "cite", .shown = IN_TABLE},
    {.name = "title", .shown = IN_TABLE},
    {.name = "status", .shown = IN_TABLE | IN_MD},
    {.name = "superseded_by", .shown = IN_TABLE | IN_MD},
    {.name = "clauses", .shown = IN_TABLE},
    {.name = "footnotes", .shown = IN_TABLE},
    {.name = "where", .shown = IN_TABLE},
    {.name = "text", .shown = IN_TABLE},
    {.name = "named_in", .shown = IN_TABLE | IN_MD},
    {.name = "times", .shown = IN_TABLE},
    {.name = "file", .path = {"source", "file"}, .shown = IN_TABLE},
    {.name = "line", .path = {"source", "line"}, .shown = IN_TABLE},
    {.name = "catalogue"},
};

const struct row_table rows_held = {
    .lists = held_lists,
    .list_count = COUNT_OF(held_lists),
    .columns = held_columns,
    .column_count = COUNT_OF(held_columns),
    .partial = true,
};

static const struct row_list count_lists[] = {
    {.path = {"facets", ""}},
};

static const struct column count_columns[] = {
    {.name = "field", .of = COLUMN_GROUP_KEY, .shown = IN_TABLE | IN_MD},
    {.name = "value", .of = COLUMN_KEY, .shown = IN_TABLE | IN_MD},
    {.name = "count", .of = COLUMN_ITSELF, .shown = IN_TABLE | IN_MD},
};

const struct row_table rows_counts = {
    .lists = count_lists,
    .list_count = COUNT_OF(count_lists),
    .columns = count_columns,
    .column_count = COUNT_OF(count_columns),
    .partial = true,
    .no_objects = true,
};

static const struct row_list completion_lists[] = {
    {.path = {"completions"}, .without_ids = true},
};

static const struct column completion_columns[] = {
    {.name = "text", .shown = IN_TABLE | IN_MD},
    {.name = "kind", .shown = IN_TABLE | IN_MD},
    {.name = "count", .shown = IN_TABLE | IN_MD},
    {.name = "label", .shown = IN_TABLE | IN_MD},
    {.name = "at", .shown = IN_TABLE},
    {.name = "len", .shown = IN_TABLE},
    {.name = "unit"},
};

const struct row_table rows_completions = {
    .lists = completion_lists,
    .list_count = COUNT_OF(completion_lists),
    .columns = completion_columns,
    .column_count = COUNT_OF(completion_columns),
};
