/*
 * How much memory a program and those that it waits for had at most.
 *
 *   bench_peak COMMAND...    runs it, then prints "peak KIB" of the largest
 *                            process; the exit code is the command's
 *
 * A process begins with the peak of the one that started it, so that this one
 * has to be small.
 */
#include <spawn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int
main(int argc, char **argv)
{
    struct rusage usage;
    int how = 0;
    pid_t pid;

    if (argc < 2) {
        fputs("usage: bench_peak COMMAND...\n", stderr);
        return 2;
    }
    if (posix_spawn(&pid, argv[1], NULL, NULL, argv + 1, environ) != 0 ||
        waitpid(pid, &how, 0) != pid ||
        getrusage(RUSAGE_CHILDREN, &usage) != 0) {
        perror(argv[1]);
        return 2;
    }
    printf("peak %ld\n", usage.ru_maxrss);
    return WIFEXITED(how) ? WEXITSTATUS(how) : 1;
}
