"""clause-extract on documents in Word's format: styles, numbers, footnotes,
tables, tracked changes; what it says of those that it cannot read."""
import io
import subprocess
import zipfile

import pytest

from conftest import program
from documents import RESOLUTION, docx, paragraph, part


def run(document, *words, **how):
    return subprocess.run([program("clause-extract"), *words], input=document,
                          capture_output=True, timeout=60, **how)


def lines(document, form="docx"):
    """(style, text) of each line; a missing wall is no failure here."""
    done = run(document, form, "--unsandboxed")
    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode().split("\n")
    assert text[0] == "clause-extract 1" and text[-2:] == ["end", ""]
    found = [line.split("\t", 2) for line in text[1:-2]]
    assert all(page == "0" for _, page, _ in found)
    return [(style, text) for style, _, text in found]


def texts(body, **parts):
    return [text for style, text in lines(docx(body, **parts))
            if style != "language"]


def fault(document, form="docx"):
    done = run(document, form, "--unsandboxed")
    assert (done.returncode, done.stdout) == (1, b"")
    said = done.stderr.decode()
    assert said.endswith("\n") and said.count("\n") == 1
    return said.rstrip("\n")


def test_styles_of_word():
    assert lines(docx(RESOLUTION)) == [
        ("language", "en-GB"),
        ("number", "RESOLUTION 960 (Rev. Exampleville, 2026)"),
        ("title", "A made-up text in Word"),
        ("plain", "The Demonstration Assembly (Exampleville, 2026),"),
        ("heading", "considering"),
        ("level-1", "a)\tthat it is made up;"),
        ("heading", "resolves"),
        ("plain", "1\tto test ITU\u2011T."),
    ]


def test_styles_that_lead_in_a_circle():
    assert lines(docx(paragraph("made up", "loop")))[1:] == [
        ("plain", "made up")]


LEVELS = """<w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>
<w:lvlText w:val="%2)"/></w:lvl><w:lvl w:ilvl="2"><w:start w:val="1"/>
<w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%3"/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>
<w:lvl w:ilvl="4"><w:numFmt w:val="bullet"/><w:lvlText w:val="\u2013"/>
<w:suff w:val="space"/></w:lvl>
<w:lvl w:ilvl="5"><w:start w:val="1"/><w:numFmt w:val="ordinalText"/>
<w:lvlText w:val="%6"/></w:lvl>"""
NUMBERING = f"""<w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/>
<w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1."/>
<w:pStyle w:val="Call"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">
<w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>"""


def numbered(text, number, level=0):
    return paragraph(text, more=f'<w:numPr><w:ilvl w:val="{level}"/>'
                     f'<w:numId w:val="{number}"/></w:numPr>')


def test_numbers_that_word_counts():
    body = "".join([
        numbered("one", 1), numbered("sub", 1, 1), numbered("sub", 1, 1),
        numbered("deep", 1, 2), numbered("deep", 1, 2), numbered("two", 1),
        numbered("sub", 1, 1), numbered("dot", 1, 3), numbered("dash", 1, 4),
        numbered("again", 2), numbered("again", 2), numbered("letter", 3),
        numbered("odd", 1, 5), numbered("none", 0), numbered("lost", 77)])
    assert texts(body, numbering=NUMBERING) == [
        "1\tone", "a)\tsub", "b)\tsub", "1.i\tdeep", "1.ii\tdeep", "2\ttwo",
        "a)\tsub", "\u2022\tdot", "\u2013 dash", "1\tagain", "2\tagain",
        "C.\tletter", "\ufffd\todd", "none", "lost"]


NOTE = ('<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>no</w:t>'
        '</w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:r>'
        '<w:footnoteRef/></w:r><w:r><w:tab/><w:t>These are</w:t></w:r></w:p>'
        '<w:p><w:r><w:t>made up.</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="3"><w:p><w:r><w:t>*</w:t><w:tab/><w:t>Own.</w:t>'
        '</w:r></w:p></w:footnote>')


def marked(*more):
    """Two paragraphs with a footnote each; more of their properties."""
    return "".join(paragraph(
        f'<w:r><w:t>to be</w:t><w:footnoteReference w:id="{note}"/></w:r>',
        more=properties) for note, properties in zip((2, 4), more))


