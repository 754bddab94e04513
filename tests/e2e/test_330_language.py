"""The query language over Resolution 59: near each other, wildcards, similar
words, ranges, and where words are looked for."""
import pytest
from test_310_search import ALL, TSB, found, marked, result


@pytest.mark.parametrize("q, same_as", [
    # what other parsers read as something else
    ("particip* NEAR/3 operators", "participation NEAR/3 operators"),
    ("(participation OR involvement) NEAR/5 operators",
     "participation NEAR/5 operators"),
    ("operator NEAR/3 participating", "operators NEAR/3 participation"),
    ("PARTICIP*", "particip*"),
    ("ITU\u2011T NEAR/9 activities", "itu-t NEAR/9 activity"),
    ("year:2000..2020", "year:2012"),
    ("year:2012..", "res:59"),
    ("year:..2012", "res:..59"),
    ("res:50..60 participation", "participation"),
    ("place:dubai", "lang:en"),
    ("cites:pp-170", 'cites:"PP Res. 170"'),
    ("cites:PP-170", 'cites:"Resolution 170 (Guadalajara, 2010) of the '
                     'Plenipotentiary Conference"'),
    ("cites:pp-170@2010", "cites:pp-170"),
    ("Kind:preamble", "kind:preamble"),
    ("PLACE:Dubai", "place:dubai"),
    ("in:title (enhancing participation)", "res:59"),
    ("in:heading director", "to:director-tsb"),
    ("in:footnote countries", "kind:footnote"),
    ("particpation~1", "=participation"),
    ("=particip*", "particip*"),
])
def test_reads_as(client, q, same_as):
    parts = found(client, q)
    assert parts == found(client, same_as) and parts


@pytest.mark.parametrize("q, missing", [
    ("year:2013..", None),
    ("year:..2011", None),
    ("zebra*", "no word of the index fits zebra*"),
    ("in:title subsidiaries", None),
    ("in:footnote director", None),
    ("cites:pp-999", None),
    ("cites:pp-170@1990", None),
])
def test_finds_nothing(client, q, missing):
    answer = result(client, q)
    assert answer["total"] == 0
    assert missing is None or missing in answer["notes"]


@pytest.mark.parametrize("field, value", [
    ("place", "Dubai"), ("place", "DUBAI"), ("lang", "EN"), ("body", "WTSA"),
])
def test_case_of_filters_does_not_matter(client, field, value):
    answer = client.request("search", q="participation",
                            filter={field: [value]})
    assert answer["result"]["total"] == len(found(client, "participation"))


def test_near_is_narrower_with_each_step(client):
    wide = found(client, "participation operators")
    sizes = [len(found(client, f"participation NEAR/{n} operators"))
             for n in (50, 10, 3, 1)]
    assert sizes == sorted(sizes, reverse=True)
    assert found(client, "participation NEAR/50 operators") <= wide
    assert found(client, "participation ADJ/5 operators") <= \
        found(client, "participation NEAR/5 operators")


def test_phrase_is_adj_of_exact_words(client):
    assert found(client, '"developing countries"') == \
        found(client, "=developing ADJ/1 =countries")


def test_near_never_reaches_into_the_heading(client):
    """*Director* stands in the heading, *support* in the text."""
    assert f"{TSB}.2" in found(client, "support director")
    assert found(client, "support NEAR/50 director") == set()


def test_wildcard_marks_the_whole_word(client):
    hit = result(client, "particip*", limit=1)["hits"][0]
    assert all(word.lower().startswith("particip") for word in marked(hit))
    assert marked(hit)


def test_near_marks_its_operands(client):
    answer = result(client, '"effective participation" NEAR/9 operators',
                    limit=1)
    assert "effective participation" in marked(answer["hits"][0])


def test_title_words_are_not_required_of_the_text(client):
    assert found(client, "in:title enhancing") == set(ALL) | {"footnote.1"}


@pytest.mark.parametrize("q, normal", [
    ("The  Participation of Operators", "participation operators"),
    ("(a1 OR b1) NEAR/3 \u201cdeveloping countries\u201d",
     '(a1 OR b1) NEAR/3 "developing countries"'),
    ("particip* year:..2012", "particip* year:..2012"),
    ("to:\"Director of TSB\" in:text support", None),
    ("cites:\"PP Res. 170\"", "cites:pp-170"),
    ("participation edition:all", "participation edition:all"),
])
def test_parse_and_ask_again(client, q, normal):
    answer = client.request("parse", q=q)["result"]
    assert normal is None or answer["query"] == normal
    again = client.request("parse", q=answer["query"])["result"]
    assert (again["query"], again["tree"]) == (answer["query"],
                                               answer["tree"])
    assert found(client, answer["query"]) == found(client, q)


def test_parse_tree(client):
    tree = client.request("parse", q="in:text -particip* year:2012..")
    assert "error" in tree  # NOT is no operand of in:
    answer = client.request(
        "parse", q="-in:text (Operators ADJ/2 =of) year:2012..")["result"]
    assert answer["tree"] == {"op": "and", "of": [
        {"op": "not", "of": [{"op": "in", "in": "text", "of": [
            {"op": "adj", "distance": 2, "of": [
                {"op": "word", "words": ["operators"], "exact": False,
                 "stems": ["operator"]},
                {"op": "word", "words": ["of"], "exact": True}]}]}]},
        {"op": "filter", "field": "year", "from": 2012,
         "values": ["2012"]}]}


def test_an_expansion_is_told(client):
    notes = result(client, "particip*")["notes"]
    assert any(note.startswith("particip* read as ") for note in notes)
