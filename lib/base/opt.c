/*
 * Options are found in place and the words between them moved up, so that
 * argv keeps its order. getopt_long is not used: it prints on its own and
 * cannot say what was meant.
 */
#include "lib/base/opt.h"

#include "lib/base/nearest.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { OPT_SPECS_MAX = 40, OPT_HELP_COLUMN = 26 };

static const struct opt_spec *
opt_find(const struct opt_spec *specs, size_t count, const char *name,
         size_t len)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(specs[i].name) == len &&
            strncmp(specs[i].name, name, len) == 0)
            return &specs[i];
    return NULL;
}

static const struct opt_spec *
opt_find_letter(const struct opt_spec *specs, size_t count, char letter)
{
    for (size_t i = 0; i < count; i++)
        if (specs[i].letter == letter)
            return &specs[i];
    return NULL;
}

static enum status
opt_unknown(const struct opt_spec *specs, size_t count, const char *word,
            struct error *err)
{
    const char *names[OPT_SPECS_MAX];
    const char *near;
    char name[64] = "";

    strncat(name, word[1] == '-' ? word + 2 : word + 1, sizeof name - 1);
    name[strcspn(name, "=")] = '\0';
    for (size_t i = 0; i < count && i < OPT_SPECS_MAX; i++)
        names[i] = specs[i].name;
    near = nearest_name(name, names, count);
    if (near != NULL)
        return error_set(err, STATUS_BAD_REQUEST,
                         "no option %s. Did you mean --%s?", word, near);
    return error_set(err, STATUS_BAD_REQUEST, "no option %s (see --help)",
                     word);
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

/* Reads one option at argv[*at], and its value, which may be the next. */
static enum status
opt_take(const struct opt_spec *specs, size_t count, void *target, char **argv,
         int *at, struct error *err)
{
    const char *word = argv[*at];
    bool is_long = word[1] == '-';
    const char *equals = is_long ? strchr(word, '=') : NULL;
    const char *value = equals == NULL ? NULL : equals + 1;
    const struct opt_spec *spec;

    if (is_long)
        spec = opt_find(specs, count, word + 2,
                        equals == NULL ? strlen(word + 2)
                                       : (size_t)(equals - word - 2));
    else
        spec = opt_find_letter(specs, count, word[1]);
    if (spec == NULL || (!is_long && spec->kind == OPT_FLAG && word[2] != '\0'))
        return opt_unknown(specs, count, word, err);
    if (spec->kind == OPT_FLAG && value != NULL)
        return error_set(err, STATUS_BAD_REQUEST, "--%s takes no value",
                         spec->name);
    if (spec->kind != OPT_FLAG && !is_long && word[2] != '\0')
        value = word + 2;
    if (spec->kind != OPT_FLAG && value == NULL) {
        value = argv[*at + 1];
        if (value == NULL)
            return error_set(err, STATUS_BAD_REQUEST, "--%s needs %s",
                             spec->name, spec->arg);
        ++*at;
    }
    return opt_set(spec, target, value, err);
}

enum status
opt_parse(const struct opt_spec *specs, size_t count, void *target, int argc,
          char **argv, int *rest, bool *literal, struct error *err)
{
    int words = 0;
    int at = 1;

    *literal = false;
    for (; at < argc; at++) {
        enum status status;

        if (strcmp(argv[at], "--") == 0) {
            *literal = true;
            at++;
            break;
        }
        if (argv[at][0] != '-' || argv[at][1] == '\0') {
            argv[++words] = argv[at];
            continue;
        }
        status = opt_take(specs, count, target, argv, &at, err);
        if (status != STATUS_OK)
            return status;
    }
    while (at < argc)
        argv[++words] = argv[at++];
    argv[words + 1] = NULL;
    *rest = 1;
    return STATUS_OK;
}

void
opt_help(const struct opt_spec *specs, size_t count, struct buf *out)
{
    for (size_t i = 0; i < count; i++) {
        size_t first = out->len;

        if (specs[i].letter != 0)
            buf_printf(out, "  -%c, --%s", specs[i].letter, specs[i].name);
        else
            buf_printf(out, "      --%s", specs[i].name);
        if (specs[i].arg != NULL)
            buf_printf(out, " %s", specs[i].arg);
        if (out->len - first + 2 > OPT_HELP_COLUMN)
            buf_printf(out, "\n%*s", OPT_HELP_COLUMN, "");
        else
            buf_printf(out, "%*s", (int)(OPT_HELP_COLUMN - (out->len - first)),
                       "");
        buf_printf(out, "%s\n", specs[i].help);
    }
}
