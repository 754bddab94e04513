/*
 * Headings among the lines of a body, wrapped or not.
 */
#include "indexer/segment/segment_heading.h"

#include "indexer/segment/segment_label.h"

#include <ctype.h>
#include <string.h>

enum {
    HEADING_BYTES_MAX = 200, /* of one line of a heading */
    HEADING_LINES_MAX = 3,   /* that a heading may be wrapped over */
    OPENING_WORDS = 3,       /* looked at for a heading's words in text */
    NAME_WORDS = 7           /* of an addressee that a line breaks */
};

/* Lines [at, at + lines) as one heading. */
static bool
heading_try(struct heading_found *out, const struct build *build, size_t at,
            size_t lines, struct arena *scratch)
{
    out->lines = lines;
    out->text = lines_join(&build->lines, at, lines, scratch);
    return grammar_heading(&out->heading, build->grammar, out->text, scratch);
}

/* Whether the line may be more of a heading that ends in words of no table:
 * by itself it is neither a heading nor does it begin with a label. */
static bool
tail_goes_on(const struct build *build, const struct line *line,
             struct arena *scratch)
{
    struct heading heading;
    struct label label;

    return islower((unsigned char)*line->text) &&
           !label_read(&label, line->text, line->len) &&
           !grammar_heading(&heading, build->grammar, line->text, scratch);
}

/* The last words of text, so many or all. */
static const char *
last_words(const char *text, size_t len, size_t words)
{
    while (len > 0 && words > 0) {
        len--;
        words -= len == 0 || text[len - 1] == ' ';
    }
    return text + len;
}

/* Bytes of the first words of text, so many or all. */
static size_t
first_words(const char *text, size_t words)
{
    size_t len = 0;

    while (words-- > 0) {
        len += strspn(text + len, " ");
        len += strcspn(text + len, " ");
    }
    return len;
}

/* Whether a line breaks within the name of an addressee: "... the Director of
 * the Telecommunication" before "Standardization Bureau". */
static bool
breaks_name(const struct build *build, const struct line *line,
            const struct line *next, struct arena *scratch)
{
    const char *whole = line->text;

    for (size_t before = 1; before < NAME_WORDS; before++) {
        const char *last = last_words(whole, line->len, before);
        size_t first = 0, more;

        for (size_t behind = 1; before + behind <= NAME_WORDS; behind++) {
            const char *name;

            more = first_words(next->text, behind);
            if (more == first) /* there are no more words */
                break;
            first = more;
            name =
                arena_printf(scratch, "%s %.*s", last, (int)first, next->text);
            if (grammar_addressee(build->grammar, name) != NULL)
                return true;
        }
        if (last == whole)
            break;
    }
    return false;
}

/* Whether a heading surely goes on in the next line, whoever is named there. */
static bool
surely_goes_on(const struct build *build, const struct line *next,
               struct arena *scratch)
{
    return strncmp(next->text, "and ", 4) == 0 ||
           strncmp(next->text, "or ", 3) == 0 ||
           breaks_name(build, next - 1, next, scratch);
}

/*
 * The heading at `at`. One line that is complete is enough, unless the next
 * goes on with the addressees; one that is not may be wrapped.
 */
bool
heading_find(struct heading_found *out, const struct build *build, size_t at,
             struct arena *scratch)
{
    const struct lines *lines = &build->lines;
    bool found;

    if (lines->list[at].len > HEADING_BYTES_MAX ||
        !grammar_may_be_heading(build->grammar, lines->list[at].text))
        return false;
    found = heading_try(out, build, at, 1, scratch);
    if (found && out->heading.kind != KIND_OPERATIVE)
        return true;
    for (size_t more = 2;
         more <= HEADING_LINES_MAX && at + more <= lines->count; more++) {
        const struct line *next = &lines->list[at + more - 1];
        struct heading_found wrapped;
        bool goes_on;

        if (next->len == 0 || next->len > HEADING_BYTES_MAX ||
            (next->style != lines->list[at].style &&
             next->style != STYLE_LINE) ||
            (found && paragraph_ended(next->text, next->len)))
            break;
        if (!heading_try(&wrapped, build, at, more, scratch))
            continue;
        goes_on =
            (wrapped.heading.unknown_count > 0 || wrapped.heading.loose) &&
            surely_goes_on(build, next, scratch);
        if (wrapped.heading.unknown_count > 0 && !goes_on)
            continue;
        if (wrapped.heading.loose && !goes_on &&
            !tail_goes_on(build, next, scratch))
            break;
        if (!found || goes_on || out->heading.unknown_count > 0 ||
            out->heading.loose ||
            wrapped.heading.to_count > out->heading.to_count) {
            *out = wrapped;
            found = true;
        }
    }
    return found;
}

size_t
words_count(const char *text)
{
    size_t count = 0;

    while (*(text += strspn(text, " ")) != '\0') {
        count++;
        text += strcspn(text, " ");
    }
    return count;
}

bool
begins_like_heading(struct heading *out, const struct build *build,
                    const struct line *line, struct arena *scratch)
{
    size_t end = 0;

    if (!grammar_may_be_heading(build->grammar, line->text))
        return false;
    for (size_t words = 1; words <= OPENING_WORDS; words++) {
        end += strcspn(line->text + end, " ");
        if (end == line->len)
            return false;
        if (grammar_heading(out, build->grammar,
                            arena_strndup(scratch, line->text, end), scratch))
            return true;
        end += strspn(line->text + end, " ");
    }
    return false;
}

struct heading
heading_guess(const struct build *build, const struct line *line,
              struct arena *scratch)
{
    struct heading heading;

    if (!begins_like_heading(&heading, build, line, scratch) ||
        heading.kind == KIND_ANNEX)
        return (struct heading){.kind = KIND_OTHER, .verb = ""};
    /* The verb of a preamble is the heading's slug, which comes later. */
    return (struct heading){
        .kind = heading.kind,
        .verb = heading.kind == KIND_OPERATIVE ? heading.verb : ""};
}
