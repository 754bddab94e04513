/*
 * Request lines in, reply lines out, in process: what a measurement that is
 * no C program asks through.
 *
 *   bench_answer INDEX <requests >replies
 */
#include "lib/engine/engine.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>

static int
answer_all(struct engine *engine)
{
    struct buf reply = {0};
    char *line = NULL;
    size_t size = 0;
    ssize_t len;

    while ((len = getline(&line, &size, stdin)) > 0) {
        if (line[len - 1] == '\n')
            len--;
        buf_clear(&reply);
        engine_answer(engine, line, (size_t)len, "", 0, &reply);
        fwrite(reply.data, 1, reply.len, stdout);
    }
    free(line);
    buf_deinit(&reply);
    return fflush(stdout) == 0 ? 0 : 1;
}

int
main(int argc, char **argv)
{
    struct engine *engine = NULL;
    struct error err;
    int code;

    if (argc != 2) {
        fputs("usage: bench_answer INDEX <requests >replies\n", stderr);
        return 2;
    }
    if (engine_new(&engine, argv[1], &err) != STATUS_OK) {
        fprintf(stderr, "bench_answer: %s\n", err.text);
        return 1;
    }
    code = answer_all(engine);
    engine_free(engine);
    return code;
}
