"""What a hit says of its score adds up to it, and names what was asked."""
import subprocess

import pytest
from conftest import program, start
from judged import judged_index, judged_questions


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    folder = tmp_path_factory.mktemp("why")
    ours = start(program("claused"), folder / "s",
                 ["--index", judged_index(folder), "--workers", "1"])
    yield ours
    ours.check_end()


@pytest.fixture
def asker(judged):
    with judged.connect() as client:
        yield client


def why(client, q, **params):
    """The rows of the best hit, without weights."""
    reply = client.request("search", q=q, explain=True, **params)
    hit = reply["result"]["hits"][0]
    assert all(part["weight"] != 0 for part in hit["why"])
    weights = [part["weight"] for part in hit["why"]]
    assert weights == sorted(weights, reverse=True)
    return {(part["what"], part["field"]) + (("concept",)
            if "concept" in part else ()) for part in hit["why"]}


def test_the_weights_of_judged_questions_add_up(asker):
    rows = 0
    for how, text in judged_questions():
        if how == "show":
            continue
        for match in ("all", "any"):
            for method in ("search", "ask"):
                reply = asker.request(method, q=text, match=match, limit=100,
                                      explain=True)
                if "error" in reply:
                    continue
                answer = reply["result"]
                for hit in answer["hits"] + answer["near"]:
                    rows += len(hit["why"])
                    assert sum(part["weight"] for part in hit["why"]) == \
                        pytest.approx(hit["score"], rel=1e-6), (text, hit)
    assert rows > 1000


@pytest.mark.parametrize("q, rows", [
    ("weak", {("weak", "text")}),
    ('"Weak"', {('"Weak"', "text")}),
    ("=weak kind:preamble", {("=weak", "text")}),
    ("weak* in:text particip~1",
     {("weak*", "text"), ("particip~1", "text")}),
    ("in:title enhancing in:text weak",
     {("enhancing", "title"), ("weak", "text")}),
    ("operators NEAR/9 weak", {("operators NEAR/9 weak", "text")}),
    ("weak OR xyzzy", {("weak", "text")}),
    ("weak -xyzzy", {("weak", "text")}),
])
def test_each_part_is_a_row(client, q, rows):
    q = q.replace("particip~1", "participatio~1")
    rows = {(what.replace("particip~1", "participatio~1"), field)
            for what, field in rows}
    assert why(client, q) == rows


def test_another_name_says_so(client):
    rows = why(client, "TSB to:director-tsb")
    assert ("TSB", "heading", "concept") in rows


def test_an_addressee_that_the_words_name_is_a_row(client):
    rows = why(client, "invite Director of TSB develop")
    assert ("director-tsb", "to") in rows


def test_a_pasted_paragraph_finds_itself_first_among_any(asker):
    """Before what is said to those whom it names."""
    text = "to report to TSAG on the costs of each study group."
    reply = asker.request("search", q=text, match="any", explain=True,
                          limit=2)["result"]
    assert [hit["id"] for hit in reply["hits"]] == [
        "wtsa-919@2024/instructs-director-tsb",
        "wtsa-919@2024/instructs-tsag.1"]
    first, second = ([part["what"] for part in hit["why"]]
                     for hit in reply["hits"])
    assert first[0] == "all words" and "all words" not in second


def test_filters_give_nothing(client):
    reply = client.request("search", q="kind:operative", explain=True)
    for hit in reply["result"]["hits"]:
        assert hit["score"] == 0 and hit["why"] == []


def test_the_same_scores_in_any_order(asker):
    """Hits in another order, grouped, and counted have the same parts."""
    def parts(**params):
        reply = asker.request("search", q='TSB "developing countries"',
                              explain=True, limit=100, **params)
        return {hit["id"]: hit["why"] for hit in reply["result"]["hits"]}
    plain = parts()
    assert plain
    for params in ({"sort": "year"}, {"facets": ["kind"]}, {"group": "res"}):
        for name, rows in parts(**params).items():
            ours = {(part["what"], part["field"]): part["weight"]
                    for part in plain[name]}
            assert {(part["what"], part["field"]): part["weight"]
                    for part in rows} == pytest.approx(ours, rel=1e-6)


def test_it_is_printed_in_columns(index):
    done = subprocess.run(
        [program("clause"), "--index", index, "--why", "weak operators"],
        capture_output=True, text=True, timeout=60)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert all(line == line.rstrip() for line in lines)
    end = next(i for i, line in enumerate(lines) if line.endswith("in all"))
    rows = [line.split() for line in lines[:end + 1]
            if line.startswith(" " * 7)]
    assert rows[0][1:] == ["text", "weak"]
    assert rows[-1][1:] == ["in", "all"]
    assert sum(float(row[0]) for row in rows[:-1]) == \
        pytest.approx(float(rows[-1][0]), abs=0.01)
