"""Workers that are late, hang, die, or cannot be started."""
import os
import signal
import time

import pytest

from conftest import Client, process_state, wait_until


def status(client):
    return client.request("status")["result"]["process"]


def searcher(daemon):
    """The pid of the worker that has the next search, of fake ones."""
    with daemon.connect() as client:
        return client.request("search", q="who")["result"]["pid"]


def stop_process(pid):
    os.kill(pid, signal.SIGSTOP)
    wait_until(lambda: process_state(pid) == "T", "a stopped worker")


def test_status_is_told_about_the_process(fake):
    daemon = fake("--workers", "2")
    daemon.warm(2)
    with daemon.connect() as client:
        process = status(client)
        assert process["program"] == "claused"
        assert process["pid"] == daemon.pid
        assert process["connections"] == 1 and process["queue"] == 0
        assert process["uptime_s"] >= 0
        assert process["workers"] == {"count": 2, "ready": 2,
                                      "busy": 0, "spare": True,
                                      "restarts": 0}
        assert status(client)["requests_total"] == process["requests_total"] + 1


def test_deadline_is_answered_by_the_main_process(fake):
    daemon = fake("--workers", "1")
    daemon.warm(1)
    stop_process(searcher(daemon))
    with daemon.connect() as client:
        error = client.request("search", q="x", deadline_ms=50)["error"]
        assert error["code"] == 1201
        assert error["data"]["code"] == "deadline_exceeded"
        assert error["data"]["deadline_ms"] == 50
        assert 50 <= error["data"]["elapsed_ms"] < 2000
        assert "result" in client.request("ping")


def test_late_answer_is_thrown_away(fake):
    daemon = fake("--workers", "1")
    first = daemon.warm(1)
    pid = searcher(daemon)
    stop_process(pid)
    with daemon.connect() as client:
        assert client.request("search", q="late", deadline_ms=20)[
            "error"]["data"]["code"] == "deadline_exceeded"
        os.kill(pid, signal.SIGCONT)
        reply = client.request("search", q="second", deadline_ms=10000)
        assert reply["result"]["q"] == "second"
        assert reply["result"]["pid"] in first
        assert status(client)["workers"]["restarts"] == 0


def test_deadline_counts_the_queue(fake, gate):
    with fake("--workers", "1").connect() as client:
        client.ask("long", "search", q=f"wait {gate}", deadline_ms=10000)
        client.ask("short", "search", q="x", deadline_ms=50)
        reply = client.reply()
        assert reply["id"] == "short"
        assert reply["error"]["data"]["code"] == "deadline_exceeded"
        gate.open()
        assert client.reply()["id"] == "long"


def test_one_late_worker_does_not_delay_the_others_requests(fake):
    """What was handed ahead to a worker that is late goes to another."""
    daemon = fake("--workers", "2")
    daemon.warm(2)
    with daemon.connect() as client:
        client.send(Client.text("hang", "search", q="hang", deadline_ms=200)
                    + "".join(Client.text(i, "search", q="x",
                                          deadline_ms=10000)
                              for i in range(20)))
        replies = {reply["id"]: reply
                   for reply in (client.reply() for _ in range(21))}
        assert replies.pop("hang")["error"]["code"] == 1201
        assert set(replies) == set(range(20))
        assert all("result" in reply for reply in replies.values())
        assert status(client)["workers"]["restarts"] == 0


def test_when_all_are_late_the_oldest_is_replaced(fake):
    daemon = fake("--workers", "2", "--limit", "late_ms=300")
    first = daemon.warm(2)
    with daemon.connect() as client:
        for i in range(2):
            client.ask(i, "search", q="hang", deadline_ms=50)
        for _ in range(2):
            assert client.reply()["error"]["code"] == 1201
        reply = client.request("search", q="after", deadline_ms=10000)
        assert reply["result"]["pid"] in first, "the spare steps in"
        assert len(set(daemon.warm(2)) & set(first)) == 2


def test_hard_limit_of_a_worker(fake):
    """One of two hangs; nobody waits for it, but it is not left so."""
    daemon = fake("--workers", "2", "--limit", "work_ms=2000")
    first = daemon.warm(2)
    with daemon.connect() as client:
        assert client.request("search", q="hang", deadline_ms=50)[
            "error"]["code"] == 1201
        wait_until(lambda: status(client)["workers"]["restarts"] == 1,
                   "the replacement")
        assert len(set(daemon.warm(2)) & set(first)) == 2


