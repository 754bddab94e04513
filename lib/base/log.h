/*
 * Lines for the operator, on standard error: "claused: warning: text".
 *
 * Control bytes of the text are shown as \xNN, so that no client can write
 * lines or terminal codes of its own into a log. The level is the one
 * mutable global of the project.
 */
#pragma once

#include "lib/base/status.h"

enum log_level { LOG_ERROR, LOG_WARNING, LOG_INFO, LOG_DEBUG };

/* The program's name before each line, and the least urgent level shown. */
void log_init(const char *program, enum log_level level);

void log_line(enum log_level level, const char *format, ...) PRINTF_LIKE(2, 3);
