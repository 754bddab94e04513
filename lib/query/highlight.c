/*
 * The parts of a query that have a place in a text are collected once, each
 * with the fields that it is looked for in.
 */
#include "lib/query/highlight.h"

#include "lib/query/marks.h"

#include <string.h>

struct light {
    const struct node *node;
    enum query_scope scope;
};

struct highlighter {
    struct light *lights;
    size_t count;
    const struct query_context *context;
    struct marks marks; /* of the text that was looked at last */
};

static void
collect(struct highlighter *lighter, const struct node *node,
        enum query_scope scope)
{
    switch (node->kind) {
    case NODE_NOT:
        return;
    case NODE_TERM:
    case NODE_PATTERN:
    case NODE_NEAR:
        *arena_push(lighter->context->arena, lighter->lights, lighter->count) =
            (struct light){node, scope};
        return;
    case NODE_IN:
        scope = node->scope;
        break;
    default:
        break;
    }
    for (size_t i = 0; i < node->child_count; i++)
        collect(lighter, node->children[i], scope);
}

struct highlighter *
highlighter_new(const struct query *query, const struct query_context *context)
{
    struct highlighter *lighter =
        arena_make(context->arena, struct highlighter);

    lighter->context = context;
    if (query->root != NULL)
        collect(lighter, query->root, SCOPE_DEFAULT);
    return lighter;
}

/* Whether what is asked for in a scope is looked for in a field. */
static bool
is_looked_at(enum query_scope scope, enum field field)
{
    switch (scope) {
    case SCOPE_TITLE:
        return field == FIELD_TITLE;
    case SCOPE_HEADING:
        return field == FIELD_HEADING;
    case SCOPE_TEXT:
    case SCOPE_FOOTNOTE:
        return field == FIELD_TEXT;
    default:
        return field == FIELD_TEXT || field == FIELD_HEADING;
    }
}

static const struct marks *
mark_text(struct highlighter *lighter, enum field field, const char *text)
{
    struct marks *marks = &lighter->marks;

    marks_see(marks, lighter->context, text);
    for (size_t i = 0; i < lighter->count; i++)
        if (is_looked_at(lighter->lights[i].scope, field))
            marks_put(marks, lighter->lights[i].node);
    return marks;
}

void
highlight_find_free(struct highlighter *lighter, const struct query *query,
                    const char *text, bool *has)
{
    struct marks *marks = &lighter->marks;

    if (marks->text != text)
        marks_see(marks, lighter->context, text);
    for (size_t i = 0; i < query->free_count; i++)
        has[i] = has[i] || marks_mean(marks, query->free_words[i]);
    for (size_t i = 0; i < query->free_count; i++)
        for (size_t pos = 0; pos < marks->tokens.positions && !has[i]; pos++)
            has[i] = marks_has(marks, query->free_words[i], pos);
}

/* The bytes of a position: of its first token, which is a name if any. */
static size_t
position_start(const struct marks *marked, size_t pos)
{
    return marked->tokens.list[marked->first[pos]].start;
}

static size_t
position_end(const struct marks *marked, size_t pos)
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
cut_range(struct segments *out, const struct marks *marked, struct arena *arena,
          const size_t range[4])
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
highlight_whole(struct segments *out, struct highlighter *lighter,
                enum field field, const char *text)
{
    const struct marks *marked = mark_text(lighter, field, text);

    *out = (struct segments){0};
    cut_range(out, marked, lighter->context->arena,
              (size_t[]){0, strlen(text), 0, marked->tokens.positions});
}

/* Which positions a long text shows: those round its matches. */
static bool *
choose_shown(const struct marks *marked, struct arena *arena)
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
highlight_windows(struct segments *out, struct highlighter *lighter,
                  enum field field, const char *text)
{
    struct arena *arena = lighter->context->arena;
    const struct marks *marked = mark_text(lighter, field, text);
    size_t positions = marked->tokens.positions, last = 0;
    const bool *shown;

    *out = (struct segments){0};
    if (positions <= HIGHLIGHT_WORDS_MAX) {
        cut_range(out, marked, arena,
                  (size_t[]){0, strlen(text), 0, positions});
        return;
    }
    shown = choose_shown(marked, arena);
    for (size_t pos = 0; pos < positions; pos = last) {
        for (last = pos; last < positions && shown[last] == shown[pos];)
            last++;
        if (!shown[pos]) {
            add_segment(out, arena, "\u2026 ", strlen("\u2026 "), false);
            continue;
        }
        cut_range(out, marked, arena,
                  (size_t[]){pos == 0 ? 0 : position_start(marked, pos),
                             last == positions ? strlen(text)
                                               : position_start(marked, last),
                             pos, last});
    }
}
