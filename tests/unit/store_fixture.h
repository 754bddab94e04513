/*
 * An index in a folder of its own, for the tests of the store.
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/store/store.h"
#include "lib/store/writer.h"

struct folder {
    struct arena *arena;
    char *base; /* removed at the end */
    char *dir;  /* of the index */
};

/* Set-up and tear-down of cmocka: *state is a struct folder. */
int open_folder(void **state);
int close_folder(void **state);

char *path_in(struct folder *folder, const char *name);

/* One document of words, with its text as data. */
void add(struct writer *writer, const char *text);

/* Publishes an index of the texts; its generation. */
unsigned make(struct folder *folder, const char *const *texts, size_t count);

enum { SOME = 5 };

extern const char *const some[SOME];

unsigned make_some(struct folder *folder);

struct store *open_store(struct folder *folder);

/* What a plan finds in document order, joined by '|'. */
const char *find(struct folder *folder, struct store *store,
                 const struct plan *plan);

#define TERM(name) (&(const struct plan){.kind = PLAN_TERM, .term = (name)})
#define LIST(op, ...)                                                          \
    (&(const struct plan){                                                     \
        .kind = (op),                                                          \
        .children = (const struct plan *[]){__VA_ARGS__},                      \
        .child_count = COUNT_OF(((const struct plan *[]){__VA_ARGS__}))})
