"""What a researcher gets for a query over Resolution 59."""
import json
import re

import pytest
from conftest import SOURCE

R59 = "wtsa-59@2012/"
TSB = "resolves-to-invite-director-tsb"
ALL = ["recognizing.a", "recognizing.b", "recognizing.c", "recognizing.d",
       "recognizing.e", "taking-into-account", "considering.a",
       "considering.b", f"{TSB}.1", f"{TSB}.2", f"{TSB}.3",
       "invites-member-states"]


def result(client, q, **params):
    reply = client.request("search", q=q, **params)
    assert "result" in reply, reply
    return reply["result"]


def parts(hits):
    """Ids without the edition."""
    for hit in hits:
        assert hit["id"].startswith(R59)
    return [hit["id"][len(R59):] for hit in hits]


def found(client, q, **params):
    """The parts that a query finds, as a set; the total must say the same."""
    answer = result(client, q, **{"limit": 100, **params})
    assert answer["total"] == len(answer["hits"])
    assert answer["total_is"] == "exact" and answer["partial"] is False
    return set(parts(answer["hits"]))


def marked(hit, key="segments"):
    return [s["t"] for s in hit[key] if s.get("m")]


def text_of(hit):
    return "".join(s["t"] for s in hit["segments"])


DEVELOPING = {"recognizing.a", "recognizing.d", "considering.a",
              "considering.b", f"{TSB}.1", f"{TSB}.2", f"{TSB}.3"}


@pytest.mark.parametrize("q, expected", [
    ("developing countries", DEVELOPING | {"footnote.1"}),
    ('"developing countries"', DEVELOPING | {"footnote.1"}),
    ("operation", {"recognizing.d"}),
    ("operations", {"recognizing.d"}),
    ("operator", {"recognizing.a", "recognizing.b", "recognizing.d",
                  "considering.a", "considering.b", f"{TSB}.2"}),
    ("OPERATOR", {"recognizing.a", "recognizing.b", "recognizing.d",
                  "considering.a", "considering.b", f"{TSB}.2"}),
    ("standards", set()),
    ("organs", set()),
    ("developed", {"recognizing.b", "recognizing.c", f"{TSB}.1",
                   "footnote.1"}),
    ('"small island developing states"', {"footnote.1"}),
    ("kind:footnote", {"footnote.1"}),
    ("to:director-tsb", {f"{TSB}.1", f"{TSB}.2", f"{TSB}.3"}),
    ("to:member-states", {"invites-member-states"}),
    ("to:none", set()),
    ("verb:resolves-to-invite", {f"{TSB}.1", f"{TSB}.2", f"{TSB}.3"}),
    ("section:recognizing", {f"recognizing.{x}" for x in "abcde"}),
    ('section:"taking into account"', {"taking-into-account"}),
    ("kind:preamble", {p for p in ALL[:8]}),
    ("kind:operative", set(ALL[8:])),
    ("body:wtsa res:59 year:2012 kind:operative", set(ALL[8:])),
    ("res:60", set()),
    ("year:2008", set()),
    ("edition:2012 kind:operative", set(ALL[8:])),
    ("edition:2008 kind:operative", set()),
    ("edition:all kind:operative", set(ALL[8:])),
    ("Director", {f"{TSB}.1", f"{TSB}.2", f"{TSB}.3"}),
    ("weak OR innovation", {"recognizing.a", "considering.b"}),
    ("operators -weak", {"recognizing.b", "recognizing.d", "considering.a",
                         "considering.b", f"{TSB}.2"}),
    ("operators NOT (weak OR emphasis)",
     {"recognizing.b", "considering.a", "considering.b", f"{TSB}.2"}),
    ("=operator", set()),
    ("=operators weak", {"recognizing.a"}),
    ("(support OR encourage) participation kind:operative",
     {f"{TSB}.1", f"{TSB}.2", "invites-member-states"}),
    ("ITU", {"recognizing.c", "recognizing.e", "considering.a", f"{TSB}.1",
             f"{TSB}.3", "invites-member-states"}),
    ('"participation in ITU\u2011T activities"', {f"{TSB}.1"}),
    ("\u201cparticipation in ITU-T activities\u201d", {f"{TSB}.1"}),
    ("zebra", set()),
])
def test_what_is_found(client, q, expected):
    assert found(client, q) == expected


