/*
 * Terms are matched position by position over the tokens of a text. A name
 * and its parts stand at one position, so a term may match either.
 */
#include "lib/query/highlight.h"

#include "lib/text/token.h"

#include <string.h>

struct highlighter {
    const struct node **terms;
    size_t term_count;
    const struct query_context *context;
};

/* A text with what is known of its words. */
struct marked {
    const char *text;
    struct tokens tokens;
    const char **stems; /* of each token */
    size_t *first;      /* token at which each position begins */
    bool *matched;      /* of each position */
    bool *joined;       /* the match goes on into the next position */
};

static void
collect_terms(struct highlighter *lighter, const struct node *node)
{
    if (node->kind == NODE_NOT)
        return;
    if (node->kind == NODE_TERM)
        *arena_push(lighter->context->arena, lighter->terms,
                    lighter->term_count) = node;
    for (size_t i = 0; i < node->child_count; i++)
        collect_terms(lighter, node->children[i]);
}

struct highlighter *
highlighter_new(const struct query *query, const struct query_context *context)
{
    struct highlighter *lighter =
        arena_make(context->arena, struct highlighter);

    lighter->context = context;
    if (query->root != NULL)
        collect_terms(lighter, query->root);
    return lighter;
}

static bool
position_has(const struct marked *marked, size_t pos, const char *word,
             bool exact)
{
    for (size_t i = marked->first[pos]; i < marked->first[pos + 1]; i++) {
        const char *seen =
            exact ? marked->tokens.list[i].norm : marked->stems[i];

        if (strcmp(seen, word) == 0)
            return true;
    }
    return false;
}

/* Whether the words of a term stand at pos and behind it. */
static bool
term_is_at(const struct marked *marked, const struct node *term, size_t pos)
{
    if (pos + term->word_count > marked->tokens.positions)
        return false;
    for (size_t i = 0; i < term->word_count; i++)
        if (!position_has(marked, pos + i, term->words[i], term->exact))
            return false;
    return true;
}

static void
mark_term(struct marked *marked, const struct node *term)
{
    for (size_t pos = 0; pos < marked->tokens.positions; pos++) {
        if (!term_is_at(marked, term, pos))
            continue;
        for (size_t i = 0; i < term->word_count; i++) {
            marked->matched[pos + i] = true;
            if (i + 1 < term->word_count)
                marked->joined[pos + i] = true;
        }
    }
}

static void
see_text(struct marked *marked, const struct highlighter *lighter,
         const char *text)
{
    struct arena *arena = lighter->context->arena;
    struct tokens *tokens = &marked->tokens;
    size_t positions;

    marked->text = text;
    tokens_find(tokens, lighter->context->lexicon, text, strlen(text), arena);
    positions = tokens->positions;
    marked->stems = arena_alloc(arena, tokens->count * sizeof(char *));
    marked->first = arena_alloc(arena, (positions + 1) * sizeof(size_t));
    marked->matched = arena_alloc(arena, positions + 1);
    marked->joined = arena_alloc(arena, positions + 1);
    marked->first[positions] = tokens->count;
    for (size_t i = tokens->count; i-- > 0;) {
        marked->first[tokens->list[i].pos] = i;
        marked->stems[i] =
            arena_strdup(arena, stemmer_stem(lighter->context->stemmer,
                                             tokens->list[i].norm));
    }
}

static void
mark_text(struct marked *marked, const struct highlighter *lighter,
          const char *text)
{
    see_text(marked, lighter, text);
    for (size_t i = 0; i < lighter->term_count; i++)
        mark_term(marked, lighter->terms[i]);
}

void
highlight_find_free(const struct highlighter *lighter,
                    const struct query *query, const char *text, bool *has)
{
    struct marked marked;

    see_text(&marked, lighter, text);
    for (size_t i = 0; i < query->free_count; i++)
        for (size_t pos = 0; pos < marked.tokens.positions && !has[i]; pos++)
            has[i] = term_is_at(&marked, query->free_words[i], pos);
}

/* The bytes of a position: of its first token, which is a name if any. */
static size_t
position_start(const struct marked *marked, size_t pos)
{
    return marked->tokens.list[marked->first[pos]].start;
}

static size_t
position_end(const struct marked *marked, size_t pos)
{
    return marked->tokens.list[marked->first[pos]].end;
}

static void
add_segment(struct segments *out, struct arena *arena, const char *text,
            size_t len, bool match)
{
    if (len == 0)
        return;
    *arena_push(arena, out->list, out->count) =
        (struct segment){text, len, match};
}

/* Segments for the bytes [from, to), the positions [pos, last) in them. */
static void
cut_range(struct segments *out, const struct marked *marked,
          struct arena *arena, const size_t range[4])
{
    size_t at = range[0];

    for (size_t pos = range[2]; pos < range[3]; pos++) {
        size_t last = pos;

        if (!marked->matched[pos])
            continue;
        while (last + 1 < range[3] && marked->joined[last])
            last++;
        add_segment(out, arena, marked->text + at,
                    position_start(marked, pos) - at, false);
        at = position_end(marked, last);
        add_segment(out, arena, marked->text + position_start(marked, pos),
                    at - position_start(marked, pos), true);
        pos = last;
    }
    add_segment(out, arena, marked->text + at, range[1] - at, false);
}

void
highlight_whole(struct segments *out, const struct highlighter *lighter,
                const char *text)
{
    struct marked marked;

    *out = (struct segments){0};
    mark_text(&marked, lighter, text);
    cut_range(out, &marked, lighter->context->arena,
              (size_t[]){0, strlen(text), 0, marked.tokens.positions});
}

/* Which positions a long text shows: those round its matches. */
static bool *
choose_shown(const struct marked *marked, struct arena *arena)
{
    size_t positions = marked->tokens.positions, shown_count = 0;
    bool *shown = arena_alloc(arena, positions + 1);

    for (size_t pos = 0; pos < positions; pos++) {
        size_t from =
            pos < HIGHLIGHT_WORDS_ROUND ? 0 : pos - HIGHLIGHT_WORDS_ROUND;

        if (!marked->matched[pos])
            continue;
        for (size_t i = from; i <= pos + HIGHLIGHT_WORDS_ROUND; i++) {
            if (i >= positions || shown_count == HIGHLIGHT_WORDS_SHOWN)
                break;
            shown_count += !shown[i];
            shown[i] = true;
        }
    }
    for (size_t i = 0; shown_count == 0 && i < HIGHLIGHT_WORDS_MAX; i++)
        shown[i] = true; /* matched elsewhere: show how it begins */
    return shown;
}

void
highlight_windows(struct segments *out, const struct highlighter *lighter,
                  const char *text)
{
    struct arena *arena = lighter->context->arena;
    struct marked marked;
    size_t positions, last = 0;
    const bool *shown;

    *out = (struct segments){0};
    mark_text(&marked, lighter, text);
    positions = marked.tokens.positions;
    if (positions <= HIGHLIGHT_WORDS_MAX) {
        cut_range(out, &marked, arena,
                  (size_t[]){0, strlen(text), 0, positions});
        return;
    }
    shown = choose_shown(&marked, arena);
    for (size_t pos = 0; pos < positions; pos = last) {
        for (last = pos; last < positions && shown[last] == shown[pos];)
            last++;
        if (!shown[pos]) {
            add_segment(out, arena, "\u2026 ", strlen("\u2026 "), false);
            continue;
        }
        cut_range(out, &marked, arena,
                  (size_t[]){pos == 0 ? 0 : position_start(&marked, pos),
                             last == positions ? strlen(text)
                                               : position_start(&marked, last),
                             pos, last});
    }
}
