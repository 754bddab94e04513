"""CSV, TSV, Markdown, NDJSON and fields: what a program or a spreadsheet reads
back is what the service said."""
import csv
import io
import json
import os
import pty
import re
import subprocess

import pytest
from conftest import PATIENCE, SOURCE, program

JUDGED = SOURCE / "tests" / "relevance" / "corpus"
AWKWARD = {
    "formula": '=HYPERLINK("http://example.org","penguin")',
    "minus": "-2+3 penguin", "plus": "+1 penguin", "at": "@SUM(1) penguin",
    "quotes": 'a "penguin", quoted, twice ""',
    "bars": "a|penguin|\\| *bold* _low_ `code` [a](b)",
    "markup": "<script>alert(1)</script> &amp; <b>penguin</b>",
    "bidi": "a penguin \u202eturned\u202c round \u200f here",
    "plain": "a penguin, é ü 世界",
}
HEADER = ("id,cite,resolution,edition,title,kind,section,heading,verb,to,"
          "label,text,superseded_by,score,file,line").split(",")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """An index of the made-up resolutions and of awkward rows."""
    where = tmp_path_factory.mktemp("formats")
    rows = [json.dumps({"id": name, "title": "=1+1 made up", "text": text})
            for name, text in AWKWARD.items()]
    (where / "rows.jsonl").write_text("\n".join(rows) + "\n")
    subprocess.run([program("clause-index"), "-q", "--index", where / "index",
                    JUDGED, SOURCE / "corpus", where / "rows.jsonl"],
                   check=True, timeout=PATIENCE, stderr=subprocess.DEVNULL)
    return str(where / "index")


@pytest.fixture
def ask(folder):
    def ask_one(*arguments, code=0):
        done = subprocess.run(
            [program("clause"), "--index", folder, *arguments],
            capture_output=True, timeout=PATIENCE)
        assert done.returncode == code, done.stderr
        return done.stdout.decode()

    return ask_one


def text_of(hit):
    return "".join(piece["t"] for piece in hit["segments"])


def hits_of(ask, *arguments):
    return json.loads(ask(*arguments, "--json"))["hits"]


def guarded(text):
    return "'" + text if text[:1] in list("=+-@\t\r\n") else text


def flat(hit):
    """The row of a hit as CSV and TSV have it."""
    row = {**hit, "text": text_of(hit), "to": ", ".join(hit["to"]),
           **hit["source"]}
    return [guarded(row[name]) if isinstance(row[name], str)
            else "" if row[name] is None else f"{row[name]:.15g}"
            for name in HEADER]


QUERIES = [["penguin", "-n", "100"], ["kind:operative", "-n", "100"],
           ["ask", "Which clauses ask the Director of TSB to report?"]]


@pytest.mark.parametrize("query", QUERIES)
def test_csv_is_read_back(ask, query):
    out = ask(*query, "--format", "csv")
    assert re.search(r"(?<!\r)\n", out) is None
    rows = list(csv.reader(io.StringIO(out, newline=""), strict=True))
    assert rows[0] == HEADER
    hits = hits_of(ask, *query)
    assert len(hits) > 3 and rows[1:] == [flat(hit) for hit in hits]


@pytest.mark.parametrize("query", QUERIES)
def test_tsv_is_read_back(ask, query):
    back = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}
    lines = ask(*query, "--format", "tsv").split("\n")
    assert lines.pop() == "" and lines[0].split("\t") == HEADER
    rows = [[re.sub(r"\\(.)", lambda m: back[m[1]], cell)
             for cell in line.split("\t")] for line in lines[1:]]
    assert rows == [flat(hit) for hit in hits_of(ask, *query)]


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_no_cell_is_a_formula(ask, form):
    out = ask("penguin", "--format", form, "-n", "100")
    cells = [cell for row in csv.reader(
        io.StringIO(out, newline=""), delimiter="," if form == "csv" else "\t",
        quoting=csv.QUOTE_MINIMAL if form == "csv" else csv.QUOTE_NONE)
        for cell in row]
    assert not [cell for cell in cells if cell[:1] in list("=+-@\t\r")]
    assert f"'{AWKWARD['minus']}" in cells and "'=1+1 made up" in cells


