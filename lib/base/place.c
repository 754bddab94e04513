/*
 * Everything is looked up at the moment of the call; nothing is kept. The
 * installed worker is found relative to the running program, because
 * `cmake --install --prefix` may move the whole tree after it was built.
 */
#include "lib/base/place.h"

#include "lib/base/cleanup.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    PLACE_SOCKETS = 3 /* default places of the socket */
};

static const char *
place_env(const char *name)
{
    const char *value = getenv(name);

    return value == NULL || *value == '\0' ? NULL : value;
}

/* Only absolute paths count in the variables of the desktop. */
static const char *
place_env_path(const char *name)
{
    const char *value = place_env(name);

    return value == NULL || *value != '/' ? NULL : value;
}

const char *
place_token_file(const char *given)
{
    return given == NULL ? place_env("CLAUSE_TOKEN_FILE") : given;
}

char *
place_index(const char *given, struct arena *arena)
{
    const char *home = place_env_path("HOME");

    if (given == NULL)
        given = place_env("CLAUSE_INDEX");
    if (given != NULL)
        return arena_strdup(arena, given);
    given = place_env_path("XDG_DATA_HOME");
    if (given != NULL)
        return arena_printf(arena, "%s/clause/index", given);
    if (home != NULL && strcmp(home, "/") != 0)
        return arena_printf(arena, "%s/.local/share/clause/index", home);
    return arena_strdup(arena, "/var/lib/clause/index");
}

/* The default places, best first; NULL where one does not apply. */
static void
place_sockets(char *paths[PLACE_SOCKETS], struct arena *arena)
{
    const char *runtime = place_env_path("XDG_RUNTIME_DIR");
    const char *temporary = place_env_path("TMPDIR");

    paths[0] =
        runtime == NULL ? NULL : arena_printf(arena, "%s/clause.sock", runtime);
    paths[1] = arena_strdup(arena, "/run/clause/clause.sock");
    paths[2] = arena_printf(arena, "%s/clause-%u/clause.sock",
                            temporary == NULL ? "/tmp" : temporary,
                            (unsigned)geteuid());
}

static char *
place_folder(const char *path, struct arena *arena)
{
    return arena_strndup(arena, path, (size_t)(strrchr(path, '/') - path));
}

/* A folder in the temporary directory is trusted only if ours alone. */
static enum status
place_own_folder(const char *folder, struct error *err)
{
    struct stat st;

    if (mkdir(folder, 0700) < 0 && errno != EEXIST)
        return error_errno(err, STATUS_IO, "making %s", folder);
    if (lstat(folder, &st) < 0)
        return error_errno(err, STATUS_IO, "%s", folder);
    if (!S_ISDIR(st.st_mode) || st.st_uid != geteuid() ||
        (st.st_mode & 077) != 0)
        return error_set(err, STATUS_IO,
                         "%s is not a folder of yours alone (mode 0700)",
                         folder);
    return STATUS_OK;
}

enum status
place_listen(struct address *out, const char *given, struct arena *arena,
             struct error *err)
{
    char *paths[PLACE_SOCKETS];
    enum status status;

    if (given == NULL)
        given = place_env("CLAUSE_CONNECT");
    if (given != NULL)
        return address_parse(out, given, arena, err);
    place_sockets(paths, arena);
    for (size_t i = 0; i + 1 < PLACE_SOCKETS; i++)
        if (paths[i] != NULL &&
            access(place_folder(paths[i], arena), W_OK | X_OK) == 0)
            return address_unix(out, paths[i], arena, err);
    status =
        place_own_folder(place_folder(paths[PLACE_SOCKETS - 1], arena), err);
    if (status != STATUS_OK)
        return status;
    return address_unix(out, paths[PLACE_SOCKETS - 1], arena, err);
}

/* Anybody may make a folder of that name in the temporary directory. */
static bool
place_has_socket(const char *path, bool temporary, struct arena *arena)
{
    struct stat st;

    if (stat(path, &st) < 0 || !S_ISSOCK(st.st_mode))
        return false;
    return !temporary ||
           place_own_folder(place_folder(path, arena), NULL) == STATUS_OK;
}

enum status
place_connect(struct address *out, const char *given, struct arena *arena,
              struct error *err)
{
    char *paths[PLACE_SOCKETS];
    const char *first = NULL;

    if (given == NULL)
        given = place_env("CLAUSE_CONNECT");
    if (given != NULL)
        return address_parse(out, given, arena, err);
    place_sockets(paths, arena);
    for (size_t i = 0; i < PLACE_SOCKETS; i++) {
        if (paths[i] == NULL)
            continue;
        if (place_has_socket(paths[i], i + 1 == PLACE_SOCKETS, arena))
            return address_unix(out, paths[i], arena, err);
        if (first == NULL)
            first = paths[i];
    }
    assert(first != NULL); /* the last of them is always there */
    return address_unix(out, first, arena, err);
}

/* A libexec that was configured absolute is taken as it is. */
static char *
place_from(const char *folder, const char *relative, struct arena *arena)
{
    if (*relative == '/')
        return arena_strdup(arena, relative);
    return arena_printf(arena, "%s/%s", folder, relative);
}

/* The first of count places, seen from this program, where one stands. */
static enum status
place_program(char **path, const char *const *places, size_t count,
              struct arena *arena, struct error *err)
{
    char self[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);
    char *folder;

    if (len < 0)
        return error_errno(err, STATUS_IO, "/proc/self/exe");
    self[len] = '\0';
    folder = place_folder(self, arena);
    for (size_t i = 0; i < count; i++) {
        char *candidate = place_from(folder, places[i], arena);

        if (access(candidate, X_OK) == 0) {
            *path = candidate;
            return STATUS_OK;
        }
    }
    return error_set(err, STATUS_NOT_FOUND, "no %s program beside %s nor in %s",
                     places[0], self, CLAUSE_LIBEXECDIR);
}

enum status
place_worker(char **path, struct arena *arena, struct error *err)
{
    static const char *const places[] = {
        "clause-worker",           /* beside claused in the build tree */
        "../daemon/clause-worker", /* seen from clause in the build tree */
        CLAUSE_LIBEXECDIR "/clause-worker",
    };

    return place_program(path, places, COUNT_OF(places), arena, err);
}

enum status
place_extract(char **path, struct arena *arena, struct error *err)
{
    static const char *const places[] = {
        "clause-extract", /* beside clause-index in the build tree */
        CLAUSE_LIBEXECDIR "/clause-extract",
    };

    return place_program(path, places, COUNT_OF(places), arena, err);
}
