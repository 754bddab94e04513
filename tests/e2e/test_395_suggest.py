"""Completions while somebody types: each finds what it says."""
import json
import subprocess

import pytest
from conftest import program, start
from judged import judged_index



@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    folder = tmp_path_factory.mktemp("suggest")
    ours = start(program("claused"), folder / "s",
                 ["--index", judged_index(folder), "--workers", "1"])
    ours.index = str(folder / "index")
    yield ours
    ours.check_end()


@pytest.fixture
def asker(judged):
    with judged.connect() as client:
        yield client


def suggest(client, q, **params):
    reply = client.request("suggest", q=q, **params)
    assert "result" in reply, reply
    return reply["result"]["completions"]


def texts(client, q, **params):
    return [one["text"] for one in suggest(client, q, **params)]


TYPED = ["pa", "partici", "support dev", "to:", "to:dir", "to:tel", "body:",
         "kind:o", "verb:inv", "section:", "year:", "year:20", "res:9",
         "place:", "lang:", "cites:", "59@", "wtsa-59@2", "Res. 5", "Res. ",
         "90", "PP Res. 9", "operators -dev", '"small isl', "(partic", "=sup",
         "Capacity-bui", "kin", "re", "se"]


@pytest.mark.parametrize("typed", TYPED)
def test_what_is_offered_finds_what_it_says(asker, typed):
    offered = suggest(asker, typed, limit=30)
    assert offered
    for one in offered:
        assert one["unit"] == "bytes"
        assert one["at"] + one["len"] == len(typed.encode())
        if one["kind"] == "field":
            assert one["count"] is None and one["label"]
            continue
        found = asker.request("search", q=one["text"])["result"]
        if one["kind"] == "value":
            assert found["total"] == one["count"] > 0
        elif one["kind"] == "word":
            exact = asker.request("search", q="in:text =" + one["text"])
            assert exact["result"]["total"] == one["count"] > 0
        else:
            assert found["citation"]["id"].startswith(one["text"])
            assert one["label"] == found["citation"]["text"]


@pytest.mark.parametrize("typed, first", [
    ("support kin", "kind:"), ("to:dir", "to:director-tsb"),
    ("to:tel", "to:tsag"), ("59@", "wtsa-59@2012"), ("Res. 5", "wtsa-59"),
    ("operators partici", "participation"), ("PARTICI", "participation")])
def test_the_first_that_is_offered(asker, typed, first):
    assert texts(asker, typed)[0] == first


def test_labels_are_for_people(asker):
    (tsb,) = [one for one in suggest(asker, "to:director-tsb")]
    assert tsb["label"] == "Director of the TSB"


def test_the_latest_edition_comes_first(asker):
    assert texts(asker, "wtsa-901@") == ["wtsa-901@2022", "wtsa-901@2016"]
    assert texts(asker, "wtsa-901@201") == ["wtsa-901@2016"]


def test_a_body_that_is_named_keeps_to_it(asker):
    assert texts(asker, "PP Res. 9", limit=50)[0].startswith("pp-9")
    names = texts(asker, "Res. 9", limit=100)
    assert names.index("wtsa-901") < names.index("pp-926")


@pytest.mark.parametrize("typed", [
    "", " ", "x", "qqqq", "to:zzz", "nope:x", "in:", "res:x", "@", "59@x",
    "wtsa-59@2012/", "Res. 59 recognizing c", "(((((", "\"", "-", "=",
    "\u202e", "a" * 4096, "é" * 2000, "~~~", "1@1@1"])
def test_odd_texts_offer_nothing_or_something_that_is(asker, typed):
    assert suggest(asker, typed) is not None


def test_too_long_a_text_is_refused(asker):
    reply = asker.request("suggest", q="a" * 4097)
    assert reply["error"]["data"]["code"] == "query_too_complex"


def test_a_limit_holds(asker):
    assert len(texts(asker, "pa", limit=3)) == 3
    assert texts(asker, "pa", limit=0) == []


def test_it_never_waits_behind_searches(fake, gate):
    """The spare worker answers while the only other one is busy."""
    daemon = fake("--workers", "1")
    daemon.warm(1)
    with daemon.connect() as client:
        client.ask("long", "search", q=f"wait {gate}", deadline_ms=10000)
        client.ask("short", "suggest", q="partici")
        assert client.reply()["id"] == "short"
        gate.open()
        assert client.reply()["id"] == "long"


def test_it_is_printed(judged):
    done = subprocess.run(
        [program("clause"), "--index", judged.index, "suggest", "to:director"],
        capture_output=True, text=True, timeout=60)
    assert done.returncode == 0
    assert done.stdout.splitlines()[0].split()[0] == "to:director-tsb"
    done = subprocess.run(
        [program("clause"), "--index", judged.index, "--ndjson", "suggest",
         "to:director"], capture_output=True, text=True, timeout=60)
    assert json.loads(done.stdout.splitlines()[0])["kind"] == "value"
    done = subprocess.run(
        [program("clause"), "--index", judged.index, "suggest", "qqqq"],
        capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (1, "")
