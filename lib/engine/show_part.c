#include "lib/engine/show_part.h"

#include "lib/base/nearest.h"
#include "lib/model/cite.h"

#include <string.h>

#define TITLE "title" /* as ids and citations name it */

enum { PARTS_NAMED = 3 /* of those that may be meant, in a sentence */ };

/* What stands behind the '/' of a clause's id. */
static const char *
part_of(const char *id)
{
    const char *slash = strchr(id, '/');

    return slash == NULL ? "" : slash + 1;
}

/* Says of the error what was asked for and the part that comes nearest. */
static bool
put_parts(struct show *show, const char *near)
{
    struct arena *arena = show->context->arena;
    const char *held = show->result.resolution.id;

    reply_error_text(show->error, "id",
                     arena_printf(arena, "%s/%s", held, show->ref.part));
    if (near != NULL)
        reply_error_text(show->error, "nearest",
                         arena_printf(arena, "%s/%s", held, near));
    return false;
}

static bool
fail_part(struct show *show)
{
    struct arena *arena = show->context->arena;
    const struct resolution *held = &show->result.resolution;
    const char **parts = NULL;
    size_t count = 0;

    for (size_t i = 0; i < held->section_count; i++) {
        const struct section *section = &held->sections[i];

        *arena_push(arena, parts, count) = section->slug;
        for (size_t j = 0; j < section->clause_count; j++)
            *arena_push(arena, parts, count) = part_of(section->clauses[j].id);
    }
    reply_error_set(show->error, REPLY_NO_SUCH_CLAUSE,
                    "%s has no %s; `show %s` lists what it has", held->id,
                    show->ref.part, held->id);
    return put_parts(show, nearest_name(show->ref.part, parts, count));
}

/* Leaves what says which resolution it is, its title among it. */
static void
leave_head(struct show *show)
{
    struct resolution *r = &show->result.resolution;

    r->section_count = r->footnote_count = 0;
    r->foreword_count = r->foreword_cite_count = 0;
}

static bool
focus_title(struct show *show)
{
    struct arena *arena = show->context->arena;

    if (strcmp(show->ref.part, TITLE) != 0)
        return false;
    show->result.focus =
        arena_printf(arena, "%s/" TITLE, show->result.resolution.id);
    show->result.cite = arena_printf(arena, "%s, " TITLE, show->result.cite);
    leave_head(show);
    return true;
}

/* Leaves one section, with one clause or all; nothing else. */
static void
focus_section(struct show *show, struct section *section, struct clause *clause)
{
    struct resolution *r = &show->result.resolution;

    leave_head(show);
    r->sections = section;
    r->section_count = 1;
    if (clause == NULL)
        return;
    section->clauses = clause;
    section->clause_count = 1;
    show->result.focus = clause->id;
}

static bool
focus_footnote(struct show *show)
{
    struct resolution *r = &show->result.resolution;
    const struct grammar *grammar = show->context->library->grammar;

    for (size_t i = 0; i < r->footnote_count; i++) {
        if (strcmp(part_of(r->footnotes[i].id), show->ref.part) != 0)
            continue;
        show->result.focus = r->footnotes[i].id;
        show->result.cite = cite_footnote(grammar, r, &r->footnotes[i],
                                          CITE_LONG, show->context->arena);
        leave_head(show);
        r->footnotes = &r->footnotes[i];
        r->footnote_count = 1;
        return true;
    }
    return false;
}

static bool
focus_exact(struct show *show)
{
    struct resolution *r = &show->result.resolution;
    const struct grammar *grammar = show->context->library->grammar;

    for (size_t i = 0; i < r->section_count; i++) {
        struct section *section = &r->sections[i];

        for (size_t j = 0; j < section->clause_count; j++) {
            struct clause *clause = &section->clauses[j];

            if (strcmp(part_of(clause->id), show->ref.part) != 0)
                continue;
            show->result.cite = cite_clause(grammar, r, section, clause,
                                            CITE_LONG, show->context->arena);
            focus_section(show, section, clause);
            return true;
        }
        if (strcmp(section->slug, show->ref.part) == 0) {
            show->result.focus = arena_printf(show->context->arena, "%s/%s",
                                              r->id, section->slug);
            show->result.cite =
                arena_printf(show->context->arena, "%s, %s", show->result.cite,
                             section->heading);
            focus_section(show, section, NULL);
            return true;
        }
    }
    return focus_footnote(show) || focus_title(show);
}

static bool
has_part(const struct section *section, const char *part)
{
    for (size_t i = 0; i < section->clause_count; i++)
        if (strcmp(part_of(section->clauses[i].id), part) == 0)
            return true;
    return strcmp(section->slug, part) == 0;
}

/*
 * "resolves.2" for resolves-to-invite-director-tsb.2, "resolves" for the
 * whole of it: the part as typed may be the beginning of a heading. These are
 * the parts that it may mean; how many.
 */
static size_t
parts_like(const struct show *show, const char ***parts)
{
    struct arena *arena = show->context->arena;
    const struct resolution *r = &show->result.resolution;
    size_t count = 0, len = strcspn(show->ref.part, ".");
    const char *label = show->ref.part + len;

    for (size_t i = 0; i < r->section_count; i++) {
        const struct section *section = &r->sections[i];
        const char *part = arena_printf(arena, "%s%s", section->slug, label);

        if (strncmp(section->slug, show->ref.part, len) == 0 &&
            section->slug[len] == '-' && has_part(section, part))
            *arena_push(arena, *parts, count) = part;
    }
    return count;
}

/* One of several headings that begin so would be a guess. */
static bool
fail_several(struct show *show, const char *const *parts, size_t count)
{
    struct arena *arena = show->context->arena;
    const char *list = parts[0];

    for (size_t i = 1; i < count && i < PARTS_NAMED; i++)
        list = arena_printf(arena, "%s, %s", list, parts[i]);
    reply_error_set(show->error, REPLY_NO_SUCH_CLAUSE,
                    "%s has no %s, but %zu that begin so: %s%s",
                    show->result.resolution.id, show->ref.part, count, list,
                    count > PARTS_NAMED ? " ..." : "");
    return put_parts(show, parts[0]);
}

bool
show_part(struct show *show)
{
    const char **parts = NULL;
    size_t count;

    if (*show->ref.part == '\0' || focus_exact(show))
        return true;
    count = parts_like(show, &parts);
    if (count == 0)
        return fail_part(show);
    if (count > 1)
        return fail_several(show, parts, count);
    show->ref.part = parts[0];
    return focus_exact(show) || fail_part(show);
}
