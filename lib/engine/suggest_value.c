/*
 * Values of a field: those of the index that begin as it is typed, or whose
 * label has a word that does ("to:tel" finds the Director of the
 * Telecommunication ... too).
 */
#include "lib/engine/suggest.h"

#include <string.h>

enum { TRIED_MOST = 200 };

static const char *
label_of(const struct suggest *suggest, enum field field, const char *value)
{
    const struct grammar *grammar = suggest->context->library->grammar;

    if (field == FIELD_TO && strcmp(value, INDEX_TO_NONE) == 0)
        return "operative, nobody named";
    if (field == FIELD_TO)
        return grammar_addressee_short(grammar, value);
    return field == FIELD_BODY ? grammar_body_print(grammar, value) : NULL;
}

/* Whether the text, or a word within it, begins with what is typed. */
static bool
begins(struct arena *arena, const char *text, const char *typed)
{
    const char *folded;

    if (text == NULL)
        return false;
    folded = fold_text(arena, text, strlen(text));
    for (const char *at = folded; at != NULL;) {
        if (strncmp(at, typed, strlen(typed)) == 0)
            return true;
        at = strpbrk(at, " -");
        at = at == NULL ? NULL : at + 1;
    }
    return false;
}

static enum status
add_value(struct suggest *suggest, enum field field, const char *value)
{
    struct arena *arena = suggest->context->arena;
    const struct field_spec *spec = &field_specs[field];
    const char *term = arena_printf(arena, "%s%s", spec->prefix, value);
    long count = 0;
    enum status status = suggest_count(suggest, &term, 1, &count);

    if (status == STATUS_OK && count > 0)
        suggest_add(suggest,
                    (struct completion){
                        .text = arena_printf(arena, "%s:%s", spec->name, value),
                        .kind = "value",
                        .count = count,
                        .label = label_of(suggest, field, value)},
                    suggest->at);
    return status;
}

static enum status
add_values(struct suggest *suggest, enum field field, const char *typed)
{
    struct arena *arena = suggest->context->arena;
    struct store_tallies all;
    size_t tried = 0;
    enum status status =
        store_vocabulary(suggest->context->library->store,
                         field_specs[field].prefix, arena, &all, &suggest->err);

    if (status == STATUS_OK)
        tally_sort(&all);
    for (size_t i = 0; status == STATUS_OK && i < all.count &&
                       tried < TRIED_MOST && !suggest_is_full(suggest);
         i++) {
        const char *value = all.list[i].value;

        if (strncmp(value, typed, strlen(typed)) != 0 &&
            !begins(arena, value, typed) &&
            !begins(arena, label_of(suggest, field, value), typed))
            continue;
        tried++;
        status = add_value(suggest, field, value);
    }
    return status;
}

enum status
suggest_values(struct suggest *suggest, bool *is_field)
{
    const char *last = suggest->text + suggest->at;
    const char *colon = strchr(last, ':');
    enum field field;

    *is_field =
        colon != NULL && field_find(&field, last, (size_t)(colon - last));
    if (!*is_field || field_specs[field].prefix == NULL ||
        field == FIELD_EDITION)
        return STATUS_OK;
    return add_values(
        suggest, field,
        fold_text(suggest->context->arena, colon + 1, strlen(colon + 1)));
}
