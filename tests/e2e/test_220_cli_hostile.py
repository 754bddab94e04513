"""clause against services that mean it no good."""
import json
import os
import pty
import shutil
import socket
import subprocess
import threading
import time

import pytest
from conftest import PATIENCE, program

HIT = {"id": "demo-901@2026/resolves.1", "cite": "DEMO Res. 901, resolves, 1",
       "resolution": "demo-901", "edition": 2026, "title": "Made up",
       "kind": "operative", "section": "resolves", "heading": "resolves",
       "heading_segments": [{"t": "resolves"}], "verb": "resolves", "to": [],
       "label": "1", "superseded_by": None, "score": 1.0,
       "source": {"file": "demo/901.txt", "line": 3},
       "segments": [{"t": "to make "}, {"t": "it", "m": True}, {"t": " up"}]}
RESULT = {"total": 1, "total_is": "exact", "partial": False, "took_ms": 0.1,
          "index": {"uuid": "u", "generation": 1},
          "searched": {"edition": "latest", "resolutions": 1, "clauses": 1,
                       "footnotes": 0},
          "notes": [], "resolutions": [], "hits": [HIT], "near": []}


def line(result=RESULT, request_id=1, **more):
    return json.dumps({"jsonrpc": "2.0", "id": request_id, "result": result,
                       **more}, ensure_ascii=False) + "\n"


class Fake:
    """Takes one connection, reads one line, and does what it is told."""

    def __init__(self, path):
        self.path = str(path)
        self.listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.listener.bind(self.path)
        self.listener.listen()
        self.listener.settimeout(PATIENCE)
        self.request = None
        self.thread = None

    def serve(self, act):
        """act(connection, request) runs once the request has come."""
        def run():
            connection, _ = self.listener.accept()
            with connection:
                connection.settimeout(PATIENCE)
                with connection.makefile("rb") as lines:
                    self.request = json.loads(lines.readline())
                try:
                    act(connection)
                except (BrokenPipeError, ConnectionResetError):
                    pass  # the client had enough
        self.thread = threading.Thread(target=run)
        self.thread.start()

    def close(self):
        if self.thread:
            self.thread.join(PATIENCE)
            assert not self.thread.is_alive()
        self.listener.close()


@pytest.fixture
def service(tmp_path):
    one = Fake(tmp_path / "fake.sock")
    yield one
    one.close()


def run(service, *arguments):
    env = {**os.environ, "TERM": "xterm"}
    env.pop("COLUMNS", None)
    return subprocess.run([program("clause"), "--connect",
                           f"unix:{service.path}", *arguments],
                          capture_output=True, timeout=PATIENCE, env=env)


def answer(service, data, *arguments):
    """What clause does when the service answers data and closes."""
    data = data.encode() if isinstance(data, str) else data
    service.serve(lambda connection: connection.sendall(data))
    done = run(service, *(arguments or ("made", "up")))
    assert b"Sanitizer" not in done.stderr and b"runtime error" \
        not in done.stderr, done.stderr
    return done


def test_a_good_answer(service):
    done = answer(service, line(), "--any", "--limit=3", "--edition", "2026",
                  "--deadline", "700", "made", "up")
    assert done.returncode == 0
    assert done.stdout.decode().startswith(
        "1. DEMO Res. 901, resolves, 1\n   to make it up\n\n"
        "1 clause found. Searched: 1 clause of 1 resolution")
    assert service.request == {
        "jsonrpc": "2.0", "id": 1, "method": "search",
        "params": {"deadline_ms": 700, "q": "made up", "limit": 3,
                   "match": "any", "edition": "2026"}}


def test_in_pieces(service):
    def dribble(connection):
        for byte in line().encode():
            connection.send(bytes([byte]))
    service.serve(dribble)
    assert run(service, "x").returncode == 0


def test_superseded(service):
    hit = {**HIT, "superseded_by": "demo-901@2030"}
    done = answer(service, line({**RESULT, "hits": [hit]}))
    assert b"superseded: a later edition is held, demo-901@2030" in done.stdout


BAD = [
    "\n", "x\n", "{}\n", "[]\n", "null\n", "{\n", '{"id":1}\n',
    '{"id":1,"result":1}\n', '{"id":1,"result":{}}\n',
    '{"id":1,"result":{},"error":{}}\n', '{"id":1,"error":{}}\n',
    '{"id":1,"error":{"code":1,"message":{}}}\n', line()[:-20] + "\n",
    line(request_id=2), line(request_id="1"), line(request_id=None),
    line()[:-1] + "x\n", line({**RESULT, "hits": 3}),
    line({**RESULT, "total": -1}), line({**RESULT, "total": 1e300}),
    line({**RESULT, "hits": [[]]}), line({**RESULT, "notes": [{}]}),
    line({**RESULT, "hits": [{**HIT, "segments": [1]}]}),
    b'{"id":1,"result":{"a":"\xff"}}\n', b'{"id":1,"result":{"a":"\x00"}}\n',
    "[" * 500000 + "\n",
    '{"id":1,"result":' + '{"a":' * 5000 + "1" + "}" * 5000 + "}\n",
]


