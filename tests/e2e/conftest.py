"""What the end-to-end tests share: real programs, raw sockets.

CLAUSE_BIN_DIR is the build folder. CLAUSE_CONNECT=ADDRESS aims the tests
that only ask (fixtures `daemon`, `client`) at a daemon that runs already, for
instance under gdb. Nothing here sleeps for luck: all waiting is for a state,
and fails loudly when that state does not come.
"""
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import threading
import time
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2]
BIN = Path(os.environ.get("CLAUSE_BIN_DIR", SOURCE / "build" / "sanitize"))
PROGRAMS = {
    "claused": BIN / "daemon" / "claused",
    "clause-worker": BIN / "daemon" / "clause-worker",
    "clause": BIN / "client" / "clause",
    "clause-index": BIN / "indexer" / "clause-index",
    "clause-extract": BIN / "indexer" / "clause-extract",
}
# A shell ignores it for what runs in the background, and so would whom we send
# it to.
signal.signal(signal.SIGINT, signal.default_int_handler)
PATIENCE = 30  # seconds until a state that must come is said not to come


def program(name):
    """The path of one of our programs, as text."""
    return str(PROGRAMS[name])


def index_of(folder, text):
    """An index of one text, below the folder; its path."""
    (folder / "texts").mkdir()
    (folder / "texts" / "one.txt").write_text(text)
    subprocess.run([program("clause-index"), "-q", "--index", folder / "index",
                    folder / "texts"], check=True, timeout=60)
    return folder / "index"


def clause(index, *args):
    """What the client says of an index, without a service."""
    return subprocess.run([program("clause"), "--index", index, *args],
                          capture_output=True, text=True, timeout=60)


def wait_until(state, what):
    """Polls until state() is true, and returns what it returned."""
    pause = threading.Event()
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        value = state()
        if value:
            return value
        pause.wait(0.005)
    pytest.fail(f"waited {PATIENCE} s for {what}")


def process_state(pid):
    """The letter of /proc/PID/stat (T: stopped), or None when it is gone."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return stat.rpartition(")")[2].split()[0]


def resident_kib(pid):
    """Memory that the process holds now."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1])


class Client:
    """One connection: bytes out, lines in."""

    def __init__(self, path, timeout=PATIENCE):
        """path: of a Unix socket, or "tcp:HOST:PORT"."""
        if str(path).startswith("tcp:"):
            host, _, port = str(path)[4:].rpartition(":")
            self.sock = socket.create_connection((host.strip("[]"), int(port)))
        else:
            self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            self.sock.connect(path)  # waits for room in the backlog
        self.sock.settimeout(timeout)
        self.pending = b""
        self.last_id = 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.sock.close()

    def send(self, data):
        """Sends all bytes; text is UTF-8."""
        self.sock.sendall(data.encode() if isinstance(data, str) else data)

    def half_close(self):
        """Says that nothing more will be sent, and reads on."""
        self.sock.shutdown(socket.SHUT_WR)

    def line(self):
        """The next line without its LF, or None at the end of the stream."""
        while b"\n" not in self.pending:
            data = self.sock.recv(65536)
            if not data:
                assert not self.pending, "the stream ended within a line"
                return None
            self.pending += data
        line, _, self.pending = self.pending.partition(b"\n")
        return line.decode()

    def reply(self):
        """The next line as JSON; an end of the stream is a failure."""
        line = self.line()
        assert line is not None, "closed instead of a reply"
        return json.loads(line)

    def rest(self):
        """All lines up to the end, as JSON."""
        data = [self.pending]
        while True:
            piece = self.sock.recv(1 << 20)
            if not piece:
                break
            data.append(piece)
        self.pending = b""
        return [json.loads(line) for line in b"".join(data).splitlines()]

    def is_closed(self):
        """True when the daemon has closed and nothing is left to read."""
        return self.line() is None

    @staticmethod
    def text(request_id, method, **params):
        """A request line, with its LF."""
        return json.dumps({"jsonrpc": "2.0", "id": request_id,
                           "method": method, "params": params}) + "\n"

    def ask(self, request_id, method, **params):
        """Sends a request and does not wait."""
        self.send(self.text(request_id, method, **params))

    def request(self, method, **params):
        """Sends a request and returns its whole reply."""
        self.last_id += 1
        self.ask(self.last_id, method, **params)
        reply = self.reply()
        assert reply["jsonrpc"] == "2.0" and reply["id"] == self.last_id
        return reply


class Gate:
    """A FIFO at which a fake worker waits (query: "wait PATH")."""

    def __init__(self, path):
        os.mkfifo(path)
        self.path = path

    def __str__(self):
        return str(self.path)

    def open(self):
        """Lets the worker go on that stands there, or comes within time."""
        def opened():
            try:
                os.close(os.open(self.path, os.O_WRONLY | os.O_NONBLOCK))
                return True
            except OSError:
                return False  # nobody there yet
        wait_until(opened, "a worker at the gate")


