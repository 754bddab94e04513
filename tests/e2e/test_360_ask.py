"""Questions in plain words, and citations typed in the search box."""
import subprocess

import pytest
from conftest import program

TSB = "to:director-tsb"


def ask(client, q, **params):
    reply = client.request("ask", q=q, **params)
    assert "result" in reply, reply
    return reply["result"]


ALL = ("(kind:preamble OR kind:operative OR kind:annex OR kind:other OR "
       "kind:footnote)")
READINGS = [
    ("which clauses ask the Director of TSB to support participation of "
     "operators from developing countries?",
     f"{TSB} support participation operators developing countries"),
    ("What is the Director of the TSB asked to develop?", f"{TSB} develop"),
    ("who invites Member States and Sector Members to participate",
     "to:member-states to:sector-members invites participate"),
    ("which clauses ask the Director of TSB or Member States to encourage",
     "(to:director-tsb OR to:member-states) encourage"),
    ("Is the Director of TSB or the Director of BDT asked to hold workshops?",
     "(to:director-tsb OR to:director-bdt) hold workshops"),
    ("participation of Member States", "participation member states"),
    ("operators in 2012", "year:2012 operators"),
    ("2012 operators", "2012 operators"),
    ("What does Resolution 59 say about operators?", "res:59 operators"),
    ("What does Resolution 59 (Rev. Dubai, 2012) ask of Member States?",
     "res:59 to:member-states edition:2012"),
    ("Resolution 59 (Rev. Dubai, 2012) and Resolution 71 (Rev. Guadalajara, "
     "2010) on operators",
     "(res:59 year:2012 OR body:pp res:71 year:2010) edition:all operators"),
    ("operators not in Resolution 59 (Rev. Dubai, 2012)",
     "operators -(res:59 year:2012)"),
    ("What does wtsa-59@2012 ask of Member States?",
     "body:wtsa res:59 to:member-states edition:2012"),
    ("What do resolutions 59 and 71 ask of Member States?",
     "(res:59 OR res:71) to:member-states"),
    ("operators in resolutions 50 to 60", "res:50..60 operators"),
    ("What does Resolution 59 of WTSA ask of Member States?",
     "body:wtsa res:59 to:member-states"),
    ("WTSA resolutions about operators", "body:wtsa operators"),
    ("operators at WTSA-12", "body:wtsa year:2012 operators"),
    ("operative clauses on participation", "kind:operative participation"),
    ("preamble participation", "kind:preamble participation"),
    ("participation in preambles or footnotes",
     "(kind:preamble OR kind:footnote) participation"),
    ("What do annexes say about operators?", "kind:annex operators"),
    ("Which clauses don't ask anyone to develop?", "to:none develop"),
    ("all editions of Resolution 59 on operators",
     "res:59 edition:all operators"),
    ("What was adopted in Dubai on operators?", "place:dubai operators"),
    ("operators in what was adopted in Kyoto", "place:kyoto operators"),
    ("operators in resolutions adopted by WTSA-12",
     "body:wtsa year:2012 operators"),
    ('footnotes about "small island" states',
     'kind:footnote states "small island"'),
    ("capacity-building for operators", "capacity-building operators"),
    ("ITU\u2011T activities", "itu-t activities"),
    ("operators AND NOT (x y", "operators -(x y)"),
    ("operators except footnotes", "operators -kind:footnote"),
    ("operators except footnotes and preambles",
     "operators -kind:footnote -kind:preamble"),
    ("operators but not about developing countries",
     "operators -(developing countries)"),
    ("which clauses ask Member States but not Sector Members",
     "to:member-states -to:sector-members"),
    ("what is the Director of TSB asked, without mention of operators",
     "to:director-tsb -operators"),
    ("clauses that don't mention operators", ALL + " -operators"),
    ("clauses not addressed to Member States",
     ALL + " -to:member-states"),
    ('operators except "small island" in 2012',
     'year:2012 operators -"small island"'),
    ("which clauses cite PP Resolution 170?", "cites:pp-170"),
    ("clauses citing Resolution 170 (Guadalajara, 2010) of the "
     "Plenipotentiary Conference", "cites:pp-170@2010"),
    ("who cites Resolution 170 (Antalya, 2006)?", "cites:pp-170@2006"),
    ("which resolutions cite PP-71 since 2010", "cites:pp-71 year:2010.."),
    ("where is PP Resolution 170 cited?", "cites:pp-170"),
    ("which clauses mention PP Resolution 170", "cites:pp-170"),
    ("operators in clauses that do not cite PP Resolution 170",
     "operators -cites:pp-170"),
    ("operators before 2010", "year:..2009 operators"),
    ("operators after 2010", "year:2011.. operators"),
    ("operators since 2010", "year:2010.. operators"),
    ("operators until 2010", "year:..2010 operators"),
    ("operators between 2008 and 2012", "year:2008..2012 operators"),
    ("operators from 2008 to 2012", "year:2008..2012 operators"),
    ("operators from 2010 onwards", "year:2010.. operators"),
    ("operators from 2012", "year:2012 operators"),
    ("operators in 2008 or 2012", "(year:2008 OR year:2012) operators"),
    ("what was decided before WTSA-16 on operators",
     "body:wtsa year:..2015 operators"),
    ("operators since WTSA-12", "body:wtsa year:2012.. operators"),
    ("operators in the 2012 edition of Resolution 59",
     "res:59 edition:2012 operators"),
    ("operators not in 2012", "operators -year:2012"),
    ("how many clauses are about operators?", "operators"),
    ("\u201ceffective participation\u201d", '"effective participation"'),
    ("Which resolutions deal with operators?", "operators"),
    ("Can you give me everything concerning small islands?", "small islands"),
    ("What must the Director of TSB do about participation?",
     f"{TSB} participation"),
    ("What shall Member States encourage?", "to:member-states encourage"),
    ("What should the Director of TSB develop, with regard to operators?",
     f"{TSB} develop operators"),
    ("texts related to operators", "texts operators"),
    ("What did WTSA-12 decide on operators?",
     "body:wtsa year:2012 operators"),
    ("Find all clauses where Member States are urged to participate.",
     "to:member-states urged participate"),
    ("What Member States should do about operators",
     "to:member-states operators"),
    ("Which clauses concern operators?", "operators"),
    ("What has been decided on operators", "operators"),
    ("what Member States are", "member states"),
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


@pytest.mark.parametrize("question, reading, words", [
    ("services not available", "services available", "not"),
    ("participation without discrimination",
     "participation discrimination", "without"),
    ("clauses cited by Resolution 59", "res:59", "cited by"),
    ("operators except", "operators", "except"),
    ("who cites the Convention", "convention", "cites"),
    ("operators that are never invited", "operators invited", "never"),
])
def test_what_is_not_understood_is_said(client, question, reading, words):
    answer = ask(client, question)
    assert answer["reading"] == reading
    assert any(note.startswith(f"not understood: {words}.")
               for note in answer["notes"])


@pytest.mark.parametrize("question, said", [
    ("What does Resolution 59 cite?", True), ("who cites", False),
    ("who cites Resolution 59?", False)])
def test_what_a_resolution_cites_is_told_by_refs(client, question, said):
    notes = ask(client, question)["notes"]
    assert any(n.endswith("refs lists it") for n in notes) == said


@pytest.mark.parametrize("question", [q for q, _ in READINGS])
def test_nothing_is_said_of_what_was_understood(client, question):
    assert not any("not understood" in note
                   for note in ask(client, question)["notes"])


def test_what_is_unwanted_is_not_found(client):
    every = {h["id"] for h in ask(client, "operators", limit=100)["hits"]}
    cites = ask(client, "clauses citing PP Resolution 170")["hits"]
    assert [h["id"] for h in cites] == ["wtsa-59@2012/recognizing.e"]
    some = ask(client, "operators but not developing countries", limit=100)
    assert {h["id"] for h in some["hits"]} < every
    assert not any("developing countries" in
                   "".join(s["t"] for s in h["segments"])
                   for h in some["hits"])


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
    ("Resolution 59 of WTSA", ""), ("Resolution No. 59", ""),
    ("Res. 59 (Dubai 2012)", ""), ("Resolution 59 (Rev. Dubai 2012)", ""),
    ("Res. 59 recognizing c)", "recognizing.c"),
    ("Res. 59 recognizing c", "recognizing.c"),
    ("59 recognizing c)", "recognizing.c"),
    ("Res. 59 recognizing (c)", "recognizing.c"),
    ("Res. 59 (Dubai 2012) recognizing (c)", "recognizing.c"),
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
    "Res. participation", "2012", "590", "Res. 59 (Dubai 2012",
    "Resolution 59 (2012 Dubai)", "Resolution No. participation"])
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
    ("opertors OR xyzzyplugh", "operators OR xyzzyplugh"),
    ("operators or xyzzyplugh", "operators OR xyzzyplugh"),
    ("opertors Or xyzzyplugh", "operators OR xyzzyplugh"),
    ("in:heading (particpation OR xyzzyplugh) -opertors", None),
    ('xyzzyplugh "operators or"', None), ("or xyzzyplugh", None),
    ("xyzzyplugh or", None),
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
