/*
 * "Did you mean": the candidate that a mistyped word most likely stands for.
 */
#pragma once

#include <stddef.h>

/*
 * The nearest of count names, or NULL when none is near: at most two edits
 * (one for words of up to four bytes), a neighbouring swap being one edit
 * (optimal string alignment). Equal distances go to the earlier name. Case
 * is ignored in ASCII.
 */
const char *nearest_name(const char *word, const char *const *names,
                         size_t count);
