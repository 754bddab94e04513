/*
 * The seal of a generation: a file beside the database that says of every
 * file how many bytes it has and their checksum. It is written last and
 * looked at first, so that a generation that was copied in part, cut short
 * or changed by a bad disk is an error at opening and never another text.
 */
#pragma once

#include "lib/base/status.h"

#define SEAL_NAME "seal"

/* Seals the files of a folder and syncs the seal. */
enum status seal_write(const char *folder, const char *format,
                       struct error *err) MUST_USE;

/*
 * Reads all files of the folder. STATUS_STORE: of another format;
 * STATUS_DENIED: may not be read; STATUS_IO: not what was sealed, and the
 * text says which file.
 */
enum status seal_check(const char *folder, const char *format,
                       struct error *err) MUST_USE;
