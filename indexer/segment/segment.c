/*
 * The steps: bytes to lines (segment_lines, segment_styled), the head
 * (segment_head), the body (segment_body), ids and citations (segment_finish).
 */
#include "indexer/segment/segment.h"

#include "indexer/segment/segment_build.h"
#include "indexer/segment/segment_language.h"
#include "lib/base/digest.h"
#include "lib/text/decode.h"

/* The text says its language; where it cannot, the document or the name of
 * its file does. */
static void
language_choose(struct build *build)
{
    const char *hint = build->lines.language;

    if (hint == NULL || language_named(hint) == NULL)
        hint = build->named.language;
    build->language = language_find(&build->lines, hint);
    if (!language_is_understood(build->language))
        finding_add(&build->findings, FINDING_DOUBT, "language", 0,
                    "the text is %s, and only English is understood: it is "
                    "kept as paragraphs without headings",
                    language_print(build->language));
}

static enum status
build_run(struct build *build, struct error *err)
{
    enum status status;

    language_choose(build);
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

/* What both make of their lines; status and own are how reading went. */
static enum status
segment_lines(struct segmented *out, struct build *build,
              const struct source_text *text, enum status status,
              struct error *own)
{
    struct arena *arena = build->arena;
    char hex[DIGEST_HEX_SIZE];

    build->named = named_read(text->file);
    if (status == STATUS_OK)
        status = build_run(build, own);
    if (status != STATUS_OK)
        refusal_add(&build->findings, own);
    findings_finish(&build->findings);
    build_place(build);
    *out = (struct segmented){.findings = build->findings.list,
                              .finding_count = build->findings.count};
    if (status != STATUS_OK)
        return status;
    if (text->sha256 == NULL)
        digest_sha256(text->bytes, text->len, hex);
    out->resolution = build->resolution;
    out->resolution.language = arena_strdup(arena, build->language);
    out->resolution.source_file = arena_strdup(arena, text->file);
    out->resolution.source_sha256 =
        arena_strdup(arena, text->sha256 == NULL ? hex : text->sha256);
    return STATUS_OK;
}

static void
charset_report(struct findings *findings, const struct decoded *decoded)
{
    if (decoded->charset == DECODE_WINDOWS_1252)
        finding_add(findings, FINDING_DOUBT, "charset_guessed", 0,
                    "not UTF-8; read as %s: look at its accents and quotes",
                    decode_charset_name(decoded->charset));
    else if (decoded->charset != DECODE_UTF_8)
        finding_add(findings, FINDING_NOTE, "charset", 0, "read as %s",
                    decode_charset_name(decoded->charset));
    if (decoded->bad > 0)
        finding_add(findings, FINDING_DOUBT, "bad_characters", 0,
                    "%zu characters are none in %s and became U+FFFD",
                    decoded->bad, decode_charset_name(decoded->charset));
}

enum status
segment_text(struct segmented *out, const struct grammar *grammar,
             const struct source_text *text, struct arena *arena,
             struct error *err)
{
    struct build build = {
        .grammar = grammar, .arena = arena, .findings.arena = arena};
    struct error own = {0};
    struct decoded decoded;
    enum status status;

    decode_text(&decoded, text->bytes, text->len, arena);
    charset_report(&build.findings, &decoded);
    status = lines_read(&build.lines, decoded.text, decoded.len,
                        &build.findings, &own);
    status = segment_lines(out, &build, text, status, &own);
    return status == STATUS_OK ? STATUS_OK
                               : error_set(err, status, "%s", own.text);
}

enum status
segment_extracted(struct segmented *out, const struct grammar *grammar,
                  const struct source_text *text, struct arena *arena,
                  struct error *err)
{
    struct build build = {
        .grammar = grammar, .arena = arena, .findings.arena = arena};
    struct error own = {0};
    enum status status = lines_read_styled(&build.lines, text->bytes, text->len,
                                           &build.findings, &own);

    status = segment_lines(out, &build, text, status, &own);
    return status == STATUS_OK ? STATUS_OK
                               : error_set(err, status, "%s", own.text);
}
