"""What a resolution cites, and who cites it: bodies, editions, and what is
held of them."""
import json
import subprocess

import cited
import pytest
from conftest import program


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return cited.index(tmp_path_factory.mktemp("refs"))


def clause(made, *args):
    return subprocess.run([program("clause"), "--index", made, *args],
                          capture_output=True, text=True, timeout=60)


def test_show_looks_at_footnotes_too(made):
    shown = json.loads(clause(made, "show", "--json", "901/footnote.1").stdout)
    assert shown["cites_held"] == ["demo-904@2112"]


def refs(made, *args, code=0):
    done = clause(made, "refs", *args, "--json")
    assert done.returncode == code, done.stderr
    return json.loads(done.stdout)


def test_every_state_of_what_is_cited(made):
    result = refs(made, "901")
    assert [(row["id"].split("/")[1], row["target"]["id"],
             row["target"]["state"], row["target"]["held"],
             row["target"]["superseded_by"]) for row in result["cites"]] == [
        ("recalling.a", "pp-902@2110", "superseded", "pp-902@2110",
         "pp-902@2114"),
        ("recalling.b", "pp-902@2114", "held", "pp-902@2114", None),
        ("recalling.c", "pp-902@2106", "superseded", "pp-902@2114",
         "pp-902@2114"),
        ("recalling.d", "pp-902@2118", "other_edition", "pp-902@2114", None),
        ("recalling.e", "pp-902", "held", "pp-902@2114", None),
        ("recalling.f", "pp-990", "unknown", None, None),
        ("recalling.f", "wtdc-990", "unknown", None, None),
        ("recalling.g", None, "unresolved", None, None),
        ("resolves.1", "demo-904@2108", "superseded", "demo-904@2112",
         "demo-904@2112"),
        ("resolves.1", "demo-904@2112", "held", "demo-904@2112", None),
        ("resolves.1", "demo-904@2108", "superseded", "demo-904@2112",
         "demo-904@2112"),
        ("footnote.1", "demo-904", "held", "demo-904@2112", None)]
    assert result["cites_total"] == 12 and result["next"] is None
    unresolved = result["cites"][7]
    assert unresolved["text"] == "Resolution 991 (Nowhere, 2050)"
    assert unresolved["target"]["body"] is None
    assert unresolved["cite"] == ("WTSA Res. 901 (Rev. Newtown, 2116), "
                                  "recalling g)")
    assert unresolved["source"] == {"file": "wtsa-901-2116.txt", "line": 12}
    assert result["cites"][0]["target"]["title"] == "A made-up resolution"


def test_who_cites_it(made):
    result = refs(made, "demo-904")
    clause_of, footnote = result["cited_by"]
    assert clause_of["id"] == "wtsa-901@2116/resolves.1"
    assert clause_of["source"] == {"file": "wtsa-901-2116.txt", "line": 14}
    assert clause_of["times"] == 3
    assert clause_of["target"]["id"] == "demo-904@2108"
    assert [also["target"]["id"] for also in clause_of["also"]] == [
        "demo-904@2112"]
    assert footnote["id"] == "wtsa-901@2116/footnote.1"
    assert footnote["times"] == 1 and footnote["also"] == []
    assert result["cited_by_total"] == 2 and result["notes"] == []


def test_an_edition_is_cited_for_itself(made):
    old = refs(made, "pp-902@2110")
    assert [row["id"] for row in old["cited_by"]] == [
        "wtsa-901@2116/recalling.a"]
    assert old["of"]["state"] == "superseded"
    assert old["notes"] == [
        "4 more cite another edition of pp-902, or name none: refs pp-902",
        "1 more in superseded editions: edition:all (--edition all) has it"]


@pytest.mark.parametrize("edition, ids", [
    ([], ["901@2116/recalling.a", "901@2116/recalling.b",
          "901@2116/recalling.c", "901@2116/recalling.d",
          "901@2116/recalling.e"]),
    (["--edition", "all"],
     ["901@2112/resolves.1", "901@2116/recalling.a", "901@2116/recalling.b",
      "901@2116/recalling.c", "901@2116/recalling.d", "901@2116/recalling.e",
      "905@2112/noting"]),
    (["--edition", "2112"], ["901@2112/resolves.1", "905@2112/noting"])])
