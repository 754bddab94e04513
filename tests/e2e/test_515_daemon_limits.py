"""Every limit of a request from both sides, as the table has it and lowered:
at the limit it is answered, one beyond it is the right error."""
import json
import re

import pytest

from conftest import SOURCE, Client, wait_until

TABLE = {name: int(value) for name, value in re.findall(
    r'^    ROW\(\w+, "(\w+)", (\d+),',
    (SOURCE / "lib/base/limits.h").read_text(encoding="utf-8"), re.M)}


def search(q="participation", **params):
    return {"q": q, **params}


def nested(levels):
    """Params that make a request so many levels deep: the request and its
    params are two; the value is refused for its shape, after the scan."""
    value = 1
    for _ in range(levels - 2):
        value = [value]
    return search(filter=value)


def tokens(count):
    """Params that make a request so many tokens long: every key, value and
    opening bracket is one."""
    fixed = len('{ jsonrpc "2.0" id 1 method "search" params '
                '{ q "x" filter { to ['.split())
    return search("x", filter={"to": ["tsb"] * (count - fixed)})


# How to make a request of the size N, and what is said beyond the limit.
REQUESTS = {
    "json_depth": (nested, "invalid_request"),
    "json_tokens": (tokens, "invalid_request"),
    "query_bytes": (lambda n: search("a" * n), "query_too_complex"),
    "free_words": (lambda n: search("a1 " * n), "query_too_complex"),
    "operators": (lambda n: search("a1 " + "OR a1 " * n),
                  "query_too_complex"),
    "bracket_depth": (lambda n: search("(" * n + "a1" + ")" * n),
                      "query_too_complex"),
    "near_distance": (lambda n: search(f"a1 NEAR/{n} b1"), "query_syntax"),
    "near_operands": (lambda n: search(" ADJ/2 ".join(["a1"] * n)),
                      "query_syntax"),
    "patterns": (lambda n: search("xyz* " * n), "query_too_complex"),
    "limit_max": (lambda n: search(limit=n), "invalid_params"),
    "window_max": (lambda n: search(limit=5, offset=n - 5),
                   "window_too_deep"),
    "deadline_ms_max": (lambda n: search(deadline_ms=n), "invalid_params"),
}
LOWERED = {"json_depth": 5, "json_tokens": 60, "query_bytes": 100,
           "free_words": 7, "operators": 3, "bracket_depth": 2,
           "near_distance": 9, "near_operands": 2, "patterns": 2,
           "limit_max": 8, "window_max": 20, "deadline_ms_max": 9000}


# Where the others have theirs: both sides, or the function that has the one
# and the function that has the other.
ELSEWHERE = {
    "expansions": [("515_daemon_limits", "test_expansions")],
    "request_bytes": [("515_daemon_limits", "test_request_line")],
    "reply_bytes": [("515_daemon_limits", "test_reply")],
    "in_flight": [("515_daemon_limits", "test_in_flight"),
                  ("520_daemon_pressure", "test_no_more_than_32_are_read_ahead")],
    "output_high": [("515_daemon_limits", "test_output_that_waits")],
    "output_low": [("515_daemon_limits", "test_output_that_waits")],
    "queue": [("520_daemon_pressure", "test_queue_is_bounded")],
    "connections": [("520_daemon_pressure", "test_connections_are_bounded")],
    "per_peer": [("520_daemon_pressure", "test_connections_are_bounded")],
    "deadline_ms": [("515_daemon_limits", "test_deadline_of_who_names_none")],
    "work_ms": [("515_daemon_limits", "test_work_within_its_limits"),
                ("530_daemon_workers", "test_hard_limit_of_a_worker")],
    "late_ms": [("515_daemon_limits", "test_work_within_its_limits"),
                ("530_daemon_workers",
                 "test_when_all_are_late_the_oldest_is_replaced")],
    "line_ms": [("510_daemon_lines", "test_line_byte_by_byte"),
                ("610_hostile_clients", "test_602_a_byte_now_and_then")],
    "idle_ms": [("510_daemon_lines", "test_waiting_for_an_answer_is_not_idle"),
                ("510_daemon_lines", "test_idle_connection_is_closed")],
    "stall_ms": [("520_daemon_pressure", "test_slow_reader_gets_all"),
                 ("520_daemon_pressure",
                  "test_reader_that_takes_nothing_is_closed")],
    "drain_ms": [("550_daemon_stop", "test_sigterm_answers_what_was_read"),
                 ("550_daemon_stop", "test_drain_has_an_end")],
}