@pytest.mark.parametrize("data", BAD, ids=range(len(BAD)))
def test_bad_replies(service, data):
    done = answer(service, data)
    assert done.returncode == 3 and done.stdout == b""
    assert done.stderr.startswith(b"clause: what unix:")


def test_bad_reply_as_json(service):
    done = answer(service, "x\n", "--json", "made up")
    assert done.returncode == 3
    assert json.loads(done.stdout)["error"]["data"]["code"] == "bad_reply"


def test_bad_show_and_status(service):
    assert answer(service, line(), "show", "59").returncode == 3
    assert answer(service, line(), "status").returncode == 3


def test_closed_early(service):
    done = answer(service, b"")
    assert done.returncode == 3 and b"closed without an answer" in done.stderr


def test_closed_within_the_line(service):
    done = answer(service, line()[:50])
    assert done.returncode == 3 and b"closed without an answer" in done.stderr


def test_closed_before_reading(tmp_path):
    """A service that is full says so and closes; its word is heard."""
    path = tmp_path / "full.sock"
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(str(path))
        listener.listen()

        def turn_away():
            connection, _ = listener.accept()
            connection.sendall(
                b'{"jsonrpc":"2.0","id":null,"error":{"code":1203,"message":'
                b'"busy","data":{"code":"overloaded","retry_after_ms":50}}}\n')
            connection.close()

        thread = threading.Thread(target=turn_away)
        thread.start()
        done = subprocess.run([program("clause"), "--connect", f"unix:{path}",
                               "x"], capture_output=True, timeout=PATIENCE)
        thread.join()
    assert done.returncode == 3
    assert done.stderr == b"clause: busy\n  try again in 50 ms\n"


def never(service):
    """An act that holds the connection until released."""
    release = threading.Event()
    service.serve(lambda connection: release.wait(PATIENCE))
    return release


@pytest.mark.parametrize("arguments", [["x"], ["--json", "x"]])
def test_never_answers(service, arguments):
    release = never(service)
    start = time.monotonic()
    done = run(service, "--deadline", "200", *arguments)
    assert 0.2 <= time.monotonic() - start < 2
    release.set()
    assert done.returncode == 3
    assert b"gave no answer within 200 ms" in done.stderr
    if "--json" in arguments:
        error = json.loads(done.stdout)["error"]
        assert error["data"]["code"] == "no_answer"


@pytest.mark.parametrize("kind", ["unix", "tcp"])
def test_never_accepts(tmp_path, kind):
    """The deadline is that of connecting too."""
    path = tmp_path / "full.sock"
    family = socket.AF_UNIX if kind == "unix" else socket.AF_INET
    where = str(path) if kind == "unix" else ("127.0.0.1", 0)
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.bind(where)
        listener.listen(0)
        crowd = []
        with pytest.raises((BlockingIOError, socket.timeout)):
            while True:  # until the backlog is full
                crowd.append(socket.socket(family, socket.SOCK_STREAM))
                crowd[-1].settimeout(0 if kind == "unix" else 0.3)
                crowd[-1].connect(listener.getsockname())
        address = f"unix:{path}" if kind == "unix" else \
            "tcp:127.0.0.1:%d" % listener.getsockname()[1]
        start = time.monotonic()
        done = subprocess.run(
            [program("clause"), "--connect", address, "--deadline", "200",
             "x"], capture_output=True, timeout=PATIENCE)
        assert 0.2 <= time.monotonic() - start < 2
        for one in crowd:
            one.close()
    assert done.returncode == 3
    assert b"gave no answer within 200 ms" in done.stderr


def test_never_reads(service):
    """Nor what was sent: a request larger than what the way holds."""
    release = threading.Event()

    def wait():
        connection, _ = service.listener.accept()
        with connection:
            release.wait(PATIENCE)
    service.thread = threading.Thread(target=wait)
    service.thread.start()
    service.listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
    start = time.monotonic()
    done = run(service, "--deadline", "200", "a " * 30000)
    assert time.monotonic() - start < 2
    release.set()
    assert done.returncode == 3
    assert b"gave no answer within 200 ms" in done.stderr


