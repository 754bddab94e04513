"""Notes and errors on a terminal flow into its lines; in a pipe each is one
line."""
import os
import pty
import subprocess
import termios

import pytest
from conftest import program


def said(index, *words, columns=None):
    """What clause says on standard error: a terminal, or a pipe."""
    command = [program("clause"), "--index", index, *words]
    env = {name: value for name, value in os.environ.items()
           if name != "COLUMNS"}
    if columns is None:
        return subprocess.run(command, stderr=subprocess.PIPE, text=True,
                              stdout=subprocess.DEVNULL, env=env,
                              timeout=60).stderr
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, columns))
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL,
                               stderr=theirs, env=env)
    os.close(theirs)
    written = b""
    try:
        while more := os.read(ours, 4096):
            written += more
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    process.wait(timeout=60)
    return written.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("words", [
    ["search", "cites:1"],               # a note
    ["search", "kinds:operative"],       # a hint
    ["show", "no citation of anything"],
    ["search", "--format", "xyz", "a"]])  # usage
@pytest.mark.parametrize("columns", [40, 60])
def test_what_is_said_fits_the_terminal(index, words, columns):
    piped = said(index, *words)
    shown = said(index, *words, columns=columns)
    assert max(map(len, piped.split("\n"))) > 60
    assert max(map(len, shown.split("\n"))) <= columns
    assert shown.split() == piped.split()
