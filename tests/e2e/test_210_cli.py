"""The command line as a person and a script see it."""
import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import termios

import pytest
from conftest import PATIENCE, program

TSB = "wtsa-59@2012/resolves-to-invite-director-tsb"
QUESTION = ("to:director-tsb support participation operators developing "
            "countries")
ESCAPE = "\033["


def environment(**more):
    """Ours, without what would change the output."""
    env = {name: value for name, value in os.environ.items()
           if name not in ("COLUMNS", "NO_COLOR", "CLAUSE_CONNECT",
                           "CLAUSE_INDEX")}
    return {**env, "TERM": "xterm", **more}


def run(*arguments, env=None, **more):
    """Runs clause to its end; text in and out."""
    return subprocess.run([program("clause"), *arguments],
                          capture_output=True, text=True, timeout=PATIENCE,
                          env=environment(**(env or {})), **more)


@pytest.fixture
def ask(daemon):
    """Runs clause against the shared daemon."""
    def ask_one(*arguments, **more):
        return run("--connect", f"unix:{daemon.path}", *arguments, **more)

    return ask_one


@pytest.fixture(params=["daemon", "index"])
def ask_either(request):
    """The same, and once more on the index with a worker of its own."""
    where = request.getfixturevalue(request.param)
    place = (["--index", where] if request.param == "index"
             else ["--connect", f"unix:{where.path}"])

    def ask_one(*arguments, **more):
        return run(*place, *arguments, **more)

    return ask_one


def test_question(ask_either):
    done = ask_either("search", QUESTION)
    assert done.returncode == 0 and done.stderr == ""
    found, _, near = done.stdout.partition("With some of the words:\n")
    assert found.startswith("1. WTSA Res. 59 (Rev. Dubai, 2012), resolves to "
                            "invite the Director of the\n   TSB, 2\n")
    assert "to develop mechanisms to support the effective" in found
    assert near.count("missing: support, operators\n") == 2
    assert near.startswith("2. ") and "\n3. " in near
    assert " ".join(near.split()).endswith(
        "1 clause has all the words, 2 have some. Searched: 12 clauses and 1 "
        "footnote of 1 resolution, latest editions held.")
    assert ESCAPE not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_words_need_no_command(ask):
    assert ask("developing", "countries").stdout == \
        ask("search", "developing countries").stdout
    # behind -- nothing is a command, nor an option
    literal = ask("--format", "ids", "--", "operators", "-developing")
    assert literal.returncode == 0
    assert literal.stdout == "wtsa-59@2012/recognizing.b\n"
    status = ask("--json", "--", "status")
    assert "hits" in json.loads(status.stdout)


def test_total_counts_what_was_found(ask):
    done = ask("developing countries", "-n", "100")
    assert ("7 clauses and 1 footnote have all the words, 2 have some. "
            "Searched") in " ".join(done.stdout.split())
    done = ask("ITU-T kind:operative")
    assert re.search(r"\n\d clauses found\. Searched: ", done.stdout)
    done = ask("developing countries", "--limit", "3", "--offset", "2")
    assert done.stdout.startswith("3. ") and "\n5. " in done.stdout
    assert "8 clauses and footnotes found, 3 to 5 shown." in done.stdout
    done = ask("developing countries", "--limit", "1", "--offset", "2")
    assert "8 clauses and footnotes found, number 3 shown." in done.stdout
    done = ask("participation", "--edition", "all")
    assert "of 1 edition, all that are held." in \
        " ".join(done.stdout.split())
    done = ask("developing countries", "--limit", "0")
    assert done.returncode == 0
    assert "\n8 clauses and footnotes found, none shown. " in done.stdout


def test_nothing_found(ask_either):
    done = ask_either("zebra")
    assert done.returncode == 1
    assert done.stdout.startswith("Nothing found. Searched: 12 clauses")
    # near misses alone are not found
    done = ask_either("participation zebra")
    assert done.returncode == 1 and "missing: zebra" in done.stdout
    assert "No clause has all the words, 5 have some" in done.stdout


def test_title(ask):
    done = ask("Enhancing participation of telecommunication operators from "
               "developing countries")
    assert done.returncode == 0
    assert ("Resolutions with the words in their title:\n   WTSA Res. 59 "
            "(Rev. Dubai, 2012): Enhancing participation") in done.stdout


def test_json(ask_either):
    done = ask_either("--json", "search", QUESTION)
    assert done.returncode == 0 and done.stdout.count("\n") == 1
    result = json.loads(done.stdout)
    assert [hit["id"] for hit in result["hits"]] == [f"{TSB}.2"]
    assert len(result["near"]) == 2
    done = ask_either("--json", "zebra")
    assert done.returncode == 1 and json.loads(done.stdout)["total"] == 0
    shown = json.loads(ask_either("show", "59", "--json").stdout)
    assert shown["id"] == "wtsa-59@2012"
    assert json.loads(ask_either("ping", "--json").stdout) == {"pong": True}


