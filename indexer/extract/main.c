/*
 * clause-extract: a document comes in on standard input, its lines go out on
 * standard output (lib/model/extracted.h). It is started by clause-index, one
 * process a document, because documents are hostile input to the libraries
 * that read them; it is not for people.
 */
#include "indexer/extract/docx.h"
#include "indexer/extract/html.h"
#include "indexer/extract/input.h"
#include "indexer/extract/pdf.h"
#include "lib/base/cleanup.h"
#include "lib/base/file.h"
#include "lib/base/opt.h"
#include "lib/model/extracted.h"
#include "lib/sandbox/sandbox.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { EXIT_DONE, EXIT_BAD, EXIT_USAGE, EXIT_NO_WALL };

enum { FILES_MAX = 16, CPU_SECONDS_MAX = 20 };

struct options {
    bool unsandboxed;
    bool help;
    bool version;
};

static const struct opt_spec option_specs[] = {
    {.name = "unsandboxed",
     .kind = OPT_FLAG,
     .offset = offsetof(struct options, unsandboxed),
     .help = "go on where a wall of the sandbox cannot stand"},
    {.name = "help",
     .letter = 'h',
     .kind = OPT_FLAG,
     .offset = offsetof(struct options, help),
     .help = "print this"},
    {.name = "version",
     .letter = 'V',
     .kind = OPT_FLAG,
     .offset = offsetof(struct options, version),
     .help = "print the version"},
};

static const struct opt_table option_table = {option_specs,
                                              COUNT_OF(option_specs)};

/* The child is there for formats that a program of its own reads. */
static enum status
read_docx(struct buf *out, const struct buf *in, struct pdf_child *child,
          struct error *err)
{
    (void)child;
    return docx_read(out, in->data, in->len, err);
}

static enum status
read_html(struct buf *out, const struct buf *in, struct pdf_child *child,
          struct error *err)
{
    (void)child;
    return html_read(out, in->data, in->len, err);
}

static enum status
read_pdf(struct buf *out, const struct buf *in, struct pdf_child *child,
         struct error *err)
{
    return pdf_read(out, child, in, err);
}

static const struct format {
    const char *name;
    enum status (*read)(struct buf *out, const struct buf *in,
                        struct pdf_child *child, struct error *err);
    bool has_child;
} formats[] = {
    {"docx", read_docx, false},
    {"html", read_html, false},
    {"pdf", read_pdf, true},
};

static int
print(const struct options *options)
{
    struct buf out = {0};
    bool good;

    buf_put_text(&out, options->help
                           ? "usage: clause-extract [OPTION]... FORMAT\n"
                             "Gives the lines of the document on standard "
                             "input. FORMAT: "
                           : "clause-extract " CLAUSE_VERSION "\n");
    if (options->help) {
        for (size_t i = 0; i < COUNT_OF(formats); i++)
            buf_printf(&out, "%s%s", i == 0 ? "" : ", ", formats[i].name);
        buf_put_text(&out, ".\n\n");
        opt_help(&option_table, &out);
        buf_put_text(&out, "\nExit: 0 good, 1 the document is bad, 2 usage,\n"
                           "3 a wall of the sandbox is missing\n");
    }
    good =
        fwrite(out.data, 1, out.len, stdout) == out.len && fflush(stdout) == 0;
    buf_deinit(&out);
    return good ? EXIT_DONE : EXIT_BAD;
}

/* What is said is one sentence: whoever started this names the document. */
static int
say(int code, const char *sentence)
{
    dprintf(STDERR_FILENO, "%s\n", sentence);
    return code;
}

static const struct format *
find_format(const struct opt_words *words)
{
    for (size_t i = 0; i < COUNT_OF(formats) && words->count == 1; i++)
        if (strcmp(words->list[0], formats[i].name) == 0)
            return &formats[i];
    return NULL;
}

/* The file size limit would kill whoever writes to one. */
static bool
writes_to_a_file(void)
{
    struct stat st;

    return fstat(STDOUT_FILENO, &st) == 0 && S_ISREG(st.st_mode);
}

static enum status
extract(const struct format *format, struct pdf_child *child, struct error *err)
{
    struct buf in = {0}, out = {0};
    enum status status = input_read(&in, STDIN_FILENO, err);

    extracted_begin(&out);
    if (status == STATUS_OK)
        status = format->read(&out, &in, child, err);
    extracted_end(&out);
    if (status == STATUS_OK)
        status = file_write_all(STDOUT_FILENO, out.data, out.len, err);
    buf_deinit(&in);
    buf_deinit(&out);
    return status;
}

static struct sandbox_spec
walls(enum sandbox_profile profile)
{
    return (struct sandbox_spec){
        .profile = profile,
        .memory_most = (size_t)EXTRACT_MEMORY_MIB << 20,
        .files_most = FILES_MAX,
        .cpu_most = CPU_SECONDS_MAX,
    };
}

static int
run(const struct format *format, bool anyway)
{
    const struct sandbox_spec own = walls(SANDBOX_NOTHING);
    const struct sandbox_spec its = walls(SANDBOX_PROGRAM);
    struct pdf_child child = {.in = -1, .out = -1};
    struct sandbox sandbox;
    struct error err;
    enum status status;

    if (writes_to_a_file())
        return say(EXIT_USAGE, "standard output must be a pipe");
    closefrom(STDERR_FILENO + 1); /* files of whoever started the parent */
    if (format->has_child &&
        pdf_child_start(&child, &its, anyway, &err) != STATUS_OK)
        return say(EXIT_BAD, err.text);
    sandbox_enter(&sandbox, &own);
    if ((!sandbox.seccomp || !sandbox.landlock) && !anyway)
        return say(EXIT_NO_WALL, sandbox.missing.text);
    status = extract(format, &child, &err);
    if (status != STATUS_OK)
        return say(status == STATUS_DENIED ? EXIT_NO_WALL : EXIT_BAD, err.text);
    return EXIT_DONE;
}

int
main(int argc, char **argv)
{
    struct options options = {0};
    const struct format *format;
    struct opt_words words;
    struct error err;

    (void)argc; /* argv has an end of its own */
    signal(SIGPIPE, SIG_IGN);
    if (opt_parse(&words, &option_table, &options, argv, &err) != STATUS_OK)
        return say(EXIT_USAGE, err.text);
    if (options.help || options.version)
        return print(&options);
    format = find_format(&words);
    if (format == NULL)
        return say(EXIT_USAGE, "say which format: see --help");
    /* Not exit(): what sanitizers do at the end needs a second process. */
    _exit(run(format, options.unsandboxed));
}
