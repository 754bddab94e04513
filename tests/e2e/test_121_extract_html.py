"""clause-extract on HTML: lines as a browser shows them, labels of lists,
footnotes of two word processors, tables for data and for the layout."""
import pytest

from test_120_extract import fault, lines


def html(text, encoding="utf-8"):
    return lines(text if isinstance(text, bytes) else text.encode(encoding),
                 "html")


def plain(text, **how):
    return [line for _, line in html(text, **how)]


def test_a_page():
    assert html("""<!DOCTYPE html><html lang="en"><head><title>Made up</title>
        <style>p { color: red }</style><script>alert("p")</script></head>
        <body><p class="ResNo">RESOLUTION 961<br>(Rev. Exampleville, 2026)</p>
        <h1>A made-up
        text</h1><p class="x Call">resolves<p>1&nbsp;to <b>te</b>st;<br>2&#8239;to
        <template>no</template>go<!-- no -->.</body></html>""") == [
        ("language", "en"), ("plain", "Made up"),
        ("number", "RESOLUTION 961 (Rev. Exampleville, 2026)"),
        ("plain", "A made-up text"), ("heading", "resolves"),
        ("plain", "1\u00a0to test;"), ("line", "2\u202fto go.")]


@pytest.mark.parametrize("page, language", [
    ('<html lang="fr"><body>x', "fr"), ('<body lang="fr">x', "fr"),
    ('<html lang="en"><body xml:lang="fr-CH">x', "fr-CH"),
    ('<html lang="fr"><body lang="">x', "fr"),
    ('<html lang="fr"><body><p lang="en">x', "fr")])
def test_the_body_knows_its_language(page, language):
    assert html(page) == [("language", language), ("plain", "x")]


def test_a_title_that_the_page_shows():
    assert plain("<title>Made up</title><p>Made up</p>") == ["Made up"]


def test_pre_keeps_its_lines():
    assert plain("<pre>considering\n  a)\tthat\n\nb)</pre>") == [
        "considering", "a)\tthat", "b)"]


def test_labels_of_lists():
    assert plain("""<ol><li>one<ol type="a"><li><p>sub</p><li value="4">sub
        <ul><li>dash</ul></ol><li>two</ol><ol start="7" type="I"><li>x</ol>
        <ol reversed start=2><li>b<li>a</ol><ol reversed><li>lost</ol>
        <ol style="list-style-type: lower-roman"><li>i</ol>
        <ul style="list-style:none"><li>bare</ul><ol><li><ol><li>deep</ol>
        <li></ol>""") == [
        "1\tone", "a)\tsub", "d)\tsub", "\u2013\tdash", "2\ttwo", "VII)\tx",
        "2\tb", "1\ta", "\ufffd\tlost", "i)\ti", "bare", "1", "1\tdeep", "2"]


def test_tables():
    assert html("<table><tr><th>a<td>b<br>c</tr><tr><td><td>only</table>") == [
        ("row", "a\tb c"), ("plain", "only")]


def test_tables_for_the_layout():
    lines_of_it = "".join(f"<p>line {i}</p>" for i in range(9))
    assert html(f"<table><tr><td>menu</td><td><table><tr><td>{lines_of_it}"
                "</table></td></tr></table>") == [("plain", "menu")] + [
        ("plain", f"line {i}") for i in range(9)]
    assert html("<table><tr><td>1<td><p class=Call>resolves</table>") == [
        ("plain", "1"), ("heading", "resolves")]
    deep = "<table><tr><td>" * 12 + "x" + "</table>" * 12
    assert html(deep) == [("plain", "x")]


LIBREOFFICE = """<p>developing<a class="sdfootnoteanc" name="sdfootnote1anc"
 href="#sdfootnote1sym"><sup>1</sup></a> countries</p><div id="sdfootnote1">
<p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym"
 href="#sdfootnote1anc">1</a> These are</p><p>made up.</p></div><p>end</p>"""
WORD = """<p class=MsoNormal>developing<a style='mso-footnote-id:ftn1'
 href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference>
<span style='mso-special-character:footnote'>[1]</span></span></a> countries
</p><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText>
<a href="#_ftnref1" name="_ftn1">[1]</a> These are</p><p>made up.</p></div>
<p>end</p>"""


@pytest.mark.parametrize("page", [LIBREOFFICE, WORD])
def test_footnotes(page):
    assert html(page) == [
        ("plain", "developing\ufff91\ufffb countries"),
        ("note", "1\tThese are made up."), ("plain", "end")]


def test_a_link_that_is_no_footnote():
    assert html('<a name="a" href="#b">1</a> and <a href="#_ftn1">2</a>') == [
        ("plain", "1 and 2")]


def test_what_is_hidden_or_deleted():
    assert plain('<p>a<span style="DISPLAY : none">b</span><del>c</del>'
                 '<span hidden>d</span>e') == ["ae"]


@pytest.mark.parametrize("page", [
    "\u00e9\u2013\u20ac".encode(),
    b"\xef\xbb\xbf" + "\u00e9\u2013\u20ac".encode(),
    "\ufeff\u00e9\u2013\u20ac".encode("utf-16-le"),
    "\ufeff\u00e9\u2013\u20ac".encode("utf-16-be"),
    b"<p>&eacute;\x96\x80",
    "<meta charset=iso-8859-1>\u00e9\u2013\u20ac".encode("cp1252"),
    '<meta content="text/html; charset=utf-8">\u00e9\u2013\u20ac'.encode(),
    b"&eacute;&#150;&#x80;", b"<meta charset=koi8-r>\xc3\xa9&ndash;&euro;",
])
def test_characters(page):
    assert html(page) == [("plain", "\u00e9\u2013\u20ac")]


def test_characters_that_are_not_read():
    assert "save it as UTF-8" in fault(
        b"<meta charset=koi8-r><p>\xd2\xc5\xda", "html")
    assert html(b"<meta charset=utf-8>a\xffb") == [("plain", "a\ufffdb")]


def test_hostile_pages():
    assert "nested too deep" in fault(b"<div>" * 5000, "html")
    assert html(b"<b>" * 300 + b"x") == [("plain", "x")]
    word = "w" * (1 << 20)
    assert plain(word) == [word]
    assert "16 MiB" in fault(b"<p>made up" * (3 << 20), "html")
    assert html(b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
                b"<p>&x;</p>")[-1] == ("plain", "&x;")
    assert html(b"a\0b") == [("plain", "ab")]
    assert html(b"</p></table></td></div>x</a>") == [("plain", "x")]
