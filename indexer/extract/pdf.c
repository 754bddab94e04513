#include "indexer/extract/pdf.h"

#include "indexer/extract/line.h"
#include "lib/base/cleanup.h"
#include "lib/model/extracted.h"

#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/wait.h>

enum {
    HEAD_BYTES = 1024, /* the file's name for itself stands there */
    TAIL_BYTES = 2048  /* and its end mark here */
};

#define SOFT_HYPHEN "\xc2\xad"

static bool
has(const char *bytes, size_t len, const char *word)
{
    return memmem(bytes, len, word, strlen(word)) != NULL;
}

static enum status
check(const struct buf *document, struct error *err)
{
    size_t head = document->len < HEAD_BYTES ? document->len : HEAD_BYTES;
    size_t tail = document->len < TAIL_BYTES ? document->len : TAIL_BYTES;

    if (!has(document->data, head, "%PDF-"))
        return error_set(err, STATUS_BAD_DOCUMENT, "it is no PDF");
    if (!has(document->data + document->len - tail, tail, "%%EOF"))
        return error_set(err, STATUS_BAD_DOCUMENT,
                         "it is cut short; get it again");
    return STATUS_OK;
}

/* What the exit codes of pdftotext mean. */
static const struct {
    int code;
    enum status status;
    const char *text;
} ends[] = {
    {1, STATUS_BAD_DOCUMENT, "it is damaged: pdftotext cannot open it"},
    {3, STATUS_BAD_DOCUMENT,
     "it forbids that its text is copied; get it without that"},
    {PDF_CHILD_NO_WALL, STATUS_DENIED,
     "a wall of the sandbox around pdftotext is missing"},
    {PDF_CHILD_NO_PROGRAM, STATUS_IO,
     "pdftotext cannot be started; install poppler-utils"},
};

static enum status
judge(int ended, const struct buf *document, struct error *err)
{
    int code = WIFEXITED(ended) ? WEXITSTATUS(ended) : -1;

    if (code == 0)
        return STATUS_OK;
    if (WIFSIGNALED(ended) && WTERMSIG(ended) == SIGXCPU)
        return error_set(err, STATUS_TOO_LARGE, "it takes too long to read");
    if (WIFSIGNALED(ended))
        return error_set(err, STATUS_BAD_DOCUMENT,
                         "pdftotext crashed on it (signal %d)",
                         WTERMSIG(ended));
    if (code == 1 && has(document->data, document->len, "/Encrypt"))
        return error_set(err, STATUS_BAD_DOCUMENT,
                         "it is encrypted; save it without a password");
    for (size_t i = 0; i < COUNT_OF(ends); i++)
        if (ends[i].code == code)
            return error_set(err, ends[i].status, "%s", ends[i].text);
    return error_set(err, STATUS_BAD_DOCUMENT,
                     "pdftotext failed on it (exit code %d)", code);
}

static bool
takes_end(struct buf *line, const char *end)
{
    size_t len = strlen(end);

    if (line->len < len || memcmp(line->data + line->len - len, end, len) != 0)
        return false;
    line->len -= len;
    return true;
}

/*
 * Appends a line to the one at hand; false when it goes on. A soft hyphen at
 * its end stands within a word that goes on in the next line, perhaps on the
 * next page; every other hyphen may be a part of its word, and stays.
 */
static bool
ends_line(struct buf *line, const char *text, size_t len, bool *joins)
{
    if (len == 0 && *joins)
        return false;
    extracted_put_text(line, text, len);
    *joins = takes_end(line, SOFT_HYPHEN);
    return !*joins;
}

enum status
pdf_read_text(struct buf *out, const char *text, size_t len, struct error *err)
{
    const char *end = text + len;
    struct buf line = {0};
    unsigned page = 1, begun = 0; /* the page the line at hand began on */
    bool joins = false;
    size_t first = out->len;

    while (text < end) {
        const char *stop = text;

        while (stop < end && *stop != '\n' && *stop != '\f')
            stop++;
        if (begun == 0)
            begun = page;
        if (ends_line(&line, text, (size_t)(stop - text), &joins)) {
            line_put(out, STYLE_LINE, begun, line.data, line.len);
            buf_clear(&line);
            begun = 0;
        }
        page += stop < end && *stop == '\f';
        text = stop + 1;
    }
    line_put(out, STYLE_LINE, begun, line.data, line.len);
    buf_deinit(&line);
    if (page > LINE_PAGES_MAX + 1)
        return error_set(err, STATUS_TOO_LARGE, "it has more than %d pages",
                         LINE_PAGES_MAX);
    if (out->len == first)
        return error_set(err, STATUS_BAD_DOCUMENT,
                         "there is no text in it: it is a scan; run OCR first");
    return STATUS_OK;
}

enum status
pdf_read(struct buf *out, struct pdf_child *child, const struct buf *document,
         struct error *err)
{
    struct buf text = {0};
    int ended = 0;
    enum status status = check(document, err);

    if (status == STATUS_OK)
        status =
            pdf_child_read(child, &text, document, LINE_TEXT_MAX, &ended, err);
    if (status == STATUS_OK)
        status = judge(ended, document, err);
    if (status == STATUS_OK)
        status = pdf_read_text(out, text.data, text.len, err);
    buf_deinit(&text);
    return status;
}
