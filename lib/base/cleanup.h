/*
 * Scope-bound handles: declare with CLEANUP(store_closep) and hand over with
 * STEAL. No error labels are needed anywhere.
 */
#pragma once

#define CLEANUP(function) __attribute__((cleanup(function)))

/* The handle, leaving NULL behind. */
#define STEAL(handle)                                                          \
    __extension__({                                                            \
        __typeof__(handle) stolen_ = (handle);                                 \
        (handle) = NULL;                                                       \
        stolen_;                                                               \
    })

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))
