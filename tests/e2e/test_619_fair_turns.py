"""Hostile clients: one that asks so much that others would have to wait."""
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from conftest import Client, Gate, wait_until

AHEAD = 8  # answers that may have been on their way when another asks
NOBODY = 65534

ASK = """
import json, socket, sys
sock = socket.socket(socket.AF_UNIX)
sock.connect(sys.argv[1])
sock.sendall((json.dumps({"jsonrpc": "2.0", "id": 1, "method": "search",
    "params": {"q": "serial", "deadline_ms": 10000}}) + "\\n").encode())
print("asked", flush=True)
print(sock.makefile().readline(), end="")
"""


def hog(daemon, gate, connections, requests):
    """Connections with so many requests each, of which the first waits at
    the gate; all of them have been read."""
    crowd = [daemon.connect() for _ in range(connections)]
    for number, client in enumerate(crowd):
        client.send("".join(
            Client.text(i, "search", deadline_ms=10000,
                        q=f"wait {gate}" if number == i == 0 else "serial")
            for i in range(requests)) + Client.text("read", "ping"))
        assert client.reply()["id"] == "read"
    return crowd


def answered(daemon):
    """How much the only worker has answered by now, status to warm() too.
    What we asked was dear, so that the spare takes nothing of ours."""
    with daemon.connect() as client:
        for _ in range(3):
            client.request("search", q="slow 50")
        return client.request("search", q="serial")["result"]["serial"] + 1


def test_619_connections_of_one_peer_take_turns(fake, gate):
    daemon = fake("--workers", "1")
    daemon.warm(1)
    before = answered(daemon)
    crowd = hog(daemon, gate, 4, 30)
    with daemon.connect() as other:
        other.ask(1, "search", q="serial", deadline_ms=10000)
        other.ask("read", "ping")
        assert other.reply()["id"] == "read"
        gate.open()
        serial = other.reply()["result"]["serial"] - before
        assert serial <= AHEAD + len(crowd)
    for client in crowd:
        client.close()


def is_quick(client):
    """Whether it is answered though the only worker is not free."""
    reply = client.request("search", q="x", deadline_ms=500)
    return "result" in reply


def test_619_the_cheap_do_not_wait_for_the_dear(fake, tmp_path):
    """The spare worker takes what is likely to be short, and nothing else."""
    daemon = fake("--workers", "1")
    daemon.warm(1)
    gates = (Gate(tmp_path / f"gate{i}") for i in range(100))
    with daemon.connect() as dear, daemon.connect() as cheap:
        for _ in range(3):
            assert "result" in dear.request("search", q="slow 50")

        def attempt():
            """A machine that stalls may make what is cheap look dear."""
            for _ in range(10):
                cheap.request("search", q="x")
            gate = next(gates)
            dear.ask("gate", "search", q=f"wait {gate}", deadline_ms=10000)
            dear.ask("next", "search", q="x", deadline_ms=10000)
            dear.ask("read", "ping")
            assert dear.reply()["id"] == "read"
            quick = all(is_quick(cheap) for _ in range(10))
            queue = cheap.request("status")["result"]["process"]["queue"]
            gate.open()
            assert [dear.reply()["id"] for _ in range(2)] == ["gate", "next"]
            assert queue == 1, "the spare took what was not cheap"
            return quick
        wait_until(attempt, "the cheap to be told from the dear")


def ask_at_gate(client, gate):
    """A search that stands there, and has been handed or queued."""
    client.ask(gate.path.name, "search", q=f"wait {gate}", deadline_ms=10000)
    client.ask("read", "ping")
    assert client.reply()["id"] == "read"


def test_619_the_spare_is_another_when_it_was_deceived(fake, tmp_path):
    """Who was cheap sends what hangs, twice: the worker that is free next is
    the spare, and not that of the next dear request, nor of the second."""
    daemon = fake("--workers", "1")
    daemon.warm(1)
    gates = (Gate(tmp_path / f"gate{i}") for i in range(300))

    def attempt():
        """A machine that stalls may make what is cheap look dear."""
        first, second, deceit, again = (next(gates) for _ in range(4))
        with daemon.connect() as dear, daemon.connect() as cheap, \
                daemon.connect() as other:
            dear.request("search", q="slow 50")
            for _ in range(10):
                cheap.request("search", q="x")
            ask_at_gate(dear, first)
            ask_at_gate(dear, second)
            ask_at_gate(cheap, deceit)
            ask_at_gate(cheap, again)
            deceived = "error" in other.request("status", deadline_ms=300)
            first.open()
            assert dear.reply()["id"] == first.path.name
            if deceived:
                for _ in range(10):
                    assert "result" in other.request("status")
            for gate in (deceit, again, second):
                threading.Thread(target=gate.open).start()
            assert {cheap.reply()["id"] for _ in range(2)} == {
                deceit.path.name, again.path.name}
            assert dear.reply()["id"] == second.path.name
        return deceived
    wait_until(attempt, "the spare to be deceived")


def test_619_nothing_stays_behind_a_request_that_hangs(fake, gate):
    """What was handed to a worker behind it is asked of another."""
    daemon = fake("--workers", "2")
    daemon.warm(2)
    with daemon.connect() as client:
        for _ in range(10):
            client.request("search", q="x")
        client.send("".join(
            Client.text(i, "search", deadline_ms=10000,
                        q=f"wait {gate}" if i == 3 else "x")
            for i in range(100)))
        replies = [client.reply() for _ in range(99)]
        assert all("result" in reply for reply in replies), replies
        assert {reply["id"] for reply in replies} == set(range(100)) - {3}
        gate.open()
        assert client.reply()["id"] == 3


@pytest.fixture
def open_folder():
    """A folder that others may enter."""
    folder = Path(tempfile.mkdtemp(prefix="clause-"))
    folder.chmod(0o750)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can be somebody else")
def test_619_peers_take_turns(fake, gate, open_folder):
    """64 connections of one user count no more than one of another."""
    path = f"{open_folder}/s.sock"
    daemon = fake("--workers", "1", "--listen", f"unix:{path}")
    daemon.warm(1)
    before = answered(daemon)
    crowd = hog(daemon, gate, 64, 3)
    with subprocess.Popen([sys.executable, "-c", ASK, path], user=NOBODY,
                          group=os.getgid(), extra_groups=[], text=True,
                          stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == "asked\n"
        with daemon.connect() as client:
            client.request("ping")  # what was sent before has been read
        gate.open()
        reply = other.stdout.readline()
    assert '"serial":' in reply.replace(" ", ""), reply
    serial = int(reply.rpartition(":")[2].strip(" }\n"))
    assert serial - before <= AHEAD, "another user had to wait for the crowd"
    for client in crowd:
        client.close()
