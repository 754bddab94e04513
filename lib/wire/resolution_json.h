/*
 * A resolution as `show` returns it, as JSON, both ways.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/model/resolution.h"
#include "lib/wire/json_in.h"

/* The object without its closing brace, for members to be added behind. */
void resolution_put_open(struct buf *out, const struct resolution *resolution);

/* The whole object. */
void resolution_put_json(struct buf *out, const struct resolution *resolution);

/* Fills out from such an object; the reader remembers what was wrong. */
void resolution_read_json(struct json_reader *reader, const struct json *object,
                          struct resolution *out);

/* What `show` answers: the resolution, or the part that was asked for. */
struct show_result {
    struct resolution resolution; /* sections and footnotes: the part's only */
    const char *cite;             /* the long citation of what is shown */
    const char *focus;            /* id of the part asked for, or NULL */
    const char *superseded_by;    /* a later edition held, or NULL */
    const char **held;            /* of the resolutions cited: those held */
    size_t held_count;
    const char **cited_by; /* ids of units that cite it */
    size_t cited_by_count;
    const char *uuid;
    unsigned generation;
};

void show_result_put(struct buf *out, const struct show_result *result);

/* Reads a result object; texts go into the arena. */
enum status show_result_parse(struct show_result *out, const char *json,
                              size_t len, struct arena *arena,
                              struct error *err) MUST_USE;
