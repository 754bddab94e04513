/*
 * similar: clauses like one that is named, or like a text. Its weightiest
 * words are asked as an OR. The same clause elsewhere (another edition,
 * another body) would fill the first page: such twins are listed apart.
 */
#include "lib/engine/likeness.h"
#include "lib/engine/lower.h"
#include "lib/engine/reading.h"
#include "lib/engine/search.h"
#include "lib/engine/show_part.h"

#include <stdlib.h>
#include <string.h>

#define TWINS_OVERLAP 0.9
enum { TWINS_LOOKED_AT = 200 };

struct similar {
    struct search search;
    struct show show; /* what was named; its name is NULL for a text */
    const char **own; /* ids of the units named */
    size_t own_count;
    struct likeness likeness;
    struct similar_result result;
    const char **twins; /* ids */
    size_t twin_count;
};

static struct arena *
arena_of(const struct similar *similar)
{
    return similar->search.context->arena;
}

static void
take_unit(struct similar *similar, struct buf *text, const char *id,
          const char *of)
{
    *arena_push(arena_of(similar), similar->own, similar->own_count) = id;
    buf_put_text(text, of);
    buf_put_byte(text, '\n');
}

/* The text of the clauses and footnotes that are named. */
static const char *
text_of(struct similar *similar)
{
    const struct show_result *shown = &similar->show.result;
    const struct resolution *held = &shown->resolution;
    struct buf text = {0};
    const char *out;

    for (size_t i = 0; i < held->section_count; i++)
        for (size_t j = 0; j < held->sections[i].clause_count; j++) {
            const struct clause *clause = &held->sections[i].clauses[j];

            take_unit(similar, &text, clause->id, clause->text);
        }
    for (size_t i = 0; i < held->footnote_count; i++)
        take_unit(similar, &text, held->footnotes[i].id,
                  held->footnotes[i].text);
    if (text.len == 0)
        buf_put_text(&text, held->title);
    similar->result.id = shown->focus != NULL ? shown->focus : held->id;
    similar->result.cite = shown->cite;
    out = arena_strdup(arena_of(similar), buf_text(&text));
    buf_deinit(&text);
    return out;
}

/* What reads as a citation must be held; all else is a text. */
static bool
read_source(struct similar *similar, struct reply_error *error)
{
    struct context *context = similar->search.context;
    const char *text = similar->search.asked->q;
    struct typed_ref ref;

    similar->show = (struct show){.context = context, .error = error};
    if (strncmp(text, RESOLUTION_DOC_PREFIX, strlen(RESOLUTION_DOC_PREFIX)) ==
            0 ||
        citation_parse_typed(&ref, context->library->grammar, text,
                             context->arena)) {
        if (!show_find(&similar->show, text))
            return false;
        text = text_of(similar);
    }
    likeness_read(&similar->likeness, context->library, text, context->arena);
    return true;
}

/* The words as a query over texts. */
static void
make_query(struct similar *similar, struct like_word *words, size_t count)
{
    struct arena *arena = arena_of(similar);
    struct node *any = arena_make(arena, struct node);
    struct node *in = arena_make(arena, struct node);

    any->kind = NODE_OR;
    for (size_t i = 0; i < count; i++) {
        struct node *word = arena_make(arena, struct node);

        word->kind = NODE_TERM;
        word->at = words[i].at;
        word->len = words[i].len;
        word->words = &words[i].stem;
        word->spelled = &words[i].spelled;
        word->word_count = 1;
        *arena_push(arena, any->children, any->child_count) = word;
    }
    in->kind = NODE_IN;
    in->scope = SCOPE_TEXT;
    *arena_push(arena, in->children, in->child_count) = any;
    similar->search.query =
        (struct query){.text = similar->likeness.text, .root = in};
}

static enum status
choose_words(struct similar *similar)
{
    struct arena *arena = arena_of(similar);
    struct similar_result *result = &similar->result;
    struct like_word *words;
    size_t count;
    enum status status = likeness_choose(&words, &count, &similar->likeness,
                                         similar->search.context->library,
                                         arena, &similar->search.err);

    if (status != STATUS_OK)
        return status;
    make_query(similar, words, count);
    for (size_t i = 0; i < count; i++)
        *arena_push(arena, result->terms, result->term_count) =
            (struct similar_term){
                arena_strndup(arena, similar->likeness.text + words[i].at,
                              words[i].len),
                words[i].weight};
    if (count == 0)
        query_note(&similar->search.query, arena,
                   "no word of it, small ones apart, stands in a text held");
    return STATUS_OK;
}

static int
by_overlap(const void *a, const void *b)
{
    const struct similar_twin *x = a, *y = b;

    if (x->overlap != y->overlap)
        return x->overlap < y->overlap ? 1 : -1;
    return strcmp(x->id, y->id);
}

