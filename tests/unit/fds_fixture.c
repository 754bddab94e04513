#include "tests/unit/fds_fixture.h"

#include <dirent.h>

size_t
fds_count(void)
{
    DIR *dir = opendir("/proc/self/fd");
    size_t count = 0;

    if (dir == NULL)
        return 0;
    while (readdir(dir) != NULL)
        count++;
    closedir(dir);
    return count;
}
