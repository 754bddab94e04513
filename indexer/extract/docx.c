#include "indexer/extract/docx.h"

#include "indexer/extract/body.h"
#include "indexer/extract/package.h"
#include "lib/base/cleanup.h"

#include <stdbool.h>
#include <string.h>

/* How files of older programs, and encrypted ones, begin. */
#define OLE_MAGIC "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

struct reading {
    struct body *body;
    struct buf *out;
};

static enum status
read_styles(void *self, const struct xml_source *source, struct error *err)
{
    struct reading *reading = self;

    return styles_read(reading->body->styles, source, err);
}

static enum status
read_numbering(void *self, const struct xml_source *source, struct error *err)
{
    struct reading *reading = self;

    return numbering_read(reading->body->numbering, source, err);
}

static enum status
read_settings(void *self, const struct xml_source *source, struct error *err)
{
    struct reading *reading = self;

    return notes_read_settings(reading->body->notes, source, err);
}

static enum status
read_footnotes(void *self, const struct xml_source *source, struct error *err)
{
    struct reading *reading = self;

    return body_read_notes(reading->body, NOTES_FOOT, source, err);
}

static enum status
read_endnotes(void *self, const struct xml_source *source, struct error *err)
{
    struct reading *reading = self;

    return body_read_notes(reading->body, NOTES_END, source, err);
}

static enum status
read_sections(void *self, const struct xml_source *source, struct error *err)
{
    struct body *body = ((struct reading *)self)->body;

    if (body->notes[NOTES_FOOT].count + body->notes[NOTES_END].count == 0)
        return STATUS_OK; /* there is nothing to be numbered */
    return notes_read_sections(body->notes, source, body->arena, err);
}

static enum status
read_text(void *self, const struct xml_source *source, struct error *err)
{
    struct reading *reading = self;

    return body_read(reading->body, reading->out, source, err);
}

/*
 * In this order: each needs those before it. A part is called by the name that
 * Word gives it, or else by any that the list of types has for it: programs on
 * the web write document2.xml and styles2.xml.
 */
static const struct part {
    const char *name;
    const char *type; /* ends so */
    package_reader *reader;
    bool must_be;
} parts[] = {
    {"word/styles.xml", ".styles+xml", read_styles, false},
    {"word/numbering.xml", ".numbering+xml", read_numbering, false},
    {"word/settings.xml", ".settings+xml", read_settings, false},
    {"word/footnotes.xml", ".footnotes+xml", read_footnotes, false},
    {"word/endnotes.xml", ".endnotes+xml", read_endnotes, false},
    {"word/document.xml", ".main+xml", read_sections, true},
    {"word/document.xml", ".main+xml", read_text, true},
};

struct types {
    struct arena *arena;
    const char *names[COUNT_OF(parts)]; /* NULL: not in the list */
};

static bool
ends_with(const char *text, const char *end)
{
    size_t len = strlen(text), more = strlen(end);

    return more <= len && strcmp(text + len - more, end) == 0;
}

/* <Override PartName="/word/document2.xml" ContentType="...main+xml"/> */
static void
begin_override(void *self, struct xml *xml)
{
    static const char glossary[] = "/word/glossary/"; /* texts to be put in */
    struct types *types = self;
    const char *name = xml_attr(xml, "PartName"), *type;

    if (name == NULL || *name != '/' ||
        strncmp(name, glossary, strlen(glossary)) == 0)
        return;
    name = arena_strdup(types->arena, name + 1);
    type = xml_attr(xml, "ContentType");
    for (size_t i = 0; i < COUNT_OF(parts) && type != NULL; i++)
        if (types->names[i] == NULL && ends_with(type, parts[i].type))
            types->names[i] = name;
}

static enum status
read_types(void *self, const struct xml_source *source, struct error *err)
{
    static const struct xml_handler handlers[ELEMENT_COUNT] = {
        [ELEMENT_OVERRIDE] = {.begin = begin_override}};
    const struct xml_walker walker = {.handlers = handlers};

    return xml_walk(source, &walker, self, err);
}

static enum status
read_part(struct package *package, const struct types *types, size_t number,
          struct reading *reading, struct error *err)
{
    const struct part *part = &parts[number];
    const char *other = types->names[number];
    enum status status =
        package_read(package, part->name, part->reader, reading, err);

    if (status == STATUS_NOT_FOUND && other != NULL)
        status = package_read(package, other, part->reader, reading, err);
    if (status != STATUS_NOT_FOUND)
        return status;
    return part->must_be ? error_set(err, STATUS_BAD_DOCUMENT,
                                     "it is no DOCX: it has no %s", part->name)
                         : STATUS_OK;
}

static enum status
refuse_ole(const char *bytes, size_t len, struct error *err)
{
    static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

    if (memmem(bytes, len, name, sizeof name - 1) != NULL)
        return error_set(err, STATUS_BAD_DOCUMENT,
                         "it is encrypted; save it without a password");
    return error_set(err, STATUS_BAD_DOCUMENT,
                     "it is of the older format .doc; convert it to .docx or "
                     "PDF first");
}

enum status
docx_read(struct buf *out, const char *bytes, size_t len, struct error *err)
{
    CLEANUP(arena_freep) struct arena *arena = arena_new();
    CLEANUP(package_closep) struct package *package = NULL;
    struct body body;
    struct reading reading = {&body, out};
    struct types types = {.arena = arena};
    enum status status;

    if (len >= strlen(OLE_MAGIC) &&
        memcmp(bytes, OLE_MAGIC, strlen(OLE_MAGIC)) == 0)
        return refuse_ole(bytes, len, err);
    status = package_open(&package, bytes, len, err);
    if (status != STATUS_OK)
        return status;
    body_init(&body, arena);
    status =
        package_read(package, "[Content_Types].xml", read_types, &types, err);
    if (status == STATUS_NOT_FOUND)
        status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < COUNT_OF(parts); i++)
        status = read_part(package, &types, i, &reading, err);
    return status;
}
