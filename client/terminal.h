/*
 * What is known of where the text goes.
 */
#pragma once

#include "client/options.h"

#include <stdbool.h>

struct terminal {
    bool is_terminal; /* standard output is one */
    bool colour;
    unsigned width; /* columns */
};

/* Width: $COLUMNS, the terminal's own, else 80. Colour: as asked; auto means
 * on a terminal that is not dumb, unless $NO_COLOR is set. */
struct terminal terminal_look(enum colour colour);

/* Columns of the terminal that standard error is; 0: it is none, and what is
 * said there stays in lines as they are. */
unsigned terminal_error_width(void);
