#include "lib/engine/faults.h"

#include "lib/text/utf8.h"

#include <string.h>

static const enum reply_code fault_codes[] = {
    [FAULT_SYNTAX] = REPLY_QUERY_SYNTAX,
    [FAULT_UNKNOWN_FIELD] = REPLY_UNKNOWN_FIELD,
    [FAULT_UNKNOWN_VALUE] = REPLY_UNKNOWN_VALUE,
    [FAULT_BAD_RANGE] = REPLY_BAD_RANGE,
    [FAULT_TOO_BROAD] = REPLY_WILDCARD_TOO_BROAD,
    [FAULT_TOO_COMPLEX] = REPLY_QUERY_TOO_COMPLEX,
};

static bool
too_complex(struct reply_error *error, const struct query_fault *fault)
{
    reply_error_set(error, REPLY_QUERY_TOO_COMPLEX,
                    "too complex: %s may be %ld at most, here %ld", fault->what,
                    fault->limit, fault->actual);
    reply_error_text(error, "what", fault->what);
    reply_error_number(error, "limit", fault->limit);
    reply_error_number(error, "actual", fault->actual);
    return false;
}

/* A repair that does not fit is no repair: leave it out whole. */
static const char *
whole_or_none(const char *text)
{
    return text != NULL && strlen(text) < REPLY_TEXT_MAX ? text : NULL;
}

bool
fault_reply(struct reply_error *error, const struct query_fault *fault,
            const char *text)
{
    if (fault->kind == FAULT_TOO_COMPLEX)
        return too_complex(error, fault);
    reply_error_set(error, fault_codes[fault->kind], "%s", fault->message);
    reply_error_number(error, "at", (long)utf8_count(text, fault->at));
    reply_error_number(error, "len",
                       (long)utf8_count(text + fault->at, fault->len));
    reply_error_text(error, "unit", "code_points");
    reply_error_text(error, "field", fault->field);
    reply_error_text(error, "value", fault->value);
    reply_error_text(error, "did_you_mean", fault->did_you_mean);
    reply_error_text(error, "hint", fault->hint);
    if (fault->kind == FAULT_TOO_BROAD) {
        reply_error_number(error, "expansions", fault->actual);
        reply_error_number(error, "limit", fault->limit);
    }
    reply_error_text(error, "suggestion", whole_or_none(fault->suggestion));
    return false;
}
