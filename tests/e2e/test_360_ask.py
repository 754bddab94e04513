"""Questions in plain words, and citations typed in the search box."""
import subprocess

import pytest
from conftest import program

TSB = "to:director-tsb"


def ask(client, q, **params):
    reply = client.request("ask", q=q, **params)
    assert "result" in reply, reply
    return reply["result"]


READINGS = [
    ("which clauses ask the Director of TSB to support participation of "
     "operators from developing countries?",
     f"{TSB} support participation operators developing countries"),
    ("What is the Director of the TSB asked to develop?", f"{TSB} develop"),
    ("who invites Member States and Sector Members to participate",
     "to:member-states to:sector-members invites participate"),
    ("participation of Member States", "participation member states"),
    ("operators in 2012", "year:2012 operators"),
    ("2012 operators", "2012 operators"),
    ("What does Resolution 59 say about operators?", "res:59 operators"),
    ("WTSA resolutions about operators", "body:wtsa operators"),
    ("operators at WTSA-12", "body:wtsa year:2012 operators"),
    ("operative clauses on participation", "kind:operative participation"),
    ("preamble participation", "kind:preamble participation"),
    ('footnotes about "small island" states',
     'kind:footnote states "small island"'),
    ("capacity-building for operators", "capacity-building operators"),
    ("ITU\u2011T activities", "itu-t activities"),
    ("operators AND NOT (kind:x -y", "operators not kind x y"),
    ("\u201ceffective participation\u201d", '"effective participation"'),
    ("which clauses are there?", "which clauses are there?"),
]


@pytest.mark.parametrize("question, reading", READINGS)
def test_how_a_question_is_read(client, question, reading):
    assert ask(client, question)["reading"] == reading


@pytest.mark.parametrize("question", [q for q, _ in READINGS])
def test_the_reading_gives_the_same_list(client, question):
    asked = ask(client, question)
    again = client.request("search", q=asked["reading"])["result"]
    for name in ("hits", "near", "total", "resolutions", "notes"):
        assert asked[name] == again[name]


def test_the_question_of_the_researcher(client):
    answer = ask(client, READINGS[0][0])
    part = "wtsa-59@2012/resolves-to-invite-director-tsb."
    assert [h["id"] for h in answer["hits"]] == [part + "2"]
    assert [h["id"] for h in answer["near"]] == [part + "1", part + "3"]
    for hit in answer["near"]:
        assert hit["missing"] == ["support", "operators"]


@pytest.mark.parametrize("question", ["", " ", "?", "\"", "((((", "x" * 5000])
def test_odd_questions_are_answered(client, question):
    reply = client.request("ask", q=question)
    assert ("result" in reply) != ("error" in reply)


def test_the_reading_is_printed(index):
    done = subprocess.run(
        [program("clause"), "--index", index, "ask", *READINGS[0][0].split()],
        capture_output=True, text=True, timeout=60)
    assert done.returncode == 0
    assert done.stdout.startswith(f"Read as: {READINGS[0][1]}\n\n1. ")
    assert done.stdout.count("missing: support, operators") == 2


R59 = "wtsa-59@2012"
SPELLINGS = [
    ("59", ""), (" 59 ", ""), ("wtsa 59", ""), ("WTSA-59", ""),
    ("wtsa-59@2012", ""), ("59@2012", ""), ("Res. 59", ""), ("res 59", ""),
    ("Res.59", ""), ("RESOLUTION 59", ""), ("Resolution\u00a059", ""),
    ("the Resolution 59", ""), ("WTSA Res. 59", ""),
    ("WTSA Resolution 59", ""), ("Resolution 59 (Rev. Dubai, 2012)", ""),
    ("WTSA Resolution 59 (Rev. Dubai, 2012)", ""),
    ("Resolution 59 of WTSA", ""),
    ("Res. 59 recognizing c)", "recognizing.c"),
    ("Res. 59 recognizing c", "recognizing.c"),
    ("59 recognizing c)", "recognizing.c"),
    ("Res. 59 recognizing a", "recognizing.a"),
    ("Res. 59 recognizing", "recognizing"),
    ("59/recognizing.c", "recognizing.c"),
    ("59@2012/recognizing.c", "recognizing.c"),
    ("wtsa-59@2012/recognizing.c", "recognizing.c"),
    ("WTSA Res. 59 (Rev. Dubai, 2012), recognizing c)", "recognizing.c"),
    ("WTSA Resolution 59 (Rev. Dubai, 2012), recognizing c)",
     "recognizing.c"),
    ("Res. 59 taking into account", "taking-into-account"),
    ("Resolution 59 (Rev. Dubai, 2012), taking into account",
     "taking-into-account"),
    ("Res. 59 footnote 1", "footnote.1"), ("59/footnote.1", "footnote.1"),
    ("59 invites Member States", "invites-member-states"),
    ("WTSA Res. 59 (Rev. Dubai, 2012), resolves to invite the Director of "
     "the TSB, 2", "resolves-to-invite-director-tsb.2"),
    ("WTSA Resolution 59 (Rev. Dubai, 2012), resolves to invite the Director "
     "of the Telecommunication Standardization Bureau, 2",
     "resolves-to-invite-director-tsb.2"),
]