class Daemon:
    """A claused of our own: started, ready, and what it wrote."""

    def __init__(self, command, path, env=None, preexec=None):
        self.path = path
        self.lines = []
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, env={**os.environ, **(env or {})},
            preexec_fn=preexec)
        self.pid = self.process.pid
        ready = f"claused: ready on unix:{path}"
        for line in self.process.stderr:
            self.lines.append(line.decode().rstrip("\n"))
            if self.lines[-1] == ready:
                break
        else:
            self.process.wait()
            pytest.fail("claused did not start:\n" + self.log())
        self.reader = threading.Thread(target=self._collect, daemon=True)
        self.reader.start()

    def _collect(self):
        for line in self.process.stderr:
            self.lines.append(line.decode().rstrip("\n"))

    def log(self):
        return "\n".join(self.lines)

    def ready(self, start):
        """The address behind "ready on" that begins so."""
        def said():
            return next((line.removeprefix("claused: ready on ")
                         for line in list(self.lines)
                         if line.startswith("claused: ready on " + start)),
                        None)
        return wait_until(said, "ready on " + start)

    def connect(self):
        return Client(self.path)

    def workers(self):
        """The pids of its workers, oldest first; zombies are none."""
        text = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        return [int(pid) for pid in text.split()
                if process_state(int(pid)) not in (None, "Z", "X")]

    def warm(self, count):
        """Waits until so many workers serve, and a spare; returns the pids
        of all."""
        def serve():
            with self.connect() as client:
                reply = client.request("status", deadline_ms=10000)
            workers = reply.get("result", {}).get("process", {}).get("workers")
            return workers and workers["ready"] == count and \
                workers["spare"] and self.workers()
        return wait_until(serve, f"{count} workers")

    def signal(self, number=signal.SIGTERM):
        self.process.send_signal(number)

    def stop(self):
        """SIGTERM; returns the exit code."""
        if self.process.poll() is None:
            self.signal()
        return self.wait()

    def check_end(self):
        """It ends in order, if it has not ended yet, and leaves no report of
        a sanitizer."""
        if self.process.poll() is None:
            assert self.stop() == 0, self.log()
        assert "Sanitizer" not in self.log(), self.log()

    def wait(self):
        """Waits for its end; returns the exit code."""
        code = self.process.wait(PATIENCE)
        self.reader.join(PATIENCE)
        return code


@pytest.fixture(scope="session")
def index(tmp_path_factory):
    """The index of corpus/, made once by the real clause-index."""
    folder = tmp_path_factory.mktemp("index") / "index"
    subprocess.run([program("clause-index"), "--index", str(folder),
                    str(SOURCE / "corpus")], check=True, timeout=300)
    return str(folder)


@pytest.fixture(scope="session")
def sockets(tmp_path_factory):
    """A folder of our own for sockets, short enough for their paths."""
    return tmp_path_factory.mktemp("run")


def start(command, path, options, under=(), **more):
    """under: the words of a program that runs it, and steps aside."""
    return Daemon([*under, command, "--listen", f"unix:{path}", *options],
                  str(path), **more)


@pytest.fixture(scope="session")
def daemon(sockets, request):
    """A daemon on the index of corpus/, shared by tests that only ask."""
    address = os.environ.get("CLAUSE_CONNECT")
    if address:
        class Running:
            path = address.removeprefix("unix:")

            def connect(self):
                return Client(self.path)

        yield Running()
        return
    ours = start(program("claused"), sockets / "shared.sock",
                 ["--index", request.getfixturevalue("index")])
    yield ours
    ours.check_end()


@pytest.fixture
def client(daemon):
    """A connection to the shared daemon."""
    with daemon.connect() as connection:
        yield connection


@pytest.fixture
def gate(tmp_path):
    return Gate(tmp_path / "gate")


@pytest.fixture
def start_daemon(index, tmp_path):
    """Starts daemons for one test: start_daemon("--workers", "1", ...).

    Each must still end in order, unless the test has ended it."""
    started = []

    def start_one(*options, **more):
        path = tmp_path / f"{len(started)}.sock"
        started.append(start(program("claused"), path,
                             ["--index", index, *options], **more))
        return started[-1]

    yield start_one
    for one in started:
        one.check_end()


@pytest.fixture
def fake(tmp_path):
    """Like start_daemon, with workers that do what the query says.

    claused finds its worker beside itself, so a copy of it beside
    fake_worker.py runs that one. `fake.folder` is where both stand."""
    folder = tmp_path / "bin"
    folder.mkdir()
    shutil.copy(program("claused"), folder / "claused")
    shutil.copy(Path(__file__).with_name("fake_worker.py"),
                folder / "clause-worker")
    (folder / "clause-worker").chmod(0o755)
    started = []

    def start_one(*options, **more):
        path = tmp_path / f"fake{len(started)}.sock"
        started.append(start(str(folder / "claused"), path,
                             ["--index", str(folder), *options], **more))
        return started[-1]

    start_one.folder = folder
    yield start_one
    for one in started:
        one.check_end()
