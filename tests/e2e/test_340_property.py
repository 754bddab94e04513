"""Random queries in random spellings: the engine's answer and its near misses
are those of the matcher in brute.py, and the normalised query means the same.
CLAUSE_QUERIES says how many (else as many as fit into some seconds),
CLAUSE_SEED which; both are printed."""
import datetime
import json
import os
import subprocess
import time

import brute
import made_up
import pytest
from conftest import program, start
from random_query import Maker
from spelling import Speller

SECONDS = 20  # when no count is given
LEAST = 50    # queries, however slow the machine
PAGE = 100
NEAR_MOST = 5


@pytest.fixture(scope="module")
def seed():
    today = datetime.date.today().strftime("%Y%m%d")
    value = int(os.environ.get("CLAUSE_SEED", today))
    print(f"CLAUSE_SEED={value}")
    return value


@pytest.fixture(scope="module")
def made_up_daemon(tmp_path_factory, seed):
    folder = tmp_path_factory.mktemp("madeup")
    (folder / "corpus").mkdir()
    made_up.write_corpus(folder / "corpus", seed)
    subprocess.run([program("clause-index"), "--index", str(folder / "index"),
                    str(folder / "corpus")], check=True, timeout=300)
    ours = start(program("claused"), folder / "s",
                 ["--index", str(folder / "index"), "--workers", "1"])
    yield ours, folder
    ours.check_end()


def all_units(client, corpus):
    """Every unit of every edition, with `latest`."""
    found, last = [], {}
    for path in corpus.iterdir():
        body, number, year = path.stem.split("-")
        slug = {"demonstration": "demo", "plenipotentiary": "pp"}[body]
        shown = client.request("show", id=f"{slug}-{number}@{year}")["result"]
        key = (slug, number)
        last[key] = max(last.get(key, 0), int(year))
        found += [{**unit, "key": key}
                  for unit in brute.units({**shown, "year": int(year)})]
    for unit in found:
        unit["latest"] = unit["year"] == last[unit["key"]]
    return found


def answer(client, q, params):
    """The ids of all that the engine finds, page by page, and the near misses
    of the first page; what each hit says of its score adds up."""
    ids, total, near = [], None, []
    while total is None or len(ids) < total:
        reply = client.request("search", q=q, limit=PAGE, offset=len(ids),
                               deadline_ms=10000, explain=True, **params)
        assert "result" in reply, (q, reply)
        page = reply["result"]
        assert total in (None, page["total"]), q
        total = page["total"]
        assert page["hits"] or total == len(ids), q
        for hit in page["hits"] + page["near"]:
            assert sum(part["weight"] for part in hit["why"]) == \
                pytest.approx(hit["score"], rel=1e-6), (q, hit["id"])
        ids += [hit["id"] for hit in page["hits"]]
        near += page["near"]
    assert len(ids) == total == len(set(ids)), q
    return set(ids), near


def queries():
    """Counts up to what was asked for, or until the time is up."""
    wanted = int(os.environ.get("CLAUSE_QUERIES", 0))
    end = time.monotonic() + SECONDS
    count = 0
    while count < (wanted or LEAST) or (not wanted and time.monotonic() < end):
        yield count
        count += 1


def check_near(q, near, expected):
    """Those that lack least, and what each lacks."""
    seen = {hit["id"]: len(hit["missing"]) for hit in near}
    lacks = sorted(expected.values())[:NEAR_MOST]
    assert [len(hit["missing"]) for hit in near] == lacks, q
    assert seen.items() <= expected.items(), q


def check_parse(client, q, params, found):
    """The normalised query is read as the same, and finds the same. Of names
    in match: any it has another tree."""
    parsed = client.request("parse", q=q, match=params["match"])["result"]
    again = client.request("parse", q=parsed["query"])["result"]
    assert again["query"] == parsed["query"], q
    assert params["match"] == "any" or again["tree"] == parsed["tree"], q
    ids, _ = answer(client, parsed["query"], {**params, "match": "all"})
    assert ids == found, (q, parsed["query"])


def looked_at(units, edition, filters):
    """The units that the request lets through."""
    return [unit for unit in units
            if (edition == "all" or str(unit["year"]) == edition or
                (edition == "latest" and unit["latest"])) and
            all(any(brute.matches(("filter", field, value), unit)
                    for value in values) for field, values in filters.items())]


def check(client, maker, units):
    """One query; whether it has hits."""
    query, edition = maker.query(), maker.edition()
    speller = Speller(maker.chance)
    q = speller.text(query)
    params = {"match": "any" if speller.coin(0.15) else "all",
              "filter": maker.filters()}
    if speller.coin(0.7):
        params["edition"] = edition
    else:
        q = f"({q}) edition:{edition}"
    asked = brute.join_any(query) if params["match"] == "any" else query
    units = looked_at(units, edition, params["filter"])
    expected = {unit["id"] for unit in units if brute.matches(asked, unit)}
    found, near = answer(client, q, params)
    assert found == expected, (q, params)
    check_near(q, near, brute.near_misses(query, units)
               if params["match"] == "all" and len(found) < PAGE else {})
    check_parse(client, q, params, found)
    return bool(expected)


def test_as_brute_force(made_up_daemon, seed):
    daemon, folder = made_up_daemon
    maker, found, count = Maker(seed), 0, 0
    with daemon.connect() as client:
        units = all_units(client, folder / "corpus")
        assert len(units) > 200
        for count in queries():
            found += check(client, maker, units)
    print(json.dumps({"queries": count + 1, "with hits": found,
                      "units": len(units)}))
    assert found > count / 4
