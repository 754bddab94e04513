"""clause coverage: what is held, what is known but not held, and why."""
import json
import subprocess

import pytest

from conftest import program

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


def clause(index, *args):
    return subprocess.run([program("clause"), "--index", index, *args],
                          capture_output=True, text=True, timeout=60)


def test_held_and_known(index):
    done = clause(index, "coverage", "--json")
    assert done.returncode == 0
    result = json.loads(done.stdout)
    assert [(item["id"], item["status"], item["superseded_by"])
            for item in result["held"]] == [
        ("demo-950@2022", "superseded", "demo-950@2026"),
        ("demo-950@2026", "unknown", None)]
    assert [(item["id"], item["where"], item["named_in"], item["times"])
            for item in result["known_not_held"]] == [
        ("demo-950@2018", "history", "demo-950@2022", 2),
        ("demo-951@2018", "citation", "demo-950@2022/recalling", 4)]
    assert result["known_not_held"][1]["source"] == {"file": "old.txt",
                                                     "line": 6}


def test_nothing_is_in_force_by_guess(index):
    held = json.loads(clause(index, "coverage", "--json").stdout)["held"]
    assert {item["status"] for item in held} <= {"superseded", "unknown"}


def test_text_and_ids(index):
    text = clause(index, "coverage").stdout
    assert "demo-950@2018: in the history line of demo-950@2022" in text
    assert "status superseded by demo-950@2026" in " ".join(text.split())
    assert all(len(line) <= 80 for line in text.splitlines())
    ids = clause(index, "coverage", "--format", "ids").stdout
    assert ids == "demo-950@2022\ndemo-950@2026\n"


def test_one_body(index):
    done = clause(index, "coverage", "--body", "wtsa")
    assert done.returncode == 1 and "nothing" in done.stdout
    wrong = clause(index, "coverage", "--body", "demi")
    assert wrong.returncode == 2 and "did you mean demo?" in wrong.stderr
    assert clause(index, "search", "--body", "demo", "x").returncode == 2


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
