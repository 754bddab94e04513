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
