/*
 * Files as wholes, and the few system calls that need care around them.
 */
#pragma once

#include "lib/base/buf.h"
#include "lib/base/status.h"

#include <stdbool.h>
#include <stddef.h>

/* The status of an errno: not found, denied, or an error of the system. */
enum status file_status(int error);

/* Closes *fd unless it is -1, and sets it to -1. For CLEANUP. */
void file_closep(int *fd);

/*
 * Appends the whole file to out. A file of more than most bytes, a
 * directory, a FIFO or a device is refused without being read; a symbolic
 * link is not followed.
 */
enum status file_read(struct buf *out, const char *path, size_t most,
                      struct error *err) MUST_USE;

/* Appends what can be read from an open file; path is for the error's text. On
 * failure bytes may have been appended. */
enum status file_read_fd(struct buf *out, int fd, const char *path, size_t most,
                         struct error *err) MUST_USE;

/*
 * Replaces path by bytes in one step: a file beside it is written, synced
 * and renamed over it, and the folder is synced.
 */
enum status file_replace(const char *path, const void *bytes, size_t len,
                         struct error *err) MUST_USE;

/*
 * The same without syncing, for what can be made again and is checked when it
 * is read: after a power cut it may be the old, the new or neither. Processes
 * that replace the same path at once do not disturb each other.
 */
enum status file_replace_quick(const char *path, const void *bytes, size_t len,
                               struct error *err) MUST_USE;

/* Whether a name is that of the file beside, path.PID.new, that a process is
 * writing for file_replace_quick; false: it is not, or the process is gone. */
bool file_is_being_made(const char *name);

/* Writes all bytes, however often the system takes fewer. */
enum status file_write_all(int fd, const void *bytes, size_t len,
                           struct error *err) MUST_USE;

/* Syncs a file or folder to the disk. */
enum status file_sync(const char *path, struct error *err) MUST_USE;

/* Makes the folder and its parents with mode 0700 where they are missing. */
enum status file_make_dirs(const char *path, struct error *err) MUST_USE;

/* Removes a file or a folder with all that is in it; absent is fine. */
enum status file_remove_tree(const char *path, struct error *err) MUST_USE;

bool file_is_dir(const char *path);
