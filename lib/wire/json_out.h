/*
 * Writing JSON into a buffer: texts are escaped here and nowhere else.
 */
#pragma once

#include "lib/base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * A quoted string. Quote, backslash, C0, DEL, C1, U+2028 and U+2029 are
 * escaped; a byte that is not UTF-8 becomes U+FFFD. NULL is written as null.
 */
void json_put_text(struct buf *out, const char *text);
void json_put_text_n(struct buf *out, const char *text, size_t len);

/* "key": with the comma before it unless the object has just begun. */
void json_put_key(struct buf *out, const char *key);

/* The comma before an array's element unless the array has just begun. */
void json_put_comma(struct buf *out);

/* "key":"text" and so on; with the comma where it belongs. */
void json_put_member(struct buf *out, const char *key, const char *text);
void json_put_member_number(struct buf *out, const char *key, long long number);

/* A number that counts from 1; null for 0: there is none. */
void json_put_member_count(struct buf *out, const char *key, unsigned number);

/* A number that counts from 1; nothing at all for 0. */
void json_put_member_known(struct buf *out, const char *key, unsigned number);
void json_put_member_bool(struct buf *out, const char *key, bool value);

/* "key":["a","b"] */
void json_put_member_texts(struct buf *out, const char *key,
                           const char *const *texts, size_t count);
