"""Replies that are given again by the main process."""
import json
import subprocess

from conftest import SOURCE, program, wait_until


def counts(client):
    return client.request("status")["result"]["process"]["cache"]


def ask(client, line):
    client.send(line.encode() + b"\n")
    return client.reply()


def same(one, other):
    """All but the id and the time."""
    one, other = dict(one["result"]), dict(other["result"])
    took = one.pop("took_ms"), other.pop("took_ms")
    assert min(took) >= 0
    return one == other


def settle(client):
    """Answers are kept once all workers must have seen the index."""
    def hit():
        before = counts(client)["hits"]
        ask(client, line(1, q="settle"))
        return counts(client)["hits"] > before

    wait_until(hit, "a reply that is kept")
    return counts(client)


def line(request_id, method="search", **params):
    return json.dumps({"jsonrpc": "2.0", "id": request_id, "method": method,
                       "params": params})


def test_the_same_request_is_answered_again(start_daemon):
    with start_daemon().connect() as client:
        before = settle(client)
        first = ask(client, line(1, q="fraud"))
        again = ask(client, line("again", q="fraud"))
        assert again["id"] == "again" and same(first, again)
        kept = counts(client)
        assert kept["hits"] == before["hits"] + 1
        assert kept["misses"] == before["misses"] + 1
        assert kept["replies"] == before["replies"] + 1
        assert before["bytes"] < kept["bytes"] < 100_000


def test_every_method_that_searches(start_daemon):
    asked = [("search", {"q": "telecommunication"}),
             ("ask", {"q": "who must work on standards?"}),
             ("facets", {"q": "telecommunication"}),
             ("similar", {"q": "59/considering.a", "own": True})]
    with start_daemon().connect() as client:
        before = settle(client)["hits"]
        for method, params in asked:
            one, two = (ask(client, line(i, method, **params))
                        for i in (1, 2))
            assert same(one, two), method
        assert counts(client)["hits"] == before + len(asked)


def test_what_differs_or_fails_is_asked_anew(start_daemon):
    with start_daemon().connect() as client:
        before = settle(client)["hits"]
        for request in (line(1, q="fraud"), line(1, q="fraud", limit=1),
                        line(1, q="fraud", facets=["kind"])):
            assert "result" in ask(client, request)
        for _ in range(2):
            assert "error" in ask(client, line(1, q="(((", limit=10))
            assert "error" in ask(client, line(1, q="x", deadline_ms=0))
            assert "result" in ask(client, line(1, "parse", q="fraud"))
        assert counts(client)["hits"] == before


def test_none_when_it_is_switched_off(start_daemon):
    with start_daemon("--cache", "0").connect() as client:
        for _ in range(3):
            ask(client, line(1, q="fraud"))
        assert counts(client) == {"bytes": 0, "replies": 0, "hits": 0,
                                  "misses": 0}


def test_a_new_index_is_seen_at_once(start_daemon, tmp_path):
    folder = tmp_path / "i"
    make = [program("clause-index"), "--quiet", "--index", str(folder),
            str(SOURCE / "corpus")]
    subprocess.run(make, check=True, timeout=300)
    with start_daemon("--index", str(folder)).connect() as client:
        for generation in range(1, 4):
            for _ in range(2):
                reply = ask(client, line(1, q="fraud"))
                assert reply["result"]["index"]["generation"] == generation
                settle(client)
            assert ask(client, line(1, q="fraud"))["result"]["index"][
                "generation"] == generation
            subprocess.run(make, check=True, timeout=300)


def test_no_index_no_replies(start_daemon, tmp_path):
    folder = tmp_path / "i"
    subprocess.run([program("clause-index"), "--quiet", "--index", str(folder),
                    str(SOURCE / "corpus")], check=True, timeout=300)
    with start_daemon("--index", str(folder)).connect() as client:
        settle(client)
        for _ in range(2):
            assert "result" in ask(client, line(1, q="fraud"))
        for name in ("iamglass", "postlist.glass", "docdata.glass"):
            (folder / "gen-000001" / name).write_bytes(b"spoilt")
        wait_until(lambda: "error" in ask(client, line(1, q="fraud")),
                   "that the damage is seen")


def test_replies_keep_their_order(start_daemon):
    with start_daemon().connect() as client:
        settle(client)
        client.request("hello", protocol=[1, 0], ordered=True)
        ask(client, line(0, q="fraud"))
        wanted = []
        for i in range(1, 40):
            q = "fraud" if i % 2 else f"telecommunication {i}"
            client.send(line(i, q=q).encode() + b"\n")
            wanted.append(i)
        assert [client.reply()["id"] for _ in wanted] == wanted
