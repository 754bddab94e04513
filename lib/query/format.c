/*
 * Brackets stand only where the tree needs them, so the text is no deeper
 * than the one it came from. Words that side by side would be read as one
 * name ("itu", "t") are parted by more than a space.
 */
#include "lib/query/format.h"

#include "lib/base/cleanup.h"
#include "lib/text/token.h"

#include <stdio.h>
#include <string.h>

struct printer {
    struct buf *out;
    const struct lexicon *lexicon;
    const char *gap; /* to be put before what comes next */
    /* Where the last words of the run at hand begin, the newest first. */
    size_t starts[LEXICON_NAME_WORDS_MAX];
    size_t words; /* so many are known */
};

static const char SPACE[] = " ";

static void put_node(struct printer *printer, const struct node *node);

/* Whether the last words are no longer as many as were put. */
static bool
is_fused(const struct printer *printer)
{
    CLEANUP(arena_freep) struct arena *arena = arena_new();
    size_t from = printer->starts[printer->words - 1];
    struct tokens tokens;

    tokens_find(&tokens, printer->lexicon, printer->out->data + from,
                printer->out->len - from, arena);
    return tokens.positions < printer->words;
}

static void
remember_word(struct printer *printer)
{
    if (printer->words < LEXICON_NAME_WORDS_MAX)
        printer->words++;
    memmove(printer->starts + 1, printer->starts,
            (printer->words - 1) * sizeof *printer->starts);
    printer->starts[0] = printer->out->len;
}

/* A word behind another; apart parts them where between does not. */
static void
put_word(struct printer *printer, const char *between, const char *apart,
         const char *word)
{
    size_t at = printer->out->len;

    buf_put_text(printer->out, between);
    remember_word(printer);
    buf_put_text(printer->out, word);
    if (printer->words < 2 || !is_fused(printer))
        return;
    printer->out->len = at;
    buf_put_text(printer->out, apart);
    printer->starts[0] = printer->out->len;
    buf_put_text(printer->out, word);
}

/* What is no word, and parts the words on both of its sides. */
static void
put_text(struct printer *printer, const char *text)
{
    buf_put_text(printer->out, printer->gap);
    printer->gap = "";
    buf_put_text(printer->out, text);
    printer->words = 0;
}

static void
put_exact(struct printer *printer, const struct node *term)
{
    put_text(printer, "\"");
    for (size_t i = 0; i < term->word_count; i++)
        put_word(printer, i == 0 ? "" : " ", ", ", term->spelled[i]);
    put_text(printer, "\"");
}

/* A word, or several joined by dashes. */
static void
put_words(struct printer *printer, const struct node *term)
{
    if (strcmp(printer->gap, SPACE) != 0)
        put_text(printer, "");
    for (size_t i = 0; i < term->word_count; i++)
        if (i == 0)
            put_word(printer, printer->gap, ", ", term->spelled[i]);
        else
            put_word(printer, "-", "--", term->spelled[i]);
    printer->gap = "";
}

static void
put_range(struct printer *printer, const struct node *filter)
{
    if (filter->from >= 0)
        buf_printf(printer->out, "%ld", filter->from);
    buf_put_text(printer->out, "..");
    if (filter->to >= 0)
        buf_printf(printer->out, "%ld", filter->to);
}

static bool
is_bare(const char *value)
{
    return strspn(value, "abcdefghijklmnopqrstuvwxyz0123456789-~@.") ==
           strlen(value);
}

static void
put_value(struct printer *printer, const struct node *filter, const char *value)
{
    const char *quote = is_bare(value) ? "" : "\"";

    put_text(printer, field_specs[filter->field].name);
    put_text(printer, ":");
    if (filter->is_range)
        put_range(printer, filter);
    else
        buf_printf(printer->out, "%s%s%s", quote, value, quote);
}

static void
put_filter(struct printer *printer, const struct node *filter)
{
    bool many = !filter->is_range && filter->value_count > 1;

    if (!many) {
        put_value(printer, filter, filter->is_range ? "" : filter->values[0]);
        return;
    }
    for (size_t i = 0; i < filter->value_count; i++) {
        put_text(printer, i == 0 ? "(" : " OR ");
        put_value(printer, filter, filter->values[i]);
    }
    put_text(printer, ")");
}

