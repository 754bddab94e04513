"""clause-index: what goes in, what is refused, and what it says."""
import json
import os
import re
import shutil
import subprocess

import pytest
from conftest import SOURCE, program

R59 = SOURCE / "corpus/wtsa/resolution-59-dubai-2012.txt"
FIXTURES = SOURCE / "tests/fixtures"


def run(*args, **more):
    return subprocess.run([program("clause-index"), *map(str, args)],
                          capture_output=True, text=True, timeout=120, **more)


def made_up(number, place="Exampleville", year=2026, word="marvel"):
    return (f"RESOLUTION {number} ({place}, {year})\nA made-up text\n"
            f"({place}, {year})\nThe Demonstration Assembly "
            f"({place}, {year}),\nrecognizing\na)\tthat this text is made "
            f"up to {word};\nb)\tthat it has two clauses.\n")


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "texts"
    place.mkdir()
    for number in (901, 902, 903):
        (place / f"{number}.txt").write_text(made_up(number))
    return place


@pytest.fixture
def target(tmp_path):
    return tmp_path / "index"


def ids(start_daemon, target):
    """The ids of all units, asked of a daemon."""
    daemon = start_daemon("--index", str(target))
    with daemon.connect() as client:
        answer = client.request("search", q="edition:all", limit=100)
    return [hit["id"] for hit in answer["result"]["hits"]]


def test_the_corpus(target):
    done = run("--index", target, SOURCE / "corpus")
    assert done.returncode == 0 and done.stderr == ""
    assert re.sub(r"\d\.\d s", "0.1 s", done.stdout) == (
        "generation 1: 1 resolution, 1 edition, 12 clauses, 1 footnote "
        f"({target})\n1 file in 0.1 s: 1 read\n")
    assert (target / "current").read_text() == "auto gen-000001\n"
    assert (target / "gen-000001").is_dir()
    assert (target.stat().st_mode & 0o777) == 0o700


def test_order_is_that_of_ids(folder, target, start_daemon):
    (folder / "z.txt").write_text(made_up(5, "Earlytown", 2020))
    assert run("--index", target, folder).returncode == 0
    assert ids(start_daemon, target) == [
        f"demo-{n}@{y}/recognizing.{x}"
        for n, y in ((5, 2020), (901, 2026), (902, 2026), (903, 2026))
        for x in "ab"]


def test_paths_are_remembered(folder, target):
    assert run("--index", target, folder).returncode == 0
    (folder / "904.txt").write_text(made_up(904))
    done = run("--index", target)
    assert done.returncode == 0
    assert done.stdout.startswith("generation 2: 4 resolutions, 4 editions, 8 clauses")


def test_add_joins(folder, target):
    assert run("--index", target, folder).returncode == 0
    done = run("--index", target, "--add", R59)
    assert done.stdout.startswith("generation 2: 4 resolutions, 4 editions, 18 clauses")
    assert run("--index", target).stdout.startswith("generation 3: 4 resolutions, 4 editions")


def test_a_deleted_file_goes(folder, target, start_daemon):
    run("--index", target, folder)
    (folder / "902.txt").unlink()
    assert run("--index", target).returncode == 0
    assert not any("902" in i for i in ids(start_daemon, target))


def test_dropping_most_is_refused(folder, target):
    run("--index", target, folder)
    before = sorted(p.name for p in target.iterdir())
    done = run("--index", target, R59)
    assert done.returncode == 3
    assert "would drop 3 of the 3 editions" in done.stderr
    assert "--replace" in done.stderr and "--add" in done.stderr
    assert sorted(p.name for p in target.iterdir()) == before
    assert run("--index", target, "--replace", R59).returncode == 0


