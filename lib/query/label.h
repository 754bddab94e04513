/*
 * The label or bullet that a pasted clause begins with.
 */
#pragma once

#include <stddef.h>

/*
 * How many bytes at the start of text are a label: "a)", "a)bis", "iv)", "1)",
 * "2.1" or "1bis" and a TAB, or a bullet and a space. 0 when none is, or when
 * nothing follows it.
 */
size_t label_find(const char *text, size_t len);
