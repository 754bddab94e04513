#include "lib/query/remark.h"

#include "lib/base/cleanup.h"
#include "lib/text/utf8.h"

#include <string.h>
#include <strings.h>

static bool
is_or(const struct node *word)
{
    return strcmp(word->spelled[0], "or") == 0 ||
           strcmp(word->spelled[0], "and") == 0;
}

void
remark_left_out(struct query *query, const struct node *const *words,
                size_t count, struct arena *arena)
{
    const char *list = "";
    bool names_or = false;

    for (size_t i = 0; i < count; i++) {
        list = arena_printf(arena, "%s%s%.*s", list, i == 0 ? "" : ", ",
                            (int)words[i]->len, query->text + words[i]->at);
        names_or = names_or || is_or(words[i]);
    }
    query_note(query, arena,
               "left out: %s (put small words in quotes to require them)",
               list);
    if (names_or)
        query_note(query, arena,
                   "all words are required; write OR in capitals for "
                   "alternatives");
}

static bool
begins_word(const char *text, size_t at)
{
    return at == 0 || strchr(" \t\r\n(", text[at - 1]) != NULL;
}

/* "???ticipation": signs that no wildcard can begin with are no syntax, but
 * whoever wrote them believes so. */
static void
remark_marks(struct query *query, const struct node *node, struct arena *arena)
{
    const char *text = query->text;
    size_t at = node->at;

    while (at > 0 && text[at - 1] == '?')
        at--;
    if (at < node->at && begins_word(text, at))
        query_note(query, arena,
                   "left out: %.*s before %.*s (a wildcard needs %d letters "
                   "before it)",
                   (int)(node->at - at), text + at, (int)node->len,
                   text + node->at, QUERY_LETTERS_LEAST);
}

/* How many digits stand behind "/" at a place. */
static size_t
digits_behind(const char *at)
{
    return *at == '/' ? strspn(at + 1, "0123456789") : 0;
}

/* "a NEAR b" and "a near/3 b". */
static void
remark_operator(struct query *query, const struct node *node,
                struct arena *arena)
{
    static const char *const names[] = {"NEAR", "ADJ"};
    const char *word = query->text + node->at;

    for (size_t i = 0; i < COUNT_OF(names); i++) {
        size_t len = strlen(names[i]), column, digits;

        if (node->len != len || strncasecmp(word, names[i], len) != 0)
            continue;
        column = utf8_count(query->text, node->at) + 1;
        digits = digits_behind(word + len);
        if (digits > 0)
            query_note(query, arena,
                       "%.*s at column %zu is read as words; the operator is "
                       "%s%.*s, in capitals",
                       (int)(len + 1 + digits), word, column, names[i],
                       (int)(digits + 1), word + len);
        else if (strncmp(word, names[i], len) == 0)
            query_note(query, arena,
                       "%s at column %zu is read as a word; %s/5 is the "
                       "operator",
                       names[i], column, names[i]);
    }
}

/* "kind: operative" */
static void
remark_field(struct query *query, const struct node *node, struct arena *arena)
{
    const char *word = query->text + node->at;
    enum field field;

    if (!begins_word(query->text, node->at) || word[node->len] != ':' ||
        strchr(" \t", word[node->len + 1]) == NULL ||
        !field_find(&field, word, node->len))
        return;
    query_note(query, arena,
               "%.*s: at column %zu is read as a word; the value of a field "
               "stands right behind it, as in %s:%s",
               (int)node->len, word, utf8_count(query->text, node->at) + 1,
               field_specs[field].name, field_specs[field].example);
}

void
remark_words(struct query *query, const struct node *node, struct arena *arena)
{
    for (size_t i = 0; i < node->child_count; i++)
        remark_words(query, node->children[i], arena);
    if (node->kind != NODE_TERM || node->exact)
        return;
    remark_marks(query, node, arena);
    remark_operator(query, node, arena);
    remark_field(query, node, arena);
}