def test_editions(target, tmp_path, start_daemon):
    for place, year, word in (("Oldtown", 2020, "older"),
                              ("Newtown", 2024, "newer")):
        (tmp_path / f"{year}.txt").write_text(made_up(901, place, year, word))
    assert run("--index", target, tmp_path / "2020.txt",
               tmp_path / "2024.txt").returncode == 0
    with start_daemon("--index", str(target)).connect() as client:
        def search(q, **params):
            return client.request("search", q=q, **params)["result"]
        assert search("made up")["total"] == 1  # the latest only
        assert search("older")["total"] == 0
        old = search("older edition:all")["hits"][0]
        assert old["superseded_by"] == "demo-901@2024"
        assert search("older edition:2020")["total"] == 1
        assert search("older", edition="all")["total"] == 1
        assert search("older", edition="2020")["total"] == 1
        assert search("newer edition:all")["hits"][0]["superseded_by"] is None
        assert search("made")["searched"] == {
            "edition": "latest", "resolutions": 1, "clauses": 2,
            "footnotes": 0}
        assert search("edition:all")["searched"]["resolutions"] == 2
        shown = client.request("show", id="demo-901@2020")["result"]
        assert shown["superseded_by"] == "demo-901@2024"
        assert client.request("show", id="demo-901")["result"]["edition"] == 2024


def test_a_file_that_fails_does_not_stop_the_rest(folder, target):
    (folder / "bad.txt").write_bytes(b"RESOLUTION 9 \xff\xfe broken")
    (folder / "none.txt").write_text("No resolution at all.\n")
    done = run("--index", target, folder)
    assert done.returncode == 1
    assert "failed: bad.txt: " in done.stderr
    assert "failed: none.txt: " in done.stderr
    assert "3 editions" in done.stdout and "3 read, 2 failed" in done.stdout


def test_nothing_readable_leaves_the_index(folder, target, tmp_path):
    run("--index", target, folder)
    empty = tmp_path / "empty"
    empty.mkdir()
    for args in ((empty,), ("--replace", empty), (tmp_path / "absent",)):
        done = run("--index", target, *args)
        assert done.returncode == 3 and done.stderr
    assert (target / "current").read_text() == "auto gen-000001\n"


def test_what_is_no_document(folder, target):
    (folder / "README.md").write_text("about")
    (folder / "notes.odt").write_text("x")
    (folder / "r.DOC").write_text("x")
    (folder / ".hidden.txt").write_text(made_up(999))
    (folder / "tables").mkdir()
    (folder / "tables" / "t.txt").write_text(made_up(998))
    (folder / "deep").mkdir()
    (folder / "deep" / "d.TXT").write_text(made_up(997))
    done = run("--index", target, folder)
    assert done.returncode == 0
    assert "skipped: notes.odt: not a document" in done.stderr
    assert "skipped: r.DOC: the older format .doc is not read; convert" in done.stderr
    assert "README" not in done.stderr and "hidden" not in done.stderr
    assert done.stdout.startswith("generation 1: 4 resolutions, 4 editions")
    assert "2 skipped" in done.stdout


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_named(folder, target):
    (folder / "closed").mkdir(mode=0)
    done = run("--index", target, folder)
    assert done.returncode == 1
    assert "failed: closed: Permission denied" in done.stderr
    assert done.stdout.startswith("generation 1: 3 resolutions, 3 editions")


def test_links_and_fifos_are_not_followed(folder, target):
    os.symlink(R59, folder / "link.txt")
    os.symlink("/", folder / "root")
    os.mkfifo(folder / "fifo.txt")
    done = run("--index", target, folder)
    assert done.returncode == 0
    assert done.stdout.startswith("generation 1: 3 resolutions, 3 editions")
    for name in ("link.txt", "root", "fifo.txt"):
        assert f"skipped: {name}" in done.stderr


def test_twins_and_second_texts(folder, target):
    shutil.copy(folder / "901.txt", folder / "same.txt")
    (folder / "other.txt").write_text(made_up(902, word="differ"))
    shutil.copy(folder / "other.txt", folder / "third.txt")
    done = run("--index", target, folder)
    assert done.returncode == 0
    assert "skipped: same.txt: the same text as 901.txt" in done.stderr
    assert "skipped: third.txt: the same text as other.txt" in done.stderr
    assert ("note: other.txt: 902.txt has another text of demo-902@2026; "
            "this one is held as demo-902@2026.2") in done.stderr


