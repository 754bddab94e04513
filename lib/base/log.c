#include "lib/base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { LOG_LINE_MAX = 1024 };

static const char *const log_words[] = {
    [LOG_ERROR] = "error: ",
    [LOG_WARNING] = "warning: ",
    [LOG_INFO] = "",
    [LOG_DEBUG] = "debug: ",
};

static struct log_state {
    const char *program;
    enum log_level level;
} log_state = {"clause", LOG_INFO};

void
log_init(const char *program, enum log_level level)
{
    log_state.program = program;
    log_state.level = level;
}

/* Copies text with control bytes escaped; returns the end in line. */
static size_t
log_escape(char *line, size_t at, size_t room, const char *text)
{
    for (; *text != '\0' && at + 5 < room; text++) {
        unsigned char byte = (unsigned char)*text;

        if (byte >= 0x20 && byte != 0x7f)
            line[at++] = (char)byte;
        else
            at += (size_t)snprintf(line + at, room - at, "\\x%02X", byte);
    }
    return at;
}

void
log_line(enum log_level level, const char *format, ...)
{
    char text[LOG_LINE_MAX], line[LOG_LINE_MAX + 64];
    va_list args;
    size_t at;
    ssize_t put;

    if (level > log_state.level)
        return;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    at = (size_t)snprintf(line, sizeof line, "%.40s: %s", log_state.program,
                          log_words[level]);
    at = log_escape(line, at, sizeof line - 1, text);
    line[at++] = '\n';
    put = write(STDERR_FILENO, line, at); /* one call: lines stay whole */
    (void)put;
}
