#include "lib/model/field.h"

#include "lib/base/arena.h"
#include "lib/base/cleanup.h"
#include "lib/base/nearest.h"
#include "lib/model/resolution.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

const struct field_spec field_specs[FIELD_COUNT] = {
    [FIELD_TEXT] = {.shape = SHAPE_WORDS, .prefix = "", .weight = 1},
    [FIELD_HEADING] = {.shape = SHAPE_WORDS, .prefix = "H", .weight = 0.5},
    [FIELD_TITLE] = {.shape = SHAPE_WORDS, .prefix = "S", .weight = 0.35},
    [FIELD_NAME] = {.shape = SHAPE_WORDS, .prefix = "R", .weight = 1},
    [FIELD_KIND] = {.name = "kind",
                    .shape = SHAPE_KEY,
                    .prefix = "XK",
                    .slot = 1,
                    .noun = "kind",
                    .example = "operative",
                    .help = "preamble, operative, annex, other, footnote"},
    [FIELD_SECTION] = {.name = "section",
                       .shape = SHAPE_KEY,
                       .prefix = "XS",
                       .slot = 2,
                       .noun = "section",
                       .example = "recognizing",
                       .help = "the heading's slug"},
    [FIELD_VERB] = {.name = "verb",
                    .shape = SHAPE_KEY,
                    .prefix = "XV",
                    .slot = 3,
                    .noun = "mandate verb",
                    .example = "invites",
                    .help = "the mandate verb's slug"},
    [FIELD_TO] = {.name = "to",
                  .shape = SHAPE_KEY,
                  .prefix = "XT",
                  .slot = 4,
                  .noun = "addressee",
                  .example = "director-tsb",
                  .help = "the addressee; none: operative, nobody named"},
    [FIELD_BODY] = {.name = "body",
                    .shape = SHAPE_KEY,
                    .prefix = "XB",
                    .slot = 5,
                    .of_resolution = true,
                    .noun = "body",
                    .example = "wtsa",
                    .help = "who adopted it"},
    [FIELD_RES] = {.name = "res",
                   .shape = SHAPE_NUMBER,
                   .prefix = "XN",
                   .slot = 6,
                   .of_resolution = true,
                   .noun = "resolution",
                   .example = "59",
                   .help = "the resolution's number"},
    [FIELD_YEAR] = {.name = "year",
                    .shape = SHAPE_NUMBER,
                    .prefix = "XY",
                    .slot = FIELD_SLOT_YEAR,
                    .of_resolution = true,
                    .noun = "year",
                    .example = "2012",
                    .help = "the year of the edition"},
    [FIELD_EDITION] = {.name = "edition",
                       .shape = SHAPE_KEY,
                       .prefix = "XE",
                       .of_resolution = true,
                       .example = "all",
                       .help = "latest (default), all, or a year"},
    [FIELD_CITES] = {.name = "cites",
                     .shape = SHAPE_CITATION,
                     .prefix = "XC",
                     .of_resolution = true,
                     .noun = "resolution",
                     .example = "pp-170",
                     .help = "a resolution that is cited, in any spelling"},
    [FIELD_IN] = {.name = "in",
                  .shape = SHAPE_SCOPE,
                  .example = "title",
                  .help = "title, heading, text, footnote: where the next "
                          "word or bracket is looked for"},
    [FIELD_PLACE] = {.name = "place",
                     .shape = SHAPE_KEY,
                     .prefix = "XP",
                     .slot = 8,
                     .of_resolution = true,
                     .noun = "place",
                     .example = "dubai",
                     .help = "where the edition was adopted"},
    [FIELD_LANG] = {.name = "lang",
                    .shape = SHAPE_KEY,
                    .prefix = "XL",
                    .of_resolution = true,
                    .noun = "language",
                    .example = "en",
                    .help = "the language of the text"},
};

bool
field_find(enum field *out, const char *name, size_t len)
{
    for (int i = 0; i < FIELD_COUNT; i++) {
        const char *known = field_specs[i].name;

        if (known != NULL && strlen(known) == len &&
            strncasecmp(known, name, len) == 0) {
            *out = (enum field)i;
            return true;
        }
    }
    return false;
}

/* An id is no field: `show` takes it, and "in" is not what was meant. */
static const struct {
    const char *name, *meant;
} elsewhere[] = {
    {"title", "in:title"}, {"heading", "in:heading"},
    {"text", "in:text"},   {"footnote", "in:footnote"},
    {"resolution", "res"}, {"number", "res"},
    {"addressee", "to"},   {"language", "lang"},
    {"date", "year"},      {"type", "kind"},
    {"id", NULL},
};

const char *
field_meant(const char *name)
{
    const char *names[FIELD_COUNT];

    for (size_t i = 0; i < COUNT_OF(elsewhere); i++)
        if (strcasecmp(name, elsewhere[i].name) == 0)
            return elsewhere[i].meant;
    return nearest_name(name, names, field_names(names));
}

size_t
field_names(const char *names[FIELD_COUNT])
{
    size_t count = 0;

    for (int i = 0; i < FIELD_COUNT; i++)
        if (field_specs[i].name != NULL)
            names[count++] = field_specs[i].name;
    return count;
}

size_t
field_facets(const char *names[FIELD_COUNT])
{
    size_t count = 0;

    for (int i = 0; i < FIELD_COUNT; i++)
        if (field_specs[i].slot != 0)
            names[count++] = field_specs[i].name;
    return count;
}

char *
field_resolution_value(const char *name, struct arena *arena)
{
    const char *dash = strrchr(name, '-');
    bool is_doc = strncmp(name, RESOLUTION_DOC_PREFIX,
                          strlen(RESOLUTION_DOC_PREFIX)) == 0;

    if (is_doc || dash == NULL)
        return arena_strdup(arena, name);
    return arena_printf(arena, "%.*s-%06lu", (int)(dash - name), name,
                        strtoul(dash + 1, NULL, 10));
}

char *
field_term(enum field field, char kind, const char *word, struct arena *arena)
{
    const char *prefix = field_specs[field].prefix;
    size_t prefix_len = strlen(prefix), len = strlen(word);
    char *term = arena_alloc(arena, prefix_len + 1 + len + 1);

    memcpy(term, prefix, prefix_len + 1);
    term[prefix_len] = kind;
    memcpy(term + prefix_len + 1, word, len + 1);
    return term;
}
