"""What a document's make-up says of its clauses: paragraphs, line breaks,
lists, tables, raised digits. All is made up."""
import json
import subprocess

import pytest
from conftest import program
from documents import docx, paragraph

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
