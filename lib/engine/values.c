#include "lib/engine/values.h"

#include "lib/base/buf.h"
#include "lib/base/nearest.h"
#include "lib/engine/namesake.h"
#include "lib/model/citation.h"
#include "lib/model/slug.h"
#include "lib/text/fold.h"
#include "lib/text/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { NUMBER_DIGITS_MOST = 6 };

struct check {
    struct context *context;
    struct query *query;
    struct reply_error *error;
    const struct node *filter;
};

/* The names that the tables give a field; none for most. */
static const char *const *
known_names(const struct check *check, size_t *count)
{
    const char **kinds;
    const struct grammar *grammar = check->context->library->grammar;

    *count = 0;
    switch (check->filter->field) {
    case FIELD_KIND:
        kinds = arena_alloc(check->context->arena, KIND_COUNT * sizeof *kinds);
        for (int i = 0; i < KIND_COUNT; i++)
            kinds[i] = kind_name((enum clause_kind)i);
        *count = KIND_COUNT;
        return kinds;
    case FIELD_SECTION:
        return grammar_sections(grammar, count);
    case FIELD_VERB:
        return grammar_verbs(grammar, count);
    case FIELD_TO:
        return grammar_addressees(grammar, count);
    case FIELD_BODY:
        return grammar_bodies(grammar, count);
    case FIELD_PLACE:
        return grammar_places(grammar, count);
    default:
        return NULL;
    }
}

static bool
is_among(const char *value, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], value) == 0)
            return true;
    return false;
}

/* The slug that a name stands for ("WTSA", "member states"), which in a
 * query's text is a slug itself ("director-tdb"); or NULL. */
static const char *
alias_of(const struct check *check, const char *value)
{
    static const char *(*const finders[FIELD_COUNT])(const struct grammar *,
                                                     const char *) = {
        [FIELD_TO] = grammar_addressee,
        [FIELD_BODY] = grammar_body,
    };
    const struct grammar *grammar = check->context->library->grammar;
    char *spaced = arena_strdup(check->context->arena, value);
    const char *slug;

    if (finders[check->filter->field] == NULL)
        return NULL;
    for (char *at = spaced; *at != '\0'; at++)
        if (*at == '-')
            *at = ' ';
    slug = finders[check->filter->field](grammar, value);
    return slug != NULL ? slug : finders[check->filter->field](grammar, spaced);
}

/* The nearest value among those of the tables and of the index. */
static const char *
nearest_value(const struct check *check, const char *value)
{
    struct context *context = check->context;
    const char **held = NULL;
    size_t known_count, held_count = 0;
    const char *const *known = known_names(check, &known_count);
    const char *near = nearest_name(value, known, known_count);

    if (near != NULL || check->filter->field == FIELD_KIND)
        return near;
    if (store_terms(context->library->store,
                    field_specs[check->filter->field].prefix, context->arena,
                    &held, &held_count, NULL) != STATUS_OK)
        return NULL;
    return nearest_name(value, held, held_count);
}

/* What the field is; where no value is near, how to see those that there are
 * (the kinds are all in the help). */
static const char *
hint(const struct check *check, const char *near)
{
    const struct field_spec *spec = &field_specs[check->filter->field];

    if (near != NULL || spec->shape != SHAPE_KEY ||
        check->filter->field == FIELD_KIND)
        return spec->help;
    return arena_printf(check->context->arena, "%s; suggest \"%s:\" lists them",
                        spec->help, spec->name);
}

/* The value as it was typed; in quotes, or a parameter, it is as it is. */
static const char *
typed_value(const struct check *check, const char *value)
{
    const struct node *filter = check->filter;
    const char *text = check->query->text;
    size_t skip = filter->at + strlen(field_specs[filter->field].name) + 1;
    size_t end = filter->at + filter->len, at = skip;

    if (end <= skip || fold_is_quote(utf8_next(text, end, &at)))
        return value;
    return arena_strndup(check->context->arena, text + skip, end - skip);
}

/* The query with "kind:preamble,operative" told apart by OR; NULL when its
 * parts are no values either. */
static const char *
told_apart(const struct check *check, const char *typed)
{
    struct arena *arena = check->context->arena;
    const struct node *filter = check->filter;
    const char *text = check->query->text, *list = "";
    size_t count;
    const char *const *known = known_names(check, &count);

    if (filter->len == 0 || strchr(typed, ',') == NULL)
        return NULL;
    while (*typed != '\0') {
        size_t len = strcspn(typed, ",");
        const char *part = arena_strndup(arena, typed, len);

        if (!is_among(part, known, count))
            return NULL;
        list =
            arena_printf(arena, "%s%s%s:%s", list, *list == '\0' ? "" : " OR ",
                         field_specs[filter->field].name, part);
        typed += len;
        typed += *typed == ',';
    }
    list = arena_printf(arena, "%.*s(%s)%s", (int)filter->at, text, list,
                        text + filter->at + filter->len);
    return strlen(list) < REPLY_TEXT_MAX ? list : NULL;
}

static bool
fail_value(const struct check *check, const char *value)
{
    const struct field_spec *spec = &field_specs[check->filter->field];
    struct reply_error *error = check->error;
    const char *text = check->query->text;
    const struct node *filter = check->filter;
    const char *near = nearest_value(check, value);
    const char *typed = typed_value(check, value);

    reply_error_set(error, REPLY_UNKNOWN_VALUE, "no %s is called \"%.100s\"",
                    spec->noun, typed);
    if (filter->len > 0) { /* it stands in the query text */
        reply_error_number(error, "at", (long)utf8_count(text, filter->at));
        reply_error_number(error, "len",
                           (long)utf8_count(text + filter->at, filter->len));
        reply_error_text(error, "unit", "code_points");
    }
    reply_error_text(error, "field", spec->name);
    reply_error_text(error, "value", typed);
    reply_error_text(error, "did_you_mean", near);
    reply_error_text(error, "hint", hint(check, near));
    reply_error_text(error, "suggestion", told_apart(check, typed));
    return false;
}

