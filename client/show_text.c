#include "client/show_text.h"

#include "client/wrap.h"
#include "lib/model/cite.h"

#include <ctype.h>
#include <string.h>

enum {
    INDENT = 2,
    DEEPER = 3,    /* columns a list within a list stands further in */
    DEPTH_MAX = 4, /* lists within lists that are shown so */
    LABEL_MAX = 12 /* bytes; longer ones are none and would push the text out */
};

struct page {
    struct wrap wrap;
    const struct show_result *result;
    struct arena *arena;
};

/* Where the label's own part begins: "2.1.a" is an "a" under 2.1; the
 * numbers of "2.1" belong together. */
static const char *
own_label(const char *label)
{
    const char *own = strrchr(label, '.');

    own = own == NULL ? label : own + 1;
    while (own > label && isdigit((unsigned char)*own)) {
        const char *before = own - 1;

        while (before > label && before[-1] != '.')
            before--;
        if (!isdigit((unsigned char)*before))
            break;
        own = before;
    }
    return own;
}

/* "p1" is an unlabelled paragraph, "b2" a bullet: nothing of the text. */
static bool
is_made_up(const char *label, char letter)
{
    return label[0] == letter && isdigit((unsigned char)label[1]) &&
           label[1 + strspn(label + 1, "0123456789")] == '\0';
}

static const char *
label_text(const char *label, struct arena *arena)
{
    if (is_made_up(label, 'p'))
        return "";
    return is_made_up(label, 'b') ? "-" : cite_label(label, arena);
}

/* How many lists the clause stands in, its own left out. */
static unsigned
depth_of(const char *label, const char *own)
{
    unsigned depth = 0;

    for (const char *at = label; at < own; at++)
        depth +=
            *at == '.' && (at + 1 == own || !isdigit((unsigned char)at[1]));
    return depth < DEPTH_MAX ? depth : DEPTH_MAX;
}

static void
begin_labelled(struct page *page, const char *label)
{
    const char *own = own_label(label);
    unsigned indent = INDENT + DEEPER * depth_of(label, own);
    const char *shown = label_text(own, page->arena);
    const char *lead =
        arena_printf(page->arena, "%*s%.*s%s", (int)indent, "", LABEL_MAX,
                     shown, *shown == '\0' ? "" : " ");

    wrap_begin(&page->wrap, lead, (unsigned)strlen(lead));
}

static void
put_labelled(struct page *page, const char *label, const char *text)
{
    begin_labelled(page, label);
    wrap_put_text(&page->wrap, text);
    wrap_end(&page->wrap);
}

static void
put_sections(struct page *page, bool headings)
{
    const struct resolution *r = &page->result->resolution;

    for (size_t i = 0; i < r->section_count; i++) {
        const struct section *section = &r->sections[i];

        if (headings) {
            buf_put_byte(page->wrap.out, '\n');
            if (*section->heading != '\0')
                wrap_paragraph(&page->wrap, "", 0, section->heading, true);
        }
        for (size_t j = 0; j < section->clause_count; j++)
            put_labelled(page, section->clauses[j].label,
                         section->clauses[j].text);
    }
}

/* What stands behind the edition in an id; NULL when nothing does. */
static const char *
part_of(const char *id)
{
    const char *slash = strchr(id, '/');

    return slash == NULL || slash[1] == '\0' ? NULL : slash + 1;
}

static void
put_footnotes(struct page *page)
{
    const struct resolution *r = &page->result->resolution;

    if (r->footnote_count == 0)
        return;
    buf_put_byte(page->wrap.out, '\n');
    wrap_paragraph(&page->wrap, "", 0, "Footnotes", true);
    for (size_t i = 0; i < r->footnote_count; i++) {
        const struct footnote *footnote = &r->footnotes[i];
        const char *anchor = part_of(footnote->anchor);

        begin_labelled(page, footnote->label);
        wrap_put_text(&page->wrap, footnote->text);
        if (anchor != NULL) {
            wrap_put_text(&page->wrap, " [on ");
            wrap_put_text(&page->wrap, anchor);
            wrap_put_text(&page->wrap, "]");
        }
        wrap_end(&page->wrap);
    }
}

/* A citation without an edition means any that is held. */
static bool
is_held(const struct show_result *result, const char *id)
{
    size_t len = strlen(id);

    for (size_t i = 0; i < result->held_count; i++)
        if (strncmp(result->held[i], id, len) == 0 &&
            (result->held[i][len] == '\0' || result->held[i][len] == '@' ||
             result->held[i][len] == '.'))
            return true;
    return false;
}

