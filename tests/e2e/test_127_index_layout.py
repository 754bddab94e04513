"""What a document's make-up says of its clauses: paragraphs, line breaks,
lists, tables, raised digits. All is made up."""
import json
import subprocess

import pytest
from conftest import program
from documents import docx, paragraph, pdf

HEAD = ["RESOLUTION 960 (Rev. Exampleville, 2026)", "A made-up text in words",
        "(Exampleville, 2022; Exampleville, 2026)",
        "The World Telecommunication Standardization Assembly (Exampleville, "
        "2026),"]


class Read:
    """What clause-index makes of a document."""

    def __init__(self, folder, name, data):
        path = folder / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        done = subprocess.run(
            [program("clause-index"), "--allow-unsandboxed", "--check",
             "--json", path], capture_output=True, text=True, timeout=60)
        self.resolution = json.loads(done.stdout)
        self.codes = [finding["code"]
                      for finding in self.resolution["findings"]]

    def clauses(self, slug):
        """(label, text) of each clause of a section."""
        return [(clause["label"], clause["text"])
                for section in self.resolution["sections"]
                if section["slug"] == slug for clause in section["clauses"]]


@pytest.fixture
def read(tmp_path):
    return lambda name, data: Read(tmp_path, name, data)


def as_docx(*body, **parts):
    """Of texts or of XML that is whole paragraphs."""
    return docx("".join(
        text if text.startswith(("<w:p>", "<w:tbl>")) else paragraph(text)
        for text in [*HEAD, *body]), **parts)


def as_html(*body):
    """Of texts or of elements."""
    return "<html><body>" + "\n".join(
        text if text.startswith("<") else f"<p>{text}</p>"
        for text in [*HEAD, *body]) + "</body></html>"


FORMS = {"docx": as_docx, "html": as_html}


@pytest.mark.parametrize("form", FORMS)
def test_a_paragraph_does_not_run_into_the_next(read, form):
    """Although no style says anything."""
    found = read(f"x.{form}", FORMS[form](
        "considering", "a) that one", "b) that two", "resolves", "1 to adopt",
        "Chairman of the group", "2 to end", "Annex 1", "Title of an annex",
        "Members of the group are", "States", "Sectors"))
    assert found.clauses("considering") == [("a", "that one"),
                                            ("b", "that two")]
    assert found.clauses("resolves") == [
        ("1", "to adopt"), ("p1", "Chairman of the group"), ("2", "to end")]
    assert [text for _, text in found.clauses("annex-1")] == [
        "Title of an annex", "Members of the group are", "States", "Sectors"]


def test_lines_of_a_preformatted_page_run_on(read):
    found = read("x.html", "<pre>" + "\n".join(
        [*HEAD, "considering", "a)\tthat one goes", "on in a line;",
         "b)\tthat two,", "resolves", "to end."]) + "</pre>")
    assert found.clauses("considering") == [("a", "that one goes on in a line;"),
                                            ("b", "that two,")]


@pytest.mark.parametrize("form, line_break", [
    ("docx", "</w:t><w:br/><w:t>"), ("html", "<br>")])
def test_a_line_break_may_part_clauses(read, form, line_break):
    body = ["considering",
            line_break.join(["a) that one;", "b) that two", "goes on;",
                             "c) that three,"]),
            "resolves", line_break.join(["1 to do it;", "2 to do it more."])]
    if form == "docx":
        body = [paragraph(f"<w:r><w:t>{text}</w:t></w:r>") for text in body]
    found = read(f"x.{form}", FORMS[form](*body))
    assert found.clauses("considering") == [
        ("a", "that one;"), ("b", "that two goes on;"), ("c", "that three,")]
    assert found.clauses("resolves") == [("1", "to do it;"),
                                         ("2", "to do it more.")]


def word_item(label, text):
    """As Word saves an item of a list."""
    return ("<p class=MsoListParagraph><![if !supportLists]><span style='"
            f"mso-list:Ignore'>{label}<span>&nbsp;&nbsp; </span></span>"
            f"<![endif]>{text}</p>")


