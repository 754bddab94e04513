/*
 * The head: everything up to the assembly line. Between the number line and it
 * stand the title and the history.
 */
#include "indexer/segment/segment_head.h"
#include "indexer/segment/segment_language.h"

#include "lib/base/cleanup.h"

#include <string.h>
#include <strings.h>

enum { DECISION_BYTES_MAX = 200, HISTORY_LINES_MAX = 10, TITLE_LINES_MAX = 12 };

const struct line *
head_line(const struct head *head, size_t at)
{
    return &head->build->lines.list[at];
}

/* The history at `at`; how many lines it takes. */
static size_t
history_at(struct head *head, size_t at)
{
    struct build *build = head->build;
    struct resolution *resolution = &build->resolution;

    if (*head_line(head, at)->text != '(')
        return 0;
    for (size_t lines = 1;
         lines <= HISTORY_LINES_MAX && at + lines <= build->lines.count;
         lines++) {
        const char *text;

        if (strchr(head_line(head, at + lines - 1)->text, ')') == NULL)
            continue;
        text = lines_join(&build->lines, at, lines, build->arena);
        return history_read(&resolution->history, &resolution->history_count,
                            text, build->arena)
                   ? lines
                   : 0;
    }
    return 0;
}

static bool
is_heading(const struct build *build, const char *text)
{
    struct heading heading;

    return grammar_heading(&heading, build->grammar, text, build->arena) &&
           heading.unknown_count == 0 && !heading.loose;
}

/* Where lines with the styles of a head end behind the number; 0: there are
 * none. */
static size_t
styled_end(const struct head *head)
{
    const struct lines *lines = &head->build->lines;
    size_t end = 0;

    for (size_t at = head->number_at + 1; at < lines->count; at++) {
        const struct line *line = &lines->list[at];

        if (line->style == STYLE_TITLE || line->style == STYLE_HISTORY)
            end = at + 1;
        else if (line->len > 0)
            break;
    }
    return end;
}

/* The same in a language whose assembly lines nobody knows: behind the
 * history, before a blank line or what ends as a paragraph does. */
static size_t
foreign_end(struct head *head)
{
    const struct lines *lines = &head->build->lines;
    size_t at = head->number_at + 1, first;

    while (at < lines->count && lines->list[at].len == 0)
        at++;
    for (first = at; at < lines->count && at - first < TITLE_LINES_MAX; at++) {
        const struct line *line = &lines->list[at];
        size_t history = history_at(head, at);

        if (history > 0 || line->len == 0 ||
            paragraph_ended(line->text, line->len))
            return at + history;
    }
    return at;
}

/* Where the head ends when no assembly line says so. */
static size_t
head_end(struct head *head)
{
    const struct lines *lines = &head->build->lines;
    size_t at = head->number_at + 1, seen = 0;

    if (head->assembly_lines > 0)
        return head->assembly_at;
    if (styled_end(head) > 0)
        return styled_end(head);
    if (!language_is_understood(head->build->language))
        return foreign_end(head);
    while (at < lines->count && seen <= TITLE_LINES_MAX) {
        if (is_heading(head->build, lines->list[at].text))
            return at;
        seen += lines->list[at].len > 0;
        at++;
    }
    /* No heading near: the title is what stands up to a blank line. */
    for (at = head->number_at + 1; at < lines->count; at++)
        if (lines->list[at].len > 0)
            break;
    while (at < lines->count && lines->list[at].len > 0)
        at++;
    return at;
}

static void
foreword_put(struct build *build, struct buf *text, unsigned line)
{
    struct resolution *resolution = &build->resolution;

    if (text->len == 0)
        return;
    *arena_push(build->arena, resolution->foreword,
                resolution->foreword_count) =
        arena_strndup(build->arena, text->data, text->len);
    *arena_push(build->arena, build->foreword_lines,
                build->foreword_line_count) = line;
    buf_clear(text);
}

/* Lines [from, to) as paragraphs of the foreword. */
static void
foreword_read(struct build *build, size_t from, size_t to)
{
    struct buf text = {0};
    unsigned number = 0;

    for (size_t at = from; at < to; at++) {
        const struct line *line = &build->lines.list[at];

        /* The word itself is the name of what follows. */
        if (line->len == 0 || strcasecmp(line->text, "foreword") == 0 ||
            paragraph_ended(text.data, text.len))
            foreword_put(build, &text, number);
        if (line->len == 0 || strcasecmp(line->text, "foreword") == 0)
            continue;
        if (text.len > 0)
            buf_put_byte(&text, ' ');
        else
            number = line->number;
        buf_put(&text, line->text, line->len);
    }
    foreword_put(build, &text, number);
    buf_deinit(&text);
}

