/*
 * A loop over tokens with a stack of open brackets. Only the members of the
 * request object and of its params are looked at; all else is checked and
 * passed by.
 */
#include "lib/wire/prescan_walk.h"

#include "lib/base/cleanup.h"

#include <string.h>

const char *const walk_members[MEMBERS] = {
    [MEMBER_JSONRPC] = "jsonrpc",
    [MEMBER_ID] = "id",
    [MEMBER_METHOD] = "method",
    [MEMBER_PARAMS] = "params",
};

static const char *const walk_params[PRESCAN_PARAMS] = {
    [PRESCAN_DEADLINE_MS] = "deadline_ms",
    [PRESCAN_SUPERSEDES] = "supersedes",
    [PRESCAN_CANCEL_ID] = "id",
    [PRESCAN_PROTOCOL] = "protocol",
    [PRESCAN_CLIENT] = "client",
    [PRESCAN_ORDERED] = "ordered",
    [PRESCAN_TOKEN] = "token",
};

bool
walk_span_is(const struct span *span, const char *text)
{
    return span->at != NULL && span->len == strlen(text) &&
           memcmp(span->at, text, span->len) == 0;
}

bool
walk_refuse(struct walk *walk, const char *sentence, const char *hint)
{
    reply_error_set(walk->scan.error, REPLY_INVALID_REQUEST, "%s", sentence);
    reply_error_text(walk->scan.error, "hint", hint);
    return false;
}

static bool
walk_refuse_size(struct walk *walk, const char *does, long limit,
                 const char *what)
{
    reply_error_set(walk->scan.error, REPLY_INVALID_REQUEST,
                    "a %s may %s %ld %s", walk->noun, does, limit, what);
    reply_error_number(walk->scan.error, "limit", limit);
    return false;
}

static bool
walk_count(struct walk *walk)
{
    if (++walk->tokens <= walk->tokens_most)
        return true;
    return walk_refuse_size(walk, "have", walk->tokens_most, "JSON tokens");
}

static bool
walk_open(struct walk *walk, char bracket)
{
    if (walk->depth == walk->depth_most)
        return walk_refuse_size(walk, "nest", walk->depth_most, "deep");
    walk->began[walk->depth] = walk->scan.at;
    walk->first_key[walk->depth] = walk->key_count;
    walk->open[walk->depth++] = bracket;
    walk->scan.at++;
    return true;
}

/* A value has ended: keep its bytes when it is one that matters. */
static void
walk_keep(struct walk *walk, size_t first)
{
    struct span value = {walk->scan.text + first, walk->scan.at - first};

    if (walk->depth == 1 && walk->top >= 0)
        walk->members[walk->top] = value;
    if (walk->depth == 2 && walk->param >= 0)
        walk->params[walk->param] = value;
}

static void
walk_close(struct walk *walk)
{
    walk->scan.at++;
    walk->depth--;
    walk->key_count = walk->first_key[walk->depth];
    walk_keep(walk, walk->began[walk->depth]);
}

static bool
walk_key_is_new(struct walk *walk)
{
    for (size_t i = walk->first_key[walk->depth - 1]; i < walk->key_count; i++)
        if (walk->keys[i].len == walk->key.len &&
            memcmp(walk->keys[i].at, walk->key.at, walk->key.len) == 0)
            return false;
    walk->keys[walk->key_count++] = walk->key;
    return true;
}

/* The place of the key in a table of names, or -1. */
static int
walk_find_key(const struct walk *walk, const char *const *names, int count)
{
    for (int i = 0; i < count; i++)
        if (walk_span_is(&walk->key, names[i]))
            return i;
    return -1;
}

/* Which value is to come, if it is one that matters. */
static void
walk_place(struct walk *walk)
{
    if (walk->depth == 1) {
        walk->param = -1;
        walk->top = walk_find_key(walk, walk_members, MEMBERS);
        if (walk->top < 0 && walk->stranger.at == NULL)
            walk->stranger = walk->key;
    } else if (walk->depth == 2 && walk->top == MEMBER_PARAMS) {
        walk->param = walk_find_key(walk, walk_params, PRESCAN_PARAMS);
    }
}

