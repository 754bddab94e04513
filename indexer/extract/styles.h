/*
 * The styles of a DOCX (word/styles.xml): what each says about a paragraph or
 * run, looked up along the chain of styles that it is based on.
 */
#pragma once

#include "indexer/extract/xml.h"
#include "lib/base/arena.h"
#include "lib/model/style.h"

#include <stdbool.h>
#include <stddef.h>

struct styles;

struct styles_found {
    const char *id;
    enum style style;
    long numbering; /* numId; -1: says nothing */
    long level;     /* likewise */
    bool is_hidden;
};

/* No styles at all; they live in the arena. */
struct styles *styles_new(struct arena *arena);

enum status styles_read(struct styles *styles, const struct xml_source *source,
                        struct error *err) MUST_USE;

/* NULL: the style of paragraphs that name none. One that is not there says
 * nothing. */
struct styles_found styles_find(const struct styles *styles, const char *id);

/* The language that text has unless it says otherwise; NULL: not said. */
const char *styles_language(const struct styles *styles);
