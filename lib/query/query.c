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

    va_start(args, format);
    vsnprintf(note, sizeof note, format, args);
    va_end(args);
    utf8_mend(note);
    *arena_push(arena, query->notes, query->note_count) =
        arena_strdup(arena, note);
}
