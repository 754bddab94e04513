#!/usr/bin/python3
"""A clause-extract that obeys: the first line of the document says what to do.

    text                   its other lines, as plain lines
    lines                  its other lines, as they are
    exit CODE SENTENCE     ends so
    signal NUMBER SENTENCE dies of it
    wait PATH              leaves a child behind, says so in PATH, and hangs
    flood                  writes without an end
    meet FOLDER COUNT      waits until so many are there at once, then as text

Every run leaves a line in the file `log` beside it: its words, and the names
of its descriptors.
"""
import os
import signal
import sys
import threading
from pathlib import Path

HERE = Path(__file__).resolve().parent
PATIENCE = 6000  # looks, five thousandths of a second apart


def note():
    fds = sorted(int(fd) for fd in os.listdir("/proc/self/fd"))
    still = [fd for fd in fds if os.path.exists(f"/proc/self/fd/{fd}")]
    group = os.getpgrp() == os.getpid()
    with open(HERE / "log", "a") as log:
        log.write(f"{' '.join(sys.argv[1:])} fds={still} group={group}\n")


def put(lines, style="plain\t0\t"):
    text = "clause-extract 1\n"
    text += "".join(f"{style}{line}\n" for line in lines) + "end\n"
    sys.stdout.write(text)
    sys.stdout.flush()


def meet(folder, count):
    """All stand here until count have come."""
    Path(folder, str(os.getpid())).touch()
    pause = threading.Event()
    for _ in range(PATIENCE):
        if len(os.listdir(folder)) >= count:
            return
        pause.wait(0.005)
    sys.exit("nobody came")


def main():
    note()
    first, *rest = sys.stdin.read().split("\n")
    word, _, more = first.partition(" ")
    if word == "exit":
        code, _, sentence = more.partition(" ")
        print(sentence, file=sys.stderr)
        sys.exit(int(code))
    if word == "signal":
        number, _, sentence = more.partition(" ")
        print(end=sentence, file=sys.stderr, flush=True)
        os.kill(os.getpid(), int(number))
    if word == "wait":
        if os.fork() == 0:
            Path(more + ".child").write_text(str(os.getpid()))
        else:
            Path(more).write_text(str(os.getpid()))
        signal.pause()
    while word == "flood":
        os.write(1, b"plain\t0\t" + b"x" * 65000 + b"\n")
    if word == "meet":
        folder, count = more.split()
        meet(folder, int(count))
    put(rest, "" if word == "lines" else "plain\t0\t")


if __name__ == "__main__":
    main()