def test_conditions_of_word_are_no_text(read):
    mark = ('<a href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>'
            "<![if !supportFootnotes]><span>[1]</span><![endif]></span></a>")
    note = ('<div style="mso-element:footnote-list"><![if !supportFootnotes]>'
            "<br clear=all><hr><![endif]><div id=ftn1><p>"
            '<a href="#_ftnref1" name="_ftn1"><![if !supportFootnotes]>'
            "<span>[1]</span><![endif]></a> The note.</p></div></div>")
    found = read("x.html", as_html(
        "considering", "<p><![if !supportEmptyParas]>&nbsp;<![endif]></p>",
        word_item("a)", f"that one{mark};"), word_item("b)", "that two,"),
        "resolves", "to end.", note))
    assert found.clauses("considering") == [("a", "that one;"),
                                            ("b", "that two,")]
    assert found.clauses("resolves") == [("", "to end.")]
    assert [(note["label"], note["text"])
            for note in found.resolution["footnotes"]] == [("1", "The note.")]


def table(form, *rows):
    """Each row's cells; each cell's paragraphs."""
    names = {"docx": ("w:tbl", "w:tr", "w:tc"), "html": ("table", "tr", "td")}
    whole, row, cell = names[form]
    put = paragraph if form == "docx" else "<p>{}</p>".format
    return f"<{whole}>" + "".join(
        f"<{row}>" + "".join(
            f"<{cell}>" + "".join(map(put, texts)) + f"</{cell}>"
            for texts in cells) + f"</{row}>" for cells in rows) + f"</{whole}>"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("rows", [
    [[["a) that one;", "b) that two,"]]],                  # one cell for all
    [[["a) that one;"]], [["b) that two,"]]],
    [[["a)"], ["that one;"]], [["b)"], ["that two,"]]],    # labels apart
    [[["a)"], [], ["that one;"]], [["b)"], ["that two,"], []]],
    [[["\u00a0"], ["a)"], ["that one;"]], [["b)"], ["that two,"], [" "]]]])
def test_tables_for_the_layout(read, form, rows):
    found = read(f"x.{form}", FORMS[form](
        "considering", table(form, *rows), "resolves", "to end."))
    assert found.clauses("considering") == [("a", "that one;"),
                                            ("b", "that two,")]


@pytest.mark.parametrize("form", FORMS)
def test_a_resolution_in_a_table(read, form):
    found = read(f"x.{form}", FORMS[form](table(form, [
        ["considering", "a) that one;", "b) that two,"]], [
        ["resolves", "1 to do it;", "2 to end."], ["Comments", "none"]])))
    assert found.clauses("considering") == [("a", "that one;"),
                                            ("b", "that two,")]
    assert found.clauses("resolves")[:2] == [("1", "to do it;"),
                                             ("2", "to end.")]


@pytest.mark.parametrize("form", FORMS)
def test_labels_of_every_kind_in_a_cell(read, form):
    found = read(f"x.{form}", FORMS[form]("resolves", table(
        form, *[[[label], [f"text {label};"]]
                for label in ["1", "2", "2.1", "2.2", "2bis", "3"]])))
    assert [label for label, _ in found.clauses("resolves")] == [
        "1", "2", "2.1", "2.2", "2bis", "3"]


@pytest.mark.parametrize("form", FORMS)
def test_rows_of_real_tables_are_rows(read, form):
    found = read(f"x.{form}", FORMS[form](
        "resolves", "to see the table:", table(
            form, [["Year"], ["Members"]], [["2010"], ["12"]],
            [["10"], ["20"]], [["one", "more"], ["two"]])))
    assert [text for _, text in found.clauses("resolves")] == [
        "to see the table:", "Year | Members", "2010 | 12", "10 | 20",
        "one more | two"]


