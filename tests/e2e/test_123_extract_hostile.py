"""clause-extract on documents made to do harm: each is refused with a
sentence, or read, and never more; and the walls stand before the first byte
is read."""
import io
import os
import random
import re
import struct
import subprocess
import zipfile

import pytest

from conftest import program
from documents import HEAD, RESOLUTION, docx, paragraph, part, pdf
from test_120_extract import fault, lines, run, texts

MIB = 1 << 20
PAGE = b"<html lang=en><p class=ResNo>RESOLUTION 963<ol><li>to test</ol>"


def package(*entries, compression=zipfile.ZIP_DEFLATED):
    """A zip file of (name, text)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as made:
        for name, text in entries:
            made.writestr(name, text)
    return out.getvalue()


def judge(document, form):
    """Runs it and insists on an end in order; True: it was taken."""
    done = run(document, form, "--unsandboxed")
    assert done.returncode in (0, 1), (form, done)
    if done.returncode == 0:
        assert done.stdout.endswith(b"end\n") and not done.stderr
    else:
        assert not done.stdout and done.stderr.count(b"\n") == 1
    return done.returncode == 0


def test_parts_that_unpack_to_too_much():
    blank = " " * (40 * MIB)
    assert "too large when unpacked" in fault(docx(blank))
    assert "too large when unpacked" in fault(docx("x", styles=blank))
    assert texts(paragraph("x") + " " * (MIB // 2)) == ["x"]


def test_all_parts_together_unpack_to_too_much():
    chance = random.Random(1)
    comments = "".join(f"<!--{chance.getrandbits(160):040x}{'x' * 950}-->"
                       for _ in range(1000)) * 90
    assert "too large when unpacked" in fault(docx(
        "", footnotes=comments, endnotes=comments, settings=comments))


BOMB = '<!DOCTYPE w [<!ENTITY a "made up"><!ENTITY b "&a;&a;&a;&a;&a;">' \
       '<!ENTITY c SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("name", ["document", "styles", "footnotes",
                                  "numbering", "settings", "endnotes"])
def test_declared_entities(name):
    parts = {"word/document.xml": part("document", "<w:body/>")}
    parts[f"word/{name}.xml"] = (
        f"{BOMB}<w:{name} {HEAD}><w:p><w:r><w:t>&b;&c;</w:t></w:r></w:p>"
        f"</w:{name}>")
    assert "declares entities" in fault(package(*parts.items()))


def test_entities_that_nobody_declares():
    fault(docx(paragraph("<w:r><w:t>&b;</w:t></w:r>")))


@pytest.mark.parametrize("form, document", [
    ("docx", docx(RESOLUTION)), ("docx", docx(RESOLUTION, compression=0))])
def test_cut_anywhere_it_is_no_good(form, document):
    for piece in range(20):
        fault(document[:len(document) * piece // 20], form)
    fault(document[:-1], form)


def patched(document, signature, offset, layout, value):
    """The bytes with a field of every such header of the zip changed."""
    out = bytearray(document)
    at = out.find(signature)
    while at >= 0:
        struct.pack_into(layout, out, at + offset, value)
        at = out.find(signature, at + 4)
    return bytes(out)


def test_encrypted_parts():
    document = patched(patched(docx(RESOLUTION), b"PK\3\4", 6, "<H", 1),
                       b"PK\1\2", 8, "<H", 1)
    assert "save it without a password" in fault(document)


def test_sizes_that_are_lies():
    blank = docx(" " * (40 * MIB))
    for size in (0, 10, 0x7fffffff):
        judge(patched(blank, b"PK\1\2", 24, "<I", size), "docx")
        judge(patched(docx(RESOLUTION), b"PK\1\2", 20, "<I", size), "docx")
    fault(patched(docx(RESOLUTION), b"PK\1\2", 16, "<I", 12345))  # checksum


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("second", ["word/document.xml", "Word/Document.XML"])
def test_two_parts_of_one_name(second):
    text = part("document", "<w:body/>")
    assert "same name" in fault(
        package(("word/document.xml", text), (second, text)))


def test_too_many_parts():
    assert "more than 2000" in fault(
        package(*((f"word/{i}", "") for i in range(2001)), compression=0))


@pytest.mark.parametrize("inner", ["w:sdt", "w:tbl", "w:txbxContent", "w:p",
                                   "w:del", "mc:AlternateContent"])
def test_deep_nesting(inner):
    for depth in (20, 200, 5000):
        judge(docx(f"<{inner}>" * depth + "x" + f"</{inner}>" * depth), "docx")
    assert judge(docx(f"<{inner}>" * 7 + f"</{inner}>" * 7), "docx")
    assert not judge(docx(f"<{inner}>" * 300 + f"</{inner}>" * 300), "docx")


def test_what_is_long():
    word = "w" * MIB
    assert lines(docx(paragraph(word), compression=0))[1:] == [
        ("plain", word)]
    row = "<w:tr>" + "<w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc>" * 50 + \
        "</w:tr>"
    # Alike rows pack too well: stored as they are.
    table = lines(docx(f"<w:tbl>{row * 2000}</w:tbl>", compression=0))
    assert table[1:] == [("row", "\t".join("c" * 50))] * 2000
    fault(docx(paragraph("w" * (11 * MIB)), compression=0))
    assert "16 MiB" in fault(docx(paragraph("made up " * 10000) * 300,
                                  compression=0))
    many = "".join(f'<w:style w:styleId="s{i}"/>' for i in range(10001))
    assert "too many styles" in fault(docx("", styles=many))
    long = f'<w:style w:styleId="{"s" * 5000}"/>'
    assert "too long" in fault(docx("", styles=long))


def test_a_file_of_a_gigabyte(tmp_path):
    with open(tmp_path / "large", "wb") as file:
        file.truncate(1 << 30)
    for form in ("docx", "html", "pdf"):
        with open(tmp_path / "large", "rb") as file:
            done = subprocess.run(
                [program("clause-extract"), form, "--unsandboxed"],
                stdin=file, capture_output=True, timeout=60)
        assert (done.returncode, done.stderr) == (
            1, b"it has more than 64 MiB\n")


def test_what_is_no_file():
    with open("/dev/zero", "rb") as file:
        done = subprocess.run(
            [program("clause-extract"), "html", "--unsandboxed"], stdin=file,
            capture_output=True, timeout=60)
    assert done.returncode == 1 and b"neither" in done.stderr
    assert "64 MiB" in fault(bytes(65 * MIB), "docx")


@pytest.mark.parametrize("form, document", [
    ("docx", docx(RESOLUTION, compression=0)), ("html", PAGE),
    ("pdf", pdf(["RESOLUTION 963"], ["made up"]))])
def test_bytes_that_were_changed(form, document):
    chance = random.Random(form)
    for _ in range(60):
        changed = bytearray(document)
        for _ in range(chance.randrange(1, 12)):
            at = chance.randrange(len(changed))
            changed[at] = chance.choice(b"\0\xff<>&/ 19\"" + bytes([
                chance.randrange(256)]))
        judge(bytes(changed), form)


@pytest.mark.parametrize("form, document", [
    ("docx", docx(RESOLUTION)), ("html", PAGE), ("pdf", pdf(["made up"]))])
def test_walls_stand_before_the_first_byte_is_read(form, document, tmp_path):
    if run(document, form).returncode == 3:
        pytest.skip("this kernel lacks a wall")
    subprocess.run(
        ["strace", "-ff", "-o", str(tmp_path / "trace"), "-e", "trace=seccomp,"
         "prctl,read,landlock_restrict_self,execve,open,openat",
         program("clause-extract"), form], input=document, check=True,
        stdout=subprocess.PIPE, timeout=120)
    traces = [path.read_text() for path in tmp_path.glob("trace.*")]
    assert len(traces) == (2 if form == "pdf" else 1)
    for trace in traces:
        before, wall, behind = trace.rpartition("SECCOMP_SET_MODE_FILTER")
        assert wall and "landlock_restrict_self(" in before
        assert "read(0," not in before and "read(0," in behind
        opened = [line for line in behind.splitlines()
                  if line.startswith("open") and "= -1 E" not in line]
        if "execve(" in behind:  # pdftotext
            # /etc/localtime is a link into /usr, which is what counts.
            assert all(re.search(
                r'"/(usr|lib|lib64|etc/ld.so.cache|etc/localtime)[/"]', line)
                for line in opened)
        else:
            assert opened == []


def test_nothing_is_inherited(tmp_path):
    """A file that the parent left open is closed before anything is read."""
    (tmp_path / "secret").write_text("secret")
    secret = os.open(tmp_path / "secret", os.O_RDONLY)
    os.set_inheritable(secret, True)
    trace = tmp_path / "trace"
    subprocess.run(
        ["strace", "-f", "-o", str(trace), "-e", "trace=close_range,close,read",
         program("clause-extract"), "docx", "--unsandboxed"],
        input=docx(RESOLUTION), check=True, stdout=subprocess.PIPE,
        pass_fds=[secret], timeout=120)
    os.close(secret)
    before, _, _ = trace.read_text().partition("read(0")
    assert "close_range(3" in before