def test_no_limit_is_without_a_test():
    assert set(REQUESTS) | set(ELSEWHERE) == set(TABLE)
    for name, places in ELSEWHERE.items():
        for file, function in places:
            text = (SOURCE / f"tests/e2e/test_{file}.py").read_text()
            assert f"def {function}(" in text, name


def ask(client, name, size):
    """Without a look at the id: a line that is refused has none."""
    client.ask(7, "search", **REQUESTS[name][0](size))
    return client.reply()


def data_code(reply):
    return reply["error"]["data"]["code"] if "error" in reply else None


@pytest.mark.parametrize("lowered", [False, True])
def test_both_sides_of_every_limit_of_a_request(start_daemon, lowered):
    limits = LOWERED if lowered else TABLE
    options = [word for name, value in (LOWERED if lowered else {}).items()
               for word in ("--limit", f"{name}={value}")]
    with start_daemon("--workers", "1", *options).connect() as client:
        for name, (_, code) in REQUESTS.items():
            at, beyond = (ask(client, name, limits[name] + more)
                          for more in (0, 1))
            assert data_code(at) != code or name == "json_depth", (name, at)
            assert data_code(beyond) == code, (name, beyond)
            if name not in ("json_depth", "json_tokens"):
                assert "result" in at, (name, at)
        assert "result" in client.request("ping")  # it lives


def test_depth_and_tokens_are_exact(client):
    """At the limit another complaint than that of the scan."""
    def message(name, size):
        reply = ask(client, name, size)
        return reply["error"]["message"] if "error" in reply else "answered"
    for name, sentence in (("json_depth", "a request may nest 16 deep"),
                           ("json_tokens", "a request may have 1000 JSON")):
        assert sentence not in message(name, TABLE[name])
        assert sentence in message(name, TABLE[name] + 1)


@pytest.mark.parametrize("options, limit", [
    ((), 65536), (("--limit", "request_bytes=300"), 300)])
def test_request_line(start_daemon, options, limit):
    daemon = start_daemon("--workers", "1", *options)
    bare = len(Client.text(1, "ping", x=""))  # the LF does not count
    with daemon.connect() as client:
        assert "result" in client.request("ping", x="x" * (limit - bare + 1))
        client.send(json.dumps({"jsonrpc": "2.0", "id": 2, "method": "ping",
                                "params": {"x": "x" * (limit - bare + 2)}})
                    + "\n")
        reply = client.reply()
        assert reply["error"]["data"] == {"code": "message_too_large",
                                          "limit": limit}
        assert client.is_closed()


