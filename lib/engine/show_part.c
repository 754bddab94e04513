#include "lib/engine/show_part.h"

#include "lib/base/nearest.h"
#include "lib/model/cite.h"

#include <string.h>

/* What stands behind the '/' of a clause's id. */
static const char *
part_of(const char *id)
{
    const char *slash = strchr(id, '/');

    return slash == NULL ? "" : slash + 1;
}

static bool
fail_part(struct show *show)
{
    struct arena *arena = show->context->arena;
    const struct resolution *held = &show->result.resolution;
    const char **parts = NULL;
    size_t count = 0;
    const char *near;

    for (size_t i = 0; i < held->section_count; i++)
        for (size_t j = 0; j < held->sections[i].clause_count; j++)
            *arena_push(arena, parts, count) =
                part_of(held->sections[i].clauses[j].id);
    near = nearest_name(show->ref.part, parts, count);
    reply_error_set(show->error, REPLY_NO_SUCH_CLAUSE,
                    "%s has no %s; `show %s` lists what it has", held->id,
                    show->ref.part, held->id);
    reply_error_text(show->error, "id",
                     arena_printf(arena, "%s/%s", held->id, show->ref.part));
    if (near != NULL)
        reply_error_text(show->error, "nearest",
                         arena_printf(arena, "%s/%s", held->id, near));
    return false;
}

/* Leaves one section, with one clause or all; nothing else. */
static void
focus_section(struct show *show, struct section *section, struct clause *clause)
{
    struct resolution *r = &show->result.resolution;

    r->sections = section;
    r->section_count = 1;
    r->footnote_count = 0;
    r->foreword_count = r->foreword_cite_count = 0;
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
        r->footnotes = &r->footnotes[i];
        r->footnote_count = 1;
        r->section_count = r->foreword_count = r->foreword_cite_count = 0;
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
    return focus_footnote(show);
}

/*
 * "resolves.2" for resolves-to-invite-director-tsb.2: the part as typed may
 * be the beginning of a heading, when exactly one heading begins so and has
 * the label.
 */
static const char *
only_part_like(struct show *show)
{
    const struct resolution *r = &show->result.resolution;
    size_t len = strcspn(show->ref.part, ".");
    const char *label = show->ref.part + len;
    const char *found = NULL;

    for (size_t i = 0; i < r->section_count; i++) {
        const struct section *section = &r->sections[i];
        const char *want =
            arena_printf(show->context->arena, "%s%s", section->slug, label);

        if (strncmp(section->slug, show->ref.part, len) != 0 ||
            section->slug[len] != '-')
            continue;
        for (size_t j = 0; j < section->clause_count; j++) {
            if (strcmp(part_of(section->clauses[j].id), want) != 0)
                continue;
            if (found != NULL)
                return NULL;
            found = want;
        }
    }
    return found;
}

bool
show_part(struct show *show)
{
    const char *part;

    if (*show->ref.part == '\0' || focus_exact(show))
        return true;
    part = only_part_like(show);
    if (part == NULL)
        return fail_part(show);
    show->ref.part = part;
    return focus_exact(show) || fail_part(show);
}
