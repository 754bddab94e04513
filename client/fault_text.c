#include "client/fault_text.h"

#include "client/caret.h"
#include "client/wrap.h"
#include "lib/text/utf8.h"
#include "lib/wire/reply_error.h"

#include <string.h>

static const char margin[] = "  ";

static void
put_safe(struct buf *out, const char *text)
{
    wrap_put_safe_line(out, text, strlen(text));
}

/* "did you mean kind: ?   HINT", or either alone. */
static void
put_repair(struct buf *out, const struct reply_fault *fault, unsigned wrap)
{
    const char *near = reply_fault_text(fault, "did_you_mean");
    const char *hint = reply_fault_text(fault, "hint");
    bool field = reply_code_find(fault->code) == REPLY_UNKNOWN_FIELD;
    struct buf lead = {0};

    if (near == NULL && hint == NULL)
        return;
    buf_put_text(&lead, margin);
    if (near != NULL) { /* no colon behind "in:title" */
        buf_put_text(&lead, "did you mean ");
        buf_put_text(&lead, near);
        buf_put_text(&lead, field && strchr(near, ':') == NULL ? ": " : "");
        buf_put_text(&lead, hint == NULL ? "?" : "?   ");
    }
    wrap_sentence(out, wrap, buf_text(&lead), hint == NULL ? "" : hint);
    buf_deinit(&lead);
}

static void
put_line(struct buf *out, const char *what, const char *text)
{
    if (text == NULL)
        return;
    buf_put_text(out, margin);
    buf_put_text(out, what);
    put_safe(out, text);
    buf_put_byte(out, '\n');
}

void
fault_text_put(struct buf *out, const struct reply_fault *fault,
               const char *query, unsigned width, unsigned wrap)
{
    long at = reply_fault_number(fault, "at");
    long len = reply_fault_number(fault, "len");
    long again_ms = reply_fault_number(fault, "retry_after_ms");
    const char *unit = reply_fault_text(fault, "unit");

    wrap_sentence(out, wrap, "clause: ",
                  *fault->message == '\0' ? fault->code : fault->message);
    if (unit != NULL && strcmp(unit, "code_points") == 0)
        caret_put(out, query, at, len, width);
    put_repair(out, fault, wrap);
    if (reply_fault_text(fault, "did_you_mean") == NULL)
        put_line(out, "try: ", reply_fault_text(fault, "suggestion"));
    put_line(out, "nearest: ", reply_fault_text(fault, "nearest"));
    put_line(out, "repair: ", reply_fault_text(fault, "fix"));
    if (again_ms >= 0)
        buf_printf(out, "%stry again in %ld ms\n", margin, again_ms);
}
