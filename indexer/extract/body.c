#include "indexer/extract/body.h"

#include "indexer/extract/body_walk.h"
#include "indexer/extract/line.h"
#include "lib/model/extracted.h"

#include <string.h>

enum { NOTES_MAX = 5000 };

void
body_init(struct body *body, struct arena *arena)
{
    *body = (struct body){
        .arena = arena,
        .styles = styles_new(arena),
        .numbering = numbering_new(arena),
        .notes[NOTES_FOOT] = notes_of(NUMBER_DECIMAL),
        .notes[NOTES_END] = notes_of(NUMBER_LOWER_ROMAN),
    };
}

static struct flow *
flow_now(struct body_walk *walk)
{
    return &walk->flows[walk->flow];
}

/* Where lines of the flow at hand go: behind the line that it stands in. */
static struct buf *
out_now(struct body_walk *walk)
{
    return walk->flow == 0 ? walk->out : &walk->flows[walk->flow - 1].after;
}

static struct flow_context
context_of(const struct body_walk *walk)
{
    return (struct flow_context){walk->body->styles, walk->body->numbering};
}

static void
settle(struct body_walk *walk)
{
    const struct flow_context context = context_of(walk);

    flow_settle(flow_now(walk), &context, out_now(walk));
}

static void
begin_section(struct body *body)
{
    for (size_t i = 0; i < NOTES_KINDS; i++)
        notes_begin_section(&body->notes[i]);
}

static void
begin_paragraph(void *self, struct xml *xml)
{
    (void)xml;
    flow_begin_paragraph(flow_now(self));
}

static void
end_paragraph(void *self, struct xml *xml)
{
    struct body_walk *walk = self;
    const struct flow_context context = context_of(walk);

    (void)xml;
    flow_end_paragraph(flow_now(walk), &context, out_now(walk));
    if (flow_now(walk)->properties.ends_section)
        begin_section(walk->body);
}

/* What it says has been read (notes.h). */
static void
begin_section_end(void *self, struct xml *xml)
{
    if (xml_above(xml, 1) == ELEMENT_P_PR)
        flow_now(self)->properties.ends_section = true;
    xml_skip(xml);
}

static void
begin_style(void *self, struct xml *xml)
{
    struct body_walk *walk = self;

    if (xml_above(xml, 1) == ELEMENT_P_PR)
        flow_now(walk)->properties.style =
            arena_strdup(walk->body->arena, xml_attr(xml, "val"));
}

static void
begin_number(void *self, struct xml *xml)
{
    if (xml_above(xml, 2) == ELEMENT_P_PR)
        flow_now(self)->properties.numbering = xml_number(xml, "val", 0);
}

static void
begin_level(void *self, struct xml *xml)
{
    if (xml_above(xml, 2) == ELEMENT_P_PR)
        flow_now(self)->properties.level = xml_number(xml, "val", 0);
}

/* Of a run, or of the mark at the end of a paragraph. */
static void
begin_hidden(void *self, struct xml *xml)
{
    struct body_walk *walk = self;

    if (xml_above(xml, 2) == ELEMENT_R)
        walk->run.is_hidden = xml_is_on(xml);
    else if (xml_above(xml, 2) == ELEMENT_P_PR)
        flow_now(walk)->properties.is_hidden = xml_is_on(xml);
}

/* A deletion: of a row, of a paragraph's mark, or of what is in it. */
static void
begin_deleted(void *self, struct xml *xml)
{
    struct flow *flow = flow_now(self);
    enum element above = xml_above(xml, 1);

    if (above == ELEMENT_TR_PR)
        flow_delete_row(flow);
    else if (above == ELEMENT_R_PR && xml_above(xml, 2) == ELEMENT_P_PR)
        flow->properties.is_joined = true;
    else
        xml_skip(xml);
}

static void
begin_deleted_cell(void *self, struct xml *xml)
{
    (void)xml;
    flow_delete_cell(flow_now(self));
}

static void
begin_table(void *self, struct xml *xml)
{
    (void)xml;
    settle(self);
    flow_begin_table(flow_now(self));
}

static void
end_table(void *self, struct xml *xml)
{
    (void)xml;
    flow_end_table(flow_now(self), out_now(self));
}

static void
end_row(void *self, struct xml *xml)
{
    struct body_walk *walk = self;

    (void)xml;
    settle(walk);
    flow_end_row(flow_now(walk), out_now(walk));
}

static void
end_cell(void *self, struct xml *xml)
{
    (void)xml;
    settle(self);
    flow_end_cell(flow_now(self));
}

static void
begin_box(void *self, struct xml *xml)
{
    struct body_walk *walk = self;

    if (walk->flow + 1 == FLOWS_MAX) {
        xml_fail(xml, STATUS_BAD_DOCUMENT, "its text boxes nest too deep");
        return;
    }
    walk->flow++;
}

static void
end_box(void *self, struct xml *xml)
{
    struct body_walk *walk = self;

    (void)xml;
    settle(walk);
    flow_deinit(flow_now(walk));
    *flow_now(walk) = (struct flow){0};
    walk->flow--;
    flow_now(walk)->is_open = true; /* what it gave waits for its end */
}

static void
begin_alternate(void *self, struct xml *xml)
{
    struct body_walk *walk = self;

    walk->taken[xml_depth(xml)] = false;
}

static void
begin_choice(void *self, struct xml *xml)
{
    struct body_walk *walk = self;
    unsigned depth = xml_depth(xml);

    if (depth == 0 || xml_above(xml, 1) != ELEMENT_ALTERNATE)
        return;
    if (walk->taken[depth - 1])
        xml_skip(xml);
    walk->taken[depth - 1] = true;
}