def test_editions_of_those_who_cite(made, edition, ids):
    result = refs(made, "pp-902", *edition)
    assert [row["id"] for row in result["cited_by"]] == [
        "wtsa-" + name for name in ids]
    assert result["cited_by_total"] == len(ids)
    assert bool(result["notes"]) == (edition == [])
    if not edition:
        assert result["notes"] == ["2 more in superseded editions: "
                                   "edition:all (--edition all) has them"]


def test_a_clause(made):
    result = refs(made, "901 recalling f)")
    assert [row["target"]["id"] for row in result["cites"]] == ["pp-990",
                                                                "wtdc-990"]
    assert result["of"]["id"] == "wtsa-901@2116/recalling.f"
    assert "citations name resolutions" in result["notes"][0]
    assert [row["id"] for row in result["cited_by"]] == [
        "demo-904@2112/noting"]
    assert refs(made, "901/resolves.2", "--direction", "cites",
                code=1)["cites_total"] == 0


def test_what_is_not_held_may_be_cited(made):
    result = refs(made, "pp-990")
    assert result["of"]["state"] == "unknown" and result["of"]["cite"] is None
    assert result["cites_total"] is None
    assert [row["id"] for row in result["cited_by"]] == [
        "wtsa-901@2116/recalling.f"]
    done = clause(made, "refs", "pp-990", "--direction", "cites")
    assert done.returncode == 1 and "is known (cited in" in done.stderr
    edition = refs(made, "pp-902@2118")
    assert edition["of"]["state"] == "other_edition"
    assert edition["cited_by_total"] == 1


def test_show_knows_editions_that_are_cited(made):
    """What `refs` and `coverage` know of an edition, `show` knows too."""
    error = json.loads(clause(made, "show", "pp-902@2118",
                              "--json").stdout)["error"]
    assert error["data"]["code"] == "known_not_held"
    assert error["data"]["id"] == "pp-902@2118"
    assert error["data"]["named_in"] == "wtsa-901@2116/recalling.d"
    assert error["message"] == (
        "the 2118 edition of PP Resolution 902 is known (cited in "
        "wtsa-901@2116/recalling.d) but its text is not held.")
    assert "Nothing is known" in clause(made, "show", "pp-902@2120").stderr


def test_a_second_text_that_there_is_not(made):
    """Its edition is held, and nothing is said of it that is not so."""
    for asked in ("901@2116.2", "wtsa-901@2112.3/resolves.1"):
        error = json.loads(clause(made, "refs", asked,
                                  "--json").stdout)["error"]
        assert error["data"]["code"] == "no_such_clause"
        assert error["data"]["nearest"] == "wtsa-" + asked.removeprefix(
            "wtsa-").split(".")[0]


def test_directions(made):
    cites = refs(made, "901", "--direction", "cites")
    assert (cites["cites_total"], cites["cited_by_total"]) == (12, None)
    assert cites["cited_by"] == [] and cites["notes"] == []
    by = refs(made, "901", "--direction", "cited-by")
    assert (by["cites_total"], by["cited_by_total"]) == (None, 1)
    wrong = clause(made, "refs", "901", "--direction", "up")
    assert wrong.returncode == 2
    assert "--direction is both, cites or cited-by" in wrong.stderr
    assert "takes no --direction" in clause(made, "show", "901",
                                            "--direction", "cites").stderr


def test_pages_join_to_the_whole(made):
    whole = refs(made, "pp-902", "--edition", "all")
    for size in (1, 2, 3, 7, 100):
        rows, offset = [], 0
        while offset is not None:
            page = refs(made, "pp-902", "--edition", "all", "--limit",
                        str(size), "--offset", str(offset))
            assert page["cited_by_total"] == 7 and len(page["cited_by"]) <= size
            rows += page["cited_by"]
            offset = page["next"]
        assert rows == whole["cited_by"]
    cites = [refs(made, "901", "-n", "5", "--offset", str(at))["cites"]
             for at in (0, 5, 10, 15)]
    assert sum(cites, []) == refs(made, "901")["cites"]
    counts = refs(made, "pp-902", "--limit", "0")
    assert counts["cited_by"] == [] and counts["cited_by_total"] == 5
    assert counts["next"] is None
    behind = clause(made, "refs", "901", "--offset", "50")
    assert "nothing on this page" in behind.stdout