def test_markdown_survives(ask):
    lines = ask("penguin", "-n", "100", "--format", "md").splitlines()
    assert lines[:2] == ["| cite | text |", "| --- | --- |"]
    cells = [re.split(r"(?<!\\)\|", re.sub(r"\\\\", "\x00", line))
             for line in lines[2:]]
    assert {len(row) for row in cells} == {4}
    said = {row[1].strip(): re.sub(r"\\(.)", r"\1", row[2].strip())
            .replace("\x00", "\\") for row in cells}
    assert {f"doc/{name}": text for name, text in AWKWARD.items()}.items() <= \
        said.items()
    assert not re.search(r"(?<!\\)[<*`_\[]", "".join(lines))


@pytest.mark.parametrize("query", QUERIES)
def test_ndjson_is_the_hits(ask, query):
    lines = ask(*query, "--ndjson").splitlines()
    hits = hits_of(ask, *query)
    assert [json.loads(line) for line in lines] == hits
    picked = [json.loads(line) for line in
              ask(*query, "--ndjson=text,id,to,line").splitlines()]
    assert picked == [{"text": text_of(hit), "id": hit["id"], "to": hit["to"],
                       "line": hit["source"]["line"]} for hit in hits]
    assert list(picked[0]) == ["text", "id", "to", "line"]
    assert ask(*query, "--format", "ndjson") == "\n".join(lines) + "\n"


def test_fields_of_json(ask):
    whole = json.loads(ask("participation", "zebra", "--json", code=1))
    few = json.loads(ask("participation", "zebra", "--json=id,missing",
                         code=1))
    assert len(whole["near"]) == 5
    assert few["near"] == [{"id": hit["id"], "missing": ["zebra"]}
                           for hit in whole["near"]]
    assert few.keys() == whole.keys()
    shown = json.loads(ask("show", "59", "--json=id,heading,text"))
    clauses = [clause for section in shown["sections"]
               for clause in section["clauses"]]
    assert len(clauses) == 12 and clauses[0].keys() == {"id", "heading",
                                                        "text"}
    assert clauses[0]["heading"] == "recognizing"
    assert [note["heading"] for note in shown["footnotes"]] == [None]


def test_near_misses_are_no_rows(ask):
    for form, heading in (("csv", 1), ("tsv", 1), ("md", 2), ("ids", 0),
                          ("ndjson", 0)):
        out = ask("participation", "zebra", "--format", form, code=1)
        assert out.count("\n") == heading
    assert ask("participation", "zebra", "--ndjson=id", code=1) == ""


def test_rows_of_a_resolution(ask):
    shown = json.loads(ask("show", "59", "--json"))
    rows = list(csv.DictReader(io.StringIO(ask("show", "59", "--format",
                                               "csv"), newline="")))
    assert [row["id"] for row in rows] == ask("show", "59", "--format",
                                              "ids").split()
    assert rows[0]["resolution"] == "wtsa-59@2012"
    assert rows[4]["cites"] == "pp-170@2010"
    assert rows[5]["cites"] == "pp-71@2010, pp-123@2010"
    assert rows[12]["kind"] == "footnote" and rows[12]["heading"] == ""
    assert rows[12]["text"] == shown["footnotes"][0]["text"]
    assert rows[8]["to"] == "director-tsb" and rows[8]["label"] == "1"
    (line,) = ask("show", "59 recognizing e", "--ndjson=id,cites").splitlines()
    assert json.loads(line)["cites"] == \
        shown["sections"][0]["clauses"][4]["cites"]


def test_rows_of_coverage_and_facets(ask):
    rows = list(csv.DictReader(io.StringIO(ask("coverage", "--format", "csv"),
                                           newline="")))
    held = [row["id"] for row in rows if row["held"] == "yes"]
    assert ask("coverage", "--format", "ids").split() == held
    assert "wtsa-59@2012" in held
    known = {row["id"]: row for row in rows if row["held"] == "no"}
    assert known["pp-170@2010"]["named_in"].startswith("wtsa-59@2012/")
    counts = json.loads(ask("facets", "participation", "--json"))["facets"]
    lines = [json.loads(line) for line in
             ask("facets", "participation", "--ndjson").splitlines()]
    assert lines == [{"field": field, "value": value, "count": count}
                     for field, values in counts.items()
                     for value, count in values.items()]


