"""hello, cancel, supersedes, order, lanes and turns."""
import json
import os
import signal

import pytest

from conftest import Client, wait_until


def process(client):
    return client.request("status")["result"]["process"]


def notify(client, method, **params):
    client.send(json.dumps({"jsonrpc": "2.0", "method": method,
                            "params": params}) + "\n")


def wait_for_queue(daemon, count):
    """Until so many requests, or more, wait for a worker."""
    with daemon.connect() as other:
        wait_until(lambda: process(other)["queue"] >= count,
                   f"{count} requests in the queue")


def block(client, gate, request_id="gate"):
    """Makes the one worker wait, with nothing else in the queue."""
    client.ask(request_id, "search", q=f"wait {gate}", deadline_ms=10000)


# hello

def test_hello_tells_what_there_is(start_daemon):
    daemon = start_daemon("--workers", "1", "--limit", "in_flight=7")
    with daemon.connect() as client:
        result = client.request("hello", protocol=[1, 0], client="test/1")[
            "result"]
        assert result["protocol"] == [1, 0]
        assert result["server"].startswith("claused ")
        assert result["index"]["resolutions"] == 1
        assert result["index"]["clauses"] == 12
        assert result["index"]["uuid"] and result["index"]["generation"] == 1
        assert result["limits"]["in_flight"] == 7
        assert result["limits"]["request_bytes"] == 65536
        assert {"hello", "search", "ping", "cancel"} <= set(result["methods"])


def test_hello_without_an_index(start_daemon, tmp_path):
    daemon = start_daemon("--index", str(tmp_path / "nowhere"))
    with daemon.connect() as client:
        assert client.request("hello")["result"]["index"] is None


@pytest.mark.parametrize("protocol, code", [
    ([2, 0], 1500), ([0, 1], 1500), ([1, 99], None), ("1.0", -32602),
    ([1], -32602), (None, -32602)])
def test_hello_of_another_version(client, protocol, code):
    reply = client.request("hello", protocol=protocol)
    assert reply.get("error", {}).get("code") == code
    if code == 1500:
        assert reply["error"]["data"] == {"code": "protocol_unsupported",
                                          "supported": [[1, 0]]}
    assert "result" in client.request("ping")


def test_hello_that_is_refused_orders_nothing(fake, gate):
    daemon = fake("--workers", "1")
    daemon.warm(1)
    with daemon.connect() as client:
        client.request("hello", protocol=[2, 0], ordered=True)
        block(client, gate)
        assert "result" in client.request("ping")
        gate.open()
        client.reply()


def test_ordered_replies(fake, gate):
    """Everything waits for its turn: pings, errors, what other workers have
    finished, even the last word before the connection is closed."""
    daemon = fake("--workers", "2")
    daemon.warm(2)
    with daemon.connect() as client:
        assert "result" in client.request("hello", ordered=True)
        block(client, gate, 0)
        for i in range(1, 8):
            client.ask(i, "search", q=f"n {i}", deadline_ms=10000)
        client.ask(8, "ping")
        client.ask(9, "serch")
        client.ask(10, "status")
        client.send("GET / HTTP/1.1\r\n\r\n")
        with daemon.connect() as other:
            wait_until(lambda: process(other)["workers"]["busy"] == 1,
                       "all but the first to be done")
        client.sock.settimeout(0.3)
        with pytest.raises(TimeoutError):
            client.line()
        client.sock.settimeout(30)
        gate.open()
        replies = client.rest()
        assert [reply["id"] for reply in replies] == [*range(11), None]
        assert replies[8]["result"] == {"pong": True}
        assert replies[9]["error"]["data"]["code"] == "method_not_found"


# cancel and supersedes

def test_cancel_of_what_waits(fake, gate):
    daemon = fake("--workers", "1")
    daemon.warm(1)
    with daemon.connect() as client:
        block(client, gate)
        client.ask("x", "search", q="crash", deadline_ms=10000)
        notify(client, "cancel", id="x")
        reply = client.reply()
        assert reply["id"] == "x"
        assert reply["error"] == {"code": 1202,
                                  "message": "cancelled by the client",
                                  "data": {"code": "cancelled"}}
        gate.open()
        assert client.reply()["id"] == "gate"
        assert process(client)["workers"]["restarts"] == 0


def test_cancel_of_what_runs(fake, gate):
    """Its answer is thrown away; the worker is not killed."""
    daemon = fake("--workers", "1")
    pids = daemon.warm(1)
    with daemon.connect() as client:
        block(client, gate, 7)
        wait_until(lambda: process(client)["workers"]["busy"] == 1, "work")
        notify(client, "cancel", id=7)
        assert client.reply()["error"]["code"] == 1202
        gate.open()
        reply = client.request("search", q="next", deadline_ms=10000)
        assert reply["result"]["q"] == "next"
        assert reply["result"]["pid"] in pids
        notify(client, "cancel", id=7)  # answered already: nothing comes
        assert "result" in client.request("ping")
        assert process(client)["workers"]["restarts"] == 0


def test_cancel_that_asks_whether_it_came_in_time(fake, gate):
    daemon = fake("--workers", "1")
    daemon.warm(1)
    with daemon.connect() as client:
        block(client, gate, "a")
        client.ask("c1", "cancel", id="a")
        client.ask("c2", "cancel", id="a")
        replies = {reply["id"]: reply for reply in
                   (client.reply() for _ in range(3))}
        assert replies["a"]["error"]["code"] == 1202
        assert replies["c1"]["result"] == {"cancelled": True}
        assert replies["c2"]["result"] == {"cancelled": False}
        for params in ({}, {"id": None}, {"id": [1]}, {"id": ""}):
            reply = client.request("cancel", **params)
            assert reply["error"]["data"]["param"] == "id"
        gate.open()


