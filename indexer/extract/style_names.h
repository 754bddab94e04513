/*
 * The names that styles have in templates of ITU, in Word and in HTML
 * classes, and what they say about a line.
 */
#pragma once

#include "lib/model/style.h"

#include <stdbool.h>
#include <stddef.h>

/* Letters and digits count, case does not: "Res_No", "ResNo", "res no". */
bool style_names_find(enum style *out, const char *name, size_t len);