def section(*numbers):
    return ("<w:sectPr><w:footnotePr>" + "".join(
        f'<w:{name} w:val="{value}"/>' for name, value in numbers)
        + "</w:footnotePr></w:sectPr>")


PLAIN = NOTE + ('<w:footnote w:id="4"><w:p><w:r><w:t>Second.</w:t></w:r></w:p>'
                "</w:footnote>")
ROMAN, LETTER = ("numFmt", "lowerRoman"), ("numFmt", "lowerLetter")
AGAIN = ("numRestart", "eachSect")


@pytest.mark.parametrize("settings, first, last, labels", [
    ("", section(ROMAN), section(LETTER), ["i", "b"]),
    ("", section(ROMAN), "", ["i", "2"]),
    ("", "", section(LETTER), ["a", "b"]),
    ("", "", section(LETTER, ("numStart", "3")), ["c", "d"]),
    ("", section(ROMAN), section(LETTER, AGAIN), ["i", "a"]),
    ("", section(ROMAN), section(AGAIN, ("numStart", "7")), ["i", "7"]),
    ("", section(("numStart", "4")), section(("numStart", "9")), ["4", "5"]),
    (section(LETTER, AGAIN)[len("<w:sectPr>"):-len("</w:sectPr>")],
     section(ROMAN), "", ["i", "a"])])
def test_a_section_says_how_its_footnotes_are_numbered(
        settings, first, last, labels):
    """At its end, in the last paragraph's properties or behind all."""
    found = lines(docx(marked(first, "") + last, footnotes=PLAIN,
                       settings=settings))
    assert [line.split("\t")[0] for style, line in found
            if style == "note"] == labels


def test_footnotes():
    body = paragraph('<w:r><w:t>countries</w:t></w:r><w:r>'
                     '<w:footnoteReference w:id="2"/></w:r><w:r><w:t> and'
                     '</w:t></w:r><w:r><w:footnoteReference w:id="3" '
                     'w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
                     '<w:r><w:t> more</w:t></w:r>')
    assert lines(docx(body + paragraph("next"), footnotes=NOTE))[1:] == [
        ("plain", "countries\ufff91\ufffb and\ufff9*\ufffb more"),
        ("note", "1\tThese are made up."), ("note", "*\tOwn."),
        ("plain", "next")]


DEL = '<w:del w:id="1" w:author="x">'


def test_tracked_changes():
    body = "".join([
        paragraph('<w:r><w:t>(Rev. </w:t></w:r>' + DEL + '<w:r><w:delText>'
                  'Oldtown</w:delText></w:r></w:del><w:ins w:id="2"><w:r>'
                  '<w:t>Newtown</w:t></w:r></w:ins><w:r><w:t>)</w:t></w:r>'),
        paragraph("joined ", more='<w:rPr><w:del w:id="3"/></w:rPr>'),
        paragraph("here", "Call"),
        '<w:moveFrom w:id="4"><w:p><w:r><w:t>moved</w:t></w:r></w:p>'
        '</w:moveFrom>',
        paragraph('<w:moveTo w:id="5"><w:r><w:t>moved</w:t></w:r></w:moveTo>'),
        '<w:tbl><w:tr><w:trPr><w:del w:id="6"/></w:trPr><w:tc>'
        + paragraph("gone") + '</w:tc></w:tr></w:tbl>'])
    assert lines(docx(body))[1:] == [
        ("plain", "(Rev. Newtown)"), ("heading", "joined here"),
        ("plain", "moved")]


def cell(inner):
    return f"<w:tc>{inner}</w:tc>"


def test_tables():
    inner = f"<w:tbl><w:tr>{cell(paragraph('in'))}{cell(paragraph('ner'))}" \
            "</w:tr></w:tbl>"
    body = "<w:tbl><w:tr>" + cell(paragraph("a")) + cell(
        paragraph("b") + paragraph("c")) + cell(inner) + "</w:tr><w:tr>" + \
        cell(paragraph("resolves", "Call") + paragraph("to test")) + \
        "</w:tr></w:tbl>" + paragraph("after")
    assert lines(docx(body))[1:] == [
        ("row", "a\tb c\tin ner"), ("heading", "resolves"),
        ("plain", "to test"), ("plain", "after")]


