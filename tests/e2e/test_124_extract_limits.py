"""Both sides of what a document may cost: at the limit it is read, and beyond
it is refused with a reason. Where the limit itself takes long, a lower one is
set from outside, and the limits of each process are looked at."""
import re
import resource
import subprocess

import pytest

from conftest import program
from documents import docx, paragraph, part, pdf
from test_120_extract import fault, lines, run
from test_123_extract_hostile import package
from test_125_index_formats import as_text

MIB = 1 << 20
FORMS = ["docx", "html", "pdf"]
LINES = b"<p>made up words</p>\n" * 200000


def sanitized():
    """Sanitizers reserve terabytes, so there is no limit of memory."""
    with open(program("clause-extract"), "rb") as file:
        return b"__asan_init" in file.read()


def under(limit, most):
    """Options of a process that begins with a limit."""
    return {"preexec_fn": lambda: resource.setrlimit(limit, (most, most + 1))}


@pytest.mark.parametrize("form, document", [
    ("docx", docx(paragraph("made up"))), ("html", b"<p>made up"),
    ("pdf", pdf(["made up"]))], ids=FORMS)
def test_limits_of_each_process(form, document, tmp_path):
    """As the contract has them: 512 MiB, 20 s; of pdftotext too."""
    subprocess.run(
        ["strace", "-ff", "-o", str(tmp_path / "trace"), "-e",
         "trace=setrlimit,prlimit64,execve", program("clause-extract"), form,
         "--unsandboxed"], input=document, check=True, stdout=subprocess.PIPE,
        timeout=120)
    traces = [path.read_text() for path in tmp_path.glob("trace.*")]
    assert len(traces) == (2 if form == "pdf" else 1)
    for trace in traces:
        limits = dict(re.findall(r"RLIMIT_(\w+), {(.*?)}", trace))
        assert limits["CPU"] == "rlim_cur=20, rlim_max=21"
        assert limits["NOFILE"] == "rlim_cur=16, rlim_max=16"
        assert sanitized() or limits["AS"] == \
            "rlim_cur=524288*1024, rlim_max=524288*1024"


@pytest.mark.skipif(sanitized(), reason="there is no limit of memory")
@pytest.mark.parametrize("form, document", [
    ("docx", docx(paragraph("made up " * 1000) * 500, compression=0)),
    ("html", LINES), ("pdf", pdf(*[["made up words"] * 40] * 1500))],
    ids=FORMS)
def test_memory(form, document):
    """Refused whatever it was at, and never a part of it for all."""
    whole = run(document, form, "--unsandboxed")
    assert whole.returncode == 0
    for most in range(48, 128, 8):
        done = run(document, form, "--unsandboxed",
                   **under(resource.RLIMIT_AS, most * MIB))
        if done.returncode == 0:
            assert done.stdout == whole.stdout
        else:
            assert done.stdout == b"" and done.stderr.count(b"\n") == 1
            assert b"memory" in done.stderr or b"pdftotext" in done.stderr
        assert done.returncode != 0 or most > 48
    assert done.returncode == 0


@pytest.mark.skipif(sanitized(), reason="there is no limit of memory")
def test_memory_and_time_are_named(tmp_path):
    """Of clause-index too, which passes its own lower limits on."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "good.txt").write_bytes(as_text())
    (folder / "large.html").write_bytes(LINES)

    def index(**how):
        return subprocess.run(
            [program("clause-index"), "--allow-unsandboxed", "--index",
             tmp_path / "index", folder], capture_output=True, text=True,
            timeout=120, **how)
    for limit, most, why in (
            (resource.RLIMIT_AS, 64 * MIB, "memory"),
            (resource.RLIMIT_CPU, 1, "it takes too long to read")):
        if limit == resource.RLIMIT_CPU:
            (folder / "large.html").write_bytes(
                b"<p>made up words</p>" + b"<p>" * (10 * MIB))
        done = index(**under(limit, most))
        assert done.returncode == 1, done.stderr
        assert done.stdout.startswith("generation ")
        assert "1 edition, 4 clauses" in done.stdout
        assert "1 failed" in done.stdout
        assert done.stderr.startswith("clause-index: failed: large.html: ")
        assert why in done.stderr and done.stderr.count("\n") == 1


def unpacking_to(size):
    """A package of so many bytes in all: parts with nothing but comments, for
    blanks alone pack too well."""
    parts = {"document": part("document",
                              f"<w:body>{paragraph('made up')}</w:body>")}
    block = "".join(f"<!--{i * 7919 % 9973:040}{'x' * 950}-->"
                    for i in range(1000)) * 85
    for name in ("settings", "footnotes", "endnotes"):
        parts[name] = part(name, block)
    left = size - sum(map(len, parts.values())) - len(part("styles", ""))
    parts["styles"] = part("styles", block[:left - left % 997] +
                           "\n" * (left % 997))
    assert sum(map(len, parts.values())) == size
    return package(*((f"word/{name}.xml", text)
                     for name, text in parts.items()))


def test_what_is_unpacked():
    assert lines(unpacking_to(256 * MIB))[-1] == ("plain", "made up")
    assert "too large when unpacked" in fault(unpacking_to(256 * MIB + 1))


def text_of(form, size):
    """A document with so many bytes of text."""
    full, rest = divmod(size, 1000)
    if form == "docx":
        return docx(paragraph("x" * 1000) * full + paragraph("x" * rest),
                    compression=0)
    return b"<p>" + (b"x" * 1000 + b"<p>") * full + b"x" * rest


@pytest.mark.parametrize("form", ["docx", "html"])
def test_text(form):
    found = [text for style, text in lines(text_of(form, 16 * MIB), form)
             if style == "plain"]
    assert sum(map(len, found)) == 16 * MIB
    assert "more than 16 MiB of text" in fault(text_of(form, 16 * MIB + 1),
                                               form)


def test_text_of_a_pdf():
    """Its line ends count, and those of its pages. Small letters, because
    what does not fit on a page is not read."""
    line, small = "made up words of a line" * 3, ") Tj 1 TL /F1 1 Tf ("
    page = [small] + [line] * 600
    room = 16 * MIB // (600 * (len(line) + 1) + 1)
    done = run(pdf(*[page] * room), "pdf", "--unsandboxed")
    assert done.returncode == 0
    assert done.stdout.count(line.encode()) == 600 * room
    assert "more than 16 MiB of text" in fault(pdf(*[page] * (room + 1)),
                                               "pdf")
