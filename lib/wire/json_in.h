/*
 * Reading JSON with typed getters, so that no other file walks a tree.
 *
 * A reader remembers the first member that was missing or of another type
 * than asked for (`wrong`); every getter goes on with an empty value, so that
 * a struct is filled in one row of lines and judged once at the end, by
 * json_check. Members that nobody asks for are passed over: results may grow.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/base/status.h"

#include <stdbool.h>
#include <stddef.h>

struct json; /* a value of the tree */

struct json_reader {
    struct arena *arena; /* texts are copied into it */
    const char *wrong;   /* a literal: the key of the first trouble, or NULL */
};

/* The tree of a text; json_free it. STATUS_BAD_REQUEST: it is no JSON. */
enum status json_parse(struct json **out, const char *text, size_t len,
                       struct error *err) MUST_USE;
void json_freep(struct json **json);

/* STATUS_BAD_REQUEST, naming the member, when something was wrong. */
enum status json_check(const struct json_reader *reader,
                       struct error *err) MUST_USE;

/*
 * Members of an object. A NULL object (one that was wrong before) gives empty
 * values again. Null counts as an empty text, and as no text where "maybe".
 */
const char *json_text(struct json_reader *reader, const struct json *object,
                      const char *key);
const char *json_maybe_text(struct json_reader *reader,
                            const struct json *object, const char *key);

/* A whole number from 0 to most; 0 when it is none, or null. */
long json_number(struct json_reader *reader, const struct json *object,
                 const char *key, long most);
double json_real(struct json_reader *reader, const struct json *object,
                 const char *key);
bool json_bool(struct json_reader *reader, const struct json *object,
               const char *key);
const struct json *json_object(struct json_reader *reader,
                               const struct json *object, const char *key);

/* An object, or NULL when it is null or absent. */
const struct json *json_maybe_object(struct json_reader *reader,
                                     const struct json *object,
                                     const char *key);

/* The member itself, or NULL; the first child of an array or object. */
const struct json *json_member(const struct json *object, const char *key);
const struct json *json_children(const struct json *item);

/* Whether the member is there at all. */
bool json_has(const struct json *object, const char *key);

/* The first element of an array; NULL when it is empty. */
const struct json *json_array(struct json_reader *reader,
                              const struct json *object, const char *key);

/* The element or member behind this one, or NULL. */
const struct json *json_next(const struct json *item);

/* The texts of an array; *count says how many. */
const char **json_texts(struct json_reader *reader, const struct json *object,
                        const char *key, size_t *count);

/*
 * For objects whose keys are not known before: the first member, its key,
 * and its value as text for people ("a, b" for an array, "" for null).
 */
const struct json *json_members(const struct json *object);
const char *json_key(const struct json_reader *reader, const struct json *item);
const char *json_print(const struct json_reader *reader,
                       const struct json *item);
bool json_is_number(const struct json *item, double *number);