def test_json_is_the_bytes_of_the_service(ask, client):
    client.send(client.text(9, "show", id="59"))
    line = client.line()
    shown = ask("--json", "show", "59").stdout
    assert line == '{"jsonrpc":"2.0","id":9,"result":%s}' % shown.rstrip("\n")


def test_ids(ask_either):
    done = ask_either("--format", "ids", QUESTION)
    assert done.stdout == f"{TSB}.2\n" and done.returncode == 0
    done = ask_either("--format", "ids", "participation zebra")
    assert done.stdout == "" and done.returncode == 1
    ids = ask_either("show", "59", "--format=ids").stdout.splitlines()
    assert len(ids) == 13 and ids[-1] == "wtsa-59@2012/footnote.1"


def test_show_a_clause(ask_either):
    done = ask_either("show", "Res.", "59", "recognizing", "c")
    assert done.returncode == 0
    assert done.stdout.startswith(
        "WTSA Resolution 59 (Rev. Dubai, 2012), recognizing c)\n"
        "  c) that the strategic objectives of Sector Members from developed "
        "countries\n     participating in ")
    assert done.stdout.count("\n") == 5


def test_show_a_resolution(ask):
    done = ask("show", "59", env={"COLUMNS": "500"})
    assert done.stdout.startswith(
        "WTSA Resolution 59 (Rev. Dubai, 2012)\n"
        "Enhancing participation of telecommunication operators from "
        "developing countries\n(Johannesburg, 2008; Dubai, 2012)\n\n"
        "recognizing\n  a) that ")
    for line in ("taking into account", "invites Member States", "Footnotes",
                 "  wtsa-1: Resolution\u00a01, from the foreword, not held, no "
                 "edition given",
                 "  pp-170@2010: Resolution 170 (Guadalajara, 2010), from "
                 "recognizing.e, not held"):
        assert f"\n{line}\n" in done.stdout
    assert re.search(r"\n  1 These include .* \[on title\]\n", done.stdout)
    assert "\nSource: wtsa/resolution-59-dubai-2012.txt" in done.stdout
    assert ask("show", "59", "footnote", "1").stdout.startswith(
        "WTSA Resolution 59 (Rev. Dubai, 2012), footnote 1\n  1 These ")


def test_status_and_ping(ask_either):
    done = ask_either("status")
    assert done.returncode == 0 and done.stdout.startswith("service  serving")
    assert "1 resolution, 12 clauses and 1 footnote;" in done.stdout
    assert all(len(line) <= 80 or " " not in line.strip()
               for line in done.stdout.splitlines())
    done = ask_either("ping")
    assert done.returncode == 0 and done.stdout.endswith(" answers\n")


@pytest.mark.parametrize("query, lines", [
    ("kinds:operative participation",
     ['unknown field "kinds" at column 1', "  kinds:operative participation",
      "  ^^^^^", '  did you mean kind: ?   To search for the text, quote it: '
      '"kinds:operative"']),
    ("title:operators",
     ['unknown field "title" at column 1', "  title:operators",
      "  ^^^^^", '  did you mean in:title?   To search for the text, '
      'quote it: "title:operators"']),
    ("é one kinds:operative",
     ['unknown field "kinds" at column 7', "  é one kinds:operative",
      "        ^^^^^", '  did you mean kind: ?   To search for the text, '
      'quote it: "kinds:operative"']),
])
def test_errors_point_at_the_place(ask_either, query, lines):
    done = ask_either(query)
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr.splitlines() == ["clause: " + lines[0], *lines[1:]]


def test_one_that_is_not_shown_is_one(ask):
    assert ask("cites:pp-170", "-n", "0").stdout.startswith(
        "1 clause or footnote found, none shown.")


def test_similar_says_what_it_leaves_out(ask):
    """Of one resolution alone, none is like a clause of it but its own."""
    done = ask("similar", "59/recognizing.a")
    assert done.returncode == 1
    assert "Of its own resolution (--own) nothing was looked at." in " ".join(
        done.stdout.split())
    for words in (("59/recognizing.a", "--own"), ("unheardof",)):
        assert "--own" not in ask("similar", *words).stdout


def test_long_query_shows_a_window(ask):
    done = ask("word " * 300 + "kinds:x " + "word " * 300)
    lines = done.stderr.splitlines()
    assert lines[1].startswith("  ...") and lines[1].endswith("...")
    assert len(lines[1]) <= 80
    at = lines[1].index("kinds")
    assert lines[2] == " " * at + "^^^^^"


def test_error_as_json(ask_either):
    done = ask_either("--json", "kinds:x")
    assert done.returncode == 2 and done.stderr == ""
    error = json.loads(done.stdout)["error"]
    assert error["data"]["code"] == "unknown_field"
    assert error["data"]["did_you_mean"] == "kind"