def test_reply(start_daemon):
    """The worker knows it too, so that nothing is sent in vain."""
    with start_daemon("--workers", "1").connect() as client:
        client.ask(1, "search", q="participation")
        size = len(client.line()) + 1
    for most, good in ((size + 100, True), (size // 2, False)):
        daemon = start_daemon("--workers", "1", "--limit",
                              f"reply_bytes={most}")
        with daemon.connect() as client:
            reply = client.request("search", q="participation")
            assert ("result" in reply) == good
            if not good:
                assert reply["error"]["data"]["code"] == "response_too_large"
                assert reply["error"]["data"]["limit"] == most
            assert "result" in client.request("ping")


def test_page_of_ten_shrinks_with_its_limit(start_daemon):
    daemon = start_daemon("--workers", "1", "--limit", "limit_max=3")
    with daemon.connect() as client:
        result = client.request("search", q="kind:preamble")["result"]
        assert len(result["hits"]) == 3 < result["total"]


def test_expansions(start_daemon):
    """As many words as the index has that begin so, and one more."""
    def asked(limit):
        daemon = start_daemon("--workers", "1", "--limit",
                              f"expansions={limit}")
        with daemon.connect() as client:
            return client.request("search", q="par*")
    error = asked(1)["error"]
    assert error["data"]["code"] == "wildcard_too_broad"
    assert error["data"]["limit"] == 1
    words = error["data"]["expansions"]
    assert words > 2
    assert asked(words - 1)["error"]["data"]["expansions"] == words
    assert asked(words)["result"]["total"] > 0


def busy(client, gate, count):
    """So many searches under way, the first of which waits at the gate."""
    for i in range(count):
        client.ask(f"search {i}", "search", deadline_ms=10000,
                   q=f"wait {gate}" if i == 0 else "x")


def test_in_flight(fake, gate):
    daemon = fake("--workers", "1", "--limit", "in_flight=3")
    with daemon.connect() as one, daemon.connect() as other:
        busy(one, gate, 2)
        one.ask("third", "ping")
        assert one.reply()["id"] == "third"
        one.ask("search 2", "search", q="x", deadline_ms=10000)
        one.ask("fourth", "ping")
        other.request("ping")  # what was sent before has been looked at
        assert other.request("ping")["id"] == 2
        gate.open()
        ids = [one.reply()["id"] for _ in range(4)]
        assert "search 0" in ids[:-1] and set(ids) == {
            "search 0", "search 1", "search 2", "fourth"}
        assert ids.index("search 0") < ids.index("fourth")


def test_output_that_waits(fake, gate):
    """Beyond the one limit a connection's requests stay in the queue though
    workers are idle; below the other they go on."""
    daemon = fake("--workers", "1", "--limit", "output_high=20000",
                  "--limit", "output_low=5000")
    daemon.warm(1)
    with daemon.connect() as client, daemon.connect() as other:
        for i in range(30):
            client.ask(i, "search", deadline_ms=10000,
                       q="big 100000" if i else f"wait {gate}")
        client.ask("read", "ping")
        assert client.reply()["id"] == "read"  # and all before it
        gate.open()

        def is_held():
            process = other.request("status")["result"]["process"]
            return process["queue"] > 0 and process["workers"]["busy"] == 0
        wait_until(is_held, "the requests to be held")
        assert all(is_held() for _ in range(20))
        other.request("search", q="x")  # is not held
        replies = [client.reply() for _ in range(30)]
        assert {reply["id"] for reply in replies} == set(range(30))


@pytest.mark.parametrize("options, deadline_ms", [
    ((), 2000), (("--limit", "deadline_ms=100"), 100)])
def test_deadline_of_who_names_none(fake, options, deadline_ms):
    daemon = fake("--workers", "1", *options)
    daemon.warm(1)
    with daemon.connect() as client:
        client.ask(1, "search", q="hang")
        data = client.reply()["error"]["data"]
        assert data["code"] == "deadline_exceeded"
        assert data["deadline_ms"] == deadline_ms <= data["elapsed_ms"]


def test_work_within_its_limits(fake):
    """Late, but not so late: nobody is replaced."""
    daemon = fake("--workers", "1")
    first = daemon.warm(1)
    with daemon.connect() as client:
        error = client.request("search", q="slow 300", deadline_ms=50)["error"]
        assert error["data"]["code"] == "deadline_exceeded"
        assert daemon.warm(1) == first
        wait_until(lambda: client.request("status")["result"]["process"][
            "workers"]["busy"] == 0, "the late one to be free")
        assert client.request("search", q="who")["result"]["pid"] in first
        status = client.request("status")["result"]["process"]
        assert status["workers"]["restarts"] == 0