def test_dribbles_for_ever(service):
    """Bytes that come now and then do not put the end off."""
    pause = threading.Event()
    end = time.monotonic() + PATIENCE / 2

    def dribble(connection):
        while time.monotonic() < end:
            connection.send(b" ")
            pause.wait(0.05)
    service.serve(dribble)
    done = run(service, "--deadline", "1", "x")
    assert time.monotonic() < end
    assert done.returncode == 3 and b"no answer within" in done.stderr


def test_a_line_without_end(service):
    def flood(connection):
        while True:
            connection.sendall(b"x" * 65536)
    service.serve(flood)
    done = run(service, "x")
    assert done.returncode == 3 and b"no reply line" in done.stderr


def test_a_long_answer(service):
    """Over 1 MiB, in one line."""
    long = {**HIT, "segments": [{"t": "word " * 250000}]}
    done = answer(service, line({**RESULT, "hits": [long]}))
    assert done.returncode == 0 and done.stdout.count(b"word") == 250000


NASTY = "\x1b]0;x\x07\x1b[2J \x7f \x9b31m \u202e \u2066 é"


def assert_tame(data):
    text = data.decode()
    assert not [c for c in text if c < " " and c != "\n"]
    assert not [c for c in text if "\x7f" <= c <= "\x9f"]
    assert not [c for c in text if c in "\u202a\u202b\u202c\u202d\u202e"
                "\u2066\u2067\u2068\u2069\u200e\u200f\u061c"]
    assert "\\x1b" in text and "é" in text


def test_controls_in_texts(service):
    hit = {**HIT, "cite": NASTY, "superseded_by": NASTY, "missing": [NASTY],
           "segments": [{"t": NASTY}, {"t": NASTY, "m": True}]}
    result = {**RESULT, "hits": [hit], "near": [hit], "notes": [NASTY],
              "resolutions": [{"id": NASTY, "cite": NASTY, "title": NASTY}],
              "searched": {**RESULT["searched"], "edition": NASTY}}
    done = answer(service, line(result))
    assert done.returncode == 0
    assert_tame(done.stdout)
    assert_tame(done.stderr)


def test_controls_in_ids(service):
    result = {**RESULT, "hits": [{**HIT, "id": NASTY + "\nx"}]}
    done = answer(service, line(result), "--format", "ids", "x")
    assert_tame(done.stdout)
    assert done.stdout.count(b"\n") == 1


def test_controls_in_errors(service):
    data = {"code": "query_syntax", "at": 1, "len": 3, "unit": "code_points",
            "did_you_mean": NASTY, "hint": NASTY + "\nclause: fine",
            "suggestion": NASTY, "nearest": NASTY}
    error = {"code": 1001, "message": NASTY, "data": data}
    done = answer(service, json.dumps({"jsonrpc": "2.0", "id": 1,
                                       "error": error}) + "\n",
                  "a\x1b[2J\u202eé")
    assert done.returncode == 2
    assert_tame(done.stderr)
    assert b"\nclause: fine" not in done.stderr


def test_errors_with_odd_places(service):
    for at, length in ((10**9, 1), (-1, 5), (1.5, 1), ("x", "y"), (0, 10**9),
                       (2, -3), (None, None)):
        data = {"code": "query_syntax", "at": at, "len": length,
                "unit": "code_points"}
        error = {"code": 1001, "message": "m", "data": data}
        done = answer(service, json.dumps({"id": 1, "error": error}) + "\n")
        assert done.returncode == 2
        assert done.stderr.startswith(b"clause: m\n")


def pages(service, second):
    """All of two pages, the second of which is what it says."""
    first = {**RESULT, "total": 2, "next": "n"}

    def act(connection):
        connection.sendall(line(first).encode())
        asked = json.loads(connection.recv(65536))  # on the same connection
        assert asked["params"]["cursor"] == "n"
        assert "offset" not in asked["params"]
        connection.sendall(second.encode())

    service.serve(act)
    return run(service, "x", "--all", "--offset", "5", "--format", "ids")


def test_all_over_one_connection(service):
    done = pages(service, line({**RESULT, "total": 2, "hits": [
        {**HIT, "id": "demo-901@2026/resolves.2"}]}))
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == (b"demo-901@2026/resolves.1\n"
                           b"demo-901@2026/resolves.2\n")


def test_all_ends_with_its_index(service):
    """A newer one has come: rows of both are never mixed."""
    error = {"code": 1105, "message": "this cursor belongs to generation 1",
             "data": {"code": "cursor_stale", "generation": 2}}
    done = pages(service, json.dumps({"id": 1, "error": error}) + "\n")
    assert done.returncode == 2 and done.stdout == b"demo-901@2026/resolves.1\n"
    assert b"clause: this cursor belongs" in done.stderr


