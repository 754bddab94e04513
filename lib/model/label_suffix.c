#include "lib/model/label_suffix.h"

#include "lib/base/cleanup.h"

#include <ctype.h>
#include <string.h>

static const struct {
    const char *text;
    unsigned rank; /* behind those of letters: "7a" */
} suffixes[] = {{"bis", 102}, {"ter", 103}, {"quater", 104}};

size_t
label_suffix(const char *text, size_t len, unsigned *rank)
{
    for (size_t i = 0; i < COUNT_OF(suffixes); i++) {
        size_t more = strlen(suffixes[i].text);

        if (more > len || memcmp(text, suffixes[i].text, more) != 0 ||
            (more < len && isalpha((unsigned char)text[more])))
            continue;
        if (rank != NULL)
            *rank = suffixes[i].rank;
        return more;
    }
    return 0;
}
