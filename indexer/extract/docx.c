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

/* In this order: each needs those before it. */
static const struct {
    const char *name;
    package_reader *reader;
    bool must_be;
} parts[] = {
    {"word/styles.xml", read_styles, false},
    {"word/numbering.xml", read_numbering, false},
    {"word/settings.xml", read_settings, false},
    {"word/footnotes.xml", read_footnotes, false},
    {"word/endnotes.xml", read_endnotes, false},
    {"word/document.xml", read_sections, true},
    {"word/document.xml", read_text, true},
};

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
    enum status status;

    if (len >= strlen(OLE_MAGIC) &&
        memcmp(bytes, OLE_MAGIC, strlen(OLE_MAGIC)) == 0)
        return refuse_ole(bytes, len, err);
    status = package_open(&package, bytes, len, err);
    if (status != STATUS_OK)
        return status;
    body_init(&body, arena);
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        status = package_read(package, parts[i].name, parts[i].reader, &reading,
                              err);
        if (status == STATUS_NOT_FOUND && !parts[i].must_be)
            continue;
        if (status == STATUS_NOT_FOUND)
            return error_set(err, STATUS_BAD_DOCUMENT,
                             "it is no DOCX: it has no %s", parts[i].name);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}
