/*
 * Options are found in place and the words between them moved up, so that
 * argv keeps its order. getopt_long is not used: it prints on its own and
 * cannot say what was meant.
 */
#include "lib/base/opt.h"

#include "lib/base/nearest.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { OPT_SPECS_MAX = 40, OPT_HELP_COLUMN = 26 };

static const struct opt_spec *
opt_find(const struct opt_table *table, const char *name, size_t len)
{
    for (size_t i = 0; i < table->count; i++)
        if (strlen(table->specs[i].name) == len &&
            strncmp(table->specs[i].name, name, len) == 0)
            return &table->specs[i];
    return NULL;
}

static const struct opt_spec *
opt_find_letter(const struct opt_table *table, char letter)
{
    for (size_t i = 0; i < table->count; i++)
        if (table->specs[i].letter == letter)
            return &table->specs[i];
    return NULL;
}

static enum status
opt_unknown(const struct opt_table *table, const char *word, struct error *err)
{
    const char *names[OPT_SPECS_MAX];
    const char *near;
    char name[64] = "";

    strncat(name, word[1] == '-' ? word + 2 : word + 1, sizeof name - 1);
    name[strcspn(name, "=")] = '\0';
    assert(table->count <= OPT_SPECS_MAX);
    for (size_t i = 0; i < table->count; i++)
        names[i] = table->specs[i].name;
    near = nearest_name(name, names, table->count);
    if (near != NULL)
        return error_set(err, STATUS_BAD_REQUEST,
                         "no option %s. Did you mean --%s?", word, near);
    return error_set(err, STATUS_BAD_REQUEST, "no option %s (see --help%s)",
                     word,
                     word[1] == '-' ? "" : "; a word may begin so behind --");
}

static enum status
opt_set_number(const struct opt_spec *spec, long *field, const char *value,
               struct error *err)
{
    char *end;
    long number;

    errno = 0;
    number = strtol(value, &end, 10);
    if (errno != 0 || end == value || *end != '\0' || number < spec->least ||
        number > spec->most)
        return error_set(err, STATUS_BAD_REQUEST,
                         "--%s needs a whole number from %ld to %ld, not %s",
                         spec->name, spec->least, spec->most, value);
    *field = number;
    return STATUS_OK;
}

static enum status
opt_set(const struct opt_spec *spec, void *target, const char *value,
        struct error *err)
{
    void *field = (char *)target + spec->offset;
    struct opt_list *list = field;

    switch (spec->kind) {
    case OPT_FLAG:
        *(bool *)field = true;
        return STATUS_OK;
    case OPT_TEXT:
        /* As an unset variable in a script leaves it. */
        if (*value == '\0')
            return error_set(err, STATUS_BAD_REQUEST,
                             "--%s needs %s; what it was given is empty",
                             spec->name, spec->arg);
        *(const char **)field = value;
        return STATUS_OK;
    case OPT_MAYBE:
        *(const char **)field = value;
        return STATUS_OK;
    case OPT_NUMBER:
        return opt_set_number(spec, field, value, err);
    case OPT_LIST:
        if (list->count == OPT_LIST_MAX)
            return error_set(err, STATUS_BAD_REQUEST,
                             "--%s may be given %d times", spec->name,
                             OPT_LIST_MAX);
        list->values[list->count++] = value;
        return STATUS_OK;
    }
    return error_set(err, STATUS_BUG, "option kind");
}

/* Reads the option at **at, and its value, which may be the next word. */
static enum status
opt_take(const struct opt_table *table, void *target, char ***at,
         struct error *err)
{
    const char *word = **at;
    bool is_long = word[1] == '-';
    const char *equals = is_long ? strchr(word, '=') : NULL;
    const char *value = equals == NULL ? NULL : equals + 1;
    const struct opt_spec *spec;

    if (is_long)
        spec = opt_find(table, word + 2,
                        equals == NULL ? strlen(word + 2)
                                       : (size_t)(equals - word - 2));
    else
        spec = opt_find_letter(table, word[1]);
    if (spec == NULL || (!is_long && spec->kind == OPT_FLAG && word[2] != '\0'))
        return opt_unknown(table, word, err);
    if (spec->kind == OPT_FLAG && value != NULL)
        return error_set(err, STATUS_BAD_REQUEST, "--%s takes no value",
                         spec->name);
    if (spec->kind != OPT_FLAG && !is_long && word[2] != '\0')
        value = word + 2;
    if (spec->kind == OPT_MAYBE && value == NULL)
        value = "";
    if (spec->kind != OPT_FLAG && value == NULL) {
        value = (*at)[1];
        if (value == NULL)
            return error_set(err, STATUS_BAD_REQUEST, "--%s needs %s",
                             spec->name, spec->arg);
        ++*at;
    }
    return opt_set(spec, target, value, err);
}

enum status
opt_parse(struct opt_words *words, const struct opt_table *table, void *target,
          char **argv, struct error *err)
{
    struct opt_words found = {.list = argv + (*argv != NULL)};
    char **at = found.list;

    for (; *at != NULL && strcmp(*at, "--") != 0; at++) {
        if ((*at)[0] == '-' && (*at)[1] != '\0') {
            enum status status = opt_take(table, target, &at, err);

            if (status != STATUS_OK)
                return status;
        } else {
            found.list[found.plain++] = *at;
        }
    }
    found.count = found.plain;
    if (*at != NULL)
        while (*++at != NULL)
            found.list[found.count++] = *at;
    found.list[found.count] = NULL;
    *words = found;
    return STATUS_OK;
}

void
opt_help(const struct opt_table *table, struct buf *out)
{
    for (size_t i = 0; i < table->count; i++) {
        const struct opt_spec *spec = &table->specs[i];
        size_t first = out->len;

        if (spec->letter != 0)
            buf_printf(out, "  -%c, --%s", spec->letter, spec->name);
        else
            buf_printf(out, "      --%s", spec->name);
        if (spec->arg != NULL)
            buf_printf(out, spec->kind == OPT_MAYBE ? "[=%s]" : " %s",
                       spec->arg);
        if (out->len - first + 2 > OPT_HELP_COLUMN)
            buf_printf(out, "\n%*s", OPT_HELP_COLUMN, "");
        else
            buf_printf(out, "%*s", (int)(OPT_HELP_COLUMN - (out->len - first)),
                       "");
        buf_printf(out, "%s\n", spec->help);
    }
}
