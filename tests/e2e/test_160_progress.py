"""The line on a terminal that says how far clause-index is."""
import os
import pty
import re
import subprocess
import termios

import pytest
from conftest import wait_until
from intake_desk import Desk, made_up


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path)
    for number in range(901, 904):
        desk.put(f"{number}.docx", "text\n" + made_up(number))
    return desk


def drain(ours):
    """What was written on the other end, which no one holds open when all
    have ended."""
    written = b""
    while True:
        try:
            more = os.read(ours, 4096)
        except OSError:  # EIO: the other end is closed
            more = b""
        if not more:
            os.close(ours)
            return written.decode()
        written += more


def on_terminal(desk, *args, columns=80, **env):
    """What a run writes on a terminal of so many columns, and its exit
    code."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, columns))
    process = subprocess.Popen(
        desk.command(*args, desk.texts), stdout=subprocess.DEVNULL,
        stderr=theirs, env={**os.environ, "TERM": "xterm", **env})
    os.close(theirs)
    return drain(ours), process.wait(timeout=60)


def screen(written):
    """What is left on the lines of the terminal."""
    left = []
    for line in written.split("\n"):
        shown = []
        for part in line.split("\r"):
            shown[:len(part)] = part
        left.append("".join(shown).rstrip())
    return "\n".join(left)


def test_it_comes_and_goes(desk):
    written, code = on_terminal(desk)
    assert code == 0
    assert re.match(r"\rreading [1-3]/3(, \d+/s, \d+ s left)?: 90[1-3]\.docx",
                    written), written
    assert "writing 1/3" in written and ": demo-901@2026" in written
    assert screen(written) == ""


def test_what_failed_stands_on_lines_of_its_own(desk):
    desk.put("bad.docx", "exit 1 no")
    written, code = on_terminal(desk)
    assert code == 1
    assert screen(written) == (
        "clause-index: failed: bad.docx: no; mend that and run again\n")


def test_a_name_is_cut_and_can_do_nothing(tmp_path):
    desk = Desk(tmp_path)
    desk.put("\x1b[31m\u202e\n" + "a\u4e00" * 60 + ".docx",
             "text\n" + made_up(901))
    for columns in (1, 20, 40, 80):
        written, code = on_terminal(desk, columns=columns)
        assert code == 0
        assert "\x1b" not in written and "\u202e" not in written
        width = 79 if columns == 1 else columns - 1
        for line in re.split(r"\r\n?", written):
            wide = sum(1 + (char == "\u4e00") for char in line)
            assert wide <= width, line
    assert "\\x1b[31m\\u{202e}\\x0aa\u4e00a\u4e00" in written


@pytest.mark.parametrize("term", ["dumb", ""])
def test_not_where_it_could_not_be_drawn_over(desk, term):
    assert on_terminal(desk, TERM=term) == ("", 0)


def test_it_has_no_colour_to_take_away(desk):
    for env in ({}, {"NO_COLOR": "1"}):
        written, code = on_terminal(desk, **env)
        assert code == 0 and "reading" in written and "\x1b" not in written


def test_quiet(desk):
    assert on_terminal(desk, "--quiet") == ("", 0)


def test_not_in_a_pipe(desk):
    done = desk.run(env={**os.environ, "TERM": "xterm"})
    assert (done.returncode, done.stderr) == (0, "")


def test_a_signal_takes_it_away(desk, tmp_path):
    desk.put("904.docx", f"wait {tmp_path}/pid\n")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        desk.command(desk.texts), stdout=subprocess.DEVNULL, stderr=theirs,
        env={**os.environ, "TERM": "xterm"})
    os.close(theirs)
    wait_until(lambda: (tmp_path / "pid").exists(), "the reader")
    process.terminate()
    assert process.wait(timeout=60) == 3
    written = drain(ours)
    assert "stopped by SIGTERM" in screen(written).splitlines()[0]
    assert screen(written).startswith("clause-index: stopped")
