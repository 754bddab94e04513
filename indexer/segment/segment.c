/*
 * The steps: bytes to lines (segment_lines), the head (segment_head), the
 * body (segment_body), ids and citations (segment_finish).
 */
#include "indexer/segment/segment.h"

#include "indexer/segment/segment_build.h"
#include "lib/base/digest.h"

static enum status
build_run(struct build *build, const char *text, size_t len, struct error *err)
{
    enum status status =
        lines_read(&build->lines, text, len, &build->findings, err);

    if (status == STATUS_OK)
        status = build_head(build, err);
    if (status == STATUS_OK)
        status = build_body(build, err);
    if (status == STATUS_OK)
        build_finish(build);
    return status;
}

/* A text that is refused has at least one error among its findings. */
static void
refusal_add(struct findings *findings, const struct error *err)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings->list[i].kind == FINDING_ERROR)
            return;
    finding_add(findings, FINDING_ERROR, "unreadable", 0, "%s", err->text);
}

enum status
segment_text(struct segmented *out, const struct grammar *grammar,
             const struct source_text *text, struct arena *arena,
             struct error *err)
{
    struct build build = {
        .grammar = grammar, .arena = arena, .findings.arena = arena};
    struct error own = {0};
    enum status status = build_run(&build, text->bytes, text->len, &own);
    char hex[DIGEST_HEX_SIZE];

    if (status != STATUS_OK)
        refusal_add(&build.findings, &own);
    findings_finish(&build.findings);
    *out = (struct segmented){.findings = build.findings.list,
                              .finding_count = build.findings.count};
    if (status != STATUS_OK)
        return error_set(err, status, "%s", own.text);
    digest_sha256(text->bytes, text->len, hex);
    out->resolution = build.resolution;
    out->resolution.language = arena_strdup(arena, "en");
    out->resolution.source_file = arena_strdup(arena, text->file);
    out->resolution.source_sha256 = arena_strdup(arena, hex);
    return STATUS_OK;
}
