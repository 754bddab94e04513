/*
 * Times a piece of work, repeated, in one or more processes at once.
 */
#pragma once

#include <stddef.h>

struct timing {
    size_t count;     /* how often in each process */
    size_t processes; /* at once; each after a warm-up of its own */
    void (*work)(void *arg, size_t at); /* at: which repetition */
    void *arg; /* before processes part: nothing of it is shared after */
};

double timing_now_us(void);

/* Runs it; prints "p50_us p99_us per_second". The exit code of the program:
 * 0, or 1 when a process failed. */
int timing_run(const struct timing *timing);

/* Prints the figures of times (us; sorted here) that took wall_us in all. */
void timing_print(double *times, size_t count, double wall_us);

/* Keeps what was computed from being optimised away. */
void timing_keep(const void *result);
