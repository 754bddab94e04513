#include "lib/query/node.h"

#include <string.h>

static const char *const scope_names[SCOPE_COUNT] = {
    [SCOPE_TITLE] = "title",
    [SCOPE_HEADING] = "heading",
    [SCOPE_TEXT] = "text",
    [SCOPE_FOOTNOTE] = "footnote",
};

const char *
node_scope_name(enum query_scope scope)
{
    return scope_names[scope];
}

bool
node_scope_find(enum query_scope *out, const char *name)
{
    for (int i = SCOPE_DEFAULT + 1; i < SCOPE_COUNT; i++)
        if (strcmp(scope_names[i], name) == 0) {
            *out = (enum query_scope)i;
            return true;
        }
    return false;
}