@pytest.mark.parametrize("asked, offered", [
    ("904", ["demo-904"]), ("990", ["pp-990", "wtdc-990"])])
def test_a_bare_number_is_offered_its_namesakes(made, asked, offered):
    """In refs, search and ask alike."""
    people = {"demo-904": "Demo Resolution 904", "pp-990": "PP Resolution 990",
              "wtdc-990": "WTDC Resolution 990"}
    sentence = (f"no clause cites WTSA Resolution {asked}; "
                + " and ".join(people[name] for name in offered)
                + (" is" if len(offered) == 1 else " are") + " cited: "
                + ", ".join("cites:" + name for name in offered))
    error = json.loads(clause(made, "refs", asked, "--json").stdout)["error"]
    assert error["data"]["code"] == "not_in_corpus"
    assert error["data"]["did_you_mean"] == offered[0]
    assert error["data"]["hint"] == sentence
    for words in (["search", f"cites:{asked}"],
                  ["search", f"cites:wtsa-{asked}"],
                  ["ask", f"which clauses cite Resolution {asked}"]):
        result = json.loads(clause(made, *words, "--json").stdout)
        assert sentence in result["notes"] and result["total"] == 0
        assert clause(made, "search", f"cites:{offered[0]}").returncode == 0


def test_nothing_is_offered_without_need(made):
    for query in ("cites:pp-902", "cites:901", "cites:999", "cites:pp-999"):
        result = json.loads(clause(made, "search", query, "--json").stdout)
        assert not any("no clause cites" in note for note in result["notes"])
    assert "did_you_mean" not in json.loads(
        clause(made, "refs", "999", "--json").stdout)["error"]["data"]


def test_text_reads_well(made):
    for asked in ("901", "pp-902", "demo-904", "pp-990", "905", "901@2112"):
        done = clause(made, "refs", asked)
        assert all(len(line) <= 80 for line in done.stdout.splitlines())
    text = clause(made, "refs", "901").stdout
    assert ("""Cites (12)
  pp-902@2110, "Resolution 902 (Rev. Oldtown, 2110)": superseded by pp-902@2114
      in recalling a); wtsa-901-2116.txt, line 6
""") in text
    assert text.endswith("""Cited by (1)
  Demo Res. 904 (Sampletown, 2112), noting; demo-904-2112.txt, line 6
      wtsa-901@2112, "Resolution 901 (Oldtown, 2112)": superseded by
      wtsa-901@2116
""")
    none = clause(made, "refs", "905")
    assert none.returncode == 1 and "none of the texts searched" in none.stdout


def test_text_of_a_second_text(tmp_path):
    """Where it cites is said as of any other."""
    text = ("RESOLUTION 906 (Oldtown, 2112)\nA made-up resolution\n(Oldtown, "
            "2112)\nThe Demonstration Assembly (Oldtown, 2112),\nnoting\n"
            "Demo Resolution 904 {},\n")
    (tmp_path / "texts").mkdir()
    for name, words in (("a", "once"), ("b", "again")):
        (tmp_path / "texts" / f"{name}.txt").write_text(text.format(words))
    subprocess.run([program("clause-index"), "-q", "--index",
                    tmp_path / "index", tmp_path / "texts"], timeout=60)
    for asked, name in (("demo-906", "a"), ("demo-906@2112.2", "b")):
        done = clause(tmp_path / "index", "refs", asked)
        assert f"      in noting; {name}.txt, line 6\n" in done.stdout


def test_counts_alone_are_no_page(made):
    text = clause(made, "refs", "901", "-n", "0").stdout
    assert "Cites (12)\n  none shown\n" in text
    assert "Cited by (1)\n  none shown\n" in text


