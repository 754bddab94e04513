/*
 * Orders of the lists are tried depth first, each step keeping the spans that
 * can be reached from those before; an order that reaches nothing is given
 * up. With four lists there are at most 24.
 */
#include "lib/text/spans.h"

#include <stdlib.h>

struct search {
    const struct spans_rule *rule;
    const struct span_list *lists;
    size_t count;
    size_t order[SPANS_LISTS_MAX];
};

/* The first span that ends at a position or behind it. */
static size_t
first_ending(const struct span_list *spans, uint32_t position)
{
    size_t low = 0, high = spans->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (spans->list[middle].last < position)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The spans [*from, *to) of before that end near enough before a span. */
static void
find_before(const struct search *search, const struct span_list *before,
            const struct span *span, size_t *from, size_t *to)
{
    unsigned distance = search->rule->distance;

    *from = first_ending(before,
                         span->first < distance ? 0 : span->first - distance);
    *to = *from;
    while (*to < before->count && before->list[*to].last < span->first)
        (*to)++;
}

static bool
reach(const struct search *search, const struct span_list *before,
      const struct span_list *spans)
{
    bool any = false;

    for (size_t i = 0; i < spans->count; i++) {
        struct span *span = &spans->list[i];
        size_t from = 0, to = 0;

        span->reached = before == NULL;
        if (before != NULL)
            find_before(search, before, span, &from, &to);
        for (; from < to && !span->reached; from++)
            span->reached = before->list[from].reached;
        any |= span->reached;
    }
    return any;
}

/* Marks the spans that lead to the end of the order. */
static void
take_back(const struct search *search)
{
    const struct span_list *next = NULL;

    for (size_t step = search->count; step-- > 0;) {
        const struct span_list *spans = &search->lists[search->order[step]];

        for (size_t i = 0; i < spans->count; i++)
            spans->list[i].leads = next == NULL && spans->list[i].reached;
        for (size_t i = 0; next != NULL && i < next->count; i++) {
            size_t from = 0, to = 0;

            if (next->list[i].leads)
                find_before(search, spans, &next->list[i], &from, &to);
            for (; from < to; from++)
                spans->list[from].leads = spans->list[from].reached;
        }
        for (size_t i = 0; i < spans->count; i++)
            spans->list[i].taken |= spans->list[i].leads;
        next = spans;
    }
}

static bool
place(struct search *search, size_t step, unsigned used)
{
    const struct span_list *before =
        step == 0 ? NULL : &search->lists[search->order[step - 1]];
    bool found = false;

    if (step == search->count) {
        if (search->rule->all)
            take_back(search);
        return true;
    }
    for (size_t i = 0; i < search->count; i++) {
        if ((used & (1U << i)) != 0 || (search->rule->ordered && i != step))
            continue;
        search->order[step] = i;
        if (!reach(search, before, &search->lists[i]))
            continue;
        found |= place(search, step + 1, used | (1U << i));
        if (found && !search->rule->all)
            break;
    }
    return found;
}

bool
spans_match(const struct spans_rule *rule, const struct span_list *lists,
            size_t count)
{
    struct search search = {.rule = rule, .lists = lists, .count = count};

    return place(&search, 0, 0);
}

static int
by_place(const void *a, const void *b)
{
    const struct span *x = a, *y = b;

    if (x->last != y->last)
        return x->last < y->last ? -1 : 1;
    return x->first < y->first ? -1 : x->first > y->first;
}

void
spans_sort(struct span_list *spans)
{
    size_t kept = 0;

    if (spans->count > 1)
        qsort(spans->list, spans->count, sizeof *spans->list, by_place);
    for (size_t i = 0; i < spans->count; i++)
        if (kept == 0 || by_place(&spans->list[kept - 1], &spans->list[i]) != 0)
            spans->list[kept++] = spans->list[i];
    spans->count = kept;
}
