/*
 * What queries are read with, shared by the fuzzers of them.
 */
#pragma once

#include "lib/query/query.h"

/* The word tables that are compiled in, read once and never freed. */
const struct query_context *fuzz_words(void);
