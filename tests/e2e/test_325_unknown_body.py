"""A resolution of a body that no table knows: what search prints of it may be
typed."""
import json

import pytest
from conftest import clause, index_of

TEXT = """RESOLUTION 905 (Rev. Exampleville, 2016)
A made-up resolution
(Sampletown, 2012; Exampleville, 2016)
The Society of Made-up Things (Exampleville, 2016),
recalling
a)\tDemo Resolution 951 (Sampletown, 2018),
resolves
1\tthat penguins are made up;
2\tthat so is all else.
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    return index_of(tmp_path_factory.mktemp("unknown"), TEXT)


def test_what_search_prints_is_shown(index):
    hit, = json.loads(clause(index, "search", "penguins", "--json").stdout)[
        "hits"]
    assert hit["id"] == "unknown-905@2016/resolves.1"
    for typed in (hit["id"], hit["cite"], "unknown-905/resolves.1",
                  "Unknown-905 resolves 1"):
        done = clause(index, "show", typed, "--json")
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["focus"] == hit["id"]


@pytest.mark.parametrize("command", [
    ["search"], ["coverage", "--body", "unknown"], ["search", "body:unknown"],
    ["show"]])
def test_everywhere_an_id_is_typed(index, command):
    words = [] if "unknown" in command[-1] else ["unknown-905"]
    done = clause(index, *command, *words)
    assert done.returncode == 0, done.stderr
    assert "905" in done.stdout


def test_similar_and_suggest(index):
    done = clause(index, "similar", "--json", "unknown-905@2016/resolves.2")
    assert (json.loads(done.stdout)["of"]["id"]
            == "unknown-905@2016/resolves.2")
    for typed, offered in (("unknown-905@", "unknown-905@2016"),
                           ("unknown-9", "unknown-905"),
                           ("Unknown Res. 90", "unknown-905")):
        done = clause(index, "suggest", typed)
        assert done.stdout.split()[0] == offered, done.stdout


def test_what_is_not_held_is_said_in_words(index):
    known = clause(index, "show", "unknown-905@2012")
    assert known.returncode == 1
    assert ("the Sampletown, 2012 edition of unknown Resolution 905 is known"
            in known.stderr)
    none = clause(index, "show", "unknown-906")
    assert none.returncode == 1
    assert "unknown Resolution 906 is not in this corpus" in none.stderr
