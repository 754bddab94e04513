"""Facets, orders, groups and cursors, over made-up resolutions."""
import subprocess
from collections import Counter

import pytest
from conftest import program, start

BODIES = ("demo",)
PLACES = {2020: "Oldtown", 2024: "Newtown", 2026: "Exampleville"}


def made_up(number, year):
    """Clauses 4 or more; 'marvel' in all, more of it in some."""
    place = PLACES[year]
    more = "".join(f"{i}\tto marvel {'marvel ' * (number % 3)}at item {i};\n"
                   for i in range(1, 2 + number % 4))
    return (f"RESOLUTION {number} ({place}, {year})\nA made-up text\n"
            f"({place}, {year})\nThe Demonstration Assembly "
            f"({place}, {year}),\nrecognizing\n"
            f"a)\tthat this text is a made up marvel;\n"
            f"b)\tthat it has few clauses, a marvel too,\n"
            f"resolves\n{more}"
            f"invites Member States and Sector Members\n"
            f"to read the marvel.\n")


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """A connection to a daemon over 30 made-up resolutions."""
    folder = tmp_path_factory.mktemp("pages")
    texts = folder / "texts"
    texts.mkdir()
    for number in range(900, 930):
        year = list(PLACES)[number % 3]
        (texts / f"{number}.txt").write_text(made_up(number, year))
    subprocess.run([program("clause-index"), "--index", folder / "index",
                    texts], check=True, timeout=120, capture_output=True)
    daemon = start(program("claused"), folder / "s.sock",
                   ["--index", str(folder / "index")])
    with daemon.connect() as client:
        client.folder = folder
        yield client
    daemon.check_end()


def search(client, q="marvel", **params):
    reply = client.request("search", q=q, **params)
    assert "result" in reply, reply
    return reply["result"]


def every(client, **params):
    """All hits of a query, by cursors."""
    hits, answer = [], search(client, **params)
    while True:
        hits += answer["hits"]
        if answer["next"] is None:
            return hits
        answer = search(client, **params, cursor=answer["next"])


def key(hit):
    body, _, number = hit["resolution"].rpartition("-")
    return body, int(number), hit["edition"]


def test_facets_count_all_hits(asked):
    hits = every(asked, limit=17)
    answer = search(asked, limit=1, facets=["kind", "to", "res", "year",
                                            "section", "verb", "place"])
    assert len(hits) == answer["total"] == len({h["id"] for h in hits})
    facets = answer["facets"]
    assert facets["kind"] == Counter(h["kind"] for h in hits)
    assert facets["year"] == Counter(str(h["edition"]) for h in hits)
    assert facets["res"] == Counter(str(key(h)[1]) for h in hits)
    assert facets["section"] == Counter(h["section"] for h in hits)
    addressees = Counter(x for h in hits for x in h["to"])
    addressees["none"] = sum(h["kind"] == "operative" and not h["to"]
                             for h in hits)
    assert addressees["sector-members"] == addressees["member-states"] == 30
    assert facets["to"] == addressees
    assert set(facets["place"]) == {p.lower() for p in PLACES.values()}
    counts = list(facets["res"].values())
    assert counts == sorted(counts, reverse=True)


def test_a_facet_is_counted_without_its_own_filter(asked):
    plain = search(asked, facets=["kind", "year"])["facets"]
    some = search(asked, facets=["kind", "year"],
                  filter={"kind": ["preamble"]})
    assert some["total"] == plain["kind"]["preamble"]
    assert some["facets"]["kind"] == plain["kind"]
    assert sum(some["facets"]["year"].values()) == some["total"]
    both = search(asked, facets=["kind", "year"],
                  filter={"kind": ["preamble"], "year": [2020]})
    assert both["facets"]["year"] == some["facets"]["year"]
    assert both["facets"]["kind"]["preamble"] == both["total"]


def test_every_count_is_what_the_filter_gives(asked):
    facets = search(asked, facets=["to", "section", "verb", "body",
                                    "place"])["facets"]
    for name, values in facets.items():
        for value, count in values.items():
            assert search(asked, filter={name: [value]})["total"] == count


def test_facets_alone(asked):
    answer = asked.request("facets", q="marvel")["result"]
    assert answer["hits"] == answer["near"] == []
    assert list(answer["facets"]) == ["kind", "to", "body", "year", "verb"]
    assert answer["total"] == search(asked)["total"]


@pytest.mark.parametrize("order", ["relevance", "res", "year", "clause"])
def test_orders_are_whole_and_stable(asked, order):
    hits = every(asked, sort=order, limit=13)
    assert [h["id"] for h in hits] == [h["id"] for h in every(
        asked, sort=order, limit=100)]
    scores = [h["score"] for h in hits]
    if order == "relevance":
        assert scores == sorted(scores, reverse=True)
    if order == "year":
        years = [h["edition"] for h in hits]
        assert years == sorted(years, reverse=True)
        newest = [h["score"] for h in hits if h["edition"] == 2026]
        assert newest == sorted(newest, reverse=True)
    if order in ("res", "clause"):
        assert [key(h) for h in hits] == sorted(key(h) for h in hits)
    if order == "clause":
        assert hits[0]["id"].endswith("recognizing.a")
        assert hits[1]["id"].endswith("recognizing.b")


def test_groups(asked):
    best = {}
    for hit in every(asked, limit=100):
        best.setdefault(hit["resolution"], []).append(hit["id"])
    answer = search(asked, group="res", limit=100)
    assert answer["total_resolutions"] == len(best) == 30
    assert answer["total"] == sum(len(ids) for ids in best.values())
    assert [h["id"] for h in answer["hits"]] == [x[0] for x in best.values()]
    for hit in answer["hits"]:
        assert hit["more"] == len(best[hit["resolution"]]) - 1
    paged = every(asked, group="res", limit=7)
    assert [h["id"] for h in paged] == [h["id"] for h in answer["hits"]]


def test_offsets_end_and_name_the_cursor(asked):
    reply = asked.request("search", q="marvel", offset=9991, limit=10)
    assert reply["error"]["code"] == 1106
    assert "cursor" in reply["error"]["message"]


def cursor_code(client, cursor, **params):
    reply = client.request("search", **{"q": "marvel", **params},
                           cursor=cursor)
    return reply["error"]["code"]


def test_a_changed_cursor_is_refused(asked):
    cursor = search(asked, limit=2)["next"]
    for at in range(len(cursor)):
        other = "8" if cursor[at] != "8" else "9"
        assert cursor_code(asked, cursor[:at] + other + cursor[at + 1:]) == 1104
    for wrong in ("", "x", cursor[:-1], cursor + "0", cursor * 2, "-" * 300,
                  "1-1-1-", "\u00e9"):
        assert cursor_code(asked, wrong) == 1104


@pytest.mark.parametrize("other", [
    {"q": "text"}, {"sort": "res"}, {"group": "res"}, {"match": "any"},
    {"edition": "all"}, {"filter": {"kind": ["preamble"]}}])
def test_a_cursor_is_of_its_query(asked, other):
    cursor = search(asked, limit=2)["next"]
    assert cursor_code(asked, cursor, **other) == 1104
    assert search(asked, limit=5, cursor=cursor)["hits"]  # limit may change


def test_a_new_generation_ends_a_cursor(asked):
    cursor = search(asked, limit=2)["next"]
    subprocess.run([program("clause-index"), "--index",
                    asked.folder / "index"], check=True, timeout=120,
                   capture_output=True)
    reply = asked.request("search", q="marvel", cursor=cursor)["error"]
    assert reply["code"] == 1105 and reply["data"]["generation"] == 2
    assert "generation 1" in reply["message"]
