"""docs/protocol.md is what the daemon does: its examples are run, its tables
are those of the sources, its client works."""
import json
import re
import subprocess
import sys

import pytest

from conftest import SOURCE

PAGE = (SOURCE / "docs" / "protocol.md").read_text(encoding="utf-8")
VOLATILE = {"took_ms", "uuid", "generation", "score", "weight", "pid", "uptime_s",
            "connections", "queue", "count", "ready", "busy", "spare",
            "restarts", "requests_total", "version", "seccomp", "landlock", "server",
            "notifications_dropped", "limits", "cache"}


def blocks(language):
    """The fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.M | re.S)


def source(path):
    return (SOURCE / path).read_text(encoding="utf-8")


def rows(heading):
    """The cells of the table rows between a heading and the next one."""
    part = re.search(rf"^#+ {heading}\n(.*?)(?=^#+ |\Z)", PAGE, re.M | re.S)[1]
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")]
            for line in lines]


def washed(value):
    """The value without what differs from run to run."""
    if isinstance(value, dict):
        return {key: "volatile" if key in VOLATILE else washed(item)
                for key, item in value.items()}
    if isinstance(value, list):
        return [washed(item) for item in value]
    return value


def parse_exchange(block):
    """The lines sent, the replies expected, whether it is closed then."""
    parts = re.split(r"^(->|<-) ", block, flags=re.M)[1:]
    sent, expected, closes = [], [], False
    for mark, text in zip(parts[::2], parts[1::2]):
        if mark == "->":
            sent.append(text.rstrip("\n"))
        elif text.strip() == "closed":
            closes = True
        else:
            expected.append(json.loads(text))
    return sent, expected, closes


def by_id(replies):
    return {json.dumps(reply["id"]): washed(reply) for reply in replies}


@pytest.mark.parametrize("block", blocks("exchange"))
def test_exchange(client, block):
    sent, expected, closes = parse_exchange(block)
    assert sent and expected
    for line in sent:
        client.send(line + "\n")
    got = [client.reply() for _ in expected]
    assert by_id(got) == by_id(expected)
    if closes:
        assert client.is_closed()


def test_the_page_has_examples():
    methods = {json.loads(line)["method"] for block in blocks("exchange")
               for line in parse_exchange(block)[0]
               if line.startswith("{") and line.endswith("}")}
    assert methods == {"search", "ask", "facets", "similar", "suggest", "show",
                       "refs", "parse", "coverage", "status", "ping", "hello", "cancel"}


def test_client(daemon, tmp_path):
    (code,) = blocks("python")
    script = tmp_path / "client.py"
    script.write_text(code, encoding="utf-8")
    done = subprocess.run([sys.executable, str(script), "unix:" + daemon.path,
                           '"small island developing states"'],
                          capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "WTSA Res. 59 (Rev. Dubai, 2012), footnote 1\n"


def test_client_over_tcp(start_daemon, tmp_path):
    (code,) = blocks("python")
    token = tmp_path / "token"
    token.write_text("x" * 40)
    token.chmod(0o600)
    daemon = start_daemon("--listen", "tcp:127.0.0.1:0", "--token-file",
                          str(token))
    name = {"__name__": "client"}
    exec(compile(code, "docs/protocol.md", "exec"), name)
    with pytest.raises(name["ClauseError"]) as error:
        name["Clause"](daemon.ready("tcp:"), "y" * 40)
    assert error.value.code == "unauthenticated"
    client = name["Clause"](daemon.ready("tcp:"), "x" * 40)
    assert client.call("ping") == {"pong": True}


def test_client_without_a_token_over_tcp(start_daemon):
    (code,) = blocks("python")
    daemon = start_daemon("--listen", "tcp:127.0.0.1:0")
    name = {"__name__": "client"}
    exec(compile(code, "docs/protocol.md", "exec"), name)
    client = name["Clause"](daemon.ready("tcp:"))
    assert client.call("ping") == {"pong": True}


def test_client_says_what_is_wrong(daemon, tmp_path):
    (code,) = blocks("python")
    script = tmp_path / "client.py"
    script.write_text(code, encoding="utf-8")
    done = subprocess.run([sys.executable, str(script), "unix:" + daemon.path,
                           "("],
                          capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "ClauseError" in done.stderr


def test_every_method_has_its_section():
    text = source("lib/wire/method.c")
    methods = re.findall(r'\[METHOD_\w+\] = \{"(\w+)"', text)
    assert len(methods) >= 4
    section = re.search(r"^## Methods\n(.*?)^## ", PAGE, re.M | re.S)[1]
    assert re.findall(r"^### (\w+)$", section, re.M) == methods


def test_every_reserved_method_is_named():
    text = source("lib/wire/method.c")
    listed = re.search(r"reserved_methods\[\] = \{(.*?)\};", text, re.S)[1]
    reserved = re.findall(r'"(\w+)"', listed)
    assert len(reserved) >= 10
    page = re.search(r"^Reserved, and answered(.*?)\n\n", PAGE, re.M | re.S)[1]
    assert sorted(re.findall(r"`(\w+)`", page)) == \
        sorted(reserved + ["method_not_found"])


def test_every_error_has_its_row():
    codes = re.findall(r'\[REPLY_\w+\] = \{"(\w+)", (-?\d+), EXIT_\w+\}',
                       source("lib/wire/reply_error.c"))
    assert len(codes) >= 20
    page = [(row[1].strip("`"), row[0]) for row in rows("Errors")
            if re.fullmatch(r"-?\d+", row[0])]
    assert page == codes


def test_every_parameter_is_named():
    text = source("lib/wire/request_param.c")
    sets = dict(re.findall(
        r"struct param_spec (\w+)_params\[\] = \{(.*?)^\};", text,
        re.M | re.S))
    assert set(sets) == {"search", "similar", "suggest", "show", "refs",
                         "parse", "coverage", "hello", "cancel", "common"}
    later = re.search(r"^Reserved parameters(.*?)\n\n", PAGE, re.M | re.S)[1]
    for method, specs in sets.items():
        table = {row[0].strip("`") for row in rows(method)} \
            if method != "common" else {"deadline_ms", "supersedes"}
        for spec in specs.split("{.name")[1:]:
            name = re.match(r' = "(\w+)"', spec)[1]
            if "PARAM_LATER" in spec:
                assert f"`{name}`" in later
            else:
                assert name in table
    assert "`deadline_ms`" in PAGE and "`supersedes`" in PAGE


def test_every_limit_is_right():
    limits = re.findall(r'^    ROW\(\w+, "(\w+)", (\d+),',
                        source("lib/base/limits.h"), re.M)
    assert len(limits) >= 24
    page = [(row[0].strip("`"), row[1]) for row in rows("Limits")
            if re.fullmatch(r"`\w+`", row[0])]
    assert page == limits