/* A key, its colon, and the space behind. */
static bool
walk_key(struct walk *walk)
{
    struct scan *scan = &walk->scan;
    size_t first = scan->at;

    if (scan->at == scan->len || scan->text[scan->at] != '"')
        return scan_fail(scan, "expected a key in quotes", scan->at);
    if (walk->key_count == LIMIT_JSON_TOKENS_TOP)
        return walk_refuse_size(walk, "have", LIMIT_JSON_TOKENS_TOP, "members");
    if (!walk_count(walk) || !scan_string(scan))
        return false;
    walk->key = (struct span){scan->text + first + 1, scan->at - first - 2};
    if (!walk_key_is_new(walk))
        return scan_fail(scan, "a key that stands there already", first);
    walk_place(walk);
    scan_space(scan);
    if (scan->at == scan->len || scan->text[scan->at] != ':')
        return scan_fail(scan, "expected ':'", scan->at);
    scan->at++;
    scan_space(scan);
    return true;
}

static bool
walk_scalar(struct walk *walk)
{
    struct scan *scan = &walk->scan;
    size_t first = scan->at;
    char c = scan->text[scan->at];
    bool good;

    if (c == '"')
        good = scan_string(scan);
    else if (c == '-' || (c >= '0' && c <= '9'))
        good = scan_number(scan);
    else
        good = scan_literal(scan);
    if (good)
        walk_keep(walk, first);
    return good;
}

/*
 * One value, or the opening bracket of one; *ended says whether a value has
 * ended (an opening bracket has not, unless it closes at once).
 */
static bool
walk_value(struct walk *walk, bool *ended)
{
    struct scan *scan = &walk->scan;
    char c, close;

    *ended = true;
    if (scan->at == scan->len)
        return scan_fail(scan, "ends too soon", scan->at);
    if (!walk_count(walk))
        return false;
    c = scan->text[scan->at];
    if (c != '{' && c != '[')
        return walk_scalar(walk);
    if (!walk_open(walk, c))
        return false;
    scan_space(scan);
    close = c == '{' ? '}' : ']';
    if (scan->at < scan->len && scan->text[scan->at] == close)
        walk_close(walk);
    else
        *ended = false;
    return true;
}

/* Behind a value: close what closes here, or go on behind a comma. */
static bool
walk_after_value(struct walk *walk)
{
    struct scan *scan = &walk->scan;

    for (;;) {
        char close;

        scan_space(scan);
        if (walk->depth == 0)
            return true;
        if (scan->at == scan->len)
            return scan_fail(scan, "ends too soon", scan->at);
        close = walk->open[walk->depth - 1] == '{' ? '}' : ']';
        if (scan->text[scan->at] == ',') {
            scan->at++;
            scan_space(scan);
            return true;
        }
        if (scan->text[scan->at] != close)
            return scan_fail(scan, "expected ',' or a closing bracket",
                             scan->at);
        walk_close(walk);
    }
}

bool
walk_line(struct walk *walk)
{
    bool ended;

    scan_space(&walk->scan);
    walk->shape =
        walk->scan.at < walk->scan.len ? walk->scan.text[walk->scan.at] : '\0';
    do {
        if (walk->depth > 0 && walk->open[walk->depth - 1] == '{' &&
            !walk_key(walk))
            return false;
        if (!walk_value(walk, &ended))
            return false;
        if (ended && !walk_after_value(walk))
            return false;
    } while (walk->depth > 0);
    if (walk->scan.at < walk->scan.len)
        return scan_fail(&walk->scan, "something follows the value",
                         walk->scan.at);
    return true;
}

void
walk_init(struct walk *walk, const struct scan *scan,
          const struct limits *limits)
{
    /* Not all of it: the table of keys is only read where it was written. */
    memset(walk, 0, offsetof(struct walk, open));
    walk->scan = *scan;
    walk->noun = "request";
    walk->top = walk->param = -1;
    walk->tokens_most = limits_get(limits, LIMIT_JSON_TOKENS);
    walk->depth_most = limits_get(limits, LIMIT_JSON_DEPTH);
    walk->key_count = 0;
}
