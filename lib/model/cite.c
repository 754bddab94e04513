/*
 * A citation is the resolution, the heading and the label. A heading that
 * names somebody or has a comma is long and takes one before the label;
 * "recognizing c)" and "resolves 2" do not.
 */
#include "lib/model/cite.h"

#include "lib/base/buf.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Labels that the segmenter gave to what has none in the text. */
static const struct {
    char letter;
    const char *word;
} given[] = {{'p', "paragraph"}, {'b', "bullet"}};

static const char *
given_word(const char *part, size_t len)
{
    if (len < 2 || strspn(part + 1, "0123456789") < len - 1)
        return NULL;
    for (size_t i = 0; i < sizeof given / sizeof *given; i++)
        if (given[i].letter == *part)
            return given[i].word;
    return NULL;
}

/* How many letters of "bbis" stand before the bracket: 1; all of "aa". */
static size_t
letters_before_bracket(const char *part, size_t len)
{
    static const char *const suffixes[] = {"bis", "ter", "quater"};

    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        size_t more = strlen(suffixes[i]);

        if (len > more && len <= more + 2 &&
            memcmp(part + len - more, suffixes[i], more) == 0)
            return len - more;
    }
    return len;
}

static void
part_put(struct buf *out, const char *part, size_t len)
{
    const char *word = given_word(part, len);
    size_t bare;

    if (word != NULL) {
        buf_printf(out, "%s ", word);
        buf_put(out, part + 1, len - 1);
    } else if (isdigit((unsigned char)*part)) {
        buf_put(out, part, len);
    } else {
        bare = letters_before_bracket(part, len);
        buf_put(out, part, bare);
        buf_put_byte(out, ')');
        buf_put(out, part + bare, len - bare);
    }
}

static char *
buf_steal(struct buf *buf, struct arena *arena)
{
    char *text = arena_strndup(arena, buf->data, buf->len);

    buf_deinit(buf);
    return text;
}

char *
cite_label(const char *label, struct arena *arena)
{
    struct buf out = {0};
    bool number = false; /* the part before was one */

    for (const char *part = label; *part != '\0';) {
        size_t len = strcspn(part, ".");
        bool is_number = isdigit((unsigned char)*part);

        if (out.len > 0)
            buf_put_byte(&out, number && is_number ? '.' : ' ');
        part_put(&out, part, len);
        number = is_number;
        part += len;
        part += *part == '.';
    }
    return buf_steal(&out, arena);
}

static void
resolution_put(struct buf *out, const struct grammar *grammar,
               const struct resolution *resolution, enum cite_form form)
{
    const char *print = grammar_body_print(grammar, resolution->body);

    if (resolution_is_doc(resolution)) {
        buf_put_text(out, resolution->id);
        return;
    }
    buf_printf(out, "%s %s %u", print == NULL ? resolution->body : print,
               form == CITE_LONG ? "Resolution" : "Res.", resolution->number);
    if (*resolution->designation != '\0')
        buf_printf(out, " (%s)", resolution->designation);
    if (resolution->copy > 1)
        buf_printf(out, " [%u]", resolution->copy);
}

char *
cite_resolution(const struct grammar *grammar,
                const struct resolution *resolution, enum cite_form form,
                struct arena *arena)
{
    struct buf out = {0};

    resolution_put(&out, grammar, resolution, form);
    return buf_steal(&out, arena);
}

char *
cite_clause(const struct grammar *grammar, const struct resolution *resolution,
            const struct section *section, const struct clause *clause,
            enum cite_form form, struct arena *arena)
{
    const char *heading = *section->heading == '\0' ? "text" : section->heading;
    const char *again = strchr(section->slug, '~');
    bool comma = section->to_count > 0 || strchr(heading, ',') != NULL;
    struct buf out = {0};

    resolution_put(&out, grammar, resolution, form);
    if (resolution_is_doc(resolution))
        return buf_steal(&out, arena);
    if (form == CITE_SHORT)
        heading = grammar_shorten(grammar, heading, arena);
    buf_printf(&out, ", %s", heading);
    if (again != NULL)
        buf_printf(&out, " (%s)", again + 1);
    if (*clause->label != '\0')
        buf_printf(&out, "%s %s", comma ? "," : "",
                   cite_label(clause->label, arena));
    return buf_steal(&out, arena);
}

char *
cite_footnote(const struct grammar *grammar,
              const struct resolution *resolution,
              const struct footnote *footnote, enum cite_form form,
              struct arena *arena)
{
    struct buf out = {0};

    resolution_put(&out, grammar, resolution, form);
    buf_printf(&out, ", footnote %s", footnote->label);
    return buf_steal(&out, arena);
}
