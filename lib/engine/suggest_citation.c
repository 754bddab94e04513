/*
 * Citations: of "59@" the editions held of that resolution, of "Res. 5" the
 * resolutions held whose number begins so, with their titles.
 */
#include "lib/engine/suggest.h"
#include "lib/model/citation.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct candidate {
    const char *name; /* "wtsa-59" */
    unsigned long number;
    bool own; /* of the body that a bare number means */
};

static bool
begins(const char *text, const char *with)
{
    while (*with != '\0' && *text == *with) {
        text++;
        with++;
    }
    return *with == '\0';
}

static const char *
title_of(const struct suggest *suggest, const char *const *terms, size_t count)
{
    return library_title(suggest->context->library, terms, count,
                         suggest->context->arena);
}

static const char *
key(struct suggest *suggest, enum field field, const char *value)
{
    return arena_printf(suggest->context->arena, "%s%s",
                        field_specs[field].prefix, value);
}

static enum status
add_resolution(struct suggest *suggest, const char *name, size_t at)
{
    struct arena *arena = suggest->context->arena;
    const char *dash = strrchr(name, '-');
    const char *terms[] = {
        key(suggest, FIELD_BODY,
            arena_strndup(arena, name, (size_t)(dash - name))),
        key(suggest, FIELD_RES, dash + 1)};
    long count = 0;
    enum status status = suggest_count(suggest, terms, 2, &count);

    if (status == STATUS_OK && count > 0)
        suggest_add(suggest,
                    (struct completion){.text = name,
                                        .kind = "resolution",
                                        .count = count,
                                        .label = title_of(suggest, terms, 2)},
                    at);
    return status;
}

/* "59@20": the latest edition first. */
static enum status
add_editions(struct suggest *suggest, size_t from, const char *sign)
{
    struct context *context = suggest->context;
    struct arena *arena = context->arena;
    struct typed_ref ref;
    const char **ids = NULL;
    size_t count = 0;
    enum status status;

    if (!citation_parse_typed(
            &ref, context->library->grammar,
            arena_strndup(arena, suggest->text + from,
                          (size_t)(sign - suggest->text) - from),
            arena) ||
        *ref.part != '\0' || ref.year != 0)
        return STATUS_OK;
    suggest->is_edition = true;
    status = library_held(context->library,
                          arena_printf(arena, "%s-%u", ref.body, ref.number),
                          arena, &ids, &count, &suggest->err);
    for (size_t i = count; status == STATUS_OK && i > 0; i--) {
        const char *id = ids[i - 1], *year = strchr(id, '@');
        const char *terms[] = {
            key(suggest, FIELD_BODY, ref.body),
            key(suggest, FIELD_RES, arena_printf(arena, "%u", ref.number)),
            key(suggest, FIELD_YEAR,
                arena_strndup(arena, year + 1, strcspn(year + 1, ".")))};

        if (!begins(year + 1, sign + 1))
            continue;
        suggest_add(suggest,
                    (struct completion){.text = id,
                                        .kind = "edition",
                                        .count = -1,
                                        .label = title_of(suggest, terms, 3)},
                    from);
    }
    return status;
}

static int
by_number(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;

    if (x->own != y->own)
        return x->own ? -1 : 1;
    if (x->number != y->number)
        return x->number < y->number ? -1 : 1;
    return strcmp(x->name, y->name);
}

/* Where "Res. 5" or "PP Resolution 5" begins that ends the text; its digits
 * and the body that is named, or NULL. False: nothing does. */
static bool
find_number(struct suggest *suggest, size_t *from, const char **digits,
            const char **body)
{
    const struct grammar *grammar = suggest->context->library->grammar;
    struct arena *arena = suggest->context->arena;
    size_t at = strlen(suggest->text), end;
    bool said = false;
    char *word;

    while (at > 0 && isdigit((unsigned char)suggest->text[at - 1]))
        at--;
    *digits = suggest->text + at;
    *from = at;
    *body = NULL;
    while (at > 0) {
        end = at;
        while (end > 0 && strchr(" .-", suggest->text[end - 1]) != NULL)
            end--;
        at = end;
        while (at > 0 && isalpha((unsigned char)suggest->text[at - 1]))
            at--;
        word = arena_strndup(arena, suggest->text + at, end - at);
        if (!said && *body == NULL &&
            (strcmp(fold_text(arena, word, end - at), "res") == 0 ||
             strcmp(fold_text(arena, word, end - at), "resolution") == 0))
            said = true;
        else if (end > at && *body == NULL &&
                 grammar_body_typed(grammar, word) != NULL)
            *body = grammar_body_typed(grammar, word);
        else
            break;
        *from = at;
    }
    return (**digits != '\0' && (said || *body != NULL || *from == 0)) ||
           (said && **digits == '\0' &&
            strchr(" .", suggest->text[strlen(suggest->text) - 1]) != NULL);
}

static enum status
add_numbers(struct suggest *suggest)
{
    struct arena *arena = suggest->context->arena;
    struct candidate *list = NULL;
    const char *digits, *body, **names = NULL;
    size_t from, name_count = 0, count = 0;
    enum status status;

    if (!find_number(suggest, &from, &digits, &body))
        return STATUS_OK;
    status = store_keys(suggest->context->library->store, INDEX_KEY_HELD, arena,
                        &names, &name_count, &suggest->err);
    for (size_t i = 0; status == STATUS_OK && i < name_count; i++) {
        const char *dash = strrchr(names[i], '-');
        size_t len = dash == NULL ? 0 : (size_t)(dash - names[i]);

        if (dash == NULL || strchr(names[i], '/') != NULL ||
            strncmp(dash + 1, digits, strlen(digits)) != 0 ||
            (body != NULL &&
             (strlen(body) != len || strncmp(body, names[i], len) != 0)))
            continue;
        *arena_push(arena, list, count) =
            (struct candidate){names[i], strtoul(dash + 1, NULL, 10),
                               strncmp(names[i], "wtsa-", 5) == 0};
    }
    if (count > 1)
        qsort(list, count, sizeof *list, by_number);
    for (size_t i = 0;
         status == STATUS_OK && i < count && !suggest_is_full(suggest); i++)
        status = add_resolution(suggest, list[i].name, from);
    return status;
}

enum status
suggest_citations(struct suggest *suggest)
{
    const char *sign = strrchr(suggest->text, '@');

    if (*suggest->text == '\0')
        return STATUS_OK;
    if (sign != NULL && strlen(sign + 1) == strspn(sign + 1, ".0123456789"))
        return add_editions(suggest, 0, sign);
    return add_numbers(suggest);
}
