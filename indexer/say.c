#include "indexer/say.h"

#include "lib/text/utf8.h"

#include <stdio.h>
#include <string.h>

void
say(const char *text)
{
    struct buf line = {0};

    buf_put_text(&line, "clause-index: ");
    for (;;) {
        size_t len = strcspn(text, "\n");

        utf8_put_safe(&line, text, len);
        if (text[len] == '\0')
            break;
        buf_put_text(&line, "\\x0a");
        text += len + 1;
    }
    fprintf(stderr, "%s\n", buf_text(&line));
    buf_deinit(&line);
}
