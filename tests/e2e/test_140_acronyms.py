"""Acronyms that documents write out, from the text to the answer."""
import json
import subprocess

from conftest import program

ROWS = [
    ("1", "that the Internet of things (IoT) grows"),
    ("2", "that IoT sensors sleep"),
    ("3", "that intelligent transport systems (ITS) talk"),
    ("4", "that a vehicle has its own key"),
    ("5", "that nothing here (WXYZ) matches letters"),
    ("6", "that one exchange point (EXP) is once and not by initials"),
]


def run(*args):
    return subprocess.run([str(a) for a in args], capture_output=True,
                          text=True, timeout=60)


def test_pairs_are_mined_listed_and_read_both_ways(tmp_path):
    rows = tmp_path / "rows.jsonl"
    rows.write_text("".join(json.dumps(
        {"id": i, "title": "Made up", "text": t}) + "\n" for i, t in ROWS))
    report = run(program("clause-index"), "--check", rows).stdout
    assert "acronym: IoT = Internet of things (1, first in doc/1)\n" in report
    assert "WXYZ" not in report
    index = tmp_path / "index"
    assert run(program("clause-index"), "--index", index, rows).returncode == 0

    def ask(query):
        reply = json.loads(run(program("clause"), "--index", index, "search",
                               query, "--json").stdout)
        return {hit["id"]: hit for hit in reply["hits"]}, reply["notes"]

    hits, notes = ask("Internet of things")
    assert set(hits) == {"doc/1", "doc/2"}
    assert any('also read as "IoT"' in note for note in notes)
    assert {"t": "IoT", "m": True} in hits["doc/2"]["segments"]
    assert {"t": "Internet of things", "m": True} in hits["doc/1"]["segments"]
    assert set(ask("iot sensors")[0]) == {"doc/2"}
    assert set(ask('"Internet of things"')[0]) == {"doc/1"}
    assert set(ask("=IoT")[0]) == {"doc/1", "doc/2"}
    assert set(ask("intelligent transport systems")[0]) == {"doc/3"}


def test_a_resolution_is_named_in_short(tmp_path):
    rows = tmp_path / "rows.jsonl"
    rows.write_text("".join(json.dumps(
        {"id": i, "title": "Made up", "text": t}) + "\n" for i, t in [
            ("1", "that Resolution 970 applies"),
            ("2", "that Res. 970 applies"),
            ("3", "that 970 others resolve")]))
    index = tmp_path / "index"
    assert run(program("clause-index"), "--index", index, rows).returncode == 0
    for query in ("Res. 970", "Resolution 970", "res 970 applies"):
        reply = json.loads(run(program("clause"), "--index", index, "search",
                               query, "--json").stdout)
        assert {hit["id"] for hit in reply["hits"]} == {"doc/1", "doc/2"}
