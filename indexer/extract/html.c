#include "indexer/extract/html.h"

#include "indexer/extract/charset.h"
#include "indexer/extract/html_condition.h"
#include "indexer/extract/html_line.h"
#include "indexer/extract/html_tag.h"
#include "indexer/extract/line.h"
#include "indexer/extract/style_names.h"
#include "indexer/extract/xml.h"
#include "lib/base/memory.h"
#include "lib/model/extracted.h"

#include <ctype.h>
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    DEPTH_MAX = 400,
    HTML_OPTIONS = HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                   HTML_PARSE_NOWARNING | HTML_PARSE_IGNORE_ENC |
                   HTML_PARSE_RECOVER
};

struct open {
    enum html_tag tag;
    enum style style; /* of lines in it */
    bool is_pre, is_heading, is_skipped, is_raised;
    bool is_note; /* a footnote ends with it */
    struct html_list list;
};

struct page {
    htmlParserCtxt *parser;
    struct html_line line;
    struct open stack[DEPTH_MAX];
    unsigned depth;
    struct buf title, language;
    bool is_styled; /* its styles say how lists count */
    struct error error;
};

static struct open *
top(struct page *page)
{
    return &page->stack[page->depth];
}

static void
fail(struct page *page, enum status status, const char *text)
{
    if (page->error.code == STATUS_OK)
        error_set(&page->error, status, "%s", text);
    xmlStopParser(page->parser);
}

static void
fail_memory(struct page *page)
{
    error_set(&page->error, STATUS_TOO_LARGE,
              "there is not enough memory to read it");
}

/* A style that a class names: "Call", "MsoNormal ResNo". */
static bool
style_of_class(enum style *out, const char *classes)
{
    static const char spaces[] = " \t\r\n\f";

    while (classes != NULL && *classes != '\0') {
        size_t len;

        classes += strspn(classes, spaces);
        len = strcspn(classes, spaces);
        if (len > 0 && style_names_find(out, classes, len))
            return true;
        classes += len;
    }
    return false;
}

/* The innermost list around the element at hand. */
static struct html_list *
list_around(struct page *page)
{
    for (unsigned at = page->depth; at > 0; at--)
        if (page->stack[at].list.is_list)
            return &page->stack[at].list;
    return NULL;
}

static bool
is_one_line(const struct open *open)
{
    switch (open->style) {
    case STYLE_NUMBER:
    case STYLE_TITLE:
    case STYLE_HISTORY:
    case STYLE_HEADING:
    case STYLE_PART_TITLE:
        return true;
    default:
        return open->is_heading;
    }
}

static void
begin_break(struct page *page)
{
    if (is_one_line(top(page)))
        html_line_put(&page->line, " ", 1, false, top(page)->style);
    else
        html_line_break(&page->line);
}

static void
begin_root(struct page *page, const char *const *attributes)
{
    const char *language = html_label_attr(attributes, "lang");

    if (language == NULL)
        language = html_label_attr(attributes, "xml:lang");
    if (language == NULL || *language == '\0')
        return;
    buf_clear(&page->language); /* the body knows better than the page */
    extracted_put_text(&page->language, language, strlen(language));
}

static void
begin_tag(struct page *page, const char *const *attributes)
{
    struct open *open = top(page);
    struct html_line *line = &page->line;

    switch (open->tag) {
    case HTML_ROOT:
        begin_root(page, attributes);
        break;
    case HTML_BREAK:
        begin_break(page);
        break;
    case HTML_ANCHOR:
        if (html_label_anchor(attributes) != HTML_ANCHOR_NONE)
            html_line_begin_anchor(line, html_label_anchor(attributes));
        break;
    case HTML_LIST:
    case HTML_DASHES:
        html_line_end(line);
        html_label_list(&open->list, attributes, open->tag == HTML_DASHES,
                        page->is_styled);
        break;
    case HTML_ITEM:
        html_line_item(line, list_around(page), attributes);
        break;
    case HTML_TABLE:
        html_line_end(line);
        grid_begin(&line->grid);
        break;
    case HTML_INLINE:
    case HTML_RAISED:
    case HTML_SKIP:
    case HTML_STYLE:
    case HTML_TITLE:
        break;
    default:
        html_line_end(line);
        break;
    }
}

static void
begin_element(void *self, const xmlChar *name, const xmlChar **given)
{
    struct page *page = self;
    const char *const *attributes = (const char *const *)given;
    struct open *open;

    if (page->error.code != STATUS_OK)
        return;
    if (page->depth + 1 == DEPTH_MAX) {
        fail(page, STATUS_BAD_DOCUMENT, "its elements are nested too deep");
        return;
    }
    page->depth++;
    open = top(page);
    *open = page->stack[page->depth - 1]; /* what is around it goes on in it */
    open->list = (struct html_list){0};
    open->tag = html_tag_find((const char *)name);
    open->is_note = html_label_is_note(attributes);
    open->is_pre = open->is_pre || open->tag == HTML_PRE;
    open->is_heading = open->is_heading || open->tag == HTML_HEADING;
    open->is_raised = open->is_raised || open->tag == HTML_RAISED ||
                      html_label_is_raised(attributes);
    open->is_skipped = open->is_skipped || open->tag == HTML_SKIP ||
                       html_label_is_hidden(attributes);
    if (open->tag != HTML_INLINE && open->tag != HTML_RAISED &&
        open->tag != HTML_ANCHOR)
        style_of_class(&open->style, html_label_attr(attributes, "class"));
    if (!open->is_skipped)
        begin_tag(page, attributes);
}

