"""The text as it is held."""
import pytest
from conftest import SOURCE

TSB = "resolves-to-invite-director-tsb"
IDS = ["recognizing.a", "recognizing.b", "recognizing.c", "recognizing.d",
       "recognizing.e", "taking-into-account", "considering.a",
       "considering.b", f"{TSB}.1", f"{TSB}.2", f"{TSB}.3",
       "invites-member-states"]


def show(client, ref):
    reply = client.request("show", id=ref)
    assert "result" in reply, reply
    return reply["result"]


def clauses(shown):
    return [c for s in shown["sections"] for c in s["clauses"]]


def test_the_whole(client):
    shown = show(client, "59")
    assert shown["id"] == "wtsa-59@2012" and shown["body"] == "wtsa"
    assert shown["number"] == 59 and shown["edition"] == 2012
    assert shown["place"] == "Dubai" and shown["revised"] is True
    assert shown["designation"] == "Rev. Dubai, 2012"
    assert shown["title"] == ("Enhancing participation of telecommunication "
                              "operators from developing countries")
    assert shown["history"] == [{"place": "Johannesburg", "year": 2008},
                                {"place": "Dubai", "year": 2012}]
    assert len(shown["foreword"]) == 4 and shown["language"] == "en"
    assert shown["cite"] == "WTSA Resolution 59 (Rev. Dubai, 2012)"
    assert shown["focus"] is None and shown["superseded_by"] is None
    assert shown["source"]["file"] == "wtsa/resolution-59-dubai-2012.txt"
    assert len(shown["source"]["sha256"]) == 64


def test_twelve_clauses_and_a_footnote(client):
    shown = show(client, "59")
    assert [c["id"] for c in clauses(shown)] == [f"wtsa-59@2012/{p}"
                                                 for p in IDS]
    assert [f["id"] for f in shown["footnotes"]] == ["wtsa-59@2012/footnote.1"]
    assert shown["footnotes"][0]["anchor"] == "wtsa-59@2012/title"
    assert shown["footnotes"][0]["text"].startswith("These include the least")
    assert [s["kind"] for s in shown["sections"]] == [
        "preamble", "preamble", "preamble", "operative", "operative"]
    assert [s["to"] for s in shown["sections"]] == [
        [], [], [], ["director-tsb"], ["member-states"]]


def test_four_citations(client):
    cites = show(client, "59")["cites"]
    assert [(c["id"], c["in"]) for c in cites] == [
        ("wtsa-1", "wtsa-59@2012"),
        ("pp-170@2010", "wtsa-59@2012/recognizing.e"),
        ("pp-71@2010", "wtsa-59@2012/taking-into-account"),
        ("pp-123@2010", "wtsa-59@2012/taking-into-account")]
    assert show(client, "59")["cites_held"] == []
    assert show(client, "59")["cited_by"] == []


def test_texts_are_those_of_the_source(client):
    held = (SOURCE / "corpus/wtsa/resolution-59-dubai-2012.txt").read_text()
    lines = held.splitlines()
    for clause in clauses(show(client, "59")):
        line = lines[clause["source"]["line"] - 1]
        assert clause["text"] in line


@pytest.mark.parametrize("ref", [
    "59", "wtsa 59", "WTSA-59", "wtsa-59", "Res. 59", "Resolution 59",
    "Resolution 59 (Rev. Dubai, 2012)", "59@2012", "wtsa-59@2012",
    "WTSA Res. 59 (Rev. Dubai, 2012)", "WTSA Resolution 59 (Rev. Dubai, 2012)",
    "WTSA-12 Resolution 59", "Resolution 59 of WTSA-12",
])
def test_spellings_of_the_whole(client, ref):
    assert show(client, ref)["id"] == "wtsa-59@2012"
    assert len(clauses(show(client, ref))) == 12