def test_rows(made):
    rows = clause(made, "refs", "demo-904", "--format", "tsv", "--fields",
                  "direction,id,cited,state,times").stdout.splitlines()
    assert rows == [
        "direction\tid\tcited\tstate\ttimes",
        "cites\tdemo-904@2112/noting\twtsa-901@2112\tsuperseded\t",
        "cited_by\twtsa-901@2116/resolves.1\tdemo-904@2108\tsuperseded\t3",
        "cited_by\twtsa-901@2116/footnote.1\tdemo-904\theld\t1"]
    ids = clause(made, "refs", "demo-904", "--direction", "cited-by",
                 "--format", "ids").stdout.split()
    assert ids == ["wtsa-901@2116/resolves.1", "wtsa-901@2116/footnote.1"]
    line = clause(made, "refs", "demo-904", "--ndjson").stdout.splitlines()[0]
    assert json.loads(line)["direction"] == "cites"


def test_documents_are_asked_too(tmp_path):
    (tmp_path / "rows.jsonl").write_text(json.dumps({
        "id": "7", "title": "Made up",
        "text": "that it is made up"}) + "\n")
    subprocess.run([program("clause-index"), "-q", "--index",
                    tmp_path / "index", tmp_path / "rows.jsonl"], check=True,
                   timeout=60)
    result = refs(tmp_path / "index", "doc/7", code=1)
    assert result["of"]["id"] == result["of"]["held"] == "doc/7"
    assert result["of"]["state"] == "held" and result["of"]["number"] is None
    assert result["cites_total"] == result["cited_by_total"] == 0


def test_a_text_that_means_harm(tmp_path):
    """Each of its clauses cites each edition that there might be."""
    cites = ", ".join(f"Demo Resolution 904 (Sampletown, {year})"
                      for year in range(1800, 2199))
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "one.txt").write_text(
        "RESOLUTION 904 (Oldtown, 2118)\nA made-up resolution\n(Oldtown, "
        "2118)\nThe Demonstration Assembly (Oldtown, 2118),\nresolves\n"
        + "".join(f"{i}\t{cites};\n" for i in range(1, 101)))
    subprocess.run([program("clause-index"), "-q", "--index",
                    tmp_path / "index", tmp_path / "texts"], timeout=60)
    page = refs(tmp_path / "index", "demo-904", "-n", "2")
    assert page["cites_total"] == 100 * 399 and page["cited_by_total"] == 100
    assert [(row["times"], len(row["also"])) for row in page["cited_by"]] == [
        (399, 398), (399, 398)]
    whole = clause(tmp_path / "index", "refs", "demo-904")
    assert whole.returncode == 2 and "ask for fewer hits" in whole.stderr


def test_resolution_59(client):
    """The real one: what it cites, in the foreword and elsewhere."""
    result = client.request("refs", id="59")["result"]
    assert [(row["id"], row["target"]["id"], row["target"]["state"])
            for row in result["cites"]] == [
        ("wtsa-59@2012", "wtsa-1", "known"),
        ("wtsa-59@2012/recognizing.e", "pp-170@2010", "unknown"),
        ("wtsa-59@2012/taking-into-account", "pp-71@2010", "unknown"),
        ("wtsa-59@2012/taking-into-account", "pp-123@2010", "unknown")]
    assert result["cited_by_total"] == 0
    foreword = client.request("refs", id="1")["result"]
    assert [(row["id"], row["text"]) for row in foreword["cited_by"]] == [
        ("wtsa-59@2012", "Resolution\u00a01")]
    notes = client.request("search", q="cites:1")["result"]["notes"]
    assert notes[-1] == ("no clause cites WTSA Resolution 1, but the foreword "
                         "of 1 text held does: clause refs wtsa-1")


@pytest.mark.parametrize("asked, code", [
    ({"id": "59@2008"}, "known_not_held"), ({"id": "590"}, "not_in_corpus"),
    ({"id": "59/recognizing.z"}, "no_such_clause"),
    ({"id": "no such"}, "invalid_params"), ({}, "invalid_params"),
    ({"id": "59", "direction": "up"}, "invalid_params"),
    ({"id": "59", "limit": 101}, "invalid_params")])
def test_errors(client, asked, code):
    assert client.request("refs", **asked)["error"]["data"]["code"] == code


@pytest.mark.parametrize("command, hint", [
    ("show", "pp-902 is held\n"), ("refs", "no clause cites WTSA ")])
def test_another_body_of_that_number(made, command, hint):
    """902 is read as WTSA's, and only PP's is held."""
    done = subprocess.run(
        [program("clause"), "--index", made, command, "902"],
        capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert f"  did you mean pp-902?   {hint}" in done.stderr
