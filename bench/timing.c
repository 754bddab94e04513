#include "bench/timing.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

double
timing_now_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

void
timing_keep(const void *result)
{
    __asm__ volatile("" : : "g"(result) : "memory");
}

static int
by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

void
timing_print(double *times, size_t count, double wall_us)
{
    qsort(times, count, sizeof *times, by_size);
    printf("%.1f %.1f %.0f\n", times[count / 2], times[count * 99 / 100],
           (double)count / wall_us * 1e6);
}

struct gate {
    int ready[2]; /* each process writes a byte when it is warm */
    int go[2];    /* closed when all may start */
};

/* In a process of its own: warm up, wait at the gate, work. */
static _Noreturn void
timing_child(const struct timing *timing, double *times, size_t first,
             const struct gate *gate)
{
    char byte = 0;

    close(gate->go[1]);
    for (size_t i = 0; i < timing->count; i++)
        timing->work(timing->arg, first + i);
    if (write(gate->ready[1], &byte, 1) != 1 ||
        read(gate->go[0], &byte, 1) != 0)
        _exit(1);
    for (size_t i = 0; i < timing->count; i++) {
        double began = timing_now_us();

        timing->work(timing->arg, first + i);
        times[i] = timing_now_us() - began;
    }
    times[timing->count] = timing_now_us(); /* when it ended */
    _exit(0);
}

static bool
timing_start(const struct timing *timing, double *times, struct gate *gate)
{
    char byte;

    if (pipe(gate->ready) < 0 || pipe(gate->go) < 0)
        return false;
    for (size_t i = 0; i < timing->processes; i++)
        if (fork() == 0)
            timing_child(timing, times + i * (timing->count + 1),
                         i * timing->count / timing->processes, gate);
    close(gate->ready[1]);
    for (size_t i = 0; i < timing->processes; i++)
        if (read(gate->ready[0], &byte, 1) != 1)
            return false;
    return true;
}

/* All times of all processes, and the wall time from the start to the last. */
static void
timing_gather(const struct timing *timing, double *times, double began)
{
    size_t row = timing->count + 1;
    double ended = began;

    for (size_t i = 0; i < timing->processes; i++) {
        if (times[i * row + timing->count] > ended)
            ended = times[i * row + timing->count];
        for (size_t k = 0; k < timing->count; k++)
            times[i * timing->count + k] = times[i * row + k];
    }
    timing_print(times, timing->count * timing->processes, ended - began);
}

int
timing_run(const struct timing *timing)
{
    size_t size = (timing->count + 1) * timing->processes * sizeof(double);
    double *times = mmap(NULL, size, PROT_READ | PROT_WRITE,
                         MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    struct gate gate;
    int how, failed = 0;
    double began;

    if (times == MAP_FAILED || !timing_start(timing, times, &gate))
        return 1;
    began = timing_now_us();
    close(gate.go[1]);
    while (wait(&how) > 0)
        failed |= how;
    if (failed == 0)
        timing_gather(timing, times, began);
    munmap(times, size);
    return failed != 0;
}
