#include "client/command.h"

#include "lib/base/cleanup.h"
#include "lib/base/nearest.h"

#include <string.h>

static const struct command commands[] = {
    {.name = "search",
     .args = "QUERY...",
     .help = "find clauses and footnotes",
     .run = search_run,
     .takes = OPTIONS_SEARCH | OPTIONS_ALL,
     .searches = true,
     .rows = &rows_hits},
    {.name = "ask",
     .args = "QUESTION...",
     .help = "search by a question in plain words",
     .run = ask_run,
     .takes = OPTIONS_SEARCH | OPTIONS_ALL,
     .searches = true,
     .rows = &rows_hits},
    {.name = "facets",
     .args = "QUERY...",
     .help = "count what a query finds by kind, addressee, year ...",
     .run = facets_run,
     .takes = OPTIONS_SEARCH,
     .searches = true,
     .rows = &rows_counts},
    {.name = "show",
     .args = "RESOLUTION|CLAUSE",
     .help = "print a resolution or a part of it: 59, 'Res. 59 recognizing c'",
     .run = show_run,
     .rows = &rows_parts},
    {.name = "refs",
     .args = "RESOLUTION|CLAUSE",
     .help = "what a resolution cites, and who cites it: 59, pp-170",
     .run = refs_run,
     .takes = OPTIONS_PAGE | OPTIONS_EDITION | OPTIONS_DIRECTION,
     .rows = &rows_refs},
    {.name = "similar",
     .args = "CLAUSE|TEXT...",
     .help = "find clauses like one, or like a text: 59/recognizing.a",
     .run = similar_run,
     .takes = OPTIONS_PAGE | OPTIONS_EDITION | OPTIONS_WHY | OPTIONS_OWN,
     .rows = &rows_hits},
    {.name = "suggest",
     .args = "TEXT...",
     .help = "how a text that is being typed may go on",
     .run = suggest_run,
     .takes = OPTIONS_LIMIT,
     .rows = &rows_completions},
    {.name = "parse",
     .args = "QUERY...",
     .help = "say how a query is read, without searching",
     .run = parse_run,
     .takes = OPTIONS_MATCH},
    {.name = "coverage",
     .help = "what is held, and what is known but not held",
     .run = coverage_run,
     .takes = OPTIONS_PAGE | OPTIONS_BODY,
     .rows = &rows_held},
    {.name = "status",
     .help = "what is searched, and by whom",
     .run = status_run},
    {.name = "ping", .help = "whether the service answers", .run = ping_run},
    {.name = "cite"},
    {.name = "kwic"},
    {.name = "matrix"},
    {.name = "trend"},
    {.name = "diff"},
    {.name = "check"},
    {.name = "changes"},
    {.name = "export"},
    {.name = "save"},
    {.name = "saved"},
    {.name = "alerts"},
    {.name = "mcp"},
};

static const char query_help[] =
    "Words are joined by AND. \"a phrase\", =word (exact), OR, NOT, -word, ( "
    "),\n"
    "NEAR/5, ADJ/5, particip*, standardi?ation, word~1, in:title word, and\n"
    "fields: kind:operative to:director-tsb section:recognizing verb:invites\n"
    "body:wtsa res:59 year:2008..2012 place:dubai lang:en cites:pp-170\n"
    "edition:all. What begins with a dash goes behind --, as in:\n"
    "clause -- networks -mobile\n";

static const char exit_help[] = "Exit: 0 found, 1 nothing found or not held, 2 "
                                "input or usage, 3 service.\n";

const struct command *
command_find(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

const struct command *
command_nearest(const char *name)
{
    const char *names[COUNT_OF(commands)];
    size_t count = 0;
    const char *near;

    for (size_t i = 0; i < COUNT_OF(commands); i++)
        if (commands[i].run != NULL)
            names[count++] = commands[i].name;
    near = nearest_name(name, names, count);
    return near == NULL ? NULL : command_find(near);
}

const struct command *
command_default(void)
{
    return &commands[0];
}

void
command_help_all(struct buf *out)
{
    const char *gap = "";

    buf_put_text(out, "usage: clause [OPTION]... QUERY...\n"
                      "       clause COMMAND [OPTION]... [WORD]...\n"
                      "Searches resolutions clause by clause.\n\n"
                      "Commands:\n");
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        if (commands[i].run != NULL)
            buf_printf(out, "  %-8s %s\n", commands[i].name, commands[i].help);
    buf_put_text(out, "Reserved, not supported yet:\n  ");
    for (size_t i = 0; i < COUNT_OF(commands); i++) {
        if (commands[i].run != NULL)
            continue;
        buf_printf(out, "%s%s", gap, commands[i].name);
        gap = strcmp(commands[i].name, "trend") == 0 ? "\n  " : " ";
    }
    buf_put_text(out, "\n\nOptions:\n");
    options_help(out);
    buf_put_byte(out, '\n');
    buf_put_text(out, query_help);
    buf_put_text(out, exit_help);
}

void
command_help_one(struct buf *out, const struct command *command)
{
    buf_printf(out, "usage: clause %s [OPTION]...%s%s\n", command->name,
               command->args == NULL ? "" : " ",
               command->args == NULL ? "" : command->args);
    buf_printf(out, "%s\n\nOptions:\n",
               command->run == NULL ? "Not supported yet." : command->help);
    options_help(out);
    buf_put_byte(out, '\n');
    if (command->searches)
        buf_put_text(out, query_help);
    buf_put_text(out, exit_help);
}
