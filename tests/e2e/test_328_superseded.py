"""Hits that only superseded editions have: a note says so, and how to see
them."""
import json
import subprocess

import cited
import pytest
from conftest import program, start


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return cited.index(tmp_path_factory.mktemp("superseded"))


def ask(made, *words):
    done = subprocess.run([program("clause"), "--index", made, *words,
                           "--json"], capture_output=True, text=True,
                          timeout=60)
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


def note(count):
    return (f"{count} more in superseded editions: edition:all (--edition all) "
            f"has {'it' if count == 1 else 'them'}")


@pytest.mark.parametrize("query, found, more", [
    ("year:2110", 0, 1),             # all of it is superseded
    ("year:2112", 2, 4),             # some is
    ("place:oldtown", 0, 5),
    ("place:oldtown penguins", 0, 1),
    ("penguins year:2100..2115", 0, 1),
    ("year:2116 body:wtsa", 11, 0),  # none is
    ("penguins", 1, 0),              # no year, no place
    ("penguins NOT year:2116", 0, 0),
    ("penguins OR year:2112", 3, 0),
    ("year:2110 OR year:2112", 2, 5),
    ("penguins (year:2110 OR place:oldtown)", 0, 1),
    ("penguins edition:latest year:2112", 0, 0),  # said by name
    ("penguins edition:all year:2112", 1, 0),
    ("penguins edition:2112 year:2112", 1, 0)])
def test_a_note_where_it_applies(made, query, found, more):
    for command in ("search", "facets"):
        result = ask(made, command, query)
        assert result["total"] == found
        assert result["notes"] == ([note(more)] if more else [])
    everything = ask(made, "search", "--edition", "all", query)
    if more:
        assert everything["total"] == found + more
        assert everything["notes"] == []


def test_ask_says_it_too(made):
    result = ask(made, "ask", "what was said of penguins in 2112?")
    assert result["reading"] == "year:2112 penguins"
    assert result["total"] == 0 and note(1) in result["notes"]
    assert ask(made, "search", "--edition", "latest",
               "penguins year:2112")["notes"] == []


def test_filters_beside_the_text(made, tmp_path):
    daemon = start(program("claused"), tmp_path / "s.sock",
                   ["--index", str(made)])
    with daemon.connect() as client:
        reply = client.request("search", q="penguins",
                               filter={"year": ["2112"]})
    daemon.check_end()
    assert reply["result"]["notes"] == [note(1)]
