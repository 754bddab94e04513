"""clause-index and the extractors that it starts: fake ones, which do what a
document says."""
import os
import signal
import subprocess

import pytest
from conftest import process_state, wait_until
from intake_desk import Desk, made_up


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def test_each_format_has_its_reader(desk):
    for number, ending in ((901, "docx"), (902, "html"), (903, "htm"),
                           (904, "PDF"), (905, "txt")):
        start = "" if ending == "txt" else "text\n"
        desk.put(f"{number}.{ending}", start + made_up(number))
    done = desk.run()
    assert done.returncode == 0 and done.stderr == ""
    assert done.stdout.startswith("generation 1: 5 resolutions, 5 editions, 10 clauses")
    assert sorted(line.split()[0] for line in desk.log()) == [
        "docx", "html", "html", "pdf"]


def test_it_gets_the_document_and_nothing_else(desk):
    desk.put("901.docx", "text\n" + made_up(901))
    assert desk.run().returncode == 0
    assert desk.log() == ["docx fds=[0, 1, 2] group=True"]


def test_the_digest_is_that_of_the_file(desk):
    import hashlib
    import json
    desk.put("901.docx", "text\n" + made_up(901))
    assert desk.run().returncode == 0
    shown = json.loads(desk.clause("show", "--json", "demo-901"))
    assert shown["source"]["file"] == "901.docx"
    assert shown["source"]["sha256"] == hashlib.sha256(
        (desk.texts / "901.docx").read_bytes()).hexdigest()


FAILURES = [
    ("exit 1 it is a scan; run OCR first", "it is a scan; run OCR first"),
    ("exit 1", "its reader does not say why"),
    ("exit 2 what?", "its reader ended with 2: what?"),
    ("exit 3 no Landlock here",
     "no Landlock here; --allow-unsandboxed reads it all the same"),
    ("exit 99", "its reader ended with 99: its reader does not say why"),
    ("signal 11", "its reader crashed (signal 11)"),
    ("signal 9", "its reader crashed (signal 9)"),
    ("signal 6 out of memory", "its reader crashed (signal 6): out of memory"),
    ("signal 24", "it takes too long to read"),
    ("flood", "more than 32 MiB of lines"),
    ("lines\nnonsense", ""),
    ("exit 0", "what was read of it does not begin as it must"),
    ("exit 1 \x1b[31m red \u202e", "\\x1b[31m red \\u{202e}"),
    ("text\nno resolution", "no line"),
]


def test_one_that_fails_is_named_and_the_rest_goes_in(desk):
    desk.put("901.txt", made_up(901))
    desk.put("902.pdf", "text\n" + made_up(902))
    for number, (order, _) in enumerate(FAILURES):
        desk.put(f"bad{number:02}.pdf", order)
    done = desk.run()
    assert done.returncode == 1
    assert done.stdout.startswith("generation 1: 2 resolutions, 2 editions, 4 clauses")
    assert f"2 read, {len(FAILURES)} failed" in done.stdout
    lines = done.stderr.splitlines()
    assert len(lines) == len(FAILURES)
    for number, (_, why) in enumerate(FAILURES):
        start = f"clause-index: failed: bad{number:02}.pdf: "
        assert lines[number].startswith(start + why), lines[number]


def test_all_that_fails_publishes_nothing(desk):
    desk.put("901.pdf", "exit 1 no")
    done = desk.run()
    assert done.returncode == 3 and "failed: 901.pdf: no" in done.stderr
    assert not (desk.index / "current").exists()


def test_order_is_that_of_the_walk(desk):
    """Whoever is read first, the second text of an edition is the same."""
    desk.put("a.pdf", "text\n" + made_up(901))
    desk.put("b.txt", made_up(901, "differ"))
    done = desk.run()
    assert done.returncode == 0
    assert "note: b.txt: a.pdf has another text" in done.stderr


def test_jobs_run_at_once(desk, tmp_path):
    """Three meet, which two at a time never could."""
    (tmp_path / "meeting").mkdir()
    for number in (901, 902, 903):
        desk.put(f"{number}.docx",
                 f"meet {tmp_path}/meeting 3\n" + made_up(number))
    done = desk.run("--jobs", "3", desk.texts)
    assert done.returncode == 0 and done.stderr == ""


def test_one_job_is_one_at_a_time(desk, tmp_path):
    (tmp_path / "meeting").mkdir()
    for number in (901, 902):
        desk.put(f"{number}.docx",
                 f"meet {tmp_path}/meeting {number - 900}\n" + made_up(number))
    assert desk.run("-j", "1", desk.texts).returncode == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_readers_too(desk, tmp_path, number):
    desk.put("901.pdf", f"wait {tmp_path}/pid\n")
    running = subprocess.Popen(desk.command(desk.texts),
                               stderr=subprocess.PIPE, text=True)
    pids = [int(wait_until(lambda p=p: p.exists() and p.read_text(), "a pid"))
            for p in (tmp_path / "pid", tmp_path / "pid.child")]
    running.send_signal(number)
    assert "stopped by" in running.communicate(timeout=60)[1]
    assert running.returncode == 3
    for pid in pids:
        wait_until(lambda pid=pid: process_state(pid) in (None, "Z", "X"),
                   "its end")


def test_without_a_sandbox_on_demand(desk):
    desk.put("901.docx", "text\n" + made_up(901))
    assert desk.run("--allow-unsandboxed", desk.texts).returncode == 0
    assert desk.log()[0].startswith("docx --unsandboxed ")


def test_no_reader_is_said(desk):
    (desk.bin / "clause-extract").unlink()
    desk.put("901.docx", "text\n" + made_up(901))
    desk.put("902.txt", made_up(902))
    done = desk.run()
    assert done.returncode == 1
    assert "failed: 901.docx: no clause-extract program beside" in done.stderr


def test_a_document_that_is_too_large_is_not_read(desk):
    with open(desk.texts / "huge.pdf", "wb") as file:
        file.truncate(1 << 30)
    desk.put("901.txt", made_up(901))
    done = desk.run()
    assert done.returncode == 1 and desk.log() == []
    assert "failed: huge.pdf: has 1073741824 bytes, more than" in done.stderr


def test_a_name_of_any_bytes(desk):
    odd = os.path.join(os.fsencode(desk.texts), b"a\nb\x1b[31m\xff.pdf")
    with open(odd, "wb") as file:
        file.write(b"exit 1 no\n")
    desk.put("901.txt", made_up(901))
    done = subprocess.run(desk.command(desk.texts), capture_output=True,
                          timeout=60)
    assert done.returncode == 1
    assert b"failed: a\\x0ab\\x1b[31m\\xff.pdf: no" in done.stderr
