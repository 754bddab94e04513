#include "lib/model/resolution.h"

#include <stdio.h>
#include <string.h>

static const char *const kind_names[] = {
    [KIND_PREAMBLE] = "preamble", [KIND_OPERATIVE] = "operative",
    [KIND_ANNEX] = "annex",       [KIND_OTHER] = "other",
    [KIND_FOOTNOTE] = "footnote",
};

_Static_assert(sizeof kind_names / sizeof *kind_names == KIND_COUNT,
               "every kind has a name");

const char *
kind_name(enum clause_kind kind)
{
    return kind_names[kind];
}

bool
kind_find(enum clause_kind *out, const char *name)
{
    for (int i = 0; i < KIND_COUNT; i++) {
        if (strcmp(kind_names[i], name) == 0) {
            *out = (enum clause_kind)i;
            return true;
        }
    }
    return false;
}

bool
resolution_is_doc(const struct resolution *resolution)
{
    return strcmp(resolution->body, RESOLUTION_DOC) == 0;
}

bool
resolution_same(const struct resolution *a, const struct resolution *b)
{
    if (strcmp(a->body, b->body) != 0 || a->number != b->number)
        return false;
    return !resolution_is_doc(a) || strcmp(a->id, b->id) == 0;
}

void
resolution_name(const struct resolution *resolution,
                char name[RESOLUTION_NAME_MAX])
{
    if (resolution_is_doc(resolution))
        snprintf(name, RESOLUTION_NAME_MAX, "%s", resolution->id);
    else
        snprintf(name, RESOLUTION_NAME_MAX, "%.40s-%u", resolution->body,
                 resolution->number);
}

static int
compare_numbers(unsigned a, unsigned b)
{
    return (a > b) - (a < b);
}

int
resolution_compare(const struct resolution *a, const struct resolution *b)
{
    int order = strcmp(a->body, b->body);

    if (order == 0)
        order = compare_numbers(a->number, b->number);
    if (order == 0)
        order = compare_numbers(a->year, b->year);
    if (order == 0)
        order = compare_numbers(a->copy, b->copy);
    if (order == 0 && resolution_is_doc(a))
        order = strcmp(a->id, b->id);
    return order;
}

size_t
resolution_clause_count(const struct resolution *resolution)
{
    size_t count = 0;

    for (size_t i = 0; i < resolution->section_count; i++)
        count += resolution->sections[i].clause_count;
    return count;
}
