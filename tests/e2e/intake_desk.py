"""A copy of clause-index beside a fake extractor, which does what a document
says, with texts and an index of its own."""
import shutil
import subprocess
from pathlib import Path

from conftest import program


def made_up(number, word="marvel"):
    return (f"RESOLUTION {number} (Exampleville, 2026)\nA made-up text\n"
            f"(Exampleville, 2026)\nThe Demonstration Assembly "
            f"(Exampleville, 2026),\nrecognizing\na)\tthat this text is made "
            f"up to {word};\nb)\tthat it has two clauses.\n")


class Desk:
    """A copy of clause-index beside the fake extractor, texts, an index."""

    def __init__(self, folder):
        self.bin = folder / "bin"
        self.texts = folder / "texts"
        self.index = folder / "index"
        self.bin.mkdir()
        self.texts.mkdir()
        shutil.copy(program("clause-index"), self.bin / "clause-index")
        shutil.copy(Path(__file__).with_name("fake_extract.py"),
                    self.bin / "clause-extract")
        (self.bin / "clause-extract").chmod(0o755)

    def command(self, *args):
        return [str(self.bin / "clause-index"), "--index", str(self.index),
                *map(str, args)]

    def run(self, *args, **more):
        return subprocess.run(self.command(*(args or (self.texts,))),
                              capture_output=True, text=True, timeout=120,
                              **more)

    def put(self, name, text):
        (self.texts / name).write_text(text)

    def log(self):
        """What the extractors noted, a line each."""
        try:
            return (self.bin / "log").read_text().splitlines()
        except FileNotFoundError:
            return []

    def clause(self, *args):
        return subprocess.run([program("clause"), "--index", str(self.index),
                               *args], capture_output=True, text=True,
                              timeout=60).stdout
