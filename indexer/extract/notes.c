#include "indexer/extract/notes.h"

#include <ctype.h>
#include <string.h>

struct notes
notes_of(enum number_format format)
{
    return (struct notes){.numbers = {.format = format, .start = 1}};
}

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

/* A walk over what says how marks are numbered. */
struct settings {
    struct notes *kinds;
    struct arena *arena; /* NULL: what is said is of the document */
};

/* What the element at hand speaks of, NULL: of nothing here. */
static struct notes_numbers *
numbers_at(const struct settings *settings, struct xml *xml)
{
    enum element above = xml_above(xml, 1);
    struct notes *notes = &settings->kinds[NOTES_FOOT];

    if (above == ELEMENT_ENDNOTE_PR)
        notes = &settings->kinds[NOTES_END];
    else if (above != ELEMENT_FOOTNOTE_PR)
        return NULL;
    if (settings->arena == NULL)
        return &notes->numbers;
    if (xml_above(xml, 2) != ELEMENT_SECT_PR || notes->section_count == 0)
        return NULL;
    return &notes->sections[notes->section_count - 1];
}

static void
begin_note_format(void *self, struct xml *xml)
{
    struct notes_numbers *numbers = numbers_at(self, xml);
    const char *name = xml_attr(xml, "val");

    if (numbers != NULL && name != NULL)
        numbers->format = number_format_find(name);
}

static void
begin_note_start(void *self, struct xml *xml)
{
    struct notes_numbers *numbers = numbers_at(self, xml);

    if (numbers != NULL)
        numbers->start = xml_number(xml, "val", 1);
}

static void
begin_note_restart(void *self, struct xml *xml)
{
    struct notes_numbers *numbers = numbers_at(self, xml);
    const char *name = xml_attr(xml, "val");

    if (numbers != NULL && name != NULL)
        numbers->restarts = strcmp(name, "eachSect") == 0;
}

static void
begin_note_section(void *self, struct xml *xml)
{
    struct settings *settings = self;

    (void)xml;
    if (settings->arena == NULL)
        return;
    for (size_t i = 0; i < NOTES_KINDS; i++) {
        struct notes *notes = &settings->kinds[i];

        *arena_push(settings->arena, notes->sections, notes->section_count) =
            notes->numbers;
    }
}

static enum status
read_numbers(struct settings *settings, const struct xml_source *source,
             struct error *err)
{
    static const struct xml_handler handlers[ELEMENT_COUNT] = {
        [ELEMENT_NUM_FMT] = {.begin = begin_note_format},
        [ELEMENT_NUM_START] = {.begin = begin_note_start},
        [ELEMENT_NUM_RESTART] = {.begin = begin_note_restart},
        [ELEMENT_SECT_PR] = {.begin = begin_note_section},
        [ELEMENT_SECT_CHANGE] = {.skip = true},
    };
    const struct xml_walker walker = {.handlers = handlers};

    return xml_walk(source, &walker, settings, err);
}

enum status
notes_read_settings(struct notes *kinds, const struct xml_source *source,
                    struct error *err)
{
    return read_numbers(&(struct settings){.kinds = kinds}, source, err);
}

enum status
notes_read_sections(struct notes *kinds, const struct xml_source *source,
                    struct arena *arena, struct error *err)
{
    return read_numbers(&(struct settings){.kinds = kinds, .arena = arena},
                        source, err);
}

void
notes_begin_section(struct notes *notes)
{
    size_t at = notes->section++;
    const struct notes_numbers *numbers =
        at < notes->section_count ? &notes->sections[at] : &notes->numbers;

    notes->format = numbers->format;
    if (at == 0 || numbers->restarts)
        notes->next = numbers->start;
}
