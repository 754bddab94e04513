"""Hostile clients: too much, too slow, gone too soon. The daemon runs with its
real workers; it must come out of each test as it went in."""
import os
import resource
import select
import socket
import subprocess
import threading

import pytest

from conftest import Client, program, resident_kib, wait_until
from hostile import (LEAN, files, is_pong, is_served, refused_writes, reset,
                     unharmed, warm_up)

LINE = 65536
GIB = 1 << 30


@pytest.fixture
def target(start_daemon):
    """A daemon at work, with two workers; options lower its limits."""
    def start(*limits, **more):
        options = [word for limit in limits for word in ("--limit", limit)]
        daemon = start_daemon("--workers", "2", *options,
                              **{"env": LEAN, **more})
        warm_up(daemon)
        return daemon
    return start


def padded_ping(size):
    line = Client.text(1, "ping").rstrip("\n")
    return line[:-1] + " " * (size - len(line)) + "}"


def test_601_line_of_exactly_the_limit(target):
    daemon = target()
    with unharmed(daemon), daemon.connect() as client:
        for _ in range(100):
            client.send(padded_ping(LINE) + "\n")
            assert is_pong(client.reply(), 1)


@pytest.mark.parametrize("end", ["\n", ""])
def test_601_line_one_byte_longer(target, end):
    daemon = target()
    with unharmed(daemon), daemon.connect() as client:
        client.send(padded_ping(LINE + 1) + end)
        reply = client.reply()
        assert reply["id"] is None
        assert reply["error"] == {
            "code": 1401, "message": "a request line may have 65536 bytes",
            "data": {"code": "message_too_large", "limit": LINE}}
        assert client.is_closed()


