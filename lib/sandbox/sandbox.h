/*
 * Walls that a process builds around itself and cannot take down again.
 *
 * Inside, it computes on what it holds open already and reads one folder. It
 * reaches no other file, writes none, has no network, starts no process and
 * no program, looks into no other process, and gains no rights from
 * set-user-id files. What is refused fails with EPERM or EACCES.
 *
 * Two walls of the kernel stand for that, each without the other: seccomp
 * says which system calls there are, Landlock which files. Kernels without
 * one of them exist; who needs both asks which stand.
 */
#pragma once

#include "lib/base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct sandbox_spec {
    const char *folder;  /* may be read, with all in it, now and later */
    size_t memory_most;  /* bytes of address space; 0: as it is */
    unsigned files_most; /* open at a time */
};

struct sandbox {
    bool seccomp;         /* the wall stands */
    bool landlock;        /* likewise; not before there is a folder */
    bool can_landlock;    /* the kernel has it */
    struct error missing; /* why a wall cannot stand; STATUS_OK: none */
    const char *folder;
    dev_t dev; /* of the folder that the wall stands around */
    ino_t ino;
};

/*
 * Enters. It cannot fail as a whole: a wall that cannot be built is missing.
 * spec->folder must outlive the sandbox; a relative one is seen from the
 * working directory. Threads that run already stay outside.
 */
void sandbox_enter(struct sandbox *out, const struct sandbox_spec *spec);

/*
 * Has another look at the folder. One that was not there before is walled in
 * now. False: its name stands for another folder than the one inside the
 * wall, and only a new process can read that.
 */
bool sandbox_look(struct sandbox *sandbox);
