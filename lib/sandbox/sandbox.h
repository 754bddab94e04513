/*
 * Walls that a process builds around itself and cannot take down again.
 *
 * Inside, it computes on what it holds open already and reads what its
 * profile says: one folder, nothing, or the system's programs. It reaches no
 * other file, writes none, has no network, starts no process and (but for
 * SANDBOX_PROGRAM) no program, looks into no other process, and gains no
 * rights from set-user-id files. What is refused fails with EPERM or EACCES.
 *
 * Two walls of the kernel stand for that, each without the other: seccomp
 * says which system calls there are, Landlock which files. Kernels without
 * one of them exist; who needs both asks which stand.
 */
#pragma once

#include "lib/base/status.h"
#include "lib/sandbox/profile.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct sandbox_spec {
    enum sandbox_profile profile;
    const char *folder;  /* of SANDBOX_FOLDER, with all in it */
    size_t memory_most;  /* bytes of address space; 0: as it is */
    unsigned files_most; /* open at a time */
    unsigned cpu_most;   /* seconds of work, then SIGXCPU; 0: as it is */
};

struct sandbox {
    bool seccomp;         /* the wall stands */
    bool landlock;        /* likewise; not before there is the folder */
    bool can_landlock;    /* the kernel has it */
    struct error missing; /* why a wall cannot stand; STATUS_OK: none */
    const char *folder;
    dev_t dev; /* of the folder that the wall stands around */
    ino_t ino;
};

/*
 * Enters. It cannot fail as a whole: a wall that cannot be built is missing.
 * spec->folder must outlive the sandbox; a relative one is seen from the
 * working directory. Threads that run already stay outside. Profiles other
 * than SANDBOX_FOLDER leave the network's and the users' namespaces too where
 * that is allowed.
 */
void sandbox_enter(struct sandbox *out, const struct sandbox_spec *spec);

/*
 * Has another look at the folder of SANDBOX_FOLDER. One that was not there
 * before is walled in now. False: its name stands for another folder than the
 * one inside the wall, and only a new process can read that.
 */
bool sandbox_look(struct sandbox *sandbox);
