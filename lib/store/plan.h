/*
 * What is asked of the store: a tree of operators over terms.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum plan_kind {
    PLAN_TERM,    /* documents with the term */
    PLAN_PHRASE,  /* its children, terms, at following positions */
    PLAN_NEAR,    /* its children, terms, phrases and ORs of them, near each
                     other (lib/text/spans.h) */
    PLAN_AND,     /* all children */
    PLAN_OR,      /* any child */
    PLAN_MAX,     /* any child; its score is the best of theirs */
    PLAN_SYNONYM, /* any child; scored as if they were one term */
    PLAN_NOT,     /* the first child without the second */
    PLAN_MAYBE,   /* the first child; the second only adds to the score */
    PLAN_SCALE,   /* the child, its score times `factor` */
    PLAN_RAISE,   /* the child, `factor` added to its score */
    PLAN_NONE     /* nothing */
};

struct plan {
    enum plan_kind kind;
    const char *term;
    double factor;
    unsigned row; /* of a PLAN_SCALE that hits may be asked for (store_ask);
                     from 1; 0: none */
    unsigned distance; /* PLAN_NEAR */
    bool ordered;
    const struct plan **children;
    size_t child_count;
};
