#include "tests/fuzz/fuzz_words.h"

#include <stdlib.h>

const struct query_context *
fuzz_words(void)
{
    static struct query_context context;
    static struct lexicon *lexicon;
    static struct concepts *concepts;

    if (lexicon != NULL)
        return &context;
    if (lexicon_new(&lexicon, tables_builtin(), NULL) != STATUS_OK)
        abort();
    context.lexicon = lexicon;
    context.stemmer = stemmer_new(lexicon);
    if (concepts_new(&concepts, tables_builtin(), context.stemmer, NULL) !=
        STATUS_OK)
        abort();
    context.concepts = concepts;
    return &context;
}
