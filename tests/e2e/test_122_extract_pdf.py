"""clause-extract on PDFs: lines and pages, and that nothing of a bad one is
taken for good."""
import pytest

from documents import pdf
from test_120_extract import fault, run


def pdf_lines(document):
    """(page, text) of each line."""
    done = run(document, "pdf", "--unsandboxed")
    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode().split("\n")
    assert text[0] == "clause-extract 1" and text[-2:] == ["end", ""]
    found = [line.split("\t", 2) for line in text[1:-2]]
    assert {style for style, _, _ in found} == {"line"}
    return [(int(page), text) for _, page, text in found]


def test_lines_and_pages():
    assert pdf_lines(pdf(["RESOLUTION 962 \\(Rev. Exampleville, 2026\\)",
                          "Made up"], ["resolves"], [], ["1 to test"])) == [
        (1, "RESOLUTION 962 (Rev. Exampleville, 2026)"), (1, "Made up"),
        (2, "resolves"), (4, "1 to test")]


def test_a_hyphen_stays():
    assert pdf_lines(pdf(["made-", "up"])) == [(1, "made-"), (1, "up")]


ENCRYPTED = ("/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
             f"/O <{'11' * 32}> /U <{'22' * 32}> >> /ID [<00> <00>]")


@pytest.mark.parametrize("document, part", [
    (b"no PDF", "it is no PDF"),
    (pdf([]), "run OCR first"),
    (pdf(["a"], ["b"])[:-20], "it is cut short"),
    (pdf(["a"], trailer=ENCRYPTED), "save it without a password"),
    (b"%PDF-1.4\n" + bytes(range(256)) * 40 + b"%%EOF", "it is damaged"),
    (b"%PDF-1.4\n<<>> [ ( << /Pages 1 0 R \n%%EOF", "it is damaged"),
])
def test_bad_documents(document, part):
    assert part in fault(document, "pdf")


def test_pages_in_a_circle():
    whole = pdf(["made up"])
    circle = whole.replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")
    assert circle != whole
    fault(circle, "pdf")


def test_too_many_pages():
    assert len(pdf_lines(pdf(*[["x"]] * 2000))) == 2000
    assert "2000 pages" in fault(pdf(*[["x"]] * 2001), "pdf")


def test_cut_anywhere_it_is_no_good():
    whole = pdf(["made up"] * 20, ["made up"] * 20)
    for part in range(1, 20):
        fault(whole[:len(whole) * part // 20], "pdf")


