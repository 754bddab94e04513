/*
 * What clause-index tells people: lines on standard error.
 */
#pragma once

/* One line behind the program's name, safe on a terminal whatever a file is
 * called. */
void say(const char *text);
