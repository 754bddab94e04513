#include "indexer/extract/numbering.h"

#include "indexer/extract/numbering_private.h"
#include "lib/model/extracted.h"
#include "lib/text/utf8.h"

#include <string.h>

enum { LINKS_MAX = 4, COUNT_MAX = 1000 * 1000 };

#define NUMBERING_DOT "\xe2\x80\xa2" /* U+2022 */

static struct numbering_list *
find_list(struct numbering *numbering, long id)
{
    for (size_t i = 0; i < numbering->list_count; i++)
        if (numbering->lists[i].id == id)
            return &numbering->lists[i];
    return NULL;
}

static struct numbering_shape *
find_shape(struct numbering *numbering, long id)
{
    for (size_t i = 0; i < numbering->shape_count; i++)
        if (numbering->shapes[i].id == id)
            return &numbering->shapes[i];
    return NULL;
}

/* The shape of a list, and through styles that it is linked to; NULL when
 * there is none, or the links go in a circle. */
static struct numbering_shape *
shape_of(struct numbering *numbering, const struct styles *styles,
         const struct numbering_list *list)
{
    for (int i = 0; i < LINKS_MAX && list != NULL; i++) {
        struct numbering_shape *shape = find_shape(numbering, list->shape);

        if (shape == NULL || shape->link == NULL)
            return shape;
        list = find_list(numbering, styles_find(styles, shape->link).numbering);
    }
    return NULL;
}

static const struct numbering_level *
level_of(const struct numbering_list *list, const struct numbering_shape *shape,
         int at)
{
    return list->levels[at].is_there ? &list->levels[at] : &shape->levels[at];
}

static int
which_level(const struct numbering_list *list,
            const struct numbering_shape *shape,
            const struct styles_found *paragraph)
{
    if (paragraph->level >= 0)
        return paragraph->level < LEVELS ? (int)paragraph->level : LEVELS - 1;
    for (int at = 0; at < LEVELS; at++) {
        const char *style = level_of(list, shape, at)->style;

        if (style != NULL && paragraph->id != NULL &&
            strcmp(style, paragraph->id) == 0)
            return at;
    }
    return 0;
}

static void
count(struct numbering_list *list, struct numbering_shape *shape, int at)
{
    if (list->has_start[at]) { /* once */
        shape->counts[at] = list->starts[at];
        list->has_start[at] = false;
    } else if (!shape->counted[at]) {
        shape->counts[at] = level_of(list, shape, at)->start;
    } else if (shape->counts[at] < COUNT_MAX) {
        shape->counts[at]++;
    }
    shape->counted[at] = true;
    for (int below = at + 1; below < LEVELS; below++) {
        long restart = level_of(list, shape, below)->restart;

        if (restart < 0 || at < restart)
            shape->counted[below] = false;
    }
}

static void
put_count(struct buf *out, const struct numbering_list *list,
          const struct numbering_shape *shape, int at, bool is_legal)
{
    const struct numbering_level *level = level_of(list, shape, at);
    long number = shape->counted[at] ? shape->counts[at] : level->start;

    number_put(out, is_legal ? NUMBER_DECIMAL : level->format, number);
}

/* Symbol fonts have their bullets where Unicode has no characters. */
static void
put_bullet(struct buf *out, const char *text)
{
    size_t at = 0;
    int32_t point = utf8_next(text, strlen(text), &at);
    bool is_dash = point == '-' || (point >= 0x2010 && point <= 0x2015);

    if (is_dash && text[at] == '\0')
        extracted_put_text(out, text, at);
    else
        buf_put_text(out, NUMBERING_DOT);
}

static void
put_label(struct buf *out, const struct numbering_list *list,
          const struct numbering_shape *shape, int at)
{
    const struct numbering_level *level = level_of(list, shape, at);
    const char *text = level->text;

    for (const char *percent; (percent = strchr(text, '%')) != NULL;) {
        extracted_put_text(out, text, (size_t)(percent - text));
        text = percent + 1;
        if (*text >= '1' && *text <= '0' + LEVELS)
            put_count(out, list, shape, *text++ - '1', level->is_legal);
        else
            buf_put_byte(out, '%');
    }
    extracted_put_text(out, text, strlen(text));
}

void
numbering_next(struct numbering *numbering, const struct styles *styles,
               const struct styles_found *paragraph, struct buf *out)
{
    struct numbering_list *list = find_list(numbering, paragraph->numbering);
    struct numbering_shape *shape = shape_of(numbering, styles, list);
    const struct numbering_level *level;
    size_t first = out->len;
    int at;

    if (shape == NULL || paragraph->numbering <= 0)
        return;
    at = which_level(list, shape, paragraph);
    level = level_of(list, shape, at);
    count(list, shape, at);
    if (level->text == NULL || *level->text == '\0')
        return;
    if (level->format == NUMBER_BULLET)
        put_bullet(out, level->text);
    else
        put_label(out, list, shape, at);
    if (out->len > first)
        buf_put_byte(out, level->is_spaced ? ' ' : '\t');
}