@pytest.mark.parametrize("spelling", ["ITU-T", "ITU\u2011T", "ITU T", "itut",
                                      "ITU\u2013T", "itu\u00a0t", "Itu-t"])
def test_a_name_in_any_spelling(client, spelling):
    assert found(client, spelling) == {
        "recognizing.c", "considering.a", f"{TSB}.1", f"{TSB}.3",
        "invites-member-states"}


def test_british_and_american(client):
    american = found(client, "standardization")
    assert american == found(client, "standardisation")
    assert "recognizing.a" in american and f"{TSB}.1" in american  # heading


def test_the_question_of_the_readme(client):
    answer = result(
        client, "to:director-tsb support participation operators developing "
        "countries")
    assert parts(answer["hits"]) == [f"{TSB}.2"]
    assert answer["total"] == 1
    assert parts(answer["near"]) in ([f"{TSB}.1", f"{TSB}.3"],
                                     [f"{TSB}.3", f"{TSB}.1"])
    for near in answer["near"]:
        assert near["missing"] == ["support", "operators"]
        assert near["score"] > 0
    assert answer["resolutions"] == []
    hit = answer["hits"][0]
    assert hit["cite"] == ("WTSA Res. 59 (Rev. Dubai, 2012), resolves to "
                           "invite the Director of the TSB, 2")
    assert hit["heading"] == ("resolves to invite the Director of the "
                              "Telecommunication Standardization Bureau")
    assert hit["verb"] == "resolves-to-invite"
    assert hit["to"] == ["director-tsb"] and hit["label"] == "2"
    assert hit["kind"] == "operative" and hit["section"] == TSB
    assert hit["resolution"] == "wtsa-59" and hit["edition"] == 2012
    assert hit["superseded_by"] is None
    assert hit["source"] == {"file": "wtsa/resolution-59-dubai-2012.txt",
                             "line": 25}
    assert marked(hit) == ["support", "participation", "operators",
                           "developing", "countries"]


def test_the_same_as_a_filter(client):
    answer = result(client, "support participation operators developing "
                    "countries", filter={"to": ["director-tsb"]})
    assert parts(answer["hits"]) == [f"{TSB}.2"]
    assert len(answer["near"]) == 2


def test_values_of_one_filter_are_alternatives(client):
    assert found(client, "", filter={"to": ["director-tsb",
                                            "member-states"]}) == set(ALL[8:])
    assert found(client, "", filter={"kind": ["operative"],
                                     "to": ["member-states"]}) == {
        "invites-member-states"}


def test_filters_alone_come_in_clause_order(client):
    answer = result(client, "res:59", limit=100)
    assert parts(answer["hits"]) == ALL + ["footnote.1"]
    assert answer["near"] == [] and answer["resolutions"] == []


def test_the_pasted_title_lists_its_resolution(client):
    answer = result(client, "Enhancing participation of telecommunication "
                    "operators \nfrom developing countries")
    assert [r["id"] for r in answer["resolutions"]] == ["wtsa-59@2012"]
    assert answer["resolutions"][0]["cite"] == "WTSA Res. 59 (Rev. Dubai, 2012)"
    assert answer["resolutions"][0]["title"].startswith("Enhancing")
    assert result(client, "enhancing")["resolutions"]
    assert result(client, "enhancing zebra")["resolutions"] == []
    assert result(client, "enhancing body:pp")["resolutions"] == []
    assert result(client, "enhancing kind:operative")["resolutions"] == []


def test_any_pasted_clause_finds_itself_first(client):
    shown = client.request("show", id="59")["result"]
    clauses = [c for s in shown["sections"] for c in s["clauses"]]
    assert len(clauses) == 12
    for clause in clauses:
        for pasted in (clause["text"],
                       clause["label"] + ")\t" + clause["text"],
                       clause["text"].replace("\u2011", "-")):
            hits = result(client, pasted)["hits"]
            assert hits and hits[0]["id"] == clause["id"], pasted


