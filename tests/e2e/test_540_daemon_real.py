"""The daemon with its real workers on the real index."""
import json
import os
import signal
import struct
import subprocess

import pytest

from conftest import Client, program, wait_until

QUERIES = ["participation", "developing countries", "to:director-tsb",
           "operators", "standardization", "kind:footnote"]


def washed(reply):
    """A reply without what may differ between two answers."""
    reply["result"].pop("took_ms")
    return reply["result"]


def expected(daemon):
    with daemon.connect() as client:
        return {q: washed(client.request("search", q=q)) for q in QUERIES}


def check_all(replies, answers, count):
    """Every id once, each with the answer to its own query."""
    assert sorted(reply["id"] for reply in replies) == list(range(count))
    for reply in replies:
        assert "result" in reply, reply
        query = QUERIES[reply["id"] % len(QUERIES)]
        assert washed(reply) == answers[query]


def thousand():
    return "".join(Client.text(i, "search", q=QUERIES[i % len(QUERIES)],
                               deadline_ms=10000) for i in range(1000))


def test_search_through_the_socket(client):
    result = client.request("search", q="participation")["result"]
    assert result["total"] > 0 and result["total_is"] == "exact"
    assert all(hit["id"].startswith("wtsa-59@2012/")
               for hit in result["hits"])


def test_status_knows_index_and_process(start_daemon):
    daemon = start_daemon("--workers", "2")
    with daemon.connect() as client:
        result = client.request("status")["result"]
        assert str(daemon.pid) in str(result) and "uuid" in str(result)


def test_half_close_after_a_thousand_requests(start_daemon):
    daemon = start_daemon("--cache", "0")
    answers = expected(daemon)
    with daemon.connect() as client:
        client.send(thousand())
        client.half_close()
        check_all(client.rest(), answers, 1000)


def kill_one(daemon, killed):
    """Of its workers, one that is not dying already; returns how many requests
    it has read, which are all that can have been lost with the worker."""
    killed.append(next(pid for pid in daemon.workers() if pid not in killed))
    os.kill(killed[-1], signal.SIGKILL)

    def replaced():
        with daemon.connect() as other:
            process = other.request("status")["result"]["process"]
        return process["workers"]["restarts"] == len(killed) and process
    return wait_until(replaced, "a replacement")["requests_total"]


def test_a_thousand_answers_though_workers_are_killed(start_daemon):
    """The daemon blames a request that two workers died with, and is right to:
    those of one are answered before the next is killed."""
    daemon = start_daemon("--workers", "2", "--cache", "0")
    answers = expected(daemon)
    with daemon.connect() as client:
        client.send(thousand())
        client.half_close()
        replies, killed, lost = {}, [], 0
        while (line := client.line()) is not None:
            reply = json.loads(line)
            assert replies.setdefault(reply["id"], reply) is reply
            if len(replies) >= 300 * (len(killed) + 1) and \
                    replies.keys() >= set(range(min(lost, 1000))):
                lost = kill_one(daemon, killed)
        check_all(replies.values(), answers, 1000)
        assert len(killed) == 3
        assert "incident" not in daemon.log()  # nobody was blamed for it


# What may happen to any system call, and did nothing.
PASSING = [("recvfrom", "EINTR"), ("recvfrom", "EAGAIN"), ("sendto", "EINTR"),
           ("sendto", "EAGAIN"), ("epoll_wait", "EINTR"),
           ("accept4", "EINTR"), ("accept4", "ECONNABORTED"),
           ("read", "EINTR")]


@pytest.mark.parametrize("call, error", PASSING)
def test_calls_that_are_interrupted(start_daemon, tmp_path, call, error):
    """Of the main process and of its workers, every third of them; behind
    those that load a program."""
    log = tmp_path / "strace"
    first = 60 if call == "read" else 2
    daemon = start_daemon(
        "--workers", "2", "--cache", "0", env={"ASAN_OPTIONS": "detect_leaks=0"},
        under=["strace", "-D", "-f", "-q", "-o", str(log), "-e",
               f"trace={call}", "-e", f"inject={call}:error={error}:when={first}+3"])
    for _ in range(4):
        with daemon.connect() as client:
            client.send("".join(
                Client.text(i, "search", q=QUERIES[i % len(QUERIES)],
                            deadline_ms=10000) for i in range(30)))
            client.half_close()
            replies = client.rest()
            assert sorted(reply["id"] for reply in replies) == list(range(30))
            assert all("result" in reply for reply in replies), replies
    assert daemon.stop() == 0
    wait_until(lambda: "INJECTED" in log.read_text(), "a call that failed")


def test_index_that_is_not_there(start_daemon, tmp_path):
    """Missing is no reason not to serve: each request says so."""
    daemon = start_daemon("--index", str(tmp_path / "nowhere"))
    with daemon.connect() as client:
        error = client.request("search", q="x")["error"]
        assert error["data"]["code"] == "index_unavailable"
        assert "result" in client.request("ping")


def test_worker_by_itself_ends_with_its_input(index):
    """As `clause --index` starts it: frames in, frames out, then exit 0."""
    line = Client.text(5, "ping").rstrip("\n").encode()
    frame = struct.pack("=IIQ", len(line), 0, 77) + line
    ended = subprocess.run([program("clause-worker"), "--index", index],
                           input=frame * 3, capture_output=True, timeout=60)
    assert ended.returncode == 0 and ended.stderr == b""
    size, first, tag = struct.unpack("=IIQ", ended.stdout[:16])
    reply = ended.stdout[16:16 + size]
    assert (first, tag) == (0, 77)
    assert reply == b'{"jsonrpc":"2.0","id":5,"result":{"pong":true}}\n'
    assert ended.stdout == ended.stdout[:16 + size] * 3


def test_worker_refuses_what_is_no_frame(index):
    ended = subprocess.run([program("clause-worker"), "--index", index],
                           input=b"GET / HTTP/1.1\r\n\r\n",
                           capture_output=True, timeout=60)
    assert ended.returncode == 1 and ended.stdout == b""
    assert b"clause-worker: error: what came is no frame" in ended.stderr
