/*
 * The XML of a DOCX part, walked once: for each element that a table names, a
 * function where it begins and one where it ends.
 *
 * The input is hostile. It may have no DOCTYPE, so there are no entities; no
 * other file is read for it; libxml2's limits on depth and on the length of a
 * text stay on.
 */
#pragma once

#include "indexer/extract/element.h"
#include "lib/base/status.h"

#include <stdbool.h>
#include <stddef.h>

struct xml;

struct xml_handler {
    bool skip; /* nothing in it counts */
    void (*begin)(void *self, struct xml *xml);
    void (*end)(void *self, struct xml *xml);
};

/* A handler for each element; text is given to the last one. */
struct xml_walker {
    const struct xml_handler *handlers; /* of ELEMENT_COUNT */
    void (*text)(void *self, struct xml *xml, const char *text, size_t len);
};

/* Up to `most` bytes of the part; 0 at its end, -1 when it cannot be read. */
struct xml_source {
    int (*read)(void *context, char *out, int most);
    void *context;
    const char *name; /* for messages */
};

/* STATUS_BAD_DOCUMENT when it is no good XML, or what xml_fail said. */
enum status xml_walk(const struct xml_source *source,
                     const struct xml_walker *walker, void *self,
                     struct error *err) MUST_USE;

/* For handlers. */

/* An attribute of Word's namespace or of none; NULL: not there. Until the next
 * call. */
const char *xml_attr(struct xml *xml, const char *name);

/* The same as a number, `otherwise` when it is none. */
long xml_number(struct xml *xml, const char *name, long otherwise);

/* Whether <w:x/>, <w:x w:val="true"/> ... says yes. */
bool xml_is_on(struct xml *xml);

/* The element so many steps above the one at hand; 0: itself. */
enum element xml_above(const struct xml *xml, unsigned steps);

/* How deep the element at hand is; below XML_DEPTH_MAX. */
unsigned xml_depth(const struct xml *xml);

/* From `begin`: nothing in this element counts, and its end is not told. */
void xml_skip(struct xml *xml);

/* Some complaints of libxml2 are printed whatever its options say: none are
 * from now on, in this process. */
void xml_hush(void);

/* Ends the walk. */
void xml_fail(struct xml *xml, enum status status, const char *text);

enum { XML_DEPTH_MAX = 260 };