def test_small_words(client):
    answer = result(client, "the participation of the operators")
    assert set(parts(answer["hits"])) == found(client,
                                               "participation operators")
    assert any("left out: the, of (" in note for note in answer["notes"])
    assert found(client, "the") == found(client, '"the"')
    assert found(client, '"by the operators"') == {"considering.b"}


def test_notes(client):
    assert any("OR in capitals" in note
               for note in result(client, "weak or innovation")["notes"])
    notes = result(client, "TSB")["notes"]
    assert any("also read as" in note for note in notes)
    assert result(client, "participation")["notes"] == []


def test_any(client):
    assert found(client, "weak innovation zebra", match="any") == {
        "recognizing.a", "considering.b"}
    assert found(client, "weak innovation zebra") == set()


def test_near_needs_half_of_the_words(client):
    answer = result(client, "weak innovation zebra")
    assert answer["near"] == []  # one of three is less than half
    answer = result(client, "weak innovation")
    assert {h["missing"][0] for h in answer["near"]} == {"weak", "innovation"}
    assert result(client, '"weak innovation"')["near"] == []


def test_near_satisfies_the_rest(client):
    near = result(client, "zebra participation -weak kind:preamble")["near"]
    assert near
    for hit in near:
        assert hit["kind"] == "preamble" and hit["missing"] == ["zebra"]
        assert "weak" not in text_of(hit)


def test_pages(client):
    whole = result(client, "participation", limit=100)
    assert whole["total"] == len(whole["hits"]) == 8
    collected = []
    for offset in range(0, 10, 3):
        page = result(client, "participation", limit=3, offset=offset)
        assert page["total"] == 8
        collected += page["hits"]
    assert [h["id"] for h in collected] == [h["id"] for h in whole["hits"]]
    assert result(client, "participation", limit=0)["hits"] == []


def test_segments_give_the_text_back(client):
    held = (SOURCE / "corpus/wtsa/resolution-59-dubai-2012.txt").read_text()
    for hit in result(client, "participation ITU-T", match="any",
                      limit=100)["hits"]:
        assert text_of(hit) in held
        for match in marked(hit):
            assert re.fullmatch(r"particip\w+|ITU.T|ITU Tele.* Sector", match, re.I)


def test_a_phrase_is_one_segment(client):
    hits = result(client, '"developing countries" OR "Sector Members"')["hits"]
    for hit in hits:
        assert marked(hit)
        for match in marked(hit):
            assert match.lower() in ("developing countries", "sector members")


def test_the_heading_is_marked(client):
    hit = result(client, "Director subsidiaries")["hits"][0]
    assert marked(hit, "heading_segments") == ["Director"]


def test_what_was_searched(client):
    answer = result(client, "participation")
    assert answer["searched"] == {"edition": "latest", "resolutions": 1,
                                  "clauses": 12, "footnotes": 1}
    assert answer["index"]["generation"] == 1
    assert re.fullmatch(r"[0-9a-f-]{32,36}", answer["index"]["uuid"])
    assert answer["took_ms"] > 0
    assert answer["suggestion"] is None and answer["next"] is None


