/*
 * One pass over the line with a stack of open brackets. What may come next is
 * kept as one of four states; members are noted on depth one only.
 */
#include "lib/wire/reply_read.h"

#include "lib/base/cleanup.h"
#include "lib/wire/json_in.h"
#include "lib/wire/prescan_value.h"

#include <limits.h>
#include <math.h>
#include <string.h>

enum { CODES_MOST = 100000 };

enum wanted {
    WANT_VALUE,
    WANT_VALUE_OR_END, /* behind '[' */
    WANT_KEY,
    WANT_KEY_OR_END, /* behind '{' */
    WANT_COMMA_OR_END
};

struct split {
    struct scan scan;
    enum wanted wanted;
    size_t depth;
    char open[REPLY_DEPTH_MAX];
    struct reply_span key; /* of the member of the reply that is read */
    size_t began;          /* its value */
    struct reply_line line;
};

static void
split_key_done(struct split *split, size_t first)
{
    if (split->depth == 1)
        split->key = (struct reply_span){split->scan.text + first + 1,
                                         split->scan.at - first - 2};
}

static struct reply_span *
split_member(struct split *split)
{
    const struct {
        const char *name;
        struct reply_span *span;
    } members[] = {{"id", &split->line.id},
                   {"result", &split->line.result},
                   {"error", &split->line.error}};

    for (size_t i = 0; i < COUNT_OF(members); i++)
        if (split->key.len == strlen(members[i].name) &&
            memcmp(split->key.at, members[i].name, split->key.len) == 0)
            return members[i].span;
    return NULL;
}

/* A value has ended; on depth one it is a member of the reply itself. */
static bool
split_value_done(struct split *split)
{
    struct reply_span *span;

    split->wanted = WANT_COMMA_OR_END;
    if (split->depth != 1)
        return true;
    span = split_member(split);
    if (span == NULL)
        return true;
    if (span->at != NULL)
        return scan_fail(&split->scan, "a member twice", split->began);
    *span = (struct reply_span){split->scan.text + split->began,
                                split->scan.at - split->began};
    return true;
}

static bool
split_open(struct split *split, char bracket)
{
    if (split->depth == REPLY_DEPTH_MAX)
        return scan_fail(&split->scan, "nested too deep", split->scan.at);
    split->open[split->depth++] = bracket;
    split->scan.at++;
    split->wanted = bracket == '{' ? WANT_KEY_OR_END : WANT_VALUE_OR_END;
    return true;
}

static bool
split_close(struct split *split, char bracket)
{
    if (split->open[split->depth - 1] != (bracket == '}' ? '{' : '['))
        return scan_fail(&split->scan, "the wrong bracket", split->scan.at);
    split->depth--;
    split->scan.at++;
    return split_value_done(split);
}

static bool
split_key(struct split *split)
{
    struct scan *scan = &split->scan;
    size_t first = scan->at;

    if (scan->text[scan->at] != '"')
        return scan_fail(scan, "no key", first);
    if (!scan_string(scan))
        return false;
    split_key_done(split, first);
    scan_space(scan);
    if (scan->at == scan->len || scan->text[scan->at] != ':')
        return scan_fail(scan, "no colon behind a key", scan->at);
    scan->at++;
    split->wanted = WANT_VALUE;
    return true;
}

static bool
split_value(struct split *split)
{
    struct scan *scan = &split->scan;
    char byte = scan->text[scan->at];
    bool good;

    if (split->depth == 1)
        split->began = scan->at;
    if (byte == '{' || byte == '[')
        return split_open(split, byte);
    if (split->depth == 0)
        return scan_fail(scan, "no object", scan->at);
    if (byte == '"')
        good = scan_string(scan);
    else if (byte == '-' || (byte >= '0' && byte <= '9'))
        good = scan_number(scan);
    else
        good = scan_literal(scan);
    return good && split_value_done(split);
}

static bool
split_comma(struct split *split)
{
    if (split->scan.text[split->scan.at] != ',')
        return scan_fail(&split->scan, "no comma", split->scan.at);
    split->scan.at++;
    split->wanted =
        split->open[split->depth - 1] == '{' ? WANT_KEY : WANT_VALUE;
    return true;
}

