#include "lib/engine/fix.h"

#include <stddef.h>

/* What stands before and behind the index folder. */
static const struct fix_row {
    const char *before, *behind;
} fixes[STATUS_COUNT] = {
    [STATUS_NOT_FOUND] = {"clause-index --index ", " FOLDER"},
    [STATUS_STORE] = {"clause-index --index ", " --rebuild"},
    [STATUS_IO] = {"clause-index --index ", " --rebuild"},
    [STATUS_BAD_DOCUMENT] = {"clause-index --index ", " --rebuild"},
    [STATUS_DENIED] = {"let the user of this process read ", ""},
};

const char *
fix_of(enum status trouble, const char *dir, struct arena *arena)
{
    const struct fix_row *row = &fixes[trouble];

    if (row->before == NULL)
        return NULL;
    return arena_printf(arena, "%s%s%s", row->before, dir, row->behind);
}
