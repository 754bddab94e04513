/*
 * What must hold of whatever clause-extract gives, shared by its fuzzers.
 */
#pragma once

#include "lib/base/buf.h"

/* Aborts unless the lines are those of lib/model/extracted.h: each can be
 * read back, is UTF-8, and has neither controls nor other marks than ours. */
void extract_check(const struct buf *lines);
