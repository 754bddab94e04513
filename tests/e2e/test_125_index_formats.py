"""clause-index over a folder of DOCX, HTML, PDF and text: one made-up
resolution in each format is the same one."""
import json
import os
import re
import subprocess
import zipfile

import pytest
from conftest import SOURCE, program
from documents import docx, paragraph, pdf

R59 = SOURCE / "corpus/wtsa/resolution-59-dubai-2012.txt"

# (style of Word, label, text) of a made-up resolution.
LINES = [
    ("ResNo", "", "RESOLUTION 961 (Rev. Exampleville, 2026)"),
    ("a7", "", "A made-up text in four formats"),
    (None, "", "(Sampletown, 2022; Exampleville, 2026)"),
    (None, "", "The Demonstration Assembly (Exampleville, 2026),"),
    ("Call", "", "considering"),
    ("enumlev1", "a)", "that nobody wrote this in earnest;"),
    ("enumlev1", "b)", "that Resolution 962 (Sampletown, 2022) of this "
                       "assembly is as made up,"),
    ("Call", "", "resolves to invite Member States"),
    (None, "1", "to read it in four formats;"),
    (None, "2", "to find the same clauses in each."),
]


def as_text():
    return "".join(f"{label}\t{text}\n" if label else f"{text}\n"
                   for _, label, text in LINES).encode()


def as_docx():
    tab = "</w:t><w:tab/><w:t>"
    return docx("".join(
        paragraph(f"<w:r><w:t>{label + tab if label else ''}{text}</w:t></w:r>",
                  style) for style, label, text in LINES))


def as_html():
    inner = "".join(f"<p>{label} {text}</p>\n" for _, label, text in LINES)
    return (f"<html><head><title>961</title></head><body>{inner}"
            "</body></html>").encode()


def as_pdf():
    lines = [f"{label} {text}".strip() for _, label, text in LINES]
    return pdf([line.replace("(", "\\(").replace(")", "\\)")
                for line in lines])


FORMATS = {"txt": as_text, "docx": as_docx, "html": as_html, "pdf": as_pdf}


def run(*words):
    return subprocess.run([program("clause-index"), "--allow-unsandboxed",
                           *map(str, words)],
                          capture_output=True, text=True, timeout=120)


def checked(path):
    """What --check --json finds in a file."""
    done = run("--check", "--json", path)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def clauses(found):
    resolution = found.get("resolution", found)
    return [(section["slug"], section["kind"], section["to"],
             clause["id"], clause["label"], clause["text"],
             [cite["id"] for cite in clause["cites"]])
            for section in resolution["sections"]
            for clause in section["clauses"]]


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    return folder


def test_one_resolution_in_four_formats(folder):
    found = {}
    for ending, make in FORMATS.items():
        path = folder / f"made-up.{ending}"
        path.write_bytes(make())
        found[ending] = checked(path)
    text = clauses(found["txt"])
    assert len(text) == 4
    assert text[0][3].endswith("-961@2026/considering.a")
    for ending in ("docx", "html", "pdf"):
        assert clauses(found[ending]) == text, ending


def test_hits_carry_page_or_paragraph(folder, tmp_path):
    (folder / "made-up.pdf").write_bytes(as_pdf())
    index = tmp_path / "index"
    done = run("--index", index, folder)
    assert done.returncode == 0, done.stderr
    asked = subprocess.run(
        [program("clause"), "--index", index, "search", "--json", "formats"],
        capture_output=True, text=True, timeout=60)
    hit = json.loads(asked.stdout)["hits"][0]
    assert hit["source"] == {"file": "made-up.pdf", "page": 1}


def test_bad_ones_are_named_and_the_rest_is_in(folder, tmp_path):
    (folder / "good.docx").write_bytes(as_docx())
    (folder / "cut.docx").write_bytes(as_docx()[:400])
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "line\nend.pdf").write_bytes(b"%PDF-1.4 no more")
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    with zipfile.ZipFile(folder / "none.docx", "w") as package:
        package.writestr("other.xml", "<x/>")
    with open(folder / "huge.pdf", "wb") as file:
        os.truncate(file.fileno(), 1 << 30)
    done = run("--index", tmp_path / "index", folder)
    assert done.returncode == 1
    said = done.stderr.splitlines()
    for name in ("cut.docx", "empty.pdf", "line\\x0aend.pdf", "none.docx",
                 "huge.pdf"):
        assert sum(line.startswith(f"clause-index: failed: {name}: ")
                   for line in said) == 1, name
    assert any("skipped: old.doc: " in line and "convert it" in line
               for line in said)
    assert done.stdout.startswith("generation 1: 1 resolution, 1 edition, 4 clauses")


def test_a_reader_that_dies_costs_its_document_only(folder, tmp_path):
    """It is killed where it builds its walls, which it alone does."""
    (folder / "good.txt").write_bytes(as_text())
    (folder / "bad.docx").write_bytes(as_docx())
    done = subprocess.run(
        ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=unshare",
         "-e", "inject=unshare:signal=SIGKILL", program("clause-index"),
         "--allow-unsandboxed", "--index", str(tmp_path / "index"),
         str(folder)], capture_output=True, text=True, timeout=120,
        env={**os.environ, "ASAN_OPTIONS": "detect_leaks=0"})
    assert done.returncode == 1
    assert "failed: bad.docx: its reader crashed (signal 9)" in done.stderr
    assert done.stdout.startswith("generation 1: 1 resolution, 1 edition, 4 clauses")


NOTE = re.compile(r"\[footnoteRef:1\]1\s*\[1: 1 \t(?P<text>[^\]]*)\]")


def page_of_59():
    """Resolution 59 as a page that LibreOffice reads with a real footnote."""
    text = re.sub(r"\[bookmark: \w+\]", "", R59.read_text(encoding="utf-8"))
    note = NOTE.search(text)["text"]
    text = NOTE.sub('<sup><a class="sdfootnoteanc" name="sdfootnote1anc" '
                    'href="#sdfootnote1sym">1</a></sup>', text)
    lines = "".join(f"<p>{line}</p>\n" for line in text.splitlines() if line)
    return ('<html><head><meta charset="utf-8"></head><body>' + lines +
            '<div id="sdfootnote1"><p class="sdfootnote"><a '
            'class="sdfootnotesym" name="sdfootnote1sym" '
            f'href="#sdfootnote1anc">1</a> {note}</p></div></body></html>')


def convert(path, form, tmp_path):
    """Lets LibreOffice make another format of a file, beside it."""
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/office",
         "--headless", "--convert-to", form, "--outdir", str(path.parent),
         str(path)], check=True, capture_output=True, timeout=200)
    return path.with_suffix("." + form.split(":")[0])


@pytest.mark.skipif(not os.path.exists("/usr/bin/soffice"),
                    reason="LibreOffice is not installed: Resolution 59 is "
                           "not turned into DOCX, HTML and PDF here")
def test_resolution_59_by_libreoffice(folder, tmp_path):
    page = folder / "resolution-59.html"
    page.write_text(page_of_59(), encoding="utf-8")
    word = convert(page, "docx:MS Word 2007 XML", tmp_path)
    made = [word, convert(word, "pdf:writer_pdf_Export", tmp_path),
            convert(word, "html:HTML (StarWriter)", tmp_path)]
    fold = str.maketrans({"\u2011": "-", "\u00a0": " "})

    def folded(path):
        return [(*row[:5], " ".join(row[5].translate(fold).split()), row[6])
                for row in clauses(checked(path))]

    want = folded(R59)
    assert len(want) == 12
    for path in made:
        assert folded(path) == want, path.suffix
