/*
 * The XML of a DOCX, without its zip: up to five parts in one input, each
 * ended by a line "====": the text, the styles, the lists, the footnotes, the
 * settings. A part that is bad is left as far as it was read, which a
 * document of good parts cannot be more hostile than.
 */
#include "tests/fuzz/fuzz.h"

#include "indexer/extract/body.h"
#include "lib/base/cleanup.h"
#include "tests/fuzz/fuzz_extract.h"

#include <assert.h>
#include <string.h>

enum { PARTS = 5 };

#define PART_END "\n====\n"

struct part {
    const char *at, *end;
};

static int
part_read(void *context, char *out, int most)
{
    struct part *part = context;
    int len = part->end - part->at < most ? (int)(part->end - part->at) : most;

    if (len > 0)
        memcpy(out, part->at, (size_t)len);
    part->at += len;
    return len;
}

static void
split(struct part parts[PARTS], const char *bytes, size_t len)
{
    const char *end = bytes + len;

    for (int i = 0; i < PARTS; i++) {
        const char *stop =
            memmem(bytes, (size_t)(end - bytes), PART_END, strlen(PART_END));

        parts[i] = (struct part){bytes, stop == NULL ? end : stop};
        bytes = stop == NULL ? end : stop + strlen(PART_END);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    CLEANUP(arena_freep) struct arena *arena = arena_new();
    struct part parts[PARTS];
    struct xml_source sources[PARTS];
    struct body body;
    struct buf out = {0};
    struct error err = {0};

    split(parts, len == 0 ? "" : (const char *)bytes, len);
    for (int i = 0; i < PARTS; i++)
        sources[i] = (struct xml_source){part_read, &parts[i], "part"};
    body_init(&body, arena);
    (void)!styles_read(body.styles, &sources[1], NULL);
    (void)!numbering_read(body.numbering, &sources[2], NULL);
    (void)!body_read_notes(&body, NOTES_FOOT, &sources[3], NULL);
    (void)!notes_read_settings(body.notes, &sources[4], NULL);
    if (body_read(&body, &out, &sources[0], &err) == STATUS_OK)
        extract_check(&out);
    else
        assert(*err.text != '\0' && out.len == 0);
    buf_deinit(&out);
    return 0;
}