def test_boxes_fields_and_what_is_hidden():
    box = ('<mc:AlternateContent><mc:Choice><w:txbxContent>'
           + paragraph("boxed") + '</w:txbxContent></mc:Choice><mc:Fallback>'
           '<w:txbxContent>' + paragraph("boxed") + '</w:txbxContent>'
           '</mc:Fallback></mc:AlternateContent>')
    field = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>'
             'PAGE</w:instrText></w:r><w:r><w:fldChar '
             'w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r>'
             '<w:fldChar w:fldCharType="end"/></w:r>')
    hidden = ('<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r>'
              '<w:rPr><w:rStyle w:val="gone"/></w:rPr><w:t>hidden</w:t></w:r>')
    body = paragraph(f"<w:r><w:t>with </w:t>{box}</w:r>{field}{hidden}"
                     '<w:sdt><w:sdtContent><w:hyperlink><w:r><w:t> kept</w:t>'
                     '</w:r></w:hyperlink></w:sdtContent></w:sdt>'
                     '<m:oMath><m:r><m:t>x</m:t></m:r><m:sup><m:r><m:t>2'
                     '</m:t></m:r></m:sup></m:oMath>')
    assert texts(body) == ["with 7 keptx^2", "boxed"]


def test_the_language_of_most_of_the_text():
    body = paragraph("a") + paragraph(
        '<w:r><w:rPr><w:lang w:val="fr-FR"/></w:rPr><w:t>texte invent\u00e9'
        '</w:t></w:r>')
    assert lines(docx(body))[0] == ("language", "fr-FR")


def test_control_bytes_and_marks_of_ours_are_left_out():
    assert texts(paragraph("a\u0085b\ufff91\ufffbc\u00a0d")) == \
        ["ab1c\u00a0d"]


@pytest.mark.parametrize("document, part", [
    (b"", "it is empty"),
    (b"no document", "no DOCX"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "convert it to .docx"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
     + "EncryptedPackage".encode("utf-16-le"), "save it without a password"),
    (docx("<w:altChunk/>"), "save it again"),
    (docx(paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>')
          + paragraph("lost")), "a field in it does not end"),
    (docx("<w:p>"), "damaged or no XML"),
])
def test_bad_documents_say_what_to_do(document, part):
    assert part in fault(document)


@pytest.mark.parametrize("words", [(), ("doc",), ("docx", "docx"),
                                   ("docx", "--unknown")])
def test_usage(words):
    done = run(b"", *words)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"\n") == 1


def test_output_into_a_file_is_refused(tmp_path):
    with open(tmp_path / "out", "wb") as out:
        done = subprocess.run([program("clause-extract"), "docx"],
                              stdin=subprocess.DEVNULL, stdout=out,
                              stderr=subprocess.PIPE, timeout=60)
    assert done.returncode == 2 and b"must be a pipe" in done.stderr


def test_a_file_and_a_pipe_are_read_alike(tmp_path):
    document = docx(RESOLUTION)
    (tmp_path / "a.docx").write_bytes(document)
    with open(tmp_path / "a.docx", "rb") as file:
        done = subprocess.run([program("clause-extract"), "docx",
                               "--unsandboxed"], stdin=file,
                              capture_output=True, timeout=60)
    assert done.stdout == run(document, "docx", "--unsandboxed").stdout


def repacked(document, names, types):
    """With parts of other names, and a list of types."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, \
            zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(names.get(name, name), types if "Types" in name
                         else old.read(name))
        new.writestr("word/glossary/styles.xml", part("styles", ""))
    return out.getvalue()


def test_parts_of_other_names():
    """As programs on the web call them; the list of types has the names."""
    overrides = "".join(
        f'<Override PartName="/word/{name}" ContentType="application/vnd.'
        f'openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for name, kind in [
            ("glossary/document.xml", "document.glossary"),
            ("glossary/styles.xml", "styles"), ("styles2.xml", "styles"),
            ("document2.xml", "document.main")])
    listed = ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
              f'content-types">\n{overrides}</Types>')
    names = {"word/document.xml": "word/document2.xml",
             "word/styles.xml": "word/styles2.xml"}
    plain = docx(paragraph("resolves", "Call"))
    assert lines(repacked(plain, names, listed))[1:] == [
        ("heading", "resolves")]
    assert "it has no word/document.xml" in fault(
        repacked(plain, names, "<Types/>"))
