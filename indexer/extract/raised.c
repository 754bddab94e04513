#include "indexer/extract/raised.h"

#include "lib/base/cleanup.h"
#include "lib/model/extracted.h"

#include <ctype.h>
#include <string.h>

enum { LABEL_DIGITS_MAX = 3, UNIT_BYTES_MAX = 2 };

static const struct {
    const char *plain, *raised;
} characters[] = {
    {"0", "\xe2\x81\xb0"},
    {"1", "\xc2\xb9"},
    {"2", "\xc2\xb2"},
    {"3", "\xc2\xb3"},
    {"4", "\xe2\x81\xb4"},
    {"5", "\xe2\x81\xb5"},
    {"6", "\xe2\x81\xb6"},
    {"7", "\xe2\x81\xb7"},
    {"8", "\xe2\x81\xb8"},
    {"9", "\xe2\x81\xb9"},
    {"+", "\xe2\x81\xba"},
    {"-", "\xe2\x81\xbb"},
    {"\xe2\x88\x92", "\xe2\x81\xbb"}, /* U+2212 */
    {"\xe2\x80\x93", "\xe2\x81\xbb"}, /* U+2013 */
};

/* The row of the character at text, or COUNT_OF(characters). */
static size_t
row_at(const char *text, size_t len)
{
    size_t row = 0;

    while (row < COUNT_OF(characters)) {
        size_t bytes = strlen(characters[row].plain);

        if (bytes <= len && memcmp(text, characters[row].plain, bytes) == 0)
            break;
        row++;
    }
    return row;
}

/* Whether the line ends with one of the raised characters. */
static bool
ends_raised(const struct buf *line)
{
    for (size_t row = 0; row < COUNT_OF(characters); row++) {
        size_t bytes = strlen(characters[row].raised);

        if (bytes <= line->len && memcmp(line->data + line->len - bytes,
                                         characters[row].raised, bytes) == 0)
            return true;
    }
    return false;
}

/* Whether the line ends with letters as few as those of "m", "km" or "Hz",
 * behind a byte that is none ("W/m"), which a digit raises to a power. */
static bool
ends_with_unit(const struct buf *line)
{
    size_t letters = 0;

    while (letters < line->len && letters <= UNIT_BYTES_MAX &&
           isalpha((unsigned char)line->data[line->len - 1 - letters]))
        letters++;
    return letters > 0 && letters <= UNIT_BYTES_MAX;
}

static bool
is_power_of(const struct buf *line)
{
    return line->len > 0 &&
           (isdigit((unsigned char)line->data[line->len - 1]) ||
            ends_raised(line) || ends_with_unit(line));
}

bool
raised_is_label(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!isdigit((unsigned char)text[i]))
            return false;
    return len > 0 && len <= LABEL_DIGITS_MAX;
}

/* The whole of it in raised characters; false: it has others. */
static bool
put_power(struct buf *line, const char *text, size_t len)
{
    struct buf raised = {0};
    size_t at = 0;

    while (at < len) {
        size_t row = row_at(text + at, len - at);

        if (row == COUNT_OF(characters))
            break;
        buf_put_text(&raised, characters[row].raised);
        at += strlen(characters[row].plain);
    }
    if (at == len && len > 0)
        buf_put(line, raised.data, raised.len);
    buf_deinit(&raised);
    return at == len;
}

void
raised_put(struct buf *line, const char *text, size_t len)
{
    char label[LABEL_DIGITS_MAX + 1] = "";

    if (is_power_of(line)) {
        if (put_power(line, text, len))
            return;
    } else if (raised_is_label(text, len) && line->len > 0 &&
               line->data[line->len - 1] != ' ') {
        memcpy(label, text, len);
        extracted_put_mark(line, label);
        return;
    }
    extracted_put_text(line, text, len);
}
