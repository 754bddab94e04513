"""INDEX/parsed: what one run of clause-index keeps of its documents for the
next one, and what is never believed of it."""
import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import program
from documents import RESOLUTION, docx, pdf
from intake_desk import Desk, made_up


@pytest.fixture
def desk(tmp_path):
    """Three documents that were read once."""
    desk = Desk(tmp_path)
    for number, ending in ((901, "docx"), (902, "html"), (903, "pdf")):
        desk.put(f"{number}.{ending}", "text\n" + made_up(number))
    desk.put("904.txt", made_up(904))
    done = desk.run()
    assert done.returncode == 0 and done.stderr == ""
    assert len(desk.log()) == 3
    assert "4 files in " in done.stdout and ": 4 read\n" in done.stdout
    return desk


def kept(desk):
    return sorted((desk.index / "parsed").iterdir())


def entry(desk, name):
    """The file that is kept of a document."""
    path = desk.texts / name
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return desk.index / "parsed" / f"{digest}{path.suffix}"


def again(desk, read, *args):
    """Another run; so many documents are read by an extractor."""
    before = len(desk.log())
    done = desk.run(*(args or (desk.texts,)))
    assert done.returncode == 0 and done.stderr == "", done.stderr
    assert len(desk.log()) == before + read
    return done.stdout


def shown(desk):
    """All that is held."""
    return desk.clause("search", "--all", "--ndjson", "edition:all")


def test_it_is_read_once(desk):
    before = shown(desk)
    assert len(before.splitlines()) == 8
    assert [path.suffix for path in kept(desk)].count(".docx") == 1
    assert len(kept(desk)) == 3 and entry(desk, "901.docx") in kept(desk)
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in kept(desk))
    assert ": 1 read, 3 from the cache\n" in again(desk, 0)
    assert shown(desk) == before


def test_only_what_is_new_or_changed_is_read(desk):
    desk.put("902.html", "text\n" + made_up(902, "differ"))
    desk.put("905.html", "text\n" + made_up(905))
    old = set(kept(desk))
    assert ": 3 read, 2 from the cache\n" in again(desk, 2)
    assert "differ" in shown(desk)
    assert len(kept(desk)) == 4 and len(old & set(kept(desk))) == 2


def test_a_new_name_is_not_a_new_document(desk):
    os.rename(desk.texts / "901.docx", desk.texts / "a.docx")
    again(desk, 0)
    answer = json.loads(desk.clause("show", "--json", "demo-901"))
    assert answer["source"]["file"] == "a.docx"


def test_the_format_counts(desk):
    shutil.copy(desk.texts / "901.docx", desk.texts / "902.html")
    done = desk.run()
    assert "skipped: 902.html: the same text as 901.docx" in done.stderr
    assert len(desk.log()) == 4 and len(kept(desk)) == 3


def test_what_goes_from_the_corpus_goes(desk):
    (desk.texts / "903.pdf").unlink()
    (desk.index / "parsed" / "note").write_text("of somebody else")
    gone = subprocess.Popen(["true"])
    gone.wait()
    beside = f"{entry(desk, '901.docx')}.%s.new"
    left, at_work = Path(beside % gone.pid), Path(beside % os.getpid())
    for path in (Path(f"{entry(desk, '901.docx')}.new"), left, at_work):
        path.write_text("half an ent")
    again(desk, 0)
    assert at_work.exists() and not left.exists()
    at_work.unlink()
    assert [path.name for path in kept(desk)] == sorted(
        ["note", *(entry(desk, name).name for name in ("901.docx",
                                                       "902.html"))])


def cut(path):
    path.write_bytes(path.read_bytes()[:-1])


def flip(at):
    def change(path):
        data = bytearray(path.read_bytes())
        data[at] ^= 1
        path.write_bytes(data)
    return change


def more(path):
    path.write_bytes(path.read_bytes() + b"\0")


def other(path):
    """The file of another document, whole."""
    source = next(p for p in path.parent.iterdir() if p != path)
    shutil.copy(source, path)


def fifo(path):
    path.unlink()
    os.mkfifo(path)


def link(path):
    path.rename(path.parent / "elsewhere")
    path.symlink_to("elsewhere")


