/*
 * What tests of queries share: the built-in word tables, and a tree printed
 * as text.
 */
#pragma once

#include "lib/base/buf.h"
#include "lib/query/query.h"

struct query_fixture {
    struct arena *arena;
    struct lexicon *lexicon;
    struct stemmer *stemmer;
    struct concepts *concepts;
    struct query_context context;
};

void query_fixture_open(struct query_fixture *fixture);
void query_fixture_close(struct query_fixture *fixture);

/*
 * (and support "developing countries" =exact kind:operative (not x)); free
 * words end in '+', small ones in '.'.
 */
const char *query_fixture_dump(struct query_fixture *fixture,
                               const struct query *query);
