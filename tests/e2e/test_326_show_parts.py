"""Parts of a resolution as they are named: all that a search prints can be
shown again, and the beginning of a heading is enough where one begins so."""
import json

import pytest
from conftest import clause, index_of

TEXT = """RESOLUTION 906 (Rev. Dubai, 2012)
A made-up resolution on penguins
(Johannesburg, 2008; Dubai, 2012)
The World Telecommunication Standardization Assembly (Dubai, 2012),
recognizing
a)\tthat penguins are made up,
resolves to invite the Council
1\tto look at penguins;
2\tto count penguins,
instructs the Director of the Telecommunication Standardization Bureau, in \
collaboration with the Director of the Radiocommunication Bureau
1\tto report on penguins:
a)\tsoon;
b)\twith penguins;
2\tto feed penguins,
instructs Study Group 17
to watch penguins,
invites Member States
1\tto host penguins,
invites Sector Members
1\tto fund penguins.
"""
DIRECTOR = ("instructs-director-tsb-in-collaboration-with-director-br")


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    return index_of(tmp_path_factory.mktemp("parts"), TEXT)


def show(index, typed):
    return json.loads(clause(index, "show", "--json", typed).stdout)


def test_what_search_prints_is_shown(index):
    hits = json.loads(clause(index, "search", "res:906", "--json", "-n",
                             "100").stdout)["hits"]
    assert f"wtsa-906@2012/{DIRECTOR}.1.a" in [hit["id"] for hit in hits]
    for hit in hits:
        assert show(index, hit["cite"])["focus"] == hit["id"]


@pytest.mark.parametrize("typed, part", [
    ("906 resolves", "resolves-to-invite-council"),
    ("906/resolves", "resolves-to-invite-council"),
    ("906 resolves 2", "resolves-to-invite-council.2"),
    ("906 instructs 1 a)", f"{DIRECTOR}.1.a"),
    ("906 instructs the Director of the TSB, 2", f"{DIRECTOR}.2"),
    ("906 instructs Study Group 17", "instructs-study-group-17"),
])
def test_the_beginning_of_a_heading(index, typed, part):
    assert show(index, typed)["focus"] == f"wtsa-906@2012/{part}"


@pytest.mark.parametrize("typed, says, nearest", [
    ("906 instructs", "wtsa-906@2012 has no instructs, but 2 that begin so: "
     f"{DIRECTOR}, instructs-study-group-17", DIRECTOR),
    ("906 invites 1", "wtsa-906@2012 has no invites.1, but 2 that begin so: "
     "invites-member-states.1, invites-sector-members.1",
     "invites-member-states.1"),
    ("906 resolves 3", "has no resolves.3; `show", None),
    ("906/recognising", "has no recognising; `show", "recognizing"),
])
def test_several_or_none_are_not_guessed(index, typed, says, nearest):
    error = show(index, typed)["error"]
    assert error["data"]["code"] == "no_such_clause"
    assert says in error["message"]
    assert error["data"].get("nearest") == (
        nearest and f"wtsa-906@2012/{nearest}")


def test_the_title_alone(index):
    for typed in ("906/title", "wtsa-906@2012/title", "906 title"):
        shown = show(index, typed)
        assert shown["focus"] == "wtsa-906@2012/title"
        assert shown["title"] == "A made-up resolution on penguins"
        assert shown["cite"] == "WTSA Resolution 906 (Rev. Dubai, 2012), title"
        assert shown["sections"] == shown["footnotes"] == shown["cites"] == []
    assert show(index, shown["cite"])["focus"] == shown["focus"]
    assert clause(index, "show", "906/title").stdout == (
        "WTSA Resolution 906 (Rev. Dubai, 2012), title\n"
        "  A made-up resolution on penguins\n")


def test_the_title_elsewhere(index):
    found = json.loads(clause(index, "search", "--json", "906 title").stdout)
    assert found["citation"]["id"] == "wtsa-906@2012/title"
    assert found["citation"]["text"] == "A made-up resolution on penguins"
    like = json.loads(clause(index, "similar", "--json", "906/title").stdout)
    assert like["of"]["id"] == "wtsa-906@2012/title"
    assert "penguins" in [term["word"] for term in like["terms"]]
    refs = json.loads(clause(index, "refs", "--json", "906/title").stdout)
    assert refs["of"]["id"] == "wtsa-906@2012/title" and refs["cites"] == []