def test_client_that_leaves_kills_nobody(fake, gate):
    """Its running request goes on unheard, its queued one is dropped."""
    daemon = fake("--workers", "1")
    first = daemon.warm(1)
    files = lambda: len(os.listdir(f"/proc/{daemon.pid}/fd"))
    with daemon.connect() as client:
        client.request("ping")
        before = files()
        with daemon.connect() as leaving:
            leaving.ask(1, "search", q=f"wait {gate}", deadline_ms=10000)
            leaving.ask(2, "search", q="crash", deadline_ms=10000)
            leaving.ask(3, "ping")
            assert leaving.reply()["id"] == 3
        wait_until(lambda: files() == before, "the client to be gone")
        gate.open()
        assert client.request("search", q="next")["result"]["pid"] in first
        assert status(client)["workers"]["restarts"] == 0


def test_request_that_kills_once_is_answered(fake, tmp_path):
    daemon = fake("--workers", "1")
    with daemon.connect() as client:
        reply = client.request("search", q=f"crash-once {tmp_path}/mark")
        assert reply["result"]["q"] == f"crash-once {tmp_path}/mark"
        assert status(client)["workers"]["restarts"] == 1


def test_request_that_kills_twice_is_an_incident(fake):
    daemon = fake("--workers", "1")
    daemon.warm(1)  # one that only starts would outlive the two, and retire
    with daemon.connect() as client:
        for i in range(6):
            client.ask(i, "search", q="crash" if i == 2 else f"good {i}",
                       deadline_ms=10000)
        replies = {reply["id"]: reply
                   for reply in (client.reply() for _ in range(6))}
        for i in set(range(6)) - {2}:
            assert replies[i]["result"]["q"] == f"good {i}"
        error = replies[2]["error"]
        assert error["code"] == -32603
        assert error["data"]["code"] == "internal"
        incident = error["data"]["incident"]
        wait_until(lambda: f"incident {incident}: " in daemon.log(),
                   "the incident in the log")
        assert status(client)["workers"]["restarts"] == 2


def test_after_an_incident_all_workers_look_at_the_index_again(fake):
    """It may have been the index, which is checked when it is opened: those
    that opened it before are replaced, at most once a minute."""
    daemon = fake("--workers", "3")
    first = daemon.warm(3)
    with daemon.connect() as client:
        error = client.request("search", q="crash", deadline_ms=10000)["error"]
        assert error["data"]["code"] == "internal"
        wait_until(lambda: not set(daemon.workers()) & set(first),
                   "new workers")
        daemon.warm(3)
        assert status(client)["workers"]["restarts"] == 4
        client.request("search", q="crash", deadline_ms=10000)
        daemon.warm(3)
        assert status(client)["workers"]["restarts"] == 6


def test_finished_answers_of_a_dead_worker_are_not_lost(fake):
    """Handed ahead: good, crash, good. No request waits or comes twice."""
    with fake("--workers", "1").connect() as client:
        queries = ["good", "crash", "good", "good", "crash", "good"] * 2
        for i, query in enumerate(queries):
            client.ask(i, "search", q=query, deadline_ms=10000)
        replies = [client.reply() for _ in queries]
        assert sorted(reply["id"] for reply in replies) == list(range(12))
        for reply in replies:
            assert ("error" in reply) == (queries[reply["id"]] == "crash")


@pytest.mark.parametrize("query", ["nonsense", "nothing"])
def test_worker_that_talks_nonsense(fake, query):
    with fake("--workers", "1").connect() as client:
        assert client.request("search", q=query)["error"]["code"] == -32603
        assert "result" in client.request("search", q="next")


def test_request_given_back_is_asked_of_a_new_worker(fake, gate, tmp_path):
    """Of none that ran before; what those are at, they finish."""
    daemon = fake("--workers", "2")
    first = daemon.warm(2)
    with daemon.connect() as client, daemon.connect() as busy:
        busy.ask(1, "search", q=f"wait {gate}", deadline_ms=10000)
        busy.ask(2, "ping")
        assert busy.reply()["id"] == 2
        reply = client.request("search", q=f"back-once {tmp_path}/mark",
                               deadline_ms=10000)
        assert reply["result"]["pid"] not in first
        gate.open()
        assert busy.reply()["result"]["pid"] in first
        assert not set(daemon.warm(2)) & set(first)
        assert status(client)["workers"]["restarts"] == 3
    assert daemon.log().count("the index folder was replaced") == 1


