/*
 * The zip file that a DOCX is. Only parts asked for by name are unpacked, and
 * what comes out is counted: neither the sizes that the file claims nor its
 * names are trusted.
 */
#pragma once

#include "indexer/extract/xml.h"
#include "lib/base/status.h"

#include <stddef.h>

struct package;

/* The bytes must outlive it. STATUS_BAD_DOCUMENT says what is wrong. */
enum status package_open(struct package **out, const char *bytes, size_t len,
                         struct error *err) MUST_USE;
void package_closep(struct package **package);

/* Walks a part. STATUS_NOT_FOUND: there is none of that name. */
typedef enum status package_reader(void *self, const struct xml_source *source,
                                   struct error *err);
enum status package_read(struct package *package, const char *name,
                         package_reader *reader, void *self,
                         struct error *err) MUST_USE;