static void
take_twins(struct similar *similar, struct similar_twin *twins, size_t count)
{
    struct similar_result *result = &similar->result;

    if (count > 1)
        qsort(twins, count, sizeof *twins, by_overlap);
    for (size_t i = 0; i < count; i++)
        *arena_push(arena_of(similar), similar->twins, similar->twin_count) =
            twins[i].id;
    result->twins = twins;
    result->twins_total = count;
    result->twin_count =
        count < SIMILAR_TWINS_MOST ? count : SIMILAR_TWINS_MOST;
}

static const struct plan *
plan_two(struct arena *arena, enum plan_kind kind, const struct plan *a,
         const struct plan *b)
{
    struct plan *plan = arena_make(arena, struct plan);

    plan->kind = kind;
    *arena_push(arena, plan->children, plan->child_count) = a;
    *arena_push(arena, plan->children, plan->child_count) = b;
    return plan;
}

static const struct plan *
plan_key(struct arena *arena, const char *prefix, const char *value)
{
    struct plan *plan = arena_make(arena, struct plan);

    plan->kind = PLAN_TERM;
    plan->term = arena_printf(arena, "%s%s", prefix, value);
    return plan;
}

static const struct plan *
without(struct similar *similar, const struct plan *plan,
        const char *const *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        plan = plan_two(arena_of(similar), PLAN_NOT, plan,
                        plan_key(arena_of(similar), INDEX_ID_PREFIX, ids[i]));
    return plan;
}

/* Without the editions of the resolution that was named. */
static const struct plan *
without_own(struct similar *similar, const struct plan *plan)
{
    struct arena *arena = arena_of(similar);
    const struct typed_ref *ref = &similar->show.ref;

    if (similar->show.name == NULL || similar->search.request->own ||
        strcmp(ref->body, RESOLUTION_DOC) == 0)
        return plan;
    return plan_two(
        arena, PLAN_NOT, plan,
        plan_two(arena, PLAN_AND,
                 plan_key(arena, field_specs[FIELD_BODY].prefix, ref->body),
                 plan_key(arena, field_specs[FIELD_RES].prefix,
                          arena_printf(arena, "%u", ref->number))));
}

/* Twins stand among the best of all editions: they have all the words. */
static enum status
find_twins(struct similar *similar)
{
    struct search *search = &similar->search;
    struct arena *arena = arena_of(similar);
    struct query query = search->query;
    struct store_ask ask = {.limit = TWINS_LOOKED_AT};
    struct similar_twin *twins = NULL;
    struct store_hits found;
    size_t count = 0;
    enum status status;

    query.edition = EDITION_ALL;
    ask.plan = without(similar, lower_units(&query, NULL, arena), similar->own,
                       similar->own_count);
    status = store_search(search->context->library->store, &ask, arena, &found,
                          &search->err);
    for (size_t i = 0; status == STATUS_OK && i < found.count; i++) {
        struct likeness likeness;
        struct unit unit;
        double overlap;

        status = unit_decode(&unit, found.list[i].data, found.list[i].len,
                             arena, &search->err);
        if (status != STATUS_OK)
            break;
        likeness_read(&likeness, search->context->library, unit.text, arena);
        overlap = likeness_overlap(&likeness, &similar->likeness);
        if (overlap >= TWINS_OVERLAP)
            *arena_push(arena, twins, count) =
                (struct similar_twin){unit.id, unit.cite, overlap};
    }
    if (status == STATUS_OK)
        take_twins(similar, twins, count);
    return status;
}

static enum status
run(struct similar *similar)
{
    struct search *search = &similar->search;
    struct lower_rows *rows = search_rows(search);
    const struct plan *plan =
        lower_units(&search->query, rows, arena_of(similar));
    struct store_ask ask = {.offset = search->offset,
                            .limit = (size_t)search->asked->limit,
                            .row_count = rows == NULL ? 0 : rows->count};
    struct store_hits found;
    enum status status;

    plan = without_own(similar, plan);
    plan = without(similar, plan, similar->own, similar->own_count);
    ask.plan = without(similar, plan, similar->twins, similar->twin_count);
    status = store_search(search->context->library->store, &ask,
                          arena_of(similar), &found, &search->err);
    if (status != STATUS_OK)
        return status;
    search->result.total = found.total;
    status = search_take(search, &found, rows);
    return status == STATUS_OK ? search_scope(search) : status;
}

bool
similar_answer(struct context *context, const struct request *request,
               struct buf *out, struct reply_error *error)
{
    struct similar similar = {.search = {.context = context,
                                         .request = request,
                                         .asked = &request->search,
                                         .text = ""}};
    struct search *search = &similar.search;

    if (context->library == NULL)
        return context_fail(error, &context->trouble);
    search->offset = (size_t)request->search.offset;
    if (!read_source(&similar, error))
        return false;
    search->words = reading_context(context, true);
    if (choose_words(&similar) != STATUS_OK ||
        find_twins(&similar) != STATUS_OK)
        return context_fail(error, &search->err);
    if (!search_complete(search, error))
        return false;
    search->lighter = highlighter_new(&search->query, &search->words);
    if (run(&similar) != STATUS_OK)
        return context_fail(error, &search->err);
    search->result.similar = &similar.result;
    search_put(search, out);
    return true;
}