static bool
split_step(struct split *split)
{
    char byte = split->scan.text[split->scan.at];
    bool may_end = split->wanted == WANT_COMMA_OR_END ||
                   split->wanted == WANT_KEY_OR_END ||
                   split->wanted == WANT_VALUE_OR_END;

    if (may_end && (byte == '}' || byte == ']'))
        return split_close(split, byte);
    switch (split->wanted) {
    case WANT_KEY:
    case WANT_KEY_OR_END:
        return split_key(split);
    case WANT_COMMA_OR_END:
        return split_comma(split);
    case WANT_VALUE:
    case WANT_VALUE_OR_END:
        break;
    }
    return split_value(split);
}

static bool
split_run(struct split *split)
{
    struct scan *scan = &split->scan;

    do {
        scan_space(scan);
        if (scan->at == scan->len)
            return scan_fail(scan, "it ends too soon", scan->len);
        if (!split_step(split))
            return false;
    } while (split->depth > 0);
    scan_space(scan);
    return scan->at == scan->len ||
           scan_fail(scan, "more behind the value", scan->at);
}

static bool
is_object(const struct reply_span *span)
{
    return span->at != NULL && *span->at == '{';
}

enum status
reply_split(struct reply_line *out, const char *line, size_t len,
            struct error *err)
{
    struct reply_error why;
    struct split split = {.scan = {.text = line, .len = len, .error = &why}};

    if (!split_run(&split))
        return error_set(err, STATUS_BAD_REQUEST, "%s", why.message);
    if (*line == '[' || split.line.id.at == NULL ||
        (split.line.result.at == NULL) == (split.line.error.at == NULL) ||
        is_object(&split.line.result) == is_object(&split.line.error))
        return error_set(err, STATUS_BAD_REQUEST, "JSON, but no reply");
    *out = split.line;
    return STATUS_OK;
}

static void
fault_add(struct reply_fault *fault, struct json_reader *reader,
          const struct json *item)
{
    struct fault_datum datum = {.key = json_key(reader, item)};

    if (!json_is_number(item, &datum.number))
        datum.text = json_print(reader, item);
    *arena_push(reader->arena, fault->data, fault->data_count) = datum;
}

enum status
reply_fault_parse(struct reply_fault *out, const char *json, size_t len,
                  struct arena *arena, struct error *err)
{
    CLEANUP(json_freep) struct json *tree = NULL;
    struct json_reader reader = {.arena = arena};
    struct reply_fault fault = {.code = ""};
    const struct json *data, *item;
    enum status status = json_parse(&tree, json, len, err);

    if (status != STATUS_OK)
        return status;
    fault.message = json_text(&reader, tree, "message");
    item = json_members(tree);
    for (; item != NULL; item = json_next(item)) {
        double number;

        if (strcmp(json_key(&reader, item), "code") == 0 &&
            json_is_number(item, &number) && fabs(number) <= CODES_MOST)
            fault.number = (long)number;
    }
    data = json_maybe_object(&reader, tree, "data");
    for (item = json_members(data); item != NULL; item = json_next(item))
        fault_add(&fault, &reader, item);
    status = json_check(&reader, err);
    if (status != STATUS_OK)
        return status;
    if (reply_fault_text(&fault, "code") != NULL)
        fault.code = reply_fault_text(&fault, "code");
    *out = fault;
    return STATUS_OK;
}

const char *
reply_fault_text(const struct reply_fault *fault, const char *key)
{
    for (size_t i = 0; i < fault->data_count; i++)
        if (strcmp(fault->data[i].key, key) == 0)
            return fault->data[i].text;
    return NULL;
}

long
reply_fault_number(const struct reply_fault *fault, const char *key)
{
    for (size_t i = 0; i < fault->data_count; i++)
        if (strcmp(fault->data[i].key, key) == 0 &&
            fault->data[i].text == NULL && fault->data[i].number >= 0 &&
            fault->data[i].number <= INT_MAX)
            return (long)fault->data[i].number;
    return -1;
}
