"""Makes a .docx as a writer's program would, of the fewest parts that it can have."""

import io
import zipfile
from collections.abc import Iterable
from html import escape

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
OF_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = {"Title": "Title", "TOC1": "toc 1", "Citat": "Quote", "Beskrivning": "caption"} | {
    f"Rubrik{level}": f"heading {level}" for level in range(1, 5)
}
NUMBERING = """
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Rubrik1"/><w:lvlText w:val="%1"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Rubrik2"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="3"><w:styleLink w:val="Steg"/><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="4"><w:numStyleLink w:val="Steg"/></w:abstractNum>
<w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:lvlText w:val="%1.%4"/></w:lvl></w:abstractNum>
<w:num w:numId="5"><w:abstractNumId w:val="4"/></w:num>
<w:num w:numId="8"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>
<w:lvlOverride w:ilvl="1"><w:lvl w:ilvl="1"><w:numFmt w:val="upperLetter"/><w:lvlText w:val="Mål %2:"/></w:lvl></w:lvlOverride></w:num>
<w:num w:numId="9"><w:abstractNumId w:val="5"/></w:num>
<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="99"/></w:num>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
"""


def paragraph(text: str, style: str = "", *, bold: bool = False, more: str = "") -> str:
    """A paragraph; `more` is XML that comes last in it."""
    of_style = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    strong = "<w:rPr><w:b/></w:rPr>" if bold else ""
    run = f'<w:r>{strong}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f"<w:p>{of_style}{run}{more}</w:p>"


def run(text: str, how: str = "") -> str:
    """A run of text; `how` is XML of its format."""
    return f'<w:r><w:rPr>{how}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def item(text: str, number: int = 1, depth: int = 0) -> str:
    """An item of a list: 1 has bullets, 2, 4 and 9 have numbers, 5 those of a style, from III, 8 from
    4 and with words; 6 is of none that there is."""
    numbers = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{numbers}</w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def table(*rows: Iterable[str], cell: str = "") -> str:
    """A table; `cell` is XML that says something of its first cell."""
    made = ""
    for row in rows:
        made += "<w:tr>"
        for text in row:
            paragraphs = "".join(map(paragraph, text.split("\n")))
            made += f"<w:tc><w:tcPr>{cell}</w:tcPr>{paragraphs}</w:tc>"
            cell = ""
        made += "</w:tr>"
    return f"<w:tbl>{made}</w:tbl>"


def footnote(number: int) -> str:
    """The mark of a footnote."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def picture(alt: str) -> str:
    """The picture of the document, in a run."""
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="9525" cy="9525"/>'
        f'<wp:docPr id="1" name="Bild 1" descr="{escape(alt)}"/><a:graphic><a:graphicData><pic:pic>'
        '<pic:blipFill><a:blip r:embed="rIdPicture"/></pic:blipFill></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def document(
    *body: str,
    notes: Iterable[str] = (),
    ends: Iterable[str] = (),
    head: str = "",
    image: bytes = b"",
    kind: str = "png",
    numbered_headings: bool = False,
    more_styles: str = "",
) -> bytes:
    """The bytes of a .docx with that body, those footnotes, those endnotes, that running head and that picture;
    `more_styles` is XML of styles besides."""
    numbers = '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>' if numbered_headings else ""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{own}"><w:name w:val="{name}"/>'
        f"{numbers if own in ('Rubrik1', 'Rubrik2') else ''}</w:style>"
        for own, name in NAMES.items()
    )
    styles += (
        '<w:style w:type="numbering" w:styleId="Steg"><w:name w:val="Steg"/><w:pPr><w:numPr>'
        f'<w:numId w:val="7"/></w:numPr></w:pPr></w:style>{more_styles}'
    )
    said = "".join(
        f'<w:footnote w:id="{number}">{paragraph(text)}</w:footnote>'
        for number, text in enumerate(notes, 1)
    )
    ended = "".join(
        f'<w:endnote w:id="{number}">{paragraph(text)}</w:endnote>'
        for number, text in enumerate(ends, 1)
    )
    parts = {
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {NAMESPACES}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {NAMESPACES}>{NUMBERING}</w:numbering>",
        "word/footnotes.xml": f"<w:footnotes {NAMESPACES}>{said}</w:footnotes>",
        "word/endnotes.xml": f"<w:endnotes {NAMESPACES}>{ended}</w:endnotes>",
        "word/header1.xml": f"<w:hdr {NAMESPACES}>{paragraph(head)}</w:hdr>",
    }
    relations = "".join(
        f'<Relationship Id="rId{name}" Type="{OF_OFFICE}/{name}" Target="{name}.xml"/>'
        for name in ("styles", "numbering", "footnotes", "endnotes")
    )
    relations += (
        f'<Relationship Id="rIdPicture" Type="{OF_OFFICE}/image" Target="media/image1.{kind}"/>'
    )
    relations += (
        f'<Relationship Id="rIdLink" Type="{OF_OFFICE}/hyperlink" Target="https://a.example"'
        ' TargetMode="External"/>'
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="{kind}" ContentType="image/{kind}"/>'
            '<Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        file.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
            f'Type="{OF_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        file.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{package}/relationships">{relations}</Relationships>',
        )
        for name, text in parts.items():
            file.writestr(name, text)
        if image:
            file.writestr(f"word/media/image1.{kind}", image)
    return made.getvalue()
