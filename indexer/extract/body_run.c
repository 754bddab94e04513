/* What stands within paragraphs. */
#include "indexer/extract/body_walk.h"

#include "indexer/extract/line.h"
#include "lib/base/cleanup.h"
#include "lib/model/extracted.h"

#include <stdlib.h>
#include <string.h>

#define RUN_NOT_KNOWN "\xef\xbf\xbd" /* U+FFFD */

static void
count_language(struct body_walk *walk, size_t bytes)
{
    const char *name = walk->run.language;
    size_t i = 0;

    if (name == NULL)
        name = styles_language(walk->body->styles);
    if (name == NULL)
        return;
    while (i < walk->language_count &&
           strcmp(walk->languages[i].name, name) != 0)
        i++;
    if (i == LANGUAGES_MAX)
        return;
    if (i == walk->language_count) {
        walk->languages[i].name = arena_strdup(walk->body->arena, name);
        walk->language_count++;
    }
    walk->languages[i].bytes += bytes;
}

static bool
is_seen(const struct body_walk *walk)
{
    return !walk->run.is_hidden && walk->instructed == 0 &&
           !flow_is_deleted(&walk->flows[walk->flow]);
}

void
body_run_put(struct body_walk *walk, struct xml *xml, const char *text,
             size_t len)
{
    struct flow *flow = &walk->flows[walk->flow];

    if (!is_seen(walk))
        return;
    if (walk->run.has_custom) {
        extracted_put_text(&walk->run.mark, text, len);
        return;
    }
    walk->text += len;
    if (walk->text > LINE_TEXT_MAX) {
        xml_fail(xml, STATUS_TOO_LARGE, "it has more than 16 MiB of text");
        return;
    }
    flow->is_open = true; /* text outside of a paragraph is text too */
    if (walk->run.is_raised)
        flow_put_raised(flow, text, len);
    else
        extracted_put_text(&flow->text, text, len);
    count_language(walk, len);
}

static void
put(struct body_walk *walk, struct xml *xml, const char *text)
{
    body_run_put(walk, xml, text, strlen(text));
}

void
body_run_begin(void *self, struct xml *xml)
{
    struct body_walk *walk = self;
    const struct flow *flow = &walk->flows[walk->flow];

    (void)xml;
    walk->run.is_hidden =
        flow->properties.style != NULL &&
        styles_find(walk->body->styles, flow->properties.style).is_hidden;
    walk->run.is_raised = false;
    walk->run.language = NULL;
}

/* The mark of a note, and the note behind the line. */
static void
put_mark(struct body_walk *walk, const struct notes_one *note,
         const char *label)
{
    struct flow *flow = &walk->flows[walk->flow];
    const char *text;

    extracted_put_mark(&flow->text, label);
    if (note == NULL) /* its text is missing, and the mark says so */
        return;
    text = notes_text(note, label);
    walk->text += strlen(text);
    line_put_note(&flow->after, 0, label, text, strlen(text));
}

void
body_run_end(void *self, struct xml *xml)
{
    struct body_walk *walk = self;

    (void)xml;
    if (walk->run.has_custom) {
        struct buf *mark = &walk->run.mark;

        walk->run.has_custom = false;
        put_mark(walk, walk->run.custom, mark->len == 0 ? "*" : buf_text(mark));
        buf_clear(mark);
    }
    walk->run.is_hidden = walk->run.is_raised = false;
    walk->run.language = NULL;
}

void
body_run_style(void *self, struct xml *xml)
{
    struct body_walk *walk = self;
    const char *id = xml_attr(xml, "val");

    if (id != NULL && xml_above(xml, 2) == ELEMENT_R)
        walk->run.is_hidden = walk->run.is_hidden ||
                              styles_find(walk->body->styles, id).is_hidden;
}

void
body_run_language(void *self, struct xml *xml)
{
    struct body_walk *walk = self;
    const char *name = xml_attr(xml, "val");

    if (name != NULL && strlen(name) <= LANGUAGE_BYTES_MAX &&
        xml_above(xml, 2) == ELEMENT_R)
        walk->run.language = arena_strdup(walk->body->arena, name);
}

