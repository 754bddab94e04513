/*
 * What stands on a page but is none of its text. The forms were seen in
 * converted texts: "- 3 -", "WTSA-08 Resolution 68 1", "18WTSA-16 -
 * Resolution 1", "Res. 2 / 21", "M:\\DIR\\Resolution 1E.docx".
 */
#include "indexer/segment/segment_page.h"

#include "lib/base/cleanup.h"
#include "lib/text/fold.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { PAGE_DIGITS_MAX = 4 };

static size_t
digits_at(const char *text)
{
    size_t digits = strspn(text, "0123456789");

    return digits <= PAGE_DIGITS_MAX ? digits : 0;
}

/* "- 3 -" */
static bool
is_page_mark(const char *text)
{
    size_t digits;

    if (*text++ != '-')
        return false;
    text += strspn(text, " ");
    digits = digits_at(text);
    text += digits;
    text += strspn(text, " ");
    return digits > 0 && strcmp(text, "-") == 0;
}

/* "M:\\DIR\\Resolution 1E.docx", perhaps in brackets with a number */
static bool
is_file_path(const char *text)
{
    return isalpha((unsigned char)*text) && text[1] == ':' && text[2] == '\\';
}

/* Behind "Resolution 68" or "Res. 68" of that number; NULL: neither. */
static const char *
own_name_end(const char *text, unsigned number)
{
    static const char *const words[] = {"resolution ", "res. "};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t len = strlen(words[i]), digits;

        if (strncasecmp(text, words[i], len) != 0)
            continue;
        digits = digits_at(text + len);
        if (digits > 0 && strtoul(text + len, NULL, 10) == number)
            return text + len + digits;
    }
    return NULL;
}

/* Behind the "WTSA-08" or "18WTSA-16 -" that may begin a running head. */
static const char *
event_end(const struct grammar *grammar, const char *text,
          struct arena *scratch)
{
    const char *at = text + digits_at(text);
    const char *body;
    unsigned year;
    size_t len;

    at += strspn(at, " ");
    len = strcspn(at, " ");
    if (!grammar_event(grammar, arena_strndup(scratch, at, len), &body, &year))
        return NULL;
    at += len;
    return at + strspn(at, " -");
}

static bool
is_running_head(const struct grammar *grammar, unsigned number,
                const char *text, struct arena *scratch)
{
    const char *event = event_end(grammar, text, scratch);
    const char *at = own_name_end(event == NULL ? text : event, number);
    size_t gap, page;

    if (at == NULL)
        return false;
    gap = strspn(at, " /");
    page = digits_at(at + gap);
    if (at[gap + page] != '\0')
        return false;
    /* "Resolution 68" alone may be wrapped text; with a page it is none. */
    return event != NULL || (page > 0 && memchr(at, '/', gap) != NULL);
}

bool
page_line_is(const struct build *build, unsigned number, const char *text,
             struct arena *scratch)
{
    size_t len = strlen(text);
    const char *plain;

    if (len == 0 || len > PAGE_LINE_MAX)
        return false;
    plain = fold_typography(scratch, text, len);
    return is_page_mark(plain) || is_file_path(plain) ||
           is_running_head(build->grammar, number, plain, scratch);
}

unsigned
page_of_line(const struct lines *lines, const struct line *line)
{
    return line->number <= lines->page_count ? lines->pages[line->number - 1]
                                             : 0;
}

/* Whether a page ends between two lines with so many blank ones in between:
 * a mark was left out there, or the document says so. */
static bool
is_page_break(const struct lines *lines, const struct line *before,
              const struct line *after, size_t blanks)
{
    return after->number - before->number > blanks + 1 ||
           page_of_line(lines, before) != page_of_line(lines, after);
}

/* Blank lines where a page ends within a paragraph or a heading are of the
 * page. */
static void
blanks_drop(struct lines *lines)
{
    size_t kept = 0, text = 0; /* behind the last line that is not blank */
    size_t count = lines->count;

    for (size_t at = 0; at < count; at++) {
        const struct line line = lines->list[at];
        const struct line *last = text == 0 ? NULL : &lines->list[text - 1];

        if (line.len > 0 && last != NULL && text < kept &&
            !paragraph_ended(last->text, last->len) &&
            is_page_break(lines, last, &line, kept - text))
            kept = text;
        lines->list[kept++] = line;
        if (line.len > 0)
            text = kept;
    }
    lines->count = kept;
}

size_t
pages_drop(struct build *build, unsigned number)
{
    CLEANUP(arena_freep) struct arena *scratch = arena_new();
    CLEANUP(arena_freep) struct arena *kept_arena = arena_new();
    struct lines *lines = &build->lines;
    const bool *furniture = edges_find(build, number, kept_arena);
    size_t kept = 0, count = lines->count;

    for (size_t at = 0; at < count; at++) {
        const struct line *line = &lines->list[at];
        bool is_edge = furniture != NULL && furniture[at];

        arena_reset(scratch);
        if (line->mark_count > 0 ||
            (!is_edge && !page_line_is(build, number, line->text, scratch))) {
            lines->list[kept++] = *line;
            continue;
        }
        finding_add(&build->findings, FINDING_NOTE, "page_mark", line->number,
                    "a page mark or running head, left out: \"%s\"",
                    line->text);
    }
    lines->count = kept;
    blanks_drop(lines);
    return count - lines->count;
}
