/*
 * Citations typed in the search box. The text that is named comes with the
 * answer; the words are searched as well, because clauses that cite it have
 * them too.
 */
#include "lib/engine/search.h"
#include "lib/engine/show_part.h"

#include <string.h>

/* The text of the part that is shown; a resolution's is its title. */
static const char *
text_of(const struct show *show)
{
    const struct resolution *held = &show->result.resolution;
    const struct clause *clause;

    if (*show->ref.part == '\0')
        return held->title;
    if (held->section_count == 0)
        return held->footnote_count > 0 ? held->footnotes[0].text : held->title;
    clause = &held->sections[0].clauses[0];
    if (show->result.focus != NULL &&
        strcmp(show->result.focus, clause->id) == 0)
        return clause->text;
    return held->sections[0].heading; /* a whole section */
}

bool
typed_find(struct search *search)
{
    struct context *context = search->context;
    const char *text = search->asked->q;
    struct reply_error error;
    struct show show = {.context = context, .error = &error};
    struct typed_ref ref;
    struct typed_citation *citation;

    if (!citation_parse_typed(&ref, context->library->grammar, text,
                              context->arena))
        return false;
    if (!show_find(&show, text)) {
        /* a bare number may be any number */
        if (text[strspn(text, " 0123456789")] != '\0')
            query_note(&search->query, context->arena, "Read as a citation: %s",
                       error.message);
        return false;
    }
    citation = arena_make(context->arena, struct typed_citation);
    citation->id = show.result.focus != NULL ? show.result.focus
                                             : show.result.resolution.id;
    citation->cite = show.result.cite;
    citation->text = text_of(&show);
    search->result.citation = citation;
    query_note(&search->query, context->arena, "Read as a citation: %s",
               citation->cite);
    return true;
}
