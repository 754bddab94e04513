#include "indexer/report.h"

#include "lib/base/cleanup.h"
#include "lib/text/utf8.h"
#include "lib/wire/json_out.h"
#include "lib/wire/resolution_json.h"

#include <string.h>

enum { REPORT_WIDTH = 80, FIRST_INDENT = 2, NEXT_INDENT = 6 };

static const char *const kinds[] = {
    [FINDING_NOTE] = "note",
    [FINDING_DOUBT] = "doubt",
    [FINDING_ERROR] = "error",
};

static size_t
citation_count(const struct resolution *resolution)
{
    size_t count = resolution->foreword_cite_count;

    for (size_t i = 0; i < resolution->section_count; i++) {
        const struct section *section = &resolution->sections[i];

        for (size_t j = 0; j < section->clause_count; j++)
            count += section->clauses[j].cite_count;
    }
    for (size_t i = 0; i < resolution->footnote_count; i++)
        count += resolution->footnotes[i].cite_count;
    return count;
}

static size_t
finding_count(const struct segmented *segmented, enum finding_kind kind)
{
    size_t count = 0;

    for (size_t i = 0; i < segmented->finding_count; i++)
        count += segmented->findings[i].kind == kind;
    return count;
}

static void
put_count(struct buf *out, size_t count, const char *noun)
{
    buf_printf(out, "%zu %s%s", count, noun, count == 1 ? "" : "s");
}

static void
put_outcome(struct buf *out, const struct segmented *segmented)
{
    const struct resolution *resolution = &segmented->resolution;
    size_t doubts = finding_count(segmented, FINDING_DOUBT);

    if (resolution->id == NULL) {
        buf_put_text(out, "not a resolution");
        return;
    }
    put_count(out, resolution_clause_count(resolution), "clause");
    buf_put_text(out, ", ");
    put_count(out, resolution->footnote_count, "footnote");
    buf_put_text(out, ", ");
    put_count(out, citation_count(resolution), "citation");
    buf_put_text(out, "   ");
    if (doubts == 0)
        buf_put_text(out, "ok");
    else
        put_count(out, doubts, "doubt");
}

/* Columns of a text, near enough: its code points. */
static size_t
columns(const char *text, size_t len)
{
    size_t count = 0;

    for (size_t i = 0; i < len; i++)
        count += ((unsigned char)text[i] & 0xc0) != 0x80;
    return count;
}

/* Words flow into lines of a terminal's width; a longer word stands alone. */
static void
put_wrapped(struct buf *out, const char *text)
{
    size_t column = 0;

    while (*(text += strspn(text, " ")) != '\0') {
        size_t len = strcspn(text, " "), wide = columns(text, len);

        if (column == 0) {
            buf_printf(out, "%*s", FIRST_INDENT, "");
            column = FIRST_INDENT + wide;
        } else if (column + 1 + wide > REPORT_WIDTH) {
            buf_printf(out, "\n%*s", NEXT_INDENT, "");
            column = NEXT_INDENT + wide;
        } else {
            buf_put_byte(out, ' ');
            column += 1 + wide;
        }
        buf_put(out, text, len);
        text += len;
    }
    buf_put_byte(out, '\n');
}

static void
put_place(struct buf *out, const char *noun, unsigned number)
{
    if (number > 0)
        buf_printf(out, "%s %u: ", noun, number);
}

static void
put_finding(struct buf *out, const struct finding *finding)
{
    struct buf line = {0};

    buf_printf(&line, "%s: ", kinds[finding->kind]);
    put_place(&line, "line", finding->line);
    put_place(&line, "page", finding->page);
    put_place(&line, "paragraph", finding->paragraph);
    utf8_put_safe(&line, finding->text, strlen(finding->text));
    put_wrapped(out, buf_text(&line));
    buf_deinit(&line);
}

void
report_text(const struct segmented *segmented, const char *file,
            struct buf *out)
{
    utf8_put_safe(out, file, strlen(file));
    buf_put_text(out, "   ");
    put_outcome(out, segmented);
    buf_put_byte(out, '\n');
    for (size_t i = 0; i < segmented->finding_count; i++)
        put_finding(out, &segmented->findings[i]);
}

static void
put_findings(struct buf *out, const struct segmented *segmented)
{
    json_put_key(out, "findings");
    buf_put_byte(out, '[');
    for (size_t i = 0; i < segmented->finding_count; i++) {
        const struct finding *finding = &segmented->findings[i];

        json_put_comma(out);
        buf_put_byte(out, '{');
        json_put_member(out, "kind", kinds[finding->kind]);
        json_put_member(out, "code", finding->code);
        json_put_member_number(out, "line", finding->line);
        json_put_member_known(out, "page", finding->page);
        json_put_member_known(out, "paragraph", finding->paragraph);
        json_put_member(out, "text", finding->text);
        buf_put_byte(out, '}');
    }
    buf_put_byte(out, ']');
}

void
report_json(const struct segmented *segmented, const char *file,
            struct buf *out)
{
    if (segmented->resolution.id != NULL) {
        resolution_put_open(out, &segmented->resolution);
    } else {
        buf_put_byte(out, '{');
        json_put_member(out, "id", NULL);
        json_put_key(out, "source");
        buf_put_byte(out, '{');
        json_put_member(out, "file", file);
        buf_put_byte(out, '}');
    }
    put_findings(out, segmented);
    buf_put_text(out, "}\n");
}
