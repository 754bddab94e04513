/*
 * A loop over tokens with a stack of open brackets. Only the members of the
 * request object and of its params are looked at; all else is checked and
 * passed by. When the line has been seen to be JSON, the members are judged.
 */
#include "lib/wire/prescan.h"

#include "lib/base/cleanup.h"
#include "lib/base/nearest.h"
#include "lib/wire/prescan_value.h"

#include <stdlib.h>
#include <string.h>

enum {
    DEADLINE_READ_MAX = 1000000000 /* ms; beyond it, it is as good as none */
};

enum member {
    MEMBER_JSONRPC,
    MEMBER_ID,
    MEMBER_METHOD,
    MEMBER_PARAMS,
    MEMBERS
};

static const char *const member_names[MEMBERS] = {
    [MEMBER_JSONRPC] = "jsonrpc",
    [MEMBER_ID] = "id",
    [MEMBER_METHOD] = "method",
    [MEMBER_PARAMS] = "params",
};

struct span {
    const char *at; /* NULL: absent */
    size_t len;
};

struct walk {
    struct scan scan;
    struct span members[MEMBERS];
    struct span deadline;
    struct span stranger; /* the first unknown top-level member */
    struct span key;      /* of the value to come */
    char shape;           /* the line's first byte that is no space */
    int top;              /* member we are in, or -1 */
    unsigned tokens;
    unsigned depth;
    char open[PRESCAN_DEPTH_MAX]; /* '{' or '[' */
    size_t began[PRESCAN_DEPTH_MAX];
    struct span keys[PRESCAN_TOKENS_MAX]; /* of the objects that are open */
    size_t key_count;
    size_t first_key[PRESCAN_DEPTH_MAX]; /* of each open object */
};

static bool
span_is(const struct span *span, const char *text)
{
    return span->at != NULL && span->len == strlen(text) &&
           memcmp(span->at, text, span->len) == 0;
}

static bool
refuse(struct walk *walk, const char *sentence, const char *hint)
{
    reply_error_set(walk->scan.error, REPLY_INVALID_REQUEST, "%s", sentence);
    reply_error_text(walk->scan.error, "hint", hint);
    return false;
}

static bool
walk_count(struct walk *walk)
{
    if (++walk->tokens <= PRESCAN_TOKENS_MAX)
        return true;
    refuse(walk, "a request may have 1000 JSON tokens", NULL);
    reply_error_number(walk->scan.error, "limit", PRESCAN_TOKENS_MAX);
    return false;
}

static bool
walk_open(struct walk *walk, char bracket)
{
    if (walk->depth == PRESCAN_DEPTH_MAX) {
        refuse(walk, "a request may nest 16 deep", NULL);
        reply_error_number(walk->scan.error, "limit", PRESCAN_DEPTH_MAX);
        return false;
    }
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
}

