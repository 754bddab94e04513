/*
 * What the indexer keeps in an index beside its documents, and the engine
 * reads: keys and the records under them (lib/base/record.h).
 */
#pragma once

/* The packed tables (lib/base/tables.h) the index was made with. */
#define INDEX_KEY_TABLES "tables"

/* The files and folders that the index was made from. */
#define INDEX_KEY_PATHS "paths"

/* "edition/wtsa-59@2012": the resolution (lib/model/resolution_codec.h). */
#define INDEX_KEY_EDITION "edition/"

/* "held/wtsa-59": the ids of the editions held, oldest first. */
#define INDEX_KEY_HELD "held/"

/*
 * "counts/latest", "counts/all", "counts/2012": resolutions, clauses,
 * footnotes that a search of that edition looks at.
 */
#define INDEX_KEY_COUNTS "counts/"

/* The value of FIELD_KIND on a resolution's own row, and of FIELD_TO on an
 * operative clause that names nobody. */
#define INDEX_KIND_RESOLUTION "resolution"
#define INDEX_TO_NONE         "none"

/* Before a unit's id: a key term of its own for each unit. */
#define INDEX_ID_PREFIX "Q"

/* The prefix before the key fields of a resolution's own row, so that
 * filters on clauses never see it. */
#define INDEX_ROW_PREFIX "R"
