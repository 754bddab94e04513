"""clause-index over a folder of 300 documents that mean harm, and one that
does not: each of them is one line that says why, the one is in."""
import io
import os
import random
import subprocess
import zipfile

import pytest
from conftest import program
from documents import RESOLUTION, docx, part, pdf
from test_125_index_formats import as_docx, as_pdf, as_text

LAUGHS = "".join(f'<!ENTITY l{i} "{"&l%d;" % (i - 1) * 10}">'
                 for i in range(1, 10))
BOMB = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">{LAUGHS}]>'
OUTSIDE = ('<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM '
           '"file:///etc/passwd">]>')


def package(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, inner in parts.items():
            made.writestr(f"word/{name}.xml", inner)
    return out.getvalue()


def declared(head, entity):
    body = part("document", f"<w:body><w:p><w:r><w:t>&{entity};</w:t></w:r>"
                            "</w:p></w:body>")
    return package(document=head + body[body.index("?>") + 2:])


def encrypted(document):
    """The bit that says so, in each header of the package."""
    made = bytearray(document)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.find(sign)
        while at >= 0:
            made[at + offset] |= 1
            at = made.find(sign, at + 1)
    return bytes(made)


def harmful():
    """(name, bytes) of the documents that are files."""
    chance = random.Random(59)
    word, page = as_docx(), as_pdf()
    for i in range(100):
        yield f"cut-{i}.docx", word[:len(word) * i // 100]
    for i in range(70):
        yield f"cut-{i}.pdf", page[:len(page) * i // 71]
    for i in range(20):
        yield f"noise-{i}.docx", b"PK\x03\x04" + chance.randbytes(500 * i)
        yield f"noise-{i}.pdf", b"%PDF-1.7\n" + chance.randbytes(500 * i)
        yield f"noise-{i}.html", chance.randbytes(500 * i)
    for i in range(10):
        yield f"laughs-{i}.docx", declared(BOMB, f"l{i}")
        yield f"outside-{i}.docx", declared(OUTSIDE, "x")
        yield f"locked-{i}.docx", encrypted(docx(RESOLUTION * (i + 1)))
        yield f"deep-{i}.html", b"<div>" * 10 ** (i // 2 + 1)
    for i in range(5):
        yield f"bomb-{i}.docx", docx("<w:p/>" + " " * (9 << 20) * (i + 1))
        yield f"line\nend-{i}.pdf", pdf([])
        yield f"esc\x1b[31m-{i}.docx", b"x"


def others(folder):
    """Names of what is no regular file, or too large for one."""
    (folder / "given.txt").write_bytes(as_text())
    for i in range(5):
        os.mkfifo(folder / f"fifo-{i}.docx")
        os.symlink("given.txt", folder / f"link-{i}.docx")
        os.symlink("/etc", folder / f"root-{i}")
        with open(folder / f"sparse-{i}.pdf", "wb") as file:
            os.truncate(file.fileno(), 1 << 30)
        yield from (f"fifo-{i}.docx", f"link-{i}.docx", f"root-{i}",
                    f"sparse-{i}.pdf")


def shown(name):
    return name.replace("\n", "\\x0a").replace("\x1b", "\\x1b")


def test_each_is_one_line_and_the_rest_is_in(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    names = list(others(folder))
    for name, document in harmful():
        (folder / name).write_bytes(document)
        names.append(name)
    assert len(names) >= 300
    done = subprocess.run(
        [program("clause-index"), "--allow-unsandboxed", "--index",
         tmp_path / "index", folder], capture_output=True, text=True,
        timeout=280)
    assert done.returncode == 1
    assert done.stdout.startswith("generation 1: 1 resolution, 1 edition, 4 clauses")
    said = [line.removeprefix("clause-index: ").removeprefix("failed: ")
            .removeprefix("skipped: ") for line in done.stderr.splitlines()]
    assert len(said) == len(names)
    for name in names:
        about = [line for line in said if line.startswith(f"{shown(name)}: ")]
        assert len(about) == 1 and about[0] != f"{shown(name)}: ", name
    assert "passwd" not in done.stdout and "root:" not in done.stderr


def test_both_sides_of_the_size_of_a_document(tmp_path):
    """At the limit it is read, and refused for what is in it; one byte more
    and it is not. Sizes of docs/operating.md."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "good.txt").write_bytes(as_text())
    sizes = {"txt": 16 << 20, "jsonl": 64 << 20, "docx": 64 << 20,
             "html": 64 << 20, "pdf": 64 << 20}
    for form, most in sizes.items():
        for more in (0, 1):
            with open(folder / f"{more}.{form}", "wb") as file:
                os.truncate(file.fileno(), most + more)
    done = subprocess.run(
        [program("clause-index"), "--allow-unsandboxed", "--index",
         tmp_path / "index", folder], capture_output=True, text=True,
        timeout=280)
    assert done.returncode == 1 and "1 edition" in done.stdout
    for form, most in sizes.items():
        beyond = f"has {most + 1} bytes, more than the {most} allowed"
        says = {name: [line for line in done.stderr.splitlines()
                       if f"{name}.{form}: " in line] for name in "01"}
        assert len(says["1"]) == 1 and beyond in says["1"][0], done.stderr
        assert len(says["0"]) == 1 and "allowed" not in says["0"][0]


LONG = {
    "brackets": f"3\tto say {'(' * 2_000_000}.\n",      # each seeks its end
    "a bracket": "3\t(to begin\n" + "word\n" * 200_000,  # each line its own
    "citations": "3\tto see " + "Res." * 300_000 + ".\n",
    "headings": "3\tto see\n" + ("instructs the Director of the Zork\n"
                                 "and the Foobar of the Grault\n") * 1500,
}


@pytest.mark.parametrize("what", LONG)
def test_time_goes_by_the_length_of_a_text(tmp_path, what):
    """Minutes to hours, if it went by its square."""
    (tmp_path / "long.txt").write_text(as_text().decode() + LONG[what])
    done = subprocess.run(
        [program("clause-index"), "--allow-unsandboxed", "--index",
         tmp_path / "index", tmp_path / "long.txt"], capture_output=True,
        text=True, timeout=60)
    assert done.returncode == 0 and "5 clauses" in done.stdout, (
        done.stdout[-300:], done.stderr[-300:])
