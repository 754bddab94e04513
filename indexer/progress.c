#include "indexer/progress.h"

#include "indexer/clock.h"
#include "lib/text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum {
    DRAW_MS = 100, /* between two drawings */
    WIDTH_DEFAULT = 80,
    SECONDS_MIN = 60
};

static bool
can_redraw(void)
{
    const char *term = getenv("TERM");

    return isatty(STDERR_FILENO) == 1 && term != NULL && *term != '\0' &&
           strcmp(term, "dumb") != 0;
}

struct progress
progress_look(bool quiet)
{
    return (struct progress){.shown = !quiet && can_redraw()};
}

void
progress_begin(struct progress *progress, const char *doing, size_t total)
{
    if (progress == NULL)
        return;
    progress->doing = doing;
    progress->done = 0;
    progress->total = total;
    progress->began_ms = clock_ms();
    progress->drawn_ms = progress->began_ms - DRAW_MS; /* the first is drawn */
}

static size_t
line_width(void)
{
    struct winsize size;

    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1)
        return size.ws_col - 1U; /* in the last column some terminals wrap */
    return WIDTH_DEFAULT - 1;
}

/* "12/300, 45/s, 6 s left" */
static void
put_numbers(struct buf *out, const struct progress *progress, long long now)
{
    unsigned long long ms = (unsigned long long)(now - progress->began_ms);
    unsigned long long left;

    buf_printf(out, "%zu/%zu", progress->done, progress->total);
    if (ms == 0)
        return;
    buf_printf(out, ", %llu/s", progress->done * 1000ULL / ms);
    left = (progress->total - progress->done) * ms / progress->done / 1000;
    if (left < SECONDS_MIN)
        buf_printf(out, ", %llu s left", left);
    else
        buf_printf(out, ", %llu min left", left / SECONDS_MIN);
}

/* As many characters of the text as have room. */
static void
put_cut(struct buf *out, const struct buf *text, size_t columns)
{
    size_t at = 0;

    while (at < text->len) {
        size_t next = at;

        utf8_next(text->data, text->len, &next);
        if (utf8_width(text->data, next) > columns)
            break;
        at = next;
    }
    buf_put(out, text->data, at);
}

static void
draw(struct progress *progress, const char *name, long long now)
{
    struct buf text = {0}, line = {0};
    size_t width;

    buf_printf(&text, "%s ", progress->doing);
    put_numbers(&text, progress, now);
    buf_put_text(&text, ": ");
    for (const char *at = name; *at != '\0'; at += *at == '\n') {
        size_t len = strcspn(at, "\n");

        utf8_put_safe(&text, at, len);
        at += len;
        if (*at == '\n')
            buf_put_text(&text, "\\x0a");
    }
    put_cut(&line, &text, line_width());
    width = utf8_width(line.data, line.len);
    fprintf(stderr, "\r%s", buf_text(&line));
    if (progress->columns > width)
        fprintf(stderr, "%*s", (int)(progress->columns - width), "");
    fflush(stderr);
    progress->columns = width;
    buf_deinit(&text);
    buf_deinit(&line);
}

void
progress_step(struct progress *progress, const char *name)
{
    long long now;

    if (progress == NULL)
        return;
    progress->done++;
    if (!progress->shown || progress->done > progress->total)
        return;
    now = clock_ms();
    if (now - progress->drawn_ms < DRAW_MS)
        return;
    progress->drawn_ms = now;
    draw(progress, name, now);
}

void
progress_end(struct progress *progress)
{
    if (progress == NULL)
        return;
    if (progress->columns > 0)
        fprintf(stderr, "\r%*s\r", (int)progress->columns, "");
    progress->columns = 0;
}