/* The key is the value's own: only a bracket may have had others within. */
static void
walk_keep_scalar(struct walk *walk, size_t first)
{
    if (walk->depth == 2 && walk->top == MEMBER_PARAMS &&
        walk->open[1] == '{' && span_is(&walk->key, "deadline_ms"))
        walk->deadline =
            (struct span){walk->scan.text + first, walk->scan.at - first};
    walk_keep(walk, first);
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

/* A key, its colon, and the space behind. */
static bool
walk_key(struct walk *walk)
{
    struct scan *scan = &walk->scan;
    size_t first = scan->at;

    if (scan->at == scan->len || scan->text[scan->at] != '"')
        return scan_fail(scan, "expected a key in quotes", scan->at);
    if (!walk_count(walk) || !scan_string(scan))
        return false;
    walk->key = (struct span){scan->text + first + 1, scan->at - first - 2};
    if (!walk_key_is_new(walk))
        return scan_fail(scan, "a key that stands there already", first);
    if (walk->depth == 1) {
        walk->top = -1;
        for (int i = 0; i < MEMBERS; i++)
            if (span_is(&walk->key, member_names[i]))
                walk->top = i;
        if (walk->top < 0 && walk->stranger.at == NULL)
            walk->stranger = walk->key;
    }
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
        walk_keep_scalar(walk, first);
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

static bool
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

static bool
is_whole_number(const struct span *value)
{
    size_t digits = value->at[0] == '-' ? 1 : 0;

    for (size_t i = digits; i < value->len; i++)
        if (value->at[i] < '0' || value->at[i] > '9')
            return false;
    return value->len > digits;
}

static bool
id_is_good(const struct span *id)
{
    const long long most = (1LL << 53) - 1;
    long long number;

    if (id->at[0] == '"')
        return id->len > 2 && id->len <= PRESCAN_ID_MAX + 2;
    if (!is_whole_number(id) || id->len > 17)
        return false;
    number = strtoll(id->at, NULL, 10);
    return number >= -most && number <= most;
}

/* Read as the worker reads it: 3e2 and 300.0 are whole numbers too. */
static void
take_deadline(struct prescan *out, const struct span *deadline)
{
    double ms;

    out->deadline_ms = -1;
    if (deadline->at == NULL || *deadline->at < '0' || *deadline->at > '9')
        return;
    ms = strtod(deadline->at, NULL); /* something follows: it ends there */
    if (ms < DEADLINE_READ_MAX && (double)(long)ms == ms)
        out->deadline_ms = (long)ms;
}

static void
take_method(struct prescan *out, const struct span *method)
{
    size_t len = method->len - 2;

    if (len > PRESCAN_METHOD_MAX) { /* cut it before a character */
        len = PRESCAN_METHOD_MAX;
        while (len > 0 && ((unsigned char)method->at[len + 1] & 0xc0) == 0x80)
            len--;
    }
    memcpy(out->method, method->at + 1, len);
    out->method[len] = '\0';
}

static bool
refuse_stranger(struct walk *walk)
{
    char name[PRESCAN_METHOD_MAX + 1] = "";

    if (walk->stranger.len <= PRESCAN_METHOD_MAX)
        memcpy(name, walk->stranger.at, walk->stranger.len);
    reply_error_set(walk->scan.error, REPLY_INVALID_REQUEST,
                    "unknown member \"%s\" beside jsonrpc, id, method, params",
                    name);
    reply_error_text(walk->scan.error, "did_you_mean",
                     nearest_name(name, member_names, MEMBERS));
    return false;
}

/* The line is JSON: is it a request? */
static bool
judge(struct prescan *out, struct walk *walk)
{
    const struct span *members = walk->members;
    const struct span *id = &members[MEMBER_ID];

    if (walk->shape == '[')
        return refuse(walk, "batches are not supported",
                      "send one request a line; replies carry the id");
    if (walk->shape != '{')
        return refuse(walk, "a request is a JSON object", NULL);
    out->has_id = id->at != NULL;
    if (id->at != NULL && !id_is_good(id))
        return refuse(walk,
                      "id must be a string of 1 to 64 bytes or a whole number "
                      "within 2^53",
                      NULL);
    if (id->at != NULL) {
        out->id = id->at;
        out->id_len = id->len;
    }
    if (!span_is(&members[MEMBER_JSONRPC], "\"2.0\""))
        return refuse(walk, "jsonrpc must be \"2.0\"", NULL);
    if (walk->stranger.at != NULL)
        return refuse_stranger(walk);
    if (members[MEMBER_METHOD].at == NULL ||
        members[MEMBER_METHOD].at[0] != '"')
        return refuse(walk, "method must be a string", NULL);
    if (members[MEMBER_PARAMS].at != NULL &&
        members[MEMBER_PARAMS].at[0] != '{')
        return refuse(walk, "params must be an object", NULL);
    take_method(out, &members[MEMBER_METHOD]);
    take_deadline(out, &walk->deadline);
    return true;
}

bool
prescan_line(struct prescan *out, const char *line, size_t len,
             struct reply_error *error)
{
    struct walk walk;

    /* Not all of it: the table of keys is only read where it was written. */
    walk.scan = (struct scan){line, len, 0, error};
    memset(walk.members, 0, sizeof walk.members);
    walk.deadline = walk.stranger = walk.key = (struct span){NULL, 0};
    walk.top = -1;
    walk.tokens = walk.depth = 0;
    walk.key_count = 0;
    memset(out, 0, sizeof *out);
    out->has_id = true; /* a broken line is answered */
    out->deadline_ms = -1;
    return walk_line(&walk) && judge(out, &walk);
}