/* Title and history between the number line and the head's end. */
static void
title_read(struct head *head, size_t end)
{
    struct build *build = head->build;
    size_t at = head->number_at + 1;

    notes_place(build, head_line(head, head->number_at), NOTE_TITLE, 0, 0);
    head->title_end = end;
    for (; at < end; at++) {
        size_t lines = history_at(head, at);

        if (lines > 0) {
            head->history_at = head->title_end = at;
            head->history_lines = lines;
            break;
        }
        if (head_line(head, at)->style == STYLE_HISTORY) {
            head->title_end = at; /* of a form that nobody knows */
            break;
        }
        notes_place(build, head_line(head, at), NOTE_TITLE, 0, 0);
    }
    build->resolution.title =
        lines_join(&build->lines, head->number_at + 1,
                   head->title_end - head->number_at - 1, build->arena);
    if (*build->resolution.title == '\0')
        finding_add(&build->findings, FINDING_DOUBT, "no_title",
                    head_line(head, head->number_at)->number,
                    "no title is seen");
    for (at = head->history_at; at < head->history_at + head->history_lines;
         at++)
        notes_place(build, head_line(head, at), NOTE_TITLE, 0, 0);
    for (at = head->title_end + head->history_lines; at < end; at++)
        if (head_line(head, at)->len > 0)
            finding_add(&build->findings, FINDING_DOUBT, "text_in_head",
                        head_line(head, at)->number,
                        "text between history and assembly line; kept with "
                        "the foreword");
    if (head->title_end < end)
        foreword_read(build, head->title_end + head->history_lines, end);
}

/* "DECISION 5 (Rev. Exampleville, 2026)" */
static bool
is_decision(const char *text)
{
    size_t word = strlen("decision");
    const char *digits = text + word;

    if (strncasecmp(text, "decision ", word + 1) != 0)
        return false;
    digits += strspn(digits, " ");
    return digits[strspn(digits, "0123456789")] != '.' &&
           strspn(digits, "0123456789") > 0 &&
           strlen(digits) < DECISION_BYTES_MAX &&
           strchr(" (", digits[strspn(digits, "0123456789")]) != NULL;
}

/* "12\u3001 text": a dump that counts its lines. */
static bool
is_counted(const char *text)
{
    size_t digits = strspn(text, "0123456789");

    return digits > 0 && strncmp(text + digits, "\u3001", 3) == 0;
}

/* Says why no resolution is seen, and what would help. */
static enum status
head_refuse(struct build *build, struct error *err)
{
    static const struct {
        const char *code;
        bool (*is)(const char *text);
        const char *text;
    } reasons[] = {
        {"decision", is_decision,
         "this is a Decision, not a Resolution, and is not indexed"},
        {"counted_lines", is_counted,
         "the lines carry numbers of their own (\"12\u3001\"), which cut words "
         "in two; take the text from another source"},
    };
    const struct lines *lines = &build->lines;

    for (size_t i = 0; i < COUNT_OF(reasons); i++) {
        for (size_t at = 0; at < lines->count; at++) {
            if (!reasons[i].is(lines->list[at].text))
                continue;
            finding_add(&build->findings, FINDING_ERROR, reasons[i].code,
                        lines->list[at].number, "%s", reasons[i].text);
            return error_set(err, STATUS_BAD_DOCUMENT, "%s: %s",
                             place_name(build, lines->list[at].number),
                             reasons[i].text);
        }
    }
    finding_add(&build->findings, FINDING_ERROR, "no_resolution", 0,
                "no line \"RESOLUTION N (Rev. Place, Year)\" is seen");
    return error_set(err, STATUS_BAD_DOCUMENT,
                     "no line \"RESOLUTION N (Rev. Place, Year)\"");
}

enum status
build_head(struct build *build, struct error *err)
{
    struct head head = {.build = build};
    struct resolution *resolution = &build->resolution;
    size_t end;

    if (!head_find_anchors(&head) && !head_by_name(&head))
        return head_refuse(build, err);
    resolution->number = head_unglue_number(&head);
    if (pages_drop(build, resolution->number) + page_notes_take(build) > 0) {
        struct number_line number = head.number;

        head = (struct head){.build = build, .number = number};
        /* the same lines, at other places */
        if (!head_find_anchors(&head))
            head_find_assembly(&head);
    }
    end = head_end(&head);
    foreword_read(build, 0, head.number_at);
    title_read(&head, end);
    head_choose_edition(&head);
    if (resolution->year == 0) {
        finding_add(&build->findings, FINDING_ERROR, "no_edition",
                    head_line(&head, head.number_at)->number,
                    "neither resolution, history nor assembly line names the "
                    "year of this edition");
        return error_set(err, STATUS_BAD_DOCUMENT,
                         "no line names the year of the edition");
    }
    head_choose_body(&head);
    head_compare_cover(&head);
    head_compare_name(&head);
    build->body = end + head.assembly_lines;
    return second_refuse(&head, err);
}