def raised(form, text):
    """A paragraph in which ^digits^ are raised."""
    up, down = {
        "docx": ('</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/>'
                 "</w:rPr><w:t>", "</w:t></w:r><w:r><w:t>"),
        "html": ("<sup>", "</sup>")}[form]
    for edge in (up, down) * (text.count("^") // 2):
        text = text.replace("^", edge, 1)
    return (paragraph(f"<w:r><w:t>{text}</w:t></w:r>") if form == "docx"
            else f"<p>{text}</p>")


@pytest.mark.parametrize("form", FORMS)
def test_raised_digits_join_no_number(read, form):
    found = read(f"x.{form}", FORMS[form](
        "resolves", raised(form, "1 to count 10^6^ and 10^-6^ on 5 m^2^;"),
        raised(form, "2 to heed Resolution 5^1^ of this assembly for the 1^st^ "
                     "time;"),
        raised(form, "3 to help developing countries^2^ and others."),
        raised(form, "^2^ These are made up.")))
    assert found.clauses("resolves") == [
        ("1", "to count 10\u2076 and 10\u207b\u2076 on 5 m\u00b2;"),
        ("2", "to heed Resolution 5\u00b9 of this assembly for the 1st time;"),
        ("3", "to help developing countries and others.")]
    assert [(cite["id"], cite["number"])
            for cite in found.resolution["cites"]] == [(None, 5)]
    note, = found.resolution["footnotes"]
    assert (note["label"], note["text"]) == ("2", "These are made up.")
    assert note["anchor"].endswith("/resolves.3")


@pytest.mark.parametrize("form", FORMS)
def test_units_have_powers(read, form):
    found = read(f"x.{form}", FORMS[form]("resolves", raised(
        form, "to keep to dB(W/m^2^), 5\u00a0m^2^, (km^2^), m/s^2^, m\u00b7s^-1^ "
              "and 5 Hz^2^.")))
    assert found.clauses("resolves") == [
        ("", "to keep to dB(W/m\u00b2), 5\u00a0m\u00b2, (km\u00b2), m/s\u00b2, "
             "m\u00b7s\u207b\u00b9 and 5 Hz\u00b2.")]


def test_raised_digits_of_a_preformatted_page(read):
    found = read("x.html", "<pre>" + "\n".join(
        [*HEAD, "resolves", "to count 10<sup>12</sup> items in countries"
         "<sup>12</sup>."]) + "</pre>")
    assert found.clauses("resolves") == [
        ("", "to count 10\u00b9\u00b2 items in countries.")]


@pytest.mark.parametrize("list_of, labels", [
    ('<ol style="LIST-STYLE-TYPE: lower-alpha"><li>ONE<li>TWO</ol>',
     ["a", "b"]),
    ('<ol><li type=a>ONE<li type="a">TWO</ol>', ["a", "b"]),
    ("<ol type=a><li>ONE<menu><li>x;</menu><li>TWO</ol>", ["a", "a.b1", "b"]),
    # what a style sheet says is not read, and no label is made up
    ("<style>ol.x { list-style-type: lower-alpha }</style>"
     "<ol class=x><li>ONE<li>TWO</ol>", ["p1", "p2"])])
def test_how_a_list_counts(read, list_of, labels):
    found = read("x.html", as_html(
        "considering",
        list_of.replace("ONE", "that one;").replace("TWO", "that two,"),
        "resolves", "to end."))
    assert [label for label, _ in found.clauses("considering")] == labels


LETTERS = [f"{letter}) that {letter};" for letter in "abcdefgh"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("behind, labels", [
    (["i) sub one;", "ii) sub two;", "i) that i;", "j) that j,"],
     ["h.i", "h.ii", "i", "j"]),
    (["i) sub one;", "i) that i,"], ["h.i", "i"]),
    (["i) that i;", "j) that j,"], ["i", "j"]),
    (["i) that i;", "i) sub one;", "ii) sub two,"], ["i", "i.i", "i.ii"]),
    (["i) that i,"], ["i"])])
def test_a_letter_that_may_be_a_roman_number(read, form, behind, labels):
    found = read(f"x.{form}", FORMS[form]("considering", *LETTERS, *behind,
                                          "resolves", "to end."))
    assert [label for label, _ in found.clauses("considering")] == [
        *"abcdefgh", *labels]


def as_pdf(*pages):
    return pdf(*[[line.replace("(", "\\(").replace(")", "\\)")
                  for line in page] for page in pages])


FOOT = ["Resolutions and Opinions", "WTSA-26/960-E"]


@pytest.mark.parametrize("head, foot", [
    (lambda page: [], lambda page: [f"{page}"]),
    (lambda page: [], lambda page: [f"{page + 7}"]),
    (lambda page: [f"{page}", "A/15-E"] if page > 1 else [], lambda page: []),
    (lambda page: FOOT[:1] if page > 1 else [],
     lambda page: [FOOT[1], f"Page {page} of 3"]),
    (lambda page: [f"{page} Resolution 960 - WTSA-26"], lambda page: [])])
def test_edges_of_pages_are_no_text(read, head, foot):
    pages = [[*HEAD, "considering", "a) that one;",
              "b) that two is long and goes on to the"],
             ["next page where it ends,", "resolves", "1 to do one;"],
             ["2 to do two;", "3 to do three."]]
    found = read("x.pdf", as_pdf(*[
        [*head(number), *page, *foot(number)]
        for number, page in enumerate(pages, 1)]))
    assert found.clauses("considering") == [
        ("a", "that one;"),
        ("b", "that two is long and goes on to the next page where it ends,")]
    assert found.clauses("resolves") == [
        ("1", "to do one;"), ("2", "to do two;"), ("3", "to do three.")]


def test_what_pages_share_may_be_text(read):
    """A heading at the top of two pages, labels alone on their lines."""
    found = read("x.pdf", as_pdf(
        [*HEAD, "considering", "a) that one,"],
        ["resolves", "1", "to do one;"],
        ["2", "to do two."],
        ["resolves", "that it is made up."]))
    assert found.clauses("resolves") == [("1", "to do one;"),
                                         ("2", "to do two.")]
    assert found.clauses("resolves~2") == [("", "that it is made up.")]


def as_text(*body):
    return "\n".join([*HEAD, "considering", "a)\tthat it is made up,", *body])


@pytest.mark.parametrize("heading, to", [
    (["invites the Director of the Telecommunication Standardization Bureau",
      "and Member States of the made-up region"],
     ["director-tsb", "member-states-of-made-up-region"]),
    (["instructs the Telecommunication Standardization Advisory Group, with "
      "the assistance of the Director of the Telecommunication",
      "Standardization Bureau"], ["tsag"]),
    (["instructs the Director of the Telecommunication Standardization",
      "Bureau, in close collaboration with the Director of the "
      "Radiocommunication Bureau"], ["director-tsb"])])
def test_a_heading_breaks_within_names(read, heading, to):
    found = read("x.txt", as_text(*heading, "1\tto do it;", "2\tto end."))
    section = found.resolution["sections"][-1]
    assert section["heading"] == " ".join(heading)
    assert section["to"] == to
    assert [(clause["label"], clause["text"])
            for clause in section["clauses"]] == [("1", "to do it;"),
                                                  ("2", "to end.")]


def test_a_row_begins_behind_a_line_that_ends_nothing(read):
    found = read("x.txt", as_text("resolves", "that the Council", "1 shall act;",
                                  "2 shall not act."))
    assert found.clauses("resolves") == [
        ("p1", "that the Council"), ("1", "shall act;"),
        ("2", "shall not act.")]


def test_wrapped_text_begins_no_row(read):
    found = read("x.txt", "\n".join([
        *HEAD, "considering", "a) that it was decided in Resolution",
        "1 of this assembly,", "resolves", "1 to do it;", "2 to end."]))
    assert found.clauses("considering") == [
        ("a", "that it was decided in Resolution 1 of this assembly,")]


@pytest.mark.parametrize("last, doubts", [
    ("1 These are made up.", 1), ("1 to be made up.", 0)])
def test_a_footnote_at_the_end_is_doubted(read, last, doubts):
    found = read("x.txt", as_text("resolves", "to encourage its members.", "",
                                  last))
    assert found.codes.count("late_row") == doubts


def test_a_title_that_ends_in_a_citation(read):
    lines = [HEAD[0], "Application by administrations of",
             "Resolution 5 (Exampleville, 2022)", *HEAD[2:],
             "resolves", "to end."]
    found = read("x.txt", "\n".join(lines))
    assert found.resolution["id"] == "wtsa-960@2026"
    assert found.resolution["title"] == " ".join(lines[1:3])


def test_a_line_may_break_behind_a_hyphen(read):
    found = read("x.txt", as_text(
        "instructs the Director of the Telecommunication Standardization "
        "Bureau, in co-", "ordination with others",
        "1\tto study over-", "the-top services of ITU-", "T in 2010-",
        "2012;", "2\tto compare pre-", "and post-2012 texts -",
        "as they are."))
    section = found.resolution["sections"][-1]
    assert section["heading"].endswith(", in co-ordination with others")
    assert [clause["text"] for clause in section["clauses"]] == [
        "to study over-the-top services of ITU-T in 2010-2012;",
        "to compare pre- and post-2012 texts - as they are."]
