/*
 * clause: search resolutions from the command line.
 */
#include "client/command.h"
#include "client/print_rows.h"
#include "client/session.h"
#include "lib/base/cleanup.h"
#include "lib/text/utf8.h"

#include <signal.h>
#include <string.h>

/* The words from the first'th on, with spaces between. */
static const char *
join_words(const struct opt_words *words, size_t first, struct arena *arena)
{
    struct buf out = {0};
    const char *text;

    for (size_t i = first; i < words->count; i++) {
        if (i > first)
            buf_put_byte(&out, ' ');
        buf_put_text(&out, words->list[i]);
    }
    text = arena_strdup(arena, buf_text(&out));
    buf_deinit(&out);
    return text;
}

/* What was given to a command that takes no words may be meant as a query. */
static enum exit_code
offer_search(const struct session *session, const struct command *command,
             const char *what)
{
    if (*session->words == '\0')
        return session_fail_usage("%s: %s", command->name, what);
    return session_fail_usage("%s: %s\n  to search for the words: clause "
                              "search \"%s %s\"",
                              command->name, what, command->name,
                              session->words);
}

static enum exit_code
run_command(struct session *session, const struct command *command)
{
    const char *stray = options_stray(&session->options, command->takes);

    if (command->run == NULL)
        return offer_search(session, command, "not supported yet");
    if (command->args == NULL && *session->words != '\0')
        return offer_search(session, command, "takes no words");
    if (command->args != NULL && *session->words == '\0')
        return session_fail_usage("%s: needs %s (see clause %s --help)",
                                  command->name, command->args, command->name);
    if (stray != NULL)
        return session_fail_usage("%s: takes no %s", command->name, stray);
    if (!utf8_valid(session->words, strlen(session->words)))
        return session_fail_usage("%s: the words are not UTF-8", command->name);
    if (!print_rows_prepare(session, command->name, command->rows))
        return EXIT_INPUT;
    return command->run(session);
}

static enum exit_code
print_help(const struct command *command, bool version)
{
    struct buf out = {0};
    enum exit_code code;

    if (version)
        buf_put_text(&out, "clause " CLAUSE_VERSION "\n");
    else if (command != NULL)
        command_help_one(&out, command);
    else
        command_help_all(&out);
    code = session_print(&out, EXIT_FOUND);
    buf_deinit(&out);
    return code;
}

/* A first word that is nearly a command was searched for, as every word may
 * be; where that found nothing, the command may have been meant. */
static void
offer_command(const struct session *session, const struct opt_words *words)
{
    const struct command *near =
        words->plain > 0 ? command_nearest(words->list[0]) : NULL;

    if (near == NULL || (near->args == NULL && words->count > 1))
        return;
    session_note(arena_printf(session->arena,
                              "\"%s\" is no command and was searched for; did "
                              "you mean clause %s%s?",
                              words->list[0], near->name,
                              words->count > 1 ? " ..." : ""));
}

static enum exit_code
run_words(struct session *session, const struct opt_words *words)
{
    const struct command *command = NULL;
    enum exit_code code;

    if (words->plain > 0) /* behind a "--" it is no command */
        command = command_find(words->list[0]);
    if (session->options.help || session->options.version)
        return print_help(command, session->options.version);
    if (words->count == 0)
        return session_fail_usage("what is to be searched? clause QUERY... "
                                  "(see clause --help)");
    session->words = join_words(words, command != NULL, session->arena);
    if (command != NULL)
        return run_command(session, command);
    code = run_command(session, command_default());
    if (code == EXIT_ABSENT)
        offer_command(session, words);
    return code;
}

int
main(int argc, char **argv)
{
    CLEANUP(arena_freep) struct arena *arena = arena_new();
    struct session session = {.arena = arena, .words = "", .place = ""};
    struct opt_words words;
    struct error err;
    enum exit_code code;

    (void)argc;               /* argv has an end of its own */
    signal(SIGPIPE, SIG_IGN); /* writing says so itself */
    if (options_read(&session.options, &words, argv, &err) != STATUS_OK)
        return (int)session_fail_usage("%s", err.text);
    session.terminal = terminal_look(session.options.colour);
    code = run_words(&session, &words);
    session_end(&session);
    return (int)code;
}