static void
end_tag(struct page *page)
{
    const struct open *open = top(page);
    struct html_line *line = &page->line;

    switch (open->tag) {
    case HTML_ANCHOR:
        html_line_end_anchor(line);
        break;
    case HTML_ITEM:
        html_line_end_item(line);
        break;
    case HTML_CELL:
        html_line_end_item(line);
        grid_end_cell(&line->grid);
        break;
    case HTML_ROW:
        html_line_end_item(line);
        grid_end_row(&line->grid, line->out);
        break;
    case HTML_TABLE:
        html_line_end_item(line);
        grid_end(&line->grid, line->out);
        break;
    case HTML_INLINE:
    case HTML_RAISED:
    case HTML_SKIP:
    case HTML_STYLE:
    case HTML_TITLE:
    case HTML_BREAK:
        break;
    default:
        html_line_end(line);
        break;
    }
    if (open->is_note)
        html_line_end_note(line);
}

static void
end_element(void *self, const xmlChar *name)
{
    struct page *page = self;

    (void)name; /* the parser closes in order */
    if (page->error.code != STATUS_OK || page->depth == 0)
        return;
    if (!top(page)->is_skipped)
        end_tag(page);
    page->depth--;
}

static void
take_text(void *self, const xmlChar *text, int len)
{
    struct page *page = self;
    const struct open *open = top(page);

    if (page->error.code != STATUS_OK || open->is_skipped)
        return;
    if (open->tag == HTML_STYLE) {
        page->is_styled = page->is_styled ||
                          memmem(text, (size_t)len, "list-style", 10) != NULL ||
                          memmem(text, (size_t)len, "counter(", 8) != NULL;
        return;
    }
    if (open->tag == HTML_TITLE) {
        extracted_put_text(&page->title, (const char *)text, (size_t)len);
        return;
    }
    page->line.is_raised = open->is_raised;
    html_line_put(&page->line, (const char *)text, (size_t)len, open->is_pre,
                  open->style);
    if (page->line.bytes > LINE_TEXT_MAX)
        fail(page, STATUS_TOO_LARGE, "it has more than 16 MiB of text");
}

static void
parse(struct page *page, const struct buf *text)
{
    htmlSAXHandler handler = {
        .startElement = begin_element,
        .endElement = end_element,
        .characters = take_text,
        .ignorableWhitespace = take_text,
        .cdataBlock = take_text,
    };

    xml_hush();
    page->parser = htmlCreateMemoryParserCtxt(text->data, (int)text->len);
    if (page->parser == NULL) {
        fail_memory(page);
        return;
    }
    htmlCtxtUseOptions(page->parser, HTML_OPTIONS);
    xmlSwitchEncoding(page->parser, XML_CHAR_ENCODING_UTF8);
    *page->parser->sax = handler;
    page->parser->userData = page;
    htmlParseDocument(page->parser);
    if (page->parser->disableSAX != 0 && page->error.code == STATUS_OK)
        fail_memory(page); /* it ends early without a word */
    htmlFreeParserCtxt(page->parser);
}

/* The title is a line, unless the page shows it as one. */
static void
put_title(struct page *page, const struct buf *lines, struct buf *out)
{
    struct buf *title = &page->title;
    size_t first = 0;

    while (first < title->len && isspace((unsigned char)title->data[first]))
        first++;
    while (title->len > first &&
           isspace((unsigned char)title->data[title->len - 1]))
        title->len--;
    if (title->len == first ||
        (lines->len > 0 && memmem(lines->data, lines->len, title->data + first,
                                  title->len - first) != NULL))
        return;
    line_put(out, STYLE_PLAIN, 0, title->data + first, title->len - first);
}

static void
finish(struct page *page, struct buf *out)
{
    struct buf *lines = page->line.out;

    html_line_end_item(&page->line);
    html_line_end_note(&page->line);
    while (page->line.grid.depth > 0)
        grid_end(&page->line.grid, lines);
    if (page->language.len > 0)
        line_put(out, STYLE_LANGUAGE, 0, page->language.data,
                 page->language.len);
    put_title(page, lines, out);
    if (lines->len > 0)
        buf_put(out, lines->data, lines->len);
}

enum status
html_read(struct buf *out, const char *bytes, size_t len, struct error *err)
{
    struct buf text = {0}, lines = {0};
    struct page *page;
    enum status status = charset_read(&text, bytes, len, err);

    html_condition_drop(&text);
    if (status != STATUS_OK || text.len == 0 || text.len > INT_MAX) {
        buf_deinit(&text);
        return status != STATUS_OK
                   ? status
                   : error_set(err, STATUS_BAD_DOCUMENT, "there is no text");
    }
    page = memory_alloc(sizeof *page);
    page->line.out = &lines;
    parse(page, &text);
    if (page->error.code == STATUS_OK)
        finish(page, out);
    else
        status = error_set(err, page->error.code, "%s", page->error.text);
    html_line_deinit(&page->line);
    buf_deinit(&page->title);
    buf_deinit(&page->language);
    buf_deinit(&text);
    buf_deinit(&lines);
    free(page);
    return status;
}