/* Another file within, which only a word processor can join in. */
static void
begin_other_file(void *self, struct xml *xml)
{
    (void)self;
    xml_fail(xml, STATUS_BAD_DOCUMENT,
             "a part of its text is another file within it; open it in a word "
             "processor and save it again");
}

static void
end_body(void *self, struct xml *xml)
{
    struct body_walk *walk = self;

    settle(walk);
    if (walk->instructed != 0)
        xml_fail(xml, STATUS_BAD_DOCUMENT,
                 "a field in it does not end; open it in a word processor and "
                 "save it again");
}

static void
begin_note(void *self, struct xml *xml)
{
    struct body_walk *walk = self;
    const char *type = xml_attr(xml, "type");

    if (walk->notes == NULL || (type != NULL && strcmp(type, "normal") != 0)) {
        xml_skip(xml); /* the line that parts notes from the text */
        return;
    }
    walk->note = xml_number(xml, "id", -1);
    flow_now(walk)->is_note = true;
}

static void
end_note(void *self, struct xml *xml)
{
    struct body_walk *walk = self;
    struct flow *flow = flow_now(walk);
    struct notes *notes = walk->notes;
    struct notes_one *note;

    settle(walk);
    flow->is_note = false;
    if (notes->count == NOTES_MAX) {
        xml_fail(xml, STATUS_TOO_LARGE, "it has too many footnotes");
        return;
    }
    note = arena_push(walk->body->arena, notes->list, notes->count);
    note->id = walk->note;
    note->text = arena_strndup(walk->body->arena,
                               flow->note.len == 0 ? "" : flow->note.data,
                               flow->note.len);
    buf_clear(&flow->note);
}

static void
take_text(void *self, struct xml *xml, const char *text, size_t len)
{
    enum element element = xml_above(xml, 0);

    if (element == ELEMENT_T || element == ELEMENT_MATH_T)
        body_run_put(self, xml, text, len);
}

static const struct xml_handler handlers[ELEMENT_COUNT] = {
    BODY_RUN_HANDLERS,
    [ELEMENT_BODY] = {.end = end_body},
    [ELEMENT_FOOTNOTE] = {.begin = begin_note, .end = end_note},
    [ELEMENT_ENDNOTE] = {.begin = begin_note, .end = end_note},
    [ELEMENT_P] = {.begin = begin_paragraph, .end = end_paragraph},
    [ELEMENT_P_STYLE] = {.begin = begin_style},
    [ELEMENT_NUM_ID] = {.begin = begin_number},
    [ELEMENT_ILVL] = {.begin = begin_level},
    [ELEMENT_VANISH] = {.begin = begin_hidden},
    [ELEMENT_TBL] = {.begin = begin_table, .end = end_table},
    [ELEMENT_TR] = {.end = end_row},
    [ELEMENT_TC] = {.end = end_cell},
    [ELEMENT_CELL_DEL] = {.begin = begin_deleted_cell},
    [ELEMENT_TEXT_BOX] = {.begin = begin_box, .end = end_box},
    [ELEMENT_ALTERNATE] = {.begin = begin_alternate},
    [ELEMENT_CHOICE] = {.begin = begin_choice},
    [ELEMENT_FALLBACK] = {.begin = begin_choice},
    [ELEMENT_ALT_CHUNK] = {.begin = begin_other_file},
    [ELEMENT_SUB_DOC] = {.begin = begin_other_file},
    [ELEMENT_DEL] = {.begin = begin_deleted},
    [ELEMENT_MOVE_FROM] = {.begin = begin_deleted},
    [ELEMENT_DEL_TEXT] = {.skip = true},
    [ELEMENT_INSTRUCTION] = {.skip = true},
    [ELEMENT_RUBY_TEXT] = {.skip = true},
    [ELEMENT_P_CHANGE] = {.skip = true},
    [ELEMENT_R_CHANGE] = {.skip = true},
    [ELEMENT_SECT_PR] = {.begin = begin_section_end},
};

static enum status
walk_text(struct body_walk *walk, const struct xml_source *source,
          struct error *err)
{
    const struct xml_walker walker = {handlers, take_text};
    enum status status = xml_walk(source, &walker, walk, err);

    for (size_t i = 0; i < FLOWS_MAX; i++)
        flow_deinit(&walk->flows[i]);
    buf_deinit(&walk->run.mark);
    return status;
}

enum status
body_read_notes(struct body *body, enum notes_kind kind,
                const struct xml_source *source, struct error *err)
{
    struct buf none = {0};
    struct body_walk walk = {
        .body = body, .out = &none, .notes = &body->notes[kind]};
    enum status status = walk_text(&walk, source, err);

    buf_deinit(&none);
    return status;
}

static const char *
main_language(const struct body_walk *walk)
{
    const char *name = NULL;
    size_t most = 0;

    for (size_t i = 0; i < walk->language_count; i++) {
        if (walk->languages[i].bytes > most) {
            most = walk->languages[i].bytes;
            name = walk->languages[i].name;
        }
    }
    return name;
}

enum status
body_read(struct body *body, struct buf *out, const struct xml_source *source,
          struct error *err)
{
    struct buf lines = {0}, name = {0};
    struct body_walk walk = {.body = body, .out = &lines};
    const char *language;
    enum status status;

    begin_section(body);
    status = walk_text(&walk, source, err);
    language = main_language(&walk);
    if (status == STATUS_OK && language != NULL) {
        extracted_put_text(&name, language, strlen(language));
        if (name.len > 0)
            line_put(out, STYLE_LANGUAGE, 0, name.data, name.len);
    }
    if (status == STATUS_OK && lines.len > 0)
        buf_put(out, lines.data, lines.len);
    buf_deinit(&lines);
    buf_deinit(&name);
    return status;
}