DAMAGE = {"cut": cut, "first": flip(0), "origin": flip(40), "last": flip(-2),
          "more": more, "empty": lambda path: path.write_bytes(b""),
          "short": lambda path: path.write_bytes(b"0" * 31),
          "other": other, "fifo": fifo, "link": link}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_what_is_damaged_or_foreign_is_read_anew(desk, damage):
    before, good = shown(desk), entry(desk, "901.docx").read_bytes()
    damage(entry(desk, "901.docx"))
    again(desk, 1)
    assert shown(desk) == before
    assert entry(desk, "901.docx").read_bytes() == good
    again(desk, 0)


def test_another_program_is_not_believed(desk):
    with open(desk.bin / "clause-extract", "a") as script:
        script.write("# another version\n")
    again(desk, 3)
    again(desk, 0)


def test_rebuild_reads_all(desk):
    again(desk, 3, "--rebuild", desk.texts)
    again(desk, 0)


def test_check_reads_and_writes_not(desk):
    desk.put("905.html", "text\n" + made_up(905))
    before = kept(desk)
    flip(-2)(entry(desk, "901.docx"))
    damaged = entry(desk, "901.docx").read_bytes()
    assert desk.run("--check", desk.texts).returncode == 0
    assert len(desk.log()) == 3 + 2
    assert kept(desk) == before
    assert entry(desk, "901.docx").read_bytes() == damaged


def test_check_makes_no_folder(tmp_path):
    desk = Desk(tmp_path)
    desk.put("901.docx", "text\n" + made_up(901))
    assert desk.run("--check", desk.texts).returncode == 0
    assert not desk.index.exists()


@pytest.mark.parametrize("order", ["exit 1 no", "signal 9", "text\nnothing"])
def test_a_failure_is_not_kept(desk, order):
    desk.put("bad.pdf", order)
    for run in (1, 2):
        done = desk.run()
        assert done.returncode == 1 and "failed: bad.pdf: " in done.stderr
        assert len(desk.log()) == 3 + run and len(kept(desk)) == 3


def test_nothing_published_leaves_it(desk, tmp_path):
    before = kept(desk)
    (tmp_path / "few").mkdir()
    shutil.copy(desk.texts / "901.docx", tmp_path / "few")
    assert desk.run(tmp_path / "few").returncode == 3
    assert kept(desk) == before


@pytest.mark.parametrize("whole", [True, False])
def test_no_place_to_keep_it_in_is_said(desk, whole):
    """A file stands where the folder should be, or a folder in the way of an
    entry."""
    if whole:
        shutil.rmtree(desk.index / "parsed")
        (desk.index / "parsed").write_text("a file")
    else:
        entry(desk, "901.docx").unlink()
        entry(desk, "901.docx").mkdir()
    done = desk.run()
    assert done.returncode == 0
    assert "note: the next run reads documents again: " in done.stderr
    assert "generation 2: " in done.stdout
    done = desk.run("--quiet", desk.texts)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def glass(index):
    """The bytes of the generation that is served, but those that say when it
    was made."""
    generation = index / (index / "current").read_text().split()[1]
    return {path.name: path.read_bytes() for path in generation.iterdir()
            if path.name not in ("iamglass", "seal")}


def test_it_equals_a_rebuild(tmp_path):
    """Real documents by the real extractor: from the cache or not, the same
    bytes are in the index, and the report has the same findings."""
    texts, index = tmp_path / "texts", tmp_path / "index"
    texts.mkdir()
    (texts / "960.docx").write_bytes(docx(RESOLUTION))
    (texts / "961.html").write_text(
        "".join(f"<p>{line}</p>" for line in made_up(961).splitlines()))
    (texts / "962.txt").write_text(made_up(962))
    (texts / "963.pdf").write_bytes(pdf(
        [line.replace("(", "\\(").replace(")", "\\)").replace("\t", " ")
         for line in made_up(963).splitlines()]))

    def run(*args):
        done = subprocess.run(
            [program("clause-index"), "--index", index, *args, texts],
            capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert ": 4 read\n" in run("--allow-unsandboxed")
    first = glass(index)
    (texts / "961.html").write_text((texts / "961.html").read_text() + "\n")
    assert ": 2 read, 2 from the cache\n" in run("--allow-unsandboxed")
    second = glass(index)
    report = run("--check", "--json")
    assert ": 4 read\n" in run("--allow-unsandboxed", "--rebuild")
    assert glass(index) == second
    assert first.keys() == second.keys() and first != second  # the digest
    shutil.rmtree(index / "parsed")
    assert run("--allow-unsandboxed", "--check", "--json") == report