def test_all_of_a_service_that_has_no_end(service):
    done = pages(service, line({**RESULT, "hits": [], "next": "m"}))
    assert done.returncode == 3 and b"page without hits" in done.stderr


@pytest.mark.parametrize("form", ["csv", "tsv", "md", "ndjson"])
def test_odd_members_of_rows(service, form):
    """What no table speaks of may be anything."""
    hit = {**HIT, "more": 3, "later": [[{"t": 1}, {"id": 2}, []]], "to": ["a"],
           "source": {"file": "f", "line": 1, "place": {"x": [1e300]}}}
    done = answer(service, line({**RESULT, "hits": [hit, hit]}), "--format",
                  form, "x", "--fields", "id,source,page,more,missing")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"demo-901@2026/resolves.1") == 2


def test_unknown_error_code(service):
    error = {"code": -32001, "message": "never heard of",
             "data": {"code": "news"}}
    done = answer(service, json.dumps({"id": 1, "error": error}) + "\n")
    assert done.returncode == 3
    assert done.stderr == b"clause: never heard of\n"


def test_error_bytes_stay(service):
    raw = ('{"code":1002, "message":"m" ,"data":{"code":"unknown_field",'
           '"x":1.50}}')
    done = answer(service, '{"id":1,"error":%s}\n' % raw, "--json", "x")
    assert done.returncode == 2
    assert done.stdout.decode() == '{"error":%s}\n' % raw


def test_newer_result(service):
    """Fields may be added; they are shown as they came."""
    result = {**RESULT, "later": [{"a": None}]}
    done = answer(service, line(result), "--json", "x")
    assert done.returncode == 0
    assert json.loads(done.stdout) == result


def test_json_on_a_terminal(service):
    """Escapes of JSON stand for what a terminal must not see."""
    result = {**RESULT, "later": "\x7f \x9b31m \u202e é"}
    service.serve(lambda connection: connection.sendall(line(result).encode()))
    ours, its = pty.openpty()
    process = subprocess.Popen([program("clause"), "--connect",
                                f"unix:{service.path}", "--json", "x"],
                               stdout=its, stderr=its)
    os.close(its)
    data = b""
    while not data.endswith(b"\n"):
        data += os.read(ours, 65536)
    assert process.wait(PATIENCE) == 0
    os.close(ours)
    text = data.decode()
    assert json.loads(text) == result
    assert "\\u007f \\u009b31m \\u202e é" in text


@pytest.fixture
def worker(tmp_path):
    """Runs a copy of clause that finds this script as its clause-worker."""
    shutil.copy(program("clause"), tmp_path / "clause")

    def run_with(script):
        path = tmp_path / "clause-worker"
        path.write_text("#!/usr/bin/python3\nimport os, struct\n"
                        f"{script}\n")
        path.chmod(0o755)
        return subprocess.run([str(tmp_path / "clause"), "--index", "/none",
                               "--deadline", "1", "x"], capture_output=True,
                              timeout=PATIENCE)

    return run_with


FRAME = "os.write(1, struct.pack('=IIQ', {0}, 0, 1) + {1})"


@pytest.mark.parametrize("script, says", [
    ("pass", b""),
    ("os.read(0, 99999)", b"closed without an answer"),
    ("os.read(0, 99999); os.write(1, b'x' * 40)", b"no reply line"),
    ("os.read(0, 99999);" + FRAME.format(0, "b''"), b"no reply line"),
    ("os.read(0, 99999);" + FRAME.format(5, "b'{}'"),
     b"closed without an answer"),
    ("os.read(0, 99999);" + FRAME.format(2, "b'{}'"), b"no reply line"),
    ("os.read(0, 99999);" + FRAME.format(3, "b'{}\\n'"), b"cannot be read"),
])
def test_bad_workers(worker, script, says):
    done = worker(script)
    assert done.returncode == 3 and done.stdout == b""
    assert says in done.stderr and b"clause: " in done.stderr


def test_worker_that_hangs(worker, tmp_path):
    """It is ended, not waited for."""
    done = worker(f"open('{tmp_path}/pid', 'w').write(str(os.getpid()))\n"
                  "import signal; signal.pause()")
    assert done.returncode == 3 and b"no answer within" in done.stderr
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_no_worker(tmp_path):
    shutil.copy(program("clause"), tmp_path / "clause")
    (tmp_path / "clause-worker").write_text("no program")
    (tmp_path / "clause-worker").chmod(0o755)
    done = subprocess.run([str(tmp_path / "clause"), "--index", "/none", "x"],
                          capture_output=True, timeout=PATIENCE)
    assert done.returncode == 3 and b"starting " in done.stderr
