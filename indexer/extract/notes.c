#include "indexer/extract/notes.h"

#include <ctype.h>
#include <string.h>

const struct notes_one *
notes_find(const struct notes *notes, long id)
{
    /* Marks mostly come in the order of their notes; files have few. */
    for (size_t i = 0; i < notes->count; i++)
        if (notes->list[i].id == id)
            return &notes->list[i];
    return NULL;
}

const char *
notes_label(struct notes *notes, struct arena *arena)
{
    struct buf label = {0};
    const char *copy;

    number_put(&label, notes->format, notes->next++);
    copy = arena_strndup(arena, label.len == 0 ? "*" : label.data,
                         label.len == 0 ? 1 : label.len);
    buf_deinit(&label);
    return copy;
}

const char *
notes_text(const struct notes_one *note, const char *label)
{
    size_t len = strlen(label);
    const char *text = note->text + strspn(note->text, " \t");

    if (len > 0 && strncmp(text, label, len) == 0 &&
        isspace((unsigned char)text[len]))
        text += len;
    return text + strspn(text, " \t");
}

static struct notes *
notes_at(struct notes *kinds, struct xml *xml)
{
    switch (xml_above(xml, 1)) {
    case ELEMENT_FOOTNOTE_PR:
        return &kinds[NOTES_FOOT];
    case ELEMENT_ENDNOTE_PR:
        return &kinds[NOTES_END];
    default:
        return NULL;
    }
}

static void
begin_note_format(void *self, struct xml *xml)
{
    struct notes *notes = notes_at(self, xml);
    const char *name = xml_attr(xml, "val");

    if (notes != NULL && name != NULL)
        notes->format = number_format_find(name);
}

static void
begin_note_start(void *self, struct xml *xml)
{
    struct notes *notes = notes_at(self, xml);

    if (notes != NULL)
        notes->next = xml_number(xml, "val", 1);
}

enum status
notes_read_settings(struct notes *kinds, const struct xml_source *source,
                    struct error *err)
{
    static const struct xml_handler settings[ELEMENT_COUNT] = {
        [ELEMENT_NUM_FMT] = {.begin = begin_note_format},
        [ELEMENT_NUM_START] = {.begin = begin_note_start},
    };
    const struct xml_walker walker = {.handlers = settings};

    return xml_walk(source, &walker, kinds, err);
}
