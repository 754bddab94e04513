#include "lib/base/log.h"

#include <stdarg.h>
#include <stdbool.h>
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

/*
 * C0, DEL and C1. In UTF-8 a C1 control is 0xc2 and a byte that is a control
 * alone, too; behind any other byte of a character that is a part of it.
 */
static bool
is_control(unsigned char before, unsigned char byte)
{
    bool high = byte >= 0x80 && byte < 0xa0;

    return byte < 0x20 || byte == 0x7f ||
           (high && (before < 0x80 || before == 0xc2));
}

/* Copies text with control bytes escaped; returns the end in line. */
static size_t
log_escape(char *line, size_t at, size_t room, const char *text)
{
    unsigned char before = 0;

    for (; *text != '\0' && at + 5 < room; text++) {
        unsigned char byte = (unsigned char)*text;

        if (!is_control(before, byte))
            line[at++] = (char)byte;
        else
            at += (size_t)snprintf(line + at, room - at, "\\x%02X", byte);
        before = byte;
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
