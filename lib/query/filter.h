/*
 * Values of fields: slugs, numbers, ranges, citations.
 */
#pragma once

#include "lib/query/lexeme.h"

/* The filter that a field's lexeme stands for; NULL and a fault when the
 * value's shape is wrong. */
struct node *filter_read(const struct query_context *context,
                         const struct query *query, const struct lexeme *field,
                         struct query_fault *fault);
