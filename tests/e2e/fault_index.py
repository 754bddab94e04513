"""Indexes to be broken: made-up texts, the real clause-index, and a look at
what can be read afterwards."""
import json
import os
import shutil
import subprocess
from pathlib import Path

from conftest import program

FULL = os.environ.get("CLAUSE_FAULTS") == "full"  # every fault, not a sample
ENV = {**os.environ, "ASAN_OPTIONS": "detect_leaks=0"}  # not under strace


def made_up(number, word):
    return (f"RESOLUTION {number} (Exampleville, 2026)\nA made-up text\n"
            f"(Exampleville, 2026)\nThe Demonstration Assembly "
            f"(Exampleville, 2026),\nrecognizing\n"
            f"a)\tthat this text is made up to {word};\n"
            f"b)\tthat it has two clauses of {word}.\n")


def write_texts(folder, count, word):
    folder.mkdir()
    for number in range(901, 901 + count):
        (folder / f"{number}.txt").write_text(made_up(number, word))
    return folder


def command(index, *args):
    return [program("clause-index"), "--index", str(index),
            "--allow-unsandboxed", *map(str, args)]


def build(index, *args, **more):
    return subprocess.run(command(index, *args), capture_output=True,
                          text=True, timeout=120, **more)


def ask(index, *words):
    """The exit code, the result or error object, what stood on stderr."""
    done = subprocess.run(
        [program("clause"), "--index", str(index), "--json", "--deadline",
         "10000", *words], capture_output=True, text=True, timeout=120)
    assert done.returncode < 128 and "Sanitizer" not in done.stderr, \
        done.stderr
    return done.returncode, json.loads(done.stdout or done.stderr)


def named(index):
    """The generation that `current` names; 0 without one."""
    try:
        return int((index / "current").read_text()[len("auto gen-"):])
    except FileNotFoundError:
        return 0


def held(index):
    """Which generation answers, and all that it holds."""
    code, answer = ask(index, "search", "-n", "100", "made OR clauses")
    assert code == 0, answer
    texts = ["".join(s["t"] for s in hit["segments"])
             for hit in answer["hits"]]
    ids = [hit["id"] for hit in answer["hits"]]
    return answer["index"]["generation"], sorted(zip(ids, texts))


class Pair:
    """An index at generation 1, and the texts of its next one: one is read by
    clause-extract, and its lines are kept."""

    def __init__(self, folder):
        self.folder = folder
        self.old = write_texts(folder / "old", 2, "marvel")
        self.new = write_texts(folder / "new", 2, "wonder")
        (self.new / "903.html").write_text("".join(
            f"<p>{line}</p>" for line in made_up(903, "wonder").splitlines()))
        self.base = folder / "base"
        assert build(self.base, self.old).returncode == 0
        self.before = held(self.base)[1]
        after = self.fresh()
        assert build(after, self.new).returncode == 0
        self.after = held(after)[1]
        assert len(self.before) == 4 and len(self.after) == 6

    def fresh(self, name="index"):
        """A copy of the index at generation 1."""
        index = self.folder / name
        shutil.rmtree(index, ignore_errors=True)
        shutil.copytree(self.base, index)
        return index

    def check(self, index, published=None):
        """One of the two is served, whole: the one that was reported, if
        anything was."""
        generation, content = held(index)
        assert generation == named(index)
        if published is None:
            published = generation != 1
        assert content == (self.after if published else self.before)
        assert (generation != 1) == published

    def check_next(self, index):
        """The next run completes, and leaves no litter."""
        done = build(index, self.new)
        assert done.returncode == 0 and done.stderr == "", done.stderr
        generation, content = held(index)
        assert content == self.after
        names = sorted(path.name for path in Path(index).iterdir())
        assert names[0] == "current" and names[-2:] == ["lock", "parsed"]
        assert len(names) == 5 and f"gen-{generation:06}" in names, names
        assert len(list((index / "parsed").iterdir())) == 1
