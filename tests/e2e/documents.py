"""Documents made of a made-up resolution, in the formats that clause-extract
reads; nothing in them is of a real one."""
import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
HEAD = f'xmlns:w="{W}" xmlns:m="{M}" xmlns:mc="{MC}"'

STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US"/></w:rPr>
</w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal">
<w:name w:val="Normal"/><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="ResNo"><w:name w:val="Res_No"/></w:style>
<w:style w:type="paragraph" w:styleId="a7"><w:name w:val="Res_title"/></w:style>
<w:style w:type="paragraph" w:styleId="Call"><w:name w:val="Call"/></w:style>
<w:style w:type="paragraph" w:styleId="CallX"><w:name w:val="of our own"/>
<w:basedOn w:val="Call"/></w:style>
<w:style w:type="paragraph" w:styleId="loop"><w:basedOn w:val="loop2"/></w:style>
<w:style w:type="paragraph" w:styleId="loop2"><w:basedOn w:val="loop"/></w:style>
<w:style w:type="paragraph" w:styleId="enumlev1"><w:name w:val="enumlev1"/>
</w:style>
<w:style w:type="character" w:styleId="gone"><w:rPr><w:vanish/></w:rPr></w:style>
"""


def part(name, inner):
    return (f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {HEAD}>{inner}'
            f'</w:{name}>')


def paragraph(text, style=None, more=""):
    """A paragraph; text that begins with < is XML."""
    if not text.startswith("<"):
        text = f"<w:r><w:t>{text}</w:t></w:r>"
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{text}</w:p>"


def docx(body, styles=STYLES, compression=zipfile.ZIP_DEFLATED, **parts):
    """The bytes of a DOCX; parts are inner XML (numbering, footnotes ...)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml",
                         part("document", f"<w:body>{body}</w:body>"))
        package.writestr("word/styles.xml", part("styles", styles))
        for name, inner in parts.items():
            package.writestr(f"word/{name}.xml", part(name, inner))
    return out.getvalue()


RESOLUTION = "".join([
    paragraph("RESOLUTION 960 (Rev. Exampleville, 2026)", "ResNo"),
    paragraph("<w:r><w:t>A made-up text</w:t><w:br/><w:t>in Word</w:t></w:r>",
              "a7"),
    paragraph("The Demonstration Assembly (Exampleville, 2026),"),
    paragraph("considering", "Call"),
    paragraph("<w:r><w:t>a)</w:t><w:tab/><w:t>that it is made up;</w:t></w:r>",
              "enumlev1"),
    paragraph("resolves", "CallX"),
    paragraph("<w:r><w:t>1</w:t><w:tab/><w:t>to test ITU</w:t>"
              "<w:noBreakHyphen/><w:t>T.</w:t></w:r>"),
])


def pdf(*pages, trailer=""):
    """The bytes of a PDF; a page is a list of lines in ASCII."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>",
               f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
               "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    for i, page in enumerate(pages):
        text = "BT /F1 12 Tf 72 720 Td 14 TL\n" + "".join(
            f"({line}) Tj T*\n" for line in page) + "ET"
        objects += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources "
            f"<< /Font << /F1 3 0 R >> >> /Contents {5 + 2 * i} 0 R >>",
            f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"]
    out, starts = "%PDF-1.4\n", []
    for number, inner in enumerate(objects, 1):
        starts.append(len(out))
        out += f"{number} 0 obj\n{inner}\nendobj\n"
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    size = len(objects) + 1
    return (f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n"
            f"<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{len(out)}"
            "\n%%EOF\n").encode()