def french(number):
    """No translation: made-up words that are counted as French."""
    return (f"RESOLUTION {number} (Exampleville, 2026)\nUn texte de la demo\n"
            f"(Exampleville, 2026)\nThe Demonstration Assembly "
            f"(Exampleville, 2026),\nrecognizing\na)\tque le texte est dans "
            f"la langue des uns et des autres pour les essais;\n"
            f"b)\tque les mots sont dans une langue qui est celle de la "
            f"demo.\n")


@pytest.mark.parametrize("english, other", [("a.txt", "b.txt"),
                                            ("b.txt", "a.txt")])
def test_the_english_text_has_the_plain_id(target, tmp_path, english, other):
    """Whatever order they are read in; the other one is held beside it."""
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / english).write_text(made_up(902))
    (texts / other).write_text(french(902))
    done = run("--index", target, texts)
    assert done.returncode == 0
    assert (f"note: {other}: {english} has another text of demo-902@2026; "
            "this one is held as demo-902@2026.2") in done.stderr
    shown = subprocess.run(
        [program("clause"), "--index", str(target), "show", "--json",
         "demo-902@2026.2"], capture_output=True, text=True, timeout=60)
    assert json.loads(shown.stdout)["language"] == "fr"


def test_both_texts_of_an_edition_are_found(folder, target):
    (folder / "other.txt").write_text(made_up(902, word="differ"))
    assert run("--index", target, folder).returncode == 0

    def clause(*args):
        return subprocess.run(
            [program("clause"), "--index", str(target), *args],
            capture_output=True, text=True, timeout=60)

    found = clause("search", "--format", "ids", "differ")
    assert "demo-902@2026.2/" in found.stdout
    assert "demo-902@2026/" not in found.stdout
    # Neither text supersedes the other, and a bare number is the first.
    assert "superseded" not in clause("search", "differ").stdout
    assert "differ" not in clause("show", "demo-902").stdout
    second = clause("show", "demo-902@2026.2")
    assert second.returncode == 0
    assert "[2]" in second.stdout and "differ" in second.stdout


def test_a_name_of_any_bytes(folder, target):
    odd = os.path.join(os.fsencode(folder), b"a\nb\x1b[31m\xff.txt")
    with open(odd, "wb") as file:
        file.write(b"nothing")
    done = subprocess.run([program("clause-index"), "--index", str(target),
                           str(folder)], capture_output=True, timeout=60)
    assert done.returncode == 1
    assert b"\x1b" not in done.stderr and b"\xff" not in done.stderr
    assert b"failed: a\\x0ab\\x1b[31m\\xff.txt: " in done.stderr


def test_too_large(folder, target):
    with open(folder / "huge.txt", "wb") as file:
        file.truncate(1 << 30)
    done = run("--index", target, folder)
    assert done.returncode == 1 and "huge.txt" in done.stderr
    assert "more than" in done.stderr


