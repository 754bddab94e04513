"""The source tree as the checks of this folder see it: which files there are,
what they include, and text without comments."""

import re
import sys
from pathlib import Path

ROOMS = ("lib/base", "lib/sandbox", "lib/text", "lib/model", "lib/query",
         "lib/store", "lib/wire", "lib/engine", "indexer/extract",
         "indexer", "daemon", "client")
BESIDE = ("tests", "bench")
SOURCES = (".c", ".cc")
HEADERS = (".h", ".hh")

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)
TOKENS = re.compile(
    r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def room_of(path):
    """The room a path of the tree belongs to, or None."""
    for room in ROOMS + BESIDE:
        if path.startswith(room + "/"):
            return room
    return None


def files(root, suffixes, rooms=ROOMS + BESIDE):
    """Paths below the rooms, relative to root and in order."""
    found = set()  # a room may stand within another
    for room in rooms:
        for path in (Path(root) / room).rglob("*"):
            if path.suffix in suffixes and path.is_file():
                found.add(path.relative_to(root).as_posix())
    return sorted(found)


def read(root, path):
    return (Path(root) / path).read_text(encoding="utf-8")


def _blank(match):
    text = match.group(0)
    if text[0] in "\"'":
        return text[0] + " " * (len(text) - 2) + text[-1]
    return re.sub(r"[^\n]", " ", text)


def code_only(text):
    """The text with comments and what stands in quotes made blank; every
    other byte stays in its place."""
    return TOKENS.sub(_blank, text)


def includes(text):
    """(line number, '<' or '"', what is included), comments left out."""
    plain = re.sub(r"//[^\n]*|/\*.*?\*/",
                   lambda m: re.sub(r"[^\n]", " ", m.group(0)), text,
                   flags=re.S)
    return [(plain.count("\n", 0, m.start(2)) + 1, m.group(1), m.group(2))
            for m in INCLUDE.finditer(plain)]


def report(problems):
    """Prints the problems; the exit status of a check."""
    for problem in problems:
        print(problem)
    return 1 if problems else 0


def main(check):
    sys.exit(report(check(sys.argv[1])))
