"""Clauses like a clause, or like a text; the same clause elsewhere stands
apart."""
import subprocess

import pytest
from conftest import program, start

SHARED = ("that marvellous lanterns guide tired travellers over frozen "
          "mountain passes in the longest night")
TEXTS = {
    ("Demonstration Assembly", 901, 2020, "Oldtown"): [
        SHARED, "that painted lanterns hang in the harbour"],
    ("Demonstration Assembly", 901, 2026, "Newtown"): [
        SHARED + " again", "that lanterns guide ships to the harbour"],
    ("Demonstration Assembly", 902, 2026, "Newtown"): [
        "that lanterns guide travellers over bridges",
        "that bakers sell fresh bread"],
    ("Plenipotentiary Conference", 903, 2026, "Newtown"): [
        SHARED, "that travellers carry bread over mountain passes"],
}


def write(folder):
    for (body, number, year, place), clauses in TEXTS.items():
        when = f"({place}, {year})"
        rows = "".join(f"{chr(97 + i)})\t{text};\n"
                       for i, text in enumerate(clauses))
        (folder / f"{number}-{year}.txt").write_text(
            f"RESOLUTION {number} {when}\nA made-up text\n{when}\n"
            f"The {body} {when},\nrecognizing\n{rows}"
            f"resolves\nto read this made-up text.\n")


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    folder = tmp_path_factory.mktemp("similar")
    (folder / "texts").mkdir()
    write(folder / "texts")
    subprocess.run([program("clause-index"), "--index", folder / "index",
                    folder / "texts"], check=True, timeout=120,
                   capture_output=True)
    ours = start(program("claused"), folder / "s",
                 ["--index", str(folder / "index")])
    ours.index = str(folder / "index")
    yield ours
    ours.check_end()


@pytest.fixture
def asker(held):
    with held.connect() as client:
        yield client


def similar(client, q, **params):
    reply = client.request("similar", q=q, **params)
    assert "result" in reply, reply
    return reply["result"]


def ids(rows):
    return [row["id"] for row in rows]


def test_a_clause_finds_its_like_and_its_twins(asker):
    answer = similar(asker, "demo-901@2026/recognizing.a")
    assert answer["of"]["id"] == "demo-901@2026/recognizing.a"
    assert ids(answer["twins"]) == ["demo-901@2020/recognizing.a",
                                    "pp-903@2026/recognizing.a"]
    assert answer["twins_total"] == 2
    assert all(0.9 <= twin["overlap"] <= 1 for twin in answer["twins"])
    assert set(ids(answer["hits"])) == {"pp-903@2026/recognizing.b",
                                        "demo-902@2026/recognizing.a"}
    assert answer["total"] == 2 and answer["total_is"] == "exact"
    assert answer["searched"]["edition"] == "latest"


def test_the_words_are_named_as_written(asker):
    answer = similar(asker, "demo-902@2026/recognizing.a")
    words = {term["word"] for term in answer["terms"]}
    assert {"lanterns", "guide", "travellers", "bridges"} <= words
    assert "that" not in words
    weights = [term["weight"] for term in answer["terms"]]
    assert weights == sorted(weights, reverse=True) and weights[-1] > 0


def test_its_own_resolution_is_left_out_unless_asked_for(asker):
    plain = similar(asker, "demo-901@2026/recognizing.b", edition="all")
    own = similar(asker, "demo-901@2026/recognizing.b", edition="all",
                  own=True)
    assert not any(h.startswith("demo-901@") for h in ids(plain["hits"]))
    assert "demo-901@2020/recognizing.b" in ids(own["hits"])
    assert "demo-901@2026/recognizing.b" not in ids(own["hits"])
    assert own["total"] == plain["total"] + sum(
        h.startswith("demo-901@") for h in ids(own["hits"]))


def test_a_text_is_as_good_as_a_clause(asker):
    answer = similar(asker, "Bread for travellers on a bridge")
    assert answer["of"] is None and answer["twins"] == []
    assert set(ids(answer["hits"])[:2]) == {"demo-902@2026/recognizing.a",
                                            "pp-903@2026/recognizing.b"}
    whole = similar(asker, SHARED)
    assert "pp-903@2026/recognizing.a" in ids(whole["twins"])
    assert "pp-903@2026/recognizing.a" not in ids(whole["hits"])


def test_filters_and_editions_hold(asker):
    answer = similar(asker, "demo-902@2026/recognizing.a",
                     filter={"body": ["pp"]})
    assert ids(answer["hits"]) == ["pp-903@2026/recognizing.a",
                                   "pp-903@2026/recognizing.b"]
    old = similar(asker, "demo-902@2026/recognizing.a", edition=2020)
    assert set(ids(old["hits"])) == {"demo-901@2020/recognizing.a",
                                     "demo-901@2020/recognizing.b"}
    reply = asker.request("similar", q="bread", filter={"body": ["nope"]})
    assert reply["error"]["data"]["code"] == "unknown_value"


def test_pages_are_of_one_list(asker):
    whole = similar(asker, "lanterns guide bread travellers", limit=50)
    assert whole["total"] == len(whole["hits"]) > 4
    pages = [h for at in range(whole["total"]) for h in
             ids(similar(asker, "lanterns guide bread travellers", limit=1,
                         offset=at)["hits"])]
    assert pages == ids(whole["hits"])


def test_the_parts_of_a_score_add_up(asker):
    answer = similar(asker, "lanterns guide bread", explain=True)
    for hit in answer["hits"]:
        assert sum(part["weight"] for part in hit["why"]) == \
            pytest.approx(hit["score"], rel=1e-6)
        assert {part["field"] for part in hit["why"]} == {"text"}


@pytest.mark.parametrize("q, code", [
    ("", "invalid_params"), ("59", "known_not_held"),
    ("demo-902/xx.1", "no_such_clause"), ("doc/7", "not_in_corpus")])
def test_what_is_not_there_is_an_error(asker, q, code):
    reply = asker.request("similar", q=q)
    assert reply["error"]["data"]["code"] == code


def test_small_words_alone_find_nothing(asker):
    answer = similar(asker, "of the and that")
    assert answer["total"] == 0 and answer["terms"] == []
    assert any("no word" in note for note in answer["notes"])


def test_a_whole_resolution_is_one_text(asker):
    answer = similar(asker, "demo-902")
    assert answer["of"]["id"] == "demo-902@2026"
    assert not any(h.startswith("demo-902") for h in ids(answer["hits"]))


def test_it_is_printed(held):
    done = subprocess.run(
        [program("clause"), "--index", held.index, "similar",
         "demo-901@2026/recognizing.a"], capture_output=True, text=True,
        timeout=60)
    assert done.returncode == 0
    assert done.stdout.startswith("Like ")
    assert "\nBy the words: " in done.stdout
    assert "\nThe same words, left out above (2):\n" in done.stdout
