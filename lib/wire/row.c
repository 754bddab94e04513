#include "lib/wire/row.h"

#include "lib/base/cleanup.h"
#include "lib/base/digest.h"
#include "lib/base/nearest.h"
#include "lib/wire/json_in.h"
#include "lib/wire/prescan.h"
#include "lib/wire/resolution_json.h"

#include <string.h>

static const char *const minimal_members[] = {"id", "title", "text"};

/* What `show` returns, and what --check --json adds to it. */
static const char *const full_members[] = {
    "id",       "body",      "number",  "edition",  "place",
    "revised",  "title",     "history", "foreword", "designation",
    "sections", "footnotes", "cites",   "cited_by", "cites_held",
    "language", "source",    "cite",    "focus",    "superseded_by",
    "index",    "findings"};

struct shape {
    const char *const *members;
    size_t count;
};

static const struct shape minimal = {minimal_members,
                                     COUNT_OF(minimal_members)};
static const struct shape full = {full_members, COUNT_OF(full_members)};

static bool
is_member(const struct shape *shape, const char *name)
{
    for (size_t i = 0; i < shape->count; i++)
        if (strcmp(shape->members[i], name) == 0)
            return true;
    return false;
}

static enum status
check_members(const struct json_reader *reader, const struct json *tree,
              const struct shape *shape, struct error *err)
{
    const struct json *item = json_members(tree);

    for (; item != NULL; item = json_next(item)) {
        const char *name = json_key(reader, item), *near;

        if (is_member(shape, name))
            continue;
        near = nearest_name(name, shape->members, shape->count);
        return error_set(err, STATUS_BAD_DOCUMENT,
                         "unknown member \"%.60s\"%s%s%s", name,
                         near == NULL ? "" : "; did you mean \"",
                         near == NULL ? "" : near, near == NULL ? "" : "\"?");
    }
    return STATUS_OK;
}

/* Line breaks and the like are spaces: a clause is one paragraph. */
static char *
one_paragraph(struct arena *arena, const char *text)
{
    char *copy = arena_strdup(arena, text), *end = copy;

    for (const char *at = text; *at != '\0'; at++) {
        bool space = (unsigned char)*at <= ' ';

        if (!space)
            *end++ = *at;
        else if (end > copy && end[-1] != ' ')
            *end++ = ' ';
    }
    while (end > copy && end[-1] == ' ')
        end--;
    *end = '\0';
    return copy;
}

static bool
id_is_good(const char *id)
{
    size_t good = strspn(id, "abcdefghijklmnopqrstuvwxyz"
                             "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._:");

    return good > 0 && good <= ROW_ID_MAX && id[good] == '\0';
}

static enum status
read_minimal(struct resolution *out, struct json_reader *reader,
             const struct json *tree, struct error *err)
{
    struct arena *arena = reader->arena;
    const char *id = json_text(reader, tree, "id");
    struct section *section;
    struct clause *clause;
    char *empty = arena_strdup(arena, "");

    if (reader->wrong == NULL && !id_is_good(id))
        return error_set(err, STATUS_BAD_DOCUMENT,
                         "\"%.60s\" is no id: that is 1 to %d letters, digits "
                         "and -._:",
                         id, ROW_ID_MAX);
    *out = (struct resolution){.body = arena_strdup(arena, RESOLUTION_DOC),
                               .copy = 1,
                               .place = empty,
                               .designation = empty,
                               .language = empty,
                               .source_file = empty,
                               .source_sha256 = empty};
    out->id = arena_printf(arena, RESOLUTION_DOC_PREFIX "%s", id);
    out->title = one_paragraph(arena, json_text(reader, tree, "title"));
    section = arena_push(arena, out->sections, out->section_count);
    *section = (struct section){
        .slug = empty, .heading = empty, .verb = empty, .kind = KIND_OTHER};
    clause = arena_push(arena, section->clauses, section->clause_count);
    *clause = (struct clause){.id = out->id, .label = empty};
    clause->text = one_paragraph(arena, json_text(reader, tree, "text"));
    return STATUS_OK;
}

static enum status
read_full(struct resolution *out, struct json_reader *reader,
          const struct json *tree, struct error *err)
{
    if (json_maybe_text(reader, tree, "focus") != NULL)
        return error_set(err, STATUS_BAD_DOCUMENT,
                         "this is a part of a resolution (\"focus\"); a row "
                         "holds a whole one");
    resolution_read_json(reader, tree, out);
    return STATUS_OK;
}

static enum status
read_tree(struct resolution *out, struct json_reader *reader,
          const struct json *tree, struct error *err)
{
    bool whole = json_has(tree, "sections");
    struct resolution resolution = {0};
    enum status status =
        check_members(reader, tree, whole ? &full : &minimal, err);

    if (status == STATUS_OK)
        status = whole ? read_full(&resolution, reader, tree, err)
                       : read_minimal(&resolution, reader, tree, err);
    if (status == STATUS_OK && json_check(reader, err) != STATUS_OK)
        status = err->code = STATUS_BAD_DOCUMENT;
    if (status == STATUS_OK)
        *out = resolution;
    return status;
}

enum status
row_parse(struct resolution *out, const char *line, size_t len,
          struct arena *arena, struct error *err)
{
    CLEANUP(json_freep) struct json *tree = NULL;
    struct json_reader reader = {.arena = arena};
    struct reply_error why;
    char digest[DIGEST_HEX_SIZE];
    enum status status;

    if (!prescan_row(line, len, &why))
        return error_set(err, STATUS_BAD_DOCUMENT, "%s", why.message);
    status = json_parse(&tree, line, len, err);
    if (status == STATUS_OK)
        status = read_tree(out, &reader, tree, err);
    if (status != STATUS_OK)
        return status;
    if (*out->source_sha256 == '\0') {
        digest_sha256(line, len, digest);
        out->source_sha256 = arena_strdup(arena, digest);
    }
    return STATUS_OK;
}
