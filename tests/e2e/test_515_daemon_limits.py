"""Every limit of a request from both sides, as the table has it and lowered:
at the limit it is answered, one beyond it is the right error."""
import json
import re

import pytest

from conftest import SOURCE, Client

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
    "limit_max": (lambda n: search(limit=n), "invalid_params"),
    "window_max": (lambda n: search(limit=5, offset=n - 5),
                   "window_too_deep"),
    "deadline_ms_max": (lambda n: search(deadline_ms=n), "invalid_params"),
}
LOWERED = {"json_depth": 5, "json_tokens": 60, "query_bytes": 100,
           "free_words": 7, "operators": 3, "bracket_depth": 2,
           "limit_max": 8, "window_max": 20, "deadline_ms_max": 9000}


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