def test_ids_of_others_are_their_own(fake, gate):
    daemon = fake("--workers", "1")
    daemon.warm(1)
    with daemon.connect() as one, daemon.connect() as two:
        block(one, gate)
        one.ask("same", "search", q="of one", deadline_ms=10000)
        two.ask("c", "cancel", id="same")
        assert two.reply()["result"] == {"cancelled": False}
        two.ask("x", "search", q="of two", supersedes="same",
                deadline_ms=10000)
        gate.open()
        assert {one.reply()["id"], one.reply()["id"]} == {"gate", "same"}
        assert two.reply()["result"]["q"] == "of two"


def test_as_you_type(fake, gate):
    """Each request supersedes the one before; exactly one reply to each."""
    daemon = fake("--workers", "1")
    daemon.warm(1)
    with daemon.connect() as client:
        block(client, gate, 0)
        for i in range(1, 20):
            client.ask(i, "search", q="typed"[:i], supersedes=i - 1,
                       deadline_ms=10000)
        cancelled = [client.reply() for _ in range(19)]
        assert [reply["id"] for reply in cancelled] == list(range(19))
        assert {reply["error"]["code"] for reply in cancelled} == {1202}
        gate.open()
        assert client.reply()["id"] == 19
        assert "result" in client.request("ping")


def test_supersedes_is_an_id(client):
    for value in ([1], {}, True, "", "x" * 65, 1.5):
        error = client.request("search", q="x", supersedes=value)["error"]
        assert error["data"]["param"] == "supersedes"
    for value in (None, 17, "not there"):
        assert "result" in client.request("search", q="participation",
                                          supersedes=value)


def test_notifications_are_dropped_and_counted(fake):
    daemon = fake("--workers", "1")
    with daemon.connect() as client:
        before = process(client)["notifications_dropped"]
        notify(client, "search", q="crash")
        notify(client, "nothing")
        notify(client, "cancel", id="never")  # obeyed, though in vain
        notify(client, "cancel")
        assert process(client)["notifications_dropped"] == before + 3


# lanes

def test_fast_lane_does_not_wait_behind_searches(fake, gate, tmp_path):
    daemon = fake("--workers", "2")
    daemon.warm(2)
    with daemon.connect() as busy, daemon.connect() as client:
        for i in range(2):
            busy.ask(i, "search", q="hang", deadline_ms=10000)
        for i in range(2, 20):
            busy.ask(i, "search", q="x", deadline_ms=10000)
        wait_for_queue(daemon, 12)  # the rest is handed ahead
        for method in ("hello", "status", "ping") * 5:
            assert "result" in client.request(method, deadline_ms=1000)
        assert process(client)["queue"] >= 12
        busy.close()


def test_spare_steps_in_when_a_worker_dies(fake):
    """The one worker is killed; the next answer comes from a process that
    was there before, not from one that has to be started."""
    daemon = fake("--workers", "1")
    first = daemon.warm(1)
    with daemon.connect() as client:
        pid = client.request("search", q="who")["result"]["pid"]
        os.kill(pid, signal.SIGKILL)
        reply = client.request("search", q="who", deadline_ms=10000)
        assert {pid, reply["result"]["pid"]} == set(first)
        assert len(set(daemon.warm(1)) - set(first)) == 1


def test_spare_that_hangs_is_replaced(fake):
    """It is alone on its lane: late is all late."""
    daemon = fake("--workers", "1", "--limit", "late_ms=500")
    first = daemon.warm(1)
    with daemon.connect() as busy, daemon.connect() as client:
        pid = client.request("search", q="who")["result"]["pid"]
        busy.ask(1, "search", q="hang", deadline_ms=10000)
        spare, = set(first) - {pid}
        os.kill(spare, signal.SIGSTOP)
        error = client.request("status", deadline_ms=100)["error"]
        assert error["code"] == 1201
        assert "result" in client.request("status", deadline_ms=10000)
        assert spare not in daemon.workers()
        busy.close()


# turns

def test_one_client_does_not_starve_another(fake, gate):
    """64 connections with 32 requests each fill the queue; a newcomer of
    the same user still has the turn after next of each connection's first,
    and never hears that the queue is full."""
    daemon = fake("--workers", "1")
    daemon.warm(1)
    with daemon.connect() as blocker, daemon.connect() as quiet:
        block(blocker, gate)
        crowd = [daemon.connect() for _ in range(64)]
        for greedy in crowd:
            greedy.send("".join(
                Client.text(i, "search", q=f"greedy {i}", deadline_ms=10000)
                for i in range(32)))
        wait_for_queue(daemon, 250)  # whoever asks takes a place
        for i in range(2):
            quiet.ask(i, "search", q="quiet", deadline_ms=10000)
        quiet.ask("sync", "ping")
        assert quiet.reply()["id"] == "sync"  # nothing was refused
        gate.open()
        answers = [quiet.reply() for _ in range(2)]
        assert all("result" in reply for reply in answers)
        refused = 0
        for greedy in crowd:
            greedy.half_close()
            replies = greedy.rest()
            assert sorted(reply["id"] for reply in replies) == list(range(32))
            codes = {reply["error"]["data"]["code"] for reply in replies
                     if "error" in reply}
            assert codes <= {"overloaded", "deadline_exceeded"}
            refused += sum("error" in reply for reply in replies)
            greedy.close()
        assert refused > 0
