/*
 * The C library has no functions for it, and the headers of Debian 12 know
 * its second version only. So the bits stand here, a row for each version of
 * the kernel's interface that brought some; a kernel gets the row of the
 * newest version that it knows.
 */
#include "lib/sandbox/landlock.h"

#include "lib/base/cleanup.h"
#include "lib/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* struct landlock_ruleset_attr of newer kernels. */
struct landlock_ruleset {
    uint64_t files;
    uint64_t network;
    uint64_t scoped;
};

enum {
    FILES_1 = (1 << 13) - 1, /* execute, write, read, list, remove, make */
    FILES_2 = (1 << 14) - 1, /* link or rename into another folder */
    FILES_3 = (1 << 15) - 1, /* truncate */
    FILES_5 = (1 << 16) - 1, /* ioctl on devices */
    NETWORK_4 = 3,           /* bind and connect TCP */
    SCOPED_6 = 3             /* abstract Unix sockets, signals */
};

static const struct landlock_version {
    int version;
    size_t size; /* bytes of a ruleset that the kernel knows */
    struct landlock_ruleset handled;
} landlock_versions[] = {
    {6, 24, {FILES_5, NETWORK_4, SCOPED_6}},
    {5, 16, {FILES_5, NETWORK_4, 0}},
    {4, 16, {FILES_3, NETWORK_4, 0}},
    {3, 8, {FILES_3, 0, 0}},
    {2, 8, {FILES_2, 0, 0}},
    {1, 8, {FILES_1, 0, 0}},
};

static int
landlock_version(void)
{
    return (int)syscall(SYS_landlock_create_ruleset, NULL, 0,
                        LANDLOCK_CREATE_RULESET_VERSION);
}

enum status
landlock_check(struct error *err)
{
    if (landlock_version() < 1)
        return error_errno(err, STATUS_NOT_FOUND,
                           "this kernel has no Landlock");
    return STATUS_OK;
}

/* The newest row that the kernel knows; the last one when it knows none. */
static const struct landlock_version *
landlock_find(int version)
{
    size_t i = 0;

    while (i + 1 < COUNT_OF(landlock_versions) &&
           landlock_versions[i].version > version)
        i++;
    return &landlock_versions[i];
}

/* A set of rules without any yet; -1 when the kernel has none. */
static int
landlock_rules(void)
{
    const struct landlock_version *row = landlock_find(landlock_version());

    return (int)syscall(SYS_landlock_create_ruleset, &row->handled, row->size,
                        0);
}

static bool
landlock_allow(int rules, int fd, uint64_t access)
{
    const struct landlock_path_beneath_attr rule = {.allowed_access = access,
                                                    .parent_fd = fd};

    return syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH,
                   &rule, 0) == 0;
}

enum status
landlock_restrict(int folder, struct error *err)
{
    CLEANUP(file_closep) int rules = landlock_rules();

    if (rules < 0 ||
        !landlock_allow(rules, folder,
                        LANDLOCK_ACCESS_FS_READ_FILE |
                            LANDLOCK_ACCESS_FS_READ_DIR) ||
        syscall(SYS_landlock_restrict_self, rules, 0) < 0)
        return error_errno(err, STATUS_IO, "Landlock");
    return STATUS_OK;
}

/* False when it is there and the kernel did not take it. */
static bool
landlock_allow_path(int rules, const char *path)
{
    CLEANUP(file_closep) int fd = open(path, O_PATH | O_CLOEXEC);
    uint64_t access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_EXECUTE;
    struct stat st;

    if (fd < 0)
        return errno == ENOENT;
    if (fstat(fd, &st) < 0)
        return false;
    if (S_ISDIR(st.st_mode))
        access |= LANDLOCK_ACCESS_FS_READ_DIR;
    return landlock_allow(rules, fd, access);
}

enum status
landlock_restrict_to(const char *const *paths, size_t count, struct error *err)
{
    CLEANUP(file_closep) int rules = landlock_rules();
    bool good = rules >= 0;

    for (size_t i = 0; i < count && good; i++)
        good = landlock_allow_path(rules, paths[i]);
    if (!good || syscall(SYS_landlock_restrict_self, rules, 0) < 0)
        return error_errno(err, STATUS_IO, "Landlock");
    return STATUS_OK;
}