def test_two_writers(folder, target, tmp_path):
    """The second names the first, which holds the lock while it reads."""
    run("--index", target, folder)
    import fcntl
    with open(target / "lock", "r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.truncate()
        lock.write("4711\n")
        lock.flush()
        done = run("--index", target)
    assert done.returncode == 3
    assert "being written by process 4711" in done.stderr
    assert run("--index", target).returncode == 0


@pytest.mark.parametrize("args, says", [
    (("--jsn",), "Did you mean --json?"),
    (("--json", "x"), "--json goes with --check"),
    (("--check",), "--check needs files"),
    (("--add",), "--add needs files"),
    (("--index",), "--index needs DIR"),
    (("--check=yes", "x"), "takes no value"),
])
def test_usage(args, says):
    done = run(*args)
    assert done.returncode == 2 and says in done.stderr
    assert done.stdout == ""


def test_without_paths_and_without_index(target):
    done = run("--index", target)
    assert done.returncode == 2 and "nothing to read" in done.stderr


def test_help_and_version():
    assert "Usage: clause-index" in run("--help").stdout
    assert all(len(line) <= 80 for line in run("--help").stdout.splitlines())
    for word in ("-V", "--version"):
        assert re.fullmatch(r"clause-index \d+\.\d+\.\d+\n", run(word).stdout)


def test_check_writes_nothing(target):
    done = run("--check", "--index", target, SOURCE / "corpus")
    assert done.returncode == 0 and not target.exists()
    assert "12 clauses, 1 footnote, 4 citations   ok" in done.stdout
    assert "names Johannesburg, 2008" in done.stdout


def test_check_json():
    done = run("--check", "--json", R59, FIXTURES / "unknown.txt")
    one, two = map(json.loads, done.stdout.splitlines())
    assert one["id"] == "wtsa-59@2012" and len(one["cites"]) == 4
    assert sum(len(s["clauses"]) for s in one["sections"]) == 12
    assert any(f["code"] == "unknown_heading" for f in two["findings"])


def test_doubts_are_said(target):
    done = run("--index", target, FIXTURES / "unknown.txt")
    assert "doubts; clause-index --check lists them" in done.stdout


def test_tables_of_ones_own(folder, target, tmp_path, start_daemon):
    tables = tmp_path / "tables"
    tables.mkdir()
    (tables / "stop.tsv").write_text("word\tkind\nmarvel\tnoun\n")
    assert run("--index", target, "--tables", tables, folder).returncode == 0
    with start_daemon("--index", str(target)).connect() as client:
        notes = client.request("search", q="marvel text")["result"]["notes"]
    assert any("left out: marvel" in note for note in notes)
    (tables / "stop.tsv").rename(tables / "stopp.tsv")
    done = run("--index", target, "--tables", tables, folder)
    assert done.returncode == 3 and "no table has this name" in done.stderr


def test_a_full_disk_is_said(folder, target):
    with open("/dev/full", "w") as full:
        done = subprocess.run([program("clause-index"), "--index", str(target),
                               str(folder)], stdout=full, timeout=60,
                              stderr=subprocess.PIPE, text=True)
    assert done.returncode == 3 and "cannot be written" in done.stderr


def test_a_new_generation_is_served_at_once(folder, target, start_daemon):
    run("--index", target, folder)
    with start_daemon("--index", str(target)).connect() as client:
        first = client.request("search", q="made")["result"]
        (folder / "904.txt").write_text(made_up(904))
        run("--index", target)
        second = client.request("search", q="made")["result"]
    assert (first["index"]["generation"], first["total"]) == (1, 3)
    assert (second["index"]["generation"], second["total"]) == (2, 4)
    assert first["index"]["uuid"] == second["index"]["uuid"]


def test_a_daemon_without_an_index(target, folder, start_daemon):
    """It serves, says why it cannot answer, and goes on when there is one."""
    with start_daemon("--index", str(target)).connect() as client:
        error = client.request("search", q="made")["error"]
        assert error["data"]["code"] == "index_unavailable"
        assert "clause-index" in error["message"]
        status = client.request("status")["result"]
        assert status["state"] == "unavailable" and status["index"] is None
        run("--index", target, folder)
        assert client.request("search", q="made")["result"]["total"] == 3
        (target / "current").write_text("nonsense\n")
        assert client.request("search", q="made")["result"]["total"] == 3
        status = client.request("status")["result"]
        assert status["state"] == "degraded" and status["reason"]


def test_another_format(folder, target, start_daemon):
    run("--index", target, folder)
    for file in (target / "gen-000001").iterdir():
        file.unlink()
    with start_daemon("--index", str(target)).connect() as client:
        error = client.request("search", q="made")["error"]
    assert error["data"]["code"] in ("index_unavailable",
                                     "index_incompatible")
    assert run("--index", target, "--rebuild", folder).returncode == 0