/* A child, in brackets when it binds less tightly than what it stands in. */
static void
put_child(struct printer *printer, const struct node *parent,
          const struct node *child)
{
    bool looser = child->kind == NODE_OR || child->kind == NODE_AND;
    bool brackets = false;

    switch (parent->kind) {
    case NODE_AND:
        brackets = child->kind == NODE_OR;
        break;
    case NODE_NOT:
        brackets = looser || child->kind == NODE_NOT;
        break;
    case NODE_NEAR:
        brackets = looser;
        break;
    case NODE_IN:
        brackets = looser || child->kind == NODE_NOT ||
                   child->kind == NODE_NEAR || child->kind == NODE_IN;
        break;
    default:
        break;
    }
    if (brackets)
        put_text(printer, "(");
    put_node(printer, child);
    if (brackets)
        put_text(printer, ")");
}

static void
put_list(struct printer *printer, const struct node *node, const char *between)
{
    for (size_t i = 0; i < node->child_count; i++) {
        printer->gap = i == 0 ? printer->gap : between;
        put_child(printer, node, node->children[i]);
    }
}

static bool
means(const struct node *node, const struct concept *concept)
{
    for (size_t i = 0; i < node->concept_count; i++)
        if (node->concepts[i] == concept)
            return true;
    return false;
}

/* The words from a child on that share a concept, if it begins there. */
static void
put_name(struct printer *printer, const struct node *any, size_t from,
         const struct concept *concept)
{
    size_t end = from;

    if (from > 0 && means(any->children[from - 1], concept))
        return;
    while (end < any->child_count && means(any->children[end], concept))
        end++;
    for (size_t i = from; end - from > 1 && i < end; i++) {
        printer->gap = i == from ? " OR " : SPACE;
        put_words(printer, any->children[i]);
    }
}

/* The names of several words that match: any took apart: an alternative each,
 * because words joined by OR are no name. */
static void
put_names(struct printer *printer, const struct node *any)
{
    for (size_t i = 0; i < any->child_count; i++)
        for (size_t j = 0; j < any->children[i]->concept_count; j++)
            if (any->children[i]->free)
                put_name(printer, any, i, any->children[i]->concepts[j]);
}

static void
put_near(struct printer *printer, const struct node *near)
{
    char between[sizeof " NEAR/99 "];

    snprintf(between, sizeof between, near->ordered ? " ADJ/%u " : " NEAR/%u ",
             near->distance % 100);
    put_list(printer, near, between);
}

static void
put_pattern(struct printer *printer, const struct node *pattern)
{
    put_text(printer, pattern->pattern);
    if (pattern->edits > 0)
        buf_printf(printer->out, "~%u", pattern->edits);
}

static void
put_node(struct printer *printer, const struct node *node)
{
    switch (node->kind) {
    case NODE_TERM:
        if (node->exact)
            put_exact(printer, node);
        else
            put_words(printer, node);
        return;
    case NODE_PATTERN:
        put_pattern(printer, node);
        return;
    case NODE_FILTER:
        put_filter(printer, node);
        return;
    case NODE_AND:
        put_list(printer, node, SPACE);
        return;
    case NODE_OR:
        put_list(printer, node, " OR ");
        put_names(printer, node);
        return;
    case NODE_NEAR:
        put_near(printer, node);
        return;
    case NODE_NOT:
        put_text(printer, "-");
        put_child(printer, node, node->children[0]);
        return;
    case NODE_IN:
        put_text(printer, "in:");
        put_text(printer, node_scope_name(node->scope));
        put_text(printer, " ");
        put_child(printer, node, node->children[0]);
        return;
    }
}

void
format_node(const struct node *node, const struct lexicon *lexicon,
            struct buf *out)
{
    struct printer printer = {.out = out, .gap = "", .lexicon = lexicon};

    put_node(&printer, node);
}

static void
put_edition(const struct query *query, struct buf *out)
{
    const char *gap = query->root == NULL ? "" : " ";

    if (query->edition == EDITION_YEAR)
        buf_printf(out, "%sedition:%04u", gap, query->edition_year);
    else
        buf_printf(out, "%sedition:%s", gap,
                   query->edition == EDITION_ALL ? "all" : FIELD_LATEST);
}

void
format_query(const struct query *query, const struct lexicon *lexicon,
             struct buf *out)
{
    bool brackets = query->edition_is_said && query->root != NULL &&
                    query->root->kind == NODE_OR;

    buf_put_text(out, brackets ? "(" : "");
    if (query->root != NULL)
        format_node(query->root, lexicon, out);
    buf_put_text(out, brackets ? ")" : "");
    if (query->edition_is_said)
        put_edition(query, out);
}
