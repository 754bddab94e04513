/*
 * What is known of what is not held: a text that is held names it, or the
 * catalogue does.
 */
#include "lib/engine/show_absent.h"

#include "lib/engine/citing.h"
#include "lib/engine/namesake.h"
#include "lib/model/unit.h"

#include <string.h>

enum { HELD_LISTED = 5 /* resolutions named in "not in this corpus" */ };

/* "1 held: 59", "63 held" */
static const char *
describe_held(struct show *show)
{
    struct arena *arena = show->context->arena;
    const char **names = NULL;
    size_t count = 0;
    char *list = arena_strdup(arena, "");

    if (store_keys(show->context->library->store, INDEX_KEY_HELD, arena, &names,
                   &count, NULL) != STATUS_OK)
        return "";
    for (size_t i = 0; count <= HELD_LISTED && i < count; i++) {
        bool own = strncmp(names[i], "wtsa-", 5) == 0;

        list = arena_printf(arena, "%s%s%s", list, i == 0 ? ": " : ", ",
                            own ? names[i] + 5 : names[i]);
    }
    return arena_printf(arena, "%zu held%s", count, list);
}

static const char *
body_for_people(const struct show *show)
{
    const char *print =
        grammar_body_print(show->context->library->grammar, show->ref.body);

    return print == NULL ? show->ref.body : print;
}

static const char *
name_for_people(const struct show *show)
{
    const struct typed_ref *ref = &show->ref;

    if (strcmp(ref->body, RESOLUTION_DOC) == 0)
        return show->name;
    if (strcmp(ref->body, "wtsa") == 0)
        return arena_printf(show->context->arena, "Resolution %u", ref->number);
    return arena_printf(show->context->arena, "%s Resolution %u",
                        body_for_people(show), ref->number);
}

/* The id of the first held that cites it, or that edition of it; NULL: none
 * does. */
static const char *
first_citing(struct show *show, unsigned year)
{
    struct context *context = show->context;
    const struct citing citing = {show->name, year, EDITION_ALL, 0};
    struct store_hits found;
    struct unit unit;

    if (citing_find(&citing, context, 0, 1, &found, NULL) != STATUS_OK ||
        found.count == 0 ||
        unit_decode(&unit, found.list[0].data, found.list[0].len,
                    context->arena, NULL) != STATUS_OK)
        return NULL;
    return unit.id;
}

/* Whether a text that is held cites it; error says so then. */
static bool
is_cited(struct show *show)
{
    const char *first = first_citing(show, 0);

    if (first == NULL)
        return false;
    reply_error_set(show->error, REPLY_KNOWN_NOT_HELD,
                    "%s is known (cited in %s) but its text is not held.",
                    name_for_people(show), first);
    reply_error_text(show->error, "id", show->name);
    reply_error_text(show->error, "named_in", first);
    return true;
}

/* Whether the catalogue has it, and the edition asked for; error says so. */
static bool
is_catalogued(struct show *show)
{
    const struct typed_ref *ref = &show->ref;
    const struct catalogue_entry *entry = catalogue_find(
        show->context->library->catalogue, ref->body, ref->number);
    const struct adoption *edition = NULL;
    const char *verified;

    if (entry == NULL)
        return false;
    for (size_t i = 0; i < entry->edition_count; i++)
        if (entry->editions[i].year == ref->year)
            edition = &entry->editions[i];
    if (show->id_count > 0 && edition == NULL)
        return false;
    verified = *entry->verified == '\0' ? "not said" : entry->verified;
    if (edition != NULL)
        reply_error_set(
            show->error, REPLY_KNOWN_NOT_HELD,
            "the %s, %u edition of %s is known (in the catalogue; verified: "
            "%s) but its text is not held.",
            edition->place, edition->year, name_for_people(show), verified);
    else
        reply_error_set(show->error, REPLY_KNOWN_NOT_HELD,
                        "%s is known (in the catalogue; verified: %s) but its "
                        "text is not held.",
                        name_for_people(show), verified);
    reply_error_text(show->error, "id",
                     edition == NULL
                         ? show->name
                         : arena_printf(show->context->arena, "%s@%u",
                                        show->name, edition->year));
    reply_error_text(show->error, "named_in", "catalogue");
    reply_error_text(show->error, "title", entry->title);
    reply_error_text(show->error, "verified", entry->verified);
    reply_error_text(show->error, "evidence", entry->source);
    return true;
}

