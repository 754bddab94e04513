"""The judged set: made-up resolutions, with Resolution 59, and what is asked
of them."""
import subprocess

from conftest import SOURCE, program

FOLDER = SOURCE / "tests" / "relevance"


def judged_index(folder, *paths):
    """An index of the paths, or of the set; where it is."""
    where = folder / "index"
    subprocess.run([program("clause-index"), "--quiet", "--index", str(where),
                    *(paths or (FOLDER / "corpus", SOURCE / "corpus"))],
                   check=True, timeout=300, stderr=subprocess.DEVNULL)
    return str(where)


def judged_questions():
    """(how, text) of each: all and any are `search`, show is `show`."""
    text = (FOLDER / "questions.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    rows = [dict(zip(lines[0].split("\t"), line.split("\t")))
            for line in lines[1:] if line]
    return [(row["ask"], row["text"]) for row in rows]
