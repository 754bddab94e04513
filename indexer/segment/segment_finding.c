#include "indexer/segment/segment_finding.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { FINDINGS_MAX = 2000, FINDING_BYTES_MAX = 400 };

void
finding_add(struct findings *findings, enum finding_kind kind, const char *code,
            unsigned line, const char *format, ...)
{
    char text[FINDING_BYTES_MAX];
    struct finding *finding;
    va_list args;
    int len;

    /* An error is what the caller needs to hear, so it always has room. */
    if (findings->count >= FINDINGS_MAX && kind != FINDING_ERROR) {
        findings->left_out++;
        return;
    }
    va_start(args, format);
    len = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (len >= (int)sizeof text) {
        len = sizeof text - 1;
        while (len > 0 && ((unsigned char)text[len] & 0xc0) == 0x80)
            len--;
    }
    finding = arena_push(findings->arena, findings->list, findings->count);
    finding->kind = kind;
    finding->code = code;
    finding->line = line;
    finding->text =
        arena_strndup(findings->arena, text, len < 0 ? 0 : (size_t)len);
}

struct placed {
    struct finding finding;
    size_t at; /* so that equal lines keep their order */
};

static int
by_line(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;

    if (x->finding.line != y->finding.line)
        return x->finding.line < y->finding.line ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

void
findings_finish(struct findings *findings)
{
    struct placed *placed;

    if (findings->left_out > 0)
        *arena_push(findings->arena, findings->list, findings->count) =
            (struct finding){
                .kind = FINDING_DOUBT,
                .code = "more_findings",
                .text = arena_printf(findings->arena,
                                     "%zu more findings are not listed",
                                     findings->left_out)};
    placed = arena_alloc(findings->arena, findings->count * sizeof *placed);
    for (size_t i = 0; i < findings->count; i++)
        placed[i] = (struct placed){findings->list[i], i};
    qsort(placed, findings->count, sizeof *placed, by_line);
    for (size_t i = 0; i < findings->count; i++)
        findings->list[i] = placed[i].finding;
}
