#include "indexer/extract/package.h"

#include "lib/base/cleanup.h"
#include "lib/base/memory.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zip.h>

enum {
    ENTRIES_MAX = 2000,
    UNPACKED_MAX = 256 * 1024 * 1024, /* bytes, of all parts */
    RATIO_FREE = 1024 * 1024,         /* bytes that need no ratio */
    RATIO_MAX = 200
};

struct package {
    zip_t *zip;
    size_t unpacked;
    zip_uint64_t last;    /* the part read last, */
    size_t last_unpacked; /* and what of `unpacked` is its */
};

/* A part while it is read. */
struct part {
    struct package *package;
    zip_file_t *file;
    size_t packed, unpacked;
    enum status status; /* why reading ended early */
};

static int
by_name(const void *a, const void *b)
{
    return strcasecmp(*(const char *const *)a, *(const char *const *)b);
}

/* Two entries of one name: which one counts is another thing for every
 * reader, so none does. */
static enum status
check_names(zip_t *zip, const char **names, size_t count, struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        zip_stat_t about;

        if (zip_stat_index(zip, i, 0, &about) != 0 ||
            (about.valid & ZIP_STAT_NAME) == 0)
            return error_set(err, STATUS_BAD_DOCUMENT,
                             "its zip directory is damaged");
        if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
            about.encryption_method != ZIP_EM_NONE)
            return error_set(err, STATUS_BAD_DOCUMENT,
                             "it is encrypted; save it without a password");
        names[i] = about.name;
    }
    qsort(names, count, sizeof *names, by_name);
    for (size_t i = 1; i < count; i++)
        if (strcasecmp(names[i - 1], names[i]) == 0)
            return error_set(err, STATUS_BAD_DOCUMENT,
                             "two parts of it have the same name");
    return STATUS_OK;
}

static enum status
check_entries(zip_t *zip, struct error *err)
{
    zip_int64_t count = zip_get_num_entries(zip, 0);
    const char **names;
    enum status status;

    if (count < 1)
        return error_set(err, STATUS_BAD_DOCUMENT, "there is nothing in it");
    if (count > ENTRIES_MAX)
        return error_set(err, STATUS_TOO_LARGE, "it has more than %d parts",
                         ENTRIES_MAX);
    names = memory_alloc((size_t)count * sizeof *names);
    status = check_names(zip, names, (size_t)count, err);
    free(names);
    return status;
}

enum status
package_open(struct package **out, const char *bytes, size_t len,
             struct error *err)
{
    CLEANUP(package_closep)
    struct package *package = memory_alloc(sizeof *package);
    zip_error_t why;
    zip_source_t *source;
    enum status status;

    zip_error_init(&why);
    source = zip_source_buffer_create(bytes, len, 0, &why);
    if (source != NULL)
        package->zip = zip_open_from_source(source, ZIP_RDONLY, &why);
    zip_error_fini(&why);
    if (package->zip == NULL) {
        zip_source_free(source);
        return error_set(err, STATUS_BAD_DOCUMENT,
                         "it is damaged or no DOCX: its zip directory cannot "
                         "be read");
    }
    status = check_entries(package->zip, err);
    if (status == STATUS_OK)
        *out = STEAL(package);
    return status;
}

void
package_closep(struct package **package)
{
    if (*package == NULL)
        return;
    if ((*package)->zip != NULL)
        zip_discard((*package)->zip);
    free(*package);
    *package = NULL;
}

static int
part_read(void *context, char *out, int most)
{
    struct part *part = context;
    zip_int64_t got = zip_fread(part->file, out, (zip_uint64_t)most);

    if (got < 0) {
        part->status = STATUS_BAD_DOCUMENT;
        return -1;
    }
    part->unpacked += (size_t)got;
    part->package->unpacked += (size_t)got;
    if (part->package->unpacked > UNPACKED_MAX ||
        (part->unpacked > RATIO_FREE &&
         part->unpacked / RATIO_MAX > part->packed)) {
        part->status = STATUS_TOO_LARGE;
        return -1;
    }
    return (int)got;
}

/* Reads what a reader left: a part is good only when its checksum is. */
static void
part_finish(struct part *part)
{
    char bytes[4096];

    while (part->status == STATUS_OK &&
           part_read(part, bytes, sizeof bytes) > 0)
        ;
}

enum status
package_read(struct package *package, const char *name, package_reader *reader,
             void *self, struct error *err)
{
    struct part part = {.package = package};
    const struct xml_source source = {part_read, &part, name};
    zip_stat_t about;
    enum status status;

    if (zip_stat(package->zip, name, 0, &about) != 0)
        return error_set(err, STATUS_NOT_FOUND, "it has no %s", name);
    part.file = zip_fopen(package->zip, name, 0);
    if (part.file == NULL)
        return error_set(err, STATUS_BAD_DOCUMENT, "%s in it is damaged", name);
    part.packed = (about.valid & ZIP_STAT_COMP_SIZE) ? about.comp_size : 0;
    if (about.index == package->last) /* once more: it counts once */
        package->unpacked -= package->last_unpacked;
    status = reader(self, &source, err);
    if (status == STATUS_OK)
        part_finish(&part);
    package->last = about.index;
    package->last_unpacked = part.unpacked;
    zip_fclose(part.file);
    if (part.status == STATUS_TOO_LARGE)
        return error_set(err, STATUS_TOO_LARGE,
                         "%s in it is too large when unpacked", name);
    if (part.status != STATUS_OK)
        return error_set(err, part.status, "%s in it is damaged", name);
    return status;
}
