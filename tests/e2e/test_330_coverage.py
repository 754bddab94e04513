"""clause coverage: what is held, what is known but not held, and why."""
import json
import subprocess

import pytest

from conftest import clause, program, start

HEAD = """RESOLUTION 950 ({rev}Exampleville, {year})
A made-up resolution
(Sampletown, 2018; {history}Exampleville, {year})
The Demonstration Assembly (Exampleville, {year}),
recalling
Demo Resolution 951 (Sampletown, 2018) and Demo Resolution 951 (Sampletown,
2018) again,
resolves
that it is made up.
"""


@pytest.fixture
def index(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "old.txt").write_text(
        HEAD.format(rev="", year=2022, history=""))
    (folder / "new.txt").write_text(
        HEAD.format(rev="Rev. ", year=2026, history="Exampleville, 2022; "))
    done = subprocess.run(
        [program("clause-index"), "--index", tmp_path / "index", folder],
        capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return tmp_path / "index"


def test_held_and_known(index):
    done = clause(index, "coverage", "--json")
    assert done.returncode == 0
    result = json.loads(done.stdout)
    assert [(item["id"], item["status"], item["superseded_by"])
            for item in result["held"]] == [
        ("demo-950@2022", "superseded", "demo-950@2026"),
        ("demo-950@2026", "unknown", None)]
    assert [(item["id"], item["where"], item["named_in"], item["times"])
            for item in result["known_not_held"]
            if item["where"] != "catalogue"] == [
        ("demo-950@2018", "history", "demo-950@2022", 2),
        ("demo-951@2018", "citation", "demo-950@2022/recalling", 4)]
    assert result["known_not_held"][1]["source"] == {"file": "old.txt",
                                                     "line": 6}


def test_nothing_is_in_force_by_guess(index):
    """Nor is what is known by the tables that are shipped."""
    result = json.loads(clause(index, "coverage", "--json").stdout)
    assert len(result["known_not_held"]) > 50
    for item in result["held"] + result["known_not_held"]:
        assert item["status"] in ("superseded", "unknown"), item


def test_text_and_ids(index):
    text = clause(index, "coverage").stdout
    assert "demo-950@2018: in the history line of demo-950@2022" in text
    assert "status superseded by demo-950@2026" in " ".join(text.split())
    assert all(len(line) <= 80 for line in text.splitlines())
    ids = clause(index, "coverage", "--format", "ids").stdout
    assert ids == "demo-950@2022\ndemo-950@2026\n"


def test_a_page_behind_the_last_is_not_called_empty(index):
    done = clause(index, "coverage", "--offset", "5000")
    assert done.stdout.count("\nnothing on this page\n") == 3
    first = clause(index, "coverage", "--limit", "1", "--body", "wtsa")
    assert "Held:\nnothing\n" in first.stdout


def test_one_body(index):
    done = clause(index, "coverage", "--body", "wtsa")
    assert done.returncode == 1 and "nothing" in done.stdout
    wrong = clause(index, "coverage", "--body", "demi")
    assert wrong.returncode == 2 and "did you mean demo?" in wrong.stderr
    for stray in (["search", "--body", "demo", "x"], ["coverage", "--any"],
                  ["show", "--limit", "1", "950"]):
        done = clause(index, *stray)
        assert done.returncode == 2 and "takes no --" in done.stderr


def test_show_says_what_is_known(index):
    done = clause(index, "show", "demo-951")
    assert done.returncode == 1
    assert done.stderr.startswith(
        "clause: Demo Resolution 951 is known (cited in demo-950@2022/recalling)"
        " but its text is not held.")
    assert "Nothing is known about it" in clause(index, "show", "952").stderr


def test_zero_hits_end_with_the_hint(index):
    done = clause(index, "search", "unheardof")
    assert done.returncode == 1
    assert "clause coverage lists what is held." in " ".join(
        done.stdout.split())


CATALOGUE = """number\ttitle\teditions\teditions_text\tstatus\tsource\tverified\tstanding
950\tOf another body\tSampletown 2022\tS\tlater not checked\tmade up\tpartly\t
951\t\t\tcited undated\t\tmade up\tpartly\t
952\tGone\tSampletown 2018; Sampletown 2022\tS\tgone (inferred)\tmade up\tno\tsuppressed
953\tStill there\tSampletown 2026\tS\tin force 2026\tmade up\tyes\tin force
"""


@pytest.fixture
def catalogued(tmp_path):
    """An index of a made-up text with a made-up catalogue."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "one.txt").write_text(
        "RESOLUTION 950 (Sampletown, 2018)\nA made-up resolution\n"
        "The World Telecommunication Standardization Assembly"
        " (Sampletown, 2018),\nresolves\nthat it is made up.\n")
    tables = tmp_path / "own"
    tables.mkdir()
    (tables / "catalogue.tsv").write_text(CATALOGUE)
    (tables / "catalogue_itu_r.tsv").write_text(
        "identifier\ttitle\tpdf_url\tsource\n"
        + "".join(f"ITU-R R.{number}\tMade up\tu\tmade up\n"
                  for number in range(1000, 1250)))
    done = subprocess.run(
        [program("clause-index"), "--index", tmp_path / "index",
         "--tables", tables, folder],
        capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return tmp_path / "index"


def known(index, *args):
    result = json.loads(clause(index, "coverage", "--json", *args).stdout)
    return result, {item["id"]: item for item in result["known_not_held"]}


def test_the_catalogue_is_evidence(catalogued):
    result, items = known(catalogued, "--body", "wtsa")
    assert {name: (item["status"], item["superseded_by"])
            for name, item in items.items()} == {
        "wtsa-950@2022": ("unknown", None),
        "wtsa-951": ("unknown", None),
        "wtsa-952@2018": ("superseded", "wtsa-952@2022"),
        "wtsa-952@2022": ("suppressed", None),
        "wtsa-953@2026": ("in force", None)}
    (held,) = result["held"]
    assert (held["status"], held["superseded_by"]) == ("superseded",
                                                       "wtsa-950@2022")
    assert items["wtsa-952@2022"]["catalogue"] == {
        "title": "Gone", "editions": "S", "status": "gone (inferred)",
        "verified": "no", "source": "made up"}
    assert items["wtsa-952@2022"]["source"] == {"file": "tables/catalogue.tsv",
                                                "line": 4}
    assert items["wtsa-952@2022"]["times"] == 0


def test_long_lists_are_counted_and_paged(catalogued):
    text = clause(catalogued, "coverage").stdout
    assert "250 resolutions of itu-r" in text and len(text) < 1500
    full = clause(catalogued, "coverage", "--body", "itu-r").stdout
    assert all(f"itu-r-{number} " in full for number in range(1000, 1250))
    assert all(len(line) <= 80 for line in (text + full).splitlines())
    seen, offset = [], 0
    while offset is not None:
        page, items = known(catalogued, "--limit", "100",
                            "--offset", str(offset))
        assert page["known_not_held_total"] == 255
        assert page["held_total"] == 1 and len(items) <= 100
        seen += items
        offset = page["next"]
    assert len(seen) == len(set(seen)) == 255
    more = clause(catalogued, "coverage", "--limit", "2").stdout
    assert "There is more: --offset 2 goes on." in more


def test_status_words_are_shown(catalogued):
    text = " ".join(clause(catalogued, "coverage", "--body",
                           "wtsa").stdout.split())
    assert ("Gone. Status suppressed. Said of it: gone (inferred). Verified: "
            "no. Source: made up.") in text
    assert "title not seen. Status unknown." in text


@pytest.mark.parametrize("asked, says", [
    ("952", "Resolution 952 is known (in the catalogue; verified: no)"),
    ("952@2018", "the Sampletown, 2018 edition of Resolution 952 is known"),
    ("950@2022", "the Sampletown, 2022 edition of Resolution 950 is known"),
    ("ITU-R 1000", "ITU-R Resolution 1000 is known (in the catalogue; "
                   "verified: not said)")])
def test_show_knows_the_catalogue(catalogued, asked, says):
    done = clause(catalogued, "show", asked)
    assert done.returncode == 1 and says in done.stderr
    error = json.loads(clause(catalogued, "show", asked,
                              "--json").stdout)["error"]
    assert error["code"] == 1102
    assert error["data"]["named_in"] == "catalogue"
    assert error["data"]["evidence"] == "made up"


def test_what_the_catalogue_lacks_is_not_known(catalogued):
    assert "Nothing is known" in clause(catalogued, "show", "950@2030").stderr
    assert "Nothing is known" in clause(catalogued, "show", "960").stderr


def test_a_bad_catalogue_is_refused(catalogued, tmp_path):
    (tmp_path / "own" / "catalogue.tsv").write_text(CATALOGUE + "x\ty\n")
    done = subprocess.run(
        [program("clause-index"), "--index", tmp_path / "index",
         "--tables", tmp_path / "own", tmp_path / "texts"],
        capture_output=True, text=True, timeout=60)
    assert done.returncode == 3
    assert "catalogue, line 6: the number is no number" in done.stderr
    assert "953" in clause(catalogued, "coverage", "--body", "wtsa").stdout


def test_an_answer_ends_where_it_is_full(catalogued, tmp_path):
    """And the client goes through the pages, in every format."""
    whole = json.loads(clause(catalogued, "coverage", "--json").stdout)
    assert whole["next"] is None and len(whole["known_not_held"]) == 255
    daemon = start(program("claused"), tmp_path / "s.sock",
                   ["--index", str(catalogued), "--limit",
                    "reply_bytes=20000"])
    with daemon.connect() as client:
        rows, offset, pages = [], 0, 0
        while offset is not None:
            reply = client.request("coverage", offset=offset)
            assert len(json.dumps(reply, separators=(",", ":"))) <= 20000
            page = reply["result"]
            assert page["known_not_held_total"] == 255
            assert page["next"] == (offset + len(page["known_not_held"])
                                    if page["next"] else None)
            rows += page["known_not_held"]
            offset, pages = page["next"], pages + 1
        assert rows == whole["known_not_held"] and pages > 3
        page = client.request("coverage", limit=100)["result"]
        assert page["next"] == len(page["known_not_held"]) < 100

    def served(*args):
        return subprocess.run(
            [program("clause"), "--connect", f"unix:{tmp_path}/s.sock",
             "coverage", *args], capture_output=True, text=True, timeout=60)

    for options in ([], ["--body", "itu-r"], ["--format", "csv"],
                    ["--format", "ids"], ["--ndjson"], ["--offset", "7"],
                    ["--json=id,held"]):
        done = served(*options)
        assert done.stdout == clause(catalogued, "coverage", *options).stdout
        assert done.returncode == 0 or options == ["--body", "itu-r"]
    assert json.loads(served("--json").stdout) == whole
    assert "--offset" in served("--limit", "100").stdout
    daemon.check_end()
