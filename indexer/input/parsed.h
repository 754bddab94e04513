/*
 * What clause-extract gave for the documents of a run, kept in INDEX/parsed
 * for the next one: a file each, called by the document's digest and format.
 *
 * A file is used only if it is whole and was made of these very bytes by these
 * very programs; any other is as good as none. Keeping is a favour: a disk
 * that refuses it costs the next run time, never this one its success.
 */
#pragma once

#include "lib/base/buf.h"
#include "lib/base/status.h"

#include <stdbool.h>

struct parsed;

struct parsed_name {
    const char *sha256; /* of the document's bytes, in hex */
    const char *format; /* "docx", "html", "pdf" */
};

struct parsed_use {
    bool read;  /* what is kept */
    bool write; /* what is read anew, and remove what is of no more use */
};

struct parsed *parsed_new(const char *index_dir, struct parsed_use use);
void parsed_free(struct parsed *parsed); /* NULL is allowed */
void parsed_freep(struct parsed **parsed);

/* The lines that are kept of a document, to be deinited by the caller; false
 * when there are none to be trusted. */
bool parsed_get(struct buf *lines, struct parsed *parsed,
                const struct parsed_name *name);

/* Keeps them. To be called for documents only that were understood. */
void parsed_put(struct parsed *parsed, const struct parsed_name *name,
                const struct buf *lines);

/* Removes what neither parsed_get nor parsed_put has seen in this run, which
 * has published what it read. */
void parsed_tidy(struct parsed *parsed);

/* Why nothing is kept, or STATUS_OK. */
const struct error *parsed_trouble(const struct parsed *parsed);
