/*
 * What a process inside the sandbox may still do, by what it is for.
 */
#pragma once

enum sandbox_profile {
    SANDBOX_FOLDER,  /* reads one folder, now and later */
    SANDBOX_NOTHING, /* opens no file at all: works on what is open */
    SANDBOX_PROGRAM, /* becomes a program of the system, and reads what the
                        system's programs and libraries are made of */
    SANDBOX_PROFILES
};