def test_not_held(ask):
    done = ask("show", "590")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == ("clause: Resolution 590 is not in this corpus (1 "
                           "held: 59). Nothing is known about it here.\n")
    done = ask("show", "59@2008")
    assert done.returncode == 1 and "its text is not held." in done.stderr
    assert ask("show", "59", "recognizing", "z").returncode == 1
    assert ask("show", "no such thing").returncode == 2


@pytest.mark.parametrize("arguments, says", [
    ([], "what is to be searched?"),
    (["search"], "search: needs QUERY..."),
    (["show"], "show: needs RESOLUTION|CLAUSE"),
    (["--nonsense", "x"], "no option --nonsense"),
    (["-weak countries"], "a word may begin so behind --"),
    (["--limt", "3", "x"], "Did you mean --limit?"),
    (["--limit", "101", "x"], "--limit needs a whole number from 0 to 100"),
    (["--format", "xml", "x"], "no format xml"),
    (["--json", "--format", "ids", "x"], "exclude each other"),
    (["--json", "--ndjson", "x"], "exclude each other"),
    (["--json=id", "--fields", "id", "x"], "exclude each other"),
    (["--fields", "id", "x"], "--fields goes with --format csv"),
    (["--format", "csv", "--fields", "id,,cite", "x"], 'unknown field ""'),
    (["--format", "csv", "--fields", "id,id", "x"], "stands twice"),
    (["--all", "x"], "--all goes with --ndjson"),
    (["--all", "--json", "x"], "--all goes with --ndjson"),
    (["--all", "--ndjson", "-n", "0", "x"], "exclude each other"),
    (["facets", "x", "--all", "--ndjson"], "facets: takes no --all"),
    (["facets", "x", "--json=field"], "facets: has no fields in --json"),
    (["facets", "x", "--format", "ids"], "facets: has no ids"),
    (["status", "--format", "csv"], "status: has no rows"),
    (["parse", "x", "--ndjson"], "parse: has no rows"),
    (["ping", "--json=pong"], "ping: has no rows"),
    (["--color", "blue", "x"], "--color is auto, always or never"),
    (["--connect", "unix:/x", "--index", "/x", "x"], "exclude each other"),
    (["--connect", "tcp:h", "x"], "ends in no port"),
    (["--connect", "nowhere", "x"], "an address is unix:PATH"),
    (["cite"], "cite: not supported yet"),
    (["coverage", "gaps"], 'clause search "coverage gaps"'),
    (["status", "report"], 'clause search "status report"'),
    (["ping", "--limit", "3"], "ping: takes no --limit"),
    (["show", "59", "--any"], "show: takes no --any"),
    (["status", "--format", "ids"], "status: has no ids"),
    (["search", b"caf\xe9"], "not UTF-8"),
    (["search", "x" * 70000], "too long"),
])
def test_usage(arguments, says):
    done = run(*arguments)
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr.startswith("clause: ") and says in done.stderr


def test_parse(index):
    done = run("--index", index, "parse", "The Operators  OR particip*")
    assert (done.returncode, done.stdout) == (0, "operators OR particip*\n")
    assert "note: particip* read as " in done.stderr
    done = run("--index", index, "parse", "--any", "support operators")
    assert done.stdout == "support OR operators\n"
    done = run("--index", index, "parse", "particip* NEAR/ operators")
    assert done.returncode == 2 and done.stdout == ""
    assert "NEAR/ at column 11 needs a whole number from 1 to 50" in done.stderr


@pytest.mark.parametrize("words, meant", [
    (["serach", "operators", "nowhere"], "search ..."),
    (["coverge"], "coverage"), (["SHOW"], "show"), (["staus"], "status"),
    (["shwo", "59", "nowhere"], "show ...")])
def test_a_mistyped_command_is_a_query_that_finds_nothing(ask, words, meant):
    done = ask(*words)
    assert done.returncode == 1 and "Nothing found" in done.stdout
    assert done.stderr.endswith(
        f'note: "{words[0]}" is no command and was searched for; did you mean '
        f"clause {meant}?\n")


@pytest.mark.parametrize("words, code", [
    (["effort"], 1), (["--", "serach"], 1), (["search", "serach"], 1),
    (["coverge", "gaps"], 1), (["exprot"], 1), (["state"], 0),
    (["operators"], 0)])
def test_no_command_is_offered_without_need(ask, words, code):
    done = ask(*words)
    assert done.returncode == code and "command" not in done.stderr


def test_every_reserved_word():
    for word in ("cite kwic matrix trend diff "
                 "check changes export save saved alerts "
                 "mcp").split():
        done = run(word)
        assert done.returncode == 2
        assert done.stderr == f"clause: {word}: not supported yet\n"