@pytest.mark.parametrize("q, code, at, length, more", [
    ("kinds:operative participation", "unknown_field", 0, 5,
     {"did_you_mean": "kind"}),
    ("a title:x", "unknown_field", 2, 5,
     {"did_you_mean": "in:title", "suggestion": "a in:title x"}),
    ("resolution:59 x", "unknown_field", 0, 10, {"suggestion": "res:59 x"}),
    ("kind:preamble,operative x", "unknown_value", 0, 23,
     {"value": "preamble,operative",
      "suggestion": "(kind:preamble OR kind:operative) x"}),
    ("kind:preamble,xyz", "unknown_value", 0, 17, {"value": "preamble,xyz"}),
    ("participation nosuchf:x", "unknown_field", 14, 7, {}),
    ("to:director-tbs", "unknown_value", 0, 15,
     {"did_you_mean": "director-tsb"}),
    ("kind:operativ", "unknown_value", 0, 13, {"did_you_mean": "operative"}),
    ("\u00e9 section:recognising", "unknown_value", 2, 19,
     {"did_you_mean": "recognizing"}),
    ("year:2016..2008 participation", "bad_range", 0, 15,
     {"suggestion": "year:2008..2016 participation"}),
    ("year:abc..def", "bad_range", 0, 13, {}),
    ("particip* NEAR/ operators", "query_syntax", 10, 5, {}),
    ("a cites:nonsense", "unknown_value", 2, 14, {"value": "nonsense"}),
    ("place:geneve", "unknown_value", 0, 12, {"did_you_mean": "geneva"}),
    ("place:atlantis", "unknown_value", 0, 14, {}),
    ("a NEAR/ operators", "query_syntax", 2, 5, {}),
    ("NOT weak", "query_syntax", 0, 8, {}),
    ("", "query_syntax", 0, 0, {}),
    ("weak OR", "query_syntax", 5, 2, {"suggestion": "weak"}),
])
def test_errors_point_at_the_place(client, q, code, at, length, more):
    error = client.request("search", q=q)["error"]
    data = error["data"]
    assert (data["code"], data["at"], data["len"]) == (code, at, length)
    assert data["unit"] == "code_points"
    for key, value in more.items():
        assert data[key] == value


@pytest.mark.parametrize("params, code, param", [
    ({"q": "x", "limt": 5}, "unknown_param", "limt"),
    ({"q": 5}, "invalid_params", "q"),
    ({"q": "x", "limit": 101}, "invalid_params", "limit"),
    ({"q": "x", "limit": -1}, "invalid_params", "limit"),
    ({"q": "x", "limit": 1.5}, "invalid_params", "limit"),
    ({"q": "x", "limit": "5"}, "invalid_params", "limit"),
    ({"q": "x", "offset": 9999}, "window_too_deep", None),
    ({"q": "x", "match": "some"}, "invalid_params", "match"),
    ({"q": "x", "sort": "score"}, "invalid_params", "sort"),
    ({"q": "x", "explain": 1}, "invalid_params", "explain"),
    ({"q": "x", "stream": True}, "invalid_params", "stream"),
    ({"q": "x", "group": "year"}, "invalid_params", "group"),
    ({"q": "x", "filter": {"kinds": ["a"]}}, "unknown_field", None),
    ({"q": "x", "filter": {"kind": "operative"}}, "invalid_params", None),
    ({"q": "x", "filter": {"kind": []}}, "invalid_params", None),
    ({"q": "x", "filter": {"kind": ["nope"]}}, "unknown_value", None),
    ({"q": "x", "filter": {"year": ["abc"]}}, "unknown_value", None),
    ({"q": "x", "filter": []}, "invalid_params", "filter"),
    ({"q": "x", "edition": "soon"}, "invalid_params", "edition"),
    ({"q": "a " * 300}, "query_too_complex", None),
    ({"q": "a" * 4097}, "query_too_complex", None),
])
def test_parameters_are_checked(client, params, code, param):
    data = client.request("search", **params)["error"]["data"]
    assert data["code"] == code
    if param:
        assert data["param"] == param


def test_neutral_values_of_later_parameters(client):
    assert result(client, "weak", sort="relevance", group=None, facets=[],
                  explain=False, edition="latest", match="all")["total"] == 1


def test_a_wrong_filter_names_the_nearest(client):
    data = client.request("search", q="x", filter={"knd": ["a"]})
    assert data["error"]["data"]["did_you_mean"] == "kind"


def test_hostile_queries_are_answered(client):
    for q in ("(" * 17, ")" * 500, '"' * 999, "-" * 500, "OR " * 100,
              "kind:" * 50, "\u202e\u0000".replace("\u0000", ""), "\\", "'",
              "NOT " * 300 + "x", "a" * 4096, "\U0001f600", "=" * 100,
              "a\tb\nc", "\ufeffparticipation"):
        reply = client.request("search", q=q)
        assert ("result" in reply) != ("error" in reply)
        json.dumps(reply)
