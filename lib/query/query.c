#include "lib/query/query.h"

#include "lib/text/utf8.h"

#include <stdarg.h>
#include <stdio.h>

enum {
    NOTE_MAX = 1024 /* bytes; a longer note is cut */
};

void
query_note(struct query *query, struct arena *arena, const char *format, ...)
{
    char note[NOTE_MAX];
    va_list args;
    int len;

    va_start(args, format);
    len = vsnprintf(note, sizeof note, format, args);
    va_end(args);
    if (len >= NOTE_MAX)
        utf8_cut(note, NOTE_MAX - 1);
    *arena_push(arena, query->notes, query->note_count) =
        arena_strdup(arena, note);
}
