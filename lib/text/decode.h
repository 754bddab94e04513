/*
 * The bytes of a file as UTF-8: what its byte order mark says, else UTF-8 if
 * all of it is, else windows-1252, which old texts of offices are.
 */
#pragma once

#include "lib/base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum decode_charset {
    DECODE_UTF_8,
    DECODE_UTF_16, /* by its mark, of either order */
    DECODE_WINDOWS_1252,
    DECODE_COUNT
};

struct decoded {
    const char *text; /* valid UTF-8, without a mark; not ended by a NUL */
    size_t len;
    enum decode_charset charset;
    size_t bad; /* characters that are none and became U+FFFD */
};

/* "UTF-8", "UTF-16", "windows-1252" */
const char *decode_charset_name(enum decode_charset charset);

/* The text is the bytes themselves where it can be, else in the arena. */
void decode_text(struct decoded *out, const char *bytes, size_t len,
                 struct arena *arena);

/* The same for bytes of which something else says the charset: UTF-8 or
 * windows-1252. A byte order mark knows better. */
void decode_as(struct decoded *out, enum decode_charset charset,
               const char *bytes, size_t len, struct arena *arena);

bool decode_has_mark(const char *bytes, size_t len);

/* What a number from 0x80 to 0x9f means in windows-1252, U+FFFD if nothing;
 * others are themselves. */
int32_t decode_windows_1252(int32_t point);
