#include "client/search_more.h"

#include <stdio.h>

enum {
    READING_INDENT = 9,
    TEXT_INDENT = 3,
    FACET_INDENT = 4,
    WHY_INDENT = 20,
    WHY_FIELD = 9,
    WHY_MAX = 64
};

static void
put_citation(struct wrap *wrap, const struct typed_citation *citation)
{
    wrap_paragraph(wrap, "", 0, citation->cite, true);
    wrap_paragraph(wrap, "   ", TEXT_INDENT, citation->text, false);
    buf_put_byte(wrap->out, '\n');
}

/* "By the words: participation 4.2, ..." */
static void
put_terms(struct wrap *wrap, const struct similar_result *similar)
{
    char number[40];

    if (similar->cite != NULL)
        wrap_paragraph(wrap, "Like ", TEXT_INDENT, similar->cite, false);
    wrap_begin(wrap, "By the words: ", TEXT_INDENT);
    for (size_t i = 0; i < similar->term_count; i++) {
        wrap_put_text(wrap, i == 0 ? "" : ", ");
        wrap_put_text(wrap, similar->terms[i].word);
        wrap_put_space(wrap);
        snprintf(number, sizeof number, "%.1f", similar->terms[i].weight);
        wrap_put_text(wrap, number);
    }
    if (similar->term_count == 0)
        wrap_put_text(wrap, "none");
    wrap_end(wrap);
    buf_put_byte(wrap->out, '\n');
}

void
search_more_put_twins(struct wrap *wrap, const struct similar_result *similar)
{
    char number[80];

    if (similar == NULL || similar->twins_total == 0)
        return;
    snprintf(number, sizeof number, "The same words, left out above (%zu):\n",
             similar->twins_total);
    buf_put_text(wrap->out, number);
    for (size_t i = 0; i < similar->twin_count; i++)
        wrap_paragraph(wrap, "   ", TEXT_INDENT, similar->twins[i].cite, false);
    if (similar->twin_count < similar->twins_total)
        buf_put_text(wrap->out, "   ...\n");
    buf_put_byte(wrap->out, '\n');
}

void
search_more_put_head(struct wrap *wrap, const struct search_result *result)
{
    if (result->reading != NULL) {
        wrap_paragraph(wrap, "Read as: ", READING_INDENT, result->reading,
                       false);
        buf_put_byte(wrap->out, '\n');
    }
    if (result->similar != NULL)
        put_terms(wrap, result->similar);
    if (result->citation != NULL)
        put_citation(wrap, result->citation);
}

static void
put_facet(struct wrap *wrap, const struct facet *facet)
{
    char number[40];

    wrap_begin(wrap, "", FACET_INDENT);
    wrap_put_text(wrap, facet->name);
    wrap_put_text(wrap, ": ");
    for (size_t i = 0; i < facet->count; i++) {
        wrap_put_text(wrap, i == 0 ? "" : " | ");
        wrap_put_text(wrap, facet->list[i].value);
        wrap_put_space(wrap);
        snprintf(number, sizeof number, "%ld", facet->list[i].count);
        wrap_put_text(wrap, number);
    }
    if (facet->count == 0)
        wrap_put_text(wrap, "none");
    if (facet->left_out > 0) {
        snprintf(number, sizeof number, " | and %ld more", facet->left_out);
        wrap_put_text(wrap, number);
    }
    wrap_end(wrap);
}

void
search_more_put_facets(struct wrap *wrap, const struct search_result *result)
{
    for (size_t i = 0; i < result->facet_count; i++)
        put_facet(wrap, &result->facets[i]);
}

void
search_more_put_suggestion(struct wrap *wrap,
                           const struct search_result *result)
{
    char counts[40];

    if (result->suggestion == NULL)
        return;
    snprintf(counts, sizeof counts, "   (%ld clause%s)",
             result->suggestion_total,
             result->suggestion_total == 1 ? "" : "s");
    wrap_begin(wrap, "Did you mean: ", TEXT_INDENT);
    wrap_put_text(wrap, result->suggestion);
    wrap_put_text(wrap, counts);
    wrap_end(wrap);
}

/* "   1.234  text     participation" */
void
search_more_put_why(struct wrap *wrap, unsigned indent,
                    const struct search_hit *hit)
{
    char lead[WHY_MAX];

    for (size_t i = 0; i < hit->why_count; i++) {
        const struct hit_part *part = &hit->why[i];

        snprintf(lead, sizeof lead, "%*s%9.3f  %-7.7s  ", (int)indent, "",
                 part->weight, part->field);
        wrap_begin(wrap, lead, indent + WHY_INDENT);
        wrap_put_text(wrap, part->what);
        if (part->concept)
            wrap_put_text(wrap, " (by another name)");
        wrap_end(wrap);
    }
    if (hit->why_count == 0)
        return;
    snprintf(lead, sizeof lead, "%*s%9.3f  ", (int)indent, "", hit->score);
    wrap_paragraph(wrap, lead, indent + WHY_INDENT - WHY_FIELD, "in all",
                   false);
}
