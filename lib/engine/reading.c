#include "lib/engine/reading.h"

#include "lib/engine/faults.h"
#include "lib/query/expand.h"

#include <stdlib.h>
#include <string.h>

struct words_of_index {
    struct store *store;
    struct error err;
};

static bool
list_terms(void *data, const char *prefix, struct arena *arena,
           const char ***terms, size_t *count)
{
    struct words_of_index *words = data;

    return store_terms(words->store, prefix, arena, terms, count,
                       &words->err) == STATUS_OK;
}

struct query_context
reading_context(const struct context *context, bool any)
{
    const struct library *library = context->library;

    return (struct query_context){.lexicon = library->lexicon,
                                  .stemmer = library->stemmer,
                                  .arena = context->arena,
                                  .any = any,
                                  .limits = context->limits,
                                  .concepts = library->concepts};
}

bool
reading_parse(struct query *out, const struct context *context,
              const struct query_context *words, const char *text,
              struct reply_error *error)
{
    struct words_of_index index = {.store = context->library->store};
    struct term_source source = {&index, list_terms};
    struct query_fault fault;

    if (!query_parse(out, text, strlen(text), words, &fault))
        return fault_reply(error, &fault, text);
    switch (expand_query(out, words, &source, &fault)) {
    case EXPAND_FAULT:
        return fault_reply(error, &fault, text);
    case EXPAND_FAILED:
        return context_fail(error, &index.err);
    case EXPAND_DONE:
        break;
    }
    return true;
}

void
reading_edition(struct query *query, const char *edition)
{
    if (edition == NULL || query->edition_is_said)
        return;
    if (strcmp(edition, "all") == 0)
        query->edition = EDITION_ALL;
    if (strspn(edition, "0123456789") == 4) {
        query->edition = EDITION_YEAR;
        query->edition_year = (unsigned)strtoul(edition, NULL, 10);
    }
}
