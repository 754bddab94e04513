#include "lib/query/filter.h"

#include "lib/model/slug.h"
#include "lib/query/fault.h"
#include "lib/text/fold.h"
#include "lib/text/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { NUMBER_DIGITS_MOST = 6 };

struct reading {
    const struct query_context *context;
    const struct query *query;
    const struct lexeme *lexeme;
    struct query_fault *fault;
    const char *text; /* the value */
};

/* Values that are slugs already keep what slugs do not ("noting~2"). */
static const char *
slug_value(struct arena *arena, const char *text)
{
    const char *slug_bytes = "abcdefghijklmnopqrstuvwxyz0123456789-~";

    if (strspn(text, slug_bytes) == strlen(text))
        return text;
    return slug_make(arena, text);
}

static bool
is_number(const char *text, size_t len)
{
    return len > 0 && len <= NUMBER_DIGITS_MOST &&
           strspn(text, "0123456789") >= len;
}

/* The query with another text in the place of the filter. */
static const char *
repaired(const struct reading *reading, const char *repair)
{
    const char *text = reading->query->text;
    const struct lexeme *lexeme = reading->lexeme;

    return arena_printf(reading->context->arena, "%.*s%s%s", (int)lexeme->at,
                        text, repair, text + lexeme->at + lexeme->len);
}

/* "2012-2016" was meant as a range; NULL: it was not. */
static const char *
range_meant(const struct reading *reading)
{
    struct arena *arena = reading->context->arena;
    char *from = fold_typography(arena, reading->text, strlen(reading->text));
    char *dash = strchr(from, '-');

    if (dash == NULL || !is_number(from, (size_t)(dash - from)) ||
        !is_number(dash + 1, strlen(dash + 1)) ||
        strtol(from, NULL, 10) > strtol(dash + 1, NULL, 10))
        return NULL;
    *dash = '\0';
    return repaired(reading,
                    arena_printf(arena, "%s:%s..%s",
                                 field_specs[reading->lexeme->field].name, from,
                                 dash + 1));
}

static const char *
range_hint(const struct reading *reading)
{
    const struct field_spec *spec = &field_specs[reading->lexeme->field];

    return arena_printf(
        reading->context->arena, "a range is %s:%s..%s or %s:%s..", spec->name,
        spec->example, spec->example, spec->name, spec->example);
}

static bool
fail_number(const struct reading *reading)
{
    const struct field_spec *spec = &field_specs[reading->lexeme->field];

    *reading->fault = (struct query_fault){
        .kind = FAULT_UNKNOWN_VALUE,
        .at = reading->lexeme->at,
        .len = reading->lexeme->len,
        .field = spec->name,
        .value = reading->text,
        .message = arena_printf(reading->context->arena,
                                "%s: needs a number, as in %s:%s", spec->name,
                                spec->name, spec->example),
        .hint = range_hint(reading),
        .suggestion = range_meant(reading)};
    return false;
}

static bool
fail_range(const struct reading *reading)
{
    size_t at = reading->lexeme->at;

    *reading->fault = (struct query_fault){
        .kind = FAULT_BAD_RANGE,
        .at = at,
        .len = reading->lexeme->len,
        .field = field_specs[reading->lexeme->field].name,
        .value = reading->text,
        .message = arena_printf(
            reading->context->arena,
            "the range at column %zu needs whole numbers: %s",
            utf8_count(reading->query->text, at) + 1, reading->text),
        .hint = range_hint(reading)};
    return false;
}

/* "2016..2008": the two were meant the other way round. */
static bool
fail_reversed(const struct reading *reading, const struct node *node)
{
    struct arena *arena = reading->context->arena;
    const struct lexeme *lexeme = reading->lexeme;
    const char *text = reading->query->text;
    const char *repair =
        arena_printf(arena, "%s:%ld..%ld", field_specs[lexeme->field].name,
                     node->to, node->from);

    *reading->fault = (struct query_fault){
        .kind = FAULT_BAD_RANGE,
        .at = lexeme->at,
        .len = lexeme->len,
        .field = field_specs[lexeme->field].name,
        .value = reading->text,
        .message = arena_printf(
            arena, "the range at column %zu ends before it begins (%s). Try %s",
            utf8_count(text, lexeme->at) + 1, reading->text, repair),
        .suggestion = repaired(reading, repair)};
    return false;
}

