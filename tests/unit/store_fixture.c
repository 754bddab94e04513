#include "tests/unit/store_fixture.h"

#include "lib/base/cleanup.h"
#include "lib/base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

int
open_folder(void **state)
{
    struct folder *folder = calloc(1, sizeof *folder);
    char template[] = "/tmp/clause-store-XXXXXX";

    assert_non_null(mkdtemp(template));
    folder->arena = arena_new();
    folder->base = arena_strdup(folder->arena, template);
    folder->dir = arena_printf(folder->arena, "%s/deep/index", template);
    *state = folder;
    return 0;
}

int
close_folder(void **state)
{
    struct folder *folder = *state;

    assert_int_equal(file_remove_tree(folder->base, NULL), STATUS_OK);
    arena_free(folder->arena);
    free(folder);
    return 0;
}

char *
path_in(struct folder *folder, const char *name)
{
    return arena_printf(folder->arena, "%s/%s", folder->dir, name);
}

/* One document of words, with its text as data and its first word as the
 * value of slot 1. */
void
add(struct writer *writer, const char *text)
{
    struct writer_post posts[16];
    size_t count = 0;
    char copy[256], *save = NULL;
    struct writer_value value = {1, NULL};
    struct error err;

    snprintf(copy, sizeof copy, "%s", text);
    for (char *word = strtok_r(copy, " ", &save); word != NULL;
         word = strtok_r(NULL, " ", &save), count++)
        posts[count] = (struct writer_post){
            .term = word, .pos = (uint32_t)count + 1, .key = *word == 'X'};
    value.text = posts[0].term;
    assert_int_equal(writer_add(writer,
                                &(struct writer_document){.posts = posts,
                                                          .post_count = count,
                                                          .data = text,
                                                          .len = strlen(text),
                                                          .values = &value,
                                                          .value_count = 1},
                                &err),
                     STATUS_OK);
}

/* An index of the texts; its generation. */
unsigned
make(struct folder *folder, const char *const *texts, size_t count)
{
    CLEANUP(writer_closep) struct writer *writer = NULL;
    struct error err;
    struct writer_published published;

    if (writer_open(&writer, folder->dir, &err) != STATUS_OK)
        fail_msg("%s", err.text);
    for (size_t i = 0; i < count; i++)
        add(writer, texts[i]);
    assert_int_equal(writer_put(writer, "note/a", "first", 5, &err), STATUS_OK);
    assert_int_equal(writer_put(writer, "note/b", "second", 6, &err),
                     STATUS_OK);
    if (writer_publish(writer, &published, &err) != STATUS_OK)
        fail_msg("%s", err.text);
    assert_int_equal(published.warning.code, STATUS_OK);
    return published.generation;
}

const char *const some[SOME] = {"a b c", "b c a", "a b Xone", "c d Xone",
                                "d d d a"};

unsigned
make_some(struct folder *folder)
{
    return make(folder, some, COUNT_OF(some));
}

struct store *
open_store(struct folder *folder)
{
    struct store *store = NULL;
    struct error err;

    if (store_open(&store, folder->dir, &err) != STATUS_OK)
        fail_msg("%s", err.text);
    return store;
}

/* What a plan finds in document order, joined by '|'. */
const char *
find(struct folder *folder, struct store *store, const struct plan *plan)
{
    struct store_ask ask = {.plan = plan, .limit = 10, .unranked = true};
    struct store_hits hits;
    struct error err;
    const char *found = "";

    if (store_search(store, &ask, folder->arena, &hits, &err) != STATUS_OK)
        fail_msg("%s", err.text);
    assert_int_equal(hits.total, hits.count);
    for (size_t i = 0; i < hits.count; i++)
        found = arena_printf(folder->arena, "%s%s%s", found, i > 0 ? "|" : "",
                             (const char *)hits.list[i].data);
    return found;
}
