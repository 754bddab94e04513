"""Clients that ask too much, read too little, or leave."""
import json
import socket
import threading

import pytest

from conftest import Client, resident_kib, wait_until
from hostile import LEAN


def fill(client, line):
    """Sends the line until the daemon takes no more; returns how often."""
    client.sock.setblocking(False)
    sent, block = 0, line * 64
    offset = 0
    try:
        while True:
            offset += client.sock.send(block[offset:])
            if offset == len(block):
                sent, offset = sent + 64, 0
            assert sent < 10_000_000, "the daemon never stopped reading"
    except BlockingIOError:
        return sent


def fill_up(daemon, client, line):
    """Fills until the daemon has stopped reading for good: after it has
    answered others twice, nothing more fits."""
    def is_full():
        taken = fill(client, line)
        with daemon.connect() as other:
            other.request("ping")
        return taken == 0
    wait_until(is_full, "the daemon to stop reading")


@pytest.mark.parametrize("query", [None, "big 200000"])
def test_client_that_never_reads(fake, query):
    daemon = fake("--limit", "stall_ms=30000", env=LEAN)
    line = (Client.text(1, "ping") if query is None
            else Client.text(1, "search", q=query)).encode()
    with daemon.connect() as warm:
        for _ in range(8):
            warm.request("search", q="big 200000")
    before = resident_kib(daemon.pid)
    with daemon.connect() as hostile, daemon.connect() as other:
        fill_up(daemon, hostile, line)
        assert "result" in other.request("ping")
        assert "result" in other.request("search", q="next")
        assert resident_kib(daemon.pid) - before < 4096


def test_reader_that_takes_nothing_is_closed(fake):
    daemon = fake("--limit", "stall_ms=300")
    with daemon.connect() as hostile:
        hostile.ask(1, "search", q="big 900000")
        with daemon.connect() as other:
            wait_until(lambda: other.request("status")["result"]["process"]
                       ["connections"] == 1, "the stalled one to be closed")


def test_slow_reader_gets_all(fake):
    """Far more output than may wait, taken in small pieces."""
    with fake("--limit", "stall_ms=5000").connect() as client:
        client.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        count = 40
        writer = threading.Thread(target=lambda: (
            client.send("".join(Client.text(i, "search", q="big 30000",
                                            deadline_ms=10000)
                                for i in range(count))),
            client.half_close()))
        writer.start()
        data = b""
        while True:
            piece = client.sock.recv(3000)
            if not piece:
                break
            data += piece
        writer.join()
        replies = [json.loads(line) for line in data.splitlines()]
        assert sorted(reply["id"] for reply in replies) == list(range(count))
        assert all(len(reply["result"]["text"]) == 30000 for reply in replies)


def test_half_close_delivers_a_thousand(fake):
    with fake().connect() as client:
        client.send("".join(Client.text(i, "search", q=f"number {i}")
                            for i in range(1000)))
        client.half_close()
        replies = client.rest()
        assert sorted(reply["id"] for reply in replies) == list(range(1000))
        for reply in replies:
            assert reply["result"]["q"] == f"number {reply['id']}"


def test_answer_does_not_reach_the_next_client(fake, gate):
    """Its file descriptor and its place are taken by another at once."""
    daemon = fake("--workers", "1")
    daemon.warm(1)
    with daemon.connect() as watcher:
        first = daemon.connect()
        first.ask("of the first", "search", q=f"wait {gate}")
        first.ask("sync", "ping")
        assert first.reply()["id"] == "sync"
        first.close()
        second = daemon.connect()
        second.ask("of the second", "search", q="mine", deadline_ms=10000)
        gate.open()
        assert second.reply()["id"] == "of the second"
        assert watcher.request("ping")["id"] == 1
        second.close()


def test_no_more_than_32_are_read_ahead(fake, gate):
    """The line after the 32nd is not even looked at, and the time that it
    waits for us is not held against the one begun behind it."""
    with fake("--workers", "1", "--limit", "line_ms=100").connect() as client:
        last = Client.text("late", "ping")
        client.send("".join(
            Client.text(str(i), "search", q=f"wait {gate}" if i == 0 else "x",
                        deadline_ms=10000) for i in range(32))
            + Client.text("pong", "ping") + last[:9])
        client.sock.settimeout(0.3)
        with pytest.raises(socket.timeout):
            client.line()
        client.sock.settimeout(30)
        client.send(last[9:])
        gate.open()
        replies = [client.reply()["id"] for _ in range(34)]
        assert sorted(replies) == sorted(
            [str(i) for i in range(32)] + ["pong", "late"])


def test_queue_is_bounded(fake, gate):
    daemon = fake("--workers", "1", "--limit", "queue=5")
    daemon.warm(1)
    with daemon.connect() as client:
        client.ask("gate", "search", q=f"wait {gate}", deadline_ms=10000)
        client.ask("sync", "ping")
        assert client.reply()["id"] == "sync"
        for i in range(20):
            client.ask(i, "search", q="x", deadline_ms=10000)
        refused = client.reply()
        assert refused["error"]["code"] == 1203
        data = refused["error"]["data"]
        assert data.pop("code") == "overloaded"
        assert 50 <= data.pop("retry_after_ms") <= 10000
        assert data == {}
        gate.open()
        client.half_close()
        rest = [refused] + client.rest()
        assert len(rest) == 21
        good = {reply["id"] for reply in rest if "result" in reply}
        assert good == {"gate", 0, 1, 2, 3, 4}


def test_when_to_try_again_is_what_the_queue_takes(fake, gate):
    """So long as five requests keep one worker that is at each for 300 ms,
    which is what all were lately."""
    daemon = fake("--workers", "1", "--limit", "queue=5")
    daemon.warm(1)
    with daemon.connect() as client:
        for _ in range(2):
            client.request("search", q="slow 300")
        client.ask("gate", "search", q=f"wait {gate}", deadline_ms=10000)
        client.ask("sync", "ping")
        assert client.reply()["id"] == "sync"
        for i in range(10):
            client.ask(i, "search", q="x", deadline_ms=10000)
        refused = client.reply()["error"]
        assert refused["data"]["retry_after_ms"] >= 5 * 300
        gate.open()
        client.half_close()
        client.rest()


@pytest.mark.parametrize("limit", ["connections", "per_peer"])
def test_connections_are_bounded(fake, limit):
    daemon = fake("--limit", f"{limit}=3")
    clients = [daemon.connect() for _ in range(3)]
    for client in clients:
        client.request("ping")
    with daemon.connect() as refused:
        error = refused.reply()["error"]
        assert error["data"]["code"] == "overloaded"
        assert error["data"]["retry_after_ms"] > 0
        assert refused.is_closed()
    clients.pop().close()

    def is_let_in():
        with daemon.connect() as client:
            client.ask(1, "ping")
            return "result" in client.reply()
    wait_until(is_let_in, "room for one more")
    for client in clients:
        assert "result" in client.request("ping")
        client.close()