/* Numbers of a filter; those of the text have been read by the parser. */
static bool
check_number(const struct check *check, const char **value)
{
    size_t digits = strspn(*value, "0123456789");

    if (digits == 0 || digits > NUMBER_DIGITS_MOST || (*value)[digits] != '\0')
        return fail_value(check, *value);
    *value =
        arena_printf(check->context->arena, "%ld", strtol(*value, NULL, 10));
    return true;
}

/* A resolution that is cited, as the index has it: "pp-170", or one of its
 * editions, "pp-170@2010". */
static bool
check_citation(const struct check *check, const char **value)
{
    struct context *context = check->context;
    struct namesake namesake;
    struct typed_ref ref;
    const char *name;

    if (!citation_parse_typed(&ref, context->library->grammar, *value,
                              context->arena))
        return fail_value(check, *value);
    name = arena_printf(context->arena, "%s-%u", ref.body, ref.number);
    if (ref.year != 0) /* only what cites that edition */
        name = arena_printf(context->arena, "%s@%u", name, ref.year);
    if (strcmp(name, *value) != 0)
        query_note(check->query, context->arena, "cites:%s read as cites:%s",
                   *value, name);
    *value = name;
    if (namesake_find(&namesake, context, ref.body, ref.number))
        query_note(check->query, context->arena, "%s", namesake.sentence);
    return true;
}

/* Whether the name is one of the parts that dashes join ("tsb" of
 * "director-tsb"). */
static bool
has_part(const char *value, const char *part)
{
    size_t len = strlen(part);

    for (const char *at = value; (at = strstr(at, part)) != NULL; at++)
        if ((at == value || at[-1] == '-') &&
            (at[len] == '\0' || at[len] == '-'))
            return true;
    return false;
}

/* A name of the tables that nothing held has: which ones hold it as a part. */
static void
note_unused(const struct check *check, const char *value)
{
    struct arena *arena = check->context->arena;
    const struct field_spec *spec = &field_specs[check->filter->field];
    struct store *store = check->context->library->store;
    const char *term = arena_printf(arena, "%s%s", spec->prefix, value);
    const char **held = NULL;
    size_t count = 0, uses;
    struct buf others = {0};

    if (store_count(store, term, &uses, NULL) != STATUS_OK || uses > 0 ||
        store_terms(store, spec->prefix, arena, &held, &count, NULL) !=
            STATUS_OK)
        return;
    for (size_t i = 0; i < count; i++)
        if (has_part(held[i], value))
            buf_printf(&others, "%s%s:%s",
                       others.len == 0 ? "; there is " : ", ", spec->name,
                       held[i]);
    query_note(check->query, arena, "nothing held has %s:%s%s", spec->name,
               value, buf_text(&others));
    buf_deinit(&others);
}

static bool
check_value(const struct check *check, const char **value)
{
    struct context *context = check->context;
    const struct field_spec *spec = &field_specs[check->filter->field];
    size_t known_count, uses = 0;
    const char *const *known = known_names(check, &known_count);
    const char *alias;

    if (check->filter->field == FIELD_PLACE ||
        check->filter->field == FIELD_LANG) /* "Dubai", as documents write */
        *value = slug_make(context->arena, *value);
    if (spec->shape == SHAPE_NUMBER)
        return check_number(check, value);
    if (spec->shape == SHAPE_CITATION)
        return check_citation(check, value);
    if (is_among(*value, known, known_count)) {
        note_unused(check, *value);
        return true;
    }
    if (check->filter->field == FIELD_TO && strcmp(*value, INDEX_TO_NONE) == 0)
        return true;
    if (check->filter->field == FIELD_KIND)
        return fail_value(check, *value);
    if (store_count(
            context->library->store,
            arena_printf(context->arena, "%s%.200s", spec->prefix, *value),
            &uses, NULL) == STATUS_OK &&
        uses > 0)
        return true;
    alias = alias_of(check, *value);
    if (alias == NULL)
        return fail_value(check, *value);
    query_note(check->query, context->arena, "%s:%s read as %s:%s", spec->name,
               *value, spec->name, alias);
    *value = alias;
    return true;
}

static bool
check_node(struct check *check, const struct node *node)
{
    if (node->kind == NODE_FILTER) {
        check->filter = node;
        for (size_t i = 0; i < node->value_count; i++)
            if (!check_value(check, &node->values[i]))
                return false;
    }
    for (size_t i = 0; i < node->child_count; i++)
        if (!check_node(check, node->children[i]))
            return false;
    return true;
}

bool
values_check(struct context *context, struct query *query,
             struct reply_error *error)
{
    struct check check = {context, query, error, NULL};

    return query->root == NULL || check_node(&check, query->root);
}

/* Names have a few words; the longest is tried first. */
void
values_speaks_to(const struct context *context, struct query *query)
{
    enum { NAME_WORDS_MOST = 6 };
    struct arena *arena = context->arena;

    for (size_t i = 0; i < query->free_count; i++) {
        size_t last = i + NAME_WORDS_MOST;

        last = last < query->free_count ? last : query->free_count;
        for (; last > i; last--) {
            const struct node *a = query->free_words[i];
            const struct node *b = query->free_words[last - 1];
            const char *to =
                grammar_addressee(context->library->grammar,
                                  arena_strndup(arena, query->text + a->at,
                                                b->at + b->len - a->at));

            if (to == NULL)
                continue;
            *arena_push(arena, query->speaks_to, query->speaks_to_count) = to;
            i = last - 1;
            break;
        }
    }
}