def test_what_was_handed_behind_one_given_back_is_answered(fake, tmp_path):
    daemon = fake("--workers", "1")
    daemon.warm(1)
    with daemon.connect() as client:
        client.send("".join(
            Client.text(i, "search", deadline_ms=10000,
                        q=f"back-once {tmp_path}/mark" if i == 20 else "x")
            for i in range(100)))
        replies = [client.reply() for _ in range(100)]
        assert all("result" in reply for reply in replies), replies
        assert {reply["id"] for reply in replies} == set(range(100))


def test_request_given_back_twice_is_answered(fake):
    daemon = fake("--workers", "1")
    daemon.warm(1)
    with daemon.connect() as client:
        error = client.request("search", q="back", deadline_ms=10000)["error"]
        assert error["data"]["code"] == "index_unavailable"
        assert "again and again" in error["message"]
        assert "result" in client.request("search", q="x", deadline_ms=10000)
        daemon.warm(1)
        assert status(client)["workers"]["restarts"] == 4


def test_reply_beyond_the_limit(fake):
    with fake().connect() as client:
        def ask(q):
            return client.request("search", q=q, deadline_ms=10000)
        error = ask("big 1048577")["error"]
        assert error["data"]["code"] == "response_too_large"
        assert error["data"]["limit"] == 1048576
        error = ask("big 2200000")["error"]
        assert error["code"] == -32603  # no frame at all
        assert len(ask("big 1000000")["result"]["text"]) == 1000000


def test_killed_workers_are_replaced_under_load(fake):
    """All are killed, one while each part of the requests is being answered.
    A part is answered before the next kill: the daemon blames a request that
    two workers died with, and is right to."""
    daemon = fake("--workers", "2")
    daemon.warm(2)
    asked = [Client.text(i, "search", q=f"n {i}", deadline_ms=10000)
             for i in range(1000)]
    workers = daemon.workers()
    part = len(asked) // len(workers)
    replies = []
    with daemon.connect() as client:
        for i, pid in enumerate(workers):
            last = i + 1 == len(workers)
            requests = asked[i * part:None if last else (i + 1) * part]
            client.send("".join(requests))
            if last:
                client.half_close()
            replies.append(client.reply())
            os.kill(pid, signal.SIGKILL)
            replies += client.rest() if last else [
                client.reply() for _ in requests[1:]]
    assert sorted(reply["id"] for reply in replies) == list(range(1000))
    for reply in replies:
        assert "result" in reply, (reply, daemon.log())
        assert reply["result"]["q"] == f"n {reply['id']}"


def test_workers_that_cannot_start(fake):
    """Requests are answered, starts are few, and it comes back by itself."""
    (fake.folder / "refuse").touch()
    began = time.monotonic()
    daemon = fake("--workers", "2")
    with daemon.connect() as client:
        reply = client.request("search", q="x", deadline_ms=10000)
        assert reply["error"]["data"]["code"] == "internal"
        assert "no search process can be started" in reply["error"]["message"]
        assert "result" in client.request("ping")
        wait_until(lambda: daemon.log().count("ended with status 7") >= 7,
                   "seven failed starts, three of them at once")
        assert time.monotonic() - began > 0.6, "a storm of processes"
        (fake.folder / "refuse").unlink()
        wait_until(lambda: "result" in client.request("search", q="x"),
                   "a worker again")


def test_worker_program_that_is_missing(fake):
    daemon = fake("--workers", "1")
    daemon.warm(1)
    (fake.folder / "clause-worker").unlink()
    for pid in daemon.workers():
        os.kill(pid, signal.SIGKILL)
    with daemon.connect() as client:
        wait_until(lambda: "error" in client.request("search", q="x"),
                   "an error instead of silence")
    wait_until(lambda: "cannot run" in daemon.log(), "the reason in the log")


def test_workers_do_not_outlive_the_main_process(fake):
    daemon = fake("--workers", "2")
    workers = daemon.warm(2)
    stop_process(workers[0])  # even one that cannot read its end
    daemon.signal(signal.SIGKILL)
    daemon.wait()
    for pid in workers:
        wait_until(lambda: process_state(pid) in (None, "Z", "X"),
                   "the worker to end")
