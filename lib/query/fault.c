#include "lib/query/fault.h"

#include "lib/text/utf8.h"

#include <string.h>

void
fault_unknown_field(struct query_fault *fault, struct arena *arena,
                    const char *text, const struct fault_span *span)
{
    const char *name = arena_strndup(arena, text + span->at, span->len);
    const char *near = field_meant(name);
    size_t value = span->at + span->len;

    *fault = (struct query_fault){
        .kind = FAULT_UNKNOWN_FIELD,
        .at = span->at,
        .len = span->len,
        .field = name,
        .did_you_mean = near,
        .message = arena_printf(arena, "unknown field \"%s\" at column %zu",
                                name, utf8_count(text, span->at) + 1),
        .hint =
            arena_printf(arena, "To search for the text, quote it: \"%.*s\"",
                         (int)(span->end - span->at), text + span->at)};
    if (near == NULL)
        return;
    if (strchr(near, ':') != NULL) /* "in:title" governs the next word */
        fault->suggestion = arena_printf(arena, "%.*s%s %s", (int)span->at,
                                         text, near, text + value + 1);
    else
        fault->suggestion = arena_printf(arena, "%.*s%s%s", (int)span->at, text,
                                         near, text + value);
}

void
fault_field_value(struct query_fault *fault, struct arena *arena,
                  enum field field, size_t at, size_t len)
{
    const struct field_spec *spec = &field_specs[field];

    *fault = (struct query_fault){
        .kind = FAULT_SYNTAX,
        .at = at,
        .len = len,
        .field = spec->name,
        .message = arena_printf(arena, "%s: needs a value, as in %s:%s",
                                spec->name, spec->name, spec->example),
        .hint = "to search for the text itself, put it in quotes"};
}

void
fault_complex(struct query_fault *fault, const char *what, long limit,
              long actual)
{
    *fault = (struct query_fault){.kind = FAULT_TOO_COMPLEX,
                                  .message = "the query is too complex",
                                  .what = what,
                                  .limit = limit,
                                  .actual = actual};
}

void
fault_syntax(struct query_fault *fault, const char *message,
             const struct fault_span *span, const char *hint,
             const char *suggestion)
{
    *fault = (struct query_fault){.kind = FAULT_SYNTAX,
                                  .at = span->at,
                                  .len = span->len,
                                  .message = message,
                                  .hint = hint,
                                  .suggestion = suggestion};
}
