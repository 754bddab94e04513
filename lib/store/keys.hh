/*
 * What reader and writer of an index agree on: the keys of its metadata and
 * its format. A new format gets a new number; readers refuse others.
 */
#pragma once

#define STORE_FORMAT     "7"
#define STORE_KEY_FORMAT "format"
#define STORE_KEY_UUID   "uuid"
#define STORE_KEY_NUMBER "n/" /* before the words that have one */
#define STORE_KEY_OURS   "x/" /* before the keys of the layers above */

enum { STORE_SLOT_PLACES = 0 }; /* lib/store/places.hh */
