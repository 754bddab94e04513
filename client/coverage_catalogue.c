/*
 * Rows stand in the order of ids, so the editions of a resolution, and the
 * resolutions of a body, stand together.
 */
#include "client/coverage_catalogue.h"

#include "lib/base/arena.h"

#include <string.h>

static bool
is_from_catalogue(struct json_reader *reader, const struct json *item)
{
    return strcmp(json_text(reader, item, "where"), "catalogue") == 0;
}

/* "wtsa-59" of "wtsa-59@2012" */
static const char *
resolution_of(struct json_reader *reader, const struct json *item)
{
    const char *id = json_text(reader, item, "id");

    return arena_strndup(reader->arena, id, strcspn(id, "@"));
}

/* "itu-r" of "itu-r-1" */
static const char *
body_of(struct json_reader *reader, const struct json *item)
{
    const char *name = resolution_of(reader, item);
    const char *dash = strrchr(name, '-');

    return dash == NULL
               ? name
               : arena_strndup(reader->arena, name, (size_t)(dash - name));
}

/* What the catalogue says under the key, if it says it, as a sentence. */
static void
put_words(struct wrap *wrap, struct json_reader *reader,
          const struct json *entry, const char *lead, const char *key)
{
    const char *words = json_text(reader, entry, key);

    if (*words == '\0')
        return;
    wrap_put_text(wrap, lead);
    wrap_put_text(wrap, words);
    wrap_put_text(wrap, ".");
}

static void
put_entry(struct wrap *wrap, struct json_reader *reader,
          const struct json *last)
{
    const struct json *entry = json_object(reader, last, "catalogue");
    const char *title = json_text(reader, entry, "title");

    wrap_put_text(wrap, *title == '\0' ? "title not seen" : title);
    wrap_put_text(wrap, ". Status ");
    wrap_put_text(wrap, json_text(reader, last, "status"));
    wrap_put_text(wrap, ".");
    put_words(wrap, reader, entry, " Said of it: ", "status");
    put_words(wrap, reader, entry, " Verified: ", "verified");
    put_words(wrap, reader, entry, " Source: ", "source");
    wrap_end(wrap);
}

/* The editions in a row that begins with `item`; returns what follows. */
static const struct json *
put_resolution(struct wrap *wrap, struct json_reader *reader,
               const struct json *item)
{
    const char *name = resolution_of(reader, item);
    const struct json *last = item;
    const char *gap = "(";

    wrap_begin(wrap, arena_printf(reader->arena, "%s ", name), 4);
    for (; item != NULL && is_from_catalogue(reader, item) &&
           strcmp(resolution_of(reader, item), name) == 0;
         item = json_next(item)) {
        const char *text = json_text(reader, item, "text");

        last = item;
        if (*text == '\0')
            continue;
        wrap_put_text(wrap, gap);
        wrap_put_text(wrap, text);
        gap = "; ";
    }
    if (strcmp(gap, "; ") == 0)
        wrap_put_text(wrap, "): ");
    put_entry(wrap, reader, last);
    return item;
}

static void
put_count(struct wrap *wrap, struct json_reader *reader, const char *body,
          size_t resolutions)
{
    wrap_paragraph(wrap, "", 4,
                   arena_printf(reader->arena,
                                "%zu resolution%s of %s; clause coverage "
                                "--body %s lists what is known of them",
                                resolutions, resolutions == 1 ? "" : "s", body,
                                body),
                   false);
}

/* Counts the body's resolutions from `item` on; returns what follows. */
static const struct json *
put_body(struct wrap *wrap, struct json_reader *reader, const struct json *item)
{
    const char *body = body_of(reader, item), *before = "";
    size_t resolutions = 0;

    for (; item != NULL; item = json_next(item)) {
        const char *name = resolution_of(reader, item);

        if (!is_from_catalogue(reader, item))
            continue;
        if (strcmp(body_of(reader, item), body) != 0)
            break;
        resolutions += strcmp(name, before) != 0;
        before = name;
    }
    put_count(wrap, reader, body, resolutions);
    return item;
}

bool
coverage_catalogue_put(struct wrap *wrap, struct json_reader *reader,
                       const struct json *first, bool in_full)
{
    bool any = false;

    for (const struct json *item = first; item != NULL;) {
        if (!is_from_catalogue(reader, item)) {
            item = json_next(item);
            continue;
        }
        any = true;
        item = in_full ? put_resolution(wrap, reader, item)
                       : put_body(wrap, reader, item);
    }
    return any;
}
