/*
 * Any bytes as an HTML page.
 */
#include "tests/fuzz/fuzz.h"

#include "indexer/extract/html.h"
#include "tests/fuzz/fuzz_extract.h"

#include <assert.h>

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct buf out = {0};
    struct error err = {0};

    if (html_read(&out, (const char *)bytes, len, &err) == STATUS_OK)
        extract_check(&out);
    else
        assert(*err.text != '\0');
    buf_deinit(&out);
    return 0;
}
