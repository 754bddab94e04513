#include "indexer/extract/xml.h"

#include "lib/base/buf.h"
#include "lib/base/cleanup.h"

#include <assert.h>
#include <libxml/xmlreader.h>
#include <stdlib.h>
#include <string.h>

enum {
    XML_VALUE_MAX = 400, /* of an attribute that says something */
    XML_OPTIONS = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING
};

struct xml {
    xmlTextReader *reader;
    const struct xml_source *source;
    const struct xml_walker *walker;
    void *self;
    struct error error;                /* OK: goes on */
    enum element stack[XML_DEPTH_MAX]; /* of the element at hand */
    unsigned depth;                    /* of it in the stack */
    unsigned skipped;                  /* depth of what does not count */
    bool skips;
    char value[XML_VALUE_MAX + 1];
};

void
xml_fail(struct xml *xml, enum status status, const char *text)
{
    if (xml->error.code == STATUS_OK)
        error_set(&xml->error, status, "%s", text);
}

void
xml_skip(struct xml *xml)
{
    xml->skips = true;
    xml->skipped = xml->depth;
}

unsigned
xml_depth(const struct xml *xml)
{
    return xml->depth;
}

enum element
xml_above(const struct xml *xml, unsigned steps)
{
    return steps > xml->depth ? ELEMENT_OTHER : xml->stack[xml->depth - steps];
}

/* The attribute that the reader stands on, if it is Word's or of no namespace,
 * and of that name. */
static bool
xml_is_attr(struct xml *xml, const char *name)
{
    const xmlChar *uri = xmlTextReaderConstNamespaceUri(xml->reader);
    const xmlChar *local = xmlTextReaderConstLocalName(xml->reader);

    return local != NULL && strcmp((const char *)local, name) == 0 &&
           (uri == NULL || element_space((const char *)uri) == SPACE_WORD);
}

const char *
xml_attr(struct xml *xml, const char *name)
{
    const char *found = NULL;

    while (found == NULL &&
           xmlTextReaderMoveToNextAttribute(xml->reader) == 1) {
        const xmlChar *value;

        if (!xml_is_attr(xml, name))
            continue;
        value = xmlTextReaderConstValue(xml->reader);
        if (value == NULL)
            break;
        if (strlen((const char *)value) > XML_VALUE_MAX) {
            xml_fail(xml, STATUS_BAD_DOCUMENT,
                     "a name or value in its make-up is too long");
            break;
        }
        strcpy(xml->value, (const char *)value);
        found = xml->value;
    }
    xmlTextReaderMoveToElement(xml->reader);
    return found;
}

long
xml_number(struct xml *xml, const char *name, long otherwise)
{
    const char *text = xml_attr(xml, name);
    char *end;
    long number;

    if (text == NULL || *text == '\0')
        return otherwise;
    number = strtol(text, &end, 10);
    return *end == '\0' ? number : otherwise;
}

bool
xml_is_on(struct xml *xml)
{
    static const char *const no[] = {"0", "false", "off", "none"};
    const char *value = xml_attr(xml, "val");

    for (size_t i = 0; i < COUNT_OF(no) && value != NULL; i++)
        if (strcmp(value, no[i]) == 0)
            return false;
    return true;
}

static void
xml_end(struct xml *xml)
{
    const struct xml_handler *handler =
        &xml->walker->handlers[xml->stack[xml->depth]];

    if (xml->skips) {
        xml->skips = xml->depth > xml->skipped;
        return;
    }
    if (handler->end != NULL)
        handler->end(xml->self, xml);
}

static void
xml_begin(struct xml *xml)
{
    const xmlChar *uri = xmlTextReaderConstNamespaceUri(xml->reader);
    const xmlChar *name = xmlTextReaderConstLocalName(xml->reader);
    bool is_empty = xmlTextReaderIsEmptyElement(xml->reader) == 1;
    const struct xml_handler *handler;
    enum element element = ELEMENT_OTHER;

    if (uri != NULL && name != NULL)
        element =
            element_find(element_space((const char *)uri), (const char *)name);
    xml->stack[xml->depth] = element;
    handler = &xml->walker->handlers[element];
    if (!xml->skips) {
        if (handler->skip)
            xml_skip(xml);
        else if (handler->begin != NULL)
            handler->begin(xml->self, xml);
    }
    if (is_empty)
        xml_end(xml);
}

static void
xml_text(struct xml *xml)
{
    const xmlChar *text = xmlTextReaderConstValue(xml->reader);

    /* The reader's depth is the text's, one below its element. */
    if (text == NULL || xml->skips || xml->depth == 0 ||
        xml->walker->text == NULL)
        return;
    xml->depth--;
    xml->walker->text(xml->self, xml, (const char *)text,
                      strlen((const char *)text));
    xml->depth++;
}

static void
xml_node(struct xml *xml)
{
    int depth = xmlTextReaderDepth(xml->reader);

    if (depth < 0 || depth >= XML_DEPTH_MAX) {
        xml_fail(xml, STATUS_BAD_DOCUMENT, "its parts are nested too deep");
        return;
    }
    xml->depth = (unsigned)depth;
    switch (xmlTextReaderNodeType(xml->reader)) {
    case XML_READER_TYPE_ELEMENT:
        xml_begin(xml);
        break;
    case XML_READER_TYPE_END_ELEMENT:
        xml_end(xml);
        break;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_WHITESPACE:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
        xml_text(xml);
        break;
    case XML_READER_TYPE_DOCUMENT_TYPE:
    case XML_READER_TYPE_ENTITY_REFERENCE:
        xml_fail(xml, STATUS_BAD_DOCUMENT,
                 "it declares entities, as no word processor does");
        break;
    default:
        break;
    }
}

static int
xml_read(void *context, char *out, int most)
{
    const struct xml_source *source = context;

    return source->read(source->context, out, most);
}

static int
xml_close(void *context)
{
    (void)context; /* whoever opened it closes it */
    return 0;
}

static void
xml_ignore(void *context, xmlErrorPtr error)
{
    (void)context;
    (void)error;
}

static void
xml_print_nothing(void *context, const char *format, ...)
{
    (void)context;
    (void)format;
}

void
xml_hush(void)
{
    xmlSetGenericErrorFunc(NULL, xml_print_nothing);
}

enum status
xml_walk(const struct xml_source *source, const struct xml_walker *walker,
         void *self, struct error *err)
{
    struct xml xml = {.source = source, .walker = walker, .self = self};
    int more;

    xml_hush();
    xml.reader = xmlReaderForIO(xml_read, xml_close, (void *)(uintptr_t)source,
                                NULL, NULL, XML_OPTIONS);
    if (xml.reader == NULL)
        return error_set(err, STATUS_BAD_DOCUMENT, "%s is no XML",
                         source->name);
    xmlTextReaderSetStructuredErrorHandler(xml.reader, xml_ignore, NULL);
    more = xmlTextReaderRead(xml.reader);
    while (more == 1 && xml.error.code == STATUS_OK) {
        xml_node(&xml);
        if (xml.error.code == STATUS_OK)
            more = xmlTextReaderRead(xml.reader);
    }
    xmlFreeTextReader(xml.reader);
    if (xml.error.code != STATUS_OK)
        return error_set(err, xml.error.code, "%s", xml.error.text);
    if (more != 0)
        return error_set(err, STATUS_BAD_DOCUMENT,
                         "%s is damaged or no XML as it must be", source->name);
    return STATUS_OK;
}
