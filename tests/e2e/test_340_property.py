"""Random queries: the engine's answer is that of the matcher in brute.py, and
the normalised query means the same. CLAUSE_QUERIES says how many (else as many
as fit into some seconds), CLAUSE_SEED which; both are printed."""
import datetime
import json
import os
import random
import subprocess
import time

import brute
import made_up
import pytest
from conftest import program, start

SECONDS = 20  # when no count is given
LEAST = 50    # queries, however slow the machine
PAGE = 100


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


class Maker:
    """Makes random queries out of the words of the corpus."""

    def __init__(self, seed):
        self.chance = random.Random(seed)

    def word(self):
        return self.chance.choice(made_up.WORDS)

    def pattern(self):
        word = self.word()
        if len(word) < 4:
            return ("word", word)
        cut = self.chance.randint(3, len(word) - 1)
        if self.chance.random() < 0.3:
            drop = self.chance.randrange(len(word))
            return ("fuzzy", word[:drop] + word[drop + 1:],
                    self.chance.randint(1, 2))
        tail = self.chance.choice(["*", "?" + word[cut + 1:],
                                   "*" + word[-1]])
        if tail == "?":
            tail = "*"
        return ("wild", word[:cut] + tail)

    def phrase(self):
        words = made_up.WORDS + made_up.SMALL * 4
        return ("phrase", *(self.chance.choice(words)
                            for _ in range(self.chance.randint(1, 2))))

    def place(self):
        """What may stand beside NEAR, but for brackets."""
        return self.chance.choices(
            [lambda: ("word", self.word()), self.phrase, self.pattern],
            [4, 2, 1])[0]()

    def near(self):
        def operand():
            if self.chance.random() < 0.3:
                return ("or", *(self.place() for _ in range(2)))
            return self.place()
        return (self.chance.choice(["near", "adj"]),
                self.chance.choice([1, 2, 3, 5, 50]),
                *(operand() for _ in range(self.chance.randint(2, 4))))

    def filter(self):
        field = self.chance.choice(["kind", "body", "res", "year"])
        if field == "kind":
            return ("filter", field, self.chance.choice(
                ["preamble", "operative", "footnote"]))
        if field == "body":
            return ("filter", field, self.chance.choice(["demo", "pp"]))
        low, size = (900, 30) if field == "res" else (2100, made_up.SPAN)
        ends = sorted(self.chance.choices(range(low, low + size), k=2))
        open_end = self.chance.randrange(4)
        if open_end < 2:
            ends[open_end] = None
        return ("filter", field, *ends)

    def tree(self, depth):
        if depth == 0 or self.chance.random() < 0.2:
            return self.chance.choices(
                [self.place, self.near, self.filter], [4, 3, 1])[0]()
        kind = self.chance.choice(["and", "and", "or", "not", "in"])
        if kind == "not":
            return ("not", self.tree(depth - 1))
        if kind == "in":
            return ("in", self.chance.choice(
                ["title", "heading", "text", "footnote"]),
                self.tree(depth - 1))
        return (kind, *(self.tree(depth - 1)
                        for _ in range(self.chance.randint(2, 3))))

    def query(self):
        while True:
            query = self.tree(self.chance.randint(0, 3))
            if not brute.is_negative(query) and brute.patterns(query) <= 4:
                return query


def answer(client, q, edition):
    """All ids that the engine finds, page by page, and its total; what each
    hit says of its score adds up."""
    ids, total = [], None
    while total is None or len(ids) < total:
        reply = client.request("search", q=q, edition=edition, limit=PAGE,
                               offset=len(ids), deadline_ms=10000,
                               explain=True)
        assert "result" in reply, (q, reply)
        page = reply["result"]
        assert total in (None, page["total"]), q
        total = page["total"]
        assert page["hits"] or total == len(ids), q
        for hit in page["hits"] + page["near"]:
            assert sum(part["weight"] for part in hit["why"]) == \
                pytest.approx(hit["score"], rel=1e-6), (q, hit["id"])
        ids += [hit["id"] for hit in page["hits"]]
    assert len(ids) == total == len(set(ids)), q
    return set(ids)


def queries():
    """Counts up to what was asked for, or until the time is up."""
    wanted = int(os.environ.get("CLAUSE_QUERIES", 0))
    end = time.monotonic() + SECONDS
    count = 0
    while count < (wanted or LEAST) or (not wanted and time.monotonic() < end):
        yield count
        count += 1


def check(client, query, units, edition):
    q = brute.as_text(query)
    expected = {unit["id"] for unit in units
                if (edition == "all" or unit["latest"])
                and brute.matches(query, unit)}
    assert answer(client, q, edition) == expected, q
    parsed = client.request("parse", q=q)["result"]
    again = client.request("parse", q=parsed["query"])["result"]
    assert (again["query"], again["tree"]) == \
        (parsed["query"], parsed["tree"]), q
    return bool(expected)


def test_as_brute_force(made_up_daemon, seed):
    daemon, folder = made_up_daemon
    maker, found, count = Maker(seed), 0, 0
    with daemon.connect() as client:
        units = all_units(client, folder / "corpus")
        assert len(units) > 200
        for count in queries():
            edition = maker.chance.choice(["latest", "all"])
            found += check(client, maker.query(), units, edition)
    print(json.dumps({"queries": count + 1, "with hits": found,
                      "units": len(units)}))
    assert found > count / 4