@pytest.mark.parametrize("method", ["search", "ask"])
@pytest.mark.parametrize("typed, part", SPELLINGS)
def test_a_citation_brings_its_text(client, method, typed, part):
    answer = client.request(method, q=typed)["result"]
    citation = answer["citation"]
    assert citation["id"] == (f"{R59}/{part}" if part else R59)
    assert any(n == f"Read as a citation: {citation['cite']}"
               for n in answer["notes"])
    shown = client.request("show", id=typed)["result"]
    assert citation["cite"] == shown["cite"]
    if part.startswith("recognizing."):
        assert citation["text"] == shown["sections"][0]["clauses"][0]["text"]
    if not part:
        assert citation["text"] == shown["title"]
    assert answer["near"] == []


@pytest.mark.parametrize("words", [
    "59 operators", "operators 59", "recognizing c", "participation",
    "Res. participation", "2012", "590"])
def test_what_is_no_citation_stays_words(client, words):
    answer = client.request("search", q=words)["result"]
    assert "citation" not in answer
    assert not any("citation" in note for note in answer["notes"])


def test_a_citation_is_searched_too(client):
    """Clauses that cite a resolution have its words."""
    answer = client.request("search", q="Resolution 170")["result"]
    assert [h["id"] for h in answer["hits"]] == [f"{R59}/recognizing.e"]
    assert any("not in this corpus" in note for note in answer["notes"])


def test_a_citation_stands_first(index):
    done = subprocess.run(
        [program("clause"), "--index", index, "Res. 59 recognizing a"],
        capture_output=True, text=True, timeout=60)
    assert done.returncode == 0
    assert done.stdout.startswith("WTSA Resolution 59 (Rev. Dubai, 2012), "
                                  "recognizing a)\n   that the participation")


def suggestion(client, q, **params):
    answer = client.request("search", q=q, **params)["result"]
    if answer["suggestion"] is not None:
        again = client.request("search", q=answer["suggestion"],
                               **params)["result"]
        assert again["total"] == answer["suggestion_total"] > 0
    return answer["suggestion"]


@pytest.mark.parametrize("typed, meant", [
    ("particpation", "participation"),
    ("partcipation of opertors", "participation of operators"),
    ("Particpation kind:operative", "participation kind:operative"),
    ('subsidaries "developed countries"', 'subsidiaries "developed countries"'),
    ("xyzzyplugh", None), ("2013", None), ("ITV", None), ("wea", None),
    ('"particpation operators"', None), ("participation", None),
    ("particpation kind:footnote", None), ("particpation xyzzyplugh", None),
])
def test_did_you_mean(client, typed, meant):
    assert suggestion(client, typed) == meant


def test_did_you_mean_keeps_the_filters(client):
    assert suggestion(client, "particpation",
                      filter={"kind": ["operative"]}) == "participation"
    assert suggestion(client, "particpation",
                      filter={"kind": ["footnote"]}) is None


def test_did_you_mean_is_printed(index):
    done = subprocess.run([program("clause"), "--index", index,
                           "particpation"], capture_output=True, text=True,
                          timeout=60)
    assert done.returncode == 1
    assert done.stdout.startswith("Did you mean: participation (8 clauses)\n")
