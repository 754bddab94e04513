#include "indexer/extract/numbering_private.h"

#include <stdlib.h>
#include <string.h>

enum { NUMBERING_MAX = 5000, NUMBER_MAX = 32767 };

struct numbering *
numbering_new(struct arena *arena)
{
    struct numbering *numbering = arena_make(arena, struct numbering);

    numbering->arena = arena;
    return numbering;
}

static void
begin_shape(void *self, struct xml *xml)
{
    struct numbering *numbering = self;

    if (numbering->shape_count == NUMBERING_MAX) {
        xml_fail(xml, STATUS_TOO_LARGE, "it has too many kinds of lists");
        return;
    }
    arena_push(numbering->arena, numbering->shapes, numbering->shape_count)
        ->id = xml_number(xml, "abstractNumId", -1);
}

static void
begin_list(void *self, struct xml *xml)
{
    struct numbering *numbering = self;
    struct numbering_list *list;

    if (numbering->list_count == NUMBERING_MAX) {
        xml_fail(xml, STATUS_TOO_LARGE, "it has too many lists");
        return;
    }
    list =
        arena_push(numbering->arena, numbering->lists, numbering->list_count);
    list->id = xml_number(xml, "numId", -1);
    list->shape = -1;
}

static struct numbering_list *
list_at(struct numbering *numbering, struct xml *xml, unsigned steps)
{
    return xml_above(xml, steps) == ELEMENT_NUM && numbering->list_count > 0
               ? &numbering->lists[numbering->list_count - 1]
               : NULL;
}

static struct numbering_shape *
shape_at(struct numbering *numbering, struct xml *xml, unsigned steps)
{
    return xml_above(xml, steps) == ELEMENT_ABSTRACT_NUM &&
                   numbering->shape_count > 0
               ? &numbering->shapes[numbering->shape_count - 1]
               : NULL;
}

static void
begin_list_shape(void *self, struct xml *xml)
{
    struct numbering_list *list = list_at(self, xml, 1);

    if (list != NULL)
        list->shape = xml_number(xml, "val", -1);
}

static void
begin_link(void *self, struct xml *xml)
{
    struct numbering *numbering = self;
    struct numbering_shape *shape = shape_at(numbering, xml, 1);

    if (shape != NULL)
        shape->link = arena_strdup(numbering->arena, xml_attr(xml, "val"));
}

static void
begin_level(void *self, struct xml *xml)
{
    struct numbering *numbering = self;
    struct numbering_shape *shape = shape_at(numbering, xml, 1);
    struct numbering_list *list = list_at(numbering, xml, 2);
    long number = xml_number(xml, "ilvl", -1);

    numbering->level = NULL;
    if (number < 0 || number >= LEVELS || (shape == NULL && list == NULL)) {
        xml_skip(xml);
        return;
    }
    numbering->level =
        shape != NULL ? &shape->levels[number] : &list->levels[number];
    *numbering->level =
        (struct numbering_level){.is_there = true, .restart = -1};
}

/* The level whose element stands above the one at hand. */
static struct numbering_level *
level_at(struct numbering *numbering, struct xml *xml)
{
    return xml_above(xml, 1) == ELEMENT_LVL ? numbering->level : NULL;
}

static long
bounded(long number)
{
    return number < 0 || number > NUMBER_MAX ? 0 : number;
}

/* <w:lvlOverride w:ilvl="0">: remembered for the <w:startOverride> in it. */
static void
begin_override(void *self, struct xml *xml)
{
    struct numbering *numbering = self;

    numbering->overridden = xml_number(xml, "ilvl", -1);
}

static void
begin_start_override(void *self, struct xml *xml)
{
    struct numbering *numbering = self;
    struct numbering_list *list = list_at(numbering, xml, 2);
    long at = numbering->overridden;

    if (list == NULL || xml_above(xml, 1) != ELEMENT_LVL_OVERRIDE || at < 0 ||
        at >= LEVELS)
        return;
    list->has_start[at] = true;
    list->starts[at] = bounded(xml_number(xml, "val", 0));
}

static void
begin_start(void *self, struct xml *xml)
{
    struct numbering_level *level = level_at(self, xml);

    if (level != NULL)
        level->start = bounded(xml_number(xml, "val", 0));
}

static void
begin_format(void *self, struct xml *xml)
{
    struct numbering_level *level = level_at(self, xml);
    const char *name = xml_attr(xml, "val");

    if (level != NULL && name != NULL)
        level->format = number_format_find(name);
}

static void
begin_text(void *self, struct xml *xml)
{
    struct numbering *numbering = self;
    struct numbering_level *level = level_at(numbering, xml);

    if (level != NULL)
        level->text = arena_strdup(numbering->arena, xml_attr(xml, "val"));
}

static void
begin_style(void *self, struct xml *xml)
{
    struct numbering *numbering = self;
    struct numbering_level *level = level_at(numbering, xml);

    if (level != NULL)
        level->style = arena_strdup(numbering->arena, xml_attr(xml, "val"));
}

static void
begin_restart(void *self, struct xml *xml)
{
    struct numbering_level *level = level_at(self, xml);

    if (level != NULL)
        level->restart = bounded(xml_number(xml, "val", 0));
}

static void
begin_legal(void *self, struct xml *xml)
{
    struct numbering_level *level = level_at(self, xml);

    if (level != NULL)
        level->is_legal = xml_is_on(xml);
}

static void
begin_suffix(void *self, struct xml *xml)
{
    struct numbering_level *level = level_at(self, xml);
    const char *what = xml_attr(xml, "val");

    if (level != NULL)
        level->is_spaced = what != NULL && strcmp(what, "space") == 0;
}

static const struct xml_handler handlers[ELEMENT_COUNT] = {
    [ELEMENT_ABSTRACT_NUM] = {.begin = begin_shape},
    [ELEMENT_ABSTRACT_NUM_ID] = {.begin = begin_list_shape},
    [ELEMENT_NUM] = {.begin = begin_list},
    [ELEMENT_NUM_STYLE_LINK] = {.begin = begin_link},
    [ELEMENT_LVL] = {.begin = begin_level},
    [ELEMENT_LVL_OVERRIDE] = {.begin = begin_override},
    [ELEMENT_START_OVERRIDE] = {.begin = begin_start_override},
    [ELEMENT_START] = {.begin = begin_start},
    [ELEMENT_NUM_FMT] = {.begin = begin_format},
    [ELEMENT_LVL_TEXT] = {.begin = begin_text},
    [ELEMENT_P_STYLE] = {.begin = begin_style},
    [ELEMENT_LVL_RESTART] = {.begin = begin_restart},
    [ELEMENT_IS_LGL] = {.begin = begin_legal},
    [ELEMENT_SUFF] = {.begin = begin_suffix},
};

enum status
numbering_read(struct numbering *numbering, const struct xml_source *source,
               struct error *err)
{
    const struct xml_walker walker = {.handlers = handlers};

    return xml_walk(source, &walker, numbering, err);
}
