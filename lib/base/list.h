/*
 * What <sys/queue.h> of glibc lacks: a walk that survives the removal of the
 * element it stands on.
 */
#pragma once

#include <sys/queue.h>

#define list_each(item, head, link)                                            \
    for ((item) = TAILQ_FIRST(head); (item) != NULL;                           \
         (item) = TAILQ_NEXT((item), link))

#define list_each_safe(item, head, link, next)                                 \
    for ((item) = TAILQ_FIRST(head);                                           \
         (item) != NULL && ((next) = TAILQ_NEXT((item), link), 1);             \
         (item) = (next))
