#include "client/count_text.h"

static void
put_one(struct buf *out, size_t count, const char *what)
{
    buf_printf(out, "%zu %s%s", count, what, count == 1 ? "" : "s");
}

void
count_text_put(struct buf *out, size_t clauses, size_t footnotes)
{
    if (clauses > 0 || footnotes == 0)
        put_one(out, clauses, "clause");
    if (clauses > 0 && footnotes > 0)
        buf_put_text(out, " and ");
    if (footnotes > 0)
        put_one(out, footnotes, "footnote");
}
