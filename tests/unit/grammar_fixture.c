#include "tests/unit/grammar_fixture.h"

struct arena *arena;
struct grammar *grammar;

int
grammar_up(void **state)
{
    (void)state;
    return grammar_new(&grammar, tables_builtin(), NULL) != STATUS_OK;
}

int
grammar_down(void **state)
{
    (void)state;
    grammar_freep(&grammar);
    return 0;
}

int
arena_up(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

int
arena_down(void **state)
{
    (void)state;
    arena_freep(&arena);
    return 0;
}

int
both_up(void **state)
{
    return arena_up(state) != 0 || grammar_up(state) != 0;
}

int
both_down(void **state)
{
    return arena_down(state) != 0 || grammar_down(state) != 0;
}
