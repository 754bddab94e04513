/*
 * Any text as a document, or as the lines of clause-extract if it begins like
 * those. Nothing is dropped from a text: every line behind the head
 * stands in the resolution or a finding names it. No two ids are the same,
 * and what was read can be stored.
 */
#include "tests/fuzz/fuzz.h"

#include "indexer/segment/segment.h"
#include "lib/base/cleanup.h"
#include "lib/model/resolution_codec.h"
#include "lib/text/utf8.h"

#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    TEXT_MOST = 64 * 1024,
    HEAD_LINES_MOST = 14 /* number, assembly, history: read, not kept */
};

static const char extracted_first[] = "clause-extract 1\n";

static const struct grammar *
grammar_once(void)
{
    static struct grammar *grammar;

    if (grammar == NULL &&
        grammar_new(&grammar, tables_builtin(), NULL) != STATUS_OK)
        abort();
    return grammar;
}

/* Only ASCII letters and digits, small: what wrapping, spaces, dashes and
 * brackets of labels do not change. */
static void
put_plain(struct buf *out, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (isalnum((unsigned char)text[i]))
            buf_put_byte(out, (char)tolower((unsigned char)text[i]));
}

static void
put_plain_text(struct buf *out, const char *text)
{
    put_plain(out, text, strlen(text));
}

/* All that the resolution holds, a part a line; label and text are one. */
static void
put_all(struct buf *out, const struct resolution *resolution)
{
    put_plain_text(out, resolution->title);
    for (size_t i = 0; i < resolution->foreword_count; i++) {
        buf_put_byte(out, '\n');
        put_plain_text(out, resolution->foreword[i]);
    }
    for (size_t i = 0; i < resolution->section_count; i++) {
        const struct section *section = &resolution->sections[i];

        buf_put_byte(out, '\n');
        put_plain_text(out, section->heading);
        for (size_t j = 0; j < section->clause_count; j++) {
            buf_put_byte(out, '\n');
            put_plain_text(out, section->clauses[j].label);
            put_plain_text(out, section->clauses[j].text);
        }
    }
    for (size_t i = 0; i < resolution->footnote_count; i++) {
        buf_put_byte(out, '\n');
        put_plain_text(out, resolution->footnotes[i].label);
        put_plain_text(out, resolution->footnotes[i].text);
    }
    buf_text(out);
}

static bool
has_finding(const struct segmented *segmented, unsigned line)
{
    for (size_t i = 0; i < segmented->finding_count; i++)
        if (segmented->findings[i].line == line ||
            strcmp(segmented->findings[i].code, "more_findings") == 0)
            return true;
    return false;
}

/* Brackets may be marks of a converter, which are taken out. */
static bool
is_kept(const struct segmented *segmented, const struct buf *all,
        const char *line, size_t len, unsigned number)
{
    struct buf plain = {0};
    bool kept;

    if (memchr(line, '[', len) != NULL || memchr(line, ']', len) != NULL)
        return true;
    put_plain(&plain, line, len);
    kept = plain.len == 0 || strstr(all->data, buf_text(&plain)) != NULL ||
           has_finding(segmented, number);
    buf_deinit(&plain);
    return kept;
}

static size_t
line_length(const char *text, size_t len)
{
    size_t at = 0;

    while (at < len && text[at] != '\n' &&
           (text[at] != '\r' || (at + 1 < len && text[at + 1] == '\n')))
        at++;
    return at;
}

static void
check_nothing_dropped(const struct segmented *segmented, const char *text,
                      size_t len)
{
    const struct resolution *resolution = &segmented->resolution;
    unsigned body = resolution->section_count == 0
                        ? UINT32_MAX
                        : resolution->sections[0].line;
    unsigned number = 1, head = 0;
    struct buf all = {0};

    put_all(&all, resolution);
    for (size_t at = 0; at < len; number++) {
        size_t size = line_length(text + at, len - at);

        if (!is_kept(segmented, &all, text + at, size, number)) {
            if (number >= body)
                fprintf(stderr, "line %u is dropped: %.*s\n", number, (int)size,
                        text + at);
            assert(number < body);
            assert(++head <= HEAD_LINES_MOST);
        }
        at += size + 1;
    }
    buf_deinit(&all);
}

static int
by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
check_ids(const struct resolution *resolution, struct arena *arena)
{
    const char **ids = NULL;
    size_t count = 0;

    for (size_t i = 0; i < resolution->section_count; i++)
        for (size_t j = 0; j < resolution->sections[i].clause_count; j++)
            *arena_push(arena, ids, count) =
                resolution->sections[i].clauses[j].id;
    for (size_t i = 0; i < resolution->footnote_count; i++)
        *arena_push(arena, ids, count) = resolution->footnotes[i].id;
    if (count > 0)
        qsort(ids, count, sizeof *ids, by_text);
    for (size_t i = 1; i < count; i++)
        if (strcmp(ids[i - 1], ids[i]) == 0) {
            fprintf(stderr, "two are %s\n", ids[i]);
            abort();
        }
}

static void
check_codec(const struct resolution *resolution, struct arena *arena)
{
    struct buf once = {0}, twice = {0};
    struct resolution again;

    resolution_encode(resolution, &once);
    assert(utf8_valid(resolution->title, strlen(resolution->title)));
    assert(resolution_decode(&again, once.data, once.len, arena, NULL) ==
           STATUS_OK);
    resolution_encode(&again, &twice);
    assert(once.len == twice.len &&
           memcmp(once.data, twice.data, once.len) == 0);
    buf_deinit(&once);
    buf_deinit(&twice);
}

static void
check_refused(const struct segmented *segmented)
{
    for (size_t i = 0; i < segmented->finding_count; i++)
        if (segmented->findings[i].kind == FINDING_ERROR)
            return;
    abort(); /* a refusal without a reason */
}

/* Its lines are not those of its bytes. */
static bool
is_utf16(const uint8_t *bytes, size_t len)
{
    return len >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 ||
                        memcmp(bytes, "\xfe\xff", 2) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    CLEANUP(arena_freep) struct arena *arena = arena_new();
    const struct source_text text = {"made-up.txt", (const char *)bytes, len,
                                     NULL};
    bool styled = len >= strlen(extracted_first) &&
                  memcmp(bytes, extracted_first, strlen(extracted_first)) == 0;
    struct segmented segmented;
    struct error err = {0};
    enum status status;

    if (len > TEXT_MOST)
        return 0;
    status = (styled ? segment_extracted : segment_text)(
        &segmented, grammar_once(), &text, arena, &err);
    if (status != STATUS_OK) {
        assert(*err.text != '\0');
        check_refused(&segmented);
        return 0;
    }
    if (!styled && !is_utf16(bytes, len))
        check_nothing_dropped(&segmented, text.bytes, len);
    check_ids(&segmented.resolution, arena);
    check_codec(&segmented.resolution, arena);
    return 0;
}
