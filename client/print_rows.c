#include "client/print_rows.h"

#include "client/cells.h"
#include "lib/base/cleanup.h"
#include "lib/wire/json_copy.h"
#include "lib/wire/json_out.h"

#include <string.h>

/* Of each format: the option that names its fields, and what it needs. */
static const struct format {
    const char *option;
    enum cells_form form;
    unsigned shown; /* the columns that are picked by themselves; 0: none */
} formats[] = {
    [OUTPUT_IDS] = {"--format ids", CELLS_LINES, 0},
    [OUTPUT_JSON] = {"--json", CELLS_LINES, 0},
    [OUTPUT_NDJSON] = {"--ndjson", CELLS_LINES, IN_TABLE},
    [OUTPUT_CSV] = {"--fields", CELLS_CSV, IN_TABLE},
    [OUTPUT_TSV] = {"--fields", CELLS_TSV, IN_TABLE},
    [OUTPUT_MD] = {"--fields", CELLS_MD, IN_MD},
};

static bool
fail_command(const char *command, const char *what)
{
    session_fail_usage("%s: has no %s", command, what);
    return false;
}

/* What the format asks of the table, before there are columns. */
static bool
can_print(const struct session *session, const char *command,
          const struct row_table *table)
{
    enum output output = session->options.output;
    const char *fields = session->options.fields;

    if (output == OUTPUT_TEXT)
        return true;
    if (output == OUTPUT_IDS && !rows_have_ids(table))
        return fail_command(command, "ids to print");
    if (output == OUTPUT_JSON && fields == NULL)
        return true;
    if (table == NULL)
        return fail_command(command, "rows; --json prints what it has");
    if (output == OUTPUT_JSON && table->no_objects)
        return fail_command(command, "fields in --json; --ndjson has them");
    return true;
}

bool
print_rows_prepare(struct session *session, const char *command,
                   const struct row_table *table)
{
    const struct options *options = &session->options;
    const struct format *format = &formats[options->output];
    const char *fields = options->output == OUTPUT_IDS ? "id" : options->fields;
    struct error err;

    session->rows = table;
    if (!can_print(session, command, table))
        return false;
    if (fields == NULL) {
        if (format->shown != 0)
            pick_shown(&session->pick, table, format->shown);
        return true;
    }
    if (pick_named(&session->pick, table, fields, format->option, &err) ==
        STATUS_OK)
        return true;
    session_fail_usage("%s", err.text);
    return false;
}

/* All that printing the rows of one result needs. */
struct printing {
    struct session *session;
    struct arena *arena;
    struct rows rows;
    size_t next; /* the row that a copy of the result comes to next */
    struct buf *out;
};

static void
put_value(struct buf *out, const struct row_value *value)
{
    if (value->text != NULL)
        json_put_text(out, value->text);
    else
        json_copy(out, value->json, NULL);
}

/* The row as an object of the columns picked. */
static void
put_picked(const struct printing *printing, struct buf *out,
           const struct row *row)
{
    const struct pick *pick = &printing->session->pick;

    buf_put_byte(out, '{');
    for (size_t i = 0; i < pick->count; i++) {
        struct row_value value =
            rows_value(&printing->rows, row, pick->columns[i], printing->arena);

        json_put_key(out, pick->columns[i]->name);
        put_value(out, &value);
    }
    buf_put_byte(out, '}');
}

/* While the result is copied: rows come in their order. */
static bool
replace_row(void *context, struct buf *out, const struct json *item)
{
    struct printing *printing = context;
    const struct rows *rows = &printing->rows;

    if (printing->next == rows->count ||
        rows->list[printing->next].item != item)
        return false;
    put_picked(printing, out, &rows->list[printing->next++]);
    return true;
}

static void
put_json(struct printing *printing)
{
    const struct json_copier copier = {replace_row, printing};

    json_copy(printing->out, printing->rows.result, &copier);
    buf_put_byte(printing->out, '\n');
}

static void
put_ndjson(struct printing *printing)
{
    bool whole = printing->session->options.fields == NULL &&
                 !printing->rows.table->partial;

    for (size_t i = 0; i < printing->rows.count; i++) {
        const struct row *row = &printing->rows.list[i];

        if (row->list->apart)
            continue;
        if (whole)
            json_copy(printing->out, row->item, NULL);
        else
            put_picked(printing, printing->out, row);
        buf_put_byte(printing->out, '\n');
    }
}

static void
put_cell(const struct printing *printing, struct cells *cells,
         const struct row *row, const struct column *column)
{
    CLEANUP(buf_deinit) struct buf text = {0};
    struct row_value value =
        rows_value(&printing->rows, row, column, printing->arena);
    double number;

    if (value.text != NULL) {
        cells_put(cells, value.text, strlen(value.text));
        return;
    }
    json_copy_text(&text, value.json);
    if (value.json != NULL && json_is_number(value.json, &number))
        cells_put_number(cells, text.data, text.len);
    else
        cells_put(cells, text.data, text.len);
}

static void
put_heading(struct session *session, struct cells *cells)
{
    if (session->begun || cells->form == CELLS_LINES)
        return;
    cells_begin(cells);
    for (size_t i = 0; i < session->pick.count; i++) {
        const char *name = session->pick.columns[i]->name;

        cells_put(cells, name, strlen(name));
    }
    cells_end(cells);
    cells_rule(cells);
}

static void
put_cells(struct printing *printing)
{
    struct session *session = printing->session;
    enum output output = session->options.output;
    struct cells cells = {.out = printing->out,
                          .form = formats[output].form,
                          .safe = session->terminal.is_terminal ||
                                  output == OUTPUT_IDS};

    put_heading(session, &cells);
    for (size_t i = 0; i < printing->rows.count; i++) {
        const struct row *row = &printing->rows.list[i];

        if (row->list->apart ||
            (output == OUTPUT_IDS && row->list->without_ids))
            continue;
        cells_begin(&cells);
        for (size_t j = 0; j < session->pick.count; j++)
            put_cell(printing, &cells, row, session->pick.columns[j]);
        cells_end(&cells);
    }
}

static void (*const printers[])(struct printing *printing) = {
    [OUTPUT_IDS] = put_cells,     [OUTPUT_JSON] = put_json,
    [OUTPUT_NDJSON] = put_ndjson, [OUTPUT_CSV] = put_cells,
    [OUTPUT_TSV] = put_cells,     [OUTPUT_MD] = put_cells,
};

enum exit_code
print_rows(struct session *session, const struct reply_span *result,
           enum exit_code code)
{
    CLEANUP(json_freep) struct json *tree = NULL;
    CLEANUP(arena_freep) struct arena *arena = arena_new();
    CLEANUP(buf_deinit) struct buf out = {0};
    struct printing printing = {
        .session = session, .arena = arena, .out = &out};
    enum output output = session->options.output;
    struct error err;

    if (output == OUTPUT_JSON && session->options.fields == NULL)
        return session_print_json(session, result, code);
    if (json_parse(&tree, result->at, result->len, &err) != STATUS_OK)
        return session_fail_result(session, &err);
    rows_find(&printing.rows, session->rows, tree, arena);
    printers[output](&printing);
    session->begun = true;
    if (output == OUTPUT_JSON || output == OUTPUT_NDJSON)
        return session_print_safe(session, &out, code);
    return session_print(&out, code);
}
