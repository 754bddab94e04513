#include "tests/unit/engine_fixture.h"

#include "indexer/publish.h"
#include "indexer/segment/segment.h"
#include "lib/base/cleanup.h"
#include "lib/base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const texts[] = {
    "RESOLUTION 900 (Rev. Exampleville, 2026)\n"
    "A made-up resolution on participation[footnoteRef:1]1 [1: 1 \tMade up.]\n"
    "The Demonstration Assembly (Exampleville, 2026),\n"
    "recognizing\n"
    "a)\tthat developing countries need support (Resolution 901 "
    "(Sampletown, 2022));\n"
    "b)\tthat operators take part,\n"
    "resolves to invite the Director of the Telecommunication "
    "Standardization Bureau\n"
    "1\tto support the participation of operators from developing "
    "countries;\n"
    "2\tto report,\n"
    "invites Member States\nto take part.\n",
    "RESOLUTION 900 (Sampletown, 2022)\n"
    "A made-up resolution\n"
    "The Demonstration Assembly (Sampletown, 2022),\n"
    "resolves\nto do nothing yet.\n",
};

static void
publish(struct engine_fixture *fixture)
{
    CLEANUP(grammar_freep) struct grammar *grammar = NULL;
    struct segmented made[COUNT_OF(texts)];
    const struct resolution *list[COUNT_OF(texts)];
    struct publish job = {.index_dir = fixture->dir,
                          .tables = tables_builtin(),
                          .resolutions = list,
                          .count = COUNT_OF(texts)};
    struct published published;

    assert_int_equal(grammar_new(&grammar, tables_builtin(), NULL), STATUS_OK);
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        const struct source_text text = {"made-up.txt", texts[i],
                                         strlen(texts[i]), NULL};

        assert_int_equal(
            segment_text(&made[i], grammar, &text, fixture->arena, NULL),
            STATUS_OK);
        list[i] = &made[i].resolution;
    }
    assert_int_equal(publish_run(&published, &job, NULL), STATUS_OK);
}

void
engine_fixture_publish(struct engine_fixture *fixture)
{
    struct error err = {0};

    library_close(fixture->library);
    fixture->library = NULL;
    publish(fixture);
    if (library_open(&fixture->library, fixture->dir, &err) != STATUS_OK)
        fail_msg("%s", err.text);
    fixture->context.library = fixture->library;
}

void
engine_fixture_replace(struct engine_fixture *fixture)
{
    assert_int_equal(file_remove_tree(fixture->dir, NULL), STATUS_OK);
    engine_fixture_publish(fixture);
}

int
engine_fixture_open(void **state)
{
    struct engine_fixture *fixture = calloc(1, sizeof *fixture);
    char template[] = "/tmp/clause-engine-XXXXXX";

    assert_non_null(mkdtemp(template));
    fixture->arena = arena_new();
    fixture->dir = arena_strdup(fixture->arena, template);
    limits_init(&fixture->limits);
    fixture->context =
        (struct context){.arena = fixture->arena, .limits = &fixture->limits};
    engine_fixture_publish(fixture);
    *state = fixture;
    return 0;
}

int
engine_fixture_close(void **state)
{
    struct engine_fixture *fixture = *state;

    library_close(fixture->library);
    assert_int_equal(file_remove_tree(fixture->dir, NULL), STATUS_OK);
    arena_free(fixture->arena);
    free(fixture);
    return 0;
}