static bool
read_range(const struct reading *reading, struct node *node, const char *dots)
{
    const char *to = dots + strlen("..");
    size_t from_len = (size_t)(dots - reading->text), to_len = strlen(to);

    if (from_len + to_len == 0 ||
        (from_len > 0 && !is_number(reading->text, from_len)) ||
        (to_len > 0 && !is_number(to, to_len)))
        return fail_range(reading);
    node->is_range = true;
    node->from = from_len == 0 ? -1 : strtol(reading->text, NULL, 10);
    node->to = to_len == 0 ? -1 : strtol(to, NULL, 10);
    if (node->from >= 0 && node->to >= 0 && node->from > node->to)
        return fail_reversed(reading, node);
    return true;
}

static void
add_value(const struct reading *reading, struct node *node, const char *value)
{
    *arena_push(reading->context->arena, node->values, node->value_count) =
        value;
}

static bool
read_number(const struct reading *reading, struct node *node)
{
    const char *dots = strstr(reading->text, "..");

    if (dots != NULL)
        return read_range(reading, node, dots);
    if (!is_number(reading->text, strlen(reading->text)))
        return fail_number(reading);
    add_value(reading, node,
              arena_printf(reading->context->arena, "%ld",
                           strtol(reading->text, NULL, 10)));
    return true;
}

static bool
read_slug(const struct reading *reading, struct node *node)
{
    const struct lexeme *lexeme = reading->lexeme;
    const char *value = slug_value(reading->context->arena, reading->text);

    if (*value == '\0') {
        fault_field_value(reading->fault, reading->context->arena,
                          lexeme->field, lexeme->at, lexeme->len);
        return false;
    }
    add_value(reading, node, value);
    return true;
}

/* Which resolution it is, the engine knows: it has the table of bodies. */
static bool
read_citation(const struct reading *reading, struct node *node)
{
    add_value(reading, node, reading->text);
    return true;
}

static bool
read_scope(const struct reading *reading, struct node *node)
{
    const struct field_spec *spec = &field_specs[FIELD_IN];

    node->kind = NODE_IN;
    if (node_scope_find(&node->scope,
                        slug_value(reading->context->arena, reading->text)))
        return true;
    *reading->fault = (struct query_fault){
        .kind = FAULT_UNKNOWN_VALUE,
        .at = reading->lexeme->at,
        .len = reading->lexeme->len,
        .field = spec->name,
        .value = reading->text,
        .message = "in: is title, heading, text or footnote",
        .hint = "it governs the word or the bracket behind it, as in "
                "in:title participation"};
    return false;
}

static bool (*const readers[])(const struct reading *, struct node *) = {
    [SHAPE_KEY] = read_slug,
    [SHAPE_NUMBER] = read_number,
    [SHAPE_CITATION] = read_citation,
    [SHAPE_SCOPE] = read_scope,
};

struct node *
filter_read(const struct query_context *context, const struct query *query,
            const struct lexeme *field, struct query_fault *fault)
{
    struct node *node = arena_make(context->arena, struct node);
    struct reading reading = {context, query, field, fault,
                              arena_strndup(context->arena,
                                            query->text + field->value,
                                            field->value_len)};

    *node = (struct node){.kind = NODE_FILTER,
                          .at = field->at,
                          .len = field->len,
                          .field = field->field};
    if (reading.text[strspn(reading.text, " ")] == '\0') {
        fault_field_value(fault, context->arena, field->field, field->at,
                          field->len);
        return NULL;
    }
    return readers[field_specs[field->field].shape](&reading, node) ? node
                                                                    : NULL;
}
