/*
 * Any bytes as one of the tables of knowledge: the first line names it. The
 * table is refused with a reason, or all that reads it works.
 */
#include "tests/fuzz/fuzz.h"

#include "lib/base/cleanup.h"
#include "lib/model/catalogue.h"
#include "lib/model/grammar.h"
#include "lib/text/concepts.h"
#include "lib/text/lexicon.h"
#include "lib/text/stem.h"
#include "lib/text/token.h"

#include <assert.h>
#include <string.h>

static const char sample[] =
    "to invite the Director of TSB, ITU-T and the ITU\xe2\x80\x91T "
    "Study Groups to develop what developing countries of ITUT need";

static const char *const headings[] = {
    "resolves to invite the Director of the Bureau and Member States",
    "recognizing further",
    "taking into account",
    "resolves to instruct TSAG, in collaboration with the Director of TSB,",
};

static void
use_lexicon(const struct lexicon *lexicon, struct arena *arena)
{
    CLEANUP(stemmer_freep) struct stemmer *stemmer = stemmer_new(lexicon);
    struct tokens tokens;

    tokens_find(&tokens, lexicon, sample, strlen(sample), arena);
    for (size_t i = 0; i < tokens.count; i++) {
        const struct token *token = &tokens.list[i];
        const char *stem = stemmer_stem(stemmer, token->norm);

        assert(token->start < token->end && token->end <= strlen(sample));
        assert(stem != NULL && *stem != '\0');
        lexicon_is_small(lexicon, token->norm);
    }
}

static void
check_refusal(enum status status, const struct error *err)
{
    assert(status == STATUS_BAD_DOCUMENT && err->code == status);
    assert(*err->text != '\0');
}

static void
use_concepts(const struct lexicon *lexicon, const struct tables *tables,
             struct arena *arena)
{
    CLEANUP(stemmer_freep) struct stemmer *stemmer = stemmer_new(lexicon);
    struct concepts *concepts = NULL;
    struct concept_hits hits;
    struct tokens tokens;
    struct error err = {0};
    enum status status = concepts_new(&concepts, tables, stemmer, &err);

    if (status != STATUS_OK) {
        check_refusal(status, &err);
        return;
    }
    tokens_find(&tokens, lexicon, sample, strlen(sample), arena);
    concepts_find(&hits, concepts, sample, &tokens, arena);
    for (size_t i = 0; i < hits.count; i++)
        assert(hits.list[i].count > 0 &&
               hits.list[i].pos + hits.list[i].count <= tokens.positions);
    concepts_free(concepts);
}

static void
use_grammar(const struct grammar *grammar, struct arena *arena)
{
    const char *const *slugs;
    const char *body;
    struct heading heading;
    unsigned year;
    size_t count;

    for (size_t i = 0; i < COUNT_OF(headings); i++)
        if (grammar_heading(&heading, grammar, headings[i], arena))
            assert((unsigned)heading.kind < KIND_COUNT &&
                   heading.verb != NULL && *heading.verb != '\0');
    assert(grammar_shorten(grammar, headings[0], arena) != NULL);
    slugs = grammar_addressees(grammar, &count);
    for (size_t i = 0; i < count; i++) {
        grammar_addressee_short(grammar, slugs[i]);
        assert(*slugs[i] != '\0');
    }
    slugs = grammar_bodies(grammar, &count);
    for (size_t i = 0; i < count; i++)
        assert(grammar_body_print(grammar, slugs[i]) != NULL);
    grammar_body(grammar, "WTSA-12");
    grammar_event(grammar, "WTSA-12", &body, &year);
    grammar_assembly_body(grammar, "Exampleville", 2026);
    grammar_assembly_place(grammar, "Exampelville", 2026);
}

/* The compiled-in tables with one of them replaced; false: no such table. */
static bool
tables_with(struct tables *out, const char *bytes, size_t len)
{
    const char *end = memchr(bytes, '\n', len);

    *out = *tables_builtin();
    for (size_t i = 0; end != NULL && i < out->count; i++) {
        struct table *table = &out->list[i];

        if (strlen(table->name) != (size_t)(end - bytes) ||
            memcmp(table->name, bytes, strlen(table->name)) != 0)
            continue;
        table->text = end + 1;
        table->len = len - (size_t)(end + 1 - bytes);
        return true;
    }
    return false;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    CLEANUP(arena_freep) struct arena *arena = arena_new();
    CLEANUP(lexicon_freep) struct lexicon *lexicon = NULL;
    CLEANUP(grammar_freep) struct grammar *grammar = NULL;
    CLEANUP(catalogue_freep) struct catalogue *catalogue = NULL;
    struct tables tables;
    struct error err = {0};
    enum status status;

    if (len == 0 || !tables_with(&tables, (const char *)bytes, len))
        return 0;
    status = lexicon_new(&lexicon, &tables, &err);
    if (status == STATUS_OK) {
        use_lexicon(lexicon, arena);
        use_concepts(lexicon, &tables, arena);
    } else {
        check_refusal(status, &err);
    }
    status = grammar_new(&grammar, &tables, &err);
    if (status == STATUS_OK)
        use_grammar(grammar, arena);
    else
        check_refusal(status, &err);
    status = catalogue_new(&catalogue, &tables, &err);
    if (status != STATUS_OK)
        check_refusal(status, &err);
    return 0;
}