def test_help_and_version():
    whole = run("--help")
    assert whole.returncode == 0 and whole.stderr == ""
    for word in ("search", "show", "status", "ping", "--json", "--deadline"):
        assert word in whole.stdout
    assert run("show", "--help").stdout.startswith("usage: clause show ")
    assert run("--version").stdout.startswith("clause ")
    assert all(len(line) <= 80 for line in whole.stdout.splitlines())


def test_notes_are_on_stderr(ask):
    done = ask("--format", "ids", '"effective participation')
    assert done.returncode == 0
    assert done.stderr.startswith("note: ") and "quote" in done.stderr
    assert all(line.startswith("wtsa-59@2012/")
               for line in done.stdout.splitlines())


def test_no_service(tmp_path):
    address = f"unix:{tmp_path}/none.sock"
    done = run("--connect", address, "x")
    assert done.returncode == 3 and done.stdout == ""
    assert address in done.stderr and "`claused`" in done.stderr
    assert "--index DIR" in done.stderr
    done = run("--connect", address, "--json", "x")
    assert done.returncode == 3
    assert json.loads(done.stdout)["error"]["data"]["code"] == "unreachable"
    assert run("x", env={"CLAUSE_CONNECT": address}).returncode == 3


def test_no_index(tmp_path):
    done = run("--index", str(tmp_path / "none"), "x")
    assert done.returncode == 3 and done.stdout == ""
    assert done.stderr.startswith("clause") and "Sanitizer" not in done.stderr
    done = run("--index", str(tmp_path / "none"), "--json", "x")
    assert done.returncode == 3 and "error" in json.loads(done.stdout)


def colours(ask, *arguments, **env):
    return ESCAPE in ask(*arguments, "operators", env=env).stdout


def test_colour(ask):
    assert not colours(ask)
    assert not colours(ask, "--color", "auto")
    assert colours(ask, "--color", "always")
    assert colours(ask, "--color=always", NO_COLOR="1", TERM="dumb")
    assert not colours(ask, "--color", "never")
    # data for programs has none
    assert not colours(ask, "--color=always", "--json")
    assert not colours(ask, "--color=always", "--format", "ids")


def on_terminal(columns, arguments, **env):
    """What clause writes to a terminal of so many columns."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns,
                                                     0, 0))
    process = subprocess.Popen([program("clause"), *arguments], stdout=its,
                               stderr=subprocess.STDOUT, stdin=its,
                               env=environment(**env))
    os.close(its)
    data = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other end has closed
            break
        if not piece:
            break
        data += piece
    os.close(ours)
    assert process.wait(PATIENCE) == 0, data
    return data.decode().replace("\r\n", "\n")


def test_on_a_terminal(index):
    shown = on_terminal(80, ["--index", index, QUESTION])
    assert "\033[1msupport\033[0m the effective" in shown
    plain = re.sub(r"\033\[[01]m", "", shown)
    assert plain == on_terminal(80, ["--index", index, QUESTION],
                                NO_COLOR="1")
    assert plain == on_terminal(80, ["--index", index, QUESTION], TERM="dumb")
    assert "\033" not in plain
    assert 70 < max(map(len, plain.splitlines())) <= 80
    narrow = on_terminal(40, ["--index", index, QUESTION], NO_COLOR="1")
    assert 30 < max(map(len, narrow.splitlines())) <= 40
    assert narrow.split() == plain.split()


def test_full_disk(ask):
    for arguments in (["operators"], ["--json", "operators"], ["show", "59"],
                      ["--help"], ["ping"]):
        with open("/dev/full", "w") as full:
            done = subprocess.run(
                [program("clause"), "--index", "/none", *arguments]
                if "--help" in arguments else
                [program("clause"), *ask_place(ask), *arguments],
                stdout=full, stderr=subprocess.PIPE, text=True,
                timeout=PATIENCE, env=environment())
        assert done.returncode == 3
        assert done.stderr.startswith("clause: standard output: ")


def ask_place(ask):
    """The options of the fixture `ask`."""
    return ask("ping").args[1:3]


def test_closed_pipe(ask):
    """A reader that leaves is no error to talk about."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([program("clause"), *ask_place(ask), "show", "59"],
                          stdout=writing, stderr=subprocess.PIPE, text=True,
                          timeout=PATIENCE, env=environment())
    os.close(writing)
    assert done.stderr == "" and done.returncode == -13


def test_many_at_once(ask):
    place = ask_place(ask)
    running = [subprocess.Popen([program("clause"), *place, "--format", "ids",
                                 "operators"], stdout=subprocess.PIPE,
                                env=environment()) for _ in range(8)]
    answers = {process.communicate(timeout=PATIENCE)[0]
               for process in running}
    assert len(answers) == 1 and answers.pop().count(b"\n") == 6