def test_an_unknown_field_names_all(ask):
    done = subprocess.run([program("clause"), "search", "x",
                           "--json=id,citation"], capture_output=True,
                          text=True, timeout=PATIENCE)
    assert (done.returncode, done.stdout) == (2, "")
    first, *rest = done.stderr.splitlines()
    assert first == ('clause: unknown field "citation" in --json. Did you '
                     'mean "cite"?')
    assert " ".join(rest).split() == ["fields:", *HEADER, "page", "paragraph",
                                      "source", "segments",
                                      "heading_segments", "more", "missing",
                                      "why"]
    assert all(len(line) <= 80 for line in rest)


@pytest.mark.parametrize("form", ["csv", "ids", "ndjson"])
def test_errors_are_no_rows(ask, form):
    assert ask("kinds:x", "--format", form, code=2) == ""
    assert ask("show", "590", "--format", form, code=1) == ""


@pytest.mark.parametrize("limit", [[], ["-n", "7"], ["-n", "1"]])
def test_all_hits(ask, limit):
    """Page by page they are what one large page has, once each."""
    query = ["kind:preamble", "--edition", "all", "--sort", "clause"]
    first = json.loads(ask(*query, "-n", "100", "--json"))
    ids = ask(*query, *limit, "--all", "--format", "ids").split()
    assert len(ids) == len(set(ids)) == first["total"] > 100
    assert ids[:100] == [hit["id"] for hit in first["hits"]]
    rows = ask(*query, *limit, "--all", "--format", "csv").splitlines()
    assert len(rows) == len(ids) + 1 and rows.count(rows[0]) == 1
    some = ask(*query, *limit, "--all", "--offset", "90", "--format", "ids")
    assert some.split() == ids[90:]
    assert ask("zebra", "--all", "--ndjson", code=1) == ""


def test_notes_are_said_once(folder):
    done = subprocess.run([program("clause"), "--index", folder, "particip*",
                           "--all", "-n", "3", "--ndjson=id"],
                          capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0 and done.stdout.count("\n") > 6
    assert done.stderr.count("note: ") == 1


def test_all_from_a_daemon_is_the_same(daemon, index):
    outs = {subprocess.run(
        [program("clause"), *place, "a OR countries", "--all", "-n", "2",
         "--ndjson=id,cite,segments"], capture_output=True, check=True,
        timeout=PATIENCE).stdout
        for place in (["--connect", f"unix:{daemon.path}"],
                      ["--index", index])}
    assert len(outs) == 1 and outs.pop().count(b"\n") > 4


def test_all_from_a_bad_cursor(start_daemon):
    """It is refused before a row is printed."""
    daemon = start_daemon()
    with daemon.connect() as client:
        cursor = client.request("search", q="countries",
                                limit=1)["result"]["next"]
    broken = cursor[:-2] + ("aa" if cursor[-2:] != "aa" else "bb")
    done = subprocess.run([program("clause"), "--connect",
                           f"unix:{daemon.path}", "countries", "--all",
                           "--ndjson", "--cursor", broken],
                          capture_output=True, text=True, timeout=PATIENCE)
    assert (done.returncode, done.stdout) == (2, "")
    assert "cursor" in done.stderr


@pytest.mark.parametrize("form", ["csv", "tsv", "md", "ndjson"])
def test_controls_on_a_terminal_only(ask, folder, form):
    query = ["turned round", "--format", form]
    assert "\u202e" in ask(*query)
    ours, its = pty.openpty()
    process = subprocess.Popen([program("clause"), "--index", folder, *query],
                               stdout=its, stderr=its)
    os.close(its)
    data = b""
    while True:
        try:
            data += os.read(ours, 65536)
        except OSError:  # the other end has closed
            break
    os.close(ours)
    assert process.wait(PATIENCE) == 0
    text = data.decode()
    assert "\u202e" not in text and "202e" in text and "\033" not in text


@pytest.mark.parametrize("form", ["csv", "tsv", "md", "ndjson", "ids"])
def test_full_disk_and_closed_pipe(folder, form):
    command = [program("clause"), "--index", folder, "kind:preamble", "--all",
               "-n", "5", "--format", form]
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE,
                              text=True, timeout=PATIENCE)
    assert done.returncode == 3
    assert done.stderr.startswith("clause: standard output: ")
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE,
                          text=True, timeout=PATIENCE)
    os.close(writing)
    assert done.stderr == "" and done.returncode == -13