static void
say_unknown(struct show *show)
{
    reply_error_set(show->error, REPLY_NOT_IN_CORPUS,
                    "%s is not in this corpus (%s). Nothing is known about it "
                    "here.",
                    name_for_people(show), describe_held(show));
    reply_error_text(show->error, "id", show->name);
}

bool
show_absent_resolution(struct show *show)
{
    if (!is_cited(show) && !is_catalogued(show))
        say_unknown(show);
    return false;
}

void
show_absent_offer(struct show *show)
{
    const char *name;

    if (show->id_count > 0 || show->name == NULL)
        return;
    name = namesake_held(show->context, show->ref.number);
    if (name == NULL)
        return;
    reply_error_text(show->error, "did_you_mean", name);
    reply_error_text(show->error, "hint",
                     arena_printf(show->context->arena, "%s is held", name));
}

/* Whether the history line of an edition that is held names it; error says so
 * then. */
static bool
is_in_history(struct show *show, const char *id)
{
    struct context *context = show->context;
    const struct typed_ref *ref = &show->ref;

    for (size_t i = show->id_count; i-- > 0;) {
        struct resolution held;

        if (library_read(context->library, show->ids[i], context->arena, &held,
                         NULL) != STATUS_OK)
            continue;
        for (size_t j = 0; j < held.history_count; j++) {
            const struct adoption *known = &held.history[j];

            if (known->year != ref->year)
                continue;
            reply_error_set(
                show->error, REPLY_KNOWN_NOT_HELD,
                "the %s, %u edition of %s Resolution %u is known (named in "
                "the %u text) but its text is not held.",
                known->place, known->year, body_for_people(show), ref->number,
                held.year);
            reply_error_text(show->error, "id", id);
            reply_error_text(show->error, "named_in", held.id);
            return true;
        }
    }
    return false;
}

/* Whether a text that is held cites that edition; error says so then. */
static bool
is_edition_cited(struct show *show, const char *id)
{
    const char *first = first_citing(show, show->ref.year);

    if (first == NULL)
        return false;
    reply_error_set(show->error, REPLY_KNOWN_NOT_HELD,
                    "the %u edition of %s is known (cited in %s) but its text "
                    "is not held.",
                    show->ref.year, name_for_people(show), first);
    reply_error_text(show->error, "id", id);
    reply_error_text(show->error, "named_in", first);
    return true;
}

/* Whether the edition is held, though not that text of it; error says so
 * then. */
static bool
is_other_text(struct show *show, const char *id)
{
    const char *text =
        arena_printf(show->context->arena, "%s.%u", id, show->ref.copy);

    if (show->ref.copy < 2)
        return false;
    for (size_t i = 0; i < show->id_count; i++) {
        if (strcmp(show->ids[i], id) != 0)
            continue;
        reply_error_set(show->error, REPLY_NO_SUCH_CLAUSE,
                        "there is no text %s; that edition is held as %s", text,
                        id);
        reply_error_text(show->error, "id", text);
        reply_error_text(show->error, "nearest", id);
        return true;
    }
    return false;
}

bool
show_absent_edition(struct show *show)
{
    const char *id =
        arena_printf(show->context->arena, "%s@%u", show->name, show->ref.year);

    if (is_other_text(show, id) || is_in_history(show, id) ||
        is_catalogued(show) || is_edition_cited(show, id))
        return false;
    reply_error_set(show->error, REPLY_NOT_IN_CORPUS,
                    "no edition of %u of %s is held; the latest held is %s. "
                    "Nothing is known about it here.",
                    show->ref.year, name_for_people(show),
                    library_latest(show->ids, show->id_count));
    reply_error_text(show->error, "id", id);
    return false;
}
