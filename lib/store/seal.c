/*
 * A seal is text:
 *
 *     clause-seal FORMAT
 *     CHECKSUM SIZE NAME       a line a file
 *     CHECKSUM                 of the lines above
 *
 * The first line is read before anything else is believed, so that a later
 * format may change all but that and the last.
 */
#include "lib/store/seal.h"

#include "lib/base/buf.h"
#include "lib/base/checksum.h"
#include "lib/base/cleanup.h"
#include "lib/base/file.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SEAL_HEAD "clause-seal "

enum {
    SEAL_MAX = 64 * 1024, /* bytes */
    SEAL_NAME_MAX = 64
};

struct seal_row {
    char sum[CHECKSUM_HEX_SIZE];
    unsigned long long size;
    char name[SEAL_NAME_MAX];
};

static void
buf_deinitp(struct buf *buf)
{
    buf_deinit(buf);
}

static enum status
seal_one(struct buf *seal, const char *folder, const char *name,
         struct error *err)
{
    CLEANUP(buf_deinitp) struct buf path = {0};
    char sum[CHECKSUM_HEX_SIZE];
    unsigned long long size;
    enum status status;

    buf_printf(&path, "%s/%s", folder, name);
    status = checksum_file(buf_text(&path), sum, &size, err);
    if (status == STATUS_OK)
        buf_printf(seal, "%s %llu %s\n", sum, size, name);
    return status;
}

static void
free_names(struct dirent **names, int count)
{
    for (int i = 0; i < count; i++)
        free(names[i]);
    free(names);
}

static int
is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

enum status
seal_write(const char *folder, const char *format, struct error *err)
{
    CLEANUP(buf_deinitp) struct buf path = {0};
    CLEANUP(buf_deinitp) struct buf seal = {0};
    char sum[CHECKSUM_HEX_SIZE];
    struct dirent **names = NULL;
    int count = scandir(folder, &names, is_visible, alphasort);
    enum status status = STATUS_OK;

    if (count < 0)
        return error_errno(err, STATUS_IO, "reading %s", folder);
    buf_printf(&seal, SEAL_HEAD "%s\n", format);
    for (int i = 0; status == STATUS_OK && i < count; i++)
        status = seal_one(&seal, folder, names[i]->d_name, err);
    free_names(names, count);
    if (status != STATUS_OK)
        return status;
    checksum_bytes(seal.data, seal.len, sum);
    buf_printf(&seal, "%s\n", sum);
    buf_printf(&path, "%s/" SEAL_NAME, folder);
    return file_replace(buf_text(&path), seal.data, seal.len, err);
}

/* Whether text, which loses its last line, is what that line says. */
static bool
take_last_line(struct buf *text)
{
    char sum[CHECKSUM_HEX_SIZE];
    size_t len = CHECKSUM_HEX_SIZE; /* with its line end */

    if (text->len < len || text->data[text->len - 1] != '\n')
        return false;
    text->len -= len;
    checksum_bytes(text->data, text->len, sum);
    return memcmp(sum, text->data + text->len, len - 1) == 0;
}

static enum status
check_row(const char *folder, const struct seal_row *row, struct error *err)
{
    CLEANUP(buf_deinitp) struct buf path = {0};
    char sum[CHECKSUM_HEX_SIZE];
    unsigned long long size;
    enum status status;

    buf_printf(&path, "%s/%s", folder, row->name);
    status = checksum_file(buf_text(&path), sum, &size, err);
    if (status == STATUS_NOT_FOUND)
        return error_set(err, STATUS_IO, "%s is missing", path.data);
    if (status != STATUS_OK)
        return status;
    if (size != row->size)
        return error_set(err, STATUS_IO,
                         "%s is damaged: it has %llu bytes, %llu were written",
                         path.data, size, row->size);
    if (strcmp(sum, row->sum) != 0)
        return error_set(err, STATUS_IO,
                         "%s is damaged: its bytes are not those that were "
                         "written",
                         path.data);
    return STATUS_OK;
}

static enum status
read_seal(struct buf *text, const char *path, const char *folder,
          struct error *err)
{
    enum status status = file_read(text, path, SEAL_MAX, err);

    if (status == STATUS_NOT_FOUND && !file_is_dir(folder))
        return error_set(err, STATUS_IO, "%s is missing", folder);
    if (status == STATUS_NOT_FOUND)
        return error_set(err, STATUS_IO, "%s is missing: %s is not whole", path,
                         folder);
    if (status != STATUS_OK)
        return status;
    if (!take_last_line(text))
        return error_set(err, STATUS_IO, "%s is damaged", path);
    return STATUS_OK;
}

static enum status
check_format(const char *line, size_t len, const char *folder,
             const char *format, struct error *err)
{
    size_t head = strlen(SEAL_HEAD);

    if (len < head || memcmp(line, SEAL_HEAD, head) != 0)
        return error_set(err, STATUS_IO, "%s/" SEAL_NAME " is damaged", folder);
    if (len - head == strlen(format) &&
        memcmp(line + head, format, len - head) == 0)
        return STATUS_OK;
    return error_set(err, STATUS_STORE,
                     "%s has the format \"%.*s\", this version reads \"%s\"",
                     folder, (int)(len - head < 20 ? len - head : 20),
                     line + head, format);
}

enum status
seal_check(const char *folder, const char *format, struct error *err)
{
    CLEANUP(buf_deinitp) struct buf path = {0};
    CLEANUP(buf_deinitp) struct buf text = {0};
    struct seal_row row;
    const char *at, *end;
    enum status status;

    buf_printf(&path, "%s/" SEAL_NAME, folder);
    status = read_seal(&text, buf_text(&path), folder, err);
    if (status != STATUS_OK)
        return status;
    at = buf_text(&text);
    end = strchrnul(at, '\n');
    status = check_format(at, (size_t)(end - at), folder, format, err);
    while (status == STATUS_OK && *end != '\0' && end[1] != '\0') {
        at = end + 1;
        end = strchrnul(at, '\n');
        if (sscanf(at, "%32s %llu %63s", row.sum, &row.size, row.name) != 3)
            return error_set(err, STATUS_IO, "%s is damaged", path.data);
        status = check_row(folder, &row, err);
    }
    return status;
}
