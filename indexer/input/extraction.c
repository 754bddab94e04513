#include "indexer/input/extraction.h"

static enum status
segment(struct segmented *out, const struct extraction *extraction,
        const struct buf *lines, struct error *err)
{
    const struct source_text text = {.file = extraction->file,
                                     .bytes = lines->data,
                                     .len = lines->len,
                                     .sha256 = extraction->sha256};

    return segment_extracted(out, extraction->grammar, &text, extraction->arena,
                             err);
}

static struct parsed_name
kept_name(const struct extraction *extraction)
{
    return (struct parsed_name){.sha256 = extraction->sha256,
                                .format = extraction->format};
}

bool
extraction_is_kept(struct segmented *out, const struct extraction *extraction)
{
    const struct parsed_name name = kept_name(extraction);
    struct buf lines = {0};
    bool kept = parsed_get(&lines, extraction->parsed, &name) &&
                segment(out, extraction, &lines, NULL) == STATUS_OK;

    buf_deinit(&lines);
    return kept;
}

enum status
extraction_finish(struct segmented *out, const struct extraction *extraction,
                  const struct buf *lines, struct error *err)
{
    const struct parsed_name name = kept_name(extraction);
    enum status status = segment(out, extraction, lines, err);

    if (status == STATUS_OK)
        parsed_put(extraction->parsed, &name, lines);
    return status;
}
