/*
 * Footnotes at the end of a page of a document that has lost its make-up, as
 * PDF text has: "1 These include ...", the label alone on its line perhaps,
 * below a line with a digit glued to a word ("countries1"). Only both together
 * are a footnote, and only where no line above has the label before: items of
 * lists look the same.
 */
#include "indexer/segment/segment_build.h"

#include "lib/text/fold.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
    NOTE_LINES_MAX = 12, /* at the end of a page */
    GLUED_LETTERS = 4,   /* before a digit glued to them */
    LABEL_DIGITS_MAX = 2
};

/* The lines of a page, [first, end). */
struct page {
    size_t first, end;
};

static unsigned
page_of(const struct lines *lines, size_t at)
{
    unsigned number = lines->list[at].number;

    return number > 0 && number <= lines->page_count ? lines->pages[number - 1]
                                                     : 0;
}

static struct page
page_at(const struct lines *lines, size_t first)
{
    struct page page = {first, first};

    while (page.end < lines->count &&
           page_of(lines, page.end) == page_of(lines, first))
        page.end++;
    return page;
}

static bool
begins_upper(const struct lines *lines, size_t at)
{
    return at < lines->count && isupper((unsigned char)*lines->list[at].text);
}

/* "1 These", or "1" alone above "These": its label's digits; 0: the line
 * begins otherwise. */
static size_t
note_label(const struct lines *lines, size_t at)
{
    const char *text = lines->list[at].text;
    size_t digits = strspn(text, "0123456789"), next = digits;

    if (digits == 0 || digits > LABEL_DIGITS_MAX)
        return 0;
    if (text[digits] == '\0')
        return begins_upper(lines, at + 1) ? digits : 0;
    next += strspn(text + next, " \t");
    return next > digits && isupper((unsigned char)text[next]) ? digits : 0;
}

/* Whether the label is glued to a word of the text. */
static bool
is_glued(const char *text, const char *label, size_t digits)
{
    size_t letters = 0;

    for (const char *at = text; *at != '\0'; at++) {
        if (letters >= GLUED_LETTERS && strncmp(at, label, digits) == 0 &&
            !isalnum((unsigned char)at[digits]))
            return true;
        letters = islower((unsigned char)*at) ? letters + 1 : 0;
    }
    return false;
}

/* Where the footnote at `at` has its mark on the page, or the count of lines.
 */
static size_t
mark_find(const struct lines *lines, const struct page *page, size_t at)
{
    const struct line *line = &lines->list[at];

    for (size_t i = page->first; i < at; i++)
        if (is_glued(lines->list[i].text, line->text, note_label(lines, at)))
            return i;
    return lines->count;
}

/* Whether a line above has the label before this one, as items of a list do. */
static bool
is_item(const struct lines *lines, const struct page *page, size_t at)
{
    unsigned long label = strtoul(lines->list[at].text, NULL, 10);

    for (size_t i = page->first; i < at; i++) {
        const char *text = lines->list[i].text;
        size_t digits = strspn(text, "0123456789");

        if (label > 1 && digits > 0 && digits <= LABEL_DIGITS_MAX &&
            strtoul(text, NULL, 10) == label - 1)
            return true;
    }
    return false;
}

/* Where the footnotes of the page begin; its end when it has none. */
static size_t
notes_begin(const struct lines *lines, const struct page *page)
{
    size_t first = page->end - page->first > NOTE_LINES_MAX
                       ? page->end - NOTE_LINES_MAX
                       : page->first;

    for (size_t at = first; at < page->end; at++)
        if (note_label(lines, at) > 0 && !is_item(lines, page, at) &&
            mark_find(lines, page, at) < lines->count)
            return at;
    return page->end;
}

static void
note_take(struct build *build, size_t first, size_t end)
{
    const struct line *line = &build->lines.list[first];
    size_t digits = note_label(&build->lines, first);
    const char *label = arena_strndup(build->arena, line->text, digits);
    const char *text =
        lines_join(&build->lines, first, end - first, build->arena) + digits;
    struct note *note =
        lines_add_note(&build->lines, label, line->number, build->arena);

    note->text = arena_strdup(build->arena, text + strspn(text, " \t"));
    note->unmarked = true;
    finding_add(&build->findings, FINDING_DOUBT, "page_footnote", line->number,
                "the end of the page is read as footnote %s, whose mark is "
                "glued to a word above",
                label);
}

/* The footnotes from `at` up to the page's end. */
static void
notes_take(struct build *build, const struct page *page, size_t at)
{
    const struct lines *lines = &build->lines;

    for (size_t end; at < page->end; at = end) {
        for (end = at + 1; end < page->end; end++)
            if (note_label(lines, end) > 0 && mark_find(lines, page, end) < at)
                break;
        note_take(build, at, end);
    }
}

size_t
page_notes_take(struct build *build)
{
    struct lines *lines = &build->lines;
    size_t kept = 0, count = lines->count;
    struct page page;

    if (lines->pages == NULL)
        return 0;
    for (size_t at = 0; at < count; at = page.end) {
        size_t notes;

        page = page_at(lines, at);
        notes = page_of(lines, at) == 0 ? page.end : notes_begin(lines, &page);
        notes_take(build, &page, notes);
        memmove(lines->list + kept, lines->list + at,
                (notes - at) * sizeof *lines->list);
        kept += notes - at;
    }
    lines->count = kept;
    return count - kept;
}
