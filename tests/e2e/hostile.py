"""What the tests of hostile clients share: a daemon that must come out of each
of them as it went in."""
import os
import socket
import struct
from contextlib import contextmanager

import pytest

from conftest import resident_kib, wait_until

# Freed memory must go back to be seen as freed: no quarantine. Otherwise as
# ./test says it.
LEAN = {"ASAN_OPTIONS": "detect_leaks=1:quarantine_size_mb=0:"
                        "thread_local_quarantine_size_kb=0"}
MAIN_KIB = 4096  # what a main process may keep, and a worker
WORKER_KIB = 16384


def files(pid):
    """How many descriptors the process holds."""
    return len(os.listdir(f"/proc/{pid}/fd"))


def is_pong(reply, request_id):
    return reply == {"jsonrpc": "2.0", "id": request_id,
                     "result": {"pong": True}}


def is_served(daemon):
    """A client that behaves is answered, by the main process and a worker."""
    with daemon.connect() as client:
        return is_pong(client.request("ping"), 1) and \
            "result" in client.request("search", q="participation")


def state(daemon):
    """Descriptors of the main process and its workers, by pid, when nobody
    else is connected; until then None."""
    with daemon.connect() as client:
        process = client.request("status")["result"]["process"]
        if process["connections"] > 1 or process["workers"]["busy"] > 1:
            return None
        return {pid: files(pid) for pid in [daemon.pid, *daemon.workers()]}


@contextmanager
def unharmed(daemon):
    """After what happens inside, the same workers run, each process holds as
    many descriptors as before and no more memory, and others are served."""
    before = wait_until(lambda: state(daemon), "all others to be gone")
    memory = {pid: resident_kib(pid) for pid in before}
    yield
    assert is_served(daemon)
    wait_until(lambda: state(daemon) == before,
               f"descriptors and workers to be as before: {before}")
    for pid, kib in memory.items():
        most = kib + (MAIN_KIB if pid == daemon.pid else WORKER_KIB)
        assert resident_kib(pid) <= most, (pid == daemon.pid, kib)


def warm_up(daemon):
    """Lets every process have answered what is asked most, so that memory and
    descriptors are those of a daemon at work."""
    daemon.warm(2)
    with daemon.connect() as client:
        client.send("".join(client.text(i, "search", q="participation",
                                        limit=100) for i in range(200)))
        client.half_close()
        assert len(client.rest()) == 200
    with daemon.connect() as client:
        assert "result" in client.request("ping")


def reset(client):
    """Closes so that the other side sees a reset."""
    client.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                           struct.pack("ii", 1, 0))
    client.close()


@contextmanager
def refused_writes():
    """Inside, the daemon must close while we still write."""
    with pytest.raises((BrokenPipeError, ConnectionResetError)):
        yield
