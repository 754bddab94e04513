#include "client/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDTH_DEFAULT = 80, WIDTH_LEAST = 20, WIDTH_MOST = 1000 };

static unsigned
clamp_width(long width)
{
    if (width < WIDTH_LEAST)
        return WIDTH_LEAST;
    return width > WIDTH_MOST ? WIDTH_MOST : (unsigned)width;
}

/* Of the terminal behind a descriptor, unless $COLUMNS says it. */
static unsigned
terminal_width(int fd)
{
    const char *columns = getenv("COLUMNS");
    struct winsize size;

    if (columns != NULL && strtol(columns, NULL, 10) > 0)
        return clamp_width(strtol(columns, NULL, 10));
    if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return clamp_width(size.ws_col);
    return WIDTH_DEFAULT;
}

static bool
is_set(const char *name)
{
    const char *value = getenv(name);

    return value != NULL && *value != '\0';
}

static bool
terminal_colour(enum colour colour, bool is_terminal)
{
    const char *term = getenv("TERM");

    if (colour != COLOUR_AUTO)
        return colour == COLOUR_ALWAYS;
    return is_terminal && !is_set("NO_COLOR") && term != NULL &&
           *term != '\0' && strcmp(term, "dumb") != 0;
}

struct terminal
terminal_look(enum colour colour)
{
    bool is_terminal = isatty(STDOUT_FILENO) == 1;

    return (struct terminal){
        .is_terminal = is_terminal,
        .colour = terminal_colour(colour, is_terminal),
        .width = terminal_width(STDOUT_FILENO),
    };
}

unsigned
terminal_error_width(void)
{
    return isatty(STDERR_FILENO) == 1 ? terminal_width(STDERR_FILENO) : 0;
}