@pytest.mark.parametrize("ref, part", [
    ("Res. 59 recognizing c)", "recognizing.c"),
    ("Res. 59 recognizing c", "recognizing.c"),
    ("59@2012/recognizing.c", "recognizing.c"),
    ("59/recognizing.c", "recognizing.c"),
    ("wtsa-59@2012/recognizing.c", "recognizing.c"),
    ("59 taking into account", "taking-into-account"),
    ("WTSA Res. 59 (Rev. Dubai, 2012), resolves to invite the Director of "
     "the TSB, 2", f"{TSB}.2"),
    ("WTSA Resolution 59 (Rev. Dubai, 2012), resolves to invite the Director "
     "of the Telecommunication Standardization Bureau, 2", f"{TSB}.2"),
    ("Res. 59 resolves 2", f"{TSB}.2"),
    ("59 invites Member States", "invites-member-states"),
])
def test_one_clause(client, ref, part):
    shown = show(client, ref)
    assert shown["focus"] == f"wtsa-59@2012/{part}"
    assert [c["id"] for c in clauses(shown)] == [f"wtsa-59@2012/{part}"]
    assert shown["footnotes"] == [] and shown["foreword"] == []


def test_a_footnote_and_a_section(client):
    shown = show(client, "59/footnote.1")
    assert shown["cite"].endswith(", footnote 1")
    assert len(shown["footnotes"]) == 1 and clauses(shown) == []
    assert len(clauses(show(client, "59/recognizing"))) == 5


def test_every_id_and_citation_of_a_search_can_be_shown(client):
    hits = client.request("search", q="res:59", limit=100)["result"]["hits"]
    for hit in hits:
        assert show(client, hit["id"])["focus"] == hit["id"]
        assert show(client, hit["cite"])["focus"] == hit["id"]


def test_printed_citations(client):
    assert show(client, "59/recognizing.c")["cite"] == (
        "WTSA Resolution 59 (Rev. Dubai, 2012), recognizing c)")
    assert show(client, f"59/{TSB}.2")["cite"] == (
        "WTSA Resolution 59 (Rev. Dubai, 2012), resolves to invite the "
        "Director of the Telecommunication Standardization Bureau, 2")
    assert show(client, "59/taking-into-account")["cite"] == (
        "WTSA Resolution 59 (Rev. Dubai, 2012), taking into account")


@pytest.mark.parametrize("ref, code, says", [
    ("590", "not_in_corpus", "Resolution 590 is not in this corpus (1 held: "
     "59). Nothing is known about it here."),
    ("59@2008", "known_not_held", "the Johannesburg, 2008 edition of WTSA "
     "Resolution 59 is known (named in the 2012 text) but its text is not "
     "held."),
    ("WTSA-08 Resolution 59", "known_not_held",
     "the Johannesburg, 2008 edition"),
    ("Res. 59 of WTSA-16", "not_in_corpus", "no edition of 2016"),
    ("59@2016", "not_in_corpus", "no edition of 2016"),
    ("59@2012.2", "no_such_clause", "there is no text wtsa-59@2012.2; that "
     "edition is held as wtsa-59@2012"),
    ("59@2008.2", "known_not_held", "the Johannesburg, 2008 edition"),
    ("pp-170", "known_not_held",
     "PP Resolution 170 is known (cited in wtsa-59@2012/recognizing.e)"),
    ("59/recognizing.f", "no_such_clause", "has no recognizing.f"),
    ("59/resolves.9", "no_such_clause", "has no resolves.9"),
    ("fifty-nine", "invalid_params", "is no citation"),
    ("", "invalid_params", "is no citation"),
])
def test_what_is_not_there(client, ref, code, says):
    error = client.request("show", id=ref)["error"]
    assert error["data"]["code"] == code
    assert says in error["message"]


def test_no_such_clause_names_the_nearest(client):
    data = client.request("show", id="59/recognising.c")["error"]["data"]
    assert data["nearest"] == "wtsa-59@2012/recognizing.c"


def test_show_needs_an_id(client):
    data = client.request("show")["error"]["data"]
    assert data["code"] == "invalid_params" and data["param"] == "id"
