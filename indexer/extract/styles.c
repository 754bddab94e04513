#include "indexer/extract/styles.h"

#include "indexer/extract/style_names.h"

#include <stdlib.h>
#include <string.h>

enum {
    STYLES_MAX = 10 * 1000,
    STYLES_CHAIN_MAX = 32 /* styles based on each other */
};

struct styles_one {
    const char *id;
    const char *name;
    const char *based;    /* NULL: on none */
    const char *language; /* NULL: says nothing */
    long numbering, level;
    bool says_hidden, is_hidden;
    bool is_default; /* of paragraphs */
    size_t order;
};

struct styles {
    struct arena *arena;
    struct styles_one *list; /* by id, once all are read */
    size_t count;
    const char *language; /* of docDefaults */
    const char *plain;    /* id of the paragraphs' default */
};

struct styles *
styles_new(struct arena *arena)
{
    struct styles *styles = arena_make(arena, struct styles);

    styles->arena = arena;
    return styles;
}

static void
begin_style(void *self, struct xml *xml)
{
    struct styles *styles = self;
    const char *id = xml_attr(xml, "styleId");
    const char *type;
    struct styles_one *one;

    if (id == NULL) {
        xml_skip(xml);
        return;
    }
    if (styles->count == STYLES_MAX) {
        xml_fail(xml, STATUS_TOO_LARGE, "it has too many styles");
        return;
    }
    one = arena_push(styles->arena, styles->list, styles->count);
    *one = (struct styles_one){.id = arena_strdup(styles->arena, id),
                               .numbering = -1,
                               .level = -1,
                               .order = styles->count};
    type = xml_attr(xml, "type");
    if (type != NULL && strcmp(type, "paragraph") == 0)
        one->is_default = xml_number(xml, "default", 0) == 1;
}

/* The style whose element is at hand so many steps above; NULL: none. */
static struct styles_one *
styles_at(struct styles *styles, struct xml *xml, unsigned steps)
{
    return xml_above(xml, steps) == ELEMENT_STYLE && styles->count > 0
               ? &styles->list[styles->count - 1]
               : NULL;
}

static void
begin_name(void *self, struct xml *xml)
{
    struct styles *styles = self;
    struct styles_one *one = styles_at(styles, xml, 1);

    if (one != NULL)
        one->name = arena_strdup(styles->arena, xml_attr(xml, "val"));
}

static void
begin_based_on(void *self, struct xml *xml)
{
    struct styles *styles = self;
    struct styles_one *one = styles_at(styles, xml, 1);

    if (one != NULL)
        one->based = arena_strdup(styles->arena, xml_attr(xml, "val"));
}

static void
begin_number(void *self, struct xml *xml)
{
    struct styles_one *one = styles_at(self, xml, 3);

    if (one != NULL)
        one->numbering = xml_number(xml, "val", 0);
}

static void
begin_level(void *self, struct xml *xml)
{
    struct styles_one *one = styles_at(self, xml, 3);

    if (one != NULL)
        one->level = xml_number(xml, "val", 0);
}

static void
begin_vanish(void *self, struct xml *xml)
{
    struct styles_one *one = styles_at(self, xml, 2);

    if (one != NULL) {
        one->says_hidden = true;
        one->is_hidden = xml_is_on(xml);
    }
}

static void
begin_language(void *self, struct xml *xml)
{
    struct styles *styles = self;
    struct styles_one *one = styles_at(styles, xml, 2);
    const char *language = arena_strdup(styles->arena, xml_attr(xml, "val"));

    if (one != NULL)
        one->language = language;
    else if (xml_above(xml, 3) == ELEMENT_DOC_DEFAULTS)
        styles->language = language;
}

static const struct xml_handler handlers[ELEMENT_COUNT] = {
    [ELEMENT_STYLE] = {.begin = begin_style},
    [ELEMENT_NAME] = {.begin = begin_name},
    [ELEMENT_BASED_ON] = {.begin = begin_based_on},
    [ELEMENT_NUM_ID] = {.begin = begin_number},
    [ELEMENT_ILVL] = {.begin = begin_level},
    [ELEMENT_VANISH] = {.begin = begin_vanish},
    [ELEMENT_LANG] = {.begin = begin_language},
    [ELEMENT_P_CHANGE] = {.skip = true},
    [ELEMENT_R_CHANGE] = {.skip = true},
};

static int
by_id(const void *a, const void *b)
{
    const struct styles_one *left = a, *right = b;
    int order = strcmp(left->id, right->id);

    if (order != 0)
        return order;
    return left->order < right->order ? -1 : 1;
}

enum status
styles_read(struct styles *styles, const struct xml_source *source,
            struct error *err)
{
    const struct xml_walker walker = {.handlers = handlers};
    enum status status = xml_walk(source, &walker, styles, err);

    if (status != STATUS_OK)
        return status;
    if (styles->count > 0)
        qsort(styles->list, styles->count, sizeof *styles->list, by_id);
    for (size_t i = 0; i < styles->count && styles->plain == NULL; i++)
        if (styles->list[i].is_default)
            styles->plain = styles->list[i].id;
    return STATUS_OK;
}

/* Of several with the id the first one in the file. */
static const struct styles_one *
styles_one(const struct styles *styles, const char *id)
{
    size_t first = 0, end = styles->count;

    while (first < end) {
        size_t middle = first + (end - first) / 2;

        if (strcmp(styles->list[middle].id, id) < 0)
            first = middle + 1;
        else
            end = middle;
    }
    if (first < styles->count && strcmp(styles->list[first].id, id) == 0)
        return &styles->list[first];
    return NULL;
}

static bool
says_style(enum style *out, const struct styles_one *one)
{
    return style_names_find(out, one->id, strlen(one->id)) ||
           (one->name != NULL &&
            style_names_find(out, one->name, strlen(one->name)));
}

struct styles_found
styles_find(const struct styles *styles, const char *id)
{
    struct styles_found found = {.numbering = -1, .level = -1};
    bool has_style = false, has_hidden = false;

    found.id = id == NULL ? styles->plain : id;
    id = found.id;
    /* Its name says enough where the style itself is not in the file. */
    if (id != NULL)
        has_style = style_names_find(&found.style, id, strlen(id));
    for (int i = 0; i < STYLES_CHAIN_MAX && id != NULL; i++) {
        const struct styles_one *one = styles_one(styles, id);

        if (one == NULL)
            break;
        has_style = has_style || says_style(&found.style, one);
        if (found.numbering < 0)
            found.numbering = one->numbering;
        if (found.level < 0)
            found.level = one->level;
        if (!has_hidden && one->says_hidden) {
            has_hidden = true;
            found.is_hidden = one->is_hidden;
        }
        id = one->based;
    }
    return found;
}

const char *
styles_language(const struct styles *styles)
{
    const char *id = styles->plain;

    for (int i = 0; i < STYLES_CHAIN_MAX && id != NULL; i++) {
        const struct styles_one *one = styles_one(styles, id);

        if (one == NULL)
            break;
        if (one->language != NULL)
            return one->language;
        id = one->based;
    }
    return styles->language;
}