static void
put_cite(struct page *page, const struct citation *citation)
{
    struct wrap *wrap = &page->wrap;
    const char *part = part_of(citation->in);

    wrap_begin(wrap, "", INDENT);
    if (citation->id != NULL) {
        wrap_put_text(wrap, citation->id);
        wrap_put_text(wrap, ": ");
    }
    wrap_put_text(wrap, citation->text);
    wrap_put_text(wrap, ", from ");
    wrap_put_text(wrap, part == NULL ? "the foreword" : part);
    if (citation->id == NULL)
        wrap_put_text(wrap, ", which does not say whose resolution it is");
    else if (!is_held(page->result, citation->id))
        wrap_put_text(wrap, ", not held");
    if (citation->id != NULL && citation->year == 0)
        wrap_put_text(wrap, ", no edition given");
    wrap_end(wrap);
}

static void
put_cites_of(struct page *page, const struct citation *list, size_t count,
             bool *any)
{
    for (size_t i = 0; i < count; i++) {
        if (!*any) {
            buf_put_byte(page->wrap.out, '\n');
            wrap_paragraph(&page->wrap, "", 0, "Cites", true);
        }
        *any = true;
        put_cite(page, &list[i]);
    }
}

static void
put_cites(struct page *page)
{
    const struct resolution *r = &page->result->resolution;
    bool any = false;

    put_cites_of(page, r->foreword_cites, r->foreword_cite_count, &any);
    for (size_t i = 0; i < r->section_count; i++)
        for (size_t j = 0; j < r->sections[i].clause_count; j++)
            put_cites_of(page, r->sections[i].clauses[j].cites,
                         r->sections[i].clauses[j].cite_count, &any);
    for (size_t i = 0; i < r->footnote_count; i++)
        put_cites_of(page, r->footnotes[i].cites, r->footnotes[i].cite_count,
                     &any);
}

static void
put_cited_by(struct page *page)
{
    const struct show_result *result = page->result;

    if (result->cited_by_count == 0)
        return;
    buf_put_byte(page->wrap.out, '\n');
    wrap_paragraph(&page->wrap, "", 0, "Cited by", true);
    for (size_t i = 0; i < result->cited_by_count; i++)
        wrap_paragraph(&page->wrap, "", INDENT, result->cited_by[i], false);
}

static void
put_superseded(struct page *page)
{
    if (page->result->superseded_by == NULL)
        return;
    wrap_begin(&page->wrap, "", 0);
    wrap_put_text(&page->wrap, "Superseded: a later edition is held, ");
    wrap_put_text(&page->wrap, page->result->superseded_by);
    wrap_end(&page->wrap);
}

/* "(Johannesburg, 2008; Dubai, 2012)" */
static void
put_history(struct page *page)
{
    const struct resolution *r = &page->result->resolution;

    if (r->history_count == 0)
        return;
    wrap_begin(&page->wrap, "", 0);
    for (size_t i = 0; i < r->history_count; i++) {
        wrap_put_text(&page->wrap, i == 0 ? "(" : "; ");
        wrap_put_text(&page->wrap, r->history[i].place);
        wrap_put_text(&page->wrap,
                      arena_printf(page->arena, ", %u", r->history[i].year));
    }
    wrap_put_text(&page->wrap, ")");
    wrap_end(&page->wrap);
}

static void
put_head(struct page *page)
{
    const struct resolution *r = &page->result->resolution;
    struct wrap *wrap = &page->wrap;

    wrap_paragraph(wrap, "", 0, page->result->cite, true);
    wrap_paragraph(wrap, "", 0, r->title, true);
    put_history(page);
    put_superseded(page);
}

static void
put_source(struct page *page)
{
    const struct resolution *r = &page->result->resolution;

    buf_put_byte(page->wrap.out, '\n');
    wrap_begin(&page->wrap, "", 0);
    wrap_put_text(&page->wrap, "Source: ");
    wrap_put_text(&page->wrap, r->source_file);
    if (r->foreword_count > 0)
        wrap_put_text(
            &page->wrap,
            arena_printf(page->arena,
                         " (its foreword, %zu paragraph%s, is in --json)",
                         r->foreword_count, r->foreword_count == 1 ? "" : "s"));
    wrap_end(&page->wrap);
}

static void
put_part(struct page *page)
{
    const struct resolution *r = &page->result->resolution;

    wrap_paragraph(&page->wrap, "", 0, page->result->cite, true);
    put_superseded(page);
    if (r->section_count + r->footnote_count == 0) /* the title */
        wrap_paragraph(&page->wrap, "", INDENT, r->title, false);
    put_sections(page, false);
    for (size_t i = 0; i < r->footnote_count; i++)
        put_labelled(page, r->footnotes[i].label, r->footnotes[i].text);
}

void
show_text_put(struct buf *out, const struct show_result *result,
              const struct terminal *terminal, struct arena *arena)
{
    struct page page = {.result = result, .arena = arena};

    wrap_init(&page.wrap, out, terminal->width, terminal->colour);
    if (result->focus != NULL) {
        put_part(&page);
    } else {
        put_head(&page);
        put_sections(&page, true);
        put_footnotes(&page);
        put_cites(&page);
        put_cited_by(&page);
        put_source(&page);
    }
    wrap_deinit(&page.wrap);
}