@pytest.mark.parametrize("size", [GIB // 16, GIB])
def test_601_no_newline(target, size):
    """Closed at the limit, whatever was still to come."""
    daemon = target()
    block, sent = b"x" * (1 << 20), 0
    with unharmed(daemon), daemon.connect() as client:
        with refused_writes():
            while sent < size:
                sent += client.sock.send(block)
        assert sent < 4 << 20, "far more than the limit was taken"
        with daemon.connect() as other:
            assert is_pong(other.request("ping"), 1)
        assert client.reply()["error"]["data"]["code"] == "message_too_large"
        assert client.is_closed()


def test_602_a_byte_now_and_then(target):
    """Each byte comes in time; the line does not. 100 at once."""
    daemon = target("line_ms=500")
    with unharmed(daemon):
        clients = [daemon.connect() for _ in range(100)]
        open_ones = list(clients)
        while open_ones:
            for client in list(open_ones):
                try:
                    client.send("x")
                except (BrokenPipeError, ConnectionResetError):
                    open_ones.remove(client)
            select.select([], [], [], 0.02)
        for client in clients:
            client.close()


def fill(client, block):
    """Sends until the daemon takes no more; True when it took nothing."""
    client.sock.setblocking(False)
    sent = 0
    try:
        while True:
            sent += client.sock.send(block[sent % len(block):])
            assert sent < GIB, "the daemon never stopped reading"
    except BlockingIOError:
        return sent == 0


@pytest.mark.parametrize("method, params", [
    ("ping", {}), ("search", {"q": "participation", "limit": 100}),
    ("show", {"id": "59"})])
def test_603_flood_that_is_never_read(target, method, params):
    """Reading stops, memory does not grow, others do not notice, and in the
    end the flooder is closed."""
    daemon = target("stall_ms=3000")
    block = Client.text(1, method, **params).encode() * 64
    before = resident_kib(daemon.pid)
    with unharmed(daemon), daemon.connect() as flooder:
        # full though others had their turn meanwhile: it is not read any more
        wait_until(lambda: is_served(daemon) and fill(flooder, block),
                   "the daemon to stop reading")
        assert resident_kib(daemon.pid) - before < 4096
        with daemon.connect() as other:
            wait_until(lambda: other.request("status")["result"]["process"]
                       ["connections"] == 1, "the flooder to be closed")


def test_604_half_close_and_a_slow_reader(target):
    """Every reply arrives, then the end of the stream."""
    daemon = target()
    count = 1000
    text = "".join(Client.text(i, "search", q="participation", limit=20,
                               deadline_ms=10000) for i in range(count))
    with unharmed(daemon), daemon.connect() as client:
        client.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        writer = threading.Thread(target=lambda: (client.send(text),
                                                  client.half_close()))
        writer.start()
        seen = [client.reply() for _ in range(count)]
        writer.join()
        assert client.is_closed()
        assert sorted(reply["id"] for reply in seen) == list(range(count))
        assert all("result" in reply for reply in seen)


def test_605_reset_in_the_middle_of_a_reply(target):
    daemon = target()
    with unharmed(daemon):
        for i in range(200):
            client = daemon.connect()
            client.send(Client.text(i, "search", q="participation",
                                    limit=100) * 5)
            client.sock.recv(100 if i % 2 else 1)
            reset(client)


def test_605_gone_while_a_worker_works(target):
    """Nobody gets an answer that was meant for one who has gone, though the
    descriptor is taken by the next at once."""
    daemon = target()
    with unharmed(daemon):
        for i in range(300):
            gone = daemon.connect()
            gone.ask(f"gone {i}", "search", q="participation", limit=100)
            reset(gone)
            with daemon.connect() as client:
                client.ask(i, "search", q="operators")
                assert client.reply()["id"] == i


def test_616_ten_thousand_connections(target):
    """Those beyond the limit are told so and closed; those inside are
    served."""
    daemon = target()
    with unharmed(daemon), daemon.connect() as inside:
        crowd = [daemon.connect() for _ in range(255)]
        for client in crowd:
            assert is_pong(client.request("ping"), 1)
        for _ in range(10000 - 256):
            with daemon.connect() as refused:
                error = refused.reply()["error"]
                assert error["data"]["code"] == "overloaded"
                assert refused.is_closed()
        assert "result" in inside.request("search", q="participation")
        for client in crowd:
            assert is_pong(client.request("ping"), 2)
            client.close()


def test_616_ten_thousand_at_once(target):
    """As many as may be open in this process, and all of them silent."""
    daemon = target()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    count = min(10000, hard - 200)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    try:
        with unharmed(daemon), daemon.connect() as inside:
            assert is_pong(inside.request("ping"), 1)
            crowd = [daemon.connect() for _ in range(count)]
            assert is_pong(inside.request("ping"), 2)
            assert files(daemon.pid) < 400
            for client in crowd:
                client.close()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_616_out_of_file_descriptors(target):
    """No busy loop, the clients inside are served, and later all others."""
    daemon = target(preexec=lambda: resource.setrlimit(
        resource.RLIMIT_NOFILE, (40, 40)))
    with unharmed(daemon), daemon.connect() as inside:
        inside.request("ping")
        crowd = [daemon.connect() for _ in range(60)]
        wait_until(lambda: "cannot accept connections" in daemon.log(),
                   "the warning")
        before = ticks(daemon.pid)
        inside.sock.settimeout(1)
        with pytest.raises(socket.timeout):
            inside.line()
        assert ticks(daemon.pid) - before < 30, "a busy loop"
        inside.sock.settimeout(30)
        assert "result" in inside.request("ping")
        for client in crowd[:40]:
            client.close()
        for client in crowd[40:]:
            assert "result" in client.request("ping")
            client.close()
        assert daemon.log().count("cannot accept connections") == 1


def ticks(pid):
    """Processor time of a process, in hundredths of a second."""
    stat = open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()
    return int(stat[11]) + int(stat[12])


def test_617_fifty_thousand_come_and_go(target):
    daemon = target()
    with unharmed(daemon):
        for i in range(50000):
            client = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            client.connect(daemon.path)
            if i % 5 == 0:
                client.send(b'{"jsonrpc"')
            client.close()


@pytest.fixture(scope="module")
def german(tmp_path_factory):
    """A folder with a locale in which a decimal point is a comma."""
    folder = tmp_path_factory.mktemp("locale")
    subprocess.run(["localedef", "-i", "de_DE", "-f", "UTF-8",
                    str(folder / "de_DE.UTF-8")], check=True)
    return {"LOCPATH": str(folder), "LC_ALL": "de_DE.UTF-8"}


def test_621_decimal_commas(target, german):
    """First that the locale is what it says, then that nobody asks it."""
    shown = subprocess.run(["/usr/bin/printf", "%.1f", "1,5"],
                           env={**os.environ, **german}, check=True,
                           capture_output=True, text=True)
    assert shown.stdout == "1,5"
    daemon = target(env={**LEAN, **german})
    with unharmed(daemon), daemon.connect() as client:
        result = client.request("search", q="participation", limit=5.0)[
            "result"]
        assert isinstance(result["took_ms"], float)
        assert all(isinstance(hit["score"], float) for hit in result["hits"])
    ended = subprocess.run([program("clause"), "--connect",
                            f"unix:{daemon.path}", "search", "--json",
                            "participation"], capture_output=True, text=True,
                           env={**os.environ, **german})
    assert ended.returncode == 0 and '"score":' in ended.stdout


def test_622_end_while_everybody_asks(target):
    """Whole lines only: what was read is answered, without a gap, then comes
    the end of the stream; exit 0, and the socket's file is gone. (Five times
    what is read ahead still fits the queue.)"""
    daemon = target()
    clients = [daemon.connect() for _ in range(5)]
    for client in clients:
        assert is_pong(client.request("ping"), 1)
        client.send("".join(Client.text(i, "search", q="participation",
                                        deadline_ms=10000)
                            for i in range(100)))
    daemon.signal()
    for client in clients:
        replies = client.rest()
        ids = sorted(reply["id"] for reply in replies)
        assert ids == list(range(len(ids)))
        assert all("result" in reply for reply in replies)
    assert daemon.wait() == 0
    assert not os.path.exists(daemon.path)