void
body_run_raised(void *self, struct xml *xml)
{
    struct body_walk *walk = self;
    const char *how = xml_attr(xml, "val");

    if (xml_above(xml, 2) == ELEMENT_R)
        walk->run.is_raised = how != NULL && strcmp(how, "superscript") == 0;
}

void
body_run_field(void *self, struct xml *xml)
{
    struct body_walk *walk = self;
    const char *what = xml_attr(xml, "fldCharType");

    if (what == NULL)
        return;
    if (strcmp(what, "begin") == 0) {
        if (walk->fields == FIELDS_MAX) {
            xml_fail(xml, STATUS_BAD_DOCUMENT, "its fields nest too deep");
            return;
        }
        walk->instructed |= UINT64_C(1) << walk->fields++;
    } else if (walk->fields > 0) {
        walk->instructed &= ~(UINT64_C(1) << (walk->fields - 1));
        if (strcmp(what, "end") == 0)
            walk->fields--;
    }
}

static void
put_note(struct body_walk *walk, struct xml *xml, enum notes_kind kind)
{
    struct notes *notes = &walk->body->notes[kind];
    const struct notes_one *note = notes_find(notes, xml_number(xml, "id", -1));
    const char *custom = xml_attr(xml, "customMarkFollows");

    if (!is_seen(walk) || walk->notes != NULL)
        return;
    walk->flows[walk->flow].is_open = true;
    if (custom == NULL || strcmp(custom, "0") == 0 ||
        strcmp(custom, "false") == 0) {
        put_mark(walk, note, notes_label(notes, walk->body->arena));
        return;
    }
    walk->run.custom = note;
    walk->run.has_custom = xml_above(xml, 1) == ELEMENT_R;
}

void
body_run_footnote(void *self, struct xml *xml)
{
    put_note(self, xml, NOTES_FOOT);
}

void
body_run_endnote(void *self, struct xml *xml)
{
    put_note(self, xml, NOTES_END);
}

/* Characters of the font Symbol, which Unicode has elsewhere. */
void
body_run_symbol(void *self, struct xml *xml)
{
    static const struct {
        unsigned long code;
        const char *text;
    } symbols[] = {
        {0xb7, "\xe2\x80\xa2"},
        {0xa3, "\xe2\x89\xa4"},
        {0xb3, "\xe2\x89\xa5"},
        {0xb1, "\xc2\xb1"},
        {0xb4, "\xc3\x97"},
        {0x2d, "\xe2\x88\x92"},
        {0xb9, "\xe2\x89\xa0"},
        {0xb0, "\xc2\xb0"},
        {0x6d, "\xce\xbc"},
        {0x2a, "*"},
        {0x31, "1"},
        {0x32, "2"},
    };
    const char *code = xml_attr(xml, "char");
    unsigned long number = code == NULL ? 0 : strtoul(code, NULL, 16) & 0xff;
    const char *font = xml_attr(xml, "font");

    for (size_t i = 0; i < COUNT_OF(symbols) && font != NULL; i++) {
        if (symbols[i].code == number && strcmp(font, "Symbol") == 0) {
            put(self, xml, symbols[i].text);
            return;
        }
    }
    put(self, xml, RUN_NOT_KNOWN);
}

void
body_run_tab(void *self, struct xml *xml)
{
    if (xml_above(xml, 1) == ELEMENT_R) /* not a stop of the ruler */
        put(self, xml, "\t");
}

void
body_run_break(void *self, struct xml *xml)
{
    struct body_walk *walk = self;

    (void)xml;
    if (is_seen(walk) && !walk->run.has_custom)
        flow_break(&walk->flows[walk->flow]);
}

void
body_run_hyphen(void *self, struct xml *xml)
{
    put(self, xml, "\xe2\x80\x91");
}

void
body_run_soft_hyphen(void *self, struct xml *xml)
{
    put(self, xml, "\xc2\xad");
}

void
body_run_sup(void *self, struct xml *xml)
{
    put(self, xml, "^");
}

void
body_run_sub(void *self, struct xml *xml)
{
    put(self, xml, "_");
}

void
body_run_denominator(void *self, struct xml *xml)
{
    put(self, xml, "/");
}
