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
put_repair(struct buf *out, const struct reply_fault *fault)
{
    const char *near = reply_fault_text(fault, "did_you_mean");
    const char *hint = reply_fault_text(fault, "hint");
    bool field = reply_code_find(fault->code) == REPLY_UNKNOWN_FIELD;
    const char *colon; /* not behind "in:title" */

    if (near == NULL && hint == NULL)
        return;
    buf_put_text(out, margin);
    if (near != NULL) {
        colon = field && strchr(near, ':') == NULL ? ": " : "";
        buf_put_text(out, "did you mean ");
        put_safe(out, near);
        buf_put_text(out, colon);
        buf_put_text(out, hint == NULL ? "?" : "?   ");
    }
    if (hint != NULL)
        put_safe(out, hint);
    buf_put_byte(out, '\n');
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
               const char *query, unsigned width)
{
    long at = reply_fault_number(fault, "at");
    long len = reply_fault_number(fault, "len");
    long again_ms = reply_fault_number(fault, "retry_after_ms");
    const char *unit = reply_fault_text(fault, "unit");

    buf_put_text(out, "clause: ");
    put_safe(out, *fault->message == '\0' ? fault->code : fault->message);
    buf_put_byte(out, '\n');
    if (unit != NULL && strcmp(unit, "code_points") == 0)
        caret_put(out, query, at, len, width);
    put_repair(out, fault);
    if (reply_fault_text(fault, "did_you_mean") == NULL)
        put_line(out, "try: ", reply_fault_text(fault, "suggestion"));
    put_line(out, "nearest: ", reply_fault_text(fault, "nearest"));
    put_line(out, "repair: ", reply_fault_text(fault, "fix"));
    if (again_ms >= 0)
        buf_printf(out, "%stry again in %ld ms\n", margin, again_ms);
}
